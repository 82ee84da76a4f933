"""A reading becomes what the archive writes: done where the article was read, so that the writer only writes."""

from __future__ import annotations

import zlib
from collections import Counter
from hashlib import sha256

import msgspec

from malaff.arabic.fold import fold
from malaff.arabic.stems import stem
from malaff.arabic.words import PUNCT, words_of
from malaff.archive import shingles
from malaff.model import Article, Original, Reading, Statement

_LEVEL = 6
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Reading).decode


class _Said(msgspec.Struct, frozen=True):
    """Of a reading the statements alone."""

    statements: list[Statement]


_decode_said = msgspec.json.Decoder(_Said).decode
# Kinds of sources that are somebody: an unnamed one is nobody's record.
_NAMED = ("person", "organisation", "group")


class KeptOriginal(msgspec.Struct, array_like=True, frozen=True):
    """The bytes an article was taken from, packed; `size` counts them unpacked."""

    digest: str
    media: str
    size: int
    data: bytes


class KeptName(msgspec.Struct, array_like=True, frozen=True):
    """A name of an article: how often it stands there, and where first."""

    name: str
    kind: str
    role: str | None
    count: int
    start: int
    end: int


class KeptStatement(msgspec.Struct, array_like=True, frozen=True):
    """What a statement is found by."""

    speaker: str | None
    role: str | None
    kind: str
    act: str
    type: str
    start: int
    end: int
    confidence: int  # per cent


class Prepared(msgspec.Struct, array_like=True, frozen=True):
    """All that is written for one article."""

    key: str
    digest: str
    source: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    reader: str
    reading: bytes
    original: KeptOriginal | None
    stems: tuple[str, str]
    sample: list[int]
    names: list[KeptName]
    statements: list[KeptStatement]


def article_digest(article: Article | Reading) -> str:
    """SHA-256 of text, title, date, outlet, address and author: another one, another version."""
    parts = (article.text, article.title, article.published, article.outlet, article.url, article.author)
    digest = sha256()
    for part in parts:
        digest.update((part or "").encode("utf-8", "surrogatepass"))
        digest.update(b"\x00")
    return digest.hexdigest()


def prepare(reading: Reading, original: Original | None) -> Prepared:
    """What the archive writes for a reading and the bytes it was taken from."""
    body = stems_of(reading.text)
    return Prepared(
        key=reading.id,
        digest=article_digest(reading),
        source=reading.source,
        title=reading.title,
        outlet=reading.outlet,
        url=reading.url,
        published=reading.published,
        reader=f"{reading.reader.name} {reading.reader.version}",
        reading=pack(reading),
        original=_kept(original),
        stems=(" ".join(stems_of(reading.title or "")), " ".join(body)),
        sample=shingles.sample(shingles.hashes(body)),
        names=kept_names(reading),
        statements=kept_statements(reading),
    )


def pack(reading: Reading) -> bytes:
    """The reading as it is kept."""
    return zlib.compress(_encode(reading), _LEVEL)


def unpack(data: bytes) -> Reading:
    """The reading that `pack` packed."""
    return _decode(zlib.decompress(data))


def unpack_statements(data: bytes) -> list[Statement]:
    """The statements of the reading that `pack` packed, without the cost of the rest."""
    return _decode_said(zlib.decompress(data)).statements


def stems_of(text: str) -> list[str]:
    """The words of a text as the search index has them; marks are left out."""
    return [stem(word) for word in words_of(text).raw if word not in PUNCT and any(map(str.isalnum, word))]


def kept_names(reading: Reading) -> list[KeptName]:
    """The names of a reading, and its speakers that are not among them, once each."""
    counts: Counter[tuple[str, str]] = Counter((name.name, name.kind) for name in reading.names)
    kept: dict[tuple[str, str], KeptName] = {}
    roles: dict[tuple[str, str], str] = {}
    for name in reading.names:
        if name.role and (name.name, name.kind) not in roles:
            roles[name.name, name.kind] = name.role
    for statement in reading.statements:
        if statement.speaker_name and statement.speaker_role:
            roles.setdefault((statement.speaker_name, statement.kind), statement.speaker_role)
    for name in reading.names:
        key: tuple[str, str] = (name.name, name.kind)
        if key not in kept:
            kept[key] = KeptName(name.name, name.kind, roles.get(key), counts[key], name.span.start, name.span.end)
    for statement in reading.statements:
        source = (statement.speaker_name or "", statement.kind)
        if statement.speaker_name and statement.kind in _NAMED and source not in kept:
            span = statement.speaker or statement.cue
            kept[source] = KeptName(*source, roles.get(source), 1, span.start, span.end)
    return list(kept.values())


def kept_statements(reading: Reading) -> list[KeptStatement]:
    """What the statements of a reading are found by, in their order."""
    return [
        KeptStatement(
            statement.speaker_name,
            fold(statement.speaker_role) if statement.speaker_role else None,
            statement.kind,
            statement.act,
            statement.type,
            statement.content.start,
            statement.content.end,
            round(100 * statement.confidence),
        )
        for statement in reading.statements
    ]


def _kept(original: Original | None) -> KeptOriginal | None:
    if original is None:
        return None
    return KeptOriginal(
        digest=sha256(original.data).hexdigest(),
        media=original.media,
        size=len(original.data),
        data=zlib.compress(original.data, _LEVEL),
    )
