"""The tables of an archive, the same on SQLite and PostgreSQL.

What was read is kept whole as one packed reading for each version of an article; the other tables are what is asked
across articles, made from the readings and made anew with them. Judgements are kept for themselves: no re-reading
touches them.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

METADATA = MetaData()


class Text(sa.TypeDecorator[str]):
    """Text as the engines take it: halves of surrogate pairs, and NUL where PostgreSQL refuses it, are replaced.

    Readings are kept as bytes and lose nothing; this is for what is asked and found by.
    """

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:
        """The value as it is sent."""
        if value is None:
            return None
        if dialect.name != "sqlite":
            value = value.replace("\x00", "\ufffd")
        return value.encode("utf-8", "replace").decode()


# Facts about the archive itself: `schema` (version), `generation` (rises with every write), `index` (version of the
# analysis that the search index was made with).
SETTINGS = Table(
    "settings",
    METADATA,
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

ARTICLES = Table(
    "articles",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False, unique=True),  # the article's id as its reading has it
    Column("version", Integer, nullable=False),  # the current one
    Column("digest", String(64), nullable=False),  # of the current version's article
    Column("title", Text),
    Column("outlet", Text),
    Column("url", Text),
    Column("published", Text),
    Column("day", String(10)),  # the ISO day of `published`
    Column("statements", Integer, nullable=False),
    Column("added_at", String(32), nullable=False),
    Index("articles_day", "day"),
    # Names and addresses may be longer than an entry of PostgreSQL's ordered index.
    Index("articles_outlet", "outlet", postgresql_using="hash"),
    Index("articles_url", "url", postgresql_using="hash"),
)

# The bytes articles were taken from, packed with zlib; one row for one content, whoever refers to it.
ORIGINALS = Table(
    "originals",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("media", String(8), nullable=False),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

VERSIONS = Table(
    "versions",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("article", Integer, ForeignKey("articles.id"), nullable=False),
    Column("number", Integer, nullable=False),  # 1, 2, ...
    Column("digest", String(64), nullable=False),
    Column("original", String(64), ForeignKey("originals.digest")),
    Column("reading", LargeBinary, nullable=False),  # JSON packed with zlib
    Column("reader", String(40), nullable=False),
    Column("added_at", String(32), nullable=False),
    Column("read_at", String(32), nullable=False),
    UniqueConstraint("article", "number"),
    Index("versions_original", "original"),
)

# Persons, bodies and places across articles; `key` is one for all spellings of a name.
ENTITIES = Table(
    "entities",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(12), nullable=False),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),  # the spelling met first
    Column("skeleton", Text, nullable=False),  # what spellings of one foreign name have in common
    UniqueConstraint("kind", "key"),
    Index("entities_skeleton", "skeleton"),
)

# One row for each name in an article: how often, where first, in which role.
MENTIONS = Table(
    "mentions",
    METADATA,
    Column("article", Integer, ForeignKey("articles.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("entity", Integer, ForeignKey("entities.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text),
    Column("count", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("mentions_entity", "entity"),
)

# What the statements of an article are found by; the words stand in its reading.
STATEMENTS = Table(
    "statements",
    METADATA,
    Column("article", Integer, ForeignKey("articles.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("entity", Integer, ForeignKey("entities.id")),
    Column("speaker", Text),  # folded
    Column("role", Text),  # folded
    Column("kind", String(12), nullable=False),
    Column("act", String(12), nullable=False),
    Column("type", String(12), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    # Per cent, as the reader or whoever edited it has it: what people should look at first.
    Column("confidence", Integer, nullable=False, server_default=sa.text("100")),
    Index("statements_entity", "entity"),
    Index("statements_act", "act"),
    Index("statements_type", "type"),
    Index("statements_kind", "kind"),
    Index("statements_confidence", "confidence", "article", "number"),
)

# A sample of the runs of words of an article, by which copies find each other.
SHINGLES = Table(
    "shingles",
    METADATA,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("article", Integer, primary_key=True, autoincrement=False),
    Index("shingles_article", "article"),
    sqlite_with_rowid=False,
)

# Two articles that carry the same copy; `share` is how much of the shorter one stands in the other, 0 to 1.
COPIES = Table(
    "copies",
    METADATA,
    Column("article", Integer, primary_key=True, autoincrement=False),
    Column("other", Integer, primary_key=True, autoincrement=False),
    Column("share", Integer, nullable=False),  # per cent
    Index("copies_other", "other"),
)

# What a person decided: never changed, only undone; see `malaff.archive.judgements`.
JUDGEMENTS = Table(
    "judgements",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(12), nullable=False),
    Column("subject", Text, nullable=False),
    Column("payload", Text, nullable=False),  # JSON
    Column("user", Text, nullable=False),
    Column("why", Text),
    Column("made_at", String(32), nullable=False),
    Column("undone_at", String(32)),
    Column("undone_by", Text),
    Index("judgements_subject", "kind", "subject"),
)

DOSSIERS = Table(
    "dossiers",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False, unique=True),
    Column("definition", Text, nullable=False),  # JSON
    Column("made_at", String(32), nullable=False),
    Column("edited_at", String(32), nullable=False),
)

# What a dossier held when it was last looked at, and what was found for a state of the archive.
DOSSIER_LOOKS = Table(
    "dossier_looks",
    METADATA,
    Column("dossier", Integer, ForeignKey("dossiers.id"), primary_key=True),
    Column("kind", String(12), primary_key=True),
    Column("at", String(32), nullable=False),
    Column("generation", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

# What the poller remembers of an address.
WATCHED = Table(
    "watched",
    METADATA,
    Column("url", Text, primary_key=True),
    Column("data", Text, nullable=False),  # JSON
)
WATCHED_SEEN = Table(
    "watched_seen",
    METADATA,
    Column("url", Text, primary_key=True),
    Column("at", String(32), nullable=False),
)

# Who may sign in to the pages; one that was removed stays with `disabled_at`, since decisions carry its name.
USERS = Table(
    "users",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("password", Text, nullable=False),  # an Argon2id hash with its parameters and salt
    Column("role", String(8), nullable=False),  # reader, editor, admin
    Column("made_at", String(32), nullable=False),
    Column("disabled_at", String(32)),
)

# Who is signed in; of the token that the browser holds only its hash is kept.
SESSIONS = Table(
    "sessions",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("user", Text, ForeignKey("users.name"), nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("expires_at", String(32), nullable=False),
    Column("csrf", String(64), nullable=False),
    Index("sessions_user", "user"),
)

# What was done through the pages, and to accounts; rows are added, never changed.
AUDIT = Table(
    "audit",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("user", Text),
    Column("what", String(24), nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
)
