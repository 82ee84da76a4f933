"""Accounts and sessions: passwords, throttling, cookies, what ends a session."""

import re
import threading

import pytest
import sqlalchemy as sa
from visits import PASSWORD, QUICK, site

from malaff.archive.archive import Archive
from malaff.errors import SignInFailed, TooManyAttempts, UnknownUser, UserExists
from malaff.web import accounts, sessions
from malaff.web.accounts import Accounts, User
from malaff.web.audit import trail
from malaff.web.sessions import LASTS, Sessions
from malaff.web.throttle import Throttle


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(accounts, "HASHER", QUICK)
    accounts._nobody.cache_clear()
    yield
    accounts._nobody.cache_clear()


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "malaff.db", create=True) as archive:
        yield archive


@pytest.fixture
def kept(archive):
    """The accounts of an archive, one of them there."""
    kept = Accounts(archive.database)
    kept.add("هالة", PASSWORD, "editor", by="test")
    return kept


@pytest.fixture
def visitor(tmp_path):
    with site(tmp_path, accounts=True) as visitor:
        visitor.add("هالة", "editor")
        yield visitor


def rows(archive, table):
    with archive.database.read() as connection:
        return [dict(row._mapping) for row in connection.execute(sa.text(f"SELECT * FROM {table}"))]  # noqa: S608


# -- accounts ----------------------------------------------------------------------------------------------------------


def test_of_a_password_only_a_hash_is_kept(tmp_path, kept, archive):
    assert kept.verify("هالة", PASSWORD, address="::1").role == "editor"
    (row,) = rows(archive, "users")
    assert row["password"].startswith("$argon2id$")
    for file in tmp_path.iterdir():
        assert PASSWORD.encode() not in file.read_bytes()


def test_what_a_hash_costs_is_what_is_advised(monkeypatch):
    monkeypatch.undo()
    assert accounts.HASHER.hash("x").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize("name", ["هالة", " هالة ", "هالة\n"])
def test_a_name_is_one_however_it_is_typed(kept, name):
    assert kept.verify(name, PASSWORD, address="::1").name == "هالة"
    with pytest.raises(UserExists):
        kept.add(name, PASSWORD, "reader", by="test")


@pytest.mark.parametrize(
    "password", ["", PASSWORD + "x", PASSWORD[:-1], PASSWORD.upper() + " ", "\ud800" * 12, "x" * 5000]
)
def test_another_password_does_not_fit(kept, password):
    with pytest.raises(SignInFailed):
        kept.verify("هالة", password, address="::1")


def test_who_was_removed_signs_in_no_more_and_may_come_back(kept):
    kept.remove("هالة", by="test")
    with pytest.raises(SignInFailed):
        kept.verify("هالة", PASSWORD, address="::1")
    assert kept.listed() == []
    assert [user.name for user in kept.listed(removed=True)] == ["هالة"]
    for change in (lambda: kept.remove("هالة", by="t"), lambda: kept.change_role("هالة", "admin", by="t"),
                   lambda: kept.set_password("هالة", PASSWORD, by="t")):  # fmt: skip
        with pytest.raises(UnknownUser):
            change()
    kept.add("هالة", PASSWORD + "2", "reader", by="test")
    with pytest.raises(SignInFailed):
        kept.verify("هالة", PASSWORD, address="::1")
    assert kept.verify("هالة", PASSWORD + "2", address="::1").role == "reader"


def test_a_password_that_was_right_once_counts_only_as_long_as_it_is_right(kept):
    kept.verify("هالة", PASSWORD, address="::1")
    kept.verify("هالة", PASSWORD, address="::1")
    kept.set_password("هالة", PASSWORD + "2", by="test")
    with pytest.raises(SignInFailed):
        kept.verify("هالة", PASSWORD, address="::1")


class Counting:
    """A hasher that remembers what it was given to compare."""

    def __init__(self):
        self.compared = []

    def hash(self, password):
        return QUICK.hash(password)

    def verify(self, kept, password):
        self.compared.append(kept.rsplit("$", 2)[0])
        return QUICK.verify(kept, password)


@pytest.mark.parametrize("name", ["هالة", "nobody", "رنا"], ids=["known", "unknown", "removed"])
def test_whether_a_name_is_known_does_not_show_in_the_work_done(kept, monkeypatch, name):
    kept.add("رنا", PASSWORD, "reader", by="test")
    kept.remove("رنا", by="test")
    counting = Counting()
    monkeypatch.setattr(accounts, "HASHER", counting)
    with pytest.raises(SignInFailed) as told:
        kept.verify(name, "wrong password", address="192.0.2.1")
    assert counting.compared == ["$argon2id$v=19$m=8,t=1,p=1"]
    assert told.value.message == "The name or the password is wrong."


def test_the_trail_says_who_failed_and_never_what_was_typed(kept, archive):
    for name, password in (("هالة", "my other password"), ("my other password", "هالة")):
        with pytest.raises(SignInFailed):
            kept.verify(name, password, address="192.0.2.7")
    found = [(row.user, row.what, row.subject, row.detail) for row in trail(archive.database, limit=2)]
    assert found == [(None, "sign-in failed", "", "192.0.2.7"), (None, "sign-in failed", "هالة", "192.0.2.7")]
    assert "my other password" not in str(rows(archive, "audit"))


# -- throttling --------------------------------------------------------------------------------------------------------


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def test_guessing_at_one_name_becomes_slow(archive):
    clock = Clock()
    kept = Accounts(archive.database, throttle=Throttle(clock=clock))
    kept.add("هالة", PASSWORD, "editor", by="test")
    waits = []
    for attempt in range(12):
        while True:
            try:
                kept.verify("هالة", f"wrong {attempt}", address=f"192.0.2.{attempt}")
            except TooManyAttempts as error:
                waits.append(error.wait)
                clock.now += error.wait
            except SignInFailed:
                break
    assert waits == sorted(waits)
    assert len(waits) == 7
    assert waits[-1] >= 64
    # The right password does not pass either while one must wait, and passes then.
    clock.now += 2000
    with pytest.raises(SignInFailed):
        kept.verify("هالة", "wrong", address="192.0.2.99")
    with pytest.raises(TooManyAttempts):
        kept.verify("هالة", PASSWORD, address="192.0.2.99")
    clock.now += 2000
    assert kept.verify("هالة", PASSWORD, address="192.0.2.99")
    with pytest.raises(SignInFailed):
        kept.verify("هالة", "wrong", address="192.0.2.99")


def test_guessing_at_many_names_from_one_address_becomes_slow():
    throttle = Throttle(clock=Clock())
    for attempt in range(20):
        throttle.check(f"n{attempt}", "2001:db8::1")
        throttle.failed(f"n{attempt}", f"2001:db8::{attempt:x}")
    with pytest.raises(TooManyAttempts):
        throttle.check("another", "2001:db8::ffff")
    throttle.check("another", "2001:db8:0:1::1")


def test_a_success_forgives_the_name_and_not_the_address():
    throttle = Throttle(clock=Clock())
    for _ in range(20):
        throttle.failed("هالة", "192.0.2.1")
    throttle.succeeded("هالة", "192.0.2.1")
    throttle.check("هالة", "192.0.2.2")
    with pytest.raises(TooManyAttempts):
        throttle.check("هالة", "192.0.2.1")


def test_failures_are_forgotten_after_an_hour():
    clock = Clock()
    throttle = Throttle(clock=clock)
    for _ in range(50):
        throttle.failed("هالة", "192.0.2.1")
    clock.now += 3601
    throttle.check("هالة", "192.0.2.1")
    throttle.failed("هالة", "192.0.2.1")
    throttle.check("هالة", "192.0.2.1")


def test_what_is_remembered_is_bounded():
    throttle = Throttle(clock=Clock(), remembered=100)
    for attempt in range(10_000):
        throttle.failed(f"{attempt}" * 1000, f"192.0.2.{attempt}")
        assert len(throttle) <= 100


def test_attempts_that_come_all_at_once_are_counted(kept):
    told = []

    def attempt(number):
        try:
            kept.verify("هالة", f"wrong {number}", address=f"192.0.2.{number}")
        except (SignInFailed, TooManyAttempts) as error:
            told.append(type(error))

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # Two are looked at at a time: one more than is free may pass.
    assert told.count(SignInFailed) <= 7
    assert told.count(TooManyAttempts) >= 23


def test_the_form_says_how_long_to_wait(visitor):
    for _ in range(6):
        answer = visitor.sign_in("هالة", "wrong")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) >= 1
    assert "M513" in answer.text
    assert visitor.sign_in("هالة").status_code == 429, "the right password must wait too"


# -- sessions ---------------------------------------------------------------------------------------------------------


def test_signing_in_and_out(visitor):
    page = visitor.get("/sign-in")
    assert 'type="password"' in page.text
    answer = visitor.sign_in("هالة", next="/review?dossier=3")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/review?dossier=3")
    settings = visitor.get("/settings")
    assert settings.status_code == 200
    assert "هالة" in settings.text
    assert visitor.get("/sign-in").headers["Location"] == "/"
    token = visitor.client.cookies.get("malaff-session")
    assert visitor.post("/sign-out", page="/settings").headers["Location"] == "/sign-in"
    assert visitor.get("/settings").status_code == 303
    visitor.client.cookies.set("malaff-session", token)
    assert visitor.get("/settings").status_code == 303, "the token is worth nothing any more"
    found = [(row.user, row.what) for row in trail(visitor.archive.database, limit=2)]
    assert found == [("هالة", "sign-out"), ("هالة", "sign-in")]


@pytest.mark.parametrize("data", [{}, {"name": ""}, {"name": "هالة"}, {"name": "x", "password": PASSWORD}])
def test_what_is_wrong_is_told_the_same(visitor, data):
    answer = visitor.post("/sign-in", data)
    assert answer.status_code == 401
    assert "The name or the password is wrong." in answer.text
    assert "malaff-session" not in answer.headers.get("Set-Cookie", "")
    assert PASSWORD not in answer.text


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "/\t/elsewhere.example",
             "javascript:alert(1)", "", "\\\\elsewhere", "elsewhere", "/\r\nSet-Cookie: a=b"]
)  # fmt: skip
def test_signing_in_leads_nowhere_else(visitor, back):
    answer = visitor.sign_in("هالة", next=back)
    assert answer.headers["Location"] == "/"
    assert "a=b" not in str(answer.headers)
    visitor.post("/sign-out", page="/settings")
    page = visitor.get("/sign-in", params={"next": f'{back}"><script>'}).text
    assert "<script>" not in page


def flags(answer, name):
    cookie = next(value for value in answer.headers.get_list("Set-Cookie") if value.startswith(f"{name}="))
    return {part.strip().split("=")[0].lower() for part in cookie.split(";")[1:]}, cookie


def test_cookies_are_kept_from_scripts_and_other_sites(visitor):
    form = visitor.get("/sign-in")
    for answer, name in ((form, "malaff-form"), (visitor.sign_in("هالة"), "malaff-session")):
        found, cookie = flags(answer, name)
        assert {"httponly", "samesite", "path"} <= found
        assert "samesite=lax" in cookie.lower()
        assert "secure" not in found
        assert "domain" not in found


def test_behind_https_cookies_go_over_it_alone(tmp_path):
    with site(tmp_path, accounts=True, secure=True) as visitor:
        visitor.client.base_url = "https://127.0.0.1:8000"
        visitor.add("هالة")
        form = visitor.get("/sign-in")
        for answer, name in ((form, "__Host-malaff-form"), (visitor.sign_in("هالة"), "__Host-malaff-session")):
            found, cookie = flags(answer, name)
            assert {"secure", "httponly", "samesite"} <= found
            assert "Path=/;" in cookie
        assert visitor.get("/settings").status_code == 200


def test_each_signing_in_gives_a_token_of_its_own_and_ends_the_old_session(visitor):
    planted = "chosen-by-another"
    visitor.client.cookies.set("malaff-session", planted)
    visitor.sign_in("هالة")
    first = visitor.client.cookies.get("malaff-session", domain="127.0.0.1")
    assert first != planted
    assert len(first) >= 43, "256 bits"
    other = Sessions(visitor.archive.database)
    second = other.begin(User(name="هالة", role="editor", made_at=""), old=first, address="")
    assert second != first
    assert other.of(first) is None
    assert other.of(second).user.name == "هالة"


def test_of_a_token_only_its_hash_is_kept(visitor):
    visitor.sign_in("هالة")
    token = visitor.client.cookies.get("malaff-session")
    (row,) = rows(visitor.archive, "sessions")
    assert token not in str(row)
    assert re.fullmatch("[0-9a-f]{64}", row["digest"])
    assert "malaff-session" not in str(rows(visitor.archive, "audit"))
    assert token not in str(rows(visitor.archive, "audit"))


@pytest.mark.parametrize("token", ["", "x", "ه" * 43, "'; DROP TABLE sessions; --", "\ud800"])
def test_a_token_that_was_never_given_is_nobodys(archive, token):
    assert Sessions(archive.database).of(token) is None


def test_a_session_ends_by_itself(visitor, monkeypatch):
    visitor.sign_in("هالة")
    (row,) = rows(visitor.archive, "sessions")
    assert row["expires_at"] > row["made_at"]
    later = sessions.datetime.now(sessions.UTC) + LASTS + sessions.timedelta(seconds=1)
    monkeypatch.setattr(sessions.store, "now", lambda: later.strftime("%Y-%m-%dT%H:%M:%SZ"))
    assert visitor.get("/settings").status_code == 303
    monkeypatch.undo()
    monkeypatch.setattr(accounts, "HASHER", QUICK)
    with visitor.archive.database.write() as connection:
        connection.execute(sa.text("UPDATE sessions SET expires_at = '2020-01-01T00:00:00Z'"))
    visitor.sign_in("هالة")
    assert len(rows(visitor.archive, "sessions")) == 1, "what has ended is not kept"


def test_a_session_of_an_account_that_is_no_more_is_nobodys(visitor):
    visitor.sign_in("هالة")
    # As where the account is removed between the look at its password and the beginning of its session.
    with visitor.archive.database.write() as connection:
        connection.execute(sa.text("UPDATE users SET disabled_at = '2031-01-01T00:00:00Z'"))
    assert visitor.get("/settings").status_code == 303


def test_the_forms_of_one_session_are_not_those_of_another(visitor):
    visitor.add("رنا", "editor")
    visitor.sign_in("هالة")
    token = visitor.token("/settings")
    visitor.post("/sign-out", page="/settings")
    visitor.sign_in("رنا")
    assert visitor.client.post("/settings", data={"csrf": token, "language": "en"}).status_code == 403
    assert visitor.client.post("/sign-out", data={"csrf": token}).status_code == 403
    assert visitor.get("/settings").status_code == 200


def test_without_accounts_nobody_signs_in(tmp_path):
    with site(tmp_path) as visitor:
        assert visitor.get("/sign-in").headers["Location"] == "/"
        answer = visitor.post("/sign-in", {"name": "هالة", "password": PASSWORD}, page="/settings")
        assert (answer.status_code, answer.headers["Location"]) == (303, "/")
        assert visitor.post("/sign-out", page="/settings").status_code == 303
