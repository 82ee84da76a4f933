"""FIELD=VALUE as typed becomes a change of a record's field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from malaff.archive.judgements import ITEMS
from malaff.errors import BadOption

_COMMAS = re.compile(r"\s*[,،]\s*")


def changes_of(part: str, pairs: Sequence[str]) -> dict[str, Any]:
    """The changes that pairs like `speaker_name=...` ask of a statement, name, time, development or position.

    Raises:
        BadOption: where a pair has no `=`, a field is there twice, or a value is not what its field takes.
    """
    types = {field.encode_name: field.type for field in msgspec.structs.fields(ITEMS[f"{part}s"])}
    changes: dict[str, Any] = {}
    for pair in pairs:
        field, equals, value = pair.partition("=")
        if not equals or not field:
            raise BadOption(f"{pair} is no FIELD=VALUE.", remedy='Write it as speaker_name="NAME".')
        if field in changes:
            raise BadOption(f"{field} is given twice.", remedy="Give each field once.")
        if field not in types:
            raise BadOption(f"A {part} has no field {field}.", remedy=f"Its fields are {', '.join(types)}.")
        changes[field] = _value(field, value, types[field])
    return changes


def _value(field: str, value: str, wanted: Any) -> object:  # noqa: ANN401 - a type
    """Text where the field takes text or a stretch of the article; otherwise the number or list that is written."""
    if wanted == list[str]:
        return [item for item in _COMMAS.split(value.strip()) if item]
    name = str(wanted)
    if "str" in name or "Span" in name or "Literal" in name:
        return value
    if value == "":
        return None
    try:
        found = msgspec.json.decode(value.encode())
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        raise BadOption(f"{field} cannot be {value}.", remedy="It is a number, or a list like [0, 12].") from error
    # A statement is named as people count, from 1.
    return found - 1 if field == "statement" and isinstance(found, int) else found
