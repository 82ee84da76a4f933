"""Keys under which spellings of one name meet.

`name_key` is the name folded, its parts joined the one way (`عبدالله`, `عبد الله`): names with one key are one name.
`skeleton` goes further and writes a name as its consonants, those that transliterations interchange taken together
(`لاغارد`, `لاجارد`; `فولفغانغ`, `فولفجانج`): two names with one skeleton may be one, which is decided by what else is
known of them (`malaff.archive.people`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from malaff.arabic.fold import fold

_WORD = re.compile(r"\w+")
# First parts of names that are written apart or joined.
_JOINED = ("عبد", "ابو", "ابن", "بن", "ابي", "بو")
# Letters that transliterations of one foreign sound interchange.
_ONE_SOUND = str.maketrans({
    "غ": "ج", "ق": "ك", "ط": "ت", "ث": "س", "ص": "س", "ز": "س", "ش": "س", "ظ": "د", "ض": "د", "ذ": "د", "ح": "ه",
    "ء": "", "ع": "",
})  # fmt: skip
_VOWELS = str.maketrans("", "", "اويه")


@lru_cache(maxsize=200_000)
def name_key(name: str) -> str:
    """The name for comparison: folded, without marks, its joined parts as one word."""
    words = _WORD.findall(fold(name))
    parts: list[str] = []
    for word in words:
        if parts and parts[-1] in _JOINED:
            parts[-1] += word
        else:
            parts.append(word)
    return " ".join(parts)


@lru_cache(maxsize=200_000)
def skeleton(name: str) -> str:
    """The consonants of a name, words parted by blanks; vowel letters, doubled letters and the article are left out."""
    out: list[str] = []
    for word in name_key(name).split():
        bare = word[2:] if word.startswith("ال") and len(word) > 4 else word
        letters = bare.translate(_ONE_SOUND).translate(_VOWELS)
        squeezed = "".join(letter for i, letter in enumerate(letters) if i == 0 or letter != letters[i - 1])
        out.append(squeezed or bare[:1])
    return " ".join(out)
