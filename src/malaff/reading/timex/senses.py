"""What each word can be in a time expression: one cached analysis a form.

The lexicons `time_*.tsv` say what a word is; the clitics و ف ب ل ك and ال are taken off here. A form that is nothing
in a time expression has the empty sense, so the pass over a text costs one dictionary lookup a word.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from malaff.arabic.fold import fold
from malaff.arabic.numbers import NUMERALS, digits
from malaff.lexicon import rows


class Month(NamedTuple):
    """A month name: the words after its first, its number, its calendar (g, h) and its guard."""

    rest: tuple[str, ...]
    number: int
    calendar: str
    guard: str


class Unit(NamedTuple):
    """A unit of time.

    Attributes:
        unit: H hour, D day, W week, M month, Y year, S season of sport, C decade, G century, or "-".
        number: sg, du, pl, or cs (a dual before what it is of: `يومي`).
        guard: own, or bound where a preposition of time must call for it.
    """

    unit: str
    number: str
    guard: str


class Phrase(NamedTuple):
    """A fixed phrase.

    Attributes:
        rest: the words after its first.
        value: PAST, PRESENT or FUTURE.
        after: words one of which must stand before, if any.
        not_next, not_after: words that may not follow, may not stand before.
        keep: how many of its words are the expression; the others only tell it apart.
    """

    rest: tuple[str, ...]
    value: str
    after: frozenset[str]
    not_next: frozenset[str]
    not_after: frozenset[str]
    keep: int


class Sense:
    """All a form can be.

    Attributes:
        base: the form without its clitics (ال stays).
        cut: how many letters of clitics stand before `base`.
        clitic: the letter of the preposition among them, or "".
        joined: whether و stands first.
        definite: whether the word has ال.
        tags: kind to value, from time_words.tsv.
        readers: what can read an expression that begins here; `malaff.reading.times` fills it in.
        opens: whether a time expression can begin here.
    """

    __slots__ = (
        "base", "clitic", "cut", "definite", "joined", "months", "number", "numeral", "opens", "phrases", "readers",
        "tags", "unit",
    )  # fmt: skip

    def __init__(self, base: str = "", cut: int = 0, clitic: str = "", joined: bool = False) -> None:
        self.base = base
        self.cut = cut
        self.clitic = clitic
        self.joined = joined
        self.definite = base.startswith("ال")
        self.tags: dict[str, str] = {}
        self.unit: Unit | None = None
        self.months: tuple[Month, ...] = ()
        self.phrases: tuple[Phrase, ...] = ()
        self.number: int | None = None
        self.numeral = False
        self.opens = False
        self.readers: tuple[Callable[..., Any], ...] | None = None


EMPTY = Sense()

# Kinds that open no expression: they only go on with one, or tell what stands beside them.
_INNER = frozenset((
    "age", "approx", "bare_weekday", "calls_length", "calls_year", "direction", "faction", "feast", "few", "half",
    "history", "hourpart", "many", "measured", "money", "named_day", "none", "nowadays", "numbered", "quantity",
    "sermon", "titled", "vague", "whole",
))  # fmt: skip
# Of these, what an amount of time can begin with.
_AMOUNTS = frozenset(("approx", "half", "vague"))


def _words(text: str) -> tuple[str, ...]:
    return tuple(fold(text).split())


def _options(text: str) -> frozenset[str]:
    return frozenset(fold(option) for option in text.split("|") if option and option != "-")


class Senses(dict[str, Sense]):
    """Senses by form, kept."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: dict[str, dict[str, str]] = {}
        self.units: dict[str, Unit] = {}
        self.months: dict[str, list[Month]] = {}
        self.phrases: dict[str, list[Phrase]] = {}
        self._load()
        self.known = {*self.tags, *self.units, *self.months, *self.phrases}

    def _load(self) -> None:
        for row in rows("time_words.tsv"):
            form = fold(row["form"])
            self.tags.setdefault(form, {}).setdefault(row["kind"], row["value"])
            if row["kind"] == "daypart":
                self.tags.setdefault("ال" + form, {}).setdefault("daypart", row["value"])
        for row in rows("time_units.tsv"):
            unit = Unit(row["unit"], row["number"], row["guard"])
            self.units[fold(row["form"])] = unit
            self.units["ال" + fold(row["form"])] = unit
        for row in rows("time_months.tsv"):
            head, *rest = _words(row["name"])
            month = Month(tuple(rest), int(row["month"]), row["calendar"], row["guard"])
            self.months.setdefault(head, []).append(month)
        for row in rows("time_phrases.tsv"):
            head, *rest = _words(row["phrase"])
            before, after, not_before = (_options(row[column]) for column in ("after", "not_next", "not_after"))
            keep = int(row["keep"] or len(rest) + 1)
            phrase = Phrase(tuple(rest), row["value"], before, after, not_before, keep)
            self.phrases.setdefault(head, []).append(phrase)
        for found in self.phrases.values():
            found.sort(key=lambda phrase: -len(phrase.rest))  # the longest phrase first

    def __missing__(self, form: str) -> Sense:
        if len(self) > 200_000:
            self.clear()
        found = self[form] = self._analyse(form)
        return found

    def _analyse(self, form: str) -> Sense:
        if form[:1].isdigit():
            sense = Sense(form)
            sense.number = digits(form)
            sense.opens = True
            return sense
        for base, cut, clitic, joined in _cuts(form):
            if base in self.known:
                return self._sense(Sense(base, cut, clitic, joined))
        numeral = NUMERALS[form]
        if numeral is None:
            return EMPTY
        sense = Sense(form, joined=numeral.joined)
        for base, cut, clitic, joined in _cuts(form):
            if base in NUMERALS.base or (base.startswith("ال") and base[2:] in NUMERALS.base):
                sense = Sense(base, cut, clitic, joined)
                break
        sense.numeral = sense.opens = True
        return sense

    def _sense(self, sense: Sense) -> Sense:
        base = sense.base
        sense.tags = self.tags.get(base, sense.tags)
        sense.unit = self.units.get(base)
        sense.months = tuple(self.months.get(base, ()))
        sense.phrases = tuple(self.phrases.get(base, ()))
        sense.numeral = NUMERALS[base] is not None
        inner = not (sense.unit or sense.months or sense.phrases or sense.numeral)
        sense.opens = not (inner and sense.tags.keys() <= _INNER) or not sense.tags.keys().isdisjoint(_AMOUNTS)
        return sense


def _cuts(form: str) -> list[tuple[str, int, str, bool]]:
    """The form and what is left of it when clitics go: (base, letters cut, preposition letter, joined)."""
    out = [(form, 0, "", False)]
    rest, cut, joined = form, 0, False
    if rest[:1] in ("و", "ف") and len(rest) > 2:
        rest, cut, joined = rest[1:], 1, form[0] == "و"
        out.append((rest, cut, "", joined))
    if rest.startswith("لل") and len(rest) > 4:
        out.append(("ال" + rest[2:], cut + 2, "ل", joined))
    elif rest[:1] in ("ب", "ل", "ك") and len(rest) > 3:
        out.append((rest[1:], cut + 1, rest[0], joined))
    return out


SENSES = Senses()
