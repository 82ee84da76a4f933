"""Who the speaker is: mentions of one article tied to its sources, dropped subjects to who spoke before.

Entities are collected first (every person with the roles the article gives, organisations as they speak), then each draft is resolved in text order:
by full name, by part of it, by role, by what kind of body it is, or, where the subject is dropped, by who holds the floor and agrees.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

from malaff.model import SourceKind
from malaff.reading.context import ReadingContext
from malaff.reading.cues import CueForm
from malaff.reading.grammar import DOCUMENTS, GROUP, JOINER, MEDIUM, PREP, is_masdar
from malaff.reading.heads import NATIONS, OFFICES, ORGANISATIONS, PLURALS, STATES, bare
from malaff.reading.mentions import COURTESY, Mention, clean, parse_mention
from malaff.reading.tagger import clitic
from malaff.arabic.fold import fold

_SKIP = frozenset(fold(w) for w in "بن ابن بنت أبو آل".split())
@dataclass(slots=True)
class Entity:
    """A source of the article.

    Attributes:
        name: its fullest name; words: the folded words of it.
        roles: roles as given, first is shown; at: word index of the last mention.
    """

    name: str
    kind: SourceKind
    words: frozenset[str]
    skeletons: frozenset[str]
    roles: list[str] = field(default_factory=list)
    role_words: list[frozenset[str]] = field(default_factory=list)
    at: int = -1
    gender: str = "m"
    number: str = "s"
    spoke: int = -1
    spellings: dict[str, int] = field(default_factory=dict)

    def add_role(self, role: str | None) -> None:
        """Keep a role the article gives this source."""
        if role and role not in self.roles:
            self.roles.append(role)
            self.role_words.append(role_words(role))


@lru_cache(maxsize=8192)
def name_words(name: str) -> frozenset[str]:
    """Folded words of a name or role, articles, clitics and particles aside."""
    joined = fold(name).replace("-", " ").replace("عبد ", "عبد").replace("ابو ", "ابو").replace(" الدين", "الدين")
    return frozenset(w for w in (bare(w) for w in joined.split()) if w not in _SKIP and w)


@lru_cache(maxsize=8192)
def role_words(role: str) -> frozenset[str]:
    """Folded words of a role, an adjective of nation as its country (الوزير الألماني, وزير ألمانيا)."""
    words = (NATIONS.get(w, NATIONS.get("ال" + w, w)) for w in name_words(role) - {"دوله", "جمهوريه", "مملكه", "بدوله"})
    return frozenset(w[:-1] if len(w) > 4 and w.endswith("يه") else w for w in words)


def skeleton(word: str) -> str:
    """A word without its long vowels: spelling variants of foreign names meet in it (نتنياهو, نتانياهو; ترمب, ترامب)."""
    return word[:1] + "".join(c for c in word[1:] if c not in "اوي")


@lru_cache(maxsize=8192)
def skeletons(words: frozenset[str]) -> frozenset[str]:
    return frozenset(skeleton(w) for w in words if len(w) > 2)


class Speakers:
    """Entities of one article and their resolution."""

    def __init__(self, ctx: ReadingContext) -> None:
        self.ctx = ctx
        self.entities: list[Entity] = []
        self.last: Entity | None = None  # of the statement before, nested or not
        self._collect()

    # -- collection ---------------------------------------------------------------------------------------------

    def _collect(self) -> None:
        """Every tagged person becomes an entity, with the role that stands right before or behind."""
        ctx = self.ctx
        words, text = ctx.words, ctx.article.text
        forms, raw = words.forms, words.raw
        for a, b, kind in ctx.mentions:
            if kind != "person":
                continue
            name = clean(text[words.starts[a] + clitic(words, a) : words.ends[b]])
            parts = name_words(name)
            if not parts:
                continue
            role = self._role_before(a) or self._role_behind(b)
            entity = self._by_name(parts, a) if len(parts) > 1 else self._by_part(parts, a, grow=False)
            if entity is None:
                entity = Entity(name, "person", parts, skeletons(parts), gender=_given_gender(forms[a]))
                self.entities.append(entity)
            elif len(parts) > len(entity.words):
                entity.name, entity.words, entity.skeletons = name, parts, skeletons(parts)
            if len(parts) == len(entity.words):
                entity.spellings[name] = entity.spellings.get(name, 0) + 1
            if role:
                entity.add_role(role)
                if bare(fold(role).split()[0]).endswith("ه") and bare(fold(role).split()[0]) in OFFICES:
                    entity.gender = "f"
            if entity.at < 0:
                entity.at = a
        # a surname seen before the full name joins it
        merged: list[Entity] = []
        for entity in sorted(self.entities, key=lambda e: -len(e.words)):
            if len(entity.words) == 1:
                whole = next((m for m in merged if entity.words <= m.words or entity.skeletons & m.skeletons), None)
                if whole is not None:
                    for role in entity.roles:
                        whole.add_role(role)
                    whole.at = min(whole.at, entity.at)
                    continue
            merged.append(entity)
        for entity in merged:
            same = {n: c for n, c in entity.spellings.items() if len(name_words(n)) == len(entity.words)}
            if same:  # the spelling the article prefers, the first where it is undecided
                entity.name = max(same, key=lambda n: same[n])
        self.entities = merged

    def _role_before(self, a: int) -> str | None:
        """The title that ends right before a name: back to its office word, over its modifiers."""
        words = self.ctx.words
        forms, raw = words.forms, words.raw
        k = a - 1
        while k >= 0 and (forms[k] in COURTESY or raw[k] in "،,\"«“#(." and a - k <= 2):
            k -= 1
        end = k
        best = -1
        steps = 0
        while k >= 0 and steps < 14 and raw[k] not in ".:؛!؟\n\"«»“”()،,":
            head = bare(forms[k])
            stripped = forms[k][1:] if forms[k][:1] in "ولب" else ""
            if head in OFFICES and OFFICES[head] != "courtesy":
                best = k
            elif stripped and bare(stripped) in OFFICES and OFFICES[bare(stripped)] != "courtesy" and best < 0:
                best = k
                start = words.starts[k] + 1
                return clean(self.ctx.article.text[start : words.ends[end]])
            elif forms[k] in PREP and forms[k] not in ("في", "الي", "لدي", "عن"):
                break
            if forms[k] in ("ان", "قال", "واضاف"):
                break
            k -= 1
            steps += 1
        if best < 0:
            return None
        return clean(self.ctx.article.text[words.starts[best] : words.ends[end]]) or None

    def _role_behind(self, b: int) -> str | None:
        words = self.ctx.words
        forms, raw = words.forms, words.raw
        k = b + 1
        if k < len(words) and raw[k] in "،,(-–":
            k += 1
        if k >= len(words) or bare(forms[k]) not in OFFICES or forms[k].startswith("و"):
            return None
        end = k
        while end + 1 < len(words) and end - k < 9 and raw[end + 1] not in "،,.:؛!؟\n\"«»“”()-–" and forms[end + 1] not in _ROLE_STOP:
            end += 1
        return clean(self.ctx.article.text[words.starts[k] : words.ends[end]])

    # -- lookup -------------------------------------------------------------------------------------------------

    def _by_name(self, parts: frozenset[str], at: int) -> Entity | None:
        for entity in self.entities:
            if parts <= entity.words and len(parts) >= min(2, len(entity.words)):
                return entity
        for entity in self.entities:
            if entity.words < parts and (len(entity.words) >= 2):
                return entity
        own = skeletons(parts)
        for entity in self.entities:
            if len(own) >= 2 and (own <= entity.skeletons or (entity.skeletons <= own and len(entity.skeletons) >= 2)):
                return entity
        return None

    def _by_part(self, parts: frozenset[str], at: int, *, grow: bool = True) -> Entity | None:
        """An entity of which `parts` (a surname, a first name) is a part: the last one mentioned before `at`."""
        found = [e for e in self.entities if parts <= e.words]
        if not found:
            own = skeletons(parts)
            found = [e for e in self.entities if own and own <= e.skeletons and len(next(iter(own))) > 2]
        if not found:
            return None
        before = [e for e in found if e.at <= at]
        return max(before or found, key=lambda e: e.at)

    def _by_role(self, mention: Mention, at: int) -> Entity | None:
        """A person whose role in the article is the mention's, or holds it."""
        if mention.role is None:
            return None
        wanted = role_words(mention.role)
        best: tuple[int, int] | None = None
        found: Entity | None = None
        for entity in self.entities:
            if entity.kind != "person":
                continue
            for role in entity.role_words:
                common = len(wanted & role)
                if not common or mention.head not in role:
                    continue
                if wanted <= role or (role <= wanted and common >= 2 and not (wanted - role) & _COUNTRIES):
                    rank = (common, entity.at if entity.at <= at else -1)
                    if best is None or rank > best:
                        best, found = rank, entity
        if found is None:
            # the one person here who holds such an office, named by another of its words (مدير صحة المدينة)
            near = [
                e for e in self.entities
                if e.kind == "person" and any(mention.head in r and (len(wanted & r) > 1 or not mention.definite) for r in e.role_words)
                and not any((wanted - r) & _COUNTRIES for r in e.role_words)
            ]
            if len(near) == 1 and len(wanted) > 1:
                return near[0]
        return found

    def _by_head(self, mention: Mention, at: int) -> Entity | None:
        """A body named before whose name begins with the mention's head (الحركة for حركة طالبان)."""
        found: Entity | None = None
        for entity in self.entities:
            if entity.kind in ("organisation", "group", "anonymous") and entity.at <= at and (
                mention.head in entity.words
                or (entity.kind == "group" and any(w.removesuffix("ون").removesuffix("ين").removesuffix("و") == mention.head.removesuffix("ون").removesuffix("ين") for w in entity.words))
            ):
                if found is None or entity.at > found.at:
                    found = entity
        return found

    def _named_before(self, mention: Mention) -> str | None:
        """The fuller name of a body the text gave before the bare head (اللجنة: اللجنة التجارية الرئيسية)."""
        words = self.ctx.words
        forms = words.forms
        at = self.ctx.mentions.at
        for k in range(mention.first - 1, -1, -1):
            form = forms[k]
            if form[:1] in "ولب" and bare(form[1:]) == mention.head:
                form = form[1:]
            if bare(form) != mention.head:
                continue
            last = at[k][1] if k in at and at[k][2] == "organisation" else k
            quote = self.ctx.quote_at.get(k + 1)
            if quote is not None and quote.close - k <= 8:
                last = max(last, quote.close)  # صحيفة «...»
            if last == k and not form.startswith("ال") and k + 2 < len(forms):
                # an indefinite head runs over what it governs to the first definite word
                for m in range(k + 1, min(k + 4, len(forms))):
                    if forms[m].startswith("ال"):
                        last = m
                        break
                    if not forms[m].isalpha() or forms[m] in PREP:
                        break
            while last == k or (last + 1 < len(forms) and last - k < 5):
                nxt = forms[last + 1] if last + 1 < len(forms) else ""
                if nxt.startswith("ال") and nxt not in _NO_NAME:
                    last += 1
                    continue
                break
            if last > k:
                start = words.starts[k] + (len(words.raw[k]) - len(words.raw[k].lstrip("ولب")) if forms[k] != form else 0)
                return clean(self.ctx.article.text[start : words.ends[last]])
        return None

    def touch(self, name: str, kind: SourceKind, at: int, mention: Mention | None = None) -> Entity:
        """The entity of this name, made where there is none."""
        parts = name_words(name) or frozenset([fold(name)])
        entity = None
        if kind == "person":
            entity = self._by_name(parts, at) if len(parts) > 1 else self._by_part(parts, at)
        else:
            for e in self.entities:
                if e.kind == kind and (e.words == parts or (len(parts) >= 2 and parts <= e.words) or (len(e.words) >= 2 and e.words <= parts and kind == "organisation" and len(parts - e.words) <= 2)):
                    entity = e
                    break
        if entity is None:
            entity = Entity(name, kind, parts, skeletons(parts))
            if mention is not None:
                entity.gender, entity.number = mention.gender, mention.number
            self.entities.append(entity)
        elif len(parts) > len(entity.words) and entity.words <= parts and kind == "person":
            entity.name, entity.words, entity.skeletons = name, parts, skeletons(parts)
        entity.at = at
        return entity

    def person(self, a: int, b: int) -> Entity | None:
        """The entity of the person mentioned by words `a`..`b`, or None."""
        words = self.ctx.words
        parts = name_words(clean(self.ctx.article.text[words.starts[a] + clitic(words, a) : words.ends[b]]))
        return (self._by_name(parts, a) if len(parts) > 1 else None) or self._by_part(parts, a)

    # -- resolution ---------------------------------------------------------------------------------------------

    def of_mention(self, mention: Mention, at: int, last_speaker: Entity | None) -> Entity:
        """The entity a mention stands for."""
        if mention.doubtful and last_speaker is not None:
            return last_speaker
        if mention.name is None:
            if mention.role is not None:
                entity = self._by_role(mention, at)
                if entity is None and mention.definite:
                    entity = self._anaphor(mention, at, last_speaker)
                if entity is None:
                    entity = self.touch(mention.role, "person", at, mention)
                    entity.add_role(mention.role)
                    entity.number = "s"
                entity.at = at
                return entity
            if last_speaker is not None:
                return last_speaker
            main = self._main_person()
            if main is not None:
                return main
            return self.touch(clean(self.ctx.article.text[self.ctx.words.starts[mention.first] : self.ctx.words.ends[mention.last]]), "person", at, mention)
        if mention.kind == "person":
            entity = self.touch(mention.name, "person", at, mention)
            entity.add_role(mention.role)
            if mention.gender == "f":
                entity.gender = "f"
            return entity
        if mention.head in DOCUMENTS:
            issuer = self._issuer(mention, at)
            if issuer is not None:
                return issuer
        parts = name_words(mention.name)
        if mention.definite and len(parts) <= 2 or len(parts) == 1:
            if mention.kind == "anonymous":
                same = [
                    e for e in self.entities
                    if e.kind == "anonymous" and e.spoke >= 0 and any(w in (mention.head, mention.head + "ين", mention.head + "ان") for w in e.words)
                ]
                if same and mention.definite:
                    entity = max(same, key=lambda e: e.spoke)
                    entity.at = at
                    return entity
            if mention.head in DOCUMENTS and mention.definite and last_speaker is not None and len(parts) == 1:
                return last_speaker
            if len(parts) == 1 and mention.head not in ("بعض", "عدد", "كثير", "اخرون"):
                found = self._by_head(mention, at)
                if found is not None:
                    found.at = at
                    return found
                name = self._named_before(mention)
                if name is not None:
                    return self.touch(name, mention.kind, at, mention)
        if mention.kind == "anonymous" and " باسم ال" in mention.name and len(mention.name.split()) == 3:
            body = replace(mention, head=bare(fold(mention.name.split()[-1])))
            whole = self._by_head(body, at)
            name = whole.name if whole is not None else self._named_before(body)
            if name:  # متحدث باسم الوكالة: which agency stands before
                return self.touch(f"{mention.name.rsplit(maxsplit=1)[0]} {name}", "anonymous", at, mention)
        state = STATES.get(fold(mention.name))
        if state is not None:
            named = self._country_named(state)
            if named:
                return self.touch(named, "organisation", at, mention)
            for entity in self.entities:
                if entity.kind == "organisation" and STATES.get(fold(entity.name)) == state:
                    entity.at = at
                    return entity
        return self.touch(mention.name, mention.kind, at, mention)

    def _issuer(self, mention: Mention, at: int) -> Entity | None:
        """Whose document it is (`بيان لرئاسة الجمهورية`, `تقرير وكالة فيتش`, `بيان من مكتب المبعوث`)."""
        words = self.ctx.words
        forms = words.forms
        k = mention.first + 1
        while k <= mention.last and forms[k] in ("صادر", "صدر", "اصدره", "اصدرته", "نشره", "نشرته", "اعده", "اعدته", "وضعه", "وضعته"):
            k += 1
        if k <= mention.last and forms[k] in ("عن", "من"):
            k += 1
        if k > mention.last:
            return None
        for m in range(k + 1, mention.last + 1):
            if forms[m] in ("صدر", "صادر", "نشر", "نشره", "نشرته") or m in self.ctx.time_words:
                mention = replace(mention, last=m - 1)
                break
        start = words.starts[k]
        form = forms[k]
        if form.startswith("ل") and len(form) > 3 and bare(form[1:]) in ORGANISATIONS and not form.startswith("لل"):
            start += 1
            form = form[1:]
        elif form.startswith("لل") and form[2:] in ORGANISATIONS:
            name = "ال" + clean(self.ctx.article.text[start + 2 : words.ends[mention.last]])
            return self.touch(name, "organisation", at, mention)
        if bare(form) in ORGANISATIONS or k in self.ctx.mentions.at:
            last = next(
                (m - 1 for m in range(k + 1, mention.last + 1) if words.raw[m] in "،,(" or forms[m] in _NO_NAME and forms[m] not in ("الاخير", "الاخيره")), mention.last
            )
            name = clean(self.ctx.article.text[start : words.ends[last]])
            if forms[last] in ("الاخير", "الاخيره") and last > k:
                owner = self._last_person(mention.first)
                if owner is not None:  # مكتب الأخير: whose office it is stands before
                    name = clean(self.ctx.article.text[start : words.ends[last - 1]]) + " " + owner.name
            return self.touch(name, "organisation", at, mention)
        return None

    def _last_person(self, before: int) -> Entity | None:
        """The person named last before word `before`."""
        for a, b, kind in self.ctx.mentions.before(before):
            if kind == "person":
                return self.person(a, b)
        return None

    def _country_named(self, state: str) -> str | None:
        """The state's own name as the article writes it, where it does and not by its capital alone."""
        wanted = fold(state)
        words, text = self.ctx.words, self.ctx.article.text
        for a, b, kind in self.ctx.mentions:
            if kind != "person":
                name = clean(text[words.starts[a] : words.ends[b]])
                for lead in ("", "و", "ل", "ب", "ف"):
                    if name.startswith(lead) and fold(name[len(lead) :]) == wanted:
                        return name[len(lead) :]
        return None

    def _anaphor(self, mention: Mention, at: int, last_speaker: Entity | None) -> Entity | None:
        """`الوزير`, `المسؤول الكوري` : the last person whose role holds the words, or who spoke last where the word fits anybody."""
        found: Entity | None = None
        wanted = role_words(mention.role or "")
        if len(wanted) > 1:
            rest = wanted - {mention.head}
            spoken = [e for e in self.entities if e.kind == "person" and e.spoke >= 0 and any(rest & role for role in e.role_words)]
            if spoken and mention.head in _GENERIC:
                return max(spoken, key=lambda e: e.spoke)
            return None
        for entity in self.entities:
            if entity.kind == "person" and entity.at <= at and any(mention.head in role for role in entity.role_words):
                if found is None or (entity.spoke, entity.at) > (found.spoke, found.at):
                    found = entity
        if found is None and last_speaker is not None and last_speaker.kind == "person" and mention.head in _GENERIC:
            return last_speaker
        return found

    def of_turn(self, answers: bool, at: int) -> Entity | None:
        """Who asks or answers in an interview: the outlet named before the first question, the person interviewed."""
        first = next((i for i, form in enumerate(self.ctx.words.forms) if form in ("س", "سوال") and i <= at), at)
        if answers:
            for a, b, kind in self.ctx.mentions.before(first):
                if kind == "person":
                    return self.person(a, b)
            return None
        for a, b, kind in self.ctx.mentions:
            if kind == "organisation" and b < first:
                words = self.ctx.words
                return self.touch(clean(self.ctx.article.text[words.starts[a] : words.ends[b]]), "organisation", a)
        outlet = self.ctx.article.outlet
        return self.touch(outlet, "organisation", at) if outlet else None

    def _main_person(self) -> Entity | None:
        """The person the article names most often."""
        counts: dict[int, int] = {}
        words = self.ctx.words
        for a, b, kind in self.ctx.mentions:
            if kind == "person":
                entity = self.person(a, b)
                if entity is not None:
                    counts[id(entity)] = counts.get(id(entity), 0) + 1
        del words
        persons = [e for e in self.entities if id(e) in counts]
        return max(persons, key=lambda e: (counts[id(e)], -e.at)) if persons else None

    def dropped(self, cue: CueForm | None, history: list[Entity], at: int) -> Entity | None:
        """Who speaks where the subject is dropped: the last who spoke and agrees with the verb."""
        if not history:
            return self._nearest(cue, at)
        subject = self._clause_subject(cue, at)
        if subject is not None:
            return subject
        if cue is not None and cue.kind == "participle" and cue.number == "p":
            return self._plural(history, at)
        if cue is None or cue.kind == "participle":
            return history[-1]
        if cue.entry.document and self.last is not None:
            return self.last
        own = self._sentence_subject(cue, at)
        if own is not None:
            return own
        for entity in reversed(history[-4:]):
            if agrees(cue, entity):
                return entity
        return history[-1]

    def _sentence_subject(self, cue: CueForm, at: int) -> Entity | None:
        """The person the cue's own sentence began with, where nobody has spoken in it yet (`كتبت فلانة مقالا قالت فيه إن`)."""
        start = self.ctx.sentences[self.ctx.sentence_of[at]][0]
        if cue.lead or at - start < 3 or (self.last is not None and self.last.spoke >= start):
            return None
        for a, b, kind in self.ctx.mentions.within(start, at - 1):
            if kind == "person":
                entity = self.person(a, b)
                return entity if entity is not None and agrees(cue, entity) else None
        return None

    def _plural(self, history: list[Entity], at: int) -> Entity:
        """Who they are behind a plural participle (`مناشدين`, `معتبرين`): the last several who spoke, or stand in the sentence."""
        for entity in reversed(history[-3:]):
            if entity.number == "p" and entity.kind == "group":
                return entity
        start = self.ctx.sentences[self.ctx.sentence_of[at]][0]
        words = self.ctx.words
        for k in range(start, at):
            if words.forms[k] in PLURALS or words.forms[k] in GROUP:
                return self.touch(words.raw[k], "group", k)
        return history[-1]

    def _clause_subject(self, cue: CueForm | None, at: int) -> Entity | None:
        """Whom the cue's own sentence is about, where nobody has spoken in it yet (`شكر الوزير فلان المعارضة وقال`, `أرجعت فلانة ... مؤكدة`).

        The person stands at the sentence's start, or right behind the verb that opens a clause of it.
        """
        ctx = self.ctx
        forms, raw = ctx.words.forms, ctx.words.raw
        number = ctx.sentence_of[at]
        start = ctx.sentences[number][0]
        if cue is not None and cue.kind == "participle" and at == start and number:
            start = ctx.sentences[number - 1][0]  # a circumstance cut off by a stop goes on with the sentence before
        if cue is None or self.last is not None and self.last.spoke >= start:
            return None
        found: Entity | None = None
        for a, b, kind in ctx.mentions.within(start, at - 1):
            if kind != "person":
                continue
            k = self._title_start(a, start)
            verb = k - 1
            if verb >= start and forms[verb] not in _AS_FOR:
                form = forms[verb]
                opens = verb == start or raw[verb - 1] in "،,:" or forms[verb - 1] in JOINER
                if not opens or form in PREP or form.startswith(("ال", "لل", "ل", "ب")) or form.endswith(("ه", "ات")) or bare(form) in ORGANISATIONS or is_masdar(form) and verb > start:
                    continue
            entity = self.person(a, b)
            if entity is not None and agrees(cue, entity):
                found = entity
        return found

    def _title_start(self, a: int, start: int) -> int:
        """Where the title before the name at word `a` begins."""
        forms, raw = self.ctx.words.forms, self.ctx.words.raw
        best = a
        for k in range(a - 1, max(start, a - 12) - 1, -1):
            if raw[k] in ".:؛!؟\n\"«»" or forms[k] in PREP and forms[k] not in ("في", "الي", "لدي", "باسم"):
                break
            head = bare(forms[k])
            if head in OFFICES or forms[k] in COURTESY:
                best = k
            elif raw[k] in "،," and a - k > 3:
                break
        return best

    def _nearest(self, cue: CueForm | None, at: int) -> Entity | None:
        """Before anybody spoke: the first person named in the cue's sentence or the one before, else the last before the cue."""
        number = self.ctx.sentence_of[at]
        for back in (number, number - 1):
            if back < 0:
                continue
            first, end = self.ctx.sentences[back]
            for a, b, kind in self.ctx.mentions.starting(first, min(end, at)):
                if kind == "person":
                    entity = self.person(a, b)
                    if entity is not None and (cue is None or agrees(cue, entity)):
                        return entity
        best: Entity | None = None
        for entity in self.entities:
            if 0 <= entity.at < at and (cue is None or agrees(cue, entity)) and (best is None or entity.at > best.at):
                best = entity
        if best is not None:
            return best
        for a, b, kind in self.ctx.mentions:
            if b < at and kind == "organisation":
                return self.touch(clean(self.ctx.article.text[self.ctx.words.starts[a] : self.ctx.words.ends[b]]), "organisation", a)
        return None


def agrees(cue: CueForm, entity: Entity) -> bool:
    if cue.number == "p":
        return entity.number == "p" or entity.kind == "group"
    if cue.number == "d":
        return True
    if entity.number == "p" and entity.kind == "group":
        return False
    return not cue.gender or cue.gender == entity.gender


def _given_gender(form: str) -> str:
    from malaff.reading.mentions import _gender

    return _gender(form)


_AS_FOR = frozenset(fold(w) for w in "أما وأما".split())
_COUNTRIES = frozenset(NATIONS.values())
_GENERIC = frozenset(fold(w) for w in "قيادي نائب نائبة ناشط وزير دبلوماسي عضو متحدث ناطق مسؤول خبير محلل باحث كاتب متحدثة مسؤولة ناطقة خبيرة".split())
_NO_NAME = frozenset(fold(w) for w in "التي الذي الذين اليوم الآن الماضي الماضية المقبل المقبلة الحالي الحالية الأخيرة".split())
_ROLE_STOP = frozenset(
    fold(w) for w in "أن إن إنه أنه بأن إنها أنها في خلال إلى على الذي التي عن أمس اليوم قال أكد أوضح من مع بعد قبل حول أمام عبر عقب".split()
) | frozenset(["و"])
