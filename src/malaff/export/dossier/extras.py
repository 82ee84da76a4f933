"""Libraries that only some formats need, and that are installed with an extra of malaff."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from malaff.errors import BadOption


@contextmanager
def needs(library: str, *, extra: str) -> Iterator[None]:
    """Around the imports of an optional library: says how to install it where it is missing.

    Raises:
        BadOption: with the extra to install.
    """
    try:
        yield
    except ImportError as error:
        raise BadOption(f"{library} is not installed.", remedy=f'Run: pip install "malaff[{extra}]"') from error
