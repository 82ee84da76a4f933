"""The articles of an affair, read: what all parts of a dossier are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from malaff.arabic.stems import stem
from malaff.arabic.words import PUNCT, Words
from malaff.dossier.clauses import Clauses
from malaff.dossier.concepts import closed
from malaff.model import DossierArticle, Evidence, Question, Reading, Span


@dataclass(frozen=True)
class Coverage:
    """The articles of a dossier, earliest first.

    Attributes:
        readings: as people left them.
        articles: the same as the dossier lists them, most relevant first.
        reprints: groups of ids that carry the same copy, the earliest of each first.
        questions: what the dossier asks.
    """

    readings: Sequence[Reading]
    articles: Sequence[DossierArticle]
    reprints: Sequence[Sequence[str]]
    questions: Sequence[Question] = ()
    _stems: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)
    _words: dict[str, Words] = field(default_factory=dict, compare=False, repr=False)
    _clauses: dict[str, Clauses] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def by_id(self) -> dict[str, Reading]:
        """The readings by the articles' ids."""
        return {reading.id: reading for reading in self.readings}

    @cached_property
    def report(self) -> dict[str, str]:
        """For each article the earliest one with its copy: articles with one value are one report."""
        found = {reading.id: reading.id for reading in self.readings}
        for group in self.reprints:
            for article in group:
                found[article] = group[0]
        return found

    @cached_property
    def relevance(self) -> dict[str, float]:
        """How relevant each article is, 0 to 1."""
        return {article.id: article.relevance for article in self.articles}

    @cached_property
    def until(self) -> str | None:
        """The last day of the coverage."""
        return max((day for reading in self.readings if (day := day_of(reading))), default=None)

    def reports(self, evidence: Sequence[Evidence]) -> int:
        """How many independent reports the evidence comes from."""
        return len({self.report[each.article] for each in evidence if each.article in self.report})

    def outlets(self, evidence: Sequence[Evidence]) -> set[str]:
        """The outlets the evidence comes from."""
        named = (self.by_id[each.article].outlet for each in evidence if each.article in self.by_id)
        return {outlet for outlet in named if outlet}

    def words(self, reading: Reading) -> Words:
        """The words of an article; kept, since every part of a dossier looks at them."""
        found = self._words.get(reading.id)
        if found is None:
            found = self._words[reading.id] = Words(reading.text)
        return found

    def clauses(self, reading: Reading) -> Clauses:
        """The sentences of an article."""
        found = self._clauses.get(reading.id)
        if found is None:
            found = self._clauses[reading.id] = Clauses(self.words(reading))
        return found

    def held(self, reading: Reading) -> frozenset[str]:
        """The words of an article that name something, as stems."""
        return _content(self.words(reading))

    def stems(self, text: str) -> frozenset[str]:
        """The words of a text that name something, as stems; kept, since the same clauses are compared often."""
        found = self._stems.get(text)
        if found is None:
            found = self._stems[text] = content_stems(text)
        return found

    def undated(self, reading: Reading, start: int, end: int) -> frozenset[str]:
        """The stems of a stretch without those of its times: a day's own words do not tell what happens on it."""
        times = " ".join(time.span.text for time in reading.times if start <= time.span.start < end)
        return self.stems(reading.text[start:end]) - self.stems(times)


def day_of(reading: Reading) -> str | None:
    """The ISO day an article was published."""
    return reading.published[:10] if reading.published else None


def evidence(reading: Reading, span: Span | tuple[int, int]) -> Evidence:
    """A stretch of an article as evidence."""
    start, end = (span.start, span.end) if isinstance(span, Span) else span
    return Evidence(article=reading.id, start=start, end=end, text=reading.text[start:end])


def content_stems(text: str) -> frozenset[str]:
    """The words of a text that name something, as stems."""
    return _content(Words(text))


def _content(words: Words) -> frozenset[str]:
    return frozenset(form for word in words.raw if (form := _naming(word)))


@lru_cache(maxsize=200_000)
def _naming(word: str) -> str:
    """The stem of a word that names something; nothing for marks, particles and single letters."""
    form = stem(word)
    named = word not in PUNCT and len(form) > 1 and form not in closed() and any(map(str.isalnum, form))
    return form if named else ""


def dice(one: frozenset[str] | set[str], two: frozenset[str] | set[str]) -> float:
    """How much two sets of words share, 0 to 1."""
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0
