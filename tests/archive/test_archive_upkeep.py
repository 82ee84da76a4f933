"""Older and newer archives, checking, making smaller, backing up."""

import sqlite3
import subprocess
import sys
import threading
import zlib

import pytest
import sqlalchemy as sa
from newsroom import added, found, generated, put, reading, state, write_jsonl

from malaff.archive import fulltext, migrations
from malaff.archive.archive import Archive
from malaff.errors import ArchiveDamaged, ArchiveReadOnly, ArchiveVersion, BadOption


def adds_a_column(connection):
    connection.execute(sa.text("ALTER TABLE articles ADD COLUMN colour TEXT DEFAULT 'green'"))


def fails_half_way(connection):
    adds_a_column(connection)
    connection.execute(sa.text("DELETE FROM mentions"))
    raise ZeroDivisionError


@pytest.fixture
def address(nowhere):
    """These tests change tables: each has a database of its own."""
    return nowhere


@pytest.fixture
def old(archive, address):
    """The address of an archive that the next version finds."""
    put(archive, reading("a"), reading("b", "أعلنت بلدية لمار افتتاح الجسر."))
    return address


def next_version(monkeypatch, *steps):
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, *steps))
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + len(steps))


def stored(archive):
    with archive.database.read() as connection:
        columns = {column["name"] for column in sa.inspect(connection).get_columns("articles")}
        return connection.scalar(sa.text("SELECT value FROM settings WHERE key = 'schema'")), "colour" in columns


def test_an_older_archive_is_brought_up(old, archive, monkeypatch):
    before = state(archive)
    next_version(monkeypatch, adds_a_column)
    with Archive(old) as newer:
        assert stored(newer) == (str(migrations.VERSION), True)
        assert state(newer) == before
        with newer.database.read() as connection:
            assert set(connection.scalars(sa.text("SELECT colour FROM articles"))) == {"green"}
    with Archive(old) as again:
        assert stored(again) == (str(migrations.VERSION), True)


def test_a_step_that_fails_leaves_the_archive_as_it_was(old, archive, monkeypatch):
    before, version = state(archive), stored(archive)
    with monkeypatch.context() as patch:
        next_version(patch, adds_a_column, fails_half_way)
        with pytest.raises((ZeroDivisionError, ArchiveDamaged)):
            Archive(old)
    with Archive(old) as whole:
        assert stored(whole) == version
        assert state(whole) == before


def test_an_archive_of_a_newer_malaff_is_left_alone(old, archive):
    with archive.database.write() as connection:
        connection.execute(sa.text("UPDATE settings SET value = '99' WHERE key = 'schema'"))
    for create in (False, True):
        with pytest.raises(ArchiveVersion) as caught:
            Archive(old, create=create)
        assert caught.value.code == "M306"
        assert "99" in caught.value.message
    assert stored(archive) == ("99", False)


@pytest.mark.parametrize("value", ["", "two", "-1"])
def test_an_archive_that_does_not_say_its_version_is_damaged(old, archive, value):
    with archive.database.write() as connection:
        connection.execute(sa.text("UPDATE settings SET value = :value WHERE key = 'schema'"), {"value": value})
    with pytest.raises(ArchiveDamaged):
        Archive(old)


OPEN = """
import sys, time
import sqlalchemy as sa
from malaff.archive import fulltext, migrations
from malaff.archive.archive import Archive

def step(connection):
    connection.execute(sa.text("ALTER TABLE articles ADD COLUMN colour TEXT"))
    time.sleep(0.3)

migrations.STEPS = (*migrations.STEPS, step)
migrations.VERSION += 1
Archive(sys.argv[1]).close()
"""


def test_two_processes_bring_up_an_archive_at_once(old, archive):
    command = [sys.executable, "-c", OPEN, old]
    processes = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]  # noqa: S603 - our own script
    for process in processes:
        _, err = process.communicate(timeout=30)
        assert process.returncode == 0, err.decode()
    assert stored(archive) == (str(migrations.VERSION + 1), True)


def test_a_whole_archive_has_nothing_wrong(archive):
    put(archive, reading("a"), reading("b"))
    assert archive.check() == []


def tampered(archive, change):
    """Put another reading in place of the first article's."""
    with archive.database.write() as connection:
        packed = connection.scalar(sa.text("SELECT reading FROM versions WHERE id = 1"))
        data = change(bytes(packed))
        connection.execute(sa.text("UPDATE versions SET reading = :data WHERE id = 1"), {"data": data})


def repacked(packed, before, after):
    changed = zlib.decompress(packed).replace(before.encode(), after.encode(), 1)
    return zlib.compress(changed)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda packed: repacked(packed, "الوفدين", "الوفود "), "statement 0: content is not in the text"),
        (lambda packed: repacked(packed, '"content":{"text"', '"content":{"t"'), "cannot be unpacked"),
        (lambda _: zlib.compress(b"nothing"), "cannot be unpacked"),
        (lambda packed: packed[:-20], "cannot be unpacked"),
        (lambda _: b"", "cannot be unpacked"),
    ],
)
def test_a_tampered_reading_is_found(archive, change, told):
    put(archive, reading("a"), reading("b"))
    tampered(archive, change)
    [wrong] = archive.check()[:1]
    assert wrong.startswith("a: ")
    assert told in wrong


@pytest.mark.parametrize("table", ["mentions", "statements", "search", "judgements"])
def test_a_missing_table_is_found(archive, table):
    put(archive, reading("a"))
    with archive.database.write() as connection:
        if archive.database.sqlite:
            connection.execute(sa.text(f"DROP TABLE {table}"))
        else:
            connection.execute(sa.text(f"DROP TABLE {table} CASCADE"))
    assert f"the table {table} is missing" in archive.check()


@pytest.mark.parametrize("table", ["statements", "search"])
def test_missing_rows_are_found(archive, table):
    put(archive, reading("a"), reading("b"))
    with archive.database.write() as connection:
        connection.execute(sa.text(f"DELETE FROM {table}"))  # noqa: S608 - of the two above
    assert archive.check()
    assert archive.reindex() == 2
    assert archive.reread(everything=True) == 2
    assert archive.check() == []


def test_vacuum_makes_an_archive_smaller_and_keeps_all(archive, tmp_path):
    added(archive, write_jsonl(tmp_path / "news.jsonl", generated(200)))
    added(archive, write_jsonl(tmp_path / "news.jsonl", generated(200, changed=True)))
    before = state(archive)
    first, last = archive.vacuum()
    assert 0 < last <= first or not archive.database.sqlite
    assert state(archive) == before
    assert archive.info().bytes == last or not archive.database.sqlite


def test_a_backup_is_a_whole_archive(sqlite, tmp_path):
    put(sqlite, reading("a"))
    size = sqlite.backup(tmp_path / "copy.db")
    assert size == (tmp_path / "copy.db").stat().st_size
    put(sqlite, reading("b"))
    with Archive(tmp_path / "copy.db") as copy:
        assert found(copy, "المحادثات") == {"a"}
        assert copy.check() == []
    assert {path.name for path in tmp_path.glob("*copy*")} == {"copy.db"}


def test_a_backup_while_another_writes_is_whole(sqlite, tmp_path):
    def write():
        with Archive(tmp_path / "malaff.db") as other:
            for i in range(120):
                put(other, reading(f"a{i}", title=None))

    writer = threading.Thread(target=write)
    writer.start()
    counts = []
    for i in range(6):
        sqlite.backup(tmp_path / f"copy{i}.db")
        with Archive(tmp_path / f"copy{i}.db") as copy:
            assert copy.check() == []
            counts.append(copy.count())
    writer.join()
    assert counts == sorted(counts)
    assert sqlite.count() == 120


def test_a_backup_never_overwrites(sqlite, tmp_path):
    target = tmp_path / "there.db"
    target.write_bytes(b"mine")
    with pytest.raises(BadOption):
        sqlite.backup(target)
    assert target.read_bytes() == b"mine"


def test_a_backup_that_cannot_be_written_names_its_target(sqlite, tmp_path):
    with pytest.raises(ArchiveReadOnly) as caught:
        sqlite.backup(tmp_path / "missing" / "copy.db")
    assert "missing" in caught.value.message


def test_a_database_on_a_server_is_not_copied_here(databases, tmp_path):
    with Archive(databases(), create=True) as archive, pytest.raises(BadOption) as caught:
        archive.backup(tmp_path / "copy.db")
    assert "pg_dump" in caught.value.remedy


def test_info_counts_what_is_there(archive):
    put(archive, reading("a"), reading("b", outlet="قناة لمار", published="2025-04-01"), reading("c", outlet=None))
    put(archive, reading("c", "أعلنت بلدية لمار افتتاح الجسر.", outlet=None))
    info = archive.info()
    assert (info.articles, info.versions, info.originals, info.copies) == (3, 4, 0, 1)
    assert info.statements == sum(head.statements for head in archive.articles())
    assert info.outlets == [("", 1), ("صدى شهدار", 1), ("قناة لمار", 1)]
    assert (info.first, info.last, info.version) == ("2025-03-10", "2025-04-01", migrations.VERSION)
    assert info.bytes > 10_000
    assert "***" in info.address or archive.database.sqlite


def test_the_archive_is_a_file_that_sqlite_reads(sqlite, tmp_path):
    put(sqlite, reading("a"))
    with sqlite3.connect(tmp_path / "malaff.db") as connection:
        assert connection.execute("SELECT key, outlet FROM articles").fetchall() == [("a", "صدى شهدار")]
    connection.close()


def test_an_index_of_another_analysis_is_told_and_made_anew(archive, monkeypatch):
    put(archive, reading("a"))
    assert archive.check() == []
    monkeypatch.setattr(fulltext, "ANALYSIS", fulltext.ANALYSIS + 1)
    (said,) = archive.check()
    assert "malaff archive reindex" in said
    archive.reindex()
    assert archive.check() == []
