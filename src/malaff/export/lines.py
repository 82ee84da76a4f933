"""JSON and JSON Lines: the records as they are."""

from __future__ import annotations

import msgspec

from malaff.model import Reading, ReadingError, encode


class JsonLinesWriter:
    """One record a line; an item that could not be read keeps its place as an error record."""

    def item(self, item: Reading | ReadingError) -> str:
        return encode(item).decode() + "\n"

    def end(self) -> str:
        return ""


class JsonWriter:
    """Indented JSON: one object, or a list.

    Args:
        single: write the object alone where there turns out to be one item.
    """

    def __init__(self, *, single: bool = False) -> None:
        self._single = single
        self._count = 0
        self._held = ""

    def item(self, item: Reading | ReadingError) -> str:
        text = msgspec.json.format(encode(item), indent=2).decode()
        self._count += 1
        if self._single and self._count == 1:
            self._held = text
            return ""
        if self._single and self._count == 2:
            return f"[\n{self._held},\n{text}"
        return ("[\n" if self._count == 1 else ",\n") + text

    def end(self) -> str:
        if self._single and self._count == 1:
            return self._held + "\n"
        return "\n]\n" if self._count else "[]\n"
