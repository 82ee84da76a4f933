"""Which blocks are teasers of other articles: siblings of one kind, each with a link and little prose."""

from __future__ import annotations

from collections.abc import Sequence

from malaff.intake.furniture import BODY_ROLES
from malaff.intake.markup import HEADINGS, Element, Layout

# A teaser has at least 2 and at most so many blocks, and at most so many words of running text.
_MOST_BLOCKS = 8
_MOST_PROSE = 70
# Fewer blocks straight in one element are no flat rail.
_SHORTEST_RAIL = 6


def find_teasers(
    page: Layout, prose: Sequence[float], containers: Sequence[int], *, headline: int, anchor: int, live: bool
) -> list[bool]:
    """For each block, whether it is part of a list of teasers.

    Args:
        prose: the blocks' words of running text.
        containers: the element that each block's paragraph stands in.
        headline, anchor: blocks that are the article's for sure, or -1; what holds one of them is no teaser.
        live: whether the page is a live blog, whose entries are built like teasers.
    """
    # A stock phrase with its link (`اقرأ أيضا: ...`) stands inside articles and makes no teaser.
    is_link = [
        block.linked >= max(1, block.words * 0.7) and (block.words <= 2 or block.effect != "drop")
        for block in page.blocks
    ]
    teasers = [False] * len(page.blocks)
    groups: dict[tuple[int, str, str], list[Element]] = {}
    for element in page.elements:
        if not 2 <= element.last - element.first <= _MOST_BLOCKS or element.parent < 0:
            continue
        if element.first <= headline < element.last or element.first <= anchor < element.last:
            continue
        if (live and "live" in element.roles) or element.roles & BODY_ROLES:
            continue
        if _is_teaser(page, element, prose, is_link):
            # `item first`, `item-2`: siblings differ behind their first word, and in numbers.
            kind = element.name.split(" ", 1)[0].rstrip("0123456789-_")
            groups.setdefault((element.parent, element.tag, kind), []).append(element)
    for members in groups.values():
        if len(members) >= 3 or (len(members) == 2 and _has_linked_heading(page, members, is_link)):
            for element in members:
                for at in range(element.first, element.last):
                    teasers[at] = True
    for at in _snippets_of_flat_rails(page, containers, is_link, anchor):
        teasers[at] = True
    return teasers


def _is_teaser(page: Layout, element: Element, prose: Sequence[float], is_link: Sequence[bool]) -> bool:
    """Whether the element has a link that leads to an article, no headline of its own, and little prose."""
    blocks, span = page.blocks, range(element.first, element.last)
    if any(blocks[at].tag in ("h1", "h2") and not is_link[at] for at in span):
        return False
    # The link is a headline's or says "more"; a share bar makes no teaser.
    if not any(is_link[at] and (blocks[at].words >= 4 or blocks[at].effect) for at in span):
        return False
    return sum(prose[element.first : element.last]) <= _MOST_PROSE


def _has_linked_heading(page: Layout, members: Sequence[Element], is_link: Sequence[bool]) -> bool:
    return any(
        is_link[at] and page.blocks[at].tag in HEADINGS
        for element in members
        for at in range(element.first, element.last)
    )


def _snippets_of_flat_rails(page: Layout, containers: Sequence[int], is_link: Sequence[bool], anchor: int) -> list[int]:
    """The blocks between the links of a flat rail: links and snippets in turn, straight in one cell."""
    direct: dict[int, list[int]] = {}
    for at, container in enumerate(containers):
        direct.setdefault(container, []).append(at)
    found: list[int] = []
    for members in direct.values():
        if len(members) < _SHORTEST_RAIL or anchor in members:
            continue
        last = len(members) - 1
        between = [
            at
            for place, at in enumerate(members)
            if not is_link[at]
            and (place and is_link[members[place - 1]])
            and (place == last or is_link[members[place + 1]])
            and page.blocks[members[place - 1]].effect is None
        ]
        if len(between) >= 3:
            found += between
    return found
