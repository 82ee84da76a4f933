"""Several units with ال: `الأيام القليلة المقبلة`, `الأشهر العشرة الماضية`, `اليومين الماضيين`, `السنوات الخمس`."""

from __future__ import annotations

from malaff.arabic.numbers import read_number
from malaff.reading.timex import amounts, dates, periods, values, years
from malaff.reading.timex.table import Found, Table
from malaff.reading.timex.values import Value


def several(t: Table, at: int) -> Found | None:
    """A plural or dual with ال and what turns it into a time: `الأيام القليلة المقبلة`, `السنوات الخمس`."""
    unit = t.sense(at).unit
    if unit is None:
        return None
    here, count, few = at + 1, None, False
    if unit.number == "du":
        count = 2
    number = read_number(t.forms, here + (t.form(here) == "ال"))
    if number and unit.number == "pl" and (number.definite or t.form(here) == "ال"):
        if number.ordinal and not (number.next == here + 1 and number.value == 2):
            return None
        count, here = number.value, number.next
    first = first_months(t, at, here, unit.unit, count) or _first_days(t, at, here, unit.unit, count)
    if first:
        return first
    if t.tag(here, "few"):
        few, here = True, here + 1
    direction = t.bare(here, "direction")
    if not direction and unit.number != "pl":
        return None
    return plural(t, at, here, unit.unit, count, direction, few)


def _first_days(t: Table, at: int, here: int, unit: str, count: int | None) -> Found | None:
    """`الأيام العشرة الأولى من رمضان`."""
    if unit != "D" or count is None or t.form(here) != "الاولي" or t.form(here + 1) not in ("من", "في"):
        return None
    month = dates.month_period(t, here + 2)
    last = values.shifted(month[0].first, count - 1) if month and month[0].first and count < 32 else None
    return Found(at, month[1] - 1, values.days(month[0].first, last)) if month and month[0].first and last else None


def plural(t: Table, at: int, here: int, unit: str, count: int | None, direction: str, few: bool) -> Found | None:
    if unit == "H" and (count is None or count % 24):
        return None
    last = here if direction else here - 1
    if t.tag(last + 1, "few"):
        few, last = True, last + 1
    if count is None:
        if not direction or unit == "-":
            return None
        return Found(at, last, _unnumbered(unit, direction, few))
    amount = amounts.Amount(count, unit, last, True, "own")
    days = count if unit == "D" else 0
    if days and t.today and direction in ("last", "next", "recent", "after"):
        return _run_of_days(t, at, last, days, direction)
    value = amounts.length(amount)
    return Found(at, last, value) if value else None


def first_months(t: Table, at: int, here: int, unit: str, count: int | None) -> Found | None:
    """`الأشهر الستة الأولى من العام`, `أول ستة أشهر من 2015`."""
    if unit != "M" or count is None or not 1 <= count <= 12:
        return None
    if t.form(here) == "الاولي":
        here += 1
    elif t.form(at) != "اول":
        return None
    if t.form(here) not in ("من", "في"):
        return None
    year = years.year_ref(t, here + 1)
    value = periods.part_of_year(t, year, 1, count) if year else None
    return Found(at, year.next - 1, value) if year and value else None


def _run_of_days(t: Table, at: int, last: int, days: int, direction: str) -> Found | None:
    """`اليومين الماضيين` are the two days before today."""
    ahead = direction in ("next", "after")
    first, end = (t.shift(1), t.shift(days)) if ahead else (t.shift(-days), t.shift(-1))
    if first is None or end is None or days > 400:
        return None
    return Found(at, last, values.days(first, end) if days > 1 else values.day(first))


def _unnumbered(unit: str, direction: str, few: bool) -> Value:
    if direction in ("next", "after"):
        return values.vague("FUTURE")
    if direction == "this":
        return values.vague("PRESENT")
    if direction == "recent" and not few and unit in ("D", "W", "M", "Y"):
        return values.duration(None, unit)
    return values.vague("PAST")


def numbered(t: Table, at: int) -> Found | None:
    """The number first, with ال: `الثلاث أشهر الماضية`, `الـ24 ساعة المقبلة`."""
    here = at
    if t.form(here) == "ال" and t.sense(here + 1).number is not None:
        here += 1
    elif not (t.sense(here).numeral and t.sense(here).definite):
        return None
    read = read_number(t.forms, here)
    if read is None or read.ordinal:
        return None
    unit = t.sense(read.next).unit
    first = first_months(t, at, read.next + 1, unit.unit, read.value) if unit else None
    if first:
        return first
    direction = t.bare(read.next + 1, "direction")
    if unit is None or not direction or unit.unit == "-":
        return None
    return plural(t, at, read.next + 1, unit.unit, read.value, direction, False)
