"""An archive that version 1 made is opened by today's: nothing is lost, and it is one that was made today.

data/version1.db was written by the last malaff of that version, of invented texts: three articles, one of them in two
versions and one from a page, a dossier that was looked at, decisions of every kind that is about an item, a rename.
"""

import shutil
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from newsroom import found, put, reading

from malaff.archive import migrations
from malaff.archive.archive import Archive
from malaff.archive.schema import METADATA
from malaff.dossier.desk import Desk
from malaff.errors import ArchiveDamaged

DATA = Path(__file__).parent / "data"
PAGE = "d3c64a45f69c28b9"


def rows_of(table):
    """The rows of a table of the version-1 file, by column."""
    connection = sqlite3.connect(f"file:{DATA / 'version1.db'}?immutable=1", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        return [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]  # noqa: S608 - a name of ours
    finally:
        connection.close()


TABLES = [
    "settings", "articles", "originals", "versions", "entities", "mentions", "statements", "shingles", "copies",
    "judgements", "dossiers", "dossier_looks",
]  # fmt: skip


def on_postgresql(address):
    """Make a version-1 archive on a server: the frozen tables, the rows of the file."""
    import pg8000.native

    url = sa.make_url(address)
    connection = pg8000.native.Connection(
        url.username, database=url.database, unix_sock=f"{url.query['host']}/.s.PGSQL.5432"
    )
    try:
        for statement in (DATA / "version1.sql").read_text("utf-8").split(";\n"):
            if statement.strip():
                connection.run(statement)
        for table in TABLES:
            for row in rows_of(table):
                columns = ", ".join(f'"{name}"' for name in row)
                marks = ", ".join(f":{name}" for name in row)
                connection.run(f"INSERT INTO {table} ({columns}) VALUES ({marks})", **row)  # noqa: S608 - names of ours
        for row in rows_of("search_content"):
            connection.run(
                "INSERT INTO search VALUES (:id, to_tsvector('simple', :words))",
                id=row["id"], words=f"{row['c0']} {row['c1']}",
            )  # fmt: skip
    finally:
        connection.close()


@pytest.fixture
def old(nowhere):
    """The address of a version-1 archive of either kind."""
    if nowhere.startswith("postgresql:"):
        on_postgresql(nowhere)
    else:
        shutil.copy(DATA / "version1.db", nowhere)
    return nowhere


def test_the_file_is_of_version_1():
    assert {row["key"]: row["value"] for row in rows_of("settings")}["schema"] == "1"


def test_it_holds_everything_and_is_whole(old):
    with Archive(old) as archive:
        info = archive.info()
        assert (info.version, info.articles, info.versions, info.originals) == (migrations.VERSION, 3, 4, 1)
        assert archive.check() == []
        kept = archive.reading("a")
        assert kept.statements[2].act == "reject"
        assert archive.reading("a", as_read=True).statements[2].act != "reject"
        assert len(archive.reading("b").statements) == len(archive.reading("b", as_read=True).statements) - 1
        assert archive.original(PAGE).data.startswith(b"<html")
        assert [version.number for version in archive.versions("a")] == [1, 2]
        assert [judgement.kind for judgement in archive.judgements()] == ["confirm", "edit", "reject", "rename"]
        assert archive.person("العطار").name == "فارس العطار النائب"
        assert found(archive, "الجسر") == {PAGE}
        assert archive.copies(["a", "b"]) == [["a", "b"]]
        desk = Desk(archive)
        assert [dossier.definition.name for dossier in desk.listed()] == ["مياه رملان"]
        assert desk.show("مياه رملان").changes.since is not None


def test_how_sure_the_reader_was_is_filled_in(old):
    with Archive(old) as archive:
        assert confidences(archive) == {
            article: [round(100 * statement.confidence) for statement in archive.reading(article).statements]
            for article in ("a", "b", PAGE)
        }
        before = confidences(archive)
        archive.undo(3, user="خالد")  # the rows of `b` are made anew
        assert {article: row for article, row in confidences(archive).items() if article != "b"} == {
            article: row for article, row in before.items() if article != "b"
        }
        assert len(confidences(archive)["b"]) == len(before["b"]) + 1


def confidences(archive):
    query = sa.text(
        "SELECT a.key, s.confidence FROM statements s JOIN articles a ON a.id = s.article ORDER BY s.article, s.number"
    )
    listed = {}
    with archive.database.read() as connection:
        for key, confidence in connection.execute(query):
            listed.setdefault(key, []).append(confidence)
    return listed


def shape(archive):
    """Every table with its columns, indexes and keys, as the engine has them."""
    with archive.database.read() as connection:
        inspector = sa.inspect(connection)
        return {
            table.name: (
                [(column["name"], str(column["type"]), column["nullable"], str(column["default"] or "").strip("'"))
                 for column in sorted(inspector.get_columns(table.name), key=lambda column: column["name"])],
                sorted((index["name"], tuple(index["column_names"])) for index in inspector.get_indexes(table.name)),
                inspector.get_pk_constraint(table.name)["constrained_columns"],
                sorted((key["referred_table"], *key["constrained_columns"])
                       for key in inspector.get_foreign_keys(table.name)),
            )
            for table in METADATA.sorted_tables
        }  # fmt: skip


def test_its_tables_are_those_of_a_new_archive(old, tmp_path, request):
    server = old.startswith("postgresql:")
    new = request.getfixturevalue("databases")() if server else str(tmp_path / "new.db")
    with Archive(old) as brought, Archive(new, create=True) as made:
        assert shape(brought) == shape(made)


def test_it_can_be_added_to_and_read_again(old):
    with Archive(old) as archive:
        put(archive, reading("c", "أكد الوزير سامي الحداد أن الجولة تأجلت."))
        archive.reread(everything=True)
        assert archive.count() == 4
        assert archive.reading("a").statements[2].act == "reject"
        assert archive.check() == []


def test_a_step_that_breaks_off_leaves_version_1(old, monkeypatch):
    def breaks(connection):
        migrations._to_2(connection)
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", (breaks,))
        with pytest.raises((ZeroDivisionError, ArchiveDamaged)):
            Archive(old)
    with Archive(old) as archive:  # `users` would be there already if anything of the first attempt had been kept
        assert archive.info().articles == 3
        assert archive.check() == []
