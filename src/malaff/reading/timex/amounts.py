"""Amounts of time, before they are placed: `ثلاثة أيام`, `نحو أسبوعين`, `عامين ونصف`, `بضع سنوات`."""

from __future__ import annotations

from typing import NamedTuple

from malaff.arabic.numbers import read_number
from malaff.reading.timex import values
from malaff.reading.timex.table import Table
from malaff.reading.timex.values import Value


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


_SCALE = {"S": ("Y", 1), "C": ("Y", 10), "G": ("Y", 100)}


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
