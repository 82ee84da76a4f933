"""Which words tell whether a time lies ahead or behind: `سيعقد`, `المقرر`, `قال`.

A cheap judgement over single forms, kept: the lexicon `time_tense.tsv`, and the shape of Arabic future verbs
(س before an imperfect). It need not know every verb: with nothing said, a report tells what has happened.
"""

from __future__ import annotations

from malaff.arabic.fold import fold
from malaff.lexicon import rows


def _load() -> dict[str, str]:
    return {fold(row["form"]): row["tense"] for row in rows("time_tense.tsv")}


class _Tenses(dict[str, str]):
    """Tenses by form, kept."""

    def __init__(self) -> None:
        super().__init__()
        self.lexicon = _load()

    def __missing__(self, form: str) -> str:
        if len(self) > 200_000:
            self.clear()
        found = self[form] = self._judge(form)
        return found

    def _judge(self, form: str) -> str:
        lexicon = self.lexicon
        if form in lexicon:
            return lexicon[form]
        rest = form
        if rest[:1] in ("و", "ف") and rest[1:] in lexicon:
            return lexicon[rest[1:]]
        if rest[:1] in ("و", "ف") and len(rest) > 4:
            rest = rest[1:]
        if rest[:1] in ("ل", "ب") and rest[1:] in lexicon:
            return lexicon[rest[1:]]
        if len(rest) >= 5 and rest[0] == "س" and rest[1] in "يتن" and (rest[-1] != "ه" or len(rest) > 5):
            return "future"
        if len(rest) >= 4 and rest[0] == "ي":
            return "now"
        return ""


_TENSES = _Tenses()


def tense_of(form: str) -> str:
    """`future`, `past`, `now` (an imperfect verb, by its look) or "" for a folded form."""
    return _TENSES[form]
