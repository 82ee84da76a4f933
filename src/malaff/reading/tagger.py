"""Names of persons, organisations and places: a linear-chain tagger over the table of words.

The method is a conditional random field (Lafferty, McCallum and Pereira 2001) with B/I/O labels for three kinds,
trained offline by `tools/train_names.py`. Its features are of the word type alone - the form, its affixes, what is left
without its clitics, the lexicons it stands in, its distributional clusters (in the manner of Miller, Guinness and
Zamanian 2004) - and are read at the window -2..+2 round each word. So the weights of a type sum up to one row of
position by label, computed once and kept, and tagging a text is a few gathers and adds. Words whose best name label
lies far below "no name" are settled at once; Viterbi runs on the stretches left. A second pass lets a text agree with
itself: a word that was plainly a name once leans the same way elsewhere (the non-local evidence of Finkel, Grenager
and Manning 2005, as a mere bonus).
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise, repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from malaff.arabic.fold import TABLE, fold
from malaff.arabic.words import Words
from malaff.lexicon import rows

LABELS = ("O", "B-person", "I-person", "B-organisation", "I-organisation", "B-place", "I-place")
KINDS = ("person", "organisation", "place")
WINDOW = (-2, -1, 0, 1, 2)
WEIGHTS = "tagger_weights.npz"

Mention = tuple[int, int, str]
Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# Coarse clusters for the bigrams: 64 learnt ones, then "none known", number, mark, edge of the sentence.
COARSE = 68
_UNKNOWN, _NUMBER, _MARK, _EDGE = 64, 65, 66, 67

# Marks that end a sentence, and marks a name never holds. Those left may stand inside one (`أ.ف.ب`, `أنجلو-أمريكي`).
_ENDS = frozenset(".!?؟…\n")
_BREAKS = frozenset("،,؛;:!?؟…\n|•")
_PAIRS = {")": "(", "»": "«", "]": "[", "”": "“", "’": "‘", '"': '"', "'": "'"}

# What a word gains towards a kind it plainly had elsewhere in the text: one the news knows well, one it hardly knows,
# each of two words in a row. Set on the ninth tenth of ANERcorp.
_BONUS, _RARE_BONUS, _PAIR_BONUS = 1.5, 3.5, 2.5
_WELL_KNOWN = 200
_UNFOLDED = frozenset(("على", "وعلى", "فعلى"))
# Types whose rows are kept; past that the table starts afresh.
_ROWS_LIMIT = 60_000
_NEVER = -1e4

# Lexicon classes of a word, as bits: given and family names (many bearers: capital letter), country or capital, place,
# small town, nationality, head of an office, head of a body, body by name.
_CLASSES = ("g", "G", "f", "F", "c", "p", "t", "n", "o", "h", "d")
_GIVEN, _GIVEN_SURE, _FAMILY, _FAMILY_SURE, _COUNTRY, _PLACE, _TOWN, _NATION, _OFFICE, _BODY, _BODY_NAME = (
    1 << i for i in range(len(_CLASSES))
)
_NAME_BITS = _GIVEN | _FAMILY | _COUNTRY | _PLACE | _BODY_NAME
_PLACE_BITS = _COUNTRY | _PLACE | _BODY
_SURE_BITS = _GIVEN_SURE | _FAMILY_SURE | _PLACE_BITS


@lru_cache(maxsize=1)
def lexicon_bits() -> dict[str, int]:
    """Each folded entry of the name lexicons with its classes (bits in the order of `_CLASSES`)."""
    bits: dict[str, int] = {}

    def put(form: str, bit: int) -> None:
        bits[form] = bits.get(form, 0) | bit

    for row in rows("given_names.tsv"):
        put(row["form"], _GIVEN | (_GIVEN_SURE if int(row["people"]) >= 20 else 0))
    for row in rows("surnames.tsv"):
        put(row["form"], _FAMILY | (_FAMILY_SURE if int(row["people"]) >= 8 else 0))
    for row in rows("countries.tsv"):
        for names in (row["country"], row["capital"], row["names"]):
            for name in names.split(","):
                put(fold(name), _COUNTRY)
    for row in rows("places.tsv"):
        put(fold(row["name"]), _TOWN if row["kind"] == "town" else _PLACE)
    for row in rows("nationalities.tsv"):
        put(fold(row["form"]), _NATION)
    for form in offices():
        put(form, _OFFICE)
    for row in rows("organisations.tsv"):
        for head in (row["head"], row["definite"], row["plural"]):
            put(fold(head), _BODY if row["use"] == "head" else _BODY_NAME)
    bits.pop("", None)
    return bits


@lru_cache(maxsize=1)
def offices() -> dict[str, str]:
    """Each folded form of the heads in `offices.tsv` with its class; the first class listed wins.

    Forms are singular, dual and plural of both genders in every case, construct and definite (`وزيري`, `الوزيران`,
    `متحدثو`); heads of several words keep their blanks.
    """
    out: dict[str, str] = {}
    for row in rows("offices.tsv"):
        forms = [row["head"], row["feminine"]]
        if row["dual"]:
            # وزيران, وزيرين; in construct وزيرا, وزيري.
            forms += [row["dual"], row["dual"][:-2] + "ين", row["dual"][:-1], row["dual"][:-2] + "ي"]
        if row["feminine"]:
            stem = row["feminine"][:-1] + "ت"
            forms += [stem + "ان", stem + "ين", stem + "ا", stem + "ي"]
        for plural in [*row["plural"].split("/"), row["feminine_plural"]]:
            forms.append(plural)
            if plural.endswith("ون") and " " not in plural:
                forms += [plural[:-2] + "ين", plural[:-1], plural[:-2] + "ي"]
        for form in filter(None, forms):
            out.setdefault(fold(form), row["class"])
            if row["definite"] and " " not in form:
                out.setdefault(fold("ال" + form), row["class"])
        if row["definite"]:
            out.setdefault(fold(row["definite"]), row["class"])
    return out


class Model(NamedTuple):
    """What training leaves behind.

    Attributes:
        features: feature to row of `weights`.
        weights: feature by (position, label), to be multiplied by `scale`.
        scale: of the weights.
        transitions: label by label; the last row is the start, the last column the end of a sentence.
        bigrams: two tables (word before with word, word with word after) of coarse cluster pairs by label.
        vocabulary: word of the news to row of `types`.
        types: per word: clusters of 64, 256 and 1024, its count, and how often a tagger that had not been taught on
            it labelled it person, organisation, place (0 to 7).
    """

    features: dict[str, int]
    weights: NDArray[Any]
    scale: float
    transitions: Floats
    bigrams: Floats
    vocabulary: dict[str, int]
    types: NDArray[Any]


def load() -> Model:
    """The model that comes with the package."""
    with files(__package__).joinpath(WEIGHTS).open("rb") as stream, np.load(stream) as data:
        features = data["features"].tobytes().decode("utf-8").split("\0")
        vocabulary = data["vocabulary"].tobytes().decode("utf-8").split("\0")
        return Model(
            features=dict(zip(features, range(len(features)), strict=True)),
            weights=data["weights"],
            scale=float(data["scale"][0]),
            transitions=data["transitions"],
            bigrams=data["bigrams"].astype(np.float32) * np.float32(data["scale"][1]),
            vocabulary=dict(zip(vocabulary, range(len(vocabulary)), strict=True)),
            types=data["types"],
        )


def keys(words: Words) -> list[str]:
    """The words as the tagger tells them apart: folded, but the preposition `على` kept from the name `علي`."""
    return [raw if raw in _UNFOLDED else form for raw, form in zip(words.raw, words.forms, strict=True)]


class TypeFeatures:
    """The features of a word type.

    Args:
        vocabulary, types: as in `Model`.
        lexicon: as `lexicon_bits` gives it.
    """

    def __init__(self, vocabulary: dict[str, int], types: NDArray[Any], lexicon: dict[str, int]) -> None:
        self.vocabulary = vocabulary
        self.lexicon = lexicon
        # Python lists: the cold path reads single cells, and a list gives them without boxing.
        self._counts: list[int] = types[:, 3].tolist()
        self._coarse: list[int] = types[:, 0].tolist()
        self._types = types
        self._last: tuple[str, tuple[str, str]] = ("", ("", ""))

    def count(self, form: str) -> int:
        """How often the news had `form`; a word only the lexicons know counts as met a few times."""
        at = self.vocabulary.get(form)
        if at is not None:
            return self._counts[at]
        return 3 if form in self.lexicon else 0

    def part(self, form: str) -> tuple[str, str]:
        """Proclitics and what is left of `form`: (`وب`, `بغداد`); the article is restored after ل (`للعراق`).

        A split must pay: what is left has to be clearly more frequent than the whole, so that `واشنطن` and `بغداد` stay
        whole. A name of the lexicons is only split where a name is left.
        """
        if len(form) < 4:
            return "", form
        # One word is asked for a few times in a row; the pair is swapped at once, so threads do not mix.
        last = self._last
        if last[0] != form:
            last = self._last = (form, self._part(form))
        return last[1]

    def _part(self, form: str) -> tuple[str, str]:
        stems = [("", form)]
        if form[0] in "وف":
            stems.append((form[0], form[1:]))
        best, best_count, sure = ("", form), 3 * self.count(form) + 2, self.lexicon.get(form, 0) & _NAME_BITS
        for lead, rest in stems:
            options = [(lead, rest)] if lead else []
            if len(rest) >= 4:
                if rest.startswith("لل"):
                    options.append((lead + "ل", "ال" + rest[2:]))
                if rest[0] in "بلك":
                    options.append((lead + rest[0], rest[1:]))
            for clitics, stem in options:
                count, bits = self.count(stem), self.lexicon.get(stem, 0)
                if clitics[-1] == "ك" and not stem.startswith("ال") and not bits & _PLACE_BITS:
                    # ك is seldom put before a name, and many foreign names start with it (`كيلي`).
                    continue
                likely = bits & _PLACE_BITS or (clitics in "وف" and bits & _SURE_BITS) or rest.startswith("لل")
                if likely and not sure:
                    # The news has `والبحرين` about as often as it has `البحرين`.
                    count = 6 * count + 3
                if count > best_count and (not sure or bits & _NAME_BITS):
                    best, best_count = (clitics, stem), count
        return best

    def coarse(self, form: str) -> int:
        """The coarse cluster of `form`, of what its clitics leave where the form has none."""
        at = self.vocabulary.get(form)
        if at is None:
            at = self.vocabulary.get(self.part(form)[1])
            if at is None:
                return _NUMBER if form[0].isdigit() else _UNKNOWN if form[0].isalpha() else _MARK
        return self._coarse[at]

    def _learnt(self, lead: str, at: int) -> list[str]:
        coarse, middle, fine, count, *said = self._types[at].tolist()
        out = [f"{lead}6{coarse}", f"{lead}2{middle}", f"{lead}1{fine}"]
        if any(said):
            out.extend(f"{lead}{'pol'[i]}{value}" for i, value in enumerate(said) if value)
        elif count >= 16:
            out.append(f"{lead}0")
        return out

    def _classes(self, lead: str, form: str) -> list[str]:
        bits = self.lexicon.get(form)
        return [lead + name for i, name in enumerate(_CLASSES) if bits >> i & 1] if bits else []

    def of(self, form: str) -> list[str]:
        """The features of the folded word `form`."""
        first = form[0]
        if first.isdigit():
            year = "yes" if len(form) == 4 and form[:2] in ("19", "20") else "no"
            return ["number", f"digits {min(len(form), 6)}", f"year {year}"]
        at = self.vocabulary.get(form)
        out = ["w" + form]
        if not first.isalpha() or first < "\u0600":
            out.append("mark" if not first.isalpha() else "latin")
            return out + self._learnt("k", at) if at is not None else out
        clitics, stem = self.part(form)
        article = stem.startswith("ال") and len(stem) > 4
        bare = stem[2:] if article else stem
        tail = "+" if article else "-"
        out += ["c" + clitics, "v" + stem]
        if article:
            out += ["the", "b" + bare]
        length, size = len(form), len(bare)
        out += ["<" + form[:k] for k in range(1, min(length, 5))]
        out += [tail + bare[-k:] for k in range(1, min(size, 5))]
        out += [f"{tail}^{bare[:k]}" for k in range(2, min(size, 4))]
        out.append(f"#{min(size, 9)}")
        if at is None:
            out.append("new")
        else:
            out += self._learnt("k", at)
            out.append(f"often {self._counts[at].bit_length()}")
        split = stem != form
        if split:
            of_stem = self.vocabulary.get(stem)
            if of_stem is not None:
                out += self._learnt("s", of_stem)
        elif at is None and article:
            of_bare = self.vocabulary.get(bare)
            if of_bare is not None:
                out += self._learnt("a", of_bare)
        out += self._classes("L", form)
        if split:
            out += self._classes("S", stem)
        if article:
            out += self._classes("A", bare)
        return out


class _Rows:
    """Rows of the types met so far. Ids only grow; a full table is replaced, so holders of it stay right."""

    __slots__ = ("coarse", "ids", "stems", "table")

    def __init__(self) -> None:
        self.ids: dict[str, int] = {"": 0}
        # Of each type: what its clitics leave, and whether the news knows it well.
        self.stems: list[tuple[str, bool]] = [("", True)]
        # Row 0 is nothing at all: what lies past the edge of a sentence.
        self.table: Floats = np.zeros((4096, len(WINDOW), len(LABELS)), dtype=np.float32)
        self.coarse: Ints = np.full(4096, _EDGE, dtype=np.int64)


class Tagger:
    """Tags texts with a `Model`.

    Safe to share between threads: rows are added under a lock and published by their id.
    """

    def __init__(self, model: Model, lexicon: dict[str, int] | None = None) -> None:
        self.model = model
        self.types = TypeFeatures(model.vocabulary, model.types, lexicon_bits() if lexicon is None else lexicon)
        self._rows = _Rows()
        self._lock = threading.Lock()
        size = len(LABELS)
        step = model.transitions.astype(float)
        start, end, inner = step[size, :size], step[:size, size], step[:size, :size]
        self._start: list[float] = start.tolist()
        self._end: list[float] = end.tolist()
        self._from_none: list[float] = inner[0].tolist()
        self._to_none: list[float] = inner[:, 0].tolist()
        # Into each label that opens (none, and three B): the step from every label.
        self._into = [(j, inner[:, j].tolist()) for j in (0, 1, 3, 5)]
        # Into each I: from its B and from itself.
        self._inside = [(j, float(inner[j - 1, j]), float(inner[j, j])) for j in (2, 4, 6)]
        # What names pay in transitions against "no name" at the least: for each step inside, and at both ends.
        self._step_cost = float(inner[0, 0] - inner[1:, 1:].max())
        way_in = min(inner[0, 0] - inner[0, 1:].max(), start[0] - start[1:].max())
        way_out = min(inner[0, 0] - inner[1:, 0].max(), end[0] - end[1:].max())
        self._end_cost = float(way_in + way_out) - self._step_cost

    # Rows

    def _learn(self, rows_: _Rows, forms: Iterable[str]) -> None:
        """Computes the rows of types not met yet."""
        features, model = self.model.features, self.model
        with self._lock:
            new = [form for form in dict.fromkeys(forms) if form not in rows_.ids]
            flat: list[int] = []
            cuts: list[int] = []
            coarse: list[int] = []
            stems: list[tuple[str, bool]] = []
            for form in new:
                cuts.append(len(flat))
                # Features training did not keep count as the null feature 0, all zero.
                flat.extend(map(features.get, self.types.of(form), repeat(0)))
                coarse.append(self.types.coarse(form))
                stem = self.types.part(form)[1]
                stems.append((stem, self.types.count(stem) >= _WELL_KNOWN))
            first = len(rows_.ids)
            need = first + len(new)
            if need > len(rows_.table):
                room = max(need, 2 * len(rows_.table))
                table = np.zeros((room, *rows_.table.shape[1:]), dtype=np.float32)
                table[:first] = rows_.table[:first]
                clusters = np.full(room, _EDGE, dtype=np.int64)
                clusters[:first] = rows_.coarse[:first]
                rows_.table, rows_.coarse = table, clusters
            if new:
                sums = np.add.reduceat(model.weights[flat], cuts, axis=0, dtype=np.float32)
                rows_.table[first:need] = (sums * np.float32(model.scale)).reshape(-1, len(WINDOW), len(LABELS))
                rows_.coarse[first:need] = coarse
                rows_.stems.extend(stems)
                for at, form in enumerate(new, first):
                    rows_.ids[form] = at

    def emissions(self, words: Words) -> Floats:
        """The score of each label for each word (n x labels), transitions and the bonus of the second pass aside."""
        forms, at = _visible(words)
        score = self._emissions(forms, _bounds(forms))[0] if forms else np.zeros((0, len(LABELS)), dtype=np.float32)
        if at is None:
            return score
        whole = np.zeros((len(words), len(LABELS)), dtype=np.float32)
        whole[:, 1:] = _NEVER
        whole[at] = score
        return whole

    def _emissions(self, forms: list[str], sentences: list[int]) -> tuple[Floats, list[tuple[str, bool]]]:
        """Scores, and the stem of each word with whether it is well known."""
        rows_ = self._rows
        if len(rows_.ids) > _ROWS_LIMIT:
            rows_ = self._rows = _Rows()
        try:
            ids = [rows_.ids[form] for form in forms]
        except KeyError:
            self._learn(rows_, forms)
            ids = [rows_.ids[form] for form in forms]
        # Read the table after the ids: it may have been replaced by a larger one, never by a smaller.
        table, clusters = rows_.table, rows_.coarse
        n = len(ids)
        pad = len(WINDOW) // 2
        # Ids with the edges of the text, and where a neighbour is of another sentence, put as nothing.
        at = np.zeros(n + 2 * pad, dtype=np.int64)
        at[pad : n + pad] = ids
        sentence = np.full(n + 2 * pad, -1, dtype=np.int64)
        sentence[pad : n + pad] = sentences
        own = sentence[pad : n + pad]
        score: Floats = table[at[pad : n + pad], pad]
        here = clusters[at[pad : n + pad]]
        for place, offset in enumerate(WINDOW):
            if offset == 0:
                continue
            slot = slice(pad + offset, n + pad + offset)
            near = np.where(sentence[slot] == own, at[slot], 0)
            score += table[near, place]
            if offset == -1:
                score += self.model.bigrams[0][clusters[near] * COARSE + here]
            elif offset == 1:
                score += self.model.bigrams[1][here * COARSE + clusters[near]]
        return score, [rows_.stems[i] for i in ids]

    # Decoding

    def tag(self, words: Words) -> list[Mention]:
        """Mentions as (first word, last word, kind), in text order, apart, each within a sentence."""
        forms, at = _visible(words)
        if not forms:
            return []
        sentences = _bounds(forms)
        score, stems = self._emissions(forms, sentences)
        score[[i for i, form in enumerate(forms) if form in _BREAKS], 1:] = _NEVER
        found = self._decode(score, sentences)
        again = _lean(score, stems, sentences, found)
        if again:
            found = [mention for mention in found if sentences[mention[0]] not in again]
            found = sorted(found + self._decode(score, sentences, again))
        out: list[Mention] = []
        for first, last, kind in found:
            trimmed = _trimmed(forms, first, last)
            if trimmed is None:
                continue
            first, last = trimmed if at is None else (at[trimmed[0]], at[trimmed[1]])
            if kind == 0 and last > first and _hyphened(words, last, last + 2):
                last += 2
            # Two words with a hyphen may be two people (`قمة ترمب-كيم`); more are one with a double name.
            if out and out[-1][1] >= first:
                # The word after the hyphen was found as a name of its own.
                first, last = out[-1][0], max(last, out[-1][1])
                kind = KINDS.index(out.pop()[2])
            out.append((first, last, KINDS[kind]))
        return out

    def _decode(self, score: Floats, sentences: list[int], only: set[int] | None = None) -> list[tuple[int, int, int]]:
        """The best labels' mentions as (first, last, number of the kind); of the sentences in `only`, where given.

        A run of name labels wins only if it gains more in emissions than it pays in transitions. The best gain of a run
        that holds word i is the highest sum after i less the lowest sum before it; where that does not pay, the
        word is no name whatever its neighbours are, so leaving it out of the search changes nothing.
        """
        gain = np.cumsum(score[:, 1:].max(axis=1) - score[:, 0] - self._step_cost, dtype=np.float64)
        before = np.empty_like(gain)
        before[0] = 0.0
        np.minimum.accumulate(gain[:-1], out=before[1:])
        np.minimum(before, 0.0, out=before)
        after = np.maximum.accumulate(gain[::-1])[::-1]
        open_: list[int] = np.flatnonzero(after - before > self._end_cost).tolist()
        if only is not None:
            open_ = [i for i in open_ if sentences[i] in only]
        out: list[tuple[int, int, int]] = []
        lists = score[open_].tolist()
        at, count, last_word = 0, len(open_), len(sentences) - 1
        while at < count:
            end = at + 1
            first = open_[at]
            sentence = sentences[first]
            while end < count and open_[end] == first + end - at and sentences[open_[end]] == sentence:
                end += 1
            last = open_[end - 1]
            starts = first == 0 or sentences[first - 1] != sentence
            ends = last == last_word or sentences[last + 1] != sentence
            self._stretch(lists[at:end], first, starts, ends, out)
            at = end
        return out

    def _stretch(
        self, scores: list[list[float]], first: int, starts: bool, ends: bool, out: list[tuple[int, int, int]]
    ) -> None:
        """Viterbi over words in the running; those round them are no names."""
        entry = self._start if starts else self._from_none
        leave = self._end if ends else self._to_none
        into, inside = self._into, self._inside
        best = [step + value for step, value in zip(entry, scores[0], strict=True)]
        back: list[list[int]] = []
        for score in scores[1:]:
            came = [0] * 7
            now = [0.0] * 7
            b0, b1, b2, b3, b4, b5, b6 = best
            for j, (s0, s1, s2, s3, s4, s5, s6) in into:
                ways = (b0 + s0, b1 + s1, b2 + s2, b3 + s3, b4 + s4, b5 + s5, b6 + s6)
                top = max(ways)
                now[j] = top + score[j]
                came[j] = ways.index(top)
            for j, from_begin, from_inside in inside:
                begun, going = best[j - 1] + from_begin, best[j] + from_inside
                if begun >= going:
                    now[j] = begun + score[j]
                    came[j] = j - 1
                else:
                    now[j] = going + score[j]
                    came[j] = j
            back.append(came)
            best = now
        finals = [value + step for value, step in zip(best, leave, strict=True)]
        label = finals.index(max(finals))
        labels = [label]
        for came in reversed(back):
            label = came[label]
            labels.append(label)
        labels.reverse()
        begin, kind = -1, 0
        for i, label in enumerate(labels, first):
            if begin >= 0 and (label == 0 or label % 2):
                out.append((begin, i - 1, kind))
                begin = -1
            if label % 2:
                begin, kind = i, label // 2
        if begin >= 0:
            out.append((begin, first + len(labels) - 1, kind))


def _visible(words: Words) -> tuple[list[str], list[int] | None]:
    """The words but for the marks of hashtags, and where they stand (None: all of them do).

    `#مجلس_النواب` reads as `مجلس النواب`.
    """
    forms = keys(words)
    if "_" in forms or "#" in forms:
        at = [i for i, form in enumerate(forms) if form not in ("_", "#")]
        return [forms[i] for i in at], at
    return forms, None


def _bounds(forms: list[str]) -> list[int]:
    """The number of the sentence each word is in; the mark that ends a sentence belongs to it.

    A dot after a single letter is an abbreviation's (`أ.ف.ب`, `جورج و. بوش`).
    """
    out: list[int] = []
    number = 0
    before = ""
    for form in forms:
        out.append(number)
        if form[0] in _ENDS and not (form == "." and len(before) == 1 and before.isalpha()):
            number += 1
        before = form
    return out


def _lean(
    score: Floats, stems: list[tuple[str, bool]], sentences: list[int], found: list[tuple[int, int, int]]
) -> set[int]:
    """Raises the scores of words that were plainly names elsewhere; gives the sentences to read again.

    A word alone in a name, or last in a person's name, leans to that kind wherever it stands without one; so do the
    last two words of a longer name, together (`جار الله`, `دي ميستورا`).
    """
    alone: dict[str, int] = {}
    paired: dict[tuple[str, str], int] = {}
    for first, last, kind in found:
        word = stems[last][0]
        if (first == last or kind == 0) and len(word) > 2:
            alone[word] = kind if alone.get(word, kind) == kind else -1
        if last > first:
            pair = stems[last - 1][0], word
            paired[pair] = kind if paired.get(pair, kind) == kind else -1
    if not alone:
        return set()
    named = {i for first, last, _ in found for i in range(first, last + 1)}
    again: set[int] = set()
    before = ""
    for i, (word, known) in enumerate(stems):
        kind = alone.get(word, -1)
        pair_kind = paired.get((before, word), -1) if paired else -1
        before = word
        if i in named:
            continue
        if pair_kind >= 0 and i - 1 not in named and i and sentences[i] == sentences[i - 1]:
            score[i - 1, 1 + 2 * pair_kind] += _PAIR_BONUS
            score[i, 2 + 2 * pair_kind] += _PAIR_BONUS
            again.add(sentences[i])
        elif kind >= 0:
            score[i, 1 + 2 * kind : 3 + 2 * kind] += _BONUS if known else _RARE_BONUS
            again.add(sentences[i])
    return again


def _hyphened(words: Words, last: int, first: int) -> bool:
    """Whether nothing but a hyphen without blanks stands between two words (`كيم يونغ-أون`)."""
    return (
        first == last + 2
        and first < len(words)
        and words.raw[last + 1] in ("-", "–")
        and words.raw[first][0].isalpha()
        and words.glued(last + 1)
        and words.glued(first)
    )


def _trimmed(forms: list[str], first: int, last: int) -> tuple[int, int] | None:
    """The mention without marks at its ends; a closing mark stays when the name holds the opening one."""
    while first <= last and not forms[first][0].isalnum():
        first += 1
    while last >= first and not forms[last][0].isalnum():
        opening = _PAIRS.get(forms[last])
        if opening is not None and opening in forms[first:last]:
            break
        last -= 1
    return (first, last) if first <= last else None


@lru_cache(maxsize=1)
def tagger() -> Tagger:
    """The tagger of the package, loaded when first asked for."""
    return Tagger(load())


def tag_names(words: Words) -> list[Mention]:
    """The names in a text: (first word index, last word index, "person" | "organisation" | "place").

    In text order, apart from each other, never across a newline or the end of a sentence. A clitic before the first
    word is in the word: `clitic` tells how much of it.
    """
    return tagger().tag(words)


def score_words(words: Words) -> Floats:
    """How each word alone scores for each of `LABELS` in its window of five words (n x 7, unnormalised logs)."""
    return tagger().emissions(words)


def person_score(words: Words, i: int) -> float:
    """How much more word `i` looks like part of a person's name than like none: above 0 it does."""
    row = score_words(words)[i]
    return float(max(row[1], row[2]) - row[0])


def article_swallowed(words: Words, i: int) -> bool:
    """Whether the article of a name that starts at word `i` went into its preposition (`للعراق`, a name `العراق`)."""
    form = words.forms[i]
    clitics, stem = tagger().types.part(form)
    return bool(clitics) and clitics[-1] == "ل" and stem.startswith("ال") and form.startswith("لل", len(clitics) - 1)


# Prepositions that are words; no attached one follows them.
_PREPOSITIONS = frozenset(("في", "من", "الي", "علي", "عن", "بين", "نحو", "داخل", "خارج", "قرب", "قبل", "بعد"))


# The texts at hand: a name is looked at several times, and every look would go through the text.
@lru_cache(maxsize=4)
def _used(words: Words) -> frozenset[str]:
    """The forms of a text."""
    return frozenset(words.forms)


@lru_cache(maxsize=4)
def _after_prepositions(words: Words) -> frozenset[str]:
    """The forms that stand after a preposition: their first letter is none (`في لمار`, so `إعلان لمار`)."""
    return frozenset(form for before, form in pairwise(words.forms) if before in _PREPOSITIONS)


def clitic(words: Words, i: int) -> int:
    """How many characters of the raw word `i` are proclitics (و ف ب ل ك), when it starts a name.

    0 for `واشنطن`, 1 for `وبغداد`, 2 for `للعراق` (the name shows as `عراق`: its alef does not stand in the text).
    """
    form, raw = words.forms[i], words.raw[i]
    types = tagger().types
    clitics, stem = types.part(form)
    # An unknown word: the text itself may have it bare; or what follows looks like a start (`وأوتاراخند`).
    bare = len(form) > 3 and form[0] in "وفبل" and types.count(form) < 3
    if not clitics and bare and (form[1:] in _used(words) or raw[1:2] in ("أ", "إ", "آ") or form.startswith("وال")):
        clitics = form[0]
    if not clitics or (clitics in ("ب", "ل") and form in _after_prepositions(words)):
        return 0
    letters = len(clitics)
    if clitics[-1] == "ل" and stem.startswith("ال") and form.startswith("لل", letters - 1):
        letters += 1
    # Count raw characters: vowel marks fold away, a presentation form may fold to two letters.
    at = 0
    while at < len(raw) and letters > 0:
        letters -= len(TABLE.get(ord(raw[at]), raw[at]))
        at += 1
    while at < len(raw) and TABLE.get(ord(raw[at])) == "":
        at += 1
    return at if at < len(raw) else 0
