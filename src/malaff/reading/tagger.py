"""Names of persons, organisations and places: a linear-chain tagger over the table of words.

The method is a conditional random field (Lafferty, McCallum and Pereira 2001) with B/I/O labels for three kinds,
trained offline by `tools/train_names.py`. Its features are of the word type alone - the form, its affixes, what is left
without its clitics, the lexicons it stands in, its distributional clusters (in the manner of Miller, Guinness and
Zamanian 2004) - and are read at the window -2..+2 round each word. So the
weights of a type sum up to one row of position by label, computed once and kept, and tagging a text is a few gathers
and adds. Words whose best name label lies far below "no name" are settled at once; Viterbi runs on the stretches left.
A second pass lets a text agree with itself: a word that was plainly a name once leans the same way elsewhere
(the non-local evidence of Finkel, Grenager and Manning 2005, as a mere bonus).
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
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

# Bigrams of coarse clusters: 64 clusters, then "no cluster", number, mark, edge of the sentence.
COARSE = 68
_UNKNOWN, _NUMBER, _MARK, _EDGE = 64, 65, 66, 67

_ENDS = frozenset(".!?؟…\n")
# Marks a name never holds; those left may stand inside one (`الأنباء (واس)`, `أ.ف.ب`, `الأنجلو-أمريكي`).
_BREAKS = frozenset("،,؛;:!?؟…\n|•")
_PAIRS = {")": "(", "»": "«", "]": "[", "”": "“", "’": "‘", '"': '"', "'": "'"}

# A name label this far below "no name" is out of the running: the transitions cannot win it back.
_MARGIN = 5.0
# What a word gains towards a kind it plainly had elsewhere in the text. Tuned on the ninth tenth of ANERcorp.
_BONUS = 1.5
_ROWS_LIMIT = 100_000

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# Lexicon classes of a word, as bits.
_CLASSES = ("g", "G", "f", "F", "c", "p", "t", "n", "o", "h")
_GIVEN, _GIVEN_SURE, _FAMILY, _FAMILY_SURE, _COUNTRY, _PLACE, _TOWN, _NATION, _OFFICE, _BODY = (1 << i for i in range(10))
_NAMES = _GIVEN | _FAMILY | _COUNTRY | _PLACE


@lru_cache(maxsize=1)
def lexicon_bits() -> dict[str, int]:
    """Each folded word of the name lexicons with the classes it belongs to (bits in the order of `_CLASSES`)."""
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
    return bits


class Model(NamedTuple):
    """What training leaves behind.

    Attributes:
        features: feature to row of `weights`.
        weights: feature by (position, label).
        transitions: label by label; the last row is the start, the last column the end of a sentence.
        bigrams: two tables (word before with word, word with word after) of coarse cluster pairs by label.
        vocabulary: word to row of `types`.
        types: per word: clusters of 64, 256 and 1024, half the binary logarithm of its count, and how often a
            tagger that had not seen it labelled it person, organisation, place (0 to 7).
    """

    features: dict[str, int]
    weights: NDArray[Any]
    transitions: NDArray[Any]
    bigrams: NDArray[Any]
    vocabulary: dict[str, int]
    types: NDArray[np.int16]


def load() -> Model:
    """The model that comes with the package."""
    with files(__package__).joinpath(WEIGHTS).open("rb") as stream, np.load(stream) as data:
        features = data["features"].tobytes().decode("utf-8").split("\n")
        vocabulary = data["vocabulary"].tobytes().decode("utf-8").split("\n")
        scale = float(data["scale"][0])
        return Model(
            features=dict(zip(features, range(len(features)), strict=True)),
            weights=data["weights"],
            transitions=data["transitions"],
            bigrams=data["bigrams"].astype(np.float32) * scale,
            vocabulary=dict(zip(vocabulary, range(len(vocabulary)), strict=True)),
            types=data["types"],
        )._replace_scale(scale)
