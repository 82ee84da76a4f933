"""Values of last, this and next day, week, month, year, season, school year, decade and century."""

from __future__ import annotations

import datetime as dt

from malaff.reading.timex import values, years
from malaff.reading.timex.table import Table
from malaff.reading.timex.values import Value

STEP = {"last": -1, "prev": -1, "next": 1, "after": 1, "this": 0, "same": 0}


def period(t: Table, unit: str, direction: str) -> Value | None:
    """Last, this or next month, week, year, season, decade or century."""
    today = t.today
    if direction == "recent":
        direction = "last"
    if today is None:
        return None if unit == "-" or direction in ("same", "prev", "after") else years.undated(direction, "")
    step = STEP.get(direction, 0)
    if unit == "Y":
        number = years.year_value(t, direction)
        return values.year(number) if number else None
    if unit == "M":
        return _month_period(t, direction, step)
    if unit == "W":
        return _week(t, step)
    if unit == "D":
        return _day_period(t, direction, step)
    if unit == "S":
        return _season_of_play(today, step)
    if unit in ("C", "G"):
        size = 10 if unit == "C" else 100
        first = today.year - (today.year - (unit == "G")) % size + step * size
        return values.years(first, first + size - 1)
    return None


def _month_period(t: Table, direction: str, step: int) -> Value | None:
    if t.today is None:
        return None
    origin = t.today
    if direction in ("prev", "after", "same") and t.month:
        origin = dt.date(t.month[0], t.month[1], 1)
    return values.month(*values.months_from(origin, step))


def _week(t: Table, step: int) -> Value | None:
    """The ISO week; on a Sunday the week of the Arab calendar, which has just begun where the ISO week ends."""
    today = t.today
    if today is None:
        return None
    if today.weekday() == 6 and step:
        first = values.shifted(today, 7 * step)
        last = values.shifted(today, 7 * step + 6)
        return values.days(first, last) if first and last else None
    date = values.shifted(today, 7 * step)
    return values.week(date) if date else None


def _day_period(t: Table, direction: str, step: int) -> Value | None:
    if direction in ("same", "that", "prev", "after"):
        origin = t.past_day or t.day
        date = values.shifted(origin, step) if origin else None
    else:
        date = t.shift(step)
    return values.day(date) if date else None


def _season_of_play(today: dt.date, step: int) -> Value | None:
    """Seasons of sport run from summer to summer; in summer the last one is over and the next not begun."""
    if step < 0:
        first = today.year - (1 if today.month >= 6 else 2)
    elif step > 0:
        first = today.year + (today.month >= 9)
    else:
        first = today.year - (today.month < 7)
    return values.years(first, first + 1)


def school(t: Table, direction: str) -> Value | None:
    """`السنة الدراسية الحالية`: from September to summer; with no direction word the coming one once summer is here."""
    today = t.today
    if today is None:
        return years.undated(direction, "")
    first = today.year - (today.month < 8) + STEP.get(direction, 0)
    if today.month == 8 and direction == "next":
        first -= 1
    if not direction and 6 <= today.month < 8:
        first += 1
    return values.years(first, first + 1)


def second_on(t: Table, unit: str, turn: int) -> Value | None:
    """`الأسبوع بعد القادم`, `العام قبل الماضي`."""
    if t.today is None:
        return values.vague("FUTURE" if turn > 0 else "PAST")
    if unit == "W":
        date = t.shift(7 * turn)
        return values.week(date) if date else None
    if unit == "M":
        return values.month(*values.months_from(t.today, turn))
    return values.year(t.today.year + turn) if unit == "Y" else None


def months_span(year: int, month: int, size: int) -> Value:
    """The days of `size` months from a month on."""
    first = dt.date(year, month, 1)
    after = dt.date(*values.months_from(first, size), 1)
    return values.days(first, after - values.DAY)


def part_of_year(t: Table, year: years.Year, number: int, size: int) -> Value | None:
    count = year.number if year.number is not None else years.year_value(t, year.direction)
    if count is None:
        return years.undated(year.direction, "")
    return months_span(count, (number - 1) * size + 1, size) if 1 <= count <= 9990 and not year.hijri else None
