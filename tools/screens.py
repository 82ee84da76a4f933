"""Pictures of the pages for docs/screens: the demo story in both languages, on a desk and on a telephone.

Needs playwright and a Chromium (MALAFF_CHROMIUM, or the one on the path): python tools/screens.py
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
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


def pages(archive: Archive) -> dict[str, str]:
    """What is pictured: a name, and where it is."""
    denial = archive.statements(StatementFilter(act="deny"), limit=1).items[0]
    person = archive.people_listed(limit=1).items[0]
    return {
        "board": "/dossiers/1",
        "statements": "/statements?act=deny",
        "article": article_at(denial.article, denial.statement.content.start, denial.statement.content.end),
        "person": f"/people/{person.id}",
        "search": "/search?q=معبر الرتاج",
    }


def main() -> None:
    """Serve the story, picture every page."""
    from playwright.sync_api import sync_playwright

    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "story.db", create=True) as archive:
        open_story(archive)
        app = make_app(Settings(archive=str(Path(folder) / "story.db")), archive)
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        path = os.environ.get("MALAFF_CHROMIUM") or shutil.which("chromium")
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-lcd-text"])
            for size, (width, height) in SIZES.items():
                for language in ("ar", "en"):
                    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
                    page = context.new_page()
                    page.goto(f"{address}/language?to={language}&back=/")
                    for name, place in pages(archive).items():
                        page.goto(address + place)
                        page.wait_for_timeout(200)
                        page.screenshot(path=TARGET / f"{name}-{language}-{size}.png")
                    context.close()
            browser.close()
        server.should_exit = True
        thread.join(10)
    total = sum(file.stat().st_size for file in TARGET.glob("*.png"))
    print(f"{len(list(TARGET.glob('*.png')))} pictures, {total / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
