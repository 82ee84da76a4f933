"""The files of affairs: `malaff dossier new`, `show`, `edit`, `pin`, `exclude`, `changes`, `export` and more."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from malaff.cli.console import colour, columns, indented, say, tell
from malaff.cli.options import archive_option, article_id, format_option, opened, output_option, words
from malaff.errors import ArchiveEmpty, BadOption, DossierEmpty

if TYPE_CHECKING:
    from malaff.dossier.desk import Desk
    from malaff.export.dossier.words import Language

# Parts of a dossier that are shown alone; `state` is one screen, `whole` all of it.
PARTS = ("state", "whole", "parties", "timeline", "pledges", "open_questions", "contradictions", "changes",
         "statements", "articles", "reprints")  # fmt: skip
FORMATS = ("terminal", "json", "md", "html", "docx", "ics", "csv", "jsonl", "parquet")

name_argument = click.argument("name", type=words, metavar="NAME")
articles_argument = click.argument("articles", nargs=-1, required=True, type=article_id, metavar="ARTICLE...")
language_option = click.option(
    "--language",
    type=click.Choice(("en", "ar")),
    default=None,
    help="Of labels and dates (default: en here, ar in files).",
)
about_option = click.option(
    "--about",
    "about",
    multiple=True,
    type=words,
    metavar="PHRASE",
    help="What it is about, in words the coverage uses; several.",
)
question_option = click.option(
    "--question",
    "questions",
    multiple=True,
    type=words,
    metavar="ID=TEXT",
    help="What its parties may be for or against; several.",
)
from_option = click.option("--from", "from_", default=None, metavar="DAY", help="First ISO day of publication.")
to_option = click.option("--to", default=None, metavar="DAY", help="Last ISO day of publication.")


@click.group("dossier")
def dossier_group() -> None:
    """Keep the file of an affair: who stands where, what happened, what is due and open."""


@contextmanager
def _desk(address: str) -> Iterator[Desk]:
    from malaff.dossier.desk import Desk

    with opened(address, filled=False) as archive:
        yield Desk(archive)


@dossier_group.command("new")
@name_argument
@about_option
@question_option
@from_option
@to_option
@archive_option
def new_command(
    name: str, about: tuple[str, ...], questions: tuple[str, ...], from_: str | None, to: str | None, archive: str
) -> None:
    """Make a dossier.

    Give --about once or more: phrases that name the affair as its coverage does, people and bodies among them.
    Articles that hold all words of a phrase show malaff what else belongs.
    """
    from malaff.dossier.definition import question

    if not about:
        raise BadOption("The dossier is about nothing.", remedy="Say what: --about PHRASE, once or more.")
    with _desk(archive) as desk:
        desk.new(name, about=about, questions=[question(text) for text in questions], from_=from_, to=to)
        # Built at once, so that the first look at it is quick and what it holds is known.
        try:
            state = desk.show(name).state
            tell(f"made {name}: {state.articles} articles of {state.outlets} outlets, {state.statements} statements")
        except (ArchiveEmpty, DossierEmpty) as error:
            say(f"malaff: made {name}; {error}")


@dossier_group.command("list")
@archive_option
@format_option("terminal", "json", what="the dossiers")
def list_command(archive: str, format_: str) -> None:
    """List the dossiers of the archive."""
    from malaff.export.terminal import isolate

    with _desk(archive) as desk:
        kept = desk.listed()
    if format_ == "json":
        tell(indented(kept))
        return
    for each in kept:
        about = "، ".join(each.definition.about)
        tell(f"{isolate(each.definition.name)}  {each.made_at[:10]}  {isolate(about)}")
    if not kept:
        say("malaff: no dossier yet; make one: malaff dossier new NAME --about PHRASE")


@dossier_group.command("show")
@name_argument
@click.option(
    "--part", type=click.Choice(PARTS), default="state", show_default=True, help="What to show at a terminal."
)
@click.option("--keep-look", is_flag=True, help="Do not count this as a look: changes are told from the one before.")
@language_option
@archive_option
@format_option("terminal", "json", "md", "html", what="the dossier")
@output_option
def show_command(
    name: str, part: str, keep_look: bool, language: str | None, archive: str, format_: str, output: Path | None
) -> None:
    """Show a dossier: the state of the file, or a part, or all of it.

    With --format json it is the whole dossier as docs/dossier.md describes it.
    """
    from malaff.export.dossier import dossier_lines, export_dossier, part_lines, state_lines

    with _desk(archive) as desk:
        dossier = desk.show(name)
        if not keep_look:
            desk.looked(name, dossier)
    if format_ != "terminal":
        if output is None:
            export_dossier(dossier, format_, sys.stdout.buffer, language=_language(language, "ar"))
        else:
            export_dossier(dossier, format_, output, language=_language(language, "ar"))
        return
    shown = _language(language, "en")
    tint, width = colour(output), columns(output)
    if part == "state":
        lines = state_lines(dossier, colour=tint, columns=width, language=shown)
    elif part == "whole":
        lines = dossier_lines(dossier, colour=tint, columns=width, language=shown)
    else:
        lines = part_lines(dossier, part, colour=tint, columns=width, language=shown)
    tell("\n".join(lines), output)


@dossier_group.command("edit")
@name_argument
@click.option("--rename", default=None, type=words, metavar="NEW", help="Another name.")
@about_option
@question_option
@from_option
@to_option
@archive_option
def edit_command(
    name: str,
    rename: str | None,
    about: tuple[str, ...],
    questions: tuple[str, ...],
    from_: str | None,
    to: str | None,
    archive: str,
) -> None:
    """Change what a dossier is about.

    What is given takes the place of what was: all phrases, all questions, a day (an empty one opens the period).
    """
    from msgspec.structs import replace

    from malaff.dossier.definition import question
    from malaff.model import Period

    with _desk(archive) as desk:
        kept = desk.get(name).definition
        period = Period(
            from_=kept.period.from_ if from_ is None else from_ or None, to=kept.period.to if to is None else to or None
        )
        desk.edit(
            name,
            replace(
                kept,
                name=rename or kept.name,
                about=list(about) or kept.about,
                questions=[question(text) for text in questions] or kept.questions,
                period=period,
            ),
        )


@dossier_group.command("pin")
@name_argument
@articles_argument
@archive_option
def pin_command(name: str, articles: tuple[str, ...], archive: str) -> None:
    """Put articles into a dossier, whatever the matching says."""
    with _desk(archive) as desk:
        desk.pin(name, articles)


@dossier_group.command("exclude")
@name_argument
@articles_argument
@archive_option
def exclude_command(name: str, articles: tuple[str, ...], archive: str) -> None:
    """Keep articles out of a dossier, whatever the matching says."""
    with _desk(archive) as desk:
        desk.exclude(name, articles)


@dossier_group.command("release")
@name_argument
@articles_argument
@archive_option
def release_command(name: str, articles: tuple[str, ...], archive: str) -> None:
    """Leave pinned or excluded articles to the matching again."""
    with _desk(archive) as desk:
        desk.release(name, articles)


@dossier_group.command("changes")
@name_argument
@click.option("--since", default=None, metavar="DAY", help="ISO day of publication (default: the last look).")
@language_option
@archive_option
@format_option("terminal", "json", what="the changes")
@output_option
def changes_command(
    name: str, since: str | None, language: str | None, archive: str, format_: str, output: Path | None
) -> None:
    """Tell what changed since a day, or since the dossier was last shown."""
    from msgspec.structs import replace

    from malaff.export.dossier import part_lines

    with _desk(archive) as desk:
        changes = desk.changes(name, since=since)
        dossier = replace(desk.show(name), changes=changes)
    if format_ == "json":
        tell(indented(changes), output)
        return
    lines = part_lines(
        dossier, "changes", colour=colour(output), columns=columns(output), language=_language(language, "en")
    )
    tell("\n".join(lines), output)


@dossier_group.command("export")
@name_argument
@click.option("--format", "-f", "format_", type=click.Choice(FORMATS), default="html", show_default=True,
              help="What to write; csv, jsonl and parquet write a folder of tables.")  # fmt: skip
@click.option("--output", "-o", required=True, type=click.Path(path_type=Path), metavar="PATH",
              help="The file, or the folder for tables.")  # fmt: skip
@click.option("--table", default=None, metavar="TABLE", help="One table alone, into a file.")
@click.option("--excel", is_flag=True, help="CSV that Excel opens right: byte order mark, no formulas.")
@click.option("--months", type=click.Choice(("egyptian", "levantine", "both")), default="egyptian", show_default=True,
              help="Arabic names of months.")  # fmt: skip
@click.option("--digits", type=click.Choice(("latin", "arabic")), default="latin", show_default=True,
              help="Digits in Arabic text that malaff writes.")  # fmt: skip
@language_option
@archive_option
def export_command(
    name: str,
    format_: str,
    output: Path,
    table: str | None,
    excel: bool,
    months: str,
    digits: str,
    language: str | None,
    archive: str,
) -> None:
    """Write a dossier as Markdown, HTML, Word, a calendar, or tables."""
    from malaff.export.dossier import export_dossier

    with _desk(archive) as desk:
        dossier = desk.show(name)
    export_dossier(
        dossier, format_, output, language=_language(language, "ar"), table=table, excel=excel,
        months=months, digits=digits,  # type: ignore[arg-type]  # checked by click
    )  # fmt: skip


@dossier_group.command("delete")
@name_argument
@archive_option
def delete_command(name: str, archive: str) -> None:
    """Forget a dossier; its articles and what people decided stay."""
    with _desk(archive) as desk:
        desk.delete(name)


def _language(given: str | None, default: Language) -> Language:
    return default if given is None else "ar" if given == "ar" else "en"
