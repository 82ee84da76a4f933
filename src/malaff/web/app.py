"""The application: routes, what stands around them, and what is told when something goes wrong."""

from __future__ import annotations

import ipaddress
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from msgspec.structs import replace
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from malaff.archive.archive import Archive
from malaff.errors import MalaffError
from malaff.web import failures
from malaff.web.api import routes as api
from malaff.web.headers import Headers
from malaff.web.jobs import Jobs
from malaff.web.pages import reading, working
from malaff.web.render import HERE
from malaff.web.security import Guard
from malaff.web.settings import Settings
from malaff.web.site import Site

# Requests that are worked on at once; more would only take each other's time and memory.
THREADS = 8
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
# Addresses that mean every network the machine has.
_EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - compared, not listened at


def make_app(settings: Settings, archive: Archive) -> Starlette:
    """The application of an archive.

    Args:
        settings: how it is shown, and to whom; beyond loopback everybody must sign in, whatever they say.
        archive: opened by the caller, who closes it.
    """
    if not is_loopback(settings.host):
        settings = replace(settings, accounts=True)
    jobs = Jobs(settings)

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        yield
        await run_in_threadpool(jobs.close)

    app = Starlette(
        routes=[
            # Those first whose addresses are also those of a part of a dossier.
            *working.ROUTES,
            *reading.ROUTES,
            *api.ROUTES,
            Mount("/static", StaticFiles(directory=HERE / "static"), name="static"),
        ],
        middleware=[
            Middleware(Headers),
            Middleware(TrustedHostMiddleware, allowed_hosts=_hosts(settings), www_redirect=False),
            Middleware(Guard, settings=settings, database=archive.database),
        ],
        exception_handlers={
            MalaffError: failures.malaff_error,
            HTTPException: failures.http_error,
            Exception: failures.unforeseen,
        },
        lifespan=running,
    )
    app.state.site = Site(settings, archive)
    app.state.jobs = jobs
    return app


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens at an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _hosts(settings: Settings) -> list[str]:
    """The names that are answered: a page elsewhere may have its own name point at this machine."""
    if settings.host in _EVERYWHERE:
        # Its addresses are not known here; accounts stand before everything.
        return [*_LOOPBACK, *settings.hosts] if settings.hosts else ["*"]
    own = f"[{settings.host}]" if ":" in settings.host else settings.host
    return [*_LOOPBACK, own, *settings.hosts]
