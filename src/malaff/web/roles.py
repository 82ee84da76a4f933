"""Who may do what: a page or call demands a role, a decision carries a name."""

from __future__ import annotations

from typing import Final, Literal

from starlette.requests import Request

from malaff.errors import NotAllowed

Role = Literal["reader", "editor", "admin"]
# Each may do what those before it may.
_ORDER: Final[tuple[Role, ...]] = ("reader", "editor", "admin")
# Whose decisions those are that are made without accounts.
NOBODY = "web"


def require(request: Request, role: Role) -> None:
    """Refuse whoever has not this role or a higher one; without accounts everybody has every role.

    Raises:
        NotAllowed: where the account's role does not allow it.
    """
    user = getattr(request.state, "user", None)
    if user is not None and _ORDER.index(user.role) < _ORDER.index(role):
        raise NotAllowed(f"This needs the role {role}; {user.name} is {user.role}.")


def decider(request: Request) -> str:
    """The name that a decision is kept with."""
    user = getattr(request.state, "user", None)
    return NOBODY if user is None else str(user.name)
