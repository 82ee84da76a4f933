"""What people decide about what was read: `correct`, `judgements`, `undo`."""

from __future__ import annotations

import re
from pathlib import Path

import click

from malaff.cli.console import colour, columns, indented, tell
from malaff.cli.options import (
    archive_option,
    article_id,
    decider,
    decision_options,
    format_option,
    opened,
    output_option,
    user_option,
    words,
)
from malaff.errors import UnknownItem

_LAST_NUMBER = re.compile(r"\d+(?=\.$)")
_PARTS = ("statement", "name", "time", "development", "position")


@click.command("correct")
@click.argument("article", type=article_id, metavar="ARTICLE")
@click.argument("part", type=click.Choice(_PARTS), metavar="PART")
@click.argument("number", type=click.IntRange(min=1), metavar="NUMBER")
@click.argument("decision", type=click.Choice(("confirm", "reject", "edit")), metavar="confirm|reject|edit")
@click.argument("changes", nargs=-1, type=words, metavar="[FIELD=VALUE...]")
@decision_options
@archive_option
def correct_command(
    article: str,
    part: str,
    number: int,
    decision: str,
    changes: tuple[str, ...],
    why: str | None,
    user: str | None,
    archive: str,
) -> None:
    """Confirm, reject or edit what was read.

    What is decided is one thing in an article. PART is statement, name, time, development or position; NUMBER
    counts from 1, as malaff show lists them. edit takes fields of the record (malaff schema):

    \b
      malaff correct ARTICLE statement 3 edit speaker_name="NAME" act=deny

    A field that is a stretch of the text (content, speaker, cue, span, ...) is given as its very words; of
    several places the nearest is taken. FIELD= alone empties it; several actors are parted by commas.
    """
    from malaff.cli.changes import changes_of

    with opened(archive) as kept:
        try:
            judgement = kept.correct(
                article, f"{part}s", number - 1, decision, changes=changes_of(part, changes), user=decider(user),
                why=why,
            )  # fmt: skip
        except UnknownItem as error:
            # Archives count from 0, people from 1.
            raise UnknownItem(_LAST_NUMBER.sub(lambda found: str(int(found[0]) + 1), error.message)) from error
    from malaff.export.archive.judgements import told

    tell(told(judgement))


@click.command("judgements")
@click.argument("article", required=False, type=article_id, metavar="[ARTICLE]")
@click.option("--all", "everything", is_flag=True, help="Also those that were undone.")
@archive_option
@format_option("terminal", "json", "jsonl", what="the judgements")
@output_option
def judgements_command(article: str | None, everything: bool, archive: str, format_: str, output: Path | None) -> None:
    """List what people decided.

    All of it in the order it was decided, or what was decided about one ARTICLE.
    """
    from malaff.export.archive.judgements import json_lines, lines

    with opened(archive, filled=False) as kept:
        if article is not None:
            kept.versions(article)  # raises where there is no such article
        found = kept.judgements(article=article, undone=everything)
    if format_ == "json":
        tell(indented(found), output)
    elif format_ == "jsonl":
        tell(json_lines(found), output, end="")
    else:
        tell("\n".join(lines(found, colour=colour(output), columns=columns(output))), output)


@click.command("undo")
@click.argument("number", type=click.IntRange(min=1), metavar="NUMBER")
@user_option
@archive_option
def undo_command(number: int, user: str | None, archive: str) -> None:
    """Take a decision back.

    NUMBER is the judgement's, as malaff judgements lists it. It stays listed, with who undid it and when.
    """
    from malaff.export.archive.judgements import told

    with opened(archive, filled=False) as kept:
        tell(told(kept.undo(number, user=decider(user))))
