"""CSV: one row for each statement."""

from __future__ import annotations

import csv
import io

from malaff.model import Reading, ReadingError, Statement

# Column names and what stands in them, as docs/cli.md lists them.
COLUMNS: dict[str, str] = {
    "article": "the article's id",
    "source": "where it was read from",
    "url": "its address",
    "outlet": "the outlet",
    "published": "ISO day or instant",
    "title": "the headline",
    "statement": "number of the statement in the article, from 0",
    "speaker_name": "the fullest name of the source in the article",
    "speaker_role": "its role or title",
    "kind": "person, organisation, group, anonymous",
    "speaker": "the mention in the attribution",
    "act": "what kind of statement it is",
    "type": "direct, indirect, mixed",
    "cue": "the reporting word",
    "via": "the medium that carried it",
    "content": "what was said",
    "content2": "its second part where the cue splits it",
    "confidence": "0 to 1",
    "start": "first character of content in the article's text",
    "end": "one past its last character",
    "sentence": "the sentence of the cue: the evidence",
    "sentence_start": "first character of that sentence",
    "sentence_end": "one past its last character",
}


class CsvWriter:
    """Comma-separated rows with a header line; items that could not be read are left out.

    Args:
        excel: begin with a byte order mark, as Excel needs for UTF-8, and keep cells that start like a formula
            from being run as one (an apostrophe is put before them).
    """

    def __init__(self, *, excel: bool = False) -> None:
        self._excel = excel
        self._begun = False

    def item(self, item: Reading | ReadingError) -> str:
        out = io.StringIO()
        rows = csv.writer(out, lineterminator="\r\n")
        self._begin(out)
        if isinstance(item, Reading):
            for number, statement in enumerate(item.statements):
                cells = _row(item, number, statement)
                rows.writerow([self._safe(cell) for cell in cells] if self._excel else cells)
        return out.getvalue()

    def end(self) -> str:
        out = io.StringIO()
        self._begin(out)
        return out.getvalue()

    def _begin(self, out: io.StringIO) -> None:
        if not self._begun:
            self._begun = True
            out.write(("\ufeff" if self._excel else "") + ",".join(COLUMNS) + "\r\n")

    @staticmethod
    def _safe(cell: object) -> object:
        return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _row(reading: Reading, number: int, s: Statement) -> list[object]:
    start, end = s.sentence
    return [
        reading.id, reading.source, reading.url, reading.outlet, reading.published, reading.title, number,
        s.speaker_name, s.speaker_role, s.kind, s.speaker and s.speaker.text, s.act, s.type, s.cue.text,
        s.via and s.via.text, s.content.text, s.content2 and s.content2.text, s.confidence, s.content.start,
        s.content.end, reading.text[start:end], start, end,
    ]  # fmt: skip
