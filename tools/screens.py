"""Pictures of the pages for docs/screens: the demo story in both languages, on a desk and on a telephone.

Needs playwright and a Chromium (MALAFF_CHROMIUM, or the one on the path): python tools/screens.py [FOLDER]
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from malaff.archive.archive import Archive
from malaff.archive.statements import StatementFilter
from malaff.demo import open_story
from malaff.web.app import make_app
from malaff.web.render import article_at
from malaff.web.settings import Settings

TARGET = Path(__file__).parent.parent / "docs" / "screens"
SIZES = {"desk": (1280, 860), "telephone": (390, 844)}
# All of them together; a clone should stay small.
MOST_BYTES = 4_000_000


def pages(archive: Archive) -> dict[str, str]:
    """What is pictured: a name, and where it is."""
    denial = archive.statements(StatementFilter(act="deny"), limit=1).items[0]
    person = archive.people_listed(limit=1).items[0]
    return {
        "home": "/",
        "board": "/dossiers/1",
        "statements": "/statements?act=deny",
        "article": article_at(denial.article, denial.statement.content.start, denial.statement.content.end),
        "person": f"/people/{person.id}",
        "search": "/search?q=معبر الرتاج",
        "add": "/add",
        "review": "/review",
        "settings": "/settings",
    }


@contextmanager
def served(archive: Archive, *, accounts: bool) -> Iterator[str]:
    """The address where the pages of an archive are."""
    app = make_app(Settings(archive=archive.database.address, accounts=accounts), archive)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def main(target: Path = TARGET) -> None:
    """Serve the story, picture every page; that of signing in is there where accounts are."""
    from playwright.sync_api import sync_playwright

    target.mkdir(parents=True, exist_ok=True)
    path = os.environ.get("MALAFF_CHROMIUM") or shutil.which("chromium")
    with (
        tempfile.TemporaryDirectory() as folder,
        Archive(Path(folder) / "story.db", create=True) as archive,
        sync_playwright() as driver,
    ):
        open_story(archive)
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-lcd-text"])
        with served(archive, accounts=False) as free, served(archive, accounts=True) as guarded:
            places = {name: free + place for name, place in pages(archive).items()}
            places["sign-in"] = f"{guarded}/sign-in"
            for size, (width, height) in SIZES.items():
                for language in ("ar", "en"):
                    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
                    page = context.new_page()
                    for address in (free, guarded):
                        page.goto(f"{address}/language?to={language}&back=/")
                    for name, place in places.items():
                        page.goto(place)
                        page.wait_for_timeout(200)
                        page.screenshot(path=target / f"{name}-{language}-{size}.png")
                    context.close()
        browser.close()
    taken = list(target.glob("*.png"))
    total = sum(file.stat().st_size for file in taken)
    print(f"{len(taken)} pictures, {total / 1e6:.2f} MB")
    if total > MOST_BYTES:
        raise SystemExit(f"That is more than {MOST_BYTES / 1e6:.0f} MB.")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
