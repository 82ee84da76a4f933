"""Trains the names tagger: `src/malaff/reading/tagger_weights.npz`. Needs scipy and scikit-learn beside malaff.

    python tools/train_names.py --anercorp ANERCorp_CamelLab_train.txt --wojood FOLDER --news ANT.jsonl.gz ... [--tune]

Three steps, all with fixed seeds:

1. *Types.* Words met five times in the news are clustered: counts of the 2,000 most frequent words one and two to the
   left, one and two to the right; positive pointwise mutual information; 100 dimensions (randomised SVD); k-means with
   64, 256 and 1024 clusters. Only statistics of the news are kept, no text.
2. *What a tagger that has not seen a word makes of it.* The annotated sentences are dealt into folds; a tagger trained
   without a fold reads the news, and how often it labels each word a person, organisation or place is a feature of the
   words in that fold. The final tagger's words take the figures of a tagger trained on all.
3. *Weights.* A linear-chain CRF with L2 penalty, trained by L-BFGS on ANERcorp's first nine tenths and the Wojood
   sample's train and val; then pruned and quantised to a byte each.

The last tenth of ANERcorp is never read. `--tune` also leaves the ninth tenth out, scores on it and only writes where
`--out` says.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import hashlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize
from sklearn.cluster import MiniBatchKMeans
from sklearn.utils.extmath import randomized_svd
from threadpoolctl import threadpool_limits

from malaff.arabic.words import Words
from malaff.reading.tagger import (
    _EDGE,
    COARSE,
    KINDS,
    LABELS,
    WEIGHTS,
    WINDOW,
    Model,
    Tagger,
    TypeFeatures,
    _bounds,
    _visible,
    keys,
    lexicon_bits,
)

OUT = Path(__file__).resolve().parent.parent / "src" / "malaff" / "reading" / WEIGHTS
SEED = 7
FOLDS = 3
PENALTY = 1.0
ROUNDS = 100
TAGS = {"PER": 0, "PERS": 0, "ORG": 1, "LOC": 2, "GPE": 2}
SHARES = np.array([0.02, 0.08, 0.2, 0.4, 0.6, 0.8, 0.95])
L = len(LABELS)
MINISTRY = re.compile("[وف]?[بلك]?وزاره")
Table = np.ndarray[Any, Any]

Sentence = list[tuple[str, int]]  # token with its label
Example = tuple[list[str], list[int]]  # folded words with their labels


# Corpora


def corpus(path: Path) -> list[Sentence]:
    """The sentences of a `token tag...` file; of several tags the first that maps counts."""
    out: list[Sentence] = []
    rows: Sentence = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        parts = line.replace("\u200e", "").split()
        if len(parts) < 2:
            if rows:
                out.append(rows)
            rows = []
            continue
        label = 0
        for tag in parts[1:]:
            head, _, kind = tag.partition("-")
            if kind in TAGS:
                label = 2 * TAGS[kind] + (1 if head == "B" else 2)
                break
        # An I with nothing open before it opens.
        if label and label % 2 == 0 and (not rows or rows[-1][1] not in (label, label - 1)):
            label -= 1
        rows.append((parts[0], label))
    return out


def example(sentence: Sentence) -> Iterator[Example]:
    """The sentence on malaff's words, parted where the tagger would part it, unless within a name."""
    words = Words(" ".join(token for token, _ in sentence))
    labels: list[int] = []
    at, i = 0, 0
    for token, label in sentence:
        first = True
        while i < len(words) and words.starts[i] < at + len(token):
            labels.append(label if first or label == 0 else 2 * ((label + 1) // 2))
            first = False
            i += 1
        at += len(token) + 1
    forms, at = _visible(words)
    if at is not None:
        labels = [labels[i] for i in at]
    labels = with_ministries(forms, labels)
    bounds = _bounds(forms)
    start = 0
    for i in range(1, len(forms) + 1):
        if i == len(forms) or (bounds[i] != bounds[i - 1] and (labels[i] % 2 or labels[i] == 0)):
            yield forms[start:i], labels[start:i]
            start = i


def with_ministries(forms: list[str], labels: list[int]) -> list[int]:
    """ANERcorp leaves ministries out, Wojood takes them in, and readers of news want them: label them in both.

    A ministry is `وزارة` with the definite words after it (`وزارة الاقتصاد والتجارة`, `وزارة الخارجية اليابانية`).
    """
    out = list(labels)
    for i, form in enumerate(forms):
        if labels[i] or not MINISTRY.fullmatch(form):
            continue
        end = i + 1
        while end < len(forms) and end < i + 6 and not labels[end] and forms[end].startswith(("ال", "وال")):
            end += 1
        if end > i + 1:
            out[i:end] = [3] + [4] * (end - i - 1)
    return out


def examples(sentences: Iterable[Sentence]) -> list[Example]:
    return [item for sentence in sentences for item in example(sentence)]


def news_words(paths: list[str]) -> Iterator[Words]:
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield Words(f"{row.get('title') or ''}\n{row['text']}")


# Step 1


def cluster(streams: list[list[str]]) -> tuple[dict[str, int], Table]:
    """Vocabulary and the first four columns of `Model.types`."""
    counted = collections.Counter(form for stream in streams for form in stream if not form[0].isdigit())
    # Ties by spelling, so that the order does not hang on the order of reading.
    kept = sorted((form for form, n in counted.items() if n >= 5), key=lambda form: (-counted[form], form))
    vocabulary = {form: at for at, form in enumerate(kept)}
    flat: list[int] = []
    for stream in streams:
        flat.extend((-1, -1))
        flat.extend(vocabulary.get(form, -1) for form in stream)
    text = np.array(flat, dtype=np.int32)
    context = 2000
    tables = []
    for offset in (-2, -1, 1, 2):
        centre = text[max(0, -offset) : len(text) - max(0, offset)]
        near = text[max(0, offset) : len(text) + min(0, offset)]
        use = (centre >= 0) & (near >= 0) & (near < context)
        ones = np.ones(int(use.sum()), dtype=np.float32)
        tables.append(sp.coo_matrix((ones, (centre[use], near[use])), shape=(len(kept), context)).tocsr())
    joint = sp.hstack(tables).tocoo()
    joint.sum_duplicates()
    row_sums = np.asarray(joint.sum(1)).ravel()
    # Context counts to the power 0.75 keep rare contexts from ruling (Levy and Goldberg 2014).
    column = np.asarray(joint.sum(0)).ravel() ** 0.75
    column /= column.sum()
    pmi = np.log(joint.data / (row_sums[joint.row] * column[joint.col]))
    use = pmi > 0
    table = sp.coo_matrix((pmi[use], (joint.row[use], joint.col[use])), shape=joint.shape).tocsr()
    left, sigma, _ = randomized_svd(table, 100, n_iter=4, random_state=SEED)
    points = left * np.sqrt(sigma)
    points /= np.linalg.norm(points, axis=1, keepdims=True) + 1e-9
    types = np.zeros((len(kept), 7), dtype=np.int32)
    for at, k in enumerate((64, 256, 1024)):
        means = MiniBatchKMeans(k, batch_size=8192, n_init=3, max_iter=60, random_state=SEED, init_size=20_000)
        types[:, at] = means.fit(points).labels_
    types[:, 3] = [counted[form] for form in kept]
    return vocabulary, types


# Step 3: the CRF


class Crf:
    """Data, gradient and weights of the linear-chain CRF; words are (fold, form) pairs."""

    def __init__(self, data: list[tuple[int, Example]], of: Callable[[int, str], list[str]],
                 coarse: Callable[[int, str], int], cut: int = 2) -> None:  # fmt: skip
        data = sorted(data, key=lambda item: -len(item[1][0]))
        ids: dict[tuple[int, str], int] = {}
        for fold, (forms, _) in data:
            for form in forms:
                ids.setdefault((fold, form), len(ids))
        seen = collections.Counter((fold, form) for fold, (forms, _) in data for form in forms)
        lists = [of(*key) for key in ids]
        weight: collections.Counter[str] = collections.Counter()
        for key, names in zip(ids, lists, strict=True):
            for name in set(names):
                weight[name] += seen[key]
        self.features = {name: at for at, name in enumerate(sorted(n for n, k in weight.items() if k >= cut))}
        pairs = [(at, j) for at, names in enumerate(lists) for j in {self.features.get(n, -1) for n in names} if j >= 0]
        r, c = np.array(pairs).T
        self.x = sp.csr_matrix((np.ones(len(r)), (r, c)), shape=(len(ids), len(self.features)))
        self.xt = self.x.T.tocsr()
        # Time-major: the t-th words of all sentences still running stand side by side.
        self.lengths = np.array([len(forms) for _, (forms, _) in data])
        steps = int(self.lengths[0])
        self.active = [int((self.lengths > t).sum()) for t in range(steps)]
        self.offset = np.concatenate([[0], np.cumsum(self.active)])
        n = self.n = int(self.lengths.sum())
        token = np.empty(n, dtype=np.int64)
        gold = np.empty(n, dtype=np.int64)
        for s, (fold, (forms, labels)) in enumerate(data):
            for t, (form, label) in enumerate(zip(forms, labels, strict=True)):
                token[self.offset[t] + s] = ids[fold, form]
                gold[self.offset[t] + s] = label
        self.gold = gold
        self.windows = []
        for d in WINDOW:
            r_, c_ = [], []
            for t in range(steps):
                if 0 <= t + d < steps:
                    k = min(self.active[t], self.active[t + d])
                    r_.append(self.offset[t] + np.arange(k))
                    c_.append(token[self.offset[t + d] : self.offset[t + d] + k])
            r, c = np.concatenate(r_), np.concatenate(c_)
            self.windows.append(sp.csr_matrix((np.ones(len(r)), (r, c)), shape=(n, len(ids))))
        self.windows_t = [m.T.tocsr() for m in self.windows]
        of_type = np.array([coarse(*key) for key in ids])
        here = of_type[token]
        before = np.full(n, _EDGE)
        after = np.full(n, _EDGE)
        for t in range(1, steps):
            k, now, prev = self.active[t], self.offset[t], self.offset[t - 1]
            before[now : now + k] = here[prev : prev + k]
            after[prev : prev + k] = here[now : now + k]
        shape = (n, COARSE * COARSE)
        one = np.ones(n)
        self.pairs = [
            sp.csr_matrix((one, (np.arange(n), before * COARSE + here)), shape=shape),
            sp.csr_matrix((one, (np.arange(n), here * COARSE + after)), shape=shape),
        ]
        self.pairs_t = [m.T.tocsr() for m in self.pairs]
        self.allowed = np.ones((L + 1, L + 1), dtype=bool)
        for j in (2, 4, 6):
            self.allowed[:, j] = False
            self.allowed[[j - 1, j], j] = True
        self.observed = np.zeros((L + 1, L + 1))
        for t in range(steps):
            k, now = self.active[t], self.offset[t]
            cur = gold[now : now + k]
            prev = np.full(k, L) if t == 0 else gold[self.offset[t - 1] : self.offset[t - 1] + k]
            np.add.at(self.observed, (prev, cur), 1)
        self.ends = self.offset[self.lengths - 1] + np.arange(len(self.lengths))
        np.add.at(self.observed, (gold[self.ends], np.full(len(self.ends), L)), 1)
        self.truth = np.zeros((n, L))
        self.truth[np.arange(n), gold] = 1

    def parts(self, w: Table) -> tuple[Any, Any, Any]:
        """Weights, transitions and bigrams in one vector."""
        a = len(self.features) * len(WINDOW) * L
        b = a + (L + 1) ** 2
        return w[:a].reshape(-1, len(WINDOW) * L), w[a:b].reshape(L + 1, L + 1), w[b:].reshape(2, COARSE * COARSE, L)

    def loss(self, w: Table) -> tuple[float, Table]:
        """Penalised negative log-likelihood and its gradient, by scaled forward-backward."""
        weights, free, bigrams = self.parts(w)
        of_type = self.x @ weights
        score = sum(m @ of_type[:, p * L : (p + 1) * L] for p, m in enumerate(self.windows))
        score = score + self.pairs[0] @ bigrams[0] + self.pairs[1] @ bigrams[1]
        step = np.exp(np.where(self.allowed, free, -1e4))
        top = score.max(1, keepdims=True)
        emit = np.exp(score - top)
        alpha, beta, scale = np.empty((self.n, L)), np.empty((self.n, L)), np.empty(self.n)
        steps = len(self.active)
        for t in range(steps):
            k, now = self.active[t], self.offset[t]
            here = slice(now, now + k)
            if t == 0:
                a = step[L, :L] * emit[here]
            else:
                prev = self.offset[t - 1]
                a = (alpha[prev : prev + k] @ step[:L, :L]) * emit[here]
            scale[here] = a.sum(1)
            alpha[here] = a / scale[here][:, None]
        final = alpha[self.ends] * step[:L, L]
        total = final.sum(1)
        log_z = top.sum() + np.log(scale).sum() + np.log(total).sum()
        expected = np.zeros((L + 1, L + 1))
        expected[:L, L] = (final / total[:, None]).sum(0)
        beta[self.ends] = step[:L, L] / total[:, None]
        for t in range(steps - 2, -1, -1):
            k, nxt, now = self.active[t + 1], self.offset[t + 1], self.offset[t]
            later = slice(nxt, nxt + k)
            q = emit[later] * beta[later] / scale[later][:, None]
            beta[now : now + k] = q @ step[:L, :L].T
            expected[:L, :L] += step[:L, :L] * (alpha[now : now + k].T @ q)
        marginal = alpha * beta
        expected[L, :L] = marginal[: self.active[0]].sum(0)
        observed = score[np.arange(self.n), self.gold].sum() + (self.observed * np.where(self.allowed, free, 0)).sum()
        error = marginal - self.truth
        by_type = np.concatenate([m @ error for m in self.windows_t], axis=1)
        gradient = np.concatenate(
            [
                (self.xt @ by_type).ravel(),
                ((expected - self.observed) * self.allowed).ravel(),
                *((m @ error).ravel() for m in self.pairs_t),
            ]
        )
        return float(log_z - observed + 0.5 * PENALTY * (w @ w)), gradient + PENALTY * w

    def fit(self, rounds: int) -> tuple[Any, Any, Any]:
        size = len(self.features) * len(WINDOW) * L + (L + 1) ** 2 + 2 * COARSE * COARSE * L
        done = minimize(
            self.loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 6}
        )
        weights, transitions, bigrams = self.parts(done.x)
        return weights, np.where(self.allowed, transitions, -1e4), bigrams


def model_of(crf: Crf, fitted: tuple[Any, Any, Any], vocabulary: dict[str, int], types: Table, least: float) -> Model:
    """The fitted weights pruned below `least` and quantised to a byte; feature 0 is the null feature."""
    weights, transitions, bigrams = fitted
    limit = 4.0
    scale = limit / 127
    small = np.where(np.abs(weights) < least, 0, np.clip(np.round(weights / scale), -127, 127)).astype(np.int8)
    kept = [(name, at) for name, at in crf.features.items() if small[at].any()]
    table = np.concatenate([np.zeros((1, small.shape[1]), np.int8), small[[at for _, at in kept]]])
    pair_scale = float(np.abs(bigrams).max()) / 127
    pairs = np.round(bigrams / pair_scale).astype(np.int8)
    return Model(
        features={"": 0} | {name: at for at, (name, _) in enumerate(kept, 1)},
        weights=table,
        scale=scale,
        transitions=transitions.astype(np.float32),
        bigrams=pairs.astype(np.float32) * np.float32(pair_scale),
        vocabulary=vocabulary,
        types=types,
    )


def save(model: Model, path: Path) -> None:
    pair_scale = float(np.abs(model.bigrams).max()) / 127
    arrays = {
        "features": np.frombuffer("\0".join(model.features).encode(), np.uint8),
        "weights": model.weights,
        "scale": np.array([model.scale, pair_scale]),
        "transitions": model.transitions,
        "bigrams": np.round(model.bigrams / pair_scale).astype(np.int8),
        "vocabulary": np.frombuffer("\0".join(model.vocabulary).encode(), np.uint8),
        "types": model.types,
    }
    np.savez_compressed(path, **arrays)


# Step 2


def reported(tagger: Tagger, news: list[Words], vocabulary: dict[str, int]) -> Table:
    """How often each word of the vocabulary is in a person, organisation, place: 0 to 7."""
    hits = np.zeros((len(vocabulary), 3))
    seen = np.zeros(len(vocabulary))
    for words in news:
        ids = [vocabulary.get(form, -1) for form in keys(words)]
        for at in ids:
            if at >= 0:
                seen[at] += 1
        for first, last, kind in tagger.tag(words):
            k = KINDS.index(kind)
            for at in ids[first : last + 1]:
                if at >= 0:
                    hits[at, k] += 1
    share = hits / np.maximum(seen, 1)[:, None]
    return np.searchsorted(SHARES, share, side="right")


def train(data: list[tuple[int, Example]], tables: dict[int, TypeFeatures], vocabulary: dict[str, int], types: Table,
          least: float = 0.0) -> Model:  # fmt: skip
    began = time.time()
    crf = Crf(data, lambda fold, form: tables[fold].of(form), lambda fold, form: tables[fold].coarse(form))
    model = model_of(crf, crf.fit(ROUNDS), vocabulary, types, least)
    took = time.time() - began
    print(f"  {len(data)} sentences, {len(crf.features)} features, {len(model.features)} kept, {took:.0f} s")
    return model


def measure(tagger: Tagger, sentences: list[Sentence]) -> str:
    """Precision, recall and F1 for each kind; sentences in texts of 20, as the project's scorer has them."""
    hit, want, have = np.zeros(3), np.zeros(3), np.zeros(3)
    for at in range(0, len(sentences), 20):
        block = sentences[at : at + 20]
        words = Words("\n".join(" ".join(token for token, _ in s) for s in block))
        spans, offset = [], 0
        for sentence in block:
            for token, label in sentence:
                if label % 2:
                    spans.append([offset, offset + len(token), label // 2])
                elif label:
                    spans[-1][1] = offset + len(token)
                offset += len(token) + 1
        gold = {tuple(span) for span in spans}
        got = {(words.starts[a], words.ends[b], KINDS.index(kind)) for a, b, kind in tagger.tag(words)}
        for k in range(3):
            hit[k] += sum(span[2] == k for span in gold & got)
            want[k] += sum(span[2] == k for span in gold)
            have[k] += sum(span[2] == k for span in got)
    lines = []
    for name, h, w, v in [*zip(KINDS, hit, want, have, strict=True), ("names", hit.sum(), want.sum(), have.sum())]:
        p, r = h / max(v, 1), h / max(w, 1)
        lines.append(f"{name} {p:.3f}/{r:.3f}/{2 * p * r / max(p + r, 1e-9):.3f}")
    return "  ".join(lines)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Trains malaff's names tagger.")
    parser.add_argument("--anercorp", type=Path, required=True, help="ANERCorp_CamelLab_train.txt")
    parser.add_argument("--wojood", type=Path, required=True, help="folder with train.txt and val.txt")
    parser.add_argument("--news", nargs="+", required=True, metavar="JSONL.GZ")
    parser.add_argument("--tune", action="store_true", help="leave the ninth tenth out and score on it")
    parser.add_argument("--out", type=Path, help="default: the package's own, with --tune none")
    args = parser.parse_args(argv)

    # By lines: a sentence that reaches into the last tenth of the file is of the last tenth.
    sentences = corpus(args.anercorp)
    total = sum(len(s) + 1 for s in sentences)
    line, tenths = 0, []
    for sentence in sentences:
        line += len(sentence) + 1
        tenths.append(min(10 * line // total, 9))
    # By sentences too, whichever is stricter.
    ninth = [
        s for at, (s, t) in enumerate(zip(sentences, tenths, strict=True)) if max(t, 10 * at // len(sentences)) == 8
    ]
    least = 8 if args.tune else 9
    taught = [
        s for at, (s, t) in enumerate(zip(sentences, tenths, strict=True)) if max(t, 10 * at // len(sentences)) < least
    ]
    taught += corpus(args.wojood / "train.txt") + ([] if args.tune else corpus(args.wojood / "val.txt"))
    data = examples(taught)
    news = list(news_words(args.news))
    print(f"{len(data)} sentences, {len(news)} texts of news")

    vocabulary, types = cluster([keys(words) for words in news] + [forms for forms, _ in data])
    print(f"{len(vocabulary)} words clustered")
    lexicon = lexicon_bits()

    def features(said: Table | int) -> tuple[TypeFeatures, Table]:
        columns = types.copy()
        columns[:, 4:] = said
        return TypeFeatures(vocabulary, columns, lexicon), columns

    nothing, blank = features(0)
    # Neighbouring sentences share names: deal blocks of them, or a fold would know its words.
    deal = [(at // 200) % FOLDS for at in range(len(data))]
    tables: dict[int, TypeFeatures] = {}
    final = blank
    for fold in (*range(FOLDS), -1):
        part = [(0, item) for item, of in zip(data, deal, strict=True) if of != fold]
        reader = Tagger(train(part, {0: nothing}, vocabulary, blank), lexicon)
        if args.tune and fold == -1:
            print("  without step 2:", measure(reader, ninth))
        tables[fold], final = features(reported(reader, news, vocabulary))
    model = train(list(zip(deal, data, strict=True)), tables, vocabulary, final, least=0.02)
    if args.tune:
        print("  ninth tenth of ANERcorp:", measure(Tagger(model, lexicon), ninth))
        print("  Wojood val:", measure(Tagger(model, lexicon), corpus(args.wojood / "val.txt")))
        if args.out is None:
            return 0
    out = args.out or OUT
    save(model, out)
    raw = out.read_bytes()
    print(f"{out}: {len(raw) / 1e6:.2f} MB, sha256 {hashlib.sha256(raw).hexdigest()}")
    return 0


if __name__ == "__main__":
    # One thread: sums in one order, the same weights on every run.
    with threadpool_limits(1):
        sys.exit(main())
