"""The phrases of pages, from `wording/*.tsv`: `key`, `ar`, `en`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from malaff.export.dossier.words import Language


@cache
def phrases() -> dict[str, dict[str, str]]:
    """All phrases by key and language.

    Raises:
        ValueError: where a key stands in two files, or a line has not three columns.
    """
    found: dict[str, dict[str, str]] = {}
    for file in sorted(files("malaff.web").joinpath("wording").iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".tsv"):
            continue
        lines = [line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]
        for line in lines[1:]:
            key, arabic, english = line.split("\t")
            if key in found:
                raise ValueError(f"{file.name}: {key} stands in another file too")
            found[key] = {"ar": arabic, "en": english}
    return found


def phrase(key: str, language: Language) -> str:
    """A phrase in a language."""
    return phrases()[key][language]
