"""Tables of a dossier: CSV, JSON Lines and Parquet hold the same rows; evidence refers to what there is."""

import csv
import io
import json

import pyarrow.parquet as pq
import pytest
from dossier_samples import FORMULA, awkward, citations, empty, story

from malaff.export.dossier.parquet import parquet_file
from malaff.export.dossier.tables import TABLES, csv_file, json_lines

DOSSIERS = {"empty": empty, "awkward": awkward, "story": story}


def csv_rows(table, dossier, **options):
    text = csv_file(table, dossier, **options).decode("utf-8-sig" if options else "utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def json_rows(table, dossier):
    return [json.loads(line) for line in json_lines(table, dossier).splitlines()]


def as_csv(cell):
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    return " | ".join(cell) if isinstance(cell, list) else str(cell)


@pytest.mark.parametrize("dossier", DOSSIERS)
@pytest.mark.parametrize("name", TABLES)
def test_the_three_formats_hold_the_same_rows(name, dossier):
    table, made = TABLES[name], DOSSIERS[dossier]()
    rows = json_rows(table, made)
    assert pq.read_table(io.BytesIO(parquet_file(table, made))).to_pylist() == rows
    assert csv_rows(table, made) == [{key: as_csv(cell) for key, cell in row.items()} for row in rows]


@pytest.mark.parametrize("name", TABLES)
def test_columns_have_their_meaning_and_kind(name):
    table = TABLES[name]
    assert len({column.name for column in table.columns}) == len(table.columns)
    assert all(column.about for column in table.columns)
    schema = pq.read_schema(io.BytesIO(parquet_file(table, empty())))
    kinds = {"text": "string", "number": "int64", "share": "double", "flag": "bool", "list": "list<element: string>"}
    for column, field in zip(table.columns, schema, strict=True):
        assert str(field.type) == kinds[column.kind]
        assert field.metadata[b"about"].decode() == column.about


def test_cells_for_excel_run_no_formula():
    rows = csv_rows(TABLES["articles"], awkward(), excel=True)
    assert rows[0]["outlet"] == f"'{FORMULA}"
    assert csv_file(TABLES["articles"], awkward(), excel=True).startswith(b"\xef\xbb\xbf")
    assert csv_rows(TABLES["articles"], awkward())[0]["outlet"] == FORMULA
    for name in TABLES:
        for row in csv_rows(TABLES[name], awkward(), excel=True):
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())


def test_evidence_refers_to_rows_that_exist():
    dossier = awkward()
    found = json_rows(TABLES["evidence"], dossier)
    for row in found:
        numbers = {other["number"] for other in json_rows(TABLES[row["table"]], dossier)}
        assert row["number"] in numbers
    spans = sum(1 + (statement.content2 is not None) for statement in dossier.statements)
    cited = citations([dossier.parties, dossier.timeline, dossier.pledges, dossier.open_questions,
                       dossier.contradictions, dossier.changes])  # fmt: skip
    assert len(found) == len(cited) + spans


def test_the_text_of_the_coverage_is_left_as_it_is():
    assert "\u202e" in json_rows(TABLES["timeline"], awkward())[0]["text"]


def test_reprints_are_a_number_of_their_group():
    numbers = {row["id"]: row["reprints"] for row in json_rows(TABLES["articles"], awkward())}
    assert list(numbers.values()) == [0, 0, None]
