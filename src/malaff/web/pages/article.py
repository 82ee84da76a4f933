"""An article as it was published, with what was read in it, each item at its characters."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from malaff.archive.judgements import Judgement
from malaff.dossier.looks import last_built
from malaff.errors import UnknownArticle
from malaff.export.pieces import speaker_label
from malaff.model import Record, Statement
from malaff.web.layers import LAYERS, marked
from malaff.web.render import conditional, render
from malaff.web.site import Site

_AT = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
_DIGITS = 6


class _Id(Record, frozen=True):
    id: str


class _Held(Record, frozen=True):
    """Of a dossier that was built, its name and its articles' ids."""

    name: str
    articles: list[_Id]


class Decision(Record, frozen=True):
    """What a person decided about an item of the article, in the item's own words."""

    judgement: Judgement
    text: str


def article(request: Request) -> Response:
    """The article, or one of its earlier versions; `?at=START-END` points characters out."""
    archive = Site.of(request).archive
    key = request.path_params["id"]
    asked = request.query_params.get("version")
    version = None
    if asked is not None:
        if not (asked.isascii() and asked.isdecimal() and len(asked) < _DIGITS):
            raise UnknownArticle(f"The archive has no version {asked} of article {key}.")
        version = int(asked)
    reading = archive.reading(key, version=version)
    at = _stretch(request.query_params.get("at"), len(reading.text))
    copies = [(archive.article(copy.id), copy.share) for copy in archive.copies_of(key)]
    return conditional(request, render(
        request, "article.html", reading=reading, text=marked(reading, at), at=at, layers=LAYERS,
        missed="at" in request.query_params and at is None, address=_address(reading.url),
        statements=[(statement, speaker_label(statement), _content(statement)) for statement in reading.statements],
        versions=archive.versions(key), version=version, copies=copies, dossiers=_dossiers(Site.of(request), key),
        decisions=[Decision(judgement=each, text=_judged(each)) for each in archive.judgements(article=key)],
    ))  # fmt: skip


def _stretch(given: str | None, length: int) -> tuple[int, int] | None:
    """The characters that `START-END` names; None where it names none of the text."""
    found = _AT.fullmatch(given or "")
    if found is None:
        return None
    start, end = int(found[1]), int(found[2])
    return (start, end) if start < end <= length else None


def _address(url: str | None) -> str | None:
    """The page an article was published at, where it is an address that a browser may be led to."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _content(statement: Statement) -> str:
    spans = [span for span in (statement.content, statement.content2) if span is not None]
    return " … ".join(span.text for span in spans)


def _judged(judgement: Judgement) -> str:
    item = judgement.payload.get("item") or {}
    for field in ("content", "span", "evidence"):
        if isinstance(item.get(field), dict):
            return str(item[field].get("text", ""))
    return ""


def _dossiers(site: Site, key: str) -> list[tuple[int, str]]:
    """The dossiers that hold an article, as they were built last."""

    def held() -> list[tuple[int, str, set[str]]]:
        found = []
        for kept in site.desk.listed():
            with site.archive.database.read() as connection:
                built = last_built(connection, kept.id)
            part = built.part(_Held) if built else None
            if part is not None:
                found.append((kept.id, kept.definition.name, {each.id for each in part.articles}))
        return found

    return [(number, name) for number, name, articles in held() if key in articles]


ROUTES = [Route("/articles/{id:path}", article, name="article")]
