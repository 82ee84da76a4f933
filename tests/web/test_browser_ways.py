"""The ways people go through an archive in a browser, from the first page on, over the demo story.

Needs playwright and a Chromium; without them the tests say how to get both.
"""

import pytest
from browsing import served
from reading_site import story_site

NAME = "خروج بعثة المراقبة من رملان"
# Two records of one person, since an article writes a word behind the name.
ONE, OTHER = "لمياء الدرعمي", "لمياء الدرعمي أوستيرا"


@pytest.fixture
def story(tmp_path, chromium):
    """A page at a server over the demo story; it has the archive too."""
    with story_site(tmp_path) as client, served(client.app) as address:
        # Pages scroll at once then, and need not be waited for.
        context = chromium.new_context(
            base_url=address, viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
        )
        view = context.new_page()
        view.archive = client.archive
        yield view
        context.close()


def parties(view):
    """How many parties the state of the file counts, and their names on their own page."""
    view.goto("/dossiers/1?language=en")
    count = int(view.locator("#state .figures div", has_text="Parties").locator("dd").inner_text())
    view.goto("/dossiers/1/parties?language=en")
    names = view.locator("ul.parties > li h3").all_inner_texts()
    while view.locator("a[rel=next]").count():
        view.locator("a[rel=next]").click()
        names += view.locator("ul.parties > li h3").all_inner_texts()
    return count, names


def test_the_demo_board_is_opened_from_the_first_page(story):
    story.goto("/")
    story.click(f"text={NAME}")
    story.wait_for_url("**/dossiers/1")
    assert story.locator("h1").inner_text() == NAME
    for part in ("state", "stances", "charts", "exchanges", "timeline", "pledges", "open_questions", "contradictions"):
        assert story.locator(f"section#{part}").is_visible(), part
    assert story.locator("#state-last").is_visible()
    story.locator(".toc a[href='#pledges']").click()
    assert story.evaluate("document.querySelector('#pledges').getBoundingClientRect().top < innerHeight / 2")


def test_a_stance_is_followed_to_its_sentence_and_back(story):
    story.goto("/dossiers/1")
    link = story.locator("#stances blockquote a").first
    words = link.inner_text()
    link.click()
    assert story.locator("mark.at").first.inner_text() in words
    background = "getComputedStyle(document.querySelector('mark.at')).backgroundColor"
    assert story.evaluate(background) != story.evaluate("getComputedStyle(document.body).backgroundColor")
    story.click(f".trail >> text={NAME}")
    story.wait_for_url("**/dossiers/1")


def test_two_spellings_are_merged_and_the_board_changes(story):
    count, names = parties(story)
    assert {ONE, OTHER} <= set(names)
    assert count == len(names)
    story.goto("/review/people?language=en")
    story.fill("#name", ONE)
    story.press("#name", "Enter")
    for name in (ONE, OTHER):
        story.locator("label", has=story.locator(f"bdi:text-is('{name}')")).locator("input").check()
    story.click("main form.card button[type=submit]")
    story.locator("label", has=story.locator(f"bdi:text-is('{ONE}')")).locator("input").check()
    story.fill("#why", "هي نفسها")
    story.click("main form.card button[type=submit]")
    assert story.locator("#done").count() == 1
    after, left = parties(story)
    assert after == count - 1
    assert sorted(left) == sorted(set(names) - {OTHER})
    story.goto("/review/judgements")
    story.locator("li form button").first.click()
    assert parties(story) == (count, names)


def test_a_correction_stands_after_the_article_was_read_again(story):
    story.goto("/review?language=en")
    item = story.locator("[data-item]").first
    said = item.locator("mark").inner_text()
    place = item.locator(".evidence a").first.get_attribute("href")
    item.locator("summary").click()
    item.locator("input[name=speaker_name]").fill("سلوى المختبرية")
    item.locator("select[name=act]").select_option("doubt")
    item.locator("button[value=edit]").click()
    assert "سلوى المختبرية" in story.locator("#done").inner_text()

    def corrected():
        story.goto(f"{place.partition('?')[0]}?language=en")
        found = story.locator("#statements li", has_text="سلوى المختبرية")
        return found.locator(".tag").all_inner_texts(), found.locator("a.naskh").first.inner_text()

    tags, words = corrected()
    assert tags == ["doubt"]
    assert said.startswith(words.removesuffix("…"))
    assert story.archive.reread(everything=True) == story.archive.count()
    assert corrected() == (tags, words)
    story.goto("/statements?speaker=سلوى المختبرية&language=en")
    assert story.locator("ol.items > li").count() == 1
    assert said in story.locator("ol.items > li").inner_text()


def test_a_dossier_is_changed_an_article_left_out_and_the_dossier_deleted(story):
    story.goto("/dossiers/1?language=en")
    story.click("#change summary")
    story.click("#change a[href$='/articles']")
    total = story.locator("ol.items > li").count()
    story.locator("button[value=exclude]").first.click()
    assert story.locator("ol.items > li").count() == total - 1
    story.click("main a[href$='#picked']")
    story.fill("#name", "بعثة رملان")
    story.locator("main form button[type=submit]").first.click()
    story.wait_for_url("**/dossiers/1")
    assert story.locator("h1").inner_text() == "بعثة رملان"
    story.click("#change summary")
    story.click("#change a[href$='/delete']")
    story.click("main form button[type=submit]")
    assert story.locator("ul.files").count() == 0
