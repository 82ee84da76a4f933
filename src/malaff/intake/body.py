"""Which blocks of a page are the article: a container is chosen, its run of prose bounded, the rest weeded out.

Nothing here knows a site. The evidence is what news pages share: prose has words outside links and sentence
marks; a body stands after its headline, in a container that says so or that holds most of the prose; a teaser
stands beside siblings of its own kind, each with a link; furniture names itself in classes and in stock phrases;
and the head's description and articleBody repeat words of the body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from malaff.intake.container import choose_container
from malaff.intake.evidence import Evidence
from malaff.intake.headline import headline_above
from malaff.intake.markup import Layout
from malaff.intake.run import find_run
from malaff.intake.survey import take_survey
from malaff.intake.weeding import weed


@dataclass(frozen=True, slots=True)
class Selection:
    """The blocks of the article.

    Attributes:
        paragraphs: texts in page order; empty where the page shows no body.
        headline: index of the headline's block, or -1.
        cut: for each block, whether it stands in furniture.
        first, last: the run of blocks that the body was taken from; both 0 where there is none.
        signature: a name that signed the article at its end, or None.
        bylines: lines taken out of the body that name who wrote the article.
    """

    paragraphs: list[str]
    headline: int
    cut: Sequence[bool]
    first: int = 0
    last: int = 0
    signature: str | None = None
    bylines: Sequence[str] = ()


def select(page: Layout, evidence: Evidence) -> Selection:
    """The article's blocks; no paragraphs where the page shows none."""
    if not page.blocks:
        return Selection([], -1, [])
    survey = take_survey(page, evidence)
    container = choose_container(survey)
    headline = survey.headline
    if container < 0:
        return Selection([], headline, survey.cut)
    run = find_run(survey, container)
    if headline < 0:
        headline = headline_above(page, survey.prose, run.first, at_home=run.home.has(survey, run.first))
    weeded = weed(survey, run, headline)
    return Selection(weeded.paragraphs, headline, survey.cut, run.first, run.last, weeded.signature, weeded.bylines)
