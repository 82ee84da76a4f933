"""Which side a clause takes: for what it speaks of, against it, or on a condition."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from malaff.arabic.fold import fold
from malaff.arabic.words import Words
from malaff.lexicon import rows
from malaff.model import Stance
from malaff.reading.grammar import CLASSES, RELATIVE

_NEGATIONS = frozenset(map(fold, ("لا", "لم", "لن", "ليس", "ليست", "غير", "عدم", "بعدم", "دون", "بدون", "بلا", "ما")))
# How many words a negation may stand before what it negates.
_REACH = 2
# Words in which the subject of a clause begins, and among which a supposition opens it.
_SUBJECT, _OPENING = 2, 6
_SUPPOSING = frozenset(map(fold, ("حال", "حالة", "إذا", "لو")))
# Words before a target that a refusal may stand in, and characters that hold it with what warns of it.
_NEAR, _BEFORE = 3, 110
_WARNING = frozenset(map(fold, ("حذر", "حذرت", "يحذر", "تحذر", "محذرا", "محذرة", "تحذير", "عواقب", "خطورة")))


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


def sides(text: str, *, refusing: bool = True) -> Sides:
    """The sides that the words of a clause take; without `refusing` its subject is taken for no refusal."""
    forms = Words(text).forms
    support = oppose = condition = 0.0
    refused = _refusal(_subject(forms)) if refusing else 0.0
    for i, form in enumerate(forms):
        if _describes(forms, i):
            continue
        for word in (form, form[1:] if form[:1] in "وف" and len(form) > 3 else form):
            cues = (cue for cue in _cues().get(word, ()) if not _refusing(cue) and _stands(cue, forms, i))
            cue = next(cues, None)
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
    if refused:
        # What refusing would lead to: whoever says it speaks for what would be refused.
        return Sides(refused, 0.0, condition)
    return Sides(support, oppose, condition)


def refused(text: str) -> bool:
    """Whether what a clause tells is a refusal and no agreement (`أعلنت رفضها الاتفاق`)."""
    taken = sides(text)
    return taken.oppose >= max(_SURE, taken.support)


_SURE = 0.5


def refuses(text: str) -> bool:
    """Whether a target is itself a refusal: who is for `رفض الاتفاق` is against the agreement."""
    return bool(_refusal(Words(text).forms[:1]))


def refusal_charged(text: str) -> bool:
    """Whether an accusation charges somebody with a refusal (`اتهم الحكومة بالإخلال بتعهدها`): the source is for it."""
    return any(form[:1] == "ب" and _refusal([form]) for form in Words(text).forms[:_CHARGE])


_CHARGE = 6  # words that name the accused


def refusal_warned_of(text: str, at: int) -> bool:
    """Whether a target is what others would refuse, and the source warns of that (`حذر من أن رفض المجلس للاتفاق`)."""
    forms = Words(text[max(0, at - _BEFORE) : at]).forms
    return bool(_refusal(forms[-_NEAR:])) and any(form in _WARNING for form in forms)


def formerly(text: str) -> Stance | None:
    """The stance that a clause says its subject had before, which is not the one it has now.

    `وافقت على خطة كانت تعارضها في السابق`: oppose. None where it says none, or where the verb has a subject of its own
    (`خطة رفضها البرلمان من قبل`).
    """
    forms = Words(text).forms
    for i, form in enumerate(forms):
        former: Stance | None = "oppose" if form in _REFUSED else "support" if form in _BACKED else None
        if former is None or i < _BEFORE_IT:
            continue
        following = forms[i + 1 : i + 1 + _FOLLOWING]
        alone = not following or not following[0][0].isalpha() or following[0] in _ADVERBS or following[0] in _FORMERLY
        told = any(word in _FORMERLY for word in following) or any(word in _HAD for word in forms[i - _REACH : i])
        if alone and told:
            return former
    return None


def _describes(forms: list[str], i: int) -> bool:
    """Whether word `i` says in a relative clause what became of a thing (`الخطة التي رفضها البرلمان`): no side."""
    return (forms[i] in _REFUSED or forms[i] in _BACKED) and any(word in RELATIVE for word in forms[max(0, i - 2) : i])


# Words that say what is agreed to, at least; and words behind the verb in which it is told when it was.
_BEFORE_IT, _FOLLOWING = 2, 4
_REFUSED = CLASSES["refused_it"]
_BACKED = CLASSES["backed_it"]
_FORMERLY = CLASSES["formerly"]
_HAD = CLASSES["had_been"]
_ADVERBS = CLASSES["its_adverbs"]


def _subject(forms: list[str]) -> list[str]:
    """The words in which the subject of a clause begins: its first, or those after `في حال` and `إذا`."""
    for i, form in enumerate(forms[:_OPENING]):
        if form in _SUPPOSING:
            return forms[i + 1 : i + 1 + _SUBJECT]
    return forms[:_SUBJECT]


def _refusal(forms: list[str]) -> float:
    """The weight of a noun of refusing among the words a clause begins with."""
    found = (cue.weight for form in forms for word in _bare(form) for cue in _cues().get(word, ()) if _refusing(cue))
    return max(found, default=0.0)


def _refusing(cue: _Cue) -> bool:
    return cue.side == "refusal"


def _bare(form: str) -> tuple[str, ...]:
    """A word, and what is left of it without a conjunction or preposition before it."""
    return (form, form[1:]) if form[:1] in "وفبل" and len(form) > 3 else (form,)


def _stands(cue: _Cue, forms: list[str], i: int) -> bool:
    return all(i + k < len(forms) and forms[i + k] in part for k, part in enumerate(cue.parts) if k)


def _negates(form: str) -> bool:
    return form in _NEGATIONS or (form[:1] in "وف" and form[1:] in _NEGATIONS)
