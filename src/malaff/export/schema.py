"""The JSON Schema of a reading as text: what `malaff schema` prints and docs/reading.schema.json holds."""

from __future__ import annotations

import inspect

import msgspec

from malaff.model import json_schema


def schema_text() -> str:
    """The schema, indented, the same under every version of Python."""
    return msgspec.json.format(msgspec.json.encode(_tidied(json_schema())), indent=2).decode() + "\n"


def _tidied(value: object) -> object:
    """`value` with descriptions dedented: Python does that to docstrings itself only since 3.13."""
    if isinstance(value, dict):
        return {
            key: inspect.cleandoc(item) if key == "description" and isinstance(item, str) else _tidied(item)
            for key, item in value.items()
        }
    return [_tidied(item) for item in value] if isinstance(value, list) else value
