"""The run of blocks that the body is taken from: outwards from the surest paragraph while prose outweighs the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from malaff.intake.furniture import BODY_ROLES, ends_page
from malaff.intake.markup import HEADINGS
from malaff.intake.prose import LINE_ENDS
from malaff.intake.survey import Survey

# A block with so many words of running text is a paragraph; in an element after the container so many show another.
_PARAGRAPH = 8.0
_LONG_PARAGRAPH = 12.0
# Outside the container the search ends where the sum has fallen so far below its best (words).
_LOST = 160.0
# From this share on, the body's paragraphs count as standing all in one place.
_NEARLY_ALL = 0.7


@dataclass(frozen=True, slots=True)
class Home:
    """Where the body's paragraphs stand.

    Attributes:
        container: index of the chosen element.
        tag, name: of the elements that most of its prose stands in straight: that element itself, or, where each
            paragraph has wrappers of its own, the innermost wrapper.
    """

    container: int
    tag: str
    name: str

    def has(self, survey: Survey, at: int) -> bool:
        """Whether block `at` stands there."""
        index = survey.containers[at]
        own = survey.page.elements[index]
        return index == self.container or (own.tag == self.tag and own.name == self.name)


@dataclass(frozen=True, slots=True)
class Run:
    """The blocks `first:last`, and where the body's paragraphs stand among them."""

    first: int
    last: int
    home: Home


def find_run(survey: Survey, container: int) -> Run:
    """The run of blocks whose prose outweighs what stands between.

    Args:
        container: index of the element that holds the body.
    """
    body = survey.page.elements[container]
    low, high = _limits(survey, container)
    inside = range(max(body.first, low), min(body.last, high))
    if not inside:
        inside = range(body.first, body.last)
        low = body.first
    prose = [0.0 if survey.is_out(at) else survey.prose[at] for at in inside]
    home = _find_home(survey, container, inside, prose)
    at_home = sum(value for at, value in zip(inside, prose, strict=True) if home.has(survey, at))
    seed = inside[prose.index(max(prose))]
    if survey.anchor in inside and not survey.cut[survey.anchor]:
        seed = survey.anchor
    reach = _Reach(
        survey,
        home,
        all_at_home=at_home / (sum(prose) or 1.0) >= _NEARLY_ALL,
        text_until=_text_until(survey, body.last),
        long_before=_long_before(survey),
    )
    last = reach.end(range(seed + 1, high), 1)
    first = reach.end(range(seed - 1, low - 1, -1), -1)
    return Run(seed if first is None else first, (seed if last is None else last) + 1, home)


def _limits(survey: Survey, container: int) -> tuple[int, int]:
    """The widest run of blocks that the body may reach over."""
    elements, headline = survey.page.elements, survey.headline
    outer = container
    first, last = elements[outer].first, elements[outer].last
    if headline >= 0 and headline < first:
        while outer > 0 and not elements[outer].first <= headline < elements[outer].last:
            outer = elements[outer].parent
    else:
        for _ in range(2):
            if elements[outer].tag in ("article", "main", "body") or elements[outer].parent < 0:
                break
            outer = elements[outer].parent
    low, high = elements[outer].first, max(elements[outer].last, last)
    if headline >= 0 and headline < last:
        low = max(low, headline + 1)
    if first < survey.comments < high:
        high = survey.comments
    return low, high


def _find_home(survey: Survey, container: int, inside: range, prose: Sequence[float]) -> Home:
    weights: dict[tuple[str, str], float] = {}
    for at, value in zip(inside, prose, strict=True):
        own = survey.page.elements[survey.containers[at]]
        weights[own.tag, own.name] = weights.get((own.tag, own.name), 0.0) + value
    tag, name = max(weights, key=lambda kind: weights[kind])
    return Home(container, tag, name)


def _text_until(survey: Survey, start: int) -> int:
    """The first block from `start` on that is neither furniture nor unlinked text below a heading's rank."""
    blocks = survey.page.blocks
    for at in range(start, len(blocks)):
        if not survey.cut[at] and (blocks[at].linked or blocks[at].tag in HEADINGS):
            return at
    return len(blocks)


def _long_before(survey: Survey) -> Sequence[int]:
    """For each block the number of long paragraphs before it, furniture left out; one more entry for the end."""
    long = (words >= _LONG_PARAGRAPH and not cut for words, cut in zip(survey.prose, survey.cut, strict=True))
    return list(accumulate(long, initial=0))


@dataclass(frozen=True, slots=True)
class _Reach:
    """What decides how far the body reaches.

    Attributes:
        survey, home: the page and where the body's paragraphs stand.
        all_at_home: whether nearly all prose stands at home; then prose in another element behind it is a notice.
        text_until: up to this block only text and furniture follow the container.
        long_before: for each block the number of long paragraphs before it.
    """

    survey: Survey
    home: Home
    all_at_home: bool
    text_until: int
    long_before: Sequence[int]

    def end(self, span: range, direction: int) -> int | None:
        """The block of `span` up to which the sum of values is greatest, or None where every sum is negative.

        Args:
            direction: 1 for a span below the surest paragraph, -1 for one above.
        """
        survey = self.survey
        body = survey.page.elements[self.home.container]
        total = best = 0.0
        at_best: int | None = None
        stopped = False
        for at in span:
            block = survey.page.blocks[at]
            within = body.first <= at < body.last
            if survey.cut[at]:
                value = -0.3
            elif block.effect == "stop":
                # A heading of related links may stand between paragraphs; comments and copyright end the page.
                if direction > 0 and ends_page(block) and not self._resumes(at):
                    break
                stopped = True
                value = -8.0
            elif direction > 0 and survey.begins_other(block):
                break
            elif block.effect is not None and block.words <= 30:
                value = -0.5
            else:
                value = self._value(at, within, direction)
                if stopped and value > 0 and not self.home.has(survey, at):
                    value = -value
            total += value
            if total > best:
                best, at_best = total, at
            elif total < best - _LOST and not within:
                break
        return at_best

    def _value(self, at: int, within: bool, direction: int) -> float:
        """What block `at` speaks for the body reaching so far, in words; negative where it speaks against."""
        survey = self.survey
        block, prose = survey.page.blocks[at], survey.prose[at]
        if survey.teasers[at]:
            return -float(block.words)
        if block.linked > block.words * 0.6:
            return -0.4 * block.words if within else -1.0 * block.words
        if prose >= _PARAGRAPH:
            if within and (direction < 0 or not self.all_at_home or self.home.has(survey, at) or self._continues(at)):
                return prose
            # Text after the container is a comment policy or a second article more often than a part of this one.
            return prose * 0.6 - 4 if direction < 0 or self._continues(at) else -4.0
        if within:
            # Short lines: items of a list, questions, subheadings.
            return 0.4 * block.words if block.text[-1] in LINE_ENDS or block.tag == "li" else 0.05
        return 0.05 if self._like_container(survey.containers[at]) else -3.0

    def _continues(self, at: int) -> bool:
        """Whether a block after the container may be the article's.

        It may where its element is built like the container, or holds several paragraphs.
        """
        survey = self.survey
        index = survey.containers[at]
        body, own = survey.page.elements[self.home.container], survey.page.elements[index]
        if self._like_container(index) or own.roles & BODY_ROLES:
            return True
        # One paragraph was chosen: the others stand in elements like its own, not far away.
        if body.last - body.first == 1:
            if at <= self.text_until:
                return True
            alike = own.last - own.first == 1 and own.tag == body.tag and own.name == body.name
            if alike and self._near(index):
                return True
        if own.first <= body.first and body.last <= own.last:
            return survey.page.blocks[at].tag == "p"
        return self.long_before[own.last] - self.long_before[own.first] >= 2

    def _like_container(self, index: int) -> bool:
        """Whether an element has the container's tag and name."""
        body, own = self.survey.page.elements[self.home.container], self.survey.page.elements[index]
        return bool(own.name) and own.tag == body.tag and own.name == body.name

    def _near(self, index: int) -> bool:
        """Whether an element has a parent or grandparent in common with the container (cells of neighbouring rows)."""
        layout = self.survey.page
        return bool(set(layout.ancestors(index)[1:3]) & set(layout.ancestors(self.home.container)[1:3]))

    def _resumes(self, at: int) -> bool:
        """Whether much of the body's prose stands after block `at`: a stray phrase, not the page's end."""
        survey, body = self.survey, self.survey.page.elements[self.home.container]
        own = survey.containers[body.first]
        after = sum(
            survey.prose[i] for i in range(at + 1, body.last) if survey.containers[i] == own and not survey.cut[i]
        )
        before = sum(survey.prose[i] for i in range(body.first, at) if not survey.cut[i])
        return after > before
