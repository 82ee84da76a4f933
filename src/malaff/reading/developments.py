"""Developments: clauses where the state of the affair changes or is reported, with kind, actors and date.

A trigger verb or phrase (`lexicon/developments.tsv`, `development_phrases.tsv`) opens the clause; future, scheduling
and negation decide the kind; the clause runs to the end of its core.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Literal, NamedTuple

from malaff import lexicon
from malaff.arabic.fold import fold
from malaff.model import Development, DevelopmentKind, Span
from malaff.reading.contents import Contents
from malaff.reading.context import ReadingContext
from malaff.reading.cues import CUES
from malaff.reading.grammar import ADVERB, AN, CLASSES, COMMAS, JOINER, PREP, PROMISES, RELATIVE, WA_AN, is_masdar
from malaff.reading.heads import OFFICES, ORGANISATIONS, STATES, bare
from malaff.reading.mentions import clean
from malaff.reading.tagger import clitic

_REACH = 24
_CORE = 26  # words a clause's core may take up
_SUBJECT = 9  # words a subject before its verb may take up
_STOPS = frozenset(".!؟?\n:؛")
_PRESENT_PREFIXES = frozenset("يتن")
_MAKES_FUTURE = ("ان", "سوف", "قد", "لان")
_BEFORE_VERB = ("قد", "سوف", "كان", "كانت")
_PREP_OF_VERBS = ("بعد", "قبل", "حتي")
_OWN_BODY = ("بلاده", "بلادها", "حكومته", "حكومتها", "حزبه", "بلادنا")
_NEGATION = CLASSES["verb_negation"]
_ASKING = CLASSES["asking"]
_MEETINGS = CLASSES["meetings"]
_OWN_MEETINGS = CLASSES["own_meetings"]
_HELD = CLASSES["held"]
_HELD_IN = CLASSES["held_in"]
_AGREED = CLASSES["agreed"]
_NO_REFUSAL = CLASSES["no_refusal"]
_EVENTS = CLASSES["events"]
_UNDONE = CLASSES["undone"]
_AFTER_CORE = CLASSES["after_core"]


Found = tuple[DevelopmentKind, int, int]
"""A development found: its kind, characters of a conjunction before its first word, the last word of its trigger."""


class Trigger(NamedTuple):
    """A form that opens a development: its kind, whether it is future or present, and what must stand near.

    The kind "none" is of verbs that tell a step only where they are negated.
    """

    kind: DevelopmentKind | Literal["none"]
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
        out += [(form + tail, tense) for form, tense in list(out) if form in (past, base + "ت") for tail in ("ه", "ها")]
    if present:
        rest = present[1:]
        stem = rest[:-1] if rest[-1:] in "يىو" else rest
        for first, tail in (
            ("ي", rest),
            ("ت", rest),
            ("ن", rest),
            ("ي", stem + "ون"),
            ("ي", rest + "ان"),
            ("ت", rest + "ان"),
        ):
            out.append((first + tail, "present"))
            out.append(("س" + first + tail, "future"))
        if rest[-1:] in "يىو":
            out += [("ي" + stem, "jussive"), ("ت" + stem, "jussive")]
        if len(rest) >= 3 and rest[-2] in "يو":  # hollow verbs lose their long vowel after لم: يزور -> يزر
            out += [("ي" + rest[:-2] + rest[-1], "jussive"), ("ت" + rest[:-2] + rest[-1], "jussive")]
    return out


def _build() -> dict[str, list[Trigger]]:
    table: dict[str, list[Trigger]] = {}
    for row in lexicon.rows("developments.tsv"):
        near = frozenset(fold(w) for w in row["with"].split())
        for form, tense in _verb_forms(row["past"], row["present"]):
            for lead in ("", "و", "ف"):
                table.setdefault(lead + fold(form), []).append(Trigger(row["kind"], tense, near, len(lead)))  # type: ignore[arg-type]
    return table


TRIGGERS = _build()
PHRASES: dict[str, list[tuple[tuple[str, ...], DevelopmentKind, int]]] = {}
for _row in lexicon.rows("development_phrases.tsv"):
    _words = tuple(fold(_row["words"]).split())
    for _lead in ("", "و"):
        PHRASES.setdefault(_lead + _words[0], []).append((_words, _row["kind"], len(_lead)))  # type: ignore[arg-type]


_OPENING = frozenset(TRIGGERS) | frozenset(PHRASES)
_NOT_DONE = frozenset(("لن", "لم", "ولم"))
_FUTURE = {row["class"]: frozenset(fold(w) for w in row["words"].split()) for row in lexicon.rows("futures.tsv")}


def develop(ctx: ReadingContext) -> None:
    """Fill `ctx.developments`."""
    forms = ctx.words.forms
    names = {n.span.start: n.name for n in ctx.names}
    said = Contents(ctx.statements)
    taken_until = -1
    before = "\n"
    for i, form in enumerate(forms):
        previous, before = before, form
        if i <= taken_until or not _may_open(form, previous):
            continue
        found = _phrase(forms, i) or _verb(ctx, i, form) or _held(ctx, i, form)
        if found is None:
            continue
        kind, lead, reach = found
        first = _clause_start(ctx, i)
        last = _clause_end(ctx, max(i, reach))
        if last - i < 1:
            continue
        taken_until = last
        if kind == "meeting" and _ahead(ctx, i, last):
            kind = "plan"
        lead = lead if first == i else int(forms[first] in ("ولم", "ولن"))
        _add(ctx, kind, first, last, lead, names, said)
        if ctx.trace is not None:
            ctx.note("development", f"«{ctx.words.raw[i]}» opens {kind}: «{ctx.developments[-1].span.text}»")
    _from_statements(ctx, names, said)
    ctx.developments.sort(key=lambda x: x.span.start)


def _ahead(ctx: ReadingContext, i: int, last: int) -> bool:
    """Whether the verb at word `i` is a present that a date of publication day or later makes a coming step.

    `يلتقي الطرفان غدا`
    """
    form = ctx.words.forms[i].removeprefix("و").removeprefix("ف")
    if form[:1] not in ("ي", "ت") or ctx.published is None:
        return False
    at = bisect_left(ctx.times, ctx.words.starts[i], key=lambda t: t.span.start)
    for time in ctx.times[at : at + 4]:
        if time.span.start > ctx.words.starts[last]:
            break
        if time.value == "FUTURE" or (time.from_ is not None and time.from_ > ctx.published.isoformat()):
            return True
    return False


def _from_statements(ctx: ReadingContext, names: dict[int, str], said: Contents) -> None:
    """Steps promised, provided for or made public with a verbal noun in what a source says, where no verb told them."""
    words = ctx.words
    taken = [(d.span.start, d.span.end) for d in ctx.developments]
    for statement, draft in zip(ctx.statements, ctx.drafts, strict=True):
        verb = draft.form.entry.verb if draft.form is not None else ""
        first = bisect_left(words.starts, statement.content.start)
        last = bisect_left(words.starts, statement.content.end) - 1
        opening = words.forms[first]
        masdar = opening[1:] if opening[:1] in "بل" and not is_masdar(opening) else opening
        if statement.type == "direct" or last - first < 2 or not (is_masdar(masdar) or masdar in _UNDONE):
            continue
        kind: DevelopmentKind
        if verb in PROMISES or verb == "نص":
            kind = "plan"
        elif statement.act == "announce" and verb in ("أعلن", "إعلان") and masdar not in _EVENTS:
            kind = "impasse" if masdar in _UNDONE else "agreement" if masdar in _AGREED else "plan"
        else:
            continue
        end = _clause_end(ctx, first)
        end = min(end, last)
        span = (words.starts[first], words.ends[end])
        if any(start < span[1] and stop > span[0] for start, stop in taken):
            continue
        _add(ctx, kind, first, end, 0, names, said)
        if ctx.trace is not None:
            ctx.note(
                "development", f"what «{statement.cue.text}» carries is {kind}: «{ctx.developments[-1].span.text}»"
            )


def _may_open(form: str, before: str) -> bool:
    """Whether a word can open a development at all; most cannot, and are told by one look-up."""
    if form in _OPENING or before in _NOT_DONE:
        return True
    if form[:1] == "س" or form[:2] in ("وس", "فس"):
        return len(form) > 3
    return form in _OWN_MEETINGS or form in _MEETINGS or form.removesuffix("ها").removesuffix("ه") in _MEETINGS


def _held(ctx: ReadingContext, i: int, form: str) -> Found | None:
    """A meeting named in passing: an indefinite noun of meeting behind a preposition, said to be held or dated."""
    forms, raw = ctx.words.forms, ctx.words.raw
    if form in _OWN_MEETINGS and _met(ctx, i):
        return "meeting", 0, i
    if form not in _MEETINGS and form.removesuffix("ها") not in _MEETINGS and form.removesuffix("ه") not in _MEETINGS:
        return None
    if not i or forms[i - 1] not in _HELD_IN:
        return None
    if i + 1 < len(forms) and forms[i + 1] in ("صحفي", "صحافي", "صحفيه"):
        return None  # a press conference is where words were said
    for k in range(i + 1, min(len(forms), i + 7)):
        if raw[k] in _STOPS or raw[k] in COMMAS:
            return None
        if forms[k] in _HELD or k in ctx.time_words or forms[k] in ("مع", "بين"):
            return "meeting", 0, i
    return None


def _met(ctx: ReadingContext, i: int) -> bool:
    """Whether the owned noun of meeting at word `i` is what somebody did, and with whom or where follows it."""
    forms = ctx.words.forms
    if not i or i + 1 >= len(forms) or forms[i - 1].removeprefix("و") not in _HELD_IN:
        return False
    following = forms[i + 1]
    return following in ("مع", "الي") or i + 1 in ctx.mentions.at or bare(following) in OFFICES


def _phrase(forms: list[str], i: int) -> Found | None:
    """The development that a set phrase at word `i` opens."""
    candidates = PHRASES.get(forms[i])
    if candidates is None or i + 1 >= len(forms):
        return None
    second = forms[i + 1]
    for words, kind, lead in candidates:
        if words[1] != second and words[1][-1] != "*":
            continue
        piece = forms[i + 1 : i + len(words)]
        if len(piece) == len(words) - 1 and all(
            a == b or (b.endswith("*") and a.startswith(b[:-1])) for a, b in zip(piece, words[1:], strict=True)
        ):
            return kind, lead, i + len(words) - 1
    return None


def _verb(ctx: ReadingContext, i: int, form: str) -> Found | None:
    """The development that the verb at word `i` opens."""
    forms = ctx.words.forms
    before = forms[i - 1] if i else "\n"
    if form[0] in _PRESENT_PREFIXES and (
        (before == "لن" and _own_refusal(ctx, i)) or (before in ("لم", "ولم") and _not_yet(ctx, i))
    ):
        return "impasse", 0, i
    triggers = TRIGGERS.get(form)
    if triggers is None:
        if before in _ASKING or before in RELATIVE or i in ctx.mentions.covering:
            return None
        return _future(form, i) or _to_be_done(ctx, i)
    if _no_step(forms, i) or (before in PREP and before not in _PREP_OF_VERBS):
        return None
    if before == "لم" and i > 1 and forms[i - 2] == "ما":
        return None  # `ما لم تنفذ مطالبها`: a condition
    if form.lstrip("وف") in _ANNOUNCES and any(_future(forms[k], k) for k in range(i + 1, min(len(forms), i + 8))):
        return None  # `أعلنت الوزارة أنها ستعيد`: the step is the verb to come
    undone = before == "ان" and i > 1 and forms[i - 2] == "دون"
    negated = undone or before in _NEGATION
    for trigger in triggers:
        if trigger.tense == "past" and not trigger.lead and not _verb_place(ctx, i, before):
            return None
        if trigger.near and not (_dated(ctx, i) if "@time" in trigger.near else _near(ctx, i, trigger.near)):
            continue
        if undone:
            return "impasse", 0, i
        kind = _negated_kind(trigger, before) if negated else _kind(ctx, i, trigger, before)
        if kind is not None:
            return kind, trigger.lead, i
    return None if negated or before in RELATIVE else _future(form, i)


_ANNOUNCES = ("اعلن", "اعلنت", "يعلن", "تعلن", "اعلنوا")


def _no_step(forms: list[str], i: int) -> bool:
    """Whether the form at word `i` is no verb of a step: a body's name, or a refusal to comment (رفض التعليق)."""
    form = forms[i]
    if form.endswith(("رفض", "رفضت")) and "التعليق" in forms[i + 1 : i + 7]:
        return True
    if i + 1 < len(forms) and forms[i + 1] in ("التعليق", "الكشف", "عدم"):
        return True
    return bare(form) in ORGANISATIONS or bare(form[1:]) in ORGANISATIONS


def _negated_kind(trigger: Trigger, before: str) -> DevelopmentKind | None:
    """What a negated verb comes to: no meeting and no agreement is an impasse."""
    return "impasse" if trigger.kind in ("meeting", "agreement", "none") and before != "ما" else None


def _kind(ctx: ReadingContext, i: int, trigger: Trigger, before: str) -> DevelopmentKind | None:
    """What the verb at word `i`, not negated, comes to by its tense, or None where it tells no step."""
    if trigger.kind == "none" or trigger.tense == "jussive":
        return None
    if trigger.tense == "future":
        return "plan"
    if trigger.tense == "present":
        if before in _MAKES_FUTURE:
            return "plan"
        if trigger.kind == "agreement" and not (trigger.near and _subject_first(ctx, i, before)):
            return None
        we = not trigger.lead and ctx.words.forms[i].startswith("ن")
        if trigger.kind == "impasse" and not trigger.near and we:
            return None
    return trigger.kind


_NO_STEP = _FUTURE["forecast"] | _FUTURE["being"]


def _to_be_done(ctx: ReadingContext, i: int) -> Found | None:
    """`سيتم الإعلان عن`, `سيقع إسناد`: a step that a verbal noun behind the verb names."""
    forms = ctx.words.forms
    form = forms[i]
    lead = int(form[:1] in "وف" and form[1:] in _FUTURE["passive"])
    if form[lead:] not in _FUTURE["passive"]:
        return None
    k = i + 1
    while k < len(forms) and (k in ctx.time_words or forms[k] in ADVERB or forms[k] in PREP):
        k = ctx.time_words.get(k, k) + 1
    if k >= len(forms):
        return None
    noun = bare(forms[k])
    owned = any(is_masdar(noun.removesuffix(owner)) for owner in ("ها", "ه", "هم"))  # `سيتم تنصيبه`
    return ("plan", lead, i) if owned else None


def _future(form: str, i: int) -> Found | None:
    """A future verb that announces a step (سيعقد, ستغلق), forecasts of effects left out."""
    lead = 1 if form[:1] in "وف" and form[1:2] == "س" else 0
    verb = form[lead:]
    plain = verb.removesuffix("ون").removesuffix("ه").removesuffix("ها")
    if len(verb) < 5 or verb[0] != "س" or verb[1] not in _PRESENT_PREFIXES:
        return None
    if verb in _FUTURE["noun"] or any(word in _NO_STEP for word in (verb, plain)):
        return None
    return None if verb[1] == "ن" and verb.endswith("ه") else ("plan", lead, i)


def _verb_place(ctx: ReadingContext, i: int, before: str) -> bool:
    """Whether a past form at word `i` stands where a verb can and is no noun (رفض, بحث, عقد)."""
    if i == 0 or before == "\n" or not before[0].isalnum():
        return True
    if before in JOINER or before in RELATIVE or before in AN or before in ADVERB or before in _NEGATION:
        return True
    if before in ("جهته", "جانبه", "جهتها", "جانبها", *_PREP_OF_VERBS):
        return False
    if before == "ما" or before.startswith("ال") or i - 1 in ctx.mentions.ends:
        return True
    return i - 1 in ctx.time_words or i - 1 in ctx.time_ends


def _subject_first(ctx: ReadingContext, i: int, before: str) -> bool:
    """Whether the subject stands right before the verb, as in headlines and chronicles (مجلس الأمن يصدر القرار)."""
    return i - 1 in ctx.mentions.ends or (before.startswith("ال") and before not in RELATIVE)


def _own_refusal(ctx: ReadingContext, i: int) -> bool:
    """Whether `لن` before the verb at `i` refuses in the speaker's own name: no subject before it, or his body."""
    forms, raw = ctx.words.forms, ctx.words.raw
    if forms[i] in _NO_REFUSAL or i < 2:
        return False
    form = forms[i - 2]
    return form in AN or form in JOINER or form in _OWN_BODY or raw[i - 2] in '"«“\n.'


def _dated(ctx: ReadingContext, i: int) -> bool:
    """Whether a date stands in what follows word `i` up to the clause's end."""
    raw = ctx.words.raw
    for k in range(i + 1, min(len(raw), i + 1 + _REACH)):
        if raw[k] in ".!؟\n":
            return False
        if k in ctx.time_words:
            return True
    return False


def _not_yet(ctx: ReadingContext, i: int) -> bool:
    """Whether the clause of the negated verb at `i` says that the thing is still to come (بعد, حتى الآن)."""
    forms, raw = ctx.words.forms, ctx.words.raw
    for k in range(i + 1, min(len(forms), i + 14)):
        if raw[k] in _STOPS:
            return forms[k - 1] == "بعد"
        if raw[k] in COMMAS and forms[k - 1] == "بعد":
            return True
        if forms[k] in ("الان", "اللحظه", "اليوم") and forms[k - 1] in ("حتي", "لغايه", "الي"):
            return True
    return False


def _near(ctx: ReadingContext, i: int, near: frozenset[str]) -> bool:
    """Whether one of the words `near` stands in what follows word `i` up to the clause's end."""
    forms, raw = ctx.words.forms, ctx.words.raw
    for k in range(i + 1, min(len(forms), i + 1 + _REACH)):
        if raw[k] in _STOPS:
            return False
        if _holds(forms[k], near):
            return True
    return False


def _holds(form: str, near: frozenset[str]) -> bool:
    if form in near:
        return True
    return any(word in form for word in near if len(word) > 3)


def _clause_start(ctx: ReadingContext, i: int) -> int:
    """The first word of the clause: the trigger, its negation, or the subject before it."""
    forms = ctx.words.forms
    start = i
    if i and (forms[i - 1] in _NEGATION or forms[i - 1] in _BEFORE_VERB):
        start = i - 1
    first = ctx.sentences[ctx.sentence_of[i]][0]
    begin = max(first, start - _SUBJECT)
    for k in range(start - 1, begin - 1, -1):
        if _bounds_clause(ctx, k) or (forms[k] in PREP and start - k <= 2):
            return start
        if forms[k] in AN:
            return k + 1
    return first if begin == first and not forms[first].startswith(("و", "ف")) else start


def _bounds_clause(ctx: ReadingContext, k: int) -> bool:
    """Whether the clause behind word `k` begins after it: a mark, what joins clauses, another trigger."""
    form, raw = ctx.words.forms[k], ctx.words.raw[k]
    if raw in COMMAS or raw in _STOPS or raw in '"«»“”':
        return True
    return form in JOINER or form in RELATIVE or form in TRIGGERS


def _clause_end(ctx: ReadingContext, i: int) -> int:
    """The last word of the clause's core."""
    forms, raw = ctx.words.forms, ctx.words.raw
    last = i
    for k in range(i + 1, min(len(forms), i + _CORE)):
        if _ends_core(ctx, i, k):
            break
        if raw[k] not in COMMAS:
            last = k
    while last > i and (forms[last] in PREP or raw[last] in '"«“(-–'):
        last -= 1
    quote = ctx.closes.get(last)
    if quote is not None and quote.open < i:
        last -= 1  # the mark that closes a quotation the clause stands in
    return last


def _ends_core(ctx: ReadingContext, i: int, k: int) -> bool:
    """Whether the core of the clause with its verb at word `i` ends before word `k`."""
    forms, raw = ctx.words.forms, ctx.words.raw
    form = forms[k]
    after = forms[k + 1] if k + 1 < len(forms) else "\n"
    if raw[k] in _STOPS:
        return True
    if raw[k] in COMMAS:
        if (
            after in AN
            or after in WA_AN
            or after in JOINER
            or after in _AFTER_CORE
            or after in TRIGGERS
            or after in CUES
        ):
            return True
        return k - i > 9 and k + 1 not in ctx.time_words and after not in ("علي", "عن", "الي")
    if forms[i] in _OWN_MEETINGS and (form in AN or (form in CUES and k not in ctx.mentions.covering)):
        return True  # `بعد لقائه الوزير إن`: a verb goes on around it
    if k - i <= 3:
        return False
    if form in _AFTER_CORE or (form in RELATIVE and k - i > 7):
        return True
    if form in ("بعد", "قبل", "من") and after in ("ان", "اجل"):
        return True
    return form in TRIGGERS and forms[k - 1] not in AN and _verb(ctx, k, form) is not None


def _add(
    ctx: ReadingContext, kind: DevelopmentKind, first: int, last: int, lead: int, names: dict[int, str], said: Contents
) -> None:
    words, text = ctx.words, ctx.article.text
    start, end = words.starts[first] + lead, words.ends[last]
    at = bisect_left(ctx.times, start, key=lambda t: t.span.start)
    time = ctx.times[at] if at < len(ctx.times) and ctx.times[at].span.end <= end else None
    actors: list[str] = []
    for a, b, mention_kind in ctx.mentions.within(first, last):
        name = clean(text[words.starts[a] + clitic(words, a) : words.ends[b]])
        if mention_kind == "place" and (fold(name) not in STATES or words.forms[a - 1] == "في"):
            continue  # where it was, not who took part
        full = names.get(words.starts[a], name)
        if full not in actors:
            actors.append(full)
    statement = said.around(start, end - 2)
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
