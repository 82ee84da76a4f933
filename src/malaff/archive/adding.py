"""Sources are read and kept: in batches, each kept whole, so that a run that is cut off goes on where it stood."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Sequence
from hashlib import sha256
from pathlib import Path

import msgspec
import sqlalchemy as sa

from malaff.archive import store
from malaff.archive.database import Database
from malaff.archive.prepare import Prepared, article_digest, prepare
from malaff.archive.schema import ARTICLES, VERSIONS
from malaff.batches import Entry, Source, half_a_character, run, taken_in
from malaff.errors import BadLine
from malaff.intake import MAX_BYTES
from malaff.intake.corpus import as_error
from malaff.model import Original, Reading, ReadingError

# A batch is written when it holds this many articles or is this many seconds old: what a kill can cost.
_ARTICLES = 200
_SECONDS = 2.0
# What fits an entry of PostgreSQL's ordered index.
_LONGEST_ID = 2_000


class Added(msgspec.Struct, frozen=True):
    """How far adding has come: articles that are new, changed, there already, and sources that failed."""

    added: int = 0
    changed: int = 0
    same: int = 0
    failed: int = 0

    @property
    def done(self) -> int:
        """All that was looked at."""
        return self.added + self.changed + self.same + self.failed


class Taken(msgspec.Struct, array_like=True, frozen=True):
    """One article prepared, or why it could not be: one of the two."""

    prepared: Prepared | None = None
    error: ReadingError | None = None


def take(entry: Entry, max_bytes: int) -> list[Taken]:
    """Read an entry and prepare it; done in the process that reads."""
    from malaff.api import read_safely

    results: list[Taken] = []
    for found in taken_in(entry, max_bytes):
        item = found if isinstance(found, ReadingError) else read_safely(found)
        if isinstance(item, ReadingError):
            results.append(Taken(error=item))
        elif not isinstance(found, ReadingError):
            try:
                results.append(Taken(prepared=checked(item, found.original)))
            except BadLine as error:
                results.append(Taken(error=as_error(error, found.source, None)))
    return results


def checked(reading: Reading, original: Original | None) -> Prepared:
    """What the archive writes.

    Raises:
        BadLine: where the article cannot be kept as it is: half of a character in it, or an id that no database takes.
    """
    if "\x00" in reading.id or len(reading.id.encode("utf-8", "replace")) > _LONGEST_ID:
        raise BadLine(
            f"The id has more than {_LONGEST_ID:,} bytes or a NUL character.", remedy="Give the article a plain id."
        )
    try:
        return prepare(reading, original)
    except UnicodeEncodeError as error:
        raise half_a_character() from error


def add(
    database: Database, sources: Iterable[Source], *, jobs: int = 1, max_bytes: int = MAX_BYTES
) -> Generator[Added | ReadingError, None, None]:
    """Read sources and keep them.

    Yields:
        how far it has come, after each batch that was kept; an error record for each source or line that failed.

    Raises:
        MalaffError: where the archive cannot be written; what was kept before stays.
    """
    so_far = Added()
    known = _Known(database)
    waiting: list[Prepared] = []
    since = time.monotonic()

    def write() -> None:
        nonlocal so_far, waiting, since
        with database.write() as connection:
            counts = store.keep(connection, waiting)
        so_far = Added(
            so_far.added + counts.added, so_far.changed + counts.changed, so_far.same + counts.same, so_far.failed
        )
        waiting, since = [], time.monotonic()

    for taken in run(sources, take, jobs=jobs, max_bytes=max_bytes, sift=known.sift):
        if taken.error is not None:
            so_far = msgspec.structs.replace(so_far, failed=so_far.failed + 1)
            yield taken.error
        elif taken.prepared is not None:
            waiting.append(taken.prepared)
        if len(waiting) >= _ARTICLES or (waiting and time.monotonic() - since > _SECONDS):
            write()
            yield _with_known(so_far, known)
    if waiting:
        write()
    yield _with_known(so_far, known)


def add_readings(database: Database, readings: Sequence[Reading]) -> Added:
    """Keep articles that were read elsewhere.

    Raises:
        BadLine: where one of them cannot be kept as it is; then none is.
    """
    with database.write() as connection:
        counts = store.keep(connection, [checked(reading, None) for reading in readings])
    return Added(*counts)


def _with_known(so_far: Added, known: _Known) -> Added:
    return msgspec.structs.replace(so_far, same=so_far.same + known.found)


class _Known:
    """What is there already is not read again: articles by id and content, pages by their bytes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.found = 0

    def sift(self, batch: list[Entry]) -> list[Entry]:
        """The entries of a batch that are not in the archive as they are."""
        keys = {entry.article.id for entry in batch if entry.article is not None}
        pages = {entry.page: _digest(entry.page) for entry in batch if entry.page is not None}
        with self._database.read() as connection:
            query = sa.select(ARTICLES.c.key, VERSIONS.c.digest)
            query = query.join(VERSIONS, VERSIONS.c.article == ARTICLES.c.id)
            held = {(row.key, row.digest) for row in store.in_chunks(connection, query, ARTICLES.c.key, keys)}
            query = sa.select(VERSIONS.c.original)
            digests = [digest for digest in pages.values() if digest]
            originals = {row.original for row in store.in_chunks(connection, query, VERSIONS.c.original, digests)}
        left = [
            entry
            for entry in batch
            if not (entry.article is not None and (entry.article.id, article_digest(entry.article)) in held)
            and not (entry.page is not None and pages[entry.page] in originals)
        ]
        self.found += len(batch) - len(left)
        return left


def _digest(page: str) -> str | None:
    try:
        return sha256(Path(page).read_bytes()).hexdigest()
    except OSError:
        return None  # the reader meets the same failure and says what it is
