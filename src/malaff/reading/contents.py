"""What was said where: the contents of an article's statements by offset."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from malaff.model import Statement

_NESTED = 40  # contents that begin before an offset and may still run over it


class Contents:
    """The contents of statements, asked by offsets into the article's text."""

    __slots__ = ("_ordered", "_starts")

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._ordered = sorted((s.content.start, s.content.end, index) for index, s in enumerate(statements))
        self._starts = [start for start, _, _ in self._ordered]

    def around(self, start: int, end: int) -> int | None:
        """The index of the first statement whose content holds offsets `start` to `end`, or None."""
        at = bisect_right(self._starts, start)
        found = [index for _, stop, index in self._ordered[max(0, at - _NESTED) : at] if end <= stop]
        return min(found) if found else None
