"""Articles: listed, looked at, searched for, and the bytes they were taken from."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, field
from msgspec.structs import replace

from malaff.archive.archive import ArticleCopy, ArticleHead, ArticleVersion, Info
from malaff.archive.search import Found
from malaff.errors import UnknownItem
from malaff.model import Reading, Record
from malaff.web.api.endpoint import BYTES, Call, Endpoint, File, Parameters, Place
from malaff.web.api.fields import MOST, Day, Outlet, Page, Words

ARTICLE = Place("id", "article's id")
Version = Annotated[int, Meta(ge=1, le=MOST, description="a version from 1, not the current one")]


class ArticlesAsked(Page, frozen=True):
    """Which articles are listed."""

    outlet: Outlet | None = None
    from_: Day | None = field(name="from", default=None)
    to: Day | None = None


class ArticlePage(Record, frozen=True):
    """`total` articles, of which `items` are a page."""

    total: int
    items: list[ArticleHead]


class ArticleTold(Record, frozen=True):
    """One article: its head, the versions that are kept, the articles that carry the same copy."""

    head: ArticleHead
    versions: list[ArticleVersion]
    copies: list[ArticleCopy]


class ReadingAsked(Parameters, frozen=True):
    """Which reading of an article."""

    version: Version | None = None
    as_read: Annotated[bool, Meta(description="leave people's decisions aside")] = False


class OriginalAsked(Parameters, frozen=True):
    """The bytes of which version."""

    version: Version | None = None


class SearchAsked(Parameters, frozen=True):
    """What is looked for; see docs/archive.md for how a search is written."""

    q: Annotated[Words, Meta(description="words, a phrase, filters, as with `malaff search`")]
    limit: Annotated[int, Meta(ge=1, le=200, description="at most so many")] = 20
    offset: Annotated[int, Meta(ge=0, le=MOST, description="leave out the first ones")] = 0
    order: Annotated[Literal["rank", "new", "old"], Meta(description="best, latest or earliest first")] = "rank"


def _info(call: Call) -> Info:
    found = call.site.archive.info()
    # Where the file lies is the server's own business.
    return replace(found, address=found.address.replace("\\", "/").rsplit("/", 1)[-1])


def _articles(call: Call) -> ArticlePage:
    asked: ArticlesAsked = call.query
    which: dict[str, Any] = {"outlet": asked.outlet, "from_": asked.from_, "to": asked.to}
    archive = call.site.archive
    items = archive.articles(limit=asked.limit, offset=asked.offset, **which)
    return ArticlePage(total=archive.count(**which), items=items)


def _article(call: Call) -> ArticleTold:
    archive, key = call.site.archive, call.places["id"]
    return ArticleTold(head=archive.article(key), versions=archive.versions(key), copies=archive.copies_of(key))


def _reading(call: Call) -> Reading:
    asked: ReadingAsked = call.query
    return call.site.archive.reading(call.places["id"], version=asked.version, as_read=asked.as_read)


def _original(call: Call) -> File:
    archive, key = call.site.archive, call.places["id"]
    found = archive.original(key, version=call.query.version)
    if found is None:
        archive.reading(key, version=call.query.version)  # says so where there is no such article or version
        raise UnknownItem(f"Of {key} the text is all that is kept.", remedy="GET /api/readings/{id} has its text.")
    ending = ".html" if found.media == "page" else ".txt"
    # Never as what it is: a page of somebody else's would run here as one of ours.
    return File(name=f"{key}{ending}", media=BYTES, data=found.data)


def _search(call: Call) -> Found:
    asked: SearchAsked = call.query
    return call.site.archive.search(asked.q, limit=asked.limit, offset=asked.offset, order=asked.order)


ENDPOINTS = (
    Endpoint(
        method="GET", path="/api/info", summary="What the archive holds.", handler=_info, answer=Info, fresh="answer",
    ),
    Endpoint(
        method="GET", path="/api/articles", summary="Articles, latest published first.", handler=_articles,
        query=ArticlesAsked, answer=ArticlePage, fresh="generation",
    ),
    Endpoint(
        method="GET", path="/api/articles/{id}", summary="One article: head, versions, copies.", handler=_article,
        places=(ARTICLE,), answer=ArticleTold, fresh="generation", errors=(404,),
    ),
    Endpoint(
        method="GET", path="/api/readings/{id}", summary="What was read in an article, as people left it.",
        handler=_reading, places=(ARTICLE,), query=ReadingAsked, answer=Reading, fresh="generation", errors=(404,),
    ),
    Endpoint(
        method="GET", path="/api/originals/{id}", summary="The bytes an article was taken from.", handler=_original,
        places=(ARTICLE,), query=OriginalAsked, answer=File, media=(BYTES,), fresh="generation", errors=(404,),
    ),
    Endpoint(
        method="GET", path="/api/search", summary="Articles that a search finds, with the characters that matched.",
        handler=_search, query=SearchAsked, answer=Found, fresh="generation",
    ),
)  # fmt: skip
