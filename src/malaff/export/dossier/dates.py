"""Which days a date of a dossier covers: a day, a month, a year, a week, a stretch of days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]")
_WEEK = re.compile(r"(\d{4})-W(\d{2})$")


class Days(NamedTuple):
    """First and last day, both inside."""

    first: date
    last: date


def covered(value: str | None) -> Days | None:
    """The days of `value`: `2025-01-09` (or an instant of it), `2025-01`, `2025`, `2025-W02` or `FIRST/LAST`.

    Returns:
        None where there is no value, or where it names no days.
    """
    if not value:
        return None
    if "/" in value:
        first, last = (covered(end) for end in value.split("/", 1))
        return Days(first.first, last.last) if first and last and first.first <= last.last else None
    instant = _INSTANT.match(value)
    try:
        if week := _WEEK.match(value):
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return Days(monday, monday + timedelta(days=6))
        if not (found := _DATE.match(instant[1] if instant else value)):
            return None
        year = int(found[1])
        month = int(found[2] or 0)
        if found[3]:
            day = date(year, month, int(found[3]))
            return Days(day, day)
        if found[2]:
            return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        return Days(date(year, 1, 1), date(year, 12, 31))
    except (ValueError, OverflowError):  # a 30 February, a month 13, the year 0
        return None
