"""What a dossier is about, changed by editors; articles that people put in or keep out; for administrators its end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from malaff.archive.archive import Archive
from malaff.dossier.definition import Kept
from malaff.errors import BadOption, MalaffError, UnknownArticle
from malaff.model import Period, Question, Record
from malaff.web.audit import audit_done
from malaff.web.failures import general, raise_servers, status_of
from malaff.web.pages.dossier import asked
from malaff.web.pages.language import local
from malaff.web.render import render
from malaff.web.roles import allowed, decider, require
from malaff.web.security import field
from malaff.web.site import Site

_FIELDS = ("name", "about", "questions", "from", "to")


class Picked(Record, frozen=True):
    """An article that a person put into a dossier or keeps out of it."""

    id: str
    title: str


def picked(archive: Archive, articles: Sequence[str]) -> list[Picked]:
    """The articles with their titles; one that is no longer there has its id alone."""
    found = []
    for key in articles:
        try:
            title = archive.article(key).title
        except UnknownArticle:
            title = None
        found.append(Picked(id=key, title=title or key))
    return found


def edit(request: Request) -> Response:
    """The form with what the dossier is about."""
    require(request, "editor")
    return _page(request, asked(request))


def keep(request: Request) -> Response:
    """Put what the form says in its place; articles that were picked stay so."""
    require(request, "editor")
    kept, sent = asked(request), request.state.form
    given = {name: field(sent, name) for name in _FIELDS}
    definition = replace(
        kept.definition, name=given["name"].strip(), about=_lines(given["about"]),
        questions=_questions(kept.definition.questions, _lines(given["questions"])),
        period=Period(from_=given["from"].strip() or None, to=given["to"].strip() or None),
    )  # fmt: skip
    try:
        Site.of(request).desk.edit(kept.definition.name, definition)
    except MalaffError as error:
        raise_servers(error)
        return _page(request, kept, given=given, error=error)
    _trail(request, "edit", definition.name)
    return RedirectResponse(f"/dossiers/{kept.id}", 303)


def pick(request: Request) -> Response:
    """Put an article in, keep it out, or leave it to the matching again."""
    require(request, "editor")
    kept, sent = asked(request), request.state.form
    desk, name = Site.of(request).desk, kept.definition.name
    what, article = field(sent, "what"), field(sent, "article").strip()
    deeds = {"pin": desk.pin, "exclude": desk.exclude, "release": desk.release}
    try:
        if what not in deeds or not article:
            raise BadOption("Nothing was asked for.", remedy="Use the buttons of the page.")
        deeds[what](name, [article])
    except MalaffError as error:
        raise_servers(error)
        return _page(request, kept, error=error)
    _trail(request, what, name, article)
    return RedirectResponse(local(field(sent, "back") or f"/dossiers/{kept.id}/articles"), 303)


def end(request: Request) -> Response:
    """What deleting the dossier would take away, before it is done."""
    require(request, "admin")
    return render(request, "deleting.html", kept=asked(request))


def delete(request: Request) -> Response:
    """Forget the dossier."""
    require(request, "admin")
    name = asked(request).definition.name
    Site.of(request).desk.delete(name)
    _trail(request, "delete", name)
    return RedirectResponse("/", 303)


def _page(
    request: Request, kept: Kept, *, given: dict[str, str] | None = None, error: MalaffError | None = None
) -> Response:
    archive, definition = Site.of(request).archive, kept.definition
    as_kept = {
        "name": definition.name, "about": "\n".join(definition.about),
        "questions": "\n".join(question.text for question in definition.questions),
        "from": definition.period.from_ or "", "to": definition.period.to or "",
    }  # fmt: skip
    return render(
        request, "defining.html", status=status_of(error) if error else 200, kept=kept, given=given or as_kept,
        pinned=picked(archive, definition.pinned), excluded=picked(archive, definition.excluded), error=error,
        general=general, may_delete=allowed(request, "admin"),
    )  # fmt: skip


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _questions(before: Sequence[Question], texts: Sequence[str]) -> list[Question]:
    """The questions of a form's lines.

    One that stands as it was keeps its id, and so does one that was reworded in its place: stances are told by it.
    """
    texts = list(dict.fromkeys(texts))
    ids = {question.text: question.id for question in before}
    taken = {ids[text] for text in texts if text in ids}
    used = {question.id for question in before}
    fresh = (name for number in count(1) if (name := f"q{number}") not in used)
    found = []
    for place, text in enumerate(texts):
        key = ids.get(text)
        if key is None and len(texts) == len(before) and before[place].id not in taken:
            key = before[place].id
        found.append(Question(id=next(fresh) if key is None else key, text=text))
    return found


def _trail(request: Request, what: str, name: str, detail: str = "") -> None:
    audit_done(Site.of(request).archive.database, decider(request), f"dossier {what}", name, detail)


ROUTES = [
    Route("/dossiers/{id:number}/edit", edit, name="edit_dossier"),
    Route("/dossiers/{id:number}/edit", keep, methods=["POST"]),
    Route("/dossiers/{id:number}/articles", pick, methods=["POST"]),
    Route("/dossiers/{id:number}/delete", end, name="delete_dossier"),
    Route("/dossiers/{id:number}/delete", delete, methods=["POST"]),
]
