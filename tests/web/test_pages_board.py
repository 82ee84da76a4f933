"""The list of dossiers and the board: what stands there, where it leads, what is kept and told again."""

import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from reading_site import page, places, story_site, texts, visited
from selectolax.lexbor import LexborHTMLParser

from malaff.dossier.desk import Desk
from malaff.export.dossier import TABLES
from malaff.export.dossier.exchanges import exchanges

NAME = "خروج بعثة المراقبة من رملان"
PARTS = (
    "timeline",
    "pledges",
    "open_questions",
    "contradictions",
    "parties",
    "articles",
    "reprints",
    "exchanges",
    "stances",
)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    with story_site(tmp_path_factory.mktemp("board")) as client:
        yield client


@pytest.fixture
def own(tmp_path):
    """The story for a test that changes something."""
    with story_site(tmp_path) as client:
        yield client


@pytest.fixture(scope="module")
def dossier(story):
    return Desk(story.archive).show(NAME)


def form_token(parsed, action):
    return parsed.css_first(f'form[action="{action}"] input[name="csrf"]').attributes["value"]


# -- home ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "articles"), [("ar", "24 مقالا"), ("en", "24 articles")])
def test_the_first_page_tells_where_a_dossier_stands(story, dossier, language, articles):
    home = page(story, "/", language)
    (card,) = home.css("ul.files > li")
    assert card.css_first("h2 a").attributes["href"] == "/dossiers/1"
    told = " ".join(card.text().split())
    assert NAME in told
    assert articles in told
    assert dossier.state.last.text in told
    opened = sum(question.closed is None for question in dossier.open_questions)
    assert str(opened) in texts(card, ".line bdi")


def test_an_empty_archive_tells_what_to_do(tmp_path):
    with visited(tmp_path / "empty.db") as client:
        home = page(client, "/", "en")
        assert home.css_first('.told a[href="/add"]')
        assert home.css_first('form[action="/dossiers"]')
        assert not home.css("ul.files")


def test_a_dossier_is_made_with_the_form(own):
    home = page(own, "/")
    given = {"name": "معبر الرتاج", "about": "معبر الرتاج\nإدارة المعبر", "questions": "فتح المعبر\n"}
    answer = own.post("/dossiers", data={**given, "csrf": form_token(home, "/dossiers")})
    assert (answer.status_code, answer.headers["location"]) == (303, "/dossiers/2")
    kept = Desk(own.archive).get("معبر الرتاج").definition
    assert kept.about == ["معبر الرتاج", "إدارة المعبر"]
    assert [(question.id, question.text) for question in kept.questions] == [("q1", "فتح المعبر")]
    assert "معبر الرتاج" in texts(page(own, "/dossiers/2"), "h1")


def test_a_form_that_does_not_fit_comes_back_as_it_was(own):
    data = {"name": NAME, "about": "<b>شيء</b>", "csrf": form_token(page(own, "/"), "/dossiers")}
    answer = own.post("/dossiers", data=data)
    assert answer.status_code == 409
    assert LexborHTMLParser(answer.text).css('form [role="alert"]')
    assert "&lt;b&gt;شيء&lt;/b&gt;" in answer.text
    assert len(Desk(own.archive).listed()) == 1


def test_a_form_of_another_site_makes_nothing(own):
    answer = own.post("/dossiers", data={"name": "x", "about": "y", "csrf": "made up"})
    assert answer.status_code == 403
    assert len(Desk(own.archive).listed()) == 1


# -- board ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_state_comes_first_and_every_part_is_there(story, dossier, language):
    board = page(story, "/dossiers/1", language)
    sections = [node.attributes["id"] for node in board.css("section.part")]
    assert sections[:4] == ["state", "stances", "charts", "exchanges"]
    assert set(sections) >= {"timeline", "pledges", "open_questions", "contradictions", "parties", "articles"}
    assert texts(board, "#state .figures dd")[:3] == [
        str(dossier.state.articles), str(dossier.state.outlets), str(dossier.state.statements)
    ]  # fmt: skip
    links = [node.attributes["href"] for node in board.css(".toc a")]
    assert {f"#{section}" for section in sections} <= set(links)


def test_all_evidence_leads_to_its_very_characters(story, dossier):
    linked = [*places(page(story, "/dossiers/1")), *places(page(story, "/dossiers/1/stances"))]
    known = {
        (each.article, each.start, each.end)
        for party in dossier.parties
        for stance in party.stances
        for each in stance.evidence
    }
    assert known <= set(linked)
    texts_ = {reading.id: reading.text for reading in story.archive.readings([a.id for a in dossier.articles])}
    seen = set()
    for article, start, end in dict.fromkeys(linked):
        answer = story.get(f"/articles/{article.replace('/', '%2F').replace(':', '%3A')}?at={start}-{end}")
        assert answer.status_code == 200
        parsed = LexborHTMLParser(answer.text)
        assert len(parsed.css("#at")) == 1
        pieces = [node.text() for node in parsed.css("mark.at")]
        assert "".join(pieces) == texts_[article][start:end].replace("\n", "")
        seen.add(article)
    assert len(seen) > 10


def test_every_chart_has_its_figures_as_a_table_and_a_name(story):
    board = page(story, "/dossiers/1", "en")
    charts = board.css("figure")
    assert len(charts) >= 5
    for chart in charts:
        svg = chart.css_first("svg")
        assert svg.css_first("title").text()
        assert svg.attributes["role"] == "img"
        assert chart.css("table tbody tr")


def test_nothing_on_a_page_is_refused_by_its_own_policy(story):
    answer = story.get("/dossiers/1")
    policy = answer.headers["content-security-policy"]
    assert "unsafe-inline" not in policy
    assert not re.search(
        r"<style|<script(?! src=\"/static)|\sstyle=|\son[a-z]+=|(?:src|href)=\"(?:https?:)?//", answer.text
    )


def test_pledges_that_are_overdue_come_first(own):
    board = page(own, "/dossiers/1")
    warned = ["alarm" in (node.attributes["class"] or "") for node in board.css("#pledges .item-head .tag")]
    assert warned == sorted(warned, reverse=True)
    assert any(warned)


def test_who_answers_whom_tells_what_is_in_the_texts(story, dossier):
    readings = {each.id: each.text for each in story.archive.readings([article.id for article in dossier.articles])}
    found = exchanges(dossier, readings)
    told = {(each.of, each.to): dict(each.acts) for each in found}
    accused = [each for each in found if "accuse" in dict(each.acts)]
    assert told[accused[0].of, accused[0].to]["accuse"] == 1
    assert accused[0].to in accused[0].evidence[0][1].text
    assert all(each.of != each.to for each in found)
    rows = texts(page(story, "/dossiers/1", "en"), ".matrix tbody th")
    assert accused[0].of in rows
    shown = page(story, "/dossiers/1/exchanges", "en")
    assert len(shown.css("ol.items > li")) == len(found)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_part_has_a_page_with_all_of_it(story, dossier, part, language):
    shown = page(story, f"/dossiers/1/{part}", language)
    listed = shown.css("ol.items > li, ul.parties > li, ul.stance-list > li")
    assert listed
    if part in ("pledges", "open_questions", "contradictions", "articles", "reprints"):
        assert len(listed) == len(getattr(dossier, part))


def test_the_board_shows_some_and_the_parts_page_all_who_stand_somewhere(story, dossier):
    for question in dossier.questions:
        held = [party.name for party in dossier.parties if any(s.question == question.id for s in party.stances)]
        number = dossier.questions.index(question) + 1
        shown = page(story, "/dossiers/1/stances")
        assert texts(shown, f"#question-{number} .stance-list > li > b") == held
        strips = shown.css(f"#question-{number} tbody tr")
        assert len(strips) >= len(held)


def test_long_parts_are_paged(story, dossier):
    first, last = page(story, "/dossiers/1/timeline"), page(story, "/dossiers/1/timeline?page=3")
    assert len(first.css("ol.items > li")) == 40
    assert len(last.css("ol.items > li")) == len(dossier.timeline) - 80
    assert first.css_first("a[rel=next]").attributes["href"] == "?language=ar&page=2"
    assert first.css_first("a[rel=prev]") is None
    assert last.css_first("a[rel=next]") is None
    for odd in ("0", "-1", "x", "²", "99999999999"):
        assert page(story, f"/dossiers/1/timeline?page={odd}").css("ol.items > li")


def test_the_board_is_sent_once_while_nothing_changes(own):
    first = own.get("/dossiers/1")
    tag = {"If-None-Match": first.headers["etag"]}
    again = own.get("/dossiers/1", headers=tag)
    assert (again.status_code, again.content) == (304, b"")
    assert own.get("/dossiers/1?language=en", headers=tag).status_code == 200
    statement = own.archive.statements(limit=1).items[0]
    own.archive.correct(statement.article, "statements", statement.number, "reject", user="t")
    assert own.get("/dossiers/1", headers=tag).status_code == 200


def test_a_look_is_what_the_reader_says_it_is(own):
    for _ in range(2):
        board = page(own, "/dossiers/1", "en")
    assert "Not yet marked" in board.text()
    answer = own.post("/dossiers/1/seen", data={"csrf": form_token(board, "/dossiers/1/seen")})
    assert (answer.status_code, answer.headers["location"]) == (303, "/dossiers/1")
    assert "Last seen" in page(own, "/dossiers/1", "en").text()
    desk = Desk(own.archive)
    desk.exclude(NAME, [desk.show(NAME).articles[0].id])
    changed = page(own, "/dossiers/1", "en")
    assert changed.css("#changes li")
    assert own.post("/dossiers/1/seen", data={}).status_code == 403


# -- exports, feed, calendar ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "starts"),
    [
        ("html", b"<!DOCTYPE html>"),
        ("md", b'<div dir="rtl">'),
        ("json", b"{"),
        ("docx", b"PK"),
        ("ics", b"BEGIN:VCALENDAR"),
    ],
)
def test_a_dossier_is_exported(story, name, starts):
    answer = story.get(f"/dossiers/1/export?format={name}")
    assert answer.status_code == 200
    assert answer.content.startswith(starts)
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%D8%AE")
    assert answer.headers["content-disposition"].endswith(f".{name}")


def test_tables_come_together_or_one_by_one(story):
    packed = zipfile.ZipFile(io.BytesIO(story.get("/dossiers/1/export?format=csv").content))
    assert {name.removesuffix(".csv") for name in packed.namelist()} == set(TABLES)
    one = story.get("/dossiers/1/export?format=csv&table=statements")
    assert one.content == packed.read("statements.csv")
    assert story.get("/dossiers/1/export?format=doc").status_code == 400


def test_the_feed_is_atom_and_its_entries_keep_their_ids(own):
    first = ElementTree.fromstring(own.get("/dossiers/1/feed.atom").content)  # noqa: S314 - our own answer
    entries = first.findall("a:entry", ATOM)
    assert len(entries) > 20
    for name in ("id", "title", "updated"):
        assert first.findtext(f"a:{name}", namespaces=ATOM)
        assert all(entry.findtext(f"a:{name}", namespaces=ATOM) for entry in entries)
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in entries]
    assert len(set(ids)) == len(ids)
    days = [entry.findtext("a:updated", namespaces=ATOM) for entry in entries]
    assert days == sorted(days, reverse=True)
    links = [entry.find("a:link", ATOM).attrib["href"] for entry in entries]
    assert all(re.fullmatch(r"http://localhost/articles/\S+\?at=\d+-\d+#at", link) for link in links)
    english = ElementTree.fromstring(own.get("/dossiers/1/feed.atom?language=en").content)  # noqa: S314 - the same
    assert [entry.findtext("a:id", namespaces=ATOM) for entry in english.findall("a:entry", ATOM)] == ids


def test_the_calendar_is_the_exports(story):
    icalendar = pytest.importorskip("icalendar", reason='needs: pip install "malaff[calendar]"')
    answer = story.get("/dossiers/1/calendar.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert len(list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))) > 20


# -- errors and preferences ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["/dossiers/9", "/dossiers/9/timeline", "/dossiers/9/export", "/dossiers/1/nonsense", "/dossiers/9/feed.atom"],
)
def test_what_is_not_there_is_told_in_the_readers_language(story, address):
    assert texts(page(story, address, "ar", status=404), "h1") == ["تعذّر ذلك"]
    assert texts(page(story, address, "en", status=404), "h1") == ["That did not work"]


def test_the_language_is_switched_and_kept(own):
    switch = page(own, "/dossiers/1/timeline?page=2").css_first(".own a").attributes["href"]
    answer = own.get(switch)
    assert (answer.status_code, answer.headers["location"]) == (303, "/dossiers/1/timeline?page=2")
    assert '<html lang="en" dir="ltr">' in own.get("/dossiers/1/timeline?page=2").text


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "/\t/x.example", "x"]
)
def test_the_switch_leads_nowhere_else(story, back):
    answer = story.get("/language", params={"to": "en", "back": back})
    assert answer.headers["location"] == "/"
    story.get("/language", params={"to": "ar", "back": "/"})


def test_the_hijri_day_stands_beside_the_gregorian_where_it_is_wanted(own):
    own.cookies.set("malaff", "language=ar&months=levantine&digits=arabic&calendar=both")
    told = own.get("/dossiers/1").text
    assert "١٠ نيسان ٢٠٢٥ (١٢ شوال ١٤٤٦ هـ)" in told
