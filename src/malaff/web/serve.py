"""Running the application until it is told to stop."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from malaff.archive.archive import Archive
from malaff.errors import AccountsNeeded, BadOption
from malaff.web.accounts import Accounts
from malaff.web.app import is_loopback, make_app
from malaff.web.settings import Settings

__all__ = ["is_loopback", "serve"]


def serve(settings: Settings, archive: Archive, *, ready: Callable[[str], None]) -> None:
    """Answer requests until interrupted.

    Args:
        settings: how the archive is shown, and to whom.
        archive: opened by the caller, who closes it.
        ready: called with the address once connections are taken.

    Raises:
        AccountsNeeded: where everybody must sign in and nobody could.
        BadOption: where the address cannot be listened at.
    """
    beyond = not is_loopback(settings.host)
    if (beyond or settings.accounts) and not Accounts(archive.database).listed():
        where = f"At {settings.host or 'every address'} others reach the archive, and nobody" if beyond else "Nobody"
        raise AccountsNeeded(f"{where} has an account.")
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listening = socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        raise BadOption(
            f"{settings.host}:{settings.port} cannot be listened at: {error.strerror or error}.",
            remedy="Give another --host or --port; --port 0 takes any that is free.",
        ) from error
    name = f"[{settings.host}]" if family == socket.AF_INET6 else settings.host
    with listening:
        ready(f"http://{name}:{listening.getsockname()[1]}/")
        config = uvicorn.Config(
            make_app(settings, archive), log_level="warning", server_header=False, lifespan="on", ws="none",
            timeout_graceful_shutdown=10,
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[listening])
