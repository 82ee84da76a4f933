"""Which texts carry the same copy: samples of their runs of words, and how much of one stands in another.

Every run of `RUN` stems is hashed; the hashes below a fixed share of all are the sample (FracMinHash: Irber et al.,
2022, as used for containment of genomes). Unlike a MinHash signature of fixed size it tells how much of a short text
stands in a longer one, which is what a report that embeds an agency's copy needs; and a sample of a text says which of
its runs are in another's, so that candidates are found by an index on the hash.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

# Words in a run: five in a row are rarely written twice by chance, and still survive where a copy is edited lightly.
RUN = 5
# One hash in this many is kept: an article of 280 words keeps some 35.
SAMPLED = 8
_LIMIT = np.uint64(2**64 // SAMPLED)


def hashes(stems: Sequence[str]) -> NDArray[np.uint64]:
    """The distinct hashes of the runs of a text; of a text shorter than a run, one hash of all of it."""
    if not stems:
        return np.empty(0, dtype=np.uint64)
    words = np.array([_word(stem) for stem in stems], dtype=np.uint64)
    length = min(RUN, len(words))
    total = np.zeros(len(words) - length + 1, dtype=np.uint64)
    for i in range(length):
        total = _mix(total * np.uint64(0x9E3779B97F4A7C15) + words[i : i + len(total)])
    return np.unique(total)


def sample(all_hashes: NDArray[np.uint64]) -> list[int]:
    """The hashes that are kept, as signed 64-bit numbers."""
    return [int(value) for value in all_hashes[all_hashes < _LIMIT].view(np.int64)]


def shared(one: NDArray[np.uint64], two: NDArray[np.uint64]) -> float:
    """How much of the shorter text stands in the other: 0 to 1."""
    least = min(len(one), len(two))
    return len(np.intersect1d(one, two, assume_unique=True)) / least if least else 0.0


@lru_cache(maxsize=400_000)
def _word(stem: str) -> int:
    return int.from_bytes(blake2b(stem.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finaliser of SplitMix64: every bit of the input moves every bit of the output."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
