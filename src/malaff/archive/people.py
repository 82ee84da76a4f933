"""Persons and bodies across articles: who is one, by spelling, and by what people decided.

Each spelling of a name that folds to one key has one record from the start. Records are taken together here where
their names are transliterations of one name (`malaff.arabic.namekey.skeleton`) and nothing speaks against it; what a
person merged or split overrules that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from malaff.arabic.namekey import name_key, skeleton
from malaff.archive import judgements, store
from malaff.archive.schema import ARTICLES, ENTITIES, MENTIONS, STATEMENTS
from malaff.errors import BadOption, UnknownPerson
from malaff.lexicon import rows
from malaff.model import Record


class Person(Record, frozen=True):
    """A record across articles: `ids` are the spellings' records it is made of, the kept one first."""

    id: int
    ids: list[int]
    name: str
    kind: str
    aliases: list[str]
    roles: list[tuple[str, int]]
    articles: int
    statements: int
    first: str | None
    last: str | None


class PeoplePage(Record, frozen=True):
    """`total` records, of which `items` are a page."""

    total: int
    items: list[Person]


class Presence(NamedTuple):
    """How present a record is: statements made, and names of it in articles, both over all its spellings."""

    id: int
    kind: str
    statements: int
    named: int


class Present(NamedTuple):
    """All records that anything is left of, who speaks most first; `kept` has the record that others are one with."""

    ranked: list[Presence]
    kept: dict[int, int]


# A given name is Arabic when the list has this many bearers of it; a few bear a French or Russian name.
_BEARERS = 8
# A number with this many digits is no record's.
_DIGITS = 10


@cache
def arabic_parts() -> frozenset[str]:
    """Parts of names that are Arabic: their vowel letters tell one name from another (`سالم`, `سليم`)."""
    return frozenset(name_key(row["form"]) for row in rows("given_names.tsv") if int(row["people"]) >= _BEARERS)


def may_be_one(one: str, two: str) -> bool:
    """Whether two names with one skeleton are spellings of one name and not two Arabic names that look alike."""
    first, second = name_key(one).split(), name_key(two).split()
    if len(first) != len(second):
        return False
    return all(a == b or not (a in arabic_parts() and b in arabic_parts()) for a, b in zip(first, second, strict=True))


def find(connection: Connection, name: str, *, limit: int = 20) -> list[Person]:
    """Who goes by a name, a part of one, or a record's number; most present first."""
    key = name_key(name)
    if name.isdecimal():
        number = int(name) if len(name) < _DIGITS else 0
        return gathered(connection, connection.scalars(sa.select(ENTITIES.c.id).where(ENTITIES.c.id == number)))
    if not key:
        return []
    condition = sa.or_(ENTITIES.c.key.contains(key, autoescape=True), ENTITIES.c.skeleton == skeleton(name))
    query = sa.select(ENTITIES.c.id).join(MENTIONS, MENTIONS.c.entity == ENTITIES.c.id).where(condition)
    query = query.group_by(ENTITIES.c.id).order_by(sa.func.count().desc(), ENTITIES.c.id).limit(4 * limit)
    wanted = set(connection.scalars(query))
    wanted |= {entity for entity, given in judgements.renames(connection).items() if key in name_key(given)}
    # A record that nothing is left of, as after a re-reading or an undone split, is nobody.
    people = [person for person in gathered(connection, wanted) if person.articles]
    return sorted(people, key=lambda person: (-person.articles, person.name, person.id))[:limit]


def one(connection: Connection, name: str) -> Person:
    """The one record a name or number stands for.

    Raises:
        UnknownPerson: where nobody goes by it.
        BadOption: where several do, none of them by exactly this name.
    """
    people = find(connection, name)
    if not people:
        raise UnknownPerson(f"Nobody in the archive goes by {name}.")
    key = name_key(name)
    exact = [person for person in people if key in map(name_key, (person.name, *person.aliases))]
    if len(exact) == 1 or len(people) == 1:
        return (exact or people)[0]
    choices = "; ".join(f"{person.id} {person.name}" for person in (exact or people)[:6])
    raise BadOption(f"{name} may be several: {choices}.", remedy="Give the number of one.")


def gathered(connection: Connection, entities: Iterable[int]) -> list[Person]:
    """The records that any of these belong to, each with all its spellings."""
    found = groups(connection, entities)
    if not found:
        return []
    everyone = [entity for group in found for entity in group]
    info = {row.id: row for row in store.in_chunks(connection, sa.select(ENTITIES), ENTITIES.c.id, everyone)}
    query = (
        sa.select(MENTIONS.c.entity, MENTIONS.c.name, MENTIONS.c.role, MENTIONS.c.article, ARTICLES.c.day)
        .join(ARTICLES, ARTICLES.c.id == MENTIONS.c.article)
    )  # fmt: skip
    mentions: dict[int, list[sa.Row[tuple[int, str, str | None, int, str | None]]]] = defaultdict(list)
    for row in store.in_chunks(connection, query, MENTIONS.c.entity, everyone):
        mentions[row.entity].append(row)
    said: dict[int, int] = defaultdict(int)
    counted = sa.select(STATEMENTS.c.entity, sa.func.count().label("n")).group_by(STATEMENTS.c.entity)
    for row in store.in_chunks(connection, counted, STATEMENTS.c.entity, everyone):
        said[row.entity] = row.n
    renamed = judgements.renames(connection)
    kept = judgements.merge_names(connection)
    people = []
    for group in found:
        rows_ = [row for entity in group for row in mentions[entity]]
        spellings: dict[str, int] = defaultdict(int)
        roles: dict[str, int] = defaultdict(int)
        for row in rows_:
            spellings[row.name] += 1
            if row.role:
                roles[row.role] += 1
        ranked = _by_use(spellings) or [info[group[0]].name]
        chosen = _chosen(group, ranked, renamed, kept)
        days = sorted(row.day for row in rows_ if row.day)
        people.append(
            Person(
                id=group[0],
                ids=group,
                name=chosen,
                kind=info[group[0]].kind,
                aliases=[name for name in ranked if name != chosen],
                roles=sorted(roles.items(), key=lambda item: (-item[1], item[0])),
                articles=len({row.article for row in rows_}),
                statements=sum(said[entity] for entity in group),
                first=days[0] if days else None,
                last=days[-1] if days else None,
            )
        )
    return people


def everyone_of(connection: Connection, entities: Iterable[int]) -> set[int]:
    """The records that these are one with, themselves included."""
    return {entity for group in groups(connection, entities) for entity in group}


def presence(connection: Connection) -> Present:
    """All records that anything is left of, those who speak most first, then those named most often."""
    said = _per_record(connection, STATEMENTS.c.entity)
    named = _per_record(connection, MENTIONS.c.entity)
    kinds = dict(connection.execute(sa.select(ENTITIES.c.id, ENTITIES.c.kind)).all())
    members: dict[int, list[int]] = {group[0]: group for group in groups(connection, _several(connection))}
    kept = {entity: root for root, group in members.items() for entity in group}
    for root, group in members.items():
        for counts in (said, named):
            # Those that are one are counted with the one that is kept.
            if together := sum(counts.pop(member, 0) for member in group):
                counts[root] = together
    order = sorted((-said.get(entity, 0), -count, entity) for entity, count in named.items())
    return Present([Presence(entity, kinds[entity], -said_, -named_) for said_, named_, entity in order], kept)


def _per_record(connection: Connection, entity: sa.ColumnElement[int]) -> dict[int, int]:
    query = sa.select(entity, sa.func.count()).where(entity.is_not(None)).group_by(entity)
    return dict(connection.execute(query).all())


def spoken(connection: Connection, entities: Iterable[int]) -> dict[int, int]:
    """How many statements are each record's own."""
    query = sa.select(STATEMENTS.c.entity, sa.func.count().label("n")).group_by(STATEMENTS.c.entity)
    return {row.entity: row.n for row in store.in_chunks(connection, query, STATEMENTS.c.entity, entities)}


def _several(connection: Connection) -> set[int]:
    """Records that may be one with another: merged ones, and persons whose full names share a skeleton."""
    person = ENTITIES.c.kind == "person"
    shared = sa.select(ENTITIES.c.skeleton).where(person).group_by(ENTITIES.c.skeleton).having(sa.func.count() > 1)
    full = sa.select(ENTITIES.c.id).where(person, ENTITIES.c.key.contains(" "), ENTITIES.c.skeleton.in_(shared))
    return {*connection.scalars(full), *judgements.merges(connection)}


def bearers(connection: Connection, name: str) -> set[int]:
    """The records that bear a name, part of it, or a spelling of it."""
    key = name_key(name)
    if not key:
        return set()
    condition = sa.or_(ENTITIES.c.key.contains(key, autoescape=True), ENTITIES.c.skeleton == skeleton(name))
    found = set(connection.scalars(sa.select(ENTITIES.c.id).where(condition)))
    return found | {entity for entity, given in judgements.renames(connection).items() if key in name_key(given)}


def shown_names(connection: Connection, records: Sequence[Sequence[int]]) -> dict[int, str]:
    """The names that records are shown by, by their kept number; `records` as `groups` gives them."""
    everyone = [entity for group in records for entity in group]
    info = {row.id: row.name for row in store.in_chunks(connection, sa.select(ENTITIES), ENTITIES.c.id, everyone)}
    query = sa.select(MENTIONS.c.entity, MENTIONS.c.name, sa.func.count().label("n"))
    spellings: dict[int, dict[str, int]] = defaultdict(dict)
    grouped = query.group_by(MENTIONS.c.entity, MENTIONS.c.name)
    for row in store.in_chunks(connection, grouped, MENTIONS.c.entity, everyone):
        spellings[row.entity][row.name] = row.n
    renamed, kept = judgements.renames(connection), judgements.merge_names(connection)
    shown = {}
    for group in records:
        counts: dict[str, int] = defaultdict(int)
        for entity in group:
            for name, count in spellings[entity].items():
                counts[name] += count
        shown[group[0]] = _chosen(group, _by_use(counts) or [info[group[0]]], renamed, kept)
    return shown


def _by_use(counts: dict[str, int]) -> list[str]:
    return sorted(counts, key=lambda name: (-counts[name], name))


def _chosen(group: Sequence[int], ranked: Sequence[str], renamed: dict[int, str], kept: dict[int, str]) -> str:
    """The name a record is shown by: as people said, or the spelling met most."""
    return next((renamed[entity] for entity in group if entity in renamed), kept.get(group[0], ranked[0]))


def groups(connection: Connection, entities: Iterable[int]) -> list[list[int]]:
    """Records with those they are one with, the kept one first: by judgement, and by spelling where no judgement
    speaks. Which records are one does not depend on which of them is asked for.
    """
    wanted = set(entities)
    merged = judgements.merges(connection)
    joined: dict[int, set[int]] = defaultdict(set)
    for entity, root in merged.items():
        joined[root].add(entity)
    apart = set(judgements.splits(connection).values())
    group: dict[int, set[int]] = {}

    def unite(one: int, two: int) -> None:
        members = group.setdefault(one, {one}) | group.setdefault(two, {two})
        for member in members:
            group[member] = members

    # A record that was merged away stands for the one that holds it.
    seen: set[int] = set()
    roots = {merged.get(entity, entity) for entity in wanted}
    while roots := roots - seen:
        seen |= roots
        members = {entity for root in roots for entity in (root, *joined[root])}
        for root in roots:
            for entity in (root, *joined[root]):
                unite(root, entity)
        reached: set[int] = set()
        for alike in _spelled_alike(connection, members - apart):
            into: int | None = None
            for entity in alike:
                root = merged.get(entity, entity)
                reached.add(root)
                if entity in merged and into not in (None, root):
                    continue  # people put spellings of one name into two records: they stay there
                if entity in merged:
                    into = root
                unite(alike[0], entity)
        roots = reached
    asked = {id(group[root]): group[root] for root in (merged.get(entity, entity) for entity in wanted)}
    kept = [min(members & joined.keys() or members) for members in asked.values()]
    return [[first, *sorted(members - {first})] for first, members in sorted(zip(kept, asked.values(), strict=True))]


def _spelled_alike(connection: Connection, entities: set[int]) -> list[list[int]]:
    """Records of persons whose names are spellings of one, in groups that hold some of these.

    A spelling joins the oldest group with all of whose names it may be one; so that what comes later moves none.
    """
    mine = store.in_chunks(connection, sa.select(ENTITIES), ENTITIES.c.id, entities)
    skeletons = {row.skeleton for row in mine if row.kind == "person" and " " in row.key}
    # Chosen and sorted here: asked to do it, SQLite goes through all persons.
    rows = store.in_chunks(connection, sa.select(ENTITIES), ENTITIES.c.skeleton, skeletons)
    groups: dict[str, list[list[sa.Row[Any]]]] = defaultdict(list)
    for row in sorted((row for row in rows if row.kind == "person"), key=_number):
        fitting = (g for g in groups[row.skeleton] if all(may_be_one(row.name, other.name) for other in g))
        if (group := next(fitting, None)) is not None:
            group.append(row)
        else:
            groups[row.skeleton].append([row])
    found = [[row.id for row in group] for alike in groups.values() for group in alike]
    return [group for group in found if not entities.isdisjoint(group)]


def _number(row: sa.Row[Any]) -> int:
    return int(row.id)


def merge(connection: Connection, people: Sequence[Person], *, user: str, why: str | None) -> judgements.Judgement:
    """Take several records as one: the first keeps its number and name."""
    if len(people) < 2 or len({person.id for person in people}) < len(people):
        raise BadOption("A merge needs two or more different records.", remedy="Give them by name or number.")
    merged = [entity for person in people[1:] for entity in person.ids]
    payload = {"merged": merged, "name": people[0].name}
    judgement = judgements.record(connection, "merge", str(people[0].id), payload, user=user, why=why)
    store.touch(connection)
    return judgement


def rename(connection: Connection, person: Person, name: str, *, user: str, why: str | None) -> judgements.Judgement:
    """Give a record the name it is shown by."""
    if not name.strip():
        raise BadOption("The new name is empty.", remedy="Give the name to show.")
    judgement = judgements.record(connection, "rename", str(person.id), {"name": name.strip()}, user=user, why=why)
    store.touch(connection)
    return judgement


def split(
    connection: Connection, person: Person, articles: Sequence[str], *, user: str, why: str | None
) -> list[judgements.Judgement]:
    """Say that in some articles the name means somebody else: those mentions get a record of their own."""
    query = (
        sa.select(MENTIONS.c.entity, ARTICLES.c.id, ARTICLES.c.key)
        .join(ARTICLES, ARTICLES.c.id == MENTIONS.c.article)
        .where(MENTIONS.c.entity.in_(person.ids))
    )
    held: dict[int, list[str]] = defaultdict(list)
    numbers: dict[str, int] = {}
    for row in store.in_chunks(connection, query, ARTICLES.c.key, articles):
        held[row.entity].append(row.key)
        numbers[row.key] = row.id
    if missing := set(articles) - set(numbers):
        raise UnknownPerson(
            f"{person.name} is not named in {', '.join(sorted(missing))}.", remedy="Give articles that name them."
        )
    made = []
    new = int(connection.scalar(sa.select(sa.func.max(ENTITIES.c.id))) or 0) + 1
    key = f"{name_key(person.name)} #{new}"
    row_ = {"id": new, "kind": person.kind, "key": key, "name": person.name, "skeleton": f"#{new}"}
    connection.execute(sa.insert(ENTITIES), [row_])
    for entity, keys in held.items():
        payload = {"articles": sorted(keys), "into": new}
        made.append(judgements.record(connection, "split", str(entity), payload, user=user, why=why))
        move(connection, entity, new, [numbers[key] for key in keys])
    store.touch(connection)
    return made


def undone(connection: Connection, judgement: judgements.Judgement) -> None:
    """Put right what a judgement about records had moved."""
    if judgement.kind == "split":
        # From the readings, since the mentions may have been moved on.
        store.refresh(connection, judgement.payload["articles"])
    store.touch(connection)


def move(connection: Connection, entity: int, into: int, articles: Sequence[int]) -> None:
    """Give the mentions and statements of a record in some articles to another record."""
    for table in (MENTIONS, STATEMENTS):
        connection.execute(
            sa.update(table).where(table.c.entity == entity, table.c.article.in_(articles)).values(entity=into)
        )
