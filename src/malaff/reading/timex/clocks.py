"""Clock times: `الساعة الثانية ظهرا بتوقيت واشنطن`, `السابعة صباحا`, `18:37 ت م`."""

from __future__ import annotations

from typing import NamedTuple

from malaff.arabic.numbers import NUMERALS, read_number
from malaff.reading.timex import values
from malaff.reading.timex.days import day_at
from malaff.reading.timex.table import Found, Table

_ZONES = (("ت", "م"), ("ت", "غ"), ("تغ",), ("جمت",), ("غرينتش",), ("gmt",))
_MARKED = frozenset(("ص", "م"))


class Hour(NamedTuple):
    """An hour as said, and the word after it."""

    hour: int
    minute: int
    next: int


def clock(t: Table, at: int) -> Found | None:
    """A clock time at a word that names one: `الساعة`, an ordinal before a part of day, figures with a zone."""
    if t.tag(at, "clock"):
        hour = _said(t, at + 1)
        return _read(t, at, hour) if hour and not t.sense(hour.next).unit else None
    if t.sense(at).number is not None:
        hour = _figures(t, at)
        return _read(t, at, hour) if hour and _zone(t, hour.next) > hour.next else None
    if t.sense(at).numeral and t.sense(at).definite and t.form(at - 1) not in ("الساعات", "ساعات"):
        hour = _said(t, at)
        if hour and (t.bare(hour.next, "hourpart") or _of_part(t, hour.next)):
            return _read(t, at, hour)
    return None


def _figures(t: Table, at: int) -> Hour | None:
    """`18:37`, `09.00`, `9`."""
    form = t.form(at)
    number = t.sense(at).number
    if number is not None and len(form) == 4 and t.tag(at - 1, "clock"):
        return _hour(number // 100, number % 100, at + 1)
    if number is None:
        parts = form.replace(",", ".").split(".")
        if len(parts) == 2 and len(parts[1]) == 2 and all(p.isdecimal() and len(p) <= 2 for p in parts):
            return _hour(int(parts[0]), int(parts[1]), at + 1)
        return None
    minute = t.sense(at + 2).number
    if t.form(at + 1) in (":", ".") and minute is not None and t.words.glued(at + 1) and len(t.form(at + 2)) == 2:
        after = at + 3
        if t.form(after) == ":" and t.sense(after + 1).number is not None:
            after += 2
        return _hour(number, minute, after)
    return _hour(number, 0, at + 1)


def _hour(hour: int, minute: int, after: int) -> Hour | None:
    return Hour(hour, minute, after) if 0 <= hour <= 24 and 0 <= minute < 60 else None


_FRACTIONS = {"والنصف": 30, "ونصف": 30, "والربع": 15, "وربع": 15, "والثلث": 20, "وثلث": 20}


def _said(t: Table, at: int) -> Hour | None:
    """An hour in words or figures with its minutes."""
    if t.form(at) == "ال":
        at += 1
    if t.form(at)[:1].isdigit():
        figures = _figures(t, at)
        return _minutes(t, figures.hour, figures.next) if figures and not figures.minute else figures
    numeral = NUMERALS[t.form(at)]
    if numeral is None:
        return None
    hour, after = numeral.value, at + 1
    ten = NUMERALS[t.form(after)]
    if ten and ten.kind == "ten" and not ten.joined:
        hour, after = hour + 10, after + 1
    if not 1 <= hour <= 12:
        return None
    return _minutes(t, hour, after)


def _minutes(t: Table, hour: int, after: int) -> Hour:
    """The minutes after an hour: `والنصف`, `إلا ربعا`, `و46 دقيقة`, `وعشرين دقيقة`."""
    form = t.form(after)
    if form in _FRACTIONS:
        return Hour(hour, _FRACTIONS[form], after + 1)
    if form == "الا" and t.form(after + 1) in ("ربعا", "الربع", "ربع", "ثلثا", "الثلث"):
        return Hour((hour - 2) % 12 + 1, 45 if "ربع" in t.form(after + 1) else 40, after + 2)
    here = after + (form == "و")
    read = read_number(t.forms, here) if here > after or t.sense(here).joined else None
    if read and 0 < read.value < 60 and t.form(read.next) in ("دقيقه", "دقايق"):
        return Hour(hour, read.value, read.next + 1)
    return Hour(hour, 0, after)


def _of_part(t: Table, at: int) -> bool:
    return t.form(at) == "من" and bool(t.tag(at + 1, "daypart"))


def _read(t: Table, at: int, said: Hour) -> Found | None:
    """Adds the part of day, the zone and the day to an hour."""
    here, part, day = said.next, "", None
    if t.bare(here, "hourpart"):
        part, here = t.tag(here, "hourpart"), here + 1
    elif t.form(here) in _MARKED and t.words.glued(here) is False and t.form(here) == "ص":
        part, here = "am", here + 1
    elif _of_part(t, here):
        part = t.tag(here + 1, "daypart")
        inner = day_at(t, here + 2)
        if inner and inner.value.grain == "day":
            day, here = inner.value.first, inner.last + 1
        elif t.sense(here + 1).definite:
            here += 2
        else:
            part = ""
    elif t.tag(here, "daypart") and (near := day_at(t, here + 1)) and near.value.grain == "day":
        part, day, here = t.tag(here, "daypart"), near.value.first, near.last + 1  # الواحدة ظهر اليوم
    elif t.form(here) == "بعد" and t.tag(here + 1, "daypart") == "12":
        part, here = "pm", here + 2
    here = _zone(t, here)
    hour = said.hour
    if (part in ("pm", "noon", "12") and hour < (12 if part == "pm" else 6)) or (part == "night" and 6 <= hour < 12):
        hour += 12
    elif part in ("am", "night") and hour == 12:
        hour = 0
    if hour >= 24:
        return None
    if day is None:
        inner = day_at(t, here + (t.form(here) == "من"))
        if inner and inner.value.grain == "day":
            day, here = inner.value.first, inner.last + 1
    if day is None:
        day = t.day
        if t.sense(at).number is not None or (day and t.today and day < t.today and t.tense(at) == "future"):
            day = t.today
    if day and t.last_clock and t.form(at - 1) in ("حتي", "الي", "وحتي") and hour < t.last_clock[1]:
        day = values.shifted(t.last_clock[0], 1)  # till seven, begun at ten, is on the next day
    if day:
        t.last_clock = (day, hour)
    return Found(at, here - 1, values.clock(day, hour, said.minute))


def _zone(t: Table, at: int) -> int:
    """The word after a time zone, or `at`."""
    for zone in _ZONES:
        if all(t.form(at + k) == word for k, word in enumerate(zone)):
            return at + len(zone)
    form = t.form(at)
    if form not in ("بتوقيت", "بالتوقيت", "توقيت"):
        return at
    at += 2
    if t.form(at) in ("المحلي", "المكرمه", "المنوره", "الصيفي", "الشرقي") or (
        t.form(at) == "بتوقيت" and form == "بالتوقيت"
    ):
        at += 1 + (t.form(at) == "بتوقيت")
    return min(at, t.length)
