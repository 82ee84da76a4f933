"""One item for one event, however many articles report it.

Every development of the coverage is a report of an event: dated by the time expression that dates it, else by one
of its sentence, else by the day of publication. Reports are one event where their days agree (within a day, since
the press writes the day before or after as its own) and their words do, and where one that gives no day of its own
repeats an earlier event closely.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from malaff.dossier.coverage import Coverage, day_of, dice, evidence
from malaff.dossier.parties import Parties
from malaff.dossier.topic import Topic
from malaff.model import Development, DevelopmentKind, Evidence, Reading, TimelineItem

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
# Two clauses tell of one event when they share this much of their words (Dice): on one day, on two days in a row, and
# where the later one gives no day of its own.
_SAME_DAY, _NEXT_DAY, _RETOLD = 0.34, 0.45, 0.6
_RETOLD_DAYS = 14
# What moves an affair more.
_WEIGHT: dict[DevelopmentKind, float] = {"agreement": 1.0, "impasse": 0.9, "meeting": 0.75, "plan": 0.7}


class Report(NamedTuple):
    """One development as one article reports it."""

    date: str
    dated: bool
    kind: DevelopmentKind
    actors: tuple[str, ...]
    evidence: Evidence
    stems: frozenset[str]
    topic: float


class _Event:
    def __init__(self, report: Report) -> None:
        self.reports = [report]
        self.stems = set(report.stems)

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
        else:
            event.reports.append(report)
            event.stems |= report.stems
        by_day.setdefault(report.date, []).append(event)
    items = [_item(event, coverage) for event in events]
    most = max((item.salience for item in items), default=1.0)
    scaled = [_scaled(item, most) for item in items]
    return sorted(scaled, key=lambda item: (item.date, -item.salience))


def dating(development: Development, reading: Reading, coverage: Coverage) -> tuple[str, bool] | None:
    """The day or month of a development, and whether the text gives it.

    The development's own time; else one of its sentence that fits its kind: a coming one for a plan, one that has
    been for the rest; else the day of publication.
    """
    published = day_of(reading)
    if development.value and (found := _day(development.value)):
        return found, True
    sentence = coverage.clauses(reading).sentence(development.span.start)
    coming = development.kind == "plan"
    near: tuple[int, str] | None = None
    for time in reading.times:
        if not sentence[0] <= time.span.start < sentence[1]:
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


def _reports(coverage: Coverage, topic: Topic, parties: Parties) -> list[Report]:
    found: list[Report] = []
    for reading in coverage.readings:
        for development in reading.developments:
            when = dating(development, reading, coverage)
            if when is None:
                continue
            start, end = coverage.clauses(reading).around(development.span.start, development.span.end)
            stems = coverage.stems(reading.text[start:end])
            if not stems:
                continue
            actors = tuple(dict.fromkeys(parties.actor(actor) for actor in development.actors))
            share = topic.share(stems | coverage.stems(" ".join(actors)))
            found.append(Report(*when, development.kind, actors, evidence(reading, (start, end)), stems, share))
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
    kind = max(kinds, key=lambda each: (kinds[each], _WEIGHT[each]))
    reports = coverage.reports(given)
    outlets = len(coverage.outlets(given))
    topic = max(report.topic for report in event.reports)
    relevance = max(coverage.relevance.get(each.article, 1.0) for each in given)
    actors = Counter(actor for report in event.reports for actor in report.actors)
    told = max(event.reports, key=lambda report: (report.dated, report.topic, -abs(len(report.stems) - 14)))
    spread = 1 + 0.5 * (reports - 1) ** 0.5 + 0.3 * (outlets - 1) ** 0.5 if outlets else 1.0
    salience = _WEIGHT[kind] * spread * (0.2 + topic) * (0.4 + 0.6 * relevance)
    salience *= (1.0 if event.dated else 0.7) * (1.0 if actors else 0.8)
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


def _scaled(item: TimelineItem, most: float) -> TimelineItem:
    return replace(item, salience=round(item.salience / most, 3))


def _number(day: str) -> int:
    return int(day.replace("-", "").ljust(8, "0"))
