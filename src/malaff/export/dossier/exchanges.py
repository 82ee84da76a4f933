"""Who answers whom: which party's statements deny, accuse, reject or otherwise turn to which other party.

A statement turns to the party that stands between its cue and its content (`اتهم الوزير الحكومة بـ`), or that its
content begins with; a denial, rejection or support to one among its content's first words, and a denial to whoever made
the claim that a contradiction holds against it. A party that is named further on is what is spoken of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from malaff.arabic.fold import fold
from malaff.arabic.words import Words
from malaff.model import Dossier, DossierStatement, Evidence

# Acts that turn to somebody, hardest first; what is merely told of a party answers nobody.
ACTS = ("deny", "accuse", "reject", "warn", "demand", "doubt", "ask", "support")
_HARD = frozenset(("deny", "accuse", "reject", "warn", "doubt"))
# Acts whose content begins with what they are about; the words among which a party there is answered.
_ABOUT, _FIRST = frozenset(("deny", "reject", "doubt", "support")), 6
# Letters that stand before a name as a part of its word: and, so, with, as, to.
_BEFORE = "وفبكل"
# A name shorter than this is met in other words' stead.
_SHORTEST = 3


class Exchange(NamedTuple):
    """What one party says to another: how often in which act, and where, earliest first."""

    of: str
    to: str
    acts: tuple[tuple[str, int], ...]
    evidence: tuple[tuple[str, Evidence], ...]

    @property
    def statements(self) -> int:
        """How many statements it is."""
        return len(self.evidence)

    @property
    def hard(self) -> int:
        """How many of them are against the other."""
        return sum(number for act, number in self.acts if act in _HARD)


class Matrix(NamedTuple):
    """The exchanges of those who say and are told most: `cells` by (row, column)."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], Exchange]


def exchanges(dossier: Dossier, texts: Mapping[str, str] | None = None) -> list[Exchange]:
    """All exchanges, most statements first.

    Args:
        dossier: whose statements are looked at.
        texts: the articles' texts by id, so that what stands between a cue and its content is seen.
    """
    names = _Names(dossier)
    met: dict[tuple[str, str], dict[tuple[str, int], tuple[str, Evidence]]] = defaultdict(dict)
    for statement in dossier.statements:
        if statement.party is None or statement.act not in ACTS:
            continue
        place = Evidence(
            article=statement.article, start=statement.content.start, end=statement.content.end,
            text=statement.content.text,
        )  # fmt: skip
        about = statement.act in _ABOUT
        meant = set() if about else names.named(_between(statement, texts or {}))
        first = _FIRST if about else 1
        for to in meant | names.named(statement.content.text, first=first):
            if to != statement.party:
                met[statement.party, to][place.article, place.start] = (statement.act, place)
    for of, to, place in _answered(dossier):
        met[of, to].setdefault((place.article, place.start), ("deny", place))
    days = {article.id: article.published or "" for article in dossier.articles}
    found = []
    for (of, to), told in met.items():
        acts = Counter(act for act, _ in told.values())
        ordered = sorted(told.values(), key=lambda each: (days.get(each[1].article, ""), each[1].start))
        found.append(Exchange(of, to, tuple((act, acts[act]) for act in ACTS if acts[act]), tuple(ordered)))
    return sorted(found, key=lambda each: (-each.hard, -each.statements, each.of, each.to))


def matrix(found: list[Exchange], *, most: int = 9) -> Matrix:
    """The exchanges as a table of the `most` parties who say most and the `most` who are told most."""
    says: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for each in found:
        says[each.of] += each.statements
        told[each.to] += each.statements
    rows, columns = (
        tuple(name for name, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most])
        for counts in (says, told)
    )
    cells = {(each.of, each.to): each for each in found if each.of in rows and each.to in columns}
    return Matrix(
        tuple(row for row in rows if any((row, column) in cells for column in columns)),
        tuple(column for column in columns if any((row, column) in cells for row in rows)),
        cells,
    )


class _Names:
    """Finds the parties of a dossier by their names; of two that begin alike the longer one counts."""

    def __init__(self, dossier: Dossier) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        known: dict[tuple[str, ...], str] = {}
        for party in dossier.parties:
            if party.kind == "anonymous":
                continue
            for name in (party.name, *party.aliases):
                forms = tuple(Words(name).forms)
                if sum(map(len, forms)) >= _SHORTEST:
                    known.setdefault(forms, party.name)
        for forms, party_name in known.items():
            self._by_first[forms[0]].append((forms, party_name))
        for listed in self._by_first.values():
            listed.sort(key=lambda each: -len(each[0]))

    def named(self, text: str, *, first: int | None = None) -> set[str]:
        """The parties named in a text, or that begin among its first words."""
        forms = Words(text).forms
        found: set[str] = set()
        at = 0
        while at < len(forms[:first]):
            size, party = self._at(forms, at)
            if party is not None:
                found.add(party)
            at += size
        return found

    def _at(self, forms: list[str], at: int) -> tuple[int, str | None]:
        for first in _bare(forms[at]):
            for name, party in self._by_first.get(first, ()):
                if tuple(forms[at + 1 : at + len(name)]) == name[1:]:
                    return len(name), party
        return 1, None


def _bare(form: str) -> Iterator[str]:
    """A word as it stands, and without what may be written together with a name."""
    yield form
    if form.startswith(fold("لل")):
        yield "ال" + form[2:]
    if form[:1] in _BEFORE and len(form) > _SHORTEST:
        yield form[1:]


def _between(statement: DossierStatement, texts: Mapping[str, str]) -> str:
    """What stands between the cue of a statement and its content, but for who says it and through whom."""
    text = texts.get(statement.article, "")
    start, end = statement.cue.end, statement.content.start
    between = list(text[start:end])
    for span in (statement.speaker, statement.via):
        if span is not None and start <= span.start and span.end <= end:
            between[span.start - start : span.end - start] = "\n" * (span.end - span.start)
    return "".join(between)


def _answered(dossier: Dossier) -> Iterator[tuple[str, str, Evidence]]:
    parties = {name: party.name for party in dossier.parties for name in (party.name, *party.aliases)}
    for clash in dossier.contradictions:
        if clash.kind != "denial" or len(clash.sides) < 2:
            continue
        *answered, last = clash.sides
        for side in answered:
            of, to = parties.get(last.who), parties.get(side.who)
            if of and to and of != to:
                yield of, to, last.evidence
