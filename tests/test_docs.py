"""The docs say what there is: commands, options, columns, classes, codes."""

import re
from pathlib import Path

import click
import pytest

from malaff.cli import cli
from malaff.evaluation import CLASSES
from malaff.export import FORMATS
from malaff.export.table import COLUMNS

ROOT = Path(__file__).parent.parent
CLI = (ROOT / "docs" / "cli.md").read_text("utf-8")
COMMANDS = dict(cli.commands)


def section(name):
    """The part of docs/cli.md about one command."""
    return re.split(r"^## ", CLI.split(f"\n## malaff {name}", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_and_has_help(name):
    assert section(name)
    assert COMMANDS[name].help


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented_and_has_help(name):
    text = section(name)
    for parameter in COMMANDS[name].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.name} has no help"
            for flag in (*parameter.opts, *parameter.secondary_opts):
                assert f"`{flag}" in text, f"{flag} of malaff {name} is not in docs/cli.md"
        else:
            assert parameter.make_metavar(click.Context(COMMANDS[name])).strip("[].|-") in text


def test_formats_columns_and_classes_are_documented():
    for name in FORMATS:
        assert f"`{name}`" in CLI
    for column, meaning in COLUMNS.items():
        assert f"| `{column}` | {meaning} |" in CLI
    for kind in CLASSES:
        assert f"`{kind}`" in CLI


def test_exit_codes_are_documented():
    from malaff import cli as module

    for code in (module.OK, module.SOME_FAILED, module.FAILED, module.INTERRUPTED, module.PIPE_CLOSED):
        assert f"\n| {code} |" in CLI


def test_links_between_the_docs_lead_somewhere():
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_every_dependency_is_explained():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    listed = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    names = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    for name in names:
        assert re.split(r"[<>=\[]", name)[0] in listed


def test_the_locks_name_no_index():
    for path in ROOT.glob("requirements*.lock"):
        text = path.read_text("utf-8")
        assert "://" not in text
        assert "--hash=sha256:" in text


def test_the_version_stands_in_one_place():
    import tomllib

    import malaff

    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == malaff.__version__
