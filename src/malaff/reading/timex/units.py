"""One unit of time by name: `العام الماضي`, `هذا الأسبوع`, `عام 2015`, `القرن العشرين`, `الشهر الذي سبقه`."""

from __future__ import annotations

from malaff.arabic.numbers import read_number
from malaff.reading.timex import parts, periods, plurals, values, years
from malaff.reading.timex.table import Found, Table


def definite(t: Table, at: int) -> Found | None:
    """A unit with ال and what turns it into a time: `العام الماضي`, `الأيام القليلة المقبلة`, `السنوات الخمس`."""
    unit = t.sense(at).unit
    if unit is None or not t.sense(at).definite or unit.guard == "never":
        return None
    return single(t, at) if unit.number == "sg" else plurals.several(t, at)


_SCHOOL = frozenset(("الدراسي", "الدراسيه", "الجامعي", "الجامعيه", "التعليمي"))


def school_year(t: Table, at: int) -> bool:
    """Whether the year before a word is one of school."""
    return t.form(at) in _SCHOOL


_PLAIN = frozenset(("المالي", "الماليه", "الميلادي", "الميلاديه", "التقويمي"))


def single(t: Table, at: int, demo: str = "") -> Found | None:
    """One unit with ال: `العام الماضي`, `الأسبوع الحالي`, `العام 2020`, `القرن الحادي والعشرين`, `الشهر الذي سبقه`."""
    unit = t.sense(at).unit
    if unit is None or unit.number != "sg":
        return None
    kind, here = unit.unit, at + 1
    if kind == "Y":
        year = years.year_number(t, here)
        if year:
            return _numbered_year(t, at, here)
    schooling = kind == "Y" and t.form(here) in _SCHOOL
    if schooling or (kind == "Y" and t.form(here) in _PLAIN):
        here += 1
        year_after = _numbered_year(t, at, here) if years.year_number(t, here) else None
        if year_after:
            return year_after
    if kind == "G":
        century = _century(t, at)
        if century:
            return century
    direction = t.bare(here, "direction")
    if t.form(here) == "الذي" and t.form(here + 1) in ("سبقه", "سبقها", "قبله", "قبلها"):
        value = periods.period(t, kind, "prev")
        return Found(at, here + 1, value, topic=False) if value else None
    if not direction and t.form(here) in ("بعد", "قبل"):
        turn = {"next": 2, "after": 2, "last": -2}.get(t.bare(here + 1, "direction"), 0)
        value = periods.second_on(t, kind, turn) if turn else None
        return Found(at, here + 1, value) if value else None
    if not direction and not demo:
        return None
    if kind == "S" and direction == "recent":
        return None
    if kind == "C" and direction and (direction not in ("last", "next") or not t.tag(at - 1, "calls_year")):
        return None  # a contract
    last = here if direction else here - 1
    run = years.year_range(t, here + 1) if kind == "Y" and direction else None
    if run:
        return Found(at, run[1] - 1, run[0])
    named = years.year_number(t, here + 1) if kind == "Y" and direction else None
    if named and (named.hijri or named.number == years.year_value(t, direction)):
        value = years.year_found(named, t)  # العام المقبل 1437
        return Found(at, named.next - 1, value) if value else None
    value = periods.school(t, direction or demo) if schooling else periods.period(t, kind, direction or demo)
    return Found(at, last, value, topic=direction not in ("prev", "same", "after")) if value else None


def _numbered_year(t: Table, at: int, here: int) -> Found | None:
    both = years.year_range(t, here)
    if both:
        return Found(at, both[1] - 1, both[0])
    year = years.year_number(t, here)
    value = years.year_found(year, t) if year else None
    if year is None or value is None:
        return None
    return Found(at, year.next - 1, value)


def indefinite_year(t: Table, at: int) -> Found | None:
    """`عام 2015`, `سنة 1960`, `عام ألفين وسبعة`, `عام 1436هـ`, `عامي 2013 و2014`."""
    sense = t.sense(at)
    if sense.base == "عامي" or sense.base == "سنتي":
        return _two_years(t, at)
    unit = sense.unit
    if unit is None or unit.unit not in ("Y", "S") or unit.number != "sg" or sense.definite:
        return None
    if unit.unit == "S" and not years.year_range(t, at + 1) and t.sense(at + 1).number not in range(1900, 2100):
        return None
    if t.sense(at + 1).number is None and not t.sense(at + 1).numeral:
        return None
    return _numbered_year(t, at, at + 1)


def _two_years(t: Table, at: int) -> Found | None:
    first = t.sense(at + 1).number
    second = t.sense(at + 3).number if t.form(at + 2) in ("و", "-", "الي") else None
    if first is None or second is None:
        return None
    value = values.years(first, second) if 1000 <= first < second <= 2999 else None
    return Found(at, at + 3, value) if value else None


def _century(t: Table, at: int) -> Found | None:
    """`القرن الحادي والعشرين`, `القرن 19`, `القرن العشرين`."""
    read = read_number(t.forms, at + 1)
    if read is None or not 1 <= read.value <= 40 or not (read.definite or t.sense(at + 1).number):
        return None
    value = values.years(read.value * 100 - 99, read.value * 100)
    return Found(at, read.next - 1, value) if value else None


def demonstrative(t: Table, at: int) -> Found | None:
    """`هذا العام`, `هذه السنة`, `ذلك اليوم`, `نفس الشهر`."""
    kind = t.tag(at, "demo")
    if not kind:
        return None
    here = at + 1
    sense = t.sense(here)
    if not sense.definite or sense.cut:
        return None
    if kind == "that" and sense.tags.get("daypart"):
        return Found(at, here, values.day(t.past_day), topic=False) if t.past_day else None
    if sense.tags.get("season") and kind == "this":
        value = parts._season(t, int(sense.tags["season"]), "this", None)
        return Found(at, here, value) if value else None
    unit = sense.unit
    if unit is None or unit.number != "sg" or unit.unit in ("-", "H"):
        return None
    if unit.unit == "D" and kind == "this":
        return Found(at, here, values.day(t.today)) if t.today else None
    if kind == "that" and ((unit.unit == "D" and not t.day) or (unit.unit != "D" and not t.month)):
        return None
    found = single(t, here, "this" if kind == "this" else "same")
    return Found(at, found.last, found.value) if found else None
