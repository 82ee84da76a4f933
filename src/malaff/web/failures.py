"""What went wrong, told as a page in the reader's language, or under `/api` as `{code, message, remedy}`."""

from __future__ import annotations

import logging

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from malaff.archive.database import Database
from malaff.errors import (
    AccountsNeeded,
    ArchiveDamaged,
    ArchiveEmpty,
    ArchiveLocked,
    ArchiveNotFound,
    ArchiveReadOnly,
    ArchiveUnreachable,
    ArchiveVersion,
    DossierEmpty,
    DossierExists,
    ForeignRequest,
    MalaffError,
    NotAllowed,
    NotSignedIn,
    QueueFull,
    SignInFailed,
    SourceTooLarge,
    StaleForm,
    StorageFull,
    TooManyAttempts,
    UnknownArticle,
    UnknownDossier,
    UnknownItem,
    UnknownJob,
    UnknownJudgement,
    UnknownPerson,
    UnknownUser,
    UserExists,
    WrongContent,
)
from malaff.model import Record
from malaff.web.addresses import path_of
from malaff.web.headers import HEADERS
from malaff.web.render import render
from malaff.web.site import Site
from malaff.web.words import phrases

_log = logging.getLogger("malaff.web")

# Errors whose status is not 400 (what was asked does not fit).
_STATUS: dict[type[MalaffError], int] = {
    UnknownArticle: 404,
    UnknownDossier: 404,
    UnknownItem: 404,
    UnknownJudgement: 404,
    UnknownPerson: 404,
    ArchiveEmpty: 404,
    DossierEmpty: 404,
    DossierExists: 409,
    ArchiveNotFound: 503,
    ArchiveDamaged: 503,
    ArchiveVersion: 503,
    ArchiveLocked: 503,
    ArchiveUnreachable: 503,
    ArchiveReadOnly: 503,
    StorageFull: 507,
    SourceTooLarge: 413,
    NotSignedIn: 401,
    SignInFailed: 401,
    AccountsNeeded: 403,
    NotAllowed: 403,
    ForeignRequest: 403,
    StaleForm: 403,
    TooManyAttempts: 429,
    UnknownUser: 404,
    UnknownJob: 404,
    UserExists: 409,
    WrongContent: 415,
    QueueFull: 503,
}


class Failure(Record, frozen=True):
    """The one shape of errors of the API."""

    code: str
    message: str
    remedy: str


def status_of(error: MalaffError) -> int:
    """The HTTP status that an error is answered with."""
    return next((_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS), 400)


def raise_servers(error: MalaffError) -> None:
    """Raise an error that is the server's and no fault of what was sent: it is told by itself, not beside a form."""
    if status_of(error) >= 500:
        raise error


async def malaff_error(request: Request, error: Exception) -> Response:
    """An error malaff raised on purpose."""
    assert isinstance(error, MalaffError)  # noqa: S101 - registered for nothing else
    message = unplaced(error.message, Site.of(request).archive.database)
    response = answer(request, Failure(code=error.code, message=message, remedy=error.remedy), status_of(error))
    if isinstance(error, TooManyAttempts):
        response.headers["Retry-After"] = str(error.wait)
    if response.status_code == 401 and _of_api(request):
        # Pages ask with a form; this would have the browser ask too.
        response.headers["WWW-Authenticate"] = 'Basic realm="malaff", charset="UTF-8"'
    return response


def unplaced(message: str, database: Database) -> str:
    """A message without the place of the archive, which is nobody's business who only reads it."""
    told = message.replace(database.shown, "the archive").replace(database.address, "the archive")
    # Other messages may begin with the name of a parameter.
    return told if told == message else told[:1].upper() + told[1:]


async def http_error(request: Request, error: Exception) -> Response:
    """What the framework refuses: an unknown page, a wrong method."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for nothing else
    message, remedy = _PLAIN.get(error.status_code, (str(error.detail), "Go back and try again."))
    if error.status_code == 404 and _of_api(request):
        message, remedy = "There is no such address.", "GET /api/ lists what there is."
    code = f"M5{error.status_code % 100:02}" if error.status_code in _PLAIN else "M500"
    response = answer(request, Failure(code=code, message=message, remedy=remedy), error.status_code)
    response.headers.update(error.headers or {})
    return response


async def unforeseen(request: Request, error: Exception) -> Response:
    """Anything else: told without its insides, which the log has."""
    _log.error("%s %s", request.method, path_of(request), exc_info=error)
    failure = Failure(
        code="M500", message=f"Unexpected {type(error).__name__}.",
        remedy="Try again; if it stays, report it with the server's log.",
    )  # fmt: skip
    response = answer(request, failure, 500)
    # This answer passes no other part of the application.
    response.headers.update(HEADERS)
    return response


_PLAIN = {
    400: ("The request cannot be read.", "Go back and try again."),
    404: ("There is no such page.", "Start from the list of dossiers."),
    405: ("This address does not take that method.", "See docs/rest.md for what it takes."),
}


def _of_api(request: Request) -> bool:
    return (path := path_of(request)) == "/api" or path.startswith("/api/")


def answer(request: Request, failure: Failure, status: int) -> Response:
    """A failure in the form the request expects."""
    if _of_api(request):
        return JSONResponse({"code": failure.code, "message": failure.message, "remedy": failure.remedy}, status)
    return render(request, "failure.html", status=status, failure=failure, general=general(failure.code))


def general(code: str) -> tuple[str, str]:
    """What an error of a code says in Arabic, and what to do: without its particulars, which the message has."""
    known = phrases()
    code = code if f"error_{code}" in known else "M000"
    return known[f"error_{code}"]["ar"], known[f"remedy_{code}"]["ar"]
