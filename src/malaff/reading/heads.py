"""Heads of noun phrases that tell what is named: offices, organisations, states; from the lexicon."""

from __future__ import annotations

from malaff import lexicon
from malaff.arabic.fold import fold


def bare(form: str) -> str:
    """A folded word without the article and what fuses with it (وال, لل, بال)."""
    if len(form) > 4 and form.startswith(("وال", "بال", "فال", "كال")):
        return form[3:]
    if len(form) > 3 and form.startswith(("ال", "لل")):
        return form[2:]
    return form


def _load() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    offices: dict[str, str] = {}
    for row in lexicon.rows("offices.tsv"):
        cells = list(row.values())
        for word in cells[0].split(","):
            parts = fold(word.strip()).split()
            if parts:
                offices.setdefault(bare(parts[0]), cells[1])
    organisations: dict[str, str] = {}
    for row in lexicon.rows("organisations.tsv"):
        cells = list(row.values())
        for word in cells[0].split(","):
            parts = fold(word.strip()).split()
            if parts:
                organisations.setdefault(bare(parts[0]), cells[1])
    states: dict[str, str] = {}
    for row in lexicon.rows("countries.tsv"):
        for cell in (row["country"], *row["names"].split(","), *row["capital"].split(",")):
            if cell.strip():
                states.setdefault(fold(cell.strip()), row["country"])
    return offices, organisations, states


OFFICES, ORGANISATIONS, STATES = _load()
