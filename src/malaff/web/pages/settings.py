"""How pages are worded; one's own password; for administrators the accounts and the audit trail."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from malaff.errors import BadAccount, BadOption, MalaffError
from malaff.web.accounts import ROLES
from malaff.web.audit import trail
from malaff.web.failures import general, raise_servers, status_of
from malaff.web.preferences import VALUES, Preferences
from malaff.web.render import render
from malaff.web.roles import allowed, require, user_of
from malaff.web.security import address_of, field, guard_of
from malaff.web.site import Site

# Rows of the audit trail on one page.
_ROWS = 100


def settings(request: Request) -> Response:
    """All settings that the reader may see."""
    return _page(request)


def keep(request: Request) -> Response:
    """Keep how pages are worded, in a cookie."""
    given = {name: field(request.state.form, name) for name in VALUES}
    response = RedirectResponse("/settings", 303)
    Preferences.from_(given).keep(response, secure=Site.of(request).settings.secure)
    return response


def own_password(request: Request) -> Response:
    """Change one's own password; every session of the account ends and a new one begins here."""
    require(request, "reader")
    user, guard, sent = user_of(request), guard_of(request), request.state.form
    if user is None:
        raise BadOption("There are no accounts on this server.", remedy="Start it with --accounts.")
    try:
        guard.accounts.verify(user.name, field(sent, "now"), address=address_of(request))
        guard.accounts.set_password(user.name, field(sent, "new"), by=user.name)
    except MalaffError as error:
        raise_servers(error)
        return _page(request, error=error)
    response = RedirectResponse("/settings", 303)
    guard.sign_in(request, response, user)
    return response


def add_account(request: Request) -> Response:
    """Make an account."""
    by = _administrator(request)
    sent = request.state.form
    try:
        guard_of(request).accounts.add(field(sent, "name"), field(sent, "password"), field(sent, "role"), by=by)
    except MalaffError as error:
        raise_servers(error)
        return _page(request, error=error, name=field(sent, "name"))
    return RedirectResponse("/settings#accounts", 303)


def change_account(request: Request) -> Response:
    """Give an account another role or password, or remove it."""
    by = _administrator(request)
    accounts, sent = guard_of(request).accounts, request.state.form
    name, what = field(sent, "name"), field(sent, "what")
    try:
        if what == "password":
            accounts.set_password(name, field(sent, "password"), by=by)
        elif name == by:
            # Whoever locks themselves out leaves nobody who could let them in again.
            raise BadAccount("Your own account cannot be removed or given another role here.",
                             remedy="Have another administrator do it, or use malaff user.")  # fmt: skip
        elif what == "role":
            accounts.change_role(name, field(sent, "role"), by=by)
        elif what == "remove":
            accounts.remove(name, by=by)
        else:
            raise BadOption("Nothing was asked for.", remedy="Use the buttons of the page.")
    except MalaffError as error:
        raise_servers(error)
        return _page(request, error=error)
    return RedirectResponse("/settings#accounts", 303)


def audit_trail(request: Request) -> Response:
    """What was done, latest first."""
    require(request, "admin")
    before = request.query_params.get("before", "")
    rows = trail(
        Site.of(request).archive.database, limit=_ROWS + 1,
        before=int(before) if before.isascii() and before.isdecimal() and len(before) < 10 else None,
    )  # fmt: skip
    more = rows[_ROWS - 1].id if len(rows) > _ROWS else None
    return render(request, "audit.html", rows=rows[:_ROWS], more=more)


def _administrator(request: Request) -> str:
    """The name of an administrator who is signed in.

    Raises:
        NotSignedIn, NotAllowed: where nobody is, or somebody else.
        BadOption: where the server has no accounts.
    """
    require(request, "admin")
    user = user_of(request)
    if user is None:
        raise BadOption("There are no accounts on this server.", remedy="Start it with --accounts.")
    return user.name


def _page(request: Request, *, error: MalaffError | None = None, name: str = "") -> Response:
    with_accounts = Site.of(request).settings.accounts
    manages = with_accounts and allowed(request, "admin")
    return render(
        request, "settings.html", status=status_of(error) if error else 200, values=VALUES, roles=ROLES,
        accounts=guard_of(request).accounts.listed() if manages else [], manages=manages,
        trailed=allowed(request, "admin"), error=error, general=general, name=name,
    )  # fmt: skip


ROUTES = [
    Route("/settings", settings, name="settings"),
    Route("/settings", keep, methods=["POST"]),
    Route("/settings/password", own_password, methods=["POST"]),
    Route("/settings/accounts", add_account, methods=["POST"]),
    Route("/settings/accounts/change", change_account, methods=["POST"]),
    Route("/settings/audit", audit_trail, name="audit"),
]
