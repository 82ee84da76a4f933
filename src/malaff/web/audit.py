"""The trail of what was done through the pages, and to accounts: rows that are added and never changed."""

from __future__ import annotations

import logging
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from malaff.archive import store
from malaff.archive.database import Database
from malaff.archive.schema import AUDIT
from malaff.errors import MalaffError
from malaff.model import Record

_log = logging.getLogger("malaff.web")
# What a row keeps of a subject or detail: enough to know it by.
_LONGEST = 500


class Entry(Record, frozen=True):
    """One row: when, who (None where nobody was signed in), what was done to what, and how it went."""

    id: int
    at: str
    user: str | None
    what: str
    subject: str
    detail: str


def audit(connection: Connection, user: str | None, what: str, subject: str, detail: str = "") -> None:
    """Keep a row in the transaction of the deed itself; passwords and tokens are never given here."""
    number = int(connection.scalar(sa.select(sa.func.max(AUDIT.c.id))) or 0) + 1
    row = {
        "id": number, "at": store.now(), "user": user, "what": what, "subject": subject[:_LONGEST],
        "detail": detail[:_LONGEST],
    }  # fmt: skip
    connection.execute(sa.insert(AUDIT), [row])


def audit_done(database: Database, user: str | None, what: str, subject: str, detail: str = "") -> None:
    """Keep a row of what was done in a transaction of its own.

    Where the row cannot be written, the deed stands all the same; telling that it failed would have it done twice.
    The row then goes to the log.
    """
    try:
        with database.write() as connection:
            audit(connection, user, what, subject, detail)
    except MalaffError as error:
        _log.error("not in the audit trail (%s): %s %s %s %s", error, user, what, subject, detail)


def trail(database: Database, *, limit: int = 100, before: int | None = None) -> list[Entry]:
    """The rows, latest first.

    Args:
        database: the archive's.
        limit: how many.
        before: only rows older than the one of this number.
    """
    query = sa.select(AUDIT).order_by(AUDIT.c.id.desc()).limit(limit)
    if before is not None:
        query = query.where(AUDIT.c.id < before)
    with database.read() as connection:
        return [_entry(row) for row in connection.execute(query)]


def _entry(row: sa.Row[Any]) -> Entry:
    return Entry(id=row.id, at=row.at, user=row.user, what=row.what, subject=row.subject, detail=row.detail)
