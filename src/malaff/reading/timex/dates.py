"""Dates in words: a day of a month, a month, Gregorian and Hijri, and what they mean where the year is not said."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from malaff.arabic.numbers import read_number
from malaff.lexicon import rows
from malaff.reading.timex import figures, values, years
from malaff.reading.timex.senses import Month
from malaff.reading.timex.table import Found, Table
from malaff.reading.timex.values import Value

_FROM_YEAR = 60  # days ahead a date with no year may lie when nothing speaks of the future


class Stamp(NamedTuple):
    """A date as written: what it says of year, month and day, and a direction word in place of the year."""

    calendar: str
    year: int | None
    month: int | None
    day: int | None
    direction: str
    next: int


def month_at(t: Table, at: int) -> tuple[Month, int] | None:
    """The month at a word with its second name (`يوليو (تموز)`, `أيار/مايو`, `مارس آذار`), and the word after."""
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
    skip = 1 if mark in years.SLASHES else 0
    second = _month(t, after + skip)
    if second and second.number == month.number and second.calendar == month.calendar:
        return month, after + skip + 1 + len(second.rest)
    return month, after


def _month(t: Table, at: int) -> Month | None:
    for month in t.sense(at).months:
        if all(t.form(at + k) == word for k, word in enumerate(month.rest, 1)):
            # أب is a father, إب a town, آب a month
            return None if t.sense(at).base == "اب" and ("أ" in t.raw[at] or "إ" in t.raw[at]) else month
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


def _year_tail(t: Table, at: int, calendar: str) -> tuple[int | None, str, str, int]:
    """What follows a month: (year, direction, calendar, word after)."""
    direction = t.bare(at, "direction")
    if direction:
        # `الماضي` may itself be followed by the year it means: `يوليو الماضي 2015`
        return None, direction, calendar, at + 1
    here = at
    if t.form(here) in ("من", "في", ",", "،", ".") or t.form(here) in years.SLASHES:
        here += 1
    unit = t.sense(here).unit
    named = bool(t.bare(here, "demo")) or (unit is not None and unit.unit == "Y")
    year = years.year_ref(t, here)
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
    if t.form(at) == "من" or t.form(at) in years.SLASHES or (t.form(at) == "." and t.sense(at + 1).months):
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
    return day if closed and years.year_number(t, day[1] + (t.form(day[1]) in (",", "،", "من"))) else None


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
        year = years.year_value(t, stamp.direction[5:])
        return _dated(year, stamp.month, stamp.day) if year else years.undated(stamp.direction[5:], "")
    if t.today is None:
        return years.undated(stamp.direction, t.tense(at))
    if stamp.day is not None and not stamp.direction and (stamp.month, stamp.day) in t.full:
        return _dated(t.full[stamp.month, stamp.day], stamp.month, stamp.day)
    if stamp.day is not None and not stamp.direction and t.tag(at - 1, "history"):
        year = _HISTORY.get((stamp.month, stamp.day))
        if year:
            return _dated(year, stamp.month, stamp.day)
    return _nearest(t, stamp, at)


_HISTORY = {(int(row["month"]), int(row["day"])): int(row["year"]) for row in rows("time_history.tsv")}


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
    wait = (ahead[0].first - today).days if ahead and ahead[0].first else 999
    since = (today - behind[-1].last).days if behind and behind[-1].last else 999
    return (ahead or behind)[0] if _ahead(stamp.day, t.tense(at), wait, since) else (behind[-1] if behind else None)


def _ahead(day: int | None, tense: str, wait: int, since: int) -> bool:
    """Whether a date with no year lies ahead, `wait` days, or behind, `since` days.

    The day of a month close by needs no year and overrules the tense; a month alone goes by the tense, and where
    nothing speaks of it by nearness.
    """
    if day is not None and wait <= min(_FROM_YEAR, since):
        return True
    if day is not None and since <= _FROM_YEAR // 2 and wait > 300:
        return False
    if tense == "future":
        return wait < 999
    return tense != "past" and wait < since // 2


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
        return years.undated(direction, "")
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
        return years.undated(stamp.direction.removeprefix("year:"), t.tense(at))
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
        return ahead[0] if _ahead(stamp.day, t.tense(at), wait, since) else behind[-1]
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


DAY_LINKS = frozenset(("-", "–", "—", "/", "ـ", "و", "الي", "حتي", "لغايه", "وحتي", "والي", "او"))


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
    written = figures.figures(t, second_at) if stamp is None else None
    if written and isinstance(written[0], dt.date):
        number = t.sense(second_at).number
        begin = values.shifted(written[0], first[0] - number) if number and first[0] < number <= 31 else None
        return Found(at, written[1] - 1, values.days(begin, written[0])) if begin else None
    if stamp is None or stamp.day is None or stamp.day <= first[0]:
        return None
    last = resolve(t, stamp, at)
    if last is None or last.first is None:
        return None
    begin = values.shifted(last.first, first[0] - stamp.day)
    return Found(at, stamp.next - 1, values.days(begin, last.first)) if begin else None
