"""The first page: the dossiers, and what the archive holds."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from malaff.web.render import render
from malaff.web.site import Site


def home(request: Request) -> Response:
    """The list of dossiers."""
    site = Site.of(request)
    return render(request, "home.html", dossiers=site.desk.listed(), articles=site.archive.count())


ROUTES = [Route("/", home, name="home")]
