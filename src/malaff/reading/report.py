"""The statements step: drafts are found, settled, attributed and written as records."""

from __future__ import annotations

from malaff.model import Span, Statement
from malaff.reading.acts import act_of
from malaff.reading.content import settle
from malaff.reading.context import ReadingContext
from malaff.reading.statements import StatementFinder


def report_statements(ctx: ReadingContext) -> None:
    """Fill `ctx.statements`."""
    finder = StatementFinder(ctx)
    words = ctx.words
    text = ctx.article.text
    for draft in finder.find():
        settled = settle(ctx, draft)
        if settled is None:
            continue
        first, last, kind = settled
        start, end = words.span(first, last)
        if draft.trailing and words.forms[first].startswith("و") and words.forms[first] not in ("واشنطن", "وزير", "وزاره"):
            start += 1
        lead = draft.form.lead if draft.form is not None else (1 if words.forms[draft.cue].startswith("و") and words.forms[draft.cue] not in ("وفق", "وفقا") else 0)
        cue_start, cue_end = words.starts[draft.cue] + lead, words.ends[draft.cue_last]
        act = act_of(draft.form.entry.act if draft.form else "assert", words.forms, first, last)
        sentence = ctx.sentences[ctx.sentence_of[draft.cue]]
        ctx.statements.append(
            Statement(
                content=Span(text[start:end], start, end),
                content2=ctx.span(*draft.content2) if draft.content2 else None,
                type=kind,
                cue=Span(text[cue_start:cue_end], cue_start, cue_end),
                speaker=ctx.span(*draft.subject) if draft.subject else None,
                speaker_name=None,
                speaker_role=None,
                kind="person",
                via=ctx.span(*draft.via) if draft.via else None,
                act=act,
                sentence=words.span(sentence[0], sentence[1] - 1),
                confidence=0.8,
            )
        )
