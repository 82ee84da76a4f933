"""What people decide about items: seen everywhere, kept through re-reading and new versions, undone."""

import msgspec
import pytest
from newsroom import PAGES, TEXT, added, found, put, reading, state, statements

from malaff.archive import archive as archives
from malaff.archive.judgements import ITEMS, extent
from malaff.errors import BadOption, UnknownArticle, UnknownItem
from malaff.model import Name, Span
from malaff.reading.reader import read_article

FULL = (
    TEXT
    + "طالبت حكومة رملان رسميا من رابطة الحوض إنهاء مهمة البعثة.\n"
    + 'وقال النائب فارس العطار إنه يؤيد الاتفاق "بلا شروط".\n'
    + "ووقع الطرفان اتفاقا في 5 آذار/مارس 2025، وقال سامي الحداد إن الطرفين سيوقعان اتفاقا آخر يوم الأحد المقبل.\n"
    + "قال المحلل بيتر لاغارد إن الطريق مفتوح.\n"
)


@pytest.fixture
def full(archive):
    """An archive with one article in which every kind of item was read."""
    put(archive, reading("a", FULL))
    assert all(getattr(archive.reading("a"), part) for part in ITEMS)
    return archive


def otherwise(monkeypatch, change):
    """From now on the reader reads as `change` makes of its readings."""
    monkeypatch.setattr("malaff.api.read_article", lambda article: change(read_article(article)))


def without(found):
    return msgspec.structs.replace(found, **{part: [] for part in ITEMS})


@pytest.mark.parametrize("part", ITEMS)
def test_a_confirmed_item_stays_though_the_reader_no_longer_finds_it(full, monkeypatch, part):
    item = getattr(full.reading("a"), part)[0]
    full.correct("a", part, 0, "confirm", user="هدى")
    otherwise(monkeypatch, without)
    full.reread(everything=True)
    [kept] = getattr(full.reading("a"), part)
    assert extent(kept) == extent(item)
    assert not any(getattr(full.reading("a", as_read=True), each) for each in ITEMS)
    assert full.check() == []


@pytest.mark.parametrize("part", ITEMS)
def test_a_rejected_item_stays_away(full, part):
    before = getattr(full.reading("a"), part)
    full.correct("a", part, 0, "reject", user="هدى")
    assert [extent(item) for item in getattr(full.reading("a"), part)] == [extent(item) for item in before[1:]]
    full.reread(everything=True)
    assert [extent(item) for item in getattr(full.reading("a"), part)] == [extent(item) for item in before[1:]]
    assert full.check() == []


CHANGES = {
    "statements": {"speaker_name": "نادر الحموي", "act": "deny"},
    "names": {"name": "سامي نادر الحداد"},
    "times": {"value": "2025-03-18", "from": "2025-03-18", "to": "2025-03-18"},
    "developments": {"kind": "impasse", "actors": ["رملان"]},
    "positions": {"stance": "conditional", "holder": "رملان"},
}


@pytest.mark.parametrize("part", ITEMS)
def test_an_edited_item_is_shown_as_it_was_left_and_undone(full, part):
    before = full.reading("a"), state(full)
    made = full.correct("a", part, 0, "edit", changes=CHANGES[part], user="هدى", why="لأن")
    full.reread(everything=True)
    item = msgspec.to_builtins(getattr(full.reading("a"), part)[0])
    assert {field: item[field] for field in CHANGES[part]} == CHANGES[part]
    assert full.reading("a", as_read=True) == before[0]
    full.undo(made.id, user="رنا")
    assert (full.reading("a"), state(full)) == before


def test_corrections_are_searched_by(full):
    full.correct("a", "statements", 0, "edit", changes=CHANGES["statements"], user="هدى")
    assert found(full, "speaker:الحموي act:deny") == {"a"}
    assert full.person("نادر الحموي").statements == 1
    denied = [i for i, each in enumerate(full.reading("a").statements) if each.act == "deny"]
    for number in reversed(denied):
        full.correct("a", "statements", number, "reject", user="هدى")
    assert found(full, "act:deny") == set()
    assert full.articles()[0].statements == full.info().statements == len(full.reading("a").statements)


def test_counts_hold_after_reading_again_and_in_a_new_version(full):
    full.correct("a", "statements", 0, "reject", user="هدى")
    left = len(full.reading("a").statements)
    full.reread(everything=True)
    assert full.articles()[0].statements == left
    put(full, reading("a", "صباح اليوم:\n" + FULL))
    assert full.articles()[0].statements == len(full.reading("a").statements)
    assert full.check() == []


@pytest.mark.parametrize("part", ITEMS)
def test_a_correction_meets_its_item_where_a_new_text_has_it(full, part):
    items = getattr(full.reading("a"), part)
    # A name may stand in a text more than once; then it is not known which one is meant.
    number = next(i for i, item in enumerate(items) if FULL.count(extent(item).text) == 1)
    changes = CHANGES[part]
    full.correct("a", part, number, "edit", changes=changes, user="هدى")
    put(full, reading("a", "وقع في لمار حدث جديد صباح اليوم.\n" + FULL))
    edited = [
        item
        for item in getattr(full.reading("a"), part)
        if all(msgspec.to_builtins(item)[field] == value for field, value in changes.items())
    ]
    assert [extent(item).text for item in edited] == [extent(items[number]).text]
    assert len(getattr(full.reading("a"), part)) == len(getattr(full.reading("a", as_read=True), part))
    assert full.check() == []


def test_a_rejection_holds_where_a_new_text_has_the_item(full):
    content = statements(full, "a")[0]
    full.correct("a", "statements", 0, "reject", user="هدى")
    put(full, reading("a", "وقع حدث جديد.\n" + FULL))
    assert content not in statements(full, "a")
    assert content in [each.content.text for each in full.reading("a", as_read=True).statements]


def test_a_correction_of_what_the_new_text_leaves_out_is_listed_but_not_shown(full):
    full.correct("a", "statements", 0, "confirm", user="هدى")
    put(full, reading("a", "أعلنت بلدية لمار افتتاح الجسر."))
    assert full.reading("a") == full.reading("a", as_read=True)
    assert len(full.judgements(article="a")) == 1
    assert full.check() == []


def test_of_two_places_none_is_guessed(archive):
    text = "قال سامي الحداد إن الطريق مفتوح."
    put(archive, reading("a", text))
    archive.correct("a", "statements", 0, "edit", changes={"act": "doubt"}, user="هدى")
    put(archive, reading("a", f"بدأ اليوم.\n{text}\n{text}"))
    assert "doubt" not in {each.act for each in archive.reading("a").statements}


def test_of_two_items_on_the_same_characters_the_judged_one_is_met(archive):
    first = reading("a", "قال سامي الحداد إن الطريق مفتوح.")
    twin = msgspec.structs.replace(first.statements[0], speaker_name="فارس العطار")
    put(archive, msgspec.structs.replace(first, statements=[first.statements[0], twin]))
    archive.correct("a", "statements", 1, "reject", user="هدى")
    assert [each.speaker_name for each in archive.reading("a").statements] == ["سامي الحداد"]


def referred(found, part):
    """The contents of the statements that a reading's items refer to."""
    return [
        None if each.statement is None else found.statements[each.statement].content for each in getattr(found, part)
    ]


@pytest.mark.parametrize("part", ["developments", "positions"])
def test_references_to_statements_follow_rejections(archive, part):
    added(archive, PAGES[0])
    [head] = archive.articles()
    before = archive.reading(head.id)
    wanted = referred(before, part)
    gone = next(each for each in wanted if each is not None)
    number = [each.content for each in before.statements].index(gone)
    for other in sorted(range(len(before.statements)), reverse=True):
        if before.statements[other].content not in wanted or other == number:
            archive.correct(head.id, "statements", other, "reject", user="هدى")
    after = archive.reading(head.id)
    assert len(after.statements) < len(before.statements)
    assert referred(after, part) == [None if each == gone else each for each in wanted]


def test_a_confirmed_development_keeps_its_statement_whatever_else_is_rejected(archive, monkeypatch):
    added(archive, PAGES[0])
    [head] = archive.articles()
    wanted = referred(archive.reading(head.id), "developments")[0]
    archive.correct(head.id, "statements", 0, "reject", user="هدى")
    archive.correct(head.id, "developments", 0, "confirm", user="هدى")
    assert referred(archive.reading(head.id), "developments")[0] == wanted
    # The next reader finds one statement more before it, and no development.
    otherwise(
        monkeypatch,
        lambda found: msgspec.structs.replace(
            found, statements=[found.statements[-1], *found.statements], developments=[]
        ),
    )
    archive.reread(everything=True)
    assert referred(archive.reading(head.id), "developments") == [wanted]


def test_a_reference_may_be_edited_but_only_to_a_statement_that_is_there(full):
    full.correct("a", "positions", 0, "edit", changes={"statement": 1}, user="هدى")
    assert full.reading("a").positions[0].statement == 1
    with pytest.raises(UnknownItem):
        full.correct("a", "positions", 0, "edit", changes={"statement": 99}, user="هدى")


def test_who_decided_when_and_why_is_listed(full):
    first = full.correct("a", "names", 0, "reject", user="هدى", why="ليس اسما")
    second = full.correct("a", "statements", 0, "confirm", user="رنا")
    full.undo(first.id, user="رنا")
    one, two = full.judgements(article="a")
    assert (one.id, one.kind, one.user, one.why, one.undone_by) == (first.id, "reject", "هدى", "ليس اسما", "رنا")
    assert one.made_at <= one.undone_at
    assert (two.id, two.user, two.why, two.undone_at) == (second.id, "رنا", None, None)
    assert [each.id for each in full.judgements(undone=False)] == [second.id]
    assert full.info().judgements == 2


def test_a_span_is_edited_by_its_text_or_its_ends(full):
    full.correct("a", "statements", 0, "edit", changes={"content": "الوفدين"}, user="هدى")
    content = full.reading("a").statements[0].content
    assert FULL[content.start : content.end] == "الوفدين"
    full.correct("a", "statements", 0, "edit", changes={"content": {"start": 0, "end": 3}}, user="هدى")
    assert full.reading("a").statements[0].content == Span("قال", 0, 3)
    full.correct("a", "statements", 0, "edit", changes={"speaker": ""}, user="هدى")
    assert full.reading("a").statements[0].speaker is None


@pytest.mark.parametrize(
    "changes",
    [
        {"colour": "red"}, {"content": "لا يوجد في النص"}, {"content": ""}, {"content": {"start": 9, "end": 3}},
        {"content": {"start": 0}}, {"content": {"start": "x", "end": 2}}, {"content": {"start": 0, "end": 10**9}},
        {"act": "sing"}, {"confidence": 7.0}, {"confidence": "high"}, {},
    ],
)  # fmt: skip
def test_changes_that_do_not_fit_are_refused(full, changes):
    before = full.reading("a")
    with pytest.raises(BadOption) as caught:
        full.correct("a", "statements", 0, "edit", changes=changes, user="هدى")
    assert caught.value.remedy
    assert full.reading("a") == before
    assert full.judgements() == []


def test_what_is_not_there_cannot_be_judged(full):
    with pytest.raises(UnknownArticle):
        full.correct("b", "statements", 0, "confirm", user="هدى")
    for number in (-1, 99):
        with pytest.raises(UnknownItem):
            full.correct("a", "statements", number, "confirm", user="هدى")
    for part, kind in (("verbs", "confirm"), ("names", "praise")):
        with pytest.raises(BadOption):
            full.correct("a", part, 0, kind, user="هدى")


def test_an_article_the_reader_fails_on_keeps_its_reading(full, monkeypatch):
    put(full, reading("b"))
    before = full.reading("b")

    def failing(article):
        if article.id == "b":
            raise ZeroDivisionError
        return msgspec.structs.replace(
            read_article(article), names=[Name(span=Span("قال", 0, 3), kind="place", name="قال", role=None)]
        )

    monkeypatch.setattr("malaff.api.read_article", failing)
    done = []
    assert full.reread(everything=True, progress=lambda *numbers: done.append(numbers)) == 1
    assert done == [(2, 2)]
    assert full.reading("b") == before
    assert [name.name for name in full.reading("a").names] == ["قال"]


def test_only_what_an_older_reader_read_is_read_again(full, monkeypatch):
    assert full.reread() == 0
    newer = msgspec.structs.replace(archives.unpack(archives.prepare(reading("x"), None).reading).reader, version="99")
    monkeypatch.setattr("malaff.reading.reader.READER", newer)
    assert full.reread() == 1
    assert full.info().readers == [("malaff 99", 1)]
    assert full.reread() == 0
