"""Dossiers over the API: defined, looked at whole and in parts, written as files."""

import io
import json
import sys
import zipfile
from typing import get_args, get_type_hints

import pytest

from malaff.export.dossier import FORMATS, TABLES
from malaff.web.api.dossiers import ExportAsked
from story_archive import SOLDIERS, TRAINERS

PARTS = ("state", "parties", "timeline", "pledges", "open_questions", "contradictions", "statements", "articles",
         "reprints")  # fmt: skip
NEW = {"name": "معبر الرتاج", "about": ["معبر الرتاج"]}


def test_a_dossier_is_whole_or_in_its_parts(rest):
    whole = rest.get("/dossiers/1")
    assert all(whole[part] for part in ("articles", "parties", "timeline"))
    for part in PARTS:
        assert rest.get(f"/dossiers/1/{part}") == whole[part]
    assert rest.get("/dossiers/1/changes") == whole["changes"]


def test_looking_over_the_api_leaves_the_last_look_where_it_was(rest):
    assert rest.get("/dossiers/1") == rest.get("/dossiers/1")
    assert rest.get("/dossiers/1/changes")["since"] is None


def test_changes_are_told_since_a_day(rest):
    found = rest.get("/dossiers/1/changes", since="2025-04-01")
    assert found["since"] == "2025-04-01"
    assert found["items"]
    assert rest.get("/dossiers/1/changes", since="2031-01-01")["items"] == []
    for day in ("2025-02-30", "2025-2-1", "yesterday", "0001-01-01"):
        assert rest.get("/dossiers/1/changes", since=day, status=400)["code"] == "M531"


def test_a_dossier_is_made_changed_replaced_and_forgotten(rest):
    made = rest.post(
        "/dossiers", NEW | {"questions": [{"id": "q1", "text": "فتح المعبر"}], "period": {"to": "2025-04-30"}}
    )
    assert (made["id"], made["definition"]["name"], made["definition"]["period"]["to"]) == (
        2,
        NEW["name"],
        "2025-04-30",
    )
    assert [kept["id"] for kept in rest.get("/dossiers")] == [1, 2]
    assert rest.get("/dossiers/2")["name"] == NEW["name"]
    changed = rest.call("PATCH", "/dossiers/2", status=200, json={"name": "المعبر"})
    assert changed["definition"] == made["definition"] | {"name": "المعبر"}
    replaced = rest.call("PUT", "/dossiers/2", status=200, json=NEW | {"pinned": [SOLDIERS]})
    assert (replaced["definition"]["questions"], replaced["definition"]["pinned"]) == ([], [SOLDIERS])
    assert rest.get("/dossiers/2/definition") == replaced
    assert rest.call("DELETE", "/dossiers/2", status=204) is None
    assert rest.get("/dossiers/2", status=404)["code"] == "M401"


def test_articles_are_pinned_excluded_and_released(rest):
    rest.post("/dossiers/1/pin", {"articles": [TRAINERS]}, status=200)
    assert {a["id"]: a["chosen"] for a in rest.get("/dossiers/1/articles")}[TRAINERS] is True
    kept = rest.post("/dossiers/1/exclude", {"articles": [TRAINERS]}, status=200)
    assert (kept["definition"]["pinned"], kept["definition"]["excluded"]) == ([], [TRAINERS])
    assert TRAINERS not in {a["id"] for a in rest.get("/dossiers/1/articles")}
    kept = rest.post("/dossiers/1/release", {"articles": [TRAINERS]}, status=200)
    assert kept["definition"]["excluded"] == []
    assert rest.post("/dossiers/1/pin", {"articles": ["nowhere"]}, status=404)["code"] == "M309"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"name": "x"}, 400, "M532"),
        (NEW | {"name": " "}, 400, "M532"),
        (NEW | {"about": []}, 400, "M532"),
        (NEW | {"about": [" "]}, 400, "M532"),
        (NEW | {"about": "x"}, 400, "M532"),
        (NEW | {"colour": "red"}, 400, "M532"),
        (NEW | {"period": {"from": "2025-13-01"}}, 400, "M901"),
        (NEW | {"period": {"from": "2025-02-01", "to": "2025-01-01"}}, 400, "M901"),
        (NEW | {"questions": [{"id": "q", "text": "a"}, {"id": "q", "text": "b"}]}, 400, "M901"),
    ],
)
def test_definitions_that_do_not_fit_are_refused(rest, body, status, code):
    assert rest.post("/dossiers", body, status=status)["code"] == code
    assert len(rest.get("/dossiers")) == 1


def test_a_name_that_is_taken_is_refused(rest):
    name = rest.get("/dossiers/1/definition")["definition"]["name"]
    assert rest.post("/dossiers", NEW | {"name": name}, status=409)["code"] == "M402"
    rest.post("/dossiers", NEW)
    assert rest.call("PATCH", "/dossiers/2", status=409, json={"name": name})["code"] == "M402"
    assert rest.call("PUT", "/dossiers/2", status=404, json=NEW | {"excluded": ["nowhere"]})["code"] == "M309"


def test_a_dossier_about_nothing_in_the_archive_says_so(rest):
    for about in ("زحل", "في", "...", "0"):
        made = rest.post("/dossiers", {"name": f"عن {about}", "about": [about]})
        assert rest.get(f"/dossiers/{made['id']}", status=404)["code"] == "M403"


@pytest.mark.parametrize("number", ["2", "0", "x", "-1", "9" * 40, "1/nothing"])
def test_unknown_dossiers_and_parts_are_not_there(rest, number):
    assert rest.get(f"/dossiers/{number}", status=404)["code"] in ("M401", "M504")


def exported(rest, **query):
    response = rest.client.get("/api/dossiers/1/export", params=query)
    assert response.status_code == 200, response.text
    assert response.headers["content-disposition"].startswith("attachment; ")
    return response


@pytest.mark.parametrize(
    ("format_", "media", "begins"),
    [
        ("md", "text/markdown; charset=utf-8", b'<div dir="rtl">\n\n# '),
        ("html", "text/html; charset=utf-8", b"<!doctype html>"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("ics", "text/calendar; charset=utf-8", b"BEGIN:VCALENDAR"),
        ("json", "application/json", b"{"),
        ("csv", "application/zip", b"PK"),
        ("jsonl", "application/zip", b"PK"),
    ],
)
def test_a_dossier_is_a_file_of_its_kind(rest, format_, media, begins):
    if format_ == "docx":
        pytest.importorskip("docx")
    response = exported(rest, format=format_)
    assert response.headers["content-type"] == media
    assert response.content.lower().startswith(begins.lower())
    ending = "zip" if media == "application/zip" else format_
    assert f".{ending}" in response.headers["content-disposition"]


def test_tables_are_one_file_each_or_alone(rest):
    packed = zipfile.ZipFile(io.BytesIO(exported(rest, format="csv").content))
    assert packed.namelist() == [f"{table}.csv" for table in TABLES]
    alone = exported(rest, format="csv", table="articles")
    assert alone.headers["content-type"] == "text/csv; charset=utf-8"
    assert alone.content == packed.read("articles.csv")
    lines = exported(rest, format="jsonl", table="parties").text.splitlines()
    assert [json.loads(line)["name"] for line in lines] == [party["name"] for party in rest.get("/dossiers/1/parties")]
    assert exported(rest, format="csv", table="articles", excel="true").content.startswith(b"\xef\xbb\xbf")


def test_a_file_is_in_the_language_that_is_asked(rest):
    arabic, english = (exported(rest, format="md", language=language).text for language in ("ar", "en"))
    assert "Parties" in english
    assert "Parties" not in arabic


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"format": "pdf"},
        {"format": "md", "table": "articles"},
        {"format": "csv", "table": "nothing"},
        {"format": "md", "excel": "true"},
        {"format": "md", "language": "fr"},
    ],
)
def test_files_that_cannot_be_made_are_refused(rest, query):
    assert rest.get("/dossiers/1/export", status=400, **query)["code"] in ("M531", "M901")


def test_a_format_whose_library_is_missing_says_which(rest, monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    told = rest.get("/dossiers/1/export", format="docx", status=400)
    assert told["code"] == "M901"
    assert "pip install" in told["remedy"]


def test_every_format_that_is_declared_is_one_of_the_dossiers():
    assert set(get_args(get_type_hints(ExportAsked)["format"])) <= set(FORMATS)
