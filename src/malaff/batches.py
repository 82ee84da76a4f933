"""The same work done on many sources, in this process or in a pool of processes, in the order they were given.

What is done with each source is a function of the caller's (read it; read it and prepare it for the archive); this
module lists what there is, cuts it into batches, and brings the results back.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from typing import Protocol, TypeVar, get_type_hints

import msgspec

from malaff.errors import BadLine, BadOption, MalaffError
from malaff.intake import read_source
from malaff.model import Article, ReadingError

Source = str | Path | Article
Result = TypeVar("Result")

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


class Entry(msgspec.Struct, array_like=True, frozen=True):
    """One thing to work on: exactly one of an article, a page's path, or an error that only passes through."""

    article: Article | None = None
    page: str | None = None
    error: ReadingError | None = None


class Work(Protocol[Result]):
    """What is done with one entry: a module-level function whose results msgspec can carry between processes.

    Its return annotation must name the type of its results.
    """

    def __call__(self, entry: Entry, max_bytes: int, /) -> list[Result]:
        """The results for one entry."""


Filter = Callable[[list[Entry]], list[Entry]]


def run(
    sources: Iterable[Source],
    work: Work[Result],
    *,
    jobs: int,
    max_bytes: int,
    sift: Filter | None = None,
) -> Generator[Result, None, None]:
    """Do `work` on every source.

    Args:
        sources: paths, addresses or articles; taken one by one.
        work: what is done with each.
        jobs: how many processes; 0 for one on each processor.
        max_bytes: the most bytes of a source that are read.
        sift: called with each batch in this process before it is worked on; gives what is left to do.

    Raises:
        MalaffError: where a worker process died.
    """
    if jobs < 0:
        raise BadOption(f"jobs is {jobs}, less than 0.", remedy="Give a number of processes, or 0 for all processors.")
    entries = _listed(sources, max_bytes)
    workers = jobs or processors()
    if workers == 1 and sift is None:
        # One by one, so that what is read first is seen first.
        yield from _here(([entry] for entry in entries), work, max_bytes)
        return
    batches = _batches(entries)
    if sift is not None:
        batches = (left for left in map(sift, batches) if left)
    yield from _here(batches, work, max_bytes) if workers == 1 else _in_pool(batches, work, workers, max_bytes)


def taken_in(entry: Entry, max_bytes: int) -> Iterator[Article | ReadingError]:
    """The articles of an entry, a failure as an error record."""
    if entry.error is not None:
        yield entry.error
    elif entry.article is not None:
        yield entry.article
    elif entry.page is not None:
        yield from _articles(entry.page, max_bytes)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _listed(sources: Iterable[Source], max_bytes: int) -> Iterator[Entry]:
    """What there is to work on, in order; only pages are left for later."""
    for source in sources:
        if isinstance(source, Article):
            yield _entry(source)
        elif str(source).lower().endswith(_PAGES) and "://" not in str(source) and str(source) == _plain(str(source)):
            yield Entry(page=str(source))
        else:
            for item in _articles(str(source), max_bytes):
                yield _entry(item) if isinstance(item, Article) else Entry(error=item)


def _entry(article: Article) -> Entry:
    """The article, or an error where it cannot be written down."""
    article = msgspec.structs.replace(article, source=_plain(article.source))
    try:
        _pack(article)
    except UnicodeEncodeError:
        error = half_a_character()
        return Entry(error=_failure(article.source, error))
    return Entry(article=article)


def _failure(source: str, error: MalaffError) -> ReadingError:
    return ReadingError(
        source=_plain(source), line=None, code=error.code, message=_plain(error.message), remedy=error.remedy
    )


def _plain(text: str) -> str:
    """What can be written down of a name: the bytes of a file's name may be no UTF-8."""
    return text.encode("utf-8", "backslashreplace").decode()


def half_a_character() -> BadLine:
    """What is said of an article with half of a surrogate pair in it."""
    return BadLine(
        "The article holds half of a surrogate pair, which is no character.",
        remedy="Write the text anew as UTF-8; a cut-off emoji is the usual cause.",
    )


def _articles(source: str, max_bytes: int) -> Iterator[Article | ReadingError]:
    """The articles of a source, its failure as the last item."""
    try:
        yield from read_source(source, max_bytes=max_bytes)
    except MalaffError as error:
        yield _failure(source, error)


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    batch: list[Entry] = []
    size = 0
    for entry in entries:
        batch.append(entry)
        size += len(entry.article.text) if entry.article is not None else _PAGE_CHARACTERS
        if size >= _BATCH_CHARACTERS or len(batch) >= _BATCH_ENTRIES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _here(batches: Iterable[list[Entry]], work: Work[Result], max_bytes: int) -> Iterator[Result]:
    for batch in batches:
        for entry in batch:
            yield from work(entry, max_bytes)


def _in_pool(batches: Iterator[list[Entry]], work: Work[Result], workers: int, max_bytes: int) -> Iterator[Result]:
    ahead = list(islice(batches, 2))
    if len(ahead) < 2:
        # One batch is worked on sooner here than a pool is started.
        yield from _here(ahead, work, max_bytes)
        return
    decode = _decoder(work)
    # Never a plain fork: the parent may have threads (numpy's, the caller's), and their locks would be copied.
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context(method), initializer=_in_worker)
    under_way: deque[Future[bytes]] = deque()
    try:
        for batch in chain(ahead, batches):
            under_way.append(pool.submit(_work, work, _pack(batch), max_bytes))
            if len(under_way) >= workers * _AHEAD:
                yield from decode(under_way.popleft().result())
        while under_way:
            yield from decode(under_way.popleft().result())
    except BrokenProcessPool as error:
        raise MalaffError(
            "A worker process ended before its work was done.",
            remedy="Memory may have run out: use fewer --jobs; otherwise report it with the command you ran.",
        ) from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


# Records travel as MessagePack, which costs a tenth of pickling them.
_pack = msgspec.msgpack.Encoder().encode
_entries = msgspec.msgpack.Decoder(list[Entry]).decode


def _decoder(work: Work[Result]) -> Callable[[bytes], list[Result]]:
    return msgspec.msgpack.Decoder(get_type_hints(work)["return"]).decode


def _in_worker() -> None:
    """Leave Ctrl-C to the parent, which ends the pool; end with the parent where it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _work(work: Work[Result], packed: bytes, max_bytes: int) -> bytes:
    """Do the work on one batch in a worker."""
    return _pack([result for entry in _entries(packed) for result in work(entry, max_bytes)])
