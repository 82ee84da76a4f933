"""`malaff check` for a person: what each step of reading decided, then the records it led to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from malaff.export.terminal import Style, TerminalWriter, isolate, wrapped
from malaff.model import Reading, Span

if TYPE_CHECKING:
    from malaff.api import Explanation


def explained(explanation: Explanation, *, colour: bool = False, columns: int = 100) -> str:
    """The explanation as lines of text."""
    style = Style(colour=colour)
    lines = [style.heading(f"Text: {len(explanation.words)} words, {len(explanation.sentences)} sentences")]
    for sentence in explanation.sentences:
        lines += wrapped(sentence, columns, "  ")
    lines += [f"  quotation {isolate(quotation)}" for quotation in explanation.quotations]
    for step in explanation.steps:
        added = ", ".join(f"{count} {name}" for name, count in step.added.items()) or "nothing"
        lines += ["", f"{style.heading(step.step)}: {style.faint(step.about)}", f"  found {added}"]
        # The step's own name before its notes is said already.
        lines += [f"  {isolate(note.removeprefix(f'{step.step}: '))}" for note in step.notes]
    lines += _records(explanation.reading, style)
    return "\n".join(lines) + "\n\n" + TerminalWriter(colour=colour, columns=columns).found(explanation.reading)


def _records(reading: Reading, style: Style) -> list[str]:
    """The parts of each statement by name."""
    lines: list[str] = []
    for number, statement in enumerate(reading.statements, 1):
        lines += ["", style.heading(f"statement {number}")]
        parts: list[tuple[str, Span | None]] = [
            ("cue", statement.cue),
            ("subject", statement.speaker),
            ("content", statement.content),
            ("content2", statement.content2),
            ("via", statement.via),
        ]
        for name, span in parts:
            shown = f"{isolate(span.text)} {style.faint(f'{span.start}–{span.end}')}" if span else style.faint("none")
            if span is not None or name != "content2":
                lines.append(f"  {name:<9}{shown}")
        role = f", {isolate(statement.speaker_role)}" if statement.speaker_role else ""
        resolved = isolate(statement.speaker_name) if statement.speaker_name else style.faint("not resolved")
        lines.append(f"  {'speaker':<9}{resolved}{role} ({statement.kind})")
        lines.append(f"  {'reads as':<9}{statement.act}, {statement.type}, confidence {statement.confidence:.2f}")
    return lines
