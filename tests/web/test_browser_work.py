"""Adding, reviewing and settings in a browser: from the keyboard, with the scripts; nothing serious by axe.

Needs playwright and a Chromium; without them the tests say how to get both.
"""

import os
import shutil
import threading
import time

import pytest
import uvicorn
from visits import PAGES, PASSWORD, QUICK, TEXT, filled

from malaff.archive.archive import Archive
from malaff.web import accounts
from malaff.web.accounts import Accounts
from malaff.web.app import make_app
from malaff.web.settings import Settings

HOW = "pip install playwright axe-playwright-python, and Debian's chromium or: playwright install chromium"
playwright = pytest.importorskip("playwright.sync_api", reason=f"needs {HOW}")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason=f"needs {HOW}")

WIDTHS = (1280, 390)
SHOWN = ("/add", "/review", "/review/judgements", "/review/people?name=الحداد", "/review/people/1", "/settings",
         "/settings/audit", "/add/jobs/99", "/review/people/merge?id=1&id=2")  # fmt: skip


@pytest.fixture(scope="module")
def chromium():
    path = os.environ.get("MALAFF_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with playwright.sync_playwright() as driver:
        try:
            browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        except playwright.Error as error:
            pytest.skip(f"no Chromium starts ({str(error).splitlines()[0]}); needs {HOW}")
        yield browser
        browser.close()


class Office:
    """A server over a small archive, where it answers, and the archive."""

    def __init__(self, folder, **settings):
        address = str(folder / "malaff.db")
        self.archive = Archive(address, create=True)
        filled(self.archive)
        app = make_app(Settings(archive=address, **settings), self.archive)
        self._server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws="none"))
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self):
        self._thread.start()
        until = time.monotonic() + 10
        while not self._server.started:
            assert time.monotonic() < until
            time.sleep(0.02)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        return self

    def __exit__(self, *_):
        self._server.should_exit = True
        self._thread.join(10)
        self.archive.close()


@pytest.fixture
def office(tmp_path):
    with Office(tmp_path) as office:
        yield office


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


def test_signing_in_and_out(chromium, tmp_path, monkeypatch):
    monkeypatch.setattr(accounts, "HASHER", QUICK)
    with Office(tmp_path, accounts=True) as office:
        Accounts(office.archive.database).add("هالة", PASSWORD, "editor", by="test")
        context = chromium.new_context()
        page = context.new_page()
        page.goto(office.address + "/review")
        page.fill("#name", "هالة")
        page.fill("#password", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url("**/review")
        page.click("text=خروج")
        page.wait_for_url("**/sign-in")
        context.close()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("path", SHOWN)
def test_pages_fit_and_axe_finds_nothing_serious(page, office, path, language):
    office.archive.correct("a", "statements", 0, "edit", changes={"act": "reject"}, user="هالة", why="نفي")
    mark = "&" if "?" in path else "?"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{office.address}{path}{mark}language={language}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    for details in page.locator("details").all():
        details.evaluate("each => { each.open = true; }")
    found = axe.Axe().run(page)
    serious = [each for each in found.response["violations"] if each["impact"] in ("serious", "critical")]
    assert [(each["id"], [node["html"][:200] for node in each["nodes"][:3]]) for each in serious] == []
