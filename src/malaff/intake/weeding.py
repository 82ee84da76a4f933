"""What is taken out of the run of blocks, and how the blocks that stay become paragraphs of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from malaff.intake.dateline import looks_like_dateline
from malaff.intake.dates import only_date
from malaff.intake.markup import HEADINGS, Block
from malaff.intake.prose import LINE_ENDS, SENTENCE_ENDS
from malaff.intake.run import Run
from malaff.intake.survey import Survey
from malaff.intake.vocabulary import agencies, label_words, phrases

# What a line of a list begins with.
_BULLETS = "-•*–"
# A block of fewer words may be told twice: answers of a dialogue.
_FEWEST_REPEATED = 10
# In a body whose end was announced, so many words of running text (as of a teaser) are a paragraph all the same.
_TEASER_PROSE = 70
# The most words of a caption, alone in a paragraph and in any other element.
_CAPTION_IN_PARAGRAPH = 14
_CAPTION = 32


@dataclass(frozen=True, slots=True)
class Weeded:
    """What stays of a run.

    Attributes:
        paragraphs: the texts in page order.
        bylines: lines taken out that name who wrote the article.
        signature: a name that signed it at its end, or None.
    """

    paragraphs: list[str]
    bylines: list[str]
    signature: str | None


def weed(survey: Survey, run: Run, headline: int) -> Weeded:
    """The run's paragraphs without stock lines, links alone, captions, bylines, dates, the headline, a signature.

    Args:
        headline: index of the headline's block, or -1.
    """
    kept, bylines = _weed_lines(survey, run, headline)
    kept, authors = _without_labels(survey, run, kept)
    kept, signature = _without_signature(survey, kept)
    return Weeded(_paragraphs(survey.page.blocks, kept), bylines + authors, signature)


def _weed_lines(survey: Survey, run: Run, headline: int) -> tuple[list[int], list[str]]:
    """The blocks that each by itself may stay, and the bylines among the others."""
    blocks = survey.page.blocks
    kept: list[int] = []
    bylines: list[str] = []
    titles = set(survey.evidence.titles)
    if headline >= 0:
        titles.add(blocks[headline].key)
    captions = _captions(survey, run)
    text_lists = _text_lists(survey)
    seen: set[str] = set()
    stopped = False
    for at in range(run.first, run.last):
        block = blocks[at]
        if survey.cut[at] or at in captions or at == headline:
            continue
        if block.effect == "stop":
            stopped = True
            continue
        if phrases().is_furniture_by(block.text, block.effect, block.key):
            if block.effect == "author":
                bylines.append(block.text)
            continue
        if survey.teasers[at] and (stopped or survey.prose[at] < _TEASER_PROSE):
            continue
        if _is_link_alone(block) and not (block.tag == "li" and survey.containers[at] in text_lists):
            continue
        if stopped and survey.prose[at] < 8 and not run.home.has(survey, at):
            continue
        if not block.key or block.key in titles:
            continue
        if _is_date_line(survey, run, at, opens=not kept):
            continue
        if block.words >= _FEWEST_REPEATED:
            if block.key in seen:
                continue
            seen.add(block.key)
        kept.append(at)
    return kept, bylines


def _is_link_alone(block: Block) -> bool:
    """Whether a block is a link to something else; a whole linked paragraph is none."""
    if block.linked < block.words * 0.8:
        return False
    return block.words <= 30 or block.text[-1] not in SENTENCE_ENDS


def _text_lists(survey: Survey) -> set[int]:
    """The containers whose list items are mostly text: a linked item in one of them is a line of the article."""
    surplus: dict[int, int] = {}
    for block, container in zip(survey.page.blocks, survey.containers, strict=True):
        if block.tag == "li":
            vote = 1 if block.linked < block.words * 0.5 else -1
            surplus[container] = surplus.get(container, 0) + vote
    return {container for container, votes in surplus.items() if votes > 0}


def _is_date_line(survey: Survey, run: Run, at: int, *, opens: bool) -> bool:
    """Whether the block is a date that stands apart from the text.

    Args:
        opens: whether nothing of the body was met before it.
    """
    block = survey.page.blocks[at]
    # A fixture list has dates as headings of its lines.
    in_list = block.breaks != 2 or block.strong
    apart = opens or (block.words <= 8 and block.tag != "p" and not in_list)
    return apart and block.words <= 14 and bool(only_date(block.text)) and not _is_dateline(survey, run, at)


def _is_dateline(survey: Survey, run: Run, at: int) -> bool:
    """Whether the block is a line with place and agency over the body."""
    block = survey.page.blocks[at]
    return block.words <= 12 and looks_like_dateline(block.text, survey.evidence.outlet, loose=run.home.has(survey, at))


def _captions(survey: Survey, run: Run) -> set[int]:
    """Blocks that stand alone with an image: captions without a class that says so."""
    found: set[int] = set()
    elements = survey.page.elements
    body = elements[run.home.container]
    for element in elements:
        if not element.images or element is body or not run.first <= element.first < run.last:
            continue
        if not 1 <= element.last - element.first <= 2:
            continue
        blocks = survey.page.blocks[element.first : element.last]
        words = sum(block.words for block in blocks)
        paragraph = element.tag == "p"
        if words > (_CAPTION_IN_PARAGRAPH if paragraph else _CAPTION):
            continue
        if not (paragraph and blocks[-1].text[-1] in SENTENCE_ENDS):
            found.update(range(element.first, element.last))
    return found


def _without_labels(survey: Survey, run: Run, kept: list[int]) -> tuple[list[int], list[str]]:
    """`kept` from the first line of the body on: labels, dates and counters over it go; and the bylines among them."""
    authors: list[str] = []
    for start, at in enumerate(kept):
        if _opens_body(survey, run, at):
            return kept[start:], authors
        block = survey.page.blocks[at]
        if survey.evidence.author and block.key == survey.evidence.author:
            authors.append(block.text)
    return [], authors


def _opens_body(survey: Survey, run: Run, at: int) -> bool:
    """Whether a body may begin with block `at`: prose, a dateline, a subheading, a question."""
    block = survey.page.blocks[at]
    if survey.prose[at] >= 8 or _is_dateline(survey, run, at):
        return True
    end = block.text[-1]
    if block.words >= 8 and (end in LINE_ENDS or block.words >= 12) and block.linked == 0:
        return True
    subheading = block.tag in ("h2", "h3", "h4") and block.words >= 2 and run.home.has(survey, at)
    if subheading and block.key not in label_words():
        return True
    return end in "؟?" and block.words >= 3


def _without_signature(survey: Survey, kept: list[int]) -> tuple[list[int], str | None]:
    """`kept` without headings, marks, agencies and names under the last paragraph; and the name nearest the end."""
    blocks = survey.page.blocks
    kept = list(kept)
    signature: str | None = None
    while len(kept) > 1:
        block = blocks[kept[-1]]
        if block.tag == "li" or block.words > 6:
            break
        nameless = block.tag in HEADINGS or not any(char.isalpha() for char in block.text)
        if block.key not in agencies() and not nameless:
            if not _is_signature(block, above=blocks[kept[-2]]):
                break
            name = block.text.strip("()[]«»\"' -–—*/")
            if signature is None and 2 <= len(name.split()) <= 4:
                signature = name
        kept.pop()
    return kept, signature


def _is_signature(block: Block, above: Block) -> bool:
    """Whether the last line is a name and no line of a list.

    Args:
        above: the line before it.
    """
    if block.words > 4 or block.text[-1] in SENTENCE_ENDS or block.text[-1] == ":":
        return False
    listed = block.text[0] in _BULLETS or (block.breaks == 1 and above.words <= 12)
    return not listed and not any(char.isdigit() for char in block.text)


def _paragraphs(blocks: Sequence[Block], kept: Sequence[int]) -> list[str]:
    """The texts; a single line break inside a sentence does not part paragraphs."""
    paragraphs: list[str] = []
    previous = -2
    for at in kept:
        block = blocks[at]
        if paragraphs and previous == at - 1 and _goes_on(paragraphs[-1], block):
            paragraphs[-1] = f"{paragraphs[-1]} {block.text}"
        else:
            paragraphs.append(block.text)
        previous = at
    return paragraphs


def _goes_on(paragraph: str, block: Block) -> bool:
    """Whether the block goes on with the sentence that the paragraph broke off in."""
    return (
        block.breaks == 1
        and len(paragraph) > 60
        and paragraph[-1] not in LINE_ENDS
        and block.words > 3
        and block.text[0] not in _BULLETS
    )
