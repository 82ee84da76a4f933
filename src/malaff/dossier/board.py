"""A dossier put together: its parts asked in order, each of what the ones before found."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from malaff.archive.archive import Archive
from malaff.dossier import matching
from malaff.dossier.contradictions import contradictions
from malaff.dossier.coverage import Coverage
from malaff.dossier.definition import Definition
from malaff.dossier.parties import Parties
from malaff.dossier.pledges import pledges
from malaff.dossier.questions import open_questions
from malaff.dossier.stances import stances, votes
from malaff.dossier.state import state
from malaff.dossier.statements import statements
from malaff.dossier.timeline import timeline, with_pledges
from malaff.dossier.topic import Topic
from malaff.errors import DossierEmpty
from malaff.model import Changes, Dossier, Party


def covered(archive: Archive, definition: Definition) -> Coverage:
    """The articles of a dossier, read."""
    archive.require_articles()
    with archive.database.read() as connection:
        found = matching.match(connection, definition)
    if not found:
        raise DossierEmpty(f"No article of the archive is about {definition.name!r}.")
    readings = {reading.id: reading for reading in archive.readings([each.id for each in found])}
    earliest = sorted(readings.values(), key=lambda reading: (reading.published or "~", reading.id))
    return Coverage(
        readings=earliest,
        articles=[matching.described(each, readings[each.id]) for each in found],
        reprints=archive.copies([reading.id for reading in earliest]),
        questions=definition.questions,
    )


def _recorded(archive: Archive, parties: Sequence[Party]) -> list[Party]:
    """The parties with their records in the archive: that of the name, otherwise of the alias met most."""
    known = archive.records({name for party in parties for name in (party.name, *party.aliases)})
    return [
        replace(party, id=next((known[name] for name in (party.name, *party.aliases) if name in known), None))
        for party in parties
    ]


def build(archive: Archive, definition: Definition) -> Dossier:
    """The dossier as the archive stands.

    Raises:
        ArchiveEmpty: where the archive holds no article.
        DossierEmpty: where none of them is about the affair.
    """
    coverage = covered(archive, definition)
    people = archive.decided_people()
    parties = Parties(coverage, merged=people.merged, shown=people.shown)
    listed = parties.listed({})
    phrases = [*definition.about, *(question.text for question in definition.questions)]
    with archive.database.read() as connection:
        topic = Topic(phrases, listed, matching.weights(connection, phrases))
    events = timeline(coverage, topic, parties=parties)
    cast = votes(coverage, parties)
    stood = stances(coverage, cast)
    listed = _recorded(archive, parties.listed(stood))
    due = pledges(coverage, topic, parties=parties)
    events = with_pledges(events, due, coverage)
    asked = open_questions(coverage, topic, events)
    clashes = contradictions(coverage, topic, parties=parties, votes=cast, stood=stood, due=due)
    return Dossier(
        name=definition.name,
        about=definition.about,
        questions=definition.questions,
        period=definition.period,
        articles=list(coverage.articles),
        reprints=[list(group) for group in coverage.reprints],
        parties=listed,
        statements=statements(coverage, parties),
        timeline=events,
        pledges=due,
        open_questions=asked,
        contradictions=clashes,
        changes=Changes(since=None, items=[]),
        state=state(coverage, events, due, asked, listed),
    )
