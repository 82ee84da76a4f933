"""The command line: options in, items out. What it shows is made in `export`, what it does in `api` and `archive`.

Each module holds a group of commands; what they need is imported when they run, so that starting stays quick.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence

import click

from malaff._version import __version__
from malaff.cli import adding, archive, dossiers, finding, judging, people, reading, serving, users, watching
from malaff.cli.console import FAILED, INTERRUPTED, OK, PIPE_CLOSED, SOME_FAILED, PipeClosed, say
from malaff.errors import BadOption, MalaffError

__all__ = ["FAILED", "INTERRUPTED", "OK", "PIPE_CLOSED", "SOME_FAILED", "cli", "main"]

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


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
    except (PipeClosed, BrokenPipeError):
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
    say(f"malaff: {' '.join(str(error).split())}")
    return FAILED


class _Group(click.Group):
    """A group whose closed pipes reach `main` (click would end the process), its commands in their own order."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise PipeClosed from error

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own
        return list(self.commands)


@click.group(cls=_Group, context_settings=_CONTEXT)
@click.version_option(__version__, "--version", message="malaff %(version)s", help="Show the version and exit.")
def cli() -> None:
    """Read Arabic news into who said what, where the matter stands, and what is open."""


for _command in (
    reading.read_command,
    reading.check_command,
    adding.add_command,
    finding.search_command,
    finding.show_command,
    people.people_command,
    people.merge_command,
    people.split_command,
    people.rename_command,
    judging.correct_command,
    judging.judgements_command,
    judging.undo_command,
    adding.reread_command,
    dossiers.dossier_group,
    watching.watch_command,
    serving.serve_command,
    users.user_group,
    archive.archive_group,
    reading.demo_command,
    reading.eval_command,
    reading.schema_command,
):
    cli.add_command(_command)
