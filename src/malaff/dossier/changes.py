"""What changed in a dossier since a day, or since it was last looked at.

Two states of one dossier are held against each other. Items are the same when they share evidence; of those that are,
told is what moved: a stance, an outcome, a question that was closed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from malaff.model import Change, Changes, Contradiction, Dossier, Evidence, OpenQuestion, Pledge, TimelineItem


class _HasEvidence(Protocol):
    @property
    def evidence(self) -> list[Evidence]: ...


_Item = TypeVar("_Item", bound=_HasEvidence)
# What an item was and is, as `Change` has it.
_Move = tuple[str | None, str]


def changes(before: Dossier | None, after: Dossier, *, since: str | None) -> Changes:
    """What is new, changed or gone in `after`; all of it is new where there was nothing before."""
    if before is None:
        return Changes(since=since, items=[])
    return Changes(since=since, items=list(_found(before, after)))


def _found(before: Dossier, after: Dossier) -> Iterator[Change]:
    yield from _articles(before, after)
    yield from _stances(before, after)
    yield from _items(
        before.timeline, after.timeline, "timeline", lambda item: item.date, lambda item: item.text, _moved_event
    )
    yield from _items(before.pledges, after.pledges, "pledges", lambda p: p.due, lambda p: p.text, _moved_pledge)
    yield from _items(
        before.open_questions,
        after.open_questions,
        "open_questions",
        lambda question: question.since,
        lambda question: question.text,
        _moved_question,
    )
    yield from _contradictions(before.contradictions, after.contradictions)


def _articles(before: Dossier, after: Dossier) -> Iterator[Change]:
    known = {article.id for article in before.articles}
    for article in after.articles:
        if article.id not in known:
            day = article.published[:10] if article.published else None
            yield Change(kind="new", part="articles", date=day, text=article.title or article.id, evidence=[])
    left = {article.id for article in after.articles}
    for article in before.articles:
        if article.id not in left:
            day = article.published[:10] if article.published else None
            yield Change(kind="gone", part="articles", date=day, text=article.title or article.id, evidence=[])


def _stances(before: Dossier, after: Dossier) -> Iterator[Change]:
    held = {
        (name, stance.question): stance.stance
        for party in before.parties
        for name in (party.name, *party.aliases)
        for stance in party.stances  # in order: the last one counts
    }
    known = {name for party in before.parties for name in (party.name, *party.aliases)}
    texts = {question.id: question.text for question in after.questions}
    for party in after.parties:
        last = {stance.question: stance for stance in party.stances}
        for question, stance in last.items():
            names = (party.name, *party.aliases)
            was = next((held[name, question] for name in names if (name, question) in held), None)
            if was == stance.stance:
                continue
            new = was is None or not known & set(names)
            yield Change(
                kind="new" if new else "changed", part="stances", date=stance.from_,
                text=texts.get(question, question), evidence=stance.evidence[:2], party=party.name,
                before=None if new else was, after=stance.stance,
            )  # fmt: skip


def _items(
    before: Sequence[_Item],
    after: Sequence[_Item],
    part: str,
    day: Callable[[_Item], str | None],
    told: Callable[[_Item], str],
    moved: Callable[[_Item, _Item], _Move | None],
) -> Iterator[Change]:
    places: dict[tuple[str, int], list[_Item]] = defaultdict(list)
    for item in before:
        for each in item.evidence:
            places[each.article, each.start].append(item)
    for item in after:
        # One sentence may tell of two items: what has not moved is the one it was.
        known = [was for each in item.evidence for was in places.get((each.article, each.start), ())]
        moves = [moved(was, item) for was in known]
        if not known:
            yield Change(kind="new", part=part, date=day(item), text=told(item), evidence=item.evidence[:2])
        elif None not in moves:
            was, now = moves[0] or (None, None)
            yield Change(
                kind="changed", part=part, date=day(item), text=told(item), evidence=item.evidence[:2], before=was,
                after=now,
            )  # fmt: skip


def _moved_event(before: TimelineItem, after: TimelineItem) -> _Move | None:
    return (before.date, after.date) if before.date != after.date else None


def _moved_pledge(before: Pledge, after: Pledge) -> _Move | None:
    was, now = ("overdue" if pledge.overdue else pledge.outcome for pledge in (before, after))
    return (was, now) if was != now else None


def _moved_question(before: OpenQuestion, after: OpenQuestion) -> _Move | None:
    return (None, after.closed) if after.closed and not before.closed else None


def _contradictions(before: Sequence[Contradiction], after: Sequence[Contradiction]) -> Iterator[Change]:
    known = {(side.evidence.article, side.evidence.start) for clash in before for side in clash.sides}
    for clash in after:
        if not all((side.evidence.article, side.evidence.start) in known for side in clash.sides):
            given = [side.evidence for side in clash.sides]
            yield Change(kind="new", part="contradictions", date=None, text=clash.about, evidence=given)
