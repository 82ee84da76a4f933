"""Values of time expressions: ISO days, months, years, weeks, intervals, clock times, durations, vague times.

Every maker returns a `Value` or None where the calendar has no such day; none raises.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

DAY = dt.timedelta(days=1)

# Published Umm al-Qura tables, the only ones a Hijri date can be converted by.
HIJRI_FIRST, HIJRI_LAST = 1343, 1500


class Value(NamedTuple):
    """A value as text, the days it covers, and its grain.

    `grain` is one of day, month, year, week, span, clock, duration, vague.
    """

    text: str
    first: dt.date | None
    last: dt.date | None
    grain: str


def vague(text: str) -> Value:
    """PAST, PRESENT or FUTURE."""
    return Value(text, None, None, "vague")


def duration(amount: int | None, unit: str) -> Value:
    """`P3D`; `PXD` where the amount is not said."""
    return Value(f"P{'X' if amount is None else amount}{unit}", None, None, "duration")


def day(date: dt.date) -> Value:
    """One day."""
    return Value(date.isoformat(), date, date, "day")


def date_of(year: int, month: int, number: int) -> dt.date | None:
    """The date, or None where there is no such day."""
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def month(year: int, number: int) -> Value | None:
    """One month of a Gregorian year."""
    if not (1 <= year <= 9998 and 1 <= number <= 12):
        return None
    first = dt.date(year, number, 1)
    return Value(f"{year:04d}-{number:02d}", first, month_after(first) - DAY, "month")


def month_after(first: dt.date) -> dt.date:
    """The first day of the next month."""
    return dt.date(first.year + first.month // 12, first.month % 12 + 1, 1)


def months_from(date: dt.date, count: int) -> tuple[int, int]:
    """Year and month `count` months after the month of `date`."""
    index = date.year * 12 + date.month - 1 + count
    return index // 12, index % 12 + 1


def year(number: int) -> Value | None:
    """One Gregorian year."""
    if not 1 <= number <= 9998:
        return None
    return Value(f"{number:04d}", dt.date(number, 1, 1), dt.date(number, 12, 31), "year")


def years(first: int, last: int) -> Value | None:
    """An interval of years: `1990/1999`."""
    one, two = year(first), year(last)
    return span(one, two) if one and two else None


def week(date: dt.date) -> Value | None:
    """The ISO week of `date`."""
    number = date.isocalendar()
    try:
        monday = dt.date.fromisocalendar(number.year, number.week, 1)
        return Value(f"{number.year:04d}-W{number.week:02d}", monday, monday + 6 * DAY, "week")
    except (ValueError, OverflowError):
        return None


def clock(date: dt.date | None, hour: int, minute: int) -> Value:
    """A clock time, on a day where one is known: `2018-05-08T14`, `T13:30`."""
    text = f"{date.isoformat() if date else ''}T{hour:02d}" + (f":{minute:02d}" if minute else "")
    return Value(text, date, date, "clock")


def span(first: Value, last: Value) -> Value | None:
    """The closed interval from one value to another, or None where they are not dates in order."""
    if first.first is None or first.last is None or last.last is None or last.first is None:
        return None
    if first.first > last.last or first.text == last.text or "/" in first.text or "/" in last.text:
        return None
    return Value(f"{first.text}/{last.text}", first.first, last.last, "span")


def days(first: dt.date, last: dt.date) -> Value:
    """The closed interval of two days."""
    return Value(f"{first.isoformat()}/{last.isoformat()}", first, last, "span")


def shifted(date: dt.date, count: int) -> dt.date | None:
    """`date` moved by `count` days, or None beyond the calendar."""
    try:
        return date + dt.timedelta(days=count)
    except OverflowError:
        return None


def hijri_date(year: int, month: int, number: int) -> dt.date | None:
    """A Hijri date by Umm al-Qura; None where the calendar has no such day."""
    if not (HIJRI_FIRST <= year <= HIJRI_LAST and 1 <= month <= 12 and 1 <= number <= 30):
        return None
    from hijridate import Hijri  # heavy and seldom needed: only the first Hijri date pays for it

    try:
        found = Hijri(year, month, number).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return dt.date(found.year, found.month, found.day)


def hijri_month(year: int, month: int) -> Value | None:
    """The days of a Hijri month."""
    first = hijri_date(year, month, 1)
    after = hijri_date(year + month // 12, month % 12 + 1, 1)
    return days(first, after - DAY) if first and after else None


def hijri_year(year: int) -> Value | None:
    """The days of a Hijri year."""
    first, after = hijri_date(year, 1, 1), hijri_date(year + 1, 1, 1)
    return days(first, after - DAY) if first and after else None


def hijri_today(date: dt.date) -> tuple[int, int, int] | None:
    """Year, month and day of `date` by Umm al-Qura."""
    from hijridate import Gregorian  # see hijri_date

    try:
        found = Gregorian(date.year, date.month, date.day).to_hijri()
    except (ValueError, OverflowError):
        return None
    return found.year, found.month, found.day
