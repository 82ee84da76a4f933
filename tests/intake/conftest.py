"""Words of two texts compared as the page scorer does it: a bag of folded words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from samples import body_f1


@pytest.fixture
def f1() -> Callable[[str, str], float]:
    return body_f1
