"""Which blocks of a page are the article: a container is chosen, its run of prose bounded, the rest weeded out.

Nothing here knows a site. The evidence is what news pages share: prose has words outside links and sentence
marks; a body stands after its headline, in a container that says so or that holds most of the prose; a teaser
stands beside siblings of its own kind, each with a link; furniture names itself in classes and in stock phrases;
and the head's description and articleBody repeat words of the body.
"""

from __future__ import annotations

from collections.abc import Iterable

from malaff.intake.dateline import looks_like_dateline
from malaff.intake.dates import only_date
from malaff.intake.markup import PARAGRAPHS, Block, Element, Layout
from malaff.intake.vocabulary import agencies, folded_words, key, label_words, phrases

_ENDS = frozenset(".؟!?:؛…»”\"'’)]")
_SENTENCE_ENDS = frozenset(".؟!?…")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Roles whose elements are no part of the running text wherever they stand.
_OUT = frozenset(("furniture", "breadcrumb"))
_SMALL_OUT = frozenset(("caption", "embed", "author", "date", "meta", "section", "published", "modified"))
_HARD_STOPS = ("تعليق", "حقوق", "comment", "reply", "copyright", "بريدك", "بريد")


class Evidence:
    """What the head says about the body.

    Attributes:
        titles: keys (`vocabulary.key`) of the titles the head gives.
        lead: the first words of its description, as a key, or "".
        body: its articleBody as a key, or "".
        live: whether it calls the page a live blog.
        author: key of the author it names, or "".
        outlet: the outlet's name, or "".
    """

    __slots__ = ("author", "body", "lead", "live", "outlet", "titles")

    def __init__(
        self,
        titles: Iterable[str] = (),
        lead: str = "",
        body: str = "",
        live: bool = False,
        author: str = "",
        outlet: str = "",
    ) -> None:
        self.titles = [name for name in map(key, titles) if name]
        # The end of a description is often cut or cleaned; its first words are the body's.
        self.lead = " ".join(folded_words(lead)[:7]) if len(lead) > 30 else ""
        self.body = key(body)
        self.live = live
        self.author = key(author)
        self.outlet = outlet


class Selection:
    """The blocks of the article.

    Attributes:
        paragraphs: texts in page order.
        headline: index of the headline's block, or -1.
        cut: for each block, whether it stands in furniture.
        first, last: the run of blocks that the body was taken from.
        signature: a name that signed the article at its end, or None.
        dropped_authors: lines that name who wrote the article.
    """

    __slots__ = ("cut", "dropped_authors", "first", "headline", "last", "paragraphs", "signature")

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.headline = -1
        self.cut: list[bool] = []
        self.first = self.last = 0
        self.signature: str | None = None
        self.dropped_authors: list[str] = []


def select(page: Layout, evidence: Evidence) -> Selection:
    """The article's blocks; no paragraphs where the page shows none."""
    chosen = Selection()
    if page.blocks:
        _Selector(page, evidence, chosen).run()
    return chosen


class _Selector:
    def __init__(self, page: Layout, evidence: Evidence, chosen: Selection) -> None:
        self.page = page
        self.blocks = page.blocks
        self.elements = page.elements
        self.evidence = evidence
        self.chosen = chosen
        self.prose = [_prose(block) for block in page.blocks]
        self.teaser = [False] * len(page.blocks)
        self.effects: list[str | None] = ["?"] * len(page.blocks)

    def run(self) -> None:
        chosen = self.chosen
        self.containers = [self.container(block) for block in self.blocks]
        self.anchor = self.find_anchor()
        chosen.headline = self.find_headline()
        chosen.cut = self.cut = self.find_furniture()
        self.find_teasers()
        best = self.choose()
        if best < 0:
            return
        self.best = best
        first, last = self.bounds()
        chosen.first, chosen.last = first, last
        if chosen.headline < 0:
            chosen.headline = self.headline_above(first)
        self.gather(first, last)

    # -- what stands where ------------------------------------------------------------------------------------

    def container(self, block: Block) -> int:
        """The element that the block's paragraph stands in."""
        at = block.element
        elements = self.elements
        while at > 0 and elements[at].tag in PARAGRAPHS:
            at = elements[at].parent
        return max(at, 0)

    def key_of(self, at: int) -> str:
        block = self.blocks[at]
        if block.key is None:
            block.key = key(block.text)
        return block.key

    def effect_of(self, at: int) -> str | None:
        """What the stock phrases say of block `at`, looked up once."""
        effect = self.effects[at]
        if effect == "?":
            effect = self.effects[at] = phrases().effect(self.blocks[at].text)
        return effect

    def find_anchor(self) -> int:
        """The block that begins like the head's description, or -1."""
        lead = self.evidence.lead
        if not lead:
            return -1
        # One rare word first: making keys of all blocks would cost more than the search.
        for at, block in enumerate(self.blocks):
            if block.words >= 8 and block.linked < block.words * 0.5 and lead in self.key_of(at)[: len(lead) + 60]:
                return at
        return -1

    def find_headline(self) -> int:
        """The block of the headline, or -1.

        Where no heading agrees with the head (old pages name only the site there), a first-level heading will do.
        """
        found = self.best_heading(self.evidence.titles)
        return found if found >= 0 or not self.evidence.titles else self.best_heading([])

    def best_heading(self, titles: list[str]) -> int:
        """The heading that agrees best with the titles; with none, the first that can be a headline."""
        wanted = set(" ".join(titles).split())
        best, best_score = -1, 1.0
        for at, block in enumerate(self.blocks):
            heading = block.tag in _HEADINGS
            if not 1 <= block.words <= 60:
                continue
            named = not heading and self.has_role(block.element, "headline")
            if not heading and not named and (block.words < 3 or block.linked or not titles):
                continue
            score = {"h1": 1.6, "h2": 0.9}.get(block.tag, 0.5 if heading or named else 0.0)
            if titles:
                if not heading and not named and self.blocks[at].words > 40:
                    continue
                words = self.key_of(at).split()
                if not words:
                    continue
                inside = sum(word in wanted for word in words) / len(words)
                if inside < 0.6:
                    continue
                text = " ".join(words)
                whole = max(min(len(text), len(title)) / max(len(text), len(title)) for title in titles)
                same = any(text == title for title in titles)
                score += 3 * inside * whole + (1.5 if same else 0)
                if block.words < 3 and not same:
                    score -= 2
            elif block.words < 3 or self.effect_of(at):
                score -= 0.8
            if block.linked > block.words * 0.5:
                score -= 1.0
            if self.has_role(block.element, "headline"):
                score += 0.3
            if score > best_score + 1e-9:
                best, best_score = at, score
        return best

    def headline_above(self, first: int) -> int:
        """The nearest heading, title by its class, or emphasised line above the body, where the head names none."""
        block = self.blocks[first]
        prose = max(self.prose[first + 1 : first + 4], default=0.0)
        if prose >= 8 and block.words <= 25 and not block.linked:
            top = block.tag in ("h1", "h2") or self.has_role(block.element, "headline")
            # A line over the date over the text is a headline, whatever it is set in.
            dated = any(only_date(below.text) for below in self.blocks[first + 1 : first + 3])
            if (top or dated or (block.strong and not self.at_home(first))) and block.text[-1] not in _SENTENCE_ENDS:
                return first
        for at in range(first - 1, max(-1, first - 12), -1):
            block = self.blocks[at]
            if block.linked or block.words > 40 or only_date(block.text) or self.effect_of(at):
                continue
            top = block.tag in ("h1", "h2") or self.has_role(block.element, "headline")
            dated = any(only_date(below.text) for below in self.blocks[at + 1 : min(at + 3, first)])
            if top or (block.words >= 3 and (block.tag in _HEADINGS or block.strong or dated)):
                return at
        return -1

    def has_role(self, element: int, role: str) -> bool:
        """Whether the element or one of its next two parents has the role."""
        for _ in range(3):
            if element < 0:
                return False
            if role in self.elements[element].roles:
                return True
            element = self.elements[element].parent
        return False

    def find_furniture(self) -> list[bool]:
        """For each block, whether it stands in an element that names itself furniture.

        A name is not believed where the element holds the headline, the anchor or most of the page's prose: themes
        call their outermost wrappers `has-sidebar`, `with-comments`.
        """
        n = len(self.blocks)
        sums = [0.0] * (n + 1)
        for at in range(n):
            sums[at + 1] = sums[at] + self.prose[at]
        total = sums[n] or 1.0
        marks = [0] * (n + 1)
        headline, anchor = self.chosen.headline, self.anchor
        for element in self.elements:
            roles = element.roles
            first, last = element.first, element.last
            if first == last:
                continue
            if not roles and not element.hidden:
                continue
            share = (sums[last] - sums[first]) / total
            holds = first <= headline < last or first <= anchor < last
            if "articlebody" in roles or "body" in roles:
                continue
            out = False
            if roles & _OUT:
                out = not holds and (share < 0.5 or (element.tag in ("nav", "footer") and share < 0.8))
            elif "aside" in roles:
                out = not holds and share < 0.4
            elif roles & _SMALL_OUT:
                # A caption, a byline or a date is short; `date` in the class of a wrapper is a theme's whim.
                limit = 90 if roles & {"caption", "embed"} else 25
                words = sum(block.words for block in self.blocks[first : min(last, first + 12)])
                inside_only = last - first <= 12 and words <= limit and share < 0.4
                out = inside_only and not holds
            if not out and element.hidden:
                out = not holds and share < 0.3
            if out:
                marks[first] += 1
                marks[last] -= 1
        cut, depth = [], 0
        for at in range(n):
            depth += marks[at]
            cut.append(depth > 0)
        return cut

    def find_teasers(self) -> None:
        """Marks the blocks of teaser lists: siblings of one kind, each with a link and little prose."""
        blocks, elements = self.blocks, self.elements
        # A stock phrase with its link (`اقرأ أيضا: ...`) stands inside articles and makes no teaser.
        is_link = [
            block.linked >= max(1, block.words * 0.7) and (block.words <= 2 or self.effect_of(at) != "drop")
            for at, block in enumerate(blocks)
        ]
        groups: dict[tuple[int, str, str], list[int]] = {}
        headline, anchor = self.chosen.headline, self.anchor
        for index, element in enumerate(elements):
            size = element.last - element.first
            if not 2 <= size <= 8 or element.parent < 0:
                continue
            if element.first <= headline < element.last or element.first <= anchor < element.last:
                continue
            if ("live" in element.roles and self.evidence.live) or element.roles & {"body", "articlebody"}:
                continue
            span = range(element.first, element.last)
            if any(blocks[at].tag in ("h1", "h2") and not is_link[at] for at in span):
                continue
            # The link is a headline's or says "more"; a share bar makes no teaser.
            if not any(is_link[at] and (blocks[at].words >= 4 or self.effect_of(at)) for at in span):
                continue
            if sum(self.prose[at] for at in span) > 70:
                continue
            # `item first`, `item-2`: siblings differ behind their first word, and in numbers.
            kind = element.name.split(" ", 1)[0].rstrip("0123456789-_")
            groups.setdefault((element.parent, element.tag, kind), []).append(index)
        for members in groups.values():
            linked_heading = any(
                is_link[at] and blocks[at].tag in _HEADINGS
                for index in members
                for at in range(elements[index].first, elements[index].last)
            )
            if len(members) >= 3 or (len(members) == 2 and linked_heading):
                for index in members:
                    for at in range(elements[index].first, elements[index].last):
                        self.teaser[at] = True
        # A flat rail: links and snippets in turn, straight in one cell.
        direct: dict[int, list[int]] = {}
        for at, container in enumerate(self.containers):
            direct.setdefault(container, []).append(at)
        for members in direct.values():
            if len(members) < 6 or anchor in members:
                continue
            last = len(members) - 1
            between = [
                at
                for place, at in enumerate(members)
                if not is_link[at]
                and (place and is_link[members[place - 1]])
                and (place == last or is_link[members[place + 1]])
                and self.effect_of(members[place - 1]) is None
            ]
            if len(between) >= 3:
                for at in between:
                    self.teaser[at] = True

    # -- where the body is ------------------------------------------------------------------------------------

    def choose(self) -> int:
        """The element that holds the body, or -1."""
        elements, headline = self.elements, self.chosen.headline
        scores: dict[int, float] = {}
        evidence = self.evidence.body
        # A headline of its own begins another article: one that stands behind it is not this one.
        others = [
            at
            for at, block in enumerate(self.blocks)
            if block.tag == "h1" and at > headline >= 0 and block.words > 2 and not self.same_title(block)
        ]
        self.comments = comments = self.comments_begin()
        for at, value in enumerate(self.prose):
            if self.cut[at] or self.teaser[at] or at == headline:
                continue
            block = self.blocks[at]
            if not block.linked and block.words >= 3 and block.tag not in _HEADINGS:
                # Lines of a list and of a dialogue count a little: together they show where the body is.
                value = max(value, block.words * 0.3)
            if value <= 0:
                continue
            if evidence and self.blocks[at].words >= 6 and self.key_of(at)[:60] in evidence:
                value *= 2.5
            share = 1.0
            element = self.containers[at]
            while element >= 0 and share >= 0.1:
                scores[element] = scores.get(element, 0.0) + value * share
                first, last = elements[element].first, elements[element].last
                element = elements[element].parent
                # A wrapper of one thing is that thing.
                if element >= 0 and (elements[element].first != first or elements[element].last != last):
                    share *= 0.55
        best, best_score = -1, 0.0
        for index, score in scores.items():
            holder = elements[index]
            factor = self.factor(holder)
            if holder.first <= self.anchor < holder.last:
                factor *= 1.4
            elif holder.first >= comments:
                # Readers write more than a short report has; their first heading tells.
                factor *= 0.05
            if headline >= 0:
                if holder.last <= headline:
                    factor *= 0.35
                elif others and holder.first > others[0] and not self.evidence.live:
                    factor *= 0.2
                elif holder.first > headline:
                    # The nearer to its headline, the likelier the body.
                    factor *= 1.0 + 0.6 / (1.0 + 0.1 * (holder.first - headline))
                else:
                    factor *= 1.15
            if score * factor > best_score:
                best, best_score = index, score * factor
        return best

    def comments_begin(self) -> int:
        """The block of a heading over comments with prose before it; past the last block where there is none."""
        prose = 0.0
        for at in range(self.chosen.headline + 1, len(self.blocks)):
            block = self.blocks[at]
            if block.words <= 8 and prose >= 15 and self.effect_of(at) == "stop" and self.ends_page(at):
                return at
            if not self.cut[at] and not self.teaser[at]:
                prose += self.prose[at]
        return len(self.blocks)

    def factor(self, element: Element) -> float:
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
        if roles & _OUT and "body" not in roles:
            factor *= 0.6
        if not self.evidence.live:
            articles = sum(
                1
                for block in self.blocks[element.first : element.last]
                if block.tag == "h1" and block.words > 2 and not self.same_title(block)
            )
            if articles:
                factor *= 0.4
        return factor

    def same_title(self, block: Block) -> bool:
        if self.chosen.headline < 0:
            return False
        if block.key is None:
            block.key = key(block.text)
        return block.key == self.key_of(self.chosen.headline)

    def limits(self) -> tuple[int, int]:
        """The widest run of blocks that the body may reach over."""
        elements, headline = self.elements, self.chosen.headline
        outer = self.best
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
        if first < self.comments < high:
            high = self.comments
        return low, high

    def bounds(self) -> tuple[int, int]:
        """The run of blocks whose prose outweighs what stands between."""
        body = self.elements[self.best]
        low, high = self.limits()
        inside = range(max(body.first, low), min(body.last, high))
        if not inside:
            inside = range(body.first, body.last)
            low = body.first
        # Where nearly all prose stands straight in the container, prose in another element behind it is a notice.
        prose = [0.0 if self.cut[at] or self.teaser[at] else self.prose[at] for at in inside]
        self.home = self.find_home(inside, prose)
        at_home = sum(value for at, value in zip(inside, prose, strict=True) if self.at_home(at))
        self.home_share = at_home / (sum(prose) or 1.0)
        seed = max(inside, key=lambda at: 0.0 if self.cut[at] or self.teaser[at] else self.prose[at])
        if self.anchor in inside and not self.cut[self.anchor]:
            seed = self.anchor
        last = self.reach(range(seed + 1, high), body, 1)
        first = self.reach(range(seed - 1, low - 1, -1), body, -1)
        first = seed if first is None else first
        last = seed if last is None else last
        return first, last + 1

    def reach(self, span: range, body: Element, direction: int) -> int | None:
        """The block of `span` up to which the sum of values is greatest, or None."""
        total = best = 0.0
        at_best: int | None = None
        soft_stop = False
        for at in span:
            block = self.blocks[at]
            within = body.first <= at < body.last
            if self.cut[at]:
                value = -0.3
            else:
                effect = self.effect_of(at)
                if effect == "stop":
                    # A heading of related links may stand between paragraphs; comments and copyright end the page.
                    if direction > 0 and self.ends_page(at) and not self.resumes(at, body):
                        break
                    soft_stop = True
                    value = -8.0
                elif direction > 0 and block.tag == "h1" and block.words > 2 and not self.same_title(block):
                    break
                elif effect is not None and block.words <= 30:
                    value = -0.5
                else:
                    value = self.value(at, within, direction)
                    if soft_stop and value > 0 and not self.at_home(at):
                        value = -value
            total += value
            if total > best:
                best, at_best = total, at
            elif total < best - 160 and not within:
                break
        return at_best

    def ends_page(self, at: int) -> bool:
        """Whether the stock phrase at `at` belongs to comments or copyright, after which no article goes on."""
        text = self.key_of(at)
        return any(word in text for word in _HARD_STOPS) or "رد" in text.split()

    def resumes(self, at: int, body: Element) -> bool:
        """Whether much of the body's prose stands after block `at`: a stray phrase, not the page's end."""
        after = sum(
            self.prose[i]
            for i in range(at + 1, body.last)
            if self.containers[i] == self.containers[body.first] and not self.cut[i]
        )
        before = sum(self.prose[i] for i in range(body.first, at) if not self.cut[i])
        return after > before

    def find_home(self, inside: range, prose: list[float]) -> tuple[str, str]:
        """Tag and name of the elements that most of the body's prose stands in straight.

        That is the chosen element itself, or, where each paragraph has wrappers of its own, the innermost wrapper.
        """
        weights: dict[tuple[str, str], float] = {}
        for at, value in zip(inside, prose, strict=True):
            own = self.elements[self.containers[at]]
            weights[own.tag, own.name] = weights.get((own.tag, own.name), 0.0) + value
        return max(weights, key=lambda name: weights[name])

    def at_home(self, at: int) -> bool:
        """Whether the block stands where the body's paragraphs stand."""
        own = self.elements[self.containers[at]]
        return self.containers[at] == self.best or (own.tag, own.name) == self.home

    def continues(self, at: int) -> bool:
        """Whether a block after the chosen element may be the article's: its element is built like the chosen one,
        or holds several paragraphs."""
        body, own = self.elements[self.best], self.elements[self.containers[at]]
        if own.tag == body.tag and own.name == body.name and own.name:
            return True
        if own.roles & {"body", "articlebody"}:
            return True
        # One paragraph was chosen: the others stand in elements like its own, not far away.
        if body.last - body.first == 1 and self.follows(at):
            return True
        single = body.last - body.first == 1 and own.last - own.first == 1
        if single and own.tag == body.tag and own.name == body.name and self.near(self.containers[at], self.best):
            return True
        if own.first <= body.first and body.last <= own.last:
            return self.blocks[at].tag == "p"
        return sum(1 for i in range(own.first, own.last) if self.prose[i] >= 12 and not self.cut[i]) >= 2

    def follows(self, at: int) -> bool:
        """Whether only prose and captions stand between the chosen paragraph and block `at`: it was the lead."""
        between = range(self.elements[self.best].last, at)
        return all(self.cut[i] or (not self.blocks[i].linked and self.blocks[i].tag not in _HEADINGS) for i in between)

    def near(self, one: int, other: int) -> bool:
        """Whether two elements have a parent or grandparent in common (cells of neighbouring rows)."""
        return bool(set(self.page.ancestors(one)[1:3]) & set(self.page.ancestors(other)[1:3]))

    def value(self, at: int, within: bool, direction: int) -> float:
        block = self.blocks[at]
        if self.teaser[at]:
            return -float(block.words)
        if block.linked > block.words * 0.6:
            return -0.4 * block.words if within else -1.0 * block.words
        prose = self.prose[at]
        if prose >= 8:
            if within and (direction < 0 or self.home_share < 0.7 or self.at_home(at) or self.continues(at)):
                return prose
            # Text after the container is a comment policy or a second article more often than a part of this one.
            return prose * 0.6 - 4 if direction < 0 or self.continues(at) else -4.0
        if within:
            # Short lines: items of a list, questions, subheadings.
            return 0.4 * block.words if block.text[-1] in _ENDS or block.tag == "li" else 0.05
        body, own = self.elements[self.best], self.elements[self.containers[at]]
        return 0.05 if own.name and own.tag == body.tag and own.name == body.name else -3.0

    # -- what is weeded out -----------------------------------------------------------------------------------

    def gather(self, first: int, last: int) -> None:
        chosen = self.chosen
        kept: list[int] = []
        seen: set[str] = set()
        titles = set(self.evidence.titles)
        if chosen.headline >= 0:
            titles.add(self.key_of(chosen.headline))
        captions = self.find_captions(first, last)
        stopped = False
        for at in range(first, last):
            block = self.blocks[at]
            if self.cut[at] or at in captions or at == chosen.headline:
                continue
            effect = self.effect_of(at)
            if effect == "stop":
                stopped = True
                continue
            if phrases().is_furniture(block.text):
                if effect == "author":
                    chosen.dropped_authors.append(block.text)
                continue
            if self.teaser[at] and (stopped or self.prose[at] < 70):
                continue
            only_link = block.linked >= block.words * 0.8 and (
                block.words <= 30 or block.text[-1] not in _SENTENCE_ENDS
            )
            if only_link and not (block.tag == "li" and self.list_of_links_inside(at)):
                continue
            if stopped and not self.at_home(at) and self.prose[at] < 8:
                continue
            text_key = self.key_of(at)
            if not text_key or text_key in titles:
                continue
            apart = not kept or (block.words <= 8 and block.tag != "p" and self.no_list(at))
            if apart and block.words <= 14 and only_date(block.text) and not self.is_dateline(at):
                continue
            if block.words >= 10:
                if text_key in seen:
                    continue
                seen.add(text_key)
            kept.append(at)
        kept = self.trim(kept)
        chosen.paragraphs = self.join(kept)

    def is_dateline(self, at: int) -> bool:
        """Whether the block is a line with place and agency over the body."""
        block = self.blocks[at]
        return block.words <= 12 and looks_like_dateline(block.text, self.evidence.outlet, loose=self.at_home(at))

    def no_list(self, at: int) -> bool:
        """Whether the block is no line of a list of lines parted by breaks (a fixture list has dates as headings)."""
        return self.blocks[at].breaks == 2 and not self.blocks[at].strong

    def list_of_links_inside(self, at: int) -> bool:
        """Whether a linked list item stands in a list that is mostly text."""
        container = self.containers[at]
        members = [i for i in range(len(self.blocks)) if self.containers[i] == container and self.blocks[i].tag == "li"]
        return sum(self.blocks[i].linked < self.blocks[i].words * 0.5 for i in members) > len(members) / 2

    def find_captions(self, first: int, last: int) -> set[int]:
        """Blocks that stand alone with an image: captions without a class that says so."""
        found: set[int] = set()
        body = self.elements[self.best]
        for element in self.elements:
            if not element.images or element is body or not first <= element.first < last:
                continue
            size = element.last - element.first
            if not 1 <= size <= 2:
                continue
            blocks = self.blocks[element.first : element.last]
            words = sum(block.words for block in blocks)
            limit = 14 if element.tag == "p" else 32
            if words <= limit and not (element.tag == "p" and blocks[-1].text[-1] in _SENTENCE_ENDS):
                found.update(range(element.first, element.last))
        return found

    def trim(self, kept: list[int]) -> list[int]:
        """Head and tail without labels, bylines, dates, counters and signatures."""
        chosen = self.chosen
        blocks = self.blocks
        start = 0
        while start < len(kept):
            at = kept[start]
            block = blocks[at]
            if self.prose[at] >= 8 or self.is_dateline(at):
                break
            text = block.text
            if block.words >= 8 and (text[-1] in _ENDS or block.words >= 12) and block.linked == 0:
                break
            subhead = block.tag in ("h2", "h3", "h4") and self.at_home(at)
            if subhead and block.words >= 2 and self.key_of(at) not in label_words():
                break
            if text[-1] in "؟?" and block.words >= 3:
                break
            if self.evidence.author and self.key_of(at) == self.evidence.author:
                chosen.dropped_authors.append(text)
            start += 1
        kept = kept[start:]
        while kept:
            at = kept[-1]
            block = blocks[at]
            if block.tag == "li" or block.words > 6 or len(kept) == 1:
                break
            letters = [char for char in block.text if char.isalpha()]
            if self.key_of(at) in agencies() and block.words <= 6:
                kept.pop()
                continue
            signed = 1 <= block.words <= 4 and block.text[-1] not in _SENTENCE_ENDS and block.text[-1] != ":"
            listed = block.text.lstrip()[:1] in "-•*–" or (blocks[at].breaks == 1 and blocks[kept[-2]].words <= 12)
            if block.tag in _HEADINGS or not letters:
                kept.pop()
            elif signed and not listed and not any(char.isdigit() for char in block.text):
                name = block.text.strip("()[]«»\"' -–—*/")
                if chosen.signature is None and 2 <= len(name.split()) <= 4:
                    chosen.signature = name
                kept.pop()
            else:
                break
        return kept

    def join(self, kept: list[int]) -> list[str]:
        """The texts; a single line break inside a sentence does not part paragraphs."""
        paragraphs: list[str] = []
        previous = -2
        for at in kept:
            block = self.blocks[at]
            if (
                paragraphs
                and block.breaks == 1
                and previous == at - 1
                and len(paragraphs[-1]) > 60
                and paragraphs[-1][-1] not in _ENDS
                and block.words > 3
                and block.text[0] not in "-•*–"
            ):
                paragraphs[-1] = f"{paragraphs[-1]} {block.text}"
            else:
                paragraphs.append(block.text)
            previous = at
        return paragraphs


def _prose(block: Block) -> float:
    """How many words of running text the block is worth; 0 for headings, labels and links."""
    words, linked = block.words, block.linked
    if words < 5 or linked > words * 0.5 or block.tag in _HEADINGS:
        return 0.0
    own = float(words - 2 * linked)
    text = block.text
    if text[-1] in _SENTENCE_ENDS or (text[-1] in _ENDS and words >= 10):
        return own
    if words < 10:
        return own * 0.2
    return own * 0.7 if "،" in text or "," in text or "." in text or words > 20 else own * 0.4
