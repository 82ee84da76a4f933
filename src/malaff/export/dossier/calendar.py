"""The timeline and the pledges of a dossier as an iCalendar file (RFC 5545); needs icalendar (extra `calendar`).

Every event is of whole days: a day, or all of a month or year where the coverage says no more. An item whose date
names no days is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from typing import NamedTuple

from malaff.export.dossier.dates import Days, covered
from malaff.export.dossier.extras import needs
from malaff.export.dossier.items import Item, Items
from malaff.export.dossier.text import shown
from malaff.export.dossier.words import Wording
from malaff.model import Dossier

_PRODUCT = "-//malaff//dossier//AR"
# A stamp must stand there; where the coverage has no day it says nothing.
_NO_STAMP = datetime(1970, 1, 1, tzinfo=UTC)


class _Entry(NamedTuple):
    days: Days
    item: Item
    part: str
    date: str


def calendar(dossier: Dossier, *, language: str | Wording = "ar") -> bytes:
    """The calendar; the same dossier gives the same bytes, and an item keeps its UID while its date and text stay.

    Args:
        dossier: the file.
        language: of labels: `ar` or `en`, or a whole `Wording`.

    Raises:
        BadOption: where icalendar is not installed.
    """
    with needs("icalendar", extra="calendar"):
        from icalendar import Calendar, Event
    wording = Wording.of(language)
    out = Calendar()
    out.add("prodid", _PRODUCT)
    out.add("version", "2.0")
    out.add("calscale", "GREGORIAN")
    out.add("name", _line(shown(dossier.name)))
    out.add("x-wr-calname", _line(shown(dossier.name)))
    until = covered(dossier.state.until)
    stamp = datetime.combine(until.last, time(), tzinfo=UTC) if until else _NO_STAMP
    seen: Counter[str] = Counter()
    for entry in _entries(dossier, wording):
        identity = _identity(dossier.name, entry)
        seen[identity] += 1
        event = Event()
        event.add("uid", f"{identity}-{seen[identity]}@malaff")
        event.add("dtstamp", stamp)
        event.add("dtstart", entry.days.first)
        event.add("dtend", entry.days.last + timedelta(days=1))  # RFC 5545: one past the last day
        event.add("summary", _line(f"[{entry.item.label}] {entry.item.text}"))
        event.add("description", "\n".join(_description(entry.item, wording)))
        event.add("categories", [wording.label("part", entry.part)])
        event.add("transp", "TRANSPARENT")  # it takes none of the reader's own time
        out.add_component(event)
    return bytes(out.to_ical())


def _entries(dossier: Dossier, wording: Wording) -> Iterator[_Entry]:
    items = Items(dossier, wording)
    timeline = ((event.date, items.event(event), "timeline") for event in dossier.timeline)
    pledges = ((pledge.due, items.pledge(pledge), "pledges") for pledge in dossier.pledges)
    for date, item, part in (*timeline, *pledges):
        days = covered(date)
        # The last year a calendar knows has no day after its last.
        if days is not None and days.last.year < 9999:
            yield _Entry(days, item, part, date)


def _description(item: Item, wording: Wording) -> Iterator[str]:
    if item.who:
        yield wording.comma.join(item.who)
    yield from (f"{note.label} {wording.comma.join(note.values)}".strip() for note in item.notes)
    for citation in item.citations:
        where = " · ".join(filter(None, (citation.label, citation.reference, citation.outlet, citation.day)))
        yield from ("", citation.text, where)


def _identity(name: str, entry: _Entry) -> str:
    parts: Iterable[str] = (name, entry.part, entry.date, entry.item.text)
    return sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def _line(text: str) -> str:
    return " ".join(text.split())
