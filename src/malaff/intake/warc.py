"""Web archives (WARC): each archived page becomes an Article.

Read without a library: a WARC is a run of records, each with a head of lines and a length. Archives of thousands
of pages stream; a record that is no page, or no Arabic article, becomes a ReadingError or is passed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import structs

from malaff.errors import BadLine, BinarySource, MalaffError, SourceTooLarge
from malaff.intake.compressed import Inflater
from malaff.intake.corpus import as_error
from malaff.intake.page import read_page
from malaff.model import Article, Original, ReadingError

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
# A chunk's length, in hexadecimal digits.
_SIZE = re.compile(rb"[0-9A-Fa-f]{1,16}")
_HEAD_LIMIT = 1 << 16
_REMEDY = "Check that the file is whole."


class _Buffer:
    """Bytes of a run of pieces, taken by line and by length."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._data = bytearray()

    def _more(self) -> bool:
        piece = next(self._pieces, None)
        if piece is None:
            return False
        self._data += piece
        return True

    def line(self) -> bytes | None:
        """The next line without its end; None at the end. A head of more than 64 KiB is cut there."""
        start = 0
        while (end := self._data.find(b"\n", start)) < 0:
            start = len(self._data)
            if start > _HEAD_LIMIT:
                end = start - 1
                break
            if not self._more():
                if not self._data:
                    return None
                end = len(self._data) - 1
                line = bytes(self._data)
                self._data.clear()
                return line.rstrip(b"\r\n")
        line = bytes(self._data[:end])
        del self._data[: end + 1]
        return line.rstrip(b"\r")

    def take(self, length: int, keep: int) -> bytes | None:
        """The next `length` bytes, of which at most `keep` are kept; None where fewer come."""
        kept = bytearray()
        left = length
        while left > 0:
            if not self._data and not self._more():
                return None
            part = self._data[:left]
            if len(kept) < keep:
                kept += part[: keep - len(kept)]
            left -= len(part)
            del self._data[: len(part)]
        return bytes(kept)


class _Record(NamedTuple):
    """One record: its head's fields, the start of its body, and how many bytes the whole body has."""

    fields: dict[str, str]
    body: bytes
    length: int


def read_warc(pieces: Iterator[bytes], *, source: str = "", max_bytes: int) -> Iterator[Article | ReadingError]:
    """The pages of a web archive, unpacked already.

    Args:
        pieces: the archive's bytes; they may raise where the file is damaged.
        source: what the archive is called.
        max_bytes: the most bytes of one page.

    Yields:
        an Article for each response that is an Arabic article, a ReadingError for each page that is not; one more where
        the archive is damaged or breaks off, which ends it. Records that are no pages (requests, images) are passed,
        and those that say that a page came again as it was (revisits). `line` of an error is the record's number.

    Raises:
        MalaffError: where not even the first record can be read (BadLine: the bytes are no WARC).
    """
    buffer = _Buffer(pieces)
    number = 0
    while True:
        try:
            record = _next_record(buffer, number + 1, max_bytes)
        except MalaffError as error:
            if number == 0:
                raise
            yield as_error(error, source, number + 1)
            return
        if record is None:
            return
        number += 1
        kind = record.fields.get("warc-type", "")
        url = record.fields.get("warc-target-uri", "").strip("<>") or None
        if kind not in ("response", "resource"):
            continue
        try:
            page = _page(record, kind, max_bytes)
            if page is None:
                continue
            data, charset = page
            article = read_page(data, url=url, source=f"{source}:{number}", declared=charset)
            yield structs.replace(article, original=Original(media="page", data=data))
        except MalaffError as error:
            yield as_error(error, f"{source}:{number}" if url is None else url, number)


def _next_record(buffer: _Buffer, number: int, max_bytes: int) -> _Record | None:
    """The next record, or None at the end.

    Raises:
        BadLine: where none begins here, or the archive ends inside it.
    """
    while (line := buffer.line()) is not None:
        if not line:
            continue
        if not line.startswith(b"WARC/"):
            raise BadLine(f"Record {number} does not begin as a WARC record.", remedy=_REMEDY)
        fields = _fields(buffer)
        try:
            length = max(0, int(fields.get("content-length", "")))
        except ValueError as error:
            raise BadLine(f"Record {number} has no length.", remedy=_REMEDY) from error
        body = buffer.take(length, max_bytes)
        if body is None:
            raise BadLine(f"The archive ends inside record {number}.", remedy=_REMEDY)
        return _Record(fields, body, length)
    return None


def _page(record: _Record, kind: str, max_bytes: int) -> tuple[bytes, str | None] | None:
    """(bytes, charset) of a page, or None for a record of another kind.

    Raises:
        BinarySource: where it is damaged or packed in a way that malaff does not know.
        SourceTooLarge: where it has more than `max_bytes`.
    """
    body = record.body
    if kind == "resource":
        if body.lstrip()[:1] != b"<":
            return None
        _require_whole(record, max_bytes)
        return body, None
    head, mark, data = body.partition(b"\r\n\r\n")
    if not mark:
        return None
    lines = head.decode("latin-1").split("\r\n")
    if " 200" not in lines[0][:16]:
        return None
    fields = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    content = fields.get("content-type", "text/html")
    if "html" not in content:
        return None
    _require_whole(record, max_bytes)
    if "chunked" in fields.get("transfer-encoding", "").lower():
        data = _unchunked(data)
    charset = _CHARSET.search(content)
    return _unpacked(data, fields.get("content-encoding", "").lower(), max_bytes), charset[1] if charset else None


def _require_whole(record: _Record, max_bytes: int) -> None:
    if record.length > len(record.body):
        raise SourceTooLarge(f"The record has {record.length:,} bytes, more than {max_bytes:,}.")


def _unpacked(data: bytes, packing: str, max_bytes: int) -> bytes:
    """The page without its Content-Encoding; archivers often unpack it and keep the header."""
    if packing in ("", "identity") or data.lstrip()[:1] == b"<":
        return data
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise BinarySource(f"The page is packed as {packing}.", remedy="Archive it unpacked or with gzip.")
    inflater = Inflater(max_bytes)
    page = b"".join(inflater.feed(data))
    inflater.finish()
    return page


def _unchunked(data: bytes) -> bytes:
    """The body of a chunked answer; archivers often keep the header and not the chunks, then it is given as it is.

    Raises:
        BinarySource: where the chunks break off.
    """
    out = bytearray()
    at = 0
    while True:
        end = data.find(b"\r\n", at)
        size = _SIZE.fullmatch(data[at:end].split(b";", 1)[0].strip()) if end >= 0 else None
        if size is None:
            if not out:
                return data
            raise BinarySource("The page breaks off between its chunks.", remedy="Archive it again.")
        length = int(size[0], 16)
        if length == 0:
            return bytes(out)
        out += data[end + 2 : end + 2 + length]
        at = end + 2 + length + 2
        if at - 2 > len(data):
            raise BinarySource("The page breaks off inside a chunk.", remedy="Archive it again.")


def _fields(buffer: _Buffer) -> dict[str, str]:
    fields: dict[str, str] = {}
    for _ in range(200):
        line = buffer.line()
        if not line:
            break
        name, _, value = line.decode("utf-8", "replace").partition(":")
        fields.setdefault(name.strip().lower(), value.strip())
    return fields
