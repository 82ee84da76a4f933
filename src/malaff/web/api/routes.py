"""The routes of the API, from its declarations."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from malaff._version import __version__
from malaff.errors import MalaffError, UnknownDossier, UnknownJudgement, UnknownPerson
from malaff.model import Record
from malaff.web.api import adding, articles, dossiers, judgements, people, statements
from malaff.web.api.answers import answered, content_tag, etag, is_known, not_modified
from malaff.web.api.asked import body_of, places_of, query_of
from malaff.web.api.endpoint import Call, Endpoint
from malaff.web.api.openapi import described
from malaff.web.roles import require
from malaff.web.site import Site


class Listed(Record, frozen=True):
    """One call of the API, as its index lists it."""

    method: str
    path: str
    summary: str
    role: str


class Index(Record, frozen=True):
    """What the API answers, and where its description is."""

    malaff: str
    description: str
    endpoints: list[Listed]


def _index(_: Call) -> Index:
    listed = [Listed(method=each.method, path=each.path, summary=each.summary, role=each.role) for each in ENDPOINTS]
    return Index(malaff=__version__, description="/api/openapi.json", endpoints=listed)


def _description(_: Call) -> dict[str, Any]:
    return described(ENDPOINTS)


ENDPOINTS: Final[tuple[Endpoint, ...]] = (
    Endpoint(
        method="GET", path="/api/", summary="What the API answers.", handler=_index, answer=Index, fresh="answer",
    ),
    Endpoint(
        method="GET", path="/api/openapi.json", summary="This description (OpenAPI 3.1).", handler=_description,
        answer=dict[str, Any], fresh="answer",
    ),
    *articles.ENDPOINTS,
    *adding.ENDPOINTS,
    *statements.ENDPOINTS,
    *people.ENDPOINTS,
    *judgements.ENDPOINTS,
    *dossiers.ENDPOINTS,
)  # fmt: skip

# What is said of a number that no record can have.
_MISSING: Final[dict[str, type[MalaffError]]] = {
    "/api/people/": UnknownPerson,
    "/api/dossiers/": UnknownDossier,
    "/api/judgements/": UnknownJudgement,
}


def _answering(endpoints: dict[str, Endpoint]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        # Starlette asks for the head of whatever can be got.
        return await _one(request, endpoints["GET" if request.method == "HEAD" else request.method])

    return answer


async def _one(request: Request, endpoint: Endpoint) -> Response:
    require(request, endpoint.role)
    missing = next((kind for start, kind in _MISSING.items() if endpoint.path.startswith(start)), None)
    places = places_of(request, endpoint.places, missing=missing)
    query = query_of(request, endpoint.query)
    body = await body_of(request, endpoint)
    call = Call(request, places, query, body)

    def work() -> Response:
        tag = None
        if endpoint.fresh == "generation":
            # Taken before the answer is found: what changes meanwhile is asked for again.
            tag = etag(request, Site.of(request).archive.generation)
            if is_known(request, tag):
                return not_modified(tag)
        found = endpoint.handler(call)
        if endpoint.fresh == "answer":
            tag = content_tag(request, found)
            if is_known(request, tag):
                return not_modified(tag)
        return answered(endpoint, found, tag)

    return await run_in_threadpool(work)


def _routes() -> list[Route]:
    by_path: dict[str, dict[str, Endpoint]] = {}
    for endpoint in ENDPOINTS:
        by_path.setdefault(endpoint.path, {})[endpoint.method] = endpoint
    routes = []
    for path, endpoints in by_path.items():
        # An article's id may hold slashes, percent-encoded or not.
        pattern = path
        for place in next(iter(endpoints.values())).places:
            if not place.number:
                pattern = pattern.replace(f"{{{place.name}}}", f"{{{place.name}:path}}")
        names = [endpoint.name for endpoint in endpoints.values()]
        routes.append(Route(pattern, _answering(endpoints), methods=list(endpoints), name=f"api_{names[0]}"))
    return routes


ROUTES: Final = _routes()
