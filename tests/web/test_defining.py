"""A dossier changed with the pages: what it is about, its articles chosen by hand, its end."""

import pytest
from reading_site import page, story_site, texts
from selectolax.lexbor import LexborHTMLParser
from visits import QUICK, site

from malaff.dossier.desk import Desk
from malaff.model import Period
from malaff.web import accounts
from malaff.web.audit import trail

NAME = "خروج بعثة المراقبة من رملان"


@pytest.fixture
def own(tmp_path):
    """The story for a test that changes something."""
    with story_site(tmp_path) as client:
        yield client


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A server with accounts of each role, and a dossier about its two articles."""
    monkeypatch.setattr(accounts, "HASHER", QUICK)
    with site(tmp_path, accounts=True) as visitor:
        for name, role in (("سلمى", "reader"), ("هالة", "editor"), ("نادر", "admin")):
            visitor.add(name, role)
        Desk(visitor.archive).new("مياه رملان", about=["حصص المياه"])
        yield visitor


def send(client, path, on, **data):
    """Send a form with the token of the page it stands on."""
    token = page(client, on).css_first('main input[name="csrf"]').attributes["value"]
    return client.post(path, data={"csrf": token, **data})


def definition(client, number=1):
    return next(kept.definition for kept in Desk(client.archive).listed() if kept.id == number)


def sent_back(client, **changed):
    """The edit form sent as it is shown, but for some fields."""
    shown = page(client, "/dossiers/1/edit")
    given = {name: shown.css_first(f"#{name}") for name in ("name", "about", "questions", "from", "to")}
    fields = {
        name: node.attributes.get("value") if node.tag == "input" else node.text() for name, node in given.items()
    }
    fields = {name: value or "" for name, value in fields.items()}
    return send(client, "/dossiers/1/edit", "/dossiers/1/edit", **(fields | changed))


def rows(client):
    return [(row.user, row.what, row.subject, row.detail) for row in trail(client.archive.database)]


# -- what it is about ----------------------------------------------------------------------------------------------


def test_the_form_sent_as_it_is_changes_nothing(own):
    before = definition(own)
    assert sent_back(own).headers["location"] == "/dossiers/1"
    assert definition(own) == before


def test_what_a_dossier_is_about_is_changed(own):
    changed = {
        "name": "بعثة رملان",
        "about": "بعثة المراقبة\n\n معبر الرتاج \n",
        "from": "2025-02-01",
        "to": "2025-05-31",
    }
    assert sent_back(own, **changed).status_code == 303
    now = definition(own)
    assert (now.name, now.about) == ("بعثة رملان", ["بعثة المراقبة", "معبر الرتاج"])
    assert now.period == Period(from_="2025-02-01", to="2025-05-31")
    assert "بعثة رملان" in texts(page(own, "/dossiers/1"), "h1")
    days = [article.published[:10] for article in Desk(own.archive).show("بعثة رملان").articles]
    assert days
    assert all("2025-02-01" <= day <= "2025-05-31" for day in days)
    assert rows(own)[0] == ("web", "dossier edit", "بعثة رملان", "")


def test_questions_keep_their_ids_where_they_stand_or_are_reworded(own):
    one, two, three = definition(own).questions
    reworded = [one.text, "سداد المستحقات كاملة", three.text]
    sent_back(own, questions="\n".join(reworded))
    assert [(q.id, q.text) for q in definition(own).questions] == list(
        zip([one.id, two.id, three.id], reworded, strict=True)
    )
    sent_back(own, questions="\n".join([three.text, "إدارة المعبر", three.text]))
    assert [(q.id, q.text) for q in definition(own).questions] == [(three.id, three.text), ("q4", "إدارة المعبر")]


@pytest.mark.parametrize(
    ("changed", "status"),
    [({"name": " "}, 400), ({"about": "\n"}, 400), ({"from": "2025-13-01"}, 400),
     ({"from": "2025-03-01", "to": "2025-02-01"}, 400), ({"name": "أخرى"}, 409)],
)  # fmt: skip
def test_what_does_not_fit_comes_back_as_it_was_sent(own, changed, status):
    Desk(own.archive).new("أخرى", about=["معبر"])
    before = definition(own)
    answer = sent_back(own, **{"questions": "<b>سؤال</b>", **changed})
    assert answer.status_code == status
    shown = LexborHTMLParser(answer.text)
    assert shown.css('main [role="alert"]')
    assert shown.css_first("#questions").text() == "<b>سؤال</b>"
    assert definition(own) == before


def test_a_dossier_that_nothing_is_found_for_leads_to_its_phrases(own):
    Desk(own.archive).new("زحل", about=["حلقات زحل"])
    for address in ("/dossiers/2", "/dossiers/2/articles"):
        empty = page(own, address, status=404)
        assert texts(empty, "h1") == ["زحل"]
        assert empty.css('main a[href="/dossiers/2/edit"]')
        assert "M403" in empty.css_first('[role="alert"]').text()


# -- articles chosen by hand ---------------------------------------------------------------------------------------


def test_an_article_is_pinned_left_out_and_released_in_the_list(own):
    listed = page(own, "/dossiers/1/articles")
    first = listed.css_first('main form input[name="article"]').attributes["value"]
    assert texts(listed, "main li:first-child form button")[0].startswith("تثبيت")
    for what, pinned, excluded in (("pin", [first], []), ("exclude", [], [first]), ("release", [], [])):
        answer = send(own, "/dossiers/1/articles", "/dossiers/1/edit", article=first, what=what,
                      back="/dossiers/1/articles?page=1")  # fmt: skip
        assert answer.headers["location"] == "/dossiers/1/articles?page=1"
        assert (definition(own).pinned, definition(own).excluded) == (pinned, excluded)
        assert rows(own)[0] == ("web", f"dossier {what}", NAME, first)
        shown = page(own, "/dossiers/1/articles").css(f'main a[href$="{first.rpartition("/")[2]}"]')
        assert bool(shown) == (what != "exclude")
        chosen = [
            node.attributes["value"] for node in page(own, "/dossiers/1/edit").css("#picked ul input[name=article]")
        ]
        assert chosen == [*pinned, *excluded]


def test_what_is_pinned_offers_its_release(own):
    first = definition(own)
    article = Desk(own.archive).show(first.name).articles[0].id
    Desk(own.archive).pin(first.name, [article])
    shown = page(own, "/dossiers/1/articles")
    form = next(node.parent for node in shown.css('input[name="article"]') if node.attributes["value"] == article)
    assert [node.attributes["value"] for node in form.css("button")] == ["release", "exclude"]


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [({"what": "pin", "article": "nowhere"}, 404, "M309"), ({"what": "burn", "article": "x"}, 400, "M901"),
     ({"what": "pin", "article": " "}, 400, "M901"), ({}, 400, "M901")],
)  # fmt: skip
def test_what_cannot_be_chosen_is_told_on_the_page(own, data, status, code):
    answer = send(own, "/dossiers/1/articles", "/dossiers/1/edit", **data)
    assert (answer.status_code, code in answer.text) == (status, True)
    assert definition(own).pinned == []


def test_choosing_leads_nowhere_else(own):
    article = Desk(own.archive).show(NAME).articles[0].id
    answer = send(own, "/dossiers/1/articles", "/dossiers/1/edit", article=article, what="pin", back="//x.example/")
    assert answer.headers["location"] == "/"


# -- its end, and who may do what ----------------------------------------------------------------------------------


def test_a_dossier_is_deleted_after_it_was_asked_once_more(own):
    articles = own.archive.count()
    assert page(own, "/dossiers/1").css('#change a[href="/dossiers/1/delete"]')
    assert NAME in page(own, "/dossiers/1/delete").text()
    assert len(Desk(own.archive).listed()) == 1
    answer = send(own, "/dossiers/1/delete", "/dossiers/1/delete")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert Desk(own.archive).listed() == []
    assert own.archive.count() == articles
    assert rows(own)[0] == ("web", "dossier delete", NAME, "")
    for address in ("/dossiers/1", "/dossiers/1/edit", "/dossiers/1/delete"):
        page(own, address, status=404)


def test_forms_of_other_sites_change_nothing(own):
    before = definition(own)
    for address in ("/dossiers/1/edit", "/dossiers/1/articles", "/dossiers/1/delete"):
        assert own.post(address, data={"csrf": "made up", "name": "x", "about": "y"}).status_code == 403
    assert definition(own) == before


@pytest.mark.parametrize(
    ("name", "edits", "deletes"), [("سلمى", False, False), ("هالة", True, False), ("نادر", True, True)]
)
def test_editors_change_and_admins_delete(office, name, edits, deletes):
    office.sign_in(name)
    board = LexborHTMLParser(office.get("/dossiers/1").text)
    assert bool(board.css("#change")) == edits
    assert bool(board.css('a[href="/dossiers/1/delete"]')) == deletes
    assert bool(LexborHTMLParser(office.get("/dossiers/1/articles").text).css("main form")) == edits
    assert office.get("/dossiers/1/edit").status_code == (200 if edits else 403)
    assert office.get("/dossiers/1/delete").status_code == (200 if deletes else 403)
    sent = {"name": "مياه", "about": "حصص المياه"}
    edited = office.post("/dossiers/1/edit", sent, page="/settings")
    assert edited.status_code == (303 if edits else 403)
    pinned = office.post("/dossiers/1/articles", {"article": "a", "what": "pin"}, page="/settings")
    assert pinned.status_code == (303 if edits else 403)
    (kept,) = Desk(office.archive).listed()
    assert (kept.definition.name, kept.definition.pinned) == (("مياه", ["a"]) if edits else ("مياه رملان", []))
    deleted = office.post("/dossiers/1/delete", page="/settings")
    assert deleted.status_code == (303 if deletes else 403)
    assert len(Desk(office.archive).listed()) == (0 if deletes else 1)
    did = [row[1] for row in rows(office) if row[0] == name and row[1].startswith("dossier")]
    assert did == ["dossier delete"] * deletes + ["dossier pin", "dossier edit"] * edits
