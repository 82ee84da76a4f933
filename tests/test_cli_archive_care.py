"""`malaff archive info`, `check`, `vacuum`, `backup`, `reindex`: the archive itself."""

import json
import sqlite3

import pytest

from malaff.archive.archive import Archive
from story_archive import story_archive


@pytest.fixture(autouse=True)
def archive(tmp_path, monkeypatch):
    """The story's archive."""
    path = story_archive(tmp_path)
    monkeypatch.setenv("MALAFF_ARCHIVE", str(path))
    return path


def test_info_counts_what_is_kept(run):
    info = json.loads(run("archive", "info", "-f", "json").out)
    assert (info["articles"], info["versions"], info["first"], info["last"]) == (26, 26, "2025-01-09", "2025-06-30")
    text = run("archive", "info").out
    assert "       26  articles\n" in text
    assert f"      {info['statements']}  statements\n" in text
    assert "بوابة الحوض" in text
    assert "published 2025-01-09 to 2025-06-30" in text


def test_check_says_that_it_is_whole(run):
    assert run("archive", "check") == (0, "the archive is whole\n", "")


def test_check_names_each_fault(run, archive):
    with sqlite3.connect(archive) as connection:
        connection.execute("UPDATE articles SET statements = statements + 1 WHERE id = 1")
    connection.close()
    result = run("archive", "check")
    assert result.code == 1
    assert "statements" in result.out


def test_a_copy_is_an_archive(run, tmp_path):
    copy = tmp_path / "copy.db"
    result = run("archive", "backup", copy)
    assert result.code == 0
    assert result.out.endswith(f" written to {copy}\n")
    with Archive(copy) as kept:
        assert kept.count() == 26
        assert kept.check() == []
    again = run("archive", "backup", copy)
    assert again.code == 2
    assert "is there already" in again.err


def test_vacuum_says_both_sizes(run):
    result = run("archive", "vacuum")
    assert result.code == 0
    assert result.out.rstrip().endswith(" now")


def test_reindex_finds_the_same(run):
    before = run("search", "المهلة", "-f", "json").out
    assert run("archive", "reindex") == (0, "indexed 26\n", "")
    assert "26/26" in run("archive", "reindex", "--progress").err
    assert run("archive", "reindex", "-q").out == ""
    assert run("search", "المهلة", "-f", "json").out == before


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 bytes"), (999, "999 bytes"), (1000, "1.0 kB"), (12_345_678, "12.3 MB"), (5 * 10**15, "5000.0 TB")],
)
def test_sizes_as_people_read_them(count, text):
    from malaff.export.archive.shared import size_of

    assert size_of(count) == text
