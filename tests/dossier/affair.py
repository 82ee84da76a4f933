"""Invented articles for the tests of dossiers, and how they become one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import msgspec

from malaff.archive.archive import Archive
from malaff.dossier.board import build
from malaff.dossier.coverage import Coverage
from malaff.dossier.definition import Definition
from malaff.model import Article, Dossier, DossierArticle, Evidence, Party, Question, Reading, Record
from malaff.reading.reader import read_article

ABOUT = ("خروج بعثة المراقبة من رملان", "مستحقات بعثة المراقبة", "معبر الرتاج")
EXIT = Question(id="exit", text="خروج بعثة المراقبة من رملان")
DEBT = Question(id="debt", text="سداد مستحقات بعثة المراقبة")

_numbers = count(1)


def report(
    text: str,
    day: str | None = "2031-03-10",
    *,
    outlet: str | None = None,
    id: str | None = None,  # noqa: A002 - the record's own field
    title: str | None = None,
) -> Reading:
    """An article read; each has an id of its own unless one is given."""
    key = id or f"r{next(_numbers)}"
    return read_article(
        Article(id=key, source=f"test:{key}", text=text, title=title, outlet=outlet, published=day, language="ar")
    )


def unread(id: str, text: str, *, day: str = "2031-03-10", title: str | None = None) -> Reading:  # noqa: A002
    """An article in which nothing was found: cheap, for what only words matter to."""
    found = report("نص.", day, id=id)
    return msgspec.structs.replace(found, text=text, title=title, paragraphs=[(0, len(text))], names=[], times=[])


def definition(
    *readings: Reading, about: tuple[str, ...] = ABOUT, questions: tuple[Question, ...] = (), name: str = "البعثة"
) -> Definition:
    """A dossier that holds these articles, whatever the matching says."""
    return Definition(
        name=name, about=list(about), questions=list(questions), pinned=[reading.id for reading in readings]
    )


def made(archive: Archive, *readings: Reading, **fields: object) -> Dossier:
    """The dossier of these articles."""
    archive.add_readings(list(readings))
    return build(archive, definition(*readings, **fields))


def coverage(*readings: Reading) -> Coverage:
    """These articles, each a report of its own, without an archive: for parts that need nothing else."""
    articles = [
        DossierArticle(
            id=each.id, title=each.title, outlet=each.outlet, published=each.published, relevance=1.0, why=[]
        )
        for each in readings
    ]  # fmt: skip
    return Coverage(readings=list(readings), articles=articles, reprints=[])


def party(dossier: Dossier, name: str) -> Party:
    """The one party of that name."""
    found = [each for each in dossier.parties if each.name == name]
    assert len(found) == 1, [each.name for each in dossier.parties]
    return found[0]


def named(dossier: Dossier) -> set[str]:
    """All names that its parties go by."""
    return {name for each in dossier.parties for name in (each.name, *each.aliases)}


def stood(dossier: Dossier, name: str) -> list[tuple[str, str]]:
    """Where a party stood: question and stance, in order."""
    return [(stance.question, stance.stance) for stance in party(dossier, name).stances]


def evidence_in(value: object) -> Iterator[Evidence]:
    """Every evidence in a record, however deep."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, Record):
        for name in value.__struct_fields__:
            yield from evidence_in(getattr(value, name))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from evidence_in(each)
