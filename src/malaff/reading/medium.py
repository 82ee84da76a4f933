"""The medium of a statement: the paper, post or hearing through which it was said."""

from __future__ import annotations

from malaff.reading.drafts import Draft, Range
from malaff.reading.grammar import ADVERB, COMMAS, MEDIUM, THROUGH, TO_MEDIUM, TOLD_WHERE
from malaff.reading.heads import bare
from malaff.reading.nouns import is_medium
from malaff.reading.scene import Scene

_FRONTED = ("في", "وفي", "خلال", "وخلال")
_OUTLETS = ("صحيفه", "وكاله", "قناه", "اذاعه")
_CLAUSE = 18  # words of a clause before the cue that may name the medium


class MediumFinder:
    """Finds the words that name a medium between cue and content, or before the cue."""

    __slots__ = ("_forms", "_raw", "_scene")

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._forms = scene.forms
        self._raw = scene.raw

    def opens(self, k: int, last: int) -> bool:
        """Whether a preposition with a medium stands at word `k` (في بيان, عبر تويتر)."""
        return self._forms[k] in THROUGH and k + 1 <= last and is_medium(self._forms[k + 1])

    def take(self, draft: Draft, k: int, stop: int) -> None:
        """Take words `k`..`stop` as the medium if a medium stands there (a leading في or عبر left out)."""
        if draft.via is not None:
            return
        forms = self._forms
        if forms[k] in TO_MEDIUM or forms[k] == "ل":
            draft.via = (k, stop)
            return
        if k + 1 <= stop and (is_medium(forms[k + 1]) or forms[k] == "امام"):
            while stop > k + 1 and self._raw[stop] in COMMAS:
                stop -= 1
            draft.via = (k + 1, stop)

    def seek(self, draft: Draft, k: int, last: int) -> None:
        """Look for a medium in words `k`..`last`, which follow the subject."""
        forms = self._forms
        while k <= last:
            if forms[k] in TO_MEDIUM or self.opens(k, last):
                self.take(draft, k, self.end(k, last))
                return
            if forms[k] == "امام" and k + 1 <= last:
                draft.via = (k + 1, self.end(k, last))
                return
            k += 1

    def end(self, k: int, last: int) -> int:
        """The last word of the medium that opens at word `k`, `last` at most."""
        forms, raw, ctx = self._forms, self._raw, self._scene.ctx
        told = forms[k].startswith("ل")
        m = k + 1
        while m <= last:
            if m in ctx.time_words and (told or forms[m - 1] in MEDIUM):
                return m - 1
            if told and forms[m] in TOLD_WHERE and m not in self._scene.names:
                return m - 1
            if m in ctx.quote_at:
                m = min(ctx.quote_at[m].close, last) + 1
                continue
            if raw[m] in COMMAS:
                return m - 1
            m += 1
        return last

    def before(self, i: int) -> Range | None:
        """A medium that opens the sentence of the cue at `i` (`وفي كلمة ألقاها في العاصمة، قال ...`)."""
        forms, raw = self._forms, self._raw
        start = self._scene.sentence_start(i)
        if i - start < 2 or i - start > _CLAUSE or forms[start] not in _FRONTED or not is_medium(forms[start + 1]):
            return None
        stop = i - 1
        while stop > start and (raw[stop] in COMMAS or forms[stop] in ADVERB):
            stop -= 1
        for k in range(start + 1, stop + 1):
            if k in self._scene.hits or raw[k] in COMMAS:
                stop = k - 1
                break
        return (start + 1, stop) if stop > start else None

    def is_outlet(self, words: Range) -> bool:
        """Whether words name an outlet the speaker told (`أبلغت «عكاظ» أن`)."""
        first = words[0]
        return first in self._scene.ctx.quote_at or bare(self._forms[first]) in _OUTLETS
