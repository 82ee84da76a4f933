"""A site over the demo story for the tests of the pages that are read, and small ways to look at a page."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from malaff.archive.archive import Archive
from malaff.demo import open_story
from malaff.web.app import make_app
from malaff.web.settings import Settings
from story_archive import story_archive

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

HOST = "http://localhost"


@contextmanager
def visited(path: Path) -> Iterator[TestClient]:
    """A browser without script on an archive at a path."""
    with Archive(path, create=True) as archive:
        settings = Settings(archive=str(path))
        client = TestClient(make_app(settings, archive), base_url=HOST, follow_redirects=False)
        client.archive = archive
        yield client


@contextmanager
def story_site(folder: Path) -> Iterator[TestClient]:
    """The demo story, its dossier opened."""
    path = story_archive(folder)
    with Archive(path) as archive:
        open_story(archive)
    with visited(path) as client:
        yield client


def page(client: TestClient, address: str, language: str = "ar", *, status: int = 200) -> LexborHTMLParser:
    """A page, which must have that status and say which language it is in."""
    mark = "&" if "?" in address else "?"
    before, _, fragment = address.partition("#")
    answer = client.get(f"{before}{mark}language={language}{'#' + fragment if fragment else ''}")
    assert answer.status_code == status, answer.text[:2000]
    parsed = LexborHTMLParser(answer.text)
    root = parsed.css_first("html").attributes
    assert (root["lang"], root["dir"]) == (language, "rtl" if language == "ar" else "ltr")
    return parsed


def texts(parsed: LexborHTMLParser | LexborNode, selector: str) -> list[str]:
    """What stands in the elements of a selector, runs of white space as one blank."""
    return [" ".join(node.text().split()) for node in parsed.css(selector)]


def places(parsed: LexborHTMLParser) -> list[tuple[str, int, int]]:
    """The (article, start, end) that a page's links lead to."""
    found = []
    for node in parsed.css("a[href*='?at=']"):
        parts = urlsplit(node.attributes["href"])
        start, end = parse_qs(parts.query)["at"][0].split("-")
        assert parts.fragment == "at"
        found.append((unquote(parts.path.removeprefix("/articles/")), int(start), int(end)))
    return found
