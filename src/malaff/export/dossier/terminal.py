"""A dossier at the terminal: the state on one screen, or all of it with the evidence under each item.

What the coverage says stands in bidi isolates, as in malaff.export.terminal; with Arabic labels the whole line is one
right-to-left isolate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from malaff.export.dossier.items import Citation, Item, Note, Section
from malaff.export.dossier.outline import outline
from malaff.export.dossier.state import Fact
from malaff.export.dossier.text import is_rtl
from malaff.export.dossier.words import Wording
from malaff.export.terminal import Style, clean, width
from malaff.model import Dossier

_RLI, _LRI, _PDI = "\u2067", "\u2066", "\u2069"
_NARROWEST = 40
_LISTED = 3  # items of each kind that one screen has room for
_GLANCE = 2  # lines of an item there


class _Piece(NamedTuple):
    """A run of a line: `ours` are malaff's words, otherwise it is isolated; `look` is a method of Style.

    `opening` is the isolate that the whole run asks for, kept where the run is broken over lines.
    """

    text: str
    ours: bool = False
    look: str = ""
    opening: str = ""


_BETWEEN = _Piece(" · ", ours=True, look="faint")


def state_lines(
    dossier: Dossier,
    *,
    colour: bool = False,
    columns: int = 100,
    language: str | Wording = "en",
) -> Iterator[str]:
    """The state of the file, short enough for one screen.

    Args:
        dossier: the file.
        colour: use ANSI colours.
        columns: the width to wrap at.
        language: `en` or `ar`, or a whole `Wording`.
    """
    return _Lines(Wording.of(language), colour=colour, columns=columns).state(dossier)


def dossier_lines(
    dossier: Dossier,
    *,
    colour: bool = False,
    columns: int = 100,
    language: str | Wording = "en",
) -> Iterator[str]:
    """The whole dossier: its state, then every part with the evidence under each item; arguments of `state_lines`."""
    return _Lines(Wording.of(language), colour=colour, columns=columns).whole(dossier)


def part_lines(
    dossier: Dossier,
    part: str,
    *,
    colour: bool = False,
    columns: int = 100,
    language: str | Wording = "en",
) -> Iterator[str]:
    """One part of the dossier (`timeline`, `parties`, ...) with its evidence; other arguments as of `state_lines`."""
    return _Lines(Wording.of(language), colour=colour, columns=columns).part(dossier, part)


class _Lines:
    def __init__(self, wording: Wording, *, colour: bool, columns: int) -> None:
        self._wording = wording
        self._style = Style(colour=colour)
        self._columns = max(_NARROWEST, columns)

    # -- the two views ---------------------------------------------------------------------------------------------

    def state(self, dossier: Dossier) -> Iterator[str]:
        laid = outline(dossier, self._wording)
        yield from self._flow([_Piece(laid.name, look="strong")])
        if laid.period:
            yield from self._flow([_Piece(laid.period, ours=True, look="faint")])
        for fact in laid.state:
            yield from self._fact(fact)

    def whole(self, dossier: Dossier) -> Iterator[str]:
        yield from self.state(dossier)
        laid = outline(dossier, self._wording)
        asked = (("about", laid.about), ("questions", laid.questions))
        for key, texts in asked:
            if texts:
                label = self._wording.word(key) if key == "about" else self._wording.label("part", key)
                yield from self._head(label, len(texts))
                for text in texts:
                    yield from self._flow([_Piece(text)], "  ")
        for section in laid.sections:
            yield from self._section(section)

    def part(self, dossier: Dossier, part: str) -> Iterator[str]:
        laid = outline(dossier, self._wording)
        yield from self._flow([_Piece(laid.name, look="strong")])
        found = [section for section in laid.sections if section.key == part]
        for section in found:
            yield from self._section(section)
        if not found:
            yield from self._head(self._wording.label("part", part), 0)

    def _section(self, section: Section) -> Iterator[str]:
        yield from self._head(section.label, len(section.items))
        for number, item in enumerate(section.items, 1):
            yield from self._item(item, f"{self._wording.number(f'{number:>3}')}. ", "     ")

    # -- the parts -------------------------------------------------------------------------------------------------

    def _head(self, label: str, count: int) -> Iterator[str]:
        yield ""
        yield from self._flow([_Piece(f"{label} ({self._wording.number(count)})", ours=True, look="heading")])

    def _fact(self, fact: Fact) -> Iterator[str]:
        label = _Piece(fact.label, ours=True, look="warning" if fact.warning else "heading")
        if not fact.items:
            said = self._wording.comma.join(fact.sentences) if fact.key == "sources" else " ".join(fact.sentences)
            yield from self._flow([label, _Piece(f": {said}", ours=True)], hanging="  ")
            return
        count = [] if fact.key == "last" else [_Piece(f" ({self._wording.number(len(fact.items))})", ours=True)]
        yield from self._flow([label, *count])
        for item in fact.items[:_LISTED]:
            yield from self._glance(item)
        if len(fact.items) > _LISTED:
            more = f"{self._wording.word('more')}: {self._wording.number(len(fact.items) - _LISTED)}"
            yield from self._flow([_Piece(more, ours=True, look="faint")], "  ")

    def _glance(self, item: Item) -> Iterator[str]:
        """An item in a line or two, with where it was read first."""
        pieces = [*self._traits(item), *([_BETWEEN] if item.date or item.label or item.who else []), _Piece(item.text)]
        lines = list(self._flow(pieces, "  ", "    "))
        yield from lines[:_GLANCE]
        if len(lines) > _GLANCE:
            yield "    …"
        for citation in item.citations[:1]:
            yield from self._flow(self._reference(citation), "    ")

    def _item(self, item: Item, first: str, indent: str) -> Iterator[str]:
        traits = self._traits(item)
        if item.date or item.who:
            yield from self._flow(traits, first, indent)
            yield from self._flow([_Piece(item.text)], indent, indent)
        else:  # the text itself is the head: a party's name, what a contradiction is about
            head = [_Piece(item.text, look="strong"), *([_BETWEEN, *traits] if traits else [])]
            yield from self._flow(head, first, indent)
        for note in item.notes:
            yield from self._flow(self._note(note), indent, indent + "  ")
        for citation in item.citations:
            yield from self._flow(self._reference(citation), indent)
            if citation.text != item.text:
                yield from self._flow([_Piece(citation.text, look="faint")], indent + "  ")
        for part in item.parts:
            yield from self._item(part, indent + "- ", indent + "  ")

    def _traits(self, item: Item) -> list[_Piece]:
        groups: list[list[_Piece]] = []
        if item.date:
            groups.append([_Piece(item.date, ours=True, look="strong")])
        if item.label:
            groups.append([_Piece(item.label, ours=True, look="warning" if item.warning else "")])
        if item.who:
            groups.append(_listed(item.who, self._wording.comma))
        return [piece for number, group in enumerate(groups) for piece in ([_BETWEEN] if number else []) + group]

    def _note(self, note: Note) -> list[_Piece]:
        pieces = [_Piece(note.label + (": " if note.values else ""), ours=True, look="faint")]
        pieces += _listed(note.values, self._wording.comma)
        return [*pieces, _Piece(f" ({note.when})", ours=True, look="faint")] if note.when else pieces

    def _reference(self, citation: Citation) -> list[_Piece]:
        pieces = [_Piece(f"{citation.label}: ", ours=True, look="faint")] if citation.label else []
        pieces.append(_Piece(citation.reference, look="faint"))
        if citation.outlet:
            pieces += [_BETWEEN, _Piece(citation.outlet, look="faint")]
        if citation.day:
            pieces += [_BETWEEN, _Piece(citation.day, ours=True, look="faint")]
        return pieces

    # -- lines -----------------------------------------------------------------------------------------------------

    def _flow(self, pieces: Iterable[_Piece], first: str = "", hanging: str = "") -> Iterator[str]:
        """The pieces broken at blanks into lines of at most the width, each run of the coverage isolated anew."""
        indent = first
        for line in _broken(list(pieces), self._columns, len(first), len(hanging or " " * len(first))):
            body = "".join(self._styled(piece) for piece in line)
            yield indent + (f"{_RLI}{body}{_PDI}" if self._wording.rtl and body else body)
            indent = hanging or " " * len(first)

    def _styled(self, piece: _Piece) -> str:
        text = piece.text if piece.ours else f"{piece.opening}{piece.text}{_PDI}"
        look: Callable[[str], str] = getattr(self._style, piece.look) if piece.look else str
        return look(text)


def _listed(values: Sequence[str], comma: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    for value in values:
        if pieces:
            pieces.append(_Piece(comma, ours=True))
        pieces.append(_Piece(value))
    return pieces


def _broken(pieces: list[_Piece], columns: int, first: int, hanging: int) -> Iterator[list[_Piece]]:
    """Lines of pieces, filled word by word; a piece that does not fit goes on in the next line."""
    line: list[_Piece] = []
    room = columns - first
    size = 0
    for word in _words(pieces):
        needed = sum(width(part.text) for part in word)
        blank = bool(line)
        if line and size + 1 + needed > room:
            yield _joined(line)
            line, room, size, blank = [], columns - hanging, 0, False
        if blank:
            # A blank inside a piece stays in it, so that the piece is isolated as one.
            line.append(line[-1]._replace(text=" ") if _alike(line[-1], word[0]) else _Piece(" ", ours=True))
        line += word
        size += needed + blank
    if line:
        yield _joined(line)


def _words(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """The pieces' text cut at blanks; a word is a list, as it may run over the edge of a piece (`name,`)."""
    word: list[_Piece] = []
    for piece in pieces:
        text = piece.text if piece.ours else clean(piece.text)
        piece = piece._replace(opening="" if piece.ours else _RLI if is_rtl(text) else _LRI)
        for number, part in enumerate(text.split(" ")):
            if number and word:
                yield word
                word = []
            if part:
                word.append(piece._replace(text=part))
    if word:
        yield word


def _joined(line: list[_Piece]) -> list[_Piece]:
    """Neighbours of one kind put together again."""
    whole: list[_Piece] = []
    for piece in line:
        if whole and _alike(whole[-1], piece):
            whole[-1] = whole[-1]._replace(text=whole[-1].text + piece.text)
        else:
            whole.append(piece)
    return whole


def _alike(one: _Piece, other: _Piece) -> bool:
    return one[1:] == other[1:]
