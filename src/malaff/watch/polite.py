"""Asking a host politely: robots.txt, a delay between requests, conditional requests, back-off where it is in trouble.

All times are POSIX seconds of an injected clock; the guard of `malaff.intake.fetch` holds for every request,
robots.txt and each step of a redirect included.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Collection, Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from protego import Protego

from malaff.errors import AddressRefused, FetchFailed, MalaffError
from malaff.intake.fetch import MAX_REDIRECTS, TEXT_TYPES, Fetched, Resolver, accepted, ask, resolve
from malaff.watch.memory import Remembered
from malaff.watch.plan import DAY, Plan

# The longest that anything waits for a host, whatever it asks for.
LONGEST_WAIT = DAY
# A host that asks for more than this between two requests is not asked at all: its pages would never be done.
_LONGEST_GAP = 3600.0
# First pause of a host that fails or asks for a pause without saying how long; doubles with each failure.
_HOST_PAUSE = 60.0
_ROBOTS_KEPT = DAY
# robots.txt that could not be read is tried again after this.
_ROBOTS_AGAIN = 600.0
_ROBOTS_BYTES = 2_000_000
# RFC 9309 asks for the first 500 KiB at least.
_ROBOTS_READ = 512_000
_LONGEST_VALUE = 500


class Forbidden(AddressRefused):
    """The host's robots.txt forbids the address."""

    remedy = "Ask the outlet for leave, or take the address out of the plan."


class _Rules(NamedTuple):
    """What robots.txt says, until when to believe it; `error` where it could not be read, which forbids all."""

    until: float
    parsed: Protego | None = None
    error: MalaffError | None = None


class Visitor:
    """Asks for addresses, each host gently.

    Args:
        agent: the User-Agent, also looked for in robots.txt.
        delay: least seconds between two requests to one host.
        max_bytes: the most bytes of one answer, packed or unpacked.
        deadline: seconds for one answer.
        clock: gives the time. sleep: waits so many seconds; one that returns early is an interruption.
        jitter: gives a number from 0 to 1 by which a back-off is spread, so that clients do not come back together.
        resolver, allow_private: as for `malaff.intake.fetch.fetch`.
    """

    def __init__(
        self,
        *,
        agent: str,
        delay: float,
        max_bytes: int,
        deadline: float = 40.0,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], object] = time.sleep,
        jitter: Callable[[], float] = random.random,
        resolver: Resolver = resolve,
        allow_private: bool = False,
    ) -> None:
        self.clock = clock
        self._agent = agent
        self._delay = delay
        self._max_bytes = max_bytes
        self._deadline = deadline
        self._sleep = sleep
        self._jitter = jitter
        self._resolver = resolver
        self._allow_private = allow_private
        self._free: dict[str, float] = {}
        self._failures: dict[str, int] = {}
        self._robots: dict[str, _Rules] = {}

    @classmethod
    def of(cls, plan: Plan, *, sleep: Callable[[float], object] = time.sleep) -> Visitor:
        """One that keeps to a plan."""
        return cls(agent=plan.user_agent, delay=plan.delay, max_bytes=plan.max_bytes, sleep=sleep)

    def free_at(self, url: str) -> float:
        """When the address's host may be asked again; in the past where it may be now."""
        return self._free.get(host_of(url), 0.0)

    def is_in_trouble(self, url: str) -> bool:
        """Whether the address's host failed or asked for a pause when it was last asked."""
        return host_of(url) in self._failures

    def wait(self, url: str) -> None:
        """Sleeps until the address's host may be asked."""
        pause = self.free_at(url) - self.clock()
        if pause > 0:
            # Never longer, even where the clock was put back.
            self._sleep(min(pause, LONGEST_WAIT))

    def back_off(self, failures: int, base: float) -> float:
        """Seconds to wait after so many failures in a row: `base`, doubled with each, up to a day."""
        return min(LONGEST_WAIT, base * 2.0 ** min(failures - 1, 30) * (1 + self._jitter() / 4))

    def get(
        self, url: str, *, remembered: Remembered | None = None, types: Collection[str] | None = TEXT_TYPES
    ) -> Fetched:
        """The answer of an address, redirects followed; its status is 200, or 304 where nothing changed.

        Args:
            remembered: what an earlier answer said; it makes the request conditional.
            types: the content types to read, None for all.

        Raises:
            Forbidden: robots.txt forbids the address or one it redirects to.
            AddressRefused: one of them is not public http(s).
            FetchFailed: no answer, another status or type; robots.txt cannot be read, which forbids all for now.
            SourceTooLarge, BinarySource: more than `max_bytes`, or packed data that is damaged.
        """
        conditions = _conditions(remembered)
        current = url
        for _ in range(MAX_REDIRECTS + 1):
            self._require_leave(current)
            answer = self._ask(current, conditions, types, self._max_bytes)
            if answer.status == 304 and conditions:
                return answer
            if answer.location is None:
                return accepted(answer, types)
            current = answer.location
        raise _too_many_redirects(url)

    def _ask(self, url: str, headers: Mapping[str, str], types: Collection[str] | None, max_bytes: int) -> Fetched:
        """One request when the host is free, and what it says about when to come back."""
        host = host_of(url)
        self.wait(url)
        try:
            answer = ask(
                url,
                headers={"User-Agent": self._agent, **headers},
                types=types,
                max_bytes=max_bytes,
                deadline=self._deadline,
                resolver=self._resolver,
                allow_private=self._allow_private,
            )
        except FetchFailed:
            self._free[host] = self.clock() + self._host_pause(host)
            raise
        except MalaffError:
            self._free[host] = self.clock() + self._gap(url)
            raise
        now = self.clock()
        pause = self._gap(url)
        if answer.status == 429 or answer.status >= 500:
            pause = max(pause, self._host_pause(host), retry_after(answer.headers.get("retry-after"), now))
        else:
            self._failures.pop(host, None)
        self._free[host] = now + pause
        return answer

    def _host_pause(self, host: str) -> float:
        self._failures[host] = self._failures.get(host, 0) + 1
        return self.back_off(self._failures[host], _HOST_PAUSE)

    def _gap(self, url: str) -> float:
        """Seconds between two requests to the address's host: the plan's, or robots.txt's where that is longer."""
        rules = self._robots.get(_origin(url))
        asked = rules.parsed.crawl_delay(self._agent) if rules and rules.parsed else None
        return max(self._delay, asked or 0.0)

    def _require_leave(self, url: str) -> None:
        origin = _origin(url)
        rules = self._robots.get(origin)
        if rules is None or rules.until <= self.clock():
            rules = self._robots[origin] = self._read_robots(origin)
            self._free[host_of(url)] = max(self.free_at(url), self.clock() + min(self._gap(url), _LONGEST_GAP))
        if rules.error is not None:
            raise type(rules.error)(rules.error.message, remedy=rules.error.remedy)
        if rules.parsed is not None and not rules.parsed.can_fetch(url, self._agent):
            raise Forbidden(f"robots.txt of {origin} forbids {url}.")
        if self._gap(url) > _LONGEST_GAP:
            raise Forbidden(f"robots.txt of {origin} asks for {self._gap(url):g} seconds between two requests.")

    def _read_robots(self, origin: str) -> _Rules:
        """4xx means that there is none; what cannot be read for another reason forbids all for a while."""
        address = current = f"{origin}/robots.txt"
        try:
            for _ in range(MAX_REDIRECTS + 1):
                answer = self._ask(current, {}, None, _ROBOTS_BYTES)
                if answer.location is None:
                    break
                current = answer.location
            else:
                raise _too_many_redirects(address)
            if answer.status == 429 or answer.status >= 500:
                raise FetchFailed(
                    f"{address} answered with status {answer.status}, so nothing is asked there for now.",
                    remedy="malaff tries again by itself.",
                )
        except MalaffError as error:
            return _Rules(self.clock() + _ROBOTS_AGAIN, error=error)
        text = answer.data[:_ROBOTS_READ].decode("utf-8-sig", "replace") if answer.status < 300 else ""
        return _Rules(self.clock() + _ROBOTS_KEPT, Protego.parse(text))


def retry_after(value: str | None, now: float) -> float:
    """Seconds that a Retry-After header asks to wait from `now` on, at most a day; 0 where it says nothing."""
    value = (value or "").strip()
    if re.fullmatch(r"\d{1,9}", value, re.ASCII):
        return min(LONGEST_WAIT, float(value))
    try:
        when = parsedate_to_datetime(value)
        seconds = (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() - now
    except (ValueError, TypeError, OverflowError):
        return 0.0  # the host said it in no known form: the back-off alone counts
    return min(LONGEST_WAIT, max(0.0, seconds))


def validator(answer: Fetched, name: str) -> str | None:
    """An answer's `etag` or `last-modified`, where it can be sent back."""
    value = answer.headers.get(name, "")
    return value if value and value.isascii() and value.isprintable() and len(value) <= _LONGEST_VALUE else None


def _conditions(remembered: Remembered | None) -> dict[str, str]:
    headers = {}
    if remembered is not None and remembered.etag:
        headers["If-None-Match"] = remembered.etag
    if remembered is not None and remembered.last_modified:
        headers["If-Modified-Since"] = remembered.last_modified
    return headers


def _too_many_redirects(url: str) -> FetchFailed:
    return FetchFailed(f"{url} redirects more than {MAX_REDIRECTS} times.")


def host_of(url: str) -> str:
    """The host that an address names, in lower case.

    Raises:
        AddressRefused: where it is no address.
    """
    try:
        return urlsplit(url).hostname or ""
    except ValueError as error:
        raise AddressRefused(f"{url!r} is no address.") from error


def _origin(url: str) -> str:
    """Scheme, host and port of an address: what one robots.txt holds for. A user name stays out."""
    try:
        split = urlsplit(url)
        host, port = split.hostname or "", split.port
    except ValueError as error:
        raise AddressRefused(f"{url!r} is no address.") from error
    named = f"[{host}]" if ":" in host else host
    return f"{split.scheme}://{named}:{port}" if port else f"{split.scheme}://{named}"
