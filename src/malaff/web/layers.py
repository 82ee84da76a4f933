"""The text of an article as HTML, what was read in it marked in layers that the page's check boxes switch.

The text is cut wherever a mark begins or ends; every piece carries the classes of all marks over it, so that marks may
overlap. All characters of the text are there, in their order, escaped; nothing of it is taken for markup.
"""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup, escape

from malaff.export.dossier.text import direction
from malaff.model import Reading, Span

# Layer: its CSS class; the order of the check boxes, and whether it is shown from the start.
LAYERS = {
    "statements": ("s", True), "speakers": ("w", True), "cues": ("c", True), "via": ("v", False), "names": ("n", False),
    "times": ("t", False), "developments": ("d", False), "positions": ("p", False),
}  # fmt: skip


class _Mark(NamedTuple):
    start: int
    end: int
    css: str
    anchor: str


def marked(reading: Reading, at: tuple[int, int] | None = None) -> Markup:
    """The text in paragraphs, with the white space between them as it is.

    Args:
        reading: the article as it was read; a statement's content gets the id `s` and its number, and so on.
        at: characters to point out, in `<mark class="at">`, the first of them with the id `at`.
    """
    marks = [mark for mark in _marks(reading) if mark.start < mark.end]
    opening: dict[int, list[_Mark]] = {}
    closing: dict[int, list[_Mark]] = {}
    for mark in marks:
        opening.setdefault(mark.start, []).append(mark)
        closing.setdefault(mark.end, []).append(mark)
    ends = {place for pair in (*reading.paragraphs, *([at] if at else [])) for place in pair}
    cuts = sorted({*opening, *closing, *ends, 0, len(reading.text)})
    depth = dict.fromkeys((css for css, _ in LAYERS.values()), 0)
    out: list[str] = []
    paragraphs = iter([*reading.paragraphs, (len(reading.text) + 1, len(reading.text) + 1)])
    begin, end = next(paragraphs)
    inside = pointed = found = False
    anchors: list[str] = []
    for place, following in zip(cuts, [*cuts[1:], len(reading.text)], strict=True):
        if inside and place >= end:
            out.append(f"{'</mark>' if pointed else ''}</p>")
            inside = pointed = False
            begin, end = next(paragraphs)
        if pointed and at is not None and place >= at[1]:
            out.append("</mark>")
            pointed = False
        for mark in closing.get(place, ()):
            depth[mark.css] -= 1
        for mark in opening.get(place, ()):
            depth[mark.css] += 1
            anchors += [mark.anchor] if mark.anchor else []
        if not inside and begin <= place < end:
            out.append(f'<p dir="{direction(reading.text[begin:end])}">')
            inside = True
        if not inside:
            # White space between paragraphs.
            out.append(_escaped(reading.text[place:following]))
            continue
        if place == following:
            continue
        if at is not None and not pointed and at[0] <= place < at[1]:
            out.append('<mark class="at">' if found else '<mark class="at" id="at">')
            pointed = found = True
        out.append(_piece(reading.text[place:following], depth, anchors))
        anchors = []
    return Markup("".join(out))  # noqa: S704 - every piece is escaped


def _piece(text: str, depth: dict[str, int], anchors: list[str]) -> str:
    classes = [css for css, count in depth.items() if count]
    inner = _escaped(text)
    # Several items may begin at one character.
    opened = "".join(f'<span class="anchor" id="{anchor}">' for anchor in anchors)
    look = f' class="{" ".join(classes)}"' if classes else ""
    return f"{opened}<span{look}>{inner}</span>{'</span>' * len(anchors)}" if look or anchors else inner


def _escaped(text: str) -> str:
    # Written as it is, browsers take it for a line end.
    return str(escape(text)).replace("\r", "&#13;")


def _marks(reading: Reading) -> list[_Mark]:
    marks: list[_Mark] = []

    def add(span: Span | None, layer: str, anchor: str = "") -> None:
        if span is not None:
            marks.append(_Mark(span.start, span.end, LAYERS[layer][0], anchor))

    for number, statement in enumerate(reading.statements):
        add(statement.content, "statements", f"s{number}")
        add(statement.content2, "statements")
        add(statement.cue, "cues")
        add(statement.speaker, "speakers")
        add(statement.via, "via")
    for name in reading.names:
        add(name.span, "names")
    for expression in reading.times:
        add(expression.span, "times")
    for number, development in enumerate(reading.developments):
        add(development.span, "developments", f"d{number}")
    for number, position in enumerate(reading.positions):
        add(position.evidence, "positions", f"p{number}")
    return marks
