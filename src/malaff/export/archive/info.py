"""What an archive holds, for a terminal."""

from __future__ import annotations

from malaff.archive.archive import Info
from malaff.export.archive.shared import size_of
from malaff.export.terminal import Style, isolate

_OUTLETS = 20


def lines(info: Info, *, colour: bool = False) -> list[str]:
    """Where it lies, how much of what it holds, from when, of whom."""
    style = Style(colour=colour)
    days = " to ".join(dict.fromkeys(day for day in (info.first, info.last) if day))
    figures = {
        "articles": info.articles, "versions": info.versions, "originals": info.originals,
        "statements": info.statements, "people, bodies and places": info.people, "pairs of copies": info.copies,
        "judgements": info.judgements, "dossiers": info.dossiers,
    }  # fmt: skip
    shown = [style.strong(isolate(info.address)), f"version {info.version} · {size_of(info.bytes)}"]
    shown += [f"{count:>9}  {name}" for name, count in figures.items()]
    if days:
        shown.append(f"published {days}")
    shown += [f"read by {isolate(reader)}: {count}" for reader, count in info.readers]
    if info.outlets:
        shown.append(style.heading("Outlets"))
        shown += [f"{count:>9}  {isolate(name) or '—'}" for name, count in info.outlets[:_OUTLETS]]
        if len(info.outlets) > _OUTLETS:
            shown.append(f"{'':>9}  and {len(info.outlets) - _OUTLETS} more")
    return shown
