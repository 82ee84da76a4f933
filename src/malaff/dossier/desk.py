"""The dossiers of an archive: made, changed, shown, told what changed. What the command line and the pages ask of."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from datetime import date, timedelta

import msgspec
import sqlalchemy as sa
from msgspec.structs import replace

from malaff._version import __version__
from malaff.archive import store
from malaff.archive.archive import Archive
from malaff.archive.schema import DOSSIER_LOOKS
from malaff.dossier import definition as definitions
from malaff.dossier.board import build
from malaff.dossier.changes import changes
from malaff.dossier.definition import Definition, Kept
from malaff.errors import BadOption, DossierEmpty
from malaff.model import Changes, Dossier, Period, Question

_decode = msgspec.json.Decoder(Dossier).decode
# What was built is kept for one state of the archive and one version of malaff; what was looked at, to the next look.
_BUILT, _LOOK = "built", "look"


class Desk:
    """The dossiers of an archive.

    Args:
        archive: where they are kept and answered from; it stays the caller's to close.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def new(
        self,
        name: str,
        *,
        about: Iterable[str],
        questions: Iterable[Question] = (),
        from_: str | None = None,
        to: str | None = None,
    ) -> Kept:
        """Make a dossier.

        Raises:
            DossierExists: where one has the name.
            BadOption: where it says not what it is about, or a day is none.
        """
        definition = Definition(
            name=name.strip(), about=list(about), questions=list(questions), period=Period(from_=from_, to=to)
        )
        with self.archive.database.write() as connection:
            return definitions.make(connection, definition)

    def listed(self) -> list[Kept]:
        """All dossiers, in the order they were made."""
        with self.archive.database.read() as connection:
            return definitions.listed(connection)

    def get(self, name: str) -> Kept:
        """A dossier's definition.

        Raises:
            UnknownDossier: where none has the name.
        """
        with self.archive.database.read() as connection:
            return definitions.get(connection, name)

    def edit(self, name: str, definition: Definition) -> Kept:
        """Put another definition in its place."""
        with self.archive.database.write() as connection:
            return definitions.change(connection, name, definition)

    def pin(self, name: str, articles: Iterable[str]) -> Kept:
        """Put articles into a dossier whatever the matching says."""
        return self._choose(name, list(articles), pin=True)

    def exclude(self, name: str, articles: Iterable[str]) -> Kept:
        """Keep articles out of a dossier whatever the matching says."""
        return self._choose(name, list(articles), pin=False)

    def release(self, name: str, articles: Iterable[str]) -> Kept:
        """Leave articles to the matching again."""
        kept = self.get(name).definition
        given = set(articles)
        return self.edit(
            name,
            replace(
                kept,
                pinned=[article for article in kept.pinned if article not in given],
                excluded=[article for article in kept.excluded if article not in given],
            ),
        )

    def delete(self, name: str) -> None:
        """Forget a dossier; its articles and what people decided stay."""
        with self.archive.database.write() as connection:
            definitions.delete(connection, name)

    def show(self, name: str) -> Dossier:
        """The dossier as the archive stands, with what changed since it was last looked at.

        Raises:
            UnknownDossier, ArchiveEmpty, DossierEmpty: see `malaff.errors`.
        """
        kept = self.get(name)
        dossier = self._built(kept)
        look = self._kept(kept.id, _LOOK)
        if look is None:
            return dossier
        at, before = look
        return replace(dossier, changes=changes(before, dossier, since=at))

    def looked(self, name: str, dossier: Dossier) -> None:
        """Remember that the dossier was looked at as it is: changes are told from here on."""
        self._keep(self.get(name).id, _LOOK, dossier)

    def changes(self, name: str, *, since: str | None = None) -> Changes:
        """What changed since a day of publication, or since the last look where no day is given.

        Raises:
            BadOption: where `since` is no ISO day.
        """
        if since is None:
            return self.show(name).changes
        try:
            before_day = (date.fromisoformat(since) - timedelta(days=1)).isoformat()
        except ValueError as error:
            raise BadOption(f"{since} is no ISO day.", remedy="Give --since YYYY-MM-DD.") from error
        kept = self.get(name)
        after = self._built(kept)
        definition = kept.definition
        to = min(before_day, definition.period.to or before_day)
        earlier = replace(definition, period=Period(from_=definition.period.from_, to=to), pinned=[])
        try:
            before: Dossier | None = build(self.archive, earlier)
        except DossierEmpty:
            before = None
        if before is None:
            before = replace(
                after, articles=[], parties=[], timeline=[], pledges=[], open_questions=[], contradictions=[]
            )
        return changes(before, after, since=since)

    def _choose(self, name: str, articles: list[str], *, pin: bool) -> Kept:
        with self.archive.database.write() as connection:
            definitions.require_articles(connection, articles)
            kept = definitions.get(connection, name).definition
            chosen, other = (kept.pinned, kept.excluded) if pin else (kept.excluded, kept.pinned)
            chosen = [*chosen, *(article for article in articles if article not in chosen)]
            other = [article for article in other if article not in articles]
            pinned, excluded = (chosen, other) if pin else (other, chosen)
            return definitions.change(connection, name, replace(kept, pinned=pinned, excluded=excluded))

    def _built(self, kept: Kept) -> Dossier:
        found = self._kept(kept.id, _BUILT, generation=self.archive.generation)
        if found is not None:
            return found[1]
        dossier = build(self.archive, kept.definition)
        self._keep(kept.id, _BUILT, dossier)
        return dossier

    def _kept(self, number: int, kind: str, *, generation: int | None = None) -> tuple[str, Dossier] | None:
        query = sa.select(DOSSIER_LOOKS).where(DOSSIER_LOOKS.c.dossier == number, DOSSIER_LOOKS.c.kind == kind)
        with self.archive.database.read() as connection:
            row = connection.execute(query).first()
        if row is None or (generation is not None and row.generation != generation):
            return None
        version, data = zlib.decompress(row.data).split(b"\n", 1)
        # What another version built is built anew; what was looked at counts as long as it can be read.
        if generation is not None and version.decode() != __version__:
            return None
        try:
            return row.at, _decode(data)
        except msgspec.ValidationError:
            return None

    def _keep(self, number: int, kind: str, dossier: Dossier) -> None:
        data = zlib.compress(__version__.encode() + b"\n" + msgspec.json.encode(dossier), 6)
        row = {
            "dossier": number, "kind": kind, "at": store.now(), "generation": self.archive.generation, "data": data
        }  # fmt: skip
        with self.archive.database.write() as connection:
            connection.execute(
                sa.delete(DOSSIER_LOOKS).where(DOSSIER_LOOKS.c.dossier == number, DOSSIER_LOOKS.c.kind == kind)
            )
            connection.execute(sa.insert(DOSSIER_LOOKS), [row])
