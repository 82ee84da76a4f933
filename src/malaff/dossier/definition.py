"""What a dossier is about, as its user set it: kept in the archive, changed by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from malaff.archive import store
from malaff.archive.schema import ARTICLES, DOSSIER_LOOKS, DOSSIERS
from malaff.errors import BadOption, DossierExists, UnknownArticle, UnknownDossier
from malaff.model import Period, Question, Record

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Definition(Record, frozen=True):
    """What a dossier is about.

    `about` are phrases that name the affair, `questions` what its parties may be for or against, `period` the days of
    publication it takes in; `pinned` and `excluded` are articles that a person put in or kept out.
    """

    name: str
    about: list[str]
    questions: list[Question] = []
    period: Period = Period()
    pinned: list[str] = []
    excluded: list[str] = []


class Kept(Record, frozen=True):
    """A definition as it is kept: its number, and when it was made and changed."""

    id: int
    definition: Definition
    made_at: str
    edited_at: str


def checked(definition: Definition) -> Definition:
    """The definition, if it can be asked.

    Raises:
        BadOption: where it has no name or phrase, two questions with one id, or days that are none.
    """
    if not definition.name.strip():
        raise BadOption("The dossier has no name.", remedy="Give one: malaff dossier new NAME --about PHRASE")
    if not any(phrase.strip() for phrase in definition.about):
        raise BadOption("The dossier is about nothing.", remedy="Say what: --about PHRASE, once or more.")
    ids = [question.id for question in definition.questions]
    if len(set(ids)) < len(ids):
        raise BadOption("Two questions have the same id.", remedy="Give each its own, q1, q2 and so on.")
    for day in (definition.period.from_, definition.period.to):
        if day is not None and not _is_day(day):
            raise BadOption(f"{day} is no ISO day.", remedy="Give YYYY-MM-DD.")
    if definition.period.from_ and definition.period.to and definition.period.from_ > definition.period.to:
        raise BadOption("The period ends before it begins.", remedy="Give --from before --to.")
    return definition


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return _DAY.fullmatch(text) is not None


def question(text: str) -> Question:
    """A question from `ID=TEXT`; without an id, the text alone is not enough.

    Raises:
        BadOption: where either is missing.
    """
    id_, mark, asked = text.partition("=")
    if not mark or not id_.strip() or not asked.strip():
        raise BadOption(f"{text!r} is no question.", remedy="Give --question ID=TEXT, for example q1=سداد الدين")
    return Question(id=id_.strip(), text=asked.strip())


def make(connection: Connection, definition: Definition) -> Kept:
    """Keep a new definition.

    Raises:
        DossierExists: where one has the name.
    """
    checked(definition)
    if _row(connection, definition.name) is not None:
        raise DossierExists(f"There is a dossier {definition.name!r} already.")
    number = int(connection.scalar(sa.select(sa.func.max(DOSSIERS.c.id))) or 0) + 1
    kept = Kept(id=number, definition=definition, made_at=store.now(), edited_at=store.now())
    row = {
        "id": number, "name": definition.name, "definition": msgspec.json.encode(definition).decode(),
        "made_at": kept.made_at, "edited_at": kept.edited_at,
    }  # fmt: skip
    connection.execute(sa.insert(DOSSIERS), [row])
    return kept


def change(connection: Connection, name: str, definition: Definition) -> Kept:
    """Put another definition in the place of the one named."""
    kept = get(connection, name)
    checked(definition)
    if definition.name != name and _row(connection, definition.name) is not None:
        raise DossierExists(f"There is a dossier {definition.name!r} already.")
    values = {
        "name": definition.name, "definition": msgspec.json.encode(definition).decode(), "edited_at": store.now()
    }  # fmt: skip
    connection.execute(sa.update(DOSSIERS).where(DOSSIERS.c.id == kept.id).values(**values))
    # What was found for the old definition is not what the new one asks.
    connection.execute(
        sa.delete(DOSSIER_LOOKS).where(DOSSIER_LOOKS.c.dossier == kept.id, DOSSIER_LOOKS.c.kind != "look")
    )
    return get(connection, definition.name)


def delete(connection: Connection, name: str) -> None:
    """Forget a dossier; its articles and what people decided stay."""
    kept = get(connection, name)
    connection.execute(sa.delete(DOSSIER_LOOKS).where(DOSSIER_LOOKS.c.dossier == kept.id))
    connection.execute(sa.delete(DOSSIERS).where(DOSSIERS.c.id == kept.id))


def get(connection: Connection, name: str) -> Kept:
    """The definition of a dossier.

    Raises:
        UnknownDossier: where none has the name.
    """
    row = _row(connection, name)
    if row is None:
        raise UnknownDossier(f"There is no dossier {name!r}.")
    return _of(row)


def listed(connection: Connection) -> list[Kept]:
    """All dossiers, in the order they were made."""
    return [_of(row) for row in connection.execute(sa.select(DOSSIERS).order_by(DOSSIERS.c.id))]


def require_articles(connection: Connection, articles: Sequence[str]) -> None:
    """Raise UnknownArticle for the first id that the archive does not have."""
    held = {row.key for row in store.in_chunks(connection, sa.select(ARTICLES.c.key), ARTICLES.c.key, articles)}
    for article in articles:
        if article not in held:
            raise UnknownArticle(f"The archive has no article {article}.")


def _row(connection: Connection, name: str) -> sa.Row[Any] | None:
    return connection.execute(sa.select(DOSSIERS).where(DOSSIERS.c.name == name)).first()


def _of(row: sa.Row[Any]) -> Kept:
    return Kept(
        id=row.id,
        definition=msgspec.json.decode(row.definition, type=Definition),
        made_at=row.made_at,
        edited_at=row.edited_at,
    )
