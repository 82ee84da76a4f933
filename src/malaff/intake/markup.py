"""A page's markup laid out as blocks: one walk over one parse, everything the later steps ask about noted on the way.

A block is a run of text between two block borders or line breaks. An element is noted when it is a block element
or when its class, id or semantics say something. Both are in document order, and an element knows the first and
the last block inside it, so that "is inside" is a comparison of numbers.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from malaff.intake.vocabulary import key, phrases, vocabulary

# Elements whose text is never shown or never the article's.
_SKIPPED_NAMES = """
script style noscript template svg iframe object embed head title select option optgroup datalist textarea
button input canvas audio video map math applet frameset noframes link meta param source track area amp-ad
amp-embed amp-analytics amp-social-share amp-sidebar amp-consent amp-sticky-ad -comment dialog
"""
_INLINE_NAMES = """
a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark nobr q rp rt ruby s samp small
span strike strong sub sup tt u var wbr time del amp-fit-text picture amp-img
"""
_SKIPPED = frozenset(_SKIPPED_NAMES.split())
_INLINE = frozenset(_INLINE_NAMES.split())
# Inline elements whose class is looked at: the others carry emphasis alone.
_TELLING = frozenset(("span", "a", "time", "em", "small", "strong", "label"))
_IMAGES = frozenset(("img", "amp-img", "picture"))
_STRONG = frozenset(("b", "strong"))
# Skipped elements that part what stands before from what stands behind.
_PARTING = frozenset(("video", "iframe", "amp-ad"))
_LINK_ROLES = {"author": "author", "tag": "tag", "category tag": "tag"}
_LEVELS = frozenset("123456")
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Elements that hold one paragraph; what they stand in is the container the paragraph belongs to.
PARAGRAPHS = frozenset(
    ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "dd", "dt", "pre", "center", "q", "span", "font")
)
_TAG_ROLES = {
    "time": "date",
    "nav": "furniture",
    "footer": "furniture",
    "aside": "aside",
    "figcaption": "caption",
    "menu": "furniture",
}
_ARIA_ROLES = {
    "navigation": "furniture", "complementary": "aside", "contentinfo": "furniture", "banner": "meta",
    "search": "furniture", "dialog": "furniture", "menu": "furniture", "menubar": "furniture", "alert": "furniture",
    "tablist": "furniture", "toolbar": "furniture",
}  # fmt: skip
_PROPS = {
    "articlebody": "articlebody", "headline": "headline", "author": "author", "datepublished": "published",
    "description": "lead", "articlesection": "section", "caption": "caption", "comment": "furniture",
    "keywords": "furniture", "datemodified": "modified", "reviewbody": "articlebody", "text": "body",
}  # fmt: skip
_NO_ROLES: frozenset[str] = frozenset()
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

# Deeper than any page a person reads; lexbor's time grows with the square of the depth, so deeper tags are dropped.
_DEPTH = 400
_TAGS = re.compile(
    r"<(/?)(div|span|section|article|table|tbody|tr|td|ul|ol|font|center|blockquote|b|i|em|strong|u|a|form|main|"
    r"aside|nav|header|footer|small|big|p|li|dl|dd|dt)\b[^>]*>",
    re.IGNORECASE,
)
_DEPTH_CHECK = 6000
# A block's effect may be None; this one says that it was not looked up yet.
_UNKNOWN = "?"


class Block:
    """One run of text.

    Attributes:
        text: blanks run together.
        words, linked: number of words, and of words inside links.
        element: index of the element that holds the text directly.
        tag: "h1".."h6" inside a heading, otherwise the element's tag.
        breaks: 1 where a single line break parts it from the block before, otherwise 2.
        strong: whether nearly all of it is emphasised.
    """

    __slots__ = ("_effect", "_key", "breaks", "element", "linked", "strong", "tag", "text", "words")

    def __init__(self, text: str, words: int, linked: int, element: int, tag: str, breaks: int, strong: bool) -> None:
        self.text = text
        self.words = words
        self.linked = linked
        self.element = element
        self.tag = tag
        self.breaks = breaks
        self.strong = strong
        self._key: str | None = None
        self._effect: str | None = _UNKNOWN

    @property
    def key(self) -> str:
        """The text's key (`vocabulary.key`), made at first use: most blocks are never compared."""
        if self._key is None:
            self._key = key(self.text)
        return self._key

    @property
    def effect(self) -> str | None:
        """What the stock phrases say of the text (`Phrases.effect`), looked up once."""
        if self._effect is _UNKNOWN:
            self._effect = phrases().effect(self.text)
        return self._effect


class Element:
    """One noted element; `first:last` are the blocks inside it."""

    __slots__ = ("datetime", "first", "hidden", "images", "last", "name", "parent", "roles", "tag")

    def __init__(
        self, tag: str, name: str, parent: int, first: int, roles: frozenset[str], hidden: bool, images: int
    ) -> None:
        self.tag = tag
        self.name = name
        self.parent = parent
        self.first = first
        self.last = first
        self.roles = roles
        self.hidden = hidden
        self.images = images
        self.datetime: str | None = None


class Layout:
    """A page's blocks and noted elements, in document order; element 0 is the body."""

    __slots__ = ("blocks", "elements")

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.elements: list[Element] = []

    def ancestors(self, element: int) -> list[int]:
        """`element` and what it stands in, innermost first."""
        found = []
        while element >= 0:
            found.append(element)
            element = self.elements[element].parent
        return found

    def has_role(self, element: int, role: str) -> bool:
        """Whether the element or one of the two that it stands in has the role."""
        for _ in range(3):
            if element < 0:
                return False
            if role in self.elements[element].roles:
                return True
            element = self.elements[element].parent
        return False


def parse(html: str) -> LexborHTMLParser:
    """The tree of a page; nesting beyond a few hundred levels is flattened so that time stays linear."""
    if html.count("<") > _DEPTH_CHECK:
        html = _flatten(html)
    try:
        return LexborHTMLParser(html)
    except UnicodeEncodeError:
        # A lone surrogate, which a broken encoder leaves, cannot be encoded for the parser.
        return LexborHTMLParser(html.encode("utf-8", "replace").decode("utf-8"))


def _flatten(html: str) -> str:
    depth = deepest = 0
    for match in _TAGS.finditer(html):
        depth += -1 if match[1] else 1
        if depth < 0:
            depth = 0
        elif depth > deepest:
            deepest = depth
    if deepest <= _DEPTH:
        return html
    depth = 0

    def shallow(match: re.Match[str]) -> str:
        nonlocal depth
        if match[1]:
            depth = max(0, depth - 1)
            return match[0] if depth < _DEPTH else " "
        depth += 1
        # The tag still parts one block from the next.
        return match[0] if depth <= _DEPTH else "<br>"

    return _TAGS.sub(shallow, html)


def layout(tree: LexborHTMLParser) -> Layout:
    """The blocks and elements of a parsed page; empty for a page with no body."""
    page = Layout()
    root = tree.body
    if root is None:
        return page
    _Walk(page).run(root)
    return page


class _Traits(NamedTuple):
    """What an element's tag and attributes say."""

    name: str
    roles: frozenset[str]
    heading: str
    hidden: bool
    datetime: str | None


_known: dict[tuple[str, str], _Traits] = {}
_KNOWN_LIMIT = 20_000


def _traits(node: LexborNode, tag: str, inline: bool) -> _Traits:
    heading = tag if tag in HEADINGS else ""
    implied = _TAG_ROLES.get(tag)
    roles = frozenset({implied}) if implied else _NO_ROLES
    attributes = node.attributes if not inline or tag in _TELLING else None
    if not attributes:
        return _Traits("", roles, heading, False, "" if tag == "time" else None)
    if len(attributes) == 1 and "class" in attributes:
        # Most elements have a class and nothing else, and pages of one site share them.
        value = attributes["class"] or ""
        known = _known.get((tag, value))
        if known is None:
            known = _Traits(value, roles | vocabulary().roles(value), heading, False, "" if tag == "time" else None)
            if len(_known) > _KNOWN_LIMIT:
                _known.clear()
            _known[tag, value] = known
        return known
    name = attributes.get("class") or ""
    ident = attributes.get("id")
    if ident:
        name = f"{name} {ident}" if name else ident
    if name:
        roles = roles | vocabulary().roles(name)
    if "itemprop" in attributes:
        roles = roles | {_PROPS[prop] for prop in (attributes["itemprop"] or "").lower().split() if prop in _PROPS}
    if "role" in attributes:
        aria = (attributes["role"] or "").lower()
        if aria == "heading":
            level = attributes.get("aria-level") or "2"
            heading = f"h{level}" if level in _LEVELS else "h2"
        elif aria in _ARIA_ROLES:
            roles = roles | {_ARIA_ROLES[aria]}
    hidden = "hidden" in attributes or ("style" in attributes and bool(_HIDDEN.search(attributes["style"] or "")))
    rel = attributes.get("rel") if tag == "a" else None
    if rel in _LINK_ROLES:
        roles = roles | {_LINK_ROLES[rel]}
    return _Traits(name, roles, heading, hidden, (attributes.get("datetime") or "") if tag == "time" else None)


_BODY_ROLES = frozenset({"body", "body-weak", "section", "live"})
_PLAIN = _Traits("", _NO_ROLES, "", False, None)


class _Walk:
    """The state of one walk over the nodes, without recursion: pages nest deeper than Python's stack.

    Attributes:
        pieces: the texts of the block being gathered.
        linked, strong_words: its words inside links and emphasis so far.
        breaks: what will part the next block from the one before (1 a line break, 2 a block border).
        open: for each open node what closing it undoes: kind, the element outside, the tag.
        current: index of the innermost open element.
    """

    def __init__(self, page: Layout) -> None:
        self.blocks = page.blocks
        self.elements = page.elements
        self.pieces: list[str] = []
        self.linked = self.strong_words = 0
        self.breaks = 2
        self.open: list[tuple[str, int, str]] = []
        self.current = -1
        self.heading = ""
        self.images = self.links = self.strong = 0

    def run(self, root: LexborNode) -> None:
        """Lays out everything inside `root`."""
        node: LexborNode | None = root
        while node is not None:
            tag: str = node.tag or ""
            if tag == "-text":
                text = node.text_content
                # Blanks between elements are most of a page's texts; they matter between words alone.
                if text and (self.pieces or not text.isspace()):
                    self.take_text(text)
                child = None
            elif tag in _SKIPPED:
                child = None
                if tag in _PARTING:
                    self.flush(2)
            else:
                child = self.enter(node, tag)
            if child is None:
                child = node.next if self.open else None
                if child is None:
                    child = self.leave(node)
            node = child
        self.flush(2)

    def flush(self, breaks: int) -> None:
        """Ends the block being gathered; the next one is parted from it by `breaks`."""
        if self.pieces:
            words = "".join(self.pieces).split()
            self.pieces = []
            if words:
                count = len(words)
                text = " ".join(words)
                if "\ufeff" in text or "\u200b" in text:
                    text = text.replace("\ufeff", "").replace("\u200b", "").strip()
                if text:
                    tag = self.heading or self.elements[self.current].tag
                    strong = self.strong_words >= count * 0.9
                    linked = min(self.linked, count)
                    self.blocks.append(Block(text, count, linked, self.current, tag, self.breaks, strong))
                    self.breaks = breaks
            self.linked = self.strong_words = 0
        if breaks > self.breaks or not self.blocks:
            self.breaks = 2

    def enter(self, node: LexborNode, tag: str) -> LexborNode | None:
        """Takes in an element; the child to go on with, or None where there is nothing inside to look at."""
        if tag == "br":
            # Two breaks in a row, with nothing between, part paragraphs as a block does.
            if self.pieces and not "".join(self.pieces).isspace():
                self.flush(1)
            else:
                self.pieces.clear()
                self.breaks = 2
        elif tag in _IMAGES:
            self.images += 1
        else:
            return self.enter_element(node, tag)
        return None

    def take_text(self, text: str) -> None:
        self.pieces.append(text)
        if self.links or self.strong:
            count = len(text.split())
            if self.links:
                self.linked += count
            if self.strong:
                self.strong_words += count

    def enter_element(self, node: LexborNode, tag: str) -> LexborNode | None:
        inline = tag in _INLINE
        traits = _traits(node, tag, inline) if not inline or tag in _TELLING else _PLAIN
        child = node.child
        roles = traits.roles
        kind = "inline"
        outer = self.current
        if not inline or "tag" in roles or (roles and tag != "a" and roles - _BODY_ROLES):
            if self.pieces:
                self.flush(2)
            else:
                self.breaks = 2
            kind = "element"
            element = Element(tag, traits.name, outer, len(self.blocks), roles, traits.hidden, self.images)
            element.datetime = traits.datetime
            if child is not None:
                if traits.heading and not self.heading:
                    kind = "heading"
                    self.heading = traits.heading
                self.current = len(self.elements)
            self.elements.append(element)
        if child is None:
            return None
        self.open.append((kind, outer, tag))
        if tag == "a":
            self.links += 1
        elif tag in _STRONG:
            self.strong += 1
        return child

    def leave(self, node: LexborNode) -> LexborNode | None:
        """Closes what ends with `node`; the node to go on with, or None at the end of the walk."""
        while self.open:
            following = node.next
            if following is not None:
                return following
            kind, outer, tag = self.open.pop()
            if tag == "a":
                self.links -= 1
            elif tag in _STRONG:
                self.strong -= 1
            if kind != "inline":
                if self.pieces:
                    self.flush(2)
                else:
                    self.breaks = 2
                element = self.elements[self.current]
                element.last = len(self.blocks)
                element.images = self.images - element.images
                self.current = outer
                if kind == "heading":
                    self.heading = ""
            parent = node.parent
            if parent is None:
                return None
            node = parent
        return None
