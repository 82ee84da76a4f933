"""A dossier as Markdown for notes and wikis: lists, the evidence quoted under each item.

Text of the coverage is escaped and stands in Unicode isolates, as a viewer may set the page in either direction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from malaff.export.dossier.items import Citation, Item, Note
from malaff.export.dossier.outline import Outline, outline
from malaff.export.dossier.text import is_rtl
from malaff.export.dossier.words import Wording
from malaff.export.markdown import escaped
from malaff.model import Dossier

_RLI, _LRI, _PDI = "\u2067", "\u2066", "\u2069"


def markdown(dossier: Dossier, *, language: str | Wording = "ar") -> str:
    """The whole dossier.

    Args:
        dossier: the file.
        language: of labels and dates, and the direction of the page: `ar` or `en`, or a whole `Wording`.
    """
    wording = Wording.of(language)
    laid = outline(dossier, wording)
    lines = [f'<div dir="{"rtl" if wording.rtl else "ltr"}">', "", *_opening(laid, wording)]
    for fact in laid.state:
        said = " · ".join(fact.sentences)
        lines.append(f"- **{fact.label}**: {said}" if said else f"- **{fact.label}**")
        for item in fact.items:
            lines += _item(item, wording, "  - ")
    for section in laid.sections:
        lines += ["", f"## {section.label}", ""]
        for number, item in enumerate(section.items, 1):
            # Latin digits: Markdown counts with no others.
            lines += _item(item, wording, f"{number}. ")
    return "\n".join([*lines, "", "</div>", ""])


def _opening(laid: Outline, wording: Wording) -> Iterator[str]:
    yield f"# {_own(laid.name)}"
    yield ""
    if laid.period:
        yield from (laid.period, "")
    if laid.about:
        yield from (f"{wording.word('about')}: {_listed(laid.about, wording)}", "")
    for number, question in enumerate(laid.questions, 1):
        yield f"{number}. {_own(question)}"
    yield from ("", f"## {wording.label('part', 'state')}", "")


def _item(item: Item, wording: Wording, mark: str) -> Iterator[str]:
    """An item of a list; what belongs to it is indented as far as its text begins after `mark`."""
    traits = [part for part in (item.date, item.label) if part]
    head = [f"**{' · '.join(traits)}**"] if traits else []
    if item.who:
        head.append(_listed(item.who, wording))
    head.append(_own(item.text))
    yield mark + " · ".join(head)
    inner = " " * len(mark)
    for note in item.notes:
        yield f"{inner}- {_note(note, wording)}"
    for citation in item.citations:
        yield ""
        yield from (f"{inner}> {line}" for line in _cited(citation))
    if item.citations:
        yield ""
    for part in item.parts:
        yield from _item(part, wording, f"{inner}- ")


def _note(note: Note, wording: Wording) -> str:
    said = f"{note.label}: {_listed(note.values, wording)}" if note.values else note.label
    return f"{said} ({note.when})" if note.when else said


def _cited(citation: Citation) -> Iterator[str]:
    label = f"**{citation.label}**: " if citation.label else ""
    yield f"{label}{_own(citation.text)}  "
    where = [f"{_LRI}{escaped(citation.reference)}{_PDI}"]
    where += [_own(citation.outlet)] if citation.outlet else []
    where += [citation.day] if citation.day else []
    yield f"— {' · '.join(where)}"


def _own(text: str) -> str:
    return f"{_RLI if is_rtl(text) else _LRI}{escaped(text)}{_PDI}"


def _listed(values: Iterable[str], wording: Wording) -> str:
    return wording.comma.join(map(_own, values))
