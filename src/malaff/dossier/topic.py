"""How much a stretch of text is about the affair: the concepts of its phrases and questions, and its parties' names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from malaff.arabic.stems import stem
from malaff.archive.prepare import stems_of
from malaff.dossier.concepts import closed, looked_for
from malaff.model import Party

# Parties whose names tell that a clause is about the affair.
_PARTIES = 25


class Topic:
    """The words of an affair.

    Args:
        phrases: the phrases it is about, and the texts of its questions.
        parties: its parties, most active first.
    """

    def __init__(self, phrases: Iterable[str], parties: Sequence[Party] = ()) -> None:
        self._concepts: dict[str, str] = {}
        for phrase in phrases:
            for word in stems_of(phrase):
                if len(word) > 2 and word not in closed():
                    for form in looked_for(word):
                        self._concepts.setdefault(form, word)
        self._names: dict[str, str] = {}
        for party in parties[:_PARTIES]:
            for name in (party.name, *party.aliases[:4]):
                last = name.split()[-1]
                if party.kind in ("person", "state") and len(last) > 3:
                    self._names.setdefault(stem(last), party.name)

    def share(self, stems: Iterable[str]) -> float:
        """0 where nothing of the affair is named, 1 where three or more of its concepts or parties are."""
        held = set(stems)
        concepts = {self._concepts[word] for word in held if word in self._concepts}
        names = {self._names[word] for word in held if word in self._names}
        return min(1.0, (len(concepts) + len(names)) / 3)
