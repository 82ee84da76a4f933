"""What became of a thing that was due, found in the coverage around and after its day.

Every sentence of the reports that appeared from shortly before the day to some days after it is held against the
pledge by the words that tell it from other matters of the affair (weighed by how few sentences have them). The sentence
that covers most of it answers: it was put off, it was not done, or it was done, in time or late.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from malaff.arabic.fold import fold
from malaff.arabic.stems import stem
from malaff.arabic.words import Words
from malaff.dossier.asking import family, plurals
from malaff.dossier.coverage import Coverage, day_of, evidence
from malaff.lexicon import rows
from malaff.model import Evidence, Outcome

# How much of a pledge's words, by weight, a sentence must have to answer it; and how many of them.
_COVERS, _LEAST = 0.33, 2
# Reports answer a pledge when they appear within this many days before its day and after it.
_BEFORE, _AFTER = 4, 30
_PUT_OFF = 0.6  # of what the best answer covers
_REACH = 8  # words that a word of failing reaches
# A day's grace: the press writes the next day; and talks take days.
_GRACE, _TALKS = 1, 4
_MEETING = "اجتماع"


class _Sentence(NamedTuple):
    article: str
    day: str
    start: int
    end: int
    stems: frozenset[str]
    told: str | None  # the latest day that the sentence gives


@cache
def cues() -> dict[str, frozenset[str]]:
    """Words of `due.tsv` by what they say of a clause."""
    found: dict[str, set[str]] = {}
    for row in rows("due.tsv"):
        found.setdefault(row["says"], set()).update(fold(word) for word in row["words"].split())
    return {says: frozenset(words) for says, words in found.items()}


@cache
def _not_verbs() -> frozenset[str]:
    """Words that begin as a future verb does and are none."""
    listed = (row["words"] for row in rows("futures.tsv") if row["class"] == "noun")
    return frozenset(fold(word) for words in listed for word in words.split())


def is_future(form: str) -> bool:
    """Whether a folded word is a future verb (`سيغادر`)."""
    # `سأ` is left out: folded, it is how many nouns and past verbs begin (`ساعات`, `ساهمت`).
    return len(form) > 4 and form[0] == "س" and form[1] in "يتن" and form not in _not_verbs()


class Outcomes:
    """The sentences of a coverage, ready to answer."""

    def __init__(self, coverage: Coverage) -> None:
        self._coverage = coverage
        self._sentences: list[_Sentence] = []
        self._next: dict[tuple[str, int], _Sentence] = {}  # by the article and the end of the sentence before
        held: Counter[str] = Counter()
        for reading in coverage.readings:
            day = day_of(reading)
            if day is None:
                continue
            ended: int | None = None
            for start, end in coverage.clauses(reading).sentences:
                stems = frozenset(map(_form, coverage.stems(reading.text[start:end])))
                held.update(stems)
                days = [
                    time.to for time in reading.times if time.to and start <= time.span.start < end and time.to <= day
                ]
                sentence = _Sentence(reading.id, day, start, end, stems, max(days, default=None))
                self._sentences.append(sentence)
                if ended is not None:
                    self._next[reading.id, ended] = sentence
                ended = end
        total = max(len(self._sentences), 1)
        # A word that one sentence alone has answers nothing.
        self._weight = {stem: math.log(total / count) for stem, count in held.items() if count > 1}

    def of(self, due: str, said: str, told: Iterable[frozenset[str]]) -> tuple[Outcome, list[Evidence]]:
        """What became of a pledge that was given on `said`: its outcome and the evidence.

        Args:
            due: the day or month.
            said: the day it was first reported.
            told: the stems of its clause, as each report has it; the report that is answered best counts.
        """
        last = last_day(due)
        first = max(_plus(said, 1), _plus(due if len(due) == 10 else f"{due}-01", -_BEFORE))
        near = [sentence for sentence in self._sentences if first <= sentence.day <= _plus(last, _AFTER)]
        answers: list[tuple[float, Outcome, _Sentence]] = []
        for stems in {frozenset(map(_form, held)) for held in told}:
            total = sum(self._weight.get(stem, 0.0) for stem in stems) or 1.0
            for sentence in near:
                common = stems & sentence.stems
                if len(common) < _LEAST:
                    continue
                covered = sum(self._weight.get(stem, 0.0) for stem in common) / total
                if covered < _COVERS:
                    continue
                outcome = self._answer(sentence, common, last, self._coverage.until or last)
                if outcome is not None:
                    answers.append((covered, outcome, sentence))
        if not answers:
            return "open", []
        best = max(answers, key=lambda answer: (answer[0], answer[2].day))
        # That it was put off is told beside what was not reached, and says more.
        put_off = [each for each in answers if each[1] == "postponed" and each[0] >= _PUT_OFF * best[0]]
        chosen = max(put_off, key=lambda answer: answer[0]) if put_off and best[1] != "kept" else best
        if chosen[1] == "missed" and (next_ := self._put_off_after(chosen[2], told)) is not None:
            chosen = (chosen[0], "postponed", next_)
        reading = self._coverage.by_id[chosen[2].article]
        return chosen[1], [evidence(reading, (chosen[2].start, chosen[2].end))]

    def _put_off_after(self, missed: _Sentence, told: Iterable[frozenset[str]]) -> _Sentence | None:
        """The sentence right after one that tells of a failure, where it says that the thing was put off."""
        following = self._next.get((missed.article, missed.end))
        if following is None:
            return None
        forms = _plain_forms(self._coverage.by_id[following.article].text[following.start : following.end])
        stems = {_form(stem) for held in told for stem in held}
        return following if _told_of("put off", forms, frozenset(stems)) else None

    def _answer(self, sentence: _Sentence, common: frozenset[str], last: str, until: str) -> Outcome | None:
        text = self._coverage.by_id[sentence.article].text[sentence.start : sentence.end]
        if text.rstrip().endswith("؟"):
            return None
        forms = _plain_forms(text)
        words = set(forms)
        if _told_of("put off", forms, common):
            return "postponed"
        if _told_of("failed", forms, common):
            return "missed" if sentence.day >= last else None
        if words & cues()["pending"] or _may_be(forms) or any(map(is_future, forms)):
            return None
        if last > until:
            return None
        done = sentence.told or sentence.day
        grace = _TALKS if _form(stem(_MEETING)) in common else _GRACE
        return "kept" if done <= _plus(last, grace) else "missed"


def _plain_forms(text: str) -> list[str]:
    """The words of a text, folded, without an attached و or ف."""
    return [form[1:] if form[:1] in "وف" and len(form) > 3 else form for form in Words(text).forms]


def _told_of(says: str, forms: list[str], common: frozenset[str]) -> bool:
    """Whether a word of failing or putting off stands just before what was due; `أي تأخير` is only thought of."""
    for i, form in enumerate(forms):
        if form not in cues()[says] or (i and forms[i - 1] in _ANY):
            continue
        if any(_form(stem(word)) in common for word in forms[i + 1 : i + 1 + _REACH]):
            return True
    return False


def _may_be(forms: list[str]) -> bool:
    """Whether `قد` says that something may be (`قد يطول`), not that it has been (`كانا قد وقعا`)."""
    return any(before == _QAD and form[:1] == "ي" for before, form in pairwise(forms))


_QAD = fold("قد")
_ANY = frozenset(map(fold, ("أي", "أية")))


@lru_cache(maxsize=100_000)
def _form(form: str) -> str:
    """One form for what is to be and what has been: `سيغادر` and `غادر`, `جندي` and `جنود`, words of one family."""
    bare = form[1:] if is_future(form) else form
    if family(bare) == bare and len(bare) > 4 and bare[0] == "ي":
        bare = bare[1:]
    form = family(min(plurals().get(bare, (bare,))))
    # Adjectives agree: `التوقيع النهائي`, `الصيغة النهائية`.
    return form[:-1] if len(form) > 4 and form.endswith("ه") else form


def last_day(due: str) -> str:
    """The last day of a day or month."""
    if len(due) == 10:
        return due
    year, month = int(due[:4]), int(due[5:7])
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).isoformat()


def _plus(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
