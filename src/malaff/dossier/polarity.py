"""Which side a clause takes: for what it speaks of, against it, or on a condition."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from malaff.arabic.fold import fold
from malaff.arabic.words import Words
from malaff.lexicon import rows

_NEGATIONS = frozenset(map(fold, ("لا", "لم", "لن", "ليس", "ليست", "غير", "عدم", "بعدم", "دون", "بدون", "بلا", "ما")))
# How many words a negation may stand before what it negates.
_REACH = 2


class Sides(NamedTuple):
    """How surely a clause is for, against, on a condition; each the weight of its surest cue."""

    support: float
    oppose: float
    condition: float


class _Cue(NamedTuple):
    side: str
    weight: float
    parts: tuple[frozenset[str], ...]


@cache
def _cues() -> dict[str, tuple[_Cue, ...]]:
    """The cues by their first words, longest first."""
    found: dict[str, list[_Cue]] = {}
    for row in rows("polarity.tsv"):
        parts = tuple(frozenset(fold(word) for word in part.split("/")) for part in row["words"].split())
        cue = _Cue(row["side"], float(row["weight"]), parts)
        for word in parts[0]:
            found.setdefault(word, []).append(cue)
    return {word: tuple(sorted(cues, key=lambda cue: -len(cue.parts))) for word, cues in found.items()}


def sides(text: str) -> Sides:
    """The sides that the words of a clause take."""
    forms = Words(text).forms
    support = oppose = condition = 0.0
    for i, form in enumerate(forms):
        for word in (form, form[1:] if form[:1] in "وف" and len(form) > 3 else form):
            cue = next((cue for cue in _cues().get(word, ()) if _stands(cue, forms, i)), None)
            if cue is not None:
                break
        else:
            continue
        if cue.side == "if":
            condition = max(condition, cue.weight)
            continue
        negated = any(_negates(forms[j]) for j in range(max(0, i - _REACH), i))
        if (cue.side == "for") != negated:
            support = max(support, cue.weight)
        else:
            oppose = max(oppose, cue.weight)
    return Sides(support, oppose, condition)


def _stands(cue: _Cue, forms: list[str], i: int) -> bool:
    return all(i + k < len(forms) and forms[i + k] in part for k, part in enumerate(cue.parts) if k)


def _negates(form: str) -> bool:
    return form in _NEGATIONS or (form[:1] in "وف" and form[1:] in _NEGATIONS)
