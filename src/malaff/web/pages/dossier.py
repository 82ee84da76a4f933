"""The board of a dossier: where the affair stands, with every item's evidence one step away; its parts, its exports."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from malaff._version import __version__
from malaff.dossier.definition import Kept
from malaff.dossier.looks import Look, last_look, numbered
from malaff.errors import ArchiveEmpty, BadOption, DossierEmpty, MalaffError, UnknownDossier
from malaff.export.dossier import FORMATS, TABLES, export_dossier
from malaff.export.dossier.calendar import calendar
from malaff.export.dossier.charts import Chart, coverage, movement, outlets
from malaff.export.dossier.charts import stances as stance_chart
from malaff.export.dossier.exchanges import exchanges, matrix
from malaff.export.dossier.feed import feed
from malaff.export.dossier.items import Item, Items
from malaff.export.dossier.outline import Outline, outline
from malaff.export.dossier.text import shown
from malaff.export.dossier.words import Wording
from malaff.model import Dossier, Evidence, Record, encode
from malaff.web.addresses import sent_whole
from malaff.web.failures import general, status_of
from malaff.web.paging import paging
from malaff.web.preferences import Preferences
from malaff.web.render import article_at, conditional, fragment, render, segment
from malaff.web.roles import allowed, require
from malaff.web.site import Site
from malaff.web.words import phrase

# Items of each part that the board shows; the part's own page has all of them.
_SHOWN = {
    "changes": 12, "parties": 8, "timeline": 12, "pledges": 12, "open_questions": 10, "contradictions": 6,
    "articles": 10, "reprints": 6, "statements": 0,
}  # fmt: skip
_EXCHANGES, _STANCES = "exchanges", "stances"
# Strips of a chart of stances on the board.
_STRIPS = 12
# The parts in the order the board has them.
_ORDER = (
    "changes", "timeline", "pledges", "open_questions", "contradictions", "parties", "statements", "articles",
    "reprints",
)  # fmt: skip
_SIZE = 40
# What the exports menu offers, in this order.
_OFFERED = ("html", "docx", "md", "csv", "jsonl", "json", "ics")
_MEDIA = {
    "html": "text/html; charset=utf-8", "md": "text/markdown; charset=utf-8", "json": "application/json",
    "ics": "text/calendar; charset=utf-8", "terminal": "text/plain; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl", "parquet": "application/vnd.apache.parquet",
}  # fmt: skip


class Section(Record, frozen=True):
    """A part of the board in the list of its parts."""

    key: str
    label: str
    count: int


class Asked(Record, frozen=True):
    """A question with its chart and who stands where, (party, its stances in order); `more` others are left out."""

    key: str
    text: str
    chart: Chart | None
    standing: list[tuple[str, list[Item]]]
    more: int


class Board(Record, frozen=True):
    """A board as it is kept: what stands on it, and the list of its parts."""

    body: str
    sections: list[Section]


def board(request: Request) -> Response:
    """The whole board; the browser is told 304 while nothing changed."""
    site = Site.of(request)
    kept = asked(request)
    try:
        found = _board(site, kept, Preferences.of(request))
    except (ArchiveEmpty, DossierEmpty) as error:
        return _empty(request, kept, error)
    page = render(
        request, "dossier.html", kept=kept, board=found, offered=_OFFERED, looked=_look(site, kept), **_may(request)
    )
    return conditional(request, page)


def part(request: Request) -> Response:
    """One part of a dossier, all of it, in pages."""
    site = Site.of(request)
    kept, key = asked(request), request.path_params["part"]
    preferences = Preferences.of(request)
    wording = preferences.wording
    if key not in (*_SHOWN, _EXCHANGES, _STANCES):
        raise UnknownDossier(f"A dossier has no part {key!r}.", remedy=f"Parts are {', '.join(_SHOWN)}.")
    try:
        dossier = site.desk.show(kept.definition.name)
    except (ArchiveEmpty, DossierEmpty) as error:
        return _empty(request, kept, error)
    if key == _STANCES:
        return render(request, "stances.html", kept=kept, stances=_asked(dossier, wording), parties=_records(dossier))
    if key == _EXCHANGES:
        told = exchanges(dossier, _texts(site, dossier))
        pages = paging(request, total=len(told), size=_SIZE)
        some = told[pages.first : pages.first + _SIZE]
        items = Items(dossier, wording)
        cited = [[(act, items.citations([place])[0]) for act, place in each.evidence] for each in some]
        return render(
            request, "exchanges.html", kept=kept, paging=pages, exchanges=list(zip(some, cited, strict=True))
        )  # fmt: skip
    section = next((each for each in outline(dossier, wording).sections if each.key == key), None)
    listed = section.items if section else ()
    if key == "timeline":
        listed = listed[::-1]  # latest first, as on the board
    pages = paging(request, total=len(listed), size=_SIZE)
    return render(
        request, "part.html", kept=kept, key=key, paging=pages, parties=_records(dossier), **_may(request),
        back=sent_whole(request),
        label=section.label if section else wording.label("part", key),
        given=listed[pages.first : pages.first + _SIZE],
    )  # fmt: skip


def seen(request: Request) -> Response:
    """The reader has seen the dossier as it is: changes are told from here on."""
    require(request, "reader")
    site = Site.of(request)
    name = asked(request).definition.name
    site.desk.looked(name, site.desk.show(name))
    return RedirectResponse(f"/dossiers/{request.path_params['id']}", 303)


def export(request: Request) -> Response:
    """The dossier as a file; of formats with several tables all in a ZIP archive, or the one asked for."""
    format_, table = request.query_params.get("format", "html"), request.query_params.get("table")
    dossier = Site.of(request).desk.show(asked(request).definition.name)
    preferences = Preferences.of(request)
    if (what := FORMATS.get(format_)) is None:
        raise BadOption(f"{format_} is no format of a dossier.", remedy=f"Give one of: {', '.join(FORMATS)}.")
    given: dict[str, Any] = {
        "language": preferences.language, "months": preferences.months, "digits": preferences.digits,
        "excel": format_ == "csv",
    }  # fmt: skip
    out = BytesIO()
    if what.several and table is None:
        with ZipFile(out, "w", ZIP_DEFLATED) as packed:
            for name in TABLES:
                one = BytesIO()
                export_dossier(dossier, format_, one, table=name, **given)
                packed.writestr(f"{name}{what.ending}", one.getvalue())
        media, ending = "application/zip", ".zip"
    else:
        export_dossier(dossier, format_, out, table=table, **given)
        media, ending = _MEDIA[format_], what.ending
    name = f"{dossier.name}{f' {table}' if table else ''}{ending}"
    return Response(out.getvalue(), media_type=media, headers={"Content-Disposition": attached(name)})


def atom(request: Request) -> Response:
    """What is new in the dossier, for readers of feeds."""
    kept = asked(request)
    base = str(request.base_url).rstrip("/")
    page = f"{base}/dossiers/{kept.id}"

    def link(place: Evidence) -> str:
        return base + article_at(place.article, place.start, place.end)

    body = feed(
        Site.of(request).desk.show(kept.definition.name), address=f"{page}/feed.atom", page=page, link=link,
        language=Preferences.of(request).wording,
    )  # fmt: skip
    return conditional(request, Response(body, media_type="application/atom+xml"))


def ics(request: Request) -> Response:
    """Timeline and pledges as a calendar to subscribe to."""
    dossier = Site.of(request).desk.show(asked(request).definition.name)
    body = calendar(dossier, language=Preferences.of(request).wording)
    return conditional(request, Response(body, media_type="text/calendar"))


def asked(request: Request) -> Kept:
    """The dossier that an address names by its number.

    Raises:
        UnknownDossier: where there is none.
    """
    site = Site.of(request)
    with site.archive.database.read() as connection:
        return numbered(connection, request.path_params["id"])


def _empty(request: Request, kept: Kept, error: MalaffError) -> Response:
    """A dossier that nothing is found for; what it is about may be put otherwise, and the page leads there."""
    return render(
        request, "empty.html", status=status_of(error), kept=kept, error=error, general=general, **_may(request)
    )  # fmt: skip


def _may(request: Request) -> dict[str, bool]:
    """What the reader may do with a dossier."""
    return {"may_edit": allowed(request, "editor"), "may_delete": allowed(request, "admin")}


def attached(name: str) -> str:
    """The header that makes an answer a file of this name, which may be Arabic (RFC 6266)."""
    return f"attachment; filename*=UTF-8''{quote(name.replace('/', '-'), safe='')}"


def _board(site: Site, kept: Kept, preferences: Preferences) -> Board:
    key = (kept.id, encode(kept.definition), _look(site, kept), preferences, __version__)
    with site.making(kept.id):
        return site.boards.get(site.archive.generation, key, lambda: _drawn(site, kept, preferences))


def _drawn(site: Site, kept: Kept, preferences: Preferences) -> Board:
    dossier, wording = site.desk.show(kept.definition.name), preferences.wording
    laid = outline(dossier, wording)
    drawn = [chart for draw in (movement, coverage, outlets) if (chart := draw(dossier, language=wording)) is not None]
    told = exchanges(dossier, _texts(site, dossier))
    stances = _asked(dossier, wording, most=_STRIPS)
    body = fragment(
        "board.html", preferences, kept=kept, laid=laid, dossier=dossier, most=_SHOWN, charts=drawn,
        stances=stances,
        matrix=matrix(told), exchanges=told, parties=_records(dossier),
    )  # fmt: skip
    sections = _sections(laid, stances=bool(stances), drawn=bool(drawn), told=len(told), preferences=preferences)
    return Board(body=body, sections=sections)


def _asked(dossier: Dossier, wording: Wording, *, most: int | None = None) -> list[Asked]:
    """The questions that somebody has a stance on, each with the first `most` of those who have."""
    items = Items(dossier, wording)
    found = []
    for number, question in enumerate(dossier.questions, 1):
        held = [party for party in dossier.parties if any(stance.question == question.id for stance in party.stances)]
        some = held[:most]
        standing = [
            (shown(party.name), [items.stance(stance) for stance in party.stances if stance.question == question.id])
            for party in some
        ]
        if standing:
            chart = stance_chart(replace(dossier, parties=some), question, language=wording)
            more = len(held) - len(some)
            found.append(
                Asked(key=f"question-{number}", text=shown(question.text), chart=chart, standing=standing, more=more)
            )
    return found


def _sections(laid: Outline, *, stances: bool, drawn: bool, told: int, preferences: Preferences) -> list[Section]:
    label = preferences.wording.label
    found = [Section(key="state", label=label("part", "state"), count=0)]
    counts = {section.key: section for section in laid.sections}
    if stances:
        found.append(Section(key="stances", label=label("part", "stances"), count=0))
    if drawn:
        found.append(Section(key="charts", label=label("part", "charts"), count=0))
    if told:
        found.append(Section(key=_EXCHANGES, label=phrase("who_answers", preferences.language), count=told))
    found += [
        Section(key=key, label=label("part", key), count=len(counts[key].items)) for key in _ORDER if key in counts
    ]
    return found


def _records(dossier: Dossier) -> dict[str, str]:
    """Where each party's own page is, by its names; of parties that are not named there is none."""
    return {
        shown(name): f"/people/{party.id}" if party.id else f"/people?name={segment(party.name)}"
        for party in dossier.parties
        if party.kind != "anonymous"
        for name in (party.name, *party.aliases)
    }


def _texts(site: Site, dossier: Dossier) -> dict[str, str]:
    return {reading.id: reading.text for reading in site.archive.readings([each.id for each in dossier.articles])}


def _look(site: Site, kept: Kept) -> Look | None:
    with site.archive.database.read() as connection:
        return last_look(connection, kept.id)


ROUTES = [
    Route("/dossiers/{id:number}", board, name="dossier"),
    Route("/dossiers/{id:number}/seen", seen, methods=["POST"], name="seen"),
    Route("/dossiers/{id:number}/export", export, name="export"),
    Route("/dossiers/{id:number}/feed.atom", atom, name="feed"),
    Route("/dossiers/{id:number}/calendar.ics", ics, name="calendar"),
    Route("/dossiers/{id:number}/{part}", part, name="part"),
]
