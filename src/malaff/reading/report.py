"""The statements step: drafts are found, settled, attributed and written as records."""

from __future__ import annotations

from malaff.model import SourceKind, Span, Statement, StatementType
from malaff.reading.acts import act_of, feeling_of
from malaff.reading.confidence import confidence, marks
from malaff.reading.content import settle
from malaff.reading.context import ReadingContext
from malaff.reading.drafts import Draft
from malaff.reading.grammar import PREP, WAW_WORDS
from malaff.reading.mentions import parse_mention
from malaff.reading.speakers import Entity, Speakers, agrees
from malaff.reading.statements import StatementFinder

# Below this a statement is more likely wrong than worth showing: of those left out about one in seven is right.
LEAST = 0.21


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
        joined = draft.form is not None and draft.form.lead > 0
        nested = not joined and any(first <= draft.cue <= last for first, last in open_until[-6:])
        if entity is not None:
            entity.spoke = draft.cue
            speakers.last = entity
            if draft.frame != "attribution" and (
                not nested or (entity.kind == "person" and floor and floor[-1].kind != "person")
            ):
                floor.append(entity)
        open_until.append((draft.start, draft.end))
        found = marks(ctx, draft, entity, last=settled[1], nested=nested)
        sure = confidence(found)
        if sure < LEAST:
            ctx.note("dropped", f"cue word {draft.cue}: {sure} from {', '.join(found)}")
            continue
        statement = _statement(ctx, draft, settled, entity, sure)
        ctx.statements.append(statement)
        ctx.drafts.append(draft)
        if ctx.trace is not None:
            _explain(ctx, draft, statement, found)


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


def _statement(
    ctx: ReadingContext, draft: Draft, settled: tuple[int, int, StatementType], entity: Entity | None, sure: float
) -> Statement:
    first, last, kind = settled
    words, text = ctx.words, ctx.article.text
    start, end = words.span(first, last)
    form = words.forms[first]
    if (
        draft.trailing
        and form.startswith("و")
        and len(form) > 3
        and (form[1:] in PREP or not form.startswith(WAW_WORDS))
    ):
        start += 1
    cue_form = words.forms[draft.cue]
    lead = (
        draft.form.lead
        if draft.form is not None
        else int(cue_form.startswith("و") and cue_form not in ("وفق", "وفقا", "وفقما"))
    )
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
        type=kind,
        cue=Span(text[cue_start:cue_end], cue_start, cue_end),
        speaker=_speaker_span(ctx, draft),
        speaker_name=entity.name if entity else None,
        speaker_role=entity.roles[0] if entity and entity.roles else None,
        kind=source_kind,
        via=ctx.span(*draft.via) if draft.via else None,
        act=act,
        sentence=words.span(sentence[0], sentence[1] - 1),
        confidence=sure,
    )


def _explain(ctx: ReadingContext, draft: Draft, statement: Statement, found: list[str]) -> None:
    """Keep in words how the statement was read."""
    cue = draft.form
    verb = f"{cue.entry.verb} ({cue.kind})" if cue is not None else "attribution"
    subject = statement.speaker.text if statement.speaker else "dropped"
    ctx.note("cue", f"«{statement.cue.text}» is {verb}; frame {draft.frame}")
    ctx.note(
        "speaker", f"subject {subject!r} -> {statement.speaker_name} ({statement.kind}, role {statement.speaker_role})"
    )
    ctx.note("content", f"words {draft.start}-{draft.end}, {statement.type}: «{statement.content.text}»")
    ctx.note("confidence", f"{statement.confidence} from {', '.join(found)}")


def _speaker_span(ctx: ReadingContext, draft: Draft) -> Span | None:
    if draft.subject is None:
        return None
    start, end = ctx.words.span(*draft.subject)
    start += draft.subject_lead
    return Span(ctx.article.text[start:end], start, end)
