"""An article or a file of articles is added, read at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Annotated

from msgspec import Meta

from malaff.api import as_exception
from malaff.archive.adding import Added
from malaff.archive.archive import Archive
from malaff.batches import Source
from malaff.errors import BadBody, MalaffError, NotAllowed
from malaff.intake import read_stream
from malaff.intake.identity import article_id
from malaff.model import Article, ReadingError, Record
from malaff.web.api.endpoint import Body, Call, Endpoint, Upload
from malaff.web.jobs import UNPACKED, as_record, shown_name

_Text = Annotated[str, Meta(min_length=1)]


class NewArticle(Body, frozen=True):
    """An article: its text, or an address that the server fetches.

    Attributes:
        text: the body, taken as it is; paragraphs are lines.
        url: where it was published; without a text it is fetched from there.
        id: where not given, the address or a digest of the text.
        title, outlet, published: kept with it; `published` is an ISO day or instant.
    """

    text: _Text | None = None
    url: Annotated[str, Meta(pattern="^https?://[^\\s]+$", max_length=2000)] | None = None
    id: Annotated[str, Meta(min_length=1, max_length=400, pattern=r"^[^\x00]*$")] | None = None
    title: str | None = None
    outlet: str | None = None
    published: Annotated[str, Meta(pattern="^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9])([T ].*)?$")] | None = None


class AddedTold(Record, frozen=True):
    """What became of what was sent: articles that are new, changed, there already; sources that failed, and why."""

    added: int
    changed: int
    same: int
    failed: int
    errors: list[ReadingError]


def _add(call: Call) -> AddedTold:
    archive, settings = call.site.archive, call.site.settings
    if isinstance(call.body, Upload):
        return _kept(archive, _uploaded(call.body, settings.upload_bytes), settings.upload_bytes)
    new: NewArticle = call.body
    if new.text is None:
        if new.url is None:
            raise BadBody("There is neither a text nor an address.", remedy="Give text, or url, or both.")
        if not settings.fetch:
            raise NotAllowed("This server fetches no addresses.", remedy="Send the text, or the page as a file.")
        if new != NewArticle(url=new.url):
            raise BadBody("With an address alone all else is taken from the page.", remedy="Give url alone, or a text.")
        return _kept(archive, [new.url], settings.upload_bytes)
    article = Article(
        id=article_id(new.id, new.url, new.text), source=new.url or "api", text=new.text, url=new.url,
        outlet=new.outlet, title=new.title, language="ar", published=new.published,
        published_from="input" if new.published else None,
    )  # fmt: skip
    return _kept(archive, [article], settings.upload_bytes)


def _uploaded(upload: Upload, limit: int) -> Iterator[Article | ReadingError]:
    """The articles of a file, under the name its sender gave it; it lies nowhere."""
    name = shown_name(upload.name)
    try:
        yield from read_stream(BytesIO(upload.data), name, max_bytes=limit, unpacked_bytes=limit * UNPACKED)
    except MalaffError as error:
        # What came before is kept.
        yield as_record(name, error)


def _kept(archive: Archive, items: Iterable[Source | ReadingError], limit: int) -> AddedTold:
    errors: list[ReadingError] = []

    def articles() -> Iterator[Source]:
        for item in items:
            if isinstance(item, ReadingError):
                errors.append(item)
            else:
                yield item

    added = Added()
    for item in archive.add(articles(), max_bytes=limit):
        if isinstance(item, ReadingError):
            errors.append(item)
        else:
            added = item
    if errors and not (added.added or added.changed or added.same):
        raise as_exception(errors[0])
    return AddedTold(added=added.added, changed=added.changed, same=added.same, failed=len(errors), errors=errors)


ENDPOINTS = (
    Endpoint(
        method="POST", path="/api/articles",
        summary="Add an article as JSON, or a file of articles; they are read at once.", handler=_add,
        body=NewArticle, uploads=True, answer=AddedTold, role="editor", errors=(403, 413, 415),
    ),
)  # fmt: skip
