"""Long lists in pages, by `?page=`, and addresses of the same page with something changed."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request

from malaff.model import Record

# Pages beyond this are not asked for by people.
_LAST = 100_000


class Paging(Record, frozen=True):
    """Which page of a list is shown; `previous` and `next` are addresses, None at the ends."""

    number: int
    size: int
    total: int
    previous: str | None
    next: str | None

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """The place of the first item shown, from 0."""
        return (self.number - 1) * self.size


def asked_page(request: Request) -> int:
    """The page that is asked for, from 1; what is no number counts as the first."""
    given = request.query_params.get("page", "1")
    return max(1, min(int(given), _LAST)) if given.isascii() and given.isdecimal() and len(given) < 9 else 1


def paging(request: Request, *, total: int, size: int) -> Paging:
    """The page of a list that a request asks for."""
    number = asked_page(request)
    following = number * size < total
    return Paging(
        number=number, size=size, total=total,
        previous=changed(request, page=str(number - 1) if number > 2 else None) if number > 1 else None,
        next=changed(request, page=str(number + 1)) if following else None,
    )  # fmt: skip


def changed(request: Request, **parameters: str | None) -> str:
    """The address of this page with some parameters given another value, or taken out where it is None."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in parameters]
    kept += [(name, value) for name, value in parameters.items() if value is not None]
    return f"?{urlencode(kept)}" if kept else "?"
