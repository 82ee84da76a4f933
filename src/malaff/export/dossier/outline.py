"""A dossier laid out for people, the same in every human format: head, state, sections."""

from __future__ import annotations

from dataclasses import dataclass

from malaff.export.dossier.items import Items, Section
from malaff.export.dossier.state import Fact, facts
from malaff.export.dossier.text import shown
from malaff.export.dossier.words import Wording
from malaff.model import Dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a format writes: `sections` holds only parts that have something in them."""

    name: str
    about: tuple[str, ...]
    questions: tuple[str, ...]
    period: str
    state: tuple[Fact, ...]
    sections: tuple[Section, ...]


def outline(dossier: Dossier, wording: Wording) -> Outline:
    """The dossier's outline in the language asked for."""
    items = Items(dossier, wording)
    parts = {
        "parties": map(items.party, dossier.parties),
        "timeline": map(items.event, dossier.timeline),
        "pledges": map(items.pledge, dossier.pledges),
        "open_questions": map(items.open_question, dossier.open_questions),
        "contradictions": map(items.contradiction, dossier.contradictions),
        "changes": map(items.change, dossier.changes.items),
        "statements": map(items.statement, dossier.statements),
        "articles": map(items.article, dossier.articles),
        "reprints": map(items.reprints, filter(None, dossier.reprints)),
    }
    sections = [Section(key=key, label=_label(key, dossier, wording), items=tuple(part)) for key, part in parts.items()]
    return Outline(
        name=shown(dossier.name),
        about=tuple(map(shown, dossier.about)),
        questions=tuple(shown(question.text) for question in dossier.questions),
        period=wording.stretch(dossier.period.from_, dossier.period.to),
        state=tuple(facts(dossier, wording)),
        sections=tuple(section for section in sections if section.items),
    )


def _label(key: str, dossier: Dossier, wording: Wording) -> str:
    label = wording.label("part", key)
    if key != "changes" or not dossier.changes.since:
        return label
    return f"{label} {wording.word('since')} {wording.written(dossier.changes.since)}"
