"""Positions: who is for or against what, from statements that demand, reject, support or accuse, and from narrated stances.

The evidence is the clause with the cue; a condition (`بشرط`, `ما لم`, `إذا`, `شريطة`, `طالما`) makes the stance conditional.
"""

from __future__ import annotations

from bisect import bisect_left

from malaff.arabic.fold import fold
from malaff.model import Position, Span, Stance, Statement
from malaff.reading.context import ReadingContext
from malaff.reading.grammar import COMMAS
from malaff.reading.mentions import clean

_STANCE: dict[str, Stance] = {"demand": "support", "support": "support", "reject": "oppose", "accuse": "oppose"}
_CONDITION = frozenset(fold(w) for w in "بشرط شريطة طالما إذا مقابل شرط".split())
_NEGATED = frozenset(fold(w) for w in "عدم بعدم لعدم".split())
_LONGEST = 22  # words an evidence clause may take up
_SPOKESMAN = tuple(fold(w) for w in ("المتحدث باسم", "الناطق باسم", "متحدث باسم", "ناطق باسم", "المتحدثة باسم", "الناطقة باسم", "المتحدث الرسمي باسم"))


def take_positions(ctx: ReadingContext) -> None:
    """Fill `ctx.positions` from the statements read before."""
    seen: set[tuple[str, str, str]] = set()
    for index, statement in enumerate(ctx.statements):
        stance = _STANCE.get(statement.act)
        if stance is None or statement.speaker_name is None:
            continue
        position = _position(ctx, statement, stance, index)
        key = (position.holder, position.target.text[:30], position.stance)
        if key not in seen:
            seen.add(key)
            ctx.positions.append(position)


def _position(ctx: ReadingContext, statement: Statement, stance: Stance, index: int) -> Position:
    words, text = ctx.words, ctx.article.text
    first = bisect_left(words.starts, statement.content.start)
    last = bisect_left(words.starts, statement.content.end) - 1
    condition = None
    for k in range(first, last):
        form = words.forms[k]
        if form in _CONDITION or (form == "ما" and words.forms[k + 1] == "لم") or (form == "الا" and words.forms[k + 1] == "اذا"):
            condition = _clause(ctx, k, last)
            stance = "conditional"
            break
    target_last = _clause_end(ctx, first, last)
    target_first = first
    if stance == "support" and words.forms[first] in _NEGATED and first < target_last:
        stance = "oppose"
        target_first = first + 1
    start = min(statement.cue.start, statement.speaker.start) if statement.speaker else statement.cue.start
    if start > statement.content.start or statement.content.start - start > 220:
        start = statement.content.start
    end = words.ends[target_last]
    holder = statement.speaker_name or ""
    kind = statement.kind
    role = fold(statement.speaker_role or "")
    for opening in _SPOKESMAN:
        if role.startswith(opening):
            body = clean(" ".join((statement.speaker_role or "").split()[len(opening.split()) :]))
            if body:
                holder, kind = body, "organisation"
            break
    return Position(
        holder=holder,
        holder_kind=kind,
        target=Span.cut(text, words.starts[target_first], words.ends[target_last]),
        stance=stance,
        condition=condition,
        evidence=Span.cut(text, start, end),
        statement=index,
    )


def _clause_end(ctx: ReadingContext, first: int, last: int) -> int:
    """The last word of the first clause of words `first`..`last`."""
    raw = ctx.words.raw
    for k in range(first + 4, min(last, first + _LONGEST) + 1):
        if raw[k] in COMMAS or raw[k] in ".!؟":
            return k - 1
    return min(last, first + _LONGEST)


def _clause(ctx: ReadingContext, first: int, last: int) -> Span:
    end = _clause_end(ctx, first, last)
    return Span.cut(ctx.article.text, ctx.words.starts[first], ctx.words.ends[end])
