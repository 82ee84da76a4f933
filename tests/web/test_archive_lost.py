"""The archive's file taken away, emptied or spoiled under a server that runs."""

import sqlite3

import pytest
from visits import PASSWORD, QUICK, site

from malaff.web import accounts

READ = ("/", "/people", "/statements", "/search?q=a", "/review", "/articles/a", "/api/articles", "/api/info")


@pytest.fixture
def lost(tmp_path):
    """A site with nothing of its archive in memory."""
    with site(tmp_path, wait=0.5) as visitor:
        visitor.archive.database.engine.dispose()
        yield visitor


def told(visitor, path):
    answer = visitor.get(path)
    assert str(visitor.archive.database.address) not in answer.text
    return answer.status_code, next((code for code in ("M301", "M305") if code in answer.text), None)


def test_an_archive_that_is_gone_is_told_and_nothing_is_put_in_its_place(lost, tmp_path):
    (tmp_path / "malaff.db").unlink()
    for path in READ:
        assert told(lost, path) == (503, "M301"), path
    renamed = lost.client.post("/api/people/1/rename", json={"name": "هناء"})
    assert (renamed.status_code, renamed.json()["message"]) == (503, "The archive is no longer there.")
    assert list(tmp_path.iterdir()) == []


def test_an_archive_that_was_put_back_is_found_again(lost, tmp_path):
    kept = (tmp_path / "malaff.db").rename(tmp_path / "kept.db")
    assert lost.get("/people").status_code == 503
    kept.rename(tmp_path / "malaff.db")
    assert lost.get("/people").status_code == 200


@pytest.mark.parametrize("data", [b"", b"no archive " * 1000])
def test_a_file_that_is_no_archive_any_more_is_told_and_left_as_it_is(lost, tmp_path, data):
    (tmp_path / "malaff.db").write_bytes(data)
    for path in READ:
        assert told(lost, path) == (503, "M305"), path
    assert (tmp_path / "malaff.db").read_bytes() == data


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/dossiers", {"name": "مياه", "about": "حصص المياه"}),
        ("/settings/accounts", {"name": "سعاد", "password": PASSWORD, "role": "reader"}),
        ("/settings/accounts/change", {"name": "رنا", "what": "role", "role": "editor"}),
        ("/settings/password", {"now": PASSWORD, "new": "another password"}),
        ("/review/people/1/rename", {"new": "هناء"}),
    ],
)
def test_a_form_that_cannot_be_kept_tells_no_place_of_the_server(tmp_path, monkeypatch, path, fields):
    monkeypatch.setattr(accounts, "HASHER", QUICK)
    with site(tmp_path, wait=0.2, accounts=True) as visitor:
        visitor.add("نادر", "admin")
        visitor.add("رنا", "reader")
        visitor.sign_in("نادر")
        with sqlite3.connect(tmp_path / "malaff.db", isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            answer = visitor.post(path, fields, page="/settings")
            other.execute("ROLLBACK")
        assert (answer.status_code, "M303" in answer.text) == (503, True)
        assert str(tmp_path) not in answer.text
