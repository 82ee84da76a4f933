"""Feeds polled and what is new in them kept: `watch`."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import click

from malaff.cli.console import INTERRUPTED, OK, SOME_FAILED, error_line, say
from malaff.cli.options import archive_option, quiet_option

if TYPE_CHECKING:
    from malaff.watch.poll import PollResult

# Another command may write for minutes (reindex, vacuum); a watch waits for it.
_WAIT = 600.0


@click.command("watch")
@click.argument("plan", metavar="FEEDS.toml")
@click.option("--once", is_flag=True, help="One round over the feeds that are due, then end.")
@archive_option
@quiet_option
def watch_command(plan: str, once: bool, archive: str, quiet: bool) -> int:
    """Poll feeds and keep what is new in them.

    FEEDS.toml names the feeds and sitemaps; each host is asked gently. It runs until Ctrl-C or SIGTERM, which
    end it cleanly: what was kept stays, the rest comes in the next round. Each round writes a line for each
    feed to standard error.
    """
    from malaff.archive.archive import Archive
    from malaff.archive.watching import ArchiveMemory, Keeper
    from malaff.watch.plan import load_plan
    from malaff.watch.poll import due_at, watch

    feeds = load_plan(plan)
    failed = False
    with Archive(archive, create=True, wait=_WAIT) as kept, _stopping() as stop:
        memory, keep = ArchiveMemory(kept.database), Keeper(kept)

        def on_round(result: PollResult) -> None:
            nonlocal failed
            failed = failed or bool(result.failed or keep.unread or any(feed.errors for feed in result.feeds))
            if not quiet:
                for line in _round(result):
                    say(line)
                for error in keep.unread:
                    say(error_line(error))
                if not result.feeds and not stop.is_set():
                    now = time.time()
                    due = min(due_at(source.url, memory, feeds, now) for source in feeds.sources)
                    say(f"{_clock(now)} no feed is due before {_clock(due)}")
            keep.unread.clear()

        watch(feeds, memory, keep, once=once, stop=stop, on_round=on_round)
        cut_short = once and stop.is_set()
    if cut_short:
        return INTERRUPTED
    return SOME_FAILED if once and failed else OK


def _round(result: PollResult) -> Iterator[str]:
    """The lines of a round: one for each feed, and one for each failure in it."""
    moment = _clock(time.time())
    for feed in result.feeds:
        if feed.not_modified:
            yield f"{moment} {feed.url}: not modified"
        else:
            counts = {"new": feed.new, "unchanged": feed.unchanged, "forbidden": feed.forbidden,
                      "failed": feed.failed, "waiting": feed.waiting}  # fmt: skip
            yield f"{moment} {feed.url}: " + ", ".join(f"{name} {count}" for name, count in counts.items())
        for error in feed.errors:
            yield error_line(error)


def _clock(moment: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(moment))


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """An event that the first SIGINT or SIGTERM sets; a second one interrupts at once."""
    stop = threading.Event()
    asked = False

    def handle(_number: int, _frame: object) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        # By a thread: the handler may have interrupted this one while it holds the event's own lock.
        threading.Thread(target=stop.set, daemon=True).start()
        # Not through the stream, which may be in the middle of a line.
        with suppress(OSError):
            os.write(2, b"malaff: ending after the request under way; once more to end at once\n")

    before = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
