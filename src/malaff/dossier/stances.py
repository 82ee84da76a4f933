"""Where each party stands on each question, and when that changed.

Three kinds of evidence: positions (a party's attitude to a target), what a party agrees to (developments), and
statements that take a side by their act or by the words of their content. Each is held against the questions by its
words and counts for the one it is most about; one that speaks of the opposite (`بقاء` for a question about `خروج`)
counts the other way. A reported stance belongs to whom it is reported of. No evidence is no stance.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import NamedTuple

from malaff.arabic.fold import fold
from malaff.arabic.stems import stem
from malaff.arabic.words import Words
from malaff.dossier.asking import Asked, asked
from malaff.dossier.coverage import Coverage, day_of, evidence
from malaff.dossier.outcomes import is_future
from malaff.dossier.parties import Parties
from malaff.dossier.polarity import formerly, refusal_charged, refusal_warned_of, refused, refuses, sides
from malaff.model import Act, Evidence, PartyStance, Position, Reading, Stance, Statement
from malaff.reading.grammar import CLASSES, DEMONSTRATIVE
from malaff.reading.heads import bare

# How much of a question evidence must name. What the article opens with says what `الاتفاق` further down is.
_ABOUT = 0.38
_LEAD = 0.3
_OWN = 0.2  # that it must name itself
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
_SHARE = 0.22
_CHANGE = 0.4
_OUTWEIGHED = 0.5  # of the heaviest stance of a day
_MOST_EVIDENCE = 6
_DOES = 0.6  # how surely one who says it will be done, or does it, is for it
_BETWEEN = re.compile(r"[^،,؛;:«»“”\"]+")
_NOT = "لن"
# What follows a mark and speaks of what stands before it (`، وهو ما كانت ترفضه`).
_GOES_ON = re.compile(r"[،,] (?:وهو|وهي|و?الذي|و?التي)\b")


class Vote(NamedTuple):
    """One piece of evidence; `former` where the text says that the party stood so before."""

    day: str | None
    stance: Stance
    weight: float
    evidence: Evidence
    report: str
    former: bool = False


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
        for key, vote in _cast(coverage, parties, reading, questions):
            cast[key].append(vote)
    return cast


def _cast(
    coverage: Coverage, parties: Parties, reading: Reading, questions: Sequence[Asked]
) -> Iterator[tuple[tuple[str, str], Vote]]:
    """The evidence of one reading, each with its party and question."""
    lead = _lead(coverage, reading)
    for position in reading.positions:
        holder = parties.of(position.holder, position.holder_kind)
        if holder is not None:
            for about, vote in _of_position(coverage, reading, position, questions, lead):
                for each in _with_former(coverage, reading, vote):
                    yield (holder, about), each
    for statement in reading.statements:
        speaker = parties.of(statement.speaker_name, statement.kind)
        body = _spoken_for(statement)
        named = dict.fromkeys((speaker, parties.of(body, "organisation")))
        speaking = [party for party in named if party is not None]
        if speaking:
            for about, vote in _of_statement(coverage, reading, statement, questions, lead):
                for party in speaking:
                    yield (party, about), vote
    for development in reading.developments:
        if development.kind != "agreement":
            continue
        bounds = coverage.clauses(reading).clause(development.span.start, development.span.end)
        told = coverage.stems(reading.text[slice(*bounds)])
        if refused(reading.text[slice(*bounds)]):
            continue
        for about, share, turned in _about(told, questions, lead):
            for actor in development.actors:
                party = parties.actor(actor)
                stance: Stance = "oppose" if turned else "support"
                vote = Vote(
                    day_of(reading), stance, share * _AGREED, evidence(reading, bounds), coverage.report[reading.id]
                )
                for each in _with_former(coverage, reading, vote):
                    yield (party, about), each


def _with_former(coverage: Coverage, reading: Reading, vote: Vote) -> list[Vote]:
    """A vote, and the stance that its clause says the party had before (`كانت ترفضها من قبل`)."""
    clauses = coverage.clauses(reading)
    start, end = clauses.clause(vote.evidence.start, vote.evidence.end)
    if _GOES_ON.match(reading.text, end):
        end = clauses.clause(start, min(end + 3, len(reading.text)))[1]
    former = formerly(reading.text[start:end])
    if former is None:
        return [vote]
    if former == vote.stance:
        return [vote._replace(former=True)]
    return [vote._replace(stance=former, evidence=evidence(reading, (start, end)), former=True), vote]


def _spoken_for(statement: Statement) -> str | None:
    """The body a statement is of, where its source speaks for it, or heads it and names it (`إن المجلس يؤيد`)."""
    role = (statement.speaker_role or "").split()
    forms = [bare(fold(word)) for word in role]
    if _IN_THE_NAME in forms[1:]:
        return " ".join(role[forms.index(_IN_THE_NAME) + 1 :]) or None
    first = [bare(form) for form in Words(statement.content.text).forms[:1]]
    if len(first[0] if first else "") < _SHORT or first[0] not in forms[1:]:
        return None
    return " ".join(role[forms.index(first[0], 1) :])


_IN_THE_NAME = fold("باسم")
_SHORT = 3  # letters of a body's head


def _lead(coverage: Coverage, reading: Reading) -> frozenset[str]:
    first, last = coverage.clauses(reading).sentence(reading.paragraphs[0][0]) if reading.paragraphs else (0, 0)
    return coverage.stems((reading.title or "") + " " + reading.text[first:last])


def _about(stems: frozenset[str], questions: Sequence[Asked], lead: frozenset[str]) -> list[tuple[str, float, bool]]:
    """The question that some words are most about, if they are about any: its id, how much, and whether turned."""
    best: tuple[float, str, bool] | None = None
    for question in questions:
        share, turned = question.about(stems)
        if share < _OWN:
            continue
        share = (1 - _LEAD) * share + _LEAD * question.about(lead)[0]
        if best is None or share > best[0]:
            best = (share, question.id, turned)
    return [(best[1], best[0], best[2])] if best and best[0] >= _ABOUT else []


def _of_position(
    coverage: Coverage, reading: Reading, position: Position, questions: Sequence[Asked], lead: frozenset[str]
) -> list[tuple[str, Vote]]:
    target = coverage.stems(position.target.text)
    stance = position.stance
    if stance in _OPPOSITE and sides(position.target.text).condition >= _CONDITION:
        stance = "conditional"
    # Who is against a refusal is for what would be refused, unless it is what the question asks (`انسحاب`).
    refusal = (
        refuses(position.target.text)
        or (position.stance == "oppose" and refusal_charged(position.target.text))
        or refusal_warned_of(reading.text, position.target.start)
    )
    asked_for = _asked_for(coverage, position.target.text, questions)
    found = _about(target, questions, lead) or _about(coverage.stems(position.evidence.text) | target, questions, lead)
    if not found and _points_back(position.target.text):
        start, _ = coverage.clauses(reading).sentence(position.evidence.start)
        before = coverage.clauses(reading).sentence(max(start - 2, 0))
        found = _about(coverage.stems(reading.text[slice(*before)]), questions, lead)
    return [
        (
            about,
            Vote(
                day_of(reading),
                _turned(stance) if turned != (refusal and about not in asked_for) else stance,
                share,
                evidence(reading, position.evidence),
                coverage.report[reading.id],
            ),
        )
        for about, share, turned in found
    ]


def _points_back(text: str) -> bool:
    """Whether a target begins by pointing to what was said before (`هذه الفكرة`), and says no more (`الاقتراح`)."""
    forms = [_unprefixed(form) for form in Words(text).forms]
    if forms and forms[0] in DEMONSTRATIVE:
        return len(forms) == 1 or forms[1] in _POINTING
    return len(forms) == 1 and forms[0] in _POINTING


def _unprefixed(form: str) -> str:
    return form if form in _POINTING or form[:1] not in "بل" else form[1:]


_POINTING = CLASSES["pointing"]


def _asked_for(coverage: Coverage, text: str, questions: Sequence[Asked]) -> set[str]:
    """The questions that a text's first word is a word of."""
    first = coverage.stems(" ".join(text.split()[:1]))
    return {question.id for question in questions if question.about(first)[0]}


def _of_statement(
    coverage: Coverage, reading: Reading, statement: Statement, questions: Sequence[Asked], lead: frozenset[str]
) -> list[tuple[str, Vote]]:
    content = statement.content
    pieces = [(content.start, content.end)]
    if any(question.torn(coverage.stems(content.text)) for question in questions):
        # `يؤيد خروجها، ولن يقبل بتمديد مهمتها`: each clause speaks for itself.
        pieces = [(content.start + start, content.start + end) for start, end in _clauses(content.text)]
    found = []
    for start, end in pieces:
        text = reading.text[start:end]
        for about, share, turned in _about(coverage.stems(text), questions, lead):
            question = next(each for each in questions if each.id == about)
            taken = _taken(coverage, statement.act, text, question, questions)
            if taken is None:
                continue
            stance, sure = taken
            vote = Vote(
                day_of(reading),
                _turned(stance) if turned else stance,
                share * sure * statement.confidence,
                evidence(reading, content),
                coverage.report[reading.id],
            )
            found.append((about, vote))
    return found


def _clauses(text: str) -> list[tuple[int, int]]:
    """The stretches between the marks of a text."""
    return [(match.start(), match.end()) for match in _BETWEEN.finditer(text)]


def _taken(
    coverage: Coverage, act: Act, text: str, question: Asked, questions: Sequence[Asked]
) -> tuple[Stance, float] | None:
    """The side that a clause takes on what it speaks of, and how surely; None where it takes none."""
    asked_for = question.id in _asked_for(coverage, text, questions)
    taken = sides(text, refusing=not asked_for)
    by_act = _ACTS.get(act, (0.0, 0.0))
    if act == "announce" and asked_for:
        by_act = (_DOES, 0.0)  # `أعلن المصرف تحويل الدفعة`: who does it is for it
    support, oppose = max(taken.support, by_act[0]), max(taken.oppose, by_act[1])
    if any(by_act) and not asked_for and (refuses(text) or (act == "accuse" and refusal_charged(text))):
        support, oppose = by_act[1], by_act[0]
    does = _will(text, question)
    if does is not None and max(support, oppose) < _LEAST:
        support, oppose = (_DOES, 0.0) if does else (0.0, _DOES)
    if taken.condition >= _CONDITION and max(support, oppose) >= _LEAST:
        return "conditional", taken.condition
    if support >= _LEAST and support >= oppose + _MARGIN:
        return "support", support
    if oppose >= _LEAST and oppose >= support + _MARGIN:
        return "oppose", oppose
    return None


def _will(text: str, question: Asked) -> bool | None:
    """Whether a clause says that what is asked will be done (`ستدفع الأقساط`) or not (`لن تسحب جنودها`)."""
    forms = [form[1:] if form[:1] in "وف" and len(form) > 4 else form for form in Words(text).forms]
    for before, form in pairwise(["", *forms]):
        if is_future(form) and question.named(stem(form[1:])) is not None:
            return True
        if before == _NOT and question.named(stem(form)) is not None:
            return False
    return None


def _turned(stance: Stance) -> Stance:
    return _OPPOSITE.get(stance, stance)


_OPPOSITE: dict[Stance, Stance] = {"support": "oppose", "oppose": "support"}


def _placed(votes: Sequence[Vote]) -> list[Vote]:
    """The votes by day. A former stance is of the last day it was taken before that report, or of none before all."""
    found: list[Vote] = []
    for vote in votes:
        day = vote.day
        if vote.former:
            days = (each.day for each in votes if each.stance == vote.stance and not each.former and each.day)
            day = max((each for each in days if each < (vote.day or "")), default=None)
        found.append(vote._replace(day=day))
    return sorted(found, key=lambda vote: ("" if vote.former else "~") if vote.day is None else vote.day)


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


def _sure(runs: Sequence[list[Vote]]) -> list[list[Vote]]:
    """The runs without changes on thin evidence: that a party moved is said only where it is sure."""
    most = max((sum(vote.weight for vote in run) for run in runs), default=0.0)
    least = min(_CHANGE, most)
    kept = [run for run in runs if sum(vote.weight for vote in run) >= least or any(vote.former for vote in run)]
    return _runs([vote for run in kept for vote in run])


def _of_the_day(votes: Sequence[Vote]) -> list[Vote]:
    """The votes, each day's in one order: those of a stance that another of the day outweighs by far are left out.

    A party that takes two stances on one day has first the one it had before; a condition qualifies what else was said.
    """
    found: list[Vote] = []
    for _, given in groupby(votes, key=lambda vote: vote.day):
        held = list(given)
        weights: dict[Stance, float] = defaultdict(float)
        for vote in held:
            weights[vote.stance] += vote.weight
        before = found[-1].stance if found else None
        order = sorted(weights, key=lambda stance: (stance != before, stance == "conditional", weights[stance]))
        least = _OUTWEIGHED * max(weights.values())
        found += [vote for stance in order if weights[stance] >= least for vote in held if vote.stance == stance]
    return found


def _until(first: str | None, following: str | None) -> str | None:
    """The last day of a stance: the day before the next one's, but not before its own first."""
    if following is None:
        return None
    before = (date.fromisoformat(following) - timedelta(days=1)).isoformat()
    return max(first or before, before)


def _sequence(question: str, votes: list[Vote]) -> list[PartyStance]:
    """The stances in order: a change adds one, and each needs its share of the evidence."""
    best: dict[tuple[str, str, bool], Vote] = {}
    for vote in votes:
        key = (vote.report, vote.stance, vote.former)
        if key not in best or best[key].weight < vote.weight:
            best[key] = vote
    cast = _placed(sorted(best.values(), key=lambda vote: -vote.weight))
    total = sum(vote.weight for vote in cast)
    weights: dict[Stance, float] = defaultdict(float)
    for vote in cast:
        weights[vote.stance] += vote.weight
    # That it stood otherwise before is what the text itself says.
    kept = _of_the_day([vote for vote in cast if vote.former or weights[vote.stance] >= _SHARE * total])
    runs = _runs(kept)
    while (weakest := _passing(runs)) is not None:
        runs = _runs([vote for i, run in enumerate(runs) if i != weakest for vote in run])
    runs = _sure(runs)
    found: list[PartyStance] = []
    for i, run in enumerate(runs):
        following = runs[i + 1][0].day if i + 1 < len(runs) else None
        strongest = sorted(run, key=lambda vote: -vote.weight)[:_MOST_EVIDENCE]
        found.append(
            PartyStance(
                question=question,
                stance=run[0].stance,
                from_=run[0].day,
                to=_until(run[0].day, following),
                evidence=[vote.evidence for vote in strongest],
            )
        )
    return found
