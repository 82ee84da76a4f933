"""A press of its own for each test."""

from __future__ import annotations

import pytest
from localpress import Press


@pytest.fixture
def press():
    press = Press()
    yield press
    press.close()
