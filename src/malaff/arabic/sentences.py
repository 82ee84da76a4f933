"""Sentences and paragraphs over a table of words.

A sentence ends at `.`, `!`, `؟`, `?`, dots that are followed by a new start, and at a newline. A stop inside a word's
own writing (initials, `إي.يو.إيه`, decimals, Latin abbreviations) ends nothing; a stop glued to the next sentence, as
crawled text often has it, does.
"""

from __future__ import annotations

from malaff.arabic.words import Words

STOPS = frozenset(".!؟?")
"""Marks that end a sentence."""
_CLOSERS = frozenset('»”›’")]')
# One-letter title abbreviations: د. (Dr), أ. (Prof.), م. (Eng.)
_ABBREVIATIONS = frozenset({"د", "ا", "م", "ا.د", "هـ", "ه", "ص", "ت", "ج"})


def _ends(words: Words, i: int) -> bool:
    raw = words.raw
    if raw[i] != ".":
        return True
    if i == 0 or raw[i - 1] == "\n":
        return False
    before = words.forms[i - 1]
    if i + 1 >= len(raw) or raw[i + 1] == "\n":
        return True
    after = raw[i + 1]
    tight = words.glued(i) and words.glued(i + 1)
    if tight and after[0].isalnum():
        if before[0].isdigit() or after[0].isdigit():
            return len(before) > 2 and not before[0].isdigit() and after[0].isdigit()
        # Initials and acronyms spelt out are short; a run-on sentence meets in whole words.
        return len(before) > 2 and len(after) > 2 and not after.isascii()
    return not (len(before) == 1 and words.glued(i) and before in _ABBREVIATIONS and after[0].isalpha())


def sentence_bounds(words: Words) -> list[tuple[int, int]]:
    """Sentences as (first word, one past the last word), the stop and closing marks taken in, newlines left out."""
    raw = words.raw
    n = len(raw)
    out: list[tuple[int, int]] = []
    start = 0
    candidates = [i for i, w in enumerate(raw) if w in STOPS or w == "\n"]
    for i in candidates:
        if i < start:
            continue
        if raw[i] == "\n":
            if i > start:
                out.append((start, i))
            start = i + 1
        elif _ends(words, i):
            end = i + 1
            while end < n and (raw[end] in STOPS or (raw[end] in _CLOSERS and words.glued(end))):
                end += 1
            out.append((start, end))
            start = end
    if start < n:
        out.append((start, n))
    return out


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """Offsets of the paragraphs: lines of `text` that hold more than blanks, without the blanks around them."""
    out: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped[0])
            out.append((start, start + len(stripped)))
        at += len(line) + 1
    return out
