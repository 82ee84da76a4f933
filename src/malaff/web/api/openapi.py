"""The description of the API (OpenAPI 3.1), made from its declarations and the records' own schemas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import msgspec

from malaff._version import __version__
from malaff.web.api.endpoint import BYTES, FORM, JSON, Body, Endpoint, File
from malaff.web.api.fields import MOST
from malaff.web.failures import Failure

_AT: Final = "#/components/schemas/{name}"
_TOLD: Final[dict[int, str]] = {
    400: "What was asked does not fit.",
    401: "An account is needed, or name and password are wrong.",
    403: "The account's role does not allow it.",
    404: "There is no such thing in the archive.",
    409: "There is one of that name already.",
    413: "The body holds too many bytes.",
    415: "The body is of a kind that is not taken here.",
    503: "The archive cannot be read or written at the moment.",
}
_ALWAYS: Final = (400, 401, 403, 503)
_WITH_BODY: Final = (413, 415)
_FILE: Final = {"type": "string", "format": "binary"}


def described(endpoints: Sequence[Endpoint]) -> dict[str, Any]:
    """The description of these endpoints."""
    schemas, components = _schemas(endpoints)
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in endpoints:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint, schemas, components)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "malaff",
            "version": __version__,
            "description": "Arabic news kept as the files of affairs: who said what, and who stands where.",
        },
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "password": {"type": "http", "scheme": "basic"},
            },
        },
        # Where a server has no accounts, nobody signs in.
        "security": [{}, {"password": []}],
    }


def _schemas(endpoints: Sequence[Endpoint]) -> tuple[dict[Any, dict[str, Any]], dict[str, Any]]:
    """The schema of each type that is answered or taken, and the records they refer to."""
    kinds: list[Any] = [Failure]
    for endpoint in endpoints:
        kinds += [kind for kind in (endpoint.body, endpoint.query) if kind is not None]
        if endpoint.answer is not None and endpoint.answer is not File:
            kinds.append(endpoint.answer)
    unique = list(dict.fromkeys(kinds))
    found, components = msgspec.json.schema_components(unique, ref_template=_AT)
    return dict(zip(unique, found, strict=True)), dict(components)


def _operation(endpoint: Endpoint, schemas: dict[Any, dict[str, Any]], components: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "description": f"Needs the role {endpoint.role}.",
        "tags": [endpoint.path.split("/")[2] or "api"],
        "parameters": [*_places(endpoint), *_parameters(endpoint, components)],
        "responses": _responses(endpoint, schemas),
    }
    if endpoint.body is not None:
        told["requestBody"] = {"required": True, "content": _contents(endpoint, endpoint.body, schemas)}
    return told


def _places(endpoint: Endpoint) -> list[dict[str, Any]]:
    number = {"type": "integer", "minimum": 1, "maximum": MOST}
    return [
        {
            "name": place.name, "in": "path", "required": True, "description": place.about,
            "schema": number if place.number else {"type": "string", "minLength": 1},
        }
        for place in endpoint.places
    ]  # fmt: skip


def _parameters(endpoint: Endpoint, components: dict[str, Any]) -> list[dict[str, Any]]:
    """A record's fields as parameters of an address."""
    record = components.get(endpoint.query.__name__, {})
    told = []
    for name, schema in record.get("properties", {}).items():
        kind = _given(schema)
        parameter = {"name": name, "in": "query", "required": name in record.get("required", ()), "schema": kind}
        if "description" in kind:
            parameter["description"] = kind.pop("description")
        told.append(parameter)
    return told


def _given(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a field where it is given: an address cannot say null."""
    kind = {name: value for name, value in schema.items() if name != "default" or value is not None}
    kinds = [dict(each) for each in kind.pop("anyOf", []) if each != {"type": "null"}]
    if len(kinds) == 1:
        kind = kinds[0] | kind
    if None in kind.get("enum", ()):
        kind["enum"] = [value for value in kind["enum"] if value is not None]
    return kind


def _contents(endpoint: Endpoint, body: type[Body], schemas: dict[Any, dict[str, Any]]) -> dict[str, Any]:
    told: dict[str, Any] = {JSON: {"schema": schemas[body]}}
    if endpoint.uploads:
        form = {"type": "object", "properties": {"file": _FILE}, "required": ["file"], "additionalProperties": False}
        told[FORM] = {"schema": form}
        told[BYTES] = {"schema": _FILE}
    return told


def _responses(endpoint: Endpoint, schemas: dict[Any, dict[str, Any]]) -> dict[str, Any]:
    success: dict[str, Any] = {"description": endpoint.summary}
    if endpoint.answer is File:
        success["content"] = {media: {"schema": _FILE} for media in endpoint.media}
    elif endpoint.answer is not None:
        success["content"] = {JSON: {"schema": schemas[endpoint.answer]}}
    told = {str(endpoint.status): success}
    if endpoint.fresh != "none":
        success["headers"] = {"ETag": {"schema": {"type": "string"}, "description": "For If-None-Match."}}
        told["304"] = {"description": "What the client has is as good as a new answer."}
    failure = {JSON: {"schema": schemas[Failure]}}
    statuses = {*_ALWAYS, *endpoint.errors, *(_WITH_BODY if endpoint.body is not None else ())}
    for status in sorted(statuses):
        told[str(status)] = {"description": _TOLD[status], "content": failure}
    return told
