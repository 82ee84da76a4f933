"""Nouns that report, with their owner behind them or on them: إعلان الوزارة ..., تعهده ب..."""

from __future__ import annotations

from malaff.reading.cues import CueEntry, CueForm
from malaff.reading.drafts import Draft, Range
from malaff.reading.grammar import AN, COMMAS, FRAME_PREP, MASDAR, PREP, RELATIVE, is_masdar, prefixed
from malaff.reading.nouns import is_body, is_office
from malaff.reading.scene import STOPS, Scene

_REACH = 24  # words from the noun to its content
_BEHIND_OWNER = 7
_TITLE = 7  # words of a title before its holder's name


class NominalFinder:
    """Finds the contents of nouns that report."""

    __slots__ = ("_forms", "_raw", "_scene")

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._forms = scene.forms
        self._raw = scene.raw

    def find(self, i: int) -> Draft | None:
        """The draft of the noun at word `i`, or None where it reports nothing."""
        cue = self._scene.nouns[self._forms[i]]
        forms, entry = self._forms, cue.entry
        end = min(self._scene.sentence_end(i), i + _REACH)
        j = i + 1
        if cue.suffixed:
            if entry.verb != "مطالبة" and j < end and forms[j] in COMMAS:
                return None
            return self._content(i, entry, None, j, end)
        last = self._owner_end(j, end)
        if last is None:
            if j < end and "np" in entry.frames and self._owned_noun(forms[j]):
                return self._draft(i, entry, None, j)  # بإعلان استعدادها
            return None
        if entry.verb in ("مطالبة", "اتهام") and last + 1 < end and prefixed(forms[last + 1]):
            # مطالبة الحكومة بـ..., اتهام الكويت بـ...: the noun behind is the object
            return self._draft(i, entry, None, last + 1 if entry.verb == "مطالبة" else j)
        return self._content(i, entry, (j, last), last + 1, end)

    def _content(self, i: int, entry: CueEntry, subject: Range | None, j: int, end: int) -> Draft | None:
        """The draft of the noun at `i` with the content that begins at word `j` or soon behind it."""
        scene, forms, raw, frames = self._scene, self._forms, self._raw, entry.frames
        times = scene.ctx.time_words
        limit = min(end, j + _BEHIND_OWNER)
        while j < limit:
            form = forms[j]
            if j in times:
                j = times[j] + 1
                continue
            if form in AN and "an" in frames:
                return self._draft(i, entry, subject, j + 1)
            if form in FRAME_PREP:
                if form in frames and j + 1 < end:
                    return self._draft(i, entry, subject, j + 2 if forms[j + 1] in AN else j + 1)
                return None
            if form[0] == "ب" and "ب" in frames and (prefixed(form) or (form == "ب" and j + 1 in scene.ctx.quote_at)):
                return self._draft(i, entry, subject, j)
            if form[0] == "ل" and "ل" in frames and len(form) > 3:
                return self._draft(i, entry, subject, j)
            if "np" in frames and subject is not None and is_masdar(form):
                return self._draft(i, entry, subject, j)
            if raw[j] in STOPS or raw[j] == "\n" or j in scene.hits or form in RELATIVE:
                return None
            if subject is not None and j > subject[1] + 3:
                return None
            j += 1
        return None

    def _owned_noun(self, form: str) -> bool:
        """Whether a folded word is a verbal noun with its owner on it (استعدادها)."""
        return form.endswith(("ه", "ها", "هم")) and form in MASDAR and len(form) > 4

    def _owner_end(self, j: int, end: int) -> int | None:
        """The last word of the owner that begins at word `j`: a name, or a title or body with its name."""
        if j >= end:
            return None
        form = self._forms[j]
        titled = is_office(form) or is_body(form)
        for first, last, _ in self._scene.ctx.mentions.starting(j, j + _TITLE):
            if first == j:
                return last
            if titled and not any(self._raw[k] in COMMAS or self._forms[k] in PREP for k in range(j, first)):
                return last
        return j if titled and form.startswith("ال") else None

    def _draft(self, i: int, entry: CueEntry, subject: Range | None, start: int) -> Draft | None:
        if start >= self._scene.n or self._raw[start] in STOPS or self._raw[start] == "\n":
            return None
        lead = self._scene.nouns[self._forms[i]].lead
        return Draft(i, i, CueForm(entry, "participle", lead, "", "s", False), "nominal", start, subject=subject)
