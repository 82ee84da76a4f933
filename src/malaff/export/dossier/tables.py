"""A dossier as tables: what each holds, defined once for CSV, JSON Lines and Parquet.

Items are numbered from 0 as in the dossier's own lists; `evidence` refers to them by table and number.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

import msgspec

from malaff.model import Dossier, Evidence, Span

ColumnKind = Literal["text", "number", "share", "flag", "list"]
Cell = str | int | float | bool | list[str] | None
Row = tuple[Cell, ...]

# What a spreadsheet takes for the beginning of a formula, in the full-width forms too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Column(NamedTuple):
    """A column: `share` is 0 to 1, `list` a list of texts; any cell may be null."""

    name: str
    about: str
    kind: ColumnKind = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a dossier: `rows` gives one tuple a row, in the order of `columns`."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Dossier], Iterator[Row]]


# -- rows ----------------------------------------------------------------------------------------------------------


def _questions(dossier: Dossier) -> Iterator[Row]:
    yield from ((question.id, question.text) for question in dossier.questions)


def _articles(dossier: Dossier) -> Iterator[Row]:
    group = {identifier: number for number, copies in enumerate(dossier.reprints) for identifier in copies}
    for article in dossier.articles:
        yield (
            article.id, article.title, article.outlet, article.published, article.relevance, list(article.why),
            article.chosen, group.get(article.id),
        )  # fmt: skip


def _parties(dossier: Dossier) -> Iterator[Row]:
    for number, party in enumerate(dossier.parties):
        spoke_in = [f"{outlet} ({count})" for outlet, count in party.spoke_in]
        yield number, party.id, party.name, list(party.aliases), party.kind, party.statements, spoke_in


def _roles(dossier: Dossier) -> Iterator[Row]:
    for number, party in enumerate(dossier.parties):
        yield from ((number, party.name, role.role, role.from_, role.to) for role in party.roles)


def _stances(dossier: Dossier) -> Iterator[Row]:
    texts = {question.id: question.text for question in dossier.questions}
    for number, (party, stance) in enumerate((p, s) for p in dossier.parties for s in p.stances):
        question = stance.question
        yield number, party.name, question, texts.get(question), stance.stance, stance.from_, stance.to


def _statements(dossier: Dossier) -> Iterator[Row]:
    for number, s in enumerate(dossier.statements):
        yield (
            number, s.article, s.number, s.outlet, s.published, s.party, s.speaker_name, s.speaker_role, s.kind,
            _text(s.speaker), s.act, s.type, s.cue.text, _text(s.via), s.content.text, _text(s.content2), s.confidence,
            s.copies, s.content.start, s.content.end, *s.sentence,
        )  # fmt: skip


def _timeline(dossier: Dossier) -> Iterator[Row]:
    for number, event in enumerate(dossier.timeline):
        actors = list(event.actors)
        yield number, event.date, event.dated, event.kind, event.text, actors, event.salience, event.reports


def _pledges(dossier: Dossier) -> Iterator[Row]:
    for number, pledge in enumerate(dossier.pledges):
        yield number, pledge.due, pledge.text, list(pledge.who), pledge.outcome, pledge.overdue


def _open_questions(dossier: Dossier) -> Iterator[Row]:
    for number, question in enumerate(dossier.open_questions):
        yield number, question.text, question.since, question.closed, question.salience


def _contradictions(dossier: Dossier) -> Iterator[Row]:
    for number, clash in enumerate(dossier.contradictions):
        for place, side in enumerate(clash.sides):
            yield number, clash.about, clash.kind, clash.salience, place, side.who, side.text


def _changes(dossier: Dossier) -> Iterator[Row]:
    for number, change in enumerate(dossier.changes.items):
        yield number, change.kind, change.part, change.date, change.party, change.text, change.before, change.after


def _evidence(dossier: Dossier) -> Iterator[Row]:
    """The evidence of every table, in the order of the tables."""
    stances = (stance for party in dossier.parties for stance in party.stances)
    yield from _cited("stances", (("evidence", stance.evidence) for stance in stances))
    for number, s in enumerate(dossier.statements):
        spans = [span for span in (s.content, s.content2) if span is not None]
        for span in spans:
            yield "statements", number, "evidence", s.article, span.start, span.end, span.text
    yield from _cited("timeline", (("evidence", event.evidence) for event in dossier.timeline))
    for number, pledge in enumerate(dossier.pledges):
        yield from _rows("pledges", number, "evidence", pledge.evidence)
        yield from _rows("pledges", number, "outcome", pledge.outcome_evidence)
    for number, question in enumerate(dossier.open_questions):
        yield from _rows("open_questions", number, "evidence", question.evidence)
        yield from _rows("open_questions", number, "closed_by", question.closed_by)
    for number, clash in enumerate(dossier.contradictions):
        for place, side in enumerate(clash.sides):
            yield from _rows("contradictions", number, f"side {place}", [side.evidence])
    yield from _cited("changes", (("evidence", change.evidence) for change in dossier.changes.items))


def _cited(table: str, items: Iterable[tuple[str, list[Evidence]]]) -> Iterator[Row]:
    for number, (role, evidence) in enumerate(items):
        yield from _rows(table, number, role, evidence)


def _rows(table: str, number: int, role: str, evidence: Iterable[Evidence]) -> Iterator[Row]:
    yield from ((table, number, role, piece.article, piece.start, piece.end, piece.text) for piece in evidence)


def _text(span: Span | None) -> str | None:
    return span.text if span is not None else None


# -- tables --------------------------------------------------------------------------------------------------------

_NUMBER = Column("number", "place in the dossier's list, from 0", "number")
_SALIENCE = Column("salience", "how much it matters, 0 to 1", "share")

TABLES: Final[dict[str, Table]] = {
    table.name: table
    for table in (
        Table(
            name="questions",
            about="what every party is asked",
            columns=(Column("id", "short name"), Column("text", "what one may be for or against")),
            rows=_questions,
        ),
        Table(
            name="articles",
            about="the articles of the dossier",
            columns=(
                Column("id", "the article's id"),
                Column("title", "headline"),
                Column("outlet", "outlet"),
                Column("published", "ISO day or instant"),
                Column("relevance", "0 to 1", "share"),
                Column("why", "words and names of the affair found in it", "list"),
                Column("chosen", "whether a person pinned it", "flag"),
                Column("reprints", "number of the group of reprints it is in, from 0", "number"),
            ),
            rows=_articles,
        ),
        Table(
            name="parties",
            about="who acts in the affair, most active first",
            columns=(
                _NUMBER,
                Column("id", "its record in the archive", "number"),
                Column("name", "name"),
                Column("aliases", "other names", "list"),
                Column("kind", "person, organisation, state, group, anonymous"),
                Column("statements", "how many of the dossier's statements are its own", "number"),
                Column("spoke_in", "outlets that carried them, with counts", "list"),
            ),
            rows=_parties,
        ),
        Table(
            name="roles",
            about="roles the coverage gives to parties",
            columns=(
                Column("party_number", "number of the party", "number"),
                Column("party", "its name"),
                Column("role", "role"),
                Column("from", "first day"),
                Column("to", "last day"),
            ),
            rows=_roles,
        ),
        Table(
            name="stances",
            about="where parties stand, dated",
            columns=(
                Column("number", "number of the stance, from 0 over all parties", "number"),
                Column("party", "name of the party"),
                Column("question", "id of the question"),
                Column("question_text", "the question"),
                Column("stance", "support, oppose, conditional, unclear"),
                Column("from", "first day"),
                Column("to", "last day"),
            ),
            rows=_stances,
        ),
        Table(
            name="statements",
            about="who said what",
            columns=(
                _NUMBER,
                Column("article", "the article's id"),
                Column("statement", "its place among the article's statements, from 0", "number"),
                Column("outlet", "outlet"),
                Column("published", "ISO day or instant"),
                Column("party", "name of the party that made it"),
                Column("speaker_name", "fullest name of the source in the article"),
                Column("speaker_role", "its role or title"),
                Column("kind", "person, organisation, group, anonymous"),
                Column("speaker", "the mention in the attribution"),
                Column("act", "what kind of statement it is"),
                Column("type", "direct, indirect, mixed"),
                Column("cue", "the reporting word"),
                Column("via", "the medium that carried it"),
                Column("content", "what was said"),
                Column("content2", "its second part where the cue splits it"),
                Column("confidence", "0 to 1", "share"),
                Column("copies", "independent reports that carry it", "number"),
                Column("start", "first character of content in the article's text", "number"),
                Column("end", "one past its last character", "number"),
                Column("sentence_start", "first character of the cue's sentence", "number"),
                Column("sentence_end", "one past its last character", "number"),
            ),
            rows=_statements,
        ),
        Table(
            name="timeline",
            about="what happened, one row an event",
            columns=(
                _NUMBER,
                Column("date", "ISO day, month or year"),
                Column("dated", "false where the day of publication stands in", "flag"),
                Column("kind", "meeting, agreement, impasse, plan"),
                Column("text", "what happened"),
                Column("actors", "who took part", "list"),
                _SALIENCE,
                Column("reports", "independent reports", "number"),
            ),
            rows=_timeline,
        ),
        Table(
            name="pledges",
            about="what was promised or set for a day",
            columns=(
                _NUMBER,
                Column("due", "ISO day, month or year"),
                Column("text", "what is due"),
                Column("who", "who owes it", "list"),
                Column("outcome", "kept, missed, postponed, open"),
                Column("overdue", "the day has passed and no outcome was found", "flag"),
            ),
            rows=_pledges,
        ),
        Table(
            name="open_questions",
            about="what the coverage says is undecided",
            columns=(
                _NUMBER,
                Column("text", "what is open"),
                Column("since", "since when"),
                Column("closed", "day that settled it, null while it is open"),
                _SALIENCE,
            ),
            rows=_open_questions,
        ),
        Table(
            name="contradictions",
            about="what cannot all be right, one row a side",
            columns=(
                Column("number", "number of the contradiction, from 0", "number"),
                Column("about", "what it is about"),
                Column("kind", "denial, figure, date, turn, headline, claim"),
                _SALIENCE,
                Column("side", "number of the side, from 0", "number"),
                Column("who", "who says it, or what carries it"),
                Column("text", "what is said"),
            ),
            rows=_contradictions,
        ),
        Table(
            name="changes",
            about="what changed since the last look",
            columns=(
                _NUMBER,
                Column("kind", "new, changed, gone"),
                Column("part", "the dossier's list it belongs to"),
                Column("date", "day of the change"),
                Column("party", "whose stance it is"),
                Column("text", "what changed"),
                Column("before", "what it was: a stance, an outcome, a date"),
                Column("after", "what it is"),
            ),
            rows=_changes,
        ),
        Table(
            name="evidence",
            about="where every item was read",
            columns=(
                Column("table", "table of the item"),
                Column("number", "its number there", "number"),
                Column("role", "evidence, outcome, closed_by, or the side of a contradiction"),
                Column("article", "the article's id"),
                Column("start", "first character in the article's text", "number"),
                Column("end", "one past its last character", "number"),
                Column("text", "the very characters"),
            ),
            rows=_evidence,
        ),
    )
}


# -- files ---------------------------------------------------------------------------------------------------------


def csv_file(table: Table, dossier: Dossier, *, excel: bool = False) -> bytes:
    """A table as CSV with a header line (UTF-8): lists parted by ` | `, true and false in words, null empty.

    Args:
        table: one of `TABLES`.
        dossier: the file.
        excel: begin with a byte order mark, as Excel needs for UTF-8, and put an apostrophe before cells that start
            like a formula.
    """
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(column.name for column in table.columns)
    for row in table.rows(dossier):
        cells = map(_plain, row)
        rows.writerow(map(_guarded, cells) if excel else cells)
    return (("\ufeff" if excel else "") + out.getvalue()).encode("utf-8", "replace")


def json_lines(table: Table, dossier: Dossier) -> bytes:
    """A table as JSON Lines: one object a row with the columns' names."""
    names = [column.name for column in table.columns]
    lines = (msgspec.json.encode(dict(zip(names, row, strict=True))) for row in table.rows(dossier))
    return b"".join(line + b"\n" for line in lines)


def _plain(cell: Cell) -> str | int | float | None:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return " | ".join(cell) if isinstance(cell, list) else cell


def _guarded(cell: str | float | None) -> str | float | None:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
