"""A dossier scored against a hand-made one, and every miss with what was found instead.

The hand-made lists name what matters and not all there is: recall is counted, and only the most salient items count,
so that a flood of items does not help.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec

from malaff.arabic.fold import fold
from malaff.arabic.words import PUNCT, Words
from malaff.evaluation.match import same_name
from malaff.model import Dossier, Evidence, Party, Record

# How many of the most salient items count.
_TIMELINE, _OPEN, _CLASHES, _PARTIES = 150, 60, 60, 120
# How alike evidence must be to be the same: of events, deadlines and sides, and of open questions.
_ALIKE, _ALIKE_OPEN = 0.3, 0.4

Gold = dict[str, Any]


class DossierScore(Record, frozen=True):
    """Figures from 0 to 1 by name, and the misses: the part, and what was wanted."""

    figures: dict[str, float]
    misses: list[tuple[str, str]]


def load(path: Path) -> Gold:
    """A hand-made dossier: `about`, `questions`, and lists of what is to be found."""
    gold: Gold = msgspec.json.decode(path.read_bytes())
    return gold


def score_dossier(gold: Gold, got: Dossier) -> DossierScore:
    """The figures of a dossier against a hand-made one with the same article ids."""
    figures: dict[str, float] = {}
    misses: list[tuple[str, str]] = []
    for part in (_topic, _parties, _events, _deadlines, _open, _clashes, _reprints):
        for name, value in part(gold, got, misses):
            figures[name] = round(value, 4)
    return DossierScore(figures=figures, misses=misses)


Misses = list[tuple[str, str]]
Figures = Iterator[tuple[str, float]]


def renamed(dossier: Dossier, ids: dict[str, str]) -> Dossier:
    """The dossier with other ids for its articles, as a hand-made one may have them."""

    def walk(value: object) -> object:
        if isinstance(value, dict):
            return {key: walk(each) for key, each in value.items()}
        if isinstance(value, list):
            return [walk(each) for each in value]
        return ids.get(value, value) if isinstance(value, str) else value

    return msgspec.convert(walk(msgspec.to_builtins(dossier)), Dossier)


def _topic(gold: Gold, got: Dossier, misses: Misses) -> Figures:
    held = {article.id for article in got.articles}
    on, off = set(gold["ontopic"]), set(gold["offtopic"])
    misses += [("article", f"missed: {key}") for key in sorted(on - held)]
    misses += [("article", f"off the topic: {key}") for key in sorted(off & held)]
    yield "topic_recall", _share(len(on & held), len(on))
    yield "topic_rejection", _share(len(off - held), len(off))


def _parties(gold: Gold, got: Dossier, misses: Misses) -> Figures:
    matched: dict[str, list[Party]] = {}
    for wanted in gold["parties"]:
        own = {fold(name) for name in (wanted["name"], *wanted.get("aliases", ()))}
        exact = [p for p in got.parties[:_PARTIES] if own & {fold(name) for name in (p.name, *p.aliases)}]
        found = exact or [p for p in got.parties[:_PARTIES] if same_name(wanted["name"], p.name)][:1]
        if found:
            matched[wanted["name"]] = found
        misses += [("party", f"missed: {wanted['name']}")] if not found else []
        misses += [("party", f"split: {wanted['name']}: {[p.name for p in found]}")] if len(found) > 1 else []
    yield "party_recall", _share(len(matched), len(gold["parties"]))
    yield "party_unsplit", _share(sum(len(found) == 1 for found in matched.values()), len(matched))
    want = {(p["name"], s["question"], s["stance"]) for p in gold["parties"] for s in p.get("stances", ())}
    asked = {(name, question) for name, question, _ in want}
    have: set[tuple[str, str, str]] = {
        (name, stance.question, stance.stance)
        for name, found in matched.items()
        for party in found
        for stance in party.stances
        if (name, stance.question) in asked
    }
    misses += [("stance", " ".join(("missed:", *each))) for each in sorted(want - have)]
    misses += [("stance", " ".join(("spurious:", *each))) for each in sorted(have - want)]
    hit = len(want & have)
    precision, recall = _share(hit, len(have)), _share(hit, len(want))
    yield "stance_f1", _share(2 * precision * recall, precision + recall)

    def changed(stances: set[tuple[str, str, str]]) -> set[tuple[str, str]]:
        return {pair for pair in asked if sum((name, question) == pair for name, question, _ in stances) > 1}

    changers = changed(want)
    yield "stance_change_recall", _share(len(changers & changed(have)), len(changers))


def _events(gold: Gold, got: Dossier, misses: Misses) -> Figures:
    items = sorted(got.timeline, key=lambda item: -item.salience)[:_TIMELINE]
    hits = 0
    for event in gold["events"]:
        hit = any(
            _near(event["date"], item.date)
            and (_shares(event["evidence"], item.evidence) or _dice(event["text"], item.text) >= _ALIKE)
            for item in items
        )
        hits += hit
        misses += [] if hit else [("event", f"{event['date']} {event['text']}")]
    yield "event_recall", _share(hits, len(gold["events"]))


def _deadlines(gold: Gold, got: Dossier, misses: Misses) -> Figures:
    hits = right = 0
    for deadline in gold["deadlines"]:
        found = next(
            (
                pledge
                for pledge in got.pledges
                if _near(deadline["due"], pledge.due)
                and (_shares(deadline["evidence"], pledge.evidence) or _dice(deadline["text"], pledge.text) >= _ALIKE)
            ),
            None,
        )
        outcome = deadline["outcome"].split()[0]
        if found is None:
            misses.append(("deadline", f"{deadline['due']} {deadline['text']}"))
            continue
        hits += 1
        right += found.outcome == outcome
        if found.outcome != outcome:
            misses.append(("outcome", f"{deadline['due']} {deadline['text']}: {found.outcome}, not {outcome}"))
    yield "deadline_recall", _share(hits, len(gold["deadlines"]))
    yield "deadline_outcome", _share(right, hits)


def _open(gold: Gold, got: Dossier, misses: Misses) -> Figures:
    items = sorted(got.open_questions, key=lambda item: -item.salience)[:_OPEN]
    hits = 0
    for question in gold["open_questions"]:
        hit = any(_shares(question["evidence"], item.evidence, _ALIKE_OPEN) for item in items)
        hits += hit
        misses += [] if hit else [("open question", question["text"])]
    yield "open_recall", _share(hits, len(gold["open_questions"]))


def _clashes(gold: Gold, got: Dossier, misses: Misses) -> Figures:
    items = sorted(got.contradictions, key=lambda item: -item.salience)[:_CLASHES]
    hits = 0
    for clash in gold["contradictions"]:
        hit = any(
            sum(_shares([side["evidence"]], [own.evidence for own in item.sides]) for side in clash["sides"]) > 1
            for item in items
        )
        hits += hit
        misses += [] if hit else [("contradiction", clash["about"])]
    yield "contradiction_recall", _share(hits, len(gold["contradictions"]))


def _reprints(gold: Gold, got: Dossier, misses: Misses) -> Figures:
    want = {frozenset(pair) for group in gold["reprints"] for pair in combinations(group, 2)}
    have = {frozenset(pair) for group in got.reprints for pair in combinations(group, 2)}
    misses += [("reprint", " = ".join(sorted(pair))) for pair in want - have]
    yield "reprint_recall", _share(len(want & have), len(want))
    lists = (got.timeline, got.pledges, got.open_questions)
    given = [bool(item.evidence) for items in lists for item in items]
    yield "evidence_given", _share(sum(given), len(given))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _near(one: str, two: str) -> bool:
    """Days within one day of each other; a month holds each of its days."""
    one, two = one[:10], two[:10]
    if len(one) == len(two) == 10:
        return abs((date.fromisoformat(one) - date.fromisoformat(two)).days) <= 1
    short = min(len(one), len(two))
    return short >= 7 and one[:short] == two[:short]


def _bag(text: str) -> set[str]:
    """The words of a text without conjunction and article."""
    forms = (form for form in Words(text).forms if form not in PUNCT and len(form) > 2)
    return {form.removeprefix("و").removeprefix("ال") for form in forms}


def _dice(one: str, two: str) -> float:
    first, second = _bag(one), _bag(two)
    return _share(2 * len(first & second), len(first) + len(second))


def _shares(wanted: Sequence[dict[str, str]], given: Sequence[Evidence], least: float = _ALIKE) -> bool:
    return any(
        want["article"] == each.article and _dice(want["text"], each.text) >= least for want in wanted for each in given
    )
