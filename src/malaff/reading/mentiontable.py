"""The names of one article by where they stand, so that a rule asks for those near a word and not for all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

Run = tuple[int, int, str]


class MentionTable:
    """Mentions in text order: (first word, last word, "person" | "organisation" | "place").

    Attributes:
        at: mention that begins at a word.
        ends: last words of mentions.
        persons: the mentions of persons; `person_words` all their words, `person_ends` the last of each.
        covering: mention each word belongs to.
    """

    __slots__ = ("_starts", "at", "covering", "ends", "person_ends", "person_words", "persons", "runs")

    def __init__(self, runs: list[Run] | None = None) -> None:
        self.runs = sorted(runs or [])
        self._starts = [a for a, _, _ in self.runs]
        self.at: dict[int, Run] = {}
        self.covering: dict[int, Run] = {}
        for run in self.runs:
            self.at.setdefault(run[0], run)
            for k in range(run[0], run[1] + 1):
                self.covering.setdefault(k, run)
        self.ends = frozenset(b for _, b, _ in self.runs)
        self.persons = [run for run in self.runs if run[2] == "person"]
        self.person_words = frozenset(k for a, b, _ in self.persons for k in range(a, b + 1))
        self.person_ends = frozenset(b for _, b, _ in self.persons)

    def __iter__(self) -> Iterator[Run]:
        return iter(self.runs)

    def __len__(self) -> int:
        return len(self.runs)

    def starting(self, first: int, end: int) -> list[Run]:
        """The mentions whose first word is `first` or later and before `end`."""
        return self.runs[bisect_left(self._starts, first) : bisect_left(self._starts, end)]

    def within(self, first: int, last: int) -> list[Run]:
        """The mentions that begin and end in words `first`..`last`."""
        return [run for run in self.starting(first, last + 1) if run[1] <= last]

    def before(self, word: int) -> Iterator[Run]:
        """The mentions that end before `word`, the nearest first."""
        for k in range(bisect_left(self._starts, word) - 1, -1, -1):
            if self.runs[k][1] < word:
                yield self.runs[k]
