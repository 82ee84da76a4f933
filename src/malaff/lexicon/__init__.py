"""What the language is read with, as data files a linguist can edit, and one small loader.

A lexicon is a UTF-8 file of tab-separated columns beside this module. Lines that start with `#` and blank
lines are comments. The first line that is neither names the columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of lexicon file `name` (`cues.tsv`) as dictionaries of column to text, blanks stripped.

    Raises:
        ValueError: names file and line where a row has more columns than the header.
    """
    header: list[str] | None = None
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            continue
        if len(cells) > len(header):
            raise ValueError(f"{name}:{number}: {len(cells)} columns, the header names {len(header)}")
        yield dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))
