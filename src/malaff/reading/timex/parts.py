"""Parts of a year and of a century: quarters, halves, weeks of a month, seasons, decades."""

from __future__ import annotations

import datetime as dt

from malaff.arabic.numbers import read_number
from malaff.reading.timex import amounts, dates, periods, plurals, units, values, years
from malaff.reading.timex.table import Found, Table
from malaff.reading.timex.values import Value


def same_period(t: Table, at: int) -> Found | None:
    """`الفترة نفسها من العام الماضي`, `نفس الفترة من عام 2014`: as exact as the year or month that follows."""
    here = at + (t.form(at) in ("نفس", "ذات"))
    unit = t.sense(here).unit
    quarter = t.tag(here, "fraction") == "4"
    if not t.sense(here).definite or not (quarter or (unit and unit.unit in ("-", "M") and unit.number == "sg")):
        return None
    if here == at:
        here += 1
        if t.bare(here, "direction") != "same" and t.form(here) not in ("المقابله", "المماثله", "المقابل", "المماثل"):
            return None
    after = here + 1 + (t.form(here + 1) in ("من", "في", "خلال"))
    named = t.sense(after).unit
    if after == here + 1 and not (named and named.unit == "Y"):
        return None
    year = years.year_ref(t, after)
    if year and year.direction == "prev":
        year = year._replace(direction="last")  # the year before this one, whatever year was named last
    value = years.year_found(year, t) if year else None
    if year is None or value is None:
        return None
    if unit and unit.unit == "M" and t.month and value.first and value.grain == "year":
        value = values.month(value.first.year, t.month[1]) or value
    if quarter and t.span and t.span.first and value.first and value.grain == "year":
        value = periods.months_span(value.first.year, t.span.first.month, 3)
    return Found(at, year.next - 1, value, topic=False)


def part_of(t: Table, at: int) -> Found | None:
    """`الأسبوع الثاني من أبريل الماضي`, `أول أسبوع من الشهر`: a part of a unit takes the unit."""
    here = at
    if t.form(here) in ("اول", "اخر"):
        here += 1
        amount = amounts.amount_at(t, here) if t.form(at) == "اول" else None
        if amount and amount.said:
            months = plurals.first_months(t, at, amount.last + 1, amount.unit, amount.number)
            if months:
                return months
    unit = t.sense(here).unit
    if unit is None or unit.unit != "W" or unit.number != "sg" or t.sense(here).definite is (here > at):
        return None
    here += 1
    if here - at == 1:
        read = read_number(t.forms, here)
        if t.bare(here, "direction") != "recent" and (read is None or not read.ordinal or read.next != here + 1):
            return None
        here += 1
    if t.form(here) not in ("من", "في"):
        return None
    here += 1
    month = here + (t.sense(here).base == "شهر")
    stamp = dates.stamp_at(t, month) if t.sense(month).months else None
    if stamp:
        value = dates.resolve(t, stamp, at)
        return Found(at, stamp.next - 1, value) if value else None
    year = years.year_ref(t, here)
    if year:
        value = years.year_found(year, t)
        return Found(at, year.next - 1, value) if value else None
    inner = units.demonstrative(t, here) or units.single(t, here)
    return Found(at, inner.last, inner.value) if inner else None


def fraction(t: Table, at: int) -> Found | None:
    """`الربع الثالث من العام`, `النصف الأول من 2015`, `الربع الماضي`; of a month, the month."""
    parts = t.tag(at, "fraction")
    if not parts or not t.sense(at).definite:
        return None
    size = 12 // int(parts)
    direction = t.bare(at + 1, "direction")
    if direction and parts == "4" and direction != "recent":
        value = _quarter_near(t, direction)
        return Found(at, at + 1, value) if value else None
    read = read_number(t.forms, at + 1)
    number = int(parts) if direction == "recent" else read.value if read and read.ordinal else 0
    if not 1 <= number <= int(parts):
        return None
    here = at + 2
    here += t.form(here) in ("من", "ل", "في")
    year = years.year_ref(t, here)
    if year:
        value = periods.part_of_year(t, year, number, size)
        return Found(at, year.next - 1, value) if value else None
    stamp = dates.month_at(t, here + (t.sense(here).base == "شهر"))
    if stamp and t.form(here - 1) == "من":
        inner = dates.stamp_at(t, here + (t.sense(here).base == "شهر"))
        value = dates.resolve(t, inner, at) if inner else None
        return Found(at, inner.next - 1, value) if inner and value else None
    if parts != "4" or t.today is None or t.form(here) == "علي" or not _of_business(t, at):
        return None
    first = t.today.year - (t.today.month <= (number - 1) * size)
    return Found(at, at + 1, periods.months_span(first, (number - 1) * size + 1, size))


def _of_business(t: Table, at: int) -> bool:
    """Whether money and shares are spoken of around a word: a quarter alone is else one of a match."""
    return any(t.tag(i, "money") for i in range(max(at - 15, 0), min(at + 15, t.length)))


def _quarter_near(t: Table, direction: str) -> Value | None:
    if t.today is None:
        return years.undated(direction, "")
    origin = t.today
    if direction in ("prev", "after") and t.span and t.span.first:
        origin = t.span.first
    step = periods.STEP.get(direction, 0)
    year, month = values.months_from(dt.date(origin.year, (origin.month - 1) // 3 * 3 + 1, 1), 3 * step)
    return periods.months_span(year, month, 3)


def season(t: Table, at: int) -> Found | None:
    """`الصيف الماضي`, `صيف 2016`, `خلال الصيف`."""
    month = t.tag(at, "season")
    if not month:
        return None
    here = at + 1
    direction = t.bare(here, "direction")
    if direction and t.sense(at).definite:
        value = _season(t, int(month), direction, None)
        return Found(at, here, value) if value else None
    year = years.year_ref(t, here + (t.form(here) == "من"))
    if year and (year.number or t.form(year.next - 1) != t.form(here)):
        value = _season(t, int(month), "", year)
        return Found(at, year.next - 1, value) if value else None
    if t.sense(at).definite and t.tag(at - 1, "calls_length") and t.form(here) != "العربي":
        value = _season(t, int(month), "this", None)
        return Found(at, at, value) if value else None
    return None


def _season(t: Table, month: int, direction: str, year: years.Year | None) -> Value | None:
    """Three months; winter begins in December of the year before the one it is named by."""
    today = t.today
    if year is not None:
        count = year.number if year.number is not None else years.year_value(t, year.direction)
    elif today is None:
        return years.undated(direction, "")
    else:
        count = today.year
        over, begun = month + 2 < today.month, month <= today.month
        if month == 12:
            over, begun = today.month > 2, today.month in (12, 1, 2)
            count += today.month == 12
        if direction in ("last", "prev", "recent"):
            count -= not over
        elif direction in ("next", "after"):
            count += begun or over
    if count is None or not 2 <= count <= 9990:
        return None
    first = values.month(count - (month == 12), month)
    last = values.month(count, (month + 1) % 12 + 1)
    return values.span(first, last) if first and last else None


def decade(t: Table, at: int) -> Found | None:
    """`الثمانينات`, `سبعينيات القرن الماضي`; not somebody's age."""
    tens = t.tag(at, "decade")
    if not tens:
        return None
    here, century = at + 1, 1900 if int(tens) >= 30 or (t.today and t.today.year < 2030) else 2000
    here += t.form(here) == "من"
    if t.form(here).startswith(("عمر", "العمر")) or any(t.tag(i, "age") for i in range(max(at - 3, 0), at)):
        return None
    last = at
    unit = t.sense(here).unit
    if unit and unit.unit == "G":
        found = units.single(t, here)
        if found and found.value.first:
            century, last = found.value.first.year // 100 * 100, found.last
    elif not t.sense(at).definite and t.form(at - 1) not in ("في", "منذ"):
        return None
    value = values.years(century + int(tens), century + int(tens) + 9)
    return Found(at, last, value) if value else None
