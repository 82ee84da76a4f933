"""Who may do what: a page or call demands a role, a decision carries a name."""

from __future__ import annotations

import os

from starlette.requests import Request

from malaff.errors import NotAllowed, NotSignedIn
from malaff.web.accounts import Role, User
from malaff.web.site import Site

__all__ = ["NOBODY", "Role", "allowed", "decider", "require", "user_of"]

# Whose decisions those are that are made without accounts, where MALAFF_USER names nobody.
NOBODY = "web"


def user_of(request: Request) -> User | None:
    """Who is signed in; None where the server has no accounts."""
    user = getattr(request.state, "user", None)
    return user if isinstance(user, User) else None


def allowed(request: Request, role: Role) -> bool:
    """Whether a request may do what needs a role: `reader` reads, `editor` decides and adds, `admin` does all.

    Without accounts, where only this machine reaches the server, everybody has every role.
    """
    user = user_of(request)
    return user.may(role) if user is not None else not Site.of(request).settings.accounts


def require(request: Request, role: Role) -> None:
    """Refuse whoever has not this role or a higher one.

    Raises:
        NotSignedIn: where there are accounts and nobody is signed in.
        NotAllowed: where the account's role does not allow it.
    """
    if allowed(request, role):
        return
    user = user_of(request)
    if user is None:
        raise NotSignedIn("This needs an account.")
    raise NotAllowed(f"This needs the role {role}; {user.name} is {user.role}.")


def decider(request: Request) -> str:
    """The name that a decision is kept with."""
    user = user_of(request)
    return user.name if user is not None else os.environ.get("MALAFF_USER", "").strip() or NOBODY
