"""Who may use the pages of a server: `malaff user add`, `list`, `role`, `password`, `remove`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

import click

from malaff.cli.console import indented, tell
from malaff.cli.options import archive_option, decider, format_option, opened, options, words
from malaff.errors import BadOption

if TYPE_CHECKING:
    from malaff.web.accounts import Accounts

_ROLES = ("reader", "editor", "admin")
# More than any password; a file that was given by mistake is not read whole.
_LONGEST = 4096

name_argument = click.argument("name", type=words, metavar="NAME")
password_option = click.option(
    "--password-file", type=click.File("rb", lazy=False), default=None, metavar="FILE",
    help="Take the password from the first line of FILE, or of standard input (-), instead of asking.",
)  # fmt: skip


@click.group("user")
def user_group() -> None:
    """Say who may use the pages of malaff serve, and what they may do."""


@contextmanager
def _accounts(address: str) -> Iterator[Accounts]:
    from malaff.web.accounts import Accounts

    with opened(address, filled=False) as archive:
        yield Accounts(archive.database)


def _by() -> str:
    """Who changes accounts, as the audit trail has it."""
    return f"{decider(None)} (malaff user)"


def _password(file: BinaryIO | None) -> str:
    if file is None:
        if not sys.stdin.isatty():
            raise BadOption("There is no terminal to ask for the password.", remedy="Give --password-file FILE, or -.")
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    try:
        return file.readline(_LONGEST).decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise BadOption("The password is no UTF-8.", remedy="Write the file as UTF-8.") from error


@user_group.command("add")
@name_argument
@click.option("--role", type=click.Choice(_ROLES), default="reader", show_default=True, help="What it may do.")
@options(password_option, archive_option)
def add_command(name: str, role: str, password_file: BinaryIO | None, archive: str) -> None:
    """Make an account.

    A reader reads; an editor decides, adds and makes dossiers; an admin manages accounts too. One that was
    removed comes back with the new password.
    """
    with _accounts(archive) as accounts:
        user = accounts.add(name, _password(password_file), role, by=_by())
    tell(f"{user.name}: {user.role}")


@user_group.command("list")
@click.option("--all", "everything", is_flag=True, help="Also those that were removed.")
@options(archive_option, format_option("terminal", "json", what="the accounts"))
def list_command(everything: bool, archive: str, format_: str) -> None:
    """List the accounts."""
    with _accounts(archive) as accounts:
        found = accounts.listed(removed=everything)
    if format_ == "json":
        tell(indented(found))
        return
    from malaff.export.terminal import isolate

    lines = [f"{isolate(user.name)}  {user.role}  since {user.made_at}"
             + (f"  removed {user.disabled_at}" if user.disabled_at else "") for user in found]  # fmt: skip
    tell("\n".join(lines) or "Nobody has an account")


@user_group.command("role")
@name_argument
@click.argument("role", type=click.Choice(_ROLES), metavar="reader|editor|admin")
@archive_option
def role_command(name: str, role: str, archive: str) -> None:
    """Give an account another role.

    It counts from the next request on.
    """
    with _accounts(archive) as accounts:
        user = accounts.change_role(name, role, by=_by())
    tell(f"{user.name}: {user.role}")


@user_group.command("password")
@name_argument
@options(password_option, archive_option)
def password_command(name: str, password_file: BinaryIO | None, archive: str) -> None:
    """Give an account another password.

    Whoever is signed in with it is signed out.
    """
    with _accounts(archive) as accounts:
        accounts.set_password(name, _password(password_file), by=_by())


@user_group.command("remove")
@name_argument
@archive_option
def remove_command(name: str, archive: str) -> None:
    """Remove an account.

    Whoever is signed in with it is signed out. Decisions keep its name.
    """
    with _accounts(archive) as accounts:
        accounts.remove(name, by=_by())
