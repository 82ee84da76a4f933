"""Fixed phrases (`حتى الآن`, `وقت سابق`), and edges of a unit (`نهاية العام`), which take the unit's value."""

from __future__ import annotations

from malaff.reading.timex import days, parts, periods, units, values, years
from malaff.reading.timex.table import Found, Table
from malaff.reading.timex.values import Value

_WITHIN = (("وقت", "لاحق"), ("لاحقا",), ("وقت", "سابق"))


def phrase(t: Table, at: int) -> Found | None:
    """A phrase of time_phrases.tsv at a word."""
    if t.sense(at).base == "الان" and "آل" in t.raw[at]:
        return None  # آلان is a name
    for item in t.sense(at).phrases:
        if any(t.form(at + k) != word for k, word in enumerate(item.rest, 1)):
            continue
        last = at + len(item.rest)
        if item.after and t.form(at - 1).removeprefix("و") not in item.after:
            continue
        if t.form(last + 1) in item.not_next or t.form(at - 1) in item.not_after:
            continue
        if t.sense(at).joined and "و" in item.not_after:
            continue
        return Found(at, at + item.keep - 1, values.vague(item.value))
    return None


def within(t: Table, at: int) -> Found | None:
    """`وقت لاحق من هذا العام` is within this year, `وقت سابق الثلاثاء` is on Tuesday."""
    for words in _WITHIN:
        if all(t.form(at + k) == word for k, word in enumerate(words)):
            here = at + len(words)
            here += t.form(here) in ("من", "في")
            inner = _unit(t, here) or days.day_at(t, here)
            return Found(at, inner.last, inner.value) if inner and not t.sense(here).cut else None
    return None


def edge(t: Table, at: int) -> Found | None:
    """`نهاية العام`, `مطلع شهر مايو الجاري`, `منتصف 2016`, `أواخر الأسبوع الماضي`, `بقية الشهر`."""
    kind = t.tag(at, "edge")
    if not kind or kind in ("none", "first"):
        return None
    inner = _unit(t, at + 1)
    if inner is None or t.sense(at + 1).cut:
        return None
    value = inner.value
    if t.sense(at).base == "اخر" and value.grain != "month" and t.form(at + 1)[:2] != "ال":
        return None
    if kind == "rest":
        rest = _rest(t, value)
        if rest is None:
            return None
        value = rest
    return Found(at, inner.last, value)


def _rest(t: Table, value: Value) -> Value | None:
    if t.today is None or value.last is None or value.last < t.today:
        return None
    return values.days(t.today, value.last) if value.last > t.today else values.day(t.today)


def _unit(t: Table, at: int) -> Found | None:
    """The unit an edge is of: a month, a year, a week, a century, a part of a day."""
    sense = t.sense(at)
    if sense.tags.get("daypart"):
        return days.daypart(t, at)
    if sense.months:
        stamp = days.stamp_found(t, at)
        return stamp[0] if stamp else None
    if sense.tags.get("demo"):
        return units.demonstrative(t, at)
    if sense.number is not None:
        run = years.year_range(t, at)
        if run:
            return Found(at, run[1] - 1, run[0])
        year = years.year_number(t, at)
        if year and year.number and (1800 <= year.number <= 2100 or year.hijri) and not t.tag(year.next, "quantity"):
            value = years.year_found(year, t)
            return Found(at, year.next - 1, value) if value else None
        return None
    if sense.tags.get("decade"):
        return parts.decade(t, at)
    if sense.tags.get("fraction"):
        return parts.fraction(t, at)
    if sense.tags.get("season"):
        return parts.season(t, at)
    if sense.base == "شهر":
        stamp = days.stamp_found(t, at + 1)
        return Found(at, stamp[0].last, stamp[0].value) if stamp else None
    if sense.tags.get("deictic") == "0" or sense.base == "يوم":
        return days.day_word(t, at)
    unit = sense.unit
    if unit is None or unit.number != "sg":
        return None
    found = units.single(t, at) or units.indefinite_year(t, at)
    if found:
        return found
    if unit.unit == "Y" and units.school_year(t, at + 1):
        value = periods.school(t, "")
        return Found(at, at + 1, value) if value else None
    alone = sense.definite and unit.unit in ("Y", "M", "W") and not t.has_article(at + 1)
    value = periods.period(t, unit.unit, "this") if alone else None
    return Found(at, at, value) if value else None
