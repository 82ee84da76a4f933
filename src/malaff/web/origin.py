"""Where a request comes from: this site's own pages, another site's, or a program that does not say."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlsplit

from starlette.requests import Request

From = Literal["here", "elsewhere", "unsaid"]
_PORTS = {"http": 80, "https": 443}


def origin_of(request: Request, *, secure: bool) -> From:
    """What the browser says of the page that made a request; programs say nothing.

    Args:
        request: the request.
        secure: whether the site is shown over HTTPS alone.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return "elsewhere"
    origin = request.headers.get("origin")
    if origin is None:
        return "unsaid" if site is None else "here"
    return "here" if _is_ours(origin, request.headers.get("host", ""), secure=secure) else "elsewhere"


def _is_ours(origin: str, host: str, *, secure: bool) -> bool:
    try:
        there, here = urlsplit(origin), urlsplit(f"//{host}")
        # The server behind a proxy sees HTTP where the browser saw HTTPS: the port left out is that of the origin.
        port = _PORTS.get(there.scheme)
        if port is None or (secure and there.scheme != "https"):
            return False
        return there.hostname == here.hostname and (there.port or port) == (here.port or port)
    except ValueError:
        return False
