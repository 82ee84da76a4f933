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
EventKind = Literal["meeting", "agreement", "impasse", "plan", "event"]
Stance = Literal["support", "oppose", "conditional", "unclear"]
PublishedFrom = Literal["input", "page", "url", "text"]
PartyKind = Literal["person", "organisation", "state", "group", "anonymous"]
Outcome = Literal["kept", "missed", "postponed", "open"]
ClashKind = Literal["denial", "figure", "date", "turn", "headline", "claim"]
ChangeKind = Literal["new", "changed", "gone"]


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


class Original(Record, frozen=True):
    """The bytes an article was taken from, and what they are: `page` (HTML) or `text`."""

    media: Literal["page", "text"]
    data: bytes


class Article(Record, frozen=True):
    """One article as it came in, before reading.

    `text` is the body, paragraphs parted by one newline, furniture left out; from a JSONL or CSV corpus it is
    the input's text code point for code point. `source` is the path, address or line it was read from. `original` is
    None where `text` is all there was.
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
    original: Original | None = None


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


class Evidence(Record, frozen=True):
    """Where an item of a dossier was read: `text` is `article.text[start:end]` of the article with that id."""

    article: str
    start: int
    end: int
    text: str


class Question(Record, frozen=True):
    """A question a dossier asks of every party; `id` is short (`q1`), `text` says what one may be for or against."""

    id: str
    text: str


class Period(Record, frozen=True):
    """First and last ISO day of the coverage a dossier takes in; None where it is open."""

    from_: str | None = msgspec.field(name="from", default=None)
    to: str | None = None


class DossierArticle(Record, frozen=True):
    """An article of a dossier; `relevance` is 0 to 1, `why` the words and names of the affair found in it.

    `chosen` is True where a person pinned it.
    """

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    relevance: float
    why: list[str]
    chosen: bool = False


class PartyRole(Record, frozen=True):
    """A role that the coverage gives to a party, with the first and last day it does."""

    role: str
    from_: str | None = msgspec.field(name="from")
    to: str | None


class PartyStance(Record, frozen=True):
    """Where a party stands on a question from a day on; `to` is the day before its next stance, or None."""

    question: str
    stance: Stance
    from_: str | None = msgspec.field(name="from")
    to: str | None
    evidence: list[Evidence]


class Party(Record, frozen=True):
    """Somebody who acts in the affair.

    `aliases` are the other names the coverage has for it, `statements` how many of the dossier's are its own,
    `spoke_in` the outlets that carried them with their counts, most first; `id` is its record in the archive,
    which merges and renames refer to.
    """

    name: str
    aliases: list[str]
    kind: PartyKind
    roles: list[PartyRole]
    statements: int
    stances: list[PartyStance]
    spoke_in: list[tuple[str, int]] = []
    id: int | None = None


class DossierStatement(Statement, frozen=True):
    """A statement of a dossier with the article it stands in; `party` is the name of the party that made it.

    `number` is its place among the article's statements, from 0; `copies` counts the independent reports that carry
    it (reprints of one copy count once).
    """

    article: str
    number: int
    outlet: str | None
    published: str | None
    party: str | None
    copies: int = 1


class TimelineItem(Record, frozen=True):
    """One event, however many articles report it.

    `kind` is that of a development, or `event` for what happened and is none (a statement, a payment, a departure).
    `date` is a day, or a month or year where the coverage says no more; `dated` is False where the text gives no
    time and the day of publication stands in. `reports` counts independent reports.
    """

    date: str
    dated: bool
    kind: EventKind
    text: str
    actors: list[str]
    evidence: list[Evidence]
    salience: float
    reports: int = 1


class Pledge(Record, frozen=True):
    """What was promised or set for a day.

    `overdue` is True where the day has passed, as far as the coverage goes, and no outcome was found.
    """

    due: str
    text: str
    who: list[str]
    outcome: Outcome
    evidence: list[Evidence]
    outcome_evidence: list[Evidence]
    overdue: bool = False


class OpenQuestion(Record, frozen=True):
    """What the coverage says is undecided, unclear or not reached.

    `closed` is the day of the later development that settles it, with `closed_by` its evidence; None while it is open.
    """

    text: str
    since: str | None
    evidence: list[Evidence]
    salience: float
    closed: str | None = None
    closed_by: list[Evidence] = []


class Side(Record, frozen=True):
    """One side of a contradiction: who says (or what carries) what."""

    who: str
    text: str
    evidence: Evidence


class Contradiction(Record, frozen=True):
    """Sides that cannot all be right: a denial, two figures or dates, a turn of one speaker, headline against body."""

    about: str
    kind: ClashKind
    sides: list[Side]
    salience: float


class Change(Record, frozen=True):
    """One thing that is new, changed or gone since a day; `part` names the dossier's list it belongs to.

    `text` is the item's own, of a stance its question's. `before` and `after` say what moved: stances, outcomes (or
    `overdue`), dates of an event; of an open question that was settled `after` is the day. None where nothing did.
    """

    kind: ChangeKind
    part: str
    date: str | None
    text: str
    evidence: list[Evidence]
    party: str | None = None
    before: str | None = None
    after: str | None = None


class Changes(Record, frozen=True):
    """What changed since `since` (an ISO day or instant; None where the dossier was never looked at)."""

    since: str | None
    items: list[Change]


class Mover(Record, frozen=True):
    """A party whose stance on a question changed."""

    party: str
    question: str
    before: Stance
    after: Stance
    date: str | None
    evidence: list[Evidence]


class DossierState(Record, frozen=True):
    """The state of the file on one screen.

    `until` is the last day of the coverage, `last` the last movement, `meetings`, `agreements` and `impasses` count
    the timeline's weightier items (of impasses those that the text dates or several reports tell), `circling` says
    that talks go on while nothing is agreed, `due` what falls due next, `overdue` what should have happened, `moved`
    who changed, `open` what is open. `anonymous` and `reprints` are shares, 0 to 1: of statements whose source is not
    named, of articles that repeat another's copy.
    """

    until: str | None
    articles: int
    outlets: int
    statements: int
    last: TimelineItem | None
    meetings: int
    agreements: int
    impasses: int
    circling: bool
    due: list[Pledge]
    overdue: list[Pledge]
    moved: list[Mover]
    open: list[OpenQuestion]
    anonymous: float
    reprints: float


class Dossier(Record, frozen=True):
    """The file of an affair, as docs/dossier.md describes it."""

    name: str
    about: list[str]
    questions: list[Question]
    period: Period
    articles: list[DossierArticle]
    reprints: list[list[str]]
    parties: list[Party]
    statements: list[DossierStatement]
    timeline: list[TimelineItem]
    pledges: list[Pledge]
    open_questions: list[OpenQuestion]
    contradictions: list[Contradiction]
    changes: Changes
    state: DossierState


_encoder = msgspec.json.Encoder()
_reading_decoder = msgspec.json.Decoder(Reading)


def encode(record: Record) -> bytes:
    """The record as one line of JSON (UTF-8, no newline)."""
    return _encoder.encode(record)


def decode(data: bytes | str) -> Reading:
    """A reading from its JSON; raises `msgspec.ValidationError` where it does not fit the record."""
    return _reading_decoder.decode(data)


def json_schema() -> dict[str, object]:
    """JSON Schema (2020-12) of a reading, as written to docs/reading.schema.json."""
    return msgspec.json.schema(Reading)
