"""What an archive costs and how a dossier over it does.

    python benchmarks/archive.py CORPUS... [--archive FILE] [--dossier GOLD.json] [--queries N] [--jobs N]

Adds corpora to a new archive (or opens one that is there), and prints: articles a second beside reading alone in the
same run, bytes an article, peak memory; the time of two-word searches with snippets, typed in five ways (as it is,
hamza dropped, ta marbuta as ha and alef maqsura as ya, a conjunction before, a vowel mark) with how many of the same
articles they find; and, with a hand-made dossier, the time to build and to show one from its `about` and `questions`,
and its figures.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path

from malaff.api import read_many
from malaff.arabic.words import Words
from malaff.archive.archive import Archive
from malaff.archive.prepare import stems_of
from malaff.dossier.desk import Desk
from malaff.evaluation.dossier import load, score_dossier
from malaff.model import Question, Reading, ReadingError

TYPINGS = {
    "as it is": lambda word: word,
    "hamza dropped": lambda word: word.translate(str.maketrans("أإآ", "ااا")),
    "ه for ة, ي for ى": lambda word: word.translate(str.maketrans("ةى", "هي")),
    "و before": lambda word: f"و{word}",
    "a vowel mark": lambda word: f"{word[0]}\u064e{word[1:]}",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("corpora", nargs="*")
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--dossier", type=Path)
    parser.add_argument("--queries", type=int, default=50)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.archive or Path(folder) / "archive.db"
        with Archive(path, create=True) as archive:
            if options.corpora:
                adding(archive, options.corpora, options.jobs)
            searching(archive, options.queries)
            if options.dossier:
                filing(archive, options.dossier)
    return 0


def adding(archive: Archive, corpora: list[str], jobs: int) -> None:
    """Add, and read the first articles again without keeping them, in the same run."""
    began = time.perf_counter()
    last = None
    for item in archive.add(corpora, jobs=jobs):
        last = item if not isinstance(item, ReadingError) else last
    seconds = time.perf_counter() - began
    count = archive.count()
    sample = min(count, 4000)
    began = time.perf_counter()
    read = sum(isinstance(item, Reading) for item in islice(read_many(corpora, jobs=jobs), sample))
    alone = read / (time.perf_counter() - began)
    info = archive.info()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"added {last}: {seconds:.0f} s, {count / seconds:.0f} articles/s, {100 * count / seconds / alone:.0f} % of")
    print(
        f"reading alone ({alone:.0f} articles/s); {info.bytes / count / 1024:.1f} KB an article; peak {memory:.0f} MB"
    )


def searching(archive: Archive, queries: int) -> None:
    """Two neighbouring words of random articles, typed in five ways."""
    draw = random.Random(7)  # noqa: S311 - a sample, not a secret
    heads = archive.articles(limit=5000)
    asked: list[tuple[str, str]] = []
    while len(asked) < queries:
        words = [word for word in Words(archive.reading(draw.choice(heads).id).text).raw if len(word) > 3]
        pairs = [pair for pair in pairwise(words) if all(map(str.isalpha, pair))]
        if pairs and len(stems_of(" ".join(pair := draw.choice(pairs)))) == 2:
            asked.append(pair)
    wanted: dict[tuple[str, str], set[str]] = {}
    for name, typed in TYPINGS.items():
        times, shares = [], []
        for pair in asked:
            query = " ".join(map(typed, pair))
            began = time.perf_counter()
            archive.search(query, limit=10)
            times.append(1000 * (time.perf_counter() - began))
            found = {hit.id for hit in archive.search(query, limit=2000).hits}
            wanted.setdefault(pair, found)
            shares.append(len(found & wanted[pair]) / len(wanted[pair]) if wanted[pair] else 1.0)
        middle, late = statistics.median(times), sorted(times)[int(0.95 * len(times))]
        print(f"search, {name:<18} median {middle:5.1f} ms, 95 % {late:5.1f} ms; recall {statistics.mean(shares):.3f}")


def filing(archive: Archive, path: Path) -> None:
    """Make the dossier of a hand-made one, build it, show it, score it."""
    gold = load(path)
    desk = Desk(archive)
    names = {kept.definition.name for kept in desk.listed()}
    name = gold["name"] if gold["name"] not in names else f"{gold['name']} {len(names)}"
    desk.new(name, about=gold["about"], questions=[Question(id=q["id"], text=q["text"]) for q in gold["questions"]])
    for what in ("built", "shown"):
        began = time.perf_counter()
        dossier = desk.show(name)
        print(f"dossier {what} in {time.perf_counter() - began:.2f} s ({len(dossier.articles)} articles)")
    for line in figures(score_dossier(gold, dossier).figures):
        print(line)


def figures(values: dict[str, float]) -> Iterator[str]:
    """The figures, one line each."""
    for name, value in values.items():
        yield f"  {name:<22} {value:.3f}"


if __name__ == "__main__":
    sys.exit(main())
