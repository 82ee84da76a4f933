"""Wrong passwords slow the next attempt down: by the name they were given for, and by where they came from."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from malaff.errors import TooManyAttempts

# So many wrong passwords cost nothing: people mistype.
_FREE = {"name": 5, "address": 20}
# From then on the wait doubles, from a second to this.
_LONGEST = 15 * 60.0
# Failures so old no longer count.
_FORGOTTEN = 60 * 60.0
# What is remembered at most; the longest untouched goes first.
_REMEMBERED = 10_000


class Throttle:
    """Counts failures and says when to wait.

    Args:
        clock: the seconds; for tests.
        remembered: how many names and addresses are kept.
    """

    def __init__(self, *, clock: Callable[[], float] = time.monotonic, remembered: int = _REMEMBERED) -> None:
        self._clock = clock
        self._remembered = remembered
        self._failures: OrderedDict[tuple[str, str], tuple[int, float]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._failures)

    def check(self, name: str, address: str) -> None:
        """Let an attempt pass.

        Raises:
            TooManyAttempts: where it comes too early; the password is then not looked at.
        """
        with self._lock:
            wait = max(self._left(key) for key in _keys(name, address))
        if wait > 0:
            seconds = int(wait) + 1
            raise TooManyAttempts(f"Too many wrong passwords; wait {seconds} seconds.", wait=seconds)

    def failed(self, name: str, address: str) -> None:
        """Count a wrong password."""
        with self._lock:
            moment = self._clock()
            for key in _keys(name, address):
                count, last = self._failures.pop(key, (0, moment))
                self._failures[key] = (1 if moment - last > _FORGOTTEN else count + 1, moment)
            while len(self._failures) > self._remembered:
                self._failures.popitem(last=False)

    def succeeded(self, name: str, address: str) -> None:
        """Forget the failures of a name. Those of the address stay: one good account covers no guessing at others."""
        with self._lock:
            self._failures.pop(_keys(name, address)[0], None)

    def _left(self, key: tuple[str, str]) -> float:
        count, last = self._failures.get(key, (0, 0.0))
        over = count - _FREE[key[0]]
        if over < 0:
            return 0.0
        return last + min(2.0 ** min(over, 20), _LONGEST) - self._clock()


def _keys(name: str, address: str) -> tuple[tuple[str, str], tuple[str, str]]:
    # A name may be as long as a request; what is kept of it need not.
    return ("name", name[:64]), ("address", _network(address))


def _network(address: str) -> str:
    """An IPv6 address by its /64: whoever has one address of it has all."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
