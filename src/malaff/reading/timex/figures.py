"""Dates in figures: `11/ 6 / 1436`, `2016-04-21`, `3/2015`, and dates that begin with a number."""

from __future__ import annotations

import datetime as dt

from malaff.reading.timex import dates, values, years
from malaff.reading.timex.table import Found, Table
from malaff.reading.timex.values import Value


def number_date(t: Table, at: int) -> tuple[Found, dates.Stamp | None] | None:
    """A date that begins with a number: `5 مايو 2015`, `20-21 مارس`, `29 و30 نوفمبر`, `11/6/1436`."""
    written = figures(t, at)
    if written:
        value = written[0] if isinstance(written[0], Value) else values.day(written[0])
        return Found(at, written[1] - 1, value), None
    stamp = dates.stamp_at(t, at)
    if stamp is None:
        return None
    found = dates.resolve(t, stamp, at)
    return (Found(at, stamp.next - 1, found), stamp) if found else None


def figures(t: Table, at: int) -> tuple[dt.date | Value, int] | None:
    """A date in figures, `11/ 6 / 1436`, `2016-04-21`, `3/2015`, and the word after."""
    first = t.sense(at).number
    if first is None:
        return _dotted(t, at)
    mark = t.form(at + 1)
    second = t.sense(at + 2).number
    if mark not in years.SLASHES or second is None:
        return None
    third = t.sense(at + 4).number if t.form(at + 3) == mark else None
    if third is not None:
        if len(t.form(at)) > 4 or len(t.form(at + 4)) > 4:
            return None
        date = _ordered(first, second, third)
        return (date, years.era(t, at + 5)[1]) if date else None
    return _short(t, at, first, second, mark)


def _dotted(t: Table, at: int) -> tuple[dt.date | Value, int] | None:
    parts = t.form(at).split(".")
    if len(parts) == 3 and all(part.isdecimal() and len(part) <= 4 for part in parts):
        date = _ordered(*(int(part) for part in parts))
        return (date, years.era(t, at + 1)[1]) if date else None
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
    if year in years.HIJRI_YEARS:
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
    found = dates.resolve(t, dates.Stamp("g", None, month, day, "", at + 3), at)
    return (found, at + 3) if found else None
