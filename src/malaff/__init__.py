"""malaff (ملف) reads Arabic news into who said what, where the matter stands, and what is open.

>>> import malaff
>>> reading = malaff.read_text("قال الوزير سامي الحداد إن المفاوضات لم تنته.")
>>> reading.statements[0].cue.text
'قال'

Names are loaded when first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from malaff._version import __version__

if TYPE_CHECKING:
    from malaff.api import read, read_many, read_text
    from malaff.archive.archive import Archive
    from malaff.dossier.desk import Desk
    from malaff.errors import MalaffError
    from malaff.model import (
        Article,
        Dateline,
        Development,
        Dossier,
        Name,
        Position,
        Question,
        Reader,
        Reading,
        ReadingError,
        Span,
        Statement,
        TimeExpression,
    )

__all__ = [
    "Archive",
    "Article",
    "Dateline",
    "Desk",
    "Development",
    "Dossier",
    "MalaffError",
    "Name",
    "Position",
    "Question",
    "Reader",
    "Reading",
    "ReadingError",
    "Span",
    "Statement",
    "TimeExpression",
    "__version__",
    "read",
    "read_many",
    "read_text",
]

_HOMES = {
    "Archive": "archive.archive", "Desk": "dossier.desk", "MalaffError": "errors", "read": "api", "read_many": "api",
    "read_text": "api",
}  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"malaff.{_HOMES.get(name, 'model')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
