"""Sides that cannot all be right.

- a denial against the claim it denies, in the same article or an earlier one;
- two figures for one thing: clauses that share their words and differ in the number before one noun;
- two days for one thing: plans or events told alike and dated apart;
- one party at two times: a stance that turned from for to against or back;
- headline against body: a headline that asserts what the body says is denied, planned or only possible.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import NamedTuple

from msgspec.structs import replace

from malaff.arabic.fold import fold
from malaff.arabic.stems import stem
from malaff.arabic.words import Words
from malaff.dossier.coverage import Coverage, dice, evidence
from malaff.dossier.parties import Parties
from malaff.dossier.topic import Topic
from malaff.model import Contradiction, PartyStance, Reading, Side, Statement

# A claim is what a denial denies when they share this much of the smaller one's words, and this many.
_DENIED, _LEAST = 0.4, 3
# Figures are for one thing when their clauses share this much.
_FIGURES = 0.35


class _Claim(NamedTuple):
    reading: Reading
    statement: Statement
    who: str
    stems: frozenset[str]


def contradictions(
    coverage: Coverage, topic: Topic, *, parties: Parties, stood: dict[str, list[PartyStance]]
) -> list[Contradiction]:
    """What contradicts what, most salient first."""
    found = [*_denials(coverage, topic, parties), *_figures(coverage, topic, parties), *_turns(coverage, stood)]
    most = max((each.salience for each in found), default=1.0)
    scaled = [replace(each, salience=round(each.salience / most, 3)) for each in found]
    return sorted(scaled, key=lambda each: -each.salience)


def _denials(coverage: Coverage, topic: Topic, parties: Parties) -> Iterator[Contradiction]:
    claims: list[_Claim] = []
    for reading in coverage.readings:
        own = [
            _Claim(reading, statement, _who(reading, statement, parties), coverage.stems(statement.content.text))
            for statement in reading.statements
        ]
        for claim in own:
            if claim.statement.act not in ("deny", "reject") and not _negated(claim.statement):
                continue
            against = _denied(claim, [*claims, *own])
            if against is None:
                continue
            share = topic.share(claim.stems | against.stems)
            sides = [_side(against), _side(claim)]
            about = against.statement.content.text
            weight = 1.0 if claim.statement.act == "deny" else 0.7
            yield Contradiction(
                about=about,
                kind="denial" if claim.statement.act == "deny" else "claim",
                sides=sides,
                salience=weight * (0.3 + share) * coverage.relevance.get(reading.id, 1.0),
            )
        claims += own


def _denied(denial: _Claim, claims: list[_Claim]) -> _Claim | None:
    best: tuple[float, _Claim] | None = None
    for claim in claims:
        if claim.statement is denial.statement or claim.who == denial.who or claim.statement.act in ("deny",):
            continue
        common = len(claim.stems & denial.stems)
        if common < _LEAST:
            continue
        share = common / min(len(claim.stems), len(denial.stems))
        if claim.reading is denial.reading:
            share += 0.1
        if share >= _DENIED and (best is None or share > best[0]):
            best = (share, claim)
    return best[1] if best else None


_NEGATIONS = frozenset(fold(word) for word in ("لم", "ليس", "ليست", "لن", "لا", "غير"))


def _negated(statement: Statement) -> bool:
    words = Words(statement.content.text).forms[:4]
    return any(word in _NEGATIONS for word in words)


def _who(reading: Reading, statement: Statement, parties: Parties) -> str:
    return (
        parties.of(statement.speaker_name, statement.kind)
        or statement.speaker_name
        or (statement.speaker.text if statement.speaker else None)
        or reading.outlet
        or reading.id
    )


def _side(claim: _Claim) -> Side:
    return Side(
        who=claim.who, text=claim.statement.content.text, evidence=evidence(claim.reading, claim.statement.content)
    )


# -- figures -------------------------------------------------------------------------------------------------------


class _Figure(NamedTuple):
    reading: Reading
    span: tuple[int, int]
    value: float
    unit: str
    stems: frozenset[str]
    who: str


_SCALE = {
    "مليار": 1e9, "مليارات": 1e9, "مليارا": 1e9, "مليون": 1e6, "ملايين": 1e6, "مليونا": 1e6, "ألف": 1e3, "آلاف": 1e3,
    "ألفا": 1e3,
}  # fmt: skip
_NUMBER = re.compile(rf"(?<![\w.,٫])(\d[\d.,]*)(?:\s+({'|'.join(_SCALE)})(?!\w))?\s+(?:من\s+)?(\w+)(?:\s+(\w+))?")
_EAST = str.maketrans("٠١٢٣٤٥٦٧٨٩٫٬", "0123456789.,")


def _figures(coverage: Coverage, topic: Topic, parties: Parties) -> Iterator[Contradiction]:
    by_unit: dict[str, list[_Figure]] = defaultdict(list)
    for reading in coverage.readings:
        for figure in _numbers(coverage, reading, parties):
            by_unit[figure.unit].append(figure)
    for unit, figures in by_unit.items():
        groups: list[list[_Figure]] = []
        for figure in figures:
            for group in groups:
                if dice(group[0].stems, figure.stems) >= _FIGURES:
                    group.append(figure)
                    break
            else:
                groups.append([figure])
        for group in groups:
            clash = _clash(group)
            if clash is not None:
                one, two = clash
                share = topic.share(one.stems | two.stems)
                yield Contradiction(
                    about=unit,
                    kind="figure",
                    sides=[_figure_side(one), _figure_side(two)],
                    salience=0.7 * (0.2 + share) * dice(one.stems, two.stems) * 1.5,
                )


def _clash(group: list[_Figure]) -> tuple[_Figure, _Figure] | None:
    """The two of a group that differ, of different reports or speakers, most alike in all else."""
    best: tuple[float, _Figure, _Figure] | None = None
    for one, two in combinations(group[:12], 2):
        if one.value == two.value or not one.value or not two.value:
            continue
        if one.reading is two.reading and one.who == two.who:
            continue
        ratio = max(one.value, two.value) / min(one.value, two.value)
        if ratio > 3:
            continue
        share = dice(one.stems, two.stems)
        if share >= _FIGURES and (best is None or share > best[0]):
            best = (share, one, two)
    return (best[1], best[2]) if best else None


def _numbers(coverage: Coverage, reading: Reading, parties: Parties) -> Iterator[_Figure]:
    times = [(time.span.start, time.span.end) for time in reading.times]
    for match in _NUMBER.finditer(reading.text.translate(_EAST)):
        if any(first <= match.start() < last for first, last in times):
            continue
        value = _value(match[1])
        if value is None:
            continue
        value *= _SCALE.get(match[2] or "", 1.0)
        start, end = coverage.clauses(reading).around(match.start(), match.end())
        stems = coverage.stems(reading.text[start:end]) - coverage.stems(match[1])
        yield _Figure(
            reading, (start, end), value, _unit(match[3], match[4]), stems, _speaker(reading, match.start(), parties)
        )


def _value(written: str) -> float | None:
    """A number as the press writes it: `3,19` is a decimal, `1,850` a thousand; None where it is neither."""
    bare = written.rstrip(".,")
    whole, mark, rest = bare.partition(",")
    if mark and "," not in rest and len(rest) < 3:
        bare = f"{whole}.{rest}"
    try:
        return float(bare.replace(",", ""))
    except ValueError:
        return None


def _unit(word: str, following: str | None) -> str:
    form = stem(word)
    if form in ("مييه", "ميه", "بالميه", "بالمييه", "في") and following:
        return "%"
    return form


def _speaker(reading: Reading, at: int, parties: Parties) -> str:
    for statement in reading.statements:
        if statement.content.start <= at < statement.content.end:
            return _who(reading, statement, parties)
    return reading.outlet or reading.id


def _figure_side(figure: _Figure) -> Side:
    given = evidence(figure.reading, figure.span)
    return Side(who=figure.who, text=given.text, evidence=given)


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
                yield Contradiction(about=texts[before.question], kind="turn", sides=sides, salience=0.6)
