"""One door to the database: opening, transactions, and what goes wrong told in malaff's own errors."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from malaff.archive import migrations
from malaff.errors import (
    ArchiveDamaged,
    ArchiveLocked,
    ArchiveNotFound,
    ArchiveReadOnly,
    ArchiveUnreachable,
    BadOption,
    MalaffError,
    StorageFull,
)

DEFAULT = "malaff.db"
# Seconds a writer waits for another to finish. Batches are committed every second or two.
_WAIT = 30.0
_CONNECTIONS = 2
# Kilobytes of a file's pages that are held in memory, by all connections together.
_CACHE = 64_000
# All writers of a PostgreSQL archive take this lock, one after another, as SQLite's writers do by themselves.
_LOCK = 0x6D616C61
# How every SQLite file begins.
_MAGIC = b"SQLite format 3\x00"


class Database:
    """An archive's database.

    Args:
        address: a path to a SQLite file, or postgresql://user:password@host/name.
        create: make the archive where there is none.
        wait: seconds to wait for another writer.
        connections: how many are kept open; those to a file share the memory for its pages.

    Raises:
        ArchiveNotFound, ArchiveDamaged, ArchiveVersion, ArchiveUnreachable, ArchiveReadOnly: see `malaff.errors`.
    """

    def __init__(
        self, address: str | Path, *, create: bool = False, wait: float = _WAIT, connections: int = _CONNECTIONS
    ) -> None:
        self.address = str(address)
        self._wait = wait
        self.path: Path | None = None
        if self.address.startswith(("postgresql:", "postgres:")):
            self.engine = _postgresql(self.address, wait, connections)
        elif "://" in self.address:
            raise BadOption(
                f"{self.address.split('://', 1)[0]}:// is no kind of archive.",
                remedy="Give a path to a file, or postgresql://user:password@host/name.",
            )
        else:
            self.path = Path(self.address)
            self.engine = _sqlite(self.path, create=create, wait=wait, connections=connections)
        try:
            with self.told():
                migrations.prepare(self, create=create)
        except BaseException:
            self.engine.dispose()
            raise

    @property
    def sqlite(self) -> bool:
        """Whether the archive is a SQLite file."""
        return self.path is not None

    @property
    def shown(self) -> str:
        """The address for people: without its password."""
        return self.address if self.sqlite else sa.make_url(self.address).render_as_string(hide_password=True)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the archive."""
        with self.told(), self.engine.connect() as connection:
            if not self.sqlite:
                # SQLite's readers see one state by themselves.
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction, alone among writers: all of it is kept, or nothing."""
        with self.told(), self.engine.connect() as connection:
            connection = connection.execution_options(malaff_write=True)
            with connection.begin():
                if not self.sqlite:
                    connection.execute(sa.text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
                yield connection

    @contextmanager
    def told(self) -> Iterator[None]:
        """Database errors inside become malaff's."""
        try:
            yield
        except sa.exc.DBAPIError as error:
            raise self._as_error(error.orig or error) from error
        except sqlite3.Error as error:
            raise self._as_error(error) from error

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def _as_error(self, error: BaseException) -> MalaffError:
        message = " ".join(str(error).split())
        where = self.shown
        lowered = message.lower()
        if isinstance(error, sqlite3.Error):
            if "locked" in lowered or "busy" in lowered:
                return ArchiveLocked(f"{where} is in use by another writer for more than {self._wait:g} seconds.")
            if "readonly" in lowered or "read-only" in lowered:
                return ArchiveReadOnly(f"{where} may not be written to.")
            if "full" in lowered:
                return StorageFull(f"There is no room left for {where}.")
            if "not a database" in lowered or "malformed" in lowered or "corrupt" in lowered:
                return ArchiveDamaged(f"{where} is no archive, or is damaged ({message}).")
            if "unable to open" in lowered and self.path is not None and not self.path.exists():
                return ArchiveNotFound(f"{where} is no longer there.")
            if "unable to open" in lowered:
                return ArchiveReadOnly(f"{where} cannot be opened for writing.")
            if "disk i/o" in lowered:
                return StorageFull(f"{where} cannot be written or read: {message}.")
            return ArchiveDamaged(f"{where}: {message}.")
        fields = error.args[0] if error.args and isinstance(error.args[0], dict) else {}
        state, message = fields.get("C", ""), fields.get("M", message)
        if state == "55P03" or state == "57014":
            return ArchiveLocked(f"{where} is in use by another writer for more than {self._wait:g} seconds.")
        if state == "53100":
            return StorageFull(f"There is no room left for {where}.")
        if state in ("25006", "42501"):
            return ArchiveReadOnly(f"{where} may not be written to.")
        if state.startswith(("08", "28", "3D", "57P")) or not state:
            return ArchiveUnreachable(f"{where} does not answer: {message[:200]}.")
        return ArchiveDamaged(f"{where}: {message[:200]}.")


def _sqlite(path: Path, *, create: bool, wait: float, connections: int) -> Engine:
    if path.is_dir():
        raise ArchiveNotFound(f"{path} is a folder.", remedy="Give the archive's file: --archive FOLDER/malaff.db")
    if not path.exists():
        if not create:
            raise ArchiveNotFound(f"There is no archive at {path}.")
        if not path.parent.exists():
            raise ArchiveNotFound(f"The folder {path.parent} does not exist.", remedy="Make it, or give another path.")
    else:
        _refuse_other_files(path)
    where = path.absolute().as_uri()
    mode = "rwc" if create else "rw"

    def connecting() -> sqlite3.Connection:
        nonlocal mode
        made = sqlite3.connect(f"{where}?mode={mode}", uri=True, timeout=wait, check_same_thread=False)
        # A file that is taken away later is not made anew, empty, in its place.
        mode = "rw"
        return made

    engine = sa.create_engine(
        # Not as an address: a path may hold `?`.
        sa.URL.create("sqlite", database=str(path)), creator=connecting, pool_size=connections
    )  # fmt: skip

    def connected(connection: sqlite3.Connection, _: object) -> None:
        # The driver's own transactions begin too late for `BEGIN IMMEDIATE`; `begun` opens them instead.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA cache_size = {-_CACHE // connections}")

    def begun(connection: Connection) -> None:
        write = connection.get_execution_options().get("malaff_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    sa.event.listen(engine, "connect", connected)
    sa.event.listen(engine, "begin", begun)
    return engine


def _refuse_other_files(path: Path) -> None:
    """SQLite takes a file shorter than a page for an empty database, and would write over it."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise ArchiveReadOnly(f"{path} cannot be read: {error.strerror or error}.") from error
    if head and head != _MAGIC:
        raise ArchiveDamaged(f"{path} is no archive.")


def _postgresql(address: str, wait: float, connections: int) -> Engine:
    try:
        url = sa.make_url(address)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise BadOption(
            "The archive's address is none.", remedy="Give postgresql://user:password@host/name."
        ) from error
    try:
        import pg8000  # noqa: F401 - said here, where the remedy can be
    except ImportError as error:
        raise BadOption(
            "The PostgreSQL driver is not installed.", remedy='Install it: pip install "malaff[postgresql]"'
        ) from error
    if not url.username:
        raise BadOption("The archive's address names no user.", remedy="Give postgresql://user:password@host/name.")
    options: dict[str, Any] = {"timeout": 10}
    socket = url.query.get("host")
    if isinstance(socket, str) and socket.startswith("/"):
        # As other clients understand it: the folder of the server's socket.
        options["unix_sock"] = f"{socket}/.s.PGSQL.{url.port or 5432}"
        url = url.difference_update_query(["host"])
    engine = sa.create_engine(url.set(drivername="postgresql+pg8000"), connect_args=options, pool_size=connections)

    def connected(connection: Any, _: object) -> None:  # noqa: ANN401 - the driver has no types
        # The driver's timeout is for connecting, but stays on the socket: a long statement would break off.
        connection._usock.settimeout(None)
        cursor = connection.cursor()
        cursor.execute(f"SET lock_timeout = {int(wait * 1000)}")
        cursor.close()
        connection.commit()

    sa.event.listen(engine, "connect", connected)
    return engine
