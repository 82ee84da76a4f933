"""Who the speaker is: mentions of one article tied to its sources.

Entities are collected first (every person with the roles the article gives, organisations as they speak), then each
draft is resolved in text order: by full name, by part of it, by role, by what kind of body it is, or, where the subject
is dropped, by who holds the floor and agrees.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from malaff.arabic.fold import fold
from malaff.model import SourceKind
from malaff.reading.context import ReadingContext
from malaff.reading.cues import CueForm
from malaff.reading.dropped import dropped_subject
from malaff.reading.entities import Entities, Entity, agrees, name_words, role_words
from malaff.reading.grammar import CLASSES, DOCUMENTS, PUBLISHED
from malaff.reading.heads import GIVEN, NATIONS, OFFICES, ORGANISATIONS, STATES, bare
from malaff.reading.mentions import Mention, clean, gender_of, parse_mention
from malaff.reading.tagger import clitic
from malaff.reading.titles import NO_NAME, abbreviations, named_before, role_before, role_behind

__all__ = ["Entity", "Speakers", "agrees", "name_words"]

_COUNTRIES = frozenset(NATIONS.values())
_GENERIC = CLASSES["any_speaker"]
_OTHERS = frozenset(("سابق", "جديد", "راحل", "مقبل", "سابقه", "جديده"))
_TECHNICAL = frozenset(("فني", "عام"))  # المدير الفني الألماني
_PROFESSIONS = CLASSES["professions"]
_ISSUED = ("صادر", "صدر", "اصدره", "اصدرته", "نشره", "نشرته", "اعده", "اعدته", "وضعه", "وضعته")
_PUBLISHED = frozenset(word for word in PUBLISHED if word.startswith("ال"))
_LATELY = ("حديثا", "موخرا", "اخيرا", "امس", "اليوم")
_ISSUED_BEHIND = ("صدر", "صادر", "نشر", "نشره", "نشرته")
_THE_LAST = ("الاخير", "الاخيره")
_COUNTED = ("بعض", "عدد", "كثير", "اخرون")  # heads that point back to nobody


class Speakers:
    """Entities of one article and their resolution.

    Attributes:
        entities: the sources found so far.
        last: who spoke in the statement before, nested or not.
    """

    def __init__(self, ctx: ReadingContext) -> None:
        self.ctx = ctx
        self.entities = Entities()
        self.last: Entity | None = None
        self._collect()

    # -- collection ---------------------------------------------------------------------------------------------

    def _collect(self) -> None:
        """Every tagged person becomes an entity, with the role that stands right before or behind."""
        for a, b, _ in self.ctx.mentions.persons:
            self._take_person(a, b)
        # A surname seen before the full name joins it.
        merged = Entities()
        for entity in sorted(self.entities, key=lambda e: -len(e.words)):
            whole = merged.sharing(entity.words) if len(entity.words) == 1 else None
            if whole is None:
                merged.add(entity)
                continue
            for role in entity.roles:
                whole.add_role(role)
            whole.at = min(whole.at, entity.at)
        for entity in merged:
            full = {name: n for name, n in entity.spellings.items() if len(name_words(name)) == len(entity.words)}
            if full:  # the spelling the article prefers, the first where it is undecided
                entity.name = max(full, key=lambda name: full[name])
        self.entities = merged

    def _take_person(self, a: int, b: int) -> None:
        """Make the person named by words `a`..`b` an entity, or add to the one there is."""
        name = self._name(a, b)
        parts = name_words(name)
        if not parts:
            return
        entity = self.entities.named(parts) if len(parts) > 1 else self.entities.named_in_part(parts, a)
        if entity is None:
            entity = self.entities.add(Entity(name, "person", parts, gender=gender_of(self.ctx.words.forms[a])))
        elif len(parts) > len(entity.words):
            self.entities.rename(entity, name, parts)
        if len(parts) == len(entity.words):
            entity.spellings[name] = entity.spellings.get(name, 0) + 1
        role = role_before(self.ctx, a) or role_behind(self.ctx, b)
        if role:
            entity.add_role(role)
            head = bare(fold(role).split()[0])
            if head.endswith("ه") and head in OFFICES:
                entity.gender = "f"
        if entity.at < 0:
            entity.at = a

    # -- lookup -------------------------------------------------------------------------------------------------

    def _shown(self, first: int, last: int) -> str:
        """Words `first`..`last` as they are shown."""
        words = self.ctx.words
        return clean(self.ctx.article.text[words.starts[first] : words.ends[last]])

    def _name(self, first: int, last: int) -> str:
        """The same without what is attached before the name."""
        words = self.ctx.words
        return clean(self.ctx.article.text[words.starts[first] + clitic(words, first) : words.ends[last]])

    def touch(self, name: str, kind: SourceKind, at: int, mention: Mention | None = None) -> Entity:
        """The entity of this name, made where there is none."""
        parts = name_words(name) or frozenset([fold(name)])
        if kind != "person":
            entity = self.entities.body(parts, kind)
        elif len(parts) > 1:
            entity = self.entities.named(parts)
        else:
            entity = self.entities.named_in_part(parts, at)
        if entity is None:
            entity = self.entities.add(Entity(name, kind, parts))
            if mention is not None:
                entity.gender, entity.number = mention.gender, mention.number
        elif kind == "person" and entity.words < parts:
            self.entities.rename(entity, name, parts)
        entity.at = at
        return entity

    def person(self, a: int, b: int) -> Entity | None:
        """The entity of the person mentioned by words `a`..`b`, or None."""
        parts = name_words(self._name(a, b))
        whole = self.entities.named(parts) if len(parts) > 1 else None
        return whole or self.entities.named_in_part(parts, a)

    def body(self, a: int, b: int) -> Entity:
        """The entity of the body that words `a`..`b` name."""
        name = self._shown(a, b)
        return self.touch(name, "organisation", a, parse_mention(self.ctx, a, b))

    def _persons(self) -> list[Entity]:
        return [entity for entity in self.entities if entity.kind == "person"]

    def _holding(self, head: str) -> list[Entity]:
        """The persons one of whose roles in the article has this word."""
        return [entity for entity in self._persons() if any(head in role for role in entity.role_words)]

    def _last_person(self, before: int) -> Entity | None:
        """The person named last before word `before`."""
        for a, b, kind in self.ctx.mentions.before(before):
            if kind == "person":
                return self.person(a, b)
        return None

    def _main_person(self) -> Entity | None:
        """The person the article names most often."""
        counts: dict[int, int] = {}
        for a, b, _ in self.ctx.mentions.persons:
            entity = self.person(a, b)
            if entity is not None:
                counts[entity.order] = counts.get(entity.order, 0) + 1
        named = [entity for entity in self.entities if entity.order in counts]
        return max(named, key=lambda e: (counts[e.order], -e.at), default=None)

    # -- resolution ---------------------------------------------------------------------------------------------

    def of_mention(self, mention: Mention, at: int, last_speaker: Entity | None) -> Entity:
        """The entity a mention stands for."""
        if mention.doubtful and last_speaker is not None:
            return last_speaker
        if mention.name is None:
            if mention.role is not None:
                return self._of_role(mention, mention.role, at, last_speaker)
            known = last_speaker or self._main_person()
            return known or self.touch(self._shown(mention.first, mention.last), "person", at, mention)
        if mention.kind == "person":
            several = self.joined(mention.first, mention.last)
            if several:
                return self._together(several, at)
            entity = self.touch(mention.name, "person", at, mention)
            entity.add_role(mention.role)
            if mention.gender == "f":
                entity.gender = "f"
            return entity
        return (
            self._issuer(mention, at)
            or self._of_bare_head(mention, mention.name, at, last_speaker)
            or self._of_spokesman(mention, mention.name, at)
            or self._of_state(mention, mention.name, at)
            or self._of_abbreviation(mention, mention.name, at)
            or self.touch(mention.name, mention.kind, at, mention)
        )

    def joined(self, first: int, last: int) -> list[Entity]:
        """The persons words `first`..`last` join by و (`الوزير فلان ونظيره فلان`), or none where it is one."""
        runs = [(a, b) for a, b, kind in self.ctx.mentions.within(first, last) if kind == "person"]
        forms = self.ctx.words.forms
        found: list[Entity] = []
        for k, (a, b) in enumerate(runs):
            between = forms[runs[k - 1][1] + 1 : a + 1] if k else []
            if k and not any(form.startswith("و") and form not in GIVEN for form in between):
                return []
            entity = self.person(a, b)
            if entity is None or entity in found:
                return []
            found.append(entity)
        return found if len(found) > 1 else []

    def _together(self, several: list[Entity], at: int) -> Entity:
        """The source that several persons speaking as one are."""
        name = " و".join(entity.name for entity in several)
        known = next((entity for entity in self.entities if entity.name == name), None)
        entity = known or self.entities.add(Entity(name, "person", frozenset([fold(name)]), number="p"))
        for member in several:
            member.at = at
        entity.at = at
        return entity

    def _of_role(self, mention: Mention, role: str, at: int, last_speaker: Entity | None) -> Entity:
        """Who is mentioned by a role alone."""
        entity = self._by_role(mention, at)
        if entity is None and mention.definite:
            entity = self._anaphor(mention, at, last_speaker)
        if entity is None:
            entity = self.touch(role, "person", at, mention)
            entity.add_role(role)
            entity.number = "s"
        entity.at = at
        return entity

    def _by_role(self, mention: Mention, at: int) -> Entity | None:
        """A person whose role in the article is the mention's, or holds it."""
        if mention.role is None:
            return None
        wanted = role_words(mention.role)
        best: tuple[int, int] | None = None
        found: Entity | None = None
        for entity in self._persons():
            for role in entity.role_words:
                if mention.head not in role or not _same_role(wanted, role):
                    continue
                rank = (len(wanted & role), entity.at if entity.at <= at else -1)
                if best is None or rank > best:
                    best, found = rank, entity
        if found is None and len(wanted) > 1:
            # the one person here who holds such an office, named by another of its words (مدير صحة المدينة)
            near = [entity for entity in self._persons() if _near_role(wanted, mention, entity)]
            return near[0] if len(near) == 1 else None
        return found

    def _anaphor(self, mention: Mention, at: int, last_speaker: Entity | None) -> Entity | None:
        """`الوزير`, `المسؤول الكوري`: the last person whose role holds the words, or who spoke last."""
        wanted = role_words(mention.role or "")
        generic = mention.head in _GENERIC
        if mention.head in _PROFESSIONS and len(wanted - _TECHNICAL) <= 2:
            # `المدرب البرتغالي`: the article introduces nobody by that trade whom it does not go on to speak of
            spoken = [e for e in self._holding(mention.head) or self._persons() if e.spoke >= 0]
            if spoken:
                return max(spoken, key=lambda e: e.spoke)
        if len(wanted) > 1:
            holders = self._holding(mention.head)
            if len(holders) == 1 and not wanted & (_COUNTRIES | _OTHERS):
                return holders[0]  # `الزعيم المتقدم في السن`: the article has one
            rest = wanted - {mention.head}
            spoken = [e for e in self._persons() if e.spoke >= 0 and any(rest & role for role in e.role_words)]
            return max(spoken, key=lambda e: e.spoke, default=None) if generic else None
        held = [e for e in self._holding(mention.head) if e.at <= at]
        if held:
            return max(held, key=lambda e: (e.spoke, e.at))
        return last_speaker if generic and last_speaker is not None and last_speaker.kind == "person" else None

    def _issuer(self, mention: Mention, at: int) -> Entity | None:
        """Whose document it is (`بيان لرئاسة الجمهورية`, `تقرير وكالة فيتش`, `بيان من مكتب المبعوث`)."""
        if mention.head not in DOCUMENTS:
            return None
        words, text = self.ctx.words, self.ctx.article.text
        forms = words.forms
        k = mention.first + 1
        published = (m for m in range(k, mention.last) if forms[m] in _PUBLISHED)
        k = next(published, k)  # التقرير الـ (51) الصادر حديثا عن
        while k <= mention.last and (forms[k] in _ISSUED or forms[k] in _PUBLISHED or forms[k] in _LATELY):
            k += 1
        if k <= mention.last and forms[k] in ("عن", "من"):
            k += 1
        if k > mention.last:
            return None
        for m in range(k + 1, mention.last + 1):
            if forms[m] in _ISSUED_BEHIND or m in self.ctx.time_words:
                mention = replace(mention, last=m - 1)
                break
        start, form = words.starts[k], forms[k]
        if form.startswith("لل") and form[2:] in ORGANISATIONS:
            return self.touch("ال" + clean(text[start + 2 : words.ends[mention.last]]), "organisation", at, mention)
        if form.startswith("ل") and not form.startswith("لل") and len(form) > 3 and bare(form[1:]) in ORGANISATIONS:
            start += 1
            form = form[1:]
        if bare(form) not in ORGANISATIONS:
            if k not in self.ctx.mentions.at:
                return None
            start += clitic(words, k) if start == words.starts[k] else 0
        last = self._issuer_end(k, mention.last)
        name = clean(text[start : words.ends[last]])
        if forms[last] in _THE_LAST and last > k:
            owner = self._last_person(mention.first)
            if owner is not None:  # مكتب الأخير: whose office it is stands before
                name = f"{clean(text[start : words.ends[last - 1]])} {owner.name}"
        return self.touch(name, "organisation", at, mention)

    def _issuer_end(self, k: int, last: int) -> int:
        """The last word of the name of a body that begins at word `k`."""
        forms, raw = self.ctx.words.forms, self.ctx.words.raw
        for m in range(k + 1, last + 1):
            if raw[m] in "،,(" or (forms[m] in NO_NAME and forms[m] not in _THE_LAST):
                return m - 1
        return last

    def _of_bare_head(self, mention: Mention, name: str, at: int, last_speaker: Entity | None) -> Entity | None:
        """Who is mentioned by hardly more than a head (الحركة, المصدر): the one named or heard before."""
        parts = name_words(name)
        alone = len(parts) == 1
        if not alone and not (mention.definite and len(parts) <= 2):
            return None
        if mention.kind == "anonymous" and mention.definite:
            heads = (mention.head, mention.head + "ين", mention.head + "ان")
            heard = [
                e for e in self.entities if e.kind == "anonymous" and e.spoke >= 0 and not e.words.isdisjoint(heads)
            ]
            if heard:
                entity = max(heard, key=lambda e: e.spoke)
                entity.at = at
                return entity
        if not alone:
            return None
        if mention.head in DOCUMENTS and mention.definite and last_speaker is not None:
            return last_speaker
        if mention.head in _COUNTED:
            return None
        found = self._by_head(mention, at)
        if found is not None:
            found.at = at
            return found
        fuller = named_before(self.ctx, mention)
        return self.touch(fuller, mention.kind, at, mention) if fuller is not None else None

    def _by_head(self, mention: Mention, at: int) -> Entity | None:
        """A body named before whose name begins with the mention's head (الحركة for حركة طالبان)."""
        found = [e for e in self.entities if e.kind != "person" and e.at <= at and _has_head(e, mention.head)]
        return max(found, key=lambda e: e.at, default=None)

    def _of_spokesman(self, mention: Mention, name: str, at: int) -> Entity | None:
        """`متحدث باسم الوكالة`: which agency stands before."""
        if mention.kind != "anonymous" or " باسم ال" not in name or len(name.split()) != 3:
            return None
        spokesman, body_word = name.rsplit(maxsplit=1)
        body = replace(mention, head=bare(fold(body_word)))
        whole = self._by_head(body, at)
        body_name = whole.name if whole is not None else named_before(self.ctx, body)
        return self.touch(f"{spokesman} {body_name}", "anonymous", at, mention) if body_name else None

    def _of_state(self, mention: Mention, name: str, at: int) -> Entity | None:
        """A state, by its own name or by its capital."""
        state = STATES.get(fold(name))
        if state is None:
            return None
        own_name = self._country_named(state)
        if own_name:
            return self.touch(own_name, "organisation", at, mention)
        for entity in self.entities:
            if entity.kind == "organisation" and STATES.get(fold(entity.name)) == state:
                entity.at = at
                return entity
        return None

    @cached_property
    def _short(self) -> dict[str, str]:
        return abbreviations(self.ctx)

    def _of_abbreviation(self, mention: Mention, name: str, at: int) -> Entity | None:
        """A body by the short name that the article explains."""
        full = self._short.get(fold(name)) if mention.kind == "organisation" else None
        return self.touch(full, "organisation", at, mention) if full else None

    def _country_named(self, state: str) -> str | None:
        """The state's own name as the article writes it, where it does and not by its capital alone."""
        wanted = fold(state)
        for a, b, kind in self.ctx.mentions:
            if kind == "person":
                continue
            name = self._shown(a, b)
            for lead in ("", "و", "ل", "ب", "ف"):
                if name.startswith(lead) and fold(name[len(lead) :]) == wanted:
                    return name[len(lead) :]
        return None

    def of_turn(self, answers: bool, at: int) -> Entity | None:
        """Who asks or answers in an interview: the outlet named before the first question, the person interviewed."""
        first = next((i for i, form in enumerate(self.ctx.words.forms) if form in ("س", "سوال") and i <= at), at)
        if answers:
            return self._last_person(first)
        for a, b, kind in self.ctx.mentions:
            if kind == "organisation" and b < first:
                return self.touch(self._shown(a, b), "organisation", a)
        outlet = self.ctx.article.outlet
        return self.touch(outlet, "organisation", at) if outlet else None

    def dropped(self, cue: CueForm | None, history: list[Entity], at: int) -> Entity | None:
        """Who speaks where the subject is dropped: the last who spoke and agrees with the verb."""
        return dropped_subject(self, cue, history, at)


def _same_role(wanted: frozenset[str], role: frozenset[str]) -> bool:
    """Whether the words of a role mention mean a role: all of them, or most of a shorter one and no other country."""
    if wanted and wanted <= role:
        return True
    return role <= wanted and len(role) > 1 and not (wanted - role) & _COUNTRIES


def _near_role(wanted: frozenset[str], mention: Mention, entity: Entity) -> bool:
    """Whether a person holds an office of the mention's head, and none of its roles lacks a country the mention has."""
    if any((wanted - role) & _COUNTRIES for role in entity.role_words):
        return False
    return any(mention.head in role and (len(wanted & role) > 1 or not mention.definite) for role in entity.role_words)


def _has_head(entity: Entity, head: str) -> bool:
    """Whether a body's or group's name holds the head, a plural in any of its cases."""
    if head in entity.words and bare(fold(entity.name.split()[0])) == head:
        return True
    stem = head.removesuffix("ون").removesuffix("ين")
    return entity.kind == "group" and any(
        word.removesuffix("ون").removesuffix("ين").removesuffix("و") == stem for word in entity.words
    )
