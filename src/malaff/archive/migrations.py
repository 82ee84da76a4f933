"""Versions of an archive's tables, and the steps from each to the next.

An archive is brought to today's version when it is opened, in one transaction: it is at the old version or at the
new one, never between. An archive of a later version than this malaff knows is left alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from malaff.archive import fulltext
from malaff.archive.schema import METADATA, SETTINGS
from malaff.errors import ArchiveDamaged, ArchiveNotFound, ArchiveVersion

if TYPE_CHECKING:
    from malaff.archive.database import Database

Step = Callable[[Connection], None]

# What makes version N+1 of version N; the first entry makes 2 of 1.
STEPS: tuple[Step, ...] = ()
VERSION = len(STEPS) + 1


def prepare(database: Database, *, create: bool) -> None:
    """Bring the archive to this version, or make its tables where it has none and `create` says so."""
    found = _version(database)
    if found == VERSION:
        return
    _refuse_newer(found)
    if found is None and not create:
        raise ArchiveNotFound(f"{database.shown} holds no archive.")
    if database.sqlite:
        with database.engine.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA journal_mode = WAL")  # type: ignore[union-attr]
    with database.write() as connection:
        # Another process may have done it while this one waited for the lock.
        found = _stored(connection)
        _refuse_newer(found)
        if found is None:
            METADATA.create_all(connection)
            fulltext.index_of(connection).create(connection)
            connection.execute(sa.insert(SETTINGS), [{"key": "schema", "value": str(VERSION)},
                                                     {"key": "generation", "value": "0"}])  # fmt: skip
        else:
            for step in STEPS[found - 1 :]:
                step(connection)
            connection.execute(sa.update(SETTINGS).where(SETTINGS.c.key == "schema").values(value=str(VERSION)))


def _refuse_newer(found: int | None) -> None:
    if found is not None and found > VERSION:
        raise ArchiveVersion(f"The archive has version {found}; this malaff knows versions up to {VERSION}.")


def _version(database: Database) -> int | None:
    with database.engine.connect() as connection:
        return _stored(connection)


def _stored(connection: Connection) -> int | None:
    """The version an archive has; None where the database is empty.

    Raises:
        ArchiveDamaged: where it holds tables that are not an archive's.
    """
    tables = set(sa.inspect(connection).get_table_names())
    if SETTINGS.name not in tables:
        if tables:
            raise ArchiveDamaged("The database holds other tables and no archive.", remedy="Give another --archive.")
        return None
    value = connection.scalar(sa.select(SETTINGS.c.value).where(SETTINGS.c.key == "schema"))
    if value is None or not value.isdigit():
        raise ArchiveDamaged("The archive does not say which version it has.")
    return int(value)
