"""Which blocks stand in furniture: menus, rails, share bars, captions, comments, by what their elements are called."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from malaff.intake.markup import Block, Element, Layout

# Roles whose elements are no part of the running text wherever they stand.
FURNITURE_ROLES = frozenset(("furniture", "breadcrumb"))
_SMALL_ROLES = frozenset(("caption", "embed", "author", "date", "meta", "section", "published", "modified"))
_CAPTION_ROLES = frozenset(("caption", "embed"))
BODY_ROLES = frozenset(("body", "articlebody"))
# Stock phrases with one of these belong to comments or copyright.
_HARD_STOPS = ("تعليق", "حقوق", "comment", "reply", "copyright", "بريدك", "بريد")
_REPLY = "رد"
# A caption, a byline or a date has at most so many blocks.
_FEW_BLOCKS = 12


def in_furniture(page: Layout, prose: Sequence[float], held: Sequence[int]) -> list[bool]:
    """For each block, whether it stands in an element that names itself furniture.

    A name is not believed where the element holds one of the blocks `held` or most of the page's prose: themes call
    their outermost wrappers `has-sidebar`, `with-comments`.

    Args:
        prose: the blocks' words of running text.
        held: blocks that are the article's for sure, the headline say; -1 stands for none.
    """
    count = len(page.blocks)
    sums = list(accumulate(prose, initial=0.0))
    total = sums[count] or 1.0
    depth_changes = [0] * (count + 1)
    for element in page.elements:
        first, last = element.first, element.last
        if first == last or not (element.roles or element.hidden) or element.roles & BODY_ROLES:
            continue
        if any(first <= at < last for at in held):
            continue
        if _is_furniture(page, element, (sums[last] - sums[first]) / total):
            depth_changes[first] += 1
            depth_changes[last] -= 1
    return [depth > 0 for depth in accumulate(depth_changes[:count])]


def _is_furniture(page: Layout, element: Element, share: float) -> bool:
    """Whether an element is furniture that has `share` (0..1) of the page's prose."""
    roles = element.roles
    if element.hidden and share < 0.3:
        return True
    if roles & FURNITURE_ROLES:
        return share < 0.5 or (element.tag in ("nav", "footer") and share < 0.8)
    if "aside" in roles:
        return share < 0.4
    if roles & _SMALL_ROLES:
        # `date` in the class of a wrapper is a theme's whim.
        if element.last - element.first > _FEW_BLOCKS or share >= 0.4:
            return False
        words = sum(block.words for block in page.blocks[element.first : element.last])
        return words <= (90 if roles & _CAPTION_ROLES else 25)
    return False


def ends_page(block: Block) -> bool:
    """Whether a stock phrase belongs to comments or copyright, after which no article goes on."""
    text = block.key
    return any(word in text for word in _HARD_STOPS) or _REPLY in text.split()
