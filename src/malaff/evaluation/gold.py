"""Gold annotations: JSON Lines in which every text value is an exact piece of the article's text.

A piece that occurs more than once says which with `<field>_occ` (from 0).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from malaff.errors import BadLine, NoArticle, SourceNotFound
from malaff.model import (
    Act,
    DevelopmentKind,
    Reading,
    SourceKind,
    Stance,
    StatementType,
)

Bounds = tuple[int, int]


class GoldStatement(msgspec.Struct, frozen=True):
    """A statement as annotated, pieces turned into offsets."""

    content: Bounds
    content2: Bounds | None
    type: StatementType
    cue: Bounds
    speaker: Bounds | None
    speaker_name: str | None
    speaker_role: str | None
    kind: SourceKind
    via: Bounds | None
    act: Act


class GoldTime(msgspec.Struct, frozen=True):
    """A time expression and its value."""

    span: Bounds
    value: str


class GoldDevelopment(msgspec.Struct, frozen=True):
    """A development and its kind."""

    span: Bounds
    kind: DevelopmentKind
    actors: list[str]
    time: Bounds | None


class GoldPosition(msgspec.Struct, frozen=True):
    """A position: who stands where, and the clause that says so."""

    holder: str
    stance: Stance
    target: Bounds
    condition: Bounds | None
    evidence: Bounds


class GoldArticle(msgspec.Struct, frozen=True):
    """One annotated article; `positions` is None where nobody annotated them."""

    id: str
    text: str
    date: str | None
    title: str | None
    statements: list[GoldStatement]
    times: list[GoldTime]
    developments: list[GoldDevelopment]
    positions: list[GoldPosition] | None


def load_gold(path: str | Path) -> list[GoldArticle]:
    """The annotated articles of a gold file.

    Raises:
        SourceNotFound: where the file cannot be opened.
        BadLine: where a line is not in the gold's form; names the line.
    """
    articles: list[GoldArticle] = []
    for number, line in _lines(path):
        try:
            articles.append(_article(msgspec.json.decode(line)))
        except (KeyError, TypeError, ValueError, msgspec.MsgspecError) as error:
            what = f"misses {error}" if isinstance(error, KeyError) else str(error)
            raise BadLine(
                f"{path}:{number} is no gold article: {what}.",
                remedy="Each line needs id, text, statements, times and developments; pieces must stand in the text.",
            ) from error
    return articles


def load_readings(path: str | Path) -> dict[str, Reading]:
    """The readings of a JSON Lines file by id; error records are passed over.

    Raises:
        SourceNotFound: where the file cannot be opened.
        BadLine: where a line is no reading; names the line.
    """
    readings: dict[str, Reading] = {}
    decoder = msgspec.json.Decoder(Reading)
    for number, line in _lines(path):
        try:
            reading = decoder.decode(line)
        except msgspec.MsgspecError as error:
            if _is_error(line):
                continue
            raise BadLine(
                f"{path}:{number} is no reading: {error}.", remedy="Write readings with malaff read --format jsonl."
            ) from error
        readings[reading.id] = reading
    return readings


def matched(gold: list[GoldArticle], readings: dict[str, Reading]) -> None:
    """Refuse to score where the two have nothing to do with each other.

    Raises:
        NoArticle: where no reading has the id of a gold article.
    """
    if not any(article.id in readings for article in gold):
        raise NoArticle("No reading has the id of a gold article.", remedy="Read the gold's own texts.")


def _lines(path: str | Path) -> Iterator[tuple[int, bytes]]:
    try:
        with sys.stdin.buffer if str(path) == "-" else Path(path).open("rb") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield number, line
    except OSError as error:
        raise SourceNotFound(f"{path} cannot be opened: {error.strerror or error}.") from error


def _is_error(line: bytes) -> bool:
    try:
        record = msgspec.json.decode(line)
    except msgspec.MsgspecError:
        return False
    return isinstance(record, dict) and record.get("error") is True


def _article(row: dict[str, Any]) -> GoldArticle:
    text: str = row["text"]

    def at(item: dict[str, Any], field: str) -> Bounds:
        return _find(text, item[field], item.get(f"{field}_occ", 0))

    def maybe(item: dict[str, Any], field: str) -> Bounds | None:
        return None if item.get(field) is None else at(item, field)

    positions = None
    if "positions" in row:
        positions = [
            GoldPosition(p["holder"], p["stance"], at(p, "target"), maybe(p, "condition"), at(p, "evidence"))
            for p in row["positions"]
        ]
    return GoldArticle(
        id=row["id"],
        text=text,
        date=row.get("date"),
        title=row.get("title"),
        statements=[
            GoldStatement(
                content=at(s, "content"),
                content2=maybe(s, "content2"),
                type=s["type"],
                cue=at(s, "cue"),
                speaker=maybe(s, "speaker"),
                speaker_name=s["speaker_name"],
                speaker_role=s.get("speaker_role"),
                kind=s["kind"],
                via=maybe(s, "via"),
                act=s["act"],
            )
            for s in row["statements"]
        ],
        times=[GoldTime(at(t, "text"), t["value"]) for t in row["times"]],
        developments=[
            GoldDevelopment(at(d, "text"), d["kind"], d.get("actors", []), maybe(d, "time"))
            for d in row["developments"]
        ],
        positions=positions,
    )


def _find(text: str, piece: str, occurrence: int) -> Bounds:
    start = -1
    for _ in range(occurrence + 1):
        start = text.find(piece, start + 1)
        if start < 0:
            raise ValueError(f"{piece[:40]!r} does not stand in the text {occurrence + 1} times")
    return start, start + len(piece)
