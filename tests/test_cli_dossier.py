"""`malaff dossier`: made, listed, shown, changed, exported, forgotten, and what can go wrong."""

import json

import msgspec
import pytest

from malaff.archive.archive import Archive
from malaff.cli import FAILED, OK
from malaff.cli.dossiers import FORMATS, PARTS, dossier_group
from malaff.model import Change, Dossier
from story_archive import SOLDIERS, story_archive

NAME = "خروج البعثة"
ABOUT = ("--about", "خروج بعثة المراقبة من رملان", "--about", "معبر الرتاج", "--about", "مستحقات بعثة المراقبة")


@pytest.fixture(autouse=True)
def archive(tmp_path, monkeypatch):
    """The story's archive."""
    path = story_archive(tmp_path)
    monkeypatch.setenv("MALAFF_ARCHIVE", str(path))
    return path


@pytest.fixture
def made(run):
    """A dossier over the story."""
    assert run("dossier", "new", NAME, *ABOUT, "--question", "q1=خروج بعثة المراقبة من رملان").code == OK


def shown(run, *arguments):
    """The whole dossier as it is shown."""
    return msgspec.json.decode(run("dossier", "show", NAME, "-f", "json", *arguments).out, type=Dossier)


def ids(run):
    return {article.id for article in shown(run).articles}


@pytest.mark.parametrize("command", [(), *((name,) for name in dossier_group.commands)])
def test_help(run, command):
    result = run("dossier", *command, "--help")
    assert result.code == OK
    assert result.out.startswith(f"Usage: malaff dossier{' ' if command else ''}{''.join(command)}")


class TestNew:
    @pytest.mark.usefixtures("made")
    def test_it_says_what_the_dossier_holds(self, run):
        dossier = shown(run)
        again = run("dossier", "new", "أخرى", *ABOUT)
        assert f"{len(dossier.articles)} articles" in again.out
        assert "أخرى" in again.out

    def test_what_was_given_is_kept(self, run):
        run("dossier", "new", NAME, *ABOUT, "--question", "q1=سداد الدين", "--from", "2025-02-01", "--to", "2025-04-30")
        dossier = shown(run)
        assert dossier.about == list(ABOUT[1::2])
        assert [(question.id, question.text) for question in dossier.questions] == [("q1", "سداد الدين")]
        assert (dossier.period.from_, dossier.period.to) == ("2025-02-01", "2025-04-30")
        assert all("2025-02-01" <= article.published[:10] <= "2025-04-30" for article in dossier.articles)

    def test_nothing_about_it_is_said_and_the_dossier_kept(self, run):
        result = run("dossier", "new", NAME, "--about", "سباق الزوارق الثلجية")
        assert result.code == OK
        assert "[M403]" in result.err
        assert NAME in run("dossier", "list").out

    @pytest.mark.parametrize(("arguments", "code"), [
        ((), "M901"), (("--about", " "), "M901"), ((*ABOUT, "--question", "سداد"), "M901"),
        ((*ABOUT, "--question", "q=سداد", "--question", "q=خروج"), "M901"), ((*ABOUT, "--from", "أمس"), "M901"),
        ((*ABOUT, "--from", "2025-03-01", "--to", "2025-02-01"), "M901"),
    ])  # fmt: skip
    def test_what_cannot_be_asked(self, run, arguments, code):
        result = run("dossier", "new", NAME, *arguments)
        assert result.code == FAILED
        assert f"[{code}]" in result.err
        assert NAME not in run("dossier", "list").out

    @pytest.mark.usefixtures("made")
    def test_a_name_that_is_taken(self, run):
        result = run("dossier", "new", NAME, *ABOUT)
        assert result.code == FAILED
        assert result.err.startswith("malaff: [M402]")

    def test_an_archive_that_is_not_there(self, run, tmp_path):
        result = run("dossier", "new", NAME, *ABOUT, "--archive", tmp_path / "none.db")
        assert result.code == FAILED
        assert "[M301]" in result.err


class TestList:
    def test_none_yet(self, run):
        result = run("dossier", "list")
        assert (result.code, result.out) == (OK, "")
        assert "malaff dossier new" in result.err

    @pytest.mark.usefixtures("made")
    def test_names_and_phrases(self, run):
        out = run("dossier", "list").out
        assert NAME in out
        assert "معبر الرتاج" in out

    @pytest.mark.usefixtures("made")
    def test_json(self, run):
        (kept,) = json.loads(run("dossier", "list", "-f", "json").out)
        assert kept["definition"]["name"] == NAME
        assert kept["definition"]["about"] == list(ABOUT[1::2])


class TestShow:
    @pytest.mark.usefixtures("made")
    def test_the_state_is_one_screen(self, run):
        out = run("dossier", "show", NAME).out
        for heading in ("Coverage:", "Last movement", "Due next", "Overdue", "Open"):
            assert heading in out
        assert "Timeline" not in out

    @pytest.mark.parametrize("part", [part for part in PARTS if part not in ("state", "changes")])
    @pytest.mark.usefixtures("made")
    def test_a_part(self, run, part):
        result = run("dossier", "show", NAME, "--part", part)
        assert result.code == OK
        assert result.out.count("\n") > 3

    @pytest.mark.usefixtures("made")
    def test_json_is_the_record(self, run):
        dossier = shown(run)
        assert dossier.name == NAME
        assert len(dossier.articles) > 15
        assert dossier.timeline
        assert dossier.parties

    @pytest.mark.parametrize(("format_", "beginning"), [("md", '<div dir="rtl">'), ("html", "<!DOCTYPE html>")])
    @pytest.mark.usefixtures("made")
    def test_other_formats(self, run, tmp_path, format_, beginning):
        out = run("dossier", "show", NAME, "-f", format_).out
        assert out.startswith(beginning)
        path = tmp_path / "file"
        assert run("dossier", "show", NAME, "-f", format_, "-o", path).code == OK
        assert NAME in path.read_text("utf-8")

    @pytest.mark.usefixtures("made")
    def test_in_arabic(self, run):
        assert "Coverage" not in run("dossier", "show", NAME, "--language", "ar").out

    def test_an_unknown_dossier(self, run):
        result = run("dossier", "show", "لا وجود له")
        assert result.code == FAILED
        assert result.err.startswith("malaff: [M401]")

    def test_nothing_about_it(self, run):
        run("dossier", "new", NAME, "--about", "سباق الزوارق الثلجية")
        result = run("dossier", "show", NAME)
        assert result.code == FAILED
        assert result.err.startswith("malaff: [M403]")

    def test_an_empty_archive(self, run, tmp_path):
        path = tmp_path / "empty.db"
        Archive(path, create=True).close()
        assert run("dossier", "new", NAME, *ABOUT, "--archive", path).code == OK
        result = run("dossier", "show", NAME, "--archive", path)
        assert result.code == FAILED
        assert "[M302]" in result.err


class TestEdit:
    @pytest.mark.usefixtures("made")
    def test_a_new_name(self, run):
        assert run("dossier", "edit", NAME, "--rename", "الخروج").code == OK
        assert run("dossier", "show", NAME).code == FAILED
        assert run("dossier", "show", "الخروج").code == OK

    @pytest.mark.usefixtures("made")
    def test_what_is_not_given_stays(self, run):
        run("dossier", "edit", NAME, "--from", "2025-03-01")
        dossier = shown(run)
        assert dossier.period.from_ == "2025-03-01"
        assert (dossier.about, len(dossier.questions)) == (list(ABOUT[1::2]), 1)

    @pytest.mark.usefixtures("made")
    def test_phrases_and_questions_take_the_place_of_what_was(self, run):
        run("dossier", "edit", NAME, "--about", "معبر الرتاج", "--question", "a=فتح المعبر", "--question", "b=إغلاقه")
        dossier = shown(run)
        assert dossier.about == ["معبر الرتاج"]
        assert [question.id for question in dossier.questions] == ["a", "b"]

    @pytest.mark.usefixtures("made")
    def test_an_empty_day_opens_the_period(self, run):
        run("dossier", "edit", NAME, "--from", "2025-03-01")
        run("dossier", "edit", NAME, "--from", "")
        assert shown(run).period.from_ is None

    def test_an_unknown_dossier(self, run):
        assert "[M401]" in run("dossier", "edit", "لا وجود له", "--rename", "س").err

    @pytest.mark.usefixtures("made")
    def test_a_name_that_is_taken(self, run):
        run("dossier", "new", "أخرى", *ABOUT)
        assert "[M402]" in run("dossier", "edit", "أخرى", "--rename", NAME).err


class TestChoosing:
    @pytest.mark.usefixtures("made")
    def test_exclude_and_release(self, run):
        before = ids(run)
        other = next(iter(before - {SOLDIERS}))
        assert run("dossier", "exclude", NAME, SOLDIERS, other).code == OK
        assert ids(run) == before - {SOLDIERS, other}
        assert run("dossier", "release", NAME, SOLDIERS).code == OK
        assert ids(run) == before - {other}

    @pytest.mark.usefixtures("made")
    def test_pin(self, run, archive):
        with Archive(archive) as kept:
            other = next(head.id for head in kept.articles(limit=100) if head.id not in ids(run))
        assert run("dossier", "pin", NAME, other).code == OK
        assert [article.chosen for article in shown(run).articles if article.id == other] == [True]

    @pytest.mark.parametrize("command", ["pin", "exclude"])
    @pytest.mark.usefixtures("made")
    def test_an_unknown_article(self, run, command):
        assert "[M309]" in run("dossier", command, NAME, "nowhere").err

    @pytest.mark.parametrize("command", ["pin", "exclude", "release"])
    def test_an_unknown_dossier(self, run, command):
        assert "[M401]" in run("dossier", command, "لا وجود له", SOLDIERS).err


class TestChanges:
    def since(self, run, *arguments):
        return json.loads(run("dossier", "changes", NAME, "-f", "json", *arguments).out)

    @pytest.mark.usefixtures("made")
    def test_since_the_last_look(self, run):
        run("dossier", "show", NAME)
        assert self.since(run)["items"] == []
        run("dossier", "exclude", NAME, SOLDIERS)
        assert ("gone", "articles") in {(item["kind"], item["part"]) for item in self.since(run)["items"]}

    @pytest.mark.usefixtures("made")
    def test_a_look_that_does_not_count(self, run):
        run("dossier", "show", NAME)
        run("dossier", "exclude", NAME, SOLDIERS)
        run("dossier", "show", NAME, "--keep-look")
        assert self.since(run)["items"]
        run("dossier", "show", NAME)
        assert self.since(run)["items"] == []

    @pytest.mark.usefixtures("made")
    def test_since_a_day(self, run):
        changes = self.since(run, "--since", "2025-06-01")
        assert changes["since"] == "2025-06-01"
        items = msgspec.convert(changes["items"], list[Change])
        new = {item.text for item in items if (item.kind, item.part) == ("new", "articles")}
        titles = {each.title: each.published[:10] for each in shown(run).articles}
        assert new == {title for title, day in titles.items() if day >= "2025-06-01"}

    @pytest.mark.usefixtures("made")
    def test_at_a_terminal(self, run):
        assert run("dossier", "changes", NAME, "--since", "2025-06-01").out.count("new") > 1

    @pytest.mark.usefixtures("made")
    def test_a_day_that_is_none(self, run):
        assert "[M901]" in run("dossier", "changes", NAME, "--since", "أمس").err


class TestExport:
    @pytest.mark.parametrize("format_", FORMATS)
    @pytest.mark.usefixtures("made")
    def test_it_writes(self, run, tmp_path, format_):
        path = tmp_path / "out"
        result = run("dossier", "export", NAME, "-f", format_, "-o", path)
        assert (result.code, result.out) == (OK, "")
        files = list(path.iterdir()) if path.is_dir() else [path]
        assert path.is_dir() == (format_ in ("csv", "jsonl", "parquet"))
        assert any(file.stat().st_size > 100 for file in files)

    @pytest.mark.usefixtures("made")
    def test_one_table(self, run, tmp_path):
        path = tmp_path / "timeline.csv"
        assert run("dossier", "export", NAME, "-f", "csv", "--table", "timeline", "-o", path).code == OK
        assert len(path.read_text("utf-8").splitlines()) > len(shown(run).timeline)

    @pytest.mark.usefixtures("made")
    def test_an_unknown_table(self, run, tmp_path):
        result = run("dossier", "export", NAME, "-f", "csv", "--table", "none", "-o", tmp_path / "x.csv")
        assert "[M901]" in result.err
        assert not (tmp_path / "x.csv").exists()

    @pytest.mark.usefixtures("made")
    def test_the_json_is_the_record(self, run, tmp_path):
        path = tmp_path / "file.json"
        run("dossier", "export", NAME, "-f", "json", "-o", path)
        assert msgspec.json.decode(path.read_bytes(), type=Dossier).articles == shown(run).articles

    @pytest.mark.usefixtures("made")
    def test_it_needs_somewhere_to_write(self, run):
        assert run("dossier", "export", NAME).code == FAILED


@pytest.mark.usefixtures("made")
def test_delete(run, archive):
    assert run("dossier", "delete", NAME).code == OK
    assert run("dossier", "list").out == ""
    assert "[M401]" in run("dossier", "delete", NAME).err
    with Archive(archive) as kept:
        assert kept.count() == 26
