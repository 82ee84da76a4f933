"""Which element holds the body: the one with most prose, weighed by its name, its place and what the head says."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from malaff.intake.furniture import FURNITURE_ROLES
from malaff.intake.markup import HEADINGS, Element
from malaff.intake.survey import Survey

# Prose counts for its container whole and for each element around that by this factor less, down to _LEAST_SHARE.
_SHARE_OUTWARDS = 0.55
_LEAST_SHARE = 0.1
# How many characters of a block are looked for in articleBody, and how much more a block counts that is found there.
_COMPARED = 60
_CONFIRMED = 2.5


def choose_container(survey: Survey) -> int:
    """Index of the element that holds the body, or -1 where no block is prose."""
    elements = survey.page.elements
    # A headline of its own begins another article.
    others = [at for at, block in enumerate(survey.page.blocks) if survey.begins_other(block)]
    best, best_score = -1, 0.0
    for index, score in _prose_by_element(survey).items():
        holder = elements[index]
        factor = _name_factor(holder, survey.evidence.live, others) * _place_factor(survey, holder, others)
        if score * factor > best_score:
            best, best_score = index, score * factor
    return best


def _prose_by_element(survey: Survey) -> dict[int, float]:
    """Words of running text inside each element that has any, those further inside counting less."""
    elements, confirmed = survey.page.elements, survey.evidence.body
    scores: dict[int, float] = {}
    for at, value in enumerate(survey.prose):
        if survey.is_out(at) or at == survey.headline:
            continue
        block = survey.page.blocks[at]
        if not block.linked and block.words >= 3 and block.tag not in HEADINGS:
            # Lines of a list and of a dialogue count a little: together they show where the body is.
            value = max(value, block.words * 0.3)
        if value <= 0:
            continue
        if confirmed and block.words >= 6 and block.key[:_COMPARED] in confirmed:
            value *= _CONFIRMED
        share = 1.0
        index = survey.containers[at]
        while index >= 0 and share >= _LEAST_SHARE:
            scores[index] = scores.get(index, 0.0) + value * share
            first, last = elements[index].first, elements[index].last
            index = elements[index].parent
            # A wrapper of one thing is that thing.
            if index >= 0 and (elements[index].first != first or elements[index].last != last):
                share *= _SHARE_OUTWARDS
    return scores


def _name_factor(element: Element, live: bool, others: Sequence[int]) -> float:
    """What the element's roles and headlines inside it say for it (above 1) or against it."""
    roles = element.roles
    if "articlebody" in roles:
        return 2.5
    factor = 1.0
    if "body" in roles:
        factor = 1.6
    elif "body-weak" in roles or element.tag in ("article", "main"):
        factor = 1.2
    if "lead" in roles:
        factor *= 0.5
    if roles & FURNITURE_ROLES and "body" not in roles:
        factor *= 0.6
    if not live:
        after = bisect_left(others, element.first)
        if after < len(others) and others[after] < element.last:
            factor *= 0.4
    return factor


def _place_factor(survey: Survey, element: Element, others: Sequence[int]) -> float:
    """What the element's place says, seen from headline, anchor and comments."""
    headline = survey.headline
    factor = 1.0
    if element.first <= survey.anchor < element.last:
        factor = 1.4
    elif element.first >= survey.comments:
        # Readers write more than a short report has; their first heading tells.
        factor = 0.05
    if headline < 0:
        return factor
    if element.last <= headline:
        return factor * 0.35
    next_other = bisect_left(others, headline + 1)
    if next_other < len(others) and element.first > others[next_other] and not survey.evidence.live:
        return factor * 0.2
    if element.first > headline:
        # The nearer to its headline, the likelier the body.
        return factor * (1.0 + 0.6 / (1.0 + 0.1 * (element.first - headline)))
    return factor * 1.15
