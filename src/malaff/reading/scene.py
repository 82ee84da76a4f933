"""The article as the rules for statements look at it: words, cues, names and bounds in one place."""

from __future__ import annotations

from collections.abc import Container, Mapping

from malaff.arabic.sentences import STOPS
from malaff.reading.context import ReadingContext
from malaff.reading.cues import CueForm, NominalCue
from malaff.reading.drafts import Draft
from malaff.reading.grammar import COMMAS, IDENTITY, RELATIVE, WITHHELD
from malaff.reading.heads import STATES
from malaff.reading.mentions import COURTESY, WITHHOLDING

__all__ = ["STOPS", "Scene"]

_CLOSING = ')»"”'
_REFUSALS = ("عدم", "اغفال", "حجب")


class Scene:
    """What all rules share while one article is searched; they read it, only the finder writes `drafts`.

    Attributes:
        forms: the words folded, `raw` as they stand, `n` how many there are.
        nouns: the nouns that report.
        hits: the word indices of reporting verbs with the form found there.
        drafts: the drafts found so far by their cue.
        names: words that belong to a name; `name_starts` and `name_ends` the first and last of each.
        person_words: words that belong to a person's name, `person_ends` the last of each.
    """

    __slots__ = (
        "_ends",
        "ctx",
        "drafts",
        "forms",
        "hits",
        "n",
        "name_ends",
        "name_starts",
        "names",
        "nouns",
        "person_ends",
        "person_words",
        "raw",
    )

    def __init__(self, ctx: ReadingContext, cues: Mapping[str, CueForm], nouns: Mapping[str, NominalCue]) -> None:
        self.ctx = ctx
        self.nouns = nouns
        self.forms = ctx.words.forms
        self.raw = ctx.words.raw
        self.n = len(ctx.words)
        self.drafts: dict[int, Draft] = {}
        mentions = ctx.mentions
        self.names: Container[int] = mentions.covering
        self.name_starts: Container[int] = mentions.at
        self.name_ends = mentions.ends
        self.person_words = mentions.person_words
        self.person_ends = mentions.person_ends
        self._ends = [end for _, end in ctx.sentences]
        self.hits = self._find_hits(cues)

    def _find_hits(self, cues: Mapping[str, CueForm]) -> dict[int, CueForm]:
        hits: dict[int, CueForm] = {}
        for i, form in enumerate(self.forms):
            cue = cues.get(form)
            if cue is None or self._withholds(i) or self._looks_alike(i, cue):
                continue
            hits[i] = cue
        return hits

    def _looks_alike(self, i: int, cue: CueForm) -> bool:
        """Whether word `i` only folds into the cue, and is another word as it stands."""
        raw, verb = self.raw[i], cue.entry.verb
        return (
            (verb == "أعرب" and i > 0 and self.forms[i - 1] in COURTESY)  # المهندس يعرب
            or (verb == "رأى" and raw.endswith("ي"))  # رأي: the noun
            or (verb == "دعا" and "دّ" in raw)  # ودّعت: she took leave
            or (self.forms[i] in ("تدعي", "يدعي") and raw.endswith("ى"))  # تدعى: is called
            or (cue.suffixed and raw.endswith("ة"))  # وصفة, طالبة: nouns that fold into a verb with its object
        )

    def _withholds(self, i: int) -> bool:
        """Whether the verb at `i` only says that the source withholds its name (طلب عدم نشر اسمه), or its comment."""
        if i + 1 >= self.n:
            return False
        forms = self.forms
        after = forms[i + 1]
        if forms[i].removeprefix("و") in WITHHOLDING and any(w in _REFUSALS for w in forms[i + 2 : i + 6]):
            return any(w in IDENTITY for w in forms[i + 3 : i + 10])
        if after in IDENTITY:
            return True  # `اشترط عدم ذكر اسمه`
        if after in WITHHELD:
            return after == "التعليق" or any(w in IDENTITY for w in forms[i + 2 : i + 6])
        return False

    def sentence_start(self, i: int) -> int:
        """The first word of the sentence of word `i`."""
        return self.ctx.sentences[self.ctx.sentence_of[i]][0]

    def sentence_end(self, i: int) -> int:
        """One past the last word of the sentence of word `i`."""
        return self._ends[self.ctx.sentence_of[i]]

    def closed(self, k: int) -> bool:
        """Whether a noun phrase may end at word `k`: a definite noun, a name, a date, a mark."""
        form = self.forms[k]
        return (
            form.startswith("ال")
            or self.raw[k] in COMMAS
            or self.raw[k] in _CLOSING
            or k in self.names
            or form in STATES
            or k in self.ctx.timed
        )

    def ends_of_persons(self, first: int, end: int) -> list[int]:
        """The last words of the persons' names that stand from `first` to before `end`."""
        return [last for _, last, kind in self.ctx.mentions.within(first, end - 1) if kind == "person"]

    def follows_relative(self, k: int) -> bool:
        """Whether a relative stands right before word `k` (`الذي أكد`)."""
        return self.forms[k - 1] in RELATIVE

    def quoted(self, i: int) -> bool:
        """Whether word `i` stands inside an outermost quotation that is closed."""
        for quote in self.ctx.quotes:
            if quote.open > i:
                return False
            if quote.depth == 0 and quote.closed and quote.open < i < quote.close:
                return True
        return False
