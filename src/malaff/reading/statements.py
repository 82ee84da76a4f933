"""Statements: where the article reports what a source said, and which words are cue, content, speaker and medium.

Frames are data (`lexicon/cues.tsv`, `attributions.tsv`); this module is the engine that reads them over the
table of words. Two passes: each cue looks for its complement and its subject (`_Draft`), then each draft's
content runs from the complement to the next bound (a stop, a joined cue, a trailing attribution).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from malaff import lexicon
from malaff.arabic.fold import fold
from malaff.reading.context import ReadingContext
from malaff.reading.cues import CUES, NOMINALS, CueEntry, CueForm, NominalCue
from malaff.reading.mentions import COURTESY, FEMININE, WITHHOLDING
from malaff.reading.heads import GIVEN, OFFICES, ORGANISATIONS, PLURALS, STATES, bare
from malaff.reading.grammar import (
    ADJUNCT, ADVERB, AN, ANONYMOUS, ASIDE, BLEMMAS, COMMAS, CONJOINED, DOCUMENTS, FA_AN, GROUP, JOINER, MASDAR, MEDIUM, NEGATION, PREP, QUOTING, RELATIVE, SAYERS, TO_MEDIUM,
    attached, is_masdar, prefixed,
)  # fmt: skip

_REACH = 45  # words a subject may take up between cue and complement
_CONTENT = 1500  # words a content may run over
_STOPS = frozenset(".!؟?")
_OPENING = frozenset("«“„‹\"‘(")
_PREP_FRAMES = {fold(w): fold(w) for w in ("إلى", "على", "عن", "من", "في")}
# After these the preposition belongs to the title before it (الناطق باسم ..., المبعوث الخاص إلى ...).
_PLACEY = frozenset(
    fold(w)
    for w in "منطقة مدينة محافظة جامعة وزارة مجلس ولاية بلدية شركة هيئة إمارة دولة مملكة اتحاد نادي مكتب حزب".split()
)
_SELF = frozenset(fold(w) for w in "قوله قولها قولهم تعبيره تعبيرها تعبيرهم وصفه وصفها رأيه رأيها توصيفه توصيفها".split())
_WHAT = frozenset(fold(w) for w in "ما لما".split())

FrameName = Literal["an", "q", "np", "prep", "obj", "attribution", "nominal", "quote_first"]


@dataclass(slots=True)
class Draft:
    """A statement in the making; all positions are word indices, ranges take both ends in.

    `start` is the first word of the content; `subject` the words that name the speaker, None where it is dropped.
    """

    cue: int
    cue_last: int
    form: CueForm | None
    frame: FrameName
    start: int
    subject: tuple[int, int] | None = None
    subject_lead: int = 0
    via: tuple[int, int] | None = None
    end: int = -1
    content2: tuple[int, int] | None = None
    direct: bool = False
    trailing: bool = False
    quote_close: int = -1
    left: bool = False
    addressee: bool = False
    self_attributed: bool = False
    flags: list[str] = field(default_factory=list)


class _Attributions:
    """Verbless attributions by first word: (words, what must follow, kind)."""

    def __init__(self) -> None:
        self.by_first: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for row in lexicon.rows("attributions.tsv"):
            words = tuple(fold(row["cue"]).split())
            item = (words, fold(row["after"]), row["kind"])
            for lead in ("", "و"):
                self.by_first.setdefault(lead + words[0], []).append(item)
        for items in self.by_first.values():
            items.sort(key=lambda item: -len(item[0]))


_ATTRIBUTIONS = _Attributions()


class StatementFinder:
    """Finds the drafts of one article."""

    def __init__(self, ctx: ReadingContext, *, cues: Mapping[str, CueForm] = CUES, nouns: Mapping[str, NominalCue] = NOMINALS) -> None:
        self.ctx = ctx
        self.cues, self.nouns = cues, nouns
        words = ctx.words
        self.forms = words.forms
        self.raw = words.raw
        self.n = len(words)
        self.hits: dict[int, CueForm] = {}
        for i, form in enumerate(self.forms):
            cue = cues.get(form)
            if cue is not None and not self._withholds(i):
                if cue.suffixed and ctx.words.raw[i].endswith("ة"):
                    continue  # وصفة, طالبة: nouns that fold into a verb with its object
                self.hits[i] = cue
        self.drafts: dict[int, Draft] = {}
        self._names = {k for a, b, _ in ctx.mentions for k in range(a, b + 1)}
        self._name_ends = {b for _, b, _ in ctx.mentions}
        self._name_starts = {a for a, _, _ in ctx.mentions}
        self._person_words = {k for a, b, kind in ctx.mentions if kind == "person" for k in range(a, b + 1)}
        self._person_end_words = {b for _, b, kind in ctx.mentions if kind == "person"}
        self.ends = [end for _, end in ctx.sentences]

    def _withholds(self, i: int) -> bool:
        """Whether the verb at `i` only says that the source withholds its name (طلب عدم نشر اسمه), or its comment."""
        if i + 1 >= self.n:
            return False
        after = self.forms[i + 1]
        if self.forms[i].removeprefix("و") in WITHHOLDING and any(w in ("عدم", "اغفال", "حجب") for w in self.forms[i + 2 : i + 6]):
            return any(w in _IDENTITY for w in self.forms[i + 3 : i + 10])
        if after in _IDENTITY:
            return True  # `اشترط عدم ذكر اسمه`
        if after in ("عدم", "اغفال", "حجب", "الكشف", "التعليق", "كشف", "ذكر"):
            tail = self.forms[i + 2 : i + 6]
            return after == "التعليق" or any(w in _IDENTITY for w in tail)
        return False

    # -- bounds -------------------------------------------------------------------------------------------------

    def sentence_end(self, i: int) -> int:
        """One past the last word of the sentence of word `i`."""
        return self.ends[self.ctx.sentence_of[i]]

    def sentence_start(self, i: int) -> int:
        return self.ctx.sentences[self.ctx.sentence_of[i]][0]

    # -- complement ---------------------------------------------------------------------------------------------

    def complement(self, i: int, cue: CueForm) -> Draft | None:
        """The complement of the cue at word `i` to its right, with what stands between as subject."""
        forms, raw, frames = self.forms, self.raw, cue.entry.frames
        weak = cue.entry.weak
        participle = cue.kind == "participle"
        if cue.entry.document:
            return self._document(i, cue)
        end = min(self.sentence_end(i), i + _REACH)
        j = i + 1
        first = j
        foreign = False  # whether a verb with its object has gone by, whose complement may follow
        while j < end:
            form = forms[j]
            if form in AN and foreign and form.startswith("ب"):
                foreign = False  # `القرار الذي وصفه بأنه`: another verb's
            elif form in AN:
                before = forms[j - 1]
                if before in CONJOINED and j > i + 1 or before in _PREP_FRAMES and before not in frames:
                    # `كما أن`, `على أن`: a conjunction, no complement
                    return None if weak else self._bare(i, cue, first, j - 1)
                if "an" in frames or form.startswith("ب") and "ب" in frames:
                    if cue.entry.weak and j - i > (20 if cue.entry.carries else 12):
                        return None
                    return self._draft(i, cue, "an", first, j - 1, j + 1)
                if "obj" in frames:
                    return None if weak else self._object(i, cue, first, end)  # وصفه بأنه, وصف القرار بأنه
                if j > i + 1:
                    return None if weak else self._bare(i, cue, first, j)
            elif form == ":":
                if "q" in frames or "an" in frames:
                    return self._draft(i, cue, "q", first, j - 1, j + 1)
                return None
            elif (
                "np" in frames and not participle and not weak and is_masdar(form) and form[-1] != "ا" and j not in self._names
                and j > first and self._closed(j - 1) and form not in ADJUNCT and forms[j - 1] not in PREP
            ):
                return self._noun_phrase(i, cue, first, end)
            elif form in _FIRST_PERSON and j > first and "q" in frames and self._closed(j - 1):
                return self._draft(i, cue, "q", first, j - 1, j)  # `قال الوزير نحن ...`: speech with nothing to mark it
            elif form in QUOTING:
                # «علق قائلا:», «أضافت بقولها إن»: the second cue only carries the first one's complement.
                k = j + 1
                limit = min(end, j + 6)
                while k < limit and forms[k] not in AN and forms[k] != ":" and k not in self.ctx.quote_at:
                    k += 1
                if k < limit:
                    start = k if k in self.ctx.quote_at else k + 1
                    return self._draft(i, cue, "an" if forms[k] in AN else "q", first, j - 1, start)
            elif j in self.ctx.quote_at:
                quote = self.ctx.quote_at[j]
                if self._is_speech(i, j, quote.close, frames):
                    return self._draft(i, cue, "q", first, j - 1, j)
                j = min(quote.close, self.n - 1) + 1
                if quote.close >= end:
                    return None
                continue
            elif form in _PREP_FRAMES and form in frames and not weak:
                if j + 1 < end and forms[j + 1] in AN:
                    return self._draft(i, cue, "an", first, j - 1, j + 2)
                if form == "عن" and j + 2 < end and cue.entry.verb in _FEELS:
                    start = self._felt(j + 1, end)
                    return self._draft(i, cue, "an" if forms[start - 1] in AN else "prep", first, j - 1, start)
                if form == "من" and cue.entry.verb == "طلب":
                    for m in range(j + 2, min(end, j + 12)):
                        if forms[m] in AN:
                            return self._draft(i, cue, "an", first, j - 1, m + 1)
                        if is_masdar(forms[m]) and self._closed(m - 1) and (m == j + 2 or not forms[m].startswith("ال")):
                            return self._draft(i, cue, "prep", first, j - 1, m)
                if j + 1 < end and not self._role_preposition(j, first, end, form):
                    return self._draft(i, cue, "prep", first, j - 1, j + 1)
            elif form == "عن" and form in frames and j + 1 < end and forms[j + 1] == "وجود":
                return self._draft(i, cue, "prep", first, j - 1, j + 1)  # `تحدث عن وجود خلافات` asserts; a bare topic does not
            elif form in _PREP_FRAMES and form in frames and j + 1 < end and forms[j + 1] in AN:
                return self._draft(i, cue, "an", first, j - 1, j + 2)
            elif form == "ب" and "ب" in frames and j + 1 in self.ctx.quote_at:
                return self._draft(i, cue, "prep", first, j - 1, j)
            elif form[0] == "ب" and "ب" in frames and not weak and self._attached_content(j, "ب", first, i):
                return self._draft(i, cue, "prep", first, j - 1, j)
            elif (
                form[0] == "ل" and "ل" in frames and not weak and attached(form, "ل") and form not in TO_MEDIUM
                and not ("الي" in frames and "الي" in forms[j:end])
            ):
                return self._draft(i, cue, "prep", first, j - 1, j)
            elif j in self.hits and j > i + 1:
                other = self.hits[j]
                if (
                    not other.entry.weak and other.kind != "participle" and not self._relative_before(j)
                    and forms[j - 1] not in NEGATION and self._verb_place(j, other)
                ):
                    break
                if other.kind == "participle" and self.raw[j - 1] in COMMAS:
                    break
                foreign = foreign or other.suffixed
            if participle and j > i + 6 and not cue.entry.addressee:
                break
            j += 1
        return None if weak else self._bare(i, cue, first, end)

    def _document(self, i: int, cue: CueForm) -> Draft | None:
        """`جاء في البيان أن`, `جاء فيه أن`: the document speaks."""
        forms = self.forms
        end = min(self.sentence_end(i), i + 20)
        if i + 2 >= end:
            return None
        own = forms[i + 1] in ("فيه", "فيها")
        if not own and not (forms[i + 1] == "في" and self._medium(i + 2)):
            return None
        for j in range(i + 2, end):
            if forms[j] in AN or forms[j] == ":":
                draft = Draft(i, i, cue, "an" if forms[j] in AN else "q", j + 1)
                if not own:
                    draft.subject = (i + 2, j - 1)
                return draft
        return None

    def _felt(self, k: int, end: int) -> int:
        """Where the content begins behind a noun of feeling (عن أمله في أن ..., عن رفضه ل...)."""
        forms = self.forms
        if forms[k] in _HOPES:
            for m in range(k + 1, min(end, k + 4)):
                if forms[m] in AN:
                    return m + 1
        if forms[k] in ("رفضه", "رفضها", "رفضهم") and k + 1 < end and forms[k + 1][0] == "ل":
            return k + 1
        return k

    def _bare(self, i: int, cue: CueForm, first: int, end: int) -> Draft | None:
        """A complement with nothing to mark it: an object, or an object and what is said of it."""
        if "np" in cue.entry.frames:
            return self._noun_phrase(i, cue, first, end)
        if "obj" in cue.entry.frames:
            return self._object(i, cue, first, end)
        return None

    def _relative_before(self, j: int) -> bool:
        return self.forms[j - 1] in RELATIVE

    def _role_preposition(self, j: int, first: int, end: int, form: str) -> bool:
        """Whether the preposition at `j` belongs to the subject's title: the same one follows with the content."""
        if j == first:
            return False
        limit = min(end, j + 16)
        for k in range(j + 1, limit):
            if self.forms[k] == form and k + 1 < limit and (self.forms[k + 1] in AN or is_masdar(self.forms[k + 1]) and k - 1 in self._person_end_words):
                return True
            if self.raw[k] in _STOPS or (self.raw[k] in COMMAS and k > j + 8) or k in self.hits:
                return False
        return False

    def _attached_content(self, j: int, letter: str, first: int, cue: int) -> bool:
        form = self.forms[j]
        rest = form[1:]
        if len(rest) < 2 or form in AN or form in ASIDE or form in ADVERB or form in QUOTING:
            return False
        if form == "باسم" or rest in _PLACEY or rest.lstrip("ال") in _PLACEY or (rest.startswith("ال") and rest[2:] in _PLACEY):
            return False
        if j == first or self.forms[j - 1] in ADVERB or j - 1 in self.ctx.time_words:
            return rest.startswith("ال") or is_masdar(rest) or letter == "ب" and form not in PREP and len(rest) > 3
        if letter == "ل" and form.startswith("لل") and bare(self.forms[first]) in OFFICES and j - first <= 3 and bare(form) in ORGANISATIONS and first not in self._person_words:
            return False  # الأمين العام للرابطة
        if letter == "ب" and self._closed(j - 1) and prefixed(form):
            return True
        return rest.startswith("ال") or is_masdar(rest)

    def _closed(self, k: int) -> bool:
        """Whether a noun phrase may end at word `k`: a definite noun, a name, a date, a mark."""
        form = self.forms[k]
        return (
            form.startswith("ال")
            or self.raw[k] in COMMAS
            or self.raw[k] in ")»\"”"
            or self._is_name(k)
            or form in STATES
            or k in self.ctx.timed
        )

    def _is_speech(self, cue: int, at: int, close: int, frames: tuple[str, ...]) -> bool:
        """Whether the quotation at `at` is the speech itself and no name inside the subject."""
        if at > cue + 1 and not self.forms[at - 1].startswith("ال") and bare(self.forms[at - 1]) in ORGANISATIONS and at - 1 not in self._person_words:
            return False  # مركز "أبحاث السلام", شركة "كذا القابضة"
        if "q" not in frames and "an" not in frames:
            return False
        words = sum(1 for k in range(at + 1, min(close, self.n)) if self.raw[k][0].isalnum())
        if words < 3:
            return False
        before = self.raw[at - 1]
        if before in ":":
            return True
        if self.forms[at - 1] in PREP:
            return False
        if at == cue + 1 or before in "،,":
            return words >= 3
        if self.ctx.words.glued(at) and before not in ":،,(":
            return False
        # A name in the subject is followed by the complement; speech is followed by a stop or comma.
        after = min(close + 1, self.n)
        if after >= self.n or self.raw[after] in ".،,؛!؟?\n" or after in self.hits or self.forms[after] in JOINER:
            return not any(
                self.raw[k] == ":" and k + 1 in self.ctx.quote_at for k in range(after, min(self.sentence_end(cue), after + 25, self.n))
            )
        return words >= 7

    def _draft(self, i: int, cue: CueForm, frame: FrameName, first: int, last: int, start: int) -> Draft | None:
        draft = Draft(i, i, cue, frame, start)
        if cue.entry.carries and "عن" in self.forms[first : last + 1]:
            at = self.forms.index("عن", first)
            self._adjuncts(draft, first, at - 1)
            draft.via, draft.subject = draft.subject, None
            first = at + 1
        if start >= self.n or self.raw[start] == "\n":
            if not (frame == "q" and start < self.n - 1):
                return None
            draft.start = start = start + 1
        if cue.kind == "participle":
            if last >= first:
                self._adjuncts(draft, first, last)
                draft.subject = None
        elif last >= first:
            self._adjuncts(draft, first, last)
        return draft

    # -- subject ------------------------------------------------------------------------------------------------

    def _adjuncts(self, draft: Draft, first: int, last: int) -> None:
        """Part what stands between cue and complement into subject, medium and the rest."""
        forms, raw = self.forms, self.raw
        times = self.ctx.time_words
        k = first
        # adverbs, asides and dates before the subject
        while k <= last:
            form = forms[k]
            if k in times:
                k = times[k] + 1
            elif form in ADVERB or form in COMMAS or self._adverbial(k):
                k += 1
            elif form == "من" and k + 1 <= last and forms[k + 1] in ASIDE:
                k += 2
            elif form in ASIDE:
                k += 1
            elif form == "ل" and k + 1 in self.ctx.quote_at:
                draft.via = (k, min(self.ctx.quote_at[k + 1].close, last))
                k = draft.via[1] + 1
            elif form.startswith("لل") and k == first and k not in self._name_starts and bare(form) not in OFFICES or form in ("لي", "لنا", "له", "لها"):
                if form.startswith("لل"):  # `قال للنواب`: whom it was said to carries it
                    draft.via = (k, self._via_end(k, last))
                    k = draft.via[1]
                k += 1
            elif k not in self._names and (form in PREP or form in ADJUNCT or form in _FRONTED or form in TO_MEDIUM):
                # `وقال في بيان إن`: adjunct first, subject dropped or behind it
                stop = self._adjunct_end(k, last)
                self._via(draft, k, stop)
                k = stop + 1
                if stop >= last:
                    return
            else:
                break
        start = k
        if start > last:
            return
        end = last
        k = start
        while k <= last:
            form = forms[k]
            if k in self.ctx.quote_at:
                k = min(self.ctx.quote_at[k].close, last) + 1
                continue
            if k in self._names and k not in self._name_starts:
                k += 1
                continue
            if k > start:
                hit = self.hits.get(k)
                if hit is not None and hit.kind == "participle" and hit.gender == "m":
                    end = k - 1
                    break
                if form in MEDIUM and form.endswith(("ه", "ها", "هم")) and raw[k][-1] != "ة" and not form.endswith("يه"):
                    draft.via = (k, k)
                    end = k - 1
                    break
                if form in TO_MEDIUM or (raw[k].startswith("ل") and forms[k] == "ل" and k + 1 <= last and k + 1 in self.ctx.quote_at):
                    self._via(draft, k, self._via_end(k, last))
                    end = k - 1
                    break
                if form in ("في", "عبر", "خلال", "علي") and k + 1 <= last and self._medium(k + 1):
                    self._via(draft, k, self._via_end(k, last))
                    end = k - 1
                    break
                if k in times and forms[k - 1] not in ("يوم",):
                    end = k - 1
                    self._rest(draft, times[k] + 1, last)
                    break
                if form in RELATIVE or form in _DESCRIBED:
                    end = k - 1
                    self._rest(draft, k + 1, last)
                    break
                if self._addressee_at(draft, k, start):
                    end = k - 1
                    self._rest(draft, k + 1, last)
                    break
                if form == "في" and k not in self._names and not self._holds_place(k, start):
                    end = k - 1
                    self._rest(draft, k, last)
                    break
                if form in ADJUNCT and k not in self._names and not self._title_preposition(k, start):
                    end = k - 1
                    self._rest(draft, k, last)
                    break
                if form in ADVERB or (form == "من" and k + 1 <= last and forms[k + 1] in ASIDE):
                    end = k - 1
                    self._rest(draft, k + 1, last)
                    break
            k += 1
        while end >= start and (raw[end] in COMMAS or raw[end] in "-–—" or (forms[end] in PREP and end not in self._names)):
            end -= 1
        while start <= end and not raw[start][0].isalnum() and raw[start] not in _OPENING and raw[start] != "#":
            start += 1
        end = self._closed_end(start, end) if start <= end else end
        if end >= start:
            draft.subject = (start, end)

    def _closed_end(self, start: int, end: int) -> int:
        """The end of a source that cannot govern what stands behind it: a definite body, document or state before an indefinite noun."""
        forms, raw = self.forms, self.raw
        form = forms[start]
        if form in _PRONOUNS or end < start:
            return start - 1 if form in _PRONOUNS else end
        k = start + 1
        named = self.ctx.mentions.at.get(start)
        if named is not None and named[2] != "person" and (form in STATES or form.startswith("ال") or named[1] > start):
            k = named[1] + 1
        elif not (form.startswith("ال") and (bare(form) in ORGANISATIONS or bare(form) in DOCUMENTS or bare(form) in MEDIUM)):
            return end
        while k <= end:
            form = forms[k]
            if not form[0].isalpha() and not form[0].isdigit() or form in PREP or form in RELATIVE or form[0] in "وبلف" or k in self.ctx.quote_at:
                return end
            if not form.startswith("ال") and k not in self._names:
                return k - 1
            k += 1
        return end

    def _holds_place(self, k: int, start: int) -> bool:
        """Whether في at word `k` belongs to the source's description: unnamed people and offices have a place, names do not."""
        if k + 1 < self.n and self.forms[k + 1] in _SET_PHRASE:
            return False
        if k - 1 in self._name_ends and k - 1 - start < 3:
            return False
        head = self.forms[start]
        return bare(head) in OFFICES or head in ANONYMOUS or head in GROUP or head in PLURALS or bare(head) in ORGANISATIONS or head in ("احد", "احدي", "عضو") or k - start > 1

    def _adverbial(self, k: int) -> bool:
        """Whether word `k` is an adverb by form (مجددًا, خصوصاً) or a participle that only colours the cue (مؤكدا)."""
        raw = self.raw[k]
        if raw.endswith(("ًا", "اً")):
            return True
        hit = self.hits.get(k)
        return hit is not None and (hit.kind == "participle" and hit.gender == "m" or self.forms[k] == "يقول")

    def _addressee_at(self, draft: Draft, k: int, start: int) -> bool:
        """Whether a second party begins at word `k`: whom the cue is addressed to or speaks of, no part of the speaker."""
        cue = draft.form
        if cue is None or not (cue.entry.addressee or draft.frame in ("np", "obj")):
            return False
        form = self.forms[k]
        if form[0] in "ول" or not self._closed(k - 1) or self.raw[k - 1] in COMMAS:
            return False
        if k - 1 in self._name_ends and k in self._name_starts:
            return True
        if form.startswith("ال") and (bare(form) in ORGANISATIONS or form in GROUP):
            return True
        return k - 1 in self._person_end_words and form not in ADVERB and bare(form) not in OFFICES and not is_masdar(form)

    def _rest(self, draft: Draft, k: int, last: int) -> None:
        """Look for a medium in what follows the subject."""
        forms = self.forms
        while k <= last:
            if forms[k] in TO_MEDIUM:
                self._via(draft, k, self._via_end(k, last))
                return
            if forms[k] in ("في", "عبر", "خلال", "علي") and k + 1 <= last and self._medium(k + 1):
                self._via(draft, k, self._via_end(k, last))
                return
            if forms[k] == "امام" and k + 1 <= last:
                draft.via = (k + 1, self._via_end(k, last))
                return
            k += 1

    def _medium(self, k: int) -> bool:
        form = self.forms[k]
        return form in MEDIUM or (form.startswith("ال") and form[2:] in MEDIUM)

    def _title_preposition(self, k: int, start: int) -> bool:
        """Whether an adjunct word at `k` belongs to a title (السفير لدى, المبعوث الخاص إلى, المسؤول عن)."""
        before = self.forms[k - 1]
        form = self.forms[k]
        if form == "مع" and is_masdar(bare(before)):
            return True
        if form in ("لدي", "الي", "عن", "علي", "مع") and k - start <= 3:
            return before in _TITLE_BEFORE or (k - 2 >= start and self.forms[k - 2] in _TITLE_BEFORE)
        return False

    def _adjunct_end(self, k: int, last: int) -> int:
        """Last word of an adjunct that opens at `k`: up to a comma or to the titled name that follows, or all there is."""
        for m in range(k + 1, last + 1):
            if self.raw[m] in COMMAS:
                return m
        for m in range(k + 2, last + 1):
            if bare(self.forms[m]) in OFFICES and self.forms[m][0] not in "لبو" and self.forms[m - 1] not in PREP and any(
                kind == "person" for _, _, kind in self.ctx.mentions.starting(m + 1, m + 9)
            ):
                return m - 1
        return last

    def _via_end(self, k: int, last: int) -> int:
        """Last word of the medium phrase that opens at `k`."""
        raw = self.raw
        m = k + 1
        told = self.forms[k].startswith("ل")
        while m <= last:
            if m in self.ctx.time_words and (told or self.forms[m - 1] in MEDIUM):
                return m - 1
            if told and self.forms[m] in ("في", "عند", "خلال", "بعد", "قبل", "عقب", "علي") and m not in self._names:
                return m - 1
            if m in self.ctx.quote_at:
                m = min(self.ctx.quote_at[m].close, last) + 1
                continue
            if raw[m] in COMMAS:
                return m - 1
            m += 1
        return last

    def _via(self, draft: Draft, k: int, stop: int) -> None:
        """Take words `k`..`stop` as the medium if a medium stands there (a leading في or عبر left out)."""
        if draft.via is not None:
            return
        forms = self.forms
        if forms[k] in TO_MEDIUM or forms[k] == "ل":
            draft.via = (k, stop)
            return
        if k + 1 <= stop and (self._medium(k + 1) or forms[k] == "امام"):
            while stop > k + 1 and self.raw[stop] in COMMAS:
                stop -= 1
            draft.via = (k + 1, stop)

    # -- bare complements ---------------------------------------------------------------------------------------

    def _noun_phrase(self, i: int, cue: CueForm, first: int, end: int) -> Draft | None:
        """A direct object as content: the subject ends where a verbal noun, or a new definite phrase, begins."""
        forms = self.forms
        start = self._subject_stop(i, cue, first, end)
        if start is None:
            return None
        draft = Draft(i, i, cue, "np", start)
        if start > first:
            self._adjuncts(draft, first, start - 1)
        if cue.kind == "participle":
            draft.subject = None
        if start < self.n and forms[start] in PREP and forms[start] != "ما":
            return None
        return draft

    def _subject_stop(self, i: int, cue: CueForm, first: int, end: int) -> int | None:
        """The word where the object begins, or None where there is none."""
        forms, raw = self.forms, self.raw
        times = self.ctx.time_words
        soft = set(self._person_ends(first, end))
        k = first
        if cue.kind != "participle" and k < end and self._subject_stands_before(i, cue):
            while k < end and (k in times or forms[k] in ADVERB or raw[k] in COMMAS):
                k = times.get(k, k) + 1
            if k < end and forms[k] in PREP:
                while k < end and not (is_masdar(forms[k]) and self._closed(k - 1)):
                    k += 1
            return k if k < end and raw[k] not in _STOPS and forms[k] not in PREP else None
        closed = True  # whether the phrase so far may end here
        seen = False
        passed = False  # whether a person's name has gone by
        while k < end:
            form = forms[k]
            if raw[k] in _STOPS or raw[k] == "\n":
                return None
            if k in times:
                passed = passed or (seen and raw[k - 1] in COMMAS)
                k = times[k] + 1
                closed = True
                continue
            if raw[k] in COMMAS or form in ADVERB or form in ASIDE:
                closed = True
                k += 1
                continue
            if seen and raw[k - 1] in COMMAS and passed and self._new_phrase(k):
                return k
            passed = passed or k in soft
            if form == "من" and k + 1 < end and forms[k + 1] in ASIDE:
                k += 2
                continue
            if raw[k] == "(":
                while k < end and raw[k] != ")":
                    k += 1
                k += 1
                closed = True
                continue
            if k in self.ctx.quote_at:
                if not seen:
                    return k
                k = min(self.ctx.quote_at[k].close, end) + 1
                closed = True
                continue
            if form in PREP:
                # a prepositional adjunct inside the subject: skip it with its noun
                if not seen and form not in ("خلال", "عقب", "بعد", "في", "امس"):
                    return None
                k += 2
                closed = True
                continue
            if (closed or (seen and form.endswith(("ها", "هم")) and form in MASDAR)) and is_masdar(form) and k not in soft and not (not seen and not self._was(i) and self._may_be_subject(k, cue, end)):
                return k
            if form == "اي" and raw[k - 1] in COMMAS:
                return None  # `، أي ما يعادل`: that is to say
            if seen and k - 1 == first and is_masdar(form) and not forms[first].startswith("ال") and not is_masdar(forms[first]) and self._unknown(first):
                return k  # a name nobody knows before a verbal noun (`يرفض علان إجراء فحوص`)
            if k == first + 1 and form.startswith("ال") and bare(form) in MASDAR and forms[first].startswith("ال") and (
                bare(forms[first]) in ORGANISATIONS or bare(forms[first]) in OFFICES
            ):
                return k  # `أدان المجلس الهجوم`
            if form in ("ما", "ان", "اي", "كل", "جميع"):
                return k
            definite = form.startswith("ال")
            if not seen and (self._disagrees(cue, form) or cue.number in "pd" and cue.kind in ("past", "present")):
                return k  # a verb in the plural or dual has its subject before it
            if not seen and self._indefinite_object(i, cue, k, end):
                return k
            if seen and closed and definite and (k - 1) in soft:
                return k
            if seen and closed and not definite and (k - 1) in self._name_ends and k not in self._names and form[0] not in "و(«\"":
                return k
            if cue.kind == "participle":
                return k
            if (k - first) > 22:
                return None
            seen = True
            closed = definite or k in soft or self._is_name(k)
            k += 1
        return None

    def _unknown(self, k: int) -> bool:
        """Whether the word is in no list of nouns: most likely a name."""
        form = self.forms[k]
        head = bare(form)
        return form.isalpha() and not (head in ORGANISATIONS or head in OFFICES or head in DOCUMENTS or head in MEDIUM or form in GROUP or form in PLURALS or form in ANONYMOUS)

    def _indefinite_object(self, i: int, cue: CueForm, k: int, end: int) -> bool:
        """Whether the noun behind a joined verb is its object (`كما لاحظ تردي المناخ`): no body, office, name or people, and ruling a definite noun."""
        form = self.forms[k]
        if not (cue.lead or self.forms[i - 1] in JOINER) or cue.kind == "participle" or k + 1 >= end:
            return False
        if form.startswith("ال") or not self.forms[k + 1].startswith("ال") or not form.isalpha():
            return False
        head = bare(form)
        return not (
            head in ORGANISATIONS or head in OFFICES or head in DOCUMENTS or head in MEDIUM or form in GROUP or form in PLURALS or form in ANONYMOUS
            or form in STATES or form in GIVEN or k in self._names or form.endswith(("ون", "ات")) or form in ("رجل", "اهالي", "ممثل", "عائله", "اسره", "بعض", "جميع", "كل")
        )

    def _new_phrase(self, k: int) -> bool:
        """Whether the word behind a comma opens the object and no apposition to the speaker's name."""
        form = self.forms[k]
        return not (
            form in PREP or form in RELATIVE or form in ADVERB or form in JOINER or bare(form) in OFFICES or k in self._person_words
            or form[0] in "وف" or not form[0].isalpha()
        )

    def _was(self, i: int) -> bool:
        """Whether the cue's sentence opens with `وكان ...`, so that its subject stands before the verb."""
        start = self.sentence_start(i)
        return i - start > 2 and self.forms[start] in ("كان", "كانت", "وكان", "وكانت")

    def _may_be_subject(self, k: int, cue: CueForm, end: int) -> bool:
        """Whether a word shaped like a verbal noun right behind the cue is its subject: a body, or another object follows."""
        form = self.forms[k]
        if cue.kind == "participle":
            return False
        if form in ORGANISATIONS or form in GROUP:
            return True
        if form in MASDAR:
            return False
        if cue.lead and (form.endswith("ه")) != (cue.gender == "f"):
            return False
        for m in range(k + 2, min(end, k + 12)):
            if self.raw[m] in _STOPS or self.forms[m] in RELATIVE:
                return False
            if is_masdar(self.forms[m]) and self._closed(m - 1):
                return True
        return False

    def _subject_stands_before(self, i: int, cue: CueForm) -> bool:
        """Whether a noun right before the cue is its subject (`ميليشيات الحوثي رفضت ...`, `الذي ينتقد`)."""
        if cue.lead or self.sentence_start(i) == i:
            return False
        before = self.forms[i - 1]
        if before in RELATIVE:
            return False
        if before in JOINER or before in COMMAS or before in PREP or before in AN or before in ASIDE or before in NEGATION:
            return False
        if not ((i - 1) in self._names or before.startswith("ال")):
            return False
        return not self._governed(i - 1)

    def _governed(self, k: int) -> bool:
        """Whether the noun phrase that ends at word `k` hangs on a preposition (`وعلى الأثر أعلنت`, `في ليبيا دعت`)."""
        start = self.sentence_start(k)
        for m in range(k, max(start, k - 5) - 1, -1):
            form = self.forms[m]
            if m in self.hits or form in AN or self.raw[m] in COMMAS or form in RELATIVE:
                return False
            if form in PREP or form[1:] in PREP and form[0] in "وف":
                if m in self._names:
                    return False
                return m == start or self.raw[m - 1] in COMMAS or self.forms[m - 1] in AN or self.forms[m - 1] in JOINER
        return False

    def _person_ends(self, first: int, end: int) -> list[int]:
        return [last for _, last, kind in self.ctx.mentions.within(first, end - 1) if kind == "person"]

    def _is_name(self, k: int) -> bool:
        return k in self._names

    def _disagrees(self, cue: CueForm, form: str) -> bool:
        """Whether the first noun cannot be the subject: its gender is not the verb's."""
        if cue.number != "s" or cue.suffixed:
            return cue.suffixed
        if form in STATES or form in GROUP or form in FEMININE:
            return False
        feminine = form.endswith("ه") and len(form) > 3
        if form.startswith("ال") and form.endswith("ين") and form in PLURALS:
            return True  # السياسيين: the oblique plural is an object
        if cue.gender == "f":
            return form.startswith("ال") and not feminine and not form.endswith(("ات", "اء"))
        return form.startswith("ال") and feminine

    def _object(self, i: int, cue: CueForm, first: int, end: int) -> Draft | None:
        """Object and what is said of it (وصف القرار بالخطأ, اتهم الحكومة بالتقصير, اعتبره خطوة)."""
        forms, raw = self.forms, self.raw
        if first >= min(end, self.n):
            return None
        if not cue.suffixed and cue.kind != "participle" and (forms[first][0] == "ب" and first not in self._names):
            return None  # `وصف بالتاريخي`: passive, nobody is said to say it
        if cue.kind == "present" and not cue.suffixed and cue.entry.verb == "اعتبر" and not self._names_somebody(first, min(end, first + 10)) and not self._subject_stands_before(i, cue):
            return None  # `وتعتبر الصين الشريك الأول`: passive too
        if cue.suffixed:
            draft = Draft(i, i, cue, "obj", first)
            # the subject may follow (صنفته منظمة الشفافية ثالث أكثر ...)
            after = self._suffixed_subject(first, end)
            for k in range(first, min(end, first + 10)):
                if forms[k].startswith("ب") and (forms[k].startswith("بال") or k + 1 in self.ctx.quote_at):
                    draft.start = k
                    break
            else:
                if after is not None:
                    draft.start = after
            quote = self.ctx.quote_at.get(draft.start) or (self.ctx.quote_at.get(draft.start + 1) if forms[draft.start] == "ب" else None)
            if quote is not None and quote.closed and cue.entry.verb in ("وصف", "سمى", "اعتبر"):
                draft.end = quote.close  # what it was called is the quotation alone
                draft.start = quote.open
            if draft.start > first:
                self._adjuncts(draft, first, draft.start - 1)
            return draft if raw[first] not in _STOPS and raw[first] not in COMMAS else None
        if cue.entry.verb == "حمل":
            if not any("مسؤولي" in w or "مسوولي" in w for w in forms[first : min(end, first + 12)]):
                return None  # حمل takes a side only with مسؤولية
        needs = cue.entry.verb in ("اتهم", "وصف")
        if needs and not any(forms[k].startswith("ب") or forms[k] == "ب" for k in range(first, end)):
            return None
        start = self._subject_stop_object(i, cue, first, end)
        if start is None:
            return None
        draft = Draft(i, i, cue, "obj", start)
        if start > first:
            self._adjuncts(draft, first, start - 1)
        if cue.kind == "participle":
            draft.subject = None
        return draft

    def _names_somebody(self, first: int, end: int) -> bool:
        """Whether a person, people or an office stand at word `first` or a name soon behind it."""
        form = self.forms[first]
        return form in GROUP or form in PLURALS or bare(form) in OFFICES or bool(self._person_ends(first, end))

    def _suffixed_subject(self, first: int, end: int) -> int | None:
        """The word behind the subject of a verb that carries its object (صنفته المنظمة ثالث ..., ينتقده آخرون لأنه ...)."""
        form = self.forms[first]
        last = first
        named = self.ctx.mentions.at.get(first)
        if named is not None:
            last = named[1]
        else:
            if not (form.startswith("ال") or form in GROUP or form in STATES or bare(form) in ORGANISATIONS):
                return None
            while last + 1 < min(end, first + 6) and (self.forms[last + 1].startswith("ال") or last == first and bare(form) in ORGANISATIONS and not form.startswith("ال")):
                last += 1
        k = last + 1
        while k < end and (k in self.ctx.time_words or self.forms[k] in ADVERB or self.forms[k] == "مرارا"):
            k = self.ctx.time_words.get(k, k) + 1
        return k if k < end and self.raw[k] not in _STOPS and self.raw[k] not in COMMAS else None

    def _subject_stop_object(self, i: int, cue: CueForm, first: int, end: int) -> int | None:
        forms = self.forms
        if first >= end:
            return None
        if cue.kind == "participle":
            return first
        ends = self._person_ends(first, min(end, first + 14))
        comma = next((k for k in range(first + 1, min(end, first + 12)) if self.raw[k] in COMMAS), None)
        if comma is not None and bare(forms[first]) in OFFICES and ends and comma + 1 in self._name_starts and ends[0] + 1 < end and forms[ends[0] + 1][0] == "ب" and (
            ends[0] > comma
        ):
            return comma + 1  # `اتهم وزير الخارجية الألماني، فلانا بـ`: the name behind the comma is the object
        if ends and ends[0] + 1 < end:
            k = ends[0] + 1
            while k < end and (k in self.ctx.time_words or forms[k] in ADVERB or forms[k] in COMMAS):
                k = self.ctx.time_words.get(k, k) + 1
            return k if k < end else None
        if self._disagrees(cue, forms[first]):
            return first
        k = first + 1
        body = self.ctx.mentions.at[first][1] if first in self.ctx.mentions.at and self.ctx.mentions.at[first][2] == "organisation" else first
        while k < min(end, max(first, body) + 8):
            form = forms[k]
            if k <= body or form in _FEMININE_ADJECTIVES:
                k += 1
                continue
            if form.startswith("ال") and forms[k - 1].startswith("ال") and form[-1] != "ه" and not form.endswith("ي"):
                return k
            if self._closed(k - 1) and (k in self._name_starts or form in STATES):
                return k
            if self._closed(k - 1) and form.startswith("ال") and bare(form) in ORGANISATIONS:
                return k
            if form in ("هذا", "هذه", "هولاء", "ذلك", "تلك", "تنظيم", "حركه", "دول", "جماعه", "ايران", "جهات", "قوات") or is_masdar(form):
                return k
            k += 1
        return None

    # -- subjects before the cue --------------------------------------------------------------------------------

    def left_subject(self, i: int, cue: CueForm) -> tuple[int, int] | None:
        """The subject before the cue at `i` (`مصادر أبلغت`, `لكن الجانبين حذرا`, the antecedent of `الذي أكد`)."""
        forms, raw = self.forms, self.raw
        start = self.sentence_start(i)
        k = i - 1
        while k >= start and (k in self.ctx.time_words or forms[k] in ADVERB or forms[k] in ("قد", "كان", "كانت", "لا", "لم", "ما")):
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
        elif cue.lead and self.raw[i].startswith("ف") and forms[start] in _AS_FOR and start + 1 < i and forms[start + 1] not in PREP:
            # `أما الوزير، الشيخ فلان، فرحب`: all before the verb is its subject
            return (start + 1, k - 1 if raw[k] in COMMAS else k) if k - start <= 18 else None
        elif cue.lead or raw[k] in COMMAS or forms[k] in JOINER or forms[k] in RELATIVE:
            if raw[k] in COMMAS and not cue.lead and cue.kind != "participle":
                return self._apposed_subject(k, start, cue)
            return None
        if raw[k] in "-–—":
            return None  # a dateline ends here
        last = k
        while k >= start:
            form = forms[k]
            if raw[k] == ")":
                while k > start and raw[k] != "(":
                    k -= 1
                k -= 1
                continue
            if k in self.ctx.closes:
                k = self.ctx.closes[k].open - 1
                continue
            if raw[k] in COMMAS or raw[k] in _STOPS or raw[k] in ":\n-–—" or form in AN or form in JOINER or form in FA_AN:
                break
            if form in RELATIVE or k in self.hits:
                break
            if last - k > 16:
                return None
            k -= 1
        first = k + 1
        if relative:
            first = self._phrase_start(first, last)
        if first > last or forms[first] in PREP or forms[first] in ADVERB:
            if not relative:
                return None
        if not relative and (forms[first] in PREP or (forms[first][0] in "وف" and forms[first][1:] in PREP)):
            return None
        if first == last and forms[first] in _PRONOUNS:
            return None
        while first <= last and forms[first] in PREP:
            first += 1
        if first <= last and not relative and self._verbal(first, last):
            return None
        return (first, last) if first <= last else None

    def _verbal(self, first: int, last: int) -> bool:
        """Whether a would-be subject is a clause of its own (`فيما يتعلق بالوضع`, `أن تضاف مادة`, `ومضى`)."""
        form = self.forms[first]
        if first in self._names or form.startswith("ال") or form in GROUP or form in STATES or form in ANONYMOUS or form in PLURALS:
            return False
        if bare(form) in ORGANISATIONS or bare(form) in OFFICES or bare(form) in DOCUMENTS or form in GIVEN:
            return False
        if len(form) > 3 and form[0] == "ي" or form in ("وهو", "وهي", "وهم"):
            return True
        before = self.forms[first - 1] if first else "\n"
        if len(form) > 3 and form[0] == "ت" and before == "ان" and not form.endswith(("ه", "ات")) and not is_masdar(form):
            return True
        return first == last and form.startswith("و") and form.endswith("ي") and len(form) == 4

    def _apposed_subject(self, comma: int, start: int, cue: CueForm) -> tuple[int, int] | None:
        """`وكانت الرئاسة السودانية، قالت`: a short phrase closed by a comma before the verb, from its clause's start."""
        forms, raw = self.forms, self.raw
        first = start
        for k in range(comma - 1, start - 1, -1):
            if forms[k] in AN or forms[k] in _OPENS_CLAUSE:
                first = k + 1
                break
            if k in self.hits or forms[k] in RELATIVE:
                return None
        while first < comma and (raw[first] in COMMAS or first in self.ctx.time_words):
            first = self.ctx.time_words.get(first, first) + 1
        if comma - first > 16 or comma - first < 1:
            return None
        form = forms[first]
        if form in PREP or form in JOINER or form in ADVERB or (form[0] in "وف" and form[1:] in PREP) or form[0] in "بل" and form not in BLEMMAS and not (
            first in self._names
        ):
            return None
        if first == start and comma - first > 12:
            return None
        return (first, comma - 1)

    def _phrase_start(self, first: int, last: int) -> int:
        """The start of the noun phrase that ends at `last`: the person mentioned there with the title before."""
        for a, b, _ in self.ctx.mentions.within(first, last):
            if b == last:
                best = k = a
                while k - 1 >= first and not (self.forms[k - 1] in PREP and self.forms[k - 1] not in ("في", "الي") or k - 1 in self.hits):
                    k -= 1
                    if bare(self.forms[k]) in OFFICES or self.forms[k] in COURTESY:
                        best = k
                return best
        k = last
        while k - 1 >= first and self.forms[k - 1] not in PREP and last - k < 6:
            k -= 1
        return k

    # -- content ------------------------------------------------------------------------------------------------

    def boundary(self, k: int, start: int) -> bool:
        """Whether the cue at word `k` opens a statement of its own that ends the one before it."""
        draft = self.drafts.get(k)
        if draft is None:
            return False
        cue = draft.form
        if cue is None:
            return True
        if draft.frame == "nominal":
            return False
        if cue.kind == "participle":
            return True
        before = self.forms[k - 1] if k else "\n"
        return bool(cue.lead) or before in JOINER or (before in COMMAS and k - start > 4 and self._has_verb(start, k))

    def _has_verb(self, start: int, stop: int) -> bool:
        """Whether the words from `start` to `stop` hold a predicate, so that a verb behind a comma is another clause's."""
        for k in range(start, stop - 1):
            form = self.forms[k]
            if k in self.hits or form in _BE:
                return True
            if len(form) > 3 and form[0] in "يت" and k not in self._names and not form.endswith("ه") or form[:2] in ("سي", "ست"):
                return True
            if len(form) > 3 and form.endswith("ت") and not form.startswith("ال") and k not in self._names and form[-2] not in "ا":
                return True
        return False

    def content_end(self, draft: Draft) -> int:
        """Last word of the content that begins at `draft.start`."""
        forms, raw, ctx = self.forms, self.raw, self.ctx
        sentence_of = ctx.sentence_of
        k = draft.start
        limit = min(self.n, k + _CONTENT)
        paragraph_long = draft.frame == "q" and draft.start not in ctx.quote_at
        while k < limit:
            word = raw[k]
            if word == "\n":
                return k - 1
            quote = ctx.quote_at.get(k)
            if quote is not None and quote.depth == 0:
                close = quote.close
                if k == draft.start and draft.frame == "q":
                    draft.quote_close = close
                    return self._runs_on(close) if quote.closed else close - 1
                if not quote.closed:
                    return min(close, self.n) - 1
                after = close + 1
                if after >= self.n or raw[after] == "\n":
                    return close
                if raw[close - 1] in _STOPS and raw[after] not in COMMAS:
                    return close
                if close - k > 4 and raw[after] in COMMAS and after + 1 < self.n and forms[after + 1] in _AFTER_QUOTE and draft.frame in ("an", "prep", "obj"):
                    return close
                k = after
                continue
            if k > draft.start:
                if forms[k] in _SELF_OPENS and self._self_phrase(k):
                    return self._before(k, draft.start)
                if k in self.drafts and self.boundary(k, draft.start):
                    return self._before(k, draft.start)
                if forms[k] == "وذلك" and k + 1 < self.n and forms[k + 1] in _DATING and draft.frame != "q":
                    return self._before(k, draft.start)
                if raw[k - 1] in COMMAS and (
                    (draft.frame in ("np", "prep", "obj", "nominal") and forms[k] in _NARRATION)
                    or (draft.frame == "nominal" and forms[k] not in ("و", "او"))
                    or (draft.frame == "an" and forms[k] in _TURN)
                    or (draft.frame in ("np", "prep", "obj") and self._circumstance(k))
                    or (forms[k] == "في" and k + 2 < self.n and forms[k + 1] in ("وقت", "الوقت") and forms[k + 2] != "ذاته")
                ):
                    return self._before(k, draft.start)
            if word in _STOPS and self.ends[sentence_of[k]] <= k + 1 + (1 if k + 1 < self.n and raw[k + 1] in _STOPS else 0):
                if not paragraph_long or self._speech_stops(k + 1):
                    return k - 1
            elif word == "." and self.ends[sentence_of[k]] - k <= 2 and not paragraph_long:
                return k - 1
            k += 1
        return k - 1

    def _runs_on(self, close: int) -> int:
        """The last word of a quotation that the next paragraphs take up again with no new cue."""
        raw = self.raw
        while True:
            k = close + 1
            while k < self.n and raw[k] in _STOPS:
                k += 1
            if k >= self.n or raw[k] != "\n":
                return close
            while k < self.n and raw[k] == "\n":
                k += 1
            quote = self.ctx.quote_at.get(k)
            if quote is None or not quote.closed or quote.depth or quote.close - quote.open < 5:
                return close
            after = quote.close + 1
            while after < self.n and raw[after] in _STOPS:
                after += 1
            if after < self.n and raw[after] != "\n":
                return close
            close = quote.close

    def _circumstance(self, k: int) -> bool:
        """Whether a participle of circumstance opens at word `k` (، مرددا, ، مقدما): the narration goes on."""
        raw = self.raw[k]
        return raw.startswith("م") and len(self.forms[k]) >= 5 and raw.endswith(("ًا", "اً", "ا")) and k not in self._names

    def _self_phrase(self, k: int) -> bool:
        """Whether `على حد قوله`, `وفق تعبيرها`, `بحسب تعبير ...` opens at word `k`."""
        forms = self.forms
        if forms[k] == "علي":
            return k + 1 < self.n and forms[k + 1] == "حد"
        return k + 1 < self.n and (forms[k + 1] in _SELF or forms[k + 1] in ("تعبير", "قول", "وصف"))

    def _speech_stops(self, k: int) -> bool:
        """Whether colon speech ends before word `k`: the text takes the floor again."""
        for m in range(k, min(k + 4, self.n)):
            if self.raw[m] == "\n":
                return True
            if m in self.drafts:
                return True
        return False

    def _before(self, k: int, start: int) -> int:
        """The last content word before a bound at `k`: joining words and commas are left out."""
        last = k - 1
        while last > start and (
            self.raw[last] in COMMAS
            or self.raw[last] in "-–—"
            or self.forms[last] in JOINER
            or (self.forms[last] in ("الا", "غير") and self.forms[last + 1] in AN)
            or (self.forms[last] == "في" and self.forms[last + 1] in ("حين", "وقت", "الوقت"))
        ):
            last -= 1
        return last

    # -- verbless attributions ----------------------------------------------------------------------------------

    def attribution(self, i: int) -> Draft | None:
        """`بحسب X، ...` or `...، بحسب X`: content before or behind the source."""
        forms, raw = self.forms, self.raw
        for words, after, kind in _ATTRIBUTIONS.by_first[forms[i]]:
            m = len(words)
            if m > 1 and tuple(forms[i + 1 : i + m]) != words[1:]:
                continue
            last = i + m - 1
            k = last + 1
            if k >= self.n:
                continue
            if after == "ل":
                if not (forms[k].startswith("ل") or forms[k] == "ل"):
                    continue
            elif after:
                if forms[k] != after:
                    continue
                k += 1
            return self._attribution_draft(i, last, k, after, kind)
        return None

    def _attribution_draft(self, i: int, last: int, k: int, after: str, kind: str) -> Draft | None:
        forms, raw = self.forms, self.raw
        start, end = self.sentence_start(i), self.sentence_end(i)
        if k >= end or forms[k] in _SELF:
            return None
        # the source runs to a comma, a complementiser or the sentence's end
        stop = k
        while stop < end and raw[stop] not in COMMAS and forms[stop] not in AN and forms[stop] not in FA_AN and (
            raw[stop] not in _STOPS and raw[stop] not in ")\n:"
        ):
            if stop in self.ctx.quote_at:
                quote = self.ctx.quote_at[stop]
                if stop > k and quote.close - stop > 6:
                    break
                stop = min(quote.close, end - 1)
            stop += 1
        named = self.ctx.mentions.at.get(stop + 1)
        if named is not None and named[2] == "person" and stop < end and raw[stop] in COMMAS and bare(forms[k].removeprefix("ل")) in OFFICES:
            stop = named[1] + 1  # بحسب رئيس المركز، فلان
        subject_first = k
        if forms[k] in _WHAT:
            subject_first += 1
            while subject_first < stop and (
                forms[subject_first] in CUES
                or forms[subject_first].startswith(("اعلن", "نقل", "ذكر", "اظهر", "اورد", "قال", "افاد", "اكد", "جاء", "صرح"))
                or forms[subject_first] in ("به", "عن", "عنه", "في")
            ):
                subject_first += 1
        for m in range(subject_first + 1, stop):
            if forms[m] in RELATIVE:
                at_end = m
                while at_end > subject_first + 1 and raw[at_end - 1] in COMMAS:
                    at_end -= 1
                source_end = at_end
                break
        else:
            source_end = stop
        if subject_first >= stop:
            return None
        draft = Draft(i, last, None, "attribution", -1, subject=(subject_first, source_end - 1))
        raw_source = raw[subject_first]
        if after == "ل" and subject_first == k and raw_source.startswith("ل") and not forms[k].startswith("لل"):
            if raw_source.strip("ـ") == "ل" and k + 1 < stop:
                draft.subject = (k + 1, source_end - 1)
            else:
                draft.subject_lead = len(raw_source) - len(raw_source[1:].lstrip("ـ"))
        if last > i and after == "عن":
            draft.cue_last = last
        leading = i - start <= 1 or raw[i - 1] == "\n"
        if subject_first == k and not self._sayer(subject_first, stop):
            return None
        if leading or (stop < end and (forms[stop] in AN or forms[stop] in FA_AN)):
            at = stop
            if at < end and raw[at] in COMMAS:
                at += 1
            if at < end and (forms[at] in AN or forms[at] in FA_AN):
                at += 1
            if at >= end or raw[at] in _STOPS:
                return None
            draft.start = at
            return draft
        draft.trailing = True
        return draft

    def _sayer(self, first: int, stop: int) -> bool:
        """Whether the words behind وفق or حسب name somebody who speaks, and no rule or plan."""
        head = self.forms[first].removeprefix("ل")
        head = "ال" + head[1:] if head.startswith("ل") and len(head) > 3 else head
        if head in ANONYMOUS or head in GROUP or head.removeprefix("ال") in SAYERS or head.removeprefix("ال") in MEDIUM:
            return True
        return first in self.ctx.mentions.covering or first + 1 in self.ctx.mentions.at

    # -- nominal cues -------------------------------------------------------------------------------------------

    def nominal(self, i: int) -> Draft | None:
        """A noun that reports with its owner behind it or on it (إعلان الوزارة ..., تعهده ب...)."""
        cue = self.nouns[self.forms[i]]
        forms, raw = self.forms, self.raw
        end = min(self.sentence_end(i), i + 24)
        j = i + 1
        subject: tuple[int, int] | None = None
        if not cue.suffixed:
            last = self._owner_end(j, end)
            if last is None:
                if j < end and "np" in cue.entry.frames and forms[j].endswith(("ه", "ها", "هم")) and forms[j] in MASDAR and len(forms[j]) > 4:
                    return self._nominal_draft(i, cue.entry, None, j)  # بإعلان استعدادها
                return None
            subject = (j, last)
            j = last + 1
            if cue.entry.verb in ("مطالبة", "اتهام") and j < end and forms[j][0] == "ب" and prefixed(forms[j]):
                # مطالبة الحكومة بـ..., اتهام الكويت بـ...: the noun behind is the object
                at = j if cue.entry.verb == "مطالبة" else subject[0]
                return self._nominal_draft(i, cue.entry, None, at)
        elif cue.entry.verb != "مطالبة" and i + 1 < end and forms[i + 1] in COMMAS:
            return None
        limit = min(end, j + 7)
        while j < limit:
            form = forms[j]
            if j in self.ctx.time_words:
                j = self.ctx.time_words[j] + 1
                continue
            if form in AN and "an" in cue.entry.frames:
                return self._nominal_draft(i, cue.entry, subject, j + 1)
            if form in _PREP_FRAMES:
                if form in cue.entry.frames and j + 1 < end:
                    at = j + 2 if forms[j + 1] in AN else j + 1
                    return self._nominal_draft(i, cue.entry, subject, at)
                return None
            if form[0] == "ب" and "ب" in cue.entry.frames and (prefixed(form) or (form == "ب" and j + 1 in self.ctx.quote_at)):
                if is_masdar(form[1:]) or form[1:].startswith("ال") or cue.suffixed or subject is not None:
                    return self._nominal_draft(i, cue.entry, subject, j)
            if form[0] == "ل" and "ل" in cue.entry.frames and len(form) > 3 and (cue.suffixed or subject is not None):
                return self._nominal_draft(i, cue.entry, subject, j)
            if "np" in cue.entry.frames and is_masdar(form) and subject is not None:
                return self._nominal_draft(i, cue.entry, subject, j)
            if raw[j] in _STOPS or raw[j] == "\n" or j in self.hits or form in RELATIVE:
                return None
            if subject is not None and j > subject[1] + 3:
                return None
            j += 1
        return None

    def _owner_end(self, j: int, end: int) -> int | None:
        """The last word of the owner that begins at word `j`: a name, or a title or body with its name."""
        if j >= end:
            return None
        form = self.forms[j]
        for a, b, _ in self.ctx.mentions.starting(j, j + 7):
            if a == j:
                return b
            if (bare(form) in OFFICES or bare(form) in ORGANISATIONS) and not any(
                self.raw[k] in COMMAS or self.forms[k] in PREP for k in range(j, a)
            ):
                return b
        if form.startswith("ال") and (bare(form) in ORGANISATIONS or bare(form) in OFFICES):
            return j
        return None

    def _nominal_draft(self, i: int, entry: CueEntry, subject: tuple[int, int] | None, start: int) -> Draft | None:
        if start >= self.n or self.raw[start] in _STOPS or self.raw[start] == "\n":
            return None
        lead = self.nouns[self.forms[i]].lead
        return Draft(i, i, CueForm(entry, "participle", lead, "", "s", False), "nominal", start, subject=subject)

    # -- all ----------------------------------------------------------------------------------------------------

    def find(self) -> list[Draft]:
        """The drafts of the article in text order, content bounds set."""
        forms = self.forms
        by_first = _ATTRIBUTIONS.by_first
        reporting = self.cues is CUES
        for i, cue in self.hits.items():
            if cue.kind == "participle" and (i == 0 or self.raw[i - 1] == "\n"):
                continue
            if not self._verb_place(i, cue):
                continue
            draft = self.complement(i, cue)
            if draft is not None and self._sound(draft):
                self.drafts[i] = draft
        for i, form in enumerate(forms):
            if reporting and form in by_first and i not in self.drafts:
                draft = self.attribution(i)
                if draft is not None:
                    self.drafts[i] = draft
        for i, form in enumerate(forms):
            if form in self.nouns and i not in self.drafts and (i not in self.hits or self.hits[i].suffixed) and not self._quoted(i):
                nominal = self.nominal(i)
                if nominal is not None and not any(self.drafts.get(k) and self.drafts[k].start == nominal.start for k in range(max(0, i - 12), i)):
                    self.drafts[i] = nominal
        if reporting:
            self._interview()
            self._quote_first()
        out = []
        taken: dict[int, int] = {}
        for i in sorted(self.drafts):
            draft = self.drafts[i]
            if draft.trailing:
                if not self._trailing(draft):
                    continue
            elif draft.end < 0:
                draft.end = self.content_end(draft)
            if draft.end < draft.start:
                continue
            if draft.start in taken and draft.form is not None:
                continue
            if draft.form is not None and draft.subject is not None and draft.frame in ("an", "q", "prep") and draft.form.kind != "participle":
                if self._subject_stands_before(i, draft.form):
                    before = self.left_subject(i, draft.form)
                    if before is not None:
                        if draft.via is None and self._carrier(draft.subject):
                            draft.via = draft.subject
                        draft.subject = before
                        draft.left = True
            if draft.form is not None and draft.form.lead and self.raw[i].startswith("ف") and self.forms[self.sentence_start(i)] in _AS_FOR:
                draft.subject = self.left_subject(i, draft.form) or draft.subject
                draft.left = True
            if draft.subject is not None and draft.form is not None and (self._is_addressee(draft) or self._pronoun_subject(i, draft)):
                draft.subject = None
                draft.addressee = True
            if draft.via is None and draft.form is not None and draft.form.kind != "participle":
                draft.via = self._via_before(i)
            if draft.via is None and draft.subject is not None and self.forms[draft.subject[0]] in _WRITTEN:
                draft.via = draft.subject  # `قال بيان للوزارة`: the document is speaker's mention and medium
            if draft.subject is None and draft.form is not None and draft.form.kind != "participle" and (not draft.addressee or (i > 0 and forms[i - 1] == "قد")):
                draft.subject = self.left_subject(i, draft.form)
                draft.left = draft.subject is not None
            taken[draft.start] = i
            out.append(draft)
        return out

    def _via_before(self, i: int) -> tuple[int, int] | None:
        """A medium that opens the cue's sentence (`وفي كلمة ألقاها في العاصمة، قال ...`)."""
        start = self.sentence_start(i)
        if i - start < 2 or i - start > 18 or self.forms[start] not in ("في", "وفي", "خلال", "وخلال") or not self._medium(start + 1):
            return None
        stop = i - 1
        while stop > start and (self.raw[stop] in COMMAS or self.forms[stop] in ADVERB):
            stop -= 1
        for k in range(start + 1, stop + 1):
            if k in self.hits or self.raw[k] in COMMAS:
                stop = k - 1
                break
        return (start + 1, stop) if stop > start else None

    def _carrier(self, words: tuple[int, int]) -> bool:
        """Whether words name an outlet the speaker told (أبلغت «عكاظ» أن)."""
        first, last = words
        return first in self.ctx.quote_at or bare(self.forms[first]) in ("صحيفه", "وكاله", "قناه", "اذاعه")

    def _pronoun_subject(self, i: int, draft: Draft) -> bool:
        """Whether a complementiser's pronoun is the verb's subject (`إنه أبلغ الرئيس ...`): the noun behind is the object."""
        before = self.forms[i - 1] if i else ""
        return (
            draft.form is not None and draft.form.entry.addressee and before in AN and len(before) > 2 and before not in ("بان",)
        )

    def _is_addressee(self, draft: Draft) -> bool:
        """Whether the noun behind an addressee verb is whom it is said to: an oblique plural, or of another gender."""
        cue = draft.form
        if cue is None or not cue.entry.addressee or draft.subject is None or draft.left or cue.kind == "participle":
            return False
        first, last = draft.subject
        form = self.forms[first]
        if form in ("جميع", "كل", "كافه") and first < last:
            form = self.forms[first + 1]
        if cue.number == "s" and form.startswith("ال") and form.endswith("ين") and len(form) > 5 and first not in self._names and bare(form) not in OFFICES:
            return True
        return bool(cue.lead) and form not in GROUP and first not in self._person_words and self._disagrees(cue, form)

    def _verb_place(self, i: int, cue: CueForm) -> bool:
        """Whether the cue at word `i` stands where a reporting verb can."""
        before = self.forms[i - 1] if i else "\n"
        if cue.kind == "participle":
            if before in PREP or before[0].isdigit():
                return False
            return not any(self.forms[k] in _COPULA for k in range(max(0, i - 3), i))
        if before in NEGATION and cue.kind == "present" and cue.entry.act not in ("deny", "expect"):
            return False
        if before in _WHAT and i > 1 and self.forms[i - 2] in _ATTRIBUTIONS.by_first:
            return False  # `بحسب ما أعلنته`: the attribution speaks
        if cue.kind == "present" and cue.gender == "m" and cue.number == "s" and cue.entry.verb in ("ذكر", "ذكّر", "أشار") and i + 1 < self.n:
            # `يذكر أن`, `يشار إلى أن` open background, nobody speaks
            if self.forms[i + 1] in AN or self.forms[i + 1] == "الي":
                return False
        if before in ("مما", "ومما"):
            return False
        if cue.entry.noun and cue.kind == "past" and cue.gender == "m" and cue.number == "s" and not cue.lead:
            return (
                self.sentence_start(i) == i
                or before in JOINER
                or before in COMMAS
                or before in RELATIVE
                or before in ASIDE
                or before in ADVERB
                or self._is_name(i - 1)
                or before in ("ان", "بان", "ما", "بما", "فيما", "لما", "مما")
                or before in AN
                or i - 1 in self.ctx.closes
            )
        return True

    def _sound(self, draft: Draft) -> bool:
        """Whether a draft is no accident: cues that are also nouns need a verb's place."""
        cue = draft.form
        assert cue is not None  # noqa: S101 - drafts of hits carry their form
        i = draft.cue
        before = self.forms[i - 1] if i else "\n"
        if cue.entry.verb == "عبر" and cue.kind == "past" and not cue.lead and cue.gender == "m" and not (
            before in JOINER or before in COMMAS or before in ASIDE or self.sentence_start(i) == i
        ):
            return False  # عبر as a preposition
        if cue.kind == "participle" and draft.frame in ("np", "prep", "obj") and (cue.gender == "f" or cue.number == "p"):
            # feminine and plural participles are adjectives and nouns too
            if before not in COMMAS and i - 1 not in self.ctx.closes:
                return False
        after = self.forms[i + 1] if i + 1 < self.n else "\n"
        if cue.entry.verb == "لفت" and before == "ما" or cue.entry.verb == "شدد" and after == "من":
            return False  # `ما لفت الانتباه أن`, `شددت من إجراءاتها`
        if draft.frame == "np" and cue.entry.verb == "رفض" and self.forms[draft.start] == "التعليق":
            return False
        if draft.frame == "np" and cue.entry.verb in ("كرر", "جدد") and self._owned_noun(draft.start):
            return False
        if draft.frame in ("np", "prep", "obj") and self._quoted(i):
            return False  # inside a quotation only a report with أن or a quotation of its own counts
        if cue.kind != "participle" and before in PREP and before not in ("بعد", "حتي"):
            return False
        if cue.entry.weak and cue.entry.verb in ("بين", "ذكر", "تابع", "كتب", "رد", "علق") and draft.subject is not None:
            first, last = draft.subject
            if last - first > 14:
                return False
        if cue.entry.verb == "بين" and not cue.lead and cue.kind == "past" and cue.gender == "m":
            # `بين ... أن` as a verb stands first or behind a joiner
            return before in JOINER or before in COMMAS or self.sentence_start(i) == i or before in ASIDE
        return True

    def _owned_noun(self, k: int) -> bool:
        """Whether a noun of speech with its owner stands at word `k` (`كرر انتقاده`): the noun reports, the verb only carries it."""
        noun = NOMINALS.get(self.forms[k])
        return noun is not None and noun.suffixed

    def _quoted(self, i: int) -> bool:
        """Whether word `i` stands inside an outermost quotation that holds more than a name."""
        for quote in self.ctx.quotes:
            if quote.open > i:
                return False
            if quote.depth == 0 and quote.closed and quote.open < i < quote.close:
                return True
        return False

    def _interview(self) -> None:
        """Questions and answers of an interview: paragraphs that open with س: or ج: (or س1, سؤال, جواب)."""
        for start, end in self.ctx.sentences:
            if start and self.raw[start - 1] != "\n":
                continue
            if start + 2 < end and self.forms[start] in _TURNS and self.raw[start + 1] in ":-–":
                stop = start
                while stop + 1 < self.n and self.raw[stop + 1] != "\n":
                    stop += 1
                form = CueForm(CueEntry(self.forms[start], _TURNS[self.forms[start]], ("q",), False, False, False, False), "past", 0, "", "s", False)  # type: ignore[arg-type]
                draft = Draft(start, start, form, "q", start + 2, end=stop, addressee=True)
                self.drafts[start] = draft

    def _quote_first(self) -> None:
        """`"..."، قال فلان`: a cue without complement behind a quotation takes that quotation."""
        for i, cue in self.hits.items():
            if i in self.drafts or "q" not in cue.entry.frames or cue.kind == "participle" or cue.entry.weak and cue.entry.verb != "كتب":
                continue
            k = i - 1
            while k >= 0 and (self.raw[k] in COMMAS or self.forms[k] in ("هكذا", "بهذه", "كما", "-", "–")):
                k -= 1
            quote = self.ctx.closes.get(k)
            if quote is None or quote.depth or quote.close - quote.open < 4:
                continue
            if any(d.start == quote.open or d.start - 1 == quote.open for d in self.drafts.values()):
                continue
            draft = Draft(i, i, cue, "quote_first", quote.open)
            draft.end = quote.close
            end = min(self.sentence_end(i), i + 25)
            stop = i + 1
            while stop < end and self.raw[stop] not in _STOPS and stop not in self.ctx.quote_at and self.raw[stop] != "\n":
                stop += 1
            if stop > i + 1:
                self._adjuncts(draft, i + 1, stop - 1)
            if stop in self.ctx.quote_at and self.ctx.quote_at[stop].depth == 0 and stop - i < 15:
                second = self.ctx.quote_at[stop]
                if second.closed:
                    draft.content2 = (second.open + 1, second.close - 1)
            self.drafts[i] = draft

    def _trailing(self, draft: Draft) -> bool:
        """Content of a trailing attribution: its sentence up to it, or the quotation right before it."""
        i = draft.cue
        last = i - 1
        while last >= 0 and self.raw[last] in COMMAS:
            last -= 1
        start = self.sentence_start(i)
        for j in range(i - 1, start - 1, -1):
            other = self.drafts.get(j)
            if other is not None and other.form is not None and other.start <= last:
                quote = self.ctx.quote_at.get(other.start)
                if quote is not None and quote.closed and last - quote.close > 4:
                    # `قال فلان "..."، وجرى كذا، وفق الوكالة`: what follows the quotation is the agency's
                    start = quote.close + 1
                    while start < last and self.raw[start] in COMMAS:
                        start += 1
                    break
                # the sentence already has its speaker: the attribution names who carried it
                if other.via is None and draft.subject is not None:
                    other.via = draft.subject
                if other.form.kind == "participle" or j - start > 4:
                    return False
                break
        for j in range(last, start, -1):
            if self.raw[j] == ":" or (self.raw[j] in COMMAS and any(d.trailing and start <= d.cue < j for d in self.drafts.values())):
                start = j + 1
                break
        if last < start:
            return False
        draft.start = start
        draft.end = last
        return last - start >= 2


_NARRATION = frozenset(fold(w) for w in "حيث وذلك علما بينما فيما بعدما إذ لكن لكنه لكنها ولكن كما رغم وهو وهي الأمر".split())
_COPULA = frozenset(fold(w) for w in "كان كانت بدا بدت يزال تزال زال زالت يبدو تبدو أصبح أصبحت ليس ليست يبقى تبقى ظل ظلت".split())
_TURN = frozenset(fold(w) for w in "لكن لكنه لكنها لكنهم ولكن أي رغم مع بعدما".split())
_TURNS = {"س": "ask", "سوال": "ask", "السوال": "ask", "ج": "assert", "جواب": "assert", "الجواب": "assert"}
_WRITTEN = frozenset(fold(w) for w in "بيان البيان رسالة الرسالة خطاب الخطاب تقرير التقرير".split())
_DATING = frozenset(fold(w) for w in "بعد قبل في على خلال إثر عقب غداة ردا منذ أثناء".split())
_BE = frozenset(fold(w) for w in "كان كانت ليس ليست هناك هو هي لا لم لن قد".split())
_FEMININE_ADJECTIVES = frozenset(fold(w) for w in "العليا الكبرى العظمى الأولى الوسطى".split())
_AS_FOR = frozenset(fold(w) for w in "أما وأما".split())
_PRONOUNS = frozenset(fold(w) for w in "هو هي هم وهو وهي وهم هذا هذه ذلك وهذا وذلك".split())
_FEELS = ("أعرب", "عبر")
_HOPES = frozenset(fold(w) for w in "أمله أملها أملهم ثقته ثقتها اعتقاده اعتقادها قناعته تطلعه تطلعها قلقه قلقها تمنياته أسفه أسفها خشيته خشيتها".split())
_SELF_OPENS = frozenset(fold(w) for w in "على وفق بحسب حسب".split())
_AFTER_QUOTE = frozenset(fold(w) for w in "في على وهو وهي وذلك حيث مع دون من بعد خلال إثر ردا".split())
_SET_PHRASE = frozenset(fold(w) for w in "المقابل الوقت هذا هذه سياق ظل إطار عديد وقت ختام ذات نفس الأثناء ذلك تلك معرض أعقاب".split())
_IDENTITY = frozenset(fold(w) for w in "اسمه اسمها اسمهم اسميهما أسمائهم هويته هويتها هويتهم هوياتهم".split())
_FIRST_PERSON = frozenset(fold(w) for w in "نحن أنا لقد".split())
_OPENS_CLAUSE = frozenset(fold(w) for w in "كان كانت وكان وكانت لكن ولكن كما بينما فيما غير وقد فقد".split())
_FRONTED = frozenset(fold(w) for w in "بمناسبة بخصوص بشأن بحضور برفقة ردا تعليقا وفق بحسب إثر".split())
_DESCRIBED = frozenset(fold(w) for w in "البالغ البالغة المتحدر المتحدرة الملقب الملقبة المقيم المقيمة المولود الموجود المعروف الملقبين المنتمي".split())
_TITLE_BEFORE = frozenset(
    fold(w)
    for w in "السفير سفير سفيرة المبعوث مبعوث المسؤول مسؤول المسؤولة الخاص الأممي الدولي الأميركي المتحدث المندوب مندوب ممثل الممثل "
    "المشرف مشرف القائم المعتمد مطلع مقرب الوسيط".split()
)
