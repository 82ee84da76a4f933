"""Writing: what was prepared becomes rows, a batch in one transaction.

Ids are given out here, under the writers' lock, so that rows go in by the hundred; nothing is written twice however
often a source is added, and a batch that breaks off leaves no trace.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from malaff.arabic.fold import fold
from malaff.arabic.namekey import name_key, skeleton
from malaff.archive import fulltext, judgements
from malaff.archive.prepare import KeptName, Prepared, kept_names, kept_statements, prepare, stems_of, unpack
from malaff.archive.schema import (
    ARTICLES,
    COPIES,
    ENTITIES,
    MENTIONS,
    ORIGINALS,
    SETTINGS,
    SHINGLES,
    STATEMENTS,
    VERSIONS,
)
from malaff.archive.shingles import hashes, shared

# Rows asked for at once: below the number of variables SQLite takes in one statement.
_CHUNK = 500
# A pair of articles is looked at closely when it shares this many sampled runs, or this share of the shorter sample.
_LEAST_SHARED = 3
# A copy: this much of the shorter article stands in the other.
COPY = 0.5
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Runs that stand in more articles than this are a house's standing phrases.
_COMMON = 60


class Counts(NamedTuple):
    """What became of a batch: articles that are new, that came as a new version, that were there already."""

    added: int
    changed: int
    same: int


def now() -> str:
    """The moment, as the archive writes it: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def keep(connection: Connection, batch: Sequence[Prepared]) -> Counts:
    """Write a batch.

    The same article (id and content) changes nothing, be it as it is now or as an older version has it: a source may
    be added again however much it holds. One whose content is new becomes a new version.
    """
    latest: dict[str, Prepared] = {}
    versions = 0
    for prepared in batch:
        # One batch may hold an article twice; the last one counts, as it would in two batches.
        if prepared.key in latest and latest[prepared.key].digest != prepared.digest:
            versions += 1
        latest[prepared.key] = prepared
    if versions:
        # Rare enough to be written one by one, so that every version is kept.
        each = [keep(connection, [prepared]) for prepared in batch]
        return Counts(*(sum(numbers) for numbers in zip(*each, strict=True)))
    known: dict[str, int] = {}
    held: set[tuple[str, str]] = set()
    query = sa.select(ARTICLES.c.key, ARTICLES.c.id, VERSIONS.c.digest)
    query = query.join(VERSIONS, VERSIONS.c.article == ARTICLES.c.id)
    for row in in_chunks(connection, query, ARTICLES.c.key, latest):
        known[row.key] = row.id
        held.add((row.key, row.digest))
    fresh = [p for key, p in latest.items() if key not in known]
    changed = [p for key, p in latest.items() if key in known and (key, p.digest) not in held]
    counts = Counts(len(fresh), len(changed), len(batch) - len(fresh) - len(changed))
    if not fresh and not changed:
        return counts
    moment = now()
    article = _next(connection, ARTICLES)
    ids = {p.key: article + i for i, p in enumerate(fresh)} | {p.key: known[p.key] for p in changed}
    written = [*fresh, *changed]
    _originals(connection, written)
    if changed:
        _forget(connection, [ids[p.key] for p in changed])
    numbers = _version_numbers(connection, [ids[p.key] for p in changed])
    version = _next(connection, VERSIONS)
    rows = []
    for i, p in enumerate(written):
        rows.append({
            "id": version + i, "article": ids[p.key], "number": numbers.get(ids[p.key], 0) + 1, "digest": p.digest,
            "original": p.original.digest if p.original else None, "reading": p.reading, "reader": p.reader,
            "added_at": moment, "read_at": moment,
        })  # fmt: skip
    heads = [
        {
            "id": ids[p.key], "key": p.key, "version": version + i, "digest": p.digest, "title": p.title,
            "outlet": p.outlet, "url": p.url, "published": p.published, "day": _day(p.published),
            "statements": len(p.statements), "added_at": moment,
        }
        for i, p in enumerate(written)
    ]  # fmt: skip
    if fresh:
        connection.execute(sa.insert(ARTICLES), heads[: len(fresh)])
    for head in heads[len(fresh) :]:
        values = {name: value for name, value in head.items() if name not in ("id", "added_at")}
        connection.execute(sa.update(ARTICLES).where(ARTICLES.c.id == head["id"]).values(**values))
    connection.execute(sa.insert(VERSIONS), rows)
    _derive(connection, {ids[p.key]: p for p in written})
    _index(connection, {ids[p.key]: p for p in written})
    touch(connection)
    return counts


def rewrite(connection: Connection, article: int, version: int, prepared: Prepared) -> None:
    """Put a new reading of the same version in the old one's place; judgements stand."""
    connection.execute(
        sa.update(VERSIONS)
        .where(VERSIONS.c.id == version)
        .values(reading=prepared.reading, reader=prepared.reader, read_at=now())
    )
    connection.execute(sa.update(ARTICLES).where(ARTICLES.c.id == article).values(statements=len(prepared.statements)))
    for table in (MENTIONS, STATEMENTS):
        connection.execute(sa.delete(table).where(table.c.article == article))
    _derive(connection, {article: prepared})
    touch(connection)


def refresh(connection: Connection, articles: Sequence[str]) -> None:
    """Make the rows that statements and names are found by anew from the readings and what people decided."""
    query = sa.select(ARTICLES.c.id, VERSIONS.c.reading).join(VERSIONS, VERSIONS.c.id == ARTICLES.c.version)
    for row in list(in_chunks(connection, query, ARTICLES.c.key, articles)):
        reading = unpack(row.reading)
        decided = judgements.judged_articles(connection, [reading.id]).get(reading.id, [])
        reading = judgements.corrected(reading, decided)
        for table in (MENTIONS, STATEMENTS):
            connection.execute(sa.delete(table).where(table.c.article == row.id))
        _rows(connection, {row.id: (reading.id, kept_names(reading), kept_statements(reading))})
        count = len(reading.statements)
        connection.execute(sa.update(ARTICLES).where(ARTICLES.c.id == row.id).values(statements=count))
    touch(connection)


def reindex(connection: Connection, *, progress: Callable[[int, int], None] | None = None) -> int:
    """Make the search index and the groups of copies anew from the kept readings; how many articles there are."""
    index = fulltext.index_of(connection)
    current = sa.select(ARTICLES.c.id, VERSIONS.c.reading).join(VERSIONS, VERSIONS.c.id == ARTICLES.c.version)
    numbers = list(connection.scalars(sa.select(ARTICLES.c.id).order_by(ARTICLES.c.id)))
    for table in (SHINGLES, COPIES):
        connection.execute(sa.delete(table))
    index.clear(connection)
    for at in range(0, len(numbers), _CHUNK):
        rows = in_chunks(connection, current, ARTICLES.c.id, numbers[at : at + _CHUNK])
        _index(connection, {row.id: prepare(unpack(row.reading), None) for row in rows})
        if progress is not None:
            progress(min(at + _CHUNK, len(numbers)), len(numbers))
    connection.execute(sa.delete(SETTINGS).where(SETTINGS.c.key == "index"))
    connection.execute(sa.insert(SETTINGS), [{"key": "index", "value": str(fulltext.ANALYSIS)}])
    touch(connection)
    return len(numbers)


def analysis(connection: Connection) -> int:
    """The version of the analysis that the search index was made with; archives that do not say have the first."""
    return int(connection.scalar(sa.select(SETTINGS.c.value).where(SETTINGS.c.key == "index")) or 1)


def touch(connection: Connection) -> None:
    """Say that the archive changed: what was found for an older state is found anew."""
    value = connection.scalar(sa.select(SETTINGS.c.value).where(SETTINGS.c.key == "generation"))
    connection.execute(sa.update(SETTINGS).where(SETTINGS.c.key == "generation").values(value=str(int(value or 0) + 1)))


def in_chunks(
    connection: Connection, query: sa.Select[Any], column: sa.ColumnElement[Any], values: Iterable[Any]
) -> Iterable[sa.Row[Any]]:
    """The rows of a query whose column is one of any number of values."""
    listed = list(values)
    for at in range(0, len(listed), _CHUNK):
        yield from connection.execute(query.where(column.in_(listed[at : at + _CHUNK])))


# -- the parts of an article ----------------------------------------------------------------------------------------


def _day(published: str | None) -> str | None:
    found = _ISO_DAY.match(published or "")
    return found.group() if found else None


def _next(connection: Connection, table: sa.Table) -> int:
    return int(connection.scalar(sa.select(sa.func.max(table.c.id))) or 0) + 1


def _originals(connection: Connection, batch: Sequence[Prepared]) -> None:
    new = {p.original.digest: p.original for p in batch if p.original is not None}
    there = {row.digest for row in in_chunks(connection, sa.select(ORIGINALS.c.digest), ORIGINALS.c.digest, new)}
    rows = [
        {"digest": digest, "media": kept.media, "size": kept.size, "data": kept.data}
        for digest, kept in new.items()
        if digest not in there
    ]
    if rows:
        connection.execute(sa.insert(ORIGINALS), rows)


def _version_numbers(connection: Connection, articles: Sequence[int]) -> dict[int, int]:
    query = sa.select(VERSIONS.c.article, sa.func.max(VERSIONS.c.number).label("number")).group_by(VERSIONS.c.article)
    return {row.article: row.number for row in in_chunks(connection, query, VERSIONS.c.article, articles)}


def _forget(connection: Connection, articles: Sequence[int]) -> None:
    """Take out what was found of the articles' older versions; the versions themselves stay."""
    for table in (MENTIONS, STATEMENTS, SHINGLES, COPIES):
        connection.execute(sa.delete(table).where(table.c.article.in_(articles)))
    connection.execute(sa.delete(COPIES).where(COPIES.c.other.in_(articles)))
    fulltext.index_of(connection).delete(connection, articles)


def _derive(connection: Connection, batch: dict[int, Prepared]) -> None:
    """The rows that statements and names are found by, with what people decided about them."""
    parts = {article: (p.key, p.names, p.statements) for article, p in batch.items()}
    judged = judgements.judged_articles(connection, [p.key for p in batch.values()])
    for article, p in batch.items():
        if p.key in judged:
            corrected = judgements.corrected(unpack(p.reading), judged[p.key])
            parts[article] = (p.key, kept_names(corrected), kept_statements(corrected))
            count = len(corrected.statements)
            connection.execute(sa.update(ARTICLES).where(ARTICLES.c.id == article).values(statements=count))
    _rows(connection, parts)


def _rows(connection: Connection, batch: dict[int, tuple[str, list[KeptName], list[Any]]]) -> None:
    ids = _entities(connection, batch)
    mentions = []
    statements = []
    for article, (key, names, said) in batch.items():
        for number, name in enumerate(names):
            entity = ids[key, name.kind, name.name]
            mentions.append({
                "article": article, "number": number, "entity": entity, "name": name.name, "role": name.role,
                "count": name.count, "start": name.start, "end": name.end,
            })  # fmt: skip
        for number, s in enumerate(said):
            statements.append({
                "article": article, "number": number, "entity": ids.get((key, s.kind, s.speaker or "")),
                "speaker": fold(s.speaker) if s.speaker else None, "role": s.role, "kind": s.kind, "act": s.act,
                "type": s.type, "start": s.start, "end": s.end, "confidence": s.confidence,
            })  # fmt: skip
    if mentions:
        connection.execute(sa.insert(MENTIONS), mentions)
    if statements:
        connection.execute(sa.insert(STATEMENTS), statements)


def _entities(
    connection: Connection, batch: dict[int, tuple[str, list[KeptName], list[Any]]]
) -> dict[tuple[str, str, str], int]:
    """The record of each (article, kind, name): the one with the name's key, or the one a person split off for it."""
    wanted: dict[tuple[str, str], str] = {}
    for _, named, _ in batch.values():
        for name in named:
            wanted.setdefault((name.kind, name_key(name.name)), name.name)
    query = sa.select(ENTITIES.c.id, ENTITIES.c.kind, ENTITIES.c.key)
    found: dict[tuple[str, str], int] = {}
    for row in in_chunks(connection, query, ENTITIES.c.key, {key for _, key in wanted}):
        found[row.kind, row.key] = row.id
    missing = [pair for pair in wanted if pair not in found]
    if missing:
        first = _next(connection, ENTITIES)
        rows = []
        for i, (kind, key) in enumerate(missing):
            spelling = wanted[kind, key]
            rows.append({"id": first + i, "kind": kind, "key": key, "name": spelling, "skeleton": skeleton(spelling)})
            found[kind, key] = first + i
        connection.execute(sa.insert(ENTITIES), rows)
    split = judgements.splits(connection)
    ids: dict[tuple[str, str, str], int] = {}
    for article, named, _ in batch.values():
        for name in named:
            entity = found[name.kind, name_key(name.name)]
            while (entity, article) in split:  # split off from a record that was split off
                entity = split[entity, article]
            ids[article, name.kind, name.name] = entity
    return ids


def _index(connection: Connection, batch: dict[int, Prepared]) -> None:
    index = fulltext.index_of(connection)
    index.insert(connection, [fulltext.Entry(article, *p.stems) for article, p in batch.items()])
    _copies(connection, batch)
    rows = [{"hash": value, "article": article} for article, p in batch.items() for value in p.sample]
    if rows:
        connection.execute(sa.insert(SHINGLES), rows)


def _copies(connection: Connection, batch: dict[int, Prepared]) -> None:
    """Find which articles, of the archive and of the batch itself, carry the same copy as those of the batch."""
    held: dict[int, list[int]] = defaultdict(list)
    values = {value for p in batch.values() for value in p.sample}
    for row in in_chunks(connection, sa.select(SHINGLES.c.hash, SHINGLES.c.article), SHINGLES.c.hash, values):
        held[row.hash].append(row.article)
    met: list[tuple[int, int, int]] = []
    for article, p in batch.items():
        shares: dict[int, int] = defaultdict(int)
        for value in p.sample:
            if len(held[value]) <= _COMMON:
                for other in held[value]:
                    shares[other] += 1
            held[value].append(article)
        met += [(article, other, count) for other, count in shares.items() if other != article]
    # Either may be the shorter one, whichever came first.
    few = {other for _, other, count in met if count < _LEAST_SHARED and other not in batch}
    counted = sa.select(SHINGLES.c.article, sa.func.count().label("n")).group_by(SHINGLES.c.article)
    sizes = {row.article: row.n for row in in_chunks(connection, counted, SHINGLES.c.article, few)}
    sizes |= {article: len(p.sample) for article, p in batch.items()}
    pairs = [
        (article, other)
        for article, other, count in met
        if count >= _LEAST_SHARED or count >= COPY * min(sizes[article], sizes[other])
    ]
    if not pairs:
        return
    wanted = {article for pair in pairs for article in pair if article not in batch}
    query = sa.select(VERSIONS.c.article, VERSIONS.c.reading).join(ARTICLES, ARTICLES.c.version == VERSIONS.c.id)
    runs = {row.article: hashes(stems_of(unpack(row.reading).text))
            for row in in_chunks(connection, query, VERSIONS.c.article, wanted)}  # fmt: skip
    for article in {article for pair in pairs for article in pair if article in batch}:
        runs[article] = hashes(batch[article].stems[1].split())
    rows = []
    for article, other in pairs:
        share = shared(runs[article], runs[other])
        if share >= COPY:
            rows.append({"article": article, "other": other, "share": round(100 * share)})
    if rows:
        connection.execute(sa.insert(COPIES), rows)
