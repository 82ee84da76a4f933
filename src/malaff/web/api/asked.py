"""A request becomes records: parameters, parts of the path and bodies, each refused where it does not fit."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator
from typing import Any, get_origin

import msgspec
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from malaff.errors import BadBody, BadParameter, MalaffError, SourceTooLarge, WrongContent
from malaff.web.api.endpoint import BYTES, FORM, JSON, Endpoint, Parameters, Place, Upload, fields_of
from malaff.web.api.fields import MOST
from malaff.web.site import Site

# The most bytes of a body that is JSON and holds no article.
JSON_BYTES = 1_000_000
_KNOWN = re.compile(r"Object contains unknown field `([^`]*)`")
_MISSING = re.compile(r"Object missing required field `([^`]*)`")
_WHERE = re.compile(r" - at `(?:key in )?\$\.?(.*)`$")


def query_of(request: Request, kind: type[Parameters]) -> Parameters:
    """The parameters of an address.

    Raises:
        BadParameter: where one is unknown, given twice, or its value does not fit.
    """
    lists = {field.encode_name for field in fields_of(kind) if _is_list(field.type)}
    given: dict[str, Any] = {}
    for name, value in request.query_params.multi_items():
        if name in lists:
            given.setdefault(name, []).append(value)
        elif name in given:
            raise BadParameter(f"{name} is given more than once.")
        else:
            given[name] = value
    try:
        asked = msgspec.convert(given, kind, strict=False)
    except msgspec.ValidationError as error:
        raise BadParameter(_told(error), remedy=_allowed(kind)) from error
    for field in fields_of(kind):
        # The word `null` counts as no value where numbers and words are read from text.
        if field.encode_name in given and getattr(asked, field.name) is None:
            raise BadParameter(f"{field.encode_name}: `null` is no value.", remedy=_allowed(kind))
    return asked


def _is_list(kind: Any) -> bool:  # noqa: ANN401 - whatever a field is declared as
    """Whether a field takes a list, in whatever it is wrapped."""
    return get_origin(kind) is list or any(_is_list(part) for part in getattr(kind, "__args__", ()))


def _told(error: msgspec.ValidationError) -> str:
    """What does not fit, and where: `limit: Expected ...`."""
    text = _KNOWN.sub(r"`\1` is not known here", _MISSING.sub(r"`\1` is missing", str(error)))
    if (found := _WHERE.search(text)) is None:
        return f"{text}."
    return f"{found[1]}: {text[: found.start()]}." if found[1] else f"{text[: found.start()]}."


def _allowed(kind: type[Parameters]) -> str:
    names = [field.encode_name for field in fields_of(kind)]
    return f"It takes {', '.join(names)}; see docs/rest.md." if names else "It takes no parameters; see docs/rest.md."


def places_of(
    request: Request, places: tuple[Place, ...], *, missing: type[MalaffError] | None = None
) -> dict[str, Any]:
    """The parts of the path.

    Args:
        request: whose path.
        places: what its parts are.
        missing: the error to raise for a number that nothing can have.
    """
    found: dict[str, Any] = {}
    for place in places:
        text = request.path_params[place.name]
        if place.number:
            if not (text.isascii() and text.isdecimal() and len(text) < 11 and 1 <= int(text) <= MOST):
                raise (missing or BadParameter)(f"{text[:60]} is no {place.about}.")
            found[place.name] = int(text)
        else:
            found[place.name] = text
    return found


async def body_of(request: Request, endpoint: Endpoint) -> Any:  # noqa: ANN401 - the record or file it takes
    """What was sent: a record of the endpoint's body, or a file.

    Raises:
        WrongContent: where it is of another kind.
        SourceTooLarge: where it holds too many bytes.
        BadBody: where it cannot be read, or does not fit.
    """
    if endpoint.body is None:
        return None
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    taken = (JSON, FORM, BYTES) if endpoint.uploads else (JSON,)
    if kind not in taken:
        raise WrongContent(
            f"{kind or 'A body without a Content-Type'} is not taken here.", remedy=f"Send {' or '.join(taken)}."
        )
    limit = Site.of(request).settings.upload_bytes
    data = await _read(request, limit if endpoint.uploads else min(limit, JSON_BYTES))
    if kind == FORM:
        return await _file(request, data)
    if kind == BYTES:
        return Upload("upload", data)
    try:
        return msgspec.json.decode(data, type=endpoint.body)
    except msgspec.ValidationError as error:
        raise BadBody(_told(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadBody(f"The body is no JSON: {error}.") from error


async def _read(request: Request, limit: int) -> bytes:
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > limit:
            raise SourceTooLarge(f"The body has more than {limit:,} bytes.", remedy="Send it in smaller parts.")
    return bytes(data)


async def _file(request: Request, data: bytes) -> Upload:
    async def pieces() -> AsyncGenerator[bytes, None]:
        yield data

    try:
        # The whole is within the limit already; a part in memory may be as large as that.
        parser = MultiPartParser(request.headers, pieces(), max_files=2, max_fields=20, max_part_size=max(len(data), 1))
        form = await parser.parse()
    except (MultiPartException, ClientDisconnect, KeyError, ValueError) as error:
        raise BadBody("The form cannot be read.", remedy="Send one file in the field `file`.") from error
    try:
        given = form.multi_items()
        if len(given) != 1 or given[0][0] != "file" or not isinstance(file := given[0][1], UploadFile):
            raise BadBody("The form does not hold one file.", remedy="Send one file in the field `file` and no more.")
        return Upload(file.filename or "upload", await file.read())
    finally:
        await form.close()
