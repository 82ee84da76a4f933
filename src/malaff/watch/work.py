"""What is done with one feed, sitemap or page in a round.

Each source is a generator that asks for one address at a time. What is new in a source counts as dealt with only when
it was kept: a watch that is killed starts its unfinished sources anew and passes over the pages it marked seen.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from malaff.errors import BadLine, FetchFailed, MalaffError, SourceTooLarge
from malaff.intake.corpus import as_error
from malaff.intake.fetch import TEXT_TYPES, Fetched
from malaff.intake.page import read_page
from malaff.model import Article, ReadingError, Record
from malaff.watch.items import Item, read_items
from malaff.watch.memory import Memory, Remembered
from malaff.watch.plan import DAY, Feed, Plan, SitemapSource
from malaff.watch.polite import LONGEST_WAIT, Forbidden, Visitor, host_of, validator
from malaff.watch.sitemap import MOST_ADDRESSES, MOST_LEVELS, Entry, is_wanted, read_sitemap
from malaff.watch.tree import unpack

# A page that did not answer so often is left alone: four days with a poll every 15 minutes.
MOST_FAILURES = 10

Keep = Callable[[Article, bytes | None], None]


class FeedResult(Record, frozen=True):
    """What one round met in one feed or sitemap; the counts are of its items or pages.

    `unchanged` were met in an earlier round, `forbidden` by robots.txt, `waiting` are left for a later round.
    `not_modified` is True where the server said that nothing changed. `errors` has one record for each failure, also
    for a feed that robots.txt forbids: its source is the feed's or page's address, its line the number of an item whose
    text in the feed is no article.
    """

    url: str
    new: int
    unchanged: int
    forbidden: int
    failed: int
    waiting: int
    not_modified: bool
    errors: list[ReadingError]


class Request(NamedTuple):
    """An address that a source needs; without `types` any content type will do."""

    url: str
    remembered: Remembered | None = None
    types: Collection[str] | None = None


# A source asks for addresses and is sent each answer; None where the round has no time left for it. It returns when
# to come back for what is left, in POSIX seconds, or None where nothing is.
Steps = Generator[Request, Fetched | None, float | None]


@dataclass
class Tally:
    """What a round has met so far in one source.

    `listed` counts the pages that its sitemaps named; `is_cut_off` says that the round had no time for one of them.
    """

    url: str
    new: int = 0
    unchanged: int = 0
    forbidden: int = 0
    failed: int = 0
    waiting: int = 0
    not_modified: bool = False
    errors: list[ReadingError] = field(default_factory=list)
    listed: int = 0
    is_cut_off: bool = False

    def fail(self, error: MalaffError, url: str) -> None:
        """Counts a failure and keeps its record."""
        if isinstance(error, Forbidden):
            self.forbidden += 1
        else:
            self.failed += 1
        self.errors.append(as_error(error, url, None))

    def result(self) -> FeedResult:
        """The record of it."""
        return FeedResult(
            url=self.url,
            new=self.new,
            unchanged=self.unchanged,
            forbidden=self.forbidden,
            failed=self.failed,
            waiting=self.waiting,
            not_modified=self.not_modified,
            errors=self.errors,
        )


class Work:
    """How a round deals with a feed, a sitemap and their pages."""

    def __init__(self, plan: Plan, memory: Memory, keep: Keep, visitor: Visitor) -> None:
        self._plan = plan
        self._memory = memory
        self._keep = keep
        self._visitor = visitor

    def feed(self, feed: Feed, tally: Tally) -> Steps:
        """Asks for a feed and the pages it links to."""
        before = self._memory.recall(feed.url) or Remembered()
        try:
            answer = yield Request(feed.url, before)
            if answer is None:
                return self._put_off(feed.url, before, tally)
            if answer.status == 304:
                tally.not_modified = True
                self._unchanged(feed.url, before)
                return None
            with _defects_told(feed.url):
                items = read_items(unpack(answer.data, self._plan.max_bytes), url=answer.url)
        except MalaffError as error:
            return self._failed(feed.url, before, error, tally)
        if not feed.pages:
            items = [item._replace(link=None) for item in items]
        again = yield from self._pages(items, feed.outlet, tally)
        return self._dealt_with(feed.url, before, answer, again)

    def sitemap(self, source: SitemapSource, url: str, level: int, tally: Tally) -> Steps:
        """Asks for a sitemap and its pages, or for the parts of an index."""
        before = self._memory.recall(url) or Remembered()
        try:
            answer = yield Request(url, before)
            if answer is None:
                return self._put_off(url, before, tally)
            if answer.status == 304:
                tally.not_modified = level == 0
                self._unchanged(url, before)
                return None
            with _defects_told(url):
                found = read_sitemap(unpack(answer.data, self._plan.max_bytes), url=answer.url)
            if found.parts and level >= MOST_LEVELS:
                raise BadLine("The sitemaps are nested too deep.", remedy="Name one of the inner ones in the plan.")
        except MalaffError as error:
            return self._failed(url, before, error, tally)
        if found.parts:
            again = yield from self._parts(source, found.parts, level, tally)
            # Its parts change without the index: it is read anew each time, only they are asked conditionally.
            return self._dealt_with(url, before, None, again)
        now = self._visitor.clock()
        pages = [entry.url for entry in found.pages if is_wanted(entry, source, now)]
        tally.listed += len(pages)
        again = yield from self._pages([Item(page, page) for page in pages], source.outlet, tally)
        return self._dealt_with(url, before, answer, again)

    def _parts(self, source: SitemapSource, parts: list[Entry], level: int, tally: Tally) -> Steps:
        """The parts of an index, those that were never read or not for the longest time first."""
        again: list[float] = []
        now = self._visitor.clock()
        known = {part.url: self._memory.recall(part.url) or Remembered() for part in parts}
        for part in sorted(parts, key=lambda part: known[part.url].checked_at or 0.0):
            if tally.listed > MOST_ADDRESSES:
                error = SourceTooLarge(
                    f"The sitemaps list more than {MOST_ADDRESSES:,} addresses.",
                    remedy="Say in the plan which to read: include, exclude or newer.",
                )
                tally.fail(error, source.url)
                break
            if _is_stale(part, known[part.url], source, now):
                continue
            later = yield from self.sitemap(source, part.url, level + 1, tally)
            again += [later] if later is not None else []
            if tally.is_cut_off:
                break
        return min(again, default=None)

    def _pages(self, items: Sequence[Item], outlet: str | None, tally: Tally) -> Steps:
        """Reads and keeps what was not seen yet."""
        again: list[float] = []
        seen = self._memory.seen([item.key for item in items])
        resting: set[str] = set()
        for item in items:
            # Another feed of this round may have had the page in the meantime.
            if item.key in seen or self._memory.seen([item.key]):
                tally.unchanged += 1
                continue
            if item.link is not None and host_of(item.link) in resting:
                tally.waiting += 1
                continue
            before = self._memory.recall(item.key) or Remembered()
            if before.failures >= MOST_FAILURES:
                tally.unchanged += 1
                continue
            now = self._visitor.clock()
            if now < before.next_at <= now + LONGEST_WAIT:
                tally.waiting += 1
                again.append(before.next_at)
                continue
            if item.link is None:
                self._own(item, outlet, tally)
                continue
            try:
                answer = yield Request(item.link, types=TEXT_TYPES)
                if answer is None:
                    tally.is_cut_off = True
                    tally.waiting += 1
                    resting.add(host_of(item.link))
                    # Behind those of its host that this round did not even begin.
                    again.append(max(now, self._visitor.free_at(item.link)) + self._plan.delay)
                    continue
                with _defects_told(item.link):
                    article = _page(answer, item)
            except Forbidden:
                tally.forbidden += 1
            except FetchFailed as error:
                tally.fail(error, item.key)
                again.append(self._later(item.key, before))
            except MalaffError as error:
                # What it answers with is no article, and will be none the next time.
                tally.fail(error, item.key)
                self._give_up(item.key)
            else:
                self._kept(item, article, answer.data, outlet, tally)
        return min(again, default=None)

    def _own(self, item: Item, outlet: str | None, tally: Tally) -> None:
        """Keeps what the feed itself holds of an item."""
        if isinstance(item.own, Article):
            self._kept(item, item.own, None, outlet, tally)
        elif item.own is not None:
            tally.failed += 1
            tally.errors.append(item.own)
            self._give_up(item.key)

    def _kept(self, item: Item, article: Article, original: bytes | None, outlet: str | None, tally: Tally) -> None:
        """Hands an article on; only when that has returned is it marked seen."""
        self._keep(msgspec.structs.replace(article, outlet=outlet or article.outlet), original)
        self._memory.mark_seen([item.key])
        tally.new += 1

    # -- what is remembered of an address ----------------------------------------------------------------------------

    def _dealt_with(self, url: str, before: Remembered, answer: Fetched | None, again: float | None) -> float | None:
        """A source was read, as far as the round went."""
        now = self._visitor.clock()
        next_at = now + self._plan.every
        if again is not None:
            # Something is left in it, so that its next answer must be whole.
            after = Remembered(checked_at=before.checked_at, next_at=min(next_at, again))
        elif answer is None:
            after = Remembered(checked_at=now, next_at=next_at)
        else:
            etag, last_modified = validator(answer, "etag"), validator(answer, "last-modified")
            after = Remembered(etag=etag, last_modified=last_modified, checked_at=now, next_at=next_at)
        self._memory.remember(url, after)
        return again

    def _unchanged(self, url: str, before: Remembered) -> None:
        now = self._visitor.clock()
        after = msgspec.structs.replace(before, checked_at=now, failures=0, next_at=now + self._plan.every)
        self._memory.remember(url, after)

    def _put_off(self, url: str, before: Remembered, tally: Tally) -> float:
        """The round has no time left to ask: next time its host is free."""
        tally.is_cut_off = True
        again = max(self._visitor.clock(), self._visitor.free_at(url))
        self._memory.remember(url, msgspec.structs.replace(before, next_at=again))
        return again

    def _failed(self, url: str, before: Remembered, error: MalaffError, tally: Tally) -> float:
        tally.fail(error, url)
        return self._later(url, before)

    def _give_up(self, key: str) -> None:
        self._memory.remember(key, Remembered(failures=MOST_FAILURES))

    def _later(self, url: str, before: Remembered) -> float:
        """Remembers one more failure of an address; gives the time of the next attempt."""
        now = self._visitor.clock()
        failures = before.failures + 1
        pause = self._visitor.back_off(failures, self._plan.every)
        again = min(max(now + pause, self._visitor.free_at(url)), now + LONGEST_WAIT)
        self._memory.remember(url, msgspec.structs.replace(before, failures=failures, next_at=again))
        return again


def _page(answer: Fetched, item: Item) -> Article:
    """The article of an item's page; the feed's date where the page has none."""
    article = read_page(answer.data, url=answer.url, source=item.link or answer.url, declared=answer.charset)
    if article.published is None and item.published is not None:
        return msgspec.structs.replace(article, published=item.published, published_from="input")
    return article


def _is_stale(part: Entry, known: Remembered, source: SitemapSource, now: float) -> bool:
    """Whether a part of an index can be left out: it failed a while ago, is too old, or has not changed since."""
    if known.failures and now < known.next_at <= now + LONGEST_WAIT:
        return True
    if part.changed is None:
        return False
    if source.newer is not None and part.changed < now - source.newer:
        return True
    # A day, for the time zones of dates without a time.
    return known.checked_at is not None and part.changed < min(known.checked_at, now) - DAY


@contextmanager
def _defects_told(url: str) -> Iterator[None]:
    """Turns a defect that shows on one page into an error of that page: the others must go on."""
    try:
        yield
    except MalaffError:
        raise
    except Exception as error:
        raise MalaffError(
            f"{url} could not be read: {type(error).__name__}: {error}.", remedy="Report it with the page."
        ) from error
