"""Developments: clauses where the state of the affair changes or is reported, with kind, actors and date.

A trigger verb or phrase (`lexicon/developments.tsv`, `development_phrases.tsv`) opens the clause; future, scheduling and
negation decide the kind; the clause runs to the end of its core.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from malaff import lexicon
from malaff.arabic.fold import fold
from malaff.model import Development, DevelopmentKind, Span
from malaff.reading.contents import Contents
from malaff.reading.context import ReadingContext
from malaff.reading.cues import CUES
from malaff.reading.grammar import ADVERB, AN, COMMAS, JOINER, PREP, RELATIVE, WA_AN, is_masdar
from malaff.reading.heads import ORGANISATIONS, STATES, bare
from malaff.reading.mentions import clean
from malaff.reading.tagger import clitic

_REACH = 24
_CORE = 26  # words a clause's core may take up
_STOPS = frozenset(".!؟?\n:؛")
_NEGATION = frozenset(fold(w) for w in "لم لن ولم ولن لا ما".split())
_ASKING = frozenset(fold(w) for w in "من ما أين عمن متى كيف لمن مما إذا عما".split())
_MEETINGS = frozenset(fold(w) for w in "اجتماع لقاء جلسة قمة مؤتمر ندوة محادثات مباحثات مفاوضات مشاورات".split())
_HELD = frozenset(fold(w) for w in "عقد عقدت عقده عقدها عقدته عقدتها استمر استمرت خصص نظمه نظمها نظمته نظمتها ضم ضمت جمع جمعت استضافته استضافتها".split())
_HELD_IN = frozenset(fold(w) for w in "في خلال بعد عقب إثر ختام قبيل بعيد أثناء على".split())
_AGREED = frozenset(fold(w) for w in "اتفاق توقيع تعيين موافقة إبرام مصادقة إقرار التعاقد".split())
_EVENTS = frozenset(fold(w) for w in "اعتقال مقتل وفاة مصرع بدء وجود إصابة سقوط تفجير هجوم مسؤوليته مسؤوليتها المسؤولية".split())
_PROMISES = frozenset(("تعهد", "وعد", "التزم"))
_UNDONE = frozenset(fold(w) for w in "إلغاء تأجيل إرجاء تعليق رفض رفضه رفضها انسحاب انسحابه انسحابها سحب فشل عدم قطع".split())
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
        out += [(form + tail, tense) for form, tense in list(out) if form in (past, base + "ت") for tail in ("ه", "ها")]
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
    _from_statements(ctx, names, said)
    ctx.developments.sort(key=lambda x: x.span.start)


def _ahead(ctx: ReadingContext, i: int, last: int) -> bool:
    """Whether the verb at word `i` is a present that a date of publication day or later makes a coming step (`يلتقي الطرفان غدا`)."""
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
    """Steps that a source promises, a text provides for, or a source makes public with a verbal noun, where no verb told them."""
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
        if verb in _PROMISES or verb == "نص":
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


def _may_open(form: str, before: str) -> bool:
    """Whether a word can open a development at all; most cannot, and are told by one look-up."""
    if form in _OPENING or before in _NOT_DONE:
        return True
    if form[:1] == "س" or form[:2] in ("وس", "فس"):
        return len(form) > 4
    return form in _MEETINGS or form.removesuffix("ها").removesuffix("ه") in _MEETINGS


def _held(ctx: ReadingContext, i: int, form: str) -> tuple[DevelopmentKind, int, int] | None:
    """A meeting named in passing: an indefinite noun of meeting that a preposition governs, said to have been held or dated."""
    forms, raw = ctx.words.forms, ctx.words.raw
    stem = form[:-2] if form.endswith("ها") else form[:-1] if form.endswith("ه") and form[:-1] in _MEETINGS else form
    if form not in _MEETINGS and stem not in _MEETINGS:
        return None
    if not i or forms[i - 1] not in _HELD_IN or (i + 1 < len(forms) and forms[i + 1] in ("صحفي", "صحافي", "صحفيه")):
        return None
    for k in range(i + 1, min(len(forms), i + 7)):
        if raw[k] in _STOPS or raw[k] in COMMAS:
            return None
        if forms[k] in _HELD or k in ctx.time_words or forms[k] in ("مع", "بين"):
            return "meeting", 0, i
    return None


def _phrase(forms: list[str], i: int) -> tuple[DevelopmentKind, int, int] | None:
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


def _verb(ctx: ReadingContext, i: int, form: str) -> tuple[DevelopmentKind, int, int] | None:
    forms = ctx.words.forms
    before = forms[i - 1] if i else "\n"
    if before == "لن" and form[0] in "يتن" and _own_refusal(ctx, i):
        return "impasse", 0, i
    if before in ("لم", "ولم") and form[0] in "يتن" and _not_yet(ctx, i):
        return "impasse", 0, i
    triggers = TRIGGERS.get(form)
    if triggers is None:
        if before in _ASKING or before in RELATIVE or i in ctx.mentions.covering:
            return None
        return _future(form, i)
    if "التعليق" in forms[i + 1 : i + 7] and form.endswith(("رفض", "رفضت")):
        return None
    if i + 1 < len(forms) and forms[i + 1] in ("التعليق", "الكشف", "عدم") or bare(form) in ORGANISATIONS or bare(form[1:]) in ORGANISATIONS:
        return None
    negated = before in _NEGATION or (before == "ان" and i > 1 and forms[i - 2] == "دون")
    for trigger in triggers:
        if before in PREP and before not in ("بعد", "قبل", "حتي"):
            return None
        if trigger.tense == "past" and not trigger.lead and not _verb_place(ctx, i, before):
            return None
        if trigger.near and not (_dated(ctx, i) if "@time" in trigger.near else _near(ctx, i, trigger.near)):
            continue
        kind: DevelopmentKind | str = trigger.kind
        if trigger.tense == "jussive" and not negated:
            continue
        if kind == "none" and not negated:
            continue
        if negated and before == "ان":
            return "impasse", 0, i
        if negated:
            if kind not in ("meeting", "agreement", "none") or before in ("ما",):
                continue
            kind = "impasse"
        elif trigger.tense == "future" or (trigger.tense == "present" and before in ("ان", "سوف", "قد", "لان")):
            kind = "plan"
        elif trigger.tense == "present" and kind == "agreement" and not (trigger.near and _subject_first(ctx, i, before)):
            continue
        elif trigger.tense == "present" and kind == "impasse" and not trigger.near and trigger.lead == 0 and form.startswith("ن"):
            continue
        if kind == "none":
            continue
        return kind, trigger.lead, i  # type: ignore[return-value]  # a development kind by now
    return None


def _future(form: str, i: int) -> tuple[DevelopmentKind, int, int] | None:
    """A future verb that announces a step (سيعقد, ستغلق), forecasts of effects left out."""
    lead = 1 if form[:1] in "وف" and form[1:2] == "س" else 0
    verb = form[lead:]
    plain = verb.removesuffix("ون").removesuffix("ه").removesuffix("ها")
    if len(verb) < 5 or verb[0] != "س" or verb[1] not in "يتن" or verb in _FUTURE["noun"] or verb in _FUTURE["forecast"] or plain in _FUTURE["forecast"]:
        return None
    if verb.endswith("ه") and verb[1] == "ن":
        return None
    return "plan", lead, i


def _verb_place(ctx: ReadingContext, i: int, before: str) -> bool:
    """Whether a past form at word `i` stands where a verb can and is no noun (رفض, بحث, عقد)."""
    if i == 0 or before == "\n" or not before[0].isalnum():
        return True
    if before in JOINER or before in RELATIVE or before in AN or before in ADVERB or before in _NEGATION:
        return True
    if before in ("بعد", "قبل", "حتي", "جهته", "جانبه", "جهتها", "جانبها", "ما"):
        return before == "ما"
    if before.startswith("ال") or i - 1 in ctx.mentions.ends:
        return True
    return i - 1 in ctx.time_words or i - 1 in ctx.time_ends


def _subject_first(ctx: ReadingContext, i: int, before: str) -> bool:
    """Whether the subject stands right before the verb, as in headlines and chronicles (مجلس الأمن يصدر القرار)."""
    return i - 1 in ctx.mentions.ends or (before.startswith("ال") and before not in RELATIVE)


def _own_refusal(ctx: ReadingContext, i: int) -> bool:
    """Whether `لن` before the verb at `i` refuses in the speaker's own name: no subject before it, or his body."""
    forms, raw = ctx.words.forms, ctx.words.raw
    if forms[i] in ("يكون", "تكون", "يودي", "تودي", "يتمكن", "تتمكن", "يتهاون", "تتهاون", "تسهل", "يسهل") or i < 2:
        return False
    k = i - 2
    return forms[k] in AN or forms[k] in ("بلاده", "بلادها", "حكومته", "حكومتها", "حزبه", "بلادنا") or raw[k] in "\"«“\n." or forms[k] in JOINER


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
            if nxt in AN or nxt in JOINER or nxt in _AFTER_CORE or nxt in TRIGGERS or nxt in CUES or nxt in WA_AN:
                break
            if k - i > 9 and k + 1 not in ctx.time_words and nxt not in ("علي", "عن", "الي"):
                break
        elif k - i > 3 and forms[k] in TRIGGERS and forms[k - 1] not in AN and _verb(ctx, k, forms[k]) is not None:
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
    quote = ctx.closes.get(last)
    if quote is not None and quote.open < i:
        last -= 1  # the mark that closes a quotation the clause stands in
    return last


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
