"""The steps of reading in their order; each is one function of the context."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from malaff.reading.context import ReadingContext
from malaff.reading.cues import CUES
from malaff.reading.developments import develop
from malaff.reading.grammar import AN, FA_AN, WA_AN
from malaff.reading.heads import GIVEN, OFFICES, bare
from malaff.reading.mentiontable import MentionTable, Run
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
        first = max(bisect_right(starts, expression.span.start) - 1, 0)  # a span may begin inside a word (ـمارس)
        last = bisect_left(starts, expression.span.end) - 1
        ctx.time_words[first] = last
        ctx.timed.update(range(first, last + 1))
        ctx.time_ends.add(last)
        if ctx.trace is not None:
            ctx.note("time", f"«{expression.span.text}» is {expression.value}")


def mentions(ctx: ReadingContext) -> None:
    """Fill `ctx.mentions` with the tagger's persons, organisations and places."""
    found = [_before_verb(ctx, run) for run in tag_names(ctx.words) if not _noun_phrase(ctx, run)]
    ctx.mentions = MentionTable(found + _surnames(ctx, found))
    if ctx.trace is not None:
        for first, last, kind in ctx.mentions:
            ctx.note("name", f"«{ctx.span(first, last).text}» is a {kind}")


def _noun_phrase(ctx: ReadingContext, run: Run) -> bool:
    """Whether a person's name of two words is an ordinary noun with a definite one (حجم الضغوط).

    Neither is it a known name nor does a title stand before it.
    """
    first, last, kind = run
    forms = ctx.words.forms
    if kind != "person" or last != first + 1 or not forms[last].startswith("ال"):
        return False
    known = forms[first] in GIVEN or bare(forms[first]) in GIVEN or forms[first].startswith("ال")
    return not known and not (first and (bare(forms[first - 1]) in OFFICES or forms[first - 1].startswith("ال")))


def _before_verb(ctx: ReadingContext, run: Run) -> Run:
    """The part of a person's name before a reporting verb the tagger ran over (`أن فلانا سأل فلانا`)."""
    first, last, kind = run
    forms = ctx.words.forms
    while first < last and (forms[first] in AN or forms[first] in FA_AN or forms[first] in WA_AN):
        first += 1  # فإن فلانا
    run = (first, last, kind)
    if kind == "person":
        for k in range(first + 1, last + 1):
            form = forms[k]
            cue = CUES.get(form)
            if cue is not None and cue.kind != "participle" and form not in GIVEN and not cue.entry.noun:
                return (first, k - 1, kind)
    return run


def _surnames(ctx: ReadingContext, found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Surnames alone of persons the article names in full, where the tagger passed them over."""
    forms = ctx.words.forms
    taken = {k for a, b, _ in found for k in range(a, b + 1)}
    last_words = {forms[b] for a, b, kind in found if kind == "person" and b > a and len(forms[b]) > 2}
    return [(k, k, "person") for k, form in enumerate(forms) if form in last_words and k not in taken]


STEPS: tuple[Step, ...] = (times, mentions, report_statements, name_mentions, develop, take_positions)
