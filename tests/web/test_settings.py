"""Settings: how pages are worded, one's own password, accounts, the audit trail."""

import pytest
from visits import PASSWORD, QUICK, site

from malaff.web import accounts
from malaff.web.audit import audit_done, trail

NEW = "جسر الرتاج ٣٤ وأكثر"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(accounts, "HASHER", QUICK)


@pytest.fixture
def visitor(tmp_path):
    with site(tmp_path) as visitor:
        yield visitor


@pytest.fixture
def office(tmp_path):
    """A server with an administrator who is signed in, and an editor."""
    with site(tmp_path, accounts=True) as visitor:
        visitor.add("نادر", "admin")
        visitor.add("هالة", "editor")
        visitor.sign_in("نادر")
        yield visitor


def test_what_is_chosen_is_kept_and_shown(visitor):
    chosen = {"language": "en", "months": "levantine", "digits": "arabic", "calendar": "both"}
    answer = visitor.post("/settings", chosen)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/settings")
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert "SameSite=lax" in answer.headers["Set-Cookie"]
    page = visitor.get("/settings").text
    assert '<html lang="en" dir="ltr"' in page
    for name, value in chosen.items():
        assert f'name="{name}" value="{value}" checked' in page


def test_what_is_no_choice_falls_back(visitor):
    visitor.post("/settings", {"language": "xx", "months": "<script>", "digits": "", "calendar": "lunar"})
    page = visitor.get("/settings").text
    assert '<html lang="ar"' in page
    assert page.count(" checked>") == 4
    assert "<script>" not in page


def test_without_accounts_there_are_none_to_manage(visitor):
    assert 'id="accounts"' not in visitor.get("/settings").text
    for path in ("/settings/password", "/settings/accounts", "/settings/accounts/change"):
        answer = visitor.post(path, {"name": "a", "password": PASSWORD, "role": "admin"}, page="/settings")
        assert (answer.status_code, "M901" in answer.text) == (400, True)
    assert visitor.accounts.listed() == []
    assert visitor.get("/settings/audit").status_code == 200


def test_an_administrator_makes_changes_and_removes_accounts(office):
    made = office.post(
        "/settings/accounts", {"name": " رنا ", "password": PASSWORD, "role": "reader"}, page="/settings"
    )
    assert made.status_code == 303
    assert "رنا" in office.get("/settings").text
    for change in ({"what": "role", "role": "editor"}, {"what": "password", "password": NEW}):
        data = {"name": "رنا", **change}
        assert office.post("/settings/accounts/change", data, page="/settings").status_code == 303
    assert [(user.name, user.role) for user in office.accounts.listed()] == [
        ("رنا", "editor"), ("نادر", "admin"), ("هالة", "editor"),
    ]  # fmt: skip
    assert office.accounts.verify("رنا", NEW, address="").role == "editor"
    office.post("/settings/accounts/change", {"name": "رنا", "what": "remove"}, page="/settings")
    assert [user.name for user in office.accounts.listed()] == ["نادر", "هالة"]
    rows = [(row.user, row.what, row.subject) for row in trail(office.archive.database)][:4]
    assert rows == [("نادر", f"user {what}", "رنا") for what in ("remove", "password", "role", "add")]
    page = office.get("/settings/audit").text
    assert "user remove" in page
    for secret in (PASSWORD, NEW):
        assert secret not in page


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"name": "هالة", "password": PASSWORD, "role": "reader"}, "M518"),
        ({"name": "x", "password": "short", "role": "reader"}, "M519"),
        ({"name": "", "password": PASSWORD, "role": "reader"}, "M519"),
        ({"name": "a:b", "password": PASSWORD, "role": "reader"}, "M519"),
        ({"name": "x", "password": PASSWORD, "role": "owner"}, "M519"),
        ({"name": "x", "password": PASSWORD}, "M519"),
        ({"name": "x" * 65, "password": PASSWORD, "role": "reader"}, "M519"),
    ],
)  # fmt: skip
def test_accounts_that_cannot_be(office, data, code):
    answer = office.post("/settings/accounts", data, page="/settings")
    assert 400 <= answer.status_code < 500
    assert code in answer.text
    assert PASSWORD not in answer.text
    assert len(office.accounts.listed()) == 2


@pytest.mark.parametrize(
    ("data", "status"),
    [({"name": "نادر", "what": "remove"}, 400), ({"name": "نادر", "what": "role", "role": "reader"}, 400),
     ({"name": "nobody", "what": "remove"}, 404), ({"name": "هالة", "what": "promote"}, 400),
     ({"name": "هالة", "what": "role", "role": "owner"}, 400),
     ({"name": "هالة", "what": "password", "password": "short"}, 400)],
)  # fmt: skip
def test_changes_that_are_refused(office, data, status):
    assert office.post("/settings/accounts/change", data, page="/settings").status_code == status
    assert [(user.name, user.role) for user in office.accounts.listed()] == [("نادر", "admin"), ("هالة", "editor")]


def test_an_editor_manages_nobody(office):
    office.post("/sign-out", page="/settings")
    office.sign_in("هالة")
    page = office.get("/settings").text
    assert 'id="accounts"' not in page
    assert "/settings/audit" not in page
    assert office.get("/settings/audit").status_code == 403
    for path in ("/settings/accounts", "/settings/accounts/change"):
        data = {"name": "هالة", "what": "role", "role": "admin", "password": PASSWORD}
        assert office.post(path, data, page="/settings").status_code == 403
    assert office.accounts.verify("هالة", PASSWORD, address="").role == "editor"


def test_a_role_counts_from_the_next_request_on(office):
    with site_of(office) as other:
        other.sign_in("هالة")
        assert other.get("/review").status_code == 200
        office.accounts.change_role("هالة", "reader", by="نادر")
        assert other.get("/review").status_code == 403
        office.accounts.remove("هالة", by="نادر")
        assert other.get("/settings").status_code == 303


def site_of(visitor):
    """Another browser at the same archive."""
    from pathlib import Path

    return site(Path(visitor.archive.database.address).parent, accounts=True)


def test_ones_own_password_ends_all_other_sessions(office):
    with site_of(office) as other:
        other.sign_in("نادر")
        wrong = office.post("/settings/password", {"now": "wrong", "new": NEW}, page="/settings")
        assert (wrong.status_code, "M511" in wrong.text) == (401, True)
        short = office.post("/settings/password", {"now": PASSWORD, "new": "short"}, page="/settings")
        assert (short.status_code, "M519" in short.text) == (400, True)
        assert other.get("/settings").status_code == 200
        before = office.client.cookies.get("malaff-session")
        assert office.post("/settings/password", {"now": PASSWORD, "new": NEW}, page="/settings").status_code == 303
        assert office.client.cookies.get("malaff-session") != before
        assert office.get("/settings").status_code == 200
        assert other.get("/settings").status_code == 303
    office.post("/sign-out", page="/settings")
    assert office.sign_in("نادر").status_code == 401
    assert office.sign_in("نادر", NEW).status_code == 303


def test_the_audit_trail_has_pages_and_shows_text(office):
    for number in range(130):
        audit_done(office.archive.database, "هالة", "add", f"<b>{number}</b>", "<script>alert(1)</script>")
    page = office.get("/settings/audit").text
    assert "&lt;b&gt;129&lt;/b&gt;" in page
    assert "<script>" not in page
    assert "<b>129" not in page
    older = office.get("/settings/audit", params={"before": page.split("?before=")[1].split('"')[0]}).text
    assert "&lt;b&gt;0&lt;/b&gt;" in older
    assert "&lt;b&gt;129&lt;/b&gt;" not in older
    for before in ("x", "-1", "9" * 40, "٣"):
        assert office.get("/settings/audit", params={"before": before}).status_code == 200
