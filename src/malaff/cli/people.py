"""Who is who across articles: `people`, `merge`, `split`, `rename`."""

from __future__ import annotations

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
    words,
)
from malaff.errors import UnknownPerson


@click.command("people")
@click.argument("name", type=words, metavar="NAME")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N",
              help="At most N records.")  # fmt: skip
@archive_option
@format_option("terminal", "json", what="the records")
@output_option
def people_command(name: str, limit: int, archive: str, format_: str, output: Path | None) -> None:
    """List persons, bodies and places by a name.

    NAME is a name in any spelling, a part of one, or a record's number. Each record is shown with its number,
    which malaff merge, split and rename take.
    """
    from malaff.export.archive.people import lines

    with opened(archive) as kept:
        found = kept.people(name, limit=limit)
    if not found:
        raise UnknownPerson(f"Nobody in the archive goes by {name}.", remedy="Give a part of the name alone.")
    if format_ == "json":
        tell(indented(found), output)
    else:
        tell("\n".join(lines(found, colour=colour(output), columns=columns(output))), output)


@click.command("merge")
@click.argument("names", nargs=-1, required=True, type=words, metavar="NAME NAME...")
@decision_options
@archive_option
def merge_command(names: tuple[str, ...], why: str | None, user: str | None, archive: str) -> None:
    """Take several records as one person or body.

    NAME is a name or a record's number, as malaff people lists them; the first keeps its name. malaff undo
    takes it back.
    """
    from malaff.export.archive.judgements import told

    with opened(archive) as kept:
        tell(told(kept.merge(names, user=decider(user), why=why)))


@click.command("split")
@click.argument("name", type=words, metavar="NAME")
@click.argument("articles", nargs=-1, required=True, type=article_id, metavar="ARTICLE...")
@decision_options
@archive_option
def split_command(name: str, articles: tuple[str, ...], why: str | None, user: str | None, archive: str) -> None:
    """Say where a name means somebody else.

    NAME is a name or a record's number; what it said and where it is named in each ARTICLE goes to a new
    record.
    """
    from malaff.export.archive.judgements import told

    with opened(archive) as kept:
        for judgement in kept.split(name, articles, user=decider(user), why=why):
            tell(told(judgement))


@click.command("rename")
@click.argument("name", type=words, metavar="NAME")
@click.argument("new", type=words, metavar="NEW")
@decision_options
@archive_option
def rename_command(name: str, new: str, why: str | None, user: str | None, archive: str) -> None:
    """Give a record the name it is shown by.

    NAME is a name or a record's number; it is found by its old names too.
    """
    from malaff.export.archive.judgements import told

    with opened(archive) as kept:
        tell(told(kept.rename(name, new, user=decider(user), why=why)))
