"""How sure a statement is, calibrated on annotated articles: of those said with 0.8 about eight in ten are right.

Right means content and speaker both. A logistic model over a few marks of how the statement was read
(`lexicon/confidence.tsv`, written by `tools/calibrate.py`); each mark is named after what it sees, so the number can be
explained.
"""

from __future__ import annotations

import math

from malaff import lexicon
from malaff.reading.context import ReadingContext
from malaff.reading.speakers import Entity
from malaff.reading.statements import Draft

WEIGHTS: dict[str, float] = {row["mark"]: float(row["weight"]) for row in lexicon.rows("confidence.tsv")}


def marks(ctx: ReadingContext, draft: Draft, entity: Entity | None, *, last: int, nested: bool) -> list[str]:
    """The marks of a statement whose content ends at word `last`."""
    out = ["always", f"frame:{draft.frame}"]
    if entity is None:
        out.append("speaker:none")
    elif draft.subject is None:
        out.append("speaker:dropped")
        if draft.form is not None and draft.form.kind == "participle":
            out.append("speaker:participle")
    elif entity.kind == "person" and len(entity.words) > 1:
        out.append("speaker:full-name")
    elif entity.kind == "person":
        out.append("speaker:short")
    else:
        out.append(f"speaker:{entity.kind}")
    if draft.left:
        out.append("subject:before")
    if draft.subject is not None and draft.subject[1] - draft.subject[0] > 12:
        out.append("subject:long")
    if nested:
        out.append("nested")
    words = last - draft.start
    out.append("content:short" if words < 4 else "content:long" if words > 60 else "content:middle")
    if draft.form is not None and draft.form.entry.weak:
        out.append("cue:weak")
    if draft.form is not None and draft.form.kind == "present":
        out.append("cue:present")
    if last + 1 < len(ctx.words) and ctx.words.raw[last + 1] in ".\n":
        out.append("ends:stop")
    return out


def confidence(found: list[str]) -> float:
    """Probability, 0..1, that a statement with these marks is right; two decimals."""
    total = sum(WEIGHTS.get(mark, 0.0) for mark in found)
    return round(1 / (1 + math.exp(-total)), 2)
