"""Addresses as they were sent: the path that is routed by, the same percent-encoded, and numbers in it.

The framework's `request.url` is put together from the Host header too, which the sender writes; in some versions that
can change the path. What decides anything is taken from here.
"""

from __future__ import annotations

from urllib.parse import quote

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import HTTPConnection


def path_of(request: HTTPConnection) -> str:
    """The path, percent-decoded, that routes are found by."""
    return str(request.scope["path"])


def query_of(request: HTTPConnection) -> str:
    """The query as it was sent, without its question mark."""
    return bytes(request.scope["query_string"]).decode("latin-1")


def sent(request: HTTPConnection) -> str:
    """The path as it was sent: of what is percent-encoded in an id nothing is lost."""
    raw = request.scope.get("raw_path")
    if raw is None:
        return quote(path_of(request), safe="/")
    return bytes(raw).partition(b"?")[0].decode("latin-1")


def sent_whole(request: HTTPConnection) -> str:
    """Path and query as they were sent."""
    query = query_of(request)
    return f"{sent(request)}?{query}" if query else sent(request)


class Number(Convertor[int]):
    """A whole number of as many digits as the archive's numbers have; a longer one is no address of a page."""

    regex = "[0-9]{1,10}"

    def convert(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_string(self, value: int) -> str:
        """The number in an address."""
        return str(value)


register_url_convertor("number", Number())
