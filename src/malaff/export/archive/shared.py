"""What the archive's views share: ids, places, stretches with marked words, sizes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from malaff.export.terminal import Style, clean, isolate, width, wrapped

_WORD = re.compile(r"\S+")


def identifier(text: str) -> str:
    """An id alone on its line: isolated only where its direction needs it, so that it can be copied as it is."""
    if any(unicodedata.bidirectional(char) in ("R", "AL") for char in text):
        return isolate(text)
    return clean(text)


def joined(parts: Iterable[str | None]) -> str:
    """The parts that there are, each in an isolate, parted by dots."""
    return " · ".join(isolate(part) for part in parts if part)


def led(label: str, text: str, columns: int, indent: str) -> list[str]:
    """`text` broken into lines, the first of them led by a label."""
    first, *rest = wrapped(text, columns, indent + " " * len(label)) or [""]
    return [indent + label + first.lstrip(" "), *rest]


def marked_lines(text: str, marks: Sequence[tuple[int, int]], columns: int, indent: str, style: Style) -> list[str]:
    """`text` broken into lines, each one bidi isolate, with the characters at `marks` strong inside it."""
    lines: list[str] = []
    plain: list[str] = []
    shown: list[str] = []
    size = 0

    def end() -> None:
        nonlocal size
        if plain:
            # The isolate is that of the plain words: what makes them strong has no direction.
            opened = isolate(" ".join(plain))
            lines.append(indent + opened[0] + " ".join(shown) + opened[-1])
        plain.clear()
        shown.clear()
        size = 0

    for word in _WORD.finditer(text):
        bare = clean(word[0])
        if not bare:
            continue
        needed = width(bare) + bool(plain)
        if plain and size + needed > columns - len(indent):
            end()
            needed = width(bare)
        plain.append(bare)
        shown.append(_marked(text, word.start(), word.end(), marks, style))
        size += needed
    end()
    return lines


def _marked(text: str, start: int, end: int, marks: Sequence[tuple[int, int]], style: Style) -> str:
    pieces: list[str] = []
    at = start
    for low, high in sorted(marks):
        low, high = max(low, at), min(high, end)
        if low < high:
            pieces += [clean(text[at:low]), style.strong(clean(text[low:high]))]
            at = high
    return "".join([*pieces, clean(text[at:end])])


def size_of(count: int) -> str:
    """A number of bytes as people read it."""
    if count < 1000:
        return f"{count} bytes"
    size, units = count / 1000, iter(("kB", "MB", "GB", "TB"))
    unit = next(units)
    while size >= 1000 and unit != "TB":
        size, unit = size / 1000, next(units)
    return f"{size:.1f} {unit}"
