"""How quick malaff is, and where the time goes.

    python benchmarks/speed.py [CORPUS.jsonl.gz ...] [--pages FOLDER] [--articles N] [--json]

Without a corpus the demo story is read. Figures are the median of five runs after a warm-up, on one core, in
processor time of this process: articles per second (text to full reading), pages per second (HTML to full reading),
the share each step takes, and beside them the floor under any reader of the same text in the same run: decoding the
JSON, folding the text, one look-up of each word in a lexicon.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import msgspec

import malaff
from malaff.arabic.fold import fold
from malaff.demo import pages as story_pages
from malaff.intake.corpus import read_jsonl
from malaff.intake.page import read_page
from malaff.lexicon import rows
from malaff.model import Article, encode
from malaff.reading.context import ReadingContext
from malaff.reading.reader import read_article, to_reading
from malaff.reading.steps import STEPS

RUNS = 5


def timed(work: Callable[[], object]) -> float:
    """Median processor time of `work`, after a warm-up."""
    work()
    seconds = []
    for _ in range(RUNS):
        gc.collect()
        began = time.process_time()
        work()
        seconds.append(time.process_time() - began)
    return statistics.median(seconds)


def lines(paths: list[Path], count: int) -> list[bytes]:
    """The first `count` records of some corpora, evenly from each."""
    out: list[bytes] = []
    for path in paths:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as stream:
            out += islice((line for line in stream if line.strip()), -(-count // len(paths)))
    return out


def shares(articles: list[Article]) -> dict[str, float]:
    """The share of the time that each step takes, the cut into words first."""
    spent: dict[str, float] = defaultdict(float)
    clock = time.perf_counter
    for _ in range(RUNS):
        for article in articles:
            began = clock()
            ctx = ReadingContext.of(article)
            spent["cut into words"] += clock() - began
            for step in STEPS:
                began = clock()
                step(ctx)
                spent[step.__name__] += clock() - began
            began = clock()
            reading = to_reading(ctx)
            spent["records"] += clock() - began
            began = clock()
            encode(reading)
            spent["encode JSON"] += clock() - began
    total = sum(spent.values())
    return {name: seconds / total for name, seconds in spent.items()}


def floor(records: list[bytes]) -> None:
    """The least a reader of these records must do."""
    for record in records:
        text = json_text(record)
        for word in fold(text).split():
            LEXICON.get(word)


def json_text(record: bytes) -> str:
    text: str = msgspec.json.decode(record)["text"]
    return text


LEXICON: dict[str, str] = {}


def load_lexicon() -> None:
    """Fill LEXICON with every word of the cue lexicon, folded."""
    cells = (cell for row in rows("cues.tsv") for cell in row.values())
    LEXICON.update((word, word) for cell in cells for word in fold(cell).replace(",", " ").split())


def start_up() -> float:
    """Median wall time of `malaff --version` in a process of its own, loading included."""
    seconds = []
    for _ in range(RUNS):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "malaff.cli", "--version"], check=True, capture_output=True)
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def measure(records: list[bytes], pages: list[bytes]) -> Iterator[tuple[str, float | str]]:
    """The figures one after another: name and value."""
    articles = [item for item in read_jsonl(records) if isinstance(item, Article)]
    characters = sum(len(article.text) for article in articles)
    yield "articles", len(articles)
    yield "characters an article", characters / len(articles)
    reading = timed(lambda: [read_article(article) for article in articles])
    yield "articles per second and core", len(articles) / reading
    yield "characters per second and core", characters / reading
    bare = timed(lambda: floor(records))
    yield "floor, articles per second", len(records) / bare
    yield "times the floor", (reading / len(articles)) / (bare / len(records))
    for name, share in shares(articles).items():
        yield f"share of {name}", share
    yield "pages", len(pages)
    yield "pages per second and core", len(pages) / timed(lambda: [read_article(read_page(page)) for page in pages])
    yield "page to article, per second", len(pages) / timed(lambda: [read_page(page) for page in pages])
    yield "peak memory, MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield "start-up of malaff --version, s", start_up()


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure how quick malaff is.")
    parser.add_argument("corpus", nargs="*", type=Path, metavar="CORPUS", help="JSON Lines, gzipped or not")
    parser.add_argument(
        "--pages", type=Path, metavar="FOLDER", help="a folder of .html pages (default: the demo story)"
    )
    parser.add_argument("--articles", type=int, default=1000, metavar="N", help="how many articles (default 1000)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    story = Path(malaff.__file__).parent / "story" / "gold.jsonl"
    records = lines(options.corpus or [story], options.articles)
    paths = sorted(options.pages.glob("*.html")) if options.pages else story_pages()
    pages = readable([path.read_bytes() for path in paths])
    load_lexicon()
    figures = {}
    for name, value in measure(records, pages):
        figures[name] = value
        if not options.json:
            print(f"{name:<36} {value:>12,.3f}" if isinstance(value, float) else f"{name:<36} {value:>12,}", flush=True)
    if options.json:
        print(json.dumps(figures, indent=2))
    return 0


def readable(pages: list[bytes]) -> list[bytes]:
    """Those pages that hold an article."""
    out = []
    for page in pages:
        try:
            read_page(page)
        except malaff.MalaffError:
            continue
        out.append(page)
    return out


if __name__ == "__main__":
    sys.exit(main())
