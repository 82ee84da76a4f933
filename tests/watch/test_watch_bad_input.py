# ruff: noqa: E501 - a case stands in one line
"""Servers that send what is no feed: each is one clear error, and the others go on."""

from __future__ import annotations

import gzip

import pytest
from localpress import page, rss

BOMB = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>'
PACKED = gzip.compress(b"<rss><channel>" + b"<item/>" * 400_000)


@pytest.fixture
def failure(press):
    """Poll one bad feed beside a good one; the bad one's error."""

    def call(visitor=None):
        press.put("/good", rss(press.url("/1", "good.example")), host="good.example")
        press.put("/1", page(), host="good.example")
        result = press.poll(feeds=[press.url("/bad"), press.url("/good", "good.example")], visitor=visitor)
        assert (result.new, result.failed) == (1, 1)
        (error,) = result.feeds[0].errors
        assert error.source == press.url("/bad")
        assert error.remedy
        assert press.memory.recall(press.url("/bad")).failures == 1
        return error

    return call


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        ("", "M102", "empty"),
        (" \n ", "M102", "empty"),
        (page(), "M107", "web page"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "M107", "JSON"),
        ("[1]", "M107", "JSON"),
        ("خبر عاجل", "M107", "no XML"),
        ("<rss><channel><item>", "M107", "no XML"),
        (BOMB, "M107", "entities"),
        (BOMB.encode("utf-16"), "M107", "entities"),
        ("<rss><channel><title>a</title></channel></rss>", "M105", "no items"),
        (b"%PDF-1.7 ...", "M103", "PDF"),
        (PACKED, "M106", "unpacks to more than 1,000,000"),
        (gzip.compress(rss("http://a.example/1").encode())[:-20], "M103", "breaks off"),
        ("<rss>" + "a" * 1_000_001, "M106", "more than 1,000,000"),
    ],
    ids=lambda value: str(value)[:14],
)  # fmt: skip
def test_what_is_no_feed(press, failure, body, code, message):
    press.put("/bad", body, Content_Type="application/rss+xml")
    error = failure()
    assert error.code == code
    assert message in error.message


def test_a_gzip_bomb_in_the_transfer(press, failure):
    press.put("/bad", PACKED, Content_Type="text/xml", Content_Encoding="gzip")
    error = failure()
    assert error.code == "M106"
    assert press.memory.recall(press.url("/bad")).next_at > press.clock.now + 800


def test_a_server_that_never_ends(press, failure):
    press.put("/bad", "<", drips=True)
    error = failure(press.visitor(deadline=0.4))
    assert error.code == "M108"
    assert "longer than 0.4 seconds" in error.message


@pytest.mark.parametrize(
    ("reply", "code", "message"),
    [
        ({"status": 404}, "M108", "status 404"),
        ({"status": 302, "Location": "/bad"}, "M108", "redirects more than"),
        ({"status": 302}, "M108", "redirects to nowhere"),
        ({"status": 302, "Location": "file:///etc/passwd"}, "M109", "not an http"),
    ],
)
def test_answers_that_are_none(press, failure, reply, code, message):
    press.put("/bad", **reply)
    error = failure()
    assert error.code == code
    assert message in error.message


def test_a_feed_at_a_private_address(press, failure, monkeypatch):
    import malaff.intake.fetch as module

    monkeypatch.setattr(module, "is_public", lambda address: address == "127.0.0.1")
    visitor = press.visitor(
        allow_private=False, resolver=lambda host, _port: ["127.0.0.1"] if host == "good.example" else ["192.168.1.1"]
    )
    error = failure(visitor)
    assert error.code == "M109"
    assert "192.168.1.1" in error.message


def test_a_feed_that_redirects_into_a_private_network(press, failure, monkeypatch):
    import malaff.intake.fetch as module

    monkeypatch.setattr(module, "is_public", lambda address: address == "127.0.0.1")
    press.put("/bad", status=301, Location="http://169.254.169.254/latest")
    visitor = press.visitor(
        allow_private=False, resolver=lambda host, _port: [host] if host[0].isdigit() else ["127.0.0.1"]
    )
    error = failure(visitor)
    assert error.code == "M109"
    assert "169.254.169.254" in error.message


def test_a_page_at_a_private_address_is_refused_and_the_next_is_read(press, monkeypatch):
    import malaff.intake.fetch as module

    monkeypatch.setattr(module, "is_public", lambda address: address == "127.0.0.1")
    visitor = press.visitor(
        allow_private=False, resolver=lambda host, _port: [host] if host[0].isdigit() else ["127.0.0.1"]
    )
    press.put("/rss", rss("http://10.0.0.1/admin", press.url("/1"), "javascript:alert(1)", "http://[bad/"))
    press.put("/1", page())
    result = press.poll(feeds=[press.url("/rss")], visitor=visitor)
    # Items without a link that can be followed are taken from the feed, which has no text for them here.
    assert result.new == 1
    assert [error.code for error in result.feeds[0].errors] == ["M109", "M102", "M102"]


def test_a_link_to_a_picture_is_no_page_and_its_bytes_stay_where_they_are(press):
    press.put("/rss", rss(press.url("/a.png")))
    press.put("/a.png", b"\x89PNG" + b"0" * 900_000, Content_Type="image/png")
    result = press.poll(feeds=[press.url("/rss")])
    assert result.failed == 1
    assert "image/png" in result.feeds[0].errors[0].message


def test_a_robots_txt_that_is_a_web_page_allows_all(press):
    press.put("/robots.txt", page(), Content_Type="text/html")
    press.put("/rss", rss(press.url("/1")))
    press.put("/1", page())
    assert press.poll(feeds=[press.url("/rss")]).new == 1
