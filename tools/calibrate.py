"""Fits the weights of a statement's confidence on annotated articles and measures how calibrated it is.

    python tools/calibrate.py GOLD.jsonl [GOLD.jsonl ...] [--write]

Each file is left out once: weights are fitted on the others, and the expected calibration error (ten bins of equal
width) is measured on it. With --write, weights fitted on all files go to src/malaff/lexicon/confidence.tsv.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from malaff.evaluation.gold import load_gold
from malaff.evaluation.match import STATEMENT, content_tokens, pairs, same_name
from malaff.model import Article, Statement
from malaff.reading import report
from malaff.reading.context import ReadingContext
from malaff.reading.steps import STEPS

LEXICON = Path(__file__).resolve().parent.parent / "src" / "malaff" / "lexicon" / "confidence.tsv"
HEAD = """# Weights of the marks that make a statement's confidence; written by tools/calibrate.py, not by hand.
mark\tweight
"""


def collect(path: str) -> list[tuple[list[str], bool]]:
    """The marks of every statement read in the articles of `path`, and whether it is right."""
    out: list[tuple[list[str], bool]] = []
    for gold in load_gold(path):
        seen: list[list[str]] = []
        original = report.confidence

        def watched(found: list[str], *, seen: list[list[str]] = seen) -> float:
            seen.append(found)
            return original(found)

        report.confidence = watched
        try:
            ctx = ReadingContext.of(Article(id=gold.id, source="", text=gold.text, published=gold.date))
            for step in STEPS:
                step(ctx)
        finally:
            report.confidence = original
        wanted = [content_tokens(gold.text, s.content, s.content2) for s in gold.statements]
        got = [_tokens(gold.text, s) for s in ctx.statements]
        right = {
            j
            for i, j in pairs(wanted, got, STATEMENT)
            if same_name(gold.statements[i].speaker_name, ctx.statements[j].speaker_name)
        }
        out += [(found, j in right) for j, found in enumerate(seen)]
    return out


def _tokens(text: str, statement: Statement) -> frozenset[tuple[int, int]]:
    second = statement.content2
    return content_tokens(
        text,
        (statement.content.start, statement.content.end),
        (second.start, second.end) if second else None,
    )


def fit(rows: list[tuple[list[str], bool]], *, ridge: float = 1.0, rounds: int = 400) -> dict[str, float]:
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


def error(rows: list[tuple[list[str], bool]], weights: dict[str, float]) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error and its bins (mean confidence, share right, number)."""
    sure = np.array([1 / (1 + np.exp(-sum(weights.get(m, 0.0) for m in found))) for found, _ in rows])
    right = np.array([r for _, r in rows], dtype=float)
    total, bins = 0.0, []
    for low in np.arange(0, 1, 0.1):
        inside = (sure >= low) & (sure < low + 0.1 + (1e-9 if low > 0.85 else 0))
        if inside.any():
            mean, share, n = float(sure[inside].mean()), float(right[inside].mean()), int(inside.sum())
            bins.append((mean, share, n))
            total += abs(mean - share) * n / len(rows)
    return total, bins


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    files = {path: collect(path) for path in args.gold}
    for path, rows in files.items():
        others = [row for other, more in files.items() if other != path for row in more]
        if others:
            ece, bins = error(rows, fit(others))
            print(f"{Path(path).name}: expected calibration error {ece:.3f} with weights of the other files")
            for mean, share, n in bins:
                print(f"    said {mean:.2f}, right {share:.2f} of {n}")
    if args.write:
        weights = fit([row for rows in files.values() for row in rows])
        body = "".join(f"{name}\t{value:.3f}\n" for name, value in sorted(weights.items()))
        LEXICON.write_text(HEAD + body, encoding="utf-8")


if __name__ == "__main__":
    main()
