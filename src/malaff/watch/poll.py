"""Rounds over the feeds and sitemaps of a plan: what is new is read and handed on, what failed is tried again later.

The round answers the source whose host is free first, so that the delay of one host is used to ask another.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import NamedTuple

from malaff.errors import MalaffError
from malaff.model import Record
from malaff.watch.memory import Memory
from malaff.watch.plan import Feed, Plan, SitemapSource
from malaff.watch.polite import LONGEST_WAIT, Visitor
from malaff.watch.work import FeedResult, Keep, Request, Steps, Tally, Work


class PollResult(Record, frozen=True):
    """One round: the feeds that were due, and their counts together."""

    feeds: list[FeedResult]
    new: int
    unchanged: int
    forbidden: int
    failed: int
    waiting: int


def poll(
    plan: Plan,
    memory: Memory,
    *,
    keep: Keep,
    visitor: Visitor | None = None,
    stop: threading.Event | None = None,
) -> PollResult:
    """One round over the feeds and sitemaps that are due; it takes at most about `plan.every`, the rest waits.

    Args:
        keep: gets each new article with the bytes of its page (None where the feed held the text itself). What it
            raises ends the round; that page and all that follow come again in the next one.
        visitor: asks for the addresses; by default one that keeps to the plan.
        stop: ends the round before the next request once it is set.
    """
    stop = stop or threading.Event()
    visitor = visitor or Visitor.of(plan, sleep=stop.wait)
    work = Work(plan, memory, keep, visitor)
    end = visitor.clock() + plan.every
    tallies: list[Tally] = []
    turns: list[_Turn] = []
    for source in _due(plan, memory, visitor.clock()):
        tally = Tally(source.url)
        tallies.append(tally)
        steps = work.feed(source, tally) if isinstance(source, Feed) else work.sitemap(source, source.url, 0, tally)
        turns.append(_Turn(steps, next(steps)))
    while turns:
        turn = min(turns, key=lambda turn: visitor.free_at(turn.request.url))
        turns.remove(turn)
        try:
            if _is_too_late(turn.request.url, end, visitor):
                request = turn.steps.send(None)
            else:
                visitor.wait(turn.request.url)
                if stop.is_set():
                    break
                request = _answered(turn, visitor)
        except StopIteration:
            continue
        # In front: a source is finished before another of its host begins, so that each gets done in some round.
        turns.insert(0, _Turn(turn.steps, request))
    results = [tally.result() for tally in tallies]
    return PollResult(
        feeds=results,
        new=sum(result.new for result in results),
        unchanged=sum(result.unchanged for result in results),
        forbidden=sum(result.forbidden for result in results),
        failed=sum(result.failed for result in results),
        waiting=sum(result.waiting for result in results),
    )


def watch(
    plan: Plan,
    memory: Memory,
    keep: Keep,
    *,
    once: bool = False,
    stop: threading.Event,
    on_round: Callable[[PollResult], None] = lambda _: None,
    visitor: Visitor | None = None,
) -> None:
    """Rounds until `stop` is set, or one where `once`; between them it sleeps until the next feed is due.

    Args:
        keep, visitor: as for `poll`; the visitor is used for all rounds, so that it goes on being polite.
        on_round: gets the result of each round.
    """
    visitor = visitor or Visitor.of(plan, sleep=stop.wait)
    while not stop.is_set():
        on_round(poll(plan, memory, keep=keep, visitor=visitor, stop=stop))
        if once:
            return
        now = visitor.clock()
        stop.wait(max(0.0, min(due_at(source.url, memory, plan, now) for source in plan.sources) - now))


def due_at(url: str, memory: Memory, plan: Plan, now: float) -> float:
    """When a feed is to be asked next, in POSIX seconds; in the past where it is due."""
    remembered = memory.recall(url)
    next_at = remembered.next_at if remembered else 0.0
    # Farther off than anything is ever put: the clock was wrong when it was written.
    return next_at if next_at <= now + max(plan.every, LONGEST_WAIT) else now


def _due(plan: Plan, memory: Memory, now: float) -> list[Feed | SitemapSource]:
    """The feeds and sitemaps to ask now, those first that have been due for the longest time."""
    times = [(due_at(source.url, memory, plan, now), source) for source in plan.sources]
    return [source for at, source in sorted(times, key=lambda pair: pair[0]) if at <= now]


def _is_too_late(url: str, end: float, visitor: Visitor) -> bool:
    """Whether a request is to wait for another round: this one is over, or will be before the host is well again."""
    return visitor.clock() >= end or (visitor.is_in_trouble(url) and visitor.free_at(url) >= end)


class _Turn(NamedTuple):
    steps: Steps
    request: Request


def _answered(turn: _Turn, visitor: Visitor) -> Request:
    """Gives a source the answer or the error of its request, and takes its next one."""
    request = turn.request
    try:
        answer = visitor.get(request.url, remembered=request.remembered, types=request.types)
    except MalaffError as error:
        return turn.steps.throw(error)
    return turn.steps.send(answer)
