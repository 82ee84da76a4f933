"""Fits the weights of a statement's confidence on annotated articles and measures how calibrated it is.

    python tools/calibrate.py GOLD.jsonl [GOLD.jsonl ...] [--level] [--write]

Two checks: each file left out once, and the articles in ten parts of which each is left out once; weights are fitted on
the rest, and the expected calibration error (ten bins of equal width) is measured on what was left out. With --write,
weights fitted on all go to src/malaff/lexicon/confidence.tsv. With --level the weights there are stay in proportion and
only their slope and level are fitted (Platt scaling), for articles that nobody looked at while rules were written, on
which more is wrong. The order of statements stays, and so do those left out, at the least confidence that is printed.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from malaff.evaluation.gold import load_gold
from malaff.evaluation.match import STATEMENT, content_tokens, pairs, same_name, statement_tokens
from malaff.model import Article
from malaff.reading import report
from malaff.reading.confidence import WEIGHTS, confidence
from malaff.reading.context import ReadingContext
from malaff.reading.steps import STEPS

LEXICON = Path(__file__).resolve().parent.parent / "src" / "malaff" / "lexicon" / "confidence.tsv"
PARTS = 10
HEAD = """# Weights of the marks that make a statement's confidence; written by tools/calibrate.py, not by hand.
mark\tweight
"""


Row = tuple[list[str], bool]


class _Watch:
    """Stands in for `report.confidence` and keeps the marks it was asked about."""

    def __init__(self) -> None:
        self.seen: list[list[str]] = []

    def __call__(self, found: list[str]) -> float:
        self.seen.append(found)
        return confidence(found)


def collect(path: str) -> list[list[Row]]:
    """The marks of every statement read in the articles of `path`, and whether it is right, by article.

    Statements that would be left out as unlikely are counted too.
    """
    out: list[list[Row]] = []
    least, report.LEAST = report.LEAST, 0.0
    try:
        for gold in load_gold(path):
            watch = report.confidence = _Watch()
            ctx = ReadingContext.of(Article(id=gold.id, source="", text=gold.text, published=gold.date))
            for step in STEPS:
                step(ctx)
            wanted = [content_tokens(gold.text, s.content, s.content2) for s in gold.statements]
            got = [statement_tokens(gold.text, s) for s in ctx.statements]
            right = {
                j
                for i, j in pairs(wanted, got, STATEMENT)
                if same_name(gold.statements[i].speaker_name, ctx.statements[j].speaker_name)
            }
            out.append([(found, j in right) for j, found in enumerate(watch.seen)])
    finally:
        report.LEAST = least
        report.confidence = confidence
    return out


def fit(rows: list[Row], *, ridge: float = 1.0, rounds: int = 400) -> dict[str, float]:
    """Ridge-penalised logistic regression by Newton steps over the marks."""
    names = sorted({mark for found, _ in rows for mark in found})
    at = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for r, (found, _) in enumerate(rows):
        for mark in found:
            x[r, at[mark]] = 1.0
    y = np.array([right for _, right in rows], dtype=float)
    w = np.zeros(len(names))
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + ridge * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(names))
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return dict(zip(names, w.tolist(), strict=True))


def sure(found: list[str], weights: dict[str, float]) -> float:
    """The confidence of a statement with these marks under `weights`."""
    return float(1 / (1 + np.exp(-sum(weights.get(mark, 0.0) for mark in found))))


def level(rows: list[Row], *, rounds: int = 100) -> tuple[float, float]:
    """The slope and level that fit the weights there are to `rows`, by Newton steps."""
    x = np.array([[sum(WEIGHTS.get(mark, 0.0) for mark in found), 1.0] for found, _ in rows])
    y = np.array([right for _, right in rows], dtype=float)
    w = np.array([1.0, 0.0])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x, x.T @ (p - y))
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return float(w[0]), float(w[1])


def levelled(slope: float, height: float) -> dict[str, float]:
    """The weights there are, on another slope and level."""
    return {mark: weight * slope + height * (mark == "always") for mark, weight in WEIGHTS.items()}


def binned(judged: list[tuple[float, bool]]) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error and its bins (mean confidence, share right, number)."""
    said = np.array([confidence for confidence, _ in judged])
    right = np.array([r for _, r in judged], dtype=float)
    total, bins = 0.0, []
    for k in range(10):
        inside = np.minimum((said * 10).astype(int), 9) == k
        if inside.any():
            mean, share, n = float(said[inside].mean()), float(right[inside].mean()), int(inside.sum())
            bins.append((mean, share, n))
            total += abs(mean - share) * n / len(judged)
    return total, bins


def error(rows: list[Row], weights: dict[str, float]) -> tuple[float, list[tuple[float, float, int]]]:
    """The calibration of `weights` on `rows`."""
    return binned([(sure(found, weights), right) for found, right in rows])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--level", action="store_true")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    files = {path: collect(path) for path in args.gold}
    if args.level:
        slope, height = level([row for articles in files.values() for article in articles for row in article])
        weights = levelled(slope, height)
        least = 1 / (1 + np.exp(-(slope * np.log(report.LEAST / (1 - report.LEAST)) + height)))
        print(f"slope {slope:.3f}, level {height:.3f}, least confidence {least:.2f}")
        for path, articles in files.items():
            rows = [row for article in articles for row in article if sure(row[0], weights) >= least]
            print(f"{Path(path).name}: expected calibration error {error(rows, weights)[0]:.3f}")
        if args.write:
            write(weights)
        return
    for path, articles in files.items():
        others = [row for other, more in files.items() if other != path for article in more for row in article]
        if others:
            ece, _ = error([row for article in articles for row in article], fit(others))
            print(f"{Path(path).name}: expected calibration error {ece:.3f} with weights of the other files")
    every = [article for articles in files.values() for article in articles]
    judged: list[tuple[float, bool]] = []
    for part in range(PARTS):
        weights = fit([row for k, article in enumerate(every) if k % PARTS != part for row in article])
        judged += [(sure(found, weights), right) for article in every[part::PARTS] for found, right in article]
    ece, bins = binned(judged)
    print(f"all, by tenths of the articles: expected calibration error {ece:.3f}")
    for mean, share, n in bins:
        print(f"    said {mean:.2f}, right {share:.2f} of {n}")
    if args.write:
        weights = fit([row for article in every for row in article])
        write(weights)


def write(weights: dict[str, float]) -> None:
    """Put the weights into the lexicon."""
    body = "".join(f"{name}\t{value:.3f}\n" for name, value in sorted(weights.items()))
    LEXICON.write_text(HEAD + body, encoding="utf-8")


if __name__ == "__main__":
    main()
