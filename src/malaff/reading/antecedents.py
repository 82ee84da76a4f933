"""The subject before the cue: right before the verb, behind أما, or the antecedent of a relative."""

from __future__ import annotations

from malaff.reading.cues import CueForm
from malaff.reading.drafts import Range
from malaff.reading.grammar import (
    ADJUNCT,
    ADVERB,
    AN,
    ANONYMOUS,
    AS_FOR,
    ASIDE,
    BLEMMAS,
    COMMAS,
    DASHES,
    DOCUMENTS,
    FA_AN,
    GROUP,
    JOINER,
    NEGATION,
    OPENS_CLAUSE,
    PREP,
    PRONOUNS,
    RELATIVE,
    TAKEN_UP,
    is_masdar,
)
from malaff.reading.heads import GIVEN, PLURALS, STATES, bare
from malaff.reading.mentions import COURTESY
from malaff.reading.nouns import is_body, is_office
from malaff.reading.scene import STOPS, Scene

_AUXILIARIES = ("قد", "كان", "كانت", "لا", "لم", "ما")
_DONE = ("قد", "وقد", "فقد", "لقد")
_HIS = ("وهو", "وهي", "وهم")
_PHRASE = 16  # words of a subject before its verb
_AS_FOR_PHRASE = 18
_SHORT = 12
_TITLE = 6  # words taken as the antecedent where no name tells how far it reaches


class AntecedentFinder:
    """Finds subjects that stand before their verb."""

    __slots__ = ("_forms", "_raw", "_scene")

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._forms = scene.forms
        self._raw = scene.raw

    def stands_before(self, i: int, cue: CueForm) -> bool:
        """Whether a noun right before the cue at `i` is its subject (`ميليشيات الحوثي رفضت ...`)."""
        if cue.lead or self._scene.sentence_start(i) == i:
            return False
        before = self._forms[i - 1]
        if before in RELATIVE or before in JOINER or before in COMMAS or before in PREP:
            return False
        if before in AN or before in ASIDE or before in NEGATION:
            return False
        if not (i - 1 in self._scene.names or before.startswith("ال")):
            return False
        return not self._governed(i - 1)

    def _governed(self, k: int) -> bool:
        """Whether the noun phrase that ends at word `k` hangs on a preposition (`وعلى الأثر أعلنت`, `في ليبيا دعت`)."""
        scene, forms, raw = self._scene, self._forms, self._raw
        start = scene.sentence_start(k)
        for m in range(k, max(start, k - 5) - 1, -1):
            form = forms[m]
            if m in scene.hits or form in AN or raw[m] in COMMAS or form in RELATIVE:
                return False
            if form in PREP or _joined_preposition(form):
                if m in scene.names:
                    return False
                return m == start or raw[m - 1] in COMMAS or forms[m - 1] in AN or forms[m - 1] in JOINER
        return False

    def as_for(self, i: int, cue: CueForm) -> bool:
        """Whether the cue at `i` takes up a subject set before it (`أما الوزير، الشيخ فلان، فرحب`)."""
        return bool(cue.lead) and self._raw[i].startswith("ف") and self._forms[self._scene.sentence_start(i)] in AS_FOR

    def find(self, i: int, cue: CueForm) -> Range | None:
        """The subject before the cue at `i` (`مصادر أبلغت`, `لكن الجانبين حذرا`, the antecedent of `الذي أكد`)."""
        scene, forms, raw = self._scene, self._forms, self._raw
        start = scene.sentence_start(i)
        if i + 1 < scene.n and forms[i + 1] in TAKEN_UP:
            return None  # `قمة أعلنت خلالها المنظمة ...`: what stands before is where it was said
        k = i - 1
        while k >= start and (k in scene.ctx.time_words or forms[k] in ADVERB or forms[k] in _AUXILIARIES):
            k -= 1
        if k < start:
            return None
        relative = forms[k] in RELATIVE
        if relative:
            k -= 1
            while k >= start and raw[k] in COMMAS:
                k -= 1
            if k < start:
                return None
        elif start + 1 < i and self.as_for(i, cue) and forms[start + 1] not in PREP:
            # all before the verb is its subject
            return (start + 1, k - 1 if raw[k] in COMMAS else k) if k - start <= _AS_FOR_PHRASE else None
        elif cue.lead or raw[k] in COMMAS or forms[k] in JOINER:
            if raw[k] in COMMAS and not cue.lead and cue.kind != "participle":
                return self._set_apart(k, start)
            return None
        if raw[k] in DASHES:
            return None  # a dateline ends here
        last = k
        clause = self._clause_start(start, last)
        if clause is None:
            return None
        return self._antecedent(clause, last) if relative else self._plain(clause, last)

    def _clause_start(self, start: int, last: int) -> int | None:
        """The first word of the clause that ends at `last`, brackets and quotations passed over; None if it is long."""
        scene, forms, raw = self._scene, self._forms, self._raw
        closes = scene.ctx.closes
        k = last
        while k >= start:
            form = forms[k]
            if raw[k] == ")":
                while k > start and raw[k] != "(":
                    k -= 1
                k -= 1
                continue
            if k in closes:
                k = closes[k].open - 1
                continue
            if raw[k] in COMMAS or raw[k] in STOPS or raw[k] in ":\n-–—":
                break
            if form in AN or form in JOINER or form in FA_AN or form in RELATIVE or k in scene.hits:
                break
            if last - k > _PHRASE:
                return None
            k -= 1
        return k + 1

    def _plain(self, first: int, last: int) -> Range | None:
        """Words `first`..`last` as a subject, None where they are an adjunct, a pronoun or a clause."""
        forms = self._forms
        form = forms[first]
        if first > last or not any(word[0].isalnum() for word in self._raw[first : last + 1]):
            return None
        if form in PREP or form in ADVERB or _joined_preposition(form):
            return None
        if first and forms[first - 1] in _DONE:
            return None  # `وكان التحالف قد بدأ حملة يقول إنها`: a verb stands there
        if first == last and (form in PRONOUNS or len(form) == 1):
            return None  # `و أضاف`: a joined letter set apart
        return None if self._verbal(first, last) else (first, last)

    def _antecedent(self, clause: int, last: int) -> Range | None:
        """The noun phrase that ends at `last`, in a clause that begins at `clause`: what a relative speaks of."""
        forms = self._forms
        first = self._phrase_start(clause, last)
        if first == last and forms[first] in PRONOUNS:
            return None
        while first <= last and forms[first] in PREP:
            first += 1
        return (first, last) if first <= last else None

    def _phrase_start(self, first: int, last: int) -> int:
        """The start of the noun phrase that ends at `last`: the name there with the title before it."""
        scene, forms = self._scene, self._forms
        for a, b, _ in scene.ctx.mentions.within(first, last):
            if b == last:
                best = k = a
                while k - 1 >= first and k - 1 not in scene.hits:
                    if (forms[k - 1] in PREP and forms[k - 1] not in ("في", "الي")) or forms[k - 1] in ADJUNCT:
                        break
                    k -= 1
                    if is_office(forms[k]) or forms[k] in COURTESY:
                        best = k
                return best
        k = last
        while k - 1 >= first and forms[k - 1] not in PREP and forms[k - 1] not in ADJUNCT and last - k < _TITLE:
            k -= 1
        return k

    def _verbal(self, first: int, last: int) -> bool:
        """Whether a would-be subject is a clause of its own (`فيما يتعلق بالوضع`, `أن تضاف مادة`, `ومضى`)."""
        form = self._forms[first]
        if first in self._scene.names or form.startswith("ال") or form in GROUP or form in STATES:
            return False
        if form in ANONYMOUS or form in PLURALS or form in GIVEN:
            return False
        if is_body(form) or is_office(form) or bare(form) in DOCUMENTS:
            return False
        if (len(form) > 3 and form[0] == "ي") or form in _HIS:
            return True
        before = self._forms[first - 1] if first else "\n"
        feminine_verb = len(form) > 3 and form[0] == "ت" and not form.endswith(("ه", "ات"))
        if before == "ان" and feminine_verb and not is_masdar(form):
            return True
        return first == last and form.startswith("و") and form.endswith("ي") and len(form) == 4

    def _set_apart(self, comma: int, start: int) -> Range | None:
        """`وكانت الرئاسة السودانية، قالت`: a short phrase with a comma before the verb, from its clause's start."""
        scene, forms, raw = self._scene, self._forms, self._raw
        times = scene.ctx.time_words
        first = start
        for k in range(comma - 1, start - 1, -1):
            if forms[k] in AN or forms[k] in OPENS_CLAUSE:
                first = k + 1
                break
            if k in scene.hits or forms[k] in RELATIVE:
                return None
        while first < comma and (raw[first] in COMMAS or first in times):
            first = times.get(first, first) + 1
        length = comma - first
        if not 1 <= length <= _PHRASE or (first == start and length > _SHORT):
            return None
        form = forms[first]
        if form in PREP or form in JOINER or form in ADVERB or _joined_preposition(form):
            return None
        if form[0] in "بل" and form not in BLEMMAS and first not in scene.names:
            return None
        return (first, comma - 1)


def _joined_preposition(form: str) -> bool:
    """Whether a folded word is a preposition with و or ف before it (وفي)."""
    return form[0] in "وف" and form[1:] in PREP
