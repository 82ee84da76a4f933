"""Dossiers: defined, looked at whole and in parts, written as files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Annotated, Any, Final, Literal

from msgspec import UNSET, Meta, UnsetType
from msgspec.structs import asdict, replace

from malaff.dossier import definition as definitions
from malaff.dossier.definition import Definition, Kept
from malaff.dossier.looks import numbered
from malaff.errors import BadOption, BadParameter
from malaff.export.dossier import FORMATS, TABLES, export_dossier
from malaff.model import (
    Changes,
    Contradiction,
    Dossier,
    DossierArticle,
    DossierState,
    DossierStatement,
    OpenQuestion,
    Party,
    Period,
    Pledge,
    Question,
    TimelineItem,
)
from malaff.web.api.endpoint import Body, Call, Endpoint, File, Parameters, Place
from malaff.web.api.fields import ArticleId

DOSSIER = Place("id", "dossier's number", number=True)
_PARTS: Final[dict[str, tuple[Any, str]]] = {
    "state": (DossierState, "The state of the file."),
    "parties": (list[Party], "Who acts in the affair, and where they stand since when."),
    "timeline": (list[TimelineItem], "What happened, one item an event."),
    "pledges": (list[Pledge], "What was promised or set for a day, and what became of it."),
    "open_questions": (list[OpenQuestion], "What the coverage says is undecided."),
    "contradictions": (list[Contradiction], "What cannot all be right."),
    "statements": (list[DossierStatement], "Who said what in the affair."),
    "articles": (list[DossierArticle], "The articles of the dossier, and why they are in it."),
    "reprints": (list[list[str]], "Which of its articles carry the same copy."),
}
_MEDIA: Final[dict[str, str]] = {
    "json": "application/json",
    "md": "text/markdown",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar",
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
}
_ZIP: Final = "application/zip"

_Name = Annotated[str, Meta(pattern=r"\S", max_length=400)]
_About = Annotated[list[Annotated[str, Meta(pattern=r"\S", max_length=400)]], Meta(min_length=1, max_length=200)]


class NewDossier(Body, frozen=True):
    """What a dossier is about: phrases that name the affair, what its parties are asked, the days it takes in."""

    name: _Name
    about: _About
    questions: list[Question] = []
    period: Period = Period()


class WholeDossier(NewDossier, frozen=True):
    """All that a dossier is defined by, put in the place of what it was."""

    pinned: list[ArticleId] = []
    excluded: list[ArticleId] = []


class DossierChange(Body, frozen=True):
    """What is to be otherwise in a dossier; the rest stays."""

    name: _Name | UnsetType = UNSET
    about: _About | UnsetType = UNSET
    questions: list[Question] | UnsetType = UNSET
    period: Period | UnsetType = UNSET
    pinned: list[ArticleId] | UnsetType = UNSET
    excluded: list[ArticleId] | UnsetType = UNSET


class Chosen(Body, frozen=True):
    """Articles that a person puts in, keeps out, or leaves to the matching again."""

    articles: Annotated[list[ArticleId], Meta(min_length=1, max_length=1000)]


class ChangesAsked(Parameters, frozen=True):
    """Since when."""

    since: (
        Annotated[
            str, Meta(pattern="^[12][0-9]{3}-(0[1-9]|1[0-2])-[0-3][0-9]$", description="an ISO day of publication")
        ]
        | None
    ) = None


class ExportAsked(Parameters, frozen=True):
    """How a dossier is written; without `table`, csv and jsonl are a ZIP file of all tables."""

    format: Annotated[Literal["md", "html", "docx", "csv", "jsonl", "ics", "json"], Meta(description="the file's kind")]
    table: Annotated[str, Meta(description=f"one of {', '.join(TABLES)}")] | None = None
    language: Annotated[Literal["ar", "en"], Meta(description="of labels and dates")] = "ar"
    months: Annotated[Literal["egyptian", "levantine", "both"], Meta(description="Arabic names of months")] = "egyptian"
    digits: Annotated[Literal["latin", "arabic"], Meta(description="in what malaff says in Arabic")] = "latin"
    excel: Annotated[bool, Meta(description="CSV that Excel opens right")] = False


def _kept(call: Call) -> Kept:
    with call.site.archive.database.read() as connection:
        kept = numbered(connection, call.places["id"])
    # Its number may be another's one day.
    call.request.state.subject = kept.definition.name
    return kept


def _shown(call: Call) -> Dossier:
    return call.site.desk.show(_kept(call).definition.name)


def _dossiers(call: Call) -> list[Kept]:
    return call.site.desk.listed()


def _new(call: Call) -> Kept:
    body: NewDossier = call.body
    return call.site.desk.new(
        body.name, about=body.about, questions=body.questions, from_=body.period.from_, to=body.period.to
    )


def _put(call: Call) -> Kept:
    return _changed(call, asdict(call.body))


def _patch(call: Call) -> Kept:
    return _changed(call, {name: value for name, value in asdict(call.body).items() if value is not UNSET})


def _changed(call: Call, given: dict[str, Any]) -> Kept:
    kept = _kept(call)
    if "name" in given:
        given["name"] = given["name"].strip()
    changed: Definition = replace(kept.definition, **given)
    with call.site.archive.database.read() as connection:
        definitions.require_articles(connection, [*changed.pinned, *changed.excluded])
    return call.site.desk.edit(kept.definition.name, changed)


def _delete(call: Call) -> None:
    call.site.desk.delete(_kept(call).definition.name)


def _part(part: str) -> Callable[[Call], Any]:
    def handler(call: Call) -> Any:  # noqa: ANN401 - one of the parts
        return getattr(_shown(call), part)

    return handler


def _changes(call: Call) -> Changes:
    try:
        return call.site.desk.changes(_kept(call).definition.name, since=call.query.since)
    except BadOption as error:
        raise BadParameter(f"since: {error.message}", remedy="Give YYYY-MM-DD.") from error


def _pin(call: Call) -> Kept:
    return call.site.desk.pin(_kept(call).definition.name, call.body.articles)


def _exclude(call: Call) -> Kept:
    return call.site.desk.exclude(_kept(call).definition.name, call.body.articles)


def _release(call: Call) -> Kept:
    return call.site.desk.release(_kept(call).definition.name, call.body.articles)


def _export(call: Call) -> File:
    asked: ExportAsked = call.query
    name = _kept(call).definition.name
    dossier = call.site.desk.show(name)
    options: dict[str, Any] = {
        "language": asked.language, "months": asked.months, "digits": asked.digits, "excel": asked.excel,
    }  # fmt: skip
    ending = FORMATS[asked.format].ending
    if FORMATS[asked.format].several and asked.table is None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for table in TABLES:
                # A fixed moment, so that the same dossier is the same file.
                entry = zipfile.ZipInfo(f"{table}{ending}")
                packed.writestr(entry, _written(dossier, asked.format, options | {"table": table}))
        return File(name=f"{name}.zip", media=_ZIP, data=out.getvalue())
    data = _written(dossier, asked.format, options | {"table": asked.table})
    title = name if asked.table is None else f"{name} {asked.table}"
    return File(name=f"{title}{ending}", media=_MEDIA[asked.format], data=data)


def _written(dossier: Dossier, format_: str, options: dict[str, Any]) -> bytes:
    out = io.BytesIO()
    export_dossier(dossier, format_, out, **options)
    return out.getvalue()


ENDPOINTS = (
    Endpoint(
        method="GET", path="/api/dossiers", summary="The dossiers, in the order they were made.", handler=_dossiers,
        answer=list[Kept], fresh="answer",
    ),
    Endpoint(
        method="POST", path="/api/dossiers", summary="Make a dossier.", handler=_new, body=NewDossier, answer=Kept,
        status=201, role="editor", errors=(409,),
    ),
    Endpoint(
        method="GET", path="/api/dossiers/{id}",
        summary="The whole dossier, as docs/dossier.md describes it; this is no look: changes go on from the last.",
        handler=_shown, places=(DOSSIER,), answer=Dossier, fresh="answer", errors=(404,),
    ),
    Endpoint(
        method="PUT", path="/api/dossiers/{id}", summary="Put another definition in a dossier's place.", handler=_put,
        places=(DOSSIER,), body=WholeDossier, answer=Kept, role="editor", errors=(404, 409),
    ),
    Endpoint(
        method="PATCH", path="/api/dossiers/{id}", summary="Change some of what a dossier is about.", handler=_patch,
        places=(DOSSIER,), body=DossierChange, answer=Kept, role="editor", errors=(404, 409),
    ),
    Endpoint(
        method="DELETE", path="/api/dossiers/{id}",
        summary="Forget a dossier; its articles and what people decided stay.", handler=_delete, places=(DOSSIER,),
        status=204, role="admin", errors=(404,),
    ),
    Endpoint(
        method="GET", path="/api/dossiers/{id}/definition", summary="What a dossier is about, as people set it.",
        handler=_kept, places=(DOSSIER,), answer=Kept, fresh="answer", errors=(404,),
    ),
    *(
        Endpoint(
            method="GET", path=f"/api/dossiers/{{id}}/{part}", summary=about, handler=_part(part), places=(DOSSIER,),
            answer=answer, fresh="answer", errors=(404,),
        )
        for part, (answer, about) in _PARTS.items()
    ),
    Endpoint(
        method="GET", path="/api/dossiers/{id}/changes", summary="What changed since a day, or since the last look.",
        handler=_changes, places=(DOSSIER,), query=ChangesAsked, answer=Changes, fresh="answer", errors=(404,),
    ),
    Endpoint(
        method="POST", path="/api/dossiers/{id}/pin", summary="Put articles into a dossier whatever the matching says.",
        handler=_pin, places=(DOSSIER,), body=Chosen, answer=Kept, role="editor", errors=(404,),
    ),
    Endpoint(
        method="POST", path="/api/dossiers/{id}/exclude",
        summary="Keep articles out of a dossier whatever the matching says.", handler=_exclude, places=(DOSSIER,),
        body=Chosen, answer=Kept, role="editor", errors=(404,),
    ),
    Endpoint(
        method="POST", path="/api/dossiers/{id}/release",
        summary="Leave pinned or excluded articles to the matching again.", handler=_release, places=(DOSSIER,),
        body=Chosen, answer=Kept, role="editor", errors=(404,),
    ),
    Endpoint(
        method="GET", path="/api/dossiers/{id}/export", summary="A dossier as a file.", handler=_export,
        places=(DOSSIER,), query=ExportAsked, answer=File, media=(*_MEDIA.values(), _ZIP), fresh="answer",
        errors=(404,),
    ),
)  # fmt: skip
