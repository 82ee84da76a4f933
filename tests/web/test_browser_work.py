"""Adding, reviewing and settings in a browser: from the keyboard, with the scripts; nothing serious by axe.

Needs playwright and a Chromium; without them the tests say how to get both.
"""

import pytest
from browsing import WIDTHS, look_at, served
from visits import PAGES, PASSWORD, QUICK, TEXT, filled

from malaff.archive.archive import Archive
from malaff.web import accounts
from malaff.web.accounts import Accounts
from malaff.web.app import make_app
from malaff.web.settings import Settings

SHOWN = ("/add", "/review", "/review/judgements", "/review/people?name=الحداد", "/review/people/1", "/settings",
         "/settings/audit", "/add/jobs/99", "/review/people/merge?id=1&id=2", "/review?skip=900",
         "/review/people/merge?id=1", "/review/people/99")  # fmt: skip
# Where there are accounts: who is signed in, and the page.
BEHIND = ((None, "/sign-in?next=/review"), ("سلمى", "/review"), ("سلمى", "/settings"), ("نادر", "/settings"))


class Office:
    """A small archive with a server over it, and where that answers."""

    def __init__(self, folder, **settings):
        address = str(folder / "malaff.db")
        self.archive = Archive(address, create=True)
        filled(self.archive)
        self._serving = served(make_app(Settings(archive=address, **settings), self.archive))

    def __enter__(self):
        self.address = self._serving.__enter__()
        return self

    def __exit__(self, *error):
        self._serving.__exit__(*error)
        self.archive.close()


@pytest.fixture
def office(tmp_path):
    with Office(tmp_path) as office:
        yield office


@pytest.fixture
def guarded(tmp_path, monkeypatch):
    """A server with accounts of each role."""
    monkeypatch.setattr(accounts, "HASHER", QUICK)
    with Office(tmp_path, accounts=True) as office:
        for name, role in (("سلمى", "reader"), ("هالة", "editor"), ("نادر", "admin")):
            Accounts(office.archive.database).add(name, PASSWORD, role, by="test")
        yield office


def sign_in(page, office, name):
    page.goto(office.address + "/sign-in")
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(office.address + "/")


@pytest.fixture
def page(chromium):
    """A page that fails the test where its console tells of an error."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if "Content Security Policy" in line.text else None)
    yield page
    context.close()
    assert wrong == []


def into_the_list(page):
    """Tab until the focus is in the list of what is to be reviewed."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-item]')"):
            return
    raise AssertionError("Tab does not lead into the list")


def test_single_keys_act_in_the_list_alone(page, office):
    page.goto(office.address + "/review?language=en")
    assert "while the focus is in the list" in page.locator("#keys").inner_text()
    for place in ("body", "main h1", "nav.sections a >> nth=0", "#dossier"):
        page.locator(place).evaluate("each => { each.tabIndex = each.tabIndex; each.focus(); }")
        for key in "jkcreu":
            page.keyboard.press(key)
    assert page.locator("details[open]").count() == 0
    assert not page.evaluate("document.activeElement.closest('#queue')")
    page.wait_for_timeout(300)  # a decision would be there by now
    assert page.url.endswith("/review?language=en")
    assert office.archive.judgements() == []
    page.locator("[data-item] .item-head").nth(1).click()
    with page.expect_navigation():
        page.keyboard.press("c")
    assert [each.kind for each in office.archive.judgements()] == ["confirm"]


def test_the_last_decision_leaves_its_undoing_at_hand(page, office):
    for article in ("a", "b"):
        for number in range(len(office.archive.reading(article).statements) - (article == "b")):
            office.archive.correct(article, "statements", number, "confirm", user="هالة")
    page.goto(office.address + "/review")
    into_the_list(page)
    with page.expect_navigation():
        page.keyboard.press("c")
    assert page.locator("#queue").count() == 0
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("[data-item]").count() == 1


def test_statements_are_reviewed_from_the_keyboard(page, office):
    page.goto(office.address + "/review")
    first = page.locator("[data-item] mark").first.text_content()
    into_the_list(page)
    page.keyboard.press("j")
    page.keyboard.press("k")
    with page.expect_navigation():
        page.keyboard.press("c")
    (judgement,) = office.archive.judgements()
    assert (judgement.kind, judgement.payload["item"]["content"]["text"]) == ("confirm", first)
    with page.expect_navigation():
        page.keyboard.press("r")
    assert [each.kind for each in office.archive.judgements()] == ["confirm", "reject"]
    with page.expect_navigation():
        page.keyboard.press("u")
    assert [each.kind for each in office.archive.judgements(undone=False)] == ["confirm"]
    page.keyboard.press("e")
    page.keyboard.press("Control+A")
    page.keyboard.type("cruj فارس")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    edit = office.archive.judgements()[-1]
    assert (edit.kind, edit.payload["edited"]["speaker_name"]) == ("edit", "cruj فارس")


def test_files_are_chosen_sent_and_followed(page, office, tmp_path):
    (tmp_path / "note.txt").write_text(TEXT + "وأضاف الوزير أن الجسر سيفتح قريبًا.", "utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    page.goto(office.address + "/add")
    page.set_input_files("#file", [tmp_path / "note.txt", PAGES[0], tmp_path / "picture.png"])
    assert page.locator("#chosen li").all_text_contents() == ["note.txt", PAGES[0].name, "picture.png"]
    page.click("form#add button[type=submit]")
    page.wait_for_url("**/add/jobs/1")
    page.wait_for_selector("text=انتهت", timeout=20_000)
    assert "M103" in page.content()
    assert office.archive.count() == 4


def test_what_goes_wrong_with_a_form_is_told_in_its_place(page, office):
    page.goto(office.address + "/add")
    page.click("form#add button[type=submit]")
    page.wait_for_selector("[role=alert]")
    assert "M102" in page.content()


def test_all_of_it_works_without_scripts(chromium, office, tmp_path):
    (tmp_path / "note.txt").write_text(TEXT + "وأضاف الوزير أن الجسر سيفتح قريبًا.", "utf-8")
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(office.address + "/review")
    page.click("button[value=reject] >> nth=0")
    assert office.archive.judgements()[0].kind == "reject"
    page.click("#undo button")
    assert office.archive.judgements(undone=False) == []
    page.goto(office.address + "/add")
    page.set_input_files("#file", tmp_path / "note.txt")
    page.click("form#add button[type=submit]")
    page.wait_for_selector("text=انتهت", timeout=20_000)
    assert office.archive.count() == 3
    context.close()


def test_signing_in_and_out(page, guarded):
    page.goto(guarded.address + "/review")
    page.fill("#name", "هالة")
    page.fill("#password", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/review")
    page.click("text=خروج")
    page.wait_for_url("**/sign-in")


def test_a_reader_signs_in_reads_and_is_refused_what_changes_something(page, guarded):
    sign_in(page, guarded, "سلمى")
    page.click("nav.sections a[href='/statements']")
    assert page.locator("ol.items > li").count() > 0
    for address in ("/add", "/review", "/review/people", "/settings/audit"):
        answer = page.goto(guarded.address + address)
        assert answer.status == 403
        assert "M512" in page.locator("main").inner_text()
        assert page.locator("main form").count() == 0


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("path", SHOWN)
def test_pages_fit_and_axe_finds_nothing_serious(page, office, path, language, width):
    office.archive.correct("a", "statements", 0, "edit", changes={"act": "reject"}, user="هالة", why="نفي")
    mark = "&" if "?" in path else "?"
    look_at(page, f"{office.address}{path}{mark}language={language}", width=width, language=language)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(("name", "path"), BEHIND)
def test_pages_behind_accounts_fit_too(page, guarded, name, path, language, width):
    if name is not None:
        sign_in(page, guarded, name)
    mark = "&" if "?" in path else "?"
    look_at(page, f"{guarded.address}{path}{mark}language={language}", width=width, language=language)
    if name is None:
        page.fill("#name", "سلمى")
        page.fill("#password", "not this one")
        page.click("main button[type=submit]")
        page.wait_for_selector("[role=alert]")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
