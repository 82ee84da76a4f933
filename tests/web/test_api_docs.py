"""docs/rest.md and the API's description say what the declarations say; the examples of the docs are answered so."""

import json
import re
from pathlib import Path

import pytest
from starlette.routing import Route
from visits import PAGES

from malaff.web.api.openapi import described
from malaff.web.api.routes import ENDPOINTS, ROUTES

DOCS = (Path(__file__).parents[2] / "docs" / "rest.md").read_text("utf-8")
DESCRIPTION = described(ENDPOINTS)
# A call with its body, and the answer where the docs show one.
EXAMPLES = re.findall(r"```http\n(\w+) (\S+)\n(.*?)```\n(?:\n```json\n(.*?)```)?", DOCS, re.DOTALL)
# What depends on when and in which order the story was added, or moves with every improvement of the reader.
MOVING = ("added_at", "made_at", "edited_at", "id", "ids", "person", "total", "articles", "statements", "confidence")


def told(endpoint):
    return DESCRIPTION["paths"][endpoint.path][endpoint.method.lower()]


def test_the_docs_list_every_call_and_no_other():
    listed = re.findall(r"^\| `([A-Z]+ /api\S*)` \| (.+) \| (\w+) \|$", DOCS, re.MULTILINE)
    assert sorted(listed) == sorted((f"{each.method} {each.path}", each.summary, each.role) for each in ENDPOINTS)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda each: each.name)
def test_the_docs_have_every_parameter_and_every_value(endpoint):
    for parameter in told(endpoint)["parameters"]:
        if parameter["in"] != "query":
            continue
        assert parameter["description"]
        rows = [line for line in DOCS.splitlines() if line.startswith(f"| `{parameter['name']}` |")]
        fitting = [row for row in rows if parameter["description"] in row]
        assert fitting, parameter["name"]
        for value in parameter["schema"].get("enum", ()):
            assert any(f"`{value}`" in row for row in fitting), value


@pytest.mark.parametrize("endpoint", [each for each in ENDPOINTS if each.body], ids=lambda each: each.name)
def test_the_docs_have_every_field_of_a_body(endpoint):
    for name in DESCRIPTION["components"]["schemas"][endpoint.body.__name__]["properties"]:
        assert f"`{name}`" in DOCS or f'"{name}"' in DOCS, name


@pytest.mark.parametrize(("method", "path", "body", "answer"), EXAMPLES, ids=[f"{e[0]} {e[1][:40]}" for e in EXAMPLES])
def test_the_examples_of_the_docs_are_answered_so(rest, method, path, body, answer):
    given = {"json": json.loads(body.split("\n\n", 1)[1])} if method == "POST" else {}
    response = rest.client.request(method, path, **given)
    if not answer:
        assert response.status_code in (200, 201)
        return
    assert settled(response.json()) == settled(json.loads(answer))


def settled(value):
    """An answer without what differs from one archive of the story to the next."""
    if isinstance(value, list):
        return [settled(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {name: "..." if name in MOVING else settled(each) for name, each in value.items()}


def test_files_are_sent_as_the_docs_say(rest):
    page = PAGES[0].read_bytes()
    plain, form = re.findall(r"^    curl .* -H '([\w-]+: [^']+)' \S+/api/articles$", DOCS, re.MULTILINE)
    sent = rest.client.post("/api/articles", content=page, headers=dict([plain.split(": ")]))
    assert sent.status_code == 200, sent.text
    files = {"file": ("page.html", page)}
    assert rest.call("POST", "/articles", status=415, files=files)["code"] == "M520"
    again = rest.call("POST", "/articles", status=200, files=files, headers=dict([form.split(": ")]))
    assert (again["added"], again["same"]) == (0, 1)


def test_the_examples_are_there():
    assert len(EXAMPLES) >= 7


def test_the_description_is_served_as_it_is_made(rest):
    assert rest.get("/openapi.json") == json.loads(json.dumps(DESCRIPTION))
    assert DESCRIPTION["openapi"] == "3.1.0"


def test_every_reference_of_the_description_leads_somewhere():
    text = json.dumps(DESCRIPTION)
    named = set(re.findall(r'"#/components/schemas/([^"]+)"', text))
    assert named
    assert named <= set(DESCRIPTION["components"]["schemas"])


def test_routes_and_declarations_are_the_same():
    routed = {(method, re.sub(":path", "", route.path)) for route in ROUTES for method in route.methods - {"HEAD"}}
    assert all(isinstance(route, Route) for route in ROUTES)
    assert routed == {(each.method, each.path) for each in ENDPOINTS}


def test_calls_have_names_of_their_own():
    names = [told(each)["operationId"] for each in ENDPOINTS]
    assert len(set(names)) == len(names)


def test_the_index_lists_every_call(rest):
    listed = [(each["method"], each["path"]) for each in rest.get("/")["endpoints"]]
    assert listed == [(each.method, each.path) for each in ENDPOINTS]
