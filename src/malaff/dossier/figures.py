"""Figures of the coverage: a number, what it counts, and the words it stands among."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from malaff.arabic.fold import fold
from malaff.arabic.numbers import read_number
from malaff.arabic.stems import stem
from malaff.arabic.words import PUNCT, Words
from malaff.dossier.asking import family
from malaff.dossier.concepts import closed
from malaff.model import Reading

_DECIMAL = re.compile(r"\d+[.,٫]\d{1,2}")
_GROUPED = re.compile(r"\d{1,3}(?:[,٬]\d{3})+")
_SCALE_WORDS = ((1e9, "مليار مليارات مليارا بليون"), (1e6, "مليون ملايين مليونا"), (1e3, "ألف آلاف ألفا"))
_SCALES = {fold(word): scale for scale, words in _SCALE_WORDS for word in words.split()}
_CURRENCY_WORDS = "دولار دولارا يورو ريال ريالا جنيه جنيها دينار دينارا درهم درهما ليرة"
_CURRENCIES = frozenset(map(stem, _CURRENCY_WORDS.split()))
_PER_CENT = frozenset(map(fold, ("بالمئة", "بالمائة", "بالمية", "المئة", "المائة", "%", "٪")))
# Words that say that something is measured and not what.
_MEASURE_WORDS = "قيمة بقيمة قيمته قيمتها تبلغ يبلغ بلغ بلغت تصل يصل تقدر يقدر نحو حوالي قدره حجم حجمه إجمالي مجموع"
_MEASURES = frozenset(map(stem, _MEASURE_WORDS.split()))
_AT_LEAST = frozenset(
    map(
        fold,
        ["أكثر", "تفوق", "يفوق", "تتجاوز", "يتجاوز", "تتعدى", "يتعدى", "تزيد", "يزيد", "يزيدون", "يتجاوزون", "فوق"],
    )
)
_AT_MOST = frozenset(map(fold, ["أقل", "يقل", "تقل", "يقلون", "دون", "تحت", "حدود"]))
_YEARS = frozenset(map(fold, ("عاما", "عام", "سنة", "أعوام", "سنوات")))
_AGE = frozenset(map(fold, ("عمره", "عمرها", "العمر", "البالغ", "البالغة")))
_NEGATED = frozenset(map(fold, ["لا", "لم", "ليس"]))
# Words before and after a figure that say what it counts.
_BEFORE, _AFTER = 8, 4
# Below this a number in words is grammar (`اثنين`, `ثلاثة`) more often than a figure.
_LEAST = 5


class Figure(NamedTuple):
    """One figure.

    `unit` is what it counts: `%`, `money`, or a noun's stem (a currency's too); `around` are the stems next to it, one
    for all words of a family; `bound` is `least` (`أكثر من 80`), `most` (`لا يتجاوز 1200`), or empty.
    """

    reading: Reading
    start: int
    end: int
    value: float
    unit: str
    around: frozenset[str]
    bound: str


def figures(reading: Reading, words: Words) -> Iterator[Figure]:
    """The figures of an article, dates, clock times and ages left out; `words` are those of its text."""
    times = [(time.span.start, time.span.end) for time in reading.times]
    forms = words.forms
    i = 0
    while i < len(forms):
        number = _number(forms, i)
        if number is None:
            # `الخامس عشر` is a rank as a whole.
            rank = read_number(forms, i)
            i = max(rank.next if rank else 0, i + 1)
            continue
        value, after = number
        start = words.starts[i]
        scaled = after < len(forms) and forms[after] in _SCALES
        if scaled:
            value *= _SCALES[forms[after]]
            after += 1
        near = [*forms[max(0, i - _BEFORE) : i], *forms[after : after + _AFTER]]
        age = forms[after : after + 1] and forms[after] in _YEARS and any(word in _AGE for word in near)
        if value >= _LEAST and not age and not any(first <= start < last for first, last in times):
            around = frozenset(family(form) for word in near if _tells(word) and (form := stem(word)) not in closed())
            unit = _unit(forms, after, scaled=scaled)
            yield Figure(reading, start, words.ends[after - 1], value, unit, around, _bound(forms, i))
        # `60 في المئة` is one figure, though `المئة` is a number too.
        while after < len(forms) and (forms[after] in _PER_CENT or forms[after : after + 2] == ["في", "الميه"]):
            after += 1
        i = max(after, i + 1)


def _number(forms: list[str], i: int) -> tuple[float, int] | None:
    """The number at a word, and the word after it."""
    if _DECIMAL.fullmatch(forms[i]):
        return float(forms[i].replace(",", ".").replace("٫", ".")), i + 1
    if _GROUPED.fullmatch(forms[i]):
        return float(forms[i].replace(",", "").replace("٬", "")), i + 1
    found = read_number(forms, i)
    if found is None or found.ordinal:
        return None
    return float(found.value), found.next


def _unit(forms: list[str], at: int, *, scaled: bool) -> str:
    """What a number counts, by the word after it."""
    while at < len(forms) and forms[at] in ("من", "في", ")", "("):
        at += 1
    word = forms[at] if at < len(forms) else ""
    if word in _PER_CENT:
        return "%"
    form = stem(word).removesuffix("ا")
    named = word.isalpha() and len(form) > 2 and form not in closed()
    # Millions of nothing are millions of money.
    return form if named else "money" if scaled else ""


def _tells(word: str) -> bool:
    """Whether a word beside a figure says what it counts: no mark, number or currency, and none of `بقيمة`, `تبلغ`."""
    form = stem(word)
    return (
        word not in PUNCT
        and word.isalpha()
        and len(word) > 2
        and word not in _SCALES
        and form not in _CURRENCIES
        and form not in _MEASURES
    )


def _bound(forms: list[str], i: int) -> str:
    """Whether the words before a number make it a bound."""
    for j in range(i - 1, max(0, i - 3) - 1, -1):
        word = forms[j][1:] if forms[j][:1] in "وفب" and len(forms[j]) > 3 else forms[j]
        most, least = word in _AT_MOST or forms[j] in _AT_MOST, word in _AT_LEAST or forms[j] in _AT_LEAST
        if most or least:
            negated = any(form in _NEGATED for form in forms[max(0, j - 3) : j])
            return "least" if least != negated else "most"
    return ""
