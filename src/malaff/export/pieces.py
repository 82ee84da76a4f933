"""What several formats share: who spoke, and the evidence under an item."""

from __future__ import annotations

from malaff.model import Reading, Span, Statement

UNNAMED = "—"


def speaker_label(statement: Statement) -> str:
    """The speaker's name, otherwise the mention, otherwise a dash."""
    if statement.speaker_name:
        return statement.speaker_name
    return statement.speaker.text if statement.speaker else UNNAMED


def evidence(reading: Reading, statement: Statement) -> tuple[int, int, list[tuple[str, bool]]]:
    """Where the statement stands with its attribution, and that stretch in pieces.

    Returns:
        start and end of the stretch (the cue's sentence and the content), and its text as (piece, whether it is
        the content): joined, the pieces are the article's very characters.
    """
    spans = [span for span in (statement.content, statement.content2) if span is not None]
    start = min(statement.sentence[0], *(span.start for span in spans))
    end = max(statement.sentence[1], *(span.end for span in spans))
    return start, end, marked(reading.text, start, end, spans)


def marked(text: str, start: int, end: int, spans: list[Span]) -> list[tuple[str, bool]]:
    """`text[start:end]` in pieces, those inside one of `spans` marked True."""
    pieces: list[tuple[str, bool]] = []
    at = start
    for span in sorted(spans, key=lambda span: span.start):
        low, high = max(at, span.start), min(end, span.end)
        if low >= high:
            continue
        if low > at:
            pieces.append((text[at:low], False))
        pieces.append((text[low:high], True))
        at = high
    if at < end:
        pieces.append((text[at:end], False))
    return pieces


def sentence_around(reading: Reading, span: Span) -> tuple[int, int]:
    """The line of the text that `span` stands in."""
    start = reading.text.rfind("\n", 0, span.start) + 1
    end = reading.text.find("\n", span.end)
    return start, len(reading.text) if end < 0 else end
