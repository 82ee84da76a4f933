"""The full-text index: words as `malaff.arabic.stems` writes them, in FTS5 or a tsvector.

Both engines get words that are cut and stemmed already, and are told to leave them as they are; what a word is and
which spellings are one is decided in one place for both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Connection

# Rises when stems or the cut of words change: `malaff archive check` then says that the index must be made anew.
ANALYSIS = 1


class Entry(NamedTuple):
    """An article in the index: stems parted by blanks."""

    article: int
    title: str
    body: str


class Term(NamedTuple):
    """What a query asks for: alternatives for each word of a phrase (one word: a phrase of one)."""

    words: tuple[tuple[str, ...], ...]
    excluded: bool = False


class Index(Protocol):
    """What both engines do."""

    def create(self, connection: Connection) -> None:
        """Make the index's table."""

    def insert(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Take articles in."""

    def delete(self, connection: Connection, articles: Sequence[int]) -> None:
        """Take articles out."""

    def clear(self, connection: Connection) -> None:
        """Take all articles out."""

    def query(self, terms: Sequence[Term], *, any_of: bool = False) -> sa.Subquery:
        """A table of `article` and `score` (higher is better) of the articles that hold all, or any, of the terms."""

    def frequencies(self, connection: Connection, words: Iterable[str]) -> dict[str, int]:
        """In how many articles each word stands."""

    def words(self, connection: Connection, articles: Sequence[int]) -> dict[int, tuple[set[str], set[str]]]:
        """The distinct words of articles as the index has them: of the title, and of title and body together."""

    def count(self, connection: Connection) -> int:
        """How many articles it holds."""

    def counts(self, connection: Connection, articles: Sequence[int], words: Collection[str]) -> dict[int, int]:
        """How often any of the words stands in each article; articles without one are left out."""

    def optimize(self, connection: Connection) -> None:
        """Make the index smaller and quicker after much was added."""


def index_of(connection: Connection) -> Index:
    """The index of the connection's engine."""
    return _Fts5() if connection.dialect.name == "sqlite" else _Tsvector()


class _Fts5:
    """A word of the title weighs as much as four of the body, here and below."""

    def create(self, connection: Connection) -> None:
        connection.exec_driver_sql(
            # Blanks alone part words: `3.5` is one, as everywhere else.
            "CREATE VIRTUAL TABLE search USING fts5(title, body,"
            " tokenize = 'unicode61 remove_diacritics 0 categories ''L* N* M* P* S* Co''')"
        )
        connection.exec_driver_sql("CREATE VIRTUAL TABLE search_words USING fts5vocab('search', 'row')")

    def insert(self, connection: Connection, entries: Sequence[Entry]) -> None:
        connection.exec_driver_sql(
            "INSERT INTO search(rowid, title, body) VALUES (?, ?, ?)", [tuple(e) for e in entries]
        )

    def delete(self, connection: Connection, articles: Sequence[int]) -> None:
        connection.exec_driver_sql("DELETE FROM search WHERE rowid = ?", [(article,) for article in articles])

    def clear(self, connection: Connection) -> None:
        connection.exec_driver_sql("DELETE FROM search")

    def query(self, terms: Sequence[Term], *, any_of: bool = False) -> sa.Subquery:
        wanted = (" OR " if any_of else " AND ").join(_fts5(term) for term in terms if not term.excluded)
        unwanted = " OR ".join(_fts5(term) for term in terms if term.excluded)
        match = f"({wanted}) NOT ({unwanted})" if unwanted else wanted
        found = sa.text(
            "SELECT rowid AS article, -bm25(search, 4.0, 1.0) AS score FROM search WHERE search MATCH :match"
        ).bindparams(sa.bindparam("match", match, unique=True))
        return found.columns(sa.column("article", sa.Integer), sa.column("score", sa.Float)).subquery()

    def frequencies(self, connection: Connection, words: Iterable[str]) -> dict[str, int]:
        counts: dict[str, int] = {}
        for word in set(words):
            row = connection.exec_driver_sql("SELECT doc FROM search_words WHERE term = ?", (word,)).first()
            counts[word] = row[0] if row else 0
        return counts

    def words(self, connection: Connection, articles: Sequence[int]) -> dict[int, tuple[set[str], set[str]]]:
        found: dict[int, tuple[set[str], set[str]]] = {}
        for chunk in _chunks(articles):
            marks = ", ".join("?" * len(chunk))
            query = f"SELECT rowid, title, body FROM search WHERE rowid IN ({marks})"  # noqa: S608 - marks alone
            for row in connection.exec_driver_sql(query, tuple(chunk)):
                title = set(row[1].split())
                found[row[0]] = title, title.union(row[2].split())
        return found

    def count(self, connection: Connection) -> int:
        return _count(connection)

    def counts(self, connection: Connection, articles: Sequence[int], words: Collection[str]) -> dict[int, int]:
        wanted = set(words)
        found: dict[int, int] = {}
        for chunk in _chunks(articles):
            marks = ", ".join("?" * len(chunk))
            query = f"SELECT rowid, title, body FROM search WHERE rowid IN ({marks})"  # noqa: S608 - marks alone
            for row in connection.exec_driver_sql(query, tuple(chunk)):
                held = sum(word in wanted for word in f"{row[1]} {row[2]}".split())
                if held:
                    found[row[0]] = held
        return found

    def optimize(self, connection: Connection) -> None:
        connection.exec_driver_sql("INSERT INTO search(search) VALUES ('optimize')")


def _fts5(term: Term) -> str:
    phrases = [""]
    for alternatives in term.words:
        phrases = [f"{phrase} {word}".strip() for phrase in phrases for word in alternatives]
    return "(" + " OR ".join(f'"{phrase}"' for phrase in phrases) + ")"


class _Tsvector:
    def create(self, connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE search (article integer PRIMARY KEY, words tsvector NOT NULL)")
        connection.exec_driver_sql("CREATE INDEX search_words ON search USING gin (words)")

    def insert(self, connection: Connection, entries: Sequence[Entry]) -> None:
        connection.execute(
            sa.text("INSERT INTO search(article, words) VALUES (:article, CAST(:words AS tsvector))"),
            [{"article": entry.article, "words": _tsvector(entry)} for entry in entries],
        )

    def delete(self, connection: Connection, articles: Sequence[int]) -> None:
        connection.execute(sa.text("DELETE FROM search WHERE article = :article"), [{"article": a} for a in articles])

    def clear(self, connection: Connection) -> None:
        connection.exec_driver_sql("TRUNCATE search")

    def query(self, terms: Sequence[Term], *, any_of: bool = False) -> sa.Subquery:
        wanted = (" | " if any_of else " & ").join(_tsquery(term) for term in terms if not term.excluded)
        unwanted = "".join(f" & !{_tsquery(term)}" for term in terms if term.excluded)
        # Rank 1: a longer article is not better for being long.
        found = sa.text(
            "SELECT article, ts_rank('{0.1, 0.1, 0.1, 0.4}', words, q, 1)::float AS score FROM search,"
            " CAST(:match AS tsquery) q WHERE words @@ q"
        ).bindparams(sa.bindparam("match", f"({wanted}){unwanted}", unique=True))
        return found.columns(sa.column("article", sa.Integer), sa.column("score", sa.Float)).subquery()

    def frequencies(self, connection: Connection, words: Iterable[str]) -> dict[str, int]:
        found = sa.text("SELECT count(*) FROM search WHERE words @@ CAST(:word AS tsquery)")
        return {word: connection.scalar(found, {"word": _lexeme(word)}) or 0 for word in set(words)}

    def words(self, connection: Connection, articles: Sequence[int]) -> dict[int, tuple[set[str], set[str]]]:
        query = sa.text(
            "SELECT article, tsvector_to_array(words) AS held, tsvector_to_array(ts_filter(words, '{a}')) AS title"
            " FROM search WHERE article = ANY(:articles)"
        )
        return {
            row.article: (set(row.title), set(row.held))
            for row in connection.execute(query, {"articles": list(articles)})
        }

    def count(self, connection: Connection) -> int:
        return _count(connection)

    def counts(self, connection: Connection, articles: Sequence[int], words: Collection[str]) -> dict[int, int]:
        query = sa.text(
            "SELECT article, sum(cardinality(positions)) AS held FROM search, unnest(words)"
            " WHERE article = ANY(:articles) AND lexeme = ANY(:words) GROUP BY article"
        )
        given = {"articles": list(articles), "words": list(words)}
        return {row.article: int(row.held) for row in connection.execute(query, given)}

    def optimize(self, connection: Connection) -> None:
        connection.exec_driver_sql("ANALYZE search")


def _count(connection: Connection) -> int:
    return int(connection.scalar(sa.text("SELECT count(*) FROM search")) or 0)


def _chunks(articles: Sequence[int], size: int = 500) -> Iterator[Sequence[int]]:
    for at in range(0, len(articles), size):
        yield articles[at : at + size]


# What PostgreSQL sets: bytes of a word, bytes of all words of an article, the last position that is told apart.
_WORD_BYTES = 2000
_ALL_BYTES = 900_000
_LAST = 16_383


def _tsvector(entry: Entry) -> str:
    """The words with their positions, those of the title marked; written out, so that no parser cuts them anew.

    A blank position parts title and body. Of a text as long as a book, the words behind the limit are left out.
    """
    title = entry.title.split()
    places: dict[str, list[str]] = {}
    size = 0
    for at, word in enumerate([*title, "", *entry.body.split()], 1):
        if not word:
            continue
        if word not in places:
            size += len(word.encode()) + 8
        size += 2
        if size > _ALL_BYTES:
            break
        places.setdefault(word, []).append(f"{min(at, _LAST)}{'A' if at <= len(title) else ''}")
    return " ".join(f"{_lexeme(word)}:{','.join(at)}" for word, at in places.items())


def _lexeme(word: str) -> str:
    cut = word.encode()[:_WORD_BYTES].decode(errors="ignore")
    return "'" + cut.replace("\\", "\\\\").replace("'", "''") + "'"


def _tsquery(term: Term) -> str:
    def one(alternatives: tuple[str, ...]) -> str:
        return "(" + " | ".join(_lexeme(word) for word in alternatives) + ")"

    return "(" + " <-> ".join(one(alternatives) for alternatives in term.words) + ")"
