"""Errors a user can meet: each has a stable code, one sentence of what happened, and a remedy.

Codes are `M` and three digits: M1xx sources, M2xx reading, M3xx archive, M4xx dossier, M5xx web, M9xx usage.
docs/errors.md lists them; a test holds the list and the classes together.
"""

from __future__ import annotations

from typing import ClassVar


class MalaffError(Exception):
    """Base of every error malaff raises on purpose; `str()` gives code, message and remedy.

    Attributes:
        code: stable, searchable (`M101`).
        message: what happened, one sentence.
        remedy: what to do about it, one sentence.
    """

    code: ClassVar[str] = "M000"
    remedy: str = "Report it with the command you ran."

    def __init__(self, message: str, *, remedy: str | None = None) -> None:
        self.message = message
        if remedy is not None:
            self.remedy = remedy
        super().__init__(message)

    def __str__(self) -> str:
        return f"[{self.code}] {self.message} {self.remedy}"


class SourceNotFound(MalaffError):
    """The path does not exist or cannot be opened."""

    code = "M101"
    remedy = "Check the path and your right to read it."


class EmptySource(MalaffError):
    """The source holds no text at all."""

    code = "M102"
    remedy = "Give a page, a text file or a JSONL corpus that has text in it."


class BinarySource(MalaffError):
    """The bytes are no text in any encoding malaff knows (an image, a PDF, a database)."""

    code = "M103"
    remedy = "Give HTML, plain text, JSONL or CSV; convert other formats first."


class NotArabic(MalaffError):
    """The text is hardly or not at all Arabic."""

    code = "M104"
    remedy = "malaff reads Arabic; give an Arabic article."


class NoArticle(MalaffError):
    """The page holds no article: a login form, an error page, an index of links."""

    code = "M105"
    remedy = "Open the page in a browser and save the article itself."


class SourceTooLarge(MalaffError):
    """The source passes the size limit."""

    code = "M106"
    remedy = "Split it, or raise the limit with --max-bytes."


class BadLine(MalaffError):
    """A line of a JSONL or CSV corpus cannot be read; the rest goes on."""

    code = "M107"
    remedy = 'Each line needs at least {"id": "...", "text": "..."}.'


class FetchFailed(MalaffError):
    """The address did not answer with a page."""

    code = "M108"
    remedy = "Try it in a browser; save the page and read the file if it needs a login."


class AddressRefused(MalaffError):
    """The address is not a public http(s) address, or redirects to one that is not."""

    code = "M109"
    remedy = "Give a public http:// or https:// address."


class BadOption(MalaffError):
    """An option or argument does not fit."""

    code = "M901"
    remedy = "See --help."
