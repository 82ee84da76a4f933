"""What goes into the archive, and what is read again in it: `add`, `reread`."""

from __future__ import annotations

import contextlib

import click

from malaff.cli.console import INTERRUPTED, OK, SOME_FAILED, Progress, counted, error_line, say, tell
from malaff.cli.options import (
    archive_option,
    jobs_option,
    max_bytes_option,
    opened,
    progress_option,
    quiet_option,
)


@click.command("add")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@archive_option
@jobs_option
@max_bytes_option
@progress_option
@quiet_option
def add_command(
    sources: tuple[str, ...], archive: str, jobs: int, max_bytes: int | None, progress: bool | None, quiet: bool
) -> int:
    """Read sources and keep them in the archive.

    SOURCE is what malaff read takes; - is standard input. The archive is made where there is none. What is
    there already is passed over; an article whose text has changed becomes a new version. A run that was cut
    off goes on where it stood when it is given again.
    """
    from malaff.api import as_exception
    from malaff.archive.adding import Added
    from malaff.archive.archive import Archive
    from malaff.intake import MAX_BYTES
    from malaff.model import ReadingError

    so_far = Added()
    error: ReadingError | None = None
    total = None if quiet else counted(sources)
    bar = Progress(label="adding", shown=False if quiet else progress, total=total)
    with Archive(archive, create=True) as kept:
        items = kept.add(sources, jobs=jobs, max_bytes=max_bytes or MAX_BYTES)
        try:
            with bar, contextlib.closing(items):
                for item in items:
                    if isinstance(item, Added):
                        so_far = item
                        bar(so_far.done, note=_counts(so_far))
                        continue
                    error = item
                    if not quiet and (len(sources) > 1 or item.line is not None):
                        bar.clear()
                        say(error_line(item))
        except KeyboardInterrupt:
            bar.clear()
            say(f"malaff: interrupted; kept so far: {_counts(so_far)}. The same command goes on from there.")
            return INTERRUPTED
    if error is not None and len(sources) == 1 and error.line is None:
        if so_far.done == 1:
            raise as_exception(error)
        if not quiet:
            say(error_line(error))
    if not quiet:
        tell(_counts(so_far))
    return SOME_FAILED if so_far.failed else OK


def _counts(added: object) -> str:
    return ", ".join(f"{name} {getattr(added, name)}" for name in ("added", "changed", "same", "failed"))


@click.command("reread")
@click.option("--all", "everything", is_flag=True, help="Also articles that this version of malaff has read already.")
@archive_option
@progress_option
@quiet_option
def reread_command(everything: bool, archive: str, progress: bool | None, quiet: bool) -> int:
    """Read kept articles again.

    It is done with this version of malaff. Only the current version of each article is read, from its kept
    text; nothing is fetched. What people decided stands.
    """
    bar = Progress(label="reading again", shown=False if quiet else progress, total=None)
    with opened(archive) as kept:
        try:
            with bar:
                count = kept.reread(everything=everything, progress=bar)
        except KeyboardInterrupt:
            bar.clear()
            again = "malaff reread begins anew with --all, and goes on without it" if everything else (
                "The same command goes on from there"
            )  # fmt: skip
            say(f"malaff: interrupted; what was read again so far is kept. {again}.")
            return INTERRUPTED
    if not quiet:
        tell(f"read again {count}")
    return OK
