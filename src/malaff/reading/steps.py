"""The steps of reading in their order; each is one function of the context."""

from __future__ import annotations

from collections.abc import Callable

from malaff.reading.context import ReadingContext
from malaff.reading.report import report_statements

Step = Callable[[ReadingContext], None]

STEPS: tuple[Step, ...] = (report_statements,)
