"""The docs say what there is: commands, options, columns, classes, codes, settings."""

import re
from pathlib import Path

import click
import pytest

from malaff.archive.search import FILTERS
from malaff.cli import cli
from malaff.evaluation import CLASSES
from malaff.export import FORMATS
from malaff.export.archive import found
from malaff.export.table import COLUMNS
from malaff.watch.plan import SETTINGS

ROOT = Path(__file__).parent.parent
CLI = (ROOT / "docs" / "cli.md").read_text("utf-8")
ARCHIVE = (ROOT / "docs" / "archive.md").read_text("utf-8")


def commands(group=cli, before=""):
    """Every command by its full name, those of groups too."""
    named = {}
    for name, command in group.commands.items():
        named[before + name] = command
        if isinstance(command, click.Group):
            named |= commands(command, f"{before}{name} ")
    return named


COMMANDS = commands()
# Options that a section of their own documents for all commands that have them.
SHARED = ("archive", "user", "why")


def section(name):
    """The part of docs/cli.md about one command."""
    _, text = re.split(rf"^##+ malaff {name}(?= [^a-z]|$)", CLI, maxsplit=1, flags=re.MULTILINE)
    return re.split(r"^##+ ", text, maxsplit=1, flags=re.MULTILINE)[0]


def shared():
    """The part about options that many commands have."""
    return re.split(r"^## ", CLI.split("\n## Options of the commands over an archive\n", 1)[1], maxsplit=1,
                    flags=re.MULTILINE)[0]  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_and_has_help(name):
    assert section(name)
    assert COMMANDS[name].help


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented_and_has_help(name):
    for parameter in COMMANDS[name].params:
        text = section(name) + (shared() if parameter.name in SHARED else "")
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


def test_columns_of_a_search_are_documented():
    for column, meaning in found.COLUMNS.items():
        assert f"| `{column}` | {meaning} |" in section("search")


def test_the_settings_table_has_every_variable():
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    table = CLI.split("\n## Settings\n", 1)[1].split("\n## ", 1)[0]
    assert set(re.findall(r"^\| `(MALAFF_\w+)` \|", table, re.MULTILINE)) == set(re.findall(r"MALAFF_[A-Z]+", sources))


def test_the_settings_of_a_watch_are_documented():
    listed = re.findall(r"^\| `(\w+\.\w+)` \| (.*?) \| (.+) \|$", ARCHIVE, re.MULTILINE)
    assert listed == [(setting.name, _written(setting.default), setting.help) for setting in SETTINGS]


def _written(default):
    """A default as TOML has it."""
    import malaff

    if default is None:
        return "none"
    text = str(default).lower() if isinstance(default, bool) else str(default)
    return f"`{text.replace(malaff.__version__, 'VERSION')}`"


def test_the_plan_in_the_docs_can_be_loaded(tmp_path):
    from malaff.watch.plan import load_plan

    path = tmp_path / "feeds.toml"
    path.write_text(re.search(r"```toml\n(.*?)```", ARCHIVE, re.DOTALL)[1], "utf-8")
    assert len(load_plan(path).sources) == 2


# What the examples of docs/archive.md are looked for in.
NEWS = [
    ("2031-02-10", "وكالة رامستان", "أعلن وزير المياه سليم الكرخاني أن المفاوضات مع نوريا على مياه نهر السروان قريبة."),
    ("2031-02-11", "صوت نوريا", "نفى مصدر مسؤول طلب عدم ذكر اسمه أن تكون المفاوضات قد تأجلت بعد الانتخابات في نوريا."),
    ("2031-03-02", "وكالة رامستان", "أعلن وزراء المياه في البلدين أن الجولة الثالثة من التفاوض ستعقد في تلورا."),
]  # fmt: skip


def test_the_filters_and_example_searches_of_the_docs_are_true(tmp_path):
    from malaff.archive.archive import Archive
    from malaff.model import Article

    assert re.findall(r"^\| `(\w+):` \|", ARCHIVE, re.MULTILINE) == list(FILTERS)
    table = ARCHIVE.split("| query | finds |", 1)[1].split("\n\n", 1)[0]
    queries = re.findall(r"^\| `(.+?)` \|", table, re.MULTILINE)
    assert len(queries) > 8
    with Archive(tmp_path / "a.db", create=True) as archive:
        list(archive.add([Article(id=day, source="test", text=text, outlet=outlet, published=day)
                          for day, outlet, text in NEWS]))  # fmt: skip
        counts = {query: archive.search(query).total for query in queries}
    assert [query for query, count in counts.items() if not 0 < count < len(NEWS)] == []


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
