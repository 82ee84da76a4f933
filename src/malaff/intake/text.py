"""Plain text becomes an Article, the visible text of a page cleaned of what stood around the article.

Text copied from a page, or pulled out of it by a tool, carries section labels glued together, the headline, then
after the body the headings of related links, the comment form, the way back to the top. Where none of this is
met the text is an article and is kept whole.
"""

from __future__ import annotations

import re

from malaff.arabic.fold import fold
from malaff.errors import EmptySource, NoArticle
from malaff.intake.dateline import find_dateline, looks_like_dateline
from malaff.intake.dates import is_update, only_date, parse_date
from malaff.intake.identity import article_id
from malaff.intake.language import require_arabic
from malaff.intake.vocabulary import key, labels, phrases
from malaff.model import Article, PublishedFrom

_LINE = re.compile(r"\r\n|\r|\n|\u2028|\u2029")
_SENTENCE_END = re.compile(r"[.؟!?…:؛][\"'”»)\]]*$")
_SPACES = re.compile(r"\s+")
# A headline or a line of furniture is no longer than this, in words.
_LONGEST_HEADLINE = 32
_PROSE_WORDS = 14
# Labels are read in at most so many pieces and characters: a line of glued labels is short.
_LONGEST_LABELS = 60


def read_text(text: str, *, source: str = "") -> Article:
    """The article in a plain text.

    Returns:
        an Article whose text has one paragraph a line, blanks around lines and empty lines left out. Sections,
        title, published and author are set only where the text shows itself to be a page's visible text.

    Raises:
        EmptySource: where there is nothing but blanks.
        NotArabic: where the text is hardly Arabic.
        NoArticle: where there is furniture alone.
    """
    lines = [line.strip() for line in _LINE.split(text.removeprefix("\ufeff"))]
    lines = [line for line in lines if line]
    if not lines:
        raise EmptySource("The text is empty.")
    require_arabic("\n".join(lines)[:20_000], "text")
    end, inner = _without_tail(lines)
    sections, start = _sections(lines, end)
    # A stray line of furniture inside says nothing of the head: articles are copied with their links.
    signs = bool(sections) or end < len(lines)
    title: str | None = None
    author: str | None = None
    published: str | None = None
    published_from: PublishedFrom | None = None
    if signs:
        title, start, skipped = _head(lines, start, end)
        for line in skipped:
            if phrases().effect(line) == "author" and author is None:
                author = re.sub(r"^\S+\s*[:/-]?\s*", "", line).strip() or None
            elif only_date(line) and (published is None or not is_update(line)):
                published = parse_date(line)
                published_from = "text"
    body = [line for at, line in enumerate(lines[start:end], start) if at not in inner and (not title or line != title)]
    if not body:
        raise NoArticle("The text holds page furniture and no article.")
    joined = "\n".join(body)
    return Article(
        id=article_id(None, None, joined),
        source=source,
        text=joined,
        title=title,
        author=author,
        sections=sections,
        language="ar",
        published=published,
        published_from=published_from,
        dateline=find_dateline(joined),
    )


def _is_prose(line: str) -> bool:
    return len(line) > 60 and line.count(" ") + 1 >= _PROSE_WORDS and bool(_SENTENCE_END.search(line))


def _without_tail(lines: list[str]) -> tuple[int, set[int]]:
    """Where the article ends, and the lines of furniture inside it.

    A heading such as `مقالات ذات صلة` ends the article unless prose that outweighs nothing less than a paragraph
    follows: related links also stand in the middle.
    """
    prose_after = [0] * (len(lines) + 1)
    for at in range(len(lines) - 1, -1, -1):
        prose_after[at] = prose_after[at + 1] + _is_prose(lines[at])
    inner: set[int] = set()
    prose_before = 0
    at = 0
    while at < len(lines):
        line = lines[at]
        effect = phrases().effect(line)
        if effect == "stop":
            if prose_before and (prose_after[at] <= prose_before * 0.34 or _is_end(line)):
                return at, inner
            # The links that such a heading heads are short lines; the next prose is the article again.
            inner.add(at)
            following = at + 1
            while following < len(lines) and prose_before and not _is_prose(lines[following]) and following - at <= 8:
                following += 1
            if following < len(lines) and _is_prose(lines[following]):
                inner.update(range(at + 1, following))
        elif effect != "author" and not _is_prose(line) and phrases().is_furniture(line):
            inner.add(at)
        prose_before += _is_prose(line)
        at += 1
    return len(lines), inner


def _is_end(line: str) -> bool:
    """Whether the line belongs to comments or copyright, after which no article goes on."""
    form = key(line)
    return "تعليق" in form or "الحقوق" in form or "حقوق" in form or "البريد" in form or "بريدك" in form


def _sections(lines: list[str], end: int) -> tuple[list[str], int]:
    """The section labels at the head, glued or one a line, and where the rest begins."""
    found: list[str] = []
    at = 0
    while at < min(end, 4):
        parts = split_labels(lines[at])
        if not parts:
            break
        found += [part for part in parts if part not in found]
        at += 1
    # Labels need an article under them; a text of labels alone is none.
    return (found, at) if at < end else ([], 0)


def split_labels(line: str) -> list[str]:
    """The section labels that `line` consists of (`تحليلاتخاص` gives `تحليلات`, `خاص`); [] for any other line."""
    if len(line) > _LONGEST_LABELS:
        return []
    known = labels()
    # Blanks and marks between labels are no part of them; offsets into the line are kept.
    letters = [(at, fold(char)) for at, char in enumerate(line) if char.isalpha()]
    if not letters or any(char.isdigit() for char in line):
        return []
    form = "".join(char for _, char in letters)
    if len(form) != len(letters) or sum(not char.isalpha() and not char.isspace() for char in line) > 3:
        return []
    size = len(form)
    # Fewest labels that cover the whole line, by length of the covered head.
    best: list[tuple[int, int] | None] = [None] * (size + 1)
    best[0] = (0, 0)
    for stop in range(1, size + 1):
        for start in range(max(0, stop - 24), stop):
            before = best[start]
            if before is not None and form[start:stop] in known:
                count = before[0] + 1
                current = best[stop]
                if current is None or count < current[0]:
                    best[stop] = (count, start)
    last = best[size]
    if last is None or last[0] > 5:
        return []
    parts: list[str] = []
    stop = size
    while stop:
        entry = best[stop]
        if entry is None:
            return []
        start = entry[1]
        parts.append(_SPACES.sub(" ", line[letters[start][0] : letters[stop - 1][0] + 1]).strip())
        stop = start
    return parts[::-1]


def _head(lines: list[str], start: int, end: int) -> tuple[str | None, int, list[str]]:
    """(headline, where the body begins, lines between them that are no body) of a page's visible text."""
    title: str | None = None
    at = start
    skipped: list[str] = []
    while at < end and at < start + 8:
        line = lines[at]
        words = len(line.split())
        if looks_like_dateline(line):
            break
        if only_date(line) or phrases().effect(line) in ("author", "drop"):
            skipped.append(line)
        elif title is None and words <= _LONGEST_HEADLINE and not _ends_sentence(line) and at + 1 < end:
            if _has_prose(lines, at + 1, end):
                title = line
            else:
                break
        elif title is not None and split_labels(line):
            skipped.append(line)
        else:
            break
        at += 1
    if title is None and not skipped:
        return None, start, []
    return title, at, skipped


def _has_prose(lines: list[str], start: int, end: int) -> bool:
    return any(len(line.split()) >= _PROSE_WORDS for line in lines[start : min(end, start + 8)])


def _ends_sentence(line: str) -> bool:
    return bool(re.search(r"[.؛:،][\"'”»)\]]*$", line)) and not line.endswith("..")
