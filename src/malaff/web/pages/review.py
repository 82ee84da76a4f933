"""Reviewing what was read: statements confirmed, rejected, edited; every decision listed and undone."""

from __future__ import annotations

from typing import Any, get_args
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from malaff.archive.judgements import Judgement
from malaff.archive.review import pending
from malaff.dossier.looks import numbered
from malaff.errors import BadOption, MalaffError, UnknownItem
from malaff.model import Act, Record, SourceKind, Statement, StatementType
from malaff.web.addresses import sent_whole
from malaff.web.audit import audit_done
from malaff.web.failures import general, raise_servers, status_of
from malaff.web.pages.language import local
from malaff.web.paging import paging
from malaff.web.render import render
from malaff.web.roles import decider, require
from malaff.web.security import field
from malaff.web.site import Site

_SIZE, _LISTED = 20, 50
# What may be chosen for a field of a statement.
CHOICES: dict[str, tuple[str, ...]] = {
    "act": get_args(Act), "type": get_args(StatementType), "kind": get_args(SourceKind),
}  # fmt: skip
_WRITTEN = ("speaker_name", "speaker_role")


class Scope(Record, frozen=True):
    """Which statements are looked at: those of a dossier, of an article, or all; how many are passed over."""

    dossier: int | None = None
    article: str | None = None
    skip: int = 0

    @classmethod
    def of(cls, given: Any) -> Scope:  # noqa: ANN401 - parameters of an address, or fields of a form
        """From parameters or fields; what is no number counts as none."""
        return cls(
            dossier=_number(field(given, "dossier")), article=field(given, "article_only") or None,
            skip=_number(field(given, "skip")) or 0,
        )  # fmt: skip

    def address(self, *, skip: int | None = None, done: str = "") -> str:
        """The page of this scope."""
        skipped = self.skip if skip is None else skip
        known = {
            "dossier": self.dossier, "article_only": self.article, "skip": skipped or None, "done": done or None,
        }  # fmt: skip
        asked = urlencode({name: value for name, value in known.items() if value is not None})
        return f"/review?{asked}" if asked else "/review"


def review(request: Request) -> Response:
    """The queue."""
    require(request, "editor")
    return _page(request, Scope.of(request.query_params))


def decide(request: Request) -> Response:
    """A decision about one statement."""
    require(request, "editor")
    sent = request.state.form
    scope = Scope.of(sent)
    archive = Site.of(request).archive
    user, article = decider(request), field(sent, "article")
    try:
        decision = field(sent, "decision")
        at = (_number(field(sent, "start")) or 0, _number(field(sent, "end")) or 0)
        number, statement = _found(archive.reading(article).statements, _number(field(sent, "number")) or 0, at)
        changes = _changes(sent, statement) if decision == "edit" else None
        if changes == {}:
            raise BadOption("Nothing was changed.", remedy="Change a field, or confirm it as it is.")
        judgement = archive.correct(
            article, "statements", number, decision, changes=changes, at=at, user=user, why=field(sent, "why") or None
        )
    except MalaffError as error:
        raise_servers(error)
        return _page(request, scope, error=error)
    audit_done(archive.database, user, decision, article, f"judgement {judgement.id}, statement {number}")
    return RedirectResponse(scope.address(done=str(judgement.id)), 303)


def undo(request: Request) -> Response:
    """Decisions taken back, those of one deed at once."""
    require(request, "editor")
    sent = request.state.form
    archive, user = Site.of(request).archive, decider(request)
    for number in _numbers(field(sent, "number")):
        judgement = archive.undo(number, user=user)
        audit_done(archive.database, user, "undo", judgement.subject, f"judgement {number}, {judgement.kind}")
    return RedirectResponse(local(field(sent, "back") or "/review/judgements"), 303)


def judgements(request: Request) -> Response:
    """All decisions, latest first."""
    require(request, "editor")
    found = Site.of(request).archive.judgements()[::-1]
    pages = paging(request, total=len(found), size=_LISTED)
    return render(
        request, "judgements.html", judgements=found[pages.first : pages.first + _LISTED], paging=pages, told=told,
        back=sent_whole(request),
    )  # fmt: skip


def told(judgement: Judgement) -> list[tuple[str, str, str]]:
    """What an edit changed: field, before, after; empty for other decisions."""
    payload = judgement.payload
    if judgement.kind != "edit":
        return []
    before, after = payload["item"], payload["edited"]
    return [(name, _shown(before[name]), _shown(after[name])) for name in after if before.get(name) != after[name]]


def done_of(request: Request) -> list[Judgement]:
    """The decisions that an address says were just made, those of them that stand."""
    wanted = set(_numbers(request.query_params.get("done", "")))
    if not wanted:
        return []
    return [each for each in Site.of(request).archive.judgements(undone=False) if each.id in wanted]


def _page(request: Request, scope: Scope, *, error: MalaffError | None = None) -> Response:
    site = Site.of(request)
    dossiers = site.desk.listed()
    articles: list[str] | None = None
    if scope.article is not None:
        articles = [scope.article]
    elif scope.dossier is not None:
        with site.archive.database.read() as connection:
            kept = numbered(connection, scope.dossier)
        articles = [article.id for article in site.desk.show(kept.definition.name).articles]
    with site.archive.database.read() as connection:
        items = pending(connection, articles=articles, skip=scope.skip, limit=_SIZE + 1)
    return render(
        request, "review.html", status=status_of(error) if error else 200, items=items[:_SIZE],
        more=scope.address(skip=scope.skip + _SIZE) if len(items) > _SIZE else None,
        first=scope.address(skip=0) if scope.skip else None, scope=scope, dossiers=dossiers, choices=CHOICES,
        done=done_of(request), told=told, back=scope.address(), error=error, general=general,
    )  # fmt: skip


def _found(statements: list[Statement], number: int, at: tuple[int, int]) -> tuple[int, Statement]:
    """The statement with these characters: that of the number, where numbers have not moved since it was shown."""
    places = [i for i, each in enumerate(statements) if (each.content.start, each.content.end) == at]
    if not places:
        raise UnknownItem("The statement is not there as it was shown.", remedy="Load the page again.")
    place = number if number in places else places[0]
    return place, statements[place]


def _changes(sent: Any, statement: Statement) -> dict[str, Any]:  # noqa: ANN401 - a form
    """What a form asks to change.

    Raises:
        BadOption: where it asks for what is no choice.
    """
    changes: dict[str, Any] = {}
    for name in (*_WRITTEN, *CHOICES):
        if name not in sent:
            continue
        value = field(sent, name).strip()
        if name in CHOICES and value not in CHOICES[name]:
            raise BadOption(f"{value} is no {name} of a statement.", remedy=f"Give one of {', '.join(CHOICES[name])}.")
        if value != (getattr(statement, name) or ""):
            changes[name] = value
    return changes


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _numbers(text: str) -> list[int]:
    return [number for part in text.split(",")[:100] if (number := _number(part.strip())) is not None]


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return str(value.get("text", ""))
    return "–" if value is None else str(value)


ROUTES = [
    Route("/review", review, name="review"),
    Route("/review/decide", decide, methods=["POST"]),
    Route("/review/undo", undo, methods=["POST"]),
    Route("/review/judgements", judgements, name="judgements"),
]
