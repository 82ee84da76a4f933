"""What a dossier tells as an Atom feed (RFC 4287): what changed, then the timeline, latest first.

An entry keeps its id as long as its evidence stays where it is, so that a reader that polls shows it once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from malaff.export.dossier.dates import covered
from malaff.export.dossier.items import Item, Items
from malaff.export.dossier.text import shown
from malaff.export.dossier.words import Wording
from malaff.model import Dossier, Evidence

_ATOM = "http://www.w3.org/2005/Atom"
# Entries a feed holds.
_MOST = 80
# A stamp must stand there; where the coverage has no day it says nothing.
_NO_STAMP = datetime(1970, 1, 1, tzinfo=UTC)


class _Entry(NamedTuple):
    key: str
    item: Item
    day: date | None
    evidence: list[Evidence]


def feed(
    dossier: Dossier,
    *,
    address: str,
    page: str,
    link: Callable[[Evidence], str],
    language: str | Wording = "ar",
) -> bytes:
    """The feed.

    Args:
        dossier: the file.
        address: where the feed itself is found.
        page: the address of the dossier's page.
        link: the address of a piece of evidence.
        language: of labels and dates: `ar` or `en`, or a whole `Wording`.
    """
    wording = Wording.of(language)
    ElementTree.register_namespace("", _ATOM)
    root = ElementTree.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": wording.language})
    entries = sorted(_entries(dossier, wording), key=lambda entry: entry.day or date.min, reverse=True)[:_MOST]
    until = covered(dossier.state.until)
    _add(root, "id", _urn(dossier.name))
    _add(root, "title", _line(shown(dossier.name)))
    _add(root, "updated", _stamp(until.last if until else None))
    ElementTree.SubElement(root, f"{{{_ATOM}}}link", {"rel": "self", "type": "application/atom+xml", "href": address})
    ElementTree.SubElement(root, f"{{{_ATOM}}}link", {"rel": "alternate", "type": "text/html", "href": page})
    author = ElementTree.SubElement(root, f"{{{_ATOM}}}author")
    _add(author, "name", "malaff")
    for entry in entries:
        element = ElementTree.SubElement(root, f"{{{_ATOM}}}entry")
        _add(element, "id", _urn(dossier.name, entry.key))
        _add(element, "title", _line(f"[{entry.item.label}] {entry.item.text}"))
        _add(element, "updated", _stamp(entry.day))
        where = link(entry.evidence[0]) if entry.evidence else page
        ElementTree.SubElement(element, f"{{{_ATOM}}}link", {"rel": "alternate", "type": "text/html", "href": where})
        ElementTree.SubElement(element, f"{{{_ATOM}}}category", {"term": entry.item.key or "event"})
        _add(element, "content", "\n".join(_told(entry.item, wording)), type="text")
    body: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def _entries(dossier: Dossier, wording: Wording) -> Iterator[_Entry]:
    items = Items(dossier, wording)
    published = {article.id: covered(article.published) for article in dossier.articles}

    def told(evidence: list[Evidence], given: str | None) -> date | None:
        """The day an item was reported, which a plan's own day is not."""
        days = [days.last for each in evidence if (days := published.get(each.article))]
        own = covered(given)
        return max(days, default=own.last if own else None)

    seen: set[str] = set()
    changed = ((f"{c.kind} {c.part}", items.change(c), c.date, c.evidence) for c in dossier.changes.items)
    happened = (("timeline", items.event(event), event.date, event.evidence) for event in dossier.timeline)
    for part, item, given, evidence in (*changed, *happened):
        first = evidence[0] if evidence else None
        key = f"{part}\0{first.article}\0{first.start}" if first else f"{part}\0{given}\0{item.text}"
        # Two items may be told in one place; the second is known by its words too.
        if key in seen:
            key = f"{key}\0{item.text}"
        if key not in seen:
            seen.add(key)
            yield _Entry(key, item, told(evidence, given), evidence)


def _told(item: Item, wording: Wording) -> Iterator[str]:
    if item.date:
        yield item.date
    if item.who:
        yield wording.comma.join(item.who)
    for citation in item.citations:
        yield f"{citation.text}\n{' · '.join(filter(None, (citation.outlet, citation.day)))}".strip()


def _add(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes).text = text


def _urn(*parts: str) -> str:
    return uuid5(NAMESPACE_URL, "malaff:" + "\0".join(parts).encode("utf-8", "replace").decode()).urn


def _stamp(day: date | None) -> str:
    return (datetime.combine(day, time(), tzinfo=UTC) if day else _NO_STAMP).isoformat()


def _line(text: str) -> str:
    return " ".join(text.split())
