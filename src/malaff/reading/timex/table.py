"""The text under reading: words with their senses, the day it was published, and what it has said of time so far."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from malaff.arabic.fold import TABLE as FOLDING
from malaff.arabic.words import Words
from malaff.reading.timex.senses import SENSES, Sense
from malaff.reading.timex.tense import tense_of
from malaff.reading.timex.values import Value, shifted

COMMAS = frozenset((",", "،"))
SENTENCE_ENDS = frozenset((".", "\n", "!", "؟", "?", "..", "...", "؛"))
OPENING = frozenset('(«"“[')
CLOSING = frozenset(')»"”]')
_SENTENCE = 60  # words: what lies further back is out of mind
_FAR = 14  # words: how far to the left a verb can stand and still tell the tense of a time


class Found(NamedTuple):
    """An expression that was read.

    Attributes:
        first, last: its words.
        value: what it means.
        cut: whether clitics before its first word are left out.
        topic: whether the text now speaks of that time; not so where the expression leans on one named before.
    """

    first: int
    last: int
    value: Value
    cut: bool = True
    topic: bool = True


class Table:
    """Words, senses and memory of one text.

    Attributes:
        today: the day the article speaks from, or None.
        day, day_at: the last day the text named and the word it ended with; clock times and `ذلك اليوم` lean on it.
        month: the last month (year, month) the text named; `الشهر السابق` leans on it.
        named: months the text has placed by a direction word (`سبتمبر المقبل`), and their years.
        year: the last year the text named; `العام نفسه` leans on it.
        span: the last interval the text named.
        past_day: the last such day that is not ahead; `نفس اليوم` leans on it.
        yesterday: whether the text calls the day before `أمس`.
        week, week_at: the last week the text named and the word it ended with.
        last_clock: day and hour of the last clock time.
        full: day and month to year, of full dates the text has given.
    """

    __slots__ = (
        "day", "day_at", "forms", "full", "last_clock", "length", "month", "month_at", "named", "past_day", "raw",
        "senses", "span", "today", "week", "week_at", "words", "year", "yesterday",
    )  # fmt: skip

    def __init__(self, words: Words, today: dt.date | None) -> None:
        self.words = words
        self.forms = words.forms
        self.raw = words.raw
        self.senses: list[Sense] = [SENSES[form] for form in words.forms]
        self.length = len(self.forms)
        # the calendar's edges have no tomorrow
        self.today = today if today and 2 < today.year < 9990 else None
        self.day: dt.date | None = None
        self.past_day: dt.date | None = None
        self.yesterday = False
        self.day_at = -9
        self.week: Value | None = None
        self.week_at = -9
        self.named: dict[int, int] = {}
        self.last_clock: tuple[dt.date, int] | None = None
        self.month: tuple[int, int] | None = None
        self.month_at = -1
        self.year: int | None = None
        self.span: Value | None = None
        self.full: dict[tuple[int, int], int] = {}

    def form(self, at: int) -> str:
        """The folded form of a word, "" outside the text."""
        return self.forms[at] if 0 <= at < self.length else ""

    def sense(self, at: int) -> Sense:
        """The sense of a word, the empty one outside the text."""
        return self.senses[at] if 0 <= at < self.length else SENSES[""]

    def tag(self, at: int, kind: str) -> str:
        """The value of a word under a kind of time_words.tsv, or ""."""
        return self.senses[at].tags.get(kind, "") if 0 <= at < self.length else ""

    def bare(self, at: int, kind: str) -> str:
        """As `tag`, for a word with no clitic before it."""
        return self.tag(at, kind) if 0 <= at < self.length and not self.senses[at].cut else ""

    def cut(self, at: int) -> int:
        """Where word `at` begins in the text when its clitics are left out."""
        start, left = self.words.starts[at], self.senses[at].cut
        text, end = self.words.text, self.words.ends[at]
        while start < end and left:
            left -= FOLDING.get(ord(text[start])) != ""
            start += 1
        while start < end - 1 and FOLDING.get(ord(text[start])) == "":
            start += 1
        return start

    def tense(self, at: int) -> str:
        """`future`, `past` or "": what the nearest telling word before (else just after) `at` says."""
        forms = self.forms
        for i in range(at - 1, max(at - _FAR, 0) - 1, -1):
            form = forms[i]
            if form in SENTENCE_ENDS:
                break
            tense = tense_of(form)
            if tense == "now":  # an imperfect verb tells the time only of what stands right by it
                if at - i <= 3 and forms[i - 1] != "لم":
                    return "future"
            elif tense and forms[i - 1] != "غير":  # غير المتوقع
                return tense
        for i in range(at + 1, min(at + 4, self.length)):
            form = forms[i]
            if form in SENTENCE_ENDS or form[:2] == "ان" or form[:1] == "و":
                break  # what is said is no longer the saying, what is joined on is another clause
            if tense_of(forms[i]) in ("future", "past"):
                return tense_of(forms[i])
        return ""

    def note(self, found: Found) -> None:
        """Remembers what later expressions lean on."""
        value = found.value
        if value.first is None or value.last is None:
            return
        if value.grain == "month":
            self.month_at = found.last
        if value.grain in ("year", "month") and value.first:
            self.year = value.first.year
        if value.grain == "week":
            self.week, self.week_at = value, found.last
        if not found.topic or self.tag(found.first - 1, "prep") == "since":
            return  # منذ names where something began, not what the text turns to
        if value.grain == "day":
            self.day, self.day_at = value.first, found.last
            if self.today is None or value.first <= self.today:
                self.past_day = value.first
            self.yesterday = self.yesterday or self.tag(found.first, "deictic") == "-1"
        dated = value.grain == "day" and any(sense.months for sense in self.senses[found.first : found.last + 1])
        if dated or value.grain == "month":
            self.month = (value.first.year, value.first.month)
        if value.grain == "span":
            self.span = value
            if (value.last - value.first).days < 7:
                self.day = value.last

    def has_article(self, at: int) -> bool:
        """Whether a word begins with ال, known to the lexicons or not."""
        return self.form(at).startswith("ال") and len(self.form(at)) > 3

    def near(self, first: int, last: int) -> bool:
        """Whether two words stand in one sentence, not too far apart."""
        return 0 <= first < last <= first + _SENTENCE and not any(
            self.forms[i] in SENTENCE_ENDS for i in range(first, last)
        )

    def shift(self, count: int) -> dt.date | None:
        """`today` moved by some days."""
        return shifted(self.today, count) if self.today else None
