"""Options that several commands have, each declared once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from malaff.errors import BadOption

if TYPE_CHECKING:
    from malaff.archive.archive import Archive

_Command = TypeVar("_Command", bound=Callable[..., Any])

# What a terminal view puts around right-to-left text comes along when an id is copied from it.
_ISOLATES = re.compile("[\u2066-\u2069]")


def options(*decorators: Callable[[_Command], _Command]) -> Callable[[_Command], _Command]:
    """Several decorators as one, listed in the help in this order."""

    def add(command: _Command) -> _Command:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return add


# -- reading -------------------------------------------------------------------------------------------------------

jobs_option = click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    metavar="N",
    help="Read with N processes; 0 for one on each processor.",
)
max_bytes_option = click.option(
    "--max-bytes",
    type=click.IntRange(min=1),
    default=None,
    metavar="N",
    help="Refuse a source, or a record of a corpus, larger than N bytes (default 50,000,000).",
)

# -- output --------------------------------------------------------------------------------------------------------

output_option = click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write to FILE, which appears only once it is complete.",
)
progress_option = click.option(
    "--progress/--no-progress", default=None, help="Show how far a long run has come (default: on a terminal)."
)
quiet_option = click.option("--quiet", "-q", is_flag=True, help="No progress and no notes on standard error.")


def format_option(*formats: str, what: str) -> Callable[[_Command], _Command]:
    """How `what` is written; the first format is the default."""
    return click.option(
        "--format", "-f", "format_", type=click.Choice(formats), default=formats[0], show_default=True,
        help=f"How to write {what}.",
    )  # fmt: skip


def output_options(*formats: str) -> Callable[[_Command], _Command]:
    """The options of every command that writes what was read; the first format is the default."""
    return options(format_option(*formats, what="what was read"), output_option, progress_option, quiet_option)


# -- the archive ---------------------------------------------------------------------------------------------------

archive_option = click.option(
    "--archive",
    "archive",
    envvar="MALAFF_ARCHIVE",
    default="malaff.db",
    metavar="PATH_OR_URL",
    help="The archive: a file, or postgresql://user:password@host/name (default: MALAFF_ARCHIVE, or malaff.db here).",
)


def words(value: str) -> str:
    """An argument as text: arguments that are not UTF-8 arrive as lone surrogates, which are no characters."""
    return value.encode("utf-8", "replace").decode("utf-8")


def article_id(value: str) -> str:
    """An article's id, however it was copied."""
    return _ISOLATES.sub("", words(value)).strip()


@contextmanager
def opened(address: str, *, filled: bool = True) -> Iterator[Archive]:
    """The archive at an address, closed afterwards.

    Raises:
        ArchiveNotFound: where there is none.
        ArchiveEmpty: where it holds no article, unless `filled` is False.
    """
    from malaff.archive.archive import Archive

    with Archive(address) as archive:
        if filled:
            archive.require_articles()
        yield archive


# -- decisions -----------------------------------------------------------------------------------------------------

user_option = click.option(
    "--user", type=words, envvar="MALAFF_USER", default=None, metavar="NAME",
    help="Who decides (default: MALAFF_USER, or the login name).",
)  # fmt: skip
why_option = click.option("--why", type=words, default=None, metavar="TEXT", help="The reason, kept with the decision.")
decision_options = options(why_option, user_option)


def decider(user: str | None) -> str:
    """Who decides: as given, otherwise the login name."""
    if user is None:
        import getpass

        try:
            user = getpass.getuser()
        except (OSError, KeyError, ImportError) as error:
            raise BadOption("There is no login name.", remedy="Give --user NAME or set MALAFF_USER.") from error
    if not user.strip():
        raise BadOption("The name of who decides is empty.", remedy="Give --user NAME or set MALAFF_USER.")
    return user.strip()


def require_one_of(chosen: Sequence[tuple[str, bool]]) -> None:
    """Refuse options that exclude each other."""
    given = [name for name, is_given in chosen if is_given]
    if len(given) > 1:
        raise BadOption(f"{' and '.join(given)} cannot go together.", remedy="Give one of them.")
