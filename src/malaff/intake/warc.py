"""Web archives (WARC): each archived page becomes an Article.

Read without a library: a WARC is a run of records, each with a head of lines and a length. Archives of thousands
of pages stream; a record that is no page, or no Arabic article, becomes a ReadingError or is passed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from malaff.errors import BadLine, MalaffError
from malaff.intake.compressed import Inflater
from malaff.intake.corpus import as_error
from malaff.intake.page import read_page
from malaff.model import Article, ReadingError

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_HEAD_LIMIT = 1 << 16


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


def read_warc(pieces: Iterator[bytes], *, source: str = "", max_bytes: int) -> Iterator[Article | ReadingError]:
    """The pages of a web archive, unpacked already.

    Yields:
        an Article for each response that is an Arabic article, a ReadingError for each page that is not; records
        that are no pages (requests, images) are passed. `line` of an error is the record's number.

    Raises:
        BadLine: where the bytes are no WARC.
    """
    buffer = _Buffer(pieces)
    number = 0
    while True:
        line = buffer.line()
        if line is None:
            return
        if not line:
            continue
        if not line.startswith(b"WARC/"):
            raise BadLine(
                f"Record {number + 1} does not begin as a WARC record.", remedy="Check that the file is whole."
            )
        number += 1
        fields = _fields(buffer)
        try:
            length = int(fields.get("content-length", ""))
        except ValueError as error:
            raise BadLine(f"Record {number} has no length.", remedy="Check that the file is whole.") from error
        body = buffer.take(max(0, length), max_bytes)
        if body is None:
            yield as_error(
                BadLine(f"The archive ends inside record {number}.", remedy="Check that the file is whole."),
                source,
                number,
            )
            return
        kind = fields.get("warc-type", "")
        url = fields.get("warc-target-uri", "").strip("<>") or None
        if kind not in ("response", "resource"):
            continue
        try:
            page = _page(body, kind, max_bytes)
            if page is None:
                continue
            data, charset = page
            yield read_page(data, url=url, source=f"{source}:{number}", declared=charset)
        except MalaffError as error:
            yield as_error(error, f"{source}:{number}" if url is None else url, number)


def _page(body: bytes, kind: str, max_bytes: int) -> tuple[bytes, str | None] | None:
    """(bytes, charset) of a page, or None for a record of another kind."""
    if kind == "resource":
        return (body, None) if body.lstrip()[:1] == b"<" else None
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
    if "chunked" in fields.get("transfer-encoding", "").lower():
        data = _unchunked(data)
    if fields.get("content-encoding", "").lower() in ("gzip", "x-gzip", "deflate"):
        data = b"".join(Inflater(max_bytes).feed(data))
    charset = _CHARSET.search(content)
    return data, charset[1] if charset else None


def _unchunked(data: bytes) -> bytes:
    """The body of a chunked answer; archivers often keep the header and not the chunks, then it is given as it is."""
    out = bytearray()
    at = 0
    while True:
        end = data.find(b"\r\n", at)
        try:
            size = int(data[at:end].split(b";", 1)[0], 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return bytes(out) if out else data
        if size == 0:
            return bytes(out)
        out += data[end + 2 : end + 2 + size]
        at = end + 2 + size + 2


def _fields(buffer: _Buffer) -> dict[str, str]:
    fields: dict[str, str] = {}
    for _ in range(200):
        line = buffer.line()
        if not line:
            break
        name, _, value = line.decode("utf-8", "replace").partition(":")
        fields.setdefault(name.strip().lower(), value.strip())
    return fields
