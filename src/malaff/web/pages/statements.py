"""Statements of the archive or of one dossier, by speaker, act, outlet, time and type."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from malaff.archive.statements import FacetCount, Order, StatementFilter
from malaff.errors import BadOption, MalaffError
from malaff.model import Record
from malaff.web.failures import general, raise_servers, status_of
from malaff.web.pages.dossier import asked as asked_dossier
from malaff.web.paging import asked_page, changed, paging
from malaff.web.preferences import Preferences
from malaff.web.render import render
from malaff.web.site import Site
from malaff.web.telling import told

_SIZE = 25
# Facets in the order they are shown, and the parameter that each sets.
_FACETS = {"speaker": "person", "act": "act", "outlet": "outlet", "month": "month", "type": "type", "kind": "kind"}
_GROUPS = {"act": "act", "type": "type", "kind": "party"}  # where their values are worded
_DIGITS = 10


class Choice(Record, frozen=True):
    """A value of a facet: its label (`ours` where it is malaff's word), its count, and the address that sets it."""

    label: str
    ours: bool
    count: int
    address: str
    chosen: bool


class Facet(Record, frozen=True):
    """The values that one property of the statements has, and the address that lets it go."""

    key: str
    choices: list[Choice]
    chosen: bool
    without: str


def statements(request: Request) -> Response:
    """All statements that the filters of the address leave."""
    return _page(request, None)


def of_dossier(request: Request) -> Response:
    """Those of one dossier's articles."""
    kept = asked_dossier(request)
    dossier = Site.of(request).desk.show(kept.definition.name)
    return _page(request, [article.id for article in dossier.articles], kept=kept)


def _page(request: Request, articles: list[str] | None, kept: object = None) -> Response:
    archive = Site.of(request).archive
    given = {name: value for name, value in request.query_params.items() if value.strip()}
    order: Order = "old" if given.get("order") == "old" else "new"
    error = None
    try:
        asked = _filter(given, articles)
        page = archive.statements(asked, limit=_SIZE, offset=(asked_page(request) - 1) * _SIZE, order=order)
        facets = archive.statement_facets(asked)
    except MalaffError as raised:
        raise_servers(raised)
        error = raised
        asked = StatementFilter(articles=articles)
        page, facets, given = archive.statements(asked, limit=_SIZE), archive.statement_facets(asked), {}
    return render(
        request, "statements.html", status=status_of(error) if error else 200,
        kept=kept, total=page.total, told=told(archive, page.items), order=order, error=error, general=general,
        given=given,
        facets=[_facet(request, name, facets.get(name, []), given) for name in _FACETS],
        paging=paging(request, total=page.total, size=_SIZE),
        other_order=changed(request, order=None if order == "old" else "old", page=None),
    )  # fmt: skip


def _filter(given: dict[str, str], articles: list[str] | None) -> StatementFilter:
    person = given.get("person")
    if person is not None and not (person.isascii() and person.isdecimal() and len(person) < _DIGITS):
        raise BadOption(f"{person} is no record's number.", remedy="Choose a speaker from the list.")
    month = given.get("month")
    return StatementFilter(
        speaker=given.get("speaker"), person=int(person) if person else None, act=given.get("act"),
        type=given.get("type"), kind=given.get("kind"), outlet=given.get("outlet"),
        from_=given.get("from") or month, to=given.get("to") or month, articles=articles,
    )  # fmt: skip


def _facet(request: Request, name: str, counts: list[FacetCount], given: dict[str, str]) -> Facet:
    parameter, wording = _FACETS[name], Preferences.of(request).wording
    chosen = given.get(parameter)
    choices = []
    for each in counts:
        label = each.label
        if name in _GROUPS:
            label = wording.label(_GROUPS[name], each.value)
        elif name == "month":
            label = wording.written(each.value)
        choices.append(
            Choice(
                label=label, ours=name in _GROUPS or name == "month", count=each.count, chosen=each.value == chosen,
                address=changed(request, **{parameter: None if each.value == chosen else each.value}, page=None),
            )
        )  # fmt: skip
    return Facet(
        key=name, choices=choices, chosen=chosen is not None, without=changed(request, **{parameter: None}, page=None)
    )


ROUTES = [
    Route("/statements", statements, name="statements"),
    Route("/dossiers/{id:number}/statements", of_dossier, name="dossier_statements"),
]
