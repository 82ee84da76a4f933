"""One kept article for a terminal: everything read in it, numbered as decisions name it, and its versions."""

from __future__ import annotations

from collections.abc import Sequence

from malaff.archive.archive import ArticleVersion
from malaff.archive.judgements import Judgement
from malaff.export.archive.judgements import lines as judgement_lines
from malaff.export.archive.shared import identifier
from malaff.export.terminal import Style, TerminalWriter, isolate, wrapped
from malaff.model import Reading


class NumberedWriter(TerminalWriter):
    """The terminal view of a reading with a number on every item, from 1 in each part."""

    def _found(self, reading: Reading) -> list[str]:
        return [
            *self._statements(reading),
            *self._names(reading),
            *self._developments(reading),
            *self._positions(reading),
            *self._times(reading),
        ]

    def _names(self, reading: Reading) -> list[str]:
        lines = self._section("Names", len(reading.names))
        for number, name in enumerate(reading.names, 1):
            where = self._style.faint(f"{name.span.start}–{name.span.end}")
            line = f"{number:>3}. {name.kind:<12} {where}  {isolate(name.span.text)}"
            if name.name != name.span.text:
                line += f" = {isolate(name.name)}"
            lines.append(f"{line}, {isolate(name.role)}" if name.role else line)
        return lines

    def _times(self, reading: Reading) -> list[str]:
        lines = self._section("Times", len(reading.times))
        for number, expression in enumerate(reading.times, 1):
            span = expression.span
            where = self._style.faint(f"{span.start}–{span.end}")
            lines.append(f"{number:>3}. {expression.value:<12} {where}  {isolate(span.text)}")
        return lines


def article_view(reading: Reading, decisions: Sequence[Judgement], *, colour: bool = False, columns: int = 100) -> str:
    """The article's id, what was read in it, and what people decided about it."""
    style = Style(colour=colour)
    text = style.faint(identifier(reading.id)) + "\n"
    text += NumberedWriter(colour=colour, columns=columns).item(reading)
    if decisions:
        text += f"\n{style.heading(f'Judgements ({len(decisions)})')}\n"
        text += "\n".join(judgement_lines(decisions, colour=colour, columns=columns)) + "\n"
    return text


def version_lines(versions: Sequence[ArticleVersion], *, colour: bool = False, columns: int = 100) -> list[str]:
    """The versions of an article, oldest first."""
    style = Style(colour=colour)
    lines: list[str] = []
    for version in versions:
        kept = f"original: {version.original}" if version.original else "text only"
        lines.append(f"{version.number:>3}. {style.strong(version.added_at)}  read {version.read_at} by "
                     f"{version.reader} · {kept}")  # fmt: skip
        lines += wrapped(version.title or "—", columns, "     ")
    return lines
