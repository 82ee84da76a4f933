"""`malaff serve`: the archive in the browser."""

from __future__ import annotations

import click

from malaff.cli.console import say
from malaff.cli.options import archive_option


@click.command("serve")
@archive_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 for any free port.")
def serve_command(archive: str, host: str, port: int) -> None:
    """Open the archive in the browser."""
    from malaff.archive.archive import Archive
    from malaff.web.serve import serve
    from malaff.web.settings import Settings

    with Archive(archive) as opened:
        serve(Settings(archive=archive, host=host, port=port), opened, ready=lambda address: say(f"malaff: {address}"))
