"""Adding: files, addresses or a text are sent, a job reads them, its page tells what became of each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from malaff.errors import AddressRefused, BadOption, EmptySource, MalaffError, StorageFull, WrongContent
from malaff.web.failures import general, status_of
from malaff.web.jobs import Given, Jobs, shown_name, text_file
from malaff.web.render import render
from malaff.web.roles import decider, require
from malaff.web.security import field, require_token
from malaff.web.site import Site

_FILES, _ADDRESSES, _FIELDS = 500, 50, 20
# Seconds after which the page of a job that goes on is loaded again.
_AGAIN = 2
_DESCRIBING = ("title", "outlet", "published")


def add(request: Request) -> Response:
    """The form, and what was added lately."""
    require(request, "editor")
    return _page(request)


async def start(request: Request) -> Response:
    """Take what was sent and have it read."""
    require(request, "editor")
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise WrongContent("The form was not sent as multipart/form-data.")
    settings = Site.of(request).settings
    try:
        form = await request.form(max_files=_FILES, max_fields=_FIELDS, max_part_size=settings.upload_bytes)
    except OSError as error:
        raise StorageFull("There is no room for what was sent.") from error
    except UnicodeError as error:
        raise WrongContent("The form is in a charset that is none.", remedy="Send it as UTF-8.") from error
    try:
        require_token(request, request.headers.get("x-csrf-token") or field(form, "csrf"))
        given = _given(form, fetch=settings.fetch)
        job = Jobs.of(request).start(given, user=decider(request))
    except MalaffError as error:
        await form.close()
        return await run_in_threadpool(_page, request, error=error, form=form)
    return RedirectResponse(f"/add/jobs/{job.number}", 303)


def job(request: Request) -> Response:
    """How far a job is; the page loads itself again until it is done."""
    require(request, "editor")
    found = Jobs.of(request).get(request.path_params["number"])
    response = render(request, "job.html", job=found, general=general)
    if found.state != "done":
        response.headers["Refresh"] = str(_AGAIN)
    return response


def _given(form: FormData, *, fetch: bool) -> list[Given]:
    """What a form asks to add.

    Raises:
        EmptySource: where that is nothing.
        AddressRefused: where it is an address, and the server fetches none.
        BadOption: where it is more than one form may ask for, or a day is none.
    """
    addresses = field(form, "url").split()
    if addresses and not fetch:
        raise AddressRefused("This server fetches no addresses.", remedy="Save the page and send the file.")
    if len(addresses) > _ADDRESSES:
        raise BadOption(f"{len(addresses)} addresses are too many.", remedy=f"Give at most {_ADDRESSES} at once.")
    given = [Given(name=shown_name(each.filename), file=each.file) for each in form.getlist("file")
             if isinstance(each, UploadFile) and each.filename]  # fmt: skip
    given += [Given(name=each[:500], url=each) for each in addresses]
    if (text := field(form, "text")).strip():
        described = {name: value for name in _DESCRIBING if (value := field(form, name).strip())}
        try:
            date.fromisoformat(described.get("published", "2000-01-01"))
        except ValueError as error:
            raise BadOption("The day of publication is none.", remedy="Give YYYY-MM-DD.") from error
        given.append(Given(name=described.get("title", "")[:120] or "text.txt", file=text_file(text), fields=described))
    if not given:
        raise EmptySource("Nothing was sent.", remedy="Choose a file, or give an address or a text.")
    return given


def _page(request: Request, *, error: MalaffError | None = None, form: FormData | None = None) -> Response:
    sent: Mapping[str, object] = form if form is not None else {}
    kept = {name: field(sent, name) for name in ("url", "text", *_DESCRIBING)}
    return render(
        request, "add.html", status=status_of(error) if error else 200, jobs=Jobs.of(request).latest()[:10],
        fetch=Site.of(request).settings.fetch, most=Site.of(request).settings.upload_bytes, error=error,
        general=general, given=kept,
    )  # fmt: skip


ROUTES = [
    Route("/add", add, name="add"),
    Route("/add", start, methods=["POST"]),
    Route("/add/jobs/{number:number}", job, name="job"),
]
