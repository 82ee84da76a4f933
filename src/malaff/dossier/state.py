"""The state of the file: where the matter stands, on one screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from malaff.dossier.coverage import Coverage, day_of
from malaff.model import DossierState, Mover, OpenQuestion, Party, Pledge, TimelineItem

_SHOWN = 5
_FADES = 30  # days after which what is open weighs half
# Talks go in circles where meetings and failures are this many times as many as agreements, and at least this many;
# counted are events of this salience.
_CIRCLING, _LEAST, _SALIENT = 3, 4, 0.2


def state(
    coverage: Coverage,
    events: Sequence[TimelineItem],
    due: Sequence[Pledge],
    asked: Sequence[OpenQuestion],
    parties: Sequence[Party],
) -> DossierState:
    """The state of the file as its coverage ends."""
    until = coverage.until
    happened = [event for event in events if event.kind != "plan" and (until is None or event.date <= until)]
    kinds = Counter(event.kind for event in happened if _counts(event))
    said = [statement for reading in coverage.readings for statement in reading.statements]
    anonymous = sum(statement.kind == "anonymous" for statement in said)
    copied = sum(report != article for article, report in coverage.report.items())
    lately = [event for event in happened if event.dated] or happened
    return DossierState(
        until=until,
        articles=len(coverage.readings),
        outlets=len({reading.outlet for reading in coverage.readings if reading.outlet}),
        statements=len(said),
        last=max(lately, key=lambda event: (event.date, event.salience), default=None),
        meetings=kinds["meeting"],
        agreements=kinds["agreement"],
        impasses=kinds["impasse"],
        circling=_circling(happened),
        due=[pledge for pledge in due if pledge.outcome == "open" and not pledge.overdue][:_SHOWN],
        overdue=[pledge for pledge in due if pledge.overdue][-_SHOWN:],
        moved=_moved(parties)[:_SHOWN],
        open=_open(coverage, asked)[:_SHOWN],
        anonymous=round(anonymous / len(said), 3) if said else 0.0,
        reprints=round(copied / len(coverage.readings), 3) if coverage.readings else 0.0,
    )


def _counts(event: TimelineItem) -> bool:
    """Whether an event is one of the affair's turns: not told in passing; of failures, whose words stand in many a
    clause, those that the text dates or several reports tell."""
    sure = event.kind != "impasse" or event.dated or event.reports > 1
    return event.salience >= _SALIENT and sure


def _open(coverage: Coverage, asked: Sequence[OpenQuestion]) -> list[OpenQuestion]:
    """What is open, what was said lately to be so first: the state is that of the last day, not of the whole affair."""
    if coverage.until is None:
        return []
    until = date.fromisoformat(coverage.until)

    def weight(question: OpenQuestion) -> float:
        days = [day for each in question.evidence if (day := day_of(coverage.by_id[each.article]))]
        ago = (until - date.fromisoformat(max(days))).days if days else _FADES
        return float(question.salience * 0.5 ** (ago / _FADES))

    return sorted((question for question in asked if question.closed is None), key=weight, reverse=True)


def _circling(happened: Sequence[TimelineItem]) -> bool:
    """Whether the affair meets and fails, and in the later half of its coverage has agreed on nothing."""
    salient = [event for event in happened if event.salience >= _SALIENT]
    later = salient[len(salient) // 2 :]
    kinds = Counter(event.kind for event in salient)
    rounds = kinds["meeting"] + kinds["impasse"]
    return rounds >= max(_LEAST, _CIRCLING * kinds["agreement"]) and not any(
        event.kind == "agreement" for event in later
    )


def _moved(parties: Sequence[Party]) -> list[Mover]:
    """Who changed its stance, latest first."""
    found: list[Mover] = []
    for party in parties:
        for before, after in pairwise(party.stances):
            # Two stances of one day are no move.
            if before.question == after.question and before.from_ != after.from_:
                found.append(
                    Mover(
                        party=party.name, question=after.question, before=before.stance, after=after.stance,
                        date=after.from_, evidence=after.evidence[:2],
                    )
                )  # fmt: skip
    return sorted(found, key=lambda mover: mover.date or "", reverse=True)
