"""What a page's head says about its body, made ready to be compared with the page's blocks."""

from __future__ import annotations

from collections.abc import Iterable

from malaff.intake.vocabulary import folded_words, key

# The end of a description is often cut or cleaned; its first words are the body's.
_LEAD_WORDS = 7
# Shorter descriptions (in characters) are slogans of the site.
_SHORTEST_LEAD = 30
# Every block is looked for in articleBody: without a limit (in characters) the time grows with the square of the page.
_LONGEST_BODY = 200_000


class Evidence:
    """What the head says about the body.

    Attributes:
        titles: keys (`vocabulary.key`) of the titles the head gives.
        lead: the first words of its description, as a key, or "".
        body: its articleBody as a key, cut where no article is so long, or "".
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
        self.lead = " ".join(folded_words(lead)[:_LEAD_WORDS]) if len(lead) > _SHORTEST_LEAD else ""
        self.body = key(body)[:_LONGEST_BODY]
        self.live = live
        self.author = key(author)
        self.outlet = outlet
