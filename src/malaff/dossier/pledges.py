"""What was promised or set for a day, and what became of it.

A pledge is a coming step with a day or month: a plan, a promise or demand with a time ahead, or a clause that names a
deadline (`مهلة`, `في موعد أقصاه`, `بحلول`, `قبل`). Its outcome is looked for in coverage from that day on: an event
that repeats it and is done, not done, or put off.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from malaff.arabic.fold import fold
from malaff.arabic.stems import stem
from malaff.arabic.words import Words
from malaff.dossier.clauses import Clauses
from malaff.dossier.coverage import Coverage, day_of, dice, evidence
from malaff.dossier.outcomes import Outcomes, cues, is_future, last_day
from malaff.dossier.parties import Parties
from malaff.dossier.questions import is_open
from malaff.dossier.topic import Topic
from malaff.lexicon import rows
from malaff.model import Evidence, Pledge, Reading, TimeExpression

_DUE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
# Two clauses set one thing when they name one day and share this much of their words.
_SAME = 0.3
_TOPIC = 0.25
_FAR = 5  # years; what lies further ahead is an age or an era
_REACH = 5  # words before a time that make it a deadline
_TELLS = 2  # words that say what is due; with fewer a clause speaks of what was due already
_OPEN = 0.9  # how surely a cue says that nobody knows


class _Set(NamedTuple):
    due: str
    said: str
    who: tuple[str, ...]
    evidence: Evidence
    stems: frozenset[str]
    core: frozenset[str]  # of the clause that the day stands in: what is due, without its day and who says it
    bare: bool  # whether the clause says of what is due hardly more than its day (`طلبت مهلة حتى الخامس والعشرين`)
    topic: float


def pledges(coverage: Coverage, topic: Topic, *, parties: Parties) -> list[Pledge]:
    """What is or was due, by day."""
    groups: list[list[_Set]] = []
    by_due: dict[str, list[list[_Set]]] = {}
    found = sorted(_found(coverage, topic, parties), key=lambda found: (found.bare, found.said, found.due))
    for each in found:
        same = by_due.get(each.due, [])
        group = next((g for g in same if max(dice(each.stems, other.stems) for other in g[-5:]) >= _SAME), None)
        if group is None and each.bare and same:
            group = max(same, key=len)
        if group is None:
            group = []
            groups.append(group)
            by_due.setdefault(each.due, []).append(group)
        group.append(each)
    outcomes = Outcomes(coverage)
    made = [_pledge(sorted(group, key=lambda each: each.said), coverage, outcomes) for group in groups]
    return sorted(made, key=lambda pledge: (pledge.due, pledge.text))


def _found(coverage: Coverage, topic: Topic, parties: Parties) -> Iterator[_Set]:
    for reading in coverage.readings:
        said = day_of(reading)
        if said is None:
            continue
        clauses = coverage.clauses(reading)
        plans = [d for d in reading.developments if d.kind == "plan"]
        for time in reading.times:
            due = _due(time, coverage.words(reading))
            if due is None or due[:10] < said[: len(due)] or int(due[:4]) > int(said[:4]) + _FAR:
                continue
            start, end = clauses.around(time.span.start, time.span.end)
            if reading.text[start:end].rstrip().endswith("؟") or _denied(reading, time.span.start):
                continue
            if _observed(reading, time.span.start):
                continue
            planned = [plan for plan in plans if plan.span.start < end and start < plan.span.end]
            first, last = clauses.clause(time.span.start, time.span.end)
            surely = _names_deadline(coverage.words(reading), first, time.span.start)
            # What is dated to the day or month of the report itself may have been; only a deadline is surely ahead.
            if due[:10] == said[: len(due)] and not surely:
                continue
            if not surely and not planned and not _ahead(coverage.words(reading), reading, first, last):
                continue
            if _wished(coverage.words(reading), first, time.span.start):
                continue
            if is_open(reading.text[first : time.span.start], sure=_OPEN):
                continue
            stems = coverage.stems(reading.text[start:end])
            core = _core(coverage, reading, first, last, at=time.span.start)
            if len(core) < _TELLS:  # a quotation may hold no more than the day
                core = _core(coverage, reading, *_past_quote(reading, clauses, first, last))
            bare = len(core) < _TELLS
            if bare:
                core |= _core(coverage, reading, start, end) | _matter(coverage, reading, start)
            share = topic.share(stems)
            if share < _TOPIC:
                continue
            actors = [parties.actor(actor) for plan in planned for actor in plan.actors]
            if not actors:
                actors = _named(reading, start, end, parties)
            told = evidence(reading, (start, end))
            yield _Set(due, said, tuple(dict.fromkeys(actors)), told, stems, core, bare, share)


def _core(coverage: Coverage, reading: Reading, first: int, last: int, *, at: int | None = None) -> frozenset[str]:
    """The words that say what is due: without days, people and their roles, and the words that set a day.

    Args:
        at: a place in the clause; where a statement holds it, who makes the statement is left out.
    """
    inside = next(
        (s.content for s in reading.statements if at is not None and s.content.start <= at < s.content.end), None
    )
    stretch = (max(first, inside.start), min(last, inside.end)) if inside else (first, last)
    people = [name for name in reading.names if name.kind == "person" and first <= name.span.start < last]
    said = " ".join(f"{name.role or ''} {name.span.text}" for name in people)
    told = coverage.undated(reading, *stretch) - coverage.stems(said)
    return frozenset(form for form in told if (form[1:] if is_future(form) else form) not in _setting())


def _past_quote(reading: Reading, clauses: Clauses, first: int, last: int) -> tuple[int, int]:
    """A clause widened by what leads up to it where a quotation mark parts them (`وعد بإقراره "قبل العيد"`)."""
    lead = reading.text[:first].rstrip()
    return (
        clauses.clause(len(lead.rstrip(_QUOTES).rstrip()) - 1, last) if lead.endswith(tuple(_QUOTES)) else (first, last)
    )


_QUOTES = '"«“„‹'


def _matter(coverage: Coverage, reading: Reading, start: int) -> frozenset[str]:
    """What a sentence that does not say it speaks of: the sentence before in its paragraph, or the article's lead."""
    clauses = coverage.clauses(reading)
    if any(begin < start < end for begin, end in reading.paragraphs):
        return _core(coverage, reading, *clauses.sentence(start - 2))
    return _core(coverage, reading, *clauses.sentence(0)) | coverage.stems(reading.title or "")


@cache
def _setting() -> frozenset[str]:
    """Stems of the words that set a day or name it, and tell nothing of what is due."""
    return frozenset(stem(word) for says in ("deadline", "sets", "light") for word in cues()[says])


@cache
def _observers() -> frozenset[str]:
    """Words for those who look on (`الخبير`, `الباحث`): what they hold necessary is set by nobody."""
    professions = (row for row in rows("offices.tsv") if row["class"] == "profession")
    return frozenset(fold(row[form]) for row in professions for form in ("head", "definite"))


def _observed(reading: Reading, at: int) -> bool:
    said = (s for s in reading.statements if s.content.start <= at < s.content.end and s.speaker_role)
    return any(form in _observers() for s in said for form in Words(s.speaker_role or "").forms[:2])


def _due(time: TimeExpression, words: Words) -> str | None:
    """The day a time names, or the last day of the stretch it names; a month stays one unless its end is meant."""
    if time.value.startswith(("P", "F")):
        return None
    if "/" in time.value or "W" in time.value:
        return time.to
    found = _DUE.match(time.value)
    if found is None:
        return None
    i = bisect_left(words.starts, time.span.start)
    # What comes after a day is not due on it.
    if i and words.forms[i - 1] == _AFTER:
        return None
    ends = any(form in _ENDS for form in words.forms[max(0, i - 1) : i + 2])
    return last_day(found.group()) if ends else found.group()


_AFTER = fold("بعد")
_ENDS = frozenset(map(fold, ("نهاية", "أواخر", "آخر", "ختام", "أقصاه")))


def _denied(reading: Reading, at: int) -> bool:
    return any(s.act == "deny" and s.content.start <= at < s.content.end for s in reading.statements)


def _names_deadline(words: Words, first: int, at: int) -> bool:
    """Whether the words before a time make it a deadline (`قبل`, `بحلول`, `في موعد أقصاه`)."""
    i = bisect_left(words.starts, at)
    low = max(bisect_left(words.starts, first), i - _REACH)
    named = [form for form in map(_plain, words.forms[low:i]) if form in cues()["deadline"]]
    # Not before a day is no deadline.
    return bool(named) and not (named == ["قبل"] and any(form in _NOT for form in words.forms[max(0, i - _BACK) : i]))


def _wished(words: Words, first: int, at: int) -> bool:
    """Whether a day is only liked (`يؤيد 58 في المئة عودة الجنود قبل أيلول`)."""
    before = words.forms[bisect_left(words.starts, first) : bisect_left(words.starts, at)]
    return any(_plain(form) in cues()["wish"] for form in before)


_NOT = frozenset(("لن", "لا", "لم"))
_BACK = 8  # words


def _ahead(words: Words, reading: Reading, first: int, last: int) -> bool:
    """Whether a clause speaks of what is to be: a word that sets a day, or a future verb that is no part of a name."""
    names = [(name.span.start, name.span.end) for name in reading.names]
    for i in range(bisect_left(words.starts, first), bisect_left(words.starts, last)):
        form = _plain(words.forms[i])
        if form in cues()["sets"]:
            return True
        if is_future(form) and not any(start <= words.starts[i] < end for start, end in names):
            return True
    return False


def _plain(form: str) -> str:
    return form[1:] if form[:1] in "وف" and len(form) > 4 else form


def _named(reading: Reading, start: int, end: int, parties: Parties) -> list[str]:
    found = []
    for name in reading.names:
        if start <= name.span.start < end and name.kind != "place":
            party = parties.of(name.name, name.kind)
            if party is not None:
                found.append(party)
    return found


def _pledge(group: list[_Set], coverage: Coverage, outcomes: Outcomes) -> Pledge:
    told = max(group, key=lambda each: (each.topic, -abs(len(each.stems) - 14)))
    who = Counter(actor for each in group for actor in each.who)
    outcome, answers = outcomes.of(told.due, group[0].said, [each.core for each in group])
    until = coverage.until or ""
    return Pledge(
        due=told.due,
        text=told.evidence.text,
        who=[actor for actor, _ in who.most_common()],
        outcome=outcome,
        evidence=[each.evidence for each in group],
        outcome_evidence=answers,
        overdue=outcome == "open" and last_day(told.due) < until,
    )
