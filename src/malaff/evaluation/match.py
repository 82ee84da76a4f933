"""Which read item is which annotated one: by the words they share, and names by what they are made of."""

from __future__ import annotations

import re
import unicodedata

from malaff.evaluation.gold import Bounds
from malaff.model import Statement

# How much two stretches must share (Dice over word positions) to be the same item.
STATEMENT, TIME, DEVELOPMENT, MENTION = 0.6, 0.5, 0.4, 0.5

Tokens = frozenset[Bounds]

_WORD = re.compile(r"[^\W_]+")
_SPELLING = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": ""})
_ARTICLE = re.compile(r"^(?:ال|وال|لل|بال)")
# A complementiser with its pronoun opens indirect speech; whether content takes it in is not counted.
_COMPLEMENTISER = re.compile(r"^[وف]?[بلك]?ان(?:ه|ها|هم|هما|هن|نا|ك|كم|ني|ي)?$")


def spelling(text: str) -> str:
    """`text` with the spelling variants of the guidelines made one; looser foldings would hide real errors."""
    plain = "".join(char for char in unicodedata.normalize("NFKC", text) if not unicodedata.combining(char))
    return plain.translate(_SPELLING)


_TITLE_WORDS = [
    "الدكتور", "دكتور", "د", "السيد", "السيدة", "الشيخ", "الأمير", "الملك", "الرئيس", "رئيس", "الوزير", "وزير",
    "اللواء", "العميد", "العقيد", "الفريق", "المهندس", "الأستاذ", "المستشار", "السفير", "النائب", "الخبير",
    "المتحدث", "باسم", "أول", "معالي", "سمو",
]  # fmt: skip
_TITLES = frozenset(_ARTICLE.sub("", spelling(word)) for word in _TITLE_WORDS)


def tokens(text: str, *stretches: Bounds | None) -> Tokens:
    """The words of some stretches of `text`, each by its bounds: half a word is another word."""
    return frozenset(word for stretch in stretches if stretch is not None for word in _words(text, stretch))


def content_tokens(text: str, *stretches: Bounds | None) -> Tokens:
    """As `tokens`, without a complementiser at the head of a stretch."""
    found: set[Bounds] = set()
    for stretch in stretches:
        if stretch is not None:
            words = _words(text, stretch)
            opens = bool(words) and _COMPLEMENTISER.match(spelling(text[slice(*words[0])]))
            found.update(words[1:] if opens else words)
    return frozenset(found)


def statement_tokens(text: str, statement: Statement) -> Tokens:
    """The words of a read statement's content, of both its parts."""
    spans = (statement.content, statement.content2)
    return content_tokens(text, *((span.start, span.end) if span else None for span in spans))


def _words(text: str, stretch: Bounds) -> list[Bounds]:
    start, end = stretch
    return [(start + match.start(), start + match.end()) for match in _WORD.finditer(text[start:end])]


def overlap(one: Tokens, other: Tokens) -> float:
    """Dice overlap, 0 where both are empty."""
    size = len(one) + len(other)
    return 2 * len(one & other) / size if size else 0.0


def pairs(golds: list[Tokens], reads: list[Tokens], least: float) -> list[tuple[int, int]]:
    """Pairs (gold, read) that overlap at least that much, each item in one pair, the best first."""
    rated = sorted(
        ((overlap(one, other), i, j) for i, one in enumerate(golds) for j, other in enumerate(reads)), reverse=True
    )
    free_golds, free_reads = set(range(len(golds))), set(range(len(reads)))
    out: list[tuple[int, int]] = []
    for rate, i, j in rated:
        if rate < least:
            break
        if i in free_golds and j in free_reads:
            free_golds.discard(i)
            free_reads.discard(j)
            out.append((i, j))
    return out


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names are one source's: the words of one stand in the other, titles and the article aside.

    A surname alone is not the full name: at least two words must be shared, unless the longer has no more than two.
    """
    if not one or not other:
        return False
    first, second = _name_words(one), _name_words(other)
    if not first or not second:
        return spelling(one) == spelling(other)
    small, large = sorted((first, second), key=len)
    return small <= large and (len(small) > 1 or len(large) <= 2)


def _name_words(name: str) -> set[str]:
    return {_ARTICLE.sub("", word) for word in _WORD.findall(spelling(name))} - _TITLES
