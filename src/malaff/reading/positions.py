"""Positions: who is for or against what.

Four sources, in this order: statements whose act takes a side (a demand, a promise to another party, a threat, praise,
refusal, accusation), verbs and nouns that tell a stance without words (`stances.tsv`, `stance_nouns.tsv`), adjectives
said of a party (`stance_adjectives.tsv`), and agreements the article reports. The evidence is the clause with the cue;
a condition (`بشرط`, `ما لم`, `إذا`) makes the stance conditional.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from malaff import lexicon
from malaff.arabic.fold import fold
from malaff.model import Position, SourceKind, Span, Stance, Statement
from malaff.reading.contents import Contents
from malaff.reading.context import ReadingContext
from malaff.reading.cues import CUES, STANCE_NOUNS, STANCES
from malaff.reading.grammar import AN, CLASSES, COMMAS, DEMONSTRATIVE, JOINER, NEGATION, PROMISES, RELATIVE, is_masdar
from malaff.reading.heads import NATIONS, STATES
from malaff.reading.mentions import clean, parse_mention
from malaff.reading.speakers import Entity
from malaff.reading.statements import Draft, StatementFinder

_STANCE: dict[str, Stance] = {
    "demand": "support",
    "support": "support",
    "commit": "support",
    "reject": "oppose",
    "accuse": "oppose",
    "doubt": "unclear",
}
_OPPOSITE: dict[Stance, Stance] = {"support": "oppose", "oppose": "support"}
_CONDITION = CLASSES["condition"]
_NEGATED = ("عدم", "بعدم", "لعدم")
_OWN_BODY = CLASSES["own_body"]
_COPULAS = CLASSES["being"]
_THREATS = frozenset(("هدد", "لوح", "توعد", "تهديد"))
_HOPES = frozenset(("أعرب", "عبر", "تطلع"))
_ASSENTS = CLASSES["assents"]
_WITHDREW = CLASSES["withdrew"]
_LONGEST = 22  # words an evidence clause may take up
_REACH = 220  # characters between a source and what it takes a side on
# Praise that is courtesy, and dangers that are nobody's act, take no side.
_COURTESY = CLASSES["courtesies"]
_DANGERS = CLASSES["dangers"]
# What points to something said before, and verbs that are read for it alone: else they are statements.
_POINTING = CLASSES["pointing"] | DEMONSTRATIVE
_REPORTING_TOO = {form.entry.verb for form in CUES.values()} & {form.entry.verb for form in STANCES.values()}
# `رفض المجلس لاقتراح` stays a noun.
_VERBS = {
    form: cue for form, cue in STANCES.items() if cue.entry.verb not in _REPORTING_TOO or form not in STANCE_NOUNS
}
_OURSELVES = ("علينا", "وعلينا")


class _Holder(NamedTuple):
    name: str
    kind: SourceKind


class _Adjective(NamedTuple):
    act: str
    preposition: str


def _adjectives() -> dict[str, _Adjective]:
    table: dict[str, _Adjective] = {}
    for row in lexicon.rows("stance_adjectives.tsv"):
        stem = fold(row["adjective"])
        for ending in ("", "ا", "ه", "ون", "ين", "ان", "تان", "تين"):
            table[stem + ending] = _Adjective(row["act"], fold(row["frames"]))
    return table


_ADJECTIVES = _adjectives()


def take_positions(ctx: ReadingContext) -> None:
    """Fill `ctx.positions` from the statements and developments read before, and from the article's own narration."""
    taker = _Taker(ctx)
    taker.from_statements()
    taker.from_narration()
    taker.from_adjectives()
    taker.from_agreements()
    # The sort is stable: joined holders stay in text order.
    ctx.positions.extend(sorted(taker.found, key=lambda p: p.evidence.start))


def _governs(preposition: str, following: str) -> bool:
    """Whether an adjective has its preposition in the word behind it, alone or attached (مستعد ل, مؤيد للقرار)."""
    if following == preposition or (preposition == "ل" and following.startswith("لل")):
        return True
    return len(preposition) == 1 and len(following) > 3 and following[0] == preposition


def _bounds_phrase(form: str) -> bool:
    """Whether a folded word can stand in no noun phrase: a verb of being, what joins clauses."""
    being = form in _COPULAS or (form[:1] in "وف" and form[1:] in _COPULAS)
    return being or form in AN or form in JOINER or form in RELATIVE


@dataclass(slots=True)
class _Taker:
    ctx: ReadingContext
    found: list[Position]
    seen: set[tuple[str, str, str]]
    covered: set[int]
    said: Contents
    finder: StatementFinder

    def __init__(self, ctx: ReadingContext) -> None:
        self.ctx = ctx
        self.found = []
        self.seen = set()
        self.covered = set()
        self.said = Contents(ctx.statements)
        self.finder = StatementFinder(ctx, cues=_VERBS, nouns=STANCE_NOUNS)

    # -- sources ------------------------------------------------------------------------------------------------

    def from_statements(self) -> None:
        """Statements whose act takes a side."""
        for index, (statement, draft) in enumerate(zip(self.ctx.statements, self.ctx.drafts, strict=True)):
            stance = self._stance(statement, draft)
            if stance is None or statement.speaker_name is None:
                continue
            start = min(statement.cue.start, statement.speaker.start) if statement.speaker else statement.cue.start
            first = self._word(statement.content.start)
            last = self._word(statement.content.end) - 1
            self._take(
                self._speakers(statement, draft),
                stance,
                first,
                last,
                start,
                statement=index,
                threat=draft.form is not None and draft.form.entry.verb in _THREATS,
            )

    def _stance(self, statement: Statement, draft: Draft) -> Stance | None:
        """The side a statement takes by its act and verb, or None where it takes none."""
        verb = draft.form.entry.verb if draft.form is not None else ""
        act = statement.act
        forms = self.ctx.words.forms
        at = self._word(statement.content.start)
        courteous = verb in _HOPES and any(form in _COURTESY for form in forms[max(0, at - 2) : at + 1])
        if act == "support" and (courteous or verb in ("شكر", "هنأ")):
            return None
        if act == "demand" and forms[at] in _OURSELVES:
            return None
        if verb in _THREATS:
            return "support"  # what is threatened with is what the party means to do
        if act == "commit":
            return "support" if verb in PROMISES or forms[at].startswith("استعداد") else None
        if act == "warn":
            against = draft.frame == "prep" and verb == "حذر"  # حذر من with a step somebody may take
            return "oppose" if against and is_masdar(forms[at]) and forms[at] not in _DANGERS else None
        if act == "expect":
            return "support" if verb in _HOPES else None
        if act == "doubt":
            return None
        return _STANCE.get(act)

    def from_narration(self) -> None:
        """Verbs and nouns of stance that report no words."""
        words = self.ctx.words
        for draft in self.finder.find():
            if draft.form is None or draft.frame == "q" or self._within(draft.cue):
                continue
            both = draft.form.kind in ("past", "present") and draft.form.entry.verb in _REPORTING_TOO
            if both and words.forms[draft.start] not in _POINTING:
                continue
            stance = _STANCE[draft.form.entry.act]
            before = words.forms[draft.cue - 1] if draft.cue else ""
            if before in NEGATION:
                stance = _OPPOSITE.get(stance, stance)
            start = words.starts[draft.cue]
            withdrawn = next(
                (k for k in range(max(0, draft.cue - 5), draft.cue) if words.forms[k].lstrip("وف") in _WITHDREW), None
            )
            if withdrawn is not None:
                stance = _OPPOSITE.get(stance, stance)  # سحب تأييده
                start = words.starts[withdrawn]
            holders = self._holders(draft)
            if draft.subject is not None:
                start = min(start, words.starts[draft.subject[0]])
            self._take(holders, stance, draft.start, draft.end, start, statement=self._statement_at(start))

    def from_adjectives(self) -> None:
        """Adjectives of stance and who stands before them."""
        words = self.ctx.words
        forms = words.forms
        for i, form in enumerate(forms[:-1]):
            adjective = _ADJECTIVES.get(form)
            if adjective is None or self._within(i):
                continue
            nxt = forms[i + 1]
            if not _governs(adjective.preposition, nxt):
                continue
            first = self._phrase_before(i)
            if first is None:
                continue
            target = i + 2 if nxt == adjective.preposition and len(nxt) > 1 else i + 1
            end = self.ctx.sentences[self.ctx.sentence_of[i]][1] - 1
            before = forms[first - 1] if first else ""
            stance = _STANCE[adjective.act]
            if before in ("ليس", "ليست", "غير"):
                stance = _OPPOSITE.get(stance, stance)
            self._take(
                self._named(first, i - 1),
                stance,
                target,
                end,
                words.starts[first],
                statement=self._statement_at(words.starts[i]),
            )

    def _phrase_before(self, i: int) -> int | None:
        """The first word of the noun phrase that ends before word `i`, verbs of being left out."""
        forms, raw = self.ctx.words.forms, self.ctx.words.raw
        start = self.finder.sentence_start(i)
        first = i
        for k in range(i - 1, max(start, i - 9) - 1, -1):
            if k in self.finder.hits or raw[k] in COMMAS or raw[k] in '.:؛\n«»"“”' or _bounds_phrase(forms[k]):
                break
            first = k
        return first if first < i and self._names_party(first) else None

    def _names_party(self, k: int) -> bool:
        """Whether a noun phrase that begins with word `k` names a party: it is definite, a name or a state."""
        form = self.ctx.words.forms[k]
        plain = form.removeprefix("و")
        known = form in STATES or plain in STATES or form in _OWN_BODY
        return known or plain.startswith("ال") or k in self.ctx.mentions.at

    def from_agreements(self) -> None:
        """Parties to what was agreed, signed or approved."""
        for development in self.ctx.developments:
            first = self._word(development.span.start)
            if development.kind != "agreement" or not development.actors or self._within(first):
                continue
            last = self._word(development.span.end) - 1
            forms = self.ctx.words.forms
            opening = forms[first : first + 3]
            if not any(form in _ASSENTS or form.removeprefix("و").removeprefix("ف") in _ASSENTS for form in opening):
                continue
            holders = [_Holder(actor, "organisation") for actor in development.actors[:3]]
            self._take(holders, "support", first, last, development.span.start, statement=development.statement)

    # -- holders ------------------------------------------------------------------------------------------------

    def _speakers(self, statement: Statement, draft: Draft) -> list[_Holder]:
        """Who holds what a statement says: the speaker, the body a spokesman speaks for, each of joined speakers."""
        assert statement.speaker_name is not None  # noqa: S101 - asked by the caller
        role = fold(statement.speaker_role or "")
        words = role.split()
        if "باسم" in words[1:]:  # المتحدث العسكري باسم الجيش: the body he speaks for
            body = clean(" ".join((statement.speaker_role or "").split()[words.index("باسم") + 1 :]))
            if body:
                return [_Holder(body, "organisation")]
        several = self.ctx.speakers.joined(*draft.subject) if draft.subject is not None and self.ctx.speakers else []
        if several and statement.kind == "person":
            return [_Holder(entity.name, entity.kind) for entity in several]
        if draft.subject is not None and statement.kind != "person":
            parts = self._parts(*draft.subject)
            if len(parts) > 1:
                return parts
        return [_Holder(statement.speaker_name, statement.kind)]

    def _parts(self, first: int, last: int) -> list[_Holder]:
        """States and named bodies joined by و, each for itself (`بريطانيا وفرنسا وألمانيا`)."""
        words = self.ctx.words
        starts = self.ctx.mentions.at
        parts: list[_Holder] = []
        k = first
        while k <= last:
            form = words.forms[k]
            lead = 1 if form.startswith("و") and (form[1:] in STATES or (k > first and k in starts)) else 0
            if k > first and not lead:
                return []
            if form[lead:] not in STATES and k not in starts:
                return []
            end = min(starts[k][1], last) if k in starts else k
            parts.append(
                _Holder(clean(self.ctx.article.text[words.starts[k] + lead : words.ends[end]]), "organisation")
            )
            k = end + 1
        return parts

    def _holders(self, draft: Draft) -> list[_Holder]:
        if draft.subject is not None:
            return self._named(*draft.subject)
        speakers = self.ctx.speakers
        if speakers is None:
            return []
        floor = sorted((e for e in speakers.entities if 0 <= e.spoke < draft.cue), key=lambda e: e.spoke)
        entity = speakers.dropped(draft.form, floor, draft.cue)
        return [_Holder(entity.name, entity.kind)] if entity is not None else []

    def _named(self, first: int, last: int) -> list[_Holder]:
        """Whom the noun phrase of words `first`..`last` names."""
        parts = self._parts(first, last)
        if len(parts) > 1:
            return parts
        speakers = self.ctx.speakers
        if speakers is None:
            return []
        spoke = [e for e in speakers.entities if 0 <= e.spoke < first]
        latest = max(spoke, key=lambda e: e.spoke) if spoke else None
        if self.ctx.words.forms[first] in _OWN_BODY:
            own = self._country(latest)
            return [own] if own is not None else []
        lead = 1 if self.ctx.words.forms[first].startswith("وال") else 0  # `والحكومة مستعدة`
        entity = speakers.of_mention(parse_mention(self.ctx, first, last, lead=lead), first, latest)
        return [_Holder(entity.name, entity.kind)]

    def _country(self, entity: Entity | None) -> _Holder | None:
        """The country a speaker's role names (`وزير الخارجية الصيني`), or the speaker where it names none."""
        if entity is None:
            return None
        for role in entity.roles:
            for word in role.split():
                form = fold(word)
                if form in STATES:
                    return _Holder(clean(word), "organisation")
                nation = NATIONS.get(form)
                if nation is not None:
                    return _Holder(STATES.get(nation, STATES.get("ال" + nation, nation)), "organisation")
        return _Holder(entity.name, entity.kind)

    # -- records ------------------------------------------------------------------------------------------------

    def _word(self, offset: int) -> int:
        """The first word that begins at `offset` or behind it."""
        return bisect_left(self.ctx.words.starts, offset)

    def _words(self, start: int, end: int) -> range:
        """The words that offsets `start` to `end` touch; a cue's offset leaves out the و before it."""
        starts = self.ctx.words.starts
        return range(max(bisect_right(starts, start) - 1, 0), bisect_left(starts, end))

    def _within(self, k: int) -> bool:
        """Whether word `k` stands in the evidence of a position taken already."""
        return k in self.covered

    def _statement_at(self, offset: int) -> int | None:
        return self.said.around(offset, offset)

    def _take(
        self,
        holders: list[_Holder],
        stance: Stance,
        first: int,
        last: int,
        start: int,
        *,
        statement: int | None,
        threat: bool = False,
    ) -> None:
        """Add the position of each holder on the clause of words `first`..`last`; evidence begins at offset `start`."""
        words, text = self.ctx.words, self.ctx.article.text
        if last < first or not holders:
            return
        condition = None
        for k in range(first, last):
            form = words.forms[k]
            if (
                form in _CONDITION
                or (form == "ما" and words.forms[k + 1] == "لم")
                or (form == "الا" and words.forms[k + 1] == "اذا")
            ):
                condition = self._clause(k, last)
                stance = "conditional"
                break
        target_last = self._clause_end(first, last)
        target_first = first
        if stance == "support" and words.forms[first] in _NEGATED and first < target_last:
            stance = "oppose"
            target_first = first + 1
        if start > words.starts[first] or words.starts[first] - start > _REACH:
            start = words.starts[first]
        end = words.ends[target_last]
        if condition is not None and threat:
            end = max(end, condition.end)
        target = Span.cut(text, words.starts[target_first], words.ends[target_last])
        for holder in holders:
            key = (holder.name, target.text[:30], stance)
            if key in self.seen:
                continue
            self.seen.add(key)
            self.found.append(
                Position(
                    holder=holder.name,
                    holder_kind=holder.kind,
                    target=target,
                    stance=stance,
                    condition=condition,
                    evidence=Span.cut(text, start, end),
                    statement=statement,
                )
            )
            if self.ctx.trace is not None:
                tied = f", tied to «{condition.text}»" if condition else ""
                self.ctx.note("position", f"{holder.name} ({stance}{tied}) on «{target.text}»")
        self.covered.update(self._words(start, end))

    def _clause_end(self, first: int, last: int) -> int:
        """The last word of the first clause of words `first`..`last`."""
        raw = self.ctx.words.raw
        for k in range(first + 1, min(last, first + _LONGEST) + 1):
            if raw[k] in ".!؟\n" or (raw[k] in COMMAS and k > first + 3):
                return k - 1
        return min(last, first + _LONGEST)

    def _clause(self, first: int, last: int) -> Span:
        end = self._clause_end(first, last)
        return Span.cut(self.ctx.article.text, self.ctx.words.starts[first], self.ctx.words.ends[end])
