"""The complement of a reporting verb: what to its right carries the content, and with it where the subject ends."""

from __future__ import annotations

from malaff.reading.cues import CueForm
from malaff.reading.drafts import Draft, FrameName
from malaff.reading.grammar import (
    ADJUNCT,
    ADVERB,
    AN,
    ASIDE,
    COMMAS,
    CONJOINED,
    DEMONSTRATIVE,
    FIRST_PERSON,
    FRAME_PREP,
    HOPES,
    JOINER,
    NEGATION,
    PLACE_HEADS,
    PREP,
    PUBLISHED,
    QUOTING,
    TO_MEDIUM,
    attached,
    is_masdar,
    prefixed,
)
from malaff.reading.nouns import is_body, is_medium
from malaff.reading.objects import ObjectFinder
from malaff.reading.scene import STOPS, Scene
from malaff.reading.subjects import SubjectFinder
from malaff.reading.verbplace import VerbPlace

Found = tuple[FrameName, int]
"""How a content hangs on its cue and its first word."""

_REACH = 45  # words a subject may take up between cue and complement
_WEAK_REACH = 12  # the same for a verb that is an everyday word too
_CARRIER_REACH = 20  # and for one whose subject carries another's words (نقل ... عن ... أن)
_DOCUMENT_REACH = 20
_TAKEN_UP = ("فيه", "فيها")
_PARTICIPLE_REACH = 6
_TITLE = 16  # words of a title with a preposition of its own
_ASKED = 12  # words that may name who is asked for something
_NAME_MARKS = 4  # words a quoted name takes up, its marks counted
_NAME_WORDS = 7  # a quotation of so many words is speech, whatever surrounds it
_FEELS = ("أعرب", "عبر")
_REFUSAL = ("رفضه", "رفضها", "رفضهم")
_ENDS_SPEECH = ".،,؛!؟?\n"


class ComplementFinder:
    """Finds a verb's complement, and sets its draft's subject and medium from what stands between."""

    __slots__ = ("_forms", "_objects", "_places", "_raw", "_scene", "_subjects")

    def __init__(self, scene: Scene, subjects: SubjectFinder, objects: ObjectFinder, places: VerbPlace) -> None:
        self._scene = scene
        self._subjects = subjects
        self._objects = objects
        self._places = places
        self._forms = scene.forms
        self._raw = scene.raw

    def find(self, i: int, cue: CueForm) -> Draft | None:
        """The draft of the cue at word `i`, or None where no complement follows."""
        if cue.entry.document:
            return self._document(i, cue)
        scene, forms = self._scene, self._forms
        hits, quote_at = scene.hits, scene.ctx.quote_at
        entry = cue.entry
        frames, weak = entry.frames, entry.weak
        participle = cue.kind == "participle"
        end = min(scene.sentence_end(i), i + _REACH)
        noun_phrase = "np" in frames and not participle and not weak
        foreign = False  # whether a verb with its object has gone by, whose complement may follow
        first = j = i + 1
        while j < end:
            form = forms[j]
            found: Found | None = None
            if form in AN and foreign and form.startswith("ب"):
                foreign = False  # `القرار الذي وصفه بأنه`: another verb's
            elif form in AN:
                before = forms[j - 1]
                if (before in CONJOINED and j > first) or (before in FRAME_PREP and before not in frames):
                    # `كما أن`, `على أن`: a conjunction, no complement
                    return self._unmarked(i, cue, j - 1)
                if "an" in frames or (form.startswith("ب") and "ب" in frames):
                    if weak and j - i > (_CARRIER_REACH if entry.carries else _WEAK_REACH):
                        return None
                    found = "an", j + 1
                elif "obj" in frames:
                    return None if weak else self._objects.described(i, cue, end)  # وصفه بأنه, وصف القرار بأنه
                elif j > first:
                    return self._unmarked(i, cue, j)
            elif form == ":":
                if "q" not in frames and "an" not in frames:
                    return None
                found = "q", j + 1
            elif noun_phrase and j > first and self._opens_object(j):
                return self._objects.noun_phrase(i, cue, end)
            elif form in FIRST_PERSON and j > first and "q" in frames and scene.closed(j - 1):
                found = "q", j  # `قال الوزير نحن ...`: speech with nothing to mark it
            elif form in QUOTING:
                found = self._carried(j, end)
            elif j in quote_at:
                close = quote_at[j].close
                if not self._is_speech(i, j, close, frames):
                    if close >= end:
                        return None
                    j = min(close, scene.n - 1) + 1
                    continue
                found = "q", j
            else:
                if form in FRAME_PREP or form[0] in "بل":
                    found = self._by_preposition(cue, j, first, end)
                if found is None and j in hits and j > first:
                    if self._stops(j):
                        break
                    foreign = foreign or hits[j].suffixed
            if found is not None:
                return self._draft(i, cue, found, first, j - 1)
            if participle and j > i + _PARTICIPLE_REACH and not entry.addressee:
                break
            j += 1
        return self._unmarked(i, cue, end)

    def _unmarked(self, i: int, cue: CueForm, end: int) -> Draft | None:
        """A complement with nothing to mark it: an object, or an object and what is said of it."""
        if cue.entry.weak:
            return None
        if "np" in cue.entry.frames:
            return self._objects.noun_phrase(i, cue, end)
        if "obj" in cue.entry.frames:
            return self._objects.described(i, cue, end)
        return None

    def _opens_object(self, j: int) -> bool:
        """Whether a verbal noun at word `j` opens the object: what stands before it may end there."""
        form = self._forms[j]
        return (
            (form[-1] != "ا" or form.endswith("هما"))
            and form not in ADJUNCT
            and self._forms[j - 1] not in PREP
            and j not in self._scene.names
            and is_masdar(form)
            and self._scene.closed(j - 1)
        )

    def _stops(self, j: int) -> bool:
        """Whether the reporting verb at word `j` has its own complement, so that the search ends before it."""
        scene = self._scene
        other = scene.hits[j]
        if other.kind == "participle":
            return self._raw[j - 1] in COMMAS
        return (
            not other.entry.weak
            and not scene.follows_relative(j)
            and self._forms[j - 1] not in NEGATION
            and self._places.holds(j, other)
        )

    def _draft(self, i: int, cue: CueForm, found: Found, first: int, last: int) -> Draft | None:
        """The draft of what was found, its subject and medium from words `first`..`last`."""
        frame, start = found
        draft = Draft(i, i, cue, frame, start)
        if cue.entry.carries and "عن" in self._forms[first : last + 1]:
            # `نقلت الوكالة عن الوزير أن`: the first carries what the second said
            at = self._forms.index("عن", first)
            self._subjects.part(draft, first, at - 1)
            draft.via, draft.subject = draft.subject, None
            first = at + 1
        if start >= self._scene.n or self._raw[start] == "\n":
            if not (frame == "q" and start < self._scene.n - 1):
                return None
            draft.start = start + 1
        if last >= first:
            self._subjects.part(draft, first, last)
            if cue.kind == "participle":
                draft.subject = None
        return draft

    # -- documents ----------------------------------------------------------------------------------------------

    def _document(self, i: int, cue: CueForm) -> Draft | None:
        """`جاء في البيان أن`, `وجاء أيضا فيه أن`: the document speaks."""
        forms = self._forms
        end = min(self._scene.sentence_end(i), i + _DOCUMENT_REACH)
        k = i + 1
        while k < end and forms[k] in ADVERB and forms[k] not in _TAKEN_UP:
            k += 1
        if k + 1 >= end:
            return None
        taken_up = forms[k] in _TAKEN_UP
        if not taken_up and not (forms[k] == "في" and self._written(k + 1)):
            return None
        for j in range(k + 1, end):
            if forms[j] in AN or forms[j] == ":":
                draft = Draft(i, i, cue, "an" if forms[j] in AN else "q", j + 1)
                if not taken_up:
                    draft.subject = (k + 1, j - 1)
                return draft
        return None

    def _written(self, k: int) -> bool:
        """Whether a thing written stands at word `k`: one of the lists, or a definite noun that is no date."""
        form = self._forms[k]
        return is_medium(form) or (form.startswith("ال") and k not in self._scene.ctx.time_words)

    # -- prepositions -------------------------------------------------------------------------------------------

    def _by_preposition(self, cue: CueForm, j: int, first: int, end: int) -> Found | None:
        """What the preposition at word `j`, or attached to it, carries; None where it carries no content."""
        forms, form = self._forms, self._forms[j]
        frames, weak = cue.entry.frames, cue.entry.weak
        if form in FRAME_PREP:
            if form not in frames:
                return None
            if j + 1 < end and forms[j + 1] in AN:
                return "an", j + 2
            if not weak:
                return self._by_free_preposition(cue, j, first, end)
            if form == "عن" and j + 1 < end and forms[j + 1] == "وجود":
                return "prep", j + 1  # `تحدث عن وجود خلافات` asserts; a bare topic does not
        elif form[0] == "ب":
            if "ب" in frames:
                quoted = form == "ب" and j + 1 in self._scene.ctx.quote_at
                if quoted or (not weak and self._attached_content(j, first)):
                    return "prep", j
        elif "ل" in frames and not weak and attached(form, "ل") and form not in TO_MEDIUM:
            return None if "الي" in frames and "الي" in forms[j:end] else ("prep", j)
        return None

    def _by_free_preposition(self, cue: CueForm, j: int, first: int, end: int) -> Found | None:
        """What a preposition of the verb's own, a word by itself at `j`, carries where no أن follows."""
        forms, form = self._forms, self._forms[j]
        if form == "عن" and j + 2 < end and cue.entry.verb in _FEELS:
            start = self._felt(j + 1, end)
            return "an" if forms[start - 1] in AN else "prep", start
        if form == "من" and cue.entry.verb == "طلب":
            asked = self._asked(j, end)
            if asked is not None:
                return asked
        if form == "عن" and any(word in PUBLISHED for word in forms[max(first, j - 2) : j]):
            return None  # `كشف التقرير الصادر عن الهيئة ارتفاع`: whose report it is
        if j + 1 < end and not self._of_title(j, first, end):
            return "prep", j + 1
        return None

    def _asked(self, j: int, end: int) -> Found | None:
        """What is asked of the party behind من at word `j` (طلب من الحكومة أن ..., طلب من الوفد تأجيل ...)."""
        forms = self._forms
        for m in range(j + 2, min(end, j + _ASKED)):
            form = forms[m]
            if form in AN:
                return "an", m + 1
            if is_masdar(form) and self._scene.closed(m - 1) and (m == j + 2 or not form.startswith("ال")):
                return "prep", m
        return None

    def _felt(self, k: int, end: int) -> int:
        """Where the content begins behind a noun of feeling (عن أمله في أن ..., عن رفضه ل...)."""
        forms = self._forms
        if forms[k] in HOPES:
            for m in range(k + 1, min(end, k + 4)):
                if forms[m] in AN:
                    return m + 1
        if forms[k] in _REFUSAL and k + 1 < end and forms[k + 1][0] == "ل":
            return k + 1
        return k

    def _of_title(self, j: int, first: int, end: int) -> bool:
        """Whether the preposition at `j` is the subject's title's: the same one follows with the content."""
        if j == first:
            return False
        scene, forms, raw = self._scene, self._forms, self._raw
        limit = min(end, j + _TITLE)
        for k in range(j + 1, limit):
            if forms[k] == forms[j] and k + 1 < limit:
                after = forms[k + 1]
                if after in AN or (is_masdar(after) and k - 1 in scene.person_ends):
                    return True
            if raw[k] in STOPS or (raw[k] in COMMAS and k > j + 8) or k in scene.hits:
                return False
        return False

    def _attached_content(self, j: int, first: int) -> bool:
        """Whether word `j`, ب with a noun, carries the content and is no adjunct of the subject's."""
        form = self._forms[j]
        rest = form[1:]
        if rest in DEMONSTRATIVE:
            return True  # `ندد بتلك التصريحات`
        if len(rest) < 2 or form in AN or form in ASIDE or form in ADVERB or form in QUOTING:
            return False
        if form == "باسم" or _is_place(rest):
            return False
        if rest.startswith("ال") or is_masdar(rest):
            return True
        if j == first or self._forms[j - 1] in ADVERB or j - 1 in self._scene.ctx.time_words:
            verbal = j == first and prefixed(form) and not rest.endswith("ه")  # بجعل, no بعثة
            return form not in PREP and (len(rest) > 3 or verbal)
        return self._scene.closed(j - 1) and prefixed(form)

    # -- speech -------------------------------------------------------------------------------------------------

    def _carried(self, j: int, end: int) -> Found | None:
        """What a second cue at word `j` carries for the first (علق قائلا: ..., أضافت بقولها إن ...)."""
        forms, quote_at = self._forms, self._scene.ctx.quote_at
        for k in range(j + 1, min(end, j + 6)):
            if k in quote_at:
                close = quote_at[k].close
                if close - k <= _NAME_MARKS and any(form in AN for form in forms[close + 1 : close + 4]):
                    continue  # `قولها للصحيفة "كذا" إن`: a name
                return "q", k
            if forms[k] in AN or forms[k] == ":":
                return "an" if forms[k] in AN else "q", k + 1
        return None

    def _is_speech(self, cue: int, at: int, close: int, frames: tuple[str, ...]) -> bool:
        """Whether the quotation at `at` is the speech itself and no name inside the subject."""
        scene, forms, raw = self._scene, self._forms, self._raw
        n = scene.n
        before = forms[at - 1]
        words = sum(1 for k in range(at + 1, min(close, n)) if raw[k][0].isalnum())
        headed = not before.startswith("ال") and is_body(before) and at - 1 not in scene.person_words
        if at > cue + 1 and headed and words < _NAME_WORDS:
            return False  # مركز "أبحاث السلام", شركة "كذا القابضة"
        if "q" not in frames and "an" not in frames:
            return False
        if words < 3:
            return False
        mark = raw[at - 1]
        if mark == ":":
            return True
        if before in PREP:
            return False
        if at == cue + 1 or mark in "،,":
            return True
        if scene.ctx.words.glued(at) and mark not in ":،,(":
            return False
        # A name in the subject is followed by the complement; speech is followed by a stop or comma.
        after = min(close + 1, n)
        if after >= n or raw[after] in _ENDS_SPEECH or after in scene.hits or forms[after] in JOINER:
            return not self._speech_follows(cue, after)
        return words >= _NAME_WORDS

    def _speech_follows(self, cue: int, after: int) -> bool:
        """Whether a colon with a quotation follows in the sentence, so that the one before word `after` was a name."""
        quote_at = self._scene.ctx.quote_at
        limit = min(self._scene.sentence_end(cue), after + 25, self._scene.n)
        return any(self._raw[k] == ":" and k + 1 in quote_at for k in range(after, limit))


def _is_place(noun: str) -> bool:
    """Whether a noun, with the article or without, heads the name of a place or body (بمدينة, بالوزارة): no content."""
    return noun in PLACE_HEADS or noun.removeprefix("ال") in PLACE_HEADS
