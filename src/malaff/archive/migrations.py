"""Versions of an archive's tables, and the steps from each to the next.

An archive is brought to today's version when it is opened, in one transaction: it is at the old version or at the
new one, never between. An archive of a later version than this malaff knows is left alone.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from malaff.archive import fulltext
from malaff.archive.schema import METADATA, SETTINGS
from malaff.errors import ArchiveDamaged, ArchiveNotFound, ArchiveVersion

if TYPE_CHECKING:
    from malaff.archive.database import Database

Step = Callable[[Connection], None]

# A step is written out and names no table of `malaff.archive.schema`, which goes on changing.
_TO_2 = (
    """CREATE TABLE users (
        name TEXT NOT NULL PRIMARY KEY, password TEXT NOT NULL, role VARCHAR(8) NOT NULL,
        made_at VARCHAR(32) NOT NULL, disabled_at VARCHAR(32))""",
    """CREATE TABLE sessions (
        digest VARCHAR(64) NOT NULL PRIMARY KEY, "user" TEXT NOT NULL REFERENCES users (name),
        made_at VARCHAR(32) NOT NULL, expires_at VARCHAR(32) NOT NULL, csrf VARCHAR(64) NOT NULL)""",
    'CREATE INDEX sessions_user ON sessions ("user")',
    """CREATE TABLE audit (
        id INTEGER NOT NULL PRIMARY KEY, at VARCHAR(32) NOT NULL, "user" TEXT, what VARCHAR(24) NOT NULL,
        subject TEXT NOT NULL, detail TEXT NOT NULL)""",
    "ALTER TABLE statements ADD COLUMN confidence INTEGER DEFAULT 100 NOT NULL",
    "CREATE INDEX statements_type ON statements (type)",
    "CREATE INDEX statements_kind ON statements (kind)",
    "CREATE INDEX statements_confidence ON statements (confidence, article, number)",
)
_CHUNK = 500


class _Said(msgspec.Struct):
    content: dict[str, object]
    confidence: float


class _Read(msgspec.Struct):
    statements: list[_Said]


def _to_2(connection: Connection) -> None:
    """Accounts, and how sure the reader was of each statement."""
    for statement in _TO_2:
        connection.exec_driver_sql(statement)
    decode = msgspec.json.Decoder(_Read).decode
    query = sa.text(
        "SELECT a.id, v.reading FROM articles a JOIN versions v ON v.id = a.version WHERE a.id > :after"
        " ORDER BY a.id LIMIT :chunk"
    )
    # What a person added or moved is not found by its characters, and is sure.
    update = sa.text(
        'UPDATE statements SET confidence = :sure WHERE article = :article AND start = :first AND "end" = :last'
    )
    after = -1
    while rows := list(connection.execute(query, {"after": after, "chunk": _CHUNK})):
        after = rows[-1].id
        sure = [
            {"article": row.id, "first": said.content["start"], "last": said.content["end"],
             "sure": round(100 * said.confidence)}
            for row in rows
            for said in decode(zlib.decompress(row.reading)).statements
        ]  # fmt: skip
        if sure:
            connection.execute(update, sure)


# What makes version N+1 of version N; the first entry makes 2 of 1.
STEPS: tuple[Step, ...] = (_to_2,)
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
                                                     {"key": "generation", "value": "0"},
                                                     {"key": "index", "value": str(fulltext.ANALYSIS)}])  # fmt: skip
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
