"""XML from strangers: unpacked with a limit, no entities, no trees that outgrow the memory."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from malaff.errors import BadLine, EmptySource, SourceTooLarge
from malaff.intake.compressed import GZIP, Inflater
from malaff.intake.encoding import decode

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_HTML = re.compile(r"<!doctype\s+html|<html\b|<head\b|<body\b", re.IGNORECASE)
# An element takes a hundred times the bytes of `<a/>`; a sitemap of 50,000 addresses with pictures stays below.
_MOST_TAGS = 3_000_000


def unpack(data: bytes, max_bytes: int) -> bytes:
    """The bytes themselves, unpacked where they are a gzip file.

    Raises:
        BinarySource: where the file is damaged.
        SourceTooLarge: where more than `max_bytes` come out.
    """
    if not data.startswith(GZIP):
        return data
    inflater = Inflater(max_bytes)
    unpacked = b"".join(inflater.feed(data))
    inflater.finish()
    return unpacked


def parse_tree(data: bytes, *, what: str) -> ElementTree.Element:
    """The root of a feed or sitemap; `what` it should be is named in the errors.

    Raises:
        EmptySource: where there are no bytes.
        BadLine: where they are a web page, JSON, no XML, or declare entities.
        SourceTooLarge: where there are more than 3 million tags.
    """
    if not data.strip():
        raise EmptySource(f"The {what} is empty.", remedy=f"Open its address in a browser; give the {what}'s own.")
    text = _CONTROL.sub("", decode(data)).lstrip()
    if text.startswith(("{", "[")):
        raise BadLine(f"The {what} is JSON, not XML.", remedy=f"Give the address of an XML {what}.")
    if _HTML.search(text, 0, 2000) and not re.search(r"<(?:rss|feed|rdf:rdf|urlset|sitemapindex)\b", text[:2000]):
        raise BadLine(
            f"The {what} is a web page.", remedy=f"Give the address of the {what} itself; the page's head may name it."
        )
    if "<!ENTITY" in text:
        raise BadLine(
            f"The {what} declares XML entities, which malaff does not expand.", remedy="Tell its editors; leave it out."
        )
    if text.count("<") > _MOST_TAGS:
        raise SourceTooLarge(f"The {what} has more than {_MOST_TAGS:,} tags.", remedy="Name a smaller part of it.")
    try:
        return ElementTree.fromstring(_DECLARATION.sub("", text))  # noqa: S314 - no entities, see above
    except ElementTree.ParseError as error:
        raise BadLine(f"The {what} is no XML: {error}.", remedy="Check its address in a browser.") from error


def name_of(node: ElementTree.Element) -> str:
    """The element's name without its namespace, in lower case."""
    return node.tag.rsplit("}", 1)[-1].lower() if isinstance(node.tag, str) else ""


def text_of(node: ElementTree.Element, *names: str) -> str | None:
    """The text of the first child with one of the names that has one."""
    for child in node:
        if name_of(child) in names:
            text = "".join(child.itertext()).strip()
            if text:
                return text
    return None
