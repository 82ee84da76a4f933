"""Feasts as dates: `قبل عيد الأضحى`, `تزامنا مع عيد الفطر`, `ثاني أيام عيد الفطر`."""

from __future__ import annotations

from typing import NamedTuple

from malaff.arabic.fold import fold
from malaff.arabic.numbers import read_number
from malaff.lexicon import rows
from malaff.reading.timex import dates, values
from malaff.reading.timex.dates import Stamp
from malaff.reading.timex.table import Found, Table

_BEFORE = frozenset(("مع", "خلال", "قبل", "قبيل", "بعد", "منذ", "حتي", "عقب", "عشيه", "بحلول"))
_BLESSED = frozenset(("المبارك", "السعيد", "المجيد"))


class Feast(NamedTuple):
    """A feast: the words after its first, and its day."""

    rest: tuple[str, ...]
    calendar: str
    month: int
    day: int


def _load() -> dict[str, list[Feast]]:
    out: dict[str, list[Feast]] = {}
    for row in rows("time_feasts.tsv"):
        head, *rest = fold(row["name"]).split()
        out.setdefault(head, []).append(Feast(tuple(rest), row["calendar"], int(row["month"]), int(row["day"])))
    return out


_FEASTS = _load()


def feast(t: Table, at: int) -> Found | None:
    """A feast with a preposition of time before it."""
    if t.sense(at).cut or t.form(at - 1) not in _BEFORE:
        return None
    return _feast(t, at, at, 0)


def day_of_feast(t: Table, at: int) -> Found | None:
    """`أول أيام عيد الفطر`, `ثالث أيام عيد الأضحى المبارك`."""
    if t.form(at + 1) != "ايام":
        return None
    read = read_number(t.forms, at)
    return _feast(t, at, at + 2, read.value - 1) if read and read.ordinal and read.value <= 4 else None


def _feast(t: Table, start: int, at: int, offset: int) -> Found | None:
    """The feast named at a word, read from `start`, `offset` days on."""
    for found in _FEASTS.get(t.sense(at).base, ()):
        after = at + 1 + len(found.rest)
        if tuple(t.forms[at + 1 : after]) != found.rest:
            continue
        after += t.form(after) in _BLESSED
        direction = t.bare(after, "direction")
        stamp = Stamp(found.calendar, None, found.month, found.day, direction, after + bool(direction))
        value = dates.resolve(t, stamp, start)
        if value and value.first and offset:
            date = values.shifted(value.first, offset)
            value = values.day(date) if date else None
        return Found(start, stamp.next - 1, value) if value else None
    return None
