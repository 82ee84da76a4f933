"""Who is who: records of people merged, split, renamed, each with a look before and a way back."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from malaff.archive.archive import Archive
from malaff.archive.judgements import Judgement
from malaff.archive.people import Person
from malaff.archive.review import named_in
from malaff.errors import BadOption, MalaffError
from malaff.web.audit import audit_done
from malaff.web.failures import general, raise_servers, status_of
from malaff.web.pages.review import done_of, told
from malaff.web.render import render
from malaff.web.roles import decider, require
from malaff.web.security import field
from malaff.web.site import Site

_FOUND = 30
# Records that one merge takes.
_MERGED = 50


def people(request: Request) -> Response:
    """Records by a name, to choose from."""
    require(request, "editor")
    return _page(request, request.query_params.get("name", "").strip())


def preview(request: Request) -> Response:
    """What a merge would make one, before it is done."""
    require(request, "editor")
    archive = Site.of(request).archive
    asked = request.query_params
    name = asked.get("name", "").strip()
    try:
        chosen = _chosen(archive, [*asked.getlist("id"), *asked.get("with", "").splitlines()])
        if len(chosen) < 2:
            raise BadOption("A merge needs two or more records.", remedy="Choose them, or give their names.")
    except MalaffError as error:
        raise_servers(error)
        return _page(request, name, error=error)
    return render(request, "merge.html", people=chosen, name=name)


def merge(request: Request) -> Response:
    """Several records taken as one; the chosen one keeps its number and name."""
    require(request, "editor")
    sent = request.state.form
    archive, user = Site.of(request).archive, decider(request)
    name = field(sent, "name")
    kept = field(sent, "keep")
    others = [str(each) for each in sent.getlist("id") if each != kept][:_MERGED]
    try:
        judgement = archive.merge([kept, *others], user=user, why=field(sent, "why") or None)
    except MalaffError as error:
        raise_servers(error)
        return _page(request, name, error=error)
    return _back(request, name, [judgement])


def person(request: Request) -> Response:
    """One record: the articles that name it, to split it or give it another name."""
    require(request, "editor")
    return _record(request)


def split(request: Request) -> Response:
    """In some articles the name means somebody else."""
    require(request, "editor")
    sent = request.state.form
    archive, number = Site.of(request).archive, str(request.path_params["id"])
    articles = [str(each) for each in sent.getlist("article")]
    try:
        if not articles:
            raise BadOption("No article was chosen.", remedy="Choose those in which the name means somebody else.")
        found = archive.person(number)
        made = archive.split(number, articles, user=decider(request), why=field(sent, "why") or None)
    except MalaffError as error:
        raise_servers(error)
        return _record(request, error=error)
    return _back(request, found.name, made)


def rename(request: Request) -> Response:
    """A record is shown by another name."""
    require(request, "editor")
    sent = request.state.form
    archive, number = Site.of(request).archive, str(request.path_params["id"])
    try:
        new = field(sent, "new")
        judgement = archive.rename(number, new, user=decider(request), why=field(sent, "why") or None)
    except MalaffError as error:
        raise_servers(error)
        return _record(request, error=error)
    return _back(request, new.strip(), [judgement])


def _chosen(archive: Archive, given: list[str]) -> list[Person]:
    """The records that numbers and names stand for, once each."""
    found: dict[int, Person] = {}
    for each in given[:_MERGED]:
        if each.strip():
            one = archive.person(each.strip())
            found.setdefault(one.id, one)
    return list(found.values())


def _back(request: Request, name: str, made: list[Judgement]) -> Response:
    database, user = Site.of(request).archive.database, decider(request)
    for judgement in made:
        audit_done(database, user, judgement.kind, judgement.subject, f"judgement {judgement.id}, {name}")
    done = ",".join(str(judgement.id) for judgement in made)
    return RedirectResponse(f"/review/people?{urlencode({'name': name, 'done': done})}", 303)


def _page(request: Request, name: str, *, error: MalaffError | None = None) -> Response:
    archive = Site.of(request).archive
    return render(
        request, "merging.html", status=status_of(error) if error else 200, name=name,
        people=archive.people(name, limit=_FOUND) if name else [], done=done_of(request), told=told,
        back=f"/review/people?{urlencode({'name': name})}", error=error, general=general,
    )  # fmt: skip


def _record(request: Request, *, error: MalaffError | None = None) -> Response:
    archive, number = Site.of(request).archive, request.path_params["id"]
    with archive.database.read() as connection:
        articles = named_in(connection, number)
    return render(
        request, "splitting.html", status=status_of(error) if error else 200, person=archive.person(str(number)),
        articles=articles, error=error, general=general,
    )  # fmt: skip


ROUTES = [
    Route("/review/people", people, name="merging"),
    Route("/review/people/merge", preview),
    Route("/review/people/merge", merge, methods=["POST"]),
    Route("/review/people/{id:number}", person),
    Route("/review/people/{id:number}/split", split, methods=["POST"]),
    Route("/review/people/{id:number}/rename", rename, methods=["POST"]),
]
