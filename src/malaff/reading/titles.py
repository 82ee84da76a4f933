"""What stands around a name or a bare head: the title before or behind it, the fuller name given before."""

from __future__ import annotations

from malaff.reading.context import ReadingContext
from malaff.reading.grammar import CLASSES, PREP
from malaff.reading.heads import OFFICES, ORGANISATIONS, bare
from malaff.reading.mentions import COURTESY, Mention, clean

NO_NAME = CLASSES["no_name"]
_ROLE_ENDS = CLASSES["role_ends"]
_WITHIN_TITLE = ("في", "الي", "لدي", "عن")  # prepositions a title may hold
_WITHIN_LONG_TITLE = ("في", "الي", "لدي", "باسم")
_BEFORE_TITLE = ("ان", "قال", "واضاف")
_LONGEST_TITLE = 14  # words
_LONGEST_ROLE_BEHIND = 9


def role_before(ctx: ReadingContext, a: int) -> str | None:
    """The title that ends right before the name at word `a`: back to its office word, over its modifiers."""
    words, text = ctx.words, ctx.article.text
    forms, raw = words.forms, words.raw
    end = a - 1
    while end >= 0 and (forms[end] in COURTESY or (raw[end] in '،,"«“#(.' and a - end <= 2)):
        end -= 1
    first: int | None = None
    for k in range(end, max(end - _LONGEST_TITLE, -1), -1):
        form = forms[k]
        if raw[k] in '.:؛!؟\n"«»“”()،,' or form in _BEFORE_TITLE:
            break
        if bare(form) in OFFICES:
            first = k
        elif first is None and form[:1] in "ولب" and bare(form[1:]) in OFFICES:
            return clean(text[words.starts[k] + 1 : words.ends[end]])
        elif form in PREP and form not in _WITHIN_TITLE:
            break
    return clean(text[words.starts[first] : words.ends[end]]) if first is not None else None


def role_behind(ctx: ReadingContext, b: int) -> str | None:
    """The role in apposition behind the name that ends with word `b`."""
    words = ctx.words
    forms, raw = words.forms, words.raw
    k = b + 1
    if k < len(words) and raw[k] in "،,(-–":
        k += 1
    if k >= len(words) or bare(forms[k]) not in OFFICES or forms[k].startswith("و"):
        return None
    end = k
    for m in range(k + 1, min(k + _LONGEST_ROLE_BEHIND + 1, len(words))):
        if raw[m] in '،,.:؛!؟\n"«»“”()-–' or forms[m] in _ROLE_ENDS:
            break
        end = m
    return clean(ctx.article.text[words.starts[k] : words.ends[end]])


def title_start(ctx: ReadingContext, a: int, start: int) -> int:
    """Where the title before the name at word `a` begins, at word `start` or behind it."""
    forms, raw = ctx.words.forms, ctx.words.raw
    best = a
    for k in range(a - 1, max(start, a - 12) - 1, -1):
        if raw[k] in '.:؛!؟\n"«»' or (forms[k] in PREP and forms[k] not in _WITHIN_LONG_TITLE):
            break
        if bare(forms[k]) in OFFICES or forms[k] in COURTESY:
            best = k
        elif raw[k] in "،," and a - k > 3:
            break
    return best


_FULL_NAME = 7  # words


def named_before(ctx: ReadingContext, mention: Mention) -> str | None:
    """The fuller name of a body the text gave before the bare head (اللجنة: اللجنة التجارية الرئيسية)."""
    words = ctx.words
    for k in range(mention.first - 1, -1, -1):
        form = words.forms[k]
        lead = form[:1] in "ولب" and bare(form[1:]) == mention.head
        if lead:
            form = form[1:]
        if bare(form) != mention.head:
            continue
        last = _name_end(ctx, k, form)
        if last > k:
            start = words.starts[k]
            if lead:
                start += len(words.raw[k]) - len(words.raw[k].lstrip("ولب"))
            return clean(ctx.article.text[start : words.ends[last]])
    return None


def abbreviations(ctx: ReadingContext) -> dict[str, str]:
    """The full names of bodies by the short ones that stand in brackets behind them (`منظمة الدول المصدرة (أوبك)`)."""
    words = ctx.words
    forms, raw = words.forms, words.raw
    found: dict[str, str] = {}
    for i in range(2, len(forms) - 2):
        if raw[i] != "(" or raw[i + 2] != ")" or not forms[i + 1].isalpha():
            continue
        for k in range(i - 2, max(i - 2 - _FULL_NAME, -1), -1):
            if bare(forms[k]) in ORGANISATIONS and not forms[k].startswith("ال"):
                name = clean(ctx.article.text[words.starts[k] : words.ends[i - 1]])
                found.setdefault(forms[i + 1], name)
                break
            if not forms[k].isalpha() or forms[k] in PREP:
                break
    return found


def _name_end(ctx: ReadingContext, k: int, form: str) -> int:
    """The last word of the body's name whose head is word `k`, folded to `form` without what is attached before it."""
    forms = ctx.words.forms
    run = ctx.mentions.at.get(k)
    last = run[1] if run is not None and run[2] == "organisation" else k
    quote = ctx.quote_at.get(k + 1)
    if quote is not None and quote.close - k <= 8:
        last = max(last, quote.close)  # صحيفة «...»
    definite = form.startswith("ال") or forms[k].removeprefix("و").startswith("لل")
    if last == k and not definite and bare(form) in ORGANISATIONS and k + 2 < len(forms):
        last = _governed_end(forms, k)
    while last + 1 < len(forms) and (last == k or last - k < 5):
        following = forms[last + 1]
        if not following.startswith("ال") or following in NO_NAME:
            break
        last += 1
    return last


def _governed_end(forms: list[str], k: int) -> int:
    """The first definite word that the indefinite head at `k` runs to over what it governs, or `k`."""
    for m in range(k + 1, min(k + 4, len(forms))):
        if forms[m].startswith("ال"):
            return m
        if not forms[m].isalpha() or forms[m] in PREP:
            break
    return k
