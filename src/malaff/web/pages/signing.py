"""Signing in and out."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from malaff.errors import SignInFailed, TooManyAttempts
from malaff.web.failures import general, status_of
from malaff.web.pages.language import local
from malaff.web.render import render
from malaff.web.security import address_of, field, guard_of
from malaff.web.site import Site


def form(request: Request) -> Response:
    """The form; whoever is signed in already, or needs no account, is sent on."""
    back = local(request.query_params.get("next", "/"))
    if request.state.user is not None or not Site.of(request).settings.accounts:
        return RedirectResponse(back, 303)
    return _page(request, back=back)


def sign_in(request: Request) -> Response:
    """Name and password looked at; a session begins."""
    sent = request.state.form
    back = local(field(sent, "next") or "/")
    if not Site.of(request).settings.accounts:
        return RedirectResponse(back, 303)
    guard = guard_of(request)
    name = field(sent, "name")
    try:
        user = guard.accounts.verify(name, field(sent, "password"), address=address_of(request))
    except (SignInFailed, TooManyAttempts) as error:
        response = _page(request, back=back, name=name, error=error)
        if isinstance(error, TooManyAttempts):
            response.headers["Retry-After"] = str(error.wait)
        return response
    response = RedirectResponse(back, 303)
    guard.sign_in(request, response, user)
    return response


def sign_out(request: Request) -> Response:
    """The session ends."""
    response = RedirectResponse("/sign-in" if Site.of(request).settings.accounts else "/", 303)
    guard_of(request).sign_out(request, response)
    return response


def _page(
    request: Request, *, back: str, name: str = "", error: SignInFailed | TooManyAttempts | None = None
) -> Response:
    return render(
        request, "sign_in.html", status=status_of(error) if error else 200, back=back, name=name, error=error,
        general=general,
    )  # fmt: skip


ROUTES = [
    Route("/sign-in", form, name="sign_in"),
    Route("/sign-in", sign_in, methods=["POST"]),
    Route("/sign-out", sign_out, methods=["POST"], name="sign_out"),
]
