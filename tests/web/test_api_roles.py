"""Who may call what: readers read, editors change; without an account nobody does either."""

import pytest
from visits import PASSWORD, QUICK

from malaff.web import accounts
from malaff.web.accounts import Accounts
from malaff.web.api.routes import ENDPOINTS
from malaff.web.audit import trail


@pytest.fixture
def signed(rest_with, monkeypatch):
    """A program over a server with accounts."""
    monkeypatch.setattr(accounts, "HASHER", QUICK)
    rest = rest_with(accounts=True)
    made = Accounts(rest.archive.database)
    for name, role in (("سلمى", "reader"), ("هدى", "editor"), ("نادر", "admin")):
        made.add(name, PASSWORD, role, by="test")
    return rest


def as_(rest, name):
    """Have the program sign in."""
    rest.client.auth = (name.encode(), PASSWORD.encode())
    return rest


def at(endpoint):
    return endpoint.path.replace("{id}", "1").replace("{number}", "1").removeprefix("/api")


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda each: each.name)
def test_nothing_is_answered_without_an_account(signed, endpoint):
    told = signed.call(endpoint.method, at(endpoint), status=401, json={} if endpoint.body else None)
    assert set(told) == {"code", "message", "remedy"}


@pytest.mark.parametrize("endpoint", [each for each in ENDPOINTS if each.role != "reader"], ids=lambda each: each.name)
def test_readers_change_nothing(signed, endpoint):
    reader = as_(signed, "سلمى")
    told = reader.call(endpoint.method, at(endpoint), status=403, json={} if endpoint.body else None)
    assert told["code"] == "M512"


def test_readers_read_and_editors_decide_by_name(signed):
    assert as_(signed, "سلمى").get("/articles")["total"] == 26
    made = as_(signed, "هدى").post("/people/1/rename", {"name": "حكومة"})
    assert made["user"] == "هدى"


def test_whatever_changes_something_is_for_editors_and_deleting_a_dossier_for_admins():
    for endpoint in ENDPOINTS:
        assert (endpoint.role == "reader") == (endpoint.method == "GET")
    admin = [(endpoint.method, endpoint.path) for endpoint in ENDPOINTS if endpoint.role == "admin"]
    assert admin == [("DELETE", "/api/dossiers/{id}")]


def test_a_dossier_is_deleted_by_admins_and_the_trail_has_its_name(signed):
    assert as_(signed, "هدى").call("DELETE", "/dossiers/1", status=403)["code"] == "M512"
    (kept,) = signed.get("/dossiers")
    as_(signed, "نادر").call("DELETE", "/dossiers/1", status=204)
    assert signed.get("/dossiers") == []
    row = trail(signed.archive.database)[0]
    assert (row.user, row.what, row.subject) == ("نادر", "api delete", "/api/dossiers/1")
    assert row.detail == kept["definition"]["name"]
