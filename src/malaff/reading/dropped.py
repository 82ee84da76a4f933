"""Who speaks where the subject is dropped: whom the sentence is about, or who held the floor and agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from malaff.reading.cues import CueForm
from malaff.reading.entities import Entity, agrees
from malaff.reading.grammar import AS_FOR, GROUP, JOINER, PREP, is_masdar
from malaff.reading.heads import ORGANISATIONS, PLURALS, bare
from malaff.reading.mentions import clean
from malaff.reading.titles import title_start

if TYPE_CHECKING:
    from malaff.reading.speakers import Speakers

_FLOOR = 4  # how many speakers back a verb may look for one it agrees with
_FLOOR_OF_GROUPS = 3


def dropped_subject(speakers: Speakers, cue: CueForm | None, history: list[Entity], at: int) -> Entity | None:
    """Who speaks by the cue at word `at`; `history` holds who held the floor before, the last one last."""
    if not history:
        return _nearest(speakers, cue, at)
    subject = clause_subject(speakers, cue, at)
    if subject is not None:
        return subject
    if cue is not None and cue.kind == "participle" and cue.number == "p":
        return _several(speakers, history, at)
    if cue is None:
        return history[-1]
    if cue.kind == "participle":
        if cue.gender == "f" and history[-1].kind == "person" and history[-1].gender == "m":
            # `مبينة` after a man was heard: the woman or body before him
            return next((entity for entity in reversed(history[-_FLOOR:]) if agrees(cue, entity)), history[-1])
        return history[-1]
    if cue.entry.document and speakers.last is not None:
        return speakers.last
    own = _sentence_subject(speakers, cue, at)
    if own is not None:
        return own
    held = next((entity for entity in reversed(history[-_FLOOR:]) if agrees(cue, entity)), None)
    return held or (_several(speakers, history, at) if cue.number == "p" else history[-1])


def clause_subject(speakers: Speakers, cue: CueForm | None, at: int) -> Entity | None:
    """Whom the cue's own sentence is about, where nobody has spoken in it yet.

    `شكر الوزير فلان المعارضة وقال`, `أرجعت فلانة ... مؤكدة`: the person stands at the sentence's start, or right behind
    the verb that opens a clause of it.
    """
    if cue is None:
        return None
    ctx = speakers.ctx
    number = ctx.sentence_of[at]
    start = ctx.sentences[number][0]
    if cue.kind == "participle" and at == start and number:
        start = ctx.sentences[number - 1][0]  # a circumstance cut off by a stop goes on with the sentence before
    if _spoken_since(speakers, start):
        return None
    found: Entity | None = None
    for a, b, kind in ctx.mentions.within(start, at - 1):
        if kind == "person":
            if not _opens_clause(speakers, title_start(ctx, a, start) - 1, start):
                continue
            entity = speakers.person(a, b)
        elif cue.kind == "participle" and found is None and _narrated(speakers, a, start):
            entity = speakers.body(a, b)
        else:
            continue
        if entity is not None and agrees(cue, entity):
            found = entity
    return found


def _narrated(speakers: Speakers, a: int, start: int) -> bool:
    """Whether the body at word `a` is the subject of the verb its sentence begins with (`قاطع الائتلاف المحادثات`)."""
    form = speakers.ctx.words.forms[start]
    verb = not form.startswith(("ال", "لل")) and form not in PREP and not is_masdar(form) and form not in JOINER
    return a == start + 1 and verb and bare(form) not in ORGANISATIONS


def _spoken_since(speakers: Speakers, start: int) -> bool:
    return speakers.last is not None and speakers.last.spoke >= start


def _opens_clause(speakers: Speakers, verb: int, start: int) -> bool:
    """Whether a person behind word `verb` is a subject: it is none, أما, or a verb that opens a clause."""
    forms, raw = speakers.ctx.words.forms, speakers.ctx.words.raw
    if verb < start or forms[verb] in AS_FOR:
        return True
    form = forms[verb]
    if verb > start and raw[verb - 1] not in "،,:" and forms[verb - 1] not in JOINER:
        return False
    noun = form.startswith(("ال", "لل", "ل", "ب")) or form.endswith(("ه", "ات")) or bare(form) in ORGANISATIONS
    return not noun and form not in PREP and not (verb > start and is_masdar(form))


def _sentence_subject(speakers: Speakers, cue: CueForm, at: int) -> Entity | None:
    """The person the cue's own sentence began with, where nobody has spoken in it (`كتبت فلانة مقالا قالت فيه إن`)."""
    ctx = speakers.ctx
    start = ctx.sentences[ctx.sentence_of[at]][0]
    if cue.lead or at - start < 3 or _spoken_since(speakers, start):
        return None
    for a, b, kind in ctx.mentions.within(start, at - 1):
        if kind == "person":
            entity = speakers.person(a, b)
            return entity if entity is not None and agrees(cue, entity) else None
    return None


def _several(speakers: Speakers, history: list[Entity], at: int) -> Entity:
    """Who they are behind a plural participle (`مناشدين`): the last several who spoke, or stand in the sentence."""
    for entity in reversed(history[-_FLOOR_OF_GROUPS:]):
        if entity.kind == "group":
            return entity
    words = speakers.ctx.words
    start = speakers.ctx.sentences[speakers.ctx.sentence_of[at]][0]
    for k in range(start, at):
        if words.forms[k] in PLURALS or words.forms[k] in GROUP:
            return speakers.touch(words.raw[k], "group", k)
    return history[-1]


def _nearest(speakers: Speakers, cue: CueForm | None, at: int) -> Entity | None:
    """Before anybody spoke: the first named in the cue's sentence or the one before, else the last before the cue."""
    ctx = speakers.ctx
    number = ctx.sentence_of[at]
    for first, end in reversed(ctx.sentences[max(number - 1, 0) : number + 1]):
        for a, b, kind in ctx.mentions.starting(first, min(end, at)):
            entity = speakers.person(a, b) if kind == "person" else None
            if entity is not None and (cue is None or agrees(cue, entity)):
                return entity
    before = [e for e in speakers.entities if 0 <= e.at < at and (cue is None or agrees(cue, e))]
    if before:
        return max(before, key=lambda e: e.at)
    for a, b, kind in ctx.mentions:
        if b < at and kind == "organisation":
            return speakers.touch(clean(ctx.article.text[ctx.words.starts[a] : ctx.words.ends[b]]), "organisation", a)
    return None
