"""What the API answers, declared once: routes and the description (OpenAPI) are both made from these records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Literal, NamedTuple

import msgspec
from starlette.requests import Request

from malaff.model import Record
from malaff.web.roles import Role, decider
from malaff.web.site import Site

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
# What an ETag is made of: the archive's generation, where that says all that an answer depends on; or the answer
# itself; `none` for what changes something.
Freshness = Literal["generation", "answer", "none"]

JSON: Final = "application/json"
BYTES: Final = "application/octet-stream"
FORM: Final = "multipart/form-data"


class Parameters(Record, frozen=True, forbid_unknown_fields=True):
    """Parameters of an address (`?name=value`): the fields of a record; others are refused."""


class Body(Record, frozen=True, forbid_unknown_fields=True):
    """What is sent as JSON; fields that are not known are refused."""


class Upload(NamedTuple):
    """A file that was sent; `name` is what its sender calls it."""

    name: str
    data: bytes


class Place(NamedTuple):
    """A part of the path: `number` where it is a whole number, otherwise any text, percent-encoded."""

    name: str
    about: str
    number: bool = False


class Call(NamedTuple):
    """One request as a handler gets it: `places` by name; `query` and `body` are records of the endpoint's types."""

    request: Request
    places: dict[str, Any]
    query: Any
    body: Any

    @property
    def site(self) -> Site:
        """The archive and its dossiers."""
        return Site.of(self.request)

    @property
    def user(self) -> str:
        """Who a decision is kept for."""
        return decider(self.request)


class File(NamedTuple):
    """An answer that is a file and not JSON: saved, never shown by a browser."""

    name: str
    media: str
    data: bytes


class Endpoint(Record, frozen=True):
    """One call of the API.

    Attributes:
        method, path: as they are sent; parts of the path in braces are `places`.
        summary: one sentence for people.
        handler: answers a call with a record, a list of records, a `File`, or None; run in a thread.
        places: the parts of the path.
        query: the record of its parameters.
        body: the record that is taken as JSON, or None.
        uploads: whether a file may be sent in place of JSON.
        answer: the type of what is answered; None for nothing, `File` for files.
        media: the media types of files it answers with.
        status: where it succeeds.
        role: who may call it.
        fresh: what its ETag is made of.
        errors: the statuses of what can go wrong besides what every call shares.
    """

    method: Method
    path: str
    summary: str
    handler: Callable[[Call], Any]
    places: tuple[Place, ...] = ()
    query: type[Parameters] = Parameters
    body: type[Body] | None = None
    uploads: bool = False
    answer: Any = None
    media: tuple[str, ...] = ()
    status: int = 200
    role: Role = "reader"
    fresh: Freshness = "none"
    errors: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """One word for it: `get_articles`."""
        words = [part.strip("{}") for part in self.path.split("/")[2:] if part]
        return "_".join([self.method.lower(), *words]) or self.method.lower()


def fields_of(kind: type[msgspec.Struct]) -> tuple[msgspec.structs.FieldInfo, ...]:
    """The fields of a record."""
    return msgspec.structs.fields(kind)
