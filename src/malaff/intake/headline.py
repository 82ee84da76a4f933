"""Which block is the headline: the heading that agrees with the head, or what stands over the body like one."""

from __future__ import annotations

from collections.abc import Sequence

from malaff.intake.dates import only_date
from malaff.intake.evidence import Evidence
from malaff.intake.markup import HEADINGS, Block, Layout
from malaff.intake.prose import SENTENCE_ENDS

# What a heading's level is worth; the others, and titles by their class, are worth _OTHER_HEADING.
_LEVELS = {"h1": 1.6, "h2": 0.9}
_OTHER_HEADING = 0.5
# A block must score more than this to be the headline.
_LEAST_SCORE = 1.0
# The most words of a headline.
_LONGEST = 60
# How many blocks above the body a headline is looked for.
_BLOCKS_ABOVE = 11


def find_headline(page: Layout, evidence: Evidence) -> int:
    """Index of the headline's block, or -1.

    Where no heading agrees with the head (old pages name only the site there), a first-level heading will do.
    """
    found = _best_heading(page, evidence.titles)
    return found if found >= 0 or not evidence.titles else _best_heading(page, [])


def _best_heading(page: Layout, titles: list[str]) -> int:
    """The heading that agrees best with the titles; with none, the first that can be a headline."""
    wanted = set(" ".join(titles).split())
    best, best_score = -1, _LEAST_SCORE
    for at, block in enumerate(page.blocks):
        heading = block.tag in HEADINGS
        if not 1 <= block.words <= _LONGEST:
            continue
        named = page.has_role(block.element, "headline")
        if not heading and not named and (not titles or block.words < 3 or block.linked or block.words > 40):
            continue
        score = _LEVELS.get(block.tag, _OTHER_HEADING if heading or named else 0.0)
        if titles:
            agreement = _agreement(block, titles, wanted)
            if agreement is None:
                continue
            score += agreement
        elif block.words < 3 or block.effect:
            score -= 0.8
        if block.linked > block.words * 0.5:
            score -= 1.0
        if named:
            score += 0.3
        if score > best_score + 1e-9:
            best, best_score = at, score
    return best


def _agreement(block: Block, titles: list[str], wanted: set[str]) -> float | None:
    """How well the block's words fit the titles (4.5 where they are one of them); None where they do not."""
    text = block.key
    words = text.split()
    if not words:
        return None
    inside = sum(word in wanted for word in words) / len(words)
    if inside < 0.6:
        return None
    whole = max(min(len(text), len(title)) / max(len(text), len(title)) for title in titles)
    same = text in titles
    score = 3 * inside * whole + (1.5 if same else 0)
    # One or two words agree with a title by chance.
    return score - 2 if block.words < 3 and not same else score


def headline_above(page: Layout, prose: Sequence[float], first: int, at_home: bool) -> int:
    """The nearest heading, title by its class, or emphasised line above the body, where the head names none; or -1.

    Args:
        prose: the blocks' words of running text.
        first: index of the body's first block, which may be the headline itself.
        at_home: whether that block stands where the body's paragraphs stand.
    """
    block = page.blocks[first]
    below = max(prose[first + 1 : first + 4], default=0.0)
    if below >= 8 and block.words <= 25 and not block.linked:
        # A line over the date over the text is a headline, whatever it is set in.
        dated = _date_below(page, first, first + 3)
        shown = _is_top(page, block) or dated or (block.strong and not at_home)
        if shown and block.text[-1] not in SENTENCE_ENDS:
            return first
    for at in range(first - 1, max(-1, first - 1 - _BLOCKS_ABOVE), -1):
        block = page.blocks[at]
        if block.linked or block.words > 40 or only_date(block.text) or block.effect:
            continue
        if _is_top(page, block):
            return at
        if block.words >= 3 and (block.tag in HEADINGS or block.strong or _date_below(page, at, min(at + 3, first))):
            return at
    return -1


def _is_top(page: Layout, block: Block) -> bool:
    return block.tag in ("h1", "h2") or page.has_role(block.element, "headline")


def _date_below(page: Layout, at: int, end: int) -> bool:
    """Whether one of the blocks after `at` and before `end` is a date alone."""
    return any(only_date(block.text) for block in page.blocks[at + 1 : end])
