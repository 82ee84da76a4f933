"""Heads of noun phrases that tell what is named: offices, organisations, states; from the lexicon."""

from __future__ import annotations

from malaff import lexicon
from malaff.arabic.fold import fold
from malaff.reading.grammar import CLASSES

# Heads that are everyday words of another kind too often to open a title.
_AMBIGUOUS = CLASSES["ambiguous_heads"]


def bare(form: str) -> str:
    """A folded word without the article and what fuses with it (وال, لل, بال)."""
    if len(form) > 4 and form.startswith(("وال", "بال", "فال", "كال")):
        return form[3:]
    if len(form) > 3 and form.startswith(("ال", "لل")):
        return form[2:]
    return form


def _forms(cell: str) -> list[str]:
    return [fold(part.strip()) for part in cell.split("/") if part.strip()]


def _offices() -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    offices: dict[str, str] = {}
    courtesy: set[str] = set()
    plurals: set[str] = set()
    for row in lexicon.rows("offices.tsv"):
        for cell in (row["head"], row["feminine"]):
            for form in _forms(cell):
                first = bare(form.split()[0])
                if row["class"] == "courtesy":
                    if " " not in form and first not in ("حاج", "اخ", "اخت"):
                        courtesy.update((first, "ال" + first))
                elif row["class"] != "kin" and first not in _AMBIGUOUS:
                    offices.setdefault(first, row["class"])
        if row["class"] != "kin":
            for cell in (row["plural"], row["feminine_plural"]):
                for form in _forms(cell):
                    if " " in form or len(form) < 4:
                        continue
                    plurals.update((form, "ال" + form))
                    if form.endswith("ون"):
                        plurals.update((form[:-2] + "ين", "ال" + form[:-2] + "ين", form[:-1]))
    return offices, frozenset(courtesy), frozenset(plurals)


def _organisations() -> frozenset[str]:
    heads: set[str] = set()
    for row in lexicon.rows("organisations.tsv"):
        if row["use"] == "head":
            for form in (*_forms(row["head"]), *_forms(row["plural"])):
                heads.add(bare(form.split()[0]))
    return frozenset(heads)


def _states() -> dict[str, str]:
    states: dict[str, str] = {}
    for row in lexicon.rows("countries.tsv"):
        for cell in (row["country"], *row["names"].split(","), *row["capital"].split(",")):
            if cell.strip():
                states.setdefault(fold(cell.strip()), row["country"])
    return states


def _nations() -> dict[str, str]:
    nations: dict[str, str] = {}
    for row in lexicon.rows("nationalities.tsv"):
        if row["country"]:
            nations[fold(row["form"])] = (
                bare(fold(row["country"]).split()[-1]) if " " in row["country"] else bare(fold(row["country"]))
            )
    return nations


def _given() -> frozenset[str]:
    return frozenset(
        row["form"] for row in lexicon.rows("given_names.tsv") if int(row["people"]) >= 3 and len(row["form"]) > 2
    )


OFFICES, COURTESY, PLURALS = _offices()
ORGANISATIONS = _organisations()
STATES = _states()
NATIONS = _nations()
GIVEN = _given()
