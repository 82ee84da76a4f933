"""The first page: the dossiers with their state in a line each, what the archive holds, and a new dossier."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from malaff.dossier.definition import Kept
from malaff.dossier.looks import Summary, last_built
from malaff.errors import MalaffError
from malaff.model import Question, Record
from malaff.web.audit import audit_done
from malaff.web.failures import general, raise_servers, status_of
from malaff.web.render import render
from malaff.web.roles import decider, require
from malaff.web.site import Site

# Outlets that are named on the page; the others are counted.
_OUTLETS = 12


class Line(Record, frozen=True):
    """A dossier of the list; `summary` is None where it was never opened, `current` says that nothing changed since."""

    kept: Kept
    summary: Summary | None
    current: bool


def home(request: Request) -> Response:
    """The list of dossiers."""
    return _page(request)


def make(request: Request) -> Response:
    """A new dossier from the form: phrases and questions one a line."""
    require(request, "editor")
    form = request.state.form
    given = {name: str(form.get(name, "")) for name in ("name", "about", "questions", "from", "to")}
    asked = [line.strip() for line in given["questions"].splitlines() if line.strip()]
    desk = Site.of(request).desk
    try:
        kept = desk.new(
            given["name"],
            about=[line.strip() for line in given["about"].splitlines() if line.strip()],
            questions=[Question(id=f"q{number}", text=text) for number, text in enumerate(asked, 1)],
            from_=given["from"] or None,
            to=given["to"] or None,
        )
    except MalaffError as error:
        raise_servers(error)
        return _page(request, given=given, error=error)
    audit_done(Site.of(request).archive.database, decider(request), "dossier new", kept.definition.name)
    return RedirectResponse(f"/dossiers/{kept.id}", 303)


def _page(request: Request, *, given: dict[str, str] | None = None, error: MalaffError | None = None) -> Response:
    site = Site.of(request)
    info = site.boards.get(site.archive.generation, "info", site.archive.info)
    return render(
        request, "home.html", status=status_of(error) if error else 200,
        lines=_lines(site), info=info, outlets=info.outlets[:_OUTLETS], given=given or {}, error=error,
        general=general,
    )  # fmt: skip


def _lines(site: Site) -> list[Line]:
    generation = site.archive.generation
    kept = site.desk.listed()
    with site.archive.database.read() as connection:
        built = {each.id: last_built(connection, each.id) for each in kept}
    lines = []
    for each in kept:
        found = built[each.id]
        summary = found.part(Summary) if found else None
        current = found is not None and found.generation == generation
        lines.append(Line(kept=each, summary=summary, current=current))
    return lines


ROUTES = [Route("/", home, name="home"), Route("/dossiers", make, methods=["POST"], name="new_dossier")]
