"""What may be wrong with an archive's address, file, disk or server: each with its own error, and nothing lost."""

import gc
import os
import socket
import sqlite3
import threading
import time

import pytest
import sqlalchemy as sa
from newsroom import PAGES, added, article, found, generated, put, reading, state, write_jsonl

from malaff.archive import store
from malaff.archive.archive import Archive
from malaff.errors import (
    ArchiveDamaged,
    ArchiveEmpty,
    ArchiveLocked,
    ArchiveNotFound,
    ArchiveReadOnly,
    ArchiveUnreachable,
    BadOption,
    StorageFull,
)


def refused(error, code, address, **options):
    """Opening an archive raises this, and says what to do."""
    with pytest.raises(error) as caught:
        Archive(address, **options)
    assert type(caught.value) is error
    assert caught.value.code == code
    assert caught.value.remedy
    return caught.value.message


def test_no_archive(tmp_path):
    refused(ArchiveNotFound, "M301", tmp_path / "none.db")
    refused(ArchiveNotFound, "M301", tmp_path / "no" / "folder.db", create=True)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_archive(tmp_path):
    for create in (False, True):
        assert "folder" in refused(ArchiveNotFound, "M301", tmp_path, create=create)


def test_an_empty_file_is_no_archive_yet(tmp_path):
    path = tmp_path / "empty.db"
    path.touch()
    refused(ArchiveNotFound, "M301", path)
    with Archive(path, create=True) as archive:
        assert archive.count() == 0


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize("content", [b"plain text, no database\n" * 200, PAGES[0].read_bytes(), b"\x00" * 5000, b"x"])
def test_another_file_is_no_archive_and_stays_as_it_is(tmp_path, content, create):
    path = tmp_path / "file.db"
    path.write_bytes(content)
    refused(ArchiveDamaged, "M305", path, create=create)
    assert path.read_bytes() == content


@pytest.mark.parametrize("table", ["notes (id INTEGER)", "settings (name TEXT)", "settings (key TEXT, value TEXT)"])
def test_another_program_s_database_is_left_alone(tmp_path, table):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute(f"CREATE TABLE {table}")
    connection.close()
    before = path.read_bytes()
    for create in (False, True):
        refused(ArchiveDamaged, "M305", path, create=create)
    assert path.read_bytes() == before


def test_another_program_s_database_on_a_server_is_left_alone(databases):
    address = databases()
    with Archive(address, create=True) as archive, archive.database.write() as connection:
        connection.execute(sa.text("DROP TABLE settings"))
    refused(ArchiveDamaged, "M305", address, create=True)


@pytest.fixture
def closed(tmp_path):
    """The path of a file archive with some articles, closed."""
    path = tmp_path / "malaff.db"
    with Archive(path, create=True) as archive:
        added(archive, *PAGES, write_jsonl(tmp_path / "news.jsonl", generated(100)))
    return path


def asked(path):
    """Ask a damaged archive for all it has: an answer or ArchiveDamaged, nothing else."""
    told = []
    try:
        with Archive(path) as archive:
            for ask in (
                archive.info, archive.check, lambda: archive.search("المياه"), lambda: archive.people("الحداد"),
                lambda: list(archive.readings([head.id for head in archive.articles(limit=500)])), archive.reindex,
                lambda: put(archive, reading("new")),
            ):  # fmt: skip
                try:
                    answer = ask()
                    if ask == archive.check and answer:
                        told.append(answer[0])
                except ArchiveDamaged as error:
                    told.append(error.message)
    except ArchiveDamaged as error:
        told.append(error.message)
    return told


@pytest.mark.parametrize("share", [0.2, 0.4, 0.6, 0.8])
def test_overwritten_pages_are_told(closed, share):
    data = bytearray(closed.read_bytes())
    start = int(len(data) * share) // 4096 * 4096
    data[start : start + 16 * 4096] = b"\xa5" * 16 * 4096
    closed.write_bytes(data)
    assert asked(closed)


@pytest.mark.parametrize("share", [0.01, 0.3, 0.7, 0.99])
def test_a_truncated_file_is_told(closed, share):
    data = closed.read_bytes()
    closed.write_bytes(data[: int(len(data) * share)])
    assert asked(closed)


def test_an_archive_that_may_only_be_read(sqlite):
    put(sqlite, reading("a"))
    before = state(sqlite)
    sqlite.database.engine.dispose()
    # Tests may run as root, whom no file mode stops.
    sa.event.listen(sqlite.database.engine, "connect", lambda raw, _: raw.execute("PRAGMA query_only = ON"))
    with pytest.raises(ArchiveReadOnly) as caught:
        put(sqlite, reading("b"))
    assert caught.value.code == "M304"
    with pytest.raises(ArchiveReadOnly):
        sqlite.correct("a", "statements", 0, "reject", user="هدى")
    assert state(sqlite) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to read-only files")
def test_a_read_only_file_and_folder(closed):
    closed.chmod(0o444)
    closed.parent.chmod(0o555)
    try:
        with Archive(closed) as archive:
            assert archive.count() == 126
            with pytest.raises(ArchiveReadOnly):
                put(archive, reading("new"))
        refused(ArchiveReadOnly, "M304", closed.parent / "new.db", create=True)
    finally:
        closed.parent.chmod(0o755)


def test_a_writer_that_waits_too_long_is_told(archive, address):
    put(archive, reading("a"))
    with Archive(address, wait=0.2) as other:
        with archive.database.write() as connection:
            store.touch(connection)
            with pytest.raises(ArchiveLocked) as caught:
                put(other, reading("b"))
            assert caught.value.code == "M303"
            assert "0.2 seconds" in caught.value.message
            assert found(other, "المحادثات") == {"a"}
        put(other, reading("b"))
        assert other.count() == 2


def test_a_writer_waits_for_another(archive, address):
    def hold():
        with Archive(address) as other, other.database.write() as connection:
            store.touch(connection)
            held.set()
            time.sleep(0.5)

    held = threading.Event()
    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(10)
    put(archive, reading("a"))
    holder.join()
    assert archive.count() == 1
    assert archive.generation == 2


def test_waiting_for_a_server_may_take_longer_than_connecting(databases):
    with Archive(databases(), create=True) as archive, archive.database.read() as connection:
        raw = connection.connection.driver_connection
        assert raw._usock.gettimeout() is None


def test_a_full_disk_is_told_and_nothing_is_half_written(sqlite, tmp_path):
    put(sqlite, reading("a"))
    before = state(sqlite)
    with sqlite.database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    sqlite.database.engine.dispose()
    limit = f"PRAGMA max_page_count = {pages + 10}"
    sa.event.listen(sqlite.database.engine, "connect", lambda raw, _: raw.execute(limit))
    corpus = write_jsonl(tmp_path / "news.jsonl", generated(300))
    with pytest.raises(StorageFull) as caught:
        added(sqlite, corpus)
    assert caught.value.code == "M307"
    assert state(sqlite) == before
    with Archive(tmp_path / "malaff.db") as roomy:
        assert added(roomy, corpus)[0].added == 300


def test_an_empty_archive_may_be_asked_and_is_told_where_it_must_not_be_empty(archive):
    assert archive.search("المياه").total == 0
    assert archive.articles() == archive.people("الحداد") == archive.check() == []
    assert archive.reread() == archive.reindex() == 0
    assert added(archive)[0].done == 0
    with pytest.raises(ArchiveEmpty) as caught:
        archive.require_articles()
    assert caught.value.code == "M302"


def test_a_path_with_odd_characters(tmp_path):
    for name in ("a?b=c.db", "a%20b#c.db", "ملف الأخبار.db", "file:x.db", "; DROP TABLE.db"):
        with Archive(tmp_path / name, create=True) as archive:
            put(archive, reading("a"))
        assert (tmp_path / name).stat().st_size
        with Archive(str(tmp_path / name)) as archive:
            assert archive.count() == 1


@pytest.mark.parametrize(
    "address", ["mysql://u@h/x", "sqlite:///x.db", "postgresql+psycopg://u@h/x", "http://a.example"]
)
def test_other_addresses_are_no_archives(address, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    refused(BadOption, "M901", address, create=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("address", ["postgresql://", "postgres:", "postgresql://u:p@h:port/x", "postgresql:///name"])
def test_an_address_that_is_no_server_s(address):
    refused(BadOption, "M901", address)


def test_a_server_that_is_not_there(tmp_path):
    for address in ("postgresql://u:secret@127.0.0.1:1/x", f"postgresql://u:secret@/x?host={tmp_path}"):
        assert "secret" not in refused(ArchiveUnreachable, "M308", address)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_server_that_is_no_postgresql():
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            for answer in (b"", b"HTTP/1.1 400 Bad Request\r\n\r\n"):
                client, _ = server.accept()
                client.sendall(answer)
                client.close()

        thread = threading.Thread(target=serve)
        thread.start()
        for _ in range(2):
            refused(ArchiveUnreachable, "M308", f"postgresql://u:p@127.0.0.1:{server.getsockname()[1]}/x")
        thread.join()
    gc.collect()  # the driver leaves its socket open where the server's answer is none


def test_a_database_or_user_that_is_not_there(server):
    assert "nowhere" in refused(ArchiveUnreachable, "M308", server.replace("/postgres?", "/nowhere?"))
    refused(ArchiveUnreachable, "M308", server.replace("postgres:@", "nobody:secret@"), create=True)


def test_an_empty_database_is_no_archive_yet(databases):
    refused(ArchiveNotFound, "M301", databases())


def test_a_server_that_ends_in_the_middle_is_told(databases):
    with Archive(databases(), create=True) as archive:
        added(archive, article("a"))
        with pytest.raises(ArchiveUnreachable), archive.database.write() as connection:
            connection.execute(sa.text("SELECT pg_terminate_backend(pg_backend_pid())"))
        put(archive, reading("b"))
        assert archive.count() == 2
