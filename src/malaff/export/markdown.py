"""Markdown: items as lists, the evidence folded under each."""

from __future__ import annotations

import re
from html import escape

from malaff.export.pieces import evidence, sentence_around, speaker_label
from malaff.model import Reading, ReadingError, Span, Statement

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|!~])")
# A mark at the head of a line that would begin a list or a heading.
_LEADING = re.compile(r"^(\d*)([-+=.)])")


def escaped(text: str | None) -> str:
    """`text` on one line, with nothing in it that Markdown or HTML would act on."""
    return _LEADING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", plain(text)))


def plain(text: str | None) -> str:
    """`text` on one line for an HTML block, in which Markdown's own marks and escapes mean nothing."""
    return escape(" ".join((text or "").split()), quote=False)


class MarkdownWriter:
    """Readings as Markdown for notes and wikis; evidence in `<details>`."""

    def item(self, item: Reading | ReadingError) -> str:
        if isinstance(item, ReadingError):
            where = f"{item.source}:{item.line}" if item.line is not None else item.source
            return f"> {escaped(where)}: \\[{item.code}\\] {escaped(item.message)}\n\n"
        lines = ['<div dir="rtl">', "", f"## {escaped(item.title or item.id)}", ""]
        about = [item.outlet, item.published, item.author, *item.sections, item.source]
        lines += [" · ".join(escaped(part) for part in about if part), ""]
        if item.statements:
            lines += ["### التصريحات", ""]
            for number, statement in enumerate(item.statements, 1):
                lines += _statement(item, statement, number)
        if item.developments:
            lines += ["### المستجدات", ""]
            for development in item.developments:
                facts = " · ".join(part for part in (development.kind, development.value) if part)
                lines.append(f"- **{escaped(facts)}** {escaped('، '.join(development.actors))}".rstrip())
                lines += _folded(item, development.span)
        if item.positions:
            lines += ["### المواقف", ""]
            for position in item.positions:
                condition = f" ({escaped(position.condition.text)})" if position.condition else ""
                holder, target = escaped(position.holder), escaped(position.target.text)
                lines.append(f"- **{holder}** · {position.stance}{condition}: {target}")
                lines += _folded(item, position.evidence)
        if item.times:
            lines += ["### التواريخ", ""]
            for expression in item.times:
                lines.append(f"- `{expression.value}` {escaped(expression.span.text)}")
            lines.append("")
        return "\n".join([*lines, "</div>", "", ""])

    def end(self) -> str:
        return ""


def _statement(reading: Reading, statement: Statement, number: int) -> list[str]:
    who = f"**{escaped(speaker_label(statement))}**"
    if statement.speaker_role:
        who += f"، {escaped(statement.speaker_role)}"
    spans = [span for span in (statement.content, statement.content2) if span is not None]
    said = " … ".join(escaped(span.text) for span in spans)
    via = f" ({escaped(statement.via.text)})" if statement.via else ""
    start, end, pieces = evidence(reading, statement)
    around = "".join(f"<mark>{plain(piece)}</mark>" if inside else f" {plain(piece)} " for piece, inside in pieces)
    return [
        f"{number}. {who} · {statement.act} · {statement.type} · {statement.confidence:.2f}{via}",
        "",
        f"   > {said}",
        "",
        f"   <details><summary>{start}–{end}</summary>{around.strip()}</details>",
        "",
    ]


def _folded(reading: Reading, span: Span) -> list[str]:
    start, end = sentence_around(reading, span)
    before, after = plain(reading.text[start : span.start]), plain(reading.text[span.end : end])
    stretch = f"{before} <mark>{plain(span.text)}</mark> {after}".strip()
    return ["", f"  <details><summary>{span.start}–{span.end}</summary>{stretch}</details>", ""]
