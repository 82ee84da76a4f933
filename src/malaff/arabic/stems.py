"""The form under which a word is kept in the search index and looked for: folded, without conjunction and article.

Light on purpose: what is taken off is a prefix that a reader would not think part of the word (`والحكومة`, `بالحكومة`
and `حكومة` are found by one another), never a suffix. A word keeps its own و or ف where the lexicon
`radical_initials.tsv` says so. The bare prepositions `ب`, `ل` and `ك` stay on the word, since too many words begin with
those letters; a search looks for the word with and without them (`variants`).
"""

from __future__ import annotations

from functools import cache, lru_cache

from malaff.arabic.fold import fold
from malaff.lexicon import rows

_CONJUNCTIONS = "وف"
_PREPOSITIONS = ("ب", "ل", "ك")
_LEAST = 3  # letters that must be left of a word when a prefix is taken off


@cache
def _radical() -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole words, and beginnings of words, whose first letter is their own."""
    whole: set[str] = set()
    beginnings: set[str] = set()
    for row in rows("radical_initials.tsv"):
        entry = row["beginning"]
        (whole.add(entry[:-1]) if entry.endswith("_") else beginnings.add(entry))
    return frozenset(whole), tuple(sorted(beginnings))


@lru_cache(maxsize=400_000)
def stem(word: str) -> str:
    """The index form of a word, folded or not: conjunctions and the article with its preposition taken off."""
    # No word has a hamza on an alef after a و or ف of its own: `وأسعار` is two words, however `واسع` begins.
    parted = len(word) > _LEAST and word[0] in _CONJUNCTIONS and word[1] in "أإآ"
    form = fold(word[1:] if parted else word)
    whole, beginnings = _radical()
    for _ in range(2):
        if len(form) <= _LEAST or form[0] not in _CONJUNCTIONS or form in whole or form.startswith(beginnings):
            break
        form = form[1:]
    if form.startswith("لل") and len(form) > _LEAST:
        return form[2:] if len(form) >= 2 + _LEAST else form
    if form[:1] in ("ب", "ك") and form[1:3] == "ال" and len(form) >= 3 + _LEAST:
        return form[3:]
    if form.startswith("ال") and len(form) >= 2 + _LEAST:
        return form[2:]
    return form


def variants(word: str) -> list[str]:
    """The index forms a word is looked for under: its stem, with and without a bare preposition before it."""
    base = stem(word)
    found = [base, *(preposition + base for preposition in _PREPOSITIONS[:2])]
    if base.startswith(_PREPOSITIONS) and len(base) > _LEAST + 1 and not fold(word).startswith("ال"):
        found.append(base[1:])
    return found
