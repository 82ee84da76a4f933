"""JSONL and CSV corpora become Articles, one line at a time; a bad line becomes a ReadingError and the rest goes on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from malaff.errors import BadLine, EmptySource, MalaffError, NotArabic
from malaff.intake.dateline import find_dateline
from malaff.intake.dates import parse_date
from malaff.intake.encoding import decode
from malaff.intake.identity import article_id
from malaff.model import Article, ReadingError

# A line longer than this is refused rather than kept in memory (bytes).
MAX_LINE = 50_000_000

_TEXTS = ("text", "body", "content", "article", "نص", "النص")
_decoder = msgspec.json.Decoder()


def read_jsonl(lines: Iterable[bytes], *, source: str = "") -> Iterator[Article | ReadingError]:
    """Articles of JSON Lines.

    Args:
        lines: the raw lines.
        source: what the corpus is called; a record's source is `source:line`.

    Yields:
        an Article for each record, text kept code point for code point; a ReadingError with the line's number for
        each line that is no JSON object with a text, and for the second record of one id. Blank lines are passed.
    """
    seen: set[int] = set()
    number = 0
    source_lines = iter(lines)
    while True:
        number += 1
        try:
            raw = next(source_lines)
        except StopIteration:
            return
        except MalaffError as error:  # the file breaks off
            yield as_error(error, source, number)
            return
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        if not line.strip():
            continue
        try:
            yield _once(_record(_object(line), source, number), seen)
        except MalaffError as error:
            yield as_error(error, source, number)


def read_csv(data: bytes, *, source: str = "") -> Iterator[Article | ReadingError]:
    """Articles of a CSV table with a header line; columns as the fields of JSON Lines, `text` needed.

    The delimiter (comma, semicolon, tab) is found. Line numbers are those of the file.

    Raises:
        EmptySource, BinarySource: where there is no text.
        BadLine: where the header has no text column.
    """
    text = decode(data)
    head = text[:20_000].split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    previous = csv.field_size_limit(MAX_LINE)
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        if not any(name in header for name in _TEXTS):
            raise BadLine(
                "The table's first line names no text column.",
                remedy="Give the table a header line with a column `text` (and `id`, `title`, `date`, `url` if known).",
            )
        seen: set[int] = set()
        start = reader.line_num + 1
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield as_error(BadLine(f"The line is no CSV: {error}."), source, reader.line_num)
                start = reader.line_num + 1
                continue
            if any(cell.strip() for cell in cells):
                try:
                    if len(cells) > len(header):
                        raise BadLine(f"The line has {len(cells)} cells, the header {len(header)}.")
                    record: dict[str, Any] = {k: v for k, v in zip(header, cells, strict=False) if v != ""}
                    yield _once(_record(record, source, start), seen)
                except MalaffError as error:
                    yield as_error(error, source, start)
            start = reader.line_num + 1
    finally:
        csv.field_size_limit(previous)


def as_error(error: MalaffError, source: str, line: int | None) -> ReadingError:
    """The record that stands in for an article that could not be read."""
    return ReadingError(source=source, line=line, code=error.code, message=error.message, remedy=error.remedy)


def _object(line: bytes) -> dict[str, Any]:
    if len(line) > MAX_LINE:
        raise BadLine(f"The line has more than {MAX_LINE:,} bytes.", remedy="Split the corpus: one article a line.")
    try:
        value: object = _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        value = _lenient(line)
    if not isinstance(value, dict):
        raise BadLine(f"The line holds a JSON {_kind(value)}, not an object.")
    return value


def _lenient(line: bytes) -> object:
    """The line once more, with windows-1256 bytes; BadLine where it is no JSON."""
    if b"{" not in line[:4096]:
        raise BadLine("The line is not JSON.")
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return _decoder.decode(decode(line))
        except (msgspec.DecodeError, MalaffError, RecursionError) as error:
            raise BadLine("The line is not UTF-8 and not JSON in another encoding.") from error
    try:
        _decoder.decode(line)
    except RecursionError as error:
        raise BadLine("The line's JSON is nested too deep.") from error
    except msgspec.DecodeError as error:
        # msgspec refuses lone surrogates (`"\ud83d"`), which cut-off emoji leave; the standard library reads them.
        return _surrogates(line, str(error))
    raise BadLine("The line is not JSON.")


def _surrogates(line: bytes, why: str) -> object:
    import json

    if b"\\u" not in line:
        raise BadLine(f"The line is not JSON: {why}.")
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine(f"The line is not JSON: {why}.") from error
    if isinstance(value, dict) and any(isinstance(v, str) and _lone(v) for v in value.values()):
        raise BadLine(
            "The line holds half of a surrogate pair, which is no character.",
            remedy="Write the corpus anew as UTF-8; a cut-off emoji is the usual cause.",
        )
    return value


def _lone(text: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in text)


def _record(record: dict[str, Any], source: str, number: int) -> Article:
    text = next((record[name] for name in _TEXTS if record.get(name) is not None), None)
    if text is None:
        raise BadLine("The line has no `text`.")
    if not isinstance(text, str):
        raise BadLine(f"`text` is a {_kind(text)}, not a text.")
    if not text.strip():
        raise EmptySource("The line's `text` is empty.")
    if not any("\u0600" <= char <= "\u06ff" or "\ufb50" <= char <= "\ufefc" for char in text):
        raise NotArabic("The line's `text` has no Arabic letter.")
    given = record.get("id")
    if isinstance(given, bool) or not isinstance(given, (str, int, type(None))):
        raise BadLine(f"`id` is a {_kind(given)}, not a text or a number.")
    url = _text(record, "url") or _text(record, "link")
    when = _text(record, "date") or _text(record, "published") or _text(record, "publish_date")
    published = parse_date(when) if when else None
    sections = record.get("sections") or record.get("section") or record.get("category") or []
    if isinstance(sections, str):
        sections = [sections]
    return Article(
        id=article_id(None if given is None else str(given), url, text),
        source=f"{source}:{number}" if source else str(number),
        text=text,
        url=url,
        outlet=_text(record, "outlet") or _text(record, "source"),
        title=_text(record, "title"),
        author=_text(record, "author"),
        sections=[item for item in sections if isinstance(item, str)] if isinstance(sections, list) else [],
        language="ar",
        published=published,
        published_from="input" if published else None,
        dateline=find_dateline(text),
    )


def _text(record: dict[str, Any], name: str) -> str | None:
    """The field as a text; None where it is missing, blank or of another type (only id and text are needed)."""
    value = record.get(name)
    return value.strip() or None if isinstance(value, str) else None


def _once(article: Article, seen: set[int]) -> Article:
    """`article`, or BadLine where its id was met before. Hashes are kept, not ids: corpora have millions of lines."""
    mark = hash(article.id)
    if mark in seen:
        raise BadLine(f"The id {article.id!r} was met before.", remedy="Give each article an id of its own.")
    seen.add(mark)
    return article


def _kind(value: object) -> str:
    names = {dict: "object", list: "list", str: "text", bool: "boolean", int: "number", float: "number"}
    return "null" if value is None else names.get(type(value), type(value).__name__)
