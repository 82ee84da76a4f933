"""The demo story read: its statements, its timeline, what is open; every item with its evidence.

The story is invented, states, agencies and people alike; its pages lie in the package (`malaff/story`), so that the
demo works wherever malaff is installed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from malaff.api import as_exception, read_many
from malaff.arabic.fold import fold
from malaff.export.terminal import Style, TerminalWriter, isolate, wrapped
from malaff.model import Development, DevelopmentKind, Reading, Record

_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_WORD = re.compile(r"\w+")
# Two clauses of one day and kind that share this much of their words (Dice) tell of one event.
_SAME = 0.5


class Evidence(Record, frozen=True):
    """Where an item was read: the article and the very characters."""

    article: str
    start: int
    end: int
    text: str


class Event(Record, frozen=True):
    """One item of the timeline.

    `date` is a day, a month or a year; `dated` is False where the text gives none and the day of publication
    stands in for it.
    """

    date: str
    dated: bool
    kind: DevelopmentKind
    text: str
    actors: list[str]
    evidence: list[Evidence]


class Demo(Record, frozen=True):
    """The story as read; `open` is what was not reached or lies ahead when the story ends."""

    name: str
    questions: list[str]
    readings: list[Reading]
    timeline: list[Event]
    open: list[Event]


def pages() -> list[Path]:
    """The story's pages in the order they were published."""
    folder = Path(str(files("malaff").joinpath("story")))
    manifest: list[dict[str, Any]] = msgspec.json.decode((folder / "manifest.json").read_bytes())
    return [folder / page["file"] for page in sorted(manifest, key=lambda page: (page["date"], page["file"]))]


def read_story(*, jobs: int = 1, progress: Callable[[int], None] | None = None) -> Demo:
    """Read the story's pages.

    Raises:
        MalaffError: where a page cannot be read, which means that the installation is damaged.
    """
    folder = Path(str(files("malaff").joinpath("story")))
    dossier: dict[str, Any] = msgspec.json.decode((folder / "dossier.json").read_bytes())
    readings: list[Reading] = []
    for item in read_many(pages(), jobs=jobs, progress=progress):
        if not isinstance(item, Reading):
            raise as_exception(item)
        # Where malaff is installed says nothing to a reader of the demo.
        readings.append(msgspec.structs.replace(item, source=f"story/{Path(item.source).name}"))
    timeline = _timeline(readings)
    return Demo(
        name=dossier["name"],
        questions=[question["text"] for question in dossier["questions"]],
        readings=readings,
        timeline=timeline,
        open=_open(timeline, readings),
    )


def _timeline(readings: Iterable[Reading]) -> list[Event]:
    """The developments by date, those that tell of one event put together."""
    events: list[tuple[Event, set[str]]] = []
    for reading in readings:
        for development in reading.developments:
            date, dated = _date(development, reading)
            if date is None:
                continue
            words = set(_WORD.findall(fold(development.span.text)))
            span = development.span
            evidence = Evidence(article=reading.id, start=span.start, end=span.end, text=span.text)
            same = next((event for event, known in events if _one(event, known, development, date, words)), None)
            if same is not None:
                same.evidence.append(evidence)
                same.actors.extend(actor for actor in development.actors if actor not in same.actors)
                continue
            event = Event(
                date=date,
                dated=dated,
                kind=development.kind,
                text=span.text,
                actors=list(development.actors),
                evidence=[evidence],
            )
            events.append((event, words))
    return sorted((event for event, _ in events), key=lambda event: event.date)


def _one(event: Event, known: set[str], development: Development, date: str, words: set[str]) -> bool:
    if event.kind != development.kind or event.date != date:
        return False
    return 2 * len(known & words) >= _SAME * (len(known) + len(words))


def _date(development: Development, reading: Reading) -> tuple[str | None, bool]:
    found = _DAY.match(development.value) if development.value else None
    if found:
        return found.group(), True
    return (reading.published[:10] if reading.published else None), False


def _open(timeline: list[Event], readings: list[Reading]) -> list[Event]:
    """What was not reached, latest first, after what is due once the last article has appeared."""
    last = max((reading.published[:10] for reading in readings if reading.published), default="")
    due = [event for event in timeline if event.kind == "plan" and event.dated and event.date > last]
    stuck = [event for event in timeline if event.kind == "impasse"]
    return [*due, *reversed(stuck)]


# -- for a terminal ------------------------------------------------------------------------------------------------


def shown(demo: Demo, *, colour: bool = False, columns: int = 100) -> Iterator[str]:
    """The demo as lines of text."""
    style = Style(colour=colour)
    titles = {reading.id: reading for reading in demo.readings}
    yield from (style.strong(line) for line in wrapped(demo.name, columns, ""))
    yield from (f"  {line}" for question in demo.questions for line in wrapped(question, columns - 2, ""))
    count = sum(len(reading.statements) for reading in demo.readings)
    yield ""
    yield style.heading(f"Statements ({count} in {len(demo.readings)} articles)")
    writer = TerminalWriter(colour=colour, columns=columns)
    for reading in demo.readings:
        yield ""
        head = [_day(reading), isolate(reading.outlet or ""), style.strong(isolate(reading.title or reading.id))]
        yield "  ".join(part for part in head if part)
        yield style.faint(reading.source)
        for number, statement in enumerate(reading.statements, 1):
            yield from writer.statement(reading, statement, number)
    for name, events in (("Timeline", demo.timeline), ("Open", demo.open)):
        yield ""
        yield style.heading(f"{name} ({len(events)})")
        for event in events:
            yield from _event(event, titles, style, columns)


def _day(reading: Reading) -> str:
    return reading.published[:10] if reading.published else "undated"


def _event(event: Event, readings: dict[str, Reading], style: Style, columns: int) -> Iterator[str]:
    date = event.date if event.dated else f"({event.date})"
    actors = isolate("، ".join(event.actors))
    yield f"{style.strong(f'{date:<12}')} {event.kind}  {actors}".rstrip()
    yield from wrapped(event.text, columns, "     ")
    for evidence in event.evidence:
        reading = readings[evidence.article]
        parts = [f"{reading.source}:{evidence.start}–{evidence.end}", isolate(reading.outlet or ""), _day(reading)]
        yield style.faint("     " + "  ".join(part for part in parts if part))
