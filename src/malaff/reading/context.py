"""What every step of reading works on: the article, its table of words, and what earlier steps found."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from malaff.arabic.quotes import Quote, pair_quotes
from malaff.arabic.sentences import sentence_bounds
from malaff.arabic.words import Words, words_of
from malaff.model import Article, Development, Name, Position, Span, Statement, TimeExpression
from malaff.reading.mentiontable import MentionTable

if TYPE_CHECKING:
    from malaff.reading.speakers import Speakers
    from malaff.reading.statements import Draft


@dataclass(slots=True)
class ReadingContext:
    """One article being read.

    Steps read what is there and add their own list. Word indices refer to `words`.

    Attributes:
        quotes: quotations in order; `quote_at` maps a word index of an opening mark to its quotation.
        closes: word indices of closing quotation marks.
        sentences: (first word, one past last word) of each sentence.
        sentence_of: the sentence number of each word.
        drafts: how each statement was found, one for each of `statements`.
        time_words: first and last word of each time expression; `timed` all their words, `time_ends` the last ones.
        speakers: the article's sources, once the statements step has tied mentions to them.
        published: the day of publication where it is known.
        trace: what each step decided, filled only where somebody asks (`malaff check`).
    """

    article: Article
    words: Words
    quotes: list[Quote]
    quote_at: dict[int, Quote]
    closes: dict[int, Quote]
    sentences: list[tuple[int, int]]
    sentence_of: list[int]
    published: datetime.date | None
    mentions: MentionTable = field(default_factory=MentionTable)
    times: list[TimeExpression] = field(default_factory=list)
    time_words: dict[int, int] = field(default_factory=dict)
    timed: set[int] = field(default_factory=set)
    time_ends: set[int] = field(default_factory=set)
    statements: list[Statement] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    developments: list[Development] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    speakers: Speakers | None = None
    trace: list[str] | None = None

    @classmethod
    def of(cls, article: Article, *, explain: bool = False) -> ReadingContext:
        """The context of `article`, cut into words, quotations and sentences, no step run yet."""
        words = words_of(article.text)
        quotes = pair_quotes(words)
        sentences = sentence_bounds(words)
        sentence_of = [0] * len(words)
        last = 0
        for number, (_, end) in enumerate(sentences):
            for i in range(last, end):
                sentence_of[i] = number
            last = end
        return cls(
            article=article,
            words=words,
            quotes=quotes,
            quote_at={q.open: q for q in quotes},
            closes={q.close: q for q in quotes if q.closed},
            sentences=sentences,
            sentence_of=sentence_of,
            published=published_day(article.published),
            trace=[] if explain else None,
        )

    def span(self, first: int, last: int) -> Span:
        """The span from word `first` to word `last`, both taken in."""
        start, end = self.words.span(first, last)
        return Span(self.article.text[start:end], start, end)

    def note(self, step: str, message: str) -> None:
        """Keep a line of explanation where somebody asked for it."""
        if self.trace is not None:
            self.trace.append(f"{step}: {message}")


def published_day(published: str | None) -> datetime.date | None:
    """The calendar day of an ISO date or instant, or None where it is neither."""
    if not published:
        return None
    try:
        return datetime.date.fromisoformat(published[:10])
    except ValueError:
        return None
