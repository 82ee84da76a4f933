"""The command line: options in, items out. What it shows is made in `export`, what it reads in `api`."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self, TypeVar

import click

from malaff._version import __version__
from malaff.errors import BadOption, EmptySource, MalaffError

if TYPE_CHECKING:
    from malaff.export import Writer
    from malaff.model import Reading, ReadingError

OK, SOME_FAILED, FAILED, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141

_Command = TypeVar("_Command", bound=Callable[..., Any])
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


# -- main ----------------------------------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code; whatever goes wrong is one line on standard error."""
    try:
        code = cli.main(args=arguments, prog_name="malaff", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else OK
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return FAILED
    except click.ClickException as error:
        message = " ".join(error.format_message().split())
        context = getattr(error, "ctx", None)
        asked = f"See {context.command_path if context else 'malaff'} --help."
        return _failure(BadOption(message if message.endswith((".", "?", "!")) else f"{message}.", remedy=asked))
    except MalaffError as error:
        return _failure(error)
    except (KeyboardInterrupt, click.Abort):
        click.echo("malaff: interrupted", err=True)
        return INTERRUPTED
    except (_PipeClosed, BrokenPipeError):
        # The reader has gone (`malaff read ... | head`); nothing more may be written, not even at exit.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except Exception as error:
        if os.environ.get("MALAFF_DEBUG"):
            raise
        return _failure(
            MalaffError(
                f"Unexpected {type(error).__name__}: {error}.",
                remedy="Report it with the command you ran; MALAFF_DEBUG=1 shows where it happened.",
            )
        )


def _failure(error: MalaffError) -> int:
    _say(f"malaff: {' '.join(str(error).split())}")
    return FAILED


def _say(line: str) -> None:
    """One line on standard error, whatever characters are in it."""
    click.echo(line.encode("utf-8", "backslashreplace").decode("utf-8"), err=True)


class _PipeClosed(Exception):  # noqa: N818 - no error: the reader has seen enough
    """Whoever reads our output has gone."""


class _Group(click.Group):
    """A group whose closed pipes reach `main`: click would end the process by itself."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _PipeClosed from error


@click.group(cls=_Group, context_settings=_CONTEXT)
@click.version_option(__version__, "--version", message="malaff %(version)s", help="Show the version and exit.")
def cli() -> None:
    """Read Arabic news into who said what, where the matter stands, and what is open."""


# -- output --------------------------------------------------------------------------------------------------------


class _Output:
    """Where a command writes: standard output, or a file that appears only once it is complete."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._temporary: Path | None = None
        self._stream: IO[bytes] | None = None

    def __enter__(self) -> Self:
        if self._path is None:
            self._stream = sys.stdout.buffer
            return self
        try:
            number, name = tempfile.mkstemp(dir=self._path.parent, prefix=f".{self._path.name}.", suffix=".part")
        except OSError as error:
            raise _unwritable(self._path, error) from error
        # mkstemp gives 0600; the file gets what the user's umask would have given it.
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        self._temporary = Path(name)
        self._stream = os.fdopen(number, "wb")
        return self

    def write(self, text: str) -> None:
        if text and self._stream is not None:
            try:
                self._stream.write(text.encode("utf-8", "replace"))
                if self._path is None:
                    self._stream.flush()
            except BrokenPipeError:
                raise
            except OSError as error:
                raise _unwritable(self._path, error) from error

    def __exit__(self, kind: object, *_: object) -> None:
        if self._stream is None or self._path is None or self._temporary is None:
            return
        self._stream.close()
        if kind is None:
            try:
                self._temporary.replace(self._path)
            except OSError as error:
                self._temporary.unlink(missing_ok=True)
                raise _unwritable(self._path, error) from error
        else:
            self._temporary.unlink(missing_ok=True)


def _unwritable(path: Path | None, error: OSError) -> BadOption:
    where = str(path) if path else "Standard output"
    return BadOption(f"{where} cannot be written: {error.strerror or error}.", remedy="Give another --output FILE.")


class _Progress:
    """A line on standard error that says how far a long run has come.

    Args:
        shown: draw it: True, False, or None for a terminal only.
        total: how many items there are, or None where that is not known beforehand.
        wait: seconds before the line appears; a run shorter than this shows nothing.
    """

    def __init__(self, *, label: str, shown: bool | None, total: int | None, wait: float = 0.6) -> None:
        self._wait = wait
        self._tty = sys.stderr.isatty()
        self._shown = self._tty if shown is None else shown
        self._label = label
        self._total = total
        self._began = self._last = time.monotonic()
        self._drawn = False
        self._done = 0

    def __call__(self, done: int) -> None:
        self._done = done
        now = time.monotonic()
        # A terminal is redrawn often; a log gets a line now and then.
        if self._shown and now - self._began > self._wait and now - self._last > (0.1 if self._tty else 5):
            self._last = now
            self._draw(now)

    def _draw(self, now: float) -> None:
        rate = self._done / max(now - self._began, 1e-9)
        if self._total:
            share = min(1.0, self._done / self._total)
            bar = "#" * int(30 * share)
            left = (self._total - self._done) / rate if rate else 0
            line = f"{self._label} [{bar:<30}] {self._done}/{self._total}  {rate:.0f}/s  {_clock(left)}"
        else:
            line = f"{self._label} {self._done}  {rate:.0f}/s"
        click.echo(f"\r{line}\x1b[K" if self._tty else line, err=True, nl=not self._tty)
        self._drawn = True

    def clear(self) -> None:
        """Take the line away before something else is written to the terminal."""
        if self._drawn and self._tty:
            click.echo("\r\x1b[K", err=True, nl=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown and not self._tty:
            self._draw(time.monotonic())
        self.clear()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(max(0, seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


jobs_option = click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    metavar="N",
    help="Read with N processes; 0 for one on each processor.",
)


def output_options(*formats: str) -> Callable[[_Command], _Command]:
    """The options of every command that writes what was read; the first format is the default."""
    options = (
        click.option("--format", "-f", "format_", type=click.Choice(formats), default=formats[0], show_default=True,
                     help="How to write what was read."),
        click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
                     help="Write to FILE, which appears only once it is complete."),
        click.option("--progress/--no-progress", default=None,
                     help="Show how far a long run has come (default: on a terminal)."),
        click.option("--quiet", "-q", is_flag=True, help="No progress and no notes on standard error."),
    )  # fmt: skip

    def add(command: _Command) -> _Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


def _writer(format_: str, output: Path | None, *, single: bool, excel: bool = False) -> Writer:
    from malaff.export import writer

    if format_ == "terminal":
        columns = 100 if output else _columns()
        return writer("terminal", colour=output is None and _colour(), columns=columns)
    if format_ == "json":
        return writer("json", single=single)
    return writer("csv", excel=excel) if format_ == "csv" else writer(format_)


def _colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _columns() -> int:
    import shutil

    return min(shutil.get_terminal_size((100, 40)).columns, 120)


# -- read ----------------------------------------------------------------------------------------------------------


@cli.command("read")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@output_options("terminal", "json", "jsonl", "csv", "md", "html")
@jobs_option
@click.option(
    "--max-bytes",
    type=click.IntRange(min=1),
    default=None,
    metavar="N",
    help="Refuse a source, or a record of a corpus, larger than N bytes (default 50,000,000).",
)
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
    total = None if quiet else _count(sources)
    bar = _Progress(label="reading", shown=False if quiet else progress, total=total)
    items = read_many(sources, jobs=jobs, progress=bar, max_bytes=max_bytes or MAX_BYTES)
    with bar, contextlib.closing(items):
        return _write(
            items, _writer(format_, output, single=single, excel=excel), output, bar, single=single, quiet=quiet
        )


def _write(
    items: Iterator[Reading | ReadingError],
    writer: Writer,
    output: Path | None,
    bar: _Progress,
    single: bool,
    quiet: bool,
) -> int:
    """Write all items; the exit code says whether some failed."""
    from malaff.api import as_exception
    from malaff.model import ReadingError

    failed = read = 0
    with _Output(output) as out:
        for item in items:
            if isinstance(item, ReadingError):
                failed += 1
                if single and item.line is None and not read and failed == 1:
                    raise as_exception(item)
                if not quiet:
                    bar.clear()
                    _say(_error_line(item))
            else:
                read += 1
            if output is None:
                bar.clear()
            out.write(writer.item(item))
        out.write(writer.end())
    if failed and not quiet:
        bar.clear()
        _say(f"malaff: {failed} of {failed + read} could not be read")
    return SOME_FAILED if failed else OK


def _error_line(item: ReadingError) -> str:
    where = item.source if item.line is None else f"{item.source}:{item.line}"
    return " ".join(f"malaff: {where}: [{item.code}] {item.message} {item.remedy}".split())


def _count(sources: Iterable[str]) -> int | None:
    """How many articles there are, where that can be told cheaply: pages, texts and lines of corpora."""
    total = 0
    for source in sources:
        lowered = source.lower()
        if lowered.endswith((".html", ".htm", ".txt")):
            total += 1
        elif lowered.endswith((".jsonl", ".ndjson")):
            try:
                with Path(source).open("rb") as stream:
                    total += sum(piece.count(b"\n") for piece in iter(lambda: stream.read(1 << 20), b""))
            except OSError:
                return None
        else:
            return None
    return total or None


# -- check ---------------------------------------------------------------------------------------------------------


@cli.command("check")
@click.argument("text", default="-", metavar="[TEXT|-]")
@click.option(
    "--date",
    "date",
    default=None,
    metavar="DAY",
    help="ISO day of publication, against which words like yesterday are resolved (default: today).",
)
@click.option(
    "--format",
    "-f",
    "format_",
    type=click.Choice(("terminal", "json")),
    default="terminal",
    show_default=True,
    help="How to write what was found.",
)
def check_command(text: str, date: str | None, format_: str) -> None:
    """Explain one sentence: which steps fired, and why.

    TEXT is the sentence, or - (the default) for standard input. Shown are the decisions of each step, then the
    records they led to.
    """  # fmt: skip
    import datetime

    import msgspec

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
        click.echo(msgspec.json.format(msgspec.json.encode(explanation), indent=2).decode())
    else:
        click.echo(explained(explanation, colour=_colour(), columns=_columns()), nl=False)


# -- eval ----------------------------------------------------------------------------------------------------------


@cli.command("eval")
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
    import msgspec

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
        click.echo(msgspec.json.format(msgspec.json.encode(body), indent=2).decode())
        return
    if errors:
        for line in listed(mistakes, colour=_colour(), columns=_columns()):
            click.echo(line)
    for line in report(result, colour=_colour()):
        click.echo(line)


# -- demo ----------------------------------------------------------------------------------------------------------


@cli.command("demo")
@output_options("terminal", "json")
@jobs_option
def demo_command(format_: str, output: Path | None, progress: bool | None, quiet: bool, jobs: int) -> None:
    """Read the demo story: its statements, its timeline, what is open.

    The story, an invented negotiation between invented states, is part of malaff; nothing is fetched.
    """  # fmt: skip
    import msgspec

    from malaff.demo import pages, read_story, shown

    bar = _Progress(label="reading the story", shown=False if quiet else progress, total=len(pages()), wait=0)
    with bar:
        demo = read_story(jobs=jobs, progress=bar)
    with _Output(output) as out:
        if format_ == "json":
            out.write(msgspec.json.format(msgspec.json.encode(demo), indent=2).decode() + "\n")
            return
        columns = 100 if output else _columns()
        for line in shown(demo, colour=output is None and _colour(), columns=columns):
            out.write(line + "\n")


# -- schema --------------------------------------------------------------------------------------------------------


@cli.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of a reading."""
    from malaff.export.schema import schema_text

    click.echo(schema_text(), nl=False)


if __name__ == "__main__":
    sys.exit(main())
