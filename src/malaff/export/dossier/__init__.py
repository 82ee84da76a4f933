"""Dossiers written for people and programs, and their terminal view.

`export_dossier` writes any of `FORMATS`; `state_lines` and `dossier_lines` are what a terminal shows, `charts` what
web pages show.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

import msgspec

from malaff.errors import BadOption
from malaff.export.dossier.calendar import calendar
from malaff.export.dossier.charts import Chart, charts
from malaff.export.dossier.files import write_file, write_folder
from malaff.export.dossier.markdown import markdown
from malaff.export.dossier.page import page
from malaff.export.dossier.parquet import parquet_file
from malaff.export.dossier.tables import TABLES, Table, csv_file, json_lines
from malaff.export.dossier.terminal import dossier_lines, part_lines, state_lines
from malaff.export.dossier.word import document
from malaff.export.dossier.words import Digits, Language, Months, Wording
from malaff.model import Dossier, encode

__all__ = [
    "FORMATS",
    "TABLES",
    "Chart",
    "Format",
    "Wording",
    "charts",
    "dossier_lines",
    "export_dossier",
    "part_lines",
    "state_lines",
]


class Format(NamedTuple):
    """What a format is: `ending` of its files, `binary` unless it is text, `several` where it is a folder of tables."""

    about: str
    ending: str
    binary: bool = False
    several: bool = False


FORMATS: Final[dict[str, Format]] = {
    "terminal": Format("the whole dossier as lines of text", ".txt"),
    "json": Format("the record as it is, indented", ".json"),
    "md": Format("Markdown with the evidence quoted", ".md"),
    "html": Format("one self-contained page with charts", ".html"),
    "docx": Format("a Word document", ".docx", binary=True),
    "ics": Format("timeline and pledges as a calendar", ".ics"),
    "csv": Format("one CSV file a table", ".csv", several=True),
    "jsonl": Format("one JSON Lines file a table", ".jsonl", several=True),
    "parquet": Format("one Parquet file a table", ".parquet", binary=True, several=True),
}


def export_dossier(
    dossier: Dossier,
    format: str,  # noqa: A002  # what the option is called everywhere
    target: Path | BinaryIO,
    *,
    language: Language = "ar",
    months: Months = "egyptian",
    digits: Digits = "latin",
    excel: bool = False,
    table: str | None = None,
    columns: int = 100,
) -> None:
    """Write a dossier; a file appears only once it is complete.

    Args:
        dossier: the file.
        format: one of `FORMATS`.
        target: a path, or a binary stream. A format of several files takes a folder, which is made where it is
            missing; with `table` it takes a file or stream like the others.
        language: of labels and dates, and the direction of pages: `ar` or `en`. Tables and JSON have none.
        months: Arabic names of months: `egyptian`, `levantine` or `both`.
        digits: `latin`, or `arabic` in what malaff itself says in Arabic.
        excel: for `csv`: with a byte order mark, and no cell that Excel would run as a formula.
        table: for a format of several files: only this one of `TABLES`.
        columns: for `terminal`: the width to wrap at.

    Raises:
        BadOption: an unknown format, table or language, a folder where a file is wanted (or the reverse), a place that
            cannot be written, an optional library that is not installed.
    """
    if (what := FORMATS.get(format)) is None:
        raise BadOption(f"{format} is no format of a dossier.", remedy=f"Give one of: {', '.join(FORMATS)}.")
    if excel and format != "csv":
        raise BadOption("excel is for the format csv.", remedy="Leave it out, or give csv.")
    wording = Wording(language=language, months=months, digits=digits)
    if not what.several:
        if table is not None:
            raise BadOption(f"{format} has no tables.", remedy=f"Give one of: {', '.join(_several())}.")
        _write(target, _one_file(format, dossier, wording, columns=columns))
    elif table is not None:
        if table not in TABLES:
            raise BadOption(f"{table} is no table of a dossier.", remedy=f"Give one of: {', '.join(TABLES)}.")
        _write(target, _table_maker(format, excel=excel)(TABLES[table], dossier))
    elif isinstance(target, Path):
        make = _table_maker(format, excel=excel)
        write_folder(target, ((f"{name}{what.ending}", make(each, dossier)) for name, each in TABLES.items()))
    else:
        raise BadOption(f"{format} writes several files.", remedy="Give a folder, or one table.")


def _several() -> list[str]:
    return [name for name, what in FORMATS.items() if what.several]


def _one_file(name: str, dossier: Dossier, wording: Wording, *, columns: int) -> bytes:
    makers: dict[str, Callable[[], str | bytes]] = {
        "terminal": lambda: "".join(f"{line}\n" for line in dossier_lines(dossier, columns=columns, language=wording)),
        "json": lambda: msgspec.json.format(encode(dossier), indent=2) + b"\n",
        "md": lambda: markdown(dossier, language=wording),
        "html": lambda: page(dossier, language=wording),
        "docx": lambda: document(dossier, language=wording),
        "ics": lambda: calendar(dossier, language=wording),
    }
    made = makers[name]()
    return made.encode("utf-8", "replace") if isinstance(made, str) else made


def _table_maker(name: str, *, excel: bool) -> Callable[[Table, Dossier], bytes]:
    makers: dict[str, Callable[[Table, Dossier], bytes]] = {
        "csv": lambda table, dossier: csv_file(table, dossier, excel=excel),
        "jsonl": json_lines,
        "parquet": parquet_file,
    }
    return makers[name]


def _write(target: Path | BinaryIO, data: bytes) -> None:
    if isinstance(target, Path):
        write_file(target, data)
    else:
        target.write(data)
