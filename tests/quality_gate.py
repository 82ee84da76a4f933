"""The quality gate: readings of annotated articles may not get worse.

    python tests/quality_gate.py                  compare with the floors; exit 1 where a figure is below its floor
    python tests/quality_gate.py --update         raise the floors to what is reached now; never lowers one
    python tests/quality_gate.py --repin SET      take a set's floors anew, only where its annotations have changed

The demo story is always read, from its annotated texts and from its pages. Larger sets of annotated articles
(dev.jsonl, dev-broadcast.jsonl) are not part of the project: they are read where the environment variable MALAFF_GOLD
names their folder, or where `shared/gold` stands beside the checkout.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import malaff
from malaff.archive.archive import Archive
from malaff.demo import open_story, pages
from malaff.evaluation import load_gold, score
from malaff.evaluation.dossier import load as load_dossier
from malaff.evaluation.dossier import renamed, score_dossier

FLOORS = Path(__file__).parent / "quality_floors.json"
# Readings are deterministic; this only forgives rounding.
TOLERANCE = 0.0005
# Shares among matched statements (act, type, cue) are left out: they fall when harder statements are found.
FIGURES = (
    "statement_f1", "statement_exact_f1", "attributed_statement_f1", "time_value_f1", "development_f1", "position_f1",
)  # fmt: skip
STORY = Path(malaff.__file__).parent / "story"


@dataclass
class Result:
    """What a set of articles reaches, and the digest of its annotations."""

    name: str
    digest: str
    figures: dict[str, float] = field(default_factory=dict)


def gold_sets() -> Iterator[tuple[str, Path]]:
    """The annotated sets at hand: name and file."""
    yield "story", STORY / "gold.jsonl"
    named = os.environ.get("MALAFF_GOLD")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "gold"
    for name in ("dev", "dev-broadcast"):
        if (folder / f"{name}.jsonl").exists():
            yield name, folder / f"{name}.jsonl"


def measure(name: str, path: Path) -> Result:
    """Read a set's texts as they stand and score them."""
    gold = load_gold(path)
    articles = [
        malaff.Article(id=g.id, source=g.id, text=g.text, title=g.title, published=g.date, published_from="input")
        for g in gold
    ]
    readings = {item.id: item for item in malaff.read_many(articles) if isinstance(item, malaff.Reading)}
    figures = score(gold, readings).figures
    return Result(name, _digest(path), {key: round(figures[key], 4) for key in FIGURES})


def measure_pages() -> Result:
    """Read the story's pages: the share whose body, headline and day are exactly right."""
    manifest = {Path(page["file"]).stem: page for page in json.loads((STORY / "manifest.json").read_text("utf-8"))}
    texts = {article.id: article.text for article in load_gold(STORY / "gold.jsonl")}
    hits = dict.fromkeys(("body_exact", "title", "date"), 0)
    for path in pages():
        wanted = manifest[path.stem]
        try:
            reading = malaff.read(path)
        except malaff.MalaffError:
            continue
        hits["body_exact"] += reading.text == texts[path.stem]
        hits["title"] += reading.title == wanted["title"]
        hits["date"] += (reading.published or "")[:10] == wanted["date"]
    shares = {key: round(count / len(manifest), 4) for key, count in hits.items()}
    return Result("pages", _digest(STORY / "manifest.json"), shares)


def measure_dossier() -> Result:
    """Open the story's dossier from its pages and score it against the story's own."""
    gold = load_dossier(STORY / "dossier.json")
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "story.db", create=True) as archive:
        dossier = open_story(archive)
        keys = [article.id for article in dossier.articles]
        pages_of = {reading.id: Path(reading.source).stem for reading in archive.readings(keys)}
    figures = score_dossier(gold, renamed(dossier, pages_of)).figures
    return Result("dossier", _digest(STORY / "dossier.json"), figures)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def compare(result: Result, floors: dict[str, object]) -> list[str]:
    """What is wrong with a result, one line each."""
    pinned = floors.get(result.name)
    if not isinstance(pinned, dict):
        return [f"{result.name}: no floors yet; run with --update"]
    if pinned["gold"] != result.digest:
        return [f"{result.name}: the annotations have changed; run with --repin {result.name}"]
    return [
        f"{result.name}: {key} is {value:.4f}, its floor {pinned['floors'][key]:.4f}"
        for key, value in result.figures.items()
        if value < pinned["floors"].get(key, 0.0) - TOLERANCE
    ]


def renewed(result: Result, floors: dict[str, object], options: argparse.Namespace) -> dict[str, object] | None:
    """The set's entry to write: new floors, or None where the options do not allow any."""
    pinned = floors.get(result.name)
    if not isinstance(pinned, dict):
        return {"gold": result.digest, "floors": result.figures} if options.update else None
    if pinned["gold"] != result.digest:
        return {"gold": result.digest, "floors": result.figures} if options.repin == result.name else None
    if not options.update:
        return None
    old = pinned["floors"]
    return {"gold": result.digest, "floors": {k: max(v, old.get(k, 0.0)) for k, v in result.figures.items()}}


def results() -> Iterator[Result]:
    """All sets measured."""
    for name, path in gold_sets():
        yield measure(name, path)
    yield measure_pages()
    yield measure_dossier()


def main() -> int:
    parser = argparse.ArgumentParser(description="Hold the quality of readings against its floors.")
    parser.add_argument("--update", action="store_true", help="raise floors that were passed")
    parser.add_argument("--repin", metavar="SET", help="take the floors of SET anew after its annotations changed")
    options = parser.parse_args()
    floors: dict[str, object] = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    wrong: list[str] = []
    for result in results():
        say(f"{result.name:<14} " + "  ".join(f"{key} {value:.3f}" for key, value in result.figures.items()))
        entry = renewed(result, floors, options)
        if entry is not None:
            floors[result.name] = entry
        wrong += compare(result, floors)
    if options.update or options.repin:
        FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    for line in wrong:
        say(line)
    return 1 if wrong else 0


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
