"""What handlers return becomes responses: JSON, files that are saved and never shown, and `304 Not Modified`."""

from __future__ import annotations

import hashlib
import re
from typing import Any
from urllib.parse import quote

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from malaff._version import __version__
from malaff.web.addresses import path_of, query_of
from malaff.web.api.endpoint import JSON, Endpoint, File
from malaff.web.preferences import Preferences

_encode = msgspec.json.Encoder().encode
_TAG = re.compile(r'(?:W/)?("[^"]*")')
# Kept by the client alone, and asked about each time.
_PRIVATE = "private, no-cache"
_UNSAFE_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


def etag(request: Request, *parts: object) -> str:
    """A tag of what an answer depends on: the address, the version of malaff, the language, and `parts`."""
    language = Preferences.of(request).language
    told = (__version__, path_of(request), query_of(request), language, *parts)
    return f'"{hashlib.sha256(repr(told).encode("utf-8", "backslashreplace")).hexdigest()[:32]}"'


def is_known(request: Request, tag: str) -> bool:
    """Whether the client has what the tag stands for (`If-None-Match`)."""
    given = request.headers.get("if-none-match", "")
    return tag in _TAG.findall(given)


def not_modified(tag: str) -> Response:
    """The client's copy is as good as a new one."""
    return Response(status_code=304, headers={"ETag": tag, "Cache-Control": _PRIVATE})


def answered(endpoint: Endpoint, found: Any, tag: str | None) -> Response:  # noqa: ANN401 - what its handler returned
    """The response for what a handler returned."""
    headers = {"ETag": tag, "Cache-Control": _PRIVATE} if tag else {"Cache-Control": "no-store"}
    if isinstance(found, File):
        headers["Content-Disposition"] = _saved_as(found.name)
        return Response(found.data, endpoint.status, headers, media_type=found.media)
    if found is None:
        return Response(status_code=204, headers=headers)
    return Response(_encode(found), endpoint.status, headers, media_type=JSON)


def _saved_as(name: str) -> str:
    plain = _UNSAFE_IN_NAMES.sub("-", name).strip(" .-")[:150] or "malaff"
    ascii_only = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-") or "malaff"
    return f"attachment; filename=\"{ascii_only}\"; filename*=UTF-8''{quote(plain.encode('utf-8', 'replace'), safe='')}"


def content_tag(request: Request, found: Any) -> str:  # noqa: ANN401 - what a handler returned
    """The tag of an answer by what it holds."""
    data = found.data if isinstance(found, File) else _encode(found)
    return etag(request, hashlib.sha256(data).hexdigest())
