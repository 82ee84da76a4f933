"""Read the demo story's sources (`story_src/NN-slug.txt`) and work out its gold annotations.

A source has three parts: header lines (`key: value`), the body after `== text`, the annotations after `== gold`:

    @key = name | role or - | kind                              a source of the article
    S type act key | cue | speaker or - | content [| via=...] [| c2=...]
    T text | value
    D kind | text | actor; actor | time or -
    P stance key or "name" | target | evidence | condition or -

A text value is a stretch of the body. `first words ~ last words` stands for the whole stretch between them. Where the
stretch occurs more than once, the fitting one is taken: contents, times and developments follow the order of the text,
a cue is the nearest before its content (`>` before it: the nearest after), a speaker or medium the nearest to its cue;
`#2` after a value names the occurrence (from 0) outright.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

KINDS = {"person", "organisation", "group", "anonymous"}
TYPES = {"d": "direct", "i": "indirect", "m": "mixed"}
ACTS = {
    "assert",
    "announce",
    "deny",
    "demand",
    "commit",
    "warn",
    "accuse",
    "support",
    "reject",
    "expect",
    "ask",
    "doubt",
}
STANCES = {"support", "oppose", "conditional", "unclear"}
DEVELOPMENTS = {"meeting", "agreement", "impasse", "plan"}
LETTER = re.compile(r"[^\W_]|[\u064b-\u0652]")
PREFIX = re.compile(r"(?:^|[^\w])[وفبلك]{1,2}$")

Row = dict[str, Any]


class SourceError(ValueError):
    """A story source that cannot be read; the message names the file and the line."""


@dataclass
class Source:
    """One article of the story as written."""

    id: str
    head: dict[str, str]
    text: str
    marks: list[str] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[str]:
        return self.text.split("\n")

    @property
    def charset(self) -> str:
        """The encoding that the page really has, whatever it declares."""
        return self.head.get("charset", "utf-8")


def read_source(path: Path) -> Source:
    head_part, _, rest = path.read_text(encoding="utf-8").partition("== text\n")
    text, _, marks = rest.partition("== gold\n")
    head: dict[str, str] = {}
    for line in head_part.splitlines():
        key, colon, value = line.partition(":")
        if colon:
            head[key.strip()] = value.strip()
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    return Source(path.stem, head, "\n".join(paragraphs), [line.strip() for line in marks.splitlines() if line.strip()])


def read_sources(folder: Path) -> list[Source]:
    """All sources by number; a source with `copy_of` has the text and the annotations of the one it names."""
    found = {path.stem: read_source(path) for path in sorted(folder.glob("[0-9][0-9]-*.txt"))}
    for one in found.values():
        if "copy_of" in one.head:
            other = found[one.head["copy_of"]]
            one.text, one.marks = other.text, other.marks
    return list(found.values())


# --- stretches of text ---


def starts(text: str, piece: str, *, whole: bool = True) -> list[int]:
    """Where `piece` stands in `text`; `whole`: as whole words, a leading clitic aside, unless that finds nothing."""
    every, at = [], text.find(piece)
    while at >= 0:
        every.append(at)
        at = text.find(piece, at + 1)
    if not whole or not every:
        return every

    def free(at: int) -> bool:
        end = at + len(piece)
        left = at == 0 or not LETTER.match(text[at - 1]) or bool(PREFIX.search(text[max(0, at - 3) : at]))
        return left and (end == len(text) or not LETTER.match(text[end]))

    return [at for at in every if free(at)] or every


def stretches(text: str, value: str) -> list[tuple[int, int]]:
    """Every stretch that a value as written may mean."""
    value, occurrence = re.fullmatch(r"(.*?)(?:\s*#(\d+))?", value, re.DOTALL).groups()  # type: ignore[union-attr]
    first, tilde, last = (part.strip() for part in value.partition(" ~ "))
    if tilde:
        out = []
        for at in starts(text, first):
            ends = [end for end in starts(text, last) if end >= at + len(first)]
            if ends:
                out.append((at, ends[0] + len(last)))
    else:
        out = [(at, at + len(first)) for at in starts(text, first, whole=not occurrence)]
    if occurrence:
        out = out[int(occurrence) : int(occurrence) + 1]
    if not out:
        raise SourceError(f"not in the text: {value}")
    return out


def gap(one: tuple[int, int], two: tuple[int, int]) -> int:
    return max(one[0] - two[1], two[0] - one[1], 0)


def nearest(spans: list[tuple[int, int]], to: tuple[int, int]) -> tuple[int, int]:
    return min(spans, key=lambda span: gap(span, to))


def onward(spans: list[tuple[int, int]], at: int) -> tuple[int, int]:
    """The first at or after a place, in a text read forwards."""
    return next((span for span in spans if span[0] >= at), spans[0])


def put(row: Row, name: str, text: str, span: tuple[int, int] | None) -> None:
    """Write a stretch as the gold file does: the characters, and which occurrence they are if there are several."""
    if span is None:
        row[name] = None
        return
    piece = text[span[0] : span[1]]
    every = starts(text, piece, whole=False)
    row[name] = piece
    if len(every) > 1:
        row[name + "_occ"] = every.index(span[0])


# --- annotations ---


def annotate(source: Source) -> Row:
    """The gold row of an article."""
    text = source.text
    cast: dict[str, tuple[str, str | None, str]] = {}
    row: Row = {
        "id": source.id,
        "source": source.head["outlet"],
        "date": source.head["date"],
        "title": source.head["title"],
        "text": text,
        "statements": [],
        "times": [],
        "developments": [],
        "positions": [],
    }
    at_statement = at_time = at_development = 0
    for line in source.marks:
        try:
            if line.startswith("@"):
                key, _, rest = line[1:].partition("=")
                name, role, kind = (part.strip() for part in rest.split("|"))
                check(kind, KINDS)
                cast[key.strip()] = (name, None if role == "-" else role, kind)
            elif line.startswith("S "):
                item, at_statement = statement(text, line[2:], cast, at_statement)
                row["statements"].append(item)
            elif line.startswith("T "):
                written, value = (part.strip() for part in line[2:].split("|"))
                span = onward(stretches(text, written), at_time)
                at_time = span[1]
                item = {}
                put(item, "text", text, span)
                row["times"].append({"text": item["text"], "value": value, **item})
            elif line.startswith("D "):
                item, at_development = development(text, line[2:], at_development)
                row["developments"].append(item)
            elif line.startswith("P "):
                row["positions"].append(position(text, line[2:], cast))
            else:
                raise SourceError("neither @, S, T, D nor P")
        except (SourceError, ValueError, KeyError) as error:
            raise SourceError(f"{source.id}: {line}: {error}") from None
    return row


def check(value: str, allowed: set[str]) -> str:
    if value not in allowed:
        raise SourceError(f"{value} is none of {', '.join(sorted(allowed))}")
    return value


def statement(text: str, line: str, cast: dict[str, tuple[str, str | None, str]], at: int) -> tuple[Row, int]:
    head, cue_text, speaker_text, content_text, *more = (part.strip() for part in line.split("|"))
    kind, act, key = head.split()
    extra = dict(part.split("=", 1) for part in more)
    content = onward(stretches(text, content_text), at)
    second = onward(stretches(text, extra["c2"]), content[1]) if "c2" in extra else None
    after = cue_text.startswith(">")
    cues = stretches(text, cue_text.removeprefix(">").strip())
    if second:
        cues = [c for c in cues if content[1] <= c[0] and c[1] <= second[0]] or cues
    else:
        cues = [c for c in cues if (c[0] >= content[1] if after else c[1] <= content[0])] or cues
    cue = nearest(cues, content)
    outside = [s for s in stretches(text, speaker_text) if gap(s, content)] if speaker_text != "-" else []
    speaker = nearest(outside or stretches(text, speaker_text), cue) if speaker_text != "-" else None
    via = nearest(stretches(text, extra["via"]), cue) if "via" in extra else None
    name, role, sort = cast[key]
    row: Row = {}
    put(row, "content", text, content)
    if second:
        put(row, "content2", text, second)
    row["type"] = TYPES[kind]
    put(row, "cue", text, cue)
    put(row, "speaker", text, speaker)
    row |= {"speaker_name": name, "speaker_role": role, "kind": sort}
    put(row, "via", text, via)
    row["act"] = check(act, ACTS)
    return row, content[0]


def development(text: str, line: str, at: int) -> tuple[Row, int]:
    kind, written, actors, when = (part.strip() for part in line.split("|"))
    span = onward(stretches(text, written), at)
    row: Row = {}
    put(row, "text", text, span)
    row["kind"] = check(kind, DEVELOPMENTS)
    row["actors"] = [actor.strip() for actor in actors.split(";") if actor.strip()]
    put(row, "time", text, None if when == "-" else nearest(stretches(text, when), span))
    return row, span[0]


def position(text: str, line: str, cast: dict[str, tuple[str, str | None, str]]) -> Row:
    head, target_text, evidence_text, condition_text = (part.strip() for part in line.split("|"))
    stance, who = head.split(" ", 1)
    spans = stretches(text, evidence_text)
    evidence = spans[0]
    if len(starts(text, text[evidence[0] : evidence[1]], whole=False)) > 1:
        raise SourceError("the evidence stands more than once")
    target = nearest(stretches(text, target_text), evidence)
    condition = None if condition_text == "-" else nearest(stretches(text, condition_text), evidence)
    if (stance == "conditional") != (condition is not None):
        raise SourceError("a condition goes with `conditional`, and only with it")
    row: Row = {"holder": who.strip('"') if who.startswith('"') else cast[who][0]}
    put(row, "target", text, target)
    row["stance"] = check(stance, STANCES)
    put(row, "condition", text, condition)
    put(row, "evidence", text, evidence)
    return row


def place(text: str, row: Row, name: str) -> tuple[int, int]:
    at = starts(text, row[name], whole=False)[row.get(name + "_occ", 0)]
    return at, at + len(row[name])
