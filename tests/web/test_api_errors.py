"""What goes wrong over the API: one shape, a code, a status each; nothing of the server's insides."""

import pytest

from malaff.archive.archive import Archive
from malaff.web.api.routes import ENDPOINTS

JSON = {"Content-Type": "application/json"}
UNSAFE = [each for each in ENDPOINTS if each.body is not None]


def at(endpoint):
    """An endpoint's address with places that might be there."""
    return endpoint.path.replace("{id}", "1").replace("{number}", "1").removeprefix("/api")


@pytest.mark.parametrize(
    ("method", "path", "status", "told"),
    [
        ("GET", "/nowhere", 404, {
            "code": "M504", "message": "There is no such address.", "remedy": "GET /api/ lists what there is.",
        }),
        ("GET", "/articles?colour=red", 400, {
            "code": "M531", "message": "`colour` is not known here.",
            "remedy": "It takes limit, offset, outlet, from, to; see docs/rest.md.",
        }),
        ("GET", "/info?limit=1", 400, {
            "code": "M531", "message": "`limit` is not known here.",
            "remedy": "It takes no parameters; see docs/rest.md.",
        }),
        ("GET", "/articles/nowhere", 404, {
            "code": "M309", "message": "The archive has no article nowhere.",
            "remedy": "Look for it with malaff search; ids stand in the first column.",
        }),
        ("GET", "/people/99999", 404, {
            "code": "M311", "message": "Nobody in the archive goes by 99999.",
            "remedy": "List who it knows: malaff people NAME.",
        }),
        ("DELETE", "/articles", 405, {
            "code": "M505", "message": "This address does not take that method.",
            "remedy": "See docs/rest.md for what it takes.",
        }),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_every_error_has_one_shape(rest, method, path, status, told):
    response = rest.client.request(method, f"/api{path}")
    assert (response.status_code, response.json()) == (status, told)
    assert response.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    "query",
    [
        "limit=0", "limit=201", "limit=x", "limit=1.5", "limit=", "limit=null", "offset=-1", "offset=99999999999",
        "limit=1&limit=2", "from=2025-13", "from=yesterday", "to=2025-02-30&to=2025", "to=", "Limit=1",
    ],
)  # fmt: skip
def test_parameters_that_do_not_fit_are_refused(rest, query):
    told = rest.client.get(f"/api/articles?{query}")
    assert (told.status_code, told.json()["code"]) == (400, "M531")


@pytest.mark.parametrize(
    "query",
    [
        "act=shout", "kind=place", "type=both", "person=0", "person=x", "speaker=", "order=up", "article=", "kind=null",
        "from=٢٠٢٥",
    ],
)  # fmt: skip
def test_filters_of_statements_that_do_not_fit_are_refused(rest, query):
    told = rest.client.get(f"/api/statements?{query}")
    assert (told.status_code, told.json()["code"]) == (400, "M531")
    assert told.json()["message"].startswith(query.split("=")[0])


@pytest.mark.parametrize("endpoint", UNSAFE, ids=lambda each: each.name)
@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"x": 1}', b'"\\ud800"', b"[" * 100_000])
def test_bodies_that_do_not_fit_are_refused(rest, endpoint, body):
    told = rest.client.request(endpoint.method, f"/api{at(endpoint)}", content=body, headers=JSON)
    assert (told.status_code, told.json()["code"]) == (400, "M532")


@pytest.mark.parametrize("endpoint", UNSAFE, ids=lambda each: each.name)
@pytest.mark.parametrize("kind", ["text/xml", "application/x-www-form-urlencoded", "", "text/plain", "nonsense"])
def test_bodies_of_another_kind_are_refused(rest, endpoint, kind):
    given = {"content": b"{}", "headers": {"Content-Type": kind, "Sec-Fetch-Site": "same-origin"}}
    told = rest.client.request(endpoint.method, f"/api{at(endpoint)}", **given)
    assert (told.status_code, told.json()["code"]) == (415, "M520")


@pytest.mark.parametrize("endpoint", UNSAFE, ids=lambda each: each.name)
def test_bodies_that_are_too_large_are_refused(rest_with, endpoint):
    rest = rest_with(upload_bytes=1000)
    told = rest.client.request(endpoint.method, f"/api{at(endpoint)}", content=b" " * 1001, headers=JSON)
    assert (told.status_code, told.json()["code"]) == (413, "M106")


def test_a_body_whose_length_is_not_said_is_counted(rest_with):
    rest = rest_with(upload_bytes=1000)
    told = rest.client.post("/api/articles", content=iter([b" " * 600, b" " * 600]), headers=JSON)
    assert (told.status_code, told.json()["code"]) == (413, "M106")


def test_json_that_holds_no_article_has_a_limit_of_its_own(rest):
    told = rest.client.post("/api/dossiers", content=b" " * 1_000_001, headers=JSON)
    assert (told.status_code, told.json()["code"]) == (413, "M106")


def test_a_charset_beside_the_kind_is_taken(rest):
    headers = {"Content-Type": "Application/JSON; charset=utf-8"}
    told = rest.client.post("/api/dossiers", content='{"name": "ا", "about": ["ب"]}'.encode(), headers=headers)
    assert told.status_code == 201


def test_a_defect_is_told_without_its_insides(rest, monkeypatch):
    def broken(*_arguments, **_options):
        raise RuntimeError("secret place")

    monkeypatch.setattr(Archive, "articles", broken)
    told = rest.client.get("/api/articles")
    assert (told.status_code, told.json()["code"]) == (500, "M500")
    assert "secret" not in told.text


def test_methods_that_are_taken_are_said(rest):
    told = rest.client.request("DELETE", "/api/judgements")
    assert told.status_code == 405
    assert {method.strip() for method in told.headers["allow"].split(",")} == {"GET", "HEAD", "POST"}
