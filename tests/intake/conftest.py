"""Words of two texts compared as the page scorer does it: a bag of folded words."""

from __future__ import annotations

import collections
from collections.abc import Callable

import pytest

from malaff.intake.vocabulary import folded_words


def body_f1(gold: str, got: str) -> float:
    """F1 over the bag of folded words."""
    wanted, found = collections.Counter(folded_words(gold)), collections.Counter(folded_words(got))
    hit = (wanted & found).total()
    return 2 * hit / (wanted.total() + found.total()) if wanted and found else 0.0


@pytest.fixture
def f1() -> Callable[[str, str], float]:
    return body_f1
