"""Absolute dates: days, months and years, Gregorian and Hijri, in words and in figures."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from malaff.arabic.numbers import read_number
from malaff.reading.timex import values
from malaff.reading.timex.senses import Month
from malaff.reading.timex.table import Found, Table
from malaff.reading.timex.values import Value

HIJRI_YEARS = range(1300, 1501)
_SLASHES = frozenset("/-–—\\")
_BARE_YEARS = range(1800, 2100)
_FROM_YEAR = 60  # days ahead a date with no year may lie when nothing speaks of the future


class Stamp(NamedTuple):
    """A date as written: what it says of year, month and day, and a direction word in place of the year."""

    calendar: str
    year: int | None
    month: int | None
    day: int | None
    direction: str
    next: int


class Year(NamedTuple):
    """A year as written: a number, or a direction word (`الماضي`) in its place."""

    number: int | None
    direction: str
    hijri: bool
    next: int


def month_at(t: Table, at: int) -> tuple[Month, int] | None:
    """The month named at a word, with its second name (`يوليو (تموز)`, `أيار/مايو`, `مارس آذار`), and the word after."""
    month = _month(t, at)
    if month is None:
        return None
    after = at + 1 + len(month.rest)
    mark = t.form(after)
    if mark == "(":
        second = _month(t, after + 1)
        if second and second.number == month.number:
            end = after + 2 + len(second.rest)
            return month, end + (t.form(end) == ")")
    skip = 1 if mark in _SLASHES else 0
    second = _month(t, after + skip)
    if second and second.number == month.number and second.calendar == month.calendar:
        return month, after + skip + 1 + len(second.rest)
    return month, after


def _month(t: Table, at: int) -> Month | None:
    for month in t.sense(at).months:
        if all(t.form(at + k) == word for k, word in enumerate(month.rest, 1)):
            # أب is a father, آب a month
            return None if t.sense(at).base == "اب" and "أ" in t.raw[at] else month
    return None


def day_number(t: Table, at: int) -> tuple[int, int] | None:
    """The number of a day in its month (`12`, `الـ 12`, `الثالث`, `الحادي والعشرين`), and the word after."""
    if t.sense(at).tags.get("article"):
        at += 1
        if t.sense(at).number is None:
            return None
    number = t.sense(at).number
    if number is None:
        if t.bare(at, "edge") == "first":
            return 1, at + 1
        if not t.sense(at).numeral:
            return None
        read = read_number(t.forms, at)
        if read is None:
            return None
        number, after = read.value, read.next
    else:
        after = at + 1
    return (number, after) if 1 <= number <= 31 else None


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


def _year_tail(t: Table, at: int, calendar: str) -> tuple[int | None, str, str, int]:
    """What follows a month: (year, direction, calendar, word after)."""
    direction = t.bare(at, "direction")
    if direction:
        # `الماضي` may itself be followed by the year it means: `يوليو الماضي 2015`
        return None, direction, calendar, at + 1
    here = at
    if t.form(here) in ("من", "في", ",", "،", ".") or t.form(here) in _SLASHES:
        here += 1
    unit = t.sense(here).unit
    named = bool(t.bare(here, "demo")) or (unit is not None and unit.unit == "Y")
    year = year_ref(t, here)
    if year is None or (here > at and t.form(at) == "في" and not named):
        return None, "", calendar, at
    if year.number is None:
        plain = not year.direction or (year.direction == "this" and not t.bare(year.next - 1, "direction"))
        if plain and t.form(at) != "من" and not t.bare(here, "demo"):
            return None, "", calendar, at
        return None, "year:" + year.direction, calendar, year.next
    if here > at and not named and not 1900 <= year.number <= 2100 and not year.hijri:
        return None, "", calendar, at
    if not named and year.number < 1000:
        return None, "", calendar, at
    return year.number, "", calendar, year.next


def stamp_at(t: Table, at: int) -> Stamp | None:
    """A day of a month, or a month, with what follows it."""
    day = day_number(t, at)
    if day:
        found = _month_of_day(t, day[1])
        if found is None:
            return _relative_day(t, day[0], day[1])
        month, after = found
        year, direction, calendar, after = _year_tail(t, after, month.calendar)
        if month.guard == "year" and year is None:
            return None
        return Stamp(calendar, year, month.number, day[0], direction, after)
    found = month_at(t, at)
    if found is None:
        return None
    month, after = found
    inside = _day_inside(t, after) if month.calendar == "g" else None
    number = None
    if inside:
        number, after = inside
    year, direction, calendar, after = _year_tail(t, after, month.calendar)
    return Stamp(calendar, year, month.number, number, direction, after)


def _month_of_day(t: Table, at: int) -> tuple[Month, int] | None:
    """The month after the number of a day: `من`, a mark and `شهر` may stand between."""
    if t.form(at) == "من" or t.form(at) in _SLASHES or (t.form(at) == "." and t.sense(at + 1).months):
        at += 1
    unit = t.sense(at).unit
    if unit and unit.unit == "M" and unit.number == "sg" and not t.sense(at).definite:
        at += 1
    if t.sense(at).cut and t.sense(at).clitic != "ل":
        return None
    return month_at(t, at)


def _day_inside(t: Table, at: int) -> tuple[int, int] | None:
    """The day after its month, as English has it: `يناير الثاني والعشرين، 2018`, `سبتمبر10, ...`."""
    if t.form(at) == "-" and t.words.glued(at):
        at += 1
    day = day_number(t, at)
    if not day or t.sense(at).unit or t.sense(day[1]).unit:
        return None
    read = None if t.sense(at).number is not None else read_number(t.forms, at)
    if read and not read.ordinal:
        return None
    closed = t.words.glued(at) or t.form(day[1]) in (",", "،") or read is not None
    return day if closed and year_number(t, day[1] + (t.form(day[1]) in (",", "،", "من"))) else None


def _relative_day(t: Table, number: int, at: int) -> Stamp | None:
    """`السادس من الشهر المقبل`, `20 من هذا الشهر`, `22 الجاري`."""
    if t.bare(at, "direction") == "this" and t.form(at) in ("الجاري", "الحالي"):
        return Stamp("g", None, None, number, "month:this", at + 1)
    if t.form(at) in ("من", "في"):
        at += 1
    demo = t.bare(at, "demo")
    unit = t.sense(at + 1 if demo else at).unit
    if not unit or unit.unit != "M" or unit.number != "sg" or not t.sense(at + 1 if demo else at).definite:
        return None
    if demo:
        return Stamp("g", None, None, number, "month:" + ("this" if demo == "this" else "same"), at + 2)
    direction = t.bare(at + 1, "direction")
    return Stamp("g", None, None, number, "month:" + direction, at + 2) if direction else None


def resolve(t: Table, stamp: Stamp, at: int) -> Value | None:
    """The value of a written date that starts at word `at`."""
    if stamp.calendar == "h":
        return _resolve_hijri(t, stamp, at)
    if stamp.month is None:
        return _resolve_relative(t, stamp)
    if stamp.year is not None:
        if stamp.day is not None:
            t.full[stamp.month, stamp.day] = stamp.year
        return _dated(stamp.year, stamp.month, stamp.day)
    if stamp.direction.startswith("year:"):
        year = year_value(t, stamp.direction[5:])
        return _dated(year, stamp.month, stamp.day) if year else undated(stamp.direction[5:], "")
    if t.today is None:
        return undated(stamp.direction, t.tense(at))
    if stamp.day is not None and not stamp.direction and (stamp.month, stamp.day) in t.full:
        return _dated(t.full[stamp.month, stamp.day], stamp.month, stamp.day)
    return _nearest(t, stamp, at)


def undated(direction: str, tense: str) -> Value:
    """What can be said of a time whose day cannot be known."""
    if direction in ("next", "after") or (not direction and tense == "future"):
        return values.vague("FUTURE")
    return values.vague("PRESENT" if direction == "this" else "PAST")


def year_value(t: Table, direction: str) -> int | None:
    """The year a direction word points at."""
    if direction in ("same", "prev", "after") and t.year:
        return t.year + {"same": 0, "prev": -1, "after": 1}[direction]
    if t.today is None:
        return None
    return t.today.year + _YEARS.get(direction, 0)


_YEARS = {"last": -1, "prev": -1, "next": 1, "after": 1, "last2": -2, "next2": 2}


def _dated(year: int, month: int, day: int | None) -> Value | None:
    if day is None:
        return values.month(year, month)
    date = values.date_of(year, month, day)
    return values.day(date) if date else None


def _nearest(t: Table, stamp: Stamp, at: int) -> Value | None:
    """The date of a month with no year: last, next, this, or what the tense and nearness say."""
    today, month, direction = t.today, stamp.month, stamp.direction
    if today is None or month is None:
        return None
    options = [v for y in (-1, 0, 1) if (v := _dated(today.year + y, month, stamp.day)) and v.first and v.last]
    # a whole month is behind once it has begun, a day once it has come
    behind = [v for v in options if v.first and v.last and (v.last < today or (stamp.day and v.last <= today))]
    ahead = [v for v in options if v.first and v.first > today]
    if direction:
        found = _directed(t, stamp, behind, ahead)
        if found and found.first:
            t.named[month] = found.first.year
        return found
    if month in t.named:
        return _dated(t.named[month], month, stamp.day)
    current = [v for v in options if v.first and v.last and v.first <= today <= v.last]
    if current:
        return current[0]
    tense = t.tense(at)
    if tense == "future" and ahead:
        return ahead[0]
    wait = (ahead[0].first - today).days if ahead and ahead[0].first else 999
    since = (today - behind[-1].last).days if behind and behind[-1].last else 999
    near = (tense != "past" and wait < since // 2) or (stamp.day is not None and wait <= min(_FROM_YEAR, since))
    return ahead[0] if near and tense != "past" else (behind[-1] if behind else None)


def _directed(t: Table, stamp: Stamp, behind: list[Value], ahead: list[Value]) -> Value | None:
    """The date a direction word picks."""
    if stamp.direction in ("last", "prev", "recent"):
        return behind[-1] if behind else None
    if stamp.direction in ("next", "after"):
        return ahead[0] if ahead else None
    return _dated(t.today.year, stamp.month, stamp.day) if t.today and stamp.month else None


def _resolve_relative(t: Table, stamp: Stamp) -> Value | None:
    direction = stamp.direction.removeprefix("month:")
    if t.today is None:
        return undated(direction, "")
    if direction in ("same", "prev", "after") and t.month:
        year, month = t.month
        year, month = values.months_from(dt.date(year, month, 1), {"same": 0, "prev": -1, "after": 1}[direction])
    else:
        year, month = values.months_from(t.today, {"last": -1, "next": 1, "after": 1, "prev": -1}.get(direction, 0))
    return _dated(year, month, stamp.day)


def _hijri_dated(year: int, month: int, day: int | None) -> Value | None:
    if day is None:
        return values.hijri_month(year, month)
    date = values.hijri_date(year, month, day)
    return values.day(date) if date else None


def _resolve_hijri(t: Table, stamp: Stamp, at: int) -> Value | None:
    month = stamp.month
    if month is None:
        return None
    if stamp.year is not None:
        return _hijri_dated(stamp.year, month, stamp.day)
    today = t.today
    if today is None:
        return undated(stamp.direction.removeprefix("year:"), t.tense(at))
    now = values.hijri_today(today)
    if now is None:
        return None
    direction = stamp.direction
    if direction.startswith("year:"):
        year = now[0] + {"last": -1, "prev": -1, "next": 1}.get(direction[5:], 0)
        return _hijri_dated(year, month, stamp.day)
    options = [v for y in (-1, 0, 1) if (v := _hijri_dated(now[0] + y, month, stamp.day))]
    behind = [v for v in options if v.last and v.last < today]
    ahead = [v for v in options if v.first and v.first > today]
    if direction in ("last", "prev"):
        return behind[-1] if behind else None
    if direction in ("next", "after"):
        return ahead[0] if ahead else None
    for v in options:
        if v.first and v.last and v.first <= today <= v.last:
            return v
    if behind and ahead and behind[-1].last and ahead[0].first:
        wait, since = (ahead[0].first - today).days, (today - behind[-1].last).days
        tense = t.tense(at)
        forward = tense == "future" or (tense != "past" and wait <= since)
        return ahead[0] if forward else behind[-1]
    return None


def month_period(t: Table, at: int) -> tuple[Value, int] | None:
    """A month by name or by reference (`هذا الشهر`, `شهر مايو`, `الشهر المقبل`), and the word after."""
    demo = t.bare(at, "demo") == "this"
    here = at + demo
    unit = t.sense(here).unit
    if unit and unit.unit == "M" and unit.number == "sg":
        if not t.sense(here).definite:
            return month_period(t, here + 1) if t.sense(here + 1).months else None
        direction = "this" if demo else t.bare(here + 1, "direction")
        if not direction or t.today is None:
            return None
        step = {"last": -1, "prev": -1, "next": 1, "after": 1}.get(direction, 0)
        value = values.month(*values.months_from(t.today, step))
        return (value, here + (1 if demo else 2)) if value else None
    stamp = stamp_at(t, at) if t.sense(at).months else None
    found = resolve(t, stamp, at) if stamp and stamp.day is None else None
    return (found, stamp.next) if stamp and found else None


# In figures


def figures(t: Table, at: int) -> tuple[dt.date | Value, int] | None:
    """A date in figures, `11/ 6 / 1436`, `2016-04-21`, `3/2015`, and the word after."""
    first = t.sense(at).number
    if first is None:
        return _dotted(t, at)
    mark = t.form(at + 1)
    second = t.sense(at + 2).number
    if mark not in _SLASHES or second is None:
        return None
    third = t.sense(at + 4).number if t.form(at + 3) == mark else None
    if third is not None:
        if len(t.form(at)) > 4 or len(t.form(at + 4)) > 4:
            return None
        date = _ordered(first, second, third)
        return (date, era(t, at + 5)[1]) if date else None
    return _short(t, at, first, second, mark)


def _dotted(t: Table, at: int) -> tuple[dt.date | Value, int] | None:
    parts = t.form(at).split(".")
    if len(parts) == 3 and all(part.isdecimal() and len(part) <= 4 for part in parts):
        date = _ordered(*(int(part) for part in parts))
        return (date, era(t, at + 1)[1]) if date else None
    if len(parts) == 2 and len(parts[0]) == 4 and all(part.isdecimal() for part in parts) and _asked(t, at):
        value = values.month(int(parts[0]), int(parts[1])) if len(parts[1]) <= 2 else None
        return (value, at + 1) if value else None
    return None


def _ordered(a: int, b: int, c: int) -> dt.date | None:
    """Day, month and year in the orders that are met: d/m/y, y/m/d, and m/d/y where nothing else fits."""
    if a >= 1000:
        year, month, day = a, b, c
    elif c >= 1000:
        year, month, day = c, b, a
    elif a > 31 or c <= 31 < 50 < a:
        year, month, day = 2000 + a, b, c
    elif a <= 31 and b <= 12 and 0 < c <= 99:
        year, month, day = 2000 + c, b, a
        if c > 31 and c >= 50:
            year -= 100
    else:
        return None
    if month > 12 >= day:
        month, day = day, month
    if year in HIJRI_YEARS:
        return values.hijri_date(year, month, day)
    return values.date_of(year, month, day) if 1500 < year < 2200 else None


def _asked(t: Table, at: int) -> bool:
    """Whether the words before ask for a date, so that two figures can be one."""
    before = t.sense(at - 1)
    return (
        (before.unit is not None and before.unit.unit in ("D", "M"))
        or bool(before.tags.get("weekday"))
        or t.form(at - 1) in ("بتاريخ", "تاريخ", "الموافق", "موافق")
    )


def _short(t: Table, at: int, first: int, second: int, mark: str) -> tuple[dt.date | Value, int] | None:
    """`3/2015`, `2015/3` after a word that asks for a date, `22/4` likewise."""
    if t.tag(at - 1, "numbered"):
        return None
    asked = _asked(t, at) or (t.form(at - 1) == "في" and mark == "/")
    year_and_month = mark == "/" and (first > 1900 or second > 1900) and second != (first + 1) % 100
    if not asked and not year_and_month:
        return None
    if first <= 12 and 1900 <= second <= 2100:
        value = values.month(second, first)
        return (value, at + 3) if value else None
    if 1900 <= first <= 2100 and second <= 12:
        value = values.month(first, second)
        return (value, at + 3) if value else None
    if t.today is None or mark != "/":
        return None
    day, month = (first, second) if second <= 12 else (second, first)
    found = resolve(t, Stamp("g", None, month, day, "", at + 3), at)
    return (found, at + 3) if found else None


# Years


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
    if first is None or second is None or t.form(at + 1) not in _SLASHES or len(t.form(at)) != 4:
        return None
    if len(t.form(at + 2)) == 2 and second == (first + 1) % 100:
        second += first - first % 100
    if not first < second <= first + 100 or t.form(at + 3) in _SLASHES:
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


def number_date(t: Table, at: int) -> tuple[Found, Stamp | None] | None:
    """A date that begins with a number: `5 مايو 2015`, `20-21 مارس`, `29 و30 نوفمبر`, `11/6/1436`."""
    written = figures(t, at)
    if written:
        value = written[0] if isinstance(written[0], Value) else values.day(written[0])
        return Found(at, written[1] - 1, value), None
    stamp = stamp_at(t, at)
    if stamp is None:
        return None
    found = resolve(t, stamp, at)
    return (Found(at, stamp.next - 1, found), stamp) if found else None


def day_range(t: Table, at: int) -> Found | None:
    """Two days of one month: `20-21 مارس`, `من السادس إلى 15 أغسطس`, `29 و 30 نوفمبر`."""
    first = day_number(t, at)
    if first is None:
        return None
    link = first[1]
    if t.form(link) not in DAY_LINKS and not (t.sense(link).joined and t.sense(link).numeral):
        return None
    second_at = link + (t.form(link) in DAY_LINKS)
    if t.form(second_at) == "ال":
        stamp = stamp_at(t, second_at)
    else:
        third = day_number(t, second_at)
        # `5 و6 و7 مايو`: the days between change nothing
        if third and t.form(third[1]) == "و" and stamp_at(t, second_at) is None:
            second_at = third[1] + 1
        stamp = stamp_at(t, second_at)
    if stamp is None or stamp.day is None or stamp.day <= first[0]:
        return None
    last = resolve(t, stamp, at)
    if last is None or last.first is None:
        return None
    begin = values.shifted(last.first, first[0] - stamp.day)
    return Found(at, stamp.next - 1, values.days(begin, last.first)) if begin else None


DAY_LINKS = frozenset(("-", "–", "—", "/", "و", "الي", "حتي", "لغايه", "وحتي", "والي", "او"))
