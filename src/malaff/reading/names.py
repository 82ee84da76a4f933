"""Names: every mention of a person, organisation or place with its fullest name in the article and its role."""

from __future__ import annotations

from malaff.model import Name, Span
from malaff.reading.context import ReadingContext
from malaff.reading.mentions import clean
from malaff.reading.speakers import Speakers, name_words
from malaff.reading.tagger import article_swallowed, clitic


def name_mentions(ctx: ReadingContext) -> None:
    """Fill `ctx.names` from the tagger's mentions and the article's sources."""
    words, text = ctx.words, ctx.article.text
    speakers = ctx.speakers or Speakers(ctx)
    fullest: dict[tuple[str, frozenset[str]], str] = {}
    spans: list[tuple[int, int, str, str]] = []
    for first, last, kind in ctx.mentions:
        start = words.starts[first] + clitic(words, first)
        name = clean(text[start : words.ends[last]])
        if name and article_swallowed(words, first):
            name = f"ال{name}"
        if name:
            spans.append((first, last, kind, name))
            key = (kind, name_words(name))
            if len(name) > len(fullest.get(key, "")):
                fullest[key] = name
    bodies = [(parts, name) for (kind, parts), name in fullest.items() if kind == "organisation" and len(parts) > 1]
    for first, last, kind, name in spans:
        role: str | None = None
        canonical = name
        if kind == "person":
            entity = speakers.person(first, last)
            if entity is not None:
                canonical, role = entity.name, (entity.roles[0] if entity.roles else None)
        elif kind == "organisation":
            parts = name_words(name)
            if len(parts) == 1:
                longer = [n for p, n in bodies if parts <= p]
                canonical = max(longer, key=len) if len(set(longer)) == 1 else name
        start = words.starts[first] + clitic(words, first)
        end = words.ends[last]
        ctx.names.append(Name(span=Span(text[start:end], start, end), kind=kind, name=canonical, role=role))  # type: ignore[arg-type]  # kinds are the tagger's three
