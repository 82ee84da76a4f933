"""Addresses: the path that is routed by is the one that is guarded, ids come back as they were, numbers may be long."""

import asyncio
import re
from urllib.parse import parse_qs, quote, urlsplit

import httpx2 as httpx
import pytest
from starlette.datastructures import URL
from starlette.requests import HTTPConnection
from visits import HOME, PASSWORD, QUICK, article, site

from malaff.reading.reader import read_article
from malaff.web import accounts

# Ids as addresses of articles are, and as they are not.
IDS = [
    "https://akhbar.example/%D8%B1%D9%85%D9%84%D8%A7%D9%86?p=12&x=%20#top", "a%2541", "a?version=1", "a;b=c", "a//b",
    "//akhbar.example", "a\\b", "رملان ولمار", "a\tb", "100%",
]  # fmt: skip


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Passwords that cost nothing."""
    monkeypatch.setattr(accounts, "HASHER", QUICK)


def once(visitor, address, **given):
    """An answer to an address that is percent-decoded once, as servers do; the usual client does it twice."""

    async def asked():
        transport = httpx.ASGITransport(visitor.client.app)
        async with httpx.AsyncClient(transport=transport, base_url=HOME, cookies=visitor.client.cookies) as client:
            return await client.get(address, **given)

    return asyncio.run(asked())


def led_to(visitor, location):
    """The title of the article that a redirect leads to."""
    assert not urlsplit(location).netloc
    answer = once(visitor, location)
    assert answer.status_code == 200
    return answer.text.split("<h1", 1)[1].split(">", 1)[1].split("<", 1)[0]


@pytest.mark.parametrize("key", IDS)
def test_an_article_stays_the_same_in_the_other_language(tmp_path, key):
    with site(tmp_path) as visitor:
        visitor.archive.add_readings([read_article(article(key, title="المقصود"))])
        page = once(visitor, f"/articles/{quote(key, safe='')}?at=0-3")
        assert page.status_code == 200
        switch = page.text.split('href="/language?', 1)[1].split('"', 1)[0].replace("&amp;", "&")
        location = visitor.get(f"/language?{switch}").headers["Location"]
        assert led_to(visitor, location) == "المقصود"
        assert parse_qs(urlsplit(location).query) == {"at": ["0-3"]}


@pytest.mark.parametrize("key", IDS)
def test_signing_in_leads_to_the_article_that_was_asked_for(tmp_path, key):
    with site(tmp_path, accounts=True) as visitor:
        visitor.archive.add_readings([read_article(article(key, title="المقصود"))])
        visitor.add("هالة")
        asked = once(visitor, f"/articles/{quote(key, safe='')}").headers["Location"]
        back = parse_qs(urlsplit(asked).query)["next"][0]
        answer = visitor.post("/sign-in", {"name": "هالة", "password": PASSWORD, "next": back}, page=asked)
        assert led_to(visitor, answer.headers["Location"]) == "المقصود"


@pytest.mark.parametrize("seen", ["/static/malaff.css", "/sign-in", "/language", "/add", "/api/info"])
def test_what_is_guarded_is_the_path_that_is_routed_by(tmp_path, monkeypatch, seen):
    # Some versions of the framework put an address together from the Host header, which the sender writes.
    with site(tmp_path, accounts=True) as visitor:
        monkeypatch.setattr(HTTPConnection, "url", property(lambda _: URL(f"http://127.0.0.1{seen}")))
        answer = visitor.get("/people")
        assert (answer.status_code, answer.headers.get("Location")) == (303, "/sign-in?next=%2Fpeople")
        assert visitor.get("/api/articles").status_code == 401


@pytest.mark.parametrize("number", ["0", "2147483648", "9" * 10, "9" * 19, "9" * 5000])
def test_numbers_that_nothing_has_are_not_found(tmp_path, number):
    with site(tmp_path) as visitor:
        paths = {route.path for route in visitor.client.app.routes if re.search(r"{(id|number)(:number)?}", route.path)}
        assert len(paths) > 20
        for path in paths:
            address = re.sub(r"{(id|number)(:number)?}", number, path).replace("{part}", "timeline")
            assert visitor.get(address).status_code in (404, 405), path
            assert visitor.post(address, page="/settings").status_code in (400, 404, 405, 415), path
