"""The state of the file in plain words: what happened last, what is due, who moved, what is open."""

from __future__ import annotations

from dataclasses import dataclass

from malaff.export.dossier.items import Item, Items
from malaff.export.dossier.words import Wording
from malaff.model import Dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of the state: a label with a sentence of malaff's or with items; `warning` asks for attention."""

    key: str
    label: str
    sentences: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    warning: bool = False


def facts(dossier: Dossier, wording: Wording) -> list[Fact]:
    """The state in the order a reader asks; a dossier without coverage says so and no more."""
    state, items = dossier.state, Items(dossier, wording)
    if not state.articles:
        return [_fact("coverage", wording, wording.word("no_coverage"))]
    return [
        _fact("coverage", wording, _coverage(dossier, wording)),
        _listed("last", wording, [items.event(state.last)] if state.last else []),
        _fact("balance", wording, *_balance(dossier, wording), warning=state.circling),
        _listed("due", wording, [items.pledge(pledge) for pledge in state.due]),
        _listed("overdue", wording, [items.pledge(pledge) for pledge in state.overdue], warning=bool(state.overdue)),
        _listed("moved", wording, [items.mover(mover) for mover in state.moved]),
        _listed("open", wording, [items.open_question(question) for question in state.open]),
        _fact(
            "sources",
            wording,
            f"{wording.word('anonymous_share')}: {wording.share(state.anonymous)}",
            f"{wording.word('reprint_share')}: {wording.share(state.reprints)}",
        ),
    ]


def _coverage(dossier: Dossier, wording: Wording) -> str:
    state = dossier.state
    parts = [
        wording.count("article", state.articles),
        wording.count("outlet", state.outlets),
        wording.count("statement", state.statements),
    ]
    if state.until:
        parts.append(f"{wording.word('until')} {wording.written(state.until)}")
    return " · ".join(parts)


def _balance(dossier: Dossier, wording: Wording) -> list[str]:
    """The counts, and in words where the talks go round in circles."""
    state = dossier.state
    counts = (("meeting", state.meetings), ("agreement", state.agreements), ("impasse", state.impasses))
    counted = " · ".join(wording.count(thing, number) for thing, number in counts)
    return [wording.word("circling"), counted] if state.circling else [counted]


def _fact(key: str, wording: Wording, *sentences: str, warning: bool = False) -> Fact:
    return Fact(key=key, label=wording.label("state", key), sentences=sentences, warning=warning)


def _listed(key: str, wording: Wording, items: list[Item], *, warning: bool = False) -> Fact:
    return Fact(
        key=key,
        label=wording.label("state", key),
        sentences=() if items else (wording.word("nothing"),),
        items=tuple(items),
        warning=warning,
    )
