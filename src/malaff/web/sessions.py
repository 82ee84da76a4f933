"""Who is signed in: a random token that the browser keeps; the archive keeps only its hash."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import sqlalchemy as sa

from malaff.archive import store
from malaff.archive.database import Database
from malaff.archive.schema import SESSIONS, USERS
from malaff.model import Record
from malaff.web.accounts import Role, User
from malaff.web.audit import audit

# A working day; then the password is asked again.
LASTS = timedelta(hours=12)
_BYTES = 32


class Session(Record, frozen=True):
    """A session that stands: whose it is, and the token that its forms must carry."""

    user: User
    csrf: str


class Sessions:
    """The sessions of an archive.

    Args:
        database: where they are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, user: User, *, old: str | None, address: str) -> str:
        """Sign somebody in; the token that the browser keeps.

        Args:
            user: who it is; the password was looked at.
            old: the token that the browser had, which ends.
            address: where it comes from, for the audit trail.
        """
        token = secrets.token_urlsafe(_BYTES)
        made = datetime.now(UTC)
        row = {
            "digest": _digest(token), "user": user.name, "made_at": _written(made),
            "expires_at": _written(made + LASTS), "csrf": secrets.token_urlsafe(_BYTES),
        }  # fmt: skip
        with self._database.write() as connection:
            connection.execute(sa.delete(SESSIONS).where(SESSIONS.c.expires_at <= row["made_at"]))
            if old:
                connection.execute(sa.delete(SESSIONS).where(SESSIONS.c.digest == _digest(old)))
            connection.execute(sa.insert(SESSIONS), [row])
            audit(connection, user.name, "sign-in", user.name, address)
        return token

    def of(self, token: str) -> Session | None:
        """The session of a token; None where it has ended, or its account was removed."""
        query = (
            sa.select(SESSIONS.c.csrf, USERS.c.name, USERS.c.role, USERS.c.made_at)
            .join(USERS, USERS.c.name == SESSIONS.c.user)
            .where(
                SESSIONS.c.digest == _digest(token), SESSIONS.c.expires_at > store.now(), USERS.c.disabled_at.is_(None)
            )
        )
        with self._database.read() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        role: Role = row.role
        return Session(user=User(name=row.name, role=role, made_at=row.made_at), csrf=row.csrf)

    def end(self, token: str, *, user: str) -> None:
        """Sign somebody out."""
        with self._database.write() as connection:
            connection.execute(sa.delete(SESSIONS).where(SESSIONS.c.digest == _digest(token)))
            audit(connection, user, "sign-out", user)


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
