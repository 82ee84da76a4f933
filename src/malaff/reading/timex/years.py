"""Years: `عام 2015`, `2015م`, `1436هـ`, `العام الماضي`, `2017-2018`, `بين 2009 و2013`, and figures that are no year."""

from __future__ import annotations

from typing import NamedTuple

from malaff.arabic.numbers import read_number
from malaff.reading.timex import values
from malaff.reading.timex.table import Found, Table
from malaff.reading.timex.values import Value

HIJRI_YEARS = range(1300, 1501)


SLASHES = frozenset("/-–—\\ـ")


_BARE_YEARS = range(1800, 2100)


class Year(NamedTuple):
    """A year as written: a number, or a direction word (`الماضي`) in its place."""

    number: int | None
    direction: str
    hijri: bool
    next: int


def era(t: Table, at: int) -> tuple[str, int]:
    """`h` or `g` for an era at a word (`هـ`, `هجري`, `م`, `ميلادي`), and the word after; "" for none."""
    form = t.form(at)
    if form in ("ه", "هجري", "هجريه", "للهجره"):
        return "h", at + 1
    if form in ("م", "ميلادي", "ميلاديه", "للميلاد"):
        return "g", at + 1
    return "", at


def year_number(t: Table, at: int) -> Year | None:
    """A year in figures or words (four figures, or what is said after `عام`), with its era."""
    number = t.sense(at).number
    if number is not None:
        after = at + 1
    elif t.sense(at).numeral:
        read = read_number(t.forms, at)
        if read is None or read.ordinal:
            return None
        number, after = read.value, read.next
    else:
        return None
    mark, after = era(t, after)
    if not 100 <= number <= 2999:
        return None
    return Year(number, "", mark == "h" or (not mark and number in HIJRI_YEARS), after)


def year_ref(t: Table, at: int) -> Year | None:
    """A year by name: `عام 2015`, `العام الماضي`, `هذا العام`, `السنة الحالية`, `العام نفسه`, or bare figures."""
    demo = t.bare(at, "demo")
    unit = t.sense(at + 1 if demo else at).unit
    if unit and unit.unit == "Y" and unit.number == "sg":
        after = at + (2 if demo else 1)
        if demo:
            return Year(None, "this" if demo == "this" else "same", False, after)
        number = year_number(t, after)
        if number:
            return number
        if not t.sense(at).definite:
            return None
        if t.form(after) in ("الميلادي", "الميلاديه"):
            after += 1
        direction = t.bare(after, "direction")
        second = t.bare(after + 1, "direction") if t.form(after) in ("قبل", "بعد") else ""
        if second in ("last", "next"):
            return Year(None, second + "2", False, after + 2)
        return Year(None, direction, False, after + 1) if direction else Year(None, "this", False, after)
    number = year_number(t, at)
    return number if number and number.number and number.number >= 1000 else None


_YEARS = {"last": -1, "prev": -1, "next": 1, "after": 1, "last2": -2, "next2": 2}


def year_value(t: Table, direction: str) -> int | None:
    """The year a direction word points at."""
    if direction in ("same", "prev", "after") and t.year:
        return t.year + {"same": 0, "prev": -1, "after": 1}[direction]
    if t.today is None:
        return None
    return t.today.year + _YEARS.get(direction, 0)


def undated(direction: str, tense: str) -> Value:
    """What can be said of a time whose day cannot be known."""
    if direction in ("next", "after") or (not direction and tense == "future"):
        return values.vague("FUTURE")
    return values.vague("PRESENT" if direction == "this" else "PAST")


def bare_year(t: Table, at: int) -> int | None:
    """Four figures that stand alone and are a year: a preposition of time or a year word calls for one."""
    number = t.sense(at).number
    if number is None or number not in _BARE_YEARS or len(t.form(at)) != 4:
        return None
    if t.form(at + 1) in ("%", "٪", ":", "/") or t.tag(at + 1, "quantity"):
        return None
    before = t.form(at - 1)
    if t.form(at + 1) in ("ميلادي", "ميلاديه", "للميلاد"):
        return number
    if t.tag(at - 1, "calls_year"):
        # a round number of things is likelier than a round year: `في 2000 قرية`
        return number if number % 100 or t.form(at + 1) in (".", "،", "\n", ")", "") else None
    if before in ("و", "ل", "او", "(") and number >= 1900:
        calls = before == "ل" or (before == "(" and t.form(at + 1) == ")")
        return number if calls or (at >= 2 and t.sense(at - 2).number in _BARE_YEARS) else None
    return None


def year_range(t: Table, at: int) -> tuple[Value, int] | None:
    """`2017-2018`, `2014/2015`, `1436/1437هـ`."""
    first, second = t.sense(at).number, t.sense(at + 2).number
    if first is None or second is None or t.form(at + 1) not in SLASHES or len(t.form(at)) != 4:
        return None
    if len(t.form(at + 2)) == 2 and second == (first + 1) % 100:
        second += first - first % 100
    if not first < second <= first + 100 or t.form(at + 3) in SLASHES:
        return None
    mark, after = era(t, at + 3)
    if first in HIJRI_YEARS and mark != "g":
        one, two = values.hijri_year(first), values.hijri_year(second)
        if one and two and one.first and two.last:
            return values.days(one.first, two.last), after
        return None
    if not 1800 <= first <= 2150 or t.tag(after, "quantity"):
        return None
    value = values.years(first, second)
    return (value, after) if value else None


def year_pair(t: Table, at: int) -> Found | None:
    """`2019 إلى 2024`, `بين 2009 و2013`."""
    first = t.sense(at).number
    if first is None or first not in _BARE_YEARS or len(t.form(at)) != 4:
        return None
    here = era(t, at + 1)[1]
    between = t.form(at - 1) in ("بين", "مابين")
    if t.form(here) not in ("الي", "حتي", "وحتي") and not (between and t.form(here) == "و"):
        return None
    here += 1
    unit = t.sense(here).unit
    here += unit is not None and unit.unit == "Y"
    second = t.sense(here).number
    if second is None or len(t.form(here)) != 4 or not first < second <= 2150:
        return None
    after = era(t, here + 1)[1]
    value = None if t.tag(after, "quantity") else values.years(first, second)
    return Found(at, after - 1, value) if value else None


def year_found(year: Year, t: Table) -> Value | None:
    """The value of a year as written."""
    if year.number is None:
        number = year_value(t, year.direction)
        return values.year(number) if number else undated(year.direction, "")
    return values.hijri_year(year.number) if year.hijri else values.year(year.number)
