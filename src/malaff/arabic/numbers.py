"""Numbers in words: `خمسة وعشرين`, `الحادي والثلاثون`, `ثلاثمائة وخمس`, `ألفين وأربعة عشر`.

Works on folded forms (`malaff.arabic.fold.fold`), one word a form. A clitic (و ف ب ل ك, ال, لل) before a number
word is taken off; what has no number word under it is no number. Digits are read as well, in either digit set once
folded. The words themselves stand in `lexicon/time_numbers.tsv`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from malaff.arabic.fold import fold
from malaff.lexicon import rows

_WORDS = 14  # of one number; more is a list or noise
_LONGEST = 9  # digits; longer runs are identifiers, not numbers somebody counts with


class Numeral(NamedTuple):
    """One number word: what it does in a number and how it is joined to what stands around it."""

    kind: str
    value: int
    joined: bool  # with و: it goes on with the number before it
    definite: bool  # with ال


class Number(NamedTuple):
    """A number read at some word: its value, the index after it, and whether it counts places in an order."""

    value: int
    next: int
    ordinal: bool
    definite: bool


def _load() -> dict[str, tuple[str, int]]:
    return {fold(row["form"]): (row["kind"], int(row["value"])) for row in rows("time_numbers.tsv")}


class _Numerals(dict[str, Numeral | None]):
    """Analyses by form, kept."""

    def __init__(self) -> None:
        super().__init__()
        self.base = _load()

    def __missing__(self, form: str) -> Numeral | None:
        if len(self) > 100_000:
            self.clear()
        found = self[form] = self._analyse(form)
        return found

    def _analyse(self, form: str) -> Numeral | None:
        base = self.base
        if form in base:
            return Numeral(*base[form], joined=False, definite=False)
        rest, joined = form, False
        if rest[:1] in ("و", "ف") and len(rest) > 3:
            rest, joined = rest[1:], form[0] == "و"
            if rest in base:
                return Numeral(*base[rest], joined=joined, definite=False)
        if rest[:1] in ("ب", "ل", "ك") and len(rest) > 3:
            if rest.startswith("لل"):
                rest = "ال" + rest[2:]
            else:
                rest = rest[1:]
                if rest in base:
                    return Numeral(*base[rest], joined=joined, definite=False)
        if rest.startswith("ال") and rest[2:] in base:
            return Numeral(*base[rest[2:]], joined=joined, definite=True)
        return None


NUMERALS = _Numerals()


def digits(form: str) -> int | None:
    """The value of a plain run of digits, or None (also where it is too long to count with)."""
    if form.isdecimal() and form.isascii() and len(form) <= _LONGEST:
        return int(form)
    return None


def read_number(forms: Sequence[str], at: int) -> Number | None:
    """The longest number in digits or words that starts at `forms[at]`.

    `ثلاثة وعشرين`, `مئة وخمسين ألفا`, `الخامس عشر`, `الحادية والعشرين`, `12`.
    """
    if not 0 <= at < len(forms):
        return None
    plain = digits(forms[at])
    if plain is not None:
        return Number(plain, at + 1, ordinal=False, definite=False)
    head = NUMERALS[forms[at]]
    if head is None:
        return None
    if head.kind == "ordinal" or (head.kind == "teen" and head.definite):
        return _ordinal(forms, at, head)
    return _cardinal(forms, at, head)


def _numeral(forms: Sequence[str], at: int) -> Numeral | None:
    return NUMERALS[forms[at]] if at < len(forms) else None


def _ordinal(forms: Sequence[str], at: int, head: Numeral) -> Number | None:
    """`الخامس`, `الخامس عشر`, `الخامس والعشرين`."""
    after = _numeral(forms, at + 1)
    if after is not None and after.kind == "ten" and not after.joined:
        return Number(head.value + 10, at + 2, ordinal=True, definite=head.definite)
    if after is not None and after.kind == "tens" and after.joined:
        return Number(head.value + after.value, at + 2, ordinal=True, definite=head.definite)
    if head.kind == "teen":
        return None  # الحادي alone counts nothing
    return Number(head.value, at + 1, ordinal=True, definite=head.definite)


def _cardinal(forms: Sequence[str], at: int, head: Numeral) -> Number | None:
    """Adds up number words as long as each can follow the one before."""
    total, group, i = 0, 0, at
    after: Numeral | None = head
    last = ""
    while after is not None and after.kind != "ordinal" and i < at + _WORDS:
        kind = after.kind
        if i > at and not (_joins(last, kind) if after.joined else _follows(last, kind)):
            break
        if kind in ("thousand", "million"):
            total, group = total + max(group, 1) * after.value, 0
        elif kind == "thousands":
            total, group = total + after.value, 0
        elif kind == "hundred" and 0 < group < 10 and not after.joined:
            group *= 100
        else:
            group += after.value
        last = kind
        i += 1
        after = _numeral(forms, i)
    value = total + group
    if last == "teen" or value > 10**_LONGEST:
        return None  # أحد alone is "someone", and Sunday
    return Number(value, i, ordinal=False, definite=head.definite)


def _joins(last: str, kind: str) -> bool:
    """Whether a number word may follow with و: `ثلاثة وعشرين` is one number, `ثلاثة وأربعة` are two."""
    return (kind == "tens" and last in ("unit", "teen")) or last in (
        "hundred", "hundreds", "thousand", "thousands", "million",
    )  # fmt: skip


def _follows(last: str, kind: str) -> bool:
    """Whether a number word may follow with no و: teens, hundreds, thousands."""
    return (
        (kind == "ten" and last in ("unit", "teen"))
        or (kind == "hundred" and last == "unit")
        or (kind in ("thousand", "million") and last != "")
    )
