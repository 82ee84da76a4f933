"""Statements of the whole archive: who said what, and how many of each kind there are."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from malaff.archive.statements import FacetCount, StatementFilter, StatementPage
from malaff.model import Act, SourceKind, StatementType
from malaff.web.api.endpoint import Call, Endpoint, Parameters
from malaff.web.api.fields import MOST, ArticleId, Day, Number, Outlet, Words


class FacetsAsked(Parameters, frozen=True):
    """Which statements are counted."""

    speaker: Annotated[Words, Meta(description="a name, or part of one, in any spelling")] | None = None
    person: Annotated[Number, Meta(description="a record's number")] | None = None
    act: Annotated[Act, Meta(description="what the statement does")] | None = None
    type: Annotated[StatementType, Meta(description="in the source's words, told, or both")] | None = None
    kind: Annotated[SourceKind, Meta(description="what the source is")] | None = None
    outlet: Outlet | None = None
    from_: Day | None = field(name="from", default=None)
    to: Day | None = None
    article: Annotated[list[ArticleId], Meta(description="only in these articles; may be repeated")] | None = None


class StatementsAsked(FacetsAsked, frozen=True):
    """Which statements are listed."""

    limit: Annotated[int, Meta(ge=1, le=200, description="at most so many")] = 50
    offset: Annotated[int, Meta(ge=0, le=MOST, description="leave out the first ones")] = 0
    order: Annotated[Literal["new", "old"], Meta(description="latest or earliest published first")] = "new"


def _filter(asked: FacetsAsked) -> StatementFilter:
    return StatementFilter(
        speaker=asked.speaker, person=asked.person, act=asked.act, type=asked.type, kind=asked.kind,
        outlet=asked.outlet, from_=asked.from_, to=asked.to, articles=asked.article,
    )  # fmt: skip


def _statements(call: Call) -> StatementPage:
    asked: StatementsAsked = call.query
    return call.site.archive.statements(_filter(asked), limit=asked.limit, offset=asked.offset, order=asked.order)


def _facets(call: Call) -> dict[str, list[FacetCount]]:
    return call.site.archive.statement_facets(_filter(call.query))


ENDPOINTS = (
    Endpoint(
        method="GET", path="/api/statements", summary="Statements of all articles, by what is asked of them.",
        handler=_statements, query=StatementsAsked, answer=StatementPage, fresh="generation", errors=(404,),
    ),
    Endpoint(
        method="GET", path="/api/statements/facets",
        summary="How many statements have which speaker, act, type, kind, outlet and month.", handler=_facets,
        query=FacetsAsked, answer=dict[str, list[FacetCount]], fresh="generation", errors=(404,),
    ),
)  # fmt: skip
