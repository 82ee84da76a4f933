"""Whether a word shaped like a reporting verb reports where it stands."""

from __future__ import annotations

from malaff.reading.attributions import ATTRIBUTIONS
from malaff.reading.cues import NOMINALS, CueForm
from malaff.reading.drafts import Draft
from malaff.reading.grammar import (
    ADVERB,
    AN,
    ASIDE,
    COMMAS,
    COPULA,
    DOCUMENTS,
    JOINER,
    NEGATION,
    PREP,
    RELATIVE,
    WHAT,
    is_masdar,
)
from malaff.reading.heads import bare
from malaff.reading.scene import Scene

# Verbs whose present in the masculine opens background with nobody speaking: `يذكر أن`, `يشار إلى أن`.
_BACKGROUND = ("ذكر", "ذكّر", "أشار")
# Weak verbs that are everyday words too often to be far from their content.
_NEAR = ("بين", "ذكر", "تابع", "كتب", "رد", "علق")
_FAR = 14  # words of a subject behind one of them that make it an accident
# Before the past of a verb that is a noun too, these leave only the verb.
_VERB_FOLLOWS = ("ان", "بان", "ما", "بما", "فيما", "لما", "مما")


class VerbPlace:
    """Tells reporting verbs from the nouns, prepositions and idle verbs that look like them."""

    __slots__ = ("_forms", "_reporting", "_scene")

    def __init__(self, scene: Scene, *, reporting: bool = True) -> None:
        """`reporting`: a verb denied reports nothing; a stance denied is a stance still."""
        self._scene = scene
        self._reporting = reporting
        self._forms = scene.forms

    def holds(self, i: int, cue: CueForm) -> bool:
        """Whether the cue at word `i` stands where a reporting verb can."""
        forms = self._forms
        before = forms[i - 1] if i else "\n"
        entry = cue.entry
        if cue.kind == "participle":
            if before in PREP or before[0].isdigit():
                return False
            return not any(forms[k] in COPULA for k in range(max(0, i - 3), i))
        if self._reporting and before in NEGATION and cue.kind == "present" and entry.act not in ("deny", "expect"):
            return False
        if (before in WHAT and i > 1 and forms[i - 2] in ATTRIBUTIONS) or (
            before in ATTRIBUTIONS and before.endswith("ما")
        ):
            return False  # `بحسب ما أعلنته`: the attribution speaks
        masculine = cue.gender == "m" and cue.number == "s"
        background = masculine and cue.kind == "present" and entry.verb in _BACKGROUND and i + 1 < len(forms)
        if background and (forms[i + 1] in AN or forms[i + 1] == "الي"):
            return False
        if before in ("مما", "ومما"):
            return False
        if masculine and cue.kind == "past" and entry.noun and not cue.lead:
            return self._opens(i, before) or (
                before in RELATIVE
                or before in ADVERB
                or i - 1 in self._scene.names
                or before in _VERB_FOLLOWS
                or before in AN
                or i - 1 in self._scene.ctx.closes
            )
        return True

    def _opens(self, i: int, before: str) -> bool:
        """Whether word `i` opens a clause: first of its sentence, behind a joiner, a comma or an aside."""
        return before in JOINER or before in COMMAS or before in ASIDE or self._scene.sentence_start(i) == i

    def sound(self, draft: Draft) -> bool:
        """Whether the draft of a verb is no accident of its words."""
        cue = draft.form
        if cue is None:
            return True
        scene, forms, i = self._scene, self._forms, draft.cue
        verb = cue.entry.verb
        before = forms[i - 1] if i else "\n"
        after = forms[i + 1] if i + 1 < scene.n else "\n"
        plain = cue.kind == "past" and cue.gender == "m" and not cue.lead
        bare_content = draft.frame in ("np", "prep", "obj")
        if verb == "عبر" and plain and (not self._opens(i, before) or is_masdar(after)):
            return False  # عبر as a preposition
        if verb == "بين" and cue.kind == "present" and cue.gender == "f" and after in AN:
            return False  # `تبين أن`: nobody says so
        # feminine and plural participles are adjectives and nouns too
        adjective = cue.kind == "participle" and bare_content and (cue.gender == "f" or cue.number == "p")
        if adjective and before not in COMMAS and i - 1 not in scene.ctx.closes:
            return False
        if (verb == "لفت" and before == "ما") or (verb == "شدد" and after == "من"):
            return False  # `ما لفت الانتباه أن`, `شددت من إجراءاتها`
        if draft.frame == "np":
            if verb in ("أظهر", "رصد") and not (draft.subject and bare(forms[draft.subject[0]]) in DOCUMENTS):
                return False  # what a player or a film shows is nothing said
            if verb == "رفض" and forms[draft.start] == "التعليق":
                return False
            if verb in ("كرر", "جدد") and self._owned_noun(draft.start):
                return False
        own = scene.raw[i][cue.lead :]
        if ((verb.startswith("ا") and own.startswith("أ")) or own.startswith("آ")) and scene.quoted(i):
            return False  # أعتقد أن, with its hamza: the quotation's own voice
        if bare_content and scene.quoted(i):
            return False  # inside a quotation only a report with أن or a quotation of its own counts
        if cue.kind != "participle" and before in PREP and before not in ("بعد", "حتي"):
            return False
        if cue.entry.weak and verb in _NEAR and draft.subject is not None:
            first, last = draft.subject
            if last - first > _FAR:
                return False
        if verb == "بين" and plain:
            return self._opens(i, before)  # `بين ... أن` as a verb stands first or behind a joiner
        return True

    def _owned_noun(self, k: int) -> bool:
        """Whether a noun of speech with its owner stands at word `k` (`كرر انتقاده`): it reports."""
        noun = NOMINALS.get(self._forms[k])
        return noun is not None and noun.suffixed
