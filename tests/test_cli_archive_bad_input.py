"""Bad input over an archive: one line with a code and a remedy, exit code 2, nothing written."""

import os
import sqlite3
import subprocess
import sys

import pytest

from malaff.archive.archive import Archive
from malaff.cli import cli
from story_archive import TRAINERS, story_archive

# Each command over an archive, with arguments that fit.
COMMANDS = {
    "search": ("search", "المهلة"),
    "show": ("show", TRAINERS),
    "people": ("people", "القاسطي"),
    "merge": ("merge", "القاسطي", "الباذري"),
    "split": ("split", "القاسطي", TRAINERS),
    "rename": ("rename", "القاسطي", "أ"),
    "correct": ("correct", TRAINERS, "statement", "1", "confirm"),
    "judgements": ("judgements",),
    "undo": ("undo", "1"),
    "reread": ("reread",),
    "archive info": ("archive", "info"),
    "archive check": ("archive", "check"),
    "archive vacuum": ("archive", "vacuum"),
    "archive backup": ("archive", "backup", "copy.db"),
    "archive reindex": ("archive", "reindex"),
    "serve": ("serve", "--port", "0"),
}
# Commands that have something to say of an archive without articles.
OF_EMPTY = (
    "judgements",
    "undo",
    "archive info",
    "archive check",
    "archive vacuum",
    "archive backup",
    "archive reindex",
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder to work in, without an archive."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MALAFF_ARCHIVE", raising=False)
    monkeypatch.setenv("MALAFF_USER", "salma")
    return tmp_path


@pytest.fixture
def story(folder):
    """The story's archive in it."""
    return story_archive(folder)


@pytest.fixture
def refused(run, lines):
    """Run a command that must fail with a code; give its line."""

    def call(code, *arguments):
        result = run(*arguments)
        assert result.code == 2, result
        assert result.out == ""
        (line,) = lines(result.err)
        assert line.startswith(f"malaff: [{code}] "), line
        return line

    return call


def test_every_command_over_an_archive_is_tried_here():
    over = {name for name, command in cli.commands.items() if any(p.name == "archive" for p in command.params)}
    over |= {f"archive {name}" for name in cli.commands["archive"].commands}
    assert over - set(COMMANDS) <= {"add", "watch", "demo"}


@pytest.mark.parametrize("name", COMMANDS)
def test_no_archive(refused, folder, name):
    assert "malaff add" in refused("M301", *COMMANDS[name])
    assert not (folder / "malaff.db").exists()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_file_that_is_no_archive(refused, folder, name):
    (folder / "malaff.db").write_bytes("ليس هذا أرشيفا.\n".encode() * 200)
    refused("M305", *COMMANDS[name])


@pytest.mark.parametrize("name", [*COMMANDS, "add"])
def test_a_database_of_something_else(refused, folder, article_file, name):
    with sqlite3.connect(folder / "malaff.db") as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    refused("M305", *(COMMANDS.get(name) or ("add", article_file())))


# An empty archive is served too: articles are added in the browser (tests/web).
@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in (*OF_EMPTY, "serve")])
def test_an_empty_archive(refused, folder, name):
    Archive(folder / "malaff.db", create=True).close()
    refused("M302", *COMMANDS[name])


@pytest.mark.parametrize("name", OF_EMPTY)
def test_commands_that_an_empty_archive_can_answer(run, folder, name):
    Archive(folder / "malaff.db", create=True).close()
    assert run(*COMMANDS[name]).code == (2 if name == "undo" else 0)


def test_an_archive_of_a_later_version(refused, story):
    with sqlite3.connect(story) as connection:
        connection.execute("UPDATE settings SET value = '99' WHERE key = 'schema'")
    connection.close()
    refused("M306", "search", "المهلة")


def test_a_folder_and_other_addresses(refused, folder, article_file):
    refused("M301", "search", "x", "--archive", folder)
    refused("M301", "add", article_file(), "--archive", folder / "none" / "malaff.db")
    refused("M901", "search", "x", "--archive", "mysql://host/name")


def test_a_server_that_does_not_answer_and_its_password(refused):
    line = refused("M308", "search", "x", "--archive", "postgresql://reader:secret@127.0.0.1:1/news")
    assert "secret" not in line


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything")
def test_a_folder_that_may_not_be_written_to(refused, folder, article_file):
    source = article_file()
    folder.chmod(0o500)
    try:
        refused("M304", "add", source)
    finally:
        folder.chmod(0o700)


UNKNOWN = {
    "article": ("M309", ("show", "nowhere")),
    "version": ("M309", ("show", TRAINERS, "--version", "7")),
    "original of no version": ("M309", ("show", TRAINERS, "--original", "--version", "7")),
    "article of versions": ("M309", ("show", "nowhere", "--versions")),
    "article of judgements": ("M309", ("judgements", "nowhere")),
    "article to correct": ("M309", ("correct", "nowhere", "statement", "1", "confirm")),
    "statement": ("M312", ("correct", TRAINERS, "statement", "99", "confirm")),
    "person": ("M311", ("people", "زرافة")),
    "person to merge": ("M311", ("merge", "القاسطي", "زرافة")),
    "person to rename": ("M311", ("rename", "زرافة", "أ")),
    "person in an article": ("M311", ("split", "القاسطي", "nowhere")),
    "judgement": ("M313", ("undo", "5")),
    "filter": ("M310", ("search", "colour:red")),
    "act": ("M310", ("search", "act:sing")),
    "day": ("M310", ("search", "from:tomorrow")),
    "search without a word": ("M310", ("search", "؟!")),
    "search of what is not wanted": ("M310", ("search", "--", "-المهلة")),
    "field": ("M901", ("correct", TRAINERS, "statement", "1", "edit", "colour=red")),
    "value": ("M901", ("correct", TRAINERS, "statement", "1", "edit", "act=sing")),
    "number": ("M901", ("correct", TRAINERS, "statement", "1", "edit", "confidence=much")),
    "words that are not there": ("M901", ("correct", TRAINERS, "statement", "1", "edit", "content=زرافة")),
    "pair": ("M901", ("correct", TRAINERS, "statement", "1", "edit", "act")),
    "field twice": ("M901", ("correct", TRAINERS, "statement", "1", "edit", "act=deny", "act=ask")),
    "edit without changes": ("M901", ("correct", TRAINERS, "statement", "1", "edit")),
    "confirm with changes": ("M901", ("correct", TRAINERS, "statement", "1", "confirm", "act=deny")),
    "part": ("M901", ("correct", TRAINERS, "picture", "1", "confirm")),
    "number from 0": ("M901", ("correct", TRAINERS, "statement", "0", "confirm")),
    "one record to merge": ("M901", ("merge", "القاسطي")),
    "empty name": ("M901", ("rename", "القاسطي", " ")),
    "no user": ("M901", ("rename", "القاسطي", "أ", "--user", " ")),
    "limit": ("M901", ("search", "المهلة", "--limit", "0")),
    "order": ("M901", ("search", "المهلة", "--order", "best")),
    "two views": ("M901", ("show", TRAINERS, "--versions", "--original")),
    "versions of a version": ("M901", ("show", TRAINERS, "--versions", "--version", "1")),
    "versions as a page": ("M901", ("show", TRAINERS, "--versions", "-f", "html")),
}  # fmt: skip


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_unknown_or_does_not_fit(refused, story, name):
    code, arguments = UNKNOWN[name]
    refused(code, *arguments)
    with Archive(story) as kept:
        assert kept.judgements() == []


@pytest.mark.usefixtures("story")
def test_the_number_named_is_the_one_given(refused):
    assert "no statement 99." in refused("M312", *UNKNOWN["statement"][1])


@pytest.mark.usefixtures("story")
def test_an_ambiguous_person_is_told_apart_by_number(refused):
    line = refused("M901", "rename", "ال", "أ")
    assert "may be several: " in line
    assert "Give the number of one." in line


@pytest.mark.usefixtures("story")
def test_an_article_of_which_the_text_is_all(run, refused, article_file):
    run("add", article_file('{"id": "t", "text": "قال الوزير سامي الحداد إن العدد كبير."}', "c.jsonl"))
    assert "the text is all that is kept" in refused("M901", "show", "t", "--original")


def test_an_archive_in_use_by_a_writer(refused, story, monkeypatch):
    import malaff.archive.database

    monkeypatch.setattr(malaff.archive.database, "_WAIT", 0.2)
    monkeypatch.setitem(Archive.__init__.__kwdefaults__, "wait", 0.2)
    writer = sqlite3.connect(story, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    try:
        refused("M303", "correct", TRAINERS, "statement", "1", "confirm")
    finally:
        writer.close()


@pytest.mark.parametrize("arguments", [("show", TRAINERS), ("search", "ال", "-f", "csv"), ("archive", "info")])
@pytest.mark.usefixtures("story")
def test_a_closed_pipe_is_no_error_to_shout_about(arguments):
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "malaff.cli", *arguments], stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert result.stderr == b""
    assert result.returncode == 141


@pytest.mark.usefixtures("story")
def test_an_argument_that_is_not_utf8_does_no_harm(run):
    broken = os.fsdecode(b"\xff\xfe")
    for arguments in (("show", broken), ("people", broken), ("search", broken), ("rename", broken, "أ"),
                      ("correct", TRAINERS, "statement", "1", "edit", f"speaker_name={broken}")):  # fmt: skip
        result = run(*arguments)
        assert "M000" not in result.err, arguments


@pytest.mark.parametrize("name", [*COMMANDS, "add", "watch", "archive"])
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_every_command_over_an_archive_has_help(run, name, option):
    result = run(*name.split(), option)
    assert result.code == 0
    assert result.out.startswith(f"Usage: malaff {name} ")
    assert result.err == ""
