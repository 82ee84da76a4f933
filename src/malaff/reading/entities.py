"""The sources of one article, found again by the words of their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from malaff.arabic.fold import fold
from malaff.model import SourceKind
from malaff.reading.cues import CueForm
from malaff.reading.grammar import CLASSES
from malaff.reading.heads import NATIONS, bare

_PARTICLES = CLASSES["name_particles"]
_REALMS = frozenset(("دوله", "جمهوريه", "مملكه", "بدوله"))

Words = frozenset[str]


@lru_cache(maxsize=8192)
def name_words(name: str) -> Words:
    """Folded words of a name or role, articles, clitics and particles aside."""
    joined = fold(name).replace("-", " ").replace("عبد ", "عبد").replace("ابو ", "ابو").replace(" الدين", "الدين")
    return frozenset(w for w in (bare(w) for w in joined.split()) if w not in _PARTICLES and w)


@lru_cache(maxsize=8192)
def role_words(role: str) -> Words:
    """Folded words of a role, an adjective of nation as its country (الوزير الألماني, وزير ألمانيا)."""
    words = (NATIONS.get(w, NATIONS.get("ال" + w, w)) for w in name_words(role) - _REALMS)
    return frozenset(w[:-1] if len(w) > 4 and w.endswith("يه") else w for w in words)


def skeleton(word: str) -> str:
    """A word without its long vowels: spellings of foreign names meet in it (نتنياهو, نتانياهو; ترمب, ترامب)."""
    return word[:1] + "".join(c for c in word[1:] if c not in "اوي")


@lru_cache(maxsize=8192)
def skeletons(words: Words) -> Words:
    """The skeletons of the words that are long enough to be told apart by them."""
    return frozenset(skeleton(w) for w in words if len(w) > 2)


@dataclass(slots=True)
class Entity:
    """A source of the article.

    Attributes:
        name: its fullest name; words: the folded words of it, skeletons: those without long vowels.
        roles: roles as given, first is shown; role_words: the words of each.
        at: word index of the last mention; spoke: of the last cue it spoke by.
        gender: "m" or "f"; number: "s" or "p".
        spellings: how often each spelling of the full name stands.
        order: its place among the sources.
    """

    name: str
    kind: SourceKind
    words: Words
    skeletons: Words = field(init=False)
    roles: list[str] = field(default_factory=list)
    role_words: list[Words] = field(default_factory=list)
    at: int = -1
    gender: str = "m"
    number: str = "s"
    spoke: int = -1
    spellings: dict[str, int] = field(default_factory=dict)
    order: int = -1

    def __post_init__(self) -> None:
        self.skeletons = skeletons(self.words)

    def add_role(self, role: str | None) -> None:
        """Keep a role the article gives this source."""
        if role and role not in self.roles:
            self.roles.append(role)
            self.role_words.append(role_words(role))


def agrees(cue: CueForm, entity: Entity) -> bool:
    """Whether a source agrees in gender and number with a reporting verb."""
    if cue.number == "p":
        return entity.number == "p" or entity.kind == "group"
    if cue.number == "d":
        return True
    if entity.number == "p" and entity.kind == "group":
        return False
    return not cue.gender or cue.gender == entity.gender


class _Index:
    """Entities by the words (or skeletons) of their names.

    A renamed entity stays under its old words too, so what is found is held against the words it has now.
    """

    def __init__(self, of: Callable[[Entity], Words]) -> None:
        self._of = of
        self._by_word: dict[str, list[Entity]] = {}
        self._by_words: dict[Words, list[Entity]] = {}

    def add(self, entity: Entity) -> None:
        words = self._of(entity)
        self._by_words.setdefault(words, []).append(entity)
        for word in words:
            self._by_word.setdefault(word, []).append(entity)

    def holding(self, words: Words) -> list[Entity]:
        """Entities whose names hold all of `words`; none where there are no words."""
        rarest = min((self._by_word.get(word, []) for word in words), key=len, default=[])
        return [entity for entity in rarest if words <= self._of(entity)]

    def within(self, words: Words, entities: list[Entity]) -> list[Entity]:
        """Those of all `entities` whose names are two or more of `words` and nothing else."""
        if len(entities) <= 1 << len(words):
            return [entity for entity in entities if len(self._of(entity)) > 1 and self._of(entity) <= words]
        parts = (frozenset(part) for size in range(2, len(words) + 1) for part in combinations(words, size))
        return [entity for part in parts for entity in self._by_words.get(part, ()) if self._of(entity) == part]


def _first(found: list[Entity]) -> Entity | None:
    return min(found, key=_order, default=None)


def _order(entity: Entity) -> tuple[bool, int]:
    """One before several that speak together (فلان وزملاؤه), then in the order they came."""
    return " و" in entity.name, entity.order


class Entities:
    """The sources of one article in the order they came."""

    def __init__(self) -> None:
        self._all: list[Entity] = []
        self._words = _Index(lambda entity: entity.words)
        self._skeletons = _Index(lambda entity: entity.skeletons)

    def __iter__(self) -> Iterator[Entity]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def add(self, entity: Entity) -> Entity:
        """Take a source in."""
        entity.order = len(self._all)
        self._all.append(entity)
        self._words.add(entity)
        self._skeletons.add(entity)
        return entity

    def rename(self, entity: Entity, name: str, words: Words) -> None:
        """Give a source the fuller name the article has for it."""
        entity.name, entity.words, entity.skeletons = name, words, skeletons(words)
        self._words.add(entity)
        self._skeletons.add(entity)

    def named(self, words: Words) -> Entity | None:
        """The source of a name of several words: one with all of them, one with a shorter name, one spelt alike."""
        found = _first(self._words.holding(words))
        if found is not None and " و" in found.name and found.words != words:
            found = None  # `وقالت فلانة` after `فلانة وزملاؤها`: she alone
        if found is None:
            found = _first([e for e in self._words.within(words, self._all) if e.words != words])
        own = skeletons(words)
        if found is None and len(own) > 1:
            found = _first(self._skeletons.holding(own) + self._skeletons.within(own, self._all))
        return found

    def named_in_part(self, words: Words, at: int) -> Entity | None:
        """The source of which `words` (a surname, a first name) are a part: the last one mentioned before word `at`."""
        found = self._words.holding(words) or self._words.holding(frozenset(f"ابو{word}" for word in words))
        if not found:
            own = skeletons(words)
            found = self._skeletons.holding(own) if all(len(part) > 2 for part in own) else []
        before = [entity for entity in found if entity.at <= at]
        return max(before or found, key=lambda entity: (entity.at, -entity.order), default=None)

    def sharing(self, words: Words) -> Entity | None:
        """The first source whose name holds the word of a name of one word, or one spelt alike."""
        return _first(self._words.holding(words) + self._skeletons.holding(skeletons(words)))

    def body(self, words: Words, kind: SourceKind) -> Entity | None:
        """A body, group or unnamed source of this name, of a longer one, or (bodies) of one hardly shorter."""
        found = [e for e in self._words.holding(words) if len(words) > 1 or e.words == words]
        if kind == "organisation":
            found += [e for e in self._words.within(words, self._all) if len(words - e.words) <= 2]
        return _first([entity for entity in found if entity.kind == kind])
