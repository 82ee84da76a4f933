"""Sides that cannot all be right.

- a denial, or a claim that says of a thing that it is not so, against the claim it answers: in the same article the
  nearest of another source that shares its words, or that it points back to (`مثل هذا المقترح`); else an earlier one;
- two parties on two sides of a question in one article;
- what the text itself sets against each other (`يتناقض`, `خلافا لما`);
- two figures for one thing: clauses that share their words and differ in the number before one noun;
- two days for one thing: what falls due, told alike and dated apart;
- one party at two times: a stance that turned from for to against or back.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise
from typing import NamedTuple

from msgspec.structs import replace

from malaff.arabic.fold import fold
from malaff.arabic.stems import stem
from malaff.arabic.words import Words
from malaff.dossier.asking import family
from malaff.dossier.clauses import LONGEST
from malaff.dossier.coverage import Coverage, dice, evidence
from malaff.dossier.figures import Figure, figures
from malaff.dossier.parties import Parties
from malaff.dossier.stances import Vote
from malaff.dossier.topic import Topic
from malaff.model import Contradiction, Evidence, PartyStance, Pledge, Reading, Side, Statement

# A claim is what a denial answers when they share this much of the smaller one's words, and this many; a claim of the
# same article may share less, and one the denial points back to, nothing.
_ANSWERS, _ANSWERS_HERE, _LEAST = 0.4, 0.25, 3
_ELSEWHERE = 0.1
_CONTRARY = 0.12  # of the words, where one negates what the other says
_NEAR = 3  # statements back that a demonstrative reaches
_POINTS = 1.4  # what a denial that points back weighs, its words in common being few
# Figures are for one thing when their clauses share this much.
_FIGURES = 0.4
_FAR, _FAR_HERE = 1.4, 3.0  # times: further apart they count different things, in two articles and in one
_ROUNDED = 0.08  # of a number, that its rounding may hide
_BESIDE = 2  # statements of two sources that answer each other stand this near
_VALUES, _SIDES = 4, 3  # values that are shown, and reports for each
_SAME_DAYS = 7
# Days for one thing are told this alike, and lie no further apart than this.
_DAYS, _APART, _TOLD = 0.36, 10, 8  # and so many pairs of reports are shown
# Sides tell the same when they share this much; so many are shown of one clash.
_RETOLD, _MOST_SIDES = 0.6, 10
# A denial's claim stands in coverage of this many days before it.
_BACK = 21


class _Claim(NamedTuple):
    reading: Reading
    number: int
    statement: Statement
    who: str
    stems: frozenset[str]
    spoken: frozenset[str]  # with its speaker and cue


def contradictions(
    coverage: Coverage,
    topic: Topic,
    *,
    parties: Parties,
    votes: dict[tuple[str, str], list[Vote]],
    stood: dict[str, list[PartyStance]],
    due: Sequence[Pledge],
) -> list[Contradiction]:
    """What contradicts what, most salient first."""
    found = [
        *_answers(coverage, topic, parties),
        *_opposed(coverage, votes),
        *_set_against(coverage, topic, parties),
        *_figures(coverage, topic, parties),
        *_days(coverage, topic, due),
        *_turns(coverage, stood),
    ]
    kept: list[Contradiction] = []
    for each in sorted(found, key=lambda each: (-each.salience, each.about)):
        same = next((i for i, other in enumerate(kept) if _one_clash(coverage, each, other)), None)
        if same is None:
            kept.append(each)
        else:
            kept[same] = _told_again(kept[same], each)
    most = max((each.salience for each in kept), default=1.0)
    return [replace(each, salience=round(each.salience / most, 3)) for each in kept]


def _told_again(one: Contradiction, again: Contradiction) -> Contradiction:
    """A clash with the sides of another report of it, where there is room."""
    known = {side.evidence.article for side in one.sides}
    more = [side for side in again.sides if side.evidence.article not in known]
    return replace(one, sides=[*one.sides, *more][:_MOST_SIDES])


def _one_clash(coverage: Coverage, one: Contradiction, two: Contradiction) -> bool:
    """Whether every side of one is told by a side of the other: a copy or a second report of the same clash."""
    told = [coverage.stems(side.text) for side in two.sides]
    return all(any(dice(coverage.stems(side.text), other) >= _RETOLD for other in told) for side in one.sides)


# -- denials and what they answer ----------------------------------------------------------------------------------

_NEGATIONS = frozenset(map(fold, ("لم", "ليس", "ليست", "لا")))
_NOT = _NEGATIONS | {"غير", "عدم"}
_POINTING = frozenset(
    map(fold, ("هذا", "هذه", "ذلك", "تلك", "مثل", "كهذا", "كهذه", "الأمر", "الخبر", "التقرير", "صحة"))
)


def _answers(coverage: Coverage, topic: Topic, parties: Parties) -> Iterator[Contradiction]:
    earlier: list[_Claim] = []
    for reading in coverage.readings:
        own = [
            _Claim(
                reading,
                number,
                statement,
                _who(reading, statement, parties),
                coverage.stems(statement.content.text),
                coverage.stems(reading.text[slice(*statement.sentence)]) | coverage.stems(statement.content.text),
            )
            for number, statement in enumerate(reading.statements)
        ]
        own = [claim for claim in own if _somebody(claim, parties)]
        for claim in own:
            denies = claim.statement.act == "deny"
            if not denies and not _negated(claim.statement):
                continue
            answered = _answered(claim, own, earlier, denies=denies)
            if not answered:
                continue
            share, against = answered[0]
            weight = (1.0 if denies else _POINTS if _points_back(claim.statement) else 0.6) * (0.4 + min(share, 1.0))
            # That one answers the other is the news; how much of the affair they name says less.
            weight *= 0.5 + 0.5 * topic.share(claim.spoken | against.spoken)
            weight *= 0.4 + 0.6 * coverage.relevance.get(reading.id, 1.0)
            yield Contradiction(
                about=against.statement.content.text,
                kind="denial" if denies else "claim",
                sides=[*(_side(each) for _, each in answered), _side(claim)],
                salience=weight,
            )
        earlier += own


def _answered(
    denial: _Claim, own: Sequence[_Claim], earlier: Sequence[_Claim], *, denies: bool
) -> list[tuple[float, _Claim]]:
    """The claims that a denial answers, and how surely, best first."""
    found: list[tuple[float, _Claim]] = []
    points = _points_back(denial.statement)
    for claim in own:
        if not _may_answer(denial, claim):
            continue
        share = _share(denial.spoken if denies else denial.stems, claim.stems)
        distance = denial.number - claim.number
        contrary = bool(_negated_stems(denial.statement) & claim.stems) and share >= _CONTRARY
        if points and 0 < distance <= _NEAR:
            share += 0.3 / distance
        elif contrary:
            share += 0.3
        elif share < _ANSWERS_HERE or len(denial.spoken & claim.stems) < _LEAST:
            continue
        found.append((share, claim))
    if denies:
        for claim in earlier:
            share = _share(denial.spoken, claim.stems)
            told = share >= _ANSWERS and len(denial.spoken & claim.stems) >= _LEAST
            if told and _may_answer(denial, claim) and _lately(claim.reading, denial.reading):
                found.append((share - _ELSEWHERE, claim))
    ranked = sorted(found, key=lambda each: -each[0])
    # What a demonstrative points back to is what stands before it, all of it; elsewhere the best answer and its like.
    least = 0.0 if points else 0.6 * ranked[0][0] if ranked else 0.0
    return [each for each in ranked if each[0] >= least][:_SIDES]


def _negated_stems(statement: Statement) -> frozenset[str]:
    """The stems of what a content says is not so: the word after each negation."""
    forms = Words(statement.content.text).forms
    return frozenset(
        stem(forms[i + 1])
        for i, form in enumerate(forms[:-1])
        if (form in _NOT or (form[:1] in "وف" and form[1:] in _NOT)) and len(forms[i + 1]) > 2
    )


def _somebody(claim: _Claim, parties: Parties) -> bool:
    """Whether a claim's source is a party, an unnamed source or one with a role: others are misread."""
    s = claim.statement
    return s.kind == "anonymous" or s.speaker_role is not None or parties.of(s.speaker_name, s.kind) is not None


def _may_answer(denial: _Claim, claim: _Claim) -> bool:
    return claim.who != denial.who and claim.statement.act != "deny" and not _negated(claim.statement)


def _share(one: frozenset[str], two: frozenset[str]) -> float:
    """How much of the smaller one's words the other has, words that are used for one another taken as one."""
    first, second = frozenset(map(family, one)), frozenset(map(family, two))
    return len(first & second) / max(min(len(first), len(second)), 1)


def _lately(claim: Reading, denial: Reading) -> bool:
    if not claim.published or not denial.published:
        return False
    gap = date.fromisoformat(denial.published[:10]) - date.fromisoformat(claim.published[:10])
    return 0 <= gap.days <= _BACK


def _negated(statement: Statement) -> bool:
    """Whether a content says that something is not so: a negation near its beginning, or its end where that is near."""
    forms = Words(statement.content.text).forms
    for i, form in enumerate(forms[:14]):
        # `ما لم` is a condition.
        bare = form[1:] if form[:1] in "وف" else form
        if (form in _NEGATIONS or bare in _NEGATIONS) and not (i and forms[i - 1] == "ما"):
            return True
    return any(form == "غير" for form in forms[-5:])


def _points_back(statement: Statement) -> bool:
    return any(form.lstrip("بل") in _POINTING or form in _POINTING for form in Words(statement.content.text).forms[:12])


def _who(reading: Reading, statement: Statement, parties: Parties) -> str:
    return (
        parties.of(statement.speaker_name, statement.kind)
        or statement.speaker_name
        or (statement.speaker.text if statement.speaker else None)
        or reading.outlet
        or reading.id
    )


def _side(claim: _Claim) -> Side:
    """A claim with its attribution: who says it stands in the evidence."""
    statement = claim.statement
    first, last = statement.sentence
    parts = [statement.content, statement.cue, *((statement.speaker,) if statement.speaker else ())]
    near = [span for span in parts if first <= span.start and span.end <= max(last, statement.content.end)]
    start, end = min(span.start for span in near or parts[:1]), max(span.end for span in near or parts[:1])
    if len(claim.reading.text[start:end].split()) > LONGEST:
        start, end = statement.content.start, statement.content.end
    given = evidence(claim.reading, (start, end))
    return Side(who=claim.who, text=given.text, evidence=given)


# -- two sides of a question ---------------------------------------------------------------------------------------


def _opposed(coverage: Coverage, votes: dict[tuple[str, str], list[Vote]]) -> Iterator[Contradiction]:
    """Parties for and against, in one article and in the coverage as a whole."""
    texts = {question.id: question.text for question in coverage.questions}
    cast: dict[tuple[str, str], list[tuple[str, Vote]]] = defaultdict(list)
    for (party, question), given in votes.items():
        for vote in given:
            cast[vote.evidence.article, question].append((party, vote))
            cast["", question].append((party, vote))
    for (article, question), given_here in cast.items():
        most = _SIDES if article else 2 * _SIDES
        ours = _strongest([each for each in given_here if each[1].stance == "support"], most)
        taken = {party for party, _ in ours}
        theirs = _strongest([each for each in given_here if each[1].stance == "oppose" and each[0] not in taken], most)
        chosen = [*ours, *theirs]
        if not ours or not theirs or len({vote.evidence for _, vote in chosen}) < len(chosen):
            continue
        weight = max(vote.weight for _, vote in ours) * max(vote.weight for _, vote in theirs)
        yield Contradiction(
            about=texts[question],
            kind="claim",
            sides=[Side(who=party, text=vote.evidence.text, evidence=vote.evidence) for party, vote in chosen],
            salience=0.9 * weight**0.5 * coverage.relevance.get(article, 1.0),
        )


def _strongest(given: Sequence[tuple[str, Vote]], most: int) -> list[tuple[str, Vote]]:
    best: dict[str, Vote] = {}
    for party, vote in given:
        if party not in best or best[party].weight < vote.weight:
            best[party] = vote
    return sorted(best.items(), key=lambda each: -each[1].weight)[:most]


# -- what the text sets against each other -------------------------------------------------------------------------

_AGAINST = re.compile(
    r"(?<!\w)[وف]?(?:يتناقض|تتناقض|تناقض|يناقض|تناقضت|يتعارض|تتعارض|خلافا ل|بخلاف ما|علي عكس ما|علي النقيض)"
)


def _set_against(coverage: Coverage, topic: Topic, parties: Parties) -> Iterator[Contradiction]:
    """A sentence that says two accounts differ: the statement before it against what it tells."""
    for reading in coverage.readings:
        clauses = coverage.clauses(reading)
        # Folding keeps one letter for one here: what it drops (vowel marks) the press hardly writes.
        for match in _AGAINST.finditer(fold(reading.text)):
            first, last = clauses.sentence(min(match.start(), len(reading.text) - 1))
            before = [s for s in reading.statements if s.content.end <= first]
            if not before:
                continue
            one = before[-1]
            here = evidence(reading, clauses.around(first, min(last, first + 1)))
            stems = coverage.stems(here.text) | coverage.stems(one.content.text)
            yield Contradiction(
                about=one.content.text,
                kind="claim",
                sides=[
                    Side(
                        who=_who(reading, one, parties), text=one.content.text, evidence=evidence(reading, one.content)
                    ),
                    Side(who=_giver(reading, first, parties)[0], text=here.text, evidence=here),
                ],
                salience=0.9 * (0.25 + topic.share(stems)) * coverage.relevance.get(reading.id, 1.0),
            )


# -- two days for one thing ----------------------------------------------------------------------------------------


def _days(coverage: Coverage, topic: Topic, due: Sequence[Pledge]) -> Iterator[Contradiction]:
    dated = [pledge for pledge in due if len(pledge.due) == 10]
    for one, two in combinations(dated, 2):
        gap = abs((date.fromisoformat(one.due) - date.fromisoformat(two.due)).days)
        if not 0 < gap <= _APART:
            continue
        alike = [
            (dice(_undated(coverage, first), _undated(coverage, second)), first, second)
            for first in one.evidence
            for second in two.evidence
            if coverage.report[first.article] != coverage.report[second.article]
        ]
        share = max((share for share, _, _ in alike), default=0.0)
        if share < _DAYS:
            continue
        best = [each for each in sorted(alike, key=lambda each: -each[0]) if each[0] >= 0.75 * share]
        given = dict.fromkeys([each[1] for each in best[:_TOLD]] + [each[2] for each in best[:_TOLD]])
        sides = [
            Side(who=coverage.by_id[each.article].outlet or each.article, text=each.text, evidence=each)
            for each in given
        ]
        yield Contradiction(
            about=one.text,
            kind="date",
            sides=sides,
            salience=0.8 * (0.5 + share) * (0.5 + 0.5 * topic.share(coverage.stems(one.text))),
        )


def _undated(coverage: Coverage, given: Evidence) -> frozenset[str]:
    return coverage.undated(coverage.by_id[given.article], given.start, given.end)


# -- two figures for one thing -------------------------------------------------------------------------------------


class _Given(NamedTuple):
    figure: Figure
    who: str
    number: int  # of the statement it stands in, -1 in narration


def _figures(coverage: Coverage, topic: Topic, parties: Parties) -> Iterator[Contradiction]:
    by_unit: dict[str, list[_Given]] = defaultdict(list)
    for reading in coverage.readings:
        for figure in figures(reading, coverage.words(reading)):
            who, number = _giver(reading, figure.start, parties)
            by_unit[figure.unit].append(_Given(figure, who, number))
    for unit, given in by_unit.items():
        for group in _of_one_thing(coverage, given):
            chosen = _differing(coverage, group)
            if len(chosen) < 2:
                continue
            sides = [_shown(coverage, each) for each in chosen]
            words = frozenset().union(*(coverage.stems(side.text) for side in sides))
            alike = max(dice(one.figure.around, two.figure.around) for one, two in combinations(chosen, 2))
            relevance = max(coverage.relevance.get(each.figure.reading.id, 1.0) for each in chosen)
            spread = 1 + 0.2 * (len({coverage.report[each.figure.reading.id] for each in group}) - 1) ** 0.5
            common = frozenset.intersection(*(each.figure.around for each in chosen))
            yield Contradiction(
                about=_worded(sides[0].text, common) or unit or sides[0].text,
                kind="figure",
                sides=sides,
                salience=(0.35 + alike) * (0.25 + topic.share(words)) * (0.4 + 0.6 * relevance) * spread * _unit(unit),
            )


def _worded(text: str, families: frozenset[str]) -> str:
    """The words of a text that are of some families."""
    words = Words(text)
    told = (raw for raw, form in zip(words.raw, words.forms, strict=True) if family(stem(form)) in families)
    return " ".join(dict.fromkeys(told))


def _unit(unit: str) -> float:
    """What a difference in a unit weighs: shares change from day to day."""
    return 0.5 if unit == "%" else 0.8


def _of_one_thing(coverage: Coverage, given: Sequence[_Given]) -> list[list[_Given]]:
    """Figures that count one thing, each held against the one its group began with."""
    groups: list[list[_Given]] = []
    by_word: dict[str, list[int]] = defaultdict(list)
    for each in given:
        words = each.figure.around | {each.figure.reading.id}
        near = {k for word in words for k in by_word[word]}
        fitting = [k for k in near if _one_thing(coverage, groups[k][0], each)]
        if fitting:
            best = max(fitting, key=lambda k: (dice(groups[k][0].figure.around, each.figure.around), -k))
            groups[best].append(each)
            continue
        for word in words:
            by_word[word].append(len(groups))
        groups.append([each])
    return [group for group in groups if len(group) > 1]


def _one_thing(coverage: Coverage, one: _Given, two: _Given) -> bool:
    first, second = one.figure, two.figure
    low, high = sorted((first.value, second.value))
    if high > (_FAR_HERE if first.reading is second.reading else _FAR) * low:
        return False
    if first.reading is second.reading:
        return one.who != two.who and -1 not in (one.number, two.number) and abs(one.number - two.number) <= _BESIDE
    return (
        len(first.around & second.around) > 1
        and dice(first.around, second.around) >= _FIGURES
        and coverage.report[first.reading.id] != coverage.report[second.reading.id]
        and _together(first.reading, second.reading)
    )


def _differing(coverage: Coverage, group: Sequence[_Given]) -> list[_Given]:
    """Those of a group whose values cannot all be right: the values told most, a few reports for each."""
    values: list[list[_Given]] = []
    for each in sorted(group, key=lambda given: -given.figure.value):
        same = next((v for v in values if _agree(v[0].figure, each.figure)), None)
        if same is None:
            values.append([each])
        elif len(same) < _SIDES and coverage.report[each.figure.reading.id] not in {
            coverage.report[other.figure.reading.id] for other in same
        }:
            same.append(each)
    told = sorted(values, key=lambda value: -len(value))[:_VALUES]
    return [each for value in told for each in value] if len(told) > 1 else []


def _agree(one: Figure, two: Figure) -> bool:
    """Whether two figures may both be right: equal when the finer is rounded as the coarser, or a bound that holds."""
    if one.bound and two.bound:
        return True
    for bounded, exact in ((one, two), (two, one)):
        if bounded.bound == "least":
            return exact.value >= bounded.value
        if bounded.bound == "most":
            return exact.value <= bounded.value
    step = max(_step(one.value), _step(two.value))
    return abs(one.value - two.value) < 0.51 * step


def _step(value: float) -> float:
    """What the last digit that is not nought stands for: 0.1 of 3.2, 1 of 86; at most a small part of the number."""
    step = 10.0**-2
    while step < value and abs(value / (step * 10) - round(value / (step * 10))) < 1e-9:
        step *= 10
    return min(step, _ROUNDED * value)


def _together(one: Reading, two: Reading) -> bool:
    if not one.published or not two.published:
        return False
    gap = date.fromisoformat(two.published[:10]) - date.fromisoformat(one.published[:10])
    return abs(gap.days) <= _SAME_DAYS


def _giver(reading: Reading, at: int, parties: Parties) -> tuple[str, int]:
    for number, statement in enumerate(reading.statements):
        if statement.content.start <= at < statement.content.end:
            return _who(reading, statement, parties), number
    return reading.outlet or reading.id, -1


def _shown(coverage: Coverage, given: _Given) -> Side:
    reading = given.figure.reading
    if given.number >= 0:
        content = reading.statements[given.number].content
        if len(content.text.split()) <= LONGEST:
            found = evidence(reading, content)
            return Side(who=given.who, text=found.text, evidence=found)
    found = evidence(reading, coverage.clauses(reading).clause(given.figure.start, given.figure.end))
    return Side(who=given.who, text=found.text, evidence=found)


# -- one party at two times ----------------------------------------------------------------------------------------


def _turns(coverage: Coverage, stood: dict[str, list[PartyStance]]) -> Iterator[Contradiction]:
    texts = {question.id: question.text for question in coverage.questions}
    for party, held in stood.items():
        for before, after in pairwise(held):
            if before.question == after.question and {before.stance, after.stance} == {"support", "oppose"}:
                sides = [
                    Side(who=party, text=stance.evidence[0].text, evidence=stance.evidence[0])
                    for stance in (before, after)
                ]
                yield Contradiction(about=texts[before.question], kind="turn", sides=sides, salience=0.3)
