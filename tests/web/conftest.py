"""The API over the demo story, its dossier made; a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from browsing import HOW
from starlette.testclient import TestClient

from malaff.archive.archive import Archive
from malaff.demo import open_story
from malaff.web.app import make_app
from malaff.web.settings import Settings
from story_archive import story_archive


class Rest:
    """A program that calls the API: `get("/people/3")` gives what is answered as JSON."""

    def __init__(self, client: TestClient, archive: Archive) -> None:
        self.client = client
        self.archive = archive

    def get(self, path: str, *, status: int = 200, **query: object):
        """What a GET answers."""
        return self.call("GET", path, status=status, params=query)

    def post(self, path: str, body: object, *, status: int = 201):
        """What a POST of JSON answers."""
        return self.call("POST", path, status=status, json=body)

    def call(self, method: str, path: str, *, status: int, **given: object):
        """What any call answers, where its status is the one expected."""
        response = self.client.request(method, f"/api{path}", **given)
        assert response.status_code == status, response.text
        return response.json() if response.content else None

    def article(self, key: str) -> str:
        """An article's id as one segment of a path."""
        return quote(key, safe="")


@pytest.fixture(scope="session")
def story_with_dossier(tmp_path_factory) -> Path:
    """An archive with the demo story and its dossier; to be copied."""
    path = story_archive(tmp_path_factory.mktemp("story"))
    with Archive(path) as archive:
        open_story(archive)
        archive.vacuum()
    return path


@pytest.fixture
def rest_with(story_with_dossier, tmp_path) -> Callable[..., Rest]:
    """Make a program over a copy of the story's archive: `rest_with(upload_bytes=1000)`."""
    archives = []

    def make(**settings: object) -> Rest:
        path = Path(shutil.copy(story_with_dossier, tmp_path / f"malaff{len(archives)}.db"))
        archives.append(archive := Archive(path))
        app = make_app(Settings(archive=str(path), **{"fetch": False, **settings}), archive)
        return Rest(TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False), archive)

    yield make
    for archive in archives:
        archive.close()


@pytest.fixture
def rest(rest_with) -> Rest:
    """A program over a copy of the story's archive."""
    return rest_with()


@pytest.fixture(scope="module")
def chromium():
    """A browser; what needs it is left out where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason=f"needs {HOW}")
    path = os.environ.get("MALAFF_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with playwright.sync_playwright() as driver:
        try:
            browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        except playwright.Error as error:
            pytest.skip(f"no Chromium starts ({str(error).splitlines()[0]}); needs {HOW}")
        yield browser
        browser.close()
