"""What the coverage says is undecided, unclear or not reached, and what settled it.

A clause is open where a cue says so: nobody knows (`لم يتضح`, `مجهول`), nothing is decided (`لم يحدد بعد`), versions
differ (`موضع خلاف`), something is still to be done (`ما زال يتحتم`), or the text asks (`هل`, `سؤال مطروح`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from malaff.arabic.fold import Folded, fold
from malaff.dossier.coverage import Coverage, day_of, dice, evidence
from malaff.dossier.topic import Topic
from malaff.lexicon import rows
from malaff.model import Evidence, OpenQuestion, TimelineItem

# Two clauses leave one thing open when they share this much of their words.
_SAME = 0.4
# A later agreement settles what it shares this much of its words with.
_SETTLES = 0.5


class _Open(NamedTuple):
    day: str | None
    evidence: Evidence
    stems: frozenset[str]
    weight: float


class _Cue(NamedTuple):
    pattern: re.Pattern[str]
    sure: float
    first: tuple[str, ...]  # one of these stands in every text that holds the cue


@cache
def _cues() -> tuple[_Cue, ...]:
    """The cues as patterns over folded text, with how surely each says that something is open."""
    found = []
    for row in rows("open.tsv"):
        written = row["cue"].split()
        pattern = re.compile(r"(?<!\w)[وف]?" + r"\s+".join(map(_part, written)))
        rarest = max((part for part in written if part != "..."), key=lambda part: min(map(len, part.split("/"))))
        found.append(_Cue(pattern, float(row["sure"]), tuple(fold(word) for word in rarest.split("/"))))
    return tuple(found)


def _part(part: str) -> str:
    if part == "...":
        return r"(?:\S+\s+){0,3}?\S+"
    alternatives = "|".join(re.escape(fold(word)) for word in part.split("/"))
    return rf"(?:{alternatives})(?!\w)"


def is_open(text: str, *, sure: float) -> bool:
    """Whether a stretch says that something is open, at least as surely as `sure` (0 to 1)."""
    folded = fold(text)
    return any(
        cue.sure >= sure and any(word in folded for word in cue.first) and cue.pattern.search(folded) for cue in _cues()
    )


class _View:
    """A folded text that leads back to the original: letter by letter, unless folding dropped some."""

    def __init__(self, text: str) -> None:
        self.form = fold(text)
        self._folded = Folded(text) if len(self.form) != len(text) else None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the original text."""
        return self._folded.original(start, end) if self._folded else (start, end)


def open_questions(coverage: Coverage, topic: Topic, events: Sequence[TimelineItem]) -> list[OpenQuestion]:
    """What is or was open, most salient first."""
    groups: list[list[_Open]] = []
    for each in _found(coverage, topic):
        group = next((g for g in groups if max(dice(each.stems, other.stems) for other in g[-4:]) >= _SAME), None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    items = [_question(group, coverage, events) for group in groups]
    most = max((item.salience for item in items), default=1.0)
    scaled = [replace(item, salience=round(item.salience / most, 3)) for item in items]
    return sorted(scaled, key=lambda item: (-item.salience, item.since or ""))


def _found(coverage: Coverage, topic: Topic) -> Iterator[_Open]:
    for reading in coverage.readings:
        folded = _View(reading.text)
        clauses = coverage.clauses(reading)
        taken: list[tuple[int, int]] = []
        for pattern, sure, first in _cues():
            if not any(word in folded.form for word in first):
                continue
            for match in pattern.finditer(folded.form):
                at, to = folded.original(match.start(), match.end())
                if any(low <= at < high for low, high in taken):
                    continue
                start, end = clauses.clause(at, to)
                taken.append((start, end))
                stems = coverage.stems(reading.text[start:end])
                if len(stems) < 3:
                    continue
                share = topic.share(coverage.stems(reading.text[slice(*clauses.sentence(at))]) | stems)
                relevance = coverage.relevance.get(reading.id, 1.0)
                weight = sure * (0.25 + share) * (0.4 + 0.6 * relevance)
                # The cue's own words do not tell what is open.
                told = stems - coverage.stems(reading.text[at:to])
                yield _Open(day_of(reading), evidence(reading, (start, end)), told, weight)


def _question(group: list[_Open], coverage: Coverage, events: Sequence[TimelineItem]) -> OpenQuestion:
    told = max(group, key=lambda each: each.weight)
    given = [each.evidence for each in group]
    days = sorted(each.day for each in group if each.day)
    reports = coverage.reports(given)
    closing = None
    for event in events:
        if event.kind != "agreement" or not days or event.date <= days[-1]:
            continue
        own = coverage.stems(event.text)
        common = own & told.stems
        if len(common) >= 4 and len(common) >= _SETTLES * min(len(own), len(told.stems)):
            closing = event
            break
    salience = told.weight * (1 + 0.4 * (reports - 1) ** 0.5)
    return OpenQuestion(
        text=told.evidence.text,
        since=days[0] if days else None,
        evidence=given,
        salience=salience * (0.6 if closing else 1.0),
        closed=closing.date if closing else None,
        closed_by=closing.evidence[:3] if closing else [],
    )
