"""Contents that nothing marks: a direct object, or an object and what is said of it."""

from __future__ import annotations

from malaff.reading.antecedents import AntecedentFinder
from malaff.reading.cues import CueForm
from malaff.reading.drafts import Draft, FrameName
from malaff.reading.grammar import (
    ADVERB,
    ASIDE,
    BE_PAST,
    COMMAS,
    DEMONSTRATIVE,
    FEMININE_ADJECTIVES,
    GROUP,
    JOINER,
    MASDAR,
    OBJECT_HEADS,
    PEOPLE,
    PREP,
    RELATIVE,
    RISES,
    is_masdar,
)
from malaff.reading.heads import GIVEN, ORGANISATIONS, PLURALS, STATES, bare
from malaff.reading.nouns import disagrees, is_body, is_office, is_source
from malaff.reading.scene import STOPS, Scene
from malaff.reading.subjects import SubjectFinder

_SUBJECT = 22  # words a subject may take up before its object
_OBJECT_REACH = 8  # words a described object's subject may take up where no name tells its end
_CALLED = ("وصف", "سمى", "اعتبر")  # what a quotation behind them holds is the description itself
_OPEN_OBJECTS = ("ما", "ان", "اي", "كل", "جميع")  # words that open an object and no subject
_BEFORE_SUBJECT = ("خلال", "عقب", "بعد", "في", "امس")


class ObjectFinder:
    """Finds where a subject ends and an unmarked object begins."""

    __slots__ = ("_antecedents", "_forms", "_raw", "_reporting", "_scene", "_subjects", "_times")

    def __init__(
        self, scene: Scene, subjects: SubjectFinder, antecedents: AntecedentFinder, *, reporting: bool
    ) -> None:
        self._reporting = reporting
        self._scene = scene
        self._subjects = subjects
        self._antecedents = antecedents
        self._forms = scene.forms
        self._raw = scene.raw
        self._times = scene.ctx.time_words

    # -- a direct object ----------------------------------------------------------------------------------------

    def noun_phrase(self, i: int, cue: CueForm, end: int) -> Draft | None:
        """The draft of a cue whose content is a noun: the subject ends where a verbal noun or a new phrase begins."""
        forms = self._forms
        first = i + 1
        if cue.kind != "participle" and first < end and self._antecedents.stands_before(i, cue):
            start = self._object_alone(first, end)
        else:
            start = self._behind_subject(i, cue, end)
        if start is None or (start < self._scene.n and forms[start] in PREP and forms[start] != "ما"):
            return None
        return self._draft(i, cue, "np", start)

    def _draft(self, i: int, cue: CueForm, frame: FrameName, start: int) -> Draft:
        draft = Draft(i, i, cue, frame, start)
        if start > i + 1:
            self._subjects.part(draft, i + 1, start - 1)
        if cue.kind == "participle":
            draft.subject = None
        return draft

    def _object_alone(self, first: int, end: int) -> int | None:
        """The object of a verb whose subject stands before it: the first noun that is no adjunct."""
        forms, raw = self._forms, self._raw
        k = first
        while k < end and (k in self._times or forms[k] in ADVERB or raw[k] in COMMAS):
            k = self._times.get(k, k) + 1
        if k < end and forms[k] in PREP:
            while k < end and not (is_masdar(forms[k]) and self._scene.closed(k - 1)):
                k += 1
        return k if k < end and raw[k] not in STOPS and forms[k] not in PREP else None

    def _behind_subject(self, i: int, cue: CueForm, end: int) -> int | None:
        """The word where the object begins behind the subject, or None where there is none."""
        scene, forms, raw = self._scene, self._forms, self._raw
        quote_at = scene.ctx.quote_at
        first = k = i + 1
        persons = set(scene.ends_of_persons(first, end))
        closed = True  # whether the phrase so far may end here
        seen = False  # whether a word of the subject has gone by
        passed = False  # whether a person's name has gone by
        while k < end:
            form = forms[k]
            if raw[k] in STOPS or raw[k] == "\n":
                return None
            if k in self._times:
                passed = passed or (seen and raw[k - 1] in COMMAS)
                k = self._times[k] + 1
                closed = True
                continue
            if raw[k] in COMMAS or form in ADVERB or form in ASIDE:
                closed = True
                k += 1
                continue
            if seen and passed and raw[k - 1] in COMMAS and self._new_phrase(k):
                return k
            passed = passed or k in persons
            if form == "من" and k + 1 < end and forms[k + 1] in ASIDE:
                k += 2
                continue
            if raw[k] == "(":
                while k < end and raw[k] != ")":
                    k += 1
                k += 1
                closed = True
                continue
            if k in quote_at:
                if not seen:
                    return k
                k = min(quote_at[k].close, end) + 1
                closed = True
                continue
            if form in PREP:
                # an adjunct inside the subject: skip it with its noun
                if not seen and form not in _BEFORE_SUBJECT:
                    return None
                k += 2
                closed = True
                continue
            if self._verbal_noun(i, cue, k, end, closed=closed, seen=seen, person=k in persons):
                return k
            if seen and closed and form in RISES:
                return k  # `رصد التقرير ارتفاعا في`
            if form in _OPEN_OBJECTS or cue.kind == "participle":
                return k
            if k == first + 1 and self._stricken(first, k):
                return k
            # A stance on what was said before is one; there are no words of it to report.
            if seen and closed and not self._reporting and self._pointed_at(k):
                return k
            if seen:
                if closed and self._new_noun(k, after_person=k - 1 in persons):
                    return k
            elif self._no_subject(i, cue, k, end):
                return k
            if k - first > _SUBJECT:
                return None
            seen = True
            closed = form.startswith("ال") or k in persons or k in scene.names
            k += 1
        return None

    def _verbal_noun(self, i: int, cue: CueForm, k: int, end: int, *, closed: bool, seen: bool, person: bool) -> bool:
        """Whether a verbal noun at word `k` is the object and no part of the subject."""
        form = self._forms[k]
        if not is_masdar(form):
            return False
        owned = seen and form.endswith(("ها", "هم", "هما")) and is_masdar(form)
        may_open = (closed or owned) and not person
        if may_open and (seen or self._was(i) or not self._may_be_subject(k, cue, end)):
            return True
        if not seen or k - 1 != i + 1:
            return False
        # a name nobody knows before a verbal noun (`يرفض علان إجراء فحوص`)
        head = self._forms[i + 1]
        return not head.startswith("ال") and not is_masdar(head) and head.isalpha() and not is_source(head)

    def _stricken(self, first: int, k: int) -> bool:
        """Whether a definite verbal noun follows a definite body or office: `أدان المجلس الهجوم`."""
        head, form = self._forms[first], self._forms[k]
        return (
            form.startswith("ال")
            and bare(form) in MASDAR
            and head.startswith("ال")
            and (is_body(head) or is_office(head))
        )

    def _pointed_at(self, k: int) -> bool:
        """Whether the word behind a subject points to what was said (`رفضت الوزارة هذه الفكرة`, `الاقتراح`)."""
        form = self._forms[k]
        definite = form.startswith("ال") and bare(form) in MASDAR and self._forms[k - 1].startswith("ال")
        return form in DEMONSTRATIVE or definite

    def _no_subject(self, i: int, cue: CueForm, k: int, end: int) -> bool:
        """Whether the first noun behind the cue, at word `k`, is its object: the verb's subject is another."""
        if disagrees(cue, self._forms[k]):
            return True
        if cue.number in "pd" and cue.kind in ("past", "present"):
            return True  # a verb in the plural or dual has its subject before it
        return self._indefinite_object(i, cue, k, end)

    def _new_noun(self, k: int, *, after_person: bool) -> bool:
        """Whether a new phrase begins at word `k`: a definite noun behind a person, an indefinite one behind a name."""
        form, names = self._forms[k], self._scene.names
        if form.startswith("ال"):
            return after_person
        return k - 1 in self._scene.name_ends and k not in names and form[0] not in 'و(«"'

    def _new_phrase(self, k: int) -> bool:
        """Whether the word behind a comma opens the object and no apposition to the speaker's name."""
        form = self._forms[k]
        if form[0] in "وف" or not form[0].isalpha() or k in self._scene.person_words:
            return False
        return not (form in PREP or form in RELATIVE or form in ADVERB or form in JOINER or is_office(form))

    def _indefinite_object(self, i: int, cue: CueForm, k: int, end: int) -> bool:
        """Whether the noun behind a joined verb is its object (`كما لاحظ تردي المناخ`): no source, ruling a noun."""
        forms = self._forms
        form = forms[k]
        if not (cue.lead or forms[i - 1] in JOINER) or cue.kind == "participle" or k + 1 >= end:
            return False
        if form.startswith("ال") or not forms[k + 1].startswith("ال") or not form.isalpha():
            return False
        somebody = is_source(form) or form in STATES or form in GIVEN or form in PEOPLE or k in self._scene.names
        return not somebody and not form.endswith(("ون", "ات"))

    def _was(self, i: int) -> bool:
        """Whether the cue's sentence opens with `وكان ...`, so that its subject stands before the verb."""
        start = self._scene.sentence_start(i)
        return i - start > 2 and self._forms[start] in BE_PAST

    def _may_be_subject(self, k: int, cue: CueForm, end: int) -> bool:
        """Whether a word like a verbal noun right behind the cue is its subject: a body, or another object follows."""
        forms = self._forms
        form = forms[k]
        if cue.kind == "participle":
            return False
        if form in ORGANISATIONS or form in GROUP:
            return True
        if form in MASDAR:
            return False
        if cue.lead and form.endswith("ه") != (cue.gender == "f"):
            return False
        for m in range(k + 2, min(end, k + 12)):
            if self._raw[m] in STOPS or forms[m] in RELATIVE:
                return False
            if is_masdar(forms[m]) and self._scene.closed(m - 1):
                return True
        return False

    # -- an object and what is said of it -----------------------------------------------------------------------

    def described(self, i: int, cue: CueForm, end: int) -> Draft | None:
        """The draft of an object and its predicate (وصف القرار بالخطأ, اتهم الحكومة بالتقصير, اعتبره خطوة)."""
        forms, n = self._forms, self._scene.n
        first = i + 1
        if first >= min(end, n):
            return None
        verb = cue.entry.verb
        if verb == "حمل" and not any("مسوولي" in w for w in forms[first : min(end, first + 12)]):
            return None  # حمل takes a side only with مسؤولية
        if cue.suffixed:
            return self._of_pronoun(i, cue, end)
        if cue.kind != "participle" and forms[first][0] == "ب" and first not in self._scene.names:
            return None  # `وصف بالتاريخي`: passive, nobody is said to say it
        if self._passive(i, cue, end):
            return None
        if verb in ("اتهم", "وصف") and not any(forms[k].startswith("ب") for k in range(first, end)):
            return None
        start = self._behind_describer(cue, first, end)
        return None if start is None else self._draft(i, cue, "obj", start)

    def _passive(self, i: int, cue: CueForm, end: int) -> bool:
        """`وتعتبر الصين الشريك الأول`: nobody is said to hold it so."""
        if cue.kind != "present" or cue.entry.verb != "اعتبر":
            return False
        return not self._names_somebody(i + 1, min(end, i + 11)) and not self._antecedents.stands_before(i, cue)

    def _names_somebody(self, first: int, end: int) -> bool:
        """Whether a person, people or an office stand at word `first` or a name soon behind it."""
        form = self._forms[first]
        return form in GROUP or form in PLURALS or is_office(form) or bool(self._scene.ends_of_persons(first, end))

    def _of_pronoun(self, i: int, cue: CueForm, end: int) -> Draft | None:
        """The draft of a verb with its object on it: the subject may follow (صنفته منظمة الشفافية ثالث أكثر ...)."""
        scene, forms, raw = self._scene, self._forms, self._raw
        quote_at = scene.ctx.quote_at
        first = i + 1
        if raw[first] in STOPS or raw[first] in COMMAS:
            return None
        draft = Draft(i, i, cue, "obj", first)
        after = self._behind_owner(first, end)
        for k in range(first, min(end, first + 10)):
            if forms[k].startswith("بال") or (forms[k].startswith("ب") and k + 1 in quote_at):
                draft.start = k
                break
        else:
            if after is not None:
                draft.start = after
        quote = quote_at.get(draft.start)
        if quote is None and forms[draft.start] == "ب":
            quote = quote_at.get(draft.start + 1)
        if quote is not None and quote.closed and cue.entry.verb in _CALLED:
            draft.start, draft.end = quote.open, quote.close  # what it was called is the quotation alone
        if draft.start > first:
            self._subjects.part(draft, first, draft.start - 1)
        return draft

    def _behind_owner(self, first: int, end: int) -> int | None:
        """The word behind the subject of a verb with its object on it (ينتقده آخرون لأنه ...)."""
        forms, raw = self._forms, self._raw
        form = forms[first]
        last = first
        named = self._scene.ctx.mentions.at.get(first)
        definite = form.startswith("ال")
        body = is_body(form)
        if named is not None:
            last = named[1]
        elif not (definite or form in GROUP or form in STATES or body):
            return None
        else:
            ruling = body and not definite  # منظمة takes the next word with it, whatever its form
            while last + 1 < min(end, first + 6) and (forms[last + 1].startswith("ال") or (last == first and ruling)):
                last += 1
        k = last + 1
        while k < end and (k in self._times or forms[k] in ADVERB or forms[k] == "مرارا"):
            k = self._times.get(k, k) + 1
        return k if k < end and raw[k] not in STOPS and raw[k] not in COMMAS else None

    def _behind_describer(self, cue: CueForm, first: int, end: int) -> int | None:
        """The word where the object begins that something is said of."""
        scene, forms, raw = self._scene, self._forms, self._raw
        if first >= end:
            return None
        if cue.kind == "participle":
            return first
        persons = scene.ends_of_persons(first, min(end, first + 14))
        if persons and persons[0] + 1 < end:
            comma = next((k for k in range(first + 1, min(end, first + 12)) if raw[k] in COMMAS), None)
            if comma is not None and self._accused(first, comma, persons[0]):
                return comma + 1
            k = persons[0] + 1
            while k < end and (k in self._times or forms[k] in ADVERB or forms[k] in COMMAS):
                k = self._times.get(k, k) + 1
            return k if k < end else None
        if disagrees(cue, forms[first]):
            return first
        named = scene.ctx.mentions.at.get(first)
        body = named[1] if named is not None and named[2] == "organisation" else first
        for k in range(first + 1, min(end, body + _OBJECT_REACH)):
            if k > body and forms[k] not in FEMININE_ADJECTIVES and self._opens_described(k):
                return k
        return None

    def _accused(self, first: int, comma: int, person: int) -> bool:
        """`اتهم وزير الخارجية الألماني، فلانا بـ`: the name behind the comma is the object."""
        return (
            person > comma
            and is_office(self._forms[first])
            and comma + 1 in self._scene.name_starts
            and self._forms[person + 1][0] == "ب"
        )

    def _opens_described(self, k: int) -> bool:
        """Whether an object that something is said of may begin at word `k`."""
        forms = self._forms
        form = forms[k]
        definite = form.startswith("ال")
        if definite and forms[k - 1].startswith("ال") and form[-1] != "ه" and not form.endswith("ي"):
            return True
        if form in OBJECT_HEADS or is_masdar(form):
            return True
        if not (k in self._scene.name_starts or form in STATES or (definite and is_body(form))):
            return False
        return self._scene.closed(k - 1)
