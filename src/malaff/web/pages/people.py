"""Persons and bodies: the index, and what one said, was called, stood for and was told of."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from malaff.arabic.namekey import name_key
from malaff.archive.people import Person
from malaff.archive.roles import roles_over_time
from malaff.archive.statements import StatementFilter
from malaff.dossier.looks import Positions, last_built
from malaff.errors import BadOption, UnknownPerson
from malaff.export.dossier.items import Citation, Item
from malaff.export.dossier.text import shown
from malaff.model import Evidence, PartyStance, Record
from malaff.web.paging import asked_page, changed, paging
from malaff.web.preferences import Preferences
from malaff.web.render import render, segment
from malaff.web.site import Site
from malaff.web.telling import told

_SIZE, _LISTED = 20, 48
_MENTIONED = 6
_KINDS = ("person", "organisation", "place")


class Standing(Record, frozen=True):
    """Where somebody stands in a dossier: its number and name, and stances as (question, item)."""

    dossier: int
    name: str
    stances: list[tuple[str, Item]]


def people(request: Request) -> Response:
    """Who is named in the archive, those who speak most first; a name that one record alone has leads to it."""
    if name := request.query_params.get("name", "").strip():
        return _named(request, name)
    query = request.query_params.get("q", "").strip() or None
    kind = request.query_params.get("kind") or None
    if kind is not None and kind not in _KINDS:
        raise BadOption(f"{kind} is no kind of name.", remedy=f"Give one of {', '.join(_KINDS)}.")
    page = Site.of(request).archive.people_listed(
        query, kind, limit=_LISTED, offset=(asked_page(request) - 1) * _LISTED
    )
    if query is not None and page.total == 1:
        return RedirectResponse(f"/people/{page.items[0].id}", 303)
    kinds = [(each, changed(request, kind=None if each == kind else each, page=None), each == kind) for each in _KINDS]
    return render(
        request, "people.html", people=page.items, total=page.total, query=query or "", kinds=kinds, kind=kind or "",
        paging=paging(request, total=page.total, size=_LISTED),
    )  # fmt: skip


def _named(request: Request, name: str) -> Response:
    """To the one record a name stands for; where it may be several, to their list."""
    try:
        return RedirectResponse(f"/people/{Site.of(request).archive.person(name).id}", 303)
    except (BadOption, UnknownPerson):
        return RedirectResponse(f"/people?q={segment(name)}", 303)


def person(request: Request) -> Response:
    """One person or body."""
    site = Site.of(request)
    found = site.archive.person(str(request.path_params["id"]))
    said = site.archive.statements(
        StatementFilter(person=found.id), limit=_SIZE, offset=(asked_page(request) - 1) * _SIZE
    )
    with site.archive.database.read() as connection:
        roles = roles_over_time(connection, found.ids)
    mentions = site.archive.mentions_in_statements(found.id, limit=_MENTIONED)
    return render(
        request, "person.html", person=found, roles=roles, said=told(site.archive, said.items), total=said.total,
        paging=paging(request, total=said.total, size=_SIZE), mentions=told(site.archive, mentions.items),
        more=mentions.more, standings=_standings(site, found, Preferences.of(request)),
    )  # fmt: skip


def mentioned(request: Request) -> Response:
    """What others say of somebody, all of it."""
    site = Site.of(request)
    found = site.archive.person(str(request.path_params["id"]))
    number = asked_page(request)
    page = site.archive.mentions_in_statements(found.id, limit=_SIZE, offset=(number - 1) * _SIZE)
    return render(
        request, "mentioned.html", person=found, mentions=told(site.archive, page.items), number=number,
        previous=changed(request, page=str(number - 1)) if number > 1 else None,
        following=changed(request, page=str(number + 1)) if page.more else None,
    )  # fmt: skip


def _standings(site: Site, found: Person, preferences: Preferences) -> list[Standing]:
    """Somebody's stances in the dossiers as they were built last."""
    names = {name_key(name) for name in (found.name, *found.aliases)}
    standings = []
    for kept in site.desk.listed():
        with site.archive.database.read() as connection:
            built = last_built(connection, kept.id)
        part = built.part(Positions) if built else None
        if part is None:
            continue
        questions = {question.id: question.text for question in part.questions}
        stances = [
            (shown(questions.get(stance.question, stance.question)), _item(stance, preferences))
            for party in part.parties
            if party.id in found.ids or (party.id is None and name_key(party.name) in names)
            for stance in party.stances
        ]
        if stances:
            standings.append(Standing(dossier=kept.id, name=kept.definition.name, stances=stances))
    return standings


def _item(stance: PartyStance, preferences: Preferences) -> Item:
    wording = preferences.wording
    return Item(
        text="",
        date=wording.stretch(stance.from_, stance.to) or wording.written(None),
        label=wording.label("stance", stance.stance),
        citations=tuple(map(_citation, stance.evidence)),
        key=stance.stance,
    )


def _citation(place: Evidence) -> Citation:
    return Citation(
        article=shown(place.article), reference="", text=shown(place.text), outlet="", day="", title="", place=place
    )


ROUTES = [
    Route("/people", people, name="people"),
    Route("/people/{id:number}", person, name="person"),
    Route("/people/{id:number}/mentions", mentioned, name="mentioned"),
]
