"""Who may ask for what: every route of the application, with every method, by everybody."""

import re

import pytest
from starlette.routing import Mount
from visits import HOME, QUICK, site

from malaff.dossier.desk import Desk
from malaff.web import accounts
from malaff.web.accounts import ROLES
from malaff.web.api.routes import ENDPOINTS

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND")
# What each page needs; `open` is for everybody. A route that is not here, or here and no more, fails the tests.
PAGES = {
    ("GET", "/"): "reader",
    ("POST", "/dossiers"): "editor",
    ("GET", "/dossiers/{id}"): "reader",
    ("POST", "/dossiers/{id}/seen"): "reader",
    ("GET", "/dossiers/{id}/export"): "reader",
    ("GET", "/dossiers/{id}/feed.atom"): "reader",
    ("GET", "/dossiers/{id}/calendar.ics"): "reader",
    ("GET", "/dossiers/{id}/statements"): "reader",
    ("GET", "/dossiers/{id}/{part}"): "reader",
    ("GET", "/dossiers/{id}/edit"): "editor",
    ("POST", "/dossiers/{id}/edit"): "editor",
    ("POST", "/dossiers/{id}/articles"): "editor",
    ("GET", "/dossiers/{id}/delete"): "admin",
    ("POST", "/dossiers/{id}/delete"): "admin",
    ("GET", "/statements"): "reader",
    ("GET", "/articles/{id}"): "reader",
    ("GET", "/people"): "reader",
    ("GET", "/people/{id}"): "reader",
    ("GET", "/people/{id}/mentions"): "reader",
    ("GET", "/search"): "reader",
    ("GET", "/language"): "open",
    ("GET", "/add"): "editor",
    ("POST", "/add"): "editor",
    ("GET", "/add/jobs/{number}"): "editor",
    ("GET", "/review"): "editor",
    ("POST", "/review/decide"): "editor",
    ("POST", "/review/undo"): "editor",
    ("GET", "/review/judgements"): "editor",
    ("GET", "/review/people"): "editor",
    ("GET", "/review/people/merge"): "editor",
    ("POST", "/review/people/merge"): "editor",
    ("GET", "/review/people/{id}"): "editor",
    ("POST", "/review/people/{id}/split"): "editor",
    ("POST", "/review/people/{id}/rename"): "editor",
    ("GET", "/sign-in"): "open",
    ("POST", "/sign-in"): "open",
    ("POST", "/sign-out"): "reader",
    ("GET", "/settings"): "reader",
    ("POST", "/settings"): "reader",
    ("POST", "/settings/password"): "reader",
    ("POST", "/settings/accounts"): "admin",
    ("POST", "/settings/accounts/change"): "admin",
    ("GET", "/settings/audit"): "admin",
}
NEEDED = PAGES | {(endpoint.method, endpoint.path): endpoint.role for endpoint in ENDPOINTS}
WHO = {"reader": "رنا", "editor": "هالة", "admin": "نادر"}


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A site with accounts and a dossier."""
    monkeypatch.setattr(accounts, "HASHER", QUICK)
    with site(tmp_path, accounts=True, fetch=False) as visitor:
        Desk(visitor.archive).new("مياه رملان", about=["حصص المياه"])
        for role, name in WHO.items():
            visitor.add(name, role)
        yield visitor


def routes(visitor):
    """(method, path) of every route, places in braces without their kind."""
    found = set()
    for route in visitor.client.app.routes:
        if isinstance(route, Mount):
            assert route.path == "/static", "what is mounted is for everybody"
            continue
        path = re.sub(r"{(\w+)(:\w+)?}", r"{\1}", route.path)
        found |= {(method, path) for method in route.methods - {"HEAD"}}
    return found


def address(path):
    return path.replace("{id}", "1").replace("{number}", "1").replace("{part}", "timeline")


def asked(visitor, method, path, headers):
    """A request of this site's own, its form with nothing in it but what it must have."""
    if path == "/add":
        headers = {**headers, "Content-Type": "multipart/form-data; boundary=b"}
    elif path.startswith("/api/"):
        headers = {**headers, "Content-Type": "application/json"}
    else:
        headers = {**headers, "Content-Type": "application/x-www-form-urlencoded"}
    return visitor.client.request(method, address(path), headers={"Origin": HOME, **headers}, content=b"")


def test_every_route_is_known_with_what_it_needs(office):
    assert routes(office) == set(NEEDED)


@pytest.mark.parametrize("with_token", [False, True])
def test_without_an_account_nothing_is_answered_by_any_method(office, with_token):
    token = {"X-CSRF-Token": office.token("/sign-in")} if with_token else {}
    for path in {path for _, path in routes(office)}:
        for method in METHODS:
            if (needed := NEEDED.get((method.replace("HEAD", "GET"), path))) == "open":
                continue
            answer = asked(office, method, path, token)
            told = (method, path, answer.status_code)
            if PAGES.get(("GET", path)) == "open" or PAGES.get(("POST", path)) == "open":
                assert answer.status_code in ((405,) if with_token else (403, 405)), told
            elif method in ("GET", "HEAD", "OPTIONS") and not path.startswith("/api/"):
                assert answer.status_code == 303, told
                assert answer.headers["Location"].startswith("/sign-in?next="), told
            else:
                assert answer.status_code == 401, (*told, needed)
            assert "حصص" not in answer.text, told


@pytest.mark.parametrize("role", ROLES)
def test_whoever_is_signed_in_gets_as_far_as_the_role_and_no_further(office, role):
    office.sign_in(WHO[role])
    token = {"X-CSRF-Token": office.token("/settings")}
    # What ends the session or the dossier comes last.
    for method, path in sorted(routes(office), key=lambda each: ("delete" in each[1] + each[0].lower(), each)):
        if path == "/sign-out":
            continue
        needed = NEEDED[method, path]
        answer = asked(office, method, path, token)
        allowed = needed == "open" or ROLES.index(role) >= ROLES.index(needed)
        told = (method, path, answer.status_code)
        assert answer.status_code < 500, told
        assert (answer.status_code == 403) == (not allowed), told
        if not allowed:
            assert "M512" in answer.text, told


def test_no_form_is_taken_without_its_token_or_from_elsewhere(office):
    office.sign_in(WHO["admin"])
    token = {"X-CSRF-Token": office.token("/settings")}
    before = office.archive.generation
    for method, path in routes(office):
        if method == "GET":
            continue
        assert asked(office, method, path, {}).status_code == 403, (method, path)
        assert asked(office, method, path, {"X-CSRF-Token": "x"}).status_code == 403, (method, path)
        for elsewhere in ({"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "same-site"},
                          {"Sec-Fetch-Site": "cross-site"}, {"Origin": HOME.replace("8000", "8001")}):  # fmt: skip
            assert asked(office, method, path, token | elsewhere).status_code == 403, (method, path, elsewhere)
    assert office.archive.generation == before
    assert office.get("/dossiers/1").status_code == 200


def test_no_page_is_kept_where_others_could_find_it(office):
    for role, name in WHO.items():
        office.client.cookies.clear()
        office.sign_in(name)
        for method, path in routes(office):
            if method == "GET":
                kept = office.get(address(path)).headers["Cache-Control"]
                assert "no-store" in kept or kept == "private, no-cache", (role, path, kept)
