"""Time expressions of an article: where they stand, and which day, period or span of time they mean.

One pass over the table of words. A word that no lexicon knows costs one lookup; at a word that can open a time
expression the grammar (`malaff.reading.timex`) reads as far as it goes. Values are those of
docs/times.md: ISO days, months, years, weeks, intervals, clock times, durations, PAST, PRESENT, FUTURE.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from malaff.arabic.words import Words
from malaff.model import Span, TimeExpression
from malaff.reading.timex import (
    clocks,
    dates,
    days,
    durations,
    feasts,
    figures,
    parts,
    phrases,
    plurals,
    units,
    values,
    years,
)
from malaff.reading.timex.dates import Stamp
from malaff.reading.timex.senses import Sense
from malaff.reading.timex.table import OPENING, Found, Table

Reader = Callable[[Table, int], Found | None]

__all__ = ["find_times"]

_LINKS = frozenset(("الي", "حتي", "وحتي", "لغايه", "ولغايه", "-", "–", "—", "والي"))
_SAME_DAY = frozenset(("الموافق", "موافق", "الموافقه", "(", "/", "-"))


def find_times(words: Words, published: dt.date | None) -> list[TimeExpression]:
    """The time expressions of a text, in order, none overlapping.

    Args:
        words: the text's table of words.
        published: the day the article was published; relative expressions are resolved against it. With None they
            say PAST, PRESENT or FUTURE where no date is given.
    """
    table = Table(words, published)
    opening = [i for i, sense in enumerate(table.senses) if sense.opens]
    table.today = days.stated_today(table, opening)
    out: list[TimeExpression] = []
    after = 0
    for at in opening:
        if at < after:
            continue
        found = _read(table, at)
        if found is None:
            continue
        after = found.last + 1
        if _no_date(table, found):
            continue
        table.note(found)
        out.append(_expression(table, found))
    return out


def _no_date(t: Table, found: Found) -> bool:
    """Whether a date is a yearly one (`3 مايو من كل عام`) or a party's name (`قوى 14 آذار`)."""
    if found.value.grain not in ("day", "month"):
        return False
    if t.form(found.last + 1) == "من" and t.form(found.last + 2) == "كل":
        return True
    before = found.first - 1
    return bool(t.tag(before - (t.form(before) in OPENING), "faction"))


def _expression(t: Table, found: Found) -> TimeExpression:
    words = t.words
    start = t.cut(found.first) if found.cut else words.starts[found.first]
    first, last = found.value.first, found.value.last
    return TimeExpression(
        span=Span.cut(words.text, start, words.ends[found.last]),
        value=found.value.text,
        from_=first.isoformat() if first else None,
        to=last.isoformat() if last else None,
    )


def _read(t: Table, at: int) -> Found | None:
    """The expression that begins at a word, joined with a second one where the two bound an interval."""
    both = dates.day_range(t, at) if t.senses[at].number is not None or t.senses[at].numeral else None
    if both:
        return both
    found, stamp = _one(t, at)
    if found is None:
        return None
    return _interval(t, found, stamp) or _both_calendars(t, found) or found


def _both_calendars(t: Table, found: Found) -> Found | None:
    """`27 شوال 1436هـ الموافق 12 أغسطس 2015م`: one day named twice; the Gregorian date tells it."""
    mark = found.last + 1
    if found.value.grain != "day" or t.form(mark) not in _SAME_DAY:
        return None
    other, _ = _one(t, mark + 1 + (t.form(mark + 1) == "ل"))
    if other is None or other.value.first is None or found.value.first is None or other.value.grain != "day":
        return None
    if abs((other.value.first - found.value.first).days) > 2:
        return None
    hijri = any(t.sense(i).number in years.HIJRI_YEARS for i in range(mark + 1, other.last + 1))
    return Found(found.first, other.last, found.value if hijri else other.value)


def _one(t: Table, at: int) -> tuple[Found | None, Stamp | None]:
    """The first family of expressions that can be read at a word."""
    if at >= len(t.senses):
        return None, None
    sense = t.senses[at]
    for read in _readers(sense):
        found = read(t, at)
        if found:
            return found, None
    if sense.base[:1].isdigit() or sense.numeral or sense.tags.get("article") or sense.tags.get("edge") == "first":
        dated = figures.number_date(t, at)
        if dated:
            return dated
        return _number(t, at), None
    if sense.months:
        return _month(t, at)
    return None, None


def _number(t: Table, at: int) -> Found | None:
    """A number that opens no date: years, a clock time, a quantity of time."""
    run = years.year_range(t, at)
    if run and not t.tag(at - 1, "numbered") and t.form(at - 1) not in ("/", "-", "+"):
        return Found(at, run[1] - 1, run[0])
    pair = years.year_pair(t, at)
    if pair:
        return pair
    year = years.bare_year(t, at)
    if year:
        value = values.year(year)
        end = years.era(t, at + 1)[1]
        return Found(at, end - 1, value) if value else None
    for read in (plurals.numbered, clocks.clock, durations.quantity):
        found = read(t, at)
        if found:
            return found
    return None


def _month(t: Table, at: int) -> tuple[Found | None, Stamp | None]:
    """A month that opens an expression, where its name is not likelier something else."""
    read = days.stamp_found(t, at)
    if read is None:
        return None, None
    found, stamp = read
    month = dates.month_at(t, at)
    guard = month[0].guard if month else "bound"
    bound = stamp.year is not None or bool(stamp.direction) or stamp.day is not None
    if guard == "year" and stamp.year is None and t.sense(at - 1).base != "شهر":
        return None, None
    if t.sense(at - 1).base == "شهر" or bound or guard == "strong":
        return found, stamp
    called = t.tag(at - 1, "calls_year") or t.form(at - 1) in ("من", "الي", "حتي")
    if guard == "prep" and (called or (t.sense(at).clitic and len(t.sense(at).base) > 3)):
        return found, stamp
    return None, None


def _named_month(t: Table, at: int) -> Found | None:
    """`شهر أغسطس المقبل`, `شهري يونيو ويوليو`."""
    base = t.senses[at].base
    if base not in ("شهر", "شهري"):
        return None
    read = days.stamp_found(t, at + 1)
    if read is None or t.sense(at + 1).cut:
        return None
    if base == "شهري":
        second = days.stamp_found(t, read[0].last + 1)
        both = _span(t, read[0], read[1], second[0], second[1]) if second else None
        if both and second:
            return Found(at, second[0].last, both)
    return Found(at, read[0].last, read[0].value)


_NTH = frozenset(("اول", "ثاني", "ثالث", "رابع", "اخر"))
_DAY_WORDS = frozenset(("يوم", "نهار", "ايام", "يومي"))

# The families in the order they are tried, each with the words it can begin at.
_FAMILIES: tuple[tuple[Reader, Callable[[Sense], bool]], ...] = (
    (days.nth_weekday, lambda s: s.base in _NTH or "weekday" in s.tags),
    (feasts.day_of_feast, lambda s: s.base in _NTH),
    (feasts.feast, lambda s: "feast_name" in s.tags),
    (phrases.within, lambda s: s.base in ("وقت", "لاحقا")),
    (parts.same_period, lambda s: s.base in ("نفس", "ذات", "الربع") or (s.unit is not None and s.definite)),
    (parts.part_of, lambda s: s.base in ("اول", "اخر") or (s.unit is not None and s.unit.unit == "W")),
    (phrases.phrase, lambda s: bool(s.phrases)),
    (phrases.edge, lambda s: "edge" in s.tags),
    (days.daypart, lambda s: "daypart" in s.tags),
    (days.before_yesterday, lambda s: s.base in ("اول", "قبل", "بعد")),
    (days.day_word, lambda s: s.base in _DAY_WORDS),
    (days.deictic, lambda s: "deictic" in s.tags),
    (days.weekday, lambda s: "weekday" in s.tags),
    (durations.preposition, lambda s: "prep" in s.tags),
    (days.this_day, lambda s: "demo" in s.tags),
    (units.demonstrative, lambda s: "demo" in s.tags),
    (clocks.clock, lambda s: "clock" in s.tags),
    (parts.fraction, lambda s: "fraction" in s.tags),
    (parts.season, lambda s: "season" in s.tags),
    (parts.decade, lambda s: "decade" in s.tags),
    (_named_month, lambda s: s.base in ("شهر", "شهري")),
    (units.indefinite_year, lambda s: s.unit is not None and s.unit.unit in ("Y", "S")),
    (units.definite, lambda s: s.unit is not None and s.definite),
    (durations.quantity, lambda s: s.unit is not None or not s.tags.keys().isdisjoint(("vague", "approx", "half"))),
)


def _readers(sense: Sense) -> tuple[Reader, ...]:
    """The families that can begin at a word; found once for each sense."""
    if sense.readers is None:
        sense.readers = tuple(reader for reader, begins in _FAMILIES if begins(sense))
    return sense.readers


def _interval(t: Table, first: Found, stamp: Stamp | None) -> Found | None:
    """Joins `من X إلى Y`, `بين X وY`, `منذ X وحتى Y`."""
    if first.value.grain not in ("day", "month", "year"):
        return None
    link = first.last + 1
    form = t.form(link)
    between = t.form(first.first - 1) in ("بين", "مابين")
    if between:
        here = link + (form == "و")
        if here == link and not t.sense(link).joined and form not in _LINKS:
            return None
        here += form in _LINKS
    elif form in _LINKS:
        here = link + 1
    else:
        return None
    if here >= t.length:
        return None
    second, second_stamp = _one(t, here)
    if second is None and t.sense(here).number is not None and first.value.grain == "year":
        number = t.sense(here).number
        year = values.year(number) if number and 1800 <= number <= 2150 else None
        second = Found(here, here, year) if year else None
    if second is None:
        return None
    if second.value.text == "PRESENT" and t.sense(here).base == "اليوم" and t.today:
        second = second._replace(value=values.day(t.today))
    if second.value.grain not in ("day", "month", "year"):
        return None
    if form in ("-", "–", "—") and first.value.grain != second.value.grain:
        return None
    value = _span(t, first, stamp, second, second_stamp)
    return Found(first.first, second.last, value) if value else None


def _span(t: Table, first: Found, stamp: Stamp | None, second: Found, other: Stamp | None) -> values.Value | None:
    """The interval of two expressions; where the first has no year it takes the second's."""
    one, two = first.value, second.value
    if stamp and stamp.year is None and not stamp.direction and two.last:
        for year in (two.last.year, two.last.year - 1):
            guess = dates.resolve(t, stamp._replace(year=year), first.first) if stamp.calendar == "g" else one
            if guess and guess.first and guess.first <= two.last:
                one = guess
                break
    if other and other.year is None and not other.direction and stamp and stamp.year is not None and one.first:
        for year in (stamp.year, stamp.year + 1):
            guess = dates.resolve(t, other._replace(year=year), second.first) if other.calendar == "g" else two
            if guess and guess.last and guess.last >= one.first:
                two = guess
                break
    return values.span(one, two)
