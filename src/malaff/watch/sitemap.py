"""Sitemaps (sitemaps.org): the addresses of a site's pages, or an index of further sitemaps."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urlsplit
from xml.etree import ElementTree

from malaff.errors import BadLine, SourceTooLarge
from malaff.watch.plan import SitemapSource, is_http
from malaff.watch.tree import name_of, parse_tree, text_of

# The protocol's own limit for one file, and ours for all that one index leads to.
MOST_ADDRESSES = 50_000
# An index may name indexes, which name sitemaps.
MOST_LEVELS = 2


class Entry(NamedTuple):
    """An address with the time of its last change in POSIX seconds, where the sitemap says one."""

    url: str
    changed: float | None


class Sitemap(NamedTuple):
    """The pages that a sitemap lists, or the parts that an index does."""

    pages: list[Entry]
    parts: list[Entry]


def read_sitemap(data: bytes, *, url: str) -> Sitemap:
    """The entries of a sitemap that came from `url`.

    Addresses of other hosts than the sitemap's own and those below it are left out, as the protocol asks (`www.` at
    its head does not count). Of an address that is there twice the first entry is taken.

    Raises:
        EmptySource, BadLine: where it is empty, no XML or no sitemap.
        SourceTooLarge: where it has more than 50,000 addresses.
    """
    root = parse_tree(data, what="sitemap")
    kind = name_of(root)
    if kind not in ("urlset", "sitemapindex"):
        remedy = "Name it under [[feed]]." if kind in ("rss", "feed", "rdf") else "Give the address of a sitemap."
        raise BadLine(f"The sitemap is XML of another kind: <{kind}>.", remedy=remedy)
    host = _host(url)
    found: dict[str, Entry] = {}
    for number, node in enumerate(root):
        if number >= MOST_ADDRESSES:
            raise SourceTooLarge(
                f"The sitemap has more than {MOST_ADDRESSES:,} addresses.",
                remedy="Name one of the site's smaller ones.",
            )
        address = text_of(node, "loc") or ""
        if is_http(address) and f".{_host(address)}".endswith(f".{host}"):
            address = urldefrag(address)[0]
            found.setdefault(address, Entry(address, _changed(node)))
    entries = list(found.values())
    return Sitemap([], entries) if kind == "sitemapindex" else Sitemap(entries, [])


def is_wanted(entry: Entry, source: SitemapSource, now: float) -> bool:
    """Whether the plan wants a page: `include`, `exclude` and `newer` hold.

    Patterns are compared with the address as people read it, `%D8%B3` being `س`. A page without a time is not newer
    than anything.
    """
    address = unquote(entry.url)
    if source.include and not any(_fits(pattern, address) for pattern in source.include):
        return False
    if any(_fits(pattern, address) for pattern in source.exclude):
        return False
    return source.newer is None or (entry.changed is not None and entry.changed >= now - source.newer)


def _fits(pattern: str, address: str) -> bool:
    pieces = unquote(pattern).split("*")
    if len(pieces) == 1:
        return pieces[0] in address
    return re.fullmatch(".*".join(map(re.escape, pieces)), address) is not None


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _changed(node: ElementTree.Element) -> float | None:
    """<lastmod>, or in a news sitemap <publication_date>; a day without a time is taken to its end."""
    news = next((child for child in node if name_of(child) == "news"), None)
    text = text_of(node, "lastmod") or (text_of(news, "publication_date") if news is not None else None)
    if text is None:
        return None
    try:
        when = datetime.fromisoformat(text)
        if len(text) <= 10:
            when += timedelta(days=1)
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None  # a sitemap with odd times is still a list of addresses
