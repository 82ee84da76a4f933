"""How far a content runs: to a stop, a joined cue, a trailing attribution, or where the narration goes on."""

from __future__ import annotations

from malaff.reading.drafts import Draft
from malaff.reading.grammar import (
    AFTER_QUOTE,
    AN,
    BE,
    COMMAS,
    DASHES,
    DATING,
    JOINER,
    NARRATION,
    OWN_WORDS,
    OWN_WORDS_OPEN,
    TURN,
)
from malaff.reading.nouns import is_source
from malaff.reading.scene import STOPS, Scene

_CONTENT = 1500  # words a content may run over
_MARKED = ("an", "prep", "obj")
_UNMARKED = ("np", "prep", "obj")
_AT_A_TIME = ("وقت", "الوقت")
# Behind أي, words with which the narrator says a time or a sum in other terms (، أي ما يعادل كذا).
_GLOSS = ("ما", "نحو", "حوالي", "الساعه")
_OWN_NOUNS = ("تعبير", "قول", "وصف")
_QUOTED_WORDS = 4  # with the closing mark
_PARAGRAPH = 3  # blanks
_SAID_SO = 8  # words of a clause that only names who said what stands before it


class Extent:
    """Tells where the content of a draft ends, all drafts of the article being known."""

    __slots__ = ("_forms", "_n", "_raw", "_scene")

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._forms = scene.forms
        self._raw = scene.raw
        self._n = scene.n

    def end(self, draft: Draft) -> int:
        """The last word of the content that begins at `draft.start`."""
        raw, forms, scene = self._raw, self._forms, self._scene
        quote_at, drafts = scene.ctx.quote_at, scene.drafts
        start = k = draft.start
        limit = min(self._n, start + _CONTENT)
        # speech behind a colon with no marks may run over many sentences
        unbroken = draft.frame == "q" and start not in quote_at
        while k < limit:
            word = raw[k]
            if word == "\n":
                return k - 1
            quote = quote_at.get(k)
            if quote is not None and quote.depth == 0:
                close = quote.close
                if k == start and draft.frame == "q" and quote.closed and not self._goes_on_behind(k, close):
                    return self._runs_on(close)
                if k == start and not quote.closed:
                    k += 1  # never closed: it is told where it ends as if it had not been opened
                    continue
                if not quote.closed:
                    return min(close, self._n) - 1
                if self._ends_with_quotation(draft, k, close):
                    return close
                k = close + 1
                continue
            if k > start:
                if (k in drafts and self._bounds(k, start)) or (forms[k] in OWN_WORDS_OPEN and self._own_words(k)):
                    return self._before(k, start)
                if self._narration(draft, k) or self._said_so(k):
                    return self._before(k, start)
            if word in STOPS and self._ends_speech(k, unbroken):
                again = quote_at.get(k + 1)
                first = quote_at.get(start)
                if again is not None and again.closed and first is not None and not first.closed:
                    return again.close - 1  # the mark left open is set again with the next sentence
                return k - 1
            k += 1
        return k - 1

    def _goes_on_behind(self, k: int, close: int) -> bool:
        """Whether the speech goes on behind a few quoted words it begins with (`قال: "أعلنا خبر" مقتل فتاة`)."""
        after = close + 1
        if close - k > _QUOTED_WORDS or after >= self._n:
            return False
        form = self._forms[after]
        return form[0].isalpha() and form[0] != "و" and after not in self._scene.hits and form not in JOINER

    def _ends_with_quotation(self, draft: Draft, k: int, close: int) -> bool:
        """Whether the content ends with the quotation from `k` to `close`: all that follows is the narrator's."""
        raw, forms = self._raw, self._forms
        after = close + 1
        if after >= self._n or raw[after] == "\n":
            return True
        if raw[after] not in COMMAS:
            return raw[close - 1] in STOPS
        if draft.frame not in _MARKED or close - k <= 4 or after + 1 >= self._n:
            return False
        return forms[after + 1] in AFTER_QUOTE

    def _ends_speech(self, k: int, unbroken: bool) -> bool:
        """Whether the stop at word `k` closes its sentence and with it the content."""
        if k + 1 < self._n and self._wide(k):
            return True
        left = self._scene.sentence_end(k) - k
        if left > 2:
            return False
        doubled = k + 1 < self._n and self._raw[k + 1] in STOPS
        if left == 1 or doubled:
            return not unbroken or self._speech_stops(k + 1)
        return self._raw[k] == "." and not unbroken  # a bracket or quotation mark stands behind the full stop

    def _wide(self, k: int) -> bool:
        """Whether so many blanks stand behind word `k` as some papers set between paragraphs."""
        words = self._scene.ctx.words
        return words.starts[k + 1] - words.ends[k] >= _PARAGRAPH

    def _bounds(self, k: int, start: int) -> bool:
        """Whether the cue at word `k` opens a statement of its own that ends the one whose content began at `start`."""
        draft = self._scene.drafts[k]
        cue = draft.form
        if cue is None:
            return True
        if draft.frame == "nominal":
            return False
        if cue.kind == "participle":
            return True
        before = self._forms[k - 1] if k else "\n"
        return bool(cue.lead) or before in JOINER or (before in COMMAS and k - start > 4 and self._has_verb(start, k))

    def _has_verb(self, start: int, stop: int) -> bool:
        """Whether the words from `start` to `stop` hold a predicate, so that a verb behind a comma is another's."""
        return any(self._verb(k) for k in range(start, stop - 1))

    def _verb(self, k: int) -> bool:
        """Whether word `k` is a verb, told by its form where it is no cue."""
        form = self._forms[k]
        if k in self._scene.hits or form in BE or form[:2] in ("سي", "ست"):
            return True
        if len(form) <= 3 or k in self._scene.names:
            return False
        if form[0] in "يت" and not form.endswith("ه"):
            return True
        return form.endswith("ت") and not form.startswith("ال") and form[-2] != "ا"

    def _narration(self, draft: Draft, k: int) -> bool:
        """Whether the narration goes on at word `k`, so that the content ends before it."""
        forms, n, frame = self._forms, self._n, draft.frame
        form = forms[k]
        if form == "وذلك" and frame != "q" and k + 1 < n and forms[k + 1] in DATING:
            return True
        if self._raw[k - 1] not in COMMAS:
            return False
        if form == "في" and k + 2 < n and forms[k + 1] in _AT_A_TIME and forms[k + 2] != "ذاته":
            return True
        if frame == "an":
            gloss = form == "اي" and k + 1 < n and forms[k + 1] in _GLOSS
            return form in TURN or gloss or (form == "مع" and k + 1 in self._scene.drafts)
        if frame == "nominal":
            return form not in ("و", "او")
        return frame in _UNMARKED and (form in NARRATION or self._circumstance(k) or self._next_deed(k))

    def _said_so(self, k: int) -> bool:
        """Whether the sentence closes with who said it all (`...، وذكر بيان للحكومة.`): a verb with a source alone."""
        scene = self._scene
        cue = scene.hits.get(k)
        if cue is None or k in scene.drafts or self._raw[k - 1] not in COMMAS or cue.kind == "participle":
            return False
        left = scene.sentence_end(k) - k
        return 2 < left <= _SAID_SO and cue.entry.act == "assert" and is_source(self._forms[k + 1])

    def _next_deed(self, k: int) -> bool:
        """Whether a joined past of the speaker's opens at word `k` (، وناقشت, ، وقررت): what she did next."""
        verb = self._forms[k][1:]
        if not self._forms[k].startswith("و") or len(verb) < 4 or verb.startswith("ال") or k in self._scene.names:
            return False
        return verb.endswith("ت") and verb[-2] not in "اوي"

    def _circumstance(self, k: int) -> bool:
        """Whether a participle of circumstance opens at word `k` (، مرددا, ، مقدما): the narration goes on."""
        raw = self._raw[k]
        if not raw.startswith("م") or len(self._forms[k]) < 5 or k in self._scene.names:
            return False
        return raw.endswith(("ًا", "اً", "ا"))

    def _runs_on(self, close: int) -> int:
        """The last word of a quotation that the next paragraphs take up again with no new cue."""
        raw, n = self._raw, self._n
        while True:
            k = self._behind_stops(close)
            if k >= n or raw[k] != "\n":
                return close
            while k < n and raw[k] == "\n":
                k += 1
            quote = self._scene.ctx.quote_at.get(k)
            if quote is None or not quote.closed or quote.depth or quote.close - quote.open < 5:
                return close
            after = self._behind_stops(quote.close)
            if after < n and raw[after] != "\n":
                return close
            close = quote.close

    def _behind_stops(self, k: int) -> int:
        k += 1
        while k < self._n and self._raw[k] in STOPS:
            k += 1
        return k

    def _own_words(self, k: int) -> bool:
        """Whether `على حد قوله`, `وفق تعبيرها`, `بحسب تعبير ...` opens at word `k`."""
        forms = self._forms
        if k + 1 >= self._n:
            return False
        after = forms[k + 1]
        return after == "حد" if forms[k] == "علي" else after in OWN_WORDS or after in _OWN_NOUNS

    def _speech_stops(self, k: int) -> bool:
        """Whether colon speech ends before word `k`: the text takes the floor again."""
        return any(self._raw[m] == "\n" or m in self._scene.drafts for m in range(k, min(k + 4, self._n)))

    def _before(self, k: int, start: int) -> int:
        """The last content word before a bound at `k`: joining words and commas are left out."""
        last = k - 1
        while last > start and self._joins(last):
            last -= 1
        return last

    def _joins(self, k: int) -> bool:
        """Whether word `k` only joins what follows to the content before it (، لكن, إلا أن, في حين)."""
        form, after = self._forms[k], self._forms[k + 1]
        return (
            self._raw[k] in COMMAS
            or self._raw[k] in DASHES
            or form in JOINER
            or (form in ("الا", "غير") and after in AN)
            or (form == "في" and (after == "حين" or after in _AT_A_TIME))
        )
