"""The one list of steps: an Article becomes a Reading."""

from __future__ import annotations

from malaff._version import __version__
from malaff.arabic.sentences import paragraph_spans
from malaff.model import Article, Reader, Reading
from malaff.reading.context import ReadingContext
from malaff.reading.steps import STEPS

READER = Reader(name="malaff", version=__version__)


def read_article(article: Article) -> Reading:
    """Read one article: names, times, statements with their speakers, developments, positions."""
    ctx = ReadingContext.of(article)
    for step in STEPS:
        step(ctx)
    return to_reading(ctx)


def to_reading(ctx: ReadingContext) -> Reading:
    """The finished reading of a context whose steps have run."""
    article = ctx.article
    return Reading(
        id=article.id,
        source=article.source,
        url=article.url,
        outlet=article.outlet,
        title=article.title,
        author=article.author,
        sections=article.sections,
        language=article.language,
        published=article.published,
        published_from=article.published_from,
        dateline=article.dateline,
        text=article.text,
        paragraphs=paragraph_spans(article.text),
        statements=ctx.statements,
        names=ctx.names,
        times=ctx.times,
        developments=ctx.developments,
        positions=ctx.positions,
        reader=READER,
    )
