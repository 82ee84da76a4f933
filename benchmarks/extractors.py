"""Body extraction side by side: malaff's own and whichever rivals are installed, on a folder of pages.

    python benchmarks/extractors.py HTML_FOLDER [--repeat N] [--json]

HTML_FOLDER holds pages and a manifest.json: a list of {"file", "title", "date", "furniture", "expected"}, where
`expected` is the file of the body's text, one paragraph a line. Rivals (trafilatura, resiliparse, jusText,
readability-lxml) that are not installed are left out of the table. Figures: F1 over the bag of folded words, mean and
minimum; share of pages whose text holds a furniture string; titles and dates right; pages a second on one core, median
of the repeats.
"""

from __future__ import annotations

import argparse
import collections
import importlib
import json
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from malaff.errors import MalaffError
from malaff.intake.page import read_page
from malaff.intake.vocabulary import folded_words


class Read(NamedTuple):
    """What an extractor makes of a page; title and date are None where it gives none."""

    text: str
    title: str | None
    date: str | None


Extractor = Callable[[bytes], Read]


def malaff(data: bytes) -> Read:
    try:
        article = read_page(data)
    except MalaffError:
        return Read("", None, None)
    return Read(article.text, article.title, article.published)


def trafilatura_of(**options: Any) -> Extractor:  # noqa: ANN401 - passed through
    module = importlib.import_module("trafilatura")

    def extract(data: bytes) -> Read:
        document = module.bare_extraction(data, with_metadata=True, include_comments=False, **options)
        if document is None:
            return Read("", None, None)
        return Read(document.text or "", document.title, document.date)

    return extract


def resiliparse_of() -> Extractor:
    extract = importlib.import_module("resiliparse.extract.html2text").extract_plain_text
    parse = importlib.import_module("resiliparse.parse.html").HTMLTree.parse
    guess = importlib.import_module("resiliparse.parse.encoding").detect_encoding

    def run(data: bytes) -> Read:
        tree = parse(data.decode(guess(data), "replace"))
        return Read(extract(tree, main_content=True, comments=False, alt_texts=False), tree.title, None)

    return run


def justext_of() -> Extractor:
    module = importlib.import_module("justext")
    stoplist = module.get_stoplist("Arabic")

    def run(data: bytes) -> Read:
        paragraphs = module.justext(data, stoplist)
        return Read("\n".join(p.text for p in paragraphs if not p.is_boilerplate), None, None)

    return run


def readability_of() -> Extractor:
    document = importlib.import_module("readability").Document
    tags = re.compile(r"<[^>]+>")

    def run(data: bytes) -> Read:
        page = document(data.decode("utf-8", "replace"))
        return Read(tags.sub(" ", page.summary()), page.short_title(), None)

    return run


def extractors() -> Iterator[tuple[str, Extractor]]:
    """The extractors that can be run here, malaff first."""
    yield "malaff", malaff
    makers: list[tuple[str, Callable[[], Extractor]]] = [
        ("trafilatura", lambda: trafilatura_of()),
        ("trafilatura, precision", lambda: trafilatura_of(favor_precision=True)),
        ("trafilatura, fast", lambda: trafilatura_of(fast=True)),
        ("resiliparse", resiliparse_of),
        ("jusText, Arabic", justext_of),
        ("readability-lxml", readability_of),
    ]
    for name, make in makers:
        try:
            yield name, make()
        except ImportError:
            print(f"{name}: not installed, left out", file=sys.stderr)


def f1(gold: list[str], got: list[str]) -> float:
    """F1 over the bag of words."""
    hit = (collections.Counter(gold) & collections.Counter(got)).total()
    return 2 * hit / (len(gold) + len(got)) if gold and got else 0.0


def measure(extract: Extractor, folder: Path, pages: list[dict[str, Any]], repeat: int) -> dict[str, float]:
    """The figures of one extractor; an exception of a rival counts as an empty page."""
    rates, leaks, titles, dates, dated = [], 0, 0, 0, 0
    data = [(folder / page["file"]).read_bytes() for page in pages]

    def run(raw: bytes) -> Read:
        try:
            return extract(raw)
        except Exception as error:  # a rival's failure is a result, told and counted
            print(f"  {type(error).__name__}: {str(error)[:80]}", file=sys.stderr)
            return Read("", None, None)

    for page, raw in zip(pages, data, strict=True):
        read = run(raw)
        gold = folded_words((folder / page["expected"]).read_text(encoding="utf-8"))
        got = folded_words(read.text)
        rates.append(f1(gold, got))
        line = " ".join(got)
        leaks += any(" ".join(folded_words(piece)) in line for piece in page["furniture"])
        titles += folded_words(read.title or "") == folded_words(page["title"])
        if page["date"]:
            dated += 1
            dates += (read.date or "")[:10] == page["date"]
    speeds = []
    for _ in range(repeat):
        start = time.perf_counter()
        for raw in data:
            run(raw)
        speeds.append(len(data) / (time.perf_counter() - start))
    n = len(pages)
    return {
        "f1_mean": sum(rates) / n, "f1_min": min(rates), "leaked": leaks / n, "titles": titles / n,
        "dates": dates / max(1, dated), "pages_per_second": statistics.median(speeds),
    }  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, metavar="HTML_FOLDER")
    parser.add_argument("--repeat", type=int, default=5, help="timed passes over the pages (default 5)")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    args = parser.parse_args()
    pages = json.loads((args.folder / "manifest.json").read_text(encoding="utf-8"))
    table = {name: measure(extract, args.folder, pages, args.repeat) for name, extract in extractors()}
    if args.json:
        print(json.dumps(table))
        return 0
    print(f"{len(pages)} pages of {args.folder}\n")
    print("| extractor | F1 mean | F1 min | furniture leaked | titles | dates | pages/s |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, row in table.items():
        figures = " | ".join(f"{row[k]:.3f}" for k in ("f1_mean", "f1_min", "leaked", "titles", "dates"))
        print(f"| {name} | {figures} | {row['pages_per_second']:.0f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
