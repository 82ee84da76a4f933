"""The act of a statement: its cue's act, overruled by what the content says (`lexicon/acts.tsv`)."""

from __future__ import annotations

from malaff import lexicon
from malaff.arabic.fold import fold
from malaff.model import Act

_FIRST: list[tuple[frozenset[str], Act, frozenset[str], tuple[str, ...]]] = []
_ANY: list[tuple[frozenset[str], Act, tuple[str, ...]]] = []
FEELINGS: dict[str, Act] = {}
_ANY_FIRST: dict[str, list[tuple[frozenset[str], Act, tuple[str, ...]]]] = {}

for _row in lexicon.rows("acts.tsv"):
    _act: Act = _row["act"]  # type: ignore[assignment]  # checked against the acts by a test of the lexicon
    if _row["where"] == "feeling":
        for _word in _row["words"].split():
            FEELINGS[fold(_word)] = _act
        continue
    _from = frozenset(_row["from"].split())
    for _phrase in _row["words"].split("|"):
        _words = tuple(fold(_phrase).split())
        if _row["where"] == "first":
            _FIRST.append((_from, _act, frozenset(_words[:1]), _words))
        else:
            _ANY_FIRST.setdefault(_words[0], []).append((_from, _act, _words))

_LOOK = 14


def act_of(act: Act, forms: list[str], first: int, last: int) -> Act:
    """The act of a content of words `first`..`last` whose cue stands for `act`."""
    for sources, new, head, words in _FIRST:
        if forms[first] in head and act in sources and tuple(forms[first : first + len(words)]) == words:
            return new
    stop = min(last, first + _LOOK)
    for k in range(first, stop + 1):
        for sources, new, words in _ANY_FIRST.get(forms[k], ()):
            if act not in sources:
                continue
            end = k + len(words)
            piece = forms[k:end]
            if len(words) > 1 and len(words[-1]) == 1 and end <= last + 1:
                if piece[:-1] == list(words[:-1]) and piece[-1].startswith(words[-1]):
                    return new
            elif tuple(piece) == words:
                return new
    return act
