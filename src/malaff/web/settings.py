"""What a server is told when it starts; docs/web.md has the same as a table."""

from __future__ import annotations

from malaff.export.dossier.words import Calendar
from malaff.intake import MAX_BYTES
from malaff.model import Record

__all__ = ["Calendar", "Settings"]


class Settings(Record, frozen=True):
    """A server's settings.

    Attributes:
        archive: a path to a SQLite file, or postgresql://user:password@host/name.
        host: the address it listens at; beyond loopback accounts are demanded.
        port: 0 for any that is free.
        hosts: names it may be called by besides `host` and loopback's, as behind a proxy.
        accounts: whether everybody must sign in.
        secure: whether cookies go over HTTPS alone, as behind a proxy that speaks it.
        upload_bytes: the most that one upload may hold.
        fetch: whether addresses may be added, which the server then fetches.
    """

    archive: str
    host: str = "127.0.0.1"
    port: int = 8000
    hosts: list[str] = []
    accounts: bool = False
    secure: bool = False
    upload_bytes: int = MAX_BYTES
    fetch: bool = True
