"""Who may use the pages: names, roles, and passwords of which only an Argon2id hash is kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import unicodedata
from collections import OrderedDict
from functools import cache
from typing import Any, Literal, get_args

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.engine import Connection

from malaff.archive import store
from malaff.archive.database import Database
from malaff.archive.schema import SESSIONS, USERS
from malaff.errors import BadAccount, SignInFailed, UnknownUser, UserExists
from malaff.model import Record
from malaff.web.audit import audit
from malaff.web.throttle import Throttle

Role = Literal["reader", "editor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
SHORTEST, LONGEST_PASSWORD, LONGEST_NAME = 10, 1024, 64

# OWASP's parameters: 19 MiB and two passes, so that many attempts at once cannot take the machine's memory.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Passwords that are checked at the same time.
_AT_ONCE = threading.BoundedSemaphore(2)
# Names and passwords that were found right, so that a program's every request need not cost a hash.
_REMEMBERED = 256


class User(Record, frozen=True):
    """An account; `disabled_at` is None while it may sign in."""

    name: str
    role: Role
    made_at: str
    disabled_at: str | None = None

    def may(self, role: Role) -> bool:
        """Whether the account's role is this one or a higher one."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Accounts:
    """The accounts of an archive.

    Args:
        database: where they are kept.
        throttle: what slows guessing down; one for each server.
    """

    def __init__(self, database: Database, *, throttle: Throttle | None = None) -> None:
        self._database = database
        self._throttle = Throttle() if throttle is None else throttle
        self._key = secrets.token_bytes(32)
        self._right: OrderedDict[bytes, None] = OrderedDict()
        self._lock = threading.Lock()

    def listed(self, *, removed: bool = False) -> list[User]:
        """Accounts by name, those that were removed too where `removed`."""
        query = sa.select(USERS).order_by(USERS.c.name)
        if not removed:
            query = query.where(USERS.c.disabled_at.is_(None))
        with self._database.read() as connection:
            return [_user(row) for row in connection.execute(query)]

    def add(self, name: str, password: str, role: str, *, by: str) -> User:
        """Make an account; one that was removed comes back with another password.

        Args:
            name: how it signs in and what its decisions carry.
            password: 10 characters or more.
            role: reader, editor or admin.
            by: who makes it, for the audit trail.

        Raises:
            UserExists: where the name is taken.
            BadAccount: where name, password or role is none.
        """
        name, role = _name(name), _role(role)
        hashed = _hashed(password)
        user = User(name=name, role=role, made_at=store.now())
        with self._database.write() as connection:
            row = connection.execute(sa.select(USERS).where(USERS.c.name == name)).first()
            if row is not None and row.disabled_at is None:
                raise UserExists(f"{name} has an account already.")
            values = {"password": hashed, "role": role, "made_at": user.made_at, "disabled_at": None}
            if row is None:
                connection.execute(sa.insert(USERS), [{"name": name, **values}])
            else:
                connection.execute(sa.update(USERS).where(USERS.c.name == name).values(**values))
            audit(connection, by, "user add", name, role)
        return user

    def remove(self, name: str, *, by: str) -> None:
        """Let an account sign in no more and end its sessions; its name stays with its decisions."""
        with self._database.write() as connection:
            found = _standing(connection, name)
            connection.execute(sa.update(USERS).where(USERS.c.name == found.name).values(disabled_at=store.now()))
            _end_sessions(connection, found.name)
            audit(connection, by, "user remove", found.name)

    def change_role(self, name: str, role: str, *, by: str) -> User:
        """Give an account another role, from its next request on."""
        with self._database.write() as connection:
            found = _standing(connection, name)
            connection.execute(sa.update(USERS).where(USERS.c.name == found.name).values(role=_role(role)))
            audit(connection, by, "user role", found.name, f"{found.role} -> {role}")
        return User(name=found.name, role=_role(role), made_at=found.made_at)

    def set_password(self, name: str, password: str, *, by: str) -> None:
        """Give an account another password; its sessions end."""
        hashed = _hashed(password)
        with self._database.write() as connection:
            found = _standing(connection, name)
            connection.execute(sa.update(USERS).where(USERS.c.name == found.name).values(password=hashed))
            _end_sessions(connection, found.name)
            audit(connection, by, "user password", found.name)

    def verify(self, name: str, password: str, *, address: str) -> User:
        """The account of a name and its password.

        An unknown name takes as long as a wrong password, and is told the same.

        Args:
            name, password: as they were given.
            address: where the attempt comes from.

        Raises:
            TooManyAttempts: where too many failed before; nothing was looked at.
            SignInFailed: where they do not fit.
        """
        name = unicodedata.normalize("NFC", name).strip()
        with self._database.read() as connection:
            row = connection.execute(sa.select(USERS).where(USERS.c.name == name)).first()
        mark = self._mark(name, password, row.password) if row is not None and row.disabled_at is None else None
        with self._lock:
            if mark is not None and mark in self._right:
                self._right.move_to_end(mark)
                return _user(row)
        decoy = _nobody()
        with _AT_ONCE:
            # Asked here and not before, so that attempts that come all at once are counted too.
            self._throttle.check(name, address)
            fits = _fits(row.password if row is not None else decoy, password)
            if not fits or mark is None:
                self._throttle.failed(name, address)
        if not fits or mark is None:
            # What is no account's name may be a password in the wrong field.
            shown = name if row is not None else ""
            with self._database.write() as connection:
                audit(connection, None, "sign-in failed", shown, address)
            raise SignInFailed("The name or the password is wrong.")
        self._throttle.succeeded(name, address)
        with self._lock:
            self._right[mark] = None
            while len(self._right) > _REMEMBERED:
                self._right.popitem(last=False)
        return _user(row)

    def _mark(self, name: str, password: str, kept: str) -> bytes:
        """What a right password is remembered by: nothing can be read from it, and a new hash makes it worthless."""
        parts = "\x00".join((name, kept, password)).encode("utf-8", "surrogatepass")
        return hmac.digest(self._key, parts, hashlib.sha256)


def _fits(kept: str, password: str) -> bool:
    try:
        return HASHER.verify(kept, password[: LONGEST_PASSWORD + 1].encode("utf-8", "surrogatepass"))
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    """The hash that the passwords of unknown names are held against."""
    return HASHER.hash(secrets.token_hex(16))


def _hashed(password: str) -> str:
    if not SHORTEST <= len(password) <= LONGEST_PASSWORD:
        raise BadAccount(f"A password has {SHORTEST} to {LONGEST_PASSWORD:,} characters.")
    return HASHER.hash(password.encode("utf-8", "surrogatepass"))


def _name(name: str) -> str:
    name = unicodedata.normalize("NFC", name).strip()
    # A colon parts name and password where a program sends both.
    if not 0 < len(name) <= LONGEST_NAME or ":" in name or not name.isprintable():
        raise BadAccount("The name is empty, too long, or has a colon or a control character in it.")
    return name


def _role(role: str) -> Role:
    for known in ROLES:
        if role == known:
            return known
    raise BadAccount(f"{role} is no role.", remedy=f"Give one of {', '.join(ROLES)}.")


def _standing(connection: Connection, name: str) -> User:
    wanted = unicodedata.normalize("NFC", name).strip()
    row = connection.execute(sa.select(USERS).where(USERS.c.name == wanted, USERS.c.disabled_at.is_(None))).first()
    if row is None:
        raise UnknownUser(f"Nobody has an account called {wanted}.")
    return _user(row)


def _end_sessions(connection: Connection, name: str) -> None:
    connection.execute(sa.delete(SESSIONS).where(SESSIONS.c.user == name))


def _user(row: Any) -> User:  # noqa: ANN401 - a row of USERS
    return User(name=row.name, role=_role(row.role), made_at=row.made_at, disabled_at=row.disabled_at)
