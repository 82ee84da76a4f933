"""Statements: where the article reports what a source said, and which words are cue, content, speaker and medium.

Frames are data (`lexicon/cues.tsv`, `attributions.tsv`); the finders put together here read them over the table of
words. Two passes: each cue looks for its complement and its subject (`Draft`), then each draft's content runs from
the complement to the next bound (a stop, a joined cue, a trailing attribution).

The finders, each a module: `complement` and `objects` for verbs, `nominal` for nouns, `attribution` for set phrases;
`subjects`, `antecedents` and `medium` for who spoke through what; `extent` for where a content ends; `verbplace` for
whether a verb reports at all. They share one `scene`, the article's words with its cues and names.
"""

from __future__ import annotations

from collections.abc import Mapping

from malaff.arabic.quotes import Quote
from malaff.model import Act
from malaff.reading.antecedents import AntecedentFinder
from malaff.reading.attribution import AttributionFinder
from malaff.reading.attributions import ATTRIBUTIONS
from malaff.reading.complement import ComplementFinder
from malaff.reading.context import ReadingContext
from malaff.reading.cues import CUES, NOMINALS, CueEntry, CueForm, NominalCue
from malaff.reading.drafts import Draft, FrameName
from malaff.reading.extent import Extent
from malaff.reading.grammar import AN, COMMAS, GROUP, WRITTEN
from malaff.reading.medium import MediumFinder
from malaff.reading.nominal import NominalFinder
from malaff.reading.nouns import disagrees, is_office
from malaff.reading.objects import ObjectFinder
from malaff.reading.scene import STOPS, Scene
from malaff.reading.subjects import SubjectFinder
from malaff.reading.verbplace import VerbPlace

__all__ = ["Draft", "FrameName", "StatementFinder"]

# Folded words that open a turn of an interview.
_TURNS: dict[str, Act] = {
    "س": "ask",
    "سوال": "ask",
    "السوال": "ask",
    "ج": "assert",
    "جواب": "assert",
    "الجواب": "assert",
}
_QUANTIFIERS = ("جميع", "كل", "كافه")
_BETWEEN = ("هكذا", "بهذه", "كما", "-", "–")  # words that may stand between a quotation and the cue behind it
_BEHIND_QUOTATION = 25  # words its speaker may take up behind the cue
_PARTED = 15  # words between the halves of a quotation that its cue parts
_SAME_NOUN = 12  # words before a noun where a cue may already have its content


class StatementFinder:
    """Finds the drafts of one article.

    Attributes:
        hits: the word indices of reporting verbs with the form found there.
    """

    def __init__(
        self,
        ctx: ReadingContext,
        *,
        cues: Mapping[str, CueForm] = CUES,
        nouns: Mapping[str, NominalCue] = NOMINALS,
    ) -> None:
        """Look over the words of `ctx` for `cues` and `nouns`; attributions and interviews only with `CUES`."""
        self._reporting = cues is CUES
        scene = self._scene = Scene(ctx, cues, nouns)
        self.hits = scene.hits
        self._medium = MediumFinder(scene)
        self._subjects = SubjectFinder(scene, self._medium)
        self._antecedents = AntecedentFinder(scene)
        self._places = VerbPlace(scene, reporting=self._reporting)
        objects = ObjectFinder(scene, self._subjects, self._antecedents, reporting=self._reporting)
        self._complements = ComplementFinder(scene, self._subjects, objects, self._places)
        self._nominals = NominalFinder(scene)
        self._attributions = AttributionFinder(scene)
        self._extent = Extent(scene)

    def sentence_start(self, i: int) -> int:
        """The first word of the sentence of word `i`."""
        return self._scene.sentence_start(i)

    def find(self) -> list[Draft]:
        """The drafts of the article in text order, content bounds set."""
        self._collect()
        drafts = self._scene.drafts
        out = []
        taken: set[int] = set()
        for i in sorted(drafts):
            draft = drafts[i]
            if draft.trailing:
                if not self._attributions.close(draft):
                    continue
            elif draft.end < 0:
                draft.end = self._extent.end(draft)
            if draft.end < draft.start or (draft.start in taken and draft.form is not None):
                continue
            if draft.form is not None:
                self._settle_subject(draft, draft.form)
            if draft.via is None and draft.subject is not None and self._scene.forms[draft.subject[0]] in WRITTEN:
                draft.via = draft.subject  # `قال بيان للوزارة`: the document is speaker's mention and medium
            if draft.form is not None and draft.subject is None:
                self._seek_subject(draft, draft.form)
            taken.add(draft.start)
            out.append(draft)
        return out

    # -- drafts -------------------------------------------------------------------------------------------------

    def _collect(self) -> None:
        """Fill the drafts: verbs first, then attributions, nouns, turns of interviews, quotations before their cue."""
        scene = self._scene
        drafts, forms, hits = scene.drafts, scene.forms, scene.hits
        for i, cue in hits.items():
            if cue.kind == "participle" and (i == 0 or scene.raw[i - 1] == "\n"):
                continue
            if not self._places.holds(i, cue):
                continue
            draft = self._complements.find(i, cue)
            if draft is not None and draft.frame == "q" and not cue.lead and self._parts_quotation(i, cue, draft.start):
                continue  # the cue stands between the halves of one quotation
            if draft is not None and self._places.sound(draft):
                drafts[i] = draft
        if self._reporting:
            for i, form in enumerate(forms):
                if form in ATTRIBUTIONS and i not in drafts:
                    draft = self._attributions.find(i)
                    if draft is not None:
                        drafts[i] = draft
        for i, form in enumerate(forms):
            if form in scene.nouns and i not in drafts and (i not in hits or hits[i].suffixed) and not scene.quoted(i):
                draft = self._nominals.find(i)
                if draft is not None and not self._already_content(draft):
                    drafts[i] = draft
        if self._reporting:
            self._add_turns()
            self._add_quotations()

    def _already_content(self, draft: Draft) -> bool:
        """Whether a cue soon before the noun already has its content."""
        drafts = self._scene.drafts
        return any(k in drafts and drafts[k].start == draft.start for k in range(draft.cue - _SAME_NOUN, draft.cue))

    def _add_turns(self) -> None:
        """Questions and answers of an interview: paragraphs that open with س: or ج: (or سؤال, جواب)."""
        scene = self._scene
        forms, raw = scene.forms, scene.raw
        for start, end in scene.ctx.sentences:
            if start and raw[start - 1] != "\n":
                continue
            if start + 2 >= end or forms[start] not in _TURNS or raw[start + 1] not in ":-–":
                continue
            stop = start
            while stop + 1 < scene.n and raw[stop + 1] != "\n":
                stop += 1
            entry = CueEntry(forms[start], _TURNS[forms[start]], ("q",), False, False, False, False)
            form = CueForm(entry, "past", 0, "", "s", False)
            scene.drafts[start] = Draft(start, start, form, "q", start + 2, end=stop, addressee=True)

    def _add_quotations(self) -> None:
        """`"..."، قال فلان`: a cue without complement behind a quotation takes that quotation."""
        scene = self._scene
        raw, ctx, drafts = scene.raw, scene.ctx, scene.drafts
        for i, cue in scene.hits.items():
            if i in drafts or not self._takes_quotation(cue):
                continue
            quote = self._quotation_before(i)
            if quote is None:
                continue
            if any(d.start == quote.open or d.start - 1 == quote.open for d in drafts.values()):
                continue
            draft = Draft(i, i, cue, "quote_first", quote.open, end=quote.close)
            end = min(scene.sentence_end(i), i + _BEHIND_QUOTATION)
            stop = i + 1
            while stop < end and raw[stop] not in STOPS and stop not in ctx.quote_at and raw[stop] != "\n":
                stop += 1
            if stop > i + 1:
                self._subjects.part(draft, i + 1, stop - 1)
            second = ctx.quote_at.get(stop)
            if second is not None and stop - i < _PARTED and self._spoken(second):
                draft.content2 = (second.open + 1, second.close - 1)
            drafts[i] = draft

    def _quotation_before(self, i: int) -> Quote | None:
        """The quotation that closes right before word `i`, a comma between them or not."""
        scene = self._scene
        k = i - 1
        while k >= 0 and (scene.raw[k] in COMMAS or scene.forms[k] in _BETWEEN):
            k -= 1
        quote = scene.ctx.closes.get(k)
        return None if quote is None or quote.depth or quote.close - quote.open < 4 else quote

    def _parts_quotation(self, i: int, cue: CueForm, start: int) -> bool:
        """Whether the cue at `i` stands between the halves of a quotation, the second of which opens at `start`."""
        second = self._scene.ctx.quote_at.get(start)
        if second is None or start - i >= _PARTED or not self._takes_quotation(cue) or not self._spoken(second):
            return False
        return self._quotation_before(i) is not None and self._scene.raw[i - 1] in COMMAS

    def _spoken(self, quote: Quote) -> bool:
        """Whether a quotation is an outermost one, closed, with a word in it."""
        words = self._scene.raw[quote.open + 1 : quote.close]
        return quote.depth == 0 and quote.closed and any(word[0].isalnum() for word in words)

    def _takes_quotation(self, cue: CueForm) -> bool:
        """Whether a cue may stand behind the quotation it reports."""
        entry = cue.entry
        return "q" in entry.frames and cue.kind != "participle" and (not entry.weak or entry.verb == "كتب")

    # -- subjects -----------------------------------------------------------------------------------------------

    def _settle_subject(self, draft: Draft, cue: CueForm) -> None:
        """Set right who is the subject, who the addressee and what the medium, the content being known."""
        i = draft.cue
        verb = cue.kind != "participle"
        if verb and draft.subject is not None and draft.frame in ("an", "q", "prep"):
            before = self._antecedents.find(i, cue) if self._antecedents.stands_before(i, cue) else None
            if before is not None:
                if draft.via is None and self._medium.is_outlet(draft.subject):
                    draft.via = draft.subject
                draft.subject, draft.left = before, True
        if self._antecedents.as_for(i, cue):
            draft.subject = self._antecedents.find(i, cue) or draft.subject
            draft.left = True
        if draft.subject is not None and (self._is_addressee(draft, cue) or self._pronoun_speaks(i, cue)):
            draft.subject = None
            draft.addressee = True
        if verb and draft.via is None:
            draft.via = self._medium.before(i)

    def _seek_subject(self, draft: Draft, cue: CueForm) -> None:
        """Look before the cue for a subject that does not stand behind it."""
        i = draft.cue
        if cue.kind == "participle" or (draft.addressee and (i == 0 or self._scene.forms[i - 1] != "قد")):
            return
        draft.subject = self._antecedents.find(i, cue)
        draft.left = draft.subject is not None

    def _pronoun_speaks(self, i: int, cue: CueForm) -> bool:
        """Whether a complementiser's pronoun is the subject (`إنه أبلغ الرئيس ...`): the noun behind is the object."""
        before = self._scene.forms[i - 1] if i else ""
        return cue.entry.addressee and before in AN and len(before) > 2 and before != "بان"

    def _is_addressee(self, draft: Draft, cue: CueForm) -> bool:
        """Whether the noun behind an addressee verb is whom it is said to: an oblique plural, or of another gender."""
        if not cue.entry.addressee or draft.subject is None or draft.left or cue.kind == "participle":
            return False
        scene = self._scene
        first, last = draft.subject
        form = scene.forms[first]
        if form == "الجميع" or cue.number == "p":
            return True  # a verb before its subject stands in the singular
        if form in _QUANTIFIERS and first < last:
            form = scene.forms[first + 1]
        oblique = form.startswith("ال") and form.endswith("ين") and len(form) > 5
        if oblique and cue.number == "s" and first not in scene.names and not is_office(form):
            return True
        joined = bool(cue.lead) or (draft.cue > 0 and scene.raw[draft.cue - 1] in COMMAS)
        return joined and form not in GROUP and first not in scene.person_words and disagrees(cue, form)
