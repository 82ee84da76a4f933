"""What was found for a state of the archive, kept in memory until the archive changes or too much is kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")


class Remembered:
    """Answers by (generation, question); those asked least recently go first.

    Args:
        most: how many are kept.
    """

    def __init__(self, most: int = 64) -> None:
        self._most = most
        self._held: OrderedDict[tuple[int, object], Any] = OrderedDict()
        self._lock = Lock()

    def get(self, generation: int, question: object, find: Callable[[], T]) -> T:
        """The answer to a question, found now unless it is kept.

        Args:
            generation: of the archive's state that `find` sees.
            question: anything hashable that says what is asked.
            find: finds it; two threads that ask at once may both find it.
        """
        key = (generation, question)
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                found: T = self._held[key]
                return found
        found = find()
        with self._lock:
            self._held[key] = found
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return found
