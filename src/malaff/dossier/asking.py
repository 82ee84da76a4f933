"""A dossier's question held against a clause: whether it is about it, and whether it speaks of the opposite."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from malaff.arabic.stems import stem, variants
from malaff.archive.prepare import stems_of
from malaff.dossier.concepts import alike, closed
from malaff.dossier.coverage import Coverage
from malaff.lexicon import rows
from malaff.model import Question


@cache
def _families() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows("alike.tsv"):
        words = {stem(word) for word in row["words"].split()}
        for word in words:
            found.setdefault(word, set()).update(words)
    return {word: frozenset(words) for word, words in found.items()}


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows("opposites.tsv"):
        one, other = ({stem(word) for word in row[side].split()} for side in ("one", "other"))
        for words, against in ((one, other), (other, one)):
            for word in words:
                found.setdefault(word, set()).update(against)
    return {word: frozenset(words) for word, words in found.items()}


@cache
def plurals() -> dict[str, tuple[str, ...]]:
    """For each word with a broken plural, all its forms."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("broken_plurals.tsv"):
        forms = tuple(stem(word) for word in (row["singular"], *row["plurals"].split()))
        for form in forms:
            found.setdefault(form, forms)
    return found


@cache
def family(word: str) -> str:
    """One stem for all words that the coverage uses for one another, a bare preposition before them taken off."""
    families = _families()
    if word not in families and word[:1] in ("ب", "ل") and word[1:] in families:
        word = word[1:]
    word = without_pronoun(word)
    return min(families.get(word, (word,)))


_PRONOUNS = ("هما", "هم", "ها")


def without_pronoun(word: str) -> str:
    """A stem without a pronoun at its end (`خروجها`), where what is left is known to be a word (`خروج`)."""
    families = _families()
    if word in families:
        return word
    cut = (word.removesuffix(pronoun) for pronoun in _PRONOUNS if word.endswith(pronoun))
    return next((left for left in cut if left in families), word)


class Asked:
    """One question, ready to be held against clauses.

    Args:
        question: what the dossier asks.
        coverage: its articles; a word that all of them have tells little.
    """

    def __init__(self, question: Question, coverage: Coverage) -> None:
        self.id = question.id
        named = (without_pronoun(word) for word in stems_of(question.text))
        words = [w for w in dict.fromkeys(named) if len(w) > 2 and w not in closed()]
        held = _held(coverage)
        total = max(len(coverage.readings), 1)
        self._form: dict[str, str] = {}
        self._against: dict[str, str] = {}
        weights: dict[str, float] = {}
        for word in words:
            family = set(alike(word)) | set(_families().get(word, ()))
            if any(self._form.get(form) for form in (word,)):
                continue  # a word of a family that the question has already
            share = max(held[form] for form in family) / total
            weights[word] = math.log(1 + 1 / max(share, 0.08))
            for form in family:
                for written in variants(form)[:3]:
                    self._form.setdefault(written, word)
            for form in _opposites().get(word, ()):
                for written in variants(form)[:3]:
                    self._against.setdefault(written, word)
        for written in list(self._against):
            if written in self._form:
                del self._against[written]
        self._weights = weights
        # A clause need not name all that the question does; two of its weightiest words are enough.
        self._enough = sum(sorted(weights.values(), reverse=True)[:2]) or 1.0

    def about(self, stems: Iterable[str]) -> tuple[float, bool]:
        """How much of the question a clause names, 0 to 1, and whether it names the opposite of a word of it."""
        words: set[str] = set()
        turned = False
        for form in map(without_pronoun, stems):
            if form in self._form:
                words.add(self._form[form])
            elif form in self._against:
                words.add(self._against[form])
                turned = True
        return min(1.0, sum(self._weights[word] for word in words) / self._enough), turned

    def torn(self, stems: Iterable[str]) -> bool:
        """Whether a clause names both a word of the question and the opposite of one."""
        named = set(map(without_pronoun, stems))
        return not named.isdisjoint(self._form) and not named.isdisjoint(self._against)

    def named(self, word: str) -> bool | None:
        """Whether a stem is a word of the question (True), the opposite of one (False), or neither (None)."""
        form = without_pronoun(word)
        return True if form in self._form else False if form in self._against else None


def asked(questions: Sequence[Question], coverage: Coverage) -> list[Asked]:
    """The questions, ready to be held against clauses."""
    return [Asked(question, coverage) for question in questions]


def _held(coverage: Coverage) -> Counter[str]:
    counts: Counter[str] = Counter()
    for reading in coverage.readings:
        counts.update(coverage.held(reading))
    return counts
