"""The statements step: drafts are found, settled, attributed and written as records."""

from __future__ import annotations

from malaff.model import SourceKind, Span, Statement
from malaff.reading.acts import act_of, feeling_of
from malaff.reading.content import settle
from malaff.reading.context import ReadingContext
from malaff.reading.grammar import PREP
from malaff.reading.mentions import parse_mention
from malaff.reading.speakers import Entity, Speakers, agrees
from malaff.reading.statements import Draft, StatementFinder


def report_statements(ctx: ReadingContext) -> None:
    """Fill `ctx.statements`."""
    finder = StatementFinder(ctx)
    speakers = ctx.speakers = Speakers(ctx)
    floor: list[Entity] = []
    open_until: list[tuple[int, int]] = []  # content ranges of what was reported so far
    for draft in finder.find():
        settled = settle(ctx, draft)
        if settled is None:
            continue
        entity = _speaker(ctx, speakers, draft, floor)
        nested = any(first <= draft.cue <= last for first, last in open_until[-6:])
        if entity is not None:
            entity.spoke = draft.cue
            speakers.last = entity
            if draft.frame != "attribution" and (not nested or (entity.kind == "person" and floor and floor[-1].kind != "person")):
                floor.append(entity)
        open_until.append((draft.start, draft.end))
        ctx.statements.append(_statement(ctx, draft, settled[0], settled[1], settled[2], entity))


def _speaker(ctx: ReadingContext, speakers: Speakers, draft: Draft, floor: list[Entity]) -> Entity | None:
    if draft.form is not None and draft.form.entry.verb in ("س", "ج"):
        return speakers.of_turn(draft.form.entry.verb == "ج", draft.cue)
    if draft.subject is None:
        return speakers.dropped(draft.form, floor, draft.cue)
    mention = parse_mention(ctx, *draft.subject, lead=draft.subject_lead)
    if (
        floor
        and draft.form is not None
        and draft.form.entry.addressee
        and draft.form.lead
        and not draft.left
        and ctx.sentences[ctx.sentence_of[draft.cue]][0] != draft.cue
        and mention.kind != "person"
        and agrees(draft.form, floor[-1])
        and floor[-1].name != mention.name
    ):
        # `وصفت المفوضية ... ودعت الحكومة إلى`: the verbs share their subject, the noun is whom it calls on
        return floor[-1]
    return speakers.of_mention(mention, draft.subject[0], floor[-1] if floor else None)


def _statement(ctx: ReadingContext, draft: Draft, first: int, last: int, kind: str, entity: Entity | None) -> Statement:
    words, text = ctx.words, ctx.article.text
    start, end = words.span(first, last)
    form = words.forms[first]
    if draft.trailing and form.startswith("و") and len(form) > 3 and (form[1:] in PREP or not _starts_with_waw(form)):
        start += 1
    cue_form = words.forms[draft.cue]
    lead = draft.form.lead if draft.form is not None else int(cue_form.startswith("و") and cue_form not in ("وفق", "وفقا"))
    cue_start, cue_end = words.starts[draft.cue] + lead, words.ends[draft.cue_last]
    act = draft.form.entry.act if draft.form else "assert"
    if draft.form is not None and draft.form.entry.verb == "شدد" and draft.frame in ("prep", "np"):
        act = "demand"  # شدد على with a noun asks for it
    act = act_of(act, words.forms, first, last)
    if act == "assert" and draft.form is not None and draft.form.entry.verb in ("أعرب", "عبر", "أبدى"):
        act = feeling_of(words.forms, first) or act
    sentence = ctx.sentences[ctx.sentence_of[draft.cue]]
    source_kind: SourceKind = entity.kind if entity else "person"
    return Statement(
        content=Span(text[start:end], start, end),
        content2=ctx.span(*draft.content2) if draft.content2 else None,
        type=kind,  # type: ignore[arg-type]  # one of the three by construction
        cue=Span(text[cue_start:cue_end], cue_start, cue_end),
        speaker=_speaker_span(ctx, draft),
        speaker_name=entity.name if entity else None,
        speaker_role=entity.roles[0] if entity and entity.roles else None,
        kind=source_kind,
        via=ctx.span(*draft.via) if draft.via else None,
        act=act,
        sentence=words.span(sentence[0], sentence[1] - 1),
        confidence=0.8,
    )


def _speaker_span(ctx: ReadingContext, draft: Draft) -> Span | None:
    if draft.subject is None:
        return None
    start, end = ctx.words.span(*draft.subject)
    start += draft.subject_lead
    return Span(ctx.article.text[start:end], start, end)


# Words that begin with a و of their own.
_WAW = ("واشنطن", "وزير", "وزار", "وكال", "وفد", "وحد", "ولاي", "وسائل", "وضع", "وقع", "وقف", "وصف", "وصل", "وافق", "واصل", "وجد", "ورد", "وعد", "وقت")


def _starts_with_waw(form: str) -> bool:
    return form.startswith(_WAW)
