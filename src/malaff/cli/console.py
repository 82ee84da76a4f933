"""What every command shares: exit codes, the two streams, files that appear whole, progress."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

import click

from malaff.errors import BadOption

if TYPE_CHECKING:
    from malaff.export import Writer
    from malaff.model import ReadingError

OK, SOME_FAILED, FAILED, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141


class PipeClosed(Exception):  # noqa: N818 - no error: the reader has seen enough
    """Whoever reads our output has gone."""


# -- the two streams -----------------------------------------------------------------------------------------------


def say(line: str) -> None:
    """One line on standard error, whatever characters are in it."""
    click.echo(line.encode("utf-8", "backslashreplace").decode("utf-8"), err=True)


def tell(text: str, output: Path | None = None, *, end: str = "\n") -> None:
    """A command's result on standard output, or in a file."""
    with Output(output) as out:
        out.write(text + end)


def indented(record: object) -> str:
    """A record, or a list of them, as indented JSON."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(record), indent=2).decode()


def error_line(item: ReadingError) -> str:
    """What could not be read, and why, as one line."""
    where = item.source if item.line is None else f"{item.source}:{item.line}"
    return " ".join(f"malaff: {where}: [{item.code}] {item.message} {item.remedy}".split())


class Output:
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

    def write(self, text: str | bytes) -> None:
        if text and self._stream is not None:
            try:
                self._stream.write(text.encode("utf-8", "replace") if isinstance(text, str) else text)
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


class Progress:
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
        self._note = ""

    def __call__(self, done: int, total: int | None = None, *, note: str = "") -> None:
        """Say how many are done, of how many where that is known only now, and what else there is to say."""
        self._done, self._note = done, note
        self._total = total or self._total
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
        if self._note:
            line += f"  {self._note}"
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


def counted(sources: Iterable[str]) -> int | None:
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


# -- views -------------------------------------------------------------------------------------------------------------


def writer_of(format_: str, output: Path | None, *, single: bool, excel: bool = False) -> Writer:
    """The writer of readings in a format, as it suits a terminal or a file."""
    from malaff.export import writer

    if format_ == "terminal":
        return writer("terminal", colour=colour(output), columns=columns(output))
    if format_ == "json":
        return writer("json", single=single)
    return writer("csv", excel=excel) if format_ == "csv" else writer(format_)


def colour(output: Path | None = None) -> bool:
    """Whether to use colours."""
    if output is not None:
        return False
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def columns(output: Path | None = None) -> int:
    """The width to write for."""
    import shutil

    if output is not None:
        return 100
    return min(shutil.get_terminal_size((100, 40)).columns, 120)
