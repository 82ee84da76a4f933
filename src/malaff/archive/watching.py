"""What a watch remembers, kept in the archive; and the articles it finds, kept as any other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
import sqlalchemy as sa

from malaff.archive import store
from malaff.archive.archive import Archive
from malaff.archive.database import Database
from malaff.archive.schema import WATCHED, WATCHED_SEEN
from malaff.model import Article, Original, ReadingError
from malaff.watch.memory import Remembered

# Rows written with one statement: below the number of variables SQLite takes.
_CHUNK = 400


class ArchiveMemory:
    """A `malaff.watch.memory.Memory` in the archive's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def recall(self, url: str) -> Remembered | None:
        """As Memory has it."""
        with self._database.read() as connection:
            data = connection.scalar(sa.select(WATCHED.c.data).where(WATCHED.c.url == url))
        return msgspec.json.decode(data, type=Remembered) if data is not None else None

    def remember(self, url: str, remembered: Remembered) -> None:
        """As Memory has it."""
        data = msgspec.json.encode(remembered).decode()
        with self._database.write() as connection:
            changed = connection.execute(sa.update(WATCHED).where(WATCHED.c.url == url).values(data=data))
            if not changed.rowcount:
                connection.execute(sa.insert(WATCHED).values(url=url, data=data))

    def seen(self, urls: Sequence[str]) -> set[str]:
        """As Memory has it."""
        with self._database.read() as connection:
            return _marked(connection, urls)

    def mark_seen(self, urls: Iterable[str]) -> None:
        """As Memory has it."""
        with self._database.write() as connection:
            wanted = list(dict.fromkeys(urls))
            there = _marked(connection, wanted)
            moment = store.now()
            rows = [{"url": url, "at": moment} for url in wanted if url not in there]
            for at in range(0, len(rows), _CHUNK):
                connection.execute(sa.insert(WATCHED_SEEN), rows[at : at + _CHUNK])


def _marked(connection: sa.Connection, urls: Sequence[str]) -> set[str]:
    rows = store.in_chunks(connection, sa.select(WATCHED_SEEN.c.url), WATCHED_SEEN.c.url, urls)
    return {row.url for row in rows}


class Keeper:
    """Keeps the articles that a watch finds, each with the bytes of its page.

    `unread` holds those on which the reader failed: they are passed over, so that the round goes on.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.unread: list[ReadingError] = []

    def __call__(self, article: Article, original: bytes | None) -> None:
        """As `malaff.watch.work.Keep` has it.

        Raises:
            MalaffError: where the archive cannot be written, which ends the round.
        """
        if original is not None:
            article = msgspec.structs.replace(article, original=Original(media="page", data=original))
        self.unread += [item for item in self._archive.add([article]) if isinstance(item, ReadingError)]
