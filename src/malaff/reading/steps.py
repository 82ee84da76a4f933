"""The steps of reading in their order; each is one function of the context."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from malaff.reading.context import ReadingContext
from malaff.reading.developments import develop
from malaff.reading.mentiontable import MentionTable
from malaff.reading.names import name_mentions
from malaff.reading.positions import take_positions
from malaff.reading.report import report_statements
from malaff.reading.tagger import tag_names
from malaff.reading.times import find_times

Step = Callable[[ReadingContext], None]


def times(ctx: ReadingContext) -> None:
    """Fill `ctx.times` and the words each takes up."""
    ctx.times = find_times(ctx.words, ctx.published)
    starts = ctx.words.starts
    for expression in ctx.times:
        first = bisect_left(starts, expression.span.start)
        last = bisect_left(starts, expression.span.end) - 1
        ctx.time_words[first] = last
        ctx.timed.update(range(first, last + 1))
        ctx.time_ends.add(last)


def mentions(ctx: ReadingContext) -> None:
    """Fill `ctx.mentions` with the tagger's persons, organisations and places."""
    found = tag_names(ctx.words)
    ctx.mentions = MentionTable(found + _surnames(ctx, found))


def _surnames(ctx: ReadingContext, found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Surnames alone of persons the article names in full, where the tagger passed them over."""
    forms = ctx.words.forms
    taken = {k for a, b, _ in found for k in range(a, b + 1)}
    last_words = {forms[b] for a, b, kind in found if kind == "person" and b > a and len(forms[b]) > 2}
    return [(k, k, "person") for k, form in enumerate(forms) if form in last_words and k not in taken]


STEPS: tuple[Step, ...] = (times, mentions, report_statements, name_mentions, develop, take_positions)
