"""Search: words, phrases and filters; what was found, with the characters that matched."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from malaff.archive.search import Found, Hit, Snippet
from malaff.errors import MalaffError
from malaff.export.pieces import marked
from malaff.model import Record, Span
from malaff.web.failures import general, raise_servers, status_of
from malaff.web.paging import asked_page, paging
from malaff.web.render import article_at, render
from malaff.web.site import Site

_SIZE = 20
_ORDERS = ("rank", "new", "old")
# What the help shows: a query, and the phrase that explains it.
_EXAMPLES = (
    ("ميزانية الدفاع", "help_words"), ('"ميزانية الدفاع"', "help_phrase"), ("الدفاع -الانتخابات", "help_without"),
    ("speaker:الوزير act:deny", "help_speaker"), ("outlet:وكالة from:2025-01 to:2025-03", "help_days"),
    ("kind:organisation role:ناطق", "help_kind"),
)  # fmt: skip


class Shown(Record, frozen=True):
    """A hit with its snippets in pieces, (text, whether it matched), each with the address of its place."""

    hit: Hit
    snippets: list[tuple[str, list[tuple[str, bool]]]]


def search(request: Request) -> Response:
    """The form, and what was found where something is asked."""
    query = request.query_params.get("q", "").strip()
    order = request.query_params.get("order", "rank")
    order = order if order in _ORDERS else "rank"
    found, error = Found(total=0, hits=[]), None
    if query:
        try:
            found = Site.of(request).archive.search(
                query, limit=_SIZE, offset=(asked_page(request) - 1) * _SIZE, order=order
            )
        except MalaffError as raised:
            raise_servers(raised)
            error = raised
    return render(
        request, "search.html", status=status_of(error) if error else 200, query=query, order=order, orders=_ORDERS,
        total=found.total, hits=[_shown(hit) for hit in found.hits], error=error, general=general, examples=_EXAMPLES,
        paging=paging(request, total=found.total, size=_SIZE),
    )  # fmt: skip


def _shown(hit: Hit) -> Shown:
    return Shown(hit=hit, snippets=[_pieces(hit, snippet) for snippet in hit.snippets if snippet.span.text])


def _pieces(hit: Hit, snippet: Snippet) -> tuple[str, list[tuple[str, bool]]]:
    text, offset = snippet.span.text, snippet.span.start
    spans = [Span.cut(text, start - offset, end - offset) for start, end in snippet.matches]
    return article_at(hit.id, offset, snippet.span.end), marked(text, 0, len(text), spans)


ROUTES = [Route("/search", search, name="search")]
