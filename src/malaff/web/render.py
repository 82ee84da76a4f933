"""Templates: one environment, and what every page is given."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from malaff.export.dossier.text import direction, shown
from malaff.web.addresses import path_of, sent
from malaff.web.preferences import Preferences
from malaff.web.words import phrase

HERE = Path(__file__).parent

# Where the sections of the site begin, and the phrase that names each.
MENU = (
    ("/", "dossiers"), ("/statements", "statements"), ("/search", "search"), ("/people", "people"), ("/add", "add"),
    ("/review", "review"), ("/settings", "settings"),
)  # fmt: skip


@cache
def environment() -> Environment:
    """The environment of the templates: everything is escaped, and a name that is not given is an error."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
        # What is put in their place while the server runs belongs to other code than that which gives them their names.
        auto_reload=False,
    )  # fmt: skip
    made.filters["path"] = segment
    made.filters["bdi"] = isolated
    made.filters["shown"] = shown
    made.filters["direction"] = lambda text: direction(text or "")
    made.filters["drawing"] = _drawing
    made.globals["article_at"] = article_at
    return made


def _drawing(svg: str) -> Markup:
    """A chart of `malaff.export.dossier.charts`, which escapes what it draws."""
    return Markup(svg)  # noqa: S704


def segment(text: object) -> str:
    """A text as one segment of an address."""
    return quote(str(text), safe="")


def article_at(article: str, start: int | None = None, end: int | None = None) -> str:
    """The address of an article, at some of its characters where they are given."""
    place = f"/articles/{segment(article)}"
    return place if start is None or end is None else f"{place}?at={start}-{end}#at"


def isolated(text: str | None) -> Markup:
    """A text of the coverage in an element of its own direction, for Arabic of its own language too."""
    given = shown(text)
    if direction(given) == "rtl":
        return Markup('<bdi dir="rtl" lang="ar">{}</bdi>').format(given)
    return Markup('<bdi dir="ltr">{}</bdi>').format(given)


def listed(values: Any, wording: Any) -> Markup:  # noqa: ANN401 - any iterable of texts; the wording of the page
    """Texts of the coverage one after the other, each isolated."""
    return escape(wording.comma).join(map(isolated, values))


def context(preferences: Preferences) -> dict[str, Any]:
    """What a template is given by a reader's preferences alone."""
    language, wording = preferences.language, preferences.wording
    return {
        "preferences": preferences,
        "wording": wording,
        "t": lambda key: phrase(key, language),
        "listed": lambda values: listed(values, wording),
        "language": language,
        "dir": "rtl" if language == "ar" else "ltr",
    }


def fragment(template: str, preferences: Preferences, **given: Any) -> Markup:  # noqa: ANN401 - what a template takes
    """A part of a page that is the same for everybody with these preferences, and can be kept."""
    return Markup(environment().get_template(template).render(**context(preferences), **given))  # noqa: S704 - escaped


def render(request: Request, template: str, *, status: int = 200, **given: Any) -> Response:  # noqa: ANN401 - see above
    """A page from its template.

    The template is given, besides `given`: `request`; `wording` (labels, counts, dates); `t(key)` (a phrase of
    `wording/*.tsv`); `language`, `dir`; `user` (who is signed in, or None) and `csrf` (what its forms must carry).
    """
    body = environment().get_template(template).render(
        **context(Preferences.of(request)),
        request=request,
        user=getattr(request.state, "user", None),
        csrf=getattr(request.state, "csrf", ""),
        menu=MENU,
        here=_here(path_of(request)),
        switch=_switch(request),
        **given,
    )  # fmt: skip
    return HTMLResponse(body.encode("utf-8", "replace"), status_code=status)


def conditional(request: Request, response: Response) -> Response:
    """The answer with a tag of its content, or 304 where the browser has that content already."""
    tag = f'"{sha256(response.body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Cookie"}
    known = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if response.status_code == 200 and tag in known:
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response


def _here(path: str) -> Callable[[str], bool]:
    """Whether a section is the one that a page belongs to."""
    if path.startswith("/dossiers"):
        path = "/"
    return lambda place: path == place or (place != "/" and path.startswith(f"{place}/"))


def _switch(request: Request) -> str:
    """The address that shows this page in the other language."""
    to = "en" if Preferences.of(request).language == "ar" else "ar"
    back = sent(request)
    if kept := [(name, value) for name, value in request.query_params.multi_items() if name != "language"]:
        back = f"{back}?{urlencode(kept)}"
    return f"/language?{urlencode({'to': to, 'back': back if request.method == 'GET' else '/'})}"
