"""What people decided about what was read: listed, made, undone."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta

from malaff.archive.judgements import Judgement
from malaff.model import Record
from malaff.web.api.endpoint import Call, Endpoint, Place
from malaff.web.api.fields import MOST, ArticleId, Decision, Page

JUDGEMENT = Place("number", "judgement's number", number=True)


class JudgementsAsked(Page, frozen=True):
    """Which judgements are listed."""

    article: ArticleId | None = None
    undone: Annotated[bool, Meta(description="also those that were undone")] = False


class JudgementPage(Record, frozen=True):
    """`total` judgements, of which `items` are a page, in the order they were made."""

    total: int
    items: list[Judgement]


class Correction(Decision, frozen=True, kw_only=True):
    """One thing of an article is confirmed, rejected or edited.

    Attributes:
        article: its id.
        part, number: which of its things, from 0, as the corrected reading lists them.
        decision: what is decided.
        changes: for edit: field to new value; a stretch of the text as its very words, or as {"start", "end"}.
    """

    article: ArticleId
    part: Literal["statements", "names", "times", "developments", "positions"]
    number: Annotated[int, Meta(ge=0, le=MOST)]
    decision: Literal["confirm", "reject", "edit"]
    changes: dict[str, Any] | None = None


def _judgements(call: Call) -> JudgementPage:
    asked: JudgementsAsked = call.query
    found = call.site.archive.judgements(article=asked.article, undone=asked.undone)
    return JudgementPage(total=len(found), items=found[asked.offset : asked.offset + asked.limit])


def _correct(call: Call) -> Judgement:
    body: Correction = call.body
    return call.site.archive.correct(
        body.article, body.part, body.number, body.decision, changes=body.changes, user=call.user, why=body.why
    )


def _undo(call: Call) -> Judgement:
    return call.site.archive.undo(call.places["number"], user=call.user)


ENDPOINTS = (
    Endpoint(
        method="GET", path="/api/judgements", summary="What people decided, in order.", handler=_judgements,
        query=JudgementsAsked, answer=JudgementPage, fresh="generation",
    ),
    Endpoint(
        method="POST", path="/api/judgements", summary="Confirm, reject or edit one thing that was read.",
        handler=_correct, body=Correction, answer=Judgement, status=201, role="editor", errors=(404,),
    ),
    Endpoint(
        method="DELETE", path="/api/judgements/{number}",
        summary="Take a decision back; it stays listed, with who undid it.", handler=_undo, places=(JUDGEMENT,),
        answer=Judgement, role="editor", errors=(404,),
    ),
)  # fmt: skip
