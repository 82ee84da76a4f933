"""Sentences and clauses of an article around a place in it: what an item of a dossier shows as its evidence."""

from __future__ import annotations

from bisect import bisect_right

from malaff.arabic.sentences import sentence_bounds
from malaff.arabic.words import Words

# Marks that part clauses; `.` and the line end part sentences before.
_MARKS = frozenset('،,؛;:!؟?"«»“”()[]')
LONGEST = 40
"""Words up to which a whole sentence is shown; of a longer one the clause."""


class Clauses:
    """The sentences of one text."""

    def __init__(self, words: Words) -> None:
        self._text = words.text
        self._words = words
        bounds = sentence_bounds(words)
        self._sentences = [(words.starts[first], words.ends[end - 1]) for first, end in bounds]
        self._first = [start for start, _ in self._sentences]

    @property
    def sentences(self) -> list[tuple[int, int]]:
        """All sentences, in order."""
        return self._sentences

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence that holds the character at `at`."""
        i = bisect_right(self._first, at) - 1
        return self._sentences[i] if i >= 0 else (0, len(self._text))

    def around(self, start: int, end: int) -> tuple[int, int]:
        """A stretch widened to its sentence, where that is short; of a long one the stretch itself."""
        first, last = self.sentence(start)
        last = max(last, end)
        if len(self._text[first:last].split()) <= LONGEST:
            return first, last
        return self.clause(start, end)

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """A stretch widened to the marks around it, and on where that leaves but a few words."""
        words = self._words
        first, last = self.sentence(start)
        i = bisect_right(words.starts, start) - 1
        j = max(bisect_right(words.starts, max(start, end - 1)) - 1, i)
        low = max(bisect_right(words.starts, first) - 1, 0)
        high = bisect_right(words.starts, max(last - 1, first)) - 1
        while i > low and not (words.raw[i - 1] in _MARKS and j - i >= 2):
            i -= 1
        while j < high and not (words.raw[j + 1] in _MARKS and j - i >= 7):
            j += 1
        while i < j and words.raw[i] in _MARKS:
            i += 1
        return words.starts[i], words.ends[j]
