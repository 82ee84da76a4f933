"""What people decided, for a terminal and as JSON Lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from malaff.archive.judgements import Judgement
from malaff.export.archive.shared import identifier, led
from malaff.export.terminal import Style, isolate, wrapped
from malaff.model import encode

_INDENT = "     "
_DONE = {"confirm": "confirmed", "reject": "rejected", "edit": "edited"}
# Where an item's own words stand, by its part.
_WORDS = {"statements": "content", "positions": "evidence"}


def told(judgement: Judgement) -> str:
    """A decision as one line, said when it was made or undone."""
    undone = " undone" if judgement.undone_at else ""
    facts = " · ".join([_what(judgement), *(_changes(judgement) if judgement.kind == "edit" else [])])
    return f"judgement {judgement.id}{undone}: {facts}"


def lines(judgements: Sequence[Judgement], *, colour: bool = False, columns: int = 100) -> list[str]:
    """Decisions with who made them, when and why."""
    style = Style(colour=colour)
    shown: list[str] = []
    for judgement in judgements:
        shown.append(f"{judgement.id:>3}. {style.strong(_what(judgement))}")
        shown.append(_INDENT + style.faint(f"{judgement.made_at} by {isolate(judgement.user)}"))
        if judgement.kind in _DONE:
            shown += wrapped(_words(judgement.payload["part"], judgement.payload["item"]), columns, _INDENT)
        if judgement.kind == "edit":
            shown += [_INDENT + change for change in _changes(judgement)]
        if judgement.why:
            shown += led("why: ", judgement.why, columns, _INDENT)
        if judgement.undone_at:
            shown.append(
                _INDENT + style.warning(f"undone {judgement.undone_at} by {isolate(judgement.undone_by or '')}")
            )
    return shown or ["No judgement stands"]


def json_lines(judgements: Sequence[Judgement]) -> str:
    """One decision a line."""
    return "".join(encode(judgement).decode() + "\n" for judgement in judgements)


def _what(judgement: Judgement) -> str:
    payload = judgement.payload
    if judgement.kind == "merge":
        merged = ", ".join(map(str, payload["merged"]))
        return f"record {merged} merged into {judgement.subject}"
    if judgement.kind == "rename":
        return f"record {judgement.subject} named {isolate(payload['name'])}"
    if judgement.kind == "split":
        articles = ", ".join(map(identifier, payload["articles"]))
        return f"record {judgement.subject} is record {payload['into']} in {articles}"
    return f"{payload['part'][:-1]} {_DONE[judgement.kind]} in {identifier(judgement.subject)}"


def _words(part: str, item: dict[str, Any]) -> str:
    return str(item[_WORDS.get(part, "span")]["text"])


def _changes(judgement: Judgement) -> list[str]:
    before, after = judgement.payload["item"], judgement.payload["edited"]
    # Statements are named as people count, from 1.
    add = {"statement": 1}
    return [
        f"{field}: {_shown(before[field], add.get(field, 0))} → {_shown(after[field], add.get(field, 0))}"
        for field in after
        if before[field] != after[field]
    ]


def _shown(value: object, add: int = 0) -> str:
    if isinstance(value, int):
        value += add
    if isinstance(value, dict):
        return isolate(str(value["text"]))
    if isinstance(value, list):
        return ", ".join(map(_shown, value)) or "—"
    return "—" if value is None else isolate(str(value))
