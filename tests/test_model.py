"""The records: validated, frozen, the same after a round trip, described by a schema that is current."""

import json
from pathlib import Path

import jsonschema
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from malaff.export.schema import schema_text
from malaff.model import Article, Reading, ReadingError, Span, Statement, decode, encode, json_schema

ROOT = Path(__file__).parent.parent


@given(st.text(max_size=30), st.data())
def test_a_span_is_cut_from_its_text(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = Span.cut(text, start, end)
    assert text[span.start : span.end] == span.text


@pytest.mark.parametrize(("text", "start", "end"), [("ab", 0, 1), ("ab", -1, 1), ("", 3, 2), ("ab", 5, 6)])
def test_a_span_that_does_not_fit_is_refused(text, start, end):
    with pytest.raises(ValueError, match="does not fit"):
        Span(text, start, end)


@pytest.mark.parametrize("confidence", [-0.1, 1.1])
def test_confidence_lies_between_0_and_1(reading, confidence):
    with pytest.raises(ValueError, match="confidence"):
        msgspec.structs.replace(reading.statements[0], confidence=confidence)


def test_records_are_frozen(reading):
    with pytest.raises(AttributeError):
        reading.id = "other"
    with pytest.raises(AttributeError):
        reading.statements[0].content.start = 0


def test_a_reading_survives_json(reading):
    assert decode(encode(reading)) == reading
    assert decode(encode(reading).decode()) == reading


def test_fields_that_do_not_apply_are_null_and_never_missing(reading):
    row = json.loads(encode(reading))
    assert set(row) == {
        "id", "source", "url", "outlet", "title", "author", "sections", "language", "published", "published_from",
        "dateline", "text", "paragraphs", "statements", "names", "times", "developments", "positions", "reader",
    }  # fmt: skip
    assert row["url"] is None
    assert set(row["statements"][0]) == {field.encode_name for field in msgspec.structs.fields(Statement)}
    assert set(row["times"][0]) == {"span", "value", "from", "to"}


def test_json_of_another_shape_is_refused(reading):
    row = json.loads(encode(reading))
    row["statements"][0]["act"] = "sing"
    with pytest.raises(msgspec.ValidationError, match="act"):
        decode(json.dumps(row))
    row = json.loads(encode(reading))
    row["statements"][0]["cue"]["end"] += 1
    with pytest.raises(msgspec.ValidationError, match="does not fit"):
        decode(json.dumps(row))


def test_a_new_field_does_no_harm(reading):
    row = json.loads(encode(reading)) | {"new": 1}
    assert decode(json.dumps(row)) == reading


def test_an_error_record_says_that_it_is_one():
    error = ReadingError(source="a.jsonl", line=3, code="M107", message="No.", remedy="Yes.")
    assert json.loads(encode(error))["error"] is True


def test_an_article_keeps_its_defaults_to_itself():
    one, other = (Article(id=name, source=name, text="نص") for name in "ab")
    one.sections.append("سياسة")
    assert other.sections == []


def test_the_schema_file_is_current():
    assert (ROOT / "docs" / "reading.schema.json").read_text("utf-8") == schema_text(), "run: make schema"


def test_readings_fit_the_schema(reading):
    jsonschema.Draft202012Validator.check_schema(json_schema())
    jsonschema.validate(json.loads(encode(reading)), json_schema())


def test_the_model_imports_nothing_of_the_project():
    source = (ROOT / "src" / "malaff" / "model.py").read_text("utf-8")
    assert "malaff" not in source
    assert Reading.__module__ == "malaff.model"
