"""What a search found: for a terminal, as JSON Lines, as CSV."""

from __future__ import annotations

import csv
import io

from malaff.archive.search import Found, Hit, Snippet
from malaff.export.archive.shared import identifier, joined, marked_lines
from malaff.export.terminal import Style, wrapped
from malaff.model import encode

_INDENT = "     "

# Column names of CSV and what stands in them, as docs/cli.md lists them.
COLUMNS: dict[str, str] = {
    "article": "the article's id",
    "score": "higher is better, within one search",
    "published": "ISO day or instant",
    "outlet": "the outlet",
    "title": "the headline",
    "url": "its address",
    "statements": "numbers of the statements the filters met, from 0, parted by blanks",
    "snippet": "the stretch of the text that matched best",
    "start": "first character of the snippet in the article's text",
    "end": "one past its last character",
}


def lines(found: Found, *, offset: int = 0, colour: bool = False, columns: int = 100) -> list[str]:
    """Hits for a person: id, headline, day and outlet, the stretch that matched with its words strong."""
    style = Style(colour=colour)
    shown = [style.heading(_counted(found, offset))]
    for hit in found.hits:
        shown += ["", style.faint(identifier(hit.id))]
        shown += [style.strong(line) for line in wrapped(hit.title or "—", columns, _INDENT)]
        if about := joined([hit.published, hit.outlet]):
            shown.append(_INDENT + about)
        numbers = [f"statement {number + 1}: " for number in hit.statements[: len(hit.snippets)]]
        for number, snippet in enumerate(hit.snippets):
            if number < len(numbers):
                shown.append(_INDENT + style.faint(numbers[number] + _place(snippet)))
            shown += _snippet(snippet, columns, style)
        if len(hit.statements) > len(hit.snippets):
            shown.append(_INDENT + style.faint(f"and {len(hit.statements) - len(hit.snippets)} more statements"))
    return shown


def _counted(found: Found, offset: int) -> str:
    if not found.total:
        return "No article found"
    many = "1 article" if found.total == 1 else f"{found.total} articles"
    if len(found.hits) == found.total:
        return many
    if not found.hits:
        return f"{many}, none from {offset + 1} on"
    return f"{many}, {offset + 1} to {offset + len(found.hits)}"


def _place(snippet: Snippet) -> str:
    return f"{snippet.span.start}–{snippet.span.end}"


def _snippet(snippet: Snippet, columns: int, style: Style) -> list[str]:
    start = snippet.span.start
    marks = [(low - start, high - start) for low, high in snippet.matches]
    return marked_lines(snippet.span.text, marks, columns, _INDENT, style)


def json_lines(found: Found) -> str:
    """One hit a line."""
    return "".join(encode(hit).decode() + "\n" for hit in found.hits)


def csv_rows(found: Found) -> str:
    """One row for each hit, with its best snippet, under a header line."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows(_row(hit) for hit in found.hits)
    return out.getvalue()


def _row(hit: Hit) -> list[object]:
    span = hit.snippets[0].span if hit.snippets else None
    return [
        hit.id, hit.score, hit.published, hit.outlet, hit.title, hit.url, " ".join(map(str, hit.statements)),
        span and span.text, span and span.start, span and span.end,
    ]  # fmt: skip
