"""The archive itself: `archive info`, `check`, `vacuum`, `backup`, `reindex`."""

from __future__ import annotations

from pathlib import Path

import click

from malaff.cli.console import OK, SOME_FAILED, Progress, colour, indented, tell
from malaff.cli.options import archive_option, format_option, opened, output_option, progress_option, quiet_option


@click.group("archive")
def archive_group() -> None:
    """Look after the archive itself."""


@archive_group.command("info")
@archive_option
@format_option("terminal", "json", what="the figures")
@output_option
def info_command(archive: str, format_: str, output: Path | None) -> None:
    """Say what the archive holds: articles, statements, people, outlets, days, bytes."""
    from malaff.export.archive.info import lines

    with opened(archive, filled=False) as kept:
        info = kept.info()
    tell(indented(info) if format_ == "json" else "\n".join(lines(info, colour=colour(output))), output)


@archive_group.command("check")
@archive_option
def check_command(archive: str) -> int:
    """Check that the archive is whole: the database, every reading, every place in a text.

    Each fault is one line; the exit code is 1 where there is one.
    """
    from malaff.export.terminal import clean

    with opened(archive, filled=False) as kept:
        faults = kept.check()
    for fault in faults:
        tell(clean(fault))
    if not faults:
        tell("the archive is whole")
    return SOME_FAILED if faults else OK


@archive_group.command("vacuum")
@archive_option
def vacuum_command(archive: str) -> None:
    """Make the archive as small and quick as it can be; it needs as much room again while it runs."""
    from malaff.export.archive.shared import size_of

    with opened(archive, filled=False) as kept:
        before, after = kept.vacuum()
    tell(f"{size_of(before)} before, {size_of(after)} now")


@archive_group.command("backup")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@archive_option
def backup_command(file: Path, archive: str) -> None:
    """Copy the archive to FILE, which must not be there yet; others may go on using it."""
    from malaff.export.archive.shared import size_of

    with opened(archive, filled=False) as kept:
        tell(f"{size_of(kept.backup(file))} written to {file}")


@archive_group.command("reindex")
@archive_option
@progress_option
@quiet_option
def reindex_command(archive: str, progress: bool | None, quiet: bool) -> None:
    """Make the search index and the groups of copies anew from what was kept; all of it, or nothing changes."""
    with (
        opened(archive, filled=False) as kept,
        Progress(label="indexing", shown=False if quiet else progress, total=None) as bar,
    ):
        count = kept.reindex(progress=bar)
    if not quiet:
        tell(f"indexed {count}")
