"""From a draft to a statement's content: its exact bounds and whether it is direct, indirect or mixed."""

from __future__ import annotations

from malaff.model import StatementType
from malaff.reading.context import ReadingContext
from malaff.reading.drafts import Draft
from malaff.reading.grammar import AN, NAMING

_EDGE = frozenset("،,؛;:.!؟?-–—…\n")
_A_DATE = 14  # words a date may take up
_A_NAME = 2  # quoted words in a run that could be a name and nobody's wording


def settle(ctx: ReadingContext, draft: Draft) -> tuple[int, int, StatementType] | None:
    """First and last word of the content and its type; None where nothing is left."""
    raw = ctx.words.raw
    first, last = draft.start, draft.end
    while first <= last and raw[first] in _EDGE:
        first += 1
    while last >= first and (raw[last] in _EDGE or raw[last].startswith("..")):
        last -= 1
    # a date set apart at the end dates the report, not what was said
    if last in ctx.time_ends:
        start = next((k for k in range(last, max(first, last - _A_DATE), -1) if ctx.time_words.get(k) == last), None)
        if start is not None and raw[start - 1] in "،,":
            last = start - 2
    while first < last and (
        (ctx.words.forms[first] in AN and draft.frame != "q")
        or (draft.trailing and ctx.words.forms[first] in ("كما", "فيما", "بينما"))
    ):
        first += 1
    if first > last:
        return None
    if raw[first] in ("ب", "بـ") and first + 1 in ctx.quote_at and last - ctx.quote_at[first + 1].close <= 0:
        first += 1  # بـ"..." with nothing outside the marks: the speech alone
    quote = ctx.quote_at.get(first)
    if quote is not None and quote.depth == 0:
        rest = quote.close + 1
        if rest > last or all(raw[k] in _EDGE for k in range(rest, last + 1)):
            # all of it stands in one quotation
            inner_last = quote.close - 1 if quote.close <= last else last
            if not quote.closed:
                inner_last = last
            first += 1
            while inner_last > first and (raw[inner_last] in "،,.؛" or raw[inner_last] == "\n"):
                inner_last -= 1
            if first > inner_last:
                return None
            return first, inner_last, "direct"
    words = quoted = 0
    longest = 0
    inside_until = -1
    run = 0
    for k in range(first, last + 1):
        opened = ctx.quote_at.get(k)
        if opened is not None and opened.depth == 0:
            inside_until = max(inside_until, opened.close)
            run = 0
        if raw[k][0].isalnum():
            words += 1
            if k < inside_until:
                quoted += 1
                run += 1
                longest = max(longest, run)
    if draft.frame == "q" and (not quoted or (draft.form is not None and draft.form.entry.verb in ("س", "ج"))):
        return first, last, "direct"
    if quoted == words:
        return first, last, "direct"
    if quoted and (longest > _A_NAME or _meant(ctx, first, last)):
        return first, last, "mixed"
    return first, last, "indirect"


def _meant(ctx: ReadingContext, first: int, last: int) -> bool:
    """Whether a short quotation is the speaker's own wording and no name: it does not follow a naming noun."""
    forms = ctx.words.forms
    for k in range(first, last + 1):
        quote = ctx.quote_at.get(k)
        if quote is None or quote.depth or quote.close > last + 1:
            continue
        before = forms[k - 1] if k else ""
        if before in NAMING or (len(before) > 3 and before[:1] == "ا" and before[2:] in NAMING):
            continue
        inner = forms[k + 1 : quote.close]
        if not inner or any(w.isascii() for w in inner):
            continue
        if k + 1 in ctx.mentions.covering:
            continue
        if inner[0].startswith("ال") and len(inner) <= 2 and not before.startswith(("ب", "ل")):
            continue
        return True
    return False
