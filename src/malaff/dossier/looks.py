"""What is known of a dossier without making it: by its number, when it was last looked at, and what was built last."""

from __future__ import annotations

import zlib
from typing import NamedTuple, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from malaff.archive.schema import DOSSIER_LOOKS
from malaff.dossier import definition as definitions
from malaff.dossier.definition import Kept
from malaff.errors import UnknownDossier
from malaff.model import DossierState, Party, Question, Record

T = TypeVar("T")


class _Question(Record, frozen=True):
    closed: str | None = None


class _Pledge(Record, frozen=True):
    overdue: bool = False


class Summary(Record, frozen=True):
    """Of a dossier that was built, its state, and as much of its lists as tells how many are open or overdue."""

    state: DossierState
    open_questions: list[_Question]
    pledges: list[_Pledge]

    @property
    def open(self) -> int:
        """How many questions are open."""
        return sum(question.closed is None for question in self.open_questions)

    @property
    def overdue(self) -> int:
        """How many pledges are overdue."""
        return sum(pledge.overdue for pledge in self.pledges)


class Positions(Record, frozen=True):
    """Of a dossier that was built, who stands where."""

    name: str
    questions: list[Question]
    parties: list[Party]


class Built(NamedTuple):
    """What was built last, and the archive's generation that it was built from."""

    generation: int
    data: bytes

    def part(self, kind: type[T]) -> T | None:
        """As a record that holds some of a dossier's fields; None where another version of malaff built it otherwise.

        Reading a few fields is some ten times as quick as reading a dossier.
        """
        try:
            return msgspec.json.decode(zlib.decompress(self.data).split(b"\n", 1)[1], type=kind)
        except msgspec.ValidationError:
            return None


def numbered(connection: Connection, number: int) -> Kept:
    """The definition of a dossier by its number.

    Raises:
        UnknownDossier: where none has the number.
    """
    found = next((kept for kept in definitions.listed(connection) if kept.id == number), None)
    if found is None:
        raise UnknownDossier(f"There is no dossier {number}.")
    return found


class Look(NamedTuple):
    """When a dossier was last looked at, and the archive's generation then."""

    at: str
    generation: int


def last_look(connection: Connection, number: int) -> Look | None:
    """The last look at a dossier, by its number."""
    query = sa.select(DOSSIER_LOOKS.c.at, DOSSIER_LOOKS.c.generation).where(
        DOSSIER_LOOKS.c.dossier == number, DOSSIER_LOOKS.c.kind == "look"
    )
    row = connection.execute(query).first()
    return Look(row.at, row.generation) if row else None


def last_built(connection: Connection, number: int) -> Built | None:
    """What was built last of a dossier, whether or not the archive has changed since."""
    query = sa.select(DOSSIER_LOOKS.c.generation, DOSSIER_LOOKS.c.data).where(
        DOSSIER_LOOKS.c.dossier == number, DOSSIER_LOOKS.c.kind == "built"
    )
    row = connection.execute(query).first()
    return Built(row.generation, row.data) if row else None
