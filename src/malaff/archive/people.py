"""Persons and bodies across articles: who is one, by spelling, and by what people decided.

Each spelling of a name that folds to one key has one record from the start. Records are taken together here where
their names are transliterations of one name (`malaff.arabic.namekey.skeleton`) and nothing speaks against it; what a
person merged or split overrules that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from malaff.arabic.fold import fold
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


# A given name is Arabic when the list has this many bearers of it; a few bear a French or Russian name.
_BEARERS = 8


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
    if name.isdigit():
        wanted = {int(name)}
    else:
        key = name_key(name)
        condition = sa.or_(
            ENTITIES.c.key.like(f"%{_escaped(key)}%", escape="\\"), ENTITIES.c.skeleton == skeleton(name)
        )
        wanted = set(connection.scalars(sa.select(ENTITIES.c.id).where(condition).limit(4 * limit)))
        wanted |= {entity for entity, given in judgements.renames(connection).items() if key in name_key(given)}
    people = gathered(connection, wanted)
    return sorted(people, key=lambda person: (-person.articles, person.name))[:limit]


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
    groups = _groups(connection, set(entities))
    if not groups:
        return []
    everyone = [entity for group in groups for entity in group]
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
    people = []
    for group in groups:
        rows_ = [row for entity in group for row in mentions[entity]]
        spellings: dict[str, int] = defaultdict(int)
        roles: dict[str, int] = defaultdict(int)
        for row in rows_:
            spellings[row.name] += 1
            if row.role:
                roles[row.role] += 1
        ranked = sorted(spellings, key=lambda name: (-spellings[name], name)) or [info[group[0]].name]
        chosen = next((renamed[entity] for entity in group if entity in renamed), ranked[0])
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


def _groups(connection: Connection, wanted: set[int]) -> list[list[int]]:
    """The wanted records with those they are one with: by judgement, and by spelling where no judgement speaks."""
    merged = judgements.merges(connection)
    apart = {entity for (_, _), entity in judgements.splits(connection).items()}
    joined: dict[int, set[int]] = defaultdict(set)
    for entity, root in merged.items():
        joined[root].add(entity)
    # A record that was merged away stands for the one that holds it.
    roots = {merged.get(entity, entity) for entity in wanted}
    members = {root: {root, *joined[root]} for root in roots}
    spelled = _spelled_alike(connection, {entity for group in members.values() for entity in group} - apart)
    groups: dict[int, list[int]] = {}
    placed: dict[int, int] = {}
    for root in sorted(roots):
        group = set(members[root])
        for entity in members[root]:
            for other in spelled.get(entity, ()):
                if other not in apart and merged.get(other, root) == root:
                    group |= {other, *joined[other]}
        seen = next((placed[entity] for entity in group if entity in placed), None)
        if seen is None:
            groups[root] = [root, *sorted(group - {root})]
        else:
            groups[seen] = [*groups[seen], *sorted(group - set(groups[seen]))]
        for entity in group:
            placed[entity] = seen if seen is not None else root
    return list(groups.values())


def _spelled_alike(connection: Connection, entities: set[int]) -> dict[int, list[int]]:
    rows_ = list(store.in_chunks(connection, sa.select(ENTITIES), ENTITIES.c.id, entities))
    persons = [row for row in rows_ if row.kind == "person" and " " in row.key]
    query = sa.select(ENTITIES.c.id, ENTITIES.c.name, ENTITIES.c.skeleton).where(ENTITIES.c.kind == "person")
    alike: dict[str, list[sa.Row[tuple[int, str, str]]]] = defaultdict(list)
    for row in store.in_chunks(connection, query, ENTITIES.c.skeleton, {row.skeleton for row in persons}):
        alike[row.skeleton].append(row)
    return {
        row.id: [other.id for other in alike[row.skeleton] if other.id != row.id and may_be_one(row.name, other.name)]
        for row in persons
    }


def merge(connection: Connection, people: Sequence[Person], *, user: str, why: str | None) -> judgements.Judgement:
    """Take several records as one: the first keeps its number and name."""
    if len(people) < 2 or len({person.id for person in people}) < len(people):
        raise BadOption("A merge needs two or more different records.", remedy="Give them by name or number.")
    merged = [entity for person in people[1:] for entity in person.ids]
    judgement = judgements.record(connection, "merge", str(people[0].id), {"merged": merged}, user=user, why=why)
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
        keys = judgement.payload["articles"]
        query = sa.select(ARTICLES.c.id)
        numbers = [row.id for row in store.in_chunks(connection, query, ARTICLES.c.key, keys)]
        move(connection, judgement.payload["into"], int(judgement.subject), numbers)
    store.touch(connection)


def move(connection: Connection, entity: int, into: int, articles: Sequence[int]) -> None:
    """Give the mentions and statements of a record in some articles to another record."""
    for table in (MENTIONS, STATEMENTS):
        connection.execute(
            sa.update(table).where(table.c.entity == entity, table.c.article.in_(articles)).values(entity=into)
        )


def _escaped(text: str) -> str:
    return fold(text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
