"""Words that stand for one thing: a country, its people and adjective, its capital.

`اليونانية`, `اليونانيون` and `أثينا` speak of `اليونان`; a phrase that names the one is about the others.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from malaff.arabic.stems import stem, variants
from malaff.lexicon import rows
from malaff.reading.grammar import CLASSES


@cache
def _countries() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Country by each word for it (stems), and the words for each country."""
    of: dict[str, set[str]] = defaultdict(set)
    words: dict[str, set[str]] = defaultdict(set)

    def speak(word: str, country: str) -> None:
        form = stem(word)
        if " " not in word and len(form) > 2:
            of[form].add(country)
            words[country].add(form)

    for row in rows("countries.tsv"):
        speak(row["country"], row["country"])
        if row["capital"]:
            speak(row["capital"], row["country"])
    for row in rows("nationalities.tsv"):
        if row["country"]:
            speak(row["form"], row["country"])
    return {w: frozenset(c) for w, c in of.items()}, {c: frozenset(w) for c, w in words.items()}


def countries_of(word: str) -> frozenset[str]:
    """The countries a word speaks of, by the lexicon's names."""
    return _countries()[0].get(stem(word), frozenset())


@cache
def alike(word: str) -> frozenset[str]:
    """The stems that speak of the same thing as a word, the word's own among them."""
    form = stem(word)
    found = {form}
    for country in _countries()[0].get(form, ()):
        found |= _countries()[1][country]
    return frozenset(found)


@cache
def looked_for(word: str) -> tuple[str, ...]:
    """The index forms under which a concept is looked for."""
    return tuple(sorted({form for each in alike(word) for form in variants(each)[:3]}))


_CLOSED = (
    "an", "fa_an", "wa_an", "relative", "prep", "adjunct", "adverb", "joiner", "aside", "negation", "conjoined",
    "frame_prep", "pronouns", "as_for", "through", "be", "copula", "narration", "turn", "dating", "quantifiers",
    "asking", "what", "being", "the_same",
)  # fmt: skip


@cache
def closed() -> frozenset[str]:
    """Stems of words that name nothing: particles, pronouns, auxiliaries."""
    return frozenset(stem(word) for name in _CLOSED for word in CLASSES[name])
