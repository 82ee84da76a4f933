"""A source of any kind becomes Articles: the one door of intake."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path, PurePath, PurePosixPath
from typing import BinaryIO, Literal

from msgspec import structs

from malaff.errors import MalaffError, SourceNotFound
from malaff.intake.compressed import lines_of, unpacked
from malaff.intake.encoding import decode, refuse_binary
from malaff.model import Article, Original, ReadingError

# The most bytes of one page, text or table; JSONL and WARC stream, so that each record has this limit.
MAX_BYTES = 50_000_000
# A line of a corpus longer than this is refused rather than kept in memory.
_MAX_LINE = 50_000_000

_KINDS = {
    ".html": "page", ".htm": "page", ".xhtml": "page", ".shtml": "page", ".php": "page", ".aspx": "page",
    ".mhtml": "unknown", ".txt": "text", ".md": "text", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "unknown",
    ".csv": "csv", ".tsv": "csv", ".warc": "warc", ".xml": "unknown", ".rss": "feed", ".atom": "feed",
}  # fmt: skip
_SNIFF = 4096


def read_source(
    source: str | Path, *, max_bytes: int = MAX_BYTES, allow_private: bool = False
) -> Iterator[Article | ReadingError]:
    """The articles of a source.

    Args:
        source: a path to a page (.html, .htm), a text (.txt), a corpus (.jsonl, .csv), a feed (.xml) or a web archive
            (.warc), each also gzipped; an http or https address; or "-" for the standard input. What a name without
            a known ending holds is found by its content.
        max_bytes: the most bytes of a page, text or table, and of one record of a corpus or archive.
        allow_private: lets an address lead into a private network; for tests.

    Yields:
        Articles; in a corpus, feed or archive a ReadingError for each record that cannot be read, the rest goes on.

    Raises:
        malaff.errors.MalaffError: where a single source cannot be read; its class says why (docs/errors.md).
    """
    name = str(source)
    if name.startswith(("http://", "https://", "HTTP://", "HTTPS://")):
        yield from _address(name, max_bytes, allow_private)
    elif name == "-":
        yield from _stream(sys.stdin.buffer, "unknown", "-", max_bytes)
    elif "://" in name and not Path(name).exists():
        from malaff.errors import AddressRefused

        raise AddressRefused(f"{name!r} is not an http or https address.")
    else:
        path = Path(name)
        with _open(path) as stream:
            yield from _stream(stream, _kind(path), name, max_bytes)


def read_stream(
    stream: BinaryIO, name: str, *, max_bytes: int = MAX_BYTES, unpacked_bytes: int | None = None
) -> Iterator[Article | ReadingError]:
    """The articles of a file that somebody sent.

    Args:
        stream: its bytes, gzipped or not.
        name: what it was called, which tells its kind and stands in the articles as their source; no path.
        max_bytes: as of `read_source`.
        unpacked_bytes: the most that may come out of it altogether; None for no limit.

    Raises:
        malaff.errors.MalaffError: as of `read_source`.
    """
    yield from _stream(stream, _kind(PurePosixPath(name)), name, max_bytes, unpacked_bytes)


def _kind(path: PurePath) -> str:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return _KINDS.get(suffixes[-1], "unknown") if suffixes else "unknown"


def _open(path: Path) -> BinaryIO:
    try:
        if path.is_dir():
            raise SourceNotFound(f"{path} is a folder.", remedy="Name the files in it: malaff read FOLDER/*.html")
        return path.open("rb")
    except FileNotFoundError as error:
        raise SourceNotFound(f"{path} does not exist.") from error
    except (OSError, ValueError) as error:
        raise SourceNotFound(f"{path} cannot be opened: {getattr(error, 'strerror', None) or error}.") from error


def _stream(
    stream: BinaryIO, kind: str, name: str, max_bytes: int, unpacked_bytes: int | None = None
) -> Iterator[Article | ReadingError]:
    pieces = unpacked(stream, unpacked_bytes)
    first = b""
    try:
        for piece in pieces:
            first += piece
            if len(first) >= _SNIFF:
                break
    except MalaffError as error:
        if not first:
            raise
        # What came before the damage is read; then it is met where it stands.
        pieces = _raising(error)
    # A file called .html may be a picture all the same, and one called .txt a page.
    kind = _by_content(first, kind)
    rest = chain([first], pieces)
    if kind == "jsonl":
        from malaff.intake.corpus import read_jsonl

        yield from read_jsonl(lines_of(rest, min(_MAX_LINE, max_bytes)), source=name)
    elif kind == "warc":
        from malaff.intake.warc import read_warc

        yield from read_warc(rest, source=name, max_bytes=max_bytes)
    else:
        yield from _whole(_limited(rest, max_bytes, name), kind, name)


def _raising(error: MalaffError) -> Iterator[bytes]:
    """Pieces of which there are none left but the error."""
    yield from ()
    raise error


def _limited(pieces: Iterator[bytes], max_bytes: int, name: str) -> bytes:
    from malaff.errors import SourceTooLarge

    data = bytearray()
    for piece in pieces:
        data += piece
        if len(data) > max_bytes:
            raise SourceTooLarge(f"{name} has more than {max_bytes:,} bytes.")
    return bytes(data)


def _whole(
    data: bytes, kind: str, name: str, *, url: str | None = None, charset: str | None = None
) -> Iterator[Article | ReadingError]:
    """The articles of a source that is read as one piece."""
    if kind == "csv":
        from malaff.intake.corpus import read_csv

        yield from read_csv(data, source=name)
        return
    if kind == "feed":
        from malaff.intake.feed import read_feed

        yield from read_feed(data, source=name)
        return
    if kind == "page":
        from malaff.intake.page import read_page

        yield _with_original(read_page(data, url=url, source=name, declared=charset), "page", data)
        return
    from malaff.intake.text import read_text

    yield _with_original(read_text(decode(data, declared=charset), source=name), "text", data)


def _with_original(article: Article, media: Literal["page", "text"], data: bytes) -> Article:
    return structs.replace(article, original=Original(media=media, data=data))


def _by_content(first: bytes, kind: str) -> str:
    """What a source holds, by its first bytes where its name does not say or says wrong.

    Raises:
        BinarySource: where it is a picture, a document, a database.
    """
    if first.startswith(b"WARC/"):
        return "warc"
    refuse_binary(first)
    if kind not in ("unknown", "text", "page", "feed"):
        return kind
    if not first.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return "text"
    head = decode(first[:_SNIFF]).lstrip()
    from malaff.intake.feed import is_feed

    if kind == "feed" or is_feed(head):
        return "feed"
    if kind in ("unknown", "text") and head.startswith("{"):
        line = head.split("\n", 1)[0]
        if '"text"' in line or '"body"' in line or '"content"' in line or '"id"' in line:
            return "jsonl"
    if kind == "page":
        return "page"
    lowered = head[:_SNIFF].lower()
    if lowered.startswith(
        ("<!doctype html", "<html", "<head", "<body", "<?xml", "<!--", "<div", "<article", "<meta", "<p>")
    ):
        return "page"
    if "<html" in lowered or "<body" in lowered or (lowered.count("</") > 5 and lowered.startswith("<")):
        return "page"
    if kind == "unknown":
        header = lowered.split("\n", 1)[0].strip()
        if len(header) < 300 and "text" in [
            cell.strip(' "\r') for cell in header.replace(";", ",").replace("\t", ",").split(",")
        ]:
            return "csv" if "," in header or ";" in header or "\t" in header else "text"
    return "text"


def _address(url: str, max_bytes: int, allow_private: bool) -> Iterator[Article | ReadingError]:
    from malaff.intake.fetch import fetch

    answer = fetch(url, max_bytes=max_bytes, allow_private=allow_private)
    kinds: dict[str, str] = {"text/html": "page", "application/xhtml+xml": "page", "text/csv": "csv",
                             "application/x-ndjson": "jsonl", "application/jsonl": "jsonl"}  # fmt: skip
    kind = _by_content(answer.data[:_SNIFF], kinds.get(answer.content_type, "unknown"))
    if kind == "jsonl":
        from malaff.intake.corpus import read_jsonl

        yield from read_jsonl(answer.data.split(b"\n"), source=url)
    else:
        yield from _whole(answer.data, kind, url, url=answer.url, charset=answer.charset)
