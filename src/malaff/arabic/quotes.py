"""Quotation marks paired over a table of words.

Every kind in use is paired: guillemets « » and ‹ ›, curly “ ” „ ‟, single ‘ ’, straight ", doubled marks ("" or ''),
reversed guillemets » «, nested, unclosed, and speech that runs over paragraphs. Straight marks have no direction:
what touches them tells (a space before and a word after opens). A mark left open closes at its paragraph's end.
"""

from __future__ import annotations

from typing import NamedTuple

from malaff.arabic.words import Words

_OPEN = {"«": "»", "‹": "›", "“": "”", "„": "”", "‘": "’", "‚": "’", "‟": "”"}
_CLOSE = {"»", "›", "”", "’"}
_STRAIGHT = frozenset('"')
MARKS = frozenset('«»‹›“”„‟‘’‚"')
_CLITICS = frozenset("بلوفك")
# Marks that may stand before an opening quotation mark with no space between.
_BEFORE_OPEN = frozenset(":،,؛(–—-[{/…")
_BEYOND = 3  # paragraphs a quotation may run over


class Quote(NamedTuple):
    """A quotation: word index of its opening mark and of its closing mark, its depth (0 outermost).

    `closed` is False where the text never closes it; `close` is then the index of the newline that ends the
    paragraph, or the number of words at the text's end.
    """

    open: int
    close: int
    depth: int
    closed: bool


def _opens(words: Words, i: int) -> bool | None:
    """Whether straight mark `i` opens (True), closes (False) or cannot be told (None) by what touches it."""
    before = words.raw[i - 1] if i else "\n"
    after = words.raw[i + 1] if i + 1 < len(words) else "\n"
    touches_before = words.glued(i) and before not in _BEFORE_OPEN and before != "\n"
    touches_after = i + 1 < len(words) and words.glued(i + 1) and after != "\n"
    if touches_before and not touches_after:
        # A clitic glued to the mark (ب"عدائية") would touch the word behind it too.
        return False
    if touches_after and not touches_before:
        return None if after in "،,.؛!؟?):" else True
    if touches_before and touches_after:
        if before in _CLITICS or before == "ـ" or (len(before) <= 3 and before.endswith("ـ")):
            return True
        return False if after in '،,.؛:!؟?)…»”"' or after.startswith("..") else None
    return None


def pair_quotes(words: Words) -> list[Quote]:
    """All quotations of the text in order of their opening mark."""
    raw = words.raw
    n = len(raw)
    marks = [i for i, w in enumerate(raw) if w in MARKS or w == "\n"]
    if len(marks) == 0:
        return []
    quotes: list[Quote] = []
    stack: list[tuple[int, str]] = []  # (index, closing mark expected)
    newline_at: list[int] = []  # newlines passed since the outermost open mark

    def close(i: int, closed: bool) -> None:
        start, _ = stack.pop()
        quotes.append(Quote(start, i, len(stack), closed))

    # A text whose first guillemet is a closing one with a word right behind writes them reversed.
    first = next((i for i in marks if raw[i] in "«»"), None)
    flipped = (
        first is not None
        and raw[first] == "»"
        and first + 1 < n
        and words.glued(first + 1)
        and (not words.glued(first))
    )
    for i in marks:
        mark = raw[i]
        if mark == "\n":
            if stack:
                newline_at.append(i)
                if len(newline_at) >= _BEYOND or not _goes_on(words, i, stack[0][1]):
                    end = newline_at[0]
                    while stack:
                        close(end if stack[-1][0] < end else i, closed=False)
                    newline_at.clear()
            continue
        if flipped and mark in "«»":
            mark = "«" if mark == "»" else "»"
        if mark in _STRAIGHT:
            opens = _opens(words, i)
            if opens is None:
                opens = not (stack and stack[-1][1] == '"')
            if opens:
                if len(stack) < 4:
                    stack.append((i, '"'))
            elif stack and any(expected == '"' for _, expected in stack):
                while stack and stack[-1][1] != '"':
                    close(i, closed=False)
                close(i, closed=True)
            if not stack:
                newline_at.clear()
            continue
        if mark in _OPEN:
            if mark == "”" or len(stack) >= 4:
                continue
            if stack and newline_at and stack[-1][1] == _OPEN[mark]:
                continue  # a paragraph of a long quotation repeats the opening mark
            stack.append((i, _OPEN[mark]))
            continue
        # closing marks
        if any(expected == mark for _, expected in stack):
            while stack[-1][1] != mark:
                close(i, closed=False)
            close(i, closed=True)
            if not stack:
                newline_at.clear()
        elif mark == "”" and i + 1 < n and words.glued(i + 1) and not words.glued(i):
            stack.append((i, "”" if "“" not in raw else "“"))  # ”both marks alike”
    while stack:
        close(newline_at[0] if newline_at and stack[-1][0] < newline_at[0] else n, closed=False)
    quotes.sort()
    return quotes


def _goes_on(words: Words, newline: int, expected: str) -> bool:
    """Whether the quotation open at `newline` goes on in the next paragraph: a closing mark comes there first."""
    raw = words.raw
    i = newline + 1
    opener = next((k for k, v in _OPEN.items() if v == expected), '"')
    if i < len(raw) and raw[i] == opener and expected != '"':
        return True
    seen = 0
    while i < len(raw) and raw[i] != "\n":
        if raw[i] == expected:
            if expected == '"':
                opens = _opens(words, i)
                if opens:
                    return False
                return opens is False
            return True
        if expected != '"' and raw[i] == opener:
            return False
        i += 1
        seen += 1
        if seen > 400:
            return False
    return False
