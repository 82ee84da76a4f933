"""The pages in a browser: nothing is wider than the screen, axe finds nothing serious, links lead where they say.

Needs playwright and a Chromium; without them the tests say how to get both.
"""

import re

import pytest
from browsing import HOW, WIDTHS, look_at, served
from reading_site import story_site

from malaff.archive.statements import StatementFilter
from malaff.web.render import article_at

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason=f"needs {HOW}")

PAGES = {
    "home": "/",
    "board": "/dossiers/1",
    "timeline": "/dossiers/1/timeline",
    "pledges": "/dossiers/1/pledges",
    "contradictions": "/dossiers/1/contradictions",
    "parties": "/dossiers/1/parties",
    "articles": "/dossiers/1/articles",
    "reprints": "/dossiers/1/reprints",
    "exchanges": "/dossiers/1/exchanges",
    "stances": "/dossiers/1/stances",
    "statements of the dossier": "/dossiers/1/statements",
    "statements": "/statements",
    "filtered": "/statements?act=deny&type=direct",
    "wrong filter": "/statements?act=shout",
    "people": "/people",
    "person": "/people/2",
    "mentions": "/people/2/mentions",
    "search": "/search",
    "found": "/search?q=معبر الرتاج",
    "wrong query": "/search?q=colour:red",
    "missing": "/dossiers/99",
    "no such page": "/nowhere",
    "a dossier's definition": "/dossiers/1/edit",
    "a dossier's end": "/dossiers/1/delete",
}


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """The address of a server over the demo story, and its archive."""
    with story_site(tmp_path_factory.mktemp("browser")) as client, served(client.app) as address:
        yield address, client.archive


@pytest.fixture(params=["ar", "en"])
def reader(request, chromium, story):
    """A reader of one language, whose browser tells what it refused."""
    address, _ = story
    context = chromium.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    view = context.new_page()
    view.refused = []
    view.on("console", lambda message: view.refused.append(message.text) if "Refused" in message.text else None)
    view.on("console", lambda message: view.refused.append(message.text) if "Security Policy" in message.text else None)
    view.goto(f"/language?to={request.param}&back=/")
    view.language = request.param
    yield view
    context.close()


def article_address(archive):
    item = archive.statements(StatementFilter(act="deny"), limit=1).items[0]
    return article_at(item.article, item.statement.content.start, item.statement.content.end)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [*PAGES, "article"])
def test_no_page_is_wider_than_the_screen_or_shuts_a_reader_out(reader, story, name, width):
    address = PAGES.get(name) or article_address(story[1])
    look_at(reader, story[0] + address, width=width, language=reader.language)
    assert not reader.refused


def test_contrast_holds_in_the_dark(chromium, story):
    context = chromium.new_context(base_url=story[0], color_scheme="dark", viewport={"width": 1280, "height": 900})
    view = context.new_page()
    for address in ("/", "/dossiers/1", "/statements", "/people/2", "/search?q=معبر الرتاج", article_address(story[1])):
        view.goto(address)
        found = axe.Axe().run(view).response["violations"]
        grave = [
            (violation["id"], violation["nodes"][0]["html"][:160])
            for violation in found
            if violation["impact"] in ("serious", "critical")
        ]
        assert not grave, address
    context.close()


def test_a_stance_leads_to_its_sentence(reader):
    reader.goto("/dossiers/1")
    link = reader.locator("#stances blockquote a").first
    wanted = link.inner_text()
    link.click()
    pointed = reader.locator("#at")
    assert pointed.inner_text() == wanted
    reader.wait_for_timeout(800)  # it scrolls there
    top, height = reader.evaluate("[document.querySelector('#at').getBoundingClientRect().top, innerHeight]")
    assert 0 <= top < height


def test_statements_are_narrowed_by_speaker_and_act(reader):
    reader.goto("/statements")
    speaker = reader.locator("#facet-speaker a").first
    count = int(speaker.locator(".n").inner_text())
    speaker.click()
    assert reader.locator("ol.items > li").count() == min(count, 25)
    # One record, whatever its spellings.
    records = reader.locator("ol.items b a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert set(records) == {f"/people/{reader.url.rpartition('person=')[2]}"}
    act = reader.locator("#facet-act a").first
    label, count = act.locator("span").inner_text(), int(act.locator(".n").inner_text())
    act.click()
    assert set(reader.locator("ol.items .tag").all_inner_texts()) == {label}
    assert reader.locator("ol.items > li").count() == min(count, 25)


def test_the_language_is_one_click_away(reader):
    reader.goto("/dossiers/1/timeline?page=2")
    reader.locator(".own a").first.click()
    other = "en" if reader.language == "ar" else "ar"
    assert reader.evaluate("document.documentElement.lang") == other
    assert reader.url.endswith("/dossiers/1/timeline?page=2")


def test_layers_are_switched_without_script(chromium, story):
    context = chromium.new_context(base_url=story[0], viewport={"width": 390, "height": 900})
    view = context.new_page()
    view.goto(article_address(story[1]).split("?")[0])
    colour = "getComputedStyle(document.querySelector('.body .s')).backgroundColor"
    before = view.evaluate(colour)
    view.locator("label[for=layer-s]").click()
    assert view.evaluate(colour) != before
    assert view.evaluate("document.scripts.length") == 0
    context.close()


def test_the_keyboard_reaches_the_content_first(reader):
    reader.goto("/dossiers/1")
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.className") == "skip"
    reader.keyboard.press("Enter")
    assert re.search(r"#content$", reader.url)
    assert reader.evaluate("document.activeElement.id") == "content"
