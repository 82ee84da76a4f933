"""What was promised or set for a day, and what became of it.

A pledge is a coming step with a day or month: a plan, a promise or demand with a time ahead, or a clause that names a
deadline (`مهلة`, `في موعد أقصاه`, `بحلول`, `قبل`). Its outcome is looked for in coverage from that day on: an event
that repeats it and is done, not done, or put off.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from malaff.arabic.fold import fold
from malaff.dossier.coverage import Coverage, day_of, dice, evidence
from malaff.dossier.parties import Parties
from malaff.dossier.topic import Topic
from malaff.lexicon import rows
from malaff.model import Evidence, Outcome, Pledge, Reading, TimeExpression, TimelineItem

_DUE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
# Two clauses set one thing when they name one day and share this much of their words.
_SAME = 0.3
# An event tells what became of a pledge when it shares this much of its words.
_OUTCOME = 0.3
# Days after the due day within which an event still answers it.
_GRACE = 12
_TOPIC = 0.3


class _Set(NamedTuple):
    due: str
    said: str
    who: tuple[str, ...]
    evidence: Evidence
    stems: frozenset[str]
    topic: float


@cache
def _cues() -> dict[str, frozenset[str]]:
    """Words by what they say of a clause: that it sets a day, that a thing was done, failed, was put off."""
    found: dict[str, set[str]] = {}
    for row in rows("due.tsv"):
        found.setdefault(row["says"], set()).update(fold(word) for word in row["words"].split())
    return {says: frozenset(words) for says, words in found.items()}


def pledges(coverage: Coverage, topic: Topic, events: Sequence[TimelineItem], *, parties: Parties) -> list[Pledge]:
    """What is or was due, by day."""
    groups: list[list[_Set]] = []
    by_due: dict[str, list[list[_Set]]] = {}
    for each in sorted(_found(coverage, topic, parties), key=lambda found: (found.said, found.due)):
        group = next(
            (g for g in by_due.get(each.due, ()) if max(dice(each.stems, other.stems) for other in g[-5:]) >= _SAME),
            None,
        )
        if group is None:
            group = []
            groups.append(group)
            by_due.setdefault(each.due, []).append(group)
        group.append(each)
    found = [_pledge(group, coverage, events) for group in groups]
    return sorted(found, key=lambda pledge: (pledge.due, pledge.text))


def _found(coverage: Coverage, topic: Topic, parties: Parties) -> Iterator[_Set]:
    for reading in coverage.readings:
        said = day_of(reading)
        if said is None:
            continue
        plans = [d for d in reading.developments if d.kind == "plan"]
        for time in reading.times:
            due = _due(time)
            if due is None or due[:10] < said[: len(due)]:
                continue
            start, end = coverage.clauses(reading).around(time.span.start, time.span.end)
            text = reading.text[start:end]
            stems = coverage.stems(text)
            planned = [plan for plan in plans if plan.span.start < end and start < plan.span.end]
            if not planned and not _sets(text):
                continue
            share = topic.share(stems)
            if share < _TOPIC:
                continue
            actors = [parties.actor(actor) for plan in planned for actor in plan.actors]
            if not actors:
                actors = _named(reading, start, end, parties)
            yield _Set(due, said, tuple(dict.fromkeys(actors)), evidence(reading, (start, end)), stems, share)


def _due(time: TimeExpression) -> str | None:
    """The day a time names, or the last day of the stretch it names; a month stays one."""
    if time.value.startswith(("P", "F")):
        return None
    if "/" in time.value or "W" in time.value:
        return time.to
    found = _DUE.match(time.value)
    return found.group() if found else None


def _sets(text: str) -> bool:
    """Whether a clause speaks of what is to be: a deadline's words, or a future verb."""
    words = [fold(word) for word in re.findall(r"\w+", text)]
    return any(word in _cues()["sets"] or word.lstrip("و") in _cues()["sets"] for word in words) or any(
        word.startswith(("سي", "ست", "وسي", "وست")) and len(word) > 4 for word in words
    )


def _named(reading: Reading, start: int, end: int, parties: Parties) -> list[str]:
    found = []
    for name in reading.names:
        if start <= name.span.start < end and name.kind != "place":
            party = parties.of(name.name, name.kind)
            if party is not None:
                found.append(party)
    return found


def _pledge(group: list[_Set], coverage: Coverage, events: Sequence[TimelineItem]) -> Pledge:
    told = max(group, key=lambda each: (each.topic, -abs(len(each.stems) - 14)))
    who = Counter(actor for each in group for actor in each.who)
    stems = frozenset().union(*(each.stems for each in group[:4]))
    outcome, answers = _outcome(told.due, told.stems | stems, group[-1].said, coverage, events)
    until = coverage.until or ""
    return Pledge(
        due=told.due,
        text=told.evidence.text,
        who=[actor for actor, _ in who.most_common()],
        outcome=outcome,
        evidence=[each.evidence for each in group],
        outcome_evidence=answers,
        overdue=outcome == "open" and _last_day(told.due) < until,
    )


def _outcome(
    due: str, stems: frozenset[str], said: str, coverage: Coverage, events: Sequence[TimelineItem]
) -> tuple[Outcome, list[Evidence]]:
    """What became of a pledge, by the event that answers it best."""
    first, last = (due if len(due) == 10 else f"{due}-01"), _last_day(due)
    latest = (date.fromisoformat(last) + timedelta(days=_GRACE)).isoformat()
    best: tuple[float, Outcome, list[Evidence]] | None = None
    for event in events:
        if event.kind == "plan" or event.date > latest:
            continue
        own = coverage.stems(event.text)
        share = len(own & stems) / max(min(len(own), len(stems)), 1)
        if share < _OUTCOME or len(own & stems) < 3:
            continue
        answer = _answer(event, first, last, said)
        if answer is None:
            continue
        if best is None or share > best[0]:
            best = (share, answer, event.evidence[:3])
    return (best[1], best[2]) if best else ("open", [])


def _answer(event: TimelineItem, first: str, last: str, said: str) -> Outcome | None:
    words = {fold(word) for word in re.findall(r"\w+", event.text)}
    day = event.date if len(event.date) == 10 else f"{event.date}-01"
    if words & _cues()["put off"] and day >= said:
        return "postponed"
    if event.kind == "impasse" or words & _cues()["failed"]:
        return "missed" if day >= first else None
    # Done: from the day it was set to a day after it was due.
    grace = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
    if said <= day <= grace:
        return "kept"
    return "missed" if day > grace else None


def _last_day(due: str) -> str:
    if len(due) == 10:
        return due
    year, month = int(due[:4]), int(due[5:7])
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).isoformat()
