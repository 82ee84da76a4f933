"""The act of a statement: its cue's act, overruled by what the content says (`lexicon/acts.tsv`)."""

from __future__ import annotations

from malaff import lexicon
from malaff.arabic.fold import fold
from malaff.model import Act
from malaff.reading.grammar import CLASSES

_FIRST: list[tuple[frozenset[str], Act, frozenset[str], tuple[str, ...]]] = []
_ANY: list[tuple[frozenset[str], Act, tuple[str, ...]]] = []
FEELINGS: dict[str, Act] = {}
_ANY_FIRST: dict[str, list[tuple[frozenset[str], Act, tuple[str, ...]]]] = {}

_INFLECTED = "اهيتنو"  # endings that take no accusative's alef, or are a verb's

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
            if _act == "accuse" and len(_words) == 1 and _words[0][-1] not in _INFLECTED:  # `مؤسف`, `مؤسفا`
                _ANY_FIRST.setdefault(f"{_words[0]}ا", []).append((_from, _act, (f"{_words[0]}ا",)))

_LOOK = 18
_DENIALS = CLASSES["denials"]
_FUTURE = {row["class"]: frozenset(fold(w) for w in row["words"].split()) for row in lexicon.rows("futures.tsv")}
_SELF_FUTURE = CLASSES["self_future"]


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
    if act in ("assert", "announce"):
        if forms[last] in _DENIALS and last > first and forms[last - 1] in ("غير", "ليس", "ليست"):
            return "deny"
        return _outlook(act, forms, first, last)
    return act


def _outlook(act: Act, forms: list[str], first: int, last: int) -> Act:
    """What a say-verb comes to where its content looks ahead: a step announced, a promise, a refusal, a forecast."""
    for k in range(first, min(last, first + 8) + 1):
        form = forms[k]
        verb = form[1:] if form[:1] in "وف" and form[1:2] == "س" else form
        if len(verb) > 4 and verb[0] == "س" and verb[1] in "يتنا" and verb not in _FUTURE["noun"]:
            if verb in _FUTURE["being"]:
                continue  # what will be is told as what is
            if verb in _SELF_FUTURE:
                return "commit"
            if verb in _FUTURE["forecast"]:
                return "expect"
            if k > first and forms[k - 1] in _OWN:
                return "commit"
            if verb[1] in "يتن" and k <= first + 2:
                return "announce"
        if form == "قد" and k < last and forms[k + 1][0] in "يت" and len(forms[k + 1]) > 2:
            return "expect"
        if form == "لن" and k <= first + 1 and k < last:
            return "reject" if k == first or forms[first] in _OWN else act
        if form == "سوف":
            return "expect"
    return act


def feeling_of(forms: list[str], first: int) -> Act | None:
    """The act of a noun of feeling (أمله, رفضه, شكره) that opens the content or led to it, or None."""
    for k in range(max(0, first - 4), min(len(forms), first + 3)):
        if forms[k] in FEELINGS:
            return FEELINGS[forms[k]]
    return None


_OWN = CLASSES["own_side"]
