"""Statements across the archive: who said what, to whom it is told, filtered, paged and counted.

The tables say which statements are asked; their words stand in the articles' readings, as people left them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple, get_args

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from malaff.archive import judgements, people, search, store
from malaff.archive.prepare import unpack, unpack_statements
from malaff.archive.schema import ARTICLES, ENTITIES, MENTIONS, STATEMENTS, VERSIONS
from malaff.errors import BadOption, UnknownPerson
from malaff.model import Act, Name, Reading, Record, SourceKind, Statement, StatementType

Order = Literal["new", "old"]

# Values that speakers and outlets are listed with, most frequent first.
_TOP = 20
# Records whose other spellings are looked for, so that those with several find their place among the first.
_RANKED = 3 * _TOP
# Articles whose readings are unpacked at a time when mentions are looked for.
_CHUNK = 20
# The numbers stand in the statement itself: PostgreSQL does not see that two parameters are the same.
_MONTH = sa.func.substr(ARTICLES.c.day, sa.literal_column("1"), sa.literal_column("7"))
_VALUES = {"act": get_args(Act), "type": get_args(StatementType), "kind": get_args(SourceKind)}


class StatementFilter(Record, frozen=True):
    """Which statements are asked for; all of it must hold.

    Attributes:
        speaker: a name, or part of one, in any of its spellings.
        person: a record's number; statements of all records that are one with it count.
        act, type, kind: as the statement has it.
        outlet: who published the article, exactly.
        from_, to: first and last day of publication: YYYY-MM-DD, YYYY-MM or YYYY.
        articles: only in these articles, by their ids.
    """

    speaker: str | None = None
    person: int | None = None
    act: str | None = None
    type: str | None = None
    kind: str | None = None
    outlet: str | None = None
    from_: str | None = msgspec.field(name="from", default=None)
    to: str | None = None
    articles: list[str] | None = None


class ArchiveStatement(Record, frozen=True):
    """A statement with where it stands: `number` is its place in the article, from 0; `person` who made it, as a
    record's number, None where the source has no record.
    """

    article: str
    number: int
    statement: Statement
    title: str | None
    outlet: str | None
    published: str | None
    person: int | None


class StatementPage(Record, frozen=True):
    """`total` statements, of which `items` are a page."""

    total: int
    items: list[ArchiveStatement]


class MentionPage(Record, frozen=True):
    """Statements that mention somebody; `more` says that others follow."""

    items: list[ArchiveStatement]
    more: bool


class FacetCount(Record, frozen=True):
    """How many statements have a value; `label` is how people know it."""

    value: str
    label: str
    count: int


class _Conditions(NamedTuple):
    """What a filter asks, by the facet that leaves it out: of statements, and of their articles."""

    statement: dict[str, sa.ColumnElement[bool]]
    article: dict[str, sa.ColumnElement[bool]]


def page(
    connection: Connection, asked: StatementFilter, *, limit: int = 50, offset: int = 0, order: Order = "new"
) -> StatementPage:
    """A page of statements, by day of publication.

    Args:
        asked: which statements.
        limit, offset: which page of them.
        order: `new`, latest first; `old`, earliest first, undated ones before them.

    Raises:
        BadOption, BadQuery: where a value of the filter does not fit.
    """
    conditions = _conditions(connection, asked)
    by_day = sa.nulls_first(ARTICLES.c.day.asc()) if order == "old" else sa.nulls_last(ARTICLES.c.day.desc())
    if not conditions.statement:
        return _page_of_articles(connection, conditions, by_day, limit=limit, offset=offset)
    rows = _joined(sa.select(STATEMENTS.c.article, STATEMENTS.c.number, STATEMENTS.c.entity), conditions, article=True)
    found = list(
        connection.execute(rows.order_by(by_day, STATEMENTS.c.article, STATEMENTS.c.number).limit(limit).offset(offset))
    )
    total = len(found) + offset
    if len(found) == limit or (offset and not found):
        total = int(connection.scalar(_joined(sa.select(sa.func.count()), conditions)) or 0)
    return StatementPage(total=total, items=_told(connection, found))


def _page_of_articles(
    connection: Connection, conditions: _Conditions, by_day: sa.UnaryExpression[Any], *, limit: int, offset: int
) -> StatementPage:
    """A page where nothing is asked of the statements: articles know how many they have, so few are looked at."""
    where = [*conditions.article.values(), ARTICLES.c.statements > 0]
    total = int(connection.scalar(sa.select(sa.func.sum(ARTICLES.c.statements)).where(*where)) or 0)
    held = sa.select(ARTICLES.c.id, ARTICLES.c.statements).where(*where).order_by(by_day, ARTICLES.c.id)
    before, chosen = 0, []
    with connection.execute(held) as heads:
        for head in heads:
            if before + head.statements > offset:
                chosen.append((head.id, max(0, offset - before)))
            before += head.statements
            if before >= offset + limit:
                break
    said: dict[int, list[Any]] = {article: [] for article, _ in chosen}
    query = sa.select(STATEMENTS.c.article, STATEMENTS.c.number, STATEMENTS.c.entity).order_by(STATEMENTS.c.number)
    for row in store.in_chunks(connection, query, STATEMENTS.c.article, said):
        said[row.article].append(row)
    found = [row for article, skipped in chosen for row in said[article][skipped:]]
    return StatementPage(total=total, items=_told(connection, found[:limit]))


def facets(connection: Connection, asked: StatementFilter) -> dict[str, list[FacetCount]]:
    """How many statements have which speaker, act, type, kind, outlet and month of publication.

    Each is counted with all of the filter but its own part, so that the other values it might take are seen.
    Speakers and outlets are the most frequent ones; a speaker's value is the record's number.
    """
    conditions = _conditions(connection, asked)
    found: dict[str, list[FacetCount]] = {"speaker": _speakers(connection, conditions)}
    for name in ("act", "type", "kind"):
        found[name] = _ranked(_counted(connection, conditions, STATEMENTS.c[name], name))
    found["outlet"] = _ranked(_counted(connection, conditions, ARTICLES.c.outlet, "outlet"))[:_TOP]
    found["month"] = sorted(_ranked(_counted(connection, conditions, _MONTH, "month")), key=lambda count: count.value)
    return found


def mentions(connection: Connection, person: int, *, limit: int = 20, offset: int = 0) -> MentionPage:
    """Statements by others in whose content somebody is named, latest first.

    Raises:
        UnknownPerson: where there is no record of that number.
    """
    ids = sorted(people.everyone_of(connection, [require_person(connection, person)]))
    named = (
        sa.select(MENTIONS.c.article, MENTIONS.c.name, ENTITIES.c.kind)
        .join(ENTITIES, ENTITIES.c.id == MENTIONS.c.entity)
        .join(ARTICLES, ARTICLES.c.id == MENTIONS.c.article)
        .where(MENTIONS.c.entity.in_(ids))
        .order_by(sa.nulls_last(ARTICLES.c.day.desc()), MENTIONS.c.article)
    )
    names: dict[int, set[tuple[str, str]]] = {}
    for row in connection.execute(named):
        names.setdefault(row.article, set()).add((row.kind, row.name))
    met: list[Any] = []
    articles = list(names)
    said = sa.select(STATEMENTS.c.article, STATEMENTS.c.number, STATEMENTS.c.entity).order_by(STATEMENTS.c.number)
    for at in range(0, len(articles), _CHUNK):
        chunk = articles[at : at + _CHUNK]
        readings = _readings(connection, chunk)
        others: dict[int, list[Any]] = {}
        for each in store.in_chunks(connection, said, STATEMENTS.c.article, chunk):
            if each.entity not in ids:
                others.setdefault(each.article, []).append(each)
        for article in chunk:
            reading = readings[article]
            places = [name for name in reading.names if (name.kind, name.name) in names[article]]
            met += [each for each in others.get(article, ()) if _names(reading.statements[each.number], places)]
        if len(met) > offset + limit:
            break
    return MentionPage(items=_told(connection, met[offset : offset + limit]), more=len(met) > offset + limit)


def require_person(connection: Connection, number: int) -> int:
    """The number, where there is a record of it.

    Raises:
        UnknownPerson: where there is none.
    """
    # Greater numbers than the column holds are refused by PostgreSQL.
    known = 0 < number < 2**31 and connection.scalar(sa.select(ENTITIES.c.id).where(ENTITIES.c.id == number))
    if not known:
        raise UnknownPerson(f"The archive has no record {number}.")
    return number


def _names(statement: Statement, places: Iterable[Name]) -> bool:
    spans = [span for span in (statement.content, statement.content2) if span is not None]
    return any(span.start <= name.span.start and name.span.end <= span.end for name in places for span in spans)


def _conditions(connection: Connection, asked: StatementFilter) -> _Conditions:
    statement: dict[str, sa.ColumnElement[bool]] = {}
    article: dict[str, sa.ColumnElement[bool]] = {}
    for name, allowed in _VALUES.items():
        value = getattr(asked, name)
        if value is None:
            continue
        if value not in allowed:
            raise BadOption(f"{value} is no {name} of a statement.", remedy=f"Give one of {', '.join(allowed)}.")
        statement[name] = STATEMENTS.c[name] == value
    spoken = []
    if asked.speaker is not None:
        # Nobody goes by what holds no letter, as with `people`.
        named = any(map(str.isalnum, asked.speaker))
        spoken.append(search.spoken_by(connection, asked.speaker) if named else sa.false())
    if asked.person is not None:
        ids = people.everyone_of(connection, [require_person(connection, asked.person)])
        spoken.append(STATEMENTS.c.entity.in_(sorted(ids)))
    if spoken:
        statement["speaker"] = sa.and_(*spoken)
    if asked.articles is not None:
        held = store.in_chunks(connection, sa.select(ARTICLES.c.id), ARTICLES.c.key, dict.fromkeys(asked.articles))
        # Numbers of our own, written out: more of them than an engine takes as parameters.
        numbers: sa.BindParameter[Any] = sa.bindparam(
            "articles", sorted(row.id for row in held), expanding=True, literal_execute=True
        )
        statement["articles"] = STATEMENTS.c.article.in_(numbers)
    if asked.outlet is not None:
        article["outlet"] = ARTICLES.c.outlet == asked.outlet
    days = []
    if asked.from_ is not None:
        days.append(search.published_from(search.day_of(asked.from_)))
    if asked.to is not None:
        days.append(search.published_to(search.day_of(asked.to)))
    if days:
        article["month"] = sa.and_(*days)
    return _Conditions(statement, article)


def _joined(
    query: sa.Select[Any], conditions: _Conditions, *, but: str | None = None, article: bool = False
) -> sa.Select[Any]:
    """The query with a filter's conditions, one left out; articles are joined where they are asked of."""
    of_statement = [condition for name, condition in conditions.statement.items() if name != but]
    of_article = [condition for name, condition in conditions.article.items() if name != but]
    source: Any = STATEMENTS
    if article or of_article:
        source = source.join(ARTICLES, ARTICLES.c.id == STATEMENTS.c.article)
    return query.select_from(source).where(*of_statement, *of_article)


def _counted(
    connection: Connection, conditions: _Conditions, value: sa.ColumnElement[Any], name: str
) -> dict[Any, int]:
    """How many statements have which value; those without one are left out."""
    of_article = name in ("outlet", "month")
    others = [each for each in conditions.article if each != name]
    number: sa.ColumnElement[int] = sa.func.count()
    if of_article and not conditions.statement:
        # Articles know how many statements they have.
        query = sa.select(value.label("value"), sa.func.sum(ARTICLES.c.statements).label("n"))
        query = query.where(*(conditions.article[each] for each in others))
    else:
        query = _joined(sa.select(value.label("value"), number.label("n")), conditions, but=name, article=of_article)
    rows = connection.execute(query.group_by(value))
    return {row.value: int(row.n) for row in rows if row.value is not None and row.n}


def _ranked(counts: dict[Any, int]) -> list[FacetCount]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [FacetCount(value=value, label=value, count=count) for value, count in ordered]


def _speakers(connection: Connection, conditions: _Conditions) -> list[FacetCount]:
    entity = STATEMENTS.c.entity
    counted = _joined(sa.select(entity, sa.func.count().label("n")), conditions, but="speaker")
    counted = counted.where(entity.is_not(None)).group_by(entity)
    first = connection.scalars(counted.order_by(sa.desc("n"), entity).limit(_RANKED))
    # Who was merged may be among the first with all that is theirs.
    groups = people.groups(connection, {*first, *judgements.merges(connection)})
    everyone = [member for group in groups for member in group]
    counts = {row.entity: row.n for row in store.in_chunks(connection, counted, entity, everyone)}
    sums = {group[0]: sum(counts.get(member, 0) for member in group) for group in groups}
    said = [group for group in groups if sums[group[0]]]
    top = sorted(said, key=lambda group: (-sums[group[0]], group[0]))[:_TOP]
    shown = people.shown_names(connection, top)
    return [FacetCount(value=str(root), label=shown[root], count=sums[root]) for root, *_ in top]


def _told(connection: Connection, rows: Sequence[sa.Row[Any]]) -> list[ArchiveStatement]:
    """Statements by (article, number, entity), in the order given."""
    articles = list(dict.fromkeys(row.article for row in rows))
    heads = {row.id: row for row in store.in_chunks(connection, sa.select(ARTICLES), ARTICLES.c.id, articles)}
    said = _statements(connection, heads)
    entities = {row.entity for row in rows if row.entity is not None}
    kept = {entity: group[0] for group in people.groups(connection, entities) for entity in group}
    return [
        ArchiveStatement(
            article=heads[row.article].key, number=row.number, statement=said[row.article][row.number],
            title=heads[row.article].title, outlet=heads[row.article].outlet,
            published=heads[row.article].published, person=kept.get(row.entity),
        )
        for row in rows
    ]  # fmt: skip


def _statements(connection: Connection, heads: dict[int, sa.Row[Any]]) -> dict[int, list[Statement]]:
    """The statements of articles as people left them."""
    judged = judgements.judged_articles(connection, [head.key for head in heads.values()])
    said = {}
    for article, packed in _packed(connection, heads).items():
        decided = judged.get(heads[article].key)
        # Without a decision the rest of the reading need not be looked at.
        said[article] = (
            judgements.corrected(unpack(packed), decided).statements if decided else unpack_statements(packed)
        )
    return said


def _readings(connection: Connection, articles: Sequence[int]) -> dict[int, Reading]:
    read = {article: unpack(packed) for article, packed in _packed(connection, articles).items()}
    judged = judgements.judged_articles(connection, [reading.id for reading in read.values()])
    return {
        article: judgements.corrected(reading, judged[reading.id]) if reading.id in judged else reading
        for article, reading in read.items()
    }


def _packed(connection: Connection, articles: Iterable[int]) -> dict[int, bytes]:
    current = sa.select(ARTICLES.c.id, VERSIONS.c.reading).join(VERSIONS, VERSIONS.c.id == ARTICLES.c.version)
    return {row.id: row.reading for row in store.in_chunks(connection, current, ARTICLES.c.id, articles)}
