"""Developments: clauses where the state of the affair changes or is reported, with kind, actors and date.

A trigger verb or phrase (`lexicon/developments.tsv`, `development_phrases.tsv`) opens the clause; future, scheduling and
negation decide the kind; the clause runs to the end of its core.
"""

from __future__ import annotations

from typing import NamedTuple

from malaff import lexicon
from malaff.arabic.fold import fold
from malaff.model import Development, DevelopmentKind, Span
from malaff.reading.context import ReadingContext
from malaff.reading.grammar import AN, COMMAS, JOINER, PREP, RELATIVE
from malaff.reading.mentions import STATES, clean

_REACH = 8
_CORE = 26  # words a clause's core may take up
_STOPS = frozenset(".!؟?\n:؛")
_NEGATION = frozenset(fold(w) for w in "لم لن ولم ولن لا ما".split())
_AFTER_CORE = frozenset(
    fold(w) for w in "بسبب حيث فيما بينما لكن لكنه لكنها إلا وذلك رغم علما مما وهو وهي إذ كما غير لأن بعدما عقب ليكون لتكون بهدف لبحث لمناقشة لضمان لتمكين جراء".split()
)


class Trigger(NamedTuple):
    """A form that opens a development: its kind, whether it is future or present, and what must stand near."""

    kind: DevelopmentKind
    tense: str
    near: frozenset[str]
    lead: int


def _verb_forms(past: str, present: str) -> list[tuple[str, str]]:
    out = []
    if past:
        base = past[:-1] if past.endswith("ى") else past
        out += [(past, "past"), (base + "ت", "past"), (base + "وا", "past")]
        if past.endswith("ى"):
            out += [(base + "يا", "past"), (base + "تا", "past")]
        else:
            out += [(past + "ا", "past"), (past + "تا", "past")]
    if present:
        rest = present[1:]
        stem = rest[:-1] if rest[-1:] in "يىو" else rest
        for first, tail in (("ي", rest), ("ت", rest), ("ن", rest), ("ي", stem + "ون"), ("ي", rest + "ان"), ("ت", rest + "ان")):
            out.append((first + tail, "present"))
            out.append(("س" + first + tail, "future"))
        if rest[-1:] in "يىو":
            out += [("ي" + stem, "jussive"), ("ت" + stem, "jussive")]
        if len(rest) >= 3 and rest[-2] in "يو":  # hollow verbs lose their long vowel after لم: يزور -> يزر
            out += [("ي" + rest[:-2] + rest[-1], "jussive"), ("ت" + rest[:-2] + rest[-1], "jussive")]
    return out


def _build() -> dict[str, Trigger]:
    table: dict[str, Trigger] = {}
    for row in lexicon.rows("developments.tsv"):
        near = frozenset(fold(w) for w in row["with"].split())
        for form, tense in _verb_forms(row["past"], row["present"]):
            for lead in ("", "و", "ف"):
                table.setdefault(lead + fold(form), Trigger(row["kind"], tense, near, len(lead)))  # type: ignore[arg-type]
    return table


TRIGGERS = _build()
PHRASES: dict[str, list[tuple[tuple[str, ...], DevelopmentKind, int]]] = {}
for _row in lexicon.rows("development_phrases.tsv"):
    _words = tuple(fold(_row["words"]).split())
    for _lead in ("", "و"):
        PHRASES.setdefault(_lead + _words[0], []).append((_words, _row["kind"], len(_lead)))  # type: ignore[arg-type]


def develop(ctx: ReadingContext) -> None:
    """Fill `ctx.developments`."""
    forms = ctx.words.forms
    taken_until = -1
    n = len(forms)
    for i in range(n):
        if i <= taken_until:
            continue
        form = forms[i]
        found = _phrase(forms, i) or _verb(ctx, i, form)
        if found is None:
            continue
        kind, lead, reach = found
        first = _clause_start(ctx, i)
        last = _clause_end(ctx, max(i, reach))
        if last - i < 1:
            continue
        taken_until = last
        _add(ctx, kind, first, last, lead if first == i else 0)


def _phrase(forms: list[str], i: int) -> tuple[DevelopmentKind, int, int] | None:
    for words, kind, lead in PHRASES.get(forms[i], ()):
        if tuple(forms[i + 1 : i + len(words)]) == words[1:]:
            return kind, lead, i + len(words) - 1
    return None


def _verb(ctx: ReadingContext, i: int, form: str) -> tuple[DevelopmentKind, int, int] | None:
    trigger = TRIGGERS.get(form)
    if trigger is None:
        return None
    forms = ctx.words.forms
    before = forms[i - 1] if i else "\n"
    if before in PREP and before not in ("بعد", "قبل", "حتي"):
        return None
    if trigger.near:
        end = min(len(forms), i + 1 + _REACH)
        if not any(_holds(forms[k], trigger.near) for k in range(i + 1, end)):
            return None
    negated = before in _NEGATION
    kind: DevelopmentKind = trigger.kind
    if trigger.tense == "jussive" and not negated:
        return None
    if negated:
        if kind in ("meeting", "agreement"):
            kind = "impasse"
        else:
            return None
    elif trigger.tense == "future" or _scheduled(ctx, i, trigger):
        kind = "plan"
    elif trigger.tense == "present" and kind == "agreement":
        return None
    return kind, trigger.lead, i


def _holds(form: str, near: frozenset[str]) -> bool:
    if form in near:
        return True
    return any(word in form for word in near if len(word) > 3)


def _scheduled(ctx: ReadingContext, i: int, trigger: Trigger) -> bool:
    """Whether a present verb speaks of what is to come: after أن, or dated in the future."""
    if trigger.tense != "present":
        return False
    forms = ctx.words.forms
    return i > 0 and forms[i - 1] in ("ان", "سوف", "قد") and trigger.kind != "impasse"


def _clause_start(ctx: ReadingContext, i: int) -> int:
    """The first word of the clause: the trigger, its negation, or the subject before it."""
    forms, raw = ctx.words.forms, ctx.words.raw
    start = i
    k = i - 1
    if k >= 0 and forms[k] in _NEGATION or k >= 0 and forms[k] in ("قد", "سوف", "كان", "كانت"):
        start = k
        k -= 1
    first = ctx.sentences[ctx.sentence_of[i]][0]
    steps = 0
    while k >= first and steps < 9:
        form = forms[k]
        if raw[k] in COMMAS or raw[k] in _STOPS or raw[k] in "\"«»“”" or form in JOINER or form in RELATIVE or form in TRIGGERS:
            return start
        if form in AN:
            return k + 1
        if form in PREP and steps < 2:
            return start
        k -= 1
        steps += 1
    if k < first and start != first and not forms[first].startswith(("و", "ف")):
        return first
    return start


def _clause_end(ctx: ReadingContext, i: int) -> int:
    """The last word of the clause's core."""
    forms, raw = ctx.words.forms, ctx.words.raw
    n = len(forms)
    k = i + 1
    last = i
    while k < n and k - i < _CORE:
        if raw[k] in _STOPS:
            break
        if raw[k] in COMMAS:
            nxt = forms[k + 1] if k + 1 < n else "\n"
            if k - i > 4 and not (k + 1 in ctx.time_words):
                break
            if nxt in JOINER or nxt in _AFTER_CORE:
                break
        elif k - i > 3 and (forms[k] in _AFTER_CORE or forms[k] in RELATIVE and k - i > 7):
            break
        elif k - i > 3 and forms[k] in ("بعد", "قبل", "من") and k + 1 < n and forms[k + 1] in ("ان", "اجل"):
            break
        else:
            last = k
        k += 1
    while last > i and (forms[last] in PREP or raw[last] in "\"«“(-–"):
        last -= 1
    return last


def _add(ctx: ReadingContext, kind: DevelopmentKind, first: int, last: int, lead: int) -> None:
    words, text = ctx.words, ctx.article.text
    start, end = words.starts[first] + lead, words.ends[last]
    time = next((t for t in ctx.times if start <= t.span.start and t.span.end <= end), None)
    actors: list[str] = []
    for a, b, mention_kind in ctx.mentions:
        if a >= first and b <= last:
            name = clean(text[words.starts[a] : words.ends[b]])
            if mention_kind == "place" and fold(name) not in STATES:
                continue
            full = next((n.name for n in ctx.names if n.span.start == words.starts[a]), name)
            if full not in actors:
                actors.append(full)
    statement = next(
        (k for k, s in enumerate(ctx.statements) if s.content.start <= start and end <= s.content.end + 2),
        None,
    )
    ctx.developments.append(
        Development(
            span=Span(text[start:end], start, end),
            kind=kind,
            actors=actors,
            time=time.span if time else None,
            value=time.value if time else None,
            statement=statement,
        )
    )
