"""RSS and Atom feeds: each item with a text becomes an Article.

Feeds carry summaries more often than articles; the longest text of an item is taken, its markup left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

from malaff.errors import BadLine, EmptySource, MalaffError, NoArticle
from malaff.intake.body import select
from malaff.intake.corpus import as_error
from malaff.intake.dateline import find_dateline
from malaff.intake.dates import parse_date
from malaff.intake.encoding import decode
from malaff.intake.evidence import Evidence
from malaff.intake.identity import article_id
from malaff.intake.language import require_arabic
from malaff.intake.markup import layout, parse
from malaff.intake.metadata import plain
from malaff.model import Article, ReadingError

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MARKUP = re.compile(r"<(?:p|br|div|h[1-6])\b", re.IGNORECASE)


def is_feed(head: str) -> bool:
    """Whether a text begins like an RSS, RDF or Atom feed."""
    start = head[:2000].lower()
    return "<rss" in start or "<rdf:rdf" in start or ("<feed" in start and "atom" in start)


def read_feed(data: bytes, *, source: str = "") -> Iterator[Article | ReadingError]:
    """The items of a feed.

    Yields:
        an Article for each item with Arabic text, a ReadingError (its line is the item's number) for the others.

    Raises:
        BadLine: where the feed is no XML, or declares entities.
        NoArticle: where it has no items.
    """
    text = _CONTROL.sub("", decode(data))
    if "<!ENTITY" in text or "<!entity" in text:
        raise BadLine("The feed declares XML entities, which malaff does not expand.", remedy="Save its pages instead.")
    try:
        root = ElementTree.fromstring(_DECLARATION.sub("", text))  # noqa: S314 - no entities, see above
    except ElementTree.ParseError as error:
        raise BadLine(f"The feed is no XML: {error}.", remedy="Save the feed again, or its pages.") from error
    items = [node for node in root.iter() if _name(node) in ("item", "entry")]
    if not items:
        raise NoArticle("The feed has no items.")
    channel = next((node for node in root.iter() if _name(node) in ("channel", "feed")), root)
    outlet = _child(channel, "title")
    for number, item in enumerate(items, 1):
        try:
            yield _article(item, outlet, source, number)
        except MalaffError as error:
            yield as_error(error, source, number)


def _article(item: ElementTree.Element, outlet: str | None, source: str, number: int) -> Article:
    candidates = [_child(item, name) or "" for name in ("encoded", "content", "description", "summary")]
    markup = max(candidates, key=len)
    title = _child(item, "title")
    if _MARKUP.search(markup):
        chosen = select(layout(parse(markup)), Evidence(titles=[title] if title else []))
        text = "\n".join(chosen.paragraphs) or plain(markup)
    else:
        text = plain(markup)
    if not text.strip():
        raise EmptySource("The feed's item has no text.")
    require_arabic(text, "feed's item")
    link = _child(item, "link") or next(
        (node.get("href") for node in item if _name(node) == "link" and node.get("rel", "alternate") == "alternate"),
        None,
    )
    when = next(
        (_child(item, name) for name in ("pubdate", "published", "date", "updated") if _child(item, name)), None
    )
    published = _when(when) if when else None
    return Article(
        id=article_id(None, link, text),
        source=f"{source}:{number}" if source else str(number),
        text=text,
        url=link,
        outlet=plain(outlet) if outlet else None,
        title=plain(title) if title else None,
        author=_child(item, "creator") or _child(item, "author"),
        sections=[node.text.strip() for node in item if _name(node) == "category" and node.text and node.text.strip()],
        language="ar",
        published=published,
        published_from="input" if published else None,
        dateline=find_dateline(text),
    )


def _when(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError):
        return parse_date(text)


def _name(node: ElementTree.Element) -> str:
    return node.tag.rsplit("}", 1)[-1].lower() if isinstance(node.tag, str) else ""


def _child(node: ElementTree.Element, name: str) -> str | None:
    for child in node:
        if _name(child) == name:
            text = "".join(child.itertext()).strip()
            if text:
                return text
    return None
