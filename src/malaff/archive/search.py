"""Searching: words, phrases and filters; what is found, with the characters that matched.

ميزانية الدفاع               both words, in any order, in any of their spellings
"ميزانية الدفاع"             one after the other
-الانتخابات                  not this word
speaker:العبادي act:deny     only where such a statement stands; the snippet is that statement
outlet:الرياض from:2015-07-01 to:2015-07-31 kind:organisation role:وزير
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from malaff.arabic.fold import fold
from malaff.arabic.namekey import name_key
from malaff.arabic.stems import stem, variants
from malaff.arabic.words import PUNCT, Words
from malaff.archive import fulltext, judgements, people, store
from malaff.archive.prepare import unpack
from malaff.archive.schema import ARTICLES, ENTITIES, STATEMENTS, VERSIONS
from malaff.errors import BadQuery
from malaff.lexicon import rows
from malaff.model import Record, Span

# Filters, and what each asks of.
FILTERS: dict[str, str] = {
    "speaker": "who made a statement: a name, or part of one",
    "role": "the speaker's role, or part of it",
    "act": "what the statement does: assert, deny, demand, ... (see docs/glossary.md)",
    "kind": "what the speaker is: person, organisation, group, anonymous",
    "outlet": "who published the article, or part of the name",
    "from": "first ISO day of publication",
    "to": "last ISO day of publication",
}
_ACTS = (
    "assert",
    "announce",
    "deny",
    "demand",
    "commit",
    "warn",
    "accuse",
    "support",
    "reject",
    "expect",
    "ask",
    "doubt",
)
_KINDS = ("person", "organisation", "group", "anonymous")
_PART = re.compile(r'(-?)(?:([A-Za-z]+):)?(?:"([^"]*)"|([^\s"]+))')
_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_ISO = len("2015-07-01")
# Words of a snippet, and how many alternatives of a phrase are looked for.
_SNIPPET = 34
_PHRASES = 24
# Records whose other spellings are looked for.
_NAMED = 500
# Words of a query that the engines take without complaint.
_WORDS = 60


class Query(Record, frozen=True):
    """A search as it is understood."""

    terms: list[fulltext.Term]
    filters: dict[str, list[str]]


class Snippet(Record, frozen=True):
    """A stretch of the article's text with the characters that matched, as offsets into the same text."""

    span: Span
    matches: list[tuple[int, int]]


class Hit(Record, frozen=True):
    """One article found; `score` is higher for better, comparable within one search."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    score: float
    snippets: list[Snippet]
    statements: list[int]


class Found(Record, frozen=True):
    """What a search found: `total` articles, of which `hits` are a page."""

    total: int
    hits: list[Hit]


@cache
def _forms() -> dict[str, list[str]]:
    """For each word with a broken plural, the other form: `وزير` and `وزراء`."""
    forms: dict[str, list[str]] = {}
    for row in rows("broken_plurals.tsv"):
        singular, plurals = stem(row["singular"]), [stem(plural) for plural in row["plurals"].split()]
        family = [singular, *plurals]
        for form in family:
            forms.setdefault(form, []).extend(other for other in family if other != form)
    return forms


def parse(text: str) -> Query:
    """A query's words, phrases and filters.

    Raises:
        BadQuery: where a filter is unknown or its value does not fit.
    """
    terms: list[fulltext.Term] = []
    filters: dict[str, list[str]] = {}
    count = 0
    for minus, name, phrase, word in _PART.findall(text):
        value = phrase or word
        if name:
            if name not in FILTERS:
                raise BadQuery(f"{name}: is no filter.", remedy=f"Filters are {', '.join(f'{f}:' for f in FILTERS)}.")
            if minus:
                raise BadQuery(f"-{name}: is not understood.", remedy="Only words and phrases are excluded with -.")
            filters.setdefault(name, []).append(_checked(name, value))
            continue
        if not phrase and word.endswith(":") and word[:-1] in FILTERS:
            raise BadQuery(f"{word} has no value.", remedy=f"Put it right behind the colon: {word}VALUE.")
        words = [form for form in Words(value).raw if form not in PUNCT and any(map(str.isalnum, form))]
        if not words:
            continue
        count += len(words)
        if count > _WORDS:
            raise BadQuery(f"The search has more than {_WORDS} words.", remedy="Leave the common ones out.")
        if phrase:
            terms.append(fulltext.Term(_phrase(words), excluded=bool(minus)))
        else:
            terms += [fulltext.Term((_alternatives(form),), excluded=bool(minus)) for form in words]
    if not any(not term.excluded for term in terms) and not filters:
        raise BadQuery("The search holds no word to look for.")
    if terms and all(term.excluded for term in terms):
        raise BadQuery("The search only says what is not wanted.")
    return Query(terms=terms, filters=filters)


def search(connection: Connection, text: str, *, limit: int = 20, offset: int = 0, order: str = "rank") -> Found:
    """Find articles.

    Args:
        text: the query, see the module.
        limit, offset: which page of the hits.
        order: `rank`, best first; `new` or `old`, by day of publication.

    Raises:
        BadQuery: where the query cannot be understood.
    """
    query = parse(text)
    condition, statement = _conditions(connection, query)
    source: Any = ARTICLES
    score: sa.ColumnElement[float] = sa.literal(0.0)
    if query.terms:
        ranked = fulltext.index_of(connection).query(query.terms)
        source = ARTICLES.join(ranked, ranked.c.article == ARTICLES.c.id)
        score = ranked.c.score
    base = sa.select(ARTICLES.c.id, score.label("score")).select_from(source).where(*condition)
    day = sa.func.coalesce(ARTICLES.c.day, "")
    by_day = day.asc() if order == "old" else day.desc()
    orders = [score.desc(), by_day] if query.terms and order == "rank" else [by_day]
    page = list(connection.execute(base.order_by(*orders, ARTICLES.c.id).limit(limit).offset(offset)))
    total = len(page) + offset
    if len(page) == limit or (offset and not page):
        total = int(connection.scalar(sa.select(sa.func.count()).select_from(base.subquery())) or 0)
    return Found(total=total, hits=_hits(connection, page, query, statement))


def _hits(
    connection: Connection, page: Sequence[sa.Row[Any]], query: Query, statement: list[sa.ColumnElement[bool]]
) -> list[Hit]:
    ids = [row.id for row in page]
    heads = sa.select(ARTICLES, VERSIONS.c.reading).join(VERSIONS, VERSIONS.c.id == ARTICLES.c.version)
    articles = {row.id: row for row in store.in_chunks(connection, heads, ARTICLES.c.id, ids)}
    said: dict[int, list[sa.Row[Any]]] = {}
    if statement:
        matching = sa.select(STATEMENTS).where(*statement).order_by(STATEMENTS.c.number)
        for row in store.in_chunks(connection, matching, STATEMENTS.c.article, ids):
            said.setdefault(row.article, []).append(row)
    wanted = {word for term in query.terms if not term.excluded for words in term.words for word in words}
    hits = []
    for row in page:
        head = articles[row.id]
        text = unpack(head.reading).text
        spans = [(found.start, found.end) for found in said.get(row.id, ())[:3]]
        snippets = [snippet(text, wanted, within=span) for span in spans] or [snippet(text, wanted)]
        hits.append(
            Hit(
                id=head.key, title=head.title, outlet=head.outlet, published=head.published, url=head.url,
                score=row.score, snippets=snippets, statements=[found.number for found in said.get(row.id, ())],
            )
        )  # fmt: skip
    return hits


def snippet(text: str, stems: set[str], *, within: tuple[int, int] | None = None) -> Snippet:
    """The stretch of a text that holds most of the words looked for, or a given one, with the words marked."""
    words = Words(text)
    at = [i for i, word in enumerate(words.raw) if stem(word) in stems]
    if within is not None:
        start, end = within
        return Snippet(
            span=Span.cut(text, start, end),
            matches=[(words.starts[i], words.ends[i]) for i in at if start <= words.starts[i] and words.ends[i] <= end],
        )
    first = 0
    best = -1
    left = 0
    for right, i in enumerate(at):
        while i - at[left] > _SNIPPET - 8:
            left += 1
        held = len({stem(words.raw[j]) for j in at[left : right + 1]})
        if held > best:
            best, first = held, max(0, at[left] - 6)
    last = min(len(words), first + _SNIPPET) - 1
    if last < 0:
        return Snippet(span=Span("", 0, 0), matches=[])
    start, end = words.span(first, last)
    return Snippet(
        span=Span.cut(text, start, end),
        matches=[(words.starts[i], words.ends[i]) for i in at if first <= i <= last],
    )


def _alternatives(word: str) -> tuple[str, ...]:
    found = variants(word)
    for other in _forms().get(found[0], ()):
        found += variants(other)[:3]
    return tuple(dict.fromkeys(found))


def _phrase(words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """A phrase's words; prepositions are looked for as long as the alternatives stay few."""
    alternatives: list[tuple[str, ...]] = []
    product = 1
    for word in words:
        each = tuple(variants(word))
        if product * len(each) > _PHRASES:
            each = each[:1]
        product *= len(each)
        alternatives.append(each)
    return tuple(alternatives)


def _checked(name: str, value: str) -> str:
    if name in ("from", "to"):
        return day_of(value)
    allowed = {"act": _ACTS, "kind": _KINDS}.get(name)
    if allowed and value not in allowed:
        raise BadQuery(f"{name}:{value} is none of its values.", remedy=f"Give one of {', '.join(allowed)}.")
    if not any(map(str.isalnum, value)):
        raise BadQuery(f"{name}: has no value.")
    return value


def day_of(value: str) -> str:
    """A day, month or year of a filter, in Latin digits.

    Raises:
        BadQuery: where it is none.
    """
    day = fold(value)  # digits of either kind
    if not _DAY.fullmatch(day) or not _real(day):
        raise BadQuery(f"{value} is no ISO day.", remedy="Give YYYY-MM-DD, YYYY-MM or YYYY.")
    return day


def _real(day: str) -> bool:
    try:
        date.fromisoformat(day + "-01-01"[len(day) - 4 :] if len(day) < _ISO else day)
    except ValueError:
        return False
    return True


class _Conditions(NamedTuple):
    article: list[sa.ColumnElement[bool]]
    statement: list[sa.ColumnElement[bool]]


def _conditions(connection: Connection, query: Query) -> _Conditions:
    """What the filters ask of articles, and of their statements."""
    article: list[sa.ColumnElement[bool]] = []
    statement: list[sa.ColumnElement[bool]] = []
    for name, values in query.filters.items():
        if name == "from":
            article += [published_from(value) for value in values]
        elif name == "to":
            article += [published_to(value) for value in values]
        elif name == "outlet":
            wanted = [fold(value) for value in values]
            outlets = connection.scalars(sa.select(ARTICLES.c.outlet).distinct())
            fitting = [o for o in outlets if o and any(value in fold(o) for value in wanted)]
            article.append(ARTICLES.c.outlet.in_(fitting))
        elif name == "speaker":
            statement.append(sa.or_(*(spoken_by(connection, value) for value in values)))
        elif name == "role":
            statement += [STATEMENTS.c.role.contains(fold(value), autoescape=True) for value in values]
        else:
            statement.append(STATEMENTS.c[name].in_(values))
    if statement:
        article.append(ARTICLES.c.id.in_(sa.select(STATEMENTS.c.article).where(*statement)))
    return _Conditions(article, statement)


def published_from(day: str) -> sa.ColumnElement[bool]:
    """Articles published on a day, or in a month or year, or later."""
    return ARTICLES.c.day >= day


def published_to(day: str) -> sa.ColumnElement[bool]:
    """Articles published on a day, or in a month or year, or earlier."""
    # `9` sorts after every digit that may follow a month or a year.
    return ARTICLES.c.day <= day + "-99"[: 10 - len(day)]


def spoken_by(connection: Connection, name: str) -> sa.ColumnElement[bool]:
    """Statements whose speaker's name holds these words, or whose record is one with a record of such a name."""
    key = name_key(name)
    named = sa.select(ENTITIES.c.id).where(ENTITIES.c.key.contains(key, autoescape=True))
    entities = set(connection.scalars(named.order_by(ENTITIES.c.id).limit(_NAMED)))
    entities |= {entity for entity, given in judgements.renames(connection).items() if key in name_key(given)}
    # Of a part of a name that hundreds bear, the others' spellings are not looked for.
    others = people.everyone_of(connection, entities) if len(entities) < _NAMED else entities
    unnamed = sa.and_(STATEMENTS.c.entity.is_(None), STATEMENTS.c.speaker.contains(fold(name), autoescape=True))
    return sa.or_(STATEMENTS.c.entity.in_(named), STATEMENTS.c.entity.in_(others), unnamed)
