"""A text cut once into words and marks: the table every step of reading works on.

A word is a run of letters with its vowel marks, a number, or one punctuation mark; a newline is a word of its
own. Glued runs part where letters meet digits (`منذ ١٦عاما`) and at `_` and `#` (hashtags). The cut
never changes the text: `text[starts[i]:ends[i]]` is the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from malaff.arabic.fold import fold

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0640\u200c\u200d"
TOKEN = re.compile(
    rf"[^\W\d_][^\W\d_{_MARKS}]*(?:[{_MARKS}]+[^\W\d_]*)*"  # letters with their marks
    r"|\d+(?:[.,\u066b\u066c]\d+)*"  # numbers with their separators
    r"|\n"
    r"|\.{2,}"  # dots in a row are one mark
    r"|[^\w\s\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u061c\u00ad]"
    r"|_"
)

PUNCT = frozenset("،,.؛;:!؟?…\"'«»‹›“”„‟‘’‚()[]{}-–—/\\|*•·\n_#%$&+=<>@")


class Words:
    """The words of a text.

    Attributes:
        text: the text itself, untouched.
        raw: each word as it stands in the text.
        forms: each word folded (`malaff.arabic.fold.fold`).
        starts, ends: offsets in code points, end exclusive.
    """

    __slots__ = ("ends", "forms", "raw", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        raw: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for match in TOKEN.finditer(text):
            raw.append(match.group())
            starts.append(match.start())
            ends.append(match.end())
        self.raw = raw
        self.starts = starts
        self.ends = ends
        memo = _FORMS
        if len(memo) > _FORMS_LIMIT:
            memo.clear()
        self.forms = [memo[word] for word in raw]

    def __len__(self) -> int:
        return len(self.raw)

    def __iter__(self) -> Iterator[str]:
        return iter(self.raw)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets from the start of word `first` to the end of word `last`, both taken in."""
        return self.starts[first], self.ends[last]

    def glued(self, i: int) -> bool:
        """Whether word `i` touches the word before it (no space between)."""
        return i > 0 and self.ends[i - 1] == self.starts[i]


@lru_cache(maxsize=4)
def words_of(text: str) -> Words:
    """The words of a text, cut once for those that look at the same text one after another; nobody changes them."""
    return Words(text)


class _Forms(dict[str, str]):
    """Folded forms, kept: a newspaper's vocabulary is small against its running words."""

    def __missing__(self, word: str) -> str:
        form = fold(word) or word
        self[word] = form
        return form


_FORMS_LIMIT = 400_000
_FORMS = _Forms()
