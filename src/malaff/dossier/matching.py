"""Which articles are about an affair, and why.

Articles that hold all words of one of the affair's phrases are its seeds. What sets their words apart from the rest
of the archive (log odds) is the affair's profile: its people, places and terms, whether a phrase names them or not.
An article's relevance is the weight of the profile's words it holds, by the root of its length, against that of the
median seed. A footballer of the same country shares the country and little else; an article that never uses a phrase
shares the people and the terms.

Of those only articles stay that speak of the affair and do not just touch it: a phrase is told, by the weight of its
words, in the title, in the first sentence, or in enough of the sentences.

An archive that holds little but the affair has no rest to set it apart from; there an article must hold enough of the
concepts that the phrases name.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Sequence

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from malaff.arabic.fold import fold
from malaff.arabic.sentences import sentence_bounds
from malaff.arabic.stems import stem
from malaff.arabic.words import Words
from malaff.archive import fulltext, store
from malaff.archive.prepare import stems_of
from malaff.archive.schema import ARTICLES, VERSIONS
from malaff.dossier.concepts import closed, looked_for
from malaff.dossier.definition import Definition
from malaff.model import DossierArticle, Reading, Record

# A word in more than this share of the archive sets nothing apart.
_COMMON = 0.2
# A profile needs this many articles of the rest for each seed, and this many at least.
_REST = 2
_LEAST_REST = 200
# Words of a profile, and how many of them look for candidates.
_PROFILE = 150
_LOOKING = 40
_CANDIDATES = 4000
# Against the median seed, an article at least this relevant is in.
_THRESHOLD = 0.6
# It must hold this share of a phrase, by weight, and name the phrases' weightiest concepts this often.
_PHRASE, _NAMED, _WEIGHTY = 0.5, 3, 0.5
# A sentence tells a phrase when it holds this share of it, by weight; the article speaks of the affair when two
# sentences do, or this share of them, and at least half that share.
_TELLS, _DENSE = 0.55, 0.12
# Without a profile: this share of the concepts, and this many, is in.
_SHARE, _LEAST = 0.22, 3
_SEEDS = 600
# Seeds that name the weightiest concepts this often make the profile, where there are this many.
_FOCUSED, _LEAST_SEEDS = 4, 10
_REASONS = 8


class Match(Record, frozen=True):
    """An article of an affair: its row and id in the archive, its relevance, and the stems that matched, best first."""

    row: int
    id: str
    relevance: float
    stems: list[str]
    chosen: bool = False


def match(connection: Connection, definition: Definition) -> list[Match]:
    """The articles of the affair, most relevant first; pinned ones are in, excluded ones out."""
    index = fulltext.index_of(connection)
    within = _within(connection, definition)
    total = int(connection.scalar(sa.select(sa.func.count()).select_from(ARTICLES)) or 0)
    concepts = _concepts(connection, index, definition.about, total)
    seeds = [row for row in _seeds(connection, index, definition.about, concepts) if row in within]
    scores: dict[int, tuple[float, list[str]]]
    if len(seeds) >= 3 and total - len(seeds) >= max(_LEAST_REST, _REST * len(seeds)):
        named = _Named(connection, index, definition.about, concepts, total)
        scores = _by_profile(connection, index, seeds, named, total)
        touching = _touching(connection, [row for row in scores if row in within], named)
        scores = {row: found for row, found in scores.items() if row not in touching}
    else:
        scores = _by_concepts(connection, index, concepts, list(within) if len(within) < _CANDIDATES else seeds)
    pinned = {row.key: row.id for row in store.in_chunks(
        connection, sa.select(ARTICLES.c.key, ARTICLES.c.id), ARTICLES.c.key, definition.pinned)}  # fmt: skip
    out = set(definition.excluded)
    found = [
        Match(row=row, id=within[row], relevance=relevance, stems=stems, chosen=within[row] in pinned)
        for row, (relevance, stems) in scores.items()
        if row in within and within[row] not in out
    ]
    held = {each.id for each in found}
    found += [
        Match(row=row, id=key, relevance=1.0, stems=[], chosen=True)
        for key, row in pinned.items()
        if key not in held and key not in out
    ]
    return sorted(found, key=lambda each: (-each.relevance, each.row))


def weights(connection: Connection, phrases: Sequence[str]) -> dict[str, float]:
    """How much each word of some phrases tells in this archive: the logarithm of how few articles have it.

    None where the archive is too small to tell.
    """
    index = fulltext.index_of(connection)
    total = int(connection.scalar(sa.select(sa.func.count()).select_from(ARTICLES)) or 0)
    if total < _LEAST_REST:
        return {}
    words = [word for phrase in phrases for word in stems_of(phrase) if len(word) > 2 and word not in closed()]
    concepts = {word: looked_for(word) for word in words}
    held = index.frequencies(connection, {form for forms in concepts.values() for form in forms})
    return {word: math.log((total + 1) / (1 + max(held[form] for form in forms))) for word, forms in concepts.items()}


def reasons(found: Match, reading: Reading) -> list[str]:
    """The words that matched, as they stand in the article."""
    wanted = set(found.stems)
    surface: dict[str, str] = {}
    for word in Words((reading.title or "") + "\n" + reading.text).raw:
        if (form := stem(word)) in wanted:
            surface.setdefault(form, word)
    named = [surface[each] for each in found.stems if each in surface]
    return list(dict.fromkeys(named))[:_REASONS]


def described(found: Match, reading: Reading) -> DossierArticle:
    """The article as the dossier lists it."""
    return DossierArticle(
        id=reading.id, title=reading.title, outlet=reading.outlet, published=reading.published,
        relevance=round(found.relevance, 3), why=reasons(found, reading), chosen=found.chosen,
    )  # fmt: skip


def _within(connection: Connection, definition: Definition) -> dict[int, str]:
    """The articles of the period: their ids by row. One without a date is in any period."""
    query = sa.select(ARTICLES.c.id, ARTICLES.c.key)
    if definition.period.from_:
        query = query.where(sa.or_(ARTICLES.c.day.is_(None), ARTICLES.c.day >= definition.period.from_))
    if definition.period.to:
        query = query.where(sa.or_(ARTICLES.c.day.is_(None), ARTICLES.c.day <= definition.period.to))
    return {row.id: row.key for row in connection.execute(query)}


def _concepts(
    connection: Connection, index: fulltext.Index, phrases: Sequence[str], total: int
) -> dict[str, tuple[str, ...]]:
    """The words of the phrases that name something, with the forms they are looked for under."""
    words = dict.fromkeys(word for phrase in phrases for word in stems_of(phrase) if len(word) > 2)
    counts = index.frequencies(connection, words)
    return {
        word: looked_for(word)
        for word in words
        if word not in closed() and (total < _LEAST_REST or counts[word] <= _COMMON * total)
    }


def _seeds(
    connection: Connection, index: fulltext.Index, phrases: Sequence[str], concepts: dict[str, tuple[str, ...]]
) -> list[int]:
    """Articles that hold all concepts of a phrase, those of most phrases first."""
    counts: Counter[int] = Counter()
    for phrase in phrases:
        words = [word for word in dict.fromkeys(stems_of(phrase)) if word in concepts]
        if not words:
            continue
        ranked = index.query([fulltext.Term((concepts[word],)) for word in words])
        best = sa.select(ranked.c.article).order_by(ranked.c.score.desc()).limit(_SEEDS)
        counts.update(connection.scalars(best))
    return [row for row, _ in counts.most_common(_SEEDS)]


def _by_profile(
    connection: Connection,
    index: fulltext.Index,
    seeds: Sequence[int],
    named: _Named,
    total: int,
) -> dict[int, tuple[float, list[str]]]:
    core = named.core()
    # What an article speaks of again and again it is about; seeds that name the affair in passing say what else is
    # in the news.
    often = index.counts(connection, seeds, core)
    focused = [row for row in seeds if often.get(row, 0) >= _FOCUSED]
    seeds = focused if len(focused) >= _LEAST_SEEDS else seeds
    words = index.words(connection, seeds)
    counts = Counter(word for _, held in words.values() for word in held)
    least = max(2.0, 0.06 * len(seeds))
    told = [word for word, count in counts.items() if count >= least and len(word) > 2 and word not in closed()]
    held = index.frequencies(connection, told)
    rest = total - len(seeds)
    weights = {
        word: math.log((counts[word] + 0.5) / (len(seeds) + 1) * (rest + 2) / (max(held[word] - counts[word], 0) + 1))
        for word in told
    }
    ranked = sorted(told, key=lambda word: (-weights[word] * math.sqrt(counts[word]), word))[:_PROFILE]
    profile = {word: weights[word] for word in ranked if weights[word] > 0}
    looking = index.query([fulltext.Term(((word,),)) for word in ranked[:_LOOKING]], any_of=True)
    best = sa.select(looking.c.article).order_by(looking.c.score.desc()).limit(max(_CANDIDATES // 3, 4 * len(seeds)))
    candidates = set(connection.scalars(best)) | set(seeds)
    words |= index.words(connection, [row for row in candidates if row not in words])
    scores = {row: _weighed(*words[row], profile) for row in candidates if row in words}
    middle = sorted(scores[row] for row in seeds)[len(seeds) // 2]
    told_of = index.counts(connection, list(scores), core)
    found: dict[int, tuple[float, list[str]]] = {}
    for row, score in scores.items():
        title, held_here = words[row]
        # Named in the title, or more than once, and with enough of a phrase: else it is a mention in passing, and
        # only an article as full of the affair's words as the median seed is taken in.
        spoken_of = told_of.get(row, 0) >= _NAMED or not title.isdisjoint(core)
        least = _THRESHOLD if spoken_of and named.share(held_here) >= _PHRASE else 1.0
        if score >= least * middle:
            found[row] = (min(1.0, score / middle / 1.5), _told(held_here, profile))
    return found


class _Text(msgspec.Struct):
    """Of a kept reading only what is looked at here."""

    title: str | None
    text: str


def _touching(connection: Connection, rows: Sequence[int], named: _Named) -> set[int]:
    """The articles that only touch the affair."""
    decode = msgspec.json.Decoder(_Text).decode
    query = sa.select(ARTICLES.c.id, VERSIONS.c.reading).join(VERSIONS, VERSIONS.c.id == ARTICLES.c.version)
    found = set()
    for row in store.in_chunks(connection, query, ARTICLES.c.id, rows):
        if not _speaks_of(decode(zlib.decompress(row.reading)), named):
            found.add(row.id)
    return found


def _speaks_of(article: _Text, named: _Named) -> bool:
    if named.share(set(map(stem, Words(article.title or "").raw))) >= _TELLS:
        return True
    words = Words(article.text)
    stems = [stem(word) for word in words.raw]
    tells = [named.share(set(stems[first:end])) >= _TELLS for first, end in sentence_bounds(words)]
    if not tells or tells[0]:
        return bool(tells)
    share = sum(tells) / len(tells)
    return share >= _DENSE or (sum(tells) > 1 and share >= _DENSE / 2)


class _Named:
    """The concepts of the phrases, each with its weight: how few articles have it."""

    def __init__(
        self,
        connection: Connection,
        index: fulltext.Index,
        phrases: Sequence[str],
        concepts: dict[str, tuple[str, ...]],
        total: int,
    ) -> None:
        held = index.frequencies(connection, {form for forms in concepts.values() for form in forms})
        self._forms = concepts
        self._weight = {
            word: math.log(total / max(1, *(held[form] for form in forms))) for word, forms in concepts.items()
        }
        self._phrases = [
            [word for word in dict.fromkeys(stems_of(phrase)) if word in concepts and self._weight[word] > 0]
            for phrase in phrases
        ]

    def core(self) -> set[str]:
        """The forms of the weightiest concepts: what an article about the affair names."""
        most = max(self._weight.values(), default=0.0)
        return {form for word, forms in self._forms.items() if self._weight[word] >= _WEIGHTY * most for form in forms}

    def share(self, held: set[str]) -> float:
        """How much of the phrase it holds most of, by weight."""
        best = 0.0
        for phrase in self._phrases:
            total = sum(self._weight[word] for word in phrase)
            own = sum(self._weight[word] for word in phrase if not held.isdisjoint(self._forms[word]))
            best = max(best, own / total if total else 0.0)
        return best


def _weighed(title: set[str], held: set[str], profile: dict[str, float]) -> float:
    """A word counts once more where the title has it; a long article needs more of them."""
    weight = sum(value for word, value in profile.items() if word in held)
    weight += sum(value for word, value in profile.items() if word in title)
    return weight / math.sqrt(max(len(held), 60))


def _by_concepts(
    connection: Connection, index: fulltext.Index, concepts: dict[str, tuple[str, ...]], candidates: Sequence[int]
) -> dict[int, tuple[float, list[str]]]:
    found: dict[int, tuple[float, list[str]]] = {}
    if not concepts:
        return found  # phrases of nothing but marks and particles choose no article
    for row, (_, held) in index.words(connection, candidates).items():
        hits = [word for word, forms in concepts.items() if not held.isdisjoint(forms)]
        if len(hits) >= max(min(_LEAST, len(concepts)), _SHARE * len(concepts)):
            forms = [form for word in hits for form in concepts[word] if form in held]
            found[row] = (min(1.0, 2 * len(hits) / len(concepts)), forms)
    return found


def _told(held: set[str], profile: dict[str, float]) -> list[str]:
    return [word for word in profile if word in held][: 3 * _REASONS]


def folded_words(text: str) -> set[str]:
    """The words of a text, folded: for comparing short texts."""
    return {form for form in Words(fold(text)).forms if len(form) > 1}
