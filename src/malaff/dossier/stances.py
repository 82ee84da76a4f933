"""Where each party stands on each question, and when that changed.

Two kinds of evidence: positions (a party's attitude to a target) and statements whose act takes a side (support,
reject, demand, accuse, warn, commit, deny). Each is held against the questions by its words; one that speaks of the
opposite (`بقاء` for a question about `خروج`) counts the other way. A reported stance belongs to whom it is reported
of. What only leans is `unclear`, and no evidence is no stance.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from malaff.dossier.asking import Asked, asked
from malaff.dossier.coverage import Coverage, day_of, evidence
from malaff.dossier.parties import Parties
from malaff.model import Act, Evidence, PartyStance, Position, Reading, Stance, Statement

# How much of a question a clause must name; what target and evidence name together counts less than the target.
_ABOUT = 0.4
_AROUND = 0.75
# What an act says of its content, and how surely.
_ACTS: dict[Act, tuple[Stance, float]] = {
    "support": ("support", 0.9),
    "reject": ("oppose", 0.9),
    "demand": ("support", 0.6),
    "commit": ("support", 0.7),
    "accuse": ("oppose", 0.5),
    "warn": ("oppose", 0.5),
    "deny": ("oppose", 0.4),
}
# A stance is listed where it has this share of a party's evidence on the question, or stands alone on later days.
_SHARE = 0.25
_MOST_EVIDENCE = 6


class Vote(NamedTuple):
    """One piece of evidence."""

    day: str | None
    stance: Stance
    weight: float
    evidence: Evidence
    report: str


def stances(coverage: Coverage, parties: Parties) -> dict[str, list[PartyStance]]:
    """The stances of each party, by its name: by question, then by day."""
    questions = asked(coverage.questions, coverage)
    votes: dict[tuple[str, str], list[Vote]] = defaultdict(list)
    for reading in coverage.readings:
        for position in reading.positions:
            holder = parties.of(position.holder, position.holder_kind)
            if holder is not None:
                for about, vote in _of_position(coverage, reading, position, questions):
                    votes[holder, about].append(vote)
        for statement in reading.statements:
            speaker = parties.of(statement.speaker_name, statement.kind)
            if speaker is not None and statement.act in _ACTS:
                for about, vote in _of_statement(coverage, reading, statement, questions):
                    votes[speaker, about].append(vote)
    found: dict[str, list[PartyStance]] = defaultdict(list)
    for question in questions:
        for (party, about), cast in votes.items():
            if about == question.id:
                found[party] += _sequence(question.id, cast)
    return dict(found)


def _of_position(
    coverage: Coverage, reading: Reading, position: Position, questions: list[Asked]
) -> list[tuple[str, Vote]]:
    target = coverage.stems(position.target.text)
    around = coverage.stems(position.evidence.text) | target
    found: list[tuple[str, Vote]] = []
    for question in questions:
        share, turned = question.about(target)
        wide, wide_turned = question.about(around)
        if share < _ABOUT:
            share, turned = wide * _AROUND, wide_turned
        if share >= _ABOUT:
            stance = _turned(position.stance) if turned else position.stance
            vote = Vote(
                day_of(reading), stance, share, evidence(reading, position.evidence), coverage.report[reading.id]
            )
            found.append((question.id, vote))
    return found


def _of_statement(
    coverage: Coverage, reading: Reading, statement: Statement, questions: list[Asked]
) -> list[tuple[str, Vote]]:
    stance, sure = _ACTS[statement.act]
    said = coverage.stems(statement.content.text)
    found: list[tuple[str, Vote]] = []
    for question in questions:
        share, turned = question.about(said)
        if share * _AROUND >= _ABOUT:
            vote = Vote(
                day_of(reading),
                _turned(stance) if turned else stance,
                share * sure * statement.confidence,
                evidence(reading, statement.content),
                coverage.report[reading.id],
            )
            found.append((question.id, vote))
    return found


def _turned(stance: Stance) -> Stance:
    return {"support": "oppose", "oppose": "support"}.get(stance, stance)  # type: ignore[return-value]  # of the four


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
    runs: list[list[Vote]] = []
    for vote in kept:
        if runs and runs[-1][0].stance == vote.stance:
            runs[-1].append(vote)
        else:
            runs.append([vote])
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
