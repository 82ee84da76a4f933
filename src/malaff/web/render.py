"""Templates: one environment, and what every page is given."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from malaff.export.dossier.text import direction
from malaff.web.preferences import Preferences
from malaff.web.words import phrase

HERE = Path(__file__).parent


@cache
def environment() -> Environment:
    """The environment of the templates: everything is escaped, and a name that is not given is an error."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.filters["path"] = lambda text: quote(str(text), safe="")
    made.filters["bdi"] = isolated
    return made


def isolated(text: str | None) -> Markup:
    """A text of the coverage in an element of its own direction."""
    given = text or ""
    return Markup('<bdi dir="{}">{}</bdi>').format(direction(given), given)


def render(request: Request, template: str, *, status: int = 200, **context: Any) -> Response:  # noqa: ANN401 - what a template takes
    """A page from its template.

    The template is given, besides `context`: `request`; `wording` (labels, counts, dates); `t(key)` (a phrase of
    `wording/*.tsv`); `language`, `dir`; `user` (who is signed in, or None) and `csrf` (what its forms must carry).
    """
    preferences = Preferences.of(request)
    language = preferences.language
    body = environment().get_template(template).render(
        request=request,
        preferences=preferences,
        wording=preferences.wording,
        t=lambda key: phrase(key, language),
        language=language,
        dir="rtl" if language == "ar" else "ltr",
        user=getattr(request.state, "user", None),
        csrf=getattr(request.state, "csrf", ""),
        **context,
    )  # fmt: skip
    return HTMLResponse(body, status_code=status)
