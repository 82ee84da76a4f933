"""What each family of rules adds: both gold files read again with one family taken out.

    python tools/ablation.py GOLD.jsonl [GOLD.jsonl ...]

Prints a table in Markdown; figures are micro-averages over all files.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from malaff.evaluation import Score, score
from malaff.evaluation.gold import GoldArticle, load_gold
from malaff.model import Article, Reading
from malaff.reading import developments, dropped, positions, report, speakers, steps
from malaff.reading.attributions import ATTRIBUTIONS
from malaff.reading.context import ReadingContext
from malaff.reading.cues import CUES, NOMINALS, CueForm
from malaff.reading.mentiontable import MentionTable
from malaff.reading.reader import to_reading

FIGURES = (
    "statement_f1",
    "attributed_statement_f1",
    "speaker_accuracy",
    "act_accuracy",
    "development_f1",
    "position_f1",
)


@contextmanager
def emptied(table: MutableMapping[str, Any], keep: Callable[[Any], Any] = lambda _: None) -> Iterator[None]:
    """`table` with each value replaced by what `keep` gives for it, or taken out where it gives None."""
    before = dict(table)
    table.clear()
    table.update({key: kept for key, value in before.items() if (kept := keep(value)) is not None})
    try:
        yield
    finally:
        table.clear()
        table.update(before)


def without(*frames: str) -> Callable[[CueForm], CueForm | None]:
    """A cue form that may no longer take its content by `frames`."""

    def keep(form: CueForm) -> CueForm | None:
        left = tuple(frame for frame in form.entry.frames if frame not in frames)
        return form._replace(entry=form.entry._replace(frames=left)) if left else None

    return keep


def finite(form: CueForm) -> CueForm | None:
    """A cue form that is no participle."""
    return None if form.kind == "participle" else form


def nothing(*_: object, **__: object) -> None:
    """A rule that finds nothing."""


def no_names(ctx: ReadingContext) -> None:
    """The step that finds names, without the tagger."""
    ctx.mentions = MentionTable()


def families() -> Iterator[tuple[str, Callable[[ExitStack], object]]]:
    """What is taken out, and how."""
    yield "nothing", lambda _: None
    yield "participles (مشيرا إلى)", lambda stack: stack.enter_context(emptied(CUES, finite))
    yield (
        "prepositions (دعا إلى)",
        lambda stack: stack.enter_context(emptied(CUES, without("الي", "علي", "عن", "من", "ب", "ل", "في"))),
    )
    yield "noun phrases and objects", lambda stack: stack.enter_context(emptied(CUES, without("np", "obj")))
    yield "attributions (بحسب)", lambda stack: stack.enter_context(emptied(ATTRIBUTIONS))
    yield "nouns that report (تعهده)", lambda stack: stack.enter_context(emptied(NOMINALS))
    yield (
        "the name tagger",
        lambda stack: stack.enter_context(
            patch.object(steps, "STEPS", tuple(no_names if s is steps.mentions else s for s in steps.STEPS))
        ),
    )
    yield "dropped subjects", lambda stack: stack.enter_context(patch.object(speakers.Speakers, "dropped", nothing))
    yield (
        "subjects of narrating clauses",
        lambda stack: stack.enter_context(patch.object(dropped, "clause_subject", nothing)),
    )
    yield "roles", lambda stack: stack.enter_context(patch.object(speakers.Speakers, "_by_role", nothing))
    yield (
        "acts by content",
        lambda stack: stack.enter_context(patch.object(report, "act_of", lambda act, *_: act)),
    )
    yield "the least confidence", lambda stack: stack.enter_context(patch.object(report, "LEAST", 0.0))
    yield (
        "set phrases of developments",
        lambda stack: stack.enter_context(patch.object(developments, "_phrase", nothing)),
    )
    yield (
        "developments from statements",
        lambda stack: stack.enter_context(patch.object(developments, "_from_statements", nothing)),
    )
    yield (
        "stances without words",
        lambda stack: [
            stack.enter_context(patch.object(positions._Taker, name, nothing))
            for name in ("from_narration", "from_adjectives", "from_agreements")
        ],
    )


def figures(gold: list[GoldArticle]) -> Score:
    """The score of reading `gold` with the rules as they are now."""
    readings: dict[str, Reading] = {}
    for article in gold:
        ctx = ReadingContext.of(Article(id=article.id, source="", text=article.text, published=article.date))
        for step in steps.STEPS:
            step(ctx)
        readings[article.id] = to_reading(ctx)
    return score(gold, readings)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", nargs="+")
    gold = [article for path in parser.parse_args().gold for article in load_gold(path)]
    print("| without | statement | attributed | speaker | act | development | position |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, take_out in families():
        with ExitStack() as stack:
            take_out(stack)
            found = figures(gold).figures
            print(f"| {name} | " + " | ".join(f"{found[key]:.3f}" for key in FIGURES) + " |")


if __name__ == "__main__":
    main()
