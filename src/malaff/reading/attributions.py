"""The words that open a verbless attribution, from `lexicon/attributions.tsv`."""

from __future__ import annotations

from typing import NamedTuple

from malaff import lexicon
from malaff.arabic.fold import fold


class Opening(NamedTuple):
    """Words that open an attribution, folded, and the word or letter its source must follow ("" for any)."""

    words: tuple[str, ...]
    after: str


def _openings() -> dict[str, list[Opening]]:
    table: dict[str, list[Opening]] = {}
    for row in lexicon.rows("attributions.tsv"):
        opening = Opening(tuple(fold(row["cue"]).split()), fold(row["after"]))
        for lead in ("", "و"):
            table.setdefault(lead + opening.words[0], []).append(opening)
    for openings in table.values():
        openings.sort(key=lambda opening: -len(opening.words))
    return table


ATTRIBUTIONS: dict[str, list[Opening]] = _openings()
"""The openings by their first word, with و before it and without, the longest first."""
