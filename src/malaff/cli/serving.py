"""`malaff serve`: the archive in the browser."""

from __future__ import annotations

import click

from malaff.cli.console import say
from malaff.cli.options import archive_option

# Seconds that a page waits for another writer before it says so.
_PATIENCE = 5.0

port_option = click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 for any free port."
)


@click.command("serve")
@archive_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; beyond loopback with accounts.")
@port_option
@click.option("--accounts", is_flag=True, help="Have everybody sign in, on loopback too.")
@click.option("--secure", is_flag=True, help="Cookies over HTTPS alone: behind a proxy that speaks it.")
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="A name the server is called by; several.")
@click.option("--no-fetch", is_flag=True, help="Fetch no addresses for those who add.")
@click.option(
    "--max-upload", type=click.IntRange(min=1), default=50_000_000, show_default=True, metavar="N",
    help="Refuse uploads of more than N bytes.",
)  # fmt: skip
def serve_command(
    archive: str, host: str, port: int, accounts: bool, secure: bool, hosts: tuple[str, ...], no_fetch: bool,
    max_upload: int,
) -> None:  # fmt: skip
    """Open the archive in the browser.

    On loopback nobody needs an account. With --host beyond it everybody does: malaff user add makes them.
    """
    from malaff.archive.archive import Archive
    from malaff.web.app import THREADS
    from malaff.web.serve import is_loopback, serve
    from malaff.web.settings import Settings

    settings = Settings(
        archive=archive, host=host, port=port, hosts=list(hosts), accounts=accounts, secure=secure,
        upload_bytes=max_upload, fetch=not no_fetch,
    )  # fmt: skip
    with Archive(archive, wait=_PATIENCE, connections=THREADS) as opened:
        if not is_loopback(host) and not secure:
            say("malaff: passwords go unencrypted; put a proxy that speaks HTTPS before it, and give --secure.")
        serve(settings, opened, ready=lambda address: say(f"malaff: {address}"))
