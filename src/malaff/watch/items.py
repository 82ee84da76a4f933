"""The items of a feed: what each is known by, the page it links to, and what the feed itself holds of it."""

from __future__ import annotations

import hashlib
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin
from xml.etree import ElementTree

from malaff.intake.dates import parse_date
from malaff.intake.feed import read_feed
from malaff.model import Article, ReadingError
from malaff.watch.plan import is_http
from malaff.watch.tree import name_of, parse_tree, text_of


class Item(NamedTuple):
    """One item of a feed, or one page of a sitemap, which then has no more than its link.

    `key` tells it from all others, `link` is its page's address, `published` the time that the feed gives (ISO),
    `own` the text that the feed itself holds.
    """

    key: str
    link: str | None
    published: str | None = None
    own: Article | ReadingError | None = None


def read_items(data: bytes, *, url: str) -> list[Item]:
    """The items of a feed that came from `url`, in its order.

    Raises:
        EmptySource, BadLine, SourceTooLarge: as `parse_tree`.
        NoArticle: where there are no items.
    """
    root = parse_tree(data, what="feed")
    nodes = [node for node in root.iter() if name_of(node) in ("item", "entry")]
    # The feed reader gives one record for each of the same elements, in the same order.
    owns = list(read_feed(data, source=url))
    items = []
    for node, own in zip(nodes, owns, strict=True):
        link = _link(node, url)
        items.append(Item(link or f"{url}#{_mark(node)}", link, _published(node), own))
    return items


def _link(node: ElementTree.Element, base: str) -> str | None:
    """The address of an item's page, without its fragment."""
    links = [child for child in node if name_of(child) == "link"]
    found = text_of(node, "link") or next(
        (child.get("href") for child in links if child.get("rel", "alternate") == "alternate" and child.get("href")),
        None,
    )
    if not found:
        guid = next((child for child in node if name_of(child) == "guid"), None)
        if guid is not None and guid.get("isPermaLink", "true").lower() != "false":
            found = (guid.text or "").strip()
    if not found:
        return None
    try:
        address = urldefrag(urljoin(base, "".join(found.split())))[0]
    except ValueError:
        return None
    return address if is_http(address) else None


def _published(node: ElementTree.Element) -> str | None:
    """When an item says it was published; unlike `own` this does not hang on the item's having a text."""
    text = text_of(node, "pubdate", "published", "date") or text_of(node, "updated")
    if text is None:
        return None
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError):
        return parse_date(text)


def _mark(node: ElementTree.Element) -> str:
    """What an item without a link is known by: its own id, otherwise a digest of its text."""
    text = text_of(node, "guid", "id") or "".join(node.itertext())
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
