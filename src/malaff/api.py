"""Reading from Python: one article, or any number of sources with a pool of processes."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable

import msgspec

from malaff.batches import Entry, Source, run, taken_in
from malaff.errors import BadOption, MalaffError, NoArticle
from malaff.intake import MAX_BYTES, read_source
from malaff.model import Article, Reading, ReadingError, Record
from malaff.reading.context import ReadingContext
from malaff.reading.reader import read_article, to_reading
from malaff.reading.steps import STEPS

Item = Reading | ReadingError


def read(source: Source, *, max_bytes: int = MAX_BYTES) -> Reading:
    """Read one article.

    Args:
        source: a path to a page, a text or a corpus with one line; an http or https address; "-" for standard
            input; or an `Article`.
        max_bytes: the most bytes of a source that are read.

    Raises:
        MalaffError: where the source cannot be read; its class says why.
    """
    if isinstance(source, Article):
        return read_article(source)
    found: Article | None = None
    for item in read_source(source, max_bytes=max_bytes):
        if isinstance(item, ReadingError):
            raise as_exception(item)
        if found is not None:
            raise BadOption(f"{source} holds more than one article.", remedy="Use read_many.")
        found = item
    if found is None:
        raise NoArticle(f"{source} holds no article.")
    return read_article(found)


def read_text(
    text: str,
    *,
    published: str | None = None,
    id: str | None = None,  # noqa: A002 - the record's own field
    title: str | None = None,
) -> Reading:
    """Read a text that is an article's body, taken as it is.

    Args:
        text: the body; paragraphs are lines.
        published: ISO day or instant against which `أمس` and `الثلاثاء المقبل` are resolved.
        id: the reading's id; a digest of the text where not given.
        title: kept in the reading.
    """
    return read_article(as_article(text, published=published, id=id, title=title))


def as_article(
    text: str,
    *,
    published: str | None = None,
    id: str | None = None,  # noqa: A002 - the record's own field
    title: str | None = None,
) -> Article:
    """The article with `text` as its body, for a text that came from no source."""
    from malaff.intake.identity import article_id

    return Article(
        id=article_id(id, None, text),
        source="text",
        text=text,
        title=title,
        language="ar",
        published=published,
        published_from="input" if published else None,
    )


def read_many(
    sources: Iterable[Source],
    *,
    jobs: int = 1,
    progress: Callable[[int], None] | None = None,
    max_bytes: int = MAX_BYTES,
) -> Generator[Item, None, None]:
    """Read many sources, each of which may hold many articles, in their order.

    Args:
        sources: paths, addresses or articles; taken one by one, so that a generator of any length will do.
        jobs: how many processes read; 0 for one on each processor. A script that uses more than one needs
            `if __name__ == "__main__":` around its main part, as always with processes.
        progress: called with the number of items finished so far, after each.
        max_bytes: the most bytes of a source that are read.

    Yields:
        a `Reading` for each article; a `ReadingError` for each source or line that cannot be read.

    Raises:
        MalaffError: where a worker process died.
    """
    for done, result in enumerate(run(sources, _read, jobs=jobs, max_bytes=max_bytes), 1):
        item = result.reading or result.error
        if item is not None:
            yield item
        if progress is not None:
            progress(done)


class _Result(msgspec.Struct, array_like=True):
    """One item on its way between processes: one of the two."""

    reading: Reading | None = None
    error: ReadingError | None = None


def _read(entry: Entry, max_bytes: int) -> list[_Result]:
    results: list[_Result] = []
    for found in taken_in(entry, max_bytes):
        item = found if isinstance(found, ReadingError) else read_safely(found)
        results.append(_Result(reading=item) if isinstance(item, Reading) else _Result(error=item))
    return results


def read_safely(article: Article) -> Item:
    """The reading, or an error record where a defect of the reader shows on this article: a batch must go on."""
    try:
        return read_article(article)
    except Exception as error:
        return ReadingError(
            source=article.source,
            line=None,
            code=MalaffError.code,
            message=f"The reader failed on article {article.id}: {type(error).__name__}: {error}.",
            remedy="Report it with the article's text.",
        )


def as_exception(item: ReadingError) -> MalaffError:
    """The exception that an error record stands for."""
    kind = next((kind for kind in MalaffError.__subclasses__() if kind.code == item.code), MalaffError)
    return kind(item.message, remedy=item.remedy)


class StepTrace(Record, frozen=True):
    """What one step of reading decided: its notes, and how many records of each kind it added."""

    step: str
    about: str
    notes: list[str]
    added: dict[str, int]


class Explanation(Record, frozen=True):
    """A reading together with what led to it, as `malaff check` shows it.

    `words` is the table of words every step works on; `sentences` and `quotations` are the stretches of text that
    the cut found.
    """

    words: list[str]
    sentences: list[str]
    quotations: list[str]
    steps: list[StepTrace]
    reading: Reading


def explain(article: Article) -> Explanation:
    """Read one article and keep what each step decided."""
    ctx = ReadingContext.of(article, explain=True)
    trace = ctx.trace if ctx.trace is not None else []
    steps: list[StepTrace] = []
    for step in STEPS:
        before, noted = _counts(ctx), len(trace)
        step(ctx)
        added = {name: count - before[name] for name, count in _counts(ctx).items() if count > before[name]}
        about = (step.__doc__ or "").strip().split("\n", 1)[0]
        steps.append(StepTrace(step=step.__name__, about=about, notes=trace[noted:], added=added))
    words, text = ctx.words, article.text
    return Explanation(
        words=[word for word in words.raw if word != "\n"],
        sentences=[text[words.starts[first] : words.ends[end - 1]] for first, end in ctx.sentences],
        quotations=[
            text[words.starts[quote.open] : words.ends[min(quote.close, len(words) - 1)]] for quote in ctx.quotes
        ],
        steps=steps,
        reading=to_reading(ctx),
    )


def _counts(ctx: ReadingContext) -> dict[str, int]:
    kinds = ("times", "mentions", "statements", "names", "developments", "positions")
    return {kind: len(getattr(ctx, kind)) for kind in kinds}
