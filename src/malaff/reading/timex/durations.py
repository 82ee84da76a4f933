"""Lengths of time in a sentence: `منذ ثلاثين شهرا`, `قبل أسبوع`, `بعد عامين من`, `ثلاثة أيام`; ages are left out."""

from __future__ import annotations

from malaff.reading.timex import amounts, plurals, values, years
from malaff.reading.timex.table import COMMAS, Found, Table


def preposition(t: Table, at: int) -> Found | None:
    """`منذ ثلاثين شهرا`, `قبل أسبوع`, `بعد سبعة أشهر`, `بعد عامين من`."""
    kind = t.tag(at, "prep")
    if not kind:
        return None
    amount = amounts.amount_at(t, at + 1)
    if amount is None or t.sense(at + 1).cut or amount.unit == "-" or amount.guard == "never":
        return None
    if (kind == "after" and t.form(at - 1) == "علي") or _measured(t, amount):
        return None  # على بعد: a distance; light years
    after = t.sense(amount.last + 1)
    twin = t.sense(at - 1).unit
    if not amount.said and (_named(t, amount.last + 1) or (twin and twin.unit == amount.unit)):
        return None  # منذ شهر يوليو, قبل يوم الجمعة; عاما بعد عام
    if amount.unit == "Y" and not amount.said and (after.number is not None or years.year_number(t, amount.last + 1)):
        return None  # منذ عام 2015
    if not amount.said and t.has_article(amount.last + 1) and not after.tags.get("direction"):
        return None  # بعد سنوات الحرب
    here = amount.last + 1
    link = here + (t.form(here) == "فقط")
    if kind == "since":
        value = amounts.length(amount)
        return Found(at, amount.last, value) if value else None
    if t.form(link) == "من" and t.form(link + 1) == "الان":
        value = amounts.moved(t, amount, -1 if kind == "before" else 1, at)
        return Found(at, link + 1, value) if value else None
    last = amount.last + 2 * (t.form(link) == "من" and t.form(link + 1) in ("الزمن", "الزمان"))
    if last == amount.last and t.form(link) in ("من", "علي", "عن"):
        value = amounts.length(amount)
        return Found(at, amount.last, value) if value else None
    if kind == "before":
        value = amounts.moved(t, amount, -1, at) if amount.unit != "H" or amounts.length(amount) else None
        return Found(at, last, value) if value else None
    if amount.number is None:
        value = values.vague("FUTURE") if t.tense(at) == "future" else amounts.length(amount)
    elif t.tense(at) == "future":
        value = amounts.moved(t, amount, 1, at)
    else:
        value = amounts.length(amount)  # in a tale of the past: the time between two events
    return Found(at, amount.last, value) if value else None


def quantity(t: Table, at: int) -> Found | None:
    """A duration: `ثلاثة أيام`, `عامين`, `48 ساعة`, and with something that calls for it `شهر`, `سنوات`."""
    amount = amounts.amount_at(t, at)
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
    if _age(t, at, amount) or _measured(t, amount) or t.form(at - 1) == "كل":
        return None
    direction = t.bare(amount.last + 1, "direction")
    if amount.said and direction in ("last", "next"):
        return plurals.plural(t, at, amount.last + 1, amount.unit, amount.number, direction, False)
    value = amounts.length(amount)
    if value is None:
        return None
    return Found(at, amount.last, value)


def _measured(t: Table, amount: amounts.Amount) -> bool:
    """Whether hours or years are counted as work, study or light: `120 ساعة دراسية`."""
    return amount.unit in ("H", "Y") and bool(t.tag(amount.last + 1, "measured"))


def _named(t: Table, at: int) -> bool:
    """Whether the unit before a word is named there, and so no length: `شهر يوليو`, `يوم الجمعة`, `عام 2015`."""
    sense = t.sense(at)
    return bool(sense.months) or sense.number is not None or not sense.tags.keys().isdisjoint(("weekday", "deictic"))


def _governed(t: Table, at: int) -> bool:
    """Whether a word that asks for a length of time stands before: `خلال`, `لمدة`, `على مدى`, ل."""
    return bool(t.tag(at - 1, "calls_length")) or t.sense(at).clitic == "ل" or bool(t.tag(at, "approx"))


def _called(t: Table, at: int, amount: amounts.Amount) -> bool:
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
    if _named(t, amount.last + 1):
        return False
    if t.has_article(amount.last + 1):
        return False
    return bool(t.tag(at, "approx")) or (bool(t.tag(at - 1, "calls_length")) and not t.sense(at).clitic)


def _age(t: Table, at: int, amount: amounts.Amount) -> bool:
    """Whether a number of years is somebody's age: `(30 عاما)`, `البالغ من العمر 27 عاما`."""
    if amount.unit not in ("Y", "M"):
        return False
    after = amount.last + 1
    if t.form(at - 1) == "(" and t.sense(at).number is not None:
        return True
    if t.form(after) == ")" and any(t.form(i) == "(" for i in range(max(at - 4, 0), at)):
        return True
    if t.form(at - 1) in COMMAS and t.form(after) in COMMAS:
        return True  # put after a name
    if t.form(after) == "من" and t.form(after + 1) in ("العمر", "عمره", "عمرها"):
        return True
    return any(t.tag(i, "age") and (at - i < 3 or "عم" in t.form(i)) for i in range(max(at - 5, 0), at))
