"""Days by name: weekdays, `أمس`, `اليوم`, `غدا`, parts of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from malaff.arabic.numbers import read_number
from malaff.reading.timex import dates, figures, values, years
from malaff.reading.timex.dates import Stamp
from malaff.reading.timex.table import CLOSING, COMMAS, OPENING, SENTENCE_ENDS, Found, Table
from malaff.reading.timex.tense import tense_of
from malaff.reading.timex.values import Value

_VOWELS = 3  # with more vowel marks the word is scripture
_LATE = 3  # days a crawl can be behind the day an article speaks from


def stated_today(t: Table, opening: Sequence[int]) -> dt.date | None:
    """The day the article speaks from: `اليوم الأربعاء` or `أمس (الثلاثاء)` overrules the day it was fetched.

    `opening` are the words an expression can open at.
    """
    today = t.today
    if today is None:
        return None
    for at in opening:
        offset = t.senses[at].tags.get("deictic")
        if offset is None or t.form(at) == "الليله":
            continue
        day = _beside(t, at + 1)
        if day is None:
            continue
        if offset == "1" and t.sense(at - 1).base == "بعد":
            offset = "2"
        if offset == "-1" and (t.sense(at - 1).base == "اول" or t.sense(at - 2).base == "اول"):
            offset = "-2"
        late = (today.weekday() + int(offset) - day[0]) % 7
        if late in (0, 7 - 1) or late <= _LATE:
            return values.shifted(today, 1 if late == 6 else -late)
    return today


def _beside(t: Table, at: int) -> tuple[int, int] | None:
    """The weekday put beside a word, within marks or not, and the word after: `(الاثنين)`, `، الجمعة`."""
    mark = t.form(at)
    here = at + 1 if mark in OPENING or mark in COMMAS else at
    if t.sense(here).unit and t.form(here) == "يوم":
        here += 1
    name = t.bare(here, "weekday")
    if not name:
        return None
    if mark in OPENING:
        return (int(name), here + 2) if t.form(here + 1) in CLOSING else None
    if mark in COMMAS and t.form(here + 1) not in COMMAS and t.form(here + 1) not in SENTENCE_ENDS:
        return None  # the comma begins a clause of its own
    return int(name), here + 1


def deictic(t: Table, at: int) -> Found | None:
    """`أمس`, `أمس الأول`, `اليوم (الثلاثاء)`, `غدا الخميس`."""
    tag = t.tag(at, "deictic")
    if not tag:
        return None
    offset, last, base = int(tag), at, t.sense(at).base
    if base == "امس" and t.form(at + 1) == "الاول":
        offset, last = -2, at + 1
    beside = _beside(t, last + 1)
    if base in ("غد", "الغد") and not (beside or t.form(at - 1) in ("يوم", "حتي", "بعد", "منذ", "مساء", "صباح", "في")):
        return None
    if base == "اليوم" and not beside:
        return _today(t, at)
    if base == "الليله" and (
        t.tag(at - 1, "demo") == "that" or t.bare(at + 1, "direction") or t.form(at + 1) in ("التي", "نفسها", "ذاتها")
    ):
        return None  # that night, last night
    return Found(at, _day_end(t, beside[1] if beside else last + 1, beside is not None), day_from(t, offset))


def day_from(t: Table, offset: int) -> Value:
    """Today moved by some days, or what is left of it with no day of publication."""
    date = t.shift(offset)
    if date is None:
        return values.vague("PAST" if offset < 0 else "FUTURE" if offset else "PRESENT")
    return values.day(date)


def _day_end(t: Table, at: int, dated: bool) -> int:
    """The last word of a day: a date or a part of the day may still follow it."""
    if dated:
        here = at + (t.form(at) in COMMAS)
        stamp = dates.stamp_at(t, here)
        if stamp and stamp.day is not None and stamp.month is not None:
            at = stamp.next
        else:
            written = figures.figures(t, here)
            at = written[1] if written and not isinstance(written[0], Value) else at
    return at if t.bare(at, "hourpart") else at - 1


def _today(t: Table, at: int) -> Found | None:
    """`اليوم` alone: the day of publication, or nowadays, or no time at all (a name, a numbered day)."""
    before, after = t.form(at - 1), t.form(at + 1)
    if before in OPENING and after in CLOSING:
        return None
    if after in ("_", "الذي", "التي") or t.tag(at - 1, "titled") or t.tag(at + 1, "feast"):
        return None
    adjective = t.has_article(at + 1) and after[-1] == "ي" and len(after) > 6 and not t.bare(at + 1, "direction")
    if adjective or t.sense(at + 1).number is not None or len(t.raw[at]) > len(t.form(at)) + _VOWELS:
        return None
    anaphor = t.bare(at + 1, "direction")
    if anaphor:
        return _other_day(t, at, anaphor)
    if (t.sense(at + 1).numeral and t.sense(at + 1).definite) or (before == "في" and after != "نفسه"):
        return None
    if (
        before.removeprefix("و") in ("حتي", "الي", "لغايه")
        or _nowadays(t, at)
        or (t.sense(at).joined and tense_of(after) == "now")
    ):
        return Found(at, at, values.vague("PRESENT"))
    return Found(at, at, day_from(t, 0))


def _other_day(t: Table, at: int, direction: str) -> Found | None:
    """`اليوم التالي`, `اليوم نفسه`: a day told by the last one named."""
    step = {"same": 0, "after": 1, "next": 1, "prev": -1, "last": -1, "this": 0}.get(direction)
    origin = t.today if direction in ("last", "this") else t.day or (t.today if direction != "same" else None)
    date = values.shifted(origin, step) if origin and step is not None else None
    return Found(at, at + 1, values.day(date)) if date else None


def _nowadays(t: Table, at: int) -> bool:
    """Whether `اليوم` means these days: a verb of lasting states or a speaker's `we` stands by it."""
    marks = ("،", ",", "«", '"', "“")
    near = (at - 1, at - 2, at + 1, at + 2) if t.form(at + 1) in marks else (at - 1, at - 2, at + 1)
    return any(t.tag(here, "nowadays") for here in near)


def weekday(t: Table, at: int) -> Found | None:
    """`الجمعة`, `الثلاثاء الماضي`, `السبت 5 مايو 2018`, `الجمعة والسبت`."""
    name = t.tag(at, "weekday")
    if not name or _no_weekday(t, at):
        return None
    here = at + 1
    dated = _dated(t, at, here)
    if dated:
        return dated
    numbered = _numbered(t, int(name), here)
    if numbered:
        return Found(at, here, values.day(numbered))
    direction = t.bare(here, "direction")
    if t.form(here) in ("قبل", "بعد") and t.bare(here + 1, "direction") in ("last", "next"):
        twice = _second(t, int(name), t.bare(here + 1, "direction"))
        return Found(at, here + 1, twice) if twice else None
    here += bool(direction)
    week = _week_of(t, here)
    value = _weekday_value(t, at, int(name), direction or (week[0] if week else ""))
    if week:
        value, here = _in_week(t, int(name), week[0]) or value, week[1]
    second = t.tag(here, "weekday") if t.sense(here).joined else ""
    if second and not direction and int(second) == (int(name) + 1) % 7:
        direction = t.bare(here + 1, "direction")
        value = _weekday_value(t, at, int(name), direction)
        after = values.shifted(value.first, 1) if value.first else None
        if value.first and after:
            return Found(at, here + bool(direction), values.days(value.first, after))
    if direction and value.first:
        # the date itself may still follow: الأربعاء المقبل 27 شوال 1436هـ
        same = figures.number_date(t, here)
        if same and same[0].value.text == value.text:
            here = same[0].last + 1
    if t.bare(here, "hourpart"):
        here += 1
    return Found(at, here - 1, value)


def _dated(t: Table, at: int, here: int) -> Found | None:
    """A weekday before a date; the date tells the day."""
    skip = here + (t.form(here) in COMMAS)
    skip += t.form(skip) == "الموافق"
    written = figures.figures(t, skip)
    if written and (not isinstance(written[0], Value) or written[0].grain == "day"):
        value = written[0] if isinstance(written[0], Value) else values.day(written[0])
        return Found(at, written[1] - 1, value)
    both = dates.day_range(t, skip) if t.form(here) not in COMMAS else None
    stamp = dates.stamp_at(t, skip)
    if stamp is None or stamp.day is None:
        return both
    resolved = dates.resolve(t, stamp, at)
    return Found(at, stamp.next - 1, resolved) if resolved else None


def _second(t: Table, name: int, direction: str) -> Value | None:
    """`الثلاثاء قبل الماضي`, `الجمعة بعد المقبل`."""
    if t.today is None:
        return values.vague("PAST" if direction == "last" else "FUTURE")
    behind = (t.today.weekday() - name) % 7
    date = t.shift(-(behind or 7) - 7 if direction == "last" else 14 - behind)
    return values.day(date) if date else None


def _numbered(t: Table, name: int, at: int) -> dt.date | None:
    """The date of `الجمعة 15`: a day number alone is trusted where this month or a neighbour has it on that weekday."""
    number = t.sense(at).number
    if number is None or not 1 <= number <= 31 or t.today is None or t.sense(at + 1).unit:
        return None
    if t.form(at + 1) in ("/", "-", ":", "%"):
        return None
    for step in (0, -1, 1):
        date = values.date_of(*values.months_from(t.today, step), number)
        if date and date.weekday() == name:
            return date
    return None


def nth_weekday(t: Table, at: int) -> Found | None:
    """`أول جمعة من يوليو`, `آخر يوم أحد في هذا الشهر`, `الجمعة الأولى من مايو`."""
    here = at + 1
    count: int | None = _NTH.get(t.sense(at).base)
    if count is not None:
        here += t.form(here) == "يوم"
        name = t.tag(here, "bare_weekday")
        here += 1
    else:
        name = t.tag(at, "weekday")
        read = read_number(t.forms, here) if name else None
        if read is None or not read.ordinal or not read.definite or read.value > 5:
            return None
        count, here = read.value, read.next
    if not name or t.form(here) not in ("من", "في"):
        return None
    inner = dates.month_period(t, here + 1)
    if inner is None or inner[0].first is None or inner[0].last is None:
        return None
    first, last = inner[0].first, inner[0].last
    if count > 0:
        date = values.shifted(first, (int(name) - first.weekday()) % 7 + 7 * (count - 1))
    else:
        date = values.shifted(last, -((last.weekday() - int(name)) % 7))
    return Found(at, inner[1] - 1, values.day(date)) if date and first <= date <= last else None


_NTH = {"اول": 1, "ثاني": 2, "ثالث": 3, "رابع": 4, "اخر": -1}


def _no_weekday(t: Table, at: int) -> bool:
    """Whether the word is no day here: `صلاة الجمعة`, `كل جمعة`, `بين الاثنين` (the two)."""
    before = t.form(at - 1)
    if before == "كل" or (before in ("يوم", "ايام") and t.form(at - 2) == "كل") or before == "ايام":
        return True
    if t.tag(at + 1, "named_day"):
        return True
    if t.sense(at + 1).numeral and t.has_article(at + 1) and t.form(at + 2) not in ("من", "والعشرين", "والعشرون"):
        return True  # الجمعة التاسعة: one of a series
    base = t.sense(at).base
    if base == "الاثنين" and before in ("ان", "لان", "بان") and not t.bare(at + 1, "direction"):
        return True  # the two
    if base == "الجمعه":
        return bool(t.tag(at - 1, "sermon"))
    if base == "الاثنين":
        return before in ("بين", "احد", "كلا", "هذين", "او") and not t.tag(at + 1, "weekday")
    return base == "الاحد" and before == "احد"


def _week_of(t: Table, at: int) -> tuple[str, int] | None:
    """`من الأسبوع المقبل` after a weekday."""
    if t.form(at) not in ("من", "في"):
        return None
    demo = t.bare(at + 1, "demo")
    unit_at = at + 2 if demo else at + 1
    unit = t.sense(unit_at).unit
    if not unit or unit.unit != "W" or unit.number != "sg":
        return None
    if demo:
        return "this", unit_at + 1
    direction = t.bare(unit_at + 1, "direction")
    return (direction, unit_at + 2) if direction else None


def _in_week(t: Table, name: int, direction: str) -> Value | None:
    """A weekday of last, this or next week."""
    step = {"last": -7, "prev": -7, "next": 7, "after": 7}.get(direction, 0)
    date = t.shift(name - t.today.weekday() + step) if t.today else None
    return values.day(date) if date else None


def _weekday_value(t: Table, at: int, name: int, direction: str) -> Value:
    """The day of a weekday: with no direction word the last one up to today, unless the tense looks ahead."""
    today = t.today
    if today is None:
        return years.undated(direction, t.tense(at))
    behind = (today.weekday() - name) % 7
    if not direction and t.week and t.week.first and t.week_at >= at - 6 and t.near(t.week_at, at):
        return values.day(t.week.first + name * values.DAY)  # الأسبوع المقبل من الثلاثاء إلى الخميس
    joined = t.sense(at).joined or t.sense(at - 1).joined
    if not direction and joined and t.day and t.day > today and t.day_at >= at - 2:
        date = values.shifted(t.day, (name - t.day.weekday()) % 7)  # غدا السبت ويوم الأحد
    elif direction == "same" and t.day:
        date = values.shifted(t.day, (name - t.day.weekday() + 3) % 7 - 3)
    elif direction in ("last", "prev", "recent"):
        # who says أمس of yesterday means the day a week before by its name
        date = values.shifted(today, -(8 if behind == 1 and t.yesterday else behind or 7))
    elif direction in ("next", "after") or (behind and t.tense(at) == "future"):
        date = values.shifted(today, 7 - behind)
    else:
        date = values.shifted(today, -behind)
    return values.day(date) if date else values.vague("PAST")


def day_at(t: Table, at: int) -> Found | None:
    """Any single day at a word: deictic, weekday, `أول من أمس`, `يوم ...`, a date."""
    if t.bare(at, "demo") == "this":
        return this_day(t, at)
    found = deictic(t, at) or weekday(t, at) or before_yesterday(t, at) or day_word(t, at)
    if found:
        return found
    stamp = dates.stamp_at(t, at) if t.sense(at).number is not None or t.sense(at).numeral else None
    if stamp is None or stamp.day is None:
        return None
    value = dates.resolve(t, stamp, at)
    return Found(at, stamp.next - 1, value) if value else None


def this_day(t: Table, at: int) -> Found | None:
    """`هذا اليوم`, `هذا الجمعة`, `هذا يوم الجمعة`: today, or the day to come."""
    if t.tag(at, "demo") != "this":
        return None
    if t.bare(at + 1, "deictic") == "0":
        return Found(at, at + 1, day_from(t, 0))
    here = at + 1 + (t.form(at + 1) == "يوم")
    name = t.bare(here, "weekday")
    if not name or t.bare(here + 1, "direction"):
        return None
    date = t.shift((int(name) - t.today.weekday()) % 7) if t.today else None
    return Found(at, here, values.day(date)) if date else None


def before_yesterday(t: Table, at: int) -> Found | None:
    """`أول من أمس`, `أول أمس`, `قبل أمس`, `بعد غد`."""
    base = t.sense(at).base
    here = at + 1
    if base == "اول":
        here += t.form(here) == "من"
        offset = -2
    elif base == "قبل":
        offset = -2
    elif base == "بعد":
        offset = 2
    else:
        return None
    here += t.form(here) == "يوم"
    near = t.bare(here, "deictic")
    if near != ("-1" if offset < 0 else "1"):
        return None
    beside = _beside(t, here + 1)
    return Found(at, _day_end(t, beside[1] if beside else here + 1, beside is not None), day_from(t, offset))


_DAY_WORDS = frozenset(("يوم", "نهار", "ايام", "يومي"))


def day_word(t: Table, at: int) -> Found | None:
    """`يوم أمس`, `يوم الثلاثاء المقبل`, `يوم 8 ديسمبر`, `يومي 29 و 30 نوفمبر`."""
    base = t.sense(at).base
    if base not in _DAY_WORDS or t.form(at - 1) == "كل":
        return None
    inner: Found | None = None
    if base in ("يوم", "نهار"):
        inner = deictic(t, at + 1) or weekday(t, at + 1) or before_yesterday(t, at + 1)
        if inner and t.sense(at + 1).cut:
            return None
        if inner is None:
            dated = figures.number_date(t, at + 1)
            inner = dated[0] if dated and (dated[1] is None or dated[1].day) else None
    else:
        inner = dates.day_range(t, at + 1) or (_pair(t, at + 1) if base == "يومي" else None)
    return Found(at, inner.last, inner.value) if inner else None


def _pair(t: Table, at: int) -> Found | None:
    """`يومي السبت والأحد`."""
    found = weekday(t, at)
    return found if found and found.value.grain == "span" else None


def daypart(t: Table, at: int) -> Found | None:
    """`مساء أمس`, `صباح يوم الثلاثاء`, `ظهر السبت` (a clock time), `ليلة الخميس الجمعة`, `بعد ظهر اليوم`."""
    part = t.tag(at, "daypart")
    if not part or part == "none" or (part == "eve" and not t.bare(at + 1, "deictic")):
        return None
    if t.sense(at).definite:
        return _defined_part(t, at)
    first = t.tag(at + 1, "weekday")
    second = t.tag(at + 2, "weekday")
    if part in ("night", "pm") and first and second and int(second) == (int(first) + 1) % 7:
        value = _weekday_value(t, at, int(first), "")
        after = values.shifted(value.first, 1) if value.first else None
        return Found(at, at + 2, values.days(value.first, after)) if value.first and after else None
    inner = day_at(t, at + 1)
    if inner is None or t.sense(at + 1).cut:
        return None
    if inner.value.grain == "vague" and t.today is not None:
        inner = Found(inner.first, inner.last, day_from(t, 0))
    noon = part == "12" and t.form(at - 1) not in ("بعد", "قبل") and inner.value.grain == "day"
    value = values.clock(inner.value.first, 12, 0) if noon else inner.value
    return Found(at, inner.last, value)


def _defined_part(t: Table, at: int) -> Found | None:
    """`الليلة الماضية`, `الليلة قبل الماضية`."""
    if t.form(at + 1) == "قبل" and t.bare(at + 2, "direction") == "last" and t.tag(at, "daypart") == "night":
        return Found(at, at + 2, day_from(t, -2))
    if t.bare(at + 1, "direction") == "last" and t.tag(at, "daypart") == "night":
        return Found(at, at + 1, day_from(t, -1))
    return None


def stamp_found(t: Table, at: int) -> tuple[Found, Stamp] | None:
    """A month (or month and day) that begins with the month's name."""
    stamp = dates.stamp_at(t, at)
    if stamp is None or stamp.month is None:
        return None
    value = dates.resolve(t, stamp, at)
    return (Found(at, stamp.next - 1, value), stamp) if value else None
