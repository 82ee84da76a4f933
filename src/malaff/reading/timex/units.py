"""Units of time: `العام الماضي`, `قبل أسبوع`, `ثلاثة أيام`, `الربع الثالث من 2015`, seasons, decades."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from malaff.arabic.numbers import read_number
from malaff.reading.timex import dates, values
from malaff.reading.timex.table import Found, Table
from malaff.reading.timex.values import Value

_SCALE = {"S": ("Y", 1), "C": ("Y", 10), "G": ("Y", 100)}
_COMMAS = frozenset((",", "،"))
_STEP = {"last": -1, "prev": -1, "next": 1, "after": 1, "this": 0, "same": 0}


class Amount(NamedTuple):
    """A quantity of a unit: `number` None where it is not said, `said` whether a number or a dual says it."""

    number: int | None
    unit: str
    last: int
    said: bool
    guard: str


def amount_at(t: Table, at: int) -> Amount | None:
    """A quantity of time at a word: `ثلاثة أيام`, `نحو أسبوعين`, `عامين ونصف`, `بضع سنوات`, `نصف قرن`, `سنوات`."""
    at = _past_approx(t, at)
    if t.form(at) == "ال" and t.sense(at + 1).number is not None:
        at += 1
    sense = t.sense(at)
    if sense.tags.get("vague"):
        here = at + 1 + (t.form(at + 1) == "من")
        unit = t.sense(here).unit
        return _many(t, Amount(None, unit.unit, here, False, unit.guard)) if unit and unit.number == "pl" else None
    if sense.tags.get("half"):
        return _half_of(t, at)
    unit = sense.unit
    if unit and not sense.definite:
        count = {"sg": 1, "du": 2}.get(unit.number)
        if unit.number == "cs":
            return None
        if unit.number == "sg" and t.form(at + 1) in ("واحد", "واحده"):
            return Amount(1, unit.unit, at + 1, True, unit.guard)
        if count is None:
            return _many(t, Amount(None, unit.unit, at, False, unit.guard))
        return _with_half(t, Amount(count, unit.unit, at, unit.number == "du", unit.guard))
    if sense.number is not None:
        count, after = sense.number, at + 1
    elif sense.numeral:
        read = read_number(t.forms, at)
        if read is None or read.ordinal:
            return None
        count, after = read.value, read.next
    else:
        return None
    unit = t.sense(after).unit
    if unit is None or t.sense(after).cut or count < 1:
        return None
    if unit.unit == "D" and unit.number == "sg" and (t.tag(after + 1, "weekday") or t.tag(after + 1, "deictic")):
        return None  # 2 - 2 يوم الاثنين
    if unit.unit == "Y" and unit.number == "sg" and t.sense(after + 1).number is not None:
        return None  # 3-1 عام 2003
    return _with_half(t, Amount(count, unit.unit, after, True, unit.guard))


def _many(t: Table, amount: Amount) -> Amount:
    """Takes in `عديدة`, `طويلة` after an amount not said."""
    return amount._replace(last=amount.last + 1) if t.tag(amount.last + 1, "many") else amount


def _past_approx(t: Table, at: int) -> int:
    """The word after `نحو`, `أكثر من`, `ما يقارب`."""
    kind = t.tag(at, "approx")
    if kind == "1":
        return at + 1 + (t.form(at + 1) == "ال" and t.sense(at + 2).number is not None)
    if kind == "2":
        return at + 2 if t.form(at + 1) == "من" else at
    if kind == "3" and t.form(at + 1) in ("يقارب", "يقرب", "يزيد", "يربو"):
        return at + 2 + (t.form(at + 2) in ("من", "علي", "عن"))
    return at


def _half_of(t: Table, at: int) -> Amount | None:
    """`نصف قرن` is 50 years, `نصف عام` 6 months."""
    unit = t.sense(at + 1).unit
    if unit is None or unit.number != "sg" or t.sense(at + 1).definite or t.sense(at + 1).cut:
        return None
    half = {"G": (50, "Y"), "C": (5, "Y"), "Y": (6, "M"), "M": (15, "D")}.get(unit.unit)
    return Amount(half[0], half[1], at + 1, True, "own") if half else None


def _with_half(t: Table, amount: Amount) -> Amount:
    """Takes in `ونصف`, `ونصف العام` after a number of years."""
    if t.form(amount.last + 1) not in ("ونصف", "والنصف") or amount.number is None:
        return amount
    last = amount.last + 1
    unit = t.sense(last + 1).unit
    last += bool(unit and unit.unit == amount.unit and t.sense(last + 1).definite)
    if amount.unit == "Y":
        return Amount(amount.number * 12 + 6, "M", last, True, amount.guard)
    return amount._replace(last=last)


def length(amount: Amount) -> Value | None:
    """The duration of an amount; None under a day."""
    count, unit = amount.number, amount.unit
    if unit == "H":
        if count is None or count < 24 or count % 24:
            return None
        return values.duration(count // 24, "D")
    if unit == "-":
        return None
    scale = _SCALE.get(unit)
    if scale:
        unit, count = scale[0], None if count is None else count * scale[1]
    return values.duration(count, unit) if count is None or count < 10_000_000 else None


def moved(t: Table, amount: Amount, sign: int, at: int) -> Value | None:
    """The time some amount before or after today, as fine as its unit: a week or day gives a day, a month a month."""
    if t.today is None or amount.number is None:
        return values.vague("PAST" if sign < 0 else "FUTURE")
    count, unit = amount.number * sign, amount.unit
    scale = _SCALE.get(unit)
    if scale:
        unit, count = scale[0], count * scale[1]
    if abs(count) > 100_000:
        return None
    if unit == "H":
        found = length(amount)
        date = t.shift(count // 24) if found else None
        return values.day(date) if date else None
    if unit in ("D", "W"):
        date = t.shift(count * (7 if unit == "W" else 1))
        return values.day(date) if date else None
    if unit == "M":
        return values.month(*values.months_from(t.today, count))
    if t.month and t.near(t.month_at, at) and abs(count) == 1:
        return values.month(t.month[0] + count, t.month[1])  # a month is held against the same one a year before
    return values.year(t.today.year + count)


def preposition(t: Table, at: int) -> Found | None:
    """`منذ ثلاثين شهرا`, `قبل أسبوع`, `بعد سبعة أشهر`, `بعد عامين من`."""
    kind = t.tag(at, "prep")
    if not kind:
        return None
    amount = amount_at(t, at + 1)
    if amount is None or t.sense(at + 1).cut or amount.unit == "-" or amount.guard == "never":
        return None
    after = t.sense(amount.last + 1)
    if not amount.said and (after.number is not None or after.months or after.tags.get("weekday") or after.tags.get("deictic")):
        return None  # منذ شهر يوليو, قبل يوم الجمعة
    if not amount.said and t.sense(at - 1).unit and t.sense(at - 1).unit.unit == amount.unit:  # type: ignore[union-attr]
        return None  # عاما بعد عام
    if amount.unit == "Y" and not amount.said and (after.number is not None or dates.year_number(t, amount.last + 1)):
        return None  # منذ عام 2015
    if not amount.said and t.has_article(amount.last + 1) and not after.tags.get("direction"):
        return None  # بعد سنوات الحرب
    here = amount.last + 1
    link = here + (t.form(here) == "فقط")
    if kind == "since":
        value = length(amount)
        return Found(at, amount.last, value) if value else None
    if t.form(link) == "من" and t.form(link + 1) == "الان":
        value = moved(t, amount, -1 if kind == "before" else 1, at)
        return Found(at, link + 1, value) if value else None
    last = amount.last + 2 * (t.form(link) == "من" and t.form(link + 1) in ("الزمن", "الزمان"))
    if last == amount.last and t.form(link) in ("من", "علي", "عن"):
        value = length(amount)
        return Found(at, amount.last, value) if value else None
    if kind == "before":
        value = moved(t, amount, -1, at) if amount.unit != "H" or length(amount) else None
        return Found(at, last, value) if value else None
    if amount.number is None:
        value = values.vague("FUTURE") if t.tense(at) == "future" else length(amount)
    elif t.tense(at) == "future":
        value = moved(t, amount, 1, at)
    else:
        value = length(amount)  # in a tale of the past: the time between two events
    return Found(at, amount.last, value) if value else None


def quantity(t: Table, at: int) -> Found | None:
    """A duration: `ثلاثة أيام`, `عامين`, `48 ساعة`, and with something that calls for it `شهر`, `سنوات`."""
    amount = amount_at(t, at)
    if amount is None or amount.unit == "-" or amount.guard == "never":
        return None
    if not amount.said and not _called(t, at, amount):
        return None
    if amount.guard == "bound" and not _governed(t, at):
        return None
    if t.sense(at).joined and t.sense(at).numeral and t.sense(at - 1).numeral:
        return None  # the tail of a number that is no amount: ابن الحادية والأربعين عاما
    twin = t.sense(at - 2).unit
    if not amount.said and twin and twin.unit == amount.unit and t.tag(at - 1, "prep"):
        return None  # عاما بعد عام
    if _age(t, at, amount) or t.form(at - 1) == "كل":
        return None
    direction = t.bare(amount.last + 1, "direction")
    if amount.said and direction in ("last", "next"):
        return _plural(t, at, amount.last + 1, amount.unit, amount.number, direction, False)
    value = length(amount)
    if value is None:
        return None
    return Found(at, amount.last, value)


def _governed(t: Table, at: int) -> bool:
    """Whether a word that asks for a length of time stands before: `خلال`, `لمدة`, `على مدى`, ل."""
    return bool(t.tag(at - 1, "calls_length")) or t.sense(at).clitic == "ل" or bool(t.tag(at, "approx"))


def _called(t: Table, at: int, amount: Amount) -> bool:
    """Whether a unit with no number is a length of time here."""
    after = t.sense(amount.last + 1)
    if amount.number is None:
        if t.tag(amount.last, "many") or t.tag(at, "vague"):
            return True
        if t.has_article(amount.last + 1) and not after.tags.get("direction"):
            return False
        return _governed(t, at)
    if after.tags.get("whole"):
        return True
    if after.months or after.number is not None or after.tags.get("weekday") or after.tags.get("deictic"):
        return False
    if t.has_article(amount.last + 1):
        return False
    return bool(t.tag(at, "approx")) or (bool(t.tag(at - 1, "calls_length")) and not t.sense(at).clitic)


def _age(t: Table, at: int, amount: Amount) -> bool:
    """Whether a number of years is somebody's age: `(30 عاما)`, `البالغ من العمر 27 عاما`."""
    if amount.unit not in ("Y", "M"):
        return False
    after = amount.last + 1
    if t.form(at - 1) == "(" and t.sense(at).number is not None:
        return True
    if t.form(after) == ")" and any(t.form(i) == "(" for i in range(max(at - 4, 0), at)):
        return True
    if t.form(at - 1) in _COMMAS and t.form(after) in _COMMAS:
        return True  # put after a name
    if t.form(after) == "من" and t.form(after + 1) in ("العمر", "عمره", "عمرها"):
        return True
    return any(t.tag(i, "age") and (at - i < 3 or "عم" in t.form(i)) for i in range(max(at - 5, 0), at))


# With a direction word, a number or an adjective after it: الأشهر الثلاثة الماضية


def definite(t: Table, at: int) -> Found | None:
    """A unit with ال and what turns it into a time: `العام الماضي`, `الأيام القليلة المقبلة`, `السنوات الخمس`."""
    unit = t.sense(at).unit
    if unit is None or not t.sense(at).definite or unit.guard == "never":
        return None
    if unit.number == "sg":
        return single(t, at)
    here, count, few = at + 1, None, False
    if unit.number == "du":
        count = 2
    number = read_number(t.forms, here + (t.form(here) == "ال"))
    if number and unit.number == "pl" and (number.definite or t.form(here) == "ال"):
        if number.ordinal and not (number.next == here + 1 and number.value == 2):
            return None
        count, here = number.value, number.next
    first = _first_months(t, at, here, unit.unit, count)
    if first:
        return first
    if t.tag(here, "few"):
        few, here = True, here + 1
    direction = t.bare(here, "direction")
    if not direction and unit.number != "pl":
        return None
    return _plural(t, at, here, unit.unit, count, direction, few)


def _first_months(t: Table, at: int, here: int, unit: str, count: int | None) -> Found | None:
    """`الأشهر الستة الأولى من العام`, `أول ستة أشهر من 2015`."""
    if unit != "M" or count is None or not 1 <= count <= 12:
        return None
    if t.form(here) == "الاولي":
        here += 1
    elif t.form(at) != "اول":
        return None
    if t.form(here) not in ("من", "في"):
        return None
    year = dates.year_ref(t, here + 1)
    value = _part_of_year(t, year, 1, count) if year else None
    return Found(at, year.next - 1, value) if year and value else None


def _plural(t: Table, at: int, here: int, unit: str, count: int | None, direction: str, few: bool) -> Found | None:
    if unit == "H" and (count is None or count % 24):
        return None
    last = here if direction else here - 1
    if t.tag(last + 1, "few"):
        few, last = True, last + 1
    if count is None:
        if not direction or unit == "-":
            return None
        return Found(at, last, _unnumbered(unit, direction, few))
    amount = Amount(count, unit, last, True, "own")
    days = count if unit == "D" else 0
    if days and t.today and direction in ("last", "next", "recent", "after"):
        return _run_of_days(t, at, last, days, direction)
    value = length(amount)
    return Found(at, last, value) if value else None


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
    first = _first_months(t, at, read.next + 1, unit.unit, read.value) if unit else None
    if first:
        return first
    direction = t.bare(read.next + 1, "direction")
    if unit is None or not direction or unit.unit == "-":
        return None
    return _plural(t, at, read.next + 1, unit.unit, read.value, direction, False)


def school_year(t: Table, at: int) -> bool:
    """Whether the year before a word is one of school."""
    return t.form(at) in _SCHOOL


_SCHOOL = frozenset(("الدراسي", "الدراسيه", "الجامعي", "الجامعيه", "التعليمي"))
_PLAIN = frozenset(("المالي", "الماليه", "الميلادي", "الميلاديه", "التقويمي"))


def single(t: Table, at: int, demo: str = "") -> Found | None:
    """One unit with ال: `العام الماضي`, `الأسبوع الحالي`, `العام 2020`, `القرن الحادي والعشرين`, `الشهر الذي سبقه`."""
    unit = t.sense(at).unit
    if unit is None or unit.number != "sg":
        return None
    kind, here = unit.unit, at + 1
    if kind == "Y":
        year = dates.year_number(t, here)
        if year:
            return _numbered_year(t, at, here)
    schooling = kind == "Y" and t.form(here) in _SCHOOL
    if schooling or (kind == "Y" and t.form(here) in _PLAIN):
        here += 1
        year_after = _numbered_year(t, at, here) if dates.year_number(t, here) else None
        if year_after:
            return year_after
    if kind == "G":
        century = _century(t, at)
        if century:
            return century
    direction = t.bare(here, "direction")
    if t.form(here) == "الذي" and t.form(here + 1) in ("سبقه", "سبقها", "قبله", "قبلها"):
        value = period(t, kind, "prev")
        return Found(at, here + 1, value, topic=False) if value else None
    if not direction and t.form(here) in ("بعد", "قبل"):
        turn = {"next": 2, "after": 2, "last": -2}.get(t.bare(here + 1, "direction"), 0)
        value = _second(t, kind, turn) if turn else None
        return Found(at, here + 1, value) if value else None
    if not direction and not demo:
        return None
    if kind == "S" and direction == "recent":
        return None
    if kind == "C" and direction and (direction not in ("last", "next") or not t.tag(at - 1, "calls_year")):
        return None  # a contract
    last = here if direction else here - 1
    named = dates.year_number(t, here + 1) if kind == "Y" and direction else None
    if named and (named.hijri or named.number == dates.year_value(t, direction)):
        value = dates.year_found(named, t)  # العام المقبل 1437
        return Found(at, named.next - 1, value) if value else None
    value = school(t, direction or demo) if schooling else period(t, kind, direction or demo)
    return Found(at, last, value, topic=direction not in ("prev", "same", "after")) if value else None


def _numbered_year(t: Table, at: int, here: int) -> Found | None:
    both = dates.year_range(t, here)
    if both:
        return Found(at, both[1] - 1, both[0])
    year = dates.year_number(t, here)
    value = dates.year_found(year, t) if year else None
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
    if unit.unit == "S" and not dates.year_range(t, at + 1) and t.sense(at + 1).number not in range(1900, 2100):
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


def period(t: Table, unit: str, direction: str) -> Value | None:
    """Last, this or next month, week, year, season, decade or century."""
    today = t.today
    if direction == "recent":
        direction = "last"
    if today is None:
        return None if unit == "-" or direction in ("same", "prev", "after") else dates.undated(direction, "")
    step = _STEP.get(direction, 0)
    if unit == "Y":
        number = dates.year_value(t, direction)
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
        return dates.undated(direction, "")
    first = today.year - (today.month < 8) + _STEP.get(direction, 0)
    if today.month == 8 and direction == "next":
        first -= 1
    if not direction and 6 <= today.month < 8:
        first += 1
    return values.years(first, first + 1)


def _second(t: Table, unit: str, turn: int) -> Value | None:
    """`الأسبوع بعد القادم`, `العام قبل الماضي`."""
    if t.today is None:
        return values.vague("FUTURE" if turn > 0 else "PAST")
    if unit == "W":
        date = t.shift(7 * turn)
        return values.week(date) if date else None
    if unit == "M":
        return values.month(*values.months_from(t.today, turn))
    return values.year(t.today.year + turn) if unit == "Y" else None


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
        value = _season(t, int(sense.tags["season"]), "this", None)
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


# Parts of a year


def same_period(t: Table, at: int) -> Found | None:
    """`الفترة نفسها من العام الماضي`, `نفس الفترة من عام 2014`: as exact as the year or month that follows."""
    here = at + (t.form(at) in ("نفس", "ذات"))
    unit = t.sense(here).unit
    if unit is None or unit.unit not in ("-", "M", "G") or not t.sense(here).definite or unit.number != "sg":
        return None
    if here == at:
        here += 1
        if t.bare(here, "direction") != "same" and t.form(here) not in ("المقابله", "المماثله", "المقابل", "المماثل"):
            return None
    after = here + 1 + (t.form(here + 1) in ("من", "في", "خلال"))
    named = t.sense(after).unit
    if after == here + 1 and not (named and named.unit == "Y"):
        return None
    year = dates.year_ref(t, after)
    value = dates.year_found(year, t) if year else None
    if year is None or value is None:
        return None
    if unit.unit == "M" and t.month and value.first and value.grain == "year":
        value = values.month(value.first.year, t.month[1]) or value
    return Found(at, year.next - 1, value)


def part_of(t: Table, at: int) -> Found | None:
    """`الأسبوع الثاني من أبريل الماضي`, `أول أسبوع من الشهر`: a part of a unit takes the unit."""
    here = at
    if t.form(here) in ("اول", "اخر"):
        here += 1
        amount = amount_at(t, here) if t.form(at) == "اول" else None
        months = _first_months(t, at, amount.last + 1, amount.unit, amount.number) if amount and amount.said else None
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
    year = dates.year_ref(t, here)
    if year:
        value = dates.year_found(year, t)
        return Found(at, year.next - 1, value) if value else None
    inner = demonstrative(t, here) or single(t, here)
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
    year = dates.year_ref(t, here)
    if year:
        value = _part_of_year(t, year, number, size)
        return Found(at, year.next - 1, value) if value else None
    stamp = dates.month_at(t, here + (t.sense(here).base == "شهر"))
    if stamp and t.form(here - 1) == "من":
        inner = dates.stamp_at(t, here + (t.sense(here).base == "شهر"))
        value = dates.resolve(t, inner, at) if inner else None
        return Found(at, inner.next - 1, value) if inner and value else None
    if parts != "4" or t.today is None or t.form(here) == "علي" or not _of_business(t, at):
        return None
    first = t.today.year - (t.today.month <= (number - 1) * size)
    return Found(at, at + 1, months_span(first, (number - 1) * size + 1, size))


def _of_business(t: Table, at: int) -> bool:
    """Whether money and shares are spoken of around a word: a quarter alone is else one of a match."""
    return any(t.tag(i, "money") for i in range(max(at - 15, 0), min(at + 15, t.length)))


def _part_of_year(t: Table, year: dates.Year, number: int, size: int) -> Value | None:
    count = year.number if year.number is not None else dates.year_value(t, year.direction)
    if count is None:
        return dates.undated(year.direction, "")
    return months_span(count, (number - 1) * size + 1, size) if 1 <= count <= 9990 and not year.hijri else None


def months_span(year: int, month: int, size: int) -> Value:
    """The days of `size` months from a month on."""
    first = dt.date(year, month, 1)
    after = dt.date(*values.months_from(first, size), 1)
    return values.days(first, after - values.DAY)


def _quarter_near(t: Table, direction: str) -> Value | None:
    if t.today is None:
        return dates.undated(direction, "")
    origin = t.today
    if direction in ("prev", "after") and t.span and t.span.first:
        origin = t.span.first
    step = _STEP.get(direction, 0)
    year, month = values.months_from(dt.date(origin.year, (origin.month - 1) // 3 * 3 + 1, 1), 3 * step)
    return months_span(year, month, 3)


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
    year = dates.year_ref(t, here + (t.form(here) == "من"))
    if year and (year.number or t.form(year.next - 1) != t.form(here)):
        value = _season(t, int(month), "", year)
        return Found(at, year.next - 1, value) if value else None
    if t.sense(at).definite and t.tag(at - 1, "calls_length") and t.form(here) != "العربي":
        value = _season(t, int(month), "this", None)
        return Found(at, at, value) if value else None
    return None


def _season(t: Table, month: int, direction: str, year: dates.Year | None) -> Value | None:
    """Three months; winter begins in December of the year before the one it is named by."""
    today = t.today
    if year is not None:
        count = year.number if year.number is not None else dates.year_value(t, year.direction)
    elif today is None:
        return dates.undated(direction, "")
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
    if t.form(here) in ("عمره", "عمرها", "العمر", "عمرهم") or any(t.tag(i, "age") for i in range(max(at - 3, 0), at)):
        return None
    last = at
    unit = t.sense(here).unit
    if unit and unit.unit == "G":
        found = single(t, here)
        if found and found.value.first:
            century, last = found.value.first.year // 100 * 100, found.last
    elif not t.sense(at).definite and t.form(at - 1) not in ("في", "منذ"):
        return None
    value = values.years(century + int(tens), century + int(tens) + 9)
    return Found(at, last, value) if value else None
