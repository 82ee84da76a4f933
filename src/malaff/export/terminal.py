"""The terminal view: what was found, with its evidence under each item, safe in a right-to-left script.

Every Arabic run stands in a bidi isolate (U+2067 ... U+2069), so that numbers and punctuation around it keep their
places; control characters of the text are taken out, so that no article can steer a terminal.
"""

from __future__ import annotations

import re
import unicodedata

from malaff.export.pieces import evidence, speaker_label
from malaff.model import Development, Position, Reading, ReadingError, Span, Statement

_RLI, _LRI, _PDI = "\u2067", "\u2066", "\u2069"
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_RTL = frozenset(("R", "AL"))
_LONGEST_EVIDENCE = 160  # characters of attribution shown before and after the content


class Style:
    """Colours, or none."""

    def __init__(self, *, colour: bool) -> None:
        self._colour = colour

    def _with(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour and text else text

    def strong(self, text: str) -> str:
        return self._with("1", text)

    def faint(self, text: str) -> str:
        return self._with("2", text)

    def heading(self, text: str) -> str:
        return self._with("1;36", text)

    def warning(self, text: str) -> str:
        return self._with("33", text)


def clean(text: str) -> str:
    """`text` without control and bidi characters, on one line."""
    return _UNSAFE.sub("", text.replace("\n", " ⏎ ").replace("\t", " "))


def isolate(text: str) -> str:
    """`text` cleaned and in an isolate of its own direction."""
    text = clean(text)
    if not text:
        return text
    first = next((d for d in map(unicodedata.bidirectional, text) if d in ("L", "R", "AL")), "L")
    return (_RLI if first in _RTL else _LRI) + text + _PDI


def width(text: str) -> int:
    """Columns that `text` takes: vowel marks and invisible characters take none."""
    return sum(unicodedata.category(char) not in ("Mn", "Me", "Cf") for char in text)


def wrapped(text: str, columns: int, indent: str) -> list[str]:
    """`text` broken at blanks into lines of at most `columns`, each a bidi isolate."""
    lines: list[str] = []
    line: list[str] = []
    size = 0
    for word in clean(text).split():
        needed = width(word) + bool(line)
        if line and size + needed > columns - len(indent):
            lines.append(indent + isolate(" ".join(line)))
            line, size, needed = [], 0, width(word)
        line.append(word)
        size += needed
    if line:
        lines.append(indent + isolate(" ".join(line)))
    return lines


class TerminalWriter:
    """Readings for a person at a terminal.

    Args:
        colour: use ANSI colours.
        columns: the width to wrap at.
    """

    def __init__(self, *, colour: bool = False, columns: int = 100) -> None:
        self._style = Style(colour=colour)
        self._columns = max(40, columns)
        self._count = 0

    def item(self, item: Reading | ReadingError) -> str:
        self._count += 1
        lines = [""] if self._count > 1 else []
        if isinstance(item, ReadingError):
            where = f"{item.source}:{item.line}" if item.line is not None else item.source
            lines.append(self._style.warning(f"{isolate(where)}: [{item.code}] {isolate(item.message)}"))
        else:
            lines += [*self._head(item), *self._found(item)]
        return "\n".join(lines) + "\n"

    def end(self) -> str:
        return ""

    def found(self, reading: Reading) -> str:
        """What was found in `reading`, without its head."""
        return "\n".join(self._found(reading)).lstrip("\n") + "\n"

    # -- the parts -------------------------------------------------------------------------------------------------

    def _head(self, reading: Reading) -> list[str]:
        style = self._style
        lines = [style.strong(line) for line in wrapped(reading.title or reading.id, self._columns, "")]
        about = [reading.outlet, reading.published, reading.author, *reading.sections]
        if reading.dateline is not None:
            about += [part for part in (reading.dateline.place, reading.dateline.agency) if part]
        shown = " · ".join(isolate(part) for part in about if part)
        if shown:
            lines.append(style.faint(shown))
        lines.append(style.faint(isolate(reading.source)))
        return lines

    def _found(self, reading: Reading) -> list[str]:
        return [
            *self._statements(reading),
            *self._developments(reading),
            *self._positions(reading),
            *self._times(reading),
        ]

    def _section(self, name: str, count: int) -> list[str]:
        return ["", self._style.heading(f"{name} ({count})")] if count else []

    def _statements(self, reading: Reading) -> list[str]:
        lines = self._section("Statements", len(reading.statements))
        for number, statement in enumerate(reading.statements, 1):
            lines += self.statement(reading, statement, number)
        return lines

    def statement(self, reading: Reading, statement: Statement, number: int) -> list[str]:
        """The lines of one statement: who, what, and the stretch it was read from."""
        style = self._style
        who = style.strong(isolate(speaker_label(statement)))
        if statement.speaker_role:
            who += f", {isolate(statement.speaker_role)}"
        traits = f"{statement.kind} · {statement.act} · {statement.type} · {statement.confidence:.2f}"
        lines = [f"{number:>3}. {who}  {style.faint(traits)}"]
        for span in (statement.content, statement.content2):
            if span is not None:
                lines += wrapped(span.text, self._columns, "     ")
        if statement.via is not None:
            lines.append(f"     via {isolate(statement.via.text)}")
        start, end, pieces = evidence(reading, statement)
        around = "".join("[…]" if inside else _shortened(piece) for piece, inside in pieces)
        lines += self._evidence(start, end, around)
        return lines

    def _evidence(self, start: int, end: int, text: str) -> list[str]:
        style = self._style
        head = f"     {start}–{end}  "
        first, *rest = wrapped(text, self._columns - len(head) + 5, "     ") or [""]
        return [style.faint(head + first.strip()), *(style.faint(" " * (len(head) - 5) + line) for line in rest)]

    def _developments(self, reading: Reading) -> list[str]:
        lines = self._section("Developments", len(reading.developments))
        for number, development in enumerate(reading.developments, 1):
            lines += self.development(development, number)
        return lines

    def development(self, development: Development, number: int) -> list[str]:
        """The lines of one development: kind, day, parties, and the clause it was read from."""
        facts: list[str] = [development.kind]
        if development.value:
            facts.append(development.value)
        if development.statement is not None:
            facts.append(f"in statement {development.statement + 1}")
        actors = "، ".join(development.actors)
        head = f"{number:>3}. {self._style.strong(' · '.join(facts))}"
        lines = [f"{head}  {isolate(actors)}" if actors else head]
        return lines + self._stretch(development.span)

    def _positions(self, reading: Reading) -> list[str]:
        lines = self._section("Positions", len(reading.positions))
        for number, position in enumerate(reading.positions, 1):
            lines += self._position(position, number)
        return lines

    def _position(self, position: Position, number: int) -> list[str]:
        head = f"{number:>3}. {self._style.strong(isolate(position.holder))}  {position.stance}"
        lines = [head, *wrapped(position.target.text, self._columns, "     ")]
        if position.condition is not None:
            lines.append(f"     if {isolate(position.condition.text)}")
        return lines + self._evidence(position.evidence.start, position.evidence.end, position.evidence.text)

    def _times(self, reading: Reading) -> list[str]:
        lines = self._section("Times", len(reading.times))
        for expression in reading.times:
            span = expression.span
            where = self._style.faint(f"{span.start}–{span.end}")
            lines.append(f"     {expression.value:<12} {where}  {isolate(span.text)}")
        return lines

    def _stretch(self, span: Span) -> list[str]:
        return self._evidence(span.start, span.end, span.text)


def _shortened(text: str) -> str:
    """A long stretch beside the content, its middle left out."""
    if len(text) <= _LONGEST_EVIDENCE:
        return text
    half = _LONGEST_EVIDENCE // 2
    return f"{text[:half].rsplit(' ', 1)[0]} … {text[-half:].split(' ', 1)[-1]}"
