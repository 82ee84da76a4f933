"""Who acts in the affair: one party for all spellings, short forms and roles the coverage has for it.

Persons are one where their names are spellings of one name, where the surname is one and nothing else bears it, or
where an office is named and one person of the coverage holds it. States are one whether the country, its capital or
its government is named. Bodies are one by their words, with or without the kind of body before them (`حزب`), in full
or shortened. What people merged or renamed in the archive overrules all of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from malaff.arabic.fold import fold
from malaff.arabic.namekey import name_key, skeleton
from malaff.arabic.stems import stem
from malaff.archive.people import arabic_parts, may_be_one
from malaff.dossier.concepts import closed, countries_of
from malaff.dossier.coverage import Coverage, day_of
from malaff.lexicon import rows
from malaff.model import Party, PartyKind, PartyRole, PartyStance, Reading

# What makes a party's place in the list, for each report: that it says something, holds a position, acts, is named.
# What a report has more of the same counts for ever less: a party is who many reports hear, not who one hears long.
_SAID, _HELD, _ACTED, _NAMED = 3.0, 2.0, 1.0, 0.2
_AGAIN = 0.3
# A short form belongs to the longer name that is this many times as present as all others it could be.
_DOMINANT = 2.0
_LONGEST_NAME = 6  # words of a party's name
_MOST_ROLES = 6


class Naming(NamedTuple):
    """One way the coverage names somebody: what it is, how it is written."""

    kind: str
    name: str


class _Seen:
    """What is known of one naming."""

    def __init__(self) -> None:
        self.presence: dict[tuple[str, float], float] = {}
        self.statements: set[str] = set()
        self.days: list[str] = []
        self.roles: Counter[str] = Counter()
        self.role_days: dict[str, list[str]] = defaultdict(list)
        self.articles: set[str] = set()
        self.tagged = False
        self.outlets: Counter[str] = Counter()
        self.forms: Counter[str] = Counter()  # as the coverage writes it
        self._times: Counter[tuple[str, float]] = Counter()

    def see(self, report: str, what: float, share: float) -> None:
        """Count one appearance in a report."""
        key = (report, what)
        self.presence[key] = self.presence.get(key, 0.0) + what * share * _AGAIN ** self._times[key]
        self._times[key] += 1

    @cached_property
    def weight(self) -> float:
        """How present it is; asked for once all has been seen."""
        return sum(self.presence.values())


class Parties:
    """The parties of a coverage, and who each naming is.

    Args:
        coverage: the articles.
        merged: groups of names that people took as one in the archive.
        shown: names that people gave, by the keys of those they replace.
    """

    def __init__(
        self,
        coverage: Coverage,
        *,
        merged: Iterable[Sequence[str]] = (),
        shown: dict[str, str] | None = None,
    ) -> None:
        self._coverage = coverage
        self._shown = shown or {}
        self._seen: dict[Naming, _Seen] = defaultdict(_Seen)
        self._parent: dict[Naming, Naming] = {}
        self._places = _acting_places(coverage)
        for reading in coverage.readings:
            self._see(reading)
        self._namings = {naming: seen for naming, seen in self._seen.items() if _is_party(naming, seen)}
        self._resolve(merged)
        self._clusters: dict[Naming, list[Naming]] = defaultdict(list)
        for naming in self._namings:
            self._clusters[self._root(naming)].append(naming)
        self._names = {root: self._name(members) for root, members in self._clusters.items()}

    def of(self, name: str | None, kind: str) -> str | None:
        """The party's name for a naming in the coverage, or None where it is no party."""
        if not name:
            return None
        naming = self._naming(kind, name)
        return self._names[self._root(naming)] if naming in self._namings else None

    def actor(self, name: str) -> str:
        """The party's name for an actor of whatever kind; an actor that is no party keeps its name."""
        for kind in ("person", "organisation", "group"):
            if (found := self.of(name, kind)) is not None:
                return found
        return name

    def listed(self, stances: dict[str, list[PartyStance]], *, most: int = 200) -> list[Party]:
        """The parties, most active first."""
        ranked = sorted(
            self._clusters.items(),
            key=lambda item: (-sum(self._seen[n].weight for n in item[1]), self._names[item[0]]),
        )
        found: dict[str, Party] = {}
        for root, members in ranked:
            name = self._names[root]
            if name not in found:
                found[name] = self._party(name, members, stances.get(name, []))
        # A party with a stance is listed however seldom it is named.
        kept = list(found.values())
        return kept[:most] + [party for party in kept[most:] if party.stances]

    # -- what the coverage says of them ----------------------------------------------------------------------------

    def _see(self, reading: Reading) -> None:
        day = day_of(reading)
        # An article that hardly belongs says less of who matters.
        share = self._coverage.relevance.get(reading.id, 1.0)
        report = self._coverage.report[reading.id]
        role_of: dict[Naming, Counter[str]] = defaultdict(Counter)
        for name in reading.names:
            naming = self._naming(name.kind, name.name)
            seen = self._seen[naming]
            seen.tagged = True
            seen.forms[_cut(name.name)] += 1
            if reading.id not in seen.articles:
                seen.see(report, _NAMED, share)
                seen.articles.add(reading.id)
            if name.role:
                role_of[naming][name.role] += 1
        for number, statement in enumerate(reading.statements):
            if not statement.speaker_name or statement.kind == "anonymous":
                continue
            naming = self._naming(statement.kind, statement.speaker_name)
            seen = self._seen[naming]
            seen.forms[_cut(statement.speaker_name)] += 1
            seen.see(report, _SAID, share * statement.confidence)
            seen.statements.add(f"{reading.id}:{number}")
            seen.articles.add(reading.id)
            if reading.outlet:
                seen.outlets[reading.outlet] += 1
            if statement.speaker_role:
                role_of[naming][statement.speaker_role] += 1
        for position in reading.positions:
            if position.holder_kind != "anonymous":
                seen = self._seen[self._naming(position.holder_kind, position.holder)]
                seen.see(report, _HELD, share)
                seen.articles.add(reading.id)
        kinds = {name.name: name.kind for name in reading.names}
        for development in reading.developments:
            for actor in development.actors:
                seen = self._seen[self._naming(kinds.get(actor, "organisation"), actor)]
                seen.see(report, _ACTED, share)
                seen.articles.add(reading.id)
        for naming, roles in role_of.items():
            for role, count in roles.items():
                self._seen[naming].roles[role] += count
                if day:
                    self._seen[naming].role_days[role].append(day)
            if day:
                self._seen[naming].days.append(day)

    def _naming(self, kind: str, name: str) -> Naming:
        """A naming; a place that acts is a state, whatever the lexicon knows of it."""
        if kind in ("place", "organisation") and name in self._places:
            return Naming("state", name)
        return _normal(kind, name)

    # -- who is one ------------------------------------------------------------------------------------------------

    def _root(self, naming: Naming) -> Naming:
        while naming in self._parent:
            naming = self._parent[naming]
        return naming

    def _join(self, one: Naming, two: Naming) -> None:
        one, two = self._root(one), self._root(two)
        if one == two:
            return
        if self._seen[two].weight > self._seen[one].weight:
            one, two = two, one
        self._parent[two] = one

    def _weight(self, naming: Naming) -> float:
        root = self._root(naming)
        return sum(self._seen[n].weight for n in self._namings if self._root(n) == root)

    def _resolve(self, merged: Iterable[Sequence[str]]) -> None:
        self._by_key()
        self._overlong()
        self._persons()
        self._bodies()
        self._offices()
        by_name = {name_key(naming.name): naming for naming in self._namings}
        for group in merged:
            known = [by_name[key] for key in map(name_key, group) if key in by_name]
            for other in known[1:]:
                self._join(known[0], other)

    def _by_key(self) -> None:
        keys: dict[tuple[str, str], Naming] = {}
        for naming in self._namings:
            key = (naming.kind, _key(naming))
            if key in keys:
                self._join(keys[key], naming)
            else:
                keys[key] = naming

    def _overlong(self) -> None:
        """A naming that runs on (`البرلمان اليوناني في ساعة مبكرة`) is the tagged one that it begins with."""
        for naming, seen in self._namings.items():
            words = naming.name.split()
            if seen.tagged or len(words) < 2:
                continue
            for size in range(len(words) - 1, 0, -1):
                shorter = Naming(naming.kind, " ".join(words[:size]))
                if shorter in self._namings and (size > 1 or words[0].startswith("ال")):
                    if self._seen[shorter].tagged or self._seen[shorter].weight > seen.weight:
                        self._join(shorter, naming)
                    break

    def _persons(self) -> None:
        persons = sorted((n for n in self._namings if n.kind == "person"), key=lambda n: -self._seen[n].weight)
        full = [n for n in persons if len(_words(n.name)) > 1 and not _is_office(n.name)]
        single = [n for n in persons if len(_words(n.name)) == 1]
        by_surname: dict[str, list[Naming]] = defaultdict(list)
        by_first: dict[str, list[Naming]] = defaultdict(list)
        for naming in full:
            first = skeleton(_words(naming.name)[0])
            near = [known for known in by_first[first] if _near(_surname(known.name), _surname(naming.name))]
            for known in [*by_surname[_surname(naming.name)], *near]:
                if self._one_person(known, naming):
                    self._join(known, naming)
                    break
            by_surname[_surname(naming.name)].append(naming)
            by_first[first].append(naming)
        bearing: dict[str, list[Naming]] = defaultdict(list)
        for naming in full:
            for word in set(_words(naming.name)):
                bearing[skeleton(word)].append(naming)
                bearing[name_key(word)].append(naming)
        for naming in single:
            holders = bearing.get(name_key(naming.name)) or bearing.get(_long_skeleton(naming.name)) or []
            if (chosen := self._dominant(holders)) is not None:
                self._join(chosen, naming)

    def _one_person(self, one: Naming, two: Naming) -> bool:
        """Whether two full names with one surname name one person."""
        first, second = _words(one.name), _words(two.name)
        if skeleton(one.name) == skeleton(two.name) and may_be_one(one.name, two.name):
            return True
        short, long = sorted((first, second), key=len)
        if len(short) < len(long) and short[0] == long[0] and set(short) <= set(long):
            return True
        offices = _office_words(self._seen[one].roles), _office_words(self._seen[two].roles)
        # Transliterated twice: the surname says it is one family, an office in common that it is one person.
        native = first[0] in arabic_parts() and second[0] in arabic_parts()
        foreign = not native or not (first[-1] in _surnames() and second[-1] in _surnames())
        if foreign and offices[0] and offices[1]:
            return len(offices[0] & offices[1]) >= 2
        return foreign and skeleton(first[0])[:1] == skeleton(second[0])[:1] and len(skeleton(first[-1])) >= 3

    def _bodies(self) -> None:
        bodies = sorted((n for n in self._namings if n.kind == "organisation"), key=lambda n: -self._seen[n].weight)
        longer: dict[str, list[Naming]] = defaultdict(list)
        parts = {naming: _body_words(naming.name) for naming in bodies}
        for naming in bodies:
            for word in set(parts[naming]):
                longer[word].append(naming)
        by_skeleton: dict[str, Naming] = {}
        for naming in bodies:
            shape = skeleton(" ".join(parts[naming]))
            known = by_skeleton.setdefault(shape, naming)
            if known is not naming and len(shape.replace(" ", "")) >= 6:
                self._join(known, naming)
        for naming in bodies:
            words = parts[naming]
            around = [
                other
                for other in longer.get(words[0] if words else "", ())
                if len(parts[other]) > len(words) and _stands_in(words, parts[other])
            ]
            if (chosen := self._dominant(around)) is not None:
                self._join(chosen, naming)

    def _offices(self) -> None:
        """A role alone (`وزير المالية الألماني`) is whoever of the coverage holds the office."""
        holders: dict[frozenset[str], list[Naming]] = defaultdict(list)
        persons = [n for n in self._namings if n.kind == "person" and not _is_office(n.name)]
        for naming in persons:
            held = {_role_key(role) for role in self._seen[naming].roles}
            # Who is called the former minister anywhere is not the minister.
            left = {key - _FORMER for key in held if key & _FORMER}
            for key in held - left:
                holders[key].append(naming)
        for naming in [n for n in self._namings if n.kind == "person" and _is_office(n.name)]:
            if (chosen := self._dominant(holders.get(_role_key(naming.name), []))) is not None:
                self._join(chosen, naming)

    def _dominant(self, candidates: Sequence[Naming]) -> Naming | None:
        """The party that most of the candidates' presence belongs to, if one stands out."""
        weights: dict[Naming, float] = {}
        for candidate in candidates:
            root = self._root(candidate)
            weights[root] = weights.get(root, 0.0) + self._seen[candidate].weight
        ranked = sorted(weights.items(), key=lambda item: -item[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] < _DOMINANT * sum(weight for _, weight in ranked[1:])):
            return None
        return ranked[0][0]

    # -- a party's record ------------------------------------------------------------------------------------------

    def _name(self, members: Sequence[Naming]) -> str:
        for naming in members:
            if (given := self._shown.get(name_key(naming.name))) is not None:
                return given
        kinds = Counter(naming.kind for naming in members)
        if "state" in kinds:
            return next(naming.name for naming in members if naming.kind == "state")
        proper = [n for n in members if not _is_office(n.name)] or list(members)

        def rank(naming: Naming) -> tuple[bool, int, bool, int]:
            # The full name that is met most; an office or a surname alone only where there is no other. Of two met as
            # often, a person's is the one without an adjective before it, a body's the longer.
            person = naming.kind == "person"
            bare = not (person and naming.name.startswith("ال"))
            size = -len(naming.name) if person else len(naming.name)
            return len(_words(naming.name)) > 1, len(self._seen[naming].articles), bare, size

        return max(proper, key=rank).name

    def _party(self, name: str, members: Sequence[Naming], stances: Sequence[PartyStance]) -> Party:
        seen = [self._seen[naming] for naming in members]
        roles: Counter[str] = Counter()
        days: dict[str, list[str]] = defaultdict(list)
        outlets: Counter[str] = Counter()
        for each in seen:
            roles.update(each.roles)
            outlets.update(each.outlets)
            for role, held in each.role_days.items():
                days[role] += held
        kind: PartyKind = _kind(members)
        spellings: Counter[str] = Counter()
        for naming in members:
            spellings[naming.name] += 1
            spellings.update(self._seen[naming].forms)
        return Party(
            name=name,
            aliases=[alias for alias, _ in spellings.most_common() if alias != name],
            kind=kind,
            roles=[
                PartyRole(role=role, from_=min(days[role], default=None), to=max(days[role], default=None))
                for role, _ in roles.most_common(_MOST_ROLES)
            ],
            statements=sum(len(each.statements) for each in seen),
            stances=list(stances),
            spoke_in=outlets.most_common(),
        )


def _acting_places(coverage: Coverage) -> frozenset[str]:
    """Places that say, hold or do something in two reports or more, and are none of the countries that are known."""
    tagged: set[str] = set()
    acts: dict[str, set[str]] = defaultdict(set)
    for reading in coverage.readings:
        places = {name.name for name in reading.names if name.kind == "place"}
        tagged |= places
        acting = [s.speaker_name for s in reading.statements if s.kind == "organisation"]
        acting += [p.holder for p in reading.positions if p.holder_kind == "organisation"]
        acting += [actor for development in reading.developments for actor in development.actors if actor in places]
        for name in acting:
            if name:
                acts[name].add(coverage.report[reading.id])
    return frozenset(
        name for name, reports in acts.items() if name in tagged and len(reports) > 1 and _state(name) is None
    )


# -- namings -------------------------------------------------------------------------------------------------------

_GOVERNMENT = frozenset(map(fold, ("حكومة", "الحكومة", "السلطات", "سلطات", "دولة", "الدولة", "جمهورية", "مملكة")))


@lru_cache(maxsize=100_000)
def _normal(kind: str, name: str) -> Naming:
    """A naming with states told from bodies and places, and the article put back that a preposition swallowed."""
    name = _cut(name)
    if kind in ("place", "organisation"):
        country = _state(name)
        if country is not None:
            return Naming("state", country)
    first, _, rest = name.partition(" ")
    # `للبنك المركزي` shows as `بنك المركزي`: a definite adjective has a definite head.
    if kind == "organisation" and rest.startswith("ال") and first in _bare_heads() and first not in _constructed():
        return Naming(kind, "ال" + name)
    return Naming(kind, name)


_CLAUSE = frozenset(("أن", "إن", "بأن", "أنه", "أنها"))


def _cut(name: str) -> str:
    """A name without the clause that ran into it: `وزارة الدفاع` of `وزارة الدفاع أن القاعدة`."""
    words = name.split()
    end = next((i for i, word in enumerate(words) if i and word in _CLAUSE), len(words))
    return " ".join(words[:end]) if end < len(words) else name


@cache
def _bare_heads() -> frozenset[str]:
    return frozenset(row["head"] for row in rows("organisations.tsv") if row["definite"])


@cache
def _constructed() -> frozenset[str]:
    """Heads that stand in a construct before a definite noun (`وزارة المالية`): what follows says nothing of them."""
    return frozenset(row["head"] for row in rows("organisations.tsv")) - {"بنك", "اتحاد", "صندوق", "برلمان", "جيش"}


@lru_cache(maxsize=100_000)
def _state(name: str) -> str | None:
    """The country a name stands for, where all of the name speaks of one."""
    words = [word for word in name.split() if fold(word) not in _GOVERNMENT]
    if not words:
        return None
    if name in _country_names():
        return _country_names()[name]
    found: frozenset[str] | None = None
    for word in words:
        countries = countries_of(word)
        found = countries if found is None else found & countries
        if not found:
            return None
    return min(found) if found and len(found) == 1 else None


@cache
def _country_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for row in rows("countries.tsv"):
        names[row["country"]] = row["country"]
        for other in row["names"].split(","):
            if other.strip():
                names[other.strip()] = row["country"]
    return names


def _is_party(naming: Naming, seen: _Seen) -> bool:
    """Whether a naming is somebody: a tagged name, an office, a body with a known head, a group named twice."""
    words = naming.name.split()
    if not words or len(words) > _LONGEST_NAME or any(char.isdigit() for char in naming.name):
        return False
    if naming.kind == "place":
        return False
    if naming.kind == "state":
        return True
    if naming.kind == "person":
        return (seen.tagged and (len(words) > 1 or len(seen.articles) > 1)) or _is_office(naming.name)
    if naming.kind == "organisation":
        return seen.tagged or fold(words[0]) in _heads()
    return not any(stem(word) in closed() for word in words[1:])


@cache
def _heads() -> frozenset[str]:
    found: set[str] = set()
    for row in rows("organisations.tsv"):
        for form in (row["head"], row["definite"], row["plural"]):
            if form:
                found.add(fold(form.split()[0]))
    return frozenset(found)


@cache
def _office_heads() -> frozenset[str]:
    found: set[str] = set()
    for row in rows("offices.tsv"):
        for column in ("head", "definite", "feminine"):
            for form in row[column].split("/"):
                if form:
                    found.add(fold(form.split()[0]))
                    found.add(fold("ال" + form.split()[0]))
    return frozenset(found)


@lru_cache(maxsize=50_000)
def _is_office(name: str) -> bool:
    """Whether a person's naming is a role and no name (`وزير المالية الألماني`)."""
    words = name.split()
    return len(words) > 1 and fold(words[0]) in _office_heads()


@lru_cache(maxsize=50_000)
def _words(name: str) -> tuple[str, ...]:
    return tuple(name_key(name).split())


def _surname(name: str) -> str:
    return skeleton(_words(name)[-1]) or _words(name)[-1]


@cache
def _surnames() -> frozenset[str]:
    return frozenset(name_key(row["form"]) for row in rows("surnames.tsv"))


def _near(one: str, two: str) -> bool:
    """Whether two surnames' skeletons differ in one letter, as two transliterations of one name do."""
    if one == two or min(len(one), len(two)) < 4 or abs(len(one) - len(two)) > 1:
        return False
    short, long = sorted((one, two), key=len)
    i = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    return short[i:] == long[i + 1 :] or (len(short) == len(long) and short[i + 1 :] == long[i + 1 :])


def _long_skeleton(name: str) -> str:
    """The skeleton of a surname, or nothing where it is too short to tell."""
    shape = skeleton(name)
    return shape if len(shape) >= 3 else ""


@lru_cache(maxsize=50_000)
def _body_words(name: str) -> tuple[str, ...]:
    """A body's words without articles, and without the kind of body before a proper name (`حزب سيريزا`)."""
    words = tuple(_bare(word) for word in name_key(name).split())
    if len(words) == 2 and words[0] in _kinds_of_body() and not name.split()[1].startswith("ال"):
        return words[1:]
    return words


# What may stand before a body's own name or be left out: `حزب سيريزا`, `سيريزا`.
_KINDS_OF_BODY = ("حزب", "حركة", "جماعة", "تنظيم", "صحيفة", "وكالة", "قناة", "شركة", "مجموعة", "مؤسسة", "موقع", "مجلة")


@cache
def _kinds_of_body() -> frozenset[str]:
    return frozenset(map(fold, _KINDS_OF_BODY))


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def _key(naming: Naming) -> str:
    return " ".join(_body_words(naming.name)) if naming.kind == "organisation" else name_key(naming.name)


def _stands_in(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether a body's words stand in another's in one run: at its start or its end."""
    size = len(short)
    return bool(size) and (tuple(long[:size]) == tuple(short) or tuple(long[-size:]) == tuple(short))


_FORMER = frozenset(("سابق", "سابقه", "اسبق", "مستقيل", "مقال"))


def _role_key(role: str) -> frozenset[str]:
    return frozenset(_bare(word) for word in name_key(role).split())


def _office_words(roles: Counter[str]) -> set[str]:
    return {word for role in roles for word in _role_key(role)}


def _kind(members: Sequence[Naming]) -> PartyKind:
    kinds = {naming.kind for naming in members}
    for kind in ("state", "person", "organisation", "group"):
        if kind in kinds:
            return kind
    return "organisation"
