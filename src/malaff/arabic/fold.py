"""Spelling-insensitive forms of Arabic text, with a way back to the original offsets.

`fold` makes a comparison form and is many to one: alef with hamza or madda, ya and alef maqsura, ta marbuta
and ha, hamza carriers, tatweel, harakat, presentation forms, zero-width and bidi marks, both eastern digit sets.
`Folded` keeps, for each character of the form, where it came from.
"""

from __future__ import annotations

import unicodedata

TATWEEL = "\u0640"

# Characters that carry no letter: harakat, Quranic marks, superscript alef, tatweel, zero-width and bidi marks.
_DROPPED = [
    *range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD), *range(0x06DF, 0x06E5),
    0x06E7, 0x06E8, *range(0x06EA, 0x06EE), 0x0640, 0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
    *range(0x2060, 0x2070), 0xFEFF, 0x00AD,
]  # fmt: skip

_MAPPED = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ٵ": "ا",
    "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ە": "ه", "ھ": "ه",
    "ک": "ك", "ڪ": "ك", "گ": "ك", "ڤ": "ف", "پ": "ب", "چ": "ج", "ژ": "ز",
}  # fmt: skip


def _table() -> dict[int, str]:
    table: dict[int, str] = {ord(k): v for k, v in _MAPPED.items()}
    for code in _DROPPED:
        table[code] = ""
    for i in range(10):
        table[0x0660 + i] = table[0x06F0 + i] = str(i)
    # Presentation forms fold through their compatibility form (lam-alef becomes two letters).
    for code in [*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)]:
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code):
            table[code] = plain.translate(table).strip()
    return table


TABLE: dict[int, str] = _table()


def fold(text: str) -> str:
    """The comparison form of `text`: one spelling for all variants, Latin lower-cased.

    Length may change; use `Folded` where offsets matter.
    """
    return text.translate(TABLE).lower()


class Folded:
    """A folded view of `text` that maps back: `text[view.original(i):view.original_end(j)]`.

    Attributes:
        form: the folded text.
    """

    __slots__ = ("_ends", "_starts", "form", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        starts: list[int] = []
        ends: list[int] = []
        pieces: list[str] = []
        for at, char in enumerate(text):
            piece = TABLE.get(ord(char), char).lower()
            pieces.append(piece)
            starts.extend([at] * len(piece))
            ends.extend([at + 1] * len(piece))
        self.form = "".join(pieces)
        self._starts = starts
        self._ends = ends

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in `text` of `form[start:end]`, trailing marks that fold to nothing taken in.

        Raises:
            IndexError: where the slice leaves the form.
        """
        if not 0 <= start <= end <= len(self.form):
            raise IndexError(f"{start}:{end} is outside a form of {len(self.form)} characters")
        if start == end:
            at = self._starts[start] if start < len(self._starts) else len(self.text)
            return at, at
        last = self._ends[end - 1]
        while last < len(self.text) and TABLE.get(ord(self.text[last])) == "":
            last += 1
        return self._starts[start], last
