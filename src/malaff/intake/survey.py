"""The survey of a page: what is known of each of its blocks before one of its elements is chosen as the body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from malaff.intake.evidence import Evidence
from malaff.intake.furniture import ends_page, in_furniture
from malaff.intake.headline import find_headline
from malaff.intake.markup import PARAGRAPHS, Block, Layout
from malaff.intake.prose import prose_words
from malaff.intake.teasers import find_teasers


@dataclass(frozen=True, slots=True)
class Survey:
    """A page with what its blocks are; every list has one entry a block.

    Attributes:
        page, evidence: what was surveyed.
        prose: words of running text.
        containers: index of the element that the block's paragraph stands in.
        cut: whether it stands in furniture.
        teasers: whether it is part of a list of teasers.
        headline: index of the headline that agrees with the head, or -1.
        anchor: index of the block that begins like the head's description, or -1.
        comments: index of the heading over the readers' comments; the number of blocks where there is none.
    """

    page: Layout
    evidence: Evidence
    prose: Sequence[float]
    containers: Sequence[int]
    cut: Sequence[bool]
    teasers: Sequence[bool]
    headline: int
    anchor: int
    comments: int

    def is_out(self, at: int) -> bool:
        """Whether block `at` is furniture or a teaser."""
        return self.cut[at] or self.teasers[at]

    def begins_other(self, block: Block) -> bool:
        """Whether the block is the headline of another article."""
        if block.tag != "h1" or block.words <= 2:
            return False
        return self.headline < 0 or block.key != self.page.blocks[self.headline].key


def take_survey(page: Layout, evidence: Evidence) -> Survey:
    """What the page's blocks are."""
    prose = [prose_words(block) for block in page.blocks]
    containers = [_container(page, block) for block in page.blocks]
    anchor = _find_anchor(page, evidence.lead)
    headline = find_headline(page, evidence)
    cut = in_furniture(page, prose, (headline, anchor))
    teasers = find_teasers(page, prose, containers, headline=headline, anchor=anchor, live=evidence.live)
    shown = [0.0 if out or teaser else words for words, out, teaser in zip(prose, cut, teasers, strict=True)]
    comments = _comments_begin(page, shown, headline)
    return Survey(page, evidence, prose, containers, cut, teasers, headline, anchor, comments)


def _container(page: Layout, block: Block) -> int:
    """The element that the block's paragraph stands in."""
    at = block.element
    while at > 0 and page.elements[at].tag in PARAGRAPHS:
        at = page.elements[at].parent
    return max(at, 0)


def _find_anchor(page: Layout, lead: str) -> int:
    """The block that begins like the head's description, or -1."""
    if not lead:
        return -1
    for at, block in enumerate(page.blocks):
        if block.words >= 8 and block.linked < block.words * 0.5 and lead in block.key[: len(lead) + 60]:
            return at
    return -1


def _comments_begin(page: Layout, prose: Sequence[float], headline: int) -> int:
    """The block of a heading over comments with prose before it; the number of blocks where there is none."""
    before = 0.0
    for at in range(headline + 1, len(page.blocks)):
        block = page.blocks[at]
        if block.words <= 8 and before >= 15 and block.effect == "stop" and ends_page(block):
            return at
        before += prose[at]
    return len(page.blocks)
