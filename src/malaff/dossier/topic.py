"""How much a stretch of text is about the affair: the concepts of its phrases and questions, and its parties' names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from malaff.arabic.stems import stem
from malaff.archive.prepare import stems_of
from malaff.dossier.concepts import closed, looked_for
from malaff.model import Party

# Parties whose names tell that a clause may be about the affair, and how much they do.
_PARTIES, _NAMED = 25, 0.25


class Topic:
    """The words of an affair.

    Args:
        phrases: the phrases it is about, and the texts of its questions.
        parties: its parties, most active first.
        weights: how much each word of the phrases tells (`malaff.dossier.matching.weights`); one that is missing, 1.
    """

    def __init__(
        self, phrases: Iterable[str], parties: Sequence[Party] = (), weights: Mapping[str, float] | None = None
    ) -> None:
        self._concepts: dict[str, str] = {}
        self._weights: dict[str, float] = {}
        for phrase in phrases:
            for word in stems_of(phrase):
                if len(word) > 2 and word not in closed():
                    self._weights[word] = max(0.0, (weights or {}).get(word, 1.0))
                    for form in looked_for(word):
                        self._concepts.setdefault(form, word)
        self._names: set[str] = set()
        for party in parties[:_PARTIES]:
            for name in (party.name, *party.aliases[:4]):
                last = name.split()[-1]
                if party.kind in ("person", "state") and len(last) > 3:
                    self._names.add(stem(last))
        heaviest = sorted(self._weights.values(), reverse=True)
        # Two of the weightier words are enough to speak of the affair.
        self._enough = 2 * heaviest[len(heaviest) // 4] if heaviest else 1.0

    def share(self, stems: Iterable[str]) -> float:
        """0 where nothing of the affair is named, 1 where two of its weightier words are, or more lighter ones.

        That parties are named counts as a light word: what they do elsewhere is no matter of the affair.
        """
        held = set(stems)
        words = {self._concepts[word] for word in held if word in self._concepts}
        told = sum(self._weights[word] for word in words)
        if not held.isdisjoint(self._names):
            told += _NAMED * self._enough
        return min(1.0, told / self._enough) if self._enough else 0.0
