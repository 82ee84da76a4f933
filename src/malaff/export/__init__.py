"""Readings written for people and programs: terminal, JSON, JSON Lines, CSV, Markdown, HTML.

Every format is a `Writer` that takes items one at a time, so that a corpus of any size can be written.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Protocol, cast

from malaff.model import Reading, ReadingError

# Format name: the module and class that write it.
FORMATS: dict[str, tuple[str, str]] = {
    "terminal": ("terminal", "TerminalWriter"),
    "json": ("lines", "JsonWriter"),
    "jsonl": ("lines", "JsonLinesWriter"),
    "csv": ("table", "CsvWriter"),
    "md": ("markdown", "MarkdownWriter"),
    "html": ("page", "HtmlWriter"),
}


class Writer(Protocol):
    """Turns items into text, piece by piece."""

    def item(self, item: Reading | ReadingError) -> str:
        """What is to be written for one more item, together with what must stand before it."""

    def end(self) -> str:
        """What is to be written after the last item."""


def writer(name: str, **options: object) -> Writer:
    """The writer of a format in `FORMATS`; options are those of its class."""
    module, kind = FORMATS[name]
    make = cast("Callable[..., Writer]", getattr(import_module(f"malaff.export.{module}"), kind))
    return make(**options)
