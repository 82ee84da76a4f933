"""Reviewing: what people should look at first, each decision with who made it and a way back."""

import html
import re
import sqlite3

import pytest
import sqlalchemy as sa
from visits import QUICK, TEXT, article, site

from malaff.archive.archive import Archive
from malaff.archive.review import named_in, pending
from malaff.demo import open_story
from malaff.dossier.desk import Desk
from malaff.errors import UnknownItem, UnknownPerson
from malaff.reading.reader import read_article
from malaff.web import accounts
from malaff.web.audit import trail


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(accounts, "HASHER", QUICK)


@pytest.fixture
def visitor(tmp_path):
    with site(tmp_path, wait=0.3) as visitor:
        yield visitor


def waiting(archive, **asked):
    with archive.database.read() as connection:
        return pending(connection, **asked)


def forms(page):
    """The forms of the queue, each by its fields as they were shown."""
    found = []
    for form in re.findall(r'<form method="post" action="/review/decide".*?</form>', page, re.DOTALL):
        if "<select" not in form:
            continue  # the buttons alone; the form of the edit has all fields
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
        for name, options in re.findall(r'<select [^>]*name="(\w+)">(.*?)</select>', form, re.DOTALL):
            fields[name] = re.search(r'value="(\w+)" selected', options)[1]
        fields.pop("decision", None)
        found.append({name: html.unescape(value) for name, value in fields.items()})
    return found


def decide(visitor, number, decision, page="/review", **changes):
    fields = forms(visitor.get(page).text)[number] | changes
    return visitor.post("/review/decide", {**fields, "decision": decision}, page=page)


def test_the_least_sure_come_first_and_what_is_decided_is_gone(visitor):
    items = waiting(visitor.archive)
    sure = [item.statement.confidence for item in items]
    assert sure == sorted(sure)
    assert len(items) == 6
    shown = forms(visitor.get("/review").text)
    assert [(form["article"], int(form["number"])) for form in shown] == [(i.article, i.number) for i in items]
    first = items[0]
    answer = decide(visitor, 0, "confirm")
    assert answer.status_code == 303
    page = visitor.get(answer.headers["Location"]).text
    assert "تأكيد" in page
    assert len(forms(page)) == 5
    (judgement,) = visitor.archive.judgements()
    assert (judgement.kind, judgement.subject, judgement.user) == ("confirm", first.article, "web")
    assert [item.statement for item in waiting(visitor.archive)] == [item.statement for item in items[1:]]


def test_a_rejected_statement_is_shown_nowhere_until_it_is_undone(visitor):
    first = waiting(visitor.archive)[0]
    before = visitor.archive.reading(first.article).statements
    page = visitor.get(decide(visitor, 0, "reject").headers["Location"]).text
    assert first.statement not in visitor.archive.reading(first.article).statements
    undo = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.split('id="undo"')[1].split("</form>")[0]))
    assert visitor.post("/review/undo", undo | {"back": html.unescape(undo["back"])}, page="/review").status_code == 303
    assert visitor.archive.reading(first.article).statements == before
    assert len(waiting(visitor.archive)) == 6


def test_an_edit_changes_what_was_changed_and_stands_after_reading_again(visitor):
    at = next(i for i, item in enumerate(waiting(visitor.archive)) if item.statement.speaker_name == "فارس العطار")
    item = waiting(visitor.archive)[at]
    answer = decide(visitor, at, "edit", act="reject", speaker_role="", speaker_name="فارس بن نوح", why="نفي لا رفض")
    assert answer.status_code == 303
    (judgement,) = visitor.archive.judgements()
    edited, read = judgement.payload["edited"], judgement.payload["item"]
    assert {name for name in edited if edited[name] != read[name]} == {"act", "speaker_role", "speaker_name"}
    assert judgement.why == "نفي لا رفض"
    assert "نفي" in visitor.get("/review/judgements").text
    visitor.archive.reread(everything=True)
    stands = visitor.archive.reading(item.article).statements[item.number]
    assert (stands.act, stands.speaker_name, stands.speaker_role) == ("reject", "فارس بن نوح", None)
    assert visitor.archive.check() == []
    assert len(waiting(visitor.archive)) == 5


@pytest.mark.parametrize("changes", [{}, {"act": "sing"}, {"kind": ""}, {"type": "direct; DROP TABLE"}])
def test_an_edit_that_changes_nothing_or_does_not_fit_is_refused(visitor, changes):
    answer = decide(visitor, 0, "edit", **changes)
    assert (answer.status_code, "M901" in answer.text) == (400, True)
    assert visitor.archive.judgements() == []


def test_a_page_that_is_old_decides_on_what_it_showed(visitor):
    shown = forms(visitor.get("/review?article_only=a").text)
    assert {form["article"] for form in shown} == {"a"}
    by_number = {int(form["number"]): form for form in shown}
    third = visitor.archive.reading("a").statements[2]
    visitor.archive.correct("a", "statements", 0, "reject", user="هالة")
    # What was third is second now.
    visitor.post("/review/decide", by_number[2] | {"decision": "confirm"}, page="/review")
    assert visitor.archive.judgements()[-1].payload["item"]["content"]["text"] == third.content.text
    gone = visitor.post("/review/decide", by_number[0] | {"decision": "confirm"}, page="/review")
    assert (gone.status_code, "M312" in gone.text) == (404, True)
    assert len(visitor.archive.judgements()) == 2


def test_a_number_that_another_decision_moved_is_refused(visitor):
    first, second = visitor.archive.reading("a").statements[:2]
    at = (first.content.start, first.content.end)
    visitor.archive.correct("a", "statements", 0, "reject", user="هالة")
    with pytest.raises(UnknownItem):
        visitor.archive.correct("a", "statements", 0, "confirm", at=at, user="رنا")
    at = (second.content.start, second.content.end)
    visitor.archive.correct("a", "statements", 0, "confirm", at=at, user="رنا")


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"article": "nowhere"}, 404), ({"number": "x"}, 303), ({"start": "x"}, 404), ({"start": "-1"}, 404),
     ({"decision": "burn"}, 400), ({"decision": ""}, 400), ({"end": "9" * 50}, 404)],
)  # fmt: skip
def test_forms_that_nobody_was_shown(visitor, fields, status):
    form = forms(visitor.get("/review").text)[0] | {"decision": "confirm"} | fields
    assert visitor.post("/review/decide", form, page="/review").status_code == status


def test_the_queue_of_one_dossier_and_its_pages(tmp_path):
    with Archive(tmp_path / "malaff.db", create=True) as archive:
        open_story(archive)
        archive.add_readings([read_article(article("apart", "قال رئيس البلدية نادر البيطار إن الجسر سيفتح قريبًا."))])
        (kept,) = Desk(archive).listed()
        chosen = {each.id for each in Desk(archive).show(kept.definition.name).articles}
    with site(tmp_path) as visitor:
        everything = forms(visitor.get("/review").text)
        page = visitor.get(f"/review?dossier={kept.id}").text
        assert len(forms(page)) == len(everything) == 20
        seen = []
        address = f"/review?dossier={kept.id}"
        while address:
            page = visitor.get(address).text
            seen += [(form["article"], form["number"]) for form in forms(page)]
            found = re.search(r'<a href="([^"]+)" rel="next">', page)
            address = html.unescape(found[1]) if found else None
        assert len(seen) == len(set(seen)) > 60
        assert {key for key, _ in seen} <= chosen
        # A decision leads back to the same part of the queue.
        answer = decide(visitor, 0, "confirm", page=f"/review?dossier={kept.id}&skip=20")
        assert answer.headers["Location"] == f"/review?dossier={kept.id}&skip=20&done=1"
        assert visitor.get("/review?dossier=99").status_code == 404
        assert visitor.get("/review?dossier=x&skip=-3&done=zz").status_code == 200


def test_a_decision_is_met_after_hundreds_that_were_decided_before(visitor):
    visitor.archive.add_readings([
        read_article(article(f"n{i}", TEXT.replace("لمار", f"لمار {i}"))) for i in range(150)
    ])  # fmt: skip
    total = len(waiting(visitor.archive, limit=10_000))
    assert total == 6 + 450
    for item in waiting(visitor.archive, limit=420):
        if item.article != "a":
            visitor.archive.correct(item.article, "statements", item.number, "confirm", user="هالة")
    left = waiting(visitor.archive, limit=10_000)
    made = len(visitor.archive.judgements())
    assert len(left) == total - made
    assert waiting(visitor.archive, limit=1, skip=3) == [left[3]]


def test_the_confidence_of_rows_is_that_of_the_readings(visitor):
    visitor.archive.correct("a", "statements", 1, "reject", user="هالة")
    with visitor.archive.database.read() as connection:
        query = (
            "SELECT confidence FROM statements s JOIN articles a ON a.id = s.article WHERE a.key = 'a' ORDER BY number"
        )
        listed = list(connection.scalars(sa.text(query)))
    assert listed == [round(100 * each.confidence) for each in visitor.archive.reading("a").statements]


# -- who is who -------------------------------------------------------------------------------------------------------


def test_records_are_merged_after_a_look_and_parted_again(visitor):
    one, other = visitor.archive.person("الحداد"), visitor.archive.person("العطار")
    listed = visitor.get("/review/people", params={"name": "الحداد"}).text
    assert f'name="id" value="{one.id}"' in listed
    look = visitor.get(f"/review/people/merge?id={one.id}&with={other.name}").text
    assert visitor.archive.judgements() == []
    assert other.name in look
    data = {"id": [str(one.id), str(other.id)], "keep": str(other.id), "why": "كنيته", "name": "الحداد"}
    answer = visitor.post("/review/people/merge", data, page=f"/review/people/merge?id={one.id}&id={other.id}")
    assert answer.status_code == 303
    merged = visitor.archive.person(str(one.id))
    assert (merged.id, merged.name) == (other.id, other.name)
    assert merged.statements == one.statements + other.statements
    assert "كنيته" in visitor.get("/review/judgements").text
    visitor.post("/review/undo", {"number": "1"}, page="/review/judgements")
    assert visitor.archive.person(str(one.id)).statements == one.statements


def test_a_merge_changes_the_parties_of_a_dossier(visitor):
    desk = Desk(visitor.archive)
    desk.new("مياه رملان", about=["حصص المياه"])
    before = {party.name: party.statements for party in desk.show("مياه رملان").parties}
    one, other = visitor.archive.person("الحداد"), visitor.archive.person("العطار")
    data = {"id": [str(one.id), str(other.id)], "keep": str(one.id)}
    visitor.post("/review/people/merge", data, page=f"/review/people/merge?id={one.id}&id={other.id}")
    after = {party.name: party.statements for party in desk.show("مياه رملان").parties}
    assert len({one.name, other.name} & set(after)) == 1
    assert max(after.values()) == before[one.name] + before[other.name]
    visitor.post("/review/undo", {"number": "1"}, page="/review/judgements")
    assert {party.name: party.statements for party in desk.show("مياه رملان").parties} == before


@pytest.mark.parametrize(
    ("query", "code"),
    [("", "M901"), ("id=1", "M901"), ("id=1&id=1", "M901"), ("id=1&id=9999", "M311"), ("id=1&with=لا أحد", "M311"),
     ("id=x&id=y", "M311")],
)  # fmt: skip
def test_a_merge_needs_two_records_that_are_there(visitor, query, code):
    answer = visitor.get(f"/review/people/merge?{query}")
    assert answer.status_code in (400, 404)
    assert code in answer.text
    bad = visitor.post("/review/people/merge", {"id": ["1"], "keep": "1"}, page="/settings")
    assert bad.status_code == 400
    assert visitor.archive.judgements() == []


def test_a_record_is_split_and_renamed_and_put_back(visitor):
    one = visitor.archive.person("الحداد")
    page = visitor.get(f"/review/people/{one.id}").text
    with visitor.archive.database.read() as connection:
        assert {naming.article for naming in named_in(connection, one.id)} == {"a", "b"}
    assert page.count('name="article"') == 2
    answer = visitor.post(f"/review/people/{one.id}/split", {"article": ["b"], "why": "سميّه"},
                          page=f"/review/people/{one.id}")  # fmt: skip
    assert answer.status_code == 303
    assert visitor.archive.person(str(one.id)).articles == 1
    undo = re.search(r'name="number" value="([\d,]+)"', visitor.get(answer.headers["Location"]).text)[1]
    visitor.post("/review/undo", {"number": undo}, page="/review/judgements")
    assert visitor.archive.person(str(one.id)).articles == 2
    visitor.post(f"/review/people/{one.id}/rename", {"new": "سامي بن نوح"}, page=f"/review/people/{one.id}")
    assert visitor.archive.person(str(one.id)).name == "سامي بن نوح"
    for path, data in (("split", {}), ("split", {"article": "nowhere"}), ("rename", {"new": " "})):
        answer = visitor.post(f"/review/people/{one.id}/{path}", data, page=f"/review/people/{one.id}")
        assert answer.status_code in (400, 404)
    assert visitor.get("/review/people/9999").status_code == 404
    assert visitor.get(f"/review/people/{10**30}").status_code == 404
    with visitor.archive.database.read() as connection, pytest.raises(UnknownPerson):
        named_in(connection, 9999)


# -- who may, who did, what if the archive is busy ---------------------------------------------------------------------


def test_a_reader_sees_no_queue_and_an_editor_signs_every_decision(tmp_path):
    with site(tmp_path, accounts=True) as visitor:
        visitor.add("رنا", "reader")
        visitor.add("هالة", "editor")
        visitor.sign_in("رنا")
        for path in (
            "/review",
            "/review/judgements",
            "/review/people",
            "/review/people/merge?id=1&id=2",
            "/review/people/1",
        ):
            assert visitor.get(path).status_code == 403, path
        for path in ("/review/decide", "/review/undo", "/review/people/merge", "/review/people/1/split",
                     "/review/people/1/rename"):  # fmt: skip
            answer = visitor.post(path, {"number": "1"}, page="/settings")
            assert (answer.status_code, "M512" in answer.text) == (403, True), path
        visitor.post("/sign-out", page="/settings")
        visitor.sign_in("هالة")
        decide(visitor, 0, "confirm")
        visitor.post("/review/undo", {"number": "1"}, page="/review/judgements")
        (judgement,) = visitor.archive.judgements()
        assert (judgement.user, judgement.undone_by) == ("هالة", "هالة")
        rows = [(row.user, row.what, row.subject) for row in trail(visitor.archive.database)]
        assert rows[:2] == [("هالة", "undo", judgement.subject), ("هالة", "confirm", judgement.subject)]


def test_an_undo_that_is_sent_twice_is_told(visitor):
    decide(visitor, 0, "confirm")
    assert visitor.post("/review/undo", {"number": "1"}, page="/review/judgements").status_code == 303
    again = visitor.post("/review/undo", {"number": "1"}, page="/settings")
    assert (again.status_code, "M313" in again.text) == (404, True)
    away = visitor.post("/review/undo", {"number": "", "back": "//elsewhere.example"}, page="/settings")
    assert away.headers["Location"] == "/"


def test_an_archive_that_another_writes_to_is_told_and_nothing_is_lost(visitor, tmp_path):
    other = sqlite3.connect(tmp_path / "malaff.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    answer = decide(visitor, 0, "confirm")
    assert answer.status_code == 503
    assert "M303" in answer.text
    assert "الأرشيف مشغول" in answer.text
    assert str(tmp_path) not in answer.text
    assert visitor.get("/review").status_code == 200, "reading goes on"
    other.execute("ROLLBACK")
    other.close()
    assert visitor.archive.judgements() == []
    assert decide(visitor, 0, "confirm").status_code == 303
    assert len(visitor.archive.judgements()) == 1


def test_a_decision_whose_row_in_the_trail_fails_is_made_once_and_logged(visitor, monkeypatch, caplog):
    from malaff.web import audit

    def full(*_, **__):
        from malaff.errors import StorageFull

        raise StorageFull("No room.")

    monkeypatch.setattr(audit, "audit", full)
    assert decide(visitor, 0, "confirm").status_code == 303
    assert len(visitor.archive.judgements()) == 1
    assert "not in the audit trail" in caplog.text


def test_scripts_in_the_coverage_are_text(tmp_path):
    evil = '<script>alert(1)</script><img src=x onerror="alert(1)">'
    with Archive(tmp_path / "malaff.db", create=True) as archive:
        text = f'قال وزير الري سامي الحداد إن "{evil} الوفدين لم يتوصلا إلى صيغة نهائية".'
        archive.add_readings([read_article(article('"><script>alert(2)</script>', text, title=evil, outlet=evil))])
        found = archive.person("الحداد")
    with site(tmp_path) as visitor:
        for path in ("/review", f"/review/people/{found.id}", "/review/people?name=الحداد"):
            page = visitor.get(path)
            assert page.status_code == 200
            assert "<script>alert" not in page.text
            assert "<img" not in page.text
        decide(visitor, 0, "edit", speaker_name=evil, why=evil)
        visitor.post(f"/review/people/{found.id}/rename", {"new": evil, "why": evil}, page=f"/review/people/{found.id}")
        for path in ("/review/judgements", "/review?done=1", "/review/people?name=script&done=2", "/settings/audit"):
            page = visitor.get(path)
            assert page.status_code == 200, path
            assert "<script>alert" not in page.text
            assert "<img" not in page.text
