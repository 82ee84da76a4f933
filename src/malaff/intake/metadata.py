"""What a page says about itself in its head: meta elements, JSON-LD, canonical address, application state."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

_ARTICLE_NAMES = """
newsarticle article reportagenewsarticle analysisnewsarticle opinionnewsarticle reviewnewsarticle
blogposting liveblogposting backgroundnewsarticle asknewsarticle socialmediaposting report
advertisercontentarticle satiricalarticle scholarlyarticle
"""
_ARTICLE_TYPES = frozenset(_ARTICLE_NAMES.split())
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_MARKUP = re.compile(r"<(?:/?(?:p|div|li|h[1-6])|br)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^>]{0,2000}>|<!--.*?-->", re.DOTALL)
_BLANKS = re.compile(r"[^\S\n]+")
# Keys under which application state keeps an article's text, most telling first.
_BODY_KEYS = re.compile(r"article_?body|body|content|text|details|html|story|description", re.IGNORECASE)
# Application state nests deep; an article does not lie deeper than this.
_STATE_DEPTH = 40
_STATE = re.compile(r"__(?:NUXT|INITIAL_STATE|PRELOADED_STATE|APOLLO_STATE|DATA|STATE)__\s*=\s*(?=[{\[])")


class Head:
    """What the head says.

    Attributes:
        metas: contents by lower-cased name, property or itemprop, in page order.
        title: the text of the title element, or "".
        canonical: the canonical address, or None.
        language: the primary language subtag of the html element, or None.
        articles: JSON-LD objects of an article type.
        others: the other JSON-LD objects.
    """

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.metas: dict[str, list[str]] = {}
        for node in tree.css("meta[content]"):
            attributes = node.attributes
            content = " ".join((attributes.get("content") or "").split())
            if content:
                for kind in ("property", "name", "itemprop"):
                    name = attributes.get(kind)
                    if name:
                        self.metas.setdefault(name.strip().lower(), []).append(content)
        name_node = tree.css_first("title")
        self.title = " ".join((name_node.text() or "").split()).strip("\u202b\u202c\u200f \u202a") if name_node else ""
        self.canonical: str | None = None
        link = tree.css_first("link[rel=canonical]")
        if link is not None:
            self.canonical = _address(link.attributes.get("href"))
        if self.canonical is None:
            self.canonical = next(filter(None, map(_address, self.metas.get("og:url", []))), None)
        root = tree.css_first("html")
        language = (root.attributes.get("lang") or root.attributes.get("xml:lang") or "") if root else ""
        self.language = language.lower().replace("_", "-").split("-")[0].strip() or None
        self.articles: list[dict[str, Any]] = []
        self.others: list[dict[str, Any]] = []
        for node in tree.css('script[type="application/ld+json"]'):
            for thing in _things(_loads(node.text() or "")):
                kinds = thing.get("@type")
                names = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(name, str) and name.lower() in _ARTICLE_TYPES for name in names):
                    self.articles.append(thing)
                else:
                    self.others.append(thing)

    def first(self, *names: str) -> str | None:
        """The first content of the first of these metas that has one."""
        for name in names:
            values = self.metas.get(name)
            if values:
                return values[0]
        return None

    def all(self, *names: str) -> Iterator[str]:
        """All contents of these metas, in the order of the names."""
        for name in names:
            yield from self.metas.get(name, ())

    def field(self, name: str) -> Iterator[Any]:
        """The values of a JSON-LD field of the articles."""
        for thing in self.articles:
            value = thing.get(name)
            if value:
                yield value

    @property
    def is_live(self) -> bool:
        """Whether the page says that it is a live blog."""
        return any("liveblogposting" in str(thing.get("@type")).lower() for thing in self.articles)

    def article_body(self) -> str:
        """The longest JSON-LD articleBody as plain text, paragraphs parted by newlines; "" where there is none."""
        bodies = [plain(value) for value in self.field("articleBody") if isinstance(value, str)]
        return max(bodies, key=len, default="")


def names_of(value: object) -> list[str]:
    """The names in a JSON-LD value: a text, an object with a name, or a list of these."""
    if isinstance(value, str):
        return [" ".join(entities.unescape(value).split())]
    if isinstance(value, dict):
        return names_of(value.get("name"))
    if isinstance(value, list):
        return [name for item in value[:20] for name in names_of(item)]
    return []


def plain(markup: str) -> str:
    """A text that may hold HTML and character references, as plain paragraphs."""
    text = markup
    if "<" in text:
        text = _TAG.sub(" ", _MARKUP.sub("\n", text))
    if "&" in text:
        text = entities.unescape(text)
        if "<" in text:  # escaped twice
            text = _TAG.sub(" ", _MARKUP.sub("\n", text))
    lines = (_BLANKS.sub(" ", line).strip() for line in text.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def state_body(tree: LexborHTMLParser, title_words: set[str]) -> tuple[str, str | None]:
    """The article in a page's application state (Next, Nuxt and the like).

    Returns:
        (text, title): the best candidate's paragraphs and the title beside it; ("", None) where there is none.
    """
    best: tuple[float, str, str | None] = (0.0, "", None)
    for node in tree.css("script"):
        kind = node.attributes.get("type") or ""
        text = node.text() or ""
        if "json" in kind and "ld+json" not in kind:
            value = _loads(text)
        else:
            match = _STATE.search(text[:4000])
            value = _prefix_json(text[match.end() :]) if match else None
        if value is None:
            continue
        for found in _candidates(value, title_words):
            if found[0] > best[0]:
                best = found
    return best[1], best[2]


def _candidates(value: object, title_words: set[str]) -> Iterator[tuple[float, str, str | None]]:
    """(score, text, title) of the objects in `value` that hold an article's text."""
    stack: list[tuple[object, int]] = [(value, 0)]
    while stack:
        item, depth = stack.pop()
        if isinstance(item, list):
            if depth < _STATE_DEPTH:
                stack.extend((inner, depth + 1) for inner in item)
            continue
        if not isinstance(item, dict):
            continue
        title = next((str(item[k]) for k in ("title", "headline", "name") if isinstance(item.get(k), str)), None)
        for name, inner in item.items():
            text = ""
            if isinstance(inner, str) and len(inner) > 150:
                text = plain(inner)
            elif isinstance(inner, list) and inner and _BODY_KEYS.search(name):
                text = "\n".join(filter(None, map(_part, inner)))
            if len(text) > 150 and sum("\u0620" <= c <= "\u064a" for c in text[:600]) > 200 // 2:
                score = float(min(len(text), 20_000))
                if _BODY_KEYS.search(name):
                    score *= 2
                if title and title_words and title_words & set(title.split()):
                    score *= 1 + 3 * len(title_words & set(title.split())) / len(title_words)
                yield score, text, title
            if isinstance(inner, (dict, list)) and depth < _STATE_DEPTH:
                stack.append((inner, depth + 1))


def _part(item: object) -> str:
    """One paragraph of a body kept as a list of parts."""
    if isinstance(item, str):
        return plain(item)
    if isinstance(item, dict):
        for name in ("text", "content", "value", "html", "paragraph", "data", "body"):
            inner = item.get(name)
            if isinstance(inner, str):
                return plain(inner)
            if isinstance(inner, dict):
                return _part(inner)
            if isinstance(inner, list):
                return " ".join(filter(None, map(_part, inner)))
    return ""


def _things(value: object) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD document, graphs and lists opened."""
    stack: list[object] = [value]
    count = 0
    while stack and count < 500:
        count += 1
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(reversed(item))
        elif isinstance(item, dict):
            yield item
            inner = (item.get(name) for name in ("@graph", "mainEntity", "mainEntityOfPage"))
            stack.extend(value for value in inner if isinstance(value, (dict, list)))


def _loads(text: str) -> object:
    """JSON as pages write it: comment marks around, raw newlines in strings, trailing commas; None where hopeless."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    if not text:
        return None
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _prefix_json(text: str) -> object:
    try:
        return json.JSONDecoder(strict=False).raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def _address(value: str | None) -> str | None:
    value = (value or "").strip()
    return value if value.startswith(("http://", "https://")) else None
