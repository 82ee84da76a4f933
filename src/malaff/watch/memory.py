"""What a watch remembers between polls, so that nothing is transferred twice and nobody is asked too often."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from malaff.model import Record


class Remembered(Record, frozen=True):
    """What is known of one address: a feed, a sitemap, or a page that could not be read yet.

    `etag` and `last_modified` are as the server sent them, kept only where everything in that answer was dealt with;
    `checked_at` is when that was last so. `failures` counts those in a row; before `next_at` it is not to be asked.
    Times are POSIX seconds.
    """

    etag: str | None = None
    last_modified: str | None = None
    checked_at: float | None = None
    failures: int = 0
    next_at: float = 0.0


class Memory(Protocol):
    """What `poll` needs to keep. Each call is complete and lasting when it returns."""

    def recall(self, url: str) -> Remembered | None:
        """What was remembered of an address, None where nothing was."""

    def remember(self, url: str, remembered: Remembered) -> None:
        """Puts it in the place of what was remembered of the address."""

    def seen(self, urls: Sequence[str]) -> set[str]:
        """Those of the addresses that were marked seen; there may be 50,000 of them."""

    def mark_seen(self, urls: Iterable[str]) -> None:
        """Marks addresses of pages (or keys of feed items without a link) as kept."""


class InMemory:
    """A Memory that lasts as long as the process."""

    def __init__(self) -> None:
        self.remembered: dict[str, Remembered] = {}
        self.pages: set[str] = set()

    def recall(self, url: str) -> Remembered | None:
        """As Memory has it."""
        return self.remembered.get(url)

    def remember(self, url: str, remembered: Remembered) -> None:
        """As Memory has it."""
        self.remembered[url] = remembered

    def seen(self, urls: Sequence[str]) -> set[str]:
        """As Memory has it."""
        return self.pages.intersection(urls)

    def mark_seen(self, urls: Iterable[str]) -> None:
        """As Memory has it."""
        self.pages.update(urls)
