"""`malaff people`, `merge`, `split`, `rename`: who is who, and what people decide about it."""

import json

import pytest

from malaff.archive.archive import Archive
from story_archive import story_archive


@pytest.fixture(autouse=True)
def archive(tmp_path, monkeypatch):
    """The story's archive."""
    path = story_archive(tmp_path)
    monkeypatch.setenv("MALAFF_ARCHIVE", str(path))
    monkeypatch.setenv("MALAFF_USER", "salma")
    return path


def people(run, name):
    return json.loads(run("people", name, "-f", "json").out)


def test_a_part_of_a_name_finds_the_record(run):
    (person,) = people(run, "القاسطي")
    assert person["name"] == "هدى القاسطي"
    text = run("people", "القاسطي").out
    assert f"{person['id']}. " in text
    assert f"{person['articles']} articles · {person['statements']} statements" in text
    assert run("people", person["id"]).out == text


def test_merge_and_undo(run):
    one, two = people(run, "القاسطي")[0], people(run, "الباذري")[0]
    result = run("merge", one["id"], "شاهين الباذري", "--why", "مثال")
    assert result.out == f"judgement 1: record {two['id']} merged into {one['id']}\n"
    (both,) = people(run, "القاسطي")
    assert both["aliases"] == ["شاهين الباذري"]
    assert "شاهين الباذري" in run("people", "القاسطي").out
    run("undo", 1)
    assert people(run, "القاسطي") == [one]


def test_rename_is_found_by_both_names(run):
    one = people(run, "القاسطي")[0]
    run("rename", "هدى القاسطي", "هدى بنت سالم القاسطي")
    assert people(run, "بنت سالم")[0]["id"] == one["id"]
    assert people(run, "القاسطي")[0]["name"] == "هدى بنت سالم القاسطي"


def test_split_moves_mentions_of_some_articles(run, archive):
    one = people(run, "القاسطي")[0]
    with Archive(archive) as kept:
        ids = [hit.id for hit in kept.search("speaker:القاسطي").hits]
    result = run("split", one["id"], ids[0], "--why", "أخرى")
    assert result.code == 0
    assert f"record {one['id']} is record " in result.out
    assert sorted(person["articles"] for person in people(run, "القاسطي")) == sorted([1, one["articles"] - 1])
    listed = json.loads(run("judgements", ids[0], "-f", "json").out)
    assert [judgement["kind"] for judgement in listed] == ["split"]


def test_who_decides_is_given_or_the_login_name(run, monkeypatch):
    run("rename", "القاسطي", "أ", "--user", "كريم")
    monkeypatch.delenv("MALAFF_USER")
    monkeypatch.setenv("LOGNAME", "nadia")
    run("rename", "الباذري", "ب")
    listed = json.loads(run("judgements", "-f", "json").out)
    assert [judgement["user"] for judgement in listed] == ["كريم", "nadia"]


def test_without_a_login_name_one_is_asked_for(run, monkeypatch):
    import getpass

    def nobody():
        raise OSError("no such user")

    monkeypatch.delenv("MALAFF_USER")
    monkeypatch.setattr(getpass, "getuser", nobody)
    result = run("rename", "القاسطي", "أ")
    assert result.code == 2
    assert "[M901] There is no login name. Give --user NAME or set MALAFF_USER." in result.err
