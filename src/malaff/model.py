"""The records of a reading: frozen, validated, quick to encode. Imports nothing of the project.

Offsets are Unicode code points into `Article.text`, end exclusive: `text[span.start:span.end] == span.text`.
A field that does not apply is None (null in JSON), never missing.
"""

from __future__ import annotations

from typing import Literal

import msgspec

StatementType = Literal["direct", "indirect", "mixed"]
SourceKind = Literal["person", "organisation", "group", "anonymous"]
NameKind = Literal["person", "organisation", "place"]
Act = Literal[
    "assert", "announce", "deny", "demand", "commit", "warn", "accuse", "support", "reject", "expect", "ask", "doubt"
]
DevelopmentKind = Literal["meeting", "agreement", "impasse", "plan"]
Stance = Literal["support", "oppose", "conditional", "unclear"]
PublishedFrom = Literal["input", "page", "url", "text"]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all records: frozen, keyword-only, compared by value."""


class Span(msgspec.Struct, frozen=True):
    """A stretch of the article's text.

    `text` is the very characters; `start`, `end` are code points into the article's text, end exclusive.
    """

    text: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end or self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}:{self.end} does not fit a text of {len(self.text)} characters")

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Span:
        """The span of `text[start:end]`."""
        return cls(text[start:end], start, end)


class Dateline(Record, frozen=True):
    """Place and agency at the head of a report (`بغداد/ ...`); `span` covers both."""

    place: str | None
    agency: str | None
    span: Span


class Article(Record, frozen=True):
    """One article as it came in, before reading.

    `text` is the body, paragraphs parted by one newline, furniture left out; from a JSONL or CSV corpus it is
    the input's text code point for code point. `source` is the path, address or line it was read from.
    """

    id: str
    source: str
    text: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    sections: list[str] = []
    language: str | None = None
    published: str | None = None
    published_from: PublishedFrom | None = None
    dateline: Dateline | None = None


class Statement(Record, frozen=True):
    """What a source said or wrote, as the article reports it."""

    content: Span
    content2: Span | None
    type: StatementType
    cue: Span
    speaker: Span | None
    speaker_name: str | None
    speaker_role: str | None
    kind: SourceKind
    via: Span | None
    act: Act
    sentence: tuple[int, int]
    confidence: float

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} is not within 0..1")


class Name(Record, frozen=True):
    """A mention of a person, organisation or place; `name` is its fullest form in the article."""

    span: Span
    kind: NameKind
    name: str
    role: str | None


class TimeExpression(Record, frozen=True):
    """A temporal expression and its value (TIMEX3-like: `2015-07-21`, `P3D`, `PAST`, `2015-07-01/2015-07-10`).

    `from_` and `to` (JSON: `from`, `to`) are the first and last ISO day the value covers, or None.
    """

    span: Span
    value: str
    from_: str | None = msgspec.field(name="from")
    to: str | None


class Development(Record, frozen=True):
    """A clause where the state of the affair changes or is reported."""

    span: Span
    kind: DevelopmentKind
    actors: list[str]
    time: Span | None
    value: str | None
    statement: int | None


class Position(Record, frozen=True):
    """A party's own attitude to a proposal, act or another party's move."""

    holder: str
    holder_kind: SourceKind
    target: Span
    stance: Stance
    condition: Span | None
    evidence: Span
    statement: int | None


class Reader(Record, frozen=True):
    """Name and version of what read the article."""

    name: str
    version: str


class Reading(Record, frozen=True):
    """One article read: the article's own fields and what was found in its text."""

    id: str
    source: str
    url: str | None
    outlet: str | None
    title: str | None
    author: str | None
    sections: list[str]
    language: str | None
    published: str | None
    published_from: PublishedFrom | None
    dateline: Dateline | None
    text: str
    paragraphs: list[tuple[int, int]]
    statements: list[Statement]
    names: list[Name]
    times: list[TimeExpression]
    developments: list[Development]
    positions: list[Position]
    reader: Reader


class ReadingError(Record, frozen=True):
    """Stands in for a reading in a batch where one source could not be read; the rest goes on.

    `line` is the 1-based line of the corpus file, or None.
    """

    source: str
    line: int | None
    code: str
    message: str
    remedy: str
    error: Literal[True] = True


_encoder = msgspec.json.Encoder()
_reading_decoder = msgspec.json.Decoder(Reading)


def encode(record: Reading | ReadingError | Article) -> bytes:
    """The record as one line of JSON (UTF-8, no newline)."""
    return _encoder.encode(record)


def decode(data: bytes | str) -> Reading:
    """A reading from its JSON; raises `msgspec.ValidationError` where it does not fit the record."""
    return _reading_decoder.decode(data)


def json_schema() -> dict[str, object]:
    """JSON Schema (2020-12) of a reading, as written to docs/reading.schema.json."""
    return msgspec.json.schema(Reading)
