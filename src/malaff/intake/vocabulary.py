"""What the words of a page's markup and the stock phrases of news pages stand for, read once from the lexicon."""

from __future__ import annotations

import re
from functools import cache

from malaff.arabic.fold import fold
from malaff.lexicon import rows

_PARTS = re.compile(r"[A-Z]{2,}(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")
_WORDS = re.compile(r"[^\W_]+")


def folded_words(text: str) -> list[str]:
    """The folded words of `text`, marks and spaces apart: what two spellings of a line are compared by."""
    return _WORDS.findall(fold(text))


def key(text: str) -> str:
    """`folded_words` joined by one blank: equal for lines that differ in marks and spelling only."""
    return " ".join(_WORDS.findall(fold(text)))


class Vocabulary:
    """Roles of class, id and role words; a value met before is answered from memory."""

    def __init__(self) -> None:
        self._exact: dict[str, str] = {}
        self._prefixes: list[tuple[str, str]] = []
        for row in rows("page_vocabulary.tsv"):
            word, role = row["word"], row["role"]
            if word.endswith("*"):
                self._prefixes.append((word[:-1], role))
            else:
                self._exact[word] = role
        self._memo: dict[str, frozenset[str]] = {}

    def roles(self, value: str) -> frozenset[str]:
        """The roles that a class or id value speaks of; empty for most."""
        found = self._memo.get(value)
        if found is None:
            found = self._roles(value)
            if len(self._memo) > 50_000:
                self._memo.clear()
            self._memo[value] = found
        return found

    def _roles(self, value: str) -> frozenset[str]:
        found: set[str] = set()
        for name in value.split()[:40]:
            parts = [part.lower() for part in _PARTS.findall(name[:200])]
            # The longest words decide: `post-tags` is tags, not a post; `article-title` a title, not an article.
            at = 0
            while at < len(parts):
                for length in (3, 2, 1):
                    if at + length > len(parts):
                        continue
                    role = self._role("-".join(parts[at : at + length]), "".join(parts[at : at + length]))
                    if role:
                        found.add(role)
                        at += length
                        break
                else:
                    at += 1
        return frozenset(found)

    def _role(self, joined: str, glued: str) -> str | None:
        role = self._exact.get(joined) or self._exact.get(glued)
        if role:
            return role
        for prefix, prefix_role in self._prefixes:
            if joined.startswith(prefix) or glued.startswith(prefix):
                return prefix_role
        return None


# No stock line is longer, in characters.
_LONGEST_STOCK_LINE = 400
# The most words a line may have to be taken for furniture, by what the stock phrases say of it: sentences of an article
# can begin like a stock line.
LONGEST = {"stop": 14, "drop": 40, "drop sentence": 14, "credit": 10, "author": 12, "notice": 70}


class Phrases:
    """The stock lines of news pages (`page_furniture.tsv`), found by their first folded word."""

    def __init__(self) -> None:
        self._whole: dict[str, str] = {}
        self._prefix: dict[str, list[tuple[str, str, bool]]] = {}
        self._contained: list[str] = []
        for row in rows("page_furniture.tsv"):
            words = folded_words(row["phrase"])
            text = " ".join(words) or row["phrase"]
            if row["match"] == "contains":
                self._contained.append(f" {text} ")
            elif row["match"] == "whole":
                self._whole.setdefault(text, row["effect"])
            else:
                # `المصدر:` asks for its colon: the word alone opens ordinary sentences.
                colon = row["phrase"].endswith(":")
                self._prefix.setdefault(words[0], []).append((text, row["effect"], colon))
        for entries in self._prefix.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self._firsts = {text.partition(" ")[0] for text in (*self._whole, *self._prefix)}

    def effect(self, line: str) -> str | None:
        """What `line` is: "stop", "drop", "credit", "author", or None for a line of the article."""
        if len(line) > _LONGEST_STOCK_LINE:
            return None
        first = _WORDS.search(fold(line[:24]))
        # Nearly every line ends here: its first word opens no stock phrase.
        if first is None or (first[0] not in self._firsts and first.end() < 20):
            return None
        form = key(line)
        found = self._whole.get(form)
        if found:
            return found
        entries = self._prefix.get(form.partition(" ")[0], ())
        text = form + " "
        for phrase, effect, colon in entries:
            if text.startswith(phrase + " ") and (not colon or _has_colon(line, phrase)):
                return effect
        return None

    def notice(self, form: str) -> bool:
        """Whether a line, given as its key, holds words that only notices to the reader have."""
        text = f" {form} "
        return any(phrase in text for phrase in self._contained)

    def is_furniture(self, line: str) -> bool:
        """Whether a line that stands alone is furniture: a stock line no longer than such lines are."""
        return self.is_furniture_by(line, self.effect(line), key(line))

    def is_furniture_by(self, line: str, effect: str | None, form: str) -> bool:
        """`is_furniture` for a line whose effect and key are known already."""
        words = line.count(" ") + 1
        if effect is None:
            return words <= LONGEST["notice"] and self.notice(form)
        if effect == "drop" and line[-1:] in ".؟!?…":
            return words <= LONGEST["drop sentence"]
        return words <= LONGEST[effect]


def _has_colon(line: str, phrase: str) -> bool:
    """Whether a colon or a dash follows the phrase's words in the line."""
    head = line[: len(phrase) + 12]
    return ":" in head or "：" in head


@cache
def vocabulary() -> Vocabulary:
    """The one vocabulary, read at first use."""
    return Vocabulary()


@cache
def phrases() -> Phrases:
    """The stock phrases, read at first use."""
    return Phrases()


@cache
def labels() -> frozenset[str]:
    """Folded section labels without blanks: `تحليلات`, `اخبارالعراق`."""
    return frozenset(fold(row["label"]).replace(" ", "") for row in rows("page_sections.tsv"))


@cache
def label_words() -> frozenset[str]:
    """Folded section labels as keys."""
    return frozenset(key(row["label"]) for row in rows("page_sections.tsv"))


@cache
def places() -> frozenset[str]:
    """Keys of the places that open datelines."""
    return frozenset(key(row["place"]) for row in rows("page_places.tsv"))


@cache
def agencies() -> frozenset[str]:
    """Keys of news agencies."""
    return frozenset(key(row["agency"]) for row in rows("page_agencies.tsv"))
