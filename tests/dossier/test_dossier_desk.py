"""The dossiers of an archive: made, changed, kept, told what changed."""

import pytest
from affair import ABOUT, EXIT, report
from msgspec.structs import replace

from malaff.dossier import desk as module
from malaff.dossier.definition import question
from malaff.dossier.desk import Desk
from malaff.errors import ArchiveEmpty, BadOption, DossierEmpty, DossierExists, UnknownDossier
from malaff.model import Changes, Period, Question

FIRST = report("رفض وزير المالية سامي الحداد سداد مستحقات بعثة المراقبة في رملان.", "2031-03-10", id="first")
SECOND = report("أغلق الحراس معبر الرتاج بعد خروج بعثة المراقبة من رملان.", "2031-03-20", id="second")
THIRD = report("استقبل مدير معبر الرتاج وفدا من بعثة المراقبة لتسلم الأجهزة القديمة.", "2031-03-30", id="third")


@pytest.fixture
def kept(archive, desk):
    """A desk with one dossier over two articles."""
    archive.add_readings([FIRST, SECOND])
    desk.new("البعثة", about=ABOUT, questions=[EXIT])
    return desk


@pytest.fixture
def built(monkeypatch):
    """How often a dossier was built anew."""
    names = []

    def counted(archive, definition):
        names.append(definition.name)
        return build(archive, definition)

    build = module.build
    monkeypatch.setattr(module, "build", counted)
    return names


def test_a_dossier_is_kept_as_it_was_made(kept):
    definition = kept.get("البعثة").definition
    assert (definition.about, definition.questions) == (list(ABOUT), [EXIT])
    assert [each.definition.name for each in kept.listed()] == ["البعثة"]


def test_dossiers_are_listed_in_the_order_they_were_made(desk):
    for name in ("ي", "أ", "م"):
        desk.new(name, about=["معبر الرتاج"])
    assert [each.definition.name for each in desk.listed()] == ["ي", "أ", "م"]


def test_it_shows_what_the_archive_holds(kept):
    found = kept.show("البعثة")
    assert {article.id for article in found.articles} == {"first", "second"}
    assert found.name == "البعثة"
    assert found.changes == Changes(since=None, items=[])


def test_a_name_may_be_taken_only_once(kept):
    with pytest.raises(DossierExists):
        kept.new("البعثة", about=["معبر الرتاج"])
    kept.new("أخرى", about=["معبر الرتاج"])
    with pytest.raises(DossierExists):
        kept.edit("أخرى", replace(kept.get("أخرى").definition, name="البعثة"))


def test_an_unknown_dossier(desk):
    for act in (desk.get, desk.show, desk.delete, desk.changes):
        with pytest.raises(UnknownDossier):
            act("لا وجود له")


def test_an_empty_archive(desk):
    desk.new("البعثة", about=ABOUT)
    with pytest.raises(ArchiveEmpty):
        desk.show("البعثة")


def test_an_archive_with_nothing_about_it(archive, desk):
    archive.add_readings([report("أمطرت في الجنوب أمس.")])
    desk.new("البعثة", about=ABOUT)
    with pytest.raises(DossierEmpty):
        desk.show("البعثة")


@pytest.mark.parametrize("fields", [
    {"from_": "أمس"},
        {"from_": "2031-13-45"}, {"to": "2031-3-1"}, {"from_": "2031-03-20", "to": "2031-03-10"},
    {"questions": [Question(id="q1", text="خروج"), Question(id="q1", text="سداد")]}, {"about": []}, {"about": [" "]},
])  # fmt: skip
def test_a_definition_that_cannot_be_asked(desk, fields):
    with pytest.raises(BadOption):
        desk.new("البعثة", **{"about": ABOUT, **fields})
    assert desk.listed() == []


def test_a_dossier_needs_a_name(desk):
    with pytest.raises(BadOption):
        desk.new("  ", about=ABOUT)


def test_a_question_is_an_id_and_a_text():
    assert question("q1 = سداد الدين ") == Question(id="q1", text="سداد الدين")


@pytest.mark.parametrize("text", ["سداد الدين", "=سداد", "q1=", " = "])
def test_what_is_no_question(text):
    with pytest.raises(BadOption):
        question(text)


def test_another_definition_takes_effect(kept):
    kept.show("البعثة")
    kept.edit("البعثة", replace(kept.get("البعثة").definition, period=Period(from_="2031-03-15")))
    assert [article.id for article in kept.show("البعثة").articles] == ["second"]


def test_a_new_name(kept):
    kept.edit("البعثة", replace(kept.get("البعثة").definition, name="الخروج"))
    assert kept.show("الخروج").name == "الخروج"
    with pytest.raises(UnknownDossier):
        kept.get("البعثة")


def test_a_deleted_dossier_leaves_the_articles(kept, archive):
    kept.show("البعثة")
    kept.delete("البعثة")
    assert kept.listed() == []
    assert archive.count() == 2
    kept.new("البعثة", about=["معبر الرتاج"])
    assert kept.show("البعثة").about == ["معبر الرتاج"]


class TestCache:
    def test_what_was_built_is_shown_again(self, kept, built):
        assert kept.show("البعثة") == kept.show("البعثة")
        assert len(built) == 1

    def test_another_desk_shows_it_too(self, kept, built, archive):
        kept.show("البعثة")
        Desk(archive).show("البعثة")
        assert len(built) == 1

    def test_a_new_article_makes_it_anew(self, kept, built, archive):
        kept.show("البعثة")
        archive.add_readings([THIRD])
        assert {article.id for article in kept.show("البعثة").articles} == {"first", "second", "third"}
        assert len(built) == 2

    def test_a_decision_makes_it_anew(self, kept, archive):
        assert [party.statements for party in kept.show("البعثة").parties] == [1]
        archive.correct("first", "statements", 0, "reject", user="salma")
        assert [party.statements for party in kept.show("البعثة").parties] == [0]

    def test_an_edit_makes_it_anew(self, kept, built):
        kept.show("البعثة")
        kept.edit("البعثة", replace(kept.get("البعثة").definition, questions=[]))
        assert kept.show("البعثة").questions == []
        assert len(built) == 2

    def test_what_another_version_built_is_made_anew(self, kept, built, monkeypatch):
        kept.show("البعثة")
        monkeypatch.setattr(module, "__version__", "999")
        kept.show("البعثة")
        assert len(built) == 2


def told(changes, part):
    return [(change.kind, change.text) for change in changes.items if change.part == part]


class TestChanges:
    def test_never_looked_at_nothing_changed(self, kept):
        assert kept.changes("البعثة") == Changes(since=None, items=[])

    def test_looked_at_and_nothing_new(self, kept):
        kept.looked("البعثة", kept.show("البعثة"))
        changes = kept.changes("البعثة")
        assert changes.since is not None
        assert changes.items == []

    def test_new_since_the_last_look(self, kept, archive):
        kept.looked("البعثة", kept.show("البعثة"))
        archive.add_readings([THIRD])
        changes = kept.changes("البعثة")
        assert told(changes, "articles") == [("new", "third")]
        assert told(changes, "timeline") == [("new", THIRD.text)]

    def test_a_look_at_an_old_state_still_tells_what_came_since(self, kept, archive):
        before = kept.show("البعثة")
        archive.add_readings([THIRD])
        kept.looked("البعثة", before)
        assert told(kept.changes("البعثة"), "articles") == [("new", "third")]

    def test_an_edit_does_not_forget_the_last_look(self, kept):
        kept.looked("البعثة", kept.show("البعثة"))
        kept.exclude("البعثة", ["first"])
        assert told(kept.changes("البعثة"), "articles") == [("gone", "first")]

    def test_since_a_day_of_publication(self, kept):
        changes = kept.changes("البعثة", since="2031-03-15")
        assert changes.since == "2031-03-15"
        assert told(changes, "articles") == [("new", "second")]

    def test_since_before_all_coverage_everything_is_new(self, kept):
        assert sorted(told(kept.changes("البعثة", since="2031-01-01"), "articles")) == [
            ("new", "first"), ("new", "second"),
        ]  # fmt: skip

    def test_since_after_all_coverage_nothing_is_new(self, kept):
        assert kept.changes("البعثة", since="2031-12-01").items == []

    def test_a_day_that_is_none(self, kept):
        with pytest.raises(BadOption):
            kept.changes("البعثة", since="أمس")

    def test_a_stance_that_turned_is_changed_and_one_taken_is_new(self, archive, desk):
        archive.add_readings([
            report("رفض النائب مازن العطار خروج بعثة المراقبة من رملان.", "2031-01-10"),
            report("أيد النائب مازن العطار خروج بعثة المراقبة من رملان. ورفض الوزير سامي الحداد خروج بعثة المراقبة.",
                   "2031-05-10"),
        ])  # fmt: skip
        desk.new("البعثة", about=ABOUT, questions=[EXIT])
        found = [each for each in desk.changes("البعثة", since="2031-03-01").items if each.part == "stances"]
        assert {(each.party, each.text, each.kind, each.before, each.after) for each in found} == {
            ("مازن العطار", EXIT.text, "changed", "oppose", "support"),
            ("سامي الحداد", EXIT.text, "new", None, "oppose"),
        }

    def test_a_question_that_was_closed_is_changed(self, archive, desk):
        archive.add_readings([
            report("لم يتضح بعد من سيدير معبر الرتاج بعد خروج بعثة المراقبة.", "2031-03-10"),
            report("اتفقت حكومة رملان ومجلس القبائل على من سيدير معبر الرتاج بعد خروج بعثة المراقبة.", "2031-04-20"),
        ])  # fmt: skip
        desk.new("البعثة", about=ABOUT)
        (found,) = [each for each in desk.changes("البعثة", since="2031-04-01").items if each.part == "open_questions"]
        assert (found.kind, found.before, found.after) == ("changed", None, "2031-04-20")

    def test_a_pledge_that_fell_due_is_changed(self, archive, desk):
        archive.add_readings([
            report("تعهد وزير المالية سامي الحداد بسداد مستحقات بعثة المراقبة قبل العشرين من آذار 2031.", "2031-03-10"),
            report("أمطرت على معبر الرتاج حيث بعثة المراقبة.", "2031-04-20"),
        ])  # fmt: skip
        desk.new("البعثة", about=ABOUT)
        (found,) = [each for each in desk.changes("البعثة", since="2031-04-01").items if each.part == "pledges"]
        assert (found.kind, found.before, found.after) == ("changed", "open", "overdue")

    def test_a_clash_that_came_up_is_new(self, archive, desk):
        archive.add_readings([
            report("قال النائب مازن العطار إن بعثة المراقبة تسلمت المستحقات من رملان.", "2031-03-10"),
            report("نفى وزير المالية سامي الحداد أن تكون بعثة المراقبة تسلمت المستحقات من رملان.", "2031-03-12"),
        ])  # fmt: skip
        desk.new("البعثة", about=ABOUT)
        assert [kind for kind, _ in told(desk.changes("البعثة", since="2031-03-11"), "contradictions")] == ["new"]
