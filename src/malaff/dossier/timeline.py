"""One item for one event, however many articles report it.

Reported are the developments of the coverage, what an article opens with, and what it dates to a day. A report is dated
by the time expression that dates it, else by one of its clause, else by the day of publication. Two reports are of one
event where their days agree (within a day, since the press writes the day before or after as its own) and their words
do; one that gives no day of its own may also retell an earlier event.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from malaff.dossier.coverage import Coverage, day_of, dice, evidence
from malaff.dossier.parties import Parties
from malaff.dossier.polarity import refused
from malaff.dossier.topic import Topic
from malaff.model import Development, EventKind, Evidence, Pledge, Reading, TimelineItem

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
# Two clauses tell of one event when they share this much of their words (Dice): on one day, on two days in a row, and
# where the later one gives no day of its own.
_SAME_DAY, _NEXT_DAY, _RETOLD = 0.34, 0.45, 0.6
_RETOLD_DAYS = 14
# What moves an affair more.
_WEIGHT: dict[EventKind, float] = {"agreement": 1.0, "impasse": 0.9, "meeting": 0.75, "plan": 0.7, "event": 0.6}
# What a report opens with is its news; what it dates in passing is background.
_LEAD = 1.6
# A clause that is no development is an event of the affair when it speaks of it this much.
_TOPICAL = 0.6


class Report(NamedTuple):
    """One event as one article reports it."""

    date: str
    dated: bool
    kind: EventKind
    actors: tuple[str, ...]
    evidence: Evidence
    stems: frozenset[str]
    topic: float
    lead: bool


class _Event:
    def __init__(self, report: Report) -> None:
        self.reports = [report]

    @property
    def date(self) -> str:
        """The day most of the reports that give one agree on, else the earliest day of publication."""
        given = Counter(report.date for report in self.reports if report.dated)
        if given:
            return max(given, key=lambda day: (len(day), given[day], -_number(day)))
        return min(report.date for report in self.reports)

    @property
    def dated(self) -> bool:
        return any(report.dated for report in self.reports)


def timeline(coverage: Coverage, topic: Topic, *, parties: Parties) -> list[TimelineItem]:
    """The events of the coverage, by date."""
    events: list[_Event] = []
    by_day: dict[str, list[_Event]] = {}
    for report in sorted(_reports(coverage, topic, parties), key=lambda report: (not report.dated, report.date)):
        event = _told_before(report, by_day)
        if event is None:
            event = _Event(report)
            events.append(event)
            by_day.setdefault(report.date, []).append(event)
        else:
            event.reports.append(report)
    items = [_item(event, coverage) for event in events]
    return scaled(items)


def with_pledges(items: Sequence[TimelineItem], due: Sequence[Pledge], coverage: Coverage) -> list[TimelineItem]:
    """The timeline with what is set for a day put on that day, where no item tells of it yet."""
    days = {item.date: [coverage.stems(other.text) for other in items if other.date == item.date] for item in items}
    added = []
    for pledge in due:
        stems = coverage.stems(pledge.text)
        if any(dice(stems, other) >= _SAME_DAY for other in days.get(pledge.due, ())):
            continue
        reports = coverage.reports(pledge.evidence)
        relevance = max(coverage.relevance.get(each.article, 1.0) for each in pledge.evidence)
        added.append(
            TimelineItem(
                date=pledge.due, dated=True, kind="plan", text=pledge.text, actors=pledge.who,
                evidence=pledge.evidence, reports=reports,
                salience=0.22 * (1 + 0.6 * (reports - 1) ** 0.5) * (0.4 + 0.6 * relevance),
            )
        )  # fmt: skip
    return scaled([*items, *added])


def scaled(items: Sequence[TimelineItem]) -> list[TimelineItem]:
    """The items by date, the most salient one's salience 1."""
    most = max((item.salience for item in items), default=1.0)
    found = [replace(item, salience=round(item.salience / most, 3)) for item in items]
    return sorted(found, key=lambda item: (item.date, -item.salience, item.text))


def dating(development: Development, reading: Reading, coverage: Coverage) -> tuple[str, bool] | None:
    """The day or month of a development, and whether the text gives it.

    The development's own time; else one of its clause that fits its kind: a coming one for a plan, one that has
    been for the rest; else the day of publication.
    """
    published = day_of(reading)
    found = _day(development.value) if development.value else None
    # What has been lies on no day that was still to come.
    if found and (development.kind == "plan" or not published or found[:10] <= published[: len(found)]):
        return found, True
    first, last = coverage.clauses(reading).clause(development.span.start, development.span.end)
    coming = development.kind == "plan"
    near: tuple[int, str] | None = None
    for time in reading.times:
        if not first <= time.span.start < last:
            continue
        day = _day(time.value)
        if day is None or (published and (day[:10] > published) != coming):
            continue
        distance = max(development.span.start - time.span.end, time.span.start - development.span.end, 0)
        if near is None or distance < near[0]:
            near = (distance, day)
    if near is not None:
        return near[1], True
    return (published, False) if published else None


def _reports(coverage: Coverage, topic: Topic, parties: Parties) -> Iterator[Report]:
    for reading in coverage.readings:
        clauses = coverage.clauses(reading)
        lead = clauses.sentence(reading.paragraphs[0][0]) if reading.paragraphs else (0, 0)
        told: list[tuple[int, int]] = []
        for development in reading.developments:
            when = dating(development, reading, coverage)
            if when is None:
                continue
            bounds = clauses.around(development.span.start, development.span.end)
            told.append(bounds)
            actors = [parties.actor(actor) for actor in development.actors]
            kind: EventKind = development.kind
            if kind == "agreement" and refused(reading.text[slice(*bounds)]):
                kind = "impasse"
            yield from _report(coverage, reading, topic, when, kind, actors, bounds, lead)
        for when, bounds in _dated(coverage, reading, lead):
            if any(first < bounds[1] and bounds[0] < last for first, last in told):
                continue
            actors = _named(reading, *bounds, parties)
            for report in _report(coverage, reading, topic, when, "event", actors, bounds, lead):
                if report.topic >= _TOPICAL:
                    told.append(bounds)
                    yield report


def _report(
    coverage: Coverage,
    reading: Reading,
    topic: Topic,
    when: tuple[str, bool],
    kind: EventKind,
    actors: Sequence[str],
    bounds: tuple[int, int],
    lead: tuple[int, int],
) -> Iterator[Report]:
    stems = coverage.undated(reading, *bounds)
    if stems:
        named = tuple(dict.fromkeys(actors))
        share = topic.share(coverage.stems(reading.text[slice(*bounds)]) | coverage.stems(" ".join(named)))
        yield Report(
            *when, kind, named, evidence(reading, bounds), stems, share, lead[0] <= bounds[0] < max(lead[1], 1)
        )


def _dated(
    coverage: Coverage, reading: Reading, lead: tuple[int, int]
) -> Iterator[tuple[tuple[str, bool], tuple[int, int]]]:
    """What an article dates to a day that has been, and what it opens with."""
    published = day_of(reading)
    clauses = coverage.clauses(reading)
    opened = False
    for time in reading.times:
        day = _day(time.value)
        if day is None or len(day) < 10 or (published and day > published):
            continue
        opened = opened or lead[0] <= time.span.start < lead[1]
        yield (day, True), clauses.around(time.span.start, time.span.end)
    if published and not opened and lead[1] > lead[0]:
        yield (published, False), clauses.around(lead[0], lead[0] + 1)


def _named(reading: Reading, start: int, end: int, parties: Parties) -> list[str]:
    found = []
    for name in reading.names:
        if start <= name.span.start < end:
            party = parties.of(name.name, name.kind)
            if party is not None:
                found.append(party)
    return found


def _day(value: str) -> str | None:
    """The day, or month, that a time's value names."""
    if "/" in value or value.startswith(("P", "F")):
        return None
    if found := _DAY.match(value):
        return found.group()
    return found.group() if (found := _MONTH.fullmatch(value)) else None


def _told_before(report: Report, by_day: dict[str, list[_Event]]) -> _Event | None:
    best: tuple[float, _Event] | None = None
    for day, least in _near(report):
        for event in by_day.get(day, ()):
            if (event.reports[0].kind == "plan") != (report.kind == "plan"):
                continue
            share = max(dice(report.stems, other.stems) for other in event.reports[-6:])
            if share >= least and (best is None or share > best[0]):
                best = (share, event)
    return best[1] if best else None


def _near(report: Report) -> list[tuple[str, float]]:
    """The days on which the same event may stand already, with how alike it must be told."""
    days = [(report.date, _SAME_DAY)]
    if len(report.date) == 10:
        day = date.fromisoformat(report.date)
        days += [((day + timedelta(days=n)).isoformat(), _NEXT_DAY) for n in (-1, 1)]
        if not report.dated:
            days += [((day - timedelta(days=n)).isoformat(), _RETOLD) for n in range(2, _RETOLD_DAYS)]
    return days


def _item(event: _Event, coverage: Coverage) -> TimelineItem:
    given = [report.evidence for report in event.reports]
    kinds = Counter(report.kind for report in event.reports)
    kind = max(kinds, key=lambda each: (each != "event", kinds[each], _WEIGHT[each]))
    reports = coverage.reports(given)
    outlets = len(coverage.outlets(given))
    topic = max(report.topic for report in event.reports)
    relevance = max(coverage.relevance.get(each.article, 1.0) for each in given)
    actors = Counter(actor for report in event.reports for actor in report.actors)
    told = max(event.reports, key=lambda report: (report.dated, report.topic, -abs(len(report.stems) - 14)))
    spread = 1 + 0.5 * (reports - 1) ** 0.5 + 0.3 * max(outlets - 1, 0) ** 0.5
    salience = _WEIGHT[kind] * spread * (0.2 + topic) * (0.4 + 0.6 * relevance)
    salience *= (1.0 if event.dated else 0.7) * (1.0 if actors else 0.8)
    salience *= _LEAD if any(report.lead for report in event.reports) else 1.0
    return TimelineItem(
        date=event.date,
        dated=event.dated,
        kind=kind,
        text=told.evidence.text,
        actors=[actor for actor, _ in actors.most_common()],
        evidence=given,
        salience=salience,
        reports=reports,
    )


def _number(day: str) -> int:
    return int(day.replace("-", "").ljust(8, "0"))
