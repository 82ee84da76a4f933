"""The application: routes, what stands around them, and what is told when something goes wrong."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from malaff.archive.archive import Archive
from malaff.errors import MalaffError
from malaff.web import failures
from malaff.web.headers import Headers
from malaff.web.pages import home
from malaff.web.render import HERE
from malaff.web.settings import Settings
from malaff.web.site import Site

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def make_app(settings: Settings, archive: Archive) -> Starlette:
    """The application of an archive.

    Args:
        settings: how it is shown, and to whom.
        archive: opened by the caller, who closes it.
    """
    # A page elsewhere may have its own name point at this machine; only names that are ours are answered.
    hosts = [*_LOOPBACK, settings.host, *settings.hosts] if settings.host != "0.0.0.0" else ["*"]  # noqa: S104
    app = Starlette(
        routes=[*home.ROUTES, Mount("/static", StaticFiles(directory=HERE / "static"), name="static")],
        middleware=[Middleware(Headers), Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)],
        exception_handlers={
            MalaffError: failures.malaff_error,
            HTTPException: failures.http_error,
            Exception: failures.unforeseen,
        },
    )
    app.state.site = Site(settings, archive)
    return app
