"""`malaff demo`: the story is added to an archive and the state of its file shown."""

import msgspec
import pytest

from malaff.archive.archive import Archive
from malaff.cli.dossiers import PARTS
from malaff.demo import pages
from malaff.model import Dossier

NAME = "خروج بعثة المراقبة من رملان"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """An empty current folder."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_the_pages_come_in_the_order_of_publication():
    names = [page.name for page in pages()]
    assert len(names) == 26
    assert names == sorted(names)


def test_it_shows_the_state_of_the_file_and_leaves_nothing(run, elsewhere):
    result = run("demo")
    assert (result.code, result.err) == (0, "")
    assert NAME in result.out
    for heading in ("Coverage: 24 articles", "Last movement", "Due next", "Open"):
        assert heading in result.out
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("part", [part for part in PARTS if part not in ("state", "changes")])
def test_a_part(run, part):
    result = run("demo", "--part", part)
    assert result.code == 0
    assert "Last movement" not in result.out or part == "whole"
    assert result.out.count("\n") > 3


def test_json_is_the_dossier(run, tmp_path):
    path = tmp_path / "demo.json"
    assert run("demo", "-f", "json", "-o", path).code == 0
    dossier = msgspec.json.decode(path.read_bytes(), type=Dossier)
    assert dossier.name == NAME
    assert len(dossier.questions) == 3
    assert len(dossier.reprints) == 2
    assert dossier.timeline


def test_what_is_not_about_the_affair_is_left_out(run):
    dossier = msgspec.json.decode(run("demo", "-f", "json").out, type=Dossier)
    titles = " ".join(article.title or "" for article in dossier.articles)
    assert len(dossier.articles) == len(pages()) - 2
    assert "أندري" not in titles
    assert "نقوش" not in titles


def test_an_archive_keeps_the_story(run, tmp_path):
    path = tmp_path / "story.db"
    first = run("demo", "--archive", path)
    with Archive(path) as archive:
        assert archive.count() == len(pages())
    assert run("dossier", "show", NAME, "--archive", path).out == first.out
    assert run("search", "الرتاج", "--archive", path).code == 0


def test_twice_into_one_archive_is_once(run, tmp_path):
    path = tmp_path / "story.db"
    first, second = run("demo", "--archive", path), run("demo", "--archive", path)
    assert second.out == first.out
    with Archive(path) as archive:
        assert archive.count() == len(pages())
        assert archive.info().dossiers == 1


def test_a_dossier_of_its_name_that_a_user_changed_stays_changed(run, tmp_path):
    path = tmp_path / "story.db"
    run("demo", "--archive", path)
    run("dossier", "edit", NAME, "--to", "2025-03-01", "--archive", path)
    assert "until 1 March 2025" in run("demo", "--archive", path).out


def test_progress_counts_the_pages(run):
    assert f"{len(pages())}/{len(pages())}" in run("demo", "--progress").err


def test_with_several_processes_it_is_the_same(run):
    assert run("demo", "--jobs", "2").out == run("demo").out
