"""Where each party stands on each question, and when that changed.

Three kinds of evidence: positions (a party's attitude to a target), what a party agrees to (developments), and
statements that take a side by their act or by the words of their content. Each is held against the questions by its
words and counts for the one it is most about; one that speaks of the opposite (`بقاء` for a question about `خروج`)
counts the other way. A reported stance belongs to whom it is reported of. No evidence is no stance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from malaff.dossier.asking import Asked, asked
from malaff.dossier.coverage import Coverage, day_of, evidence
from malaff.dossier.parties import Parties
from malaff.dossier.polarity import refusal_warned_of, refuses, sides
from malaff.model import Act, Evidence, PartyStance, Position, Reading, Stance, Statement

# How much of a question evidence must name. What the article opens with says what `الاتفاق` further down is.
_ABOUT = 0.42
_LEAD = 0.3
# What an act says of its content, beside the content's own words.
_ACTS: dict[Act, tuple[float, float]] = {  # for, against
    "support": (0.9, 0.0), "reject": (0.0, 0.9), "demand": (0.6, 0.0), "commit": (0.7, 0.0), "accuse": (0.0, 0.5),
    "warn": (0.0, 0.5), "deny": (0.0, 0.5), "doubt": (0.0, 0.4),
}  # fmt: skip
_AGREED = 0.6
# A side is taken when its weight is this much; and more than the other by this.
_LEAST, _MARGIN = 0.5, 0.1
# A condition makes a stance conditional when it is as sure as this.
_CONDITION = 0.7
# A stance is listed where it has this share of a party's evidence on the question.
_SHARE = 0.25
_MOST_EVIDENCE = 6


class Vote(NamedTuple):
    """One piece of evidence."""

    day: str | None
    stance: Stance
    weight: float
    evidence: Evidence
    report: str


def stances(coverage: Coverage, votes: dict[tuple[str, str], list[Vote]]) -> dict[str, list[PartyStance]]:
    """The stances of each party, by its name: by question, then by day."""
    found: dict[str, list[PartyStance]] = defaultdict(list)
    for question in coverage.questions:
        for (party, about), cast in votes.items():
            if about == question.id:
                found[party] += _sequence(question.id, cast)
    return dict(found)


def votes(coverage: Coverage, parties: Parties) -> dict[tuple[str, str], list[Vote]]:
    """All evidence of where parties stand, by party and question."""
    cast: dict[tuple[str, str], list[Vote]] = defaultdict(list)
    questions = asked(coverage.questions, coverage)
    if not questions:
        return {}
    for reading in coverage.readings:
        lead = _lead(coverage, reading)
        for position in reading.positions:
            holder = parties.of(position.holder, position.holder_kind)
            if holder is not None:
                for about, vote in _of_position(coverage, reading, position, questions, lead):
                    cast[holder, about].append(vote)
        for statement in reading.statements:
            speaker = parties.of(statement.speaker_name, statement.kind)
            if speaker is not None:
                for about, vote in _of_statement(coverage, reading, statement, questions, lead):
                    cast[speaker, about].append(vote)
        for development in reading.developments:
            if development.kind != "agreement":
                continue
            bounds = coverage.clauses(reading).clause(development.span.start, development.span.end)
            told = coverage.stems(reading.text[slice(*bounds)])
            for about, share, turned in _about(told, questions, lead):
                for actor in development.actors:
                    party = parties.actor(actor)
                    stance: Stance = "oppose" if turned else "support"
                    vote = Vote(
                        day_of(reading), stance, share * _AGREED, evidence(reading, bounds), coverage.report[reading.id]
                    )
                    cast[party, about].append(vote)
    return cast


def _lead(coverage: Coverage, reading: Reading) -> frozenset[str]:
    first, last = coverage.clauses(reading).sentence(reading.paragraphs[0][0]) if reading.paragraphs else (0, 0)
    return coverage.stems((reading.title or "") + " " + reading.text[first:last])


def _about(stems: frozenset[str], questions: Sequence[Asked], lead: frozenset[str]) -> list[tuple[str, float, bool]]:
    """The question that some words are most about, if they are about any: its id, how much, and whether turned."""
    best: tuple[float, str, bool] | None = None
    for question in questions:
        share, turned = question.about(stems)
        if not share:
            continue
        share = (1 - _LEAD) * share + _LEAD * question.about(lead)[0]
        if best is None or share > best[0]:
            best = (share, question.id, turned)
    return [(best[1], best[0], best[2])] if best and best[0] >= _ABOUT else []


def _of_position(
    coverage: Coverage, reading: Reading, position: Position, questions: Sequence[Asked], lead: frozenset[str]
) -> list[tuple[str, Vote]]:
    target = coverage.stems(position.target.text)
    # Who is against a refusal is for what would be refused, unless it is what the question asks (`انسحاب`).
    refusal = refuses(position.target.text) or refusal_warned_of(reading.text, position.target.start)
    asked_for = _asked_for(coverage, position.target.text, questions)
    found = _about(target, questions, lead) or _about(coverage.stems(position.evidence.text) | target, questions, lead)
    return [
        (
            about,
            Vote(
                day_of(reading),
                _turned(position.stance) if turned != (refusal and about not in asked_for) else position.stance,
                share,
                evidence(reading, position.evidence),
                coverage.report[reading.id],
            ),
        )
        for about, share, turned in found
    ]


def _asked_for(coverage: Coverage, text: str, questions: Sequence[Asked]) -> set[str]:
    """The questions that a text's first word is a word of."""
    first = coverage.stems(" ".join(text.split()[:1]))
    return {question.id for question in questions if question.about(first)[0]}


def _of_statement(
    coverage: Coverage, reading: Reading, statement: Statement, questions: Sequence[Asked], lead: frozenset[str]
) -> list[tuple[str, Vote]]:
    found = _about(coverage.stems(statement.content.text), questions, lead)
    if not found:
        return []
    about, share, turned = found[0]
    refusing = about not in _asked_for(coverage, statement.content.text, questions)
    taken = sides(statement.content.text, refusing=refusing)
    act = _ACTS.get(statement.act, (0.0, 0.0))
    support, oppose = max(taken.support, act[0]), max(taken.oppose, act[1])
    if any(act) and refusing and refuses(statement.content.text):
        support, oppose = act[1], act[0]
    stance: Stance
    if taken.condition >= _CONDITION and max(support, oppose) >= _LEAST:
        stance, sure = "conditional", taken.condition
    elif support >= _LEAST and support >= oppose + _MARGIN:
        stance, sure = "support", support
    elif oppose >= _LEAST and oppose >= support + _MARGIN:
        stance, sure = "oppose", oppose
    else:
        return []
    vote = Vote(
        day_of(reading),
        _turned(stance) if turned else stance,
        share * sure * statement.confidence,
        evidence(reading, statement.content),
        coverage.report[reading.id],
    )
    return [(about, vote)]


def _turned(stance: Stance) -> Stance:
    return {"support": "oppose", "oppose": "support"}.get(stance, stance)  # type: ignore[return-value]  # of the four


def _runs(votes: Sequence[Vote]) -> list[list[Vote]]:
    runs: list[list[Vote]] = []
    for vote in votes:
        if runs and runs[-1][0].stance == vote.stance:
            runs[-1].append(vote)
        else:
            runs.append([vote])
    return runs


def _passing(runs: Sequence[Sequence[Vote]]) -> int | None:
    """The weakest run between two of one other stance that outweigh it: a turn there and back on thin evidence."""
    weights = [sum(vote.weight for vote in run) for run in runs]
    between = [
        i
        for i in range(1, len(runs) - 1)
        if runs[i - 1][0].stance == runs[i + 1][0].stance and weights[i] < 0.35 * (weights[i - 1] + weights[i + 1])
    ]
    return min(between, key=lambda i: weights[i], default=None)


def _sequence(question: str, votes: list[Vote]) -> list[PartyStance]:
    """The stances in order: a change adds one, and each needs its share of the evidence."""
    best: dict[tuple[str, str], Vote] = {}
    for vote in votes:
        key = (vote.report, vote.stance)
        if key not in best or best[key].weight < vote.weight:
            best[key] = vote
    cast = sorted(best.values(), key=lambda vote: (vote.day or "~", -vote.weight))
    total = sum(vote.weight for vote in cast)
    weights: dict[Stance, float] = defaultdict(float)
    for vote in cast:
        weights[vote.stance] += vote.weight
    kept = [vote for vote in cast if weights[vote.stance] >= _SHARE * total]
    runs = _runs(kept)
    while (weakest := _passing(runs)) is not None:
        runs = _runs([vote for i, run in enumerate(runs) if i != weakest for vote in run])
    found: list[PartyStance] = []
    for i, run in enumerate(runs):
        following = runs[i + 1][0].day if i + 1 < len(runs) else None
        strongest = sorted(run, key=lambda vote: -vote.weight)[:_MOST_EVIDENCE]
        found.append(
            PartyStance(
                question=question,
                stance=run[0].stance,
                from_=run[0].day,
                to=(date.fromisoformat(following) - timedelta(days=1)).isoformat() if following else None,
                evidence=[vote.evidence for vote in strongest],
            )
        )
    return found
