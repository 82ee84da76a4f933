"""Statements as pages list them: the sentence they stand in, with the characters of the content marked."""

from __future__ import annotations

from collections.abc import Sequence

from malaff.archive.archive import Archive
from malaff.archive.statements import ArchiveStatement
from malaff.export.pieces import evidence, speaker_label
from malaff.model import Record

# Of a longer sentence around a content, as many characters are shown on each side of it.
_AROUND = 240


class Told(Record, frozen=True):
    """A statement with its sentence: `pieces` are (text, whether it is the content), cut where it says so."""

    item: ArchiveStatement
    speaker: str
    pieces: list[tuple[str, bool]]
    cut_before: bool
    cut_after: bool


def told(archive: Archive, items: Sequence[ArchiveStatement]) -> list[Told]:
    """The statements with their sentences, from the articles as people left them."""
    keys = list(dict.fromkeys(item.article for item in items))
    readings = {reading.id: reading for reading in archive.readings(keys)}
    found = []
    for item in items:
        _, _, pieces = evidence(readings[item.article], item.statement)
        before, after = len(pieces[0][0]) > _AROUND, len(pieces[-1][0]) > _AROUND
        before, after = before and not pieces[0][1], after and not pieces[-1][1]
        if before:
            pieces[0] = (pieces[0][0][-_AROUND:], False)
        if after:
            pieces[-1] = (pieces[-1][0][:_AROUND], False)
        found.append(
            Told(
                item=item, speaker=speaker_label(item.statement), pieces=pieces, cut_before=before, cut_after=after
            )
        )  # fmt: skip
    return found
