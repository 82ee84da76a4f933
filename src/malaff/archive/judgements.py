"""What people decided: kept beside what was read, applied on every view, undone but never changed or lost.

A judgement about an item of an article carries the item as it was judged. After a re-reading it meets the item again
by its characters; where the newer reader does not find the item, or finds it otherwise, the judgement stands: what
was confirmed or edited is shown as the person left it, what was rejected stays away. In a newer version of the text
the characters may stand elsewhere: they are met there when they occur exactly once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from malaff.archive.schema import JUDGEMENTS
from malaff.errors import UnknownJudgement
from malaff.model import Development, Name, Position, Reading, Record, Span, Statement, TimeExpression

JudgementKind = Literal["confirm", "reject", "edit", "merge", "split", "rename"]
# What is judged in an article, by the list it stands in.
ITEMS: dict[str, type[Record]] = {
    "statements": Statement,
    "names": Name,
    "times": TimeExpression,
    "developments": Development,
    "positions": Position,
}
# Those that refer to a statement by its number.
REFERRING = ("developments", "positions")
_ABOUT_ITEMS = ("confirm", "reject", "edit")
_CHUNK = 500


class Judgement(Record, frozen=True):
    """One decision: who made it, when, why; `undone_at` is None while it stands.

    `subject` is the article's id for confirm, reject and edit; the record's number for merge, split and rename.
    """

    id: int
    kind: JudgementKind
    subject: str
    payload: dict[str, Any]
    user: str
    why: str | None
    made_at: str
    undone_at: str | None = None
    undone_by: str | None = None


def record(
    connection: Connection, kind: JudgementKind, subject: str, payload: dict[str, Any], *, user: str, why: str | None
) -> Judgement:
    """Keep a decision."""
    number = int(connection.scalar(sa.select(sa.func.max(JUDGEMENTS.c.id))) or 0) + 1
    judgement = Judgement(id=number, kind=kind, subject=subject, payload=payload, user=user, why=why, made_at=_moment())
    row = msgspec.structs.asdict(judgement) | {"payload": msgspec.json.encode(payload).decode()}
    connection.execute(sa.insert(JUDGEMENTS), [row])
    return judgement


def undo(connection: Connection, number: int, *, user: str) -> Judgement:
    """Take a decision back; it stays listed, with who undid it and when.

    Raises:
        UnknownJudgement: where there is none with that number that stands.
    """
    found = [j for j in listed(connection, undone=False) if j.id == number]
    if not found:
        raise UnknownJudgement(f"No judgement {number} stands.")
    moment = _moment()
    connection.execute(sa.update(JUDGEMENTS).where(JUDGEMENTS.c.id == number).values(undone_at=moment, undone_by=user))
    return msgspec.structs.replace(found[0], undone_at=moment, undone_by=user)


def listed(
    connection: Connection, *, kinds: Iterable[str] = (), subject: str | None = None, undone: bool = True
) -> list[Judgement]:
    """Decisions in the order they were made, those that were undone too unless `undone` is False."""
    query = sa.select(JUDGEMENTS).order_by(JUDGEMENTS.c.id)
    if kinds:
        query = query.where(JUDGEMENTS.c.kind.in_(list(kinds)))
    if subject is not None:
        query = query.where(JUDGEMENTS.c.subject == subject)
    if not undone:
        query = query.where(JUDGEMENTS.c.undone_at.is_(None))
    return [_of(row) for row in connection.execute(query)]


def judged_articles(connection: Connection, articles: Sequence[str]) -> dict[str, list[Judgement]]:
    """The standing decisions about items of articles, by the articles' ids."""
    found: dict[str, list[Judgement]] = {}
    base = sa.select(JUDGEMENTS).where(JUDGEMENTS.c.kind.in_(_ABOUT_ITEMS), JUDGEMENTS.c.undone_at.is_(None))
    for at in range(0, len(articles), _CHUNK):
        query = base.where(JUDGEMENTS.c.subject.in_(articles[at : at + _CHUNK])).order_by(JUDGEMENTS.c.id)
        for row in connection.execute(query):
            found.setdefault(row.subject, []).append(_of(row))
    return found


def splits(connection: Connection) -> dict[tuple[int, str], int]:
    """(record, article) of mentions that a person moved: the record they belong to."""
    moved: dict[tuple[int, str], int] = {}
    for judgement in listed(connection, kinds=("split",), undone=False):
        for article in judgement.payload["articles"]:
            moved[int(judgement.subject), article] = judgement.payload["into"]
    return moved


def merges(connection: Connection) -> dict[int, int]:
    """The record that each merged record now belongs to."""
    kept: dict[int, int] = {}

    def root(entity: int) -> int:
        while entity in kept:
            entity = kept[entity]
        return entity

    for judgement in listed(connection, kinds=("merge",), undone=False):
        into = root(int(judgement.subject))
        for entity in judgement.payload["merged"]:
            if root(entity) != into:
                kept[root(entity)] = into
    return {entity: root(entity) for entity in kept}


def merge_names(connection: Connection) -> dict[int, str]:
    """The names that records had when others were merged into them."""
    made = listed(connection, kinds=("merge",), undone=False)
    return {int(judgement.subject): judgement.payload["name"] for judgement in made if "name" in judgement.payload}


def renames(connection: Connection) -> dict[int, str]:
    """The names that people gave to records."""
    return {
        int(judgement.subject): judgement.payload["name"]
        for judgement in listed(connection, kinds=("rename",), undone=False)
    }


def concerns(judgement: Judgement, article: str) -> bool:
    """Whether a decision is about an article: about an item of it, or about who is meant in it."""
    if judgement.kind == "split":
        return article in judgement.payload["articles"]
    return judgement.kind in _ABOUT_ITEMS and judgement.subject == article


# -- items of an article -------------------------------------------------------------------------------------------


def extent(item: Record) -> Span:
    """The characters by which an item is met again after a re-reading."""
    if isinstance(item, Statement):
        return item.content
    if isinstance(item, Position):
        return item.evidence
    span = getattr(item, "span", None)
    if not isinstance(span, Span):
        raise TypeError(f"{type(item).__name__} has no span")
    return span


def corrected(reading: Reading, decisions: Iterable[Judgement]) -> Reading:
    """The reading as people left it."""
    lists: dict[str, list[Any]] = {part: list(getattr(reading, part)) for part in ITEMS}
    for decision in decisions:
        part = decision.payload["part"]
        items = lists[part]
        judged = placed(_item(part, decision.payload["item"]), reading.text)
        left = placed(_item(part, decision.payload["edited"]), reading.text) if decision.kind == "edit" else judged
        if left is None:
            continue  # the article's text is another now; the judgement is still listed
        at = _meeting(items, judged) if judged is not None else None
        if at is None and decision.kind != "reject":
            at = _meeting(items, left)
        if decision.kind == "reject":
            if at is not None:
                items[at] = None
            continue
        if part in REFERRING:
            said = decision.payload.get("statement")
            made = placed(_item("statements", said), reading.text) if said else None
            number = _meeting(lists["statements"], made) if made is not None else None
            left = msgspec.structs.replace(left, statement=number)
        if at is None:
            items.append(left)
        else:
            items[at] = left
    # Where the statements went, so that what refers to them by number still does.
    places: dict[int, int] = {}
    kept: list[Any] = []
    for i, item in enumerate(lists["statements"]):
        if item is not None:
            places[i] = len(kept)
            kept.append(item)
    if len(kept) != len(lists["statements"]):
        for part in REFERRING:
            lists[part] = [
                item
                if item is None or item.statement is None
                else msgspec.structs.replace(item, statement=places.get(item.statement))
                for item in lists[part]
            ]
    lists["statements"] = kept
    return msgspec.structs.replace(
        reading, **{part: [item for item in items if item is not None] for part, items in lists.items()}
    )


def _item(part: str, data: Any) -> Any:  # noqa: ANN401 - one of the records in ITEMS
    return msgspec.convert(data, ITEMS[part])


def placed(item: Any, text: str) -> Any:  # noqa: ANN401 - one of the records in ITEMS
    """The item where its characters stand in a text; None where they do not, or stand elsewhere more than once."""
    span = extent(item)
    start = _found(span, text, span.start)
    if start is None:
        return None
    shift = start - span.start
    moved: dict[str, Any] = {}
    for field in item.__struct_fields__:
        part = getattr(item, field)
        if isinstance(part, Span):
            at = _found(part, text, part.start + shift)
            moved[field] = None if at is None else Span(part.text, at, at + len(part.text))
    if shift and isinstance(item, Statement):
        first, last = item.sentence
        moved["sentence"] = max(first + shift, 0), min(last + shift, len(text))
    try:
        # Built anew, so that a part that must be there and is not is noticed.
        return msgspec.convert(msgspec.to_builtins(msgspec.structs.replace(item, **moved)), type(item))
    except msgspec.ValidationError:
        return None


def _found(span: Span, text: str, start: int) -> int | None:
    if start >= 0 and text.startswith(span.text, start):
        return start
    at = text.find(span.text)
    return at if at >= 0 and text.find(span.text, at + 1) < 0 else None


def _meeting(items: Sequence[Any], judged: Record) -> int | None:
    """The very item; or the one that covers the same characters, exactly or by half of both."""
    if judged in items:
        return items.index(judged)
    span = extent(judged)
    best: tuple[float, int] | None = None
    for i, item in enumerate(items):
        if item is None:
            continue
        other = extent(item)
        common = min(span.end, other.end) - max(span.start, other.start)
        least = max(span.end - span.start, other.end - other.start)
        share = common / least if least else 0.0
        if share >= 0.5 and (best is None or share > best[0]):
            best = (share, i)
    return best[1] if best else None


def _of(row: sa.Row[Any]) -> Judgement:
    return Judgement(
        id=row.id, kind=row.kind, subject=row.subject, payload=msgspec.json.decode(row.payload), user=row.user,
        why=row.why, made_at=row.made_at, undone_at=row.undone_at, undone_by=row.undone_by,
    )  # fmt: skip


def _moment() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
