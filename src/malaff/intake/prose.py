"""How much of a block is running text: the measure that every later choice leans on."""

from __future__ import annotations

from malaff.intake.markup import HEADINGS, Block

# What a sentence ends with, and what a line of prose may end with.
SENTENCE_ENDS = frozenset(".؟!?…")
LINE_ENDS = frozenset(".؟!?:؛…»”\"'’)]")


def prose_words(block: Block) -> float:
    """How many words of running text the block is worth; 0 for headings, labels and links.

    Words outside links count whole where the block ends as a sentence does, and less the less it looks like one.
    """
    words, linked = block.words, block.linked
    if words < 5 or linked > words * 0.5 or block.tag in HEADINGS:
        return 0.0
    own = float(words - 2 * linked)
    text = block.text
    if text[-1] in SENTENCE_ENDS or (text[-1] in LINE_ENDS and words >= 10):
        return own
    if words < 10:
        return own * 0.2
    return own * 0.7 if "،" in text or "," in text or "." in text or words > 20 else own * 0.4
