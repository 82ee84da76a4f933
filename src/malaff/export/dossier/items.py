"""The items of a dossier as every human format shows them: a head, a text, notes, and the evidence under it.

An item keeps what malaff says (labels, dates, counts: worded already) apart from what the coverage says, so that a
format can set the latter in its own direction and escape it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from malaff.export.dossier.text import shown
from malaff.export.dossier.words import LABELS, Wording
from malaff.export.pieces import UNNAMED
from malaff.model import (
    Change,
    Contradiction,
    Dossier,
    DossierArticle,
    DossierStatement,
    Evidence,
    Mover,
    OpenQuestion,
    Party,
    PartyStance,
    Pledge,
    TimelineItem,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One piece of evidence: `reference` is `article:start–end`; `label` says what it shows where that is not plain.

    `place` is the evidence as the dossier has it, for those who lead to it.
    """

    article: str
    reference: str
    text: str
    outlet: str
    day: str
    title: str
    place: Evidence
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A small fact: our `label`, the coverage's `values`, and the time it holds."""

    label: str
    values: tuple[str, ...] = ()
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a section.

    `date`, `label` and the labels of notes are malaff's words; `text`, `who` and the values of notes are the
    coverage's. `warning` marks what asks for attention; `parts` are entries of its own under it (a party's stances).
    """

    text: str
    date: str = ""
    label: str = ""
    who: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    citations: tuple[Citation, ...] = ()
    parts: tuple[Item, ...] = ()
    warning: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The items of one part of the dossier; `key` is the dossier's own name of it."""

    key: str
    label: str
    items: tuple[Item, ...] = field(default=())


class Items:
    """Makes the items of one dossier.

    Args:
        dossier: whose articles the evidence is looked up in.
        wording: the language of labels and dates.
    """

    def __init__(self, dossier: Dossier, wording: Wording) -> None:
        self._wording = wording
        self._articles = {article.id: article for article in dossier.articles}
        self._questions = {question.id: question.text for question in dossier.questions}

    def citations(self, evidence: Iterable[Evidence], *, label: str = "") -> tuple[Citation, ...]:
        """The evidence with what is known of the articles it stands in."""
        found = []
        for piece in evidence:
            article = self._articles.get(piece.article)
            found.append(
                Citation(
                    article=shown(piece.article),
                    reference=f"{shown(piece.article)}:{piece.start}–{piece.end}",
                    text=shown(piece.text),
                    outlet=shown(article.outlet) if article else "",
                    day=self._day(article.published) if article else "",
                    title=shown(article.title) if article else "",
                    place=piece,
                    label=label,
                )
            )
        return tuple(found)

    def question(self, identifier: str) -> str:
        """The text of a question, or its id where the dossier does not hold it."""
        return shown(self._questions.get(identifier, identifier))

    def party(self, party: Party) -> Item:
        """A party with its names, roles and dated stances."""
        words = self._wording
        notes = [self._note("also", *party.aliases)] if party.aliases else []
        notes += [self._note("role", role.role, when=words.stretch(role.from_, role.to)) for role in party.roles]
        notes.append(self._note("made", words.number(party.statements)))
        if party.spoke_in:
            places = (f"{outlet} ({words.number(count)})" for outlet, count in party.spoke_in)
            notes.append(self._note("spoke_in", *places))
        return Item(
            text=shown(party.name),
            label=words.label("party", party.kind),
            notes=tuple(notes),
            parts=tuple(self.stance(stance) for stance in party.stances),
        )

    def stance(self, stance: PartyStance) -> Item:
        """Where a party stands on a question, and from when to when."""
        return Item(
            text=self.question(stance.question),
            date=self._wording.stretch(stance.from_, stance.to) or self._wording.written(None),
            label=self._wording.label("stance", stance.stance),
            citations=self.citations(stance.evidence),
            key=stance.stance,
        )

    def event(self, event: TimelineItem) -> Item:
        """An item of the timeline."""
        notes = [] if event.dated else [self._note("publication_day")]
        if event.reports > 1:
            notes.append(self._note("reports", self._wording.number(event.reports)))
        return Item(
            text=shown(event.text),
            date=self._wording.written(event.date),
            label=self._wording.label("development", event.kind),
            who=tuple(map(shown, event.actors)),
            notes=tuple(notes),
            citations=self.citations(event.evidence),
            key=event.kind,
        )

    def pledge(self, pledge: Pledge) -> Item:
        """A pledge with its outcome and the evidence of both."""
        label = self._wording.label("outcome", pledge.outcome)
        return Item(
            text=shown(pledge.text),
            date=self._wording.written(pledge.due),
            label=f"{label} · {self._wording.word('overdue')}" if pledge.overdue else label,
            who=tuple(map(shown, pledge.who)),
            citations=self.citations(pledge.evidence)
            + self.citations(pledge.outcome_evidence, label=self._wording.word("outcome_evidence")),
            warning=pledge.overdue or pledge.outcome == "missed",
            key=pledge.outcome,
        )

    def open_question(self, question: OpenQuestion) -> Item:
        """A question with the day since when it is open, and what settled it."""
        words = self._wording
        closed = f"{words.word('closed')} {words.written(question.closed)}" if question.closed else words.word("open")
        return Item(
            text=shown(question.text),
            date=f"{words.word('since')} {words.written(question.since)}" if question.since else "",
            label=closed,
            citations=self.citations(question.evidence)
            + self.citations(question.closed_by, label=words.word("closed_by")),
            key="closed" if question.closed else "open",
        )

    def contradiction(self, clash: Contradiction) -> Item:
        """A contradiction, its sides as parts."""
        sides = (
            Item(text=shown(side.text), who=(shown(side.who) or UNNAMED,), citations=self.citations([side.evidence]))
            for side in clash.sides
        )
        return Item(text=shown(clash.about), label=self._wording.label("clash", clash.kind), parts=tuple(sides))

    def change(self, change: Change) -> Item:
        """One thing that is new, changed or gone."""
        kind = self._wording.label("change", change.kind)
        # The part is the dossier's list; a name that is none of them is shown as it is.
        part = self._wording.label("part", change.part) if change.part in LABELS["part"] else shown(change.part)
        moved = f" {self._wording.arrow} ".join(
            self._state(change.part, state) for state in (change.before, change.after) if state
        )
        return Item(
            text=shown(change.text),
            date=self._wording.written(change.date) if change.date else "",
            label=" · ".join(filter(None, (kind, part, moved))),
            who=(shown(change.party),) if change.party else (),
            citations=self.citations(change.evidence),
            key=change.kind,
        )

    def _state(self, part: str, state: str) -> str:
        """What an item was or is, in the words of its part."""
        if part == "stances":
            return self._wording.label("stance", state)
        if part == "pledges":
            return self._wording.word("overdue") if state == "overdue" else self._wording.label("outcome", state)
        if part == "open_questions":
            return f"{self._wording.word('closed')} {self._wording.written(state)}"
        return self._wording.written(state)

    def mover(self, mover: Mover) -> Item:
        """A party whose stance changed."""
        before, after = (self._wording.label("stance", stance) for stance in (mover.before, mover.after))
        return Item(
            text=self.question(mover.question),
            date=self._wording.written(mover.date),
            label=f"{before} {self._wording.arrow} {after}",
            who=(shown(mover.party),),
            citations=self.citations(mover.evidence),
        )

    def statement(self, statement: DossierStatement) -> Item:
        """A statement; its evidence is its content's own characters."""
        words = self._wording
        spans = [span for span in (statement.content, statement.content2) if span is not None]
        said = statement.speaker.text if statement.speaker else None
        notes = [self._note("role", statement.speaker_role)] if statement.speaker_role else []
        if statement.via is not None:
            notes.append(self._note("via", statement.via.text))
        if statement.copies > 1:
            notes.append(self._note("copies", words.number(statement.copies)))
        return Item(
            text=" … ".join(shown(span.text) for span in spans),
            date=self._day(statement.published),
            label=f"{words.label('act', statement.act)} · {words.label('type', statement.type)}",
            who=(shown(statement.party or statement.speaker_name or said) or words.word("unnamed"),),
            notes=tuple(notes),
            citations=self.citations(
                Evidence(article=statement.article, start=span.start, end=span.end, text=span.text) for span in spans
            ),
        )

    def article(self, article: DossierArticle) -> Item:
        """An article with why it belongs."""
        notes = [Note(label=self._wording.word("relevance"), values=(self._wording.number(float(article.relevance)),))]
        if article.why:
            notes.append(self._note("why", *article.why))
        if article.chosen:
            notes.append(self._note("chosen"))
        return Item(
            text=shown(article.title) or shown(article.id),
            date=self._day(article.published),
            who=(shown(article.outlet),) if article.outlet else (),
            notes=(self._id(article.id), *notes),
            key=article.id,
        )

    def reprints(self, group: list[str]) -> Item:
        """Articles that carry one copy: the first of the list, and the others as parts."""
        first, *others = (self._reprint(identifier) for identifier in group)
        return Item(
            text=first.text, date=first.date, who=first.who, notes=first.notes, parts=tuple(others), key=first.key
        )

    def _reprint(self, identifier: str) -> Item:
        article = self._articles.get(identifier)
        if article is None:
            return Item(text=shown(identifier), key=identifier)
        return Item(
            text=shown(article.title) or shown(article.id),
            date=self._day(article.published),
            who=(shown(article.outlet),) if article.outlet else (),
            notes=(self._id(article.id),),
            key=article.id,
        )

    def _day(self, published: str | None) -> str:
        return self._wording.written(published[:10] if published else None)

    def _note(self, key: str, *values: str, when: str = "") -> Note:
        return Note(label=self._wording.word(key), values=tuple(map(shown, values)), when=when)

    @staticmethod
    def _id(identifier: str) -> Note:
        return Note(label="id", values=(shown(identifier),))
