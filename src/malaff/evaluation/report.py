"""A score for a person to read."""

from __future__ import annotations

from collections.abc import Iterator

from malaff.evaluation.scoring import Mistake, Score
from malaff.export.terminal import Style, isolate, wrapped

_COUNTS = ("articles", "gold_statements", "read_statements")
# What an accuracy figure is called in the table.
_LEVEL = {"_p": 0, "_r": 1, "_f1": 2}


def report(score: Score, *, colour: bool = False) -> Iterator[str]:
    """The figures, the counts of mistakes and the calibration, as lines."""
    style = Style(colour=colour)
    figures = score.figures
    articles, golds, reads = (int(figures[name]) for name in _COUNTS)
    yield f"{articles} articles, {golds} statements in the gold, {reads} read"
    yield ""
    yield style.heading(f"{'':<24}{'precision':>10}{'recall':>10}{'F1':>10}")
    for name in figures:
        if name.endswith("_f1"):
            stem = name.removesuffix("_f1")
            values = "".join(f"{figures[stem + level]:>10.3f}" for level in _LEVEL)
            yield f"{stem.replace('_', ' '):<24}{values}"
    yield ""
    for name, value in figures.items():
        if name not in _COUNTS and not name.endswith(tuple(_LEVEL)):
            yield f"{name.replace('_', ' '):<24}{value:>10.3f}"
    yield ""
    yield style.heading("mistakes")
    for kind, count in score.counts().items():
        if count:
            yield f"{kind:<24}{count:>10}"
    if score.calibration:
        yield ""
        yield style.heading(f"{'confidence':<24}{'statements':>10}{'right':>10}")
        for confidence, count, right in score.calibration:
            yield f"{confidence:<24.2f}{count:>10}{right:>10.3f}"


def listed(mistakes: list[Mistake], *, colour: bool = False, columns: int = 100) -> Iterator[str]:
    """The mistakes one by one: class, article, what the gold says and what was read, the sentence."""
    style = Style(colour=colour)
    for mistake in mistakes:
        yield f"{style.strong(mistake.kind)}  {mistake.article}:{mistake.at[0]}–{mistake.at[1]}"
        for name, value in (("gold", mistake.gold), ("read", mistake.read)):
            yield f"  {name}  {isolate(value) if value is not None else style.faint('nothing')}"
        yield from (style.faint(line) for line in wrapped(mistake.sentence, columns, "        "))
        yield ""
