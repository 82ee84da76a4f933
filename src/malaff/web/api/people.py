"""People and bodies across articles: who there is, what they say, what others say of them, and who is who."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from malaff.archive.judgements import Judgement
from malaff.archive.people import PeoplePage, Person
from malaff.archive.statements import MentionPage, StatementFilter, StatementPage
from malaff.web.api.endpoint import Call, Endpoint, Place
from malaff.web.api.fields import ArticleId, Decision, Number, Page, Words

PERSON = Place("id", "record's number", number=True)


class PeopleAsked(Page, frozen=True):
    """Which records are listed."""

    q: Annotated[Words, Meta(description="a name, or part of one, in any spelling")] | None = None
    kind: Annotated[Literal["person", "organisation", "group", "place"], Meta(description="only these")] | None = None


class Merge(Decision, frozen=True, kw_only=True):
    """The records to take as one with it; it keeps its name."""

    others: Annotated[list[Number], Meta(min_length=1, max_length=100)]


class Rename(Decision, frozen=True, kw_only=True):
    """The name to show a record by."""

    name: Annotated[str, Meta(pattern=r"\S", max_length=400)]


class Split(Decision, frozen=True, kw_only=True):
    """The articles in which the name means somebody else."""

    articles: Annotated[list[ArticleId], Meta(min_length=1, max_length=1000)]


def _people(call: Call) -> PeoplePage:
    asked: PeopleAsked = call.query
    return call.site.archive.people_listed(asked.q, asked.kind, limit=asked.limit, offset=asked.offset)


def _person(call: Call) -> Person:
    return call.site.archive.person(str(call.places["id"]))


def _statements(call: Call) -> StatementPage:
    which = StatementFilter(person=call.places["id"])
    return call.site.archive.statements(which, limit=call.query.limit, offset=call.query.offset)


def _mentions(call: Call) -> MentionPage:
    return call.site.archive.mentions_in_statements(call.places["id"], limit=call.query.limit, offset=call.query.offset)


def _merge(call: Call) -> Judgement:
    body: Merge = call.body
    numbers = [str(number) for number in (call.places["id"], *body.others)]
    return call.site.archive.merge(numbers, user=call.user, why=body.why)


def _rename(call: Call) -> Judgement:
    return call.site.archive.rename(str(call.places["id"]), call.body.name, user=call.user, why=call.body.why)


def _split(call: Call) -> list[Judgement]:
    body: Split = call.body
    return call.site.archive.split(str(call.places["id"]), body.articles, user=call.user, why=body.why)


ENDPOINTS = (
    Endpoint(
        method="GET", path="/api/people", summary="People and bodies, who speaks most first.", handler=_people,
        query=PeopleAsked, answer=PeoplePage, fresh="generation",
    ),
    Endpoint(
        method="GET", path="/api/people/{id}", summary="One record, with its spellings, roles and days.",
        handler=_person, places=(PERSON,), answer=Person, fresh="generation", errors=(404,),
    ),
    Endpoint(
        method="GET", path="/api/people/{id}/statements", summary="What somebody said, latest first.",
        handler=_statements, places=(PERSON,), query=Page, answer=StatementPage, fresh="generation", errors=(404,),
    ),
    Endpoint(
        method="GET", path="/api/people/{id}/mentions",
        summary="What others say of somebody: statements that name them, latest first.", handler=_mentions,
        places=(PERSON,), query=Page, answer=MentionPage, fresh="generation", errors=(404,),
    ),
    Endpoint(
        method="POST", path="/api/people/{id}/merge", summary="Take other records as one with this.", handler=_merge,
        places=(PERSON,), body=Merge, answer=Judgement, status=201, role="editor", errors=(404,),
    ),
    Endpoint(
        method="POST", path="/api/people/{id}/rename", summary="Give a record the name it is shown by.",
        handler=_rename, places=(PERSON,), body=Rename, answer=Judgement, status=201, role="editor", errors=(404,),
    ),
    Endpoint(
        method="POST", path="/api/people/{id}/split",
        summary="Say in which articles the name means somebody else.", handler=_split, places=(PERSON,), body=Split,
        answer=list[Judgement], status=201, role="editor", errors=(404,),
    ),
)  # fmt: skip
