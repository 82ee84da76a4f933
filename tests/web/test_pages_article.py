"""An article with its layers, statements with their facets, people, search."""

import itertools
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from reading_site import page, places, story_site, texts, visited
from selectolax.lexbor import LexborHTMLParser

from malaff.archive.statements import StatementFilter
from malaff.dossier.desk import Desk
from malaff.model import Article, Question
from malaff.reading.reader import read_article
from malaff.web.layers import marked
from story_archive import SOLDIERS, TRAINERS

ADDRESS = f"/articles/{quote(SOLDIERS, safe='')}"


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    with story_site(tmp_path_factory.mktemp("article")) as client:
        yield client


@pytest.fixture
def own(tmp_path):
    """The story for a test that changes something."""
    with story_site(tmp_path) as client:
        yield client


def pointed(client, address):
    parsed = LexborHTMLParser(client.get(address).text)
    assert len(parsed.css("#at")) == 1
    return "".join(node.text() for node in parsed.css("mark.at"))


# -- the article ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("article", [SOLDIERS, TRAINERS])
def test_the_text_stands_there_as_published(story, article):
    reading = story.archive.reading(article)
    shown = page(story, f"/articles/{quote(article, safe='')}", "en")
    paragraphs = [node.text() for node in shown.css(".body p")]
    assert paragraphs == [reading.text[start:end] for start, end in reading.paragraphs]
    assert texts(shown, "h1") == [" ".join(reading.title.split())]


def test_without_its_marks_the_text_is_what_was_read_every_blank_included(story):
    for head in story.archive.articles(limit=100):
        shown = page(story, f"/articles/{quote(head.id, safe='')}?at=3-40", "en")
        assert shown.css_first(".body").text() == story.archive.reading(head.id).text


@pytest.mark.parametrize(
    "text",
    [
        "\n\n  قال الوزير  إن الاتفاق  قريب.\n\n\n\tوأضاف الناطق أن الوفد غادر.\n \n",
        "قال الوزير.\r\nوأضاف.\rوختم.\r\n\r\n",
        "قال\x0bالوزير\x0cنعم\u2028نعم\u2029ثم\x85ختم", "\ufeffقال <b>الوزير</b> &amp; &#13; \u202e \u00a0",
    ],
)  # fmt: skip
def test_no_blank_or_line_end_is_lost_or_changed(tmp_path, text):
    with visited(tmp_path / "malaff.db") as client:
        given = Article(id="a", source="test", text=text, language="ar")
        client.archive.add_readings([read_article(given)])
        assert client.archive.reading("a").text == text
        assert page(client, "/articles/a").css_first(".body").text() == text
        for at in ((0, len(text)), (1, 9), (10, 30)):
            shown = LexborHTMLParser(f"<div>{marked(client.archive.reading('a'), at)}</div>")
            assert shown.css_first("div").text() == text


def test_any_characters_can_be_pointed_out(story):
    """Whatever begins or ends inside other marks, paragraphs or anchors."""
    reading = story.archive.reading(SOLDIERS)
    length = len(reading.text)
    borders = sorted(
        {*(s.content.start for s in reading.statements), *(s.cue.end for s in reading.statements), 0, length}
    )
    for start, end in itertools.islice(itertools.combinations(borders, 2), 0, None, 7):
        parsed = LexborHTMLParser(marked(reading, (start, end)))
        assert "".join(node.text() for node in parsed.css("mark.at")) == reading.text[start:end].replace("\n", "")
        assert len(parsed.css("#at")) == 1
        assert "\n".join(node.text() for node in parsed.css("p")) == reading.text


def test_every_statement_is_linked_to_its_characters(story):
    reading = story.archive.reading(SOLDIERS)
    shown = page(story, ADDRESS)
    links = [node.attributes["href"] for node in shown.css("#statements .said a")]
    assert links == [f"#s{number}" for number in range(len(reading.statements))]
    for number, statement in enumerate(reading.statements):
        anchor = shown.css_first(f"#s{number}")
        assert statement.content.text.replace("\n", "").startswith(anchor.text())
    for layer in "swcvntdp":
        assert shown.css_first(f"input#layer-{layer}")
        assert shown.css_first(f"label[for=layer-{layer}]").text()
    assert "".join(texts(shown, ".body .c"))


@pytest.mark.parametrize("at", ["", "x", "9-3", "5-5", "0-99999999", "-1-4", "1-2-3", "٣-٤", "1e3-2e3"])
def test_characters_that_are_not_there_are_told_and_the_text_is_shown(story, at):
    shown = page(story, f"{ADDRESS}?at={quote(at)}", "en")
    assert shown.css(".told.bad")
    assert not shown.css("#at")
    assert shown.css(".body p")


def test_earlier_versions_stay_open(own):
    before = own.archive.reading(SOLDIERS)
    newer = Article(
        id=SOLDIERS, source="t", text="نص جديد للمقال بعد تصحيحه.", title="عنوان مصحح", published="2025-07-01"
    )
    own.archive.add_readings([read_article(newer)])
    assert texts(page(own, ADDRESS), ".body p") == ["نص جديد للمقال بعد تصحيحه."]
    old = page(own, f"{ADDRESS}?version=1")
    assert [node.text() for node in old.css(".body p")] == [before.text[s:e] for s, e in before.paragraphs]
    assert old.css_first('a[aria-current="true"]').attributes["href"].endswith("?version=1")
    for odd in ("3", "0", "x", "²"):
        assert own.get(f"{ADDRESS}?version={odd}").status_code == 404


def test_the_original_is_linked_only_where_it_is_a_page(tmp_path):
    odd = (
        "javascript:alert(1)",
        "https://paper.example/1",
        "data:text/html,x",
        None,
        "http://[",
        "https://[x]/",
        "//a",
    )
    with visited(tmp_path / "a.db") as client:
        for number, url in enumerate(odd):
            article = Article(id=f"a{number}", source="t", text="قال الوزير إن الجسر سيفتح غدا.", url=url)
            client.archive.add_readings([read_article(article)])
        linked = [LexborHTMLParser(client.get(f"/articles/a{n}").text).css("a[rel]") for n in range(7)]
        assert [len(links) for links in linked] == [0, 1, 0, 0, 0, 0, 0]
        assert linked[1][0].attributes["href"] == "https://paper.example/1"
        assert linked[1][0].attributes["rel"] == "noreferrer noopener"


def test_decisions_and_copies_and_dossiers_stand_beside_it(own):
    statement = own.archive.statements(limit=1).items[0]
    own.archive.correct(statement.article, "statements", statement.number, "confirm", user="محرر", why="<i>سمعته</i>")
    shown = page(own, f"/articles/{quote(statement.article, safe='')}", "en")
    (decision,) = texts(shown, "#decisions li")
    assert "confirmed" in decision
    assert "محرر" in decision
    assert "<i>سمعته</i>" in decision
    assert shown.css_first('.trail a[href="/dossiers/1"]')
    group = own.archive.copies([head.id for head in own.archive.articles(limit=99)])[0]
    copy = page(own, f"/articles/{quote(group[0], safe='')}")
    linked = {node.attributes["href"] for node in copy.css("#copies a")}
    assert f"/articles/{quote(group[1], safe='')}" in linked


# -- statements ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ar", "en"])
def test_statements_are_paged_and_lead_to_their_characters(story, language):
    everything = story.archive.statements(limit=500)
    met = []
    for number in range(1, -(-everything.total // 25) + 1):
        shown = page(story, f"/statements?page={number}", language)
        met += places(shown)
    assert met == [(i.article, i.statement.content.start, i.statement.content.end) for i in everything.items]
    article, start, end = met[3]
    text = story.archive.reading(article).text
    assert pointed(story, f"/articles/{quote(article, safe='')}?at={start}-{end}") == text[start:end]


def test_the_content_is_marked_in_its_sentence(story):
    shown = page(story, "/statements")
    first = story.archive.statements(limit=25).items
    for node, item in zip(shown.css("ol.items > li"), first, strict=True):
        assert item.statement.content.text in [mark.text() for mark in node.css("mark")]


def test_facets_are_links_that_narrow_and_let_go(story):
    shown = page(story, "/statements", "en")
    denial = next(node for node in shown.css("#facet-act a") if "denial" in node.text())
    count = int(denial.css_first(".n").text())
    narrowed = page(story, f"/statements{denial.attributes['href']}", "en")
    assert f"{count} statements" in " ".join(texts(narrowed, "[role=status]"))
    assert set(texts(narrowed, "ol.items .tag")) == {"denial"}
    speaker = narrowed.css("#facet-speaker a")[0]
    both = page(story, f"/statements{speaker.attributes['href']}", "en")
    wanted = int(speaker.css_first(".n").text())
    assert len(both.css("ol.items > li")) == wanted
    chosen = both.css_first("#facet-act a[aria-current]")
    assert "act=" not in chosen.attributes["href"]


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("outlet=بوابة الحوض", StatementFilter(outlet="بوابة الحوض")),
        ("type=direct", StatementFilter(type="direct")),
        ("kind=anonymous", StatementFilter(kind="anonymous")),
        ("month=2025-04", StatementFilter(from_="2025-04", to="2025-04")),
        ("from=2025-03-01&to=2025-03-20", StatementFilter(from_="2025-03-01", to="2025-03-20")),
        ("speaker=القيصومي&act=accuse", StatementFilter(speaker="القيصومي", act="accuse")),
    ],
)
def test_every_facet_asks_the_archive(story, query, asked):
    wanted = story.archive.statements(asked, limit=25)
    assert wanted.total
    met = places(page(story, f"/statements?{query}"))
    assert met == [(i.article, i.statement.content.start, i.statement.content.end) for i in wanted.items]


@pytest.mark.parametrize("query", ["act=shout", "person=x", "person=99999999", "from=yesterday", "type=<b>"])
def test_a_filter_that_does_not_fit_is_told_above_all_statements(story, query):
    answer = story.get(f"/statements?{query}")
    assert answer.status_code in (400, 404)
    parsed = LexborHTMLParser(answer.text)
    assert parsed.css('[role="alert"]')
    assert parsed.css("ol.items > li")


def test_a_dossiers_statements_are_those_of_its_articles(story):
    shown = page(story, "/dossiers/1/statements?act=deny", "en")
    held = {article for article, _, _ in places(shown)}
    assert held
    assert held <= {article.id for article in Desk(story.archive).show("خروج بعثة المراقبة من رملان").articles}
    assert shown.css_first('.trail a[href="/dossiers/1"]')


# -- people --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_person_has_what_was_said_and_stood_for(story, language):
    someone = story.archive.person("أكرم السرحدي")
    shown = page(story, f"/people/{someone.id}", language)
    assert texts(shown, "h1") == [someone.name]
    assert set(someone.aliases) <= set(texts(shown, ".head bdi"))
    said = story.archive.statements(StatementFilter(person=someone.id), limit=20)
    assert len(shown.css("#said ol.items > li")) == len(said.items) > 3
    assert shown.css('#standings a[href="/dossiers/1"]')
    assert {role for role, _ in someone.roles} == set(texts(shown, "#roles li > bdi"))
    for article, start, end in places(shown):
        assert story.archive.reading(article).text[start:end]


def test_people_are_listed_and_found(story):
    listed = page(story, "/people", "en")
    assert len(listed.css("ul.parties > li")) > 20
    found = page(story, "/people?q=رملان", "en")
    assert all("رملان" in name or "الرملان" in name for name in texts(found, "h2"))
    only = page(story, "/people?kind=organisation", "en")
    assert only.css_first('.chips a[aria-current="true"]').text() == "Bodies"
    assert story.get("/people?kind=ghost").status_code == 400
    someone = story.archive.person("أكرم السرحدي")
    answer = story.get("/people", params={"name": "أكرم السرحدي"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/people/{someone.id}")
    assert texts(page(story, "/people?q=لاأحد", "en"), "p.told") == ["Nobody by this name."]


@pytest.mark.parametrize(
    "address", ["/people/999999", "/people/999999/mentions", "/people/9999999999999", "/articles/none", "/nowhere"]
)
def test_what_is_not_there_is_told_in_the_readers_language(story, address):
    assert texts(page(story, address, "ar", status=404), "h1") == ["تعذّر ذلك"]
    assert texts(page(story, address, "en", status=404), "h1") == ["That did not work"]


# -- search --------------------------------------------------------------------------------------------------------


def test_hits_show_what_matched_and_lead_there(story):
    shown = page(story, "/search?q=معبر الرتاج")
    found = story.archive.search("معبر الرتاج")
    assert len(shown.css("ol.items > li")) == len(found.hits)
    matched = [mark.text() for mark in shown.css("ol.items > li")[0].css("mark")]
    snippet = found.hits[0].snippets[0]
    text = story.archive.reading(found.hits[0].id).text
    assert matched == [text[start:end] for start, end in snippet.matches]
    article, start, end = places(shown)[0]
    assert text[start:end] == snippet.span.text
    assert pointed(story, f"/articles/{quote(article, safe='')}?at={start}-{end}") == snippet.span.text.replace(
        "\n", ""
    )


def test_order_and_pages_are_kept_in_the_links(story):
    shown = page(story, "/search?q=رملان&order=old")
    days = [story.archive.reading(article).published for article, _, _ in places(shown)]
    assert days == sorted(days)
    assert shown.css_first("option[selected]").attributes["value"] == "old"


@pytest.mark.parametrize("query", ["colour:red", "act:shout", "-فقط", "from:yesterday", '""'])
def test_a_query_that_is_not_understood_is_told_beside_the_form(story, query):
    shown = page(story, f"/search?q={quote(query)}", "en", status=400)
    assert shown.css("#wrong")
    assert shown.css_first("input[name=q]").attributes["value"] == query
    assert shown.css_first("input[name=q]").attributes["aria-describedby"] == "wrong"


# -- what the coverage says is never markup ------------------------------------------------------------------------

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;"
PAGES = (
    "/",
    "/dossiers/1",
    "/dossiers/1/timeline",
    "/dossiers/1/articles",
    "/dossiers/1/parties",
    "/dossiers/1/statements",
    "/dossiers/1/exchanges",
    "/statements",
    "/people",
    "/people/1",
    "/people/1/mentions",
    "/search?q=الجسر",
    "/articles/evil%3C%2Fb%3E",
)


@pytest.fixture(scope="module")
def evil(tmp_path_factory):
    """An archive whose every field holds markup."""
    text = (
        f"قال وزير الري سامي الحداد إن الجسر «سيفتح غدا {EVIL}».\n"
        f"ونفى المتحدث باسم الوزارة كريم الدوري ما قاله سامي الحداد عن الجسر {EVIL}.\n"
        f"واتفق الطرفان {EVIL} على فتح الجسر في 10 آذار 2025، ولم يتضح من يدفع كلفة الجسر {EVIL}."
    )
    with visited(tmp_path_factory.mktemp("evil") / "evil.db") as client:
        for key in ("evil</b>", "evil2"):
            client.archive.add_readings(
                [
                    read_article(
                        Article(
                            id=key,
                            source=f"t{EVIL}",
                            text=text,
                            title=f"الجسر {EVIL}",
                            outlet=f"صحيفة {EVIL}",
                            author=f"كاتب {EVIL}",
                            sections=[EVIL],
                            published="2025-03-01",
                        )
                    )
                ]
            )
        Desk(client.archive).new(
            f"الجسر {EVIL}",
            about=["الجسر", f"فتح الجسر {EVIL}"],
            questions=[Question(id=f"q{EVIL}", text=f"فتح الجسر {EVIL}")],
        )
        yield client


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    "address",
    [
        *PAGES,
        f"/search?q={quote(EVIL)}",
        f"/statements?speaker={quote(EVIL)}",
        f"/people?q={quote(EVIL)}",
        f"/articles/{quote(EVIL, safe='')}",
        f"/statements?act={quote(EVIL)}",
    ],
)
def test_markup_in_texts_names_titles_and_queries_is_shown_as_text(evil, address, language):
    mark = "&" if "?" in address else "?"
    answer = evil.get(f"{address}{mark}language={language}")
    assert answer.status_code in (200, 400, 404)
    parsed = LexborHTMLParser(answer.text)
    assert not parsed.css("script, img, iframe, object, style")
    attributes = {name for node in parsed.css("*") for name in node.attributes}
    assert not [name for name in attributes if name.startswith("on") or name == "style"]


def test_the_markup_is_there_as_text(evil):
    for address in ("/", "/dossiers/1", "/articles/evil%3C%2Fb%3E", "/statements"):
        assert EVIL in LexborHTMLParser(evil.get(address).text).body.text()


def test_feeds_of_such_texts_are_well_formed(evil):
    assert EVIL in "".join(ElementTree.fromstring(evil.get("/dossiers/1/feed.atom").content).itertext())  # noqa: S314 - our own answer


def test_characters_that_would_turn_the_words_around_stay_inside(tmp_path):
    """Overrides of the direction are left out of lists; in the article itself they stand in a paragraph of its own."""
    with visited(tmp_path / "b.db") as client:
        text = "قال الوزير سامي الحداد إن الجسر \u202eسيفتح غدا."
        client.archive.add_readings([read_article(Article(id="b", source="t", text=text, title="عنوان\u202e الجسر"))])
        for address in ("/statements", "/search?q=الجسر"):
            assert "\u202e" not in client.get(address).text
        assert [node.text() for node in LexborHTMLParser(client.get("/articles/b").text).css(".body p")] == [text]
