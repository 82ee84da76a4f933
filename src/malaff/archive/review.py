"""What people should look at: statements that nobody decided on, those first of which the reader was least sure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from malaff.archive import judgements, people, store
from malaff.archive.prepare import unpack
from malaff.archive.schema import ARTICLES, MENTIONS, STATEMENTS, VERSIONS
from malaff.archive.statements import require_person
from malaff.model import Record, Statement

# Rows asked for at a time, while looking for those that nobody decided on.
_ROWS = 400


class Pending(Record, frozen=True):
    """A statement to look at: its article, its number there, and the text around it.

    `before` and `after` are the rest of the sentence that it was read from.
    """

    article: str
    number: int
    statement: Statement
    before: str
    after: str
    title: str | None
    outlet: str | None
    published: str | None


class Naming(Record, frozen=True):
    """An article that names a record, and by which name."""

    article: str
    title: str | None
    outlet: str | None
    published: str | None
    name: str


def pending(
    connection: Connection, *, articles: Sequence[str] | None = None, skip: int = 0, limit: int = 20
) -> list[Pending]:
    """Statements that nobody confirmed or edited, the least sure first, then the latest added.

    Args:
        connection: reads the archive.
        articles: only those of these articles.
        skip: how many to leave out at the front.
        limit: the most to give.
    """
    decided = _decided(connection)
    found = []
    for row in _rows(connection, articles):
        if (row.key, row.start, row.end) in decided:
            continue
        if skip:
            skip -= 1
            continue
        found.append(row)
        if len(found) == limit:
            break
    return _told(connection, found)


def named_in(connection: Connection, person: int, *, limit: int = 500) -> list[Naming]:
    """The articles that name a record, latest published first.

    Raises:
        UnknownPerson: where there is no record of that number.
    """
    ids = people.everyone_of(connection, [require_person(connection, person)])
    query = (
        sa.select(ARTICLES.c.key, ARTICLES.c.title, ARTICLES.c.outlet, ARTICLES.c.published, MENTIONS.c.name)
        .join(MENTIONS, MENTIONS.c.article == ARTICLES.c.id)
        .where(MENTIONS.c.entity.in_(sorted(ids)))
        .order_by(sa.nulls_last(ARTICLES.c.day.desc()), ARTICLES.c.id, MENTIONS.c.number)
        .limit(limit)
    )
    named: dict[str, Naming] = {}
    for row in connection.execute(query):
        named.setdefault(
            row.key,
            Naming(article=row.key, title=row.title, outlet=row.outlet, published=row.published, name=row.name),
        )
    return list(named.values())


def _rows(connection: Connection, articles: Sequence[str] | None) -> Iterator[Any]:
    query = sa.select(
        ARTICLES.c.key, ARTICLES.c.title, ARTICLES.c.outlet, ARTICLES.c.published,
        STATEMENTS.c.article, STATEMENTS.c.number, STATEMENTS.c.start, STATEMENTS.c.end, STATEMENTS.c.confidence,
    ).join(ARTICLES, ARTICLES.c.id == STATEMENTS.c.article)  # fmt: skip
    if articles is not None:
        chosen = list(store.in_chunks(connection, query, ARTICLES.c.key, articles))
        yield from sorted(chosen, key=lambda row: (row.confidence, -row.article, row.number))
        return
    query = query.order_by(STATEMENTS.c.confidence, STATEMENTS.c.article.desc(), STATEMENTS.c.number)
    at = 0
    while rows := list(connection.execute(query.limit(_ROWS).offset(at))):
        yield from rows
        at += _ROWS


def _decided(connection: Connection) -> set[tuple[str, int, int]]:
    """Article, first and last character of what people confirmed or edited, as it stands now."""
    found = set()
    for judgement in judgements.listed(connection, kinds=("confirm", "edit"), undone=False):
        if judgement.payload["part"] == "statements":
            left = judgement.payload.get("edited", judgement.payload["item"])["content"]
            found.add((judgement.subject, left["start"], left["end"]))
    return found


def _told(connection: Connection, rows: Iterable[sa.Row[Any]]) -> list[Pending]:
    rows = list(rows)
    keys = sorted({row.key for row in rows})
    query = sa.select(ARTICLES.c.key, VERSIONS.c.reading).join(VERSIONS, VERSIONS.c.id == ARTICLES.c.version)
    packed = {row.key: row.reading for row in store.in_chunks(connection, query, ARTICLES.c.key, keys)}
    judged = judgements.judged_articles(connection, keys)
    readings = {key: judgements.corrected(unpack(packed[key]), judged.get(key, ())) for key in keys}
    told = []
    for row in rows:
        reading = readings[row.key]
        statement = reading.statements[row.number]
        first, last = statement.sentence
        content = statement.content
        told.append(
            Pending(
                article=row.key, number=row.number, statement=statement,
                before=reading.text[min(first, content.start) : content.start],
                after=reading.text[content.end : max(last, content.end)],
                title=row.title, outlet=row.outlet, published=row.published,
            )
        )  # fmt: skip
    return told
