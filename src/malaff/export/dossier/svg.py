"""What charts are drawn with: SVG elements whose places across are per cent, so that text keeps its size on any screen.

Everything across is given in reading order, 0 at the beginning and 100 at the end of a line; a `Canvas` that runs
from right to left turns it round. Down is in pixels. Colours are those of Okabe and Ito, told apart by readers who
are colour-blind, and each goes with a pattern of its own.
"""

from __future__ import annotations

from html import escape
from typing import Final, Literal

from malaff.export.dossier.text import direction, is_rtl

Side = Literal["start", "middle", "end"]

# Name of a fill: its colour, and what is drawn over it (a tile of 8 by 8 pixels).
FILLS: Final[dict[str, tuple[str, str]]] = {
    "solid": ("#0072b2", ""),
    "stripes": ("#d55e00", '<path d="M-2 2L2-2M0 8L8 0M6 10L10 6" stroke="#fff" stroke-width="2"/>'),
    "dots": ("#e69f00", '<circle cx="2" cy="2" r="1.4" fill="#000"/><circle cx="6" cy="6" r="1.4" fill="#000"/>'),
    "lines": ("#999999", '<path d="M0 2H8M0 6H8" stroke="#fff" stroke-width="1.2"/>'),
    "cross": ("#009e73", '<path d="M4 0V8M0 4H8" stroke="#fff" stroke-width="1.2"/>'),
}
_FONT = 13  # pixels


class Canvas:
    """Collects the elements of one drawing.

    Args:
        name: unique in the page; the ids of title, description and patterns begin with it.
        height: pixels.
        rtl: whether the drawing reads from right to left.
    """

    def __init__(self, *, name: str, height: int, rtl: bool) -> None:
        self._name = name
        self._height = height
        self._rtl = rtl
        self._fills: dict[str, None] = {}
        self._body: list[str] = []

    def bar(self, fill: str, *, at: float, size: float, top: float, height: float, about: str = "") -> None:
        """A filled rectangle from `at` over `size` per cent; `about` is what a pointer over it shows."""
        self._fills[fill] = None
        self._body.append(
            f'<rect x="{self._left(at + size if self._rtl else at)}" y="{top:g}" width="{size:.3f}%" '
            f'height="{height:g}" fill="url(#{self._name}-{fill})" stroke="currentColor" stroke-width=".6">'
            f"{_title(about)}</rect>"
        )

    def line(self, *, at: float, to: float, top: float, bottom: float, faint: bool = False) -> None:
        """A straight line, across or down."""
        look = ' stroke-opacity=".3"' if faint else ' stroke-opacity=".7"'
        self._body.append(
            f'<line x1="{self._left(at)}" x2="{self._left(to)}" y1="{top:g}" y2="{bottom:g}" '
            f'stroke="currentColor"{look}/>'
        )

    def text(self, text: str, *, at: float, baseline: float, side: Side = "start", size: int = _FONT) -> None:
        """A line of text that begins, stands in the middle, or ends at `at`; runs in the direction of its own words."""
        # `text-anchor` is told by the text's direction, `side` by the drawing's.
        anchor = side if side == "middle" or is_rtl(text) == self._rtl else "end" if side == "start" else "start"
        self._body.append(
            f'<text x="{self._left(at)}" y="{baseline:g}" font-size="{size}" text-anchor="{anchor}" '
            f'direction="{direction(text)}">{escape(text)}</text>'
        )

    def drawing(self, *, title: str, about: str) -> str:
        """The whole SVG element, with a title and a description for those who do not see it."""
        name = self._name
        patterns = "".join(
            f'<pattern id="{name}-{fill}" width="8" height="8" patternUnits="userSpaceOnUse">'
            f'<rect width="8" height="8" fill="{FILLS[fill][0]}"/>{FILLS[fill][1]}</pattern>'
            for fill in self._fills
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{self._height}" role="img" '
            f'aria-labelledby="{name}-title {name}-desc" fill="currentColor">'
            f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(about)}</desc>'
            f"<defs>{patterns}</defs>{''.join(self._body)}</svg>"
        )

    def _left(self, at: float) -> str:
        return f"{100 - at if self._rtl else at:.3f}%"


def _title(text: str) -> str:
    return f"<title>{escape(text)}</title>" if text else ""
