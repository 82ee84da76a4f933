"""The switch between Arabic and English."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from malaff.web.preferences import Preferences
from malaff.web.site import Site


def language(request: Request) -> Response:
    """Keep the language asked for and go back to where the reader was."""
    asked = Preferences.from_({"language": request.query_params.get("to", "")}).language
    preferences = replace(Preferences.of(request), language=asked)
    response = RedirectResponse(local(request.query_params.get("back", "/")), 303)
    preferences.keep(response, secure=Site.of(request).settings.secure)
    return response


def local(back: str) -> str:
    """`back` where it is a path of this site, otherwise the first page; a language asked for in it is left out."""
    # Browsers take `\\` for `/` and drop tabs and line ends, so that `/\\t/elsewhere` would lead elsewhere.
    if not back.startswith("/") or back[1:2] in ("/", "\\") or any(ord(char) < 0x20 for char in back):
        return "/"
    parts = urlsplit(back)
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "language"]
    path = quote(parts.path, safe="/:@!$&'()*+,;=~%")
    return f"{path}?{urlencode(kept)}" if kept else path


ROUTES = [Route("/language", language, name="language")]
