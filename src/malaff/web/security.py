"""The guard before every page: who asks, whether a form was ours, how much may be sent.

It sets `request.state.user` (a `malaff.web.accounts.User`, or None), `request.state.csrf` (what forms must carry in
their field `csrf`, or scripts in the header X-CSRF-Token) and, for a form, `request.state.form`. What a call of the
API sets as `request.state.subject` is in the audit trail as what it was done to.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from urllib.parse import parse_qsl, quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from malaff.archive.database import Database
from malaff.errors import (
    ForeignRequest,
    MalaffError,
    NotSignedIn,
    SignInFailed,
    SourceTooLarge,
    StaleForm,
    WrongContent,
)
from malaff.web import failures
from malaff.web.accounts import Accounts, User
from malaff.web.addresses import path_of, sent_whole
from malaff.web.audit import audit_done
from malaff.web.origin import origin_of
from malaff.web.sessions import LASTS, Sessions
from malaff.web.settings import Settings

# The most bytes of a form that holds no file, and the most fields.
FORM_BYTES = 1_000_000
_FIELDS = 2_000
# Pages whose forms hold files: they are read by the page itself, piece by piece, which then calls `require_token`.
STREAMED = ("/add",)
# What everybody may see.
_OPEN = ("/sign-in", "/language")
_SAFE = ("GET", "HEAD", "OPTIONS")
# What a form of another site can send without asking first.
_FORMS = ("", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain")


class Guard:
    """The middleware.

    Args:
        app: what it guards.
        settings: what the server was told.
        database: the archive's, where accounts are kept.
    """

    def __init__(self, app: ASGIApp, *, settings: Settings, database: Database) -> None:
        self._app = app
        self._settings = settings
        self._database = database
        self.accounts = Accounts(database)
        self.sessions = Sessions(database)
        # Forms of visitors without a session are signed with it; it ends with the server.
        self._secret = secrets.token_bytes(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {}).update(user=None, csrf="", form=FormData(), guard=self, subject="")
        request = Request(scope, receive)
        visit = _Visit(self._settings, request)
        receive = visit.limited(receive)
        try:
            answer = await self._admitted(request, visit)
            if answer is None:
                receive = await self._own_form(request, visit, receive)
        except MalaffError as error:
            answer = await failures.malaff_error(request, error)
        await (answer or self._app)(scope, receive, visit.sending(send))
        if visit.done and (what := visit.trailed(request)):
            await run_in_threadpool(
                audit_done, self._database, visit.name, what, path_of(request), request.state.subject
            )

    def sign_in(self, request: Request, response: Response, user: User) -> None:
        """Begin a session; the browser gets its token."""
        cookie = _cookie("malaff-session", self._settings)
        token = self.sessions.begin(user, old=request.cookies.get(cookie), address=address_of(request))
        response.set_cookie(
            cookie, token, max_age=int(LASTS.total_seconds()), httponly=True, samesite="lax",
            secure=self._settings.secure,
        )  # fmt: skip

    def sign_out(self, request: Request, response: Response) -> None:
        """End the session of a request."""
        cookie = _cookie("malaff-session", self._settings)
        if request.state.user is not None and (token := request.cookies.get(cookie)):
            self.sessions.end(token, user=request.state.user.name)
        response.delete_cookie(cookie, httponly=True, samesite="lax", secure=self._settings.secure)

    async def _admitted(self, request: Request, visit: _Visit) -> Response | None:
        """Find out who asks; an answer where they must sign in first."""
        if visit.static:
            return None
        if self._settings.accounts:
            token = request.cookies.get(_cookie("malaff-session", self._settings))
            session = await run_in_threadpool(self.sessions.of, token) if token else None
            if session is not None:
                request.state.user, request.state.csrf = session.user, session.csrf
                visit.by_session = True
            elif visit.api:
                request.state.user = await self._by_password(request)
            visit.name = request.state.user.name if request.state.user is not None else None
        if request.state.user is None:
            self._token_of_visitor(request, visit)
            if self._settings.accounts and path_of(request) not in _OPEN:
                if visit.api or request.method not in _SAFE:
                    raise NotSignedIn("This needs an account.")
                return RedirectResponse(f"/sign-in?next={quote(sent_whole(request), safe='')}", 303)
        return None

    async def _by_password(self, request: Request) -> User | None:
        """Who a program is that sends name and password (HTTP Basic)."""
        scheme, _, packed = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "basic":
            return None
        try:
            name, colon, password = base64.b64decode(packed, validate=True).decode("utf-8").partition(":")
        except (binascii.Error, UnicodeDecodeError) as error:
            raise SignInFailed("The Authorization header cannot be read.") from error
        if not colon:
            raise SignInFailed("The Authorization header holds no password.")
        return await run_in_threadpool(self.accounts.verify, name, password, address=address_of(request))

    def _token_of_visitor(self, request: Request, visit: _Visit) -> None:
        """The token for whoever has no session: bound to a cookie that only this server can have made."""
        value, _, signature = request.cookies.get(_cookie("malaff-form", self._settings), "").partition(".")
        if not value or not _equal(signature, self._signed("cookie", value)):
            value = secrets.token_urlsafe(24)
            if not visit.api:
                visit.cookie = f"{value}.{self._signed('cookie', value)}"
        request.state.csrf = self._signed("form", value)

    def _signed(self, what: str, value: str) -> str:
        return hmac.new(self._secret, f"{what}:{value}".encode(), hashlib.sha256).hexdigest()

    async def _own_form(self, request: Request, visit: _Visit, receive: Receive) -> Receive:
        """Refuse what a page of another site could have sent; the body to be read on.

        Raises:
            ForeignRequest, StaleForm, WrongContent: see `malaff.errors`.
            SourceTooLarge: where a form holds too much.
        """
        if visit.too_large:
            raise visit.excess()
        if request.method in _SAFE:
            return receive
        came = origin_of(request, secure=self._settings.secure)
        if came == "elsewhere":
            raise ForeignRequest("The request was made by a page of another site.")
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        sent = request.headers.get("x-csrf-token")
        if visit.api:
            if visit.by_session:
                require_token(request, sent)
            elif came == "unsaid" and request.method != "DELETE" and kind in _FORMS and not _is_asked_for(request):
                raise WrongContent(
                    "A form came from who knows where.",
                    remedy="Send Content-Type: application/json, or with a file the header X-Requested-With.",
                )
            return receive
        if kind == "application/x-www-form-urlencoded":
            body = await _body(receive)
            request.state.form = _form(body)
            require_token(request, sent or _text(request.state.form.get("csrf")))
            return _again(body, receive)
        if kind == "multipart/form-data" and sent is None:
            if path_of(request) not in STREAMED:
                raise WrongContent("This page takes no files.")
            return receive
        require_token(request, sent)
        return receive


class _Visit:
    """What the guard remembers of one request."""

    def __init__(self, settings: Settings, request: Request) -> None:
        path = path_of(request)
        self._settings = settings
        self.api = path == "/api" or path.startswith("/api/")
        self.static = path.startswith("/static/")
        self.by_session = False
        self.name: str | None = None
        self.cookie: str | None = None
        self.done = False
        self._unsafe = request.method not in _SAFE
        self.limit = settings.upload_bytes if self.api or path in STREAMED else min(FORM_BYTES, settings.upload_bytes)
        length = request.headers.get("content-length", "")
        self.too_large = length.isdecimal() and int(length) > self.limit

    def trailed(self, request: Request) -> str:
        """What the audit trail calls a request that changed something; empty where its page keeps the row itself."""
        return f"api {request.method.lower()}" if self.api else ""

    def excess(self) -> SourceTooLarge:
        return SourceTooLarge(f"More than {self.limit:,} bytes were sent.", remedy="Send it in smaller parts.")

    def limited(self, receive: Receive) -> Receive:
        """The body as it comes, until it is too much; a sender need not say how much there will be."""
        taken = 0

        async def receiving() -> Message:
            nonlocal taken
            message = await receive()
            if message["type"] == "http.request":
                taken += len(message.get("body", b""))
                if taken > self.limit:
                    raise self.excess()
            return message

        return receiving

    def sending(self, send: Send) -> Send:
        """The answer, with the cookie of a new visitor; pages behind accounts are kept nowhere."""

        async def passing(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.done = self._unsafe and message["status"] < 400
                headers = MutableHeaders(scope=message)
                if self.cookie is not None:
                    response = Response()
                    response.set_cookie(
                        _cookie("malaff-form", self._settings), self.cookie, httponly=True, samesite="lax",
                        secure=self._settings.secure,
                    )  # fmt: skip
                    headers.append("set-cookie", response.headers["set-cookie"])
                if self._settings.accounts and not self.static:
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        return passing


def guard_of(request: Request) -> Guard:
    """The guard that let a request in."""
    guard = request.state.guard
    assert isinstance(guard, Guard)  # noqa: S101 - set for every request
    return guard


def require_token(request: Request, sent: str | None) -> None:
    """Refuse a form that is not of this session.

    Raises:
        StaleForm: where the token is missing or another.
    """
    if not sent or not request.state.csrf or not _equal(sent, request.state.csrf):
        raise StaleForm("The form is not of this session, or the session has ended.")


def field(form: Mapping[str, object], name: str) -> str:
    """A text field of a form, empty where it is missing or a file."""
    return _text(form.get(name)) or ""


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client is not None else ""


def _is_asked_for(request: Request) -> bool:
    """Whether a request carries a header that no form can send."""
    return "x-requested-with" in request.headers


def _cookie(name: str, settings: Settings) -> str:
    # With this prefix browsers let no other host, path or plain HTTP set the cookie.
    return f"__Host-{name}" if settings.secure else name


def _equal(one: str, two: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), two.encode("utf-8", "replace"))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


async def _body(receive: Receive) -> bytes:
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise StaleForm("The form broke off.")
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return bytes(body)


def _form(body: bytes) -> FormData:
    try:
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_FIELDS)
    except ValueError as error:
        raise WrongContent("The form has too many fields.") from error
    return FormData([*pairs])


def _again(body: bytes, receive: Receive) -> Receive:
    """The body for whoever reads it next."""
    given = False

    async def receiving() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receiving
