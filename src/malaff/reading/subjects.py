"""The subject behind the cue: what stands between cue and content, parted into speaker, medium and the rest."""

from __future__ import annotations

from malaff.reading.drafts import Draft
from malaff.reading.grammar import (
    ADDRESSED,
    ADJUNCT,
    ADVERB,
    ANONYMOUS,
    ASIDE,
    COMMAS,
    DASHES,
    DESCRIBED,
    DOCUMENTS,
    FRONTED,
    GROUP,
    MEDIUM,
    PREP,
    PREP_PRONOUNS,
    PRONOUNS,
    PUBLISHED,
    QUOTING,
    RELATIVE,
    REPRESENTATIVES,
    SET_PHRASE,
    TITLE_BEFORE,
    TO_MEDIUM,
    is_masdar,
)
from malaff.reading.heads import PLURALS, STATES, bare
from malaff.reading.medium import MediumFinder
from malaff.reading.nouns import is_body, is_office
from malaff.reading.scene import Scene

_OPENING_MARKS = frozenset('«“„‹"‘(')
_PLURAL = 6  # letters of `الدين`, and a few more
_TITLE_PREPOSITIONS = ("لدي", "الي", "عن", "علي", "مع")
_IN_A_WAY = ("بشكل", "بصوره", "بطريقه", "بكل")
_PART_OF = ("احد", "احدي", "عضو")


def _dual(form: str) -> bool:
    """Whether a folded word is a definite dual (البلدان, الطرفان)."""
    return form.startswith("ال") and form.endswith("ان") and len(form) > _PLURAL


def _oblique(form: str) -> bool:
    """Whether a folded word is a definite plural in the oblique case, no nominative's adjective."""
    return form.startswith("ال") and form.endswith("ين") and len(form) > _PLURAL


class SubjectFinder:
    """Parts the words between a cue and its content."""

    __slots__ = ("_forms", "_medium", "_raw", "_scene", "_times")

    def __init__(self, scene: Scene, medium: MediumFinder) -> None:
        self._scene = scene
        self._medium = medium
        self._forms = scene.forms
        self._raw = scene.raw
        self._times = scene.ctx.time_words

    def part(self, draft: Draft, first: int, last: int) -> None:
        """Set the draft's subject and medium from words `first`..`last`."""
        forms, raw = self._forms, self._raw
        opening = self._opening(draft, first, last)
        if opening is None or opening > last:
            return
        start = opening
        end = self._end(draft, start, last)
        while end >= start and (raw[end] in COMMAS or raw[end] in DASHES or self._free_preposition(end)):
            end -= 1
        if not any(word[0].isalnum() for word in raw[start : end + 1]):
            return  # nothing but marks
        while start <= end and not raw[start][0].isalnum() and raw[start] not in _OPENING_MARKS and raw[start] != "#":
            start += 1
        if start <= end and forms[start] not in PRONOUNS:
            end = self._closed_end(start, end)
            if end >= start and start == end and self._owned_medium(start):
                draft.via = draft.via or (start, end)  # `ختم تغريداته بأن`
            elif end >= start:
                draft.subject = (start, end)

    def _free_preposition(self, k: int) -> bool:
        return self._forms[k] in PREP and k not in self._scene.names

    # -- where the subject begins -------------------------------------------------------------------------------

    def _opening(self, draft: Draft, first: int, last: int) -> int | None:
        """The word behind the adverbs, asides, dates and adjuncts before the subject; None where these are all."""
        forms = self._forms
        k = first
        while k <= last:
            form = forms[k]
            if k in self._times:
                k = self._times[k] + 1
            elif form in ADVERB or form in COMMAS or self._adverbial(k):
                k += 1
            elif k + 1 <= last and ((form == "من" and forms[k + 1] in ASIDE) or form in _IN_A_WAY):
                k += 2  # من جانبه, بشكل مفاجئ
            elif form in ASIDE:
                k += 1
            elif form == "ل" and k + 1 in self._scene.ctx.quote_at:
                stop = min(self._scene.ctx.quote_at[k + 1].close, last)
                draft.via = (k, stop)
                k = stop + 1
            elif k == first and self._told_people(k):
                # `قال للنواب`: whom it was said to carries it
                stop = self._medium.end(k, last)
                draft.via = (k, stop)
                k = stop + 1
            elif form in PREP_PRONOUNS:
                k += 1
            elif self._opens_adjunct(k):
                # `وقال في بيان إن`: adjunct first, subject dropped or behind it
                stop = self._adjunct_end(k, last)
                self._medium.take(draft, k, stop)
                k = stop + 1
                if stop >= last:
                    return None
            else:
                break
        return k

    def _told_people(self, k: int) -> bool:
        form = self._forms[k]
        return form.startswith("لل") and k not in self._scene.name_starts and not is_office(form)

    def _opens_adjunct(self, k: int) -> bool:
        form = self._forms[k]
        return k not in self._scene.names and (form in PREP or form in ADJUNCT or form in FRONTED or form in TO_MEDIUM)

    def _adverbial(self, k: int) -> bool:
        """Whether word `k` is an adverb by form (مجددًا, خصوصاً) or a participle that only colours the cue (مؤكدا)."""
        if self._raw[k].endswith(("ًا", "اً")):
            return True
        hit = self._scene.hits.get(k)
        return hit is not None and ((hit.kind == "participle" and hit.gender == "m") or self._forms[k] == "يقول")

    def _adjunct_end(self, k: int, last: int) -> int:
        """The last word of an adjunct at `k`: up to a comma or to the titled name that follows, or all there is."""
        for m in range(k + 1, last + 1):
            if self._raw[m] in COMMAS:
                return m
        for m in range(k + 2, last + 1):
            if self._titled_name(m):
                return m - 1
        return last

    def _titled_name(self, k: int) -> bool:
        """Whether an office with a person's name soon behind it stands at word `k`."""
        forms = self._forms
        return (
            is_office(forms[k])
            and forms[k][0] not in "لبو"
            and forms[k - 1] not in PREP
            and any(kind == "person" for _, _, kind in self._scene.ctx.mentions.starting(k + 1, k + 9))
        )

    # -- where it ends ------------------------------------------------------------------------------------------

    def _end(self, draft: Draft, start: int, last: int) -> int:
        """The last word of the subject that begins at `start`; a medium behind it is taken on the way."""
        scene = self._scene
        quote_at = scene.ctx.quote_at
        k = start
        while k <= last:
            if k in quote_at:
                k = min(quote_at[k].close, last) + 1
                continue
            if k in scene.names and k not in scene.name_starts:
                k += 1
                continue
            if k > start and self._ends_before(draft, k, start, last):
                return k - 1
            k += 1
        return last

    def _ends_before(self, draft: Draft, k: int, start: int, last: int) -> bool:
        """Whether the subject from `start` ends before word `k`; if so, a medium at `k` or behind it is taken."""
        forms, scene, medium = self._forms, self._scene, self._medium
        form = forms[k]
        hit = scene.hits.get(k)
        if hit is not None and hit.kind == "participle" and hit.gender == "m":
            return True
        if form in QUOTING or (k == start + 1 and self._told_by_body(k)):
            return True
        if form in MEDIUM and self._owned(k):
            draft.via = (k, k)
            return True
        quoted = form == "ل" and self._raw[k].startswith("ل") and k + 1 <= last and k + 1 in scene.ctx.quote_at
        if form in TO_MEDIUM or quoted or medium.opens(k, last):
            medium.take(draft, k, medium.end(k, last))
            return True
        if k in self._times and forms[k - 1] != "يوم":
            medium.seek(draft, self._times[k] + 1, last)
            return True
        if form in RELATIVE or form in DESCRIBED or self._second_party(draft, k, start):
            medium.seek(draft, k + 1, last)
            return True
        if k not in scene.names:
            place = form == "في" and not self._holds_place(k, start)
            if place or (form in ADJUNCT and not self._title_preposition(k, start)):
                medium.seek(draft, k, last)
                return True
        if form in ADVERB or (form == "من" and k + 1 <= last and forms[k + 1] in ASIDE):
            medium.seek(draft, k + 1, last)
            return True
        return False

    def _told_by_body(self, k: int) -> bool:
        """Whether word `k` is to whom a body without a name before it speaks (`اعتذرت الشركة للمستخدمين عن`)."""
        form = self._forms[k]
        return form.startswith("لل") and form.endswith("ين") and self._forms[k - 1].startswith("ال")

    def _owned(self, k: int) -> bool:
        """Whether the noun at word `k` has its owner on it (بيانها), and no ta marbuta that looks like one."""
        form = self._forms[k]
        return form.endswith(("ه", "ها", "هم")) and self._raw[k][-1] != "ة" and not form.endswith("يه")

    def _owned_medium(self, k: int) -> bool:
        """Whether word `k` is the speaker's own speech or writing: what was said in it, not who said it."""
        form = self._forms[k]
        return self._owned(k) and any(form.removesuffix(owner) in MEDIUM for owner in ("", "ه", "ها", "هم"))

    def _second_party(self, draft: Draft, k: int, start: int) -> bool:
        """Whether a second party begins at word `k`: whom the cue addresses or speaks of, no part of the speaker."""
        cue, scene = draft.form, self._scene
        takes_object = cue is not None and (cue.entry.addressee or "obj" in cue.entry.frames)
        if not (takes_object or draft.frame in ("np", "obj")):
            return False
        form = self._forms[k]
        if form[0] in "ول" or not scene.closed(k - 1) or self._raw[k - 1] in COMMAS:
            return False
        if k - 1 in scene.name_ends and k in scene.name_starts:
            # `توقع مدرب النادي فلان`: the name behind an office and its place is the holder's
            return not self._office_holder(start, k)
        if is_body(form) and not form.startswith("ال") and self._forms[k - 1].startswith("ال"):
            return True  # `اتهم الإصدار حركة كذا`: a definite noun governs nothing
        named = scene.ctx.mentions.at.get(k)
        if named is not None and named[2] != "person" and form[0] not in "بك" and _dual(self._forms[k - 1]):
            return True  # `أبلغ البلدان المنظمة أن`
        if form.startswith("ال") and (is_body(form) or form in GROUP or form in ADDRESSED):
            return True
        if _oblique(form) and k not in scene.names and not _oblique(self._forms[k - 1]):
            return True  # `حث قائد الجيش العسكريين على`
        return k - 1 in scene.person_ends and form not in ADVERB and not is_office(form) and not is_masdar(form)

    def _office_holder(self, start: int, k: int) -> bool:
        """Whether the person's name at word `k` is that of the office the subject began with at `start`."""
        scene = self._scene
        named = scene.ctx.mentions.at[k]
        held = any(m in scene.person_words for m in range(start, k))
        return named[2] == "person" and is_office(self._forms[start]) and not held

    def _holds_place(self, k: int, start: int) -> bool:
        """Whether في at word `k` describes the source: unnamed people and offices have a place, names do not."""
        scene, forms = self._scene, self._forms
        if k + 1 < scene.n and forms[k + 1] in SET_PHRASE:
            return False
        if forms[start] in REPRESENTATIVES and k + 1 in scene.name_starts:
            return True  # سفير الدولة في العاصمة
        if (k - 1 in scene.name_ends and k - 1 - start < 3) or start in scene.person_words:
            return False
        if forms[k - 1].startswith("و") and self._owned(k - 1):
            return False  # فلان وزملاؤه
        head = forms[start]
        return (
            k - start > 1
            or is_office(head)
            or is_body(head)
            or head in ANONYMOUS
            or head in GROUP
            or head in PLURALS
            or head in _PART_OF
        )

    def _title_preposition(self, k: int, start: int) -> bool:
        """Whether an adjunct word at `k` belongs to a title (السفير لدى, المبعوث الخاص إلى, المسؤول عن)."""
        forms = self._forms
        before, form = forms[k - 1], forms[k]
        if form == "مع" and is_masdar(bare(before)):
            return True
        if form == "عن" and any(word in PUBLISHED for word in forms[max(start, k - 2) : k]):
            return True  # التقرير الصادر حديثا عن الهيئة
        if form in _TITLE_PREPOSITIONS and k - start <= 3:
            return before in TITLE_BEFORE or (k - 2 >= start and forms[k - 2] in TITLE_BEFORE)
        return False

    def _closed_end(self, start: int, end: int) -> int:
        """The end of a source that cannot govern an indefinite noun behind it: a definite body, document or state."""
        scene, forms = self._scene, self._forms
        form = forms[start]
        k = start + 1
        named = scene.ctx.mentions.at.get(start)
        definite = form.startswith("ال")
        if named is not None and named[2] != "person" and (form in STATES or definite or named[1] > start):
            k = named[1] + 1
        elif not (definite and (is_body(form) or bare(form) in DOCUMENTS or bare(form) in MEDIUM)):
            return end
        while k <= end:
            if self._joins_on(k):
                return end
            if not forms[k].startswith("ال") and k not in scene.names:
                return k - 1
            k += 1
        return end

    def _joins_on(self, k: int) -> bool:
        """Whether word `k` can follow any noun: a mark, a preposition, a relative, a letter joined before it."""
        form = self._forms[k]
        return (
            not (form[0].isalpha() or form[0].isdigit())
            or form in PREP
            or form in RELATIVE
            or form[0] in "وبلف"
            or k in self._scene.ctx.quote_at
        )
