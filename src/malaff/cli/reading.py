"""Reading and what belongs to it: `read`, `check`, `eval`, `demo`, `schema`."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from malaff.cli.console import (
    OK,
    SOME_FAILED,
    Output,
    Progress,
    colour,
    columns,
    counted,
    error_line,
    indented,
    say,
    tell,
    writer_of,
)
from malaff.cli.dossiers import PARTS
from malaff.cli.options import format_option, jobs_option, max_bytes_option, output_options
from malaff.cli.serving import port_option
from malaff.errors import BadOption, EmptySource

if TYPE_CHECKING:
    from malaff.export import Writer
    from malaff.model import Reading, ReadingError


# -- read ----------------------------------------------------------------------------------------------------------


@click.command("read")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@output_options("terminal", "json", "jsonl", "csv", "md", "html")
@jobs_option
@max_bytes_option
@click.option("--excel", is_flag=True, help="Write CSV so that Excel opens it right: byte order mark, no formulas.")
def read_command(
    sources: tuple[str, ...],
    format_: str,
    output: Path | None,
    progress: bool | None,
    quiet: bool,
    jobs: int,
    max_bytes: int | None,
    excel: bool,
) -> int:
    """Read articles: who said what, when, through which medium.

    SOURCE is a page (page.html), a text (article.txt), a corpus (corpus.jsonl, corpus.csv), a feed, a web archive,
    each also gzipped; an http or https address; or - for standard input. Several may be given.
    """  # fmt: skip
    from malaff.api import read_many
    from malaff.intake import MAX_BYTES

    if excel and format_ != "csv":
        raise BadOption("--excel is for --format csv.", remedy="Add --format csv, or leave --excel out.")
    single = len(sources) == 1
    total = None if quiet else counted(sources)
    bar = Progress(label="reading", shown=False if quiet else progress, total=total)
    items = read_many(sources, jobs=jobs, progress=bar, max_bytes=max_bytes or MAX_BYTES)
    with bar, contextlib.closing(items):
        return _write(
            items, writer_of(format_, output, single=single, excel=excel), output, bar, single=single, quiet=quiet
        )


def _write(
    items: Iterator[Reading | ReadingError],
    writer: Writer,
    output: Path | None,
    bar: Progress,
    single: bool,
    quiet: bool,
) -> int:
    """Write all items; the exit code says whether some failed."""
    from malaff.api import as_exception
    from malaff.model import ReadingError

    failed = read = 0
    with Output(output) as out:
        for item in items:
            if isinstance(item, ReadingError):
                failed += 1
                if single and item.line is None and not read and failed == 1:
                    raise as_exception(item)
                if not quiet:
                    bar.clear()
                    say(error_line(item))
            else:
                read += 1
            if output is None:
                bar.clear()
            out.write(writer.item(item))
        out.write(writer.end())
    if failed and not quiet:
        bar.clear()
        say(f"malaff: {failed} of {failed + read} could not be read")
    return SOME_FAILED if failed else OK


# -- check ---------------------------------------------------------------------------------------------------------


@click.command("check")
@click.argument("text", default="-", metavar="[TEXT|-]")
@click.option(
    "--date",
    "date",
    default=None,
    metavar="DAY",
    help="ISO day of publication, against which words like yesterday are resolved (default: today).",
)
@format_option("terminal", "json", what="what was found")
def check_command(text: str, date: str | None, format_: str) -> None:
    """Explain one sentence: which steps fired, and why.

    TEXT is the sentence, or - (the default) for standard input. Shown are the decisions of each step, then the
    records they led to.
    """  # fmt: skip
    import datetime

    from malaff.api import as_article, explain
    from malaff.export.explain import explained

    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
    # Arguments that are not UTF-8 arrive as lone surrogates, which are no characters.
    text = text.encode("utf-8", "replace").decode("utf-8").strip()
    if not text:
        raise EmptySource("There is no text to check.", remedy="Give a sentence, as TEXT or on standard input.")
    if date is None:
        date = datetime.datetime.now().astimezone().date().isoformat()
    else:
        try:
            datetime.date.fromisoformat(date[:10])
        except ValueError as error:
            raise BadOption(f"{date} is no ISO day.", remedy="Give --date as YYYY-MM-DD.") from error
    explanation = explain(as_article(text, published=date))
    if format_ == "json":
        click.echo(indented(explanation))
    else:
        click.echo(explained(explanation, colour=colour(), columns=columns()), nl=False)


# -- eval ----------------------------------------------------------------------------------------------------------


@click.command("eval")
@click.argument("gold", metavar="GOLD")
@click.argument("readings", metavar="READINGS")
@click.option(
    "--errors",
    is_flag=False,
    flag_value="all",
    default=None,
    metavar="[CLASS]",
    help="List the mistakes, all or of one class, each with its sentence. Give it last, or as --errors=CLASS.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="Write figures and counts as JSON; with --errors the mistakes too."
)
def eval_command(gold: str, readings: str, errors: str | None, as_json: bool) -> None:
    """Score readings against hand-made gold.

    GOLD has one annotated article a line, READINGS (or - for standard input) what malaff read --format jsonl wrote
    of the same texts.
    """  # fmt: skip
    from malaff.evaluation import CLASSES, load_gold, load_readings, score
    from malaff.evaluation.gold import matched
    from malaff.evaluation.report import listed, report

    if errors not in (None, "all", *CLASSES):
        raise BadOption(f"{errors} is no class of mistakes.", remedy=f"Give one of: {', '.join(CLASSES)}.")
    articles = load_gold(gold)
    found = load_readings(readings)
    matched(articles, found)
    result = score(articles, found)
    mistakes = [mistake for mistake in result.mistakes if errors in ("all", mistake.kind)]
    if as_json:
        body: dict[str, object] = {
            "figures": result.figures, "mistakes": result.counts(), "calibration": result.calibration
        }  # fmt: skip
        if errors:
            body["errors"] = mistakes
        click.echo(indented(body))
        return
    if errors:
        for line in listed(mistakes, colour=colour(), columns=columns()):
            click.echo(line)
    for line in report(result, colour=colour()):
        click.echo(line)


# -- demo ----------------------------------------------------------------------------------------------------------


@click.command("demo")
@click.option(
    "--part", type=click.Choice(PARTS), default="state", show_default=True, help="What to show of the dossier."
)
@click.option("--archive", default=None, metavar="PATH", help="Keep the story here (default: only while it is shown).")
@click.option("--serve", "in_browser", is_flag=True, help="Open it in the browser instead, until interrupted.")
@port_option
@output_options("terminal", "json")
@jobs_option
def demo_command(
    part: str,
    archive: str | None,
    in_browser: bool,
    port: int,
    format_: str,
    output: Path | None,
    progress: bool | None,
    quiet: bool,
    jobs: int,
) -> None:
    """Add the demo story, open its dossier and show the state of the file.

    The story, an invented negotiation between invented states, is part of malaff; nothing is fetched.
    """  # fmt: skip
    import tempfile

    from malaff.archive.archive import Archive
    from malaff.demo import open_story, pages
    from malaff.export.dossier import dossier_lines, part_lines, state_lines

    bar = Progress(label="adding the story", shown=False if quiet else progress, total=len(pages()), wait=0)
    with (
        tempfile.TemporaryDirectory(prefix="malaff-demo-") as folder,
        bar,
        Archive(archive or Path(folder) / "demo.db", create=True) as kept,
    ):
        dossier = open_story(kept, jobs=jobs, progress=bar)
        if in_browser:
            from malaff.web.serve import serve
            from malaff.web.settings import Settings

            bar.clear()
            settings = Settings(archive=kept.database.address, port=port)
            serve(settings, kept, ready=lambda address: say(f"malaff: {address}"))
            return
    if format_ == "json":
        tell(indented(dossier), output)
        return
    tint, width = colour(output), columns(output)
    if part == "state":
        lines = state_lines(dossier, colour=tint, columns=width)
    elif part == "whole":
        lines = dossier_lines(dossier, colour=tint, columns=width)
    else:
        lines = part_lines(dossier, part, colour=tint, columns=width)
    tell("\n".join(lines), output)


# -- schema --------------------------------------------------------------------------------------------------------


@click.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of a reading."""
    from malaff.export.schema import schema_text

    click.echo(schema_text(), nl=False)
