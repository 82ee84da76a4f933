"""The archive as a whole: what the command line, the Python API and the pages ask of it."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Self

import msgspec
import sqlalchemy as sa

from malaff.arabic.namekey import name_key
from malaff.archive import adding, fulltext, judgements, people, search, statements, store
from malaff.archive.adding import Added
from malaff.archive.database import Database
from malaff.archive.judgements import ITEMS, REFERRING, Judgement
from malaff.archive.migrations import VERSION
from malaff.archive.people import PeoplePage, Person
from malaff.archive.prepare import prepare, unpack
from malaff.archive.remembered import Remembered
from malaff.archive.schema import (
    ARTICLES,
    COPIES,
    ENTITIES,
    JUDGEMENTS,
    MENTIONS,
    METADATA,
    ORIGINALS,
    SETTINGS,
    STATEMENTS,
    VERSIONS,
)
from malaff.archive.search import Found
from malaff.archive.statements import FacetCount, MentionPage, Order, StatementFilter, StatementPage
from malaff.batches import Source
from malaff.errors import (
    ArchiveEmpty,
    ArchiveReadOnly,
    BadOption,
    StorageFull,
    UnknownArticle,
    UnknownItem,
)
from malaff.intake import MAX_BYTES
from malaff.model import Article, Original, Reading, ReadingError, Record, Span, Statement


class ArticleHead(Record, frozen=True):
    """An article as lists show it; `statements` counts what was said in it."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    statements: int
    added_at: str


class ArticleCopy(Record, frozen=True):
    """An article that carries the same copy; `share` is how much of the shorter one stands in the other, 0 to 1."""

    id: str
    share: float


class ArticleVersion(Record, frozen=True):
    """One kept version of an article: `number` counts from 1; `original` says what its bytes are, if they are kept."""

    number: int
    added_at: str
    read_at: str
    reader: str
    title: str | None
    original: str | None


class DecidedPeople(Record, frozen=True):
    """Decisions of people about records.

    `merged` are groups of names taken as one, that of the kept record first. `shown` are the names that records are
    shown by since, as given or as the kept record had it, by the keys of the names they replace.
    """

    merged: list[list[str]]
    shown: dict[str, str]


class Info(Record, frozen=True):
    """What an archive holds; `bytes` is the size on disk, journal included."""

    address: str
    version: int
    articles: int
    versions: int
    originals: int
    statements: int
    people: int
    copies: int
    judgements: int
    dossiers: int
    outlets: list[tuple[str, int]]
    first: str | None
    last: str | None
    readers: list[tuple[str, int]]
    bytes: int


class Archive:
    """Articles read and kept.

    Args:
        address: a path to a SQLite file, or postgresql://user:password@host/name.
        create: make the archive where there is none.
        wait: seconds to wait for another writer.
        connections: how many are kept open, for several threads.

    Use it as a context manager, or call `close`.
    """

    def __init__(self, address: str | Path, *, create: bool = False, wait: float = 30.0, connections: int = 2) -> None:
        self.database = Database(address, create=create, wait=wait, connections=connections)
        self._remembered = Remembered()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    # -- adding ----------------------------------------------------------------------------------------------------

    def add(
        self, sources: Iterable[Source], *, jobs: int = 1, max_bytes: int = MAX_BYTES
    ) -> Generator[Added | ReadingError, None, None]:
        """Read sources and keep them; see `malaff.archive.adding.add`."""
        return adding.add(self.database, sources, jobs=jobs, max_bytes=max_bytes)

    def add_readings(self, readings: Sequence[Reading]) -> Added:
        """Keep articles that were read elsewhere."""
        return adding.add_readings(self.database, readings)

    def reread(self, *, everything: bool = False, progress: Callable[[int, int], None] | None = None) -> int:
        """Read kept articles again with today's reader, current versions only; decisions of people stand.

        Args:
            everything: also those that this version of the reader has read already.
            progress: called with how many are done, of how many.

        Returns:
            how many were read; an article that the reader fails on keeps its old reading.
        """
        from malaff.api import read_safely
        from malaff.reading.reader import READER

        count = 0
        reader = f"{READER.name} {READER.version}"
        query = sa.select(ARTICLES.c.id, ARTICLES.c.version).join(VERSIONS, VERSIONS.c.id == ARTICLES.c.version)
        if not everything:
            query = query.where(VERSIONS.c.reader != reader)
        with self.database.read() as connection:
            todo = [(row.id, row.version) for row in connection.execute(query.order_by(ARTICLES.c.id))]
        for at in range(0, len(todo), _REREAD):
            chunk = todo[at : at + _REREAD]
            with self.database.read() as connection:
                packed = {
                    row.id: row.reading
                    for row in store.in_chunks(
                        connection, sa.select(VERSIONS.c.id, VERSIONS.c.reading), VERSIONS.c.id, [v for _, v in chunk]
                    )
                }
            read = [(article, version, read_safely(article_of(unpack(packed[version])))) for article, version in chunk]
            done = [(a, v, prepare(item, None)) for a, v, item in read if isinstance(item, Reading)]
            count += len(done)
            with self.database.write() as connection:
                for article, version, prepared in done:
                    # A newer version that came in meanwhile was read by its own adding.
                    current = sa.select(ARTICLES.c.version).where(ARTICLES.c.id == article)
                    if connection.scalar(current) == version:
                        store.rewrite(connection, article, version, prepared)
            if progress is not None:
                progress(min(at + _REREAD, len(todo)), len(todo))
        return count

    def reindex(self, *, progress: Callable[[int, int], None] | None = None) -> int:
        """Make the search index anew from the kept readings; how many articles it holds."""
        with self.database.write() as connection:
            return store.reindex(connection, progress=progress)

    # -- articles --------------------------------------------------------------------------------------------------

    def articles(
        self,
        *,
        limit: int = 50,
        offset: int = 0,
        outlet: str | None = None,
        from_: str | None = None,
        to: str | None = None,
    ) -> list[ArticleHead]:
        """Articles, latest published first.

        Args:
            limit, offset: which page of them.
            outlet: only those of this outlet, by its exact name.
            from_, to: first and last day of publication: YYYY-MM-DD, YYYY-MM or YYYY.

        Raises:
            BadQuery: where a day is none.
        """
        day = sa.func.coalesce(ARTICLES.c.published, "")
        query = sa.select(ARTICLES).where(*_published(outlet, from_, to))
        with self.database.read() as connection:
            rows = connection.execute(query.order_by(day.desc(), ARTICLES.c.id).limit(limit).offset(offset))
            return [_head(row) for row in rows]

    def count(self, *, outlet: str | None = None, from_: str | None = None, to: str | None = None) -> int:
        """How many articles there are; see `articles`."""
        query = sa.select(sa.func.count()).select_from(ARTICLES).where(*_published(outlet, from_, to))
        with self.database.read() as connection:
            return int(connection.scalar(query) or 0)

    def article(self, article: str) -> ArticleHead:
        """An article as lists show it.

        Raises:
            UnknownArticle: where there is no such article.
        """
        with self.database.read() as connection:
            row = connection.execute(sa.select(ARTICLES).where(ARTICLES.c.key == article)).first()
        if row is None:
            raise UnknownArticle(f"The archive has no article {article}.")
        return _head(row)

    def copies_of(self, article: str) -> list[ArticleCopy]:
        """The articles that carry the same copy as one, the most alike first; none where it is not there."""
        one, other = ARTICLES.alias("one"), ARTICLES.alias("other")
        found: dict[str, int] = {}
        with self.database.read() as connection:
            # A pair is kept once, whichever of the two came first.
            for mine, theirs in ((COPIES.c.article, COPIES.c.other), (COPIES.c.other, COPIES.c.article)):
                pairs = COPIES.join(one, one.c.id == mine).join(other, other.c.id == theirs)
                query = sa.select(other.c.key, COPIES.c.share).select_from(pairs).where(one.c.key == article)
                found |= {row.key: row.share for row in connection.execute(query)}
        return [
            ArticleCopy(id=key, share=share / 100)
            for key, share in sorted(found.items(), key=lambda item: (-item[1], item[0]))
        ]

    def require_articles(self) -> None:
        """Raise ArchiveEmpty where there is no article."""
        if not self.count():
            raise ArchiveEmpty(f"The archive {self.database.shown} holds no article.")

    def reading(self, article: str, *, version: int | None = None, as_read: bool = False) -> Reading:
        """What was read in an article, as people left it.

        Args:
            article: its id.
            version: which version, from 1; the current one where not given.
            as_read: leave people's decisions aside.

        Raises:
            UnknownArticle: where there is no such article or version.
        """
        return next(iter(self.readings([article], version=version, as_read=as_read)))

    def readings(
        self, articles: Sequence[str], *, version: int | None = None, as_read: bool = False
    ) -> Iterator[Reading]:
        """The readings of several articles, in the order given."""
        query = sa.select(ARTICLES.c.key, VERSIONS.c.reading)
        if version is None:
            query = query.join(VERSIONS, VERSIONS.c.id == ARTICLES.c.version)
        else:
            query = query.join(VERSIONS, VERSIONS.c.article == ARTICLES.c.id).where(VERSIONS.c.number == version)
        with self.database.read() as connection:
            found = {row.key: row.reading for row in store.in_chunks(connection, query, ARTICLES.c.key, articles)}
            judged = {} if as_read else judgements.judged_articles(connection, list(articles))
        for article in articles:
            if article not in found:
                which = f"version {version} of " if version else ""
                raise UnknownArticle(f"The archive has no {which}article {article}.")
            reading = unpack(found[article])
            yield judgements.corrected(reading, judged[article]) if article in judged else reading

    def versions(self, article: str) -> list[ArticleVersion]:
        """The kept versions of an article, oldest first."""
        query = (
            sa.select(VERSIONS, ORIGINALS.c.media)
            .join(ARTICLES, ARTICLES.c.id == VERSIONS.c.article)
            .outerjoin(ORIGINALS, ORIGINALS.c.digest == VERSIONS.c.original)
            .where(ARTICLES.c.key == article)
            .order_by(VERSIONS.c.number)
        )
        with self.database.read() as connection:
            rows = list(connection.execute(query))
        if not rows:
            raise UnknownArticle(f"The archive has no article {article}.")
        return [
            ArticleVersion(
                number=row.number, added_at=row.added_at, read_at=row.read_at, reader=row.reader,
                title=unpack(row.reading).title, original=row.media,
            )
            for row in rows
        ]  # fmt: skip

    def original(self, article: str, *, version: int | None = None) -> Original | None:
        """The bytes an article was taken from; None where its text was all there was."""
        query = (
            sa.select(ORIGINALS.c.media, ORIGINALS.c.data)
            .select_from(ARTICLES)
            .join(VERSIONS, VERSIONS.c.article == ARTICLES.c.id)
            .join(ORIGINALS, ORIGINALS.c.digest == VERSIONS.c.original)
            .where(ARTICLES.c.key == article)
        )
        query = query.where(VERSIONS.c.id == ARTICLES.c.version if version is None else VERSIONS.c.number == version)
        with self.database.read() as connection:
            row = connection.execute(query).first()
        return Original(media=row.media, data=zlib.decompress(row.data)) if row else None

    def search(self, query: str, *, limit: int = 20, offset: int = 0, order: str = "rank") -> Found:
        """Find articles; see `malaff.archive.search`."""
        with self.database.read() as connection:
            return search.search(connection, query, limit=limit, offset=offset, order=order)

    def copies(self, articles: Sequence[str]) -> list[list[str]]:
        """Which of these articles carry the same copy: groups of two or more, the earliest of each first."""
        with self.database.read() as connection:
            query = sa.select(ARTICLES.c.id, ARTICLES.c.key, ARTICLES.c.published)
            rows = {row.id: row for row in store.in_chunks(connection, query, ARTICLES.c.key, articles)}
            pairs = [
                (row.article, row.other)
                for row in store.in_chunks(connection, sa.select(COPIES), COPIES.c.article, rows)
                if row.other in rows
            ]
        order = {key: i for i, key in enumerate(articles)}
        groups = grouped(pairs)
        listed = [
            [rows[i].key for i in sorted(group, key=lambda i: (rows[i].published or "~", order[rows[i].key]))]
            for group in groups
        ]
        return sorted(listed, key=lambda group: order[group[0]])

    # -- people ----------------------------------------------------------------------------------------------------

    def people(self, name: str, *, limit: int = 20) -> list[Person]:
        """Who goes by a name."""
        with self.database.read() as connection:
            return people.find(connection, name, limit=limit)

    def person(self, name: str) -> Person:
        """The one record a name or number stands for."""
        with self.database.read() as connection:
            return people.one(connection, name)

    def merge(self, names: Sequence[str], *, user: str, why: str | None = None) -> Judgement:
        """Take several records as one; the first keeps its name."""
        with self.database.write() as connection:
            found = [people.one(connection, name) for name in names]
            return people.merge(connection, found, user=user, why=why)

    def rename(self, name: str, new: str, *, user: str, why: str | None = None) -> Judgement:
        """Give a record the name it is shown by."""
        with self.database.write() as connection:
            return people.rename(connection, people.one(connection, name), new, user=user, why=why)

    def split(self, name: str, articles: Sequence[str], *, user: str, why: str | None = None) -> list[Judgement]:
        """Say that in some articles the name means somebody else."""
        with self.database.write() as connection:
            return people.split(connection, people.one(connection, name), articles, user=user, why=why)

    def decided_people(self) -> DecidedPeople:
        """What people merged and renamed, by names."""
        with self.database.read() as connection:
            merged: dict[int, set[int]] = {}
            for entity, root in judgements.merges(connection).items():
                merged.setdefault(root, {root}).add(entity)
            shown = {**judgements.merge_names(connection), **judgements.renames(connection)}
            wanted = {entity for group in merged.values() for entity in group} | set(shown)
            query = sa.select(ENTITIES.c.id, ENTITIES.c.name)
            names = {row.id: row.name for row in store.in_chunks(connection, query, ENTITIES.c.id, wanted)}
        return DecidedPeople(
            merged=[[names[root], *(names[e] for e in sorted(group - {root}))] for root, group in merged.items()],
            shown={name_key(names[entity]): given for entity, given in shown.items()},
        )

    def records(self, names: Iterable[str]) -> dict[str, int]:
        """The numbers of the records that go by these names, spelt so or alike; of several the one that speaks most.

        Args:
            names: names as they stand in articles; those that no record has are left out.
        """
        keys = {name: name_key(name) for name in names}
        with self.database.read() as connection:
            query = sa.select(ENTITIES.c.id, ENTITIES.c.key).where(ENTITIES.c.kind.in_(_KINDS))
            rows = list(store.in_chunks(connection, query, ENTITIES.c.key, set(keys.values())))
            kept = {
                entity: group[0] for group in people.groups(connection, [row.id for row in rows]) for entity in group
            }
            said = people.spoken(connection, kept)
        best: dict[str, int] = {}
        for row in rows:
            if row.key not in best or said.get(row.id, 0) > said.get(best[row.key], 0):
                best[row.key] = row.id
        return {name: kept[best[key]] for name, key in keys.items() if key in best}

    def people_listed(
        self, query: str | None = None, kind: str | None = None, *, limit: int = 50, offset: int = 0
    ) -> PeoplePage:
        """Records for an index of people: those who speak most first, then those named most often.

        Args:
            query: only those with this name, or part of one, in any spelling.
            kind: only these: person, organisation, group or place.
            limit, offset: which page of them.
        """
        with self.database.read() as connection:
            present = self._remembered.get(_generation(connection), "present", lambda: people.presence(connection))
            ranked = present.ranked
            if kind is not None:
                ranked = [each for each in ranked if each.kind == kind]
            if query is not None:
                named = {present.kept.get(entity, entity) for entity in people.bearers(connection, query)}
                ranked = [each for each in ranked if each.id in named]
            asked = [each.id for each in ranked[offset : offset + limit]]
            found = {person.id: person for person in people.gathered(connection, asked)}
        return PeoplePage(total=len(ranked), items=[found[number] for number in asked])

    # -- statements ------------------------------------------------------------------------------------------------

    def statements(
        self, asked: StatementFilter | None = None, *, limit: int = 50, offset: int = 0, order: Order = "new"
    ) -> StatementPage:
        """A page of the statements of all articles; see `malaff.archive.statements.page`."""
        with self.database.read() as connection:
            return statements.page(connection, asked or StatementFilter(), limit=limit, offset=offset, order=order)

    def statement_facets(self, asked: StatementFilter | None = None) -> dict[str, list[FacetCount]]:
        """How many statements have which speaker, act, type, kind, outlet and month; kept until anything changes."""
        asked = asked or StatementFilter()
        with self.database.read() as connection:
            return self._remembered.get(
                _generation(connection), msgspec.json.encode(asked), lambda: statements.facets(connection, asked)
            )

    def mentions_in_statements(self, person: int, *, limit: int = 20, offset: int = 0) -> MentionPage:
        """What others say of somebody, latest first: statements whose content names the record or one of its spellings.

        Raises:
            UnknownPerson: where there is no record of that number.
        """
        with self.database.read() as connection:
            return statements.mentions(connection, person, limit=limit, offset=offset)

    # -- judgements ------------------------------------------------------------------------------------------------

    def correct(
        self,
        article: str,
        part: str,
        number: int,
        kind: str,
        *,
        changes: dict[str, Any] | None = None,
        at: tuple[int, int] | None = None,
        user: str,
        why: str | None = None,
    ) -> Judgement:
        """Confirm, reject or edit one item of an article.

        Args:
            article: its id.
            part: statements, names, times, developments or positions.
            number: which of them, from 0, as the corrected reading lists them.
            kind: confirm, reject or edit.
            changes: for edit: field to new value. A span is given as its text, which must stand in the article, or
                as {"start", "end"}.
            at: first and one past the last character of the item as it was shown; others may have decided meanwhile,
                and numbers moved.
            user: who decides.
            why: the reason, kept with the decision.

        Raises:
            UnknownArticle, UnknownItem: where there is none, or not with these characters.
            BadOption: where a change does not fit the item.
        """
        if part not in ITEMS:
            raise BadOption(f"{part} is nothing that is read.", remedy=f"Give one of {', '.join(ITEMS)}.")
        if kind not in ("confirm", "reject", "edit"):
            raise BadOption(f"{kind} is no decision.", remedy="Give confirm, reject or edit.")
        if (kind == "edit") != bool(changes):
            raise BadOption("An edit needs changes, and only an edit does.", remedy="Give FIELD=VALUE with edit.")
        with self.database.write() as connection:
            packed = connection.scalar(
                sa.select(VERSIONS.c.reading)
                .join(ARTICLES, ARTICLES.c.version == VERSIONS.c.id)
                .where(ARTICLES.c.key == article)
            )
            if packed is None:
                raise UnknownArticle(f"The archive has no article {article}.")
            before = judgements.judged_articles(connection, [article]).get(article, [])
            reading = judgements.corrected(unpack(packed), before)
            items = getattr(reading, part)
            if not 0 <= number < len(items):
                raise UnknownItem(f"Article {article} has no {part[:-1]} {number}.")
            item = items[number]
            if at is not None and at != ((span := judgements.extent(item)).start, span.end):
                raise UnknownItem(f"{part[:-1].capitalize()} {number} of article {article} is another by now.")
            left = edited(item, changes, reading.text) if changes else item
            payload: dict[str, Any] = {"part": part, "item": msgspec.to_builtins(item)}
            if changes:
                payload["edited"] = msgspec.to_builtins(left)
            if part in REFERRING and left.statement is not None:
                # Numbers change with every reading; the statement itself is met again.
                if not 0 <= left.statement < len(reading.statements):
                    raise UnknownItem(f"Article {article} has no statement {left.statement}.")
                payload["statement"] = msgspec.to_builtins(reading.statements[left.statement])
            judgement = judgements.record(connection, kind, article, payload, user=user, why=why)  # type: ignore[arg-type]
            store.refresh(connection, [article])
            return judgement

    def judgements(self, *, article: str | None = None, undone: bool = True) -> list[Judgement]:
        """What people decided, in order.

        Args:
            article: only what concerns this article: its items, and names that mean somebody else in it.
            undone: also what was undone.
        """
        with self.database.read() as connection:
            found = judgements.listed(connection, undone=undone)
        return found if article is None else [each for each in found if judgements.concerns(each, article)]

    def undo(self, number: int, *, user: str) -> Judgement:
        """Take a decision back."""
        with self.database.write() as connection:
            judgement = judgements.undo(connection, number, user=user)
            if judgement.kind in ("confirm", "reject", "edit"):
                store.refresh(connection, [judgement.subject])
            else:
                people.undone(connection, judgement)
            return judgement

    # -- the archive itself ----------------------------------------------------------------------------------------

    @property
    def generation(self) -> int:
        """A number that rises whenever anything in the archive changes."""
        with self.database.read() as connection:
            return _generation(connection)

    def info(self) -> Info:
        """What the archive holds."""
        from malaff.archive.schema import DOSSIERS

        def count(table: sa.Table) -> int:
            return int(connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0)

        number = sa.func.count().label("n")
        with self.database.read() as connection:
            outlets = sa.select(ARTICLES.c.outlet, number).group_by(ARTICLES.c.outlet)
            readers = sa.select(VERSIONS.c.reader, number).group_by(VERSIONS.c.reader)
            named = sa.select(sa.func.count(MENTIONS.c.entity.distinct()))
            days = connection.execute(sa.select(sa.func.min(ARTICLES.c.day), sa.func.max(ARTICLES.c.day))).one()
            return Info(
                address=self.database.shown,
                version=VERSION,
                articles=count(ARTICLES),
                versions=count(VERSIONS),
                originals=count(ORIGINALS),
                statements=count(STATEMENTS),
                people=int(connection.scalar(named) or 0),
                copies=count(COPIES),
                judgements=count(JUDGEMENTS),
                dossiers=count(DOSSIERS),
                outlets=_ranked((row.outlet or "", row.n) for row in connection.execute(outlets)),
                first=days[0],
                last=days[1],
                readers=_ranked((row.reader, row.n) for row in connection.execute(readers)),
                bytes=self._bytes(connection),
            )

    def check(self) -> list[str]:
        """What is wrong with the archive, one line each; none where it is whole.

        The database's own check is run; every reading is unpacked and its spans are held against its text; the rows
        that statements are found by must be those of the readings.
        """
        wrong: list[str] = []
        with self.database.read() as connection:
            there = set(sa.inspect(connection).get_table_names())
            tables = (*(table.name for table in METADATA.sorted_tables), "search")
            wrong += [f"the table {table} is missing" for table in tables if table not in there]
            if self.database.sqlite:
                wrong += [row[0] for row in connection.exec_driver_sql("PRAGMA quick_check") if row[0] != "ok"]
                if not wrong:
                    wrong += [f"a row of {row[0]} refers to nothing" for row in
                              connection.exec_driver_sql("PRAGMA foreign_key_check")]  # fmt: skip
        if wrong:
            return wrong
        with self.database.read() as connection:
            articles = list(connection.execute(sa.select(ARTICLES).order_by(ARTICLES.c.id)))
            indexed = fulltext.index_of(connection).count(connection)
            analysis = store.analysis(connection)
        if analysis != fulltext.ANALYSIS:
            wrong.append("the search index was made by another version of malaff; make it anew: malaff archive reindex")
        if indexed != len(articles):
            wrong.append(f"the search index holds {indexed} articles of {len(articles)}")
        for at in range(0, len(articles), _REREAD):
            wrong += self._faults(articles[at : at + _REREAD])
        return wrong

    def _faults(self, articles: Sequence[sa.Row[Any]]) -> list[str]:
        spans = sa.select(STATEMENTS.c.article, STATEMENTS.c.start, STATEMENTS.c.end).order_by(STATEMENTS.c.number)
        current = sa.select(VERSIONS.c.id, VERSIONS.c.reading)
        listed: dict[int, list[tuple[int, int]]] = {}
        with self.database.read() as connection:
            for row in store.in_chunks(connection, spans, STATEMENTS.c.article, [each.id for each in articles]):
                listed.setdefault(row.article, []).append((row.start, row.end))
            versions = store.in_chunks(connection, current, VERSIONS.c.id, [each.version for each in articles])
            packed = {row.id: row.reading for row in versions}
            judged = judgements.judged_articles(connection, [each.key for each in articles])
        found: list[str] = []
        for article in articles:
            try:
                reading = judgements.corrected(unpack(packed[article.version]), judged.get(article.key, ()))
            except KeyError:
                found.append(f"{article.key}: its reading is missing")
                continue
            except (zlib.error, msgspec.DecodeError, ValueError) as error:
                found.append(f"{article.key}: its reading cannot be unpacked: {error}")
                continue
            found += [f"{article.key}: {fault}" for fault in misfits(reading)]
            read = [(statement.content.start, statement.content.end) for statement in reading.statements]
            rows = listed.get(article.id, [])
            if rows != read or article.statements != len(read):
                found.append(f"{article.key}: {len(rows)} statements are listed, {len(read)} were read, or they differ")
        return found

    def vacuum(self) -> tuple[int, int]:
        """Make the archive as small as it can be: its size in bytes before and after."""
        with self.database.read() as connection:
            before = self._bytes(connection)
        with self.database.write() as connection:
            fulltext.index_of(connection).optimize(connection)
        with self.database.told(), self.database.engine.connect() as connection:
            # Outside any transaction, as both engines demand.
            raw: Any = connection.connection.driver_connection
            if self.database.sqlite:
                raw.execute("VACUUM")
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM ANALYZE")
        with self.database.read() as connection:
            return before, self._bytes(connection)

    def backup(self, target: Path) -> int:
        """Copy a SQLite archive while it is in use; the bytes of the copy.

        Raises:
            BadOption: where the target is there already, or the archive is no file.
        """
        if not self.database.sqlite:
            raise BadOption("Only archives in a file are copied here.", remedy="Use pg_dump for a PostgreSQL archive.")
        if target.exists():
            raise BadOption(f"{target} is there already.", remedy="Give a new file.")
        part = target.with_name(f".{target.name}.part")
        try:
            copy = sqlite3.connect(part)
        except sqlite3.OperationalError as error:
            raise ArchiveReadOnly(f"{target} cannot be written: {error}.") from error
        try:
            with self.database.told(), closing(copy), self.database.engine.connect() as connection:
                raw: Any = connection.connection.driver_connection
                raw.backup(copy)
            part.replace(target)
        except OSError as error:
            raise StorageFull(f"{target} cannot be written: {error.strerror or error}.") from error
        finally:
            part.unlink(missing_ok=True)
        return target.stat().st_size

    def _bytes(self, connection: sa.Connection) -> int:
        path = self.database.path
        if path is None:
            return int(connection.scalar(sa.text("SELECT pg_database_size(current_database())")) or 0)
        files = (path, path.with_name(path.name + "-wal"))
        return sum(file.stat().st_size for file in files if file.exists())


# What records are of (asked for by kind and key together, which is how they are indexed).
_KINDS = ("person", "organisation", "group", "place")
# Articles that are read again, or checked, at a time.
_REREAD = 200


def _published(outlet: str | None, from_: str | None, to: str | None) -> list[sa.ColumnElement[bool]]:
    conditions = [] if outlet is None else [ARTICLES.c.outlet == outlet]
    conditions += [] if from_ is None else [search.published_from(search.day_of(from_))]
    return conditions + ([] if to is None else [search.published_to(search.day_of(to))])


def _generation(connection: sa.Connection) -> int:
    value = connection.scalar(sa.select(SETTINGS.c.value).where(SETTINGS.c.key == "generation"))
    return int(value or 0)


def article_of(reading: Reading) -> Article:
    """The article that a reading was made of."""
    return Article(
        id=reading.id, source=reading.source, text=reading.text, url=reading.url, outlet=reading.outlet,
        title=reading.title, author=reading.author, sections=reading.sections, language=reading.language,
        published=reading.published, published_from=reading.published_from, dateline=reading.dateline,
    )  # fmt: skip


def _ranked(counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(counts, key=lambda pair: (-pair[1], pair[0]))


def grouped(pairs: Iterable[tuple[int, int]]) -> list[set[int]]:
    """The connected groups of pairs."""
    group: dict[int, set[int]] = {}
    for one, two in pairs:
        joined = group.get(one, {one}) | group.get(two, {two})
        for member in joined:
            group[member] = joined
    return list({id(members): members for members in group.values()}.values())


def misfits(reading: Reading) -> list[str]:
    """What in a reading does not stand in its text."""
    found: list[str] = []
    for part in ITEMS:
        for i, item in enumerate(getattr(reading, part)):
            for field in item.__struct_fields__:
                span = getattr(item, field)
                if isinstance(span, Span) and reading.text[span.start : span.end] != span.text:
                    found.append(f"{part[:-1]} {i}: {field} is not in the text at {span.start}:{span.end}")
    return found


def edited(item: Any, changes: dict[str, Any], text: str) -> Any:  # noqa: ANN401 - one of the records in ITEMS
    """An item with some fields changed.

    Raises:
        BadOption: where a field is unknown, a span's text is not in the article, or a value does not fit.
    """
    data = msgspec.to_builtins(item)
    for field, value in changes.items():
        if field not in data:
            fields = ", ".join(data)
            raise BadOption(f"{field} is no field of it.", remedy=f"Fields are {fields}.")
        current = getattr(item, field, None)
        spanned = isinstance(current, Span) or field in ("content2", "speaker", "via", "time", "condition")
        if isinstance(value, str) and spanned:
            near = current.start if isinstance(current, Span) else judgements.extent(item).start
            data[field] = msgspec.to_builtins(_nearest(value, near, text)) if value else None
        elif isinstance(value, dict) and spanned:
            data[field] = msgspec.to_builtins(_cut(value, text))
        else:
            data[field] = value if value != "" else None
    try:
        left = msgspec.convert(data, type(item))
    except (msgspec.ValidationError, ValueError) as error:
        raise BadOption(f"The change does not fit: {error}.", remedy="See docs/reading.schema.json.") from error
    if isinstance(left, Statement) and not 0 <= left.sentence[0] < left.sentence[1] <= len(text):
        raise BadOption(f"sentence is no stretch of the article, which has {len(text)} characters.")
    return left


def _cut(ends: dict[str, Any], text: str) -> Span:
    try:
        if not (cut := Span.cut(text, int(ends["start"]), int(ends["end"]))).text:
            raise ValueError("no characters")
        return cut
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise BadOption(
            f"{ends} is no stretch of the article.", remedy=f'Give {{"start": ..., "end": ...}} within 0..{len(text)}.'
        ) from error


def _nearest(wanted: str, near: int, text: str) -> Span:
    places = []
    at = text.find(wanted)
    while at >= 0:
        places.append(at)
        at = text.find(wanted, at + 1)
    if not places:
        raise BadOption(f"{wanted!r} does not stand in the article.", remedy="Copy it from the text as it is there.")
    start = min(places, key=lambda place: abs(place - near))
    return Span(wanted, start, start + len(wanted))


def _head(row: sa.Row[Any]) -> ArticleHead:
    return ArticleHead(
        id=row.key, title=row.title, outlet=row.outlet, url=row.url, published=row.published,
        statements=row.statements, added_at=row.added_at,
    )  # fmt: skip
