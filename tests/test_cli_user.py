"""`malaff user`, and what `malaff serve` and `malaff demo --serve` make of accounts."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from malaff.archive.archive import Archive
from malaff.web import accounts
from malaff.web.accounts import Accounts
from malaff.web.audit import trail

PASSWORD = "نهر السروان ١٢"  # noqa: S105 - of accounts that tests make


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(accounts, "HASHER", accounts.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "malaff.db"
    Archive(path, create=True).close()
    return path


@pytest.fixture
def user(run, archive):
    """Run `malaff user` on an archive: `user("list")`."""

    def call(*arguments, password=PASSWORD):
        return run("user", *arguments, "--archive", archive, stdin=f"{password}\nmore\n".encode())

    return call


def test_accounts_are_made_listed_changed_and_removed(user, archive):
    assert user("add", "هالة", "--role", "editor", "--password-file", "-").out == "هالة: editor\n"
    assert user("add", "رنا", "--password-file", "-").out == "رنا: reader\n"
    assert user("role", "رنا", "admin").out == "رنا: admin\n"
    listed = json.loads(user("list", "--format", "json").out)
    assert [(each["name"], each["role"]) for each in listed] == [("رنا", "admin"), ("هالة", "editor")]
    assert user("remove", "رنا").code == 0
    assert "رنا" not in user("list").out
    assert "removed" in user("list", "--all").out
    with Archive(archive) as opened:
        assert Accounts(opened.database).verify("هالة", PASSWORD, address="").role == "editor"
        rows = [(row.what, row.subject) for row in trail(opened.database)]
        assert all(row.user.endswith("(malaff user)") for row in trail(opened.database))
    assert rows == [("user remove", "رنا"), ("user role", "رنا"), ("user add", "رنا"), ("user add", "هالة")]


def test_a_password_comes_from_a_file_and_is_shown_nowhere(user, archive, tmp_path):
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\r\n", "utf-8")
    done = user("add", "هالة", "--password-file", file)
    assert PASSWORD not in done.out + done.err
    file.write_text("another password", "utf-8")
    assert user("password", "هالة", "--password-file", file).code == 0
    with Archive(archive) as opened:
        assert Accounts(opened.database).verify("هالة", "another password", address="")
    assert not {"--password", "-p"} & set(re.findall(r"-[-\w]+", user("add", "--help").out))


@pytest.mark.parametrize(
    ("arguments", "password", "code"),
    [
        (("add", "هالة", "--password-file", "-"), "short", "M519"),
        (("add", "a:b", "--password-file", "-"), PASSWORD, "M519"),
        (("add", "x", "--role", "owner", "--password-file", "-"), PASSWORD, "M901"), (("add", "x"), PASSWORD, "M901"),
        (("role", "nobody", "admin"), PASSWORD, "M517"), (("remove", "nobody"), PASSWORD, "M517"),
        (("password", "nobody", "--password-file", "-"), PASSWORD, "M517"),
        (("add", "رنا", "--password-file", "-"), PASSWORD, "M518"),
        (("add", "x", "--password-file", "no/where"), "", "M901"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(user, arguments, password, code):
    user("add", "رنا", "--password-file", "-")
    done = user(*arguments, password=password)
    assert done.code == 2
    assert f"[{code}]" in done.err
    assert PASSWORD not in done.err


def test_an_archive_must_be_there(run, tmp_path):
    assert "[M301]" in run("user", "list", "--archive", tmp_path / "none.db").err
    assert list(tmp_path.iterdir()) == []


# -- the server --------------------------------------------------------------------------------------------------------


BEYOND = ("0.0.0.0", "::", "192.0.2.1")  # noqa: S104 - refused


@pytest.mark.parametrize("arguments", [*(("--host", host) for host in BEYOND), ("--accounts",)])
def test_a_server_for_others_needs_accounts(run, archive, arguments):
    done = run("serve", "--archive", archive, "--port", 0, *arguments)
    assert done.code == 2
    assert "[M516]" in done.err
    assert "malaff user add" in done.err


class Server:
    """`malaff ...` in a process of its own that serves; ended with Ctrl-C."""

    def __init__(self, *arguments):
        command = [sys.executable, "-m", "malaff.cli", *map(str, arguments)]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603

    def __enter__(self):
        for line in self.process.stderr:
            if found := re.search(r"http://\S+", line):
                self.address = found[0].replace("0.0.0.0", "127.0.0.1")  # noqa: S104 - where it says it listens
                return self
        raise AssertionError(f"it does not serve: {self.process.wait()}")

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        finally:
            self.process.kill()
            self.process.communicate()

    def get(self, path, **headers):
        """Status and text."""
        request = urllib.request.Request(self.address.rstrip("/") + path, headers=headers)  # noqa: S310 - ours
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_the_demo_is_opened_in_the_browser(tmp_path):
    with Server("demo", "--serve", "--port", 0, "--archive", tmp_path / "demo.db", "--quiet") as server:
        status, page = server.get("/")
        assert status == 200
        assert "/dossiers/1" in page
        assert server.get("/dossiers/1")[0] == 200
        assert server.get("/", Host="elsewhere.example")[0] == 400
    assert server.process.returncode in (0, 130)
    with Archive(tmp_path / "demo.db") as archive:
        assert archive.check() == []


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_with_an_account_a_server_answers_others_and_asks_them_who_they_are(user, archive):
    user("add", "هالة", "--password-file", "-")
    options = ("--host", "0.0.0.0", "--allow-host", "files.example", "--no-fetch", "--max-upload", 5000)  # noqa: S104
    with Server("serve", "--archive", archive, "--port", 0, *options) as server:
        status, page = server.get("/", Host="files.example")
        assert status == 200, "it leads to signing in"
        assert 'name="password"' in page
        assert server.get("/api/info", Host="files.example")[0] == 401
        assert server.get("/", Host="elsewhere.example")[0] == 400
        # A body that never ends is not waited for.
        begun = time.monotonic()
        request = urllib.request.Request(  # noqa: S310 - ours
            server.address + "sign-in",
            data=b"x" * 100_000,
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(request, timeout=10)  # noqa: S310
        with caught.value as answer:
            assert answer.code == 413
        assert time.monotonic() - begun < 5
