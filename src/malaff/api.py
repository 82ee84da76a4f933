"""Reading from Python: one article, or any number of sources with a pool of processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from pathlib import Path

import msgspec

from malaff.errors import BadOption, MalaffError, NoArticle
from malaff.intake import MAX_BYTES, read_source
from malaff.model import Article, Reading, ReadingError, Record
from malaff.reading.context import ReadingContext
from malaff.reading.reader import read_article, to_reading
from malaff.reading.steps import STEPS

Source = str | Path | Article
Item = Reading | ReadingError

# A batch goes to a worker when it holds this many characters of text or articles: large enough that sending costs
# little against reading, small enough that all workers end at nearly the same time.
_BATCH_CHARACTERS = 60_000
_BATCH_ENTRIES = 32
# What a page counts for, its text not yet known.
_PAGE_CHARACTERS = 6_000
# Batches under way for each worker; more would only fill memory.
_AHEAD = 3
# Pages are parsed by the workers; every other kind of source is read by the parent and its articles are sent on.
_PAGES = (".html", ".htm", ".xhtml", ".shtml")


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
    if jobs < 0:
        raise BadOption(f"jobs is {jobs}, less than 0.", remedy="Give a number of processes, or 0 for all processors.")
    entries = _listed(sources, max_bytes)
    workers = jobs or processors()
    items = _in_process(entries, max_bytes) if workers == 1 else _in_pool(_batches(entries), workers, max_bytes)
    for done, item in enumerate(items, 1):
        yield item
        if progress is not None:
            progress(done)


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


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# -- batches -------------------------------------------------------------------------------------------------------


class _Entry(msgspec.Struct, array_like=True):
    """One thing to read: exactly one of an article, a page's path, or an error that only passes through."""

    article: Article | None = None
    page: str | None = None
    error: ReadingError | None = None


class _Result(msgspec.Struct, array_like=True):
    reading: Reading | None = None
    error: ReadingError | None = None


_pack = msgspec.msgpack.Encoder().encode
_entries = msgspec.msgpack.Decoder(list[_Entry]).decode
_results = msgspec.msgpack.Decoder(list[_Result]).decode


def _as_error(error: MalaffError, source: str) -> ReadingError:
    return ReadingError(source=source, line=None, code=error.code, message=error.message, remedy=error.remedy)


def _listed(sources: Iterable[Source], max_bytes: int) -> Iterator[_Entry]:
    """What there is to read, in order; only pages are left for later."""
    for source in sources:
        if isinstance(source, Article):
            yield _Entry(article=source)
        elif str(source).lower().endswith(_PAGES) and "://" not in str(source):
            yield _Entry(page=str(source))
        else:
            for item in _taken_in(str(source), max_bytes):
                yield _Entry(article=item) if isinstance(item, Article) else _Entry(error=item)


def _taken_in(source: str, max_bytes: int) -> Iterator[Article | ReadingError]:
    """The articles of a source, its failure as the last item."""
    try:
        yield from read_source(source, max_bytes=max_bytes)
    except MalaffError as error:
        yield _as_error(error, source)


def _batches(entries: Iterable[_Entry]) -> Iterator[list[_Entry]]:
    batch: list[_Entry] = []
    size = 0
    for entry in entries:
        batch.append(entry)
        size += len(entry.article.text) if entry.article is not None else _PAGE_CHARACTERS
        if size >= _BATCH_CHARACTERS or len(batch) >= _BATCH_ENTRIES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _items(entry: _Entry, max_bytes: int) -> Iterator[Item]:
    if entry.error is not None:
        yield entry.error
    elif entry.article is not None:
        yield _read_safely(entry.article)
    elif entry.page is not None:
        for item in _taken_in(entry.page, max_bytes):
            yield _read_safely(item) if isinstance(item, Article) else item


def _read_safely(article: Article) -> Item:
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


# -- processes -----------------------------------------------------------------------------------------------------


def _in_process(entries: Iterable[_Entry], max_bytes: int) -> Iterator[Item]:
    for entry in entries:
        yield from _items(entry, max_bytes)


def _in_pool(batches: Iterator[list[_Entry]], workers: int, max_bytes: int) -> Iterator[Item]:
    ahead = list(islice(batches, 2))
    if len(ahead) < 2:
        # One batch is read sooner here than a pool is started.
        yield from _in_process(chain.from_iterable(ahead), max_bytes)
        return
    # Never a plain fork: the parent may have threads (numpy's, the caller's), and their locks would be copied.
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context(method), initializer=_ignore_interrupt)
    under_way: deque[Future[bytes]] = deque()
    try:
        for batch in chain(ahead, batches):
            under_way.append(pool.submit(_work, _pack(batch), max_bytes))
            if len(under_way) >= workers * _AHEAD:
                yield from _unpacked(under_way.popleft())
        while under_way:
            yield from _unpacked(under_way.popleft())
    except BrokenProcessPool as error:
        raise MalaffError(
            "A worker process ended before its work was done.",
            remedy="Memory may have run out: use fewer --jobs; otherwise report it with the command you ran.",
        ) from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _unpacked(future: Future[bytes]) -> Iterator[Item]:
    for result in _results(future.result()):
        item = result.reading if result.reading is not None else result.error
        if item is not None:
            yield item


def _ignore_interrupt() -> None:
    """Leave Ctrl-C to the parent, which ends the pool."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _work(packed: bytes, max_bytes: int) -> bytes:
    """Read one batch in a worker; records travel as MessagePack, which costs a tenth of pickling them."""
    out: list[_Result] = []
    for entry in _entries(packed):
        out.extend(
            _Result(reading=item) if isinstance(item, Reading) else _Result(error=item)
            for item in _items(entry, max_bytes)
        )
    return _pack(out)
