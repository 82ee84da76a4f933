"""Attributions without a verb: `بحسب X، ...` and `...، وفق X`."""

from __future__ import annotations

from malaff.reading.attributions import ATTRIBUTIONS
from malaff.reading.cues import CUES
from malaff.reading.drafts import Draft
from malaff.reading.grammar import (
    AN,
    ANONYMOUS,
    COMMAS,
    FA_AN,
    GROUP,
    MEDIUM,
    OWN_WORDS,
    RELATIVE,
    SAYERS,
    WHAT,
)
from malaff.reading.nouns import is_office
from malaff.reading.scene import STOPS, Scene

# Behind ما, words that begin so are the verb of the attribution (بحسب ما أعلنته ...).
_REPORTED = ("اعلن", "نقل", "ذكر", "اظهر", "اورد", "قال", "افاد", "اكد", "جاء", "صرح")
_LINKS = ("به", "عن", "عنه", "عليه", "اليه", "في")
_WITH_WHAT = ("حسبما", "بحسبما", "وفقما", "وحسبما")
_SOURCE_NAME = 6  # a quotation longer than this behind a source is no part of its name


class AttributionFinder:
    """Finds verbless attributions, their source and the content before or behind them."""

    __slots__ = ("_forms", "_raw", "_scene")

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._forms = scene.forms
        self._raw = scene.raw

    def find(self, i: int) -> Draft | None:
        """The draft of the attribution that opens at word `i`, or None where none does."""
        forms = self._forms
        for opening in ATTRIBUTIONS[forms[i]]:
            m = len(opening.words)
            if m > 1 and tuple(forms[i + 1 : i + m]) != opening.words[1:]:
                continue
            k = i + m
            if k >= self._scene.n:
                continue
            if opening.after == "ل":
                if not forms[k].startswith("ل"):
                    continue
            elif opening.after:
                if forms[k] != opening.after:
                    continue
                k += 1
            return self._draft(i, i + m - 1, k, opening.after)
        return None

    def _draft(self, i: int, last: int, k: int, after: str) -> Draft | None:
        """The draft of the attribution of words `i`..`last` whose source begins at word `k`."""
        scene, forms, raw = self._scene, self._forms, self._raw
        start, end = scene.sentence_start(i), scene.sentence_end(i)
        if k >= end or forms[k] in OWN_WORDS:
            return None
        stop = self._source_stop(k, end)
        if forms[k] in WHAT:
            first = self._behind_verb(k + 1, stop)
        elif forms[last] in _WITH_WHAT:
            first = self._behind_verb(k, stop)  # حسبما أفاد مصدر
        else:
            first = k
        if first >= stop or (first == k and not self._speaks(k)):
            return None
        source_last = self._before_relative(first, stop) - 1
        draft = Draft(i, last, None, "attribution", -1, subject=(first, source_last))
        if after == "ل" and first == k and raw[k].startswith("ل") and not forms[k].startswith("لل"):
            if raw[k].strip("ـ") == "ل" and k + 1 < stop:
                draft.subject = (k + 1, source_last)
            else:
                draft.subject_lead = len(raw[k]) - len(raw[k][1:].lstrip("ـ"))
        leading = i - start <= 1 or raw[i - 1] == "\n"
        if not leading and not (stop < end and (forms[stop] in AN or forms[stop] in FA_AN)):
            draft.trailing = True
            return draft
        at = stop
        if at < end and raw[at] in COMMAS:
            at += 1
        if at < end and (forms[at] in AN or forms[at] in FA_AN):
            at += 1
        if at >= end or raw[at] in STOPS:
            return None
        draft.start = at
        return draft

    def _source_stop(self, k: int, end: int) -> int:
        """One past the last word of the source at `k`: it runs to a comma, a complementiser or the sentence's end."""
        scene, forms, raw = self._scene, self._forms, self._raw
        quote_at, mentions = scene.ctx.quote_at, scene.ctx.mentions
        stop = k
        while stop < end and raw[stop] not in COMMAS and forms[stop] not in AN and forms[stop] not in FA_AN:
            if raw[stop] in STOPS or raw[stop] in ")\n:":
                break
            if stop > k and raw[stop][0].isdigit() and stop not in mentions.covering:
                break  # بحسب الرابطة 3.6 مليارات
            if stop in quote_at:
                close = quote_at[stop].close
                if stop > k and close - stop > _SOURCE_NAME:
                    break
                stop = min(close, end - 1)
            stop += 1
        named = mentions.at.get(stop + 1)
        person = named is not None and named[2] == "person" and stop < end and raw[stop] in COMMAS
        if named is not None and person and is_office(forms[k].removeprefix("ل")):
            return named[1] + 1  # بحسب رئيس المركز، فلان
        return stop

    def _behind_verb(self, k: int, stop: int) -> int:
        """The first word of the source behind the verb of ما at word `k` (بحسب ما أعلنته الوزارة)."""
        forms = self._forms
        first = k
        while first < stop and (forms[first] in CUES or forms[first].startswith(_REPORTED) or forms[first] in _LINKS):
            first += 1
        return first

    def _before_relative(self, first: int, stop: int) -> int:
        """One past the last word of the source, what is told of it in a relative clause left out."""
        for m in range(first + 1, stop):
            if self._forms[m] in RELATIVE:
                while m > first + 1 and self._raw[m - 1] in COMMAS:
                    m -= 1
                return m
        return stop

    def _speaks(self, k: int) -> bool:
        """Whether the word behind وفق or حسب names somebody who speaks, and no rule or plan."""
        head = self._forms[k].removeprefix("ل")
        if head.startswith("ل") and len(head) > 3:
            head = "ال" + head[1:]
        if head in ANONYMOUS or head in GROUP:
            return True
        plain = head.removeprefix("ال")
        if plain in SAYERS or plain in MEDIUM:
            return True
        mentions = self._scene.ctx.mentions
        return k in mentions.covering or k + 1 in mentions.at

    # -- content before the attribution -------------------------------------------------------------------------

    def close(self, draft: Draft) -> bool:
        """Set the content of a trailing attribution: its sentence up to it, or the quotation right before it.

        Returns False where the attribution only names who carried another's statement, or hardly a word is left.
        """
        scene, raw, i = self._scene, self._raw, draft.cue
        last = i - 1
        while last >= 0 and raw[last] in COMMAS:
            last -= 1
        start = self._behind_other(draft, scene.sentence_start(i), last)
        if start is None:
            return False
        attributed = [d.cue for d in scene.drafts.values() if d.trailing and d.cue >= start]
        for j in range(last, start, -1):
            if raw[j] == ":" or (raw[j] in COMMAS and any(cue < j for cue in attributed)):
                start = j + 1
                break
        if last < start:
            return False
        draft.start, draft.end = start, last
        return last - start >= 2

    def _behind_other(self, draft: Draft, start: int, last: int) -> int | None:
        """Where the content may begin behind another statement of the sentence; None where it is all the other's."""
        scene, raw = self._scene, self._raw
        for j in range(draft.cue - 1, start - 1, -1):
            other = scene.drafts.get(j)
            if other is None or other.form is None or other.start > last:
                continue
            quote = scene.ctx.quote_at.get(other.start)
            if quote is not None and quote.closed and last - quote.close > 4:
                # `قال فلان "..."، وجرى كذا، وفق الوكالة`: what follows the quotation is the agency's
                behind = quote.close + 1
                while behind < last and raw[behind] in COMMAS:
                    behind += 1
                return behind
            # the sentence already has its speaker: the attribution names who carried it
            if other.via is None and draft.subject is not None:
                other.via = draft.subject
            return None if other.form.kind == "participle" or j - start > 4 else start
        return start
