# ruff: noqa: E501 - a case stands in one line
"""Politeness: robots.txt, delays, conditional requests, back-off. The clock is moved by sleeping alone."""

from __future__ import annotations

from email.utils import formatdate
from itertools import pairwise

import pytest

from malaff.errors import AddressRefused, FetchFailed
from malaff.watch.memory import Remembered
from malaff.watch.polite import Forbidden, retry_after, validator


def test_requests_to_one_host_are_apart(press):
    press.put("/a", "a", Content_Type="text/plain")
    visitor = press.visitor(delay=5.0)
    for _ in range(3):
        visitor.get(press.url("/a"))
    times = [request.at for request in press.asked]
    assert [request.path for request in press.asked] == ["/robots.txt", "/a", "/a", "/a"]
    assert [later - earlier for earlier, later in pairwise(times)] == [5.0, 5.0, 5.0]


def test_another_host_need_not_wait(press):
    press.put("/a", "a")
    visitor = press.visitor()
    visitor.get(press.url("/a"))
    before = press.clock.now
    assert visitor.free_at(press.url("/a", "other.example")) < before < visitor.free_at(press.url("/b"))


def test_robots_forbids(press):
    press.put("/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: malaff\nDisallow: /private/\n")
    press.put("/a", "a")
    visitor = press.visitor()
    assert visitor.get(press.url("/a")).data == b"a"
    with pytest.raises(Forbidden) as caught:
        visitor.get(press.url("/private/b"))
    assert caught.value.code == "M109"
    assert "robots.txt" in caught.value.message
    assert press.paths() == ["/a"]


def test_robots_is_read_once_a_day_for_each_host(press):
    press.put("/a", "a")
    visitor = press.visitor()
    for host in ("news.example", "other.example", "news.example"):
        visitor.get(press.url("/a", host))
    assert [request.host for request in press.asked if request.path == "/robots.txt"] == [
        "news.example",
        "other.example",
    ]
    press.clock.now += 86_401
    visitor.get(press.url("/a"))
    assert [request.path for request in press.asked][-2:] == ["/robots.txt", "/a"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_robots_allows_all(press, status):
    press.put("/robots.txt", "User-agent: *\nDisallow: /", status=status)
    press.put("/a", "a")
    assert press.visitor().get(press.url("/a")).data == b"a"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_robots_in_trouble_forbids_for_now(press, status):
    press.put("/robots.txt", status=status)
    press.put("/a", "a")
    visitor = press.visitor()
    for _ in range(2):
        with pytest.raises(FetchFailed, match="for now"):
            visitor.get(press.url("/a"))
    assert len(press.asked) == 1
    press.put("/robots.txt", "")
    press.clock.now += 601
    assert visitor.get(press.url("/a")).data == b"a"


def test_robots_behind_a_redirect(press):
    press.put("/robots.txt", status=301, host="news.example", Location=press.url("/robots.txt", "www.news.example"))
    press.put("/robots.txt", "User-agent: *\nDisallow: /a", host="www.news.example")
    with pytest.raises(Forbidden):
        press.visitor().get(press.url("/a"))


def test_robots_of_where_a_redirect_leads(press):
    press.put("/a", status=302, Location=press.url("/b", "other.example"))
    press.put("/b", "b")
    press.put("/robots.txt", "User-agent: *\nDisallow: /b", host="other.example")
    with pytest.raises(Forbidden):
        press.visitor().get(press.url("/a"))
    assert press.paths() == ["/a"]


def test_crawl_delay_where_it_is_longer(press):
    press.put("/robots.txt", "User-agent: *\nCrawl-delay: 30")
    press.put("/a", "a")
    visitor = press.visitor(delay=5.0)
    visitor.get(press.url("/a"))
    visitor.get(press.url("/a"))
    assert [round(pause) for pause in press.clock.pauses] == [30, 30]
    press.put("/robots.txt", "User-agent: *\nCrawl-delay: 1", host="other.example")
    press.clock.pauses.clear()
    visitor.get(press.url("/a", "other.example"))
    assert press.clock.pauses == [5.0]


def test_a_crawl_delay_beyond_all_measure_is_a_refusal(press):
    press.put("/robots.txt", "User-agent: *\nCrawl-delay: 86400")
    with pytest.raises(Forbidden, match="86400 seconds"):
        press.visitor().get(press.url("/a"))
    assert press.clock.pauses == []


def test_conditional_request(press):
    press.put("/a", "a", ETag='"v1"', Last_Modified="Mon, 10 Feb 2031 08:00:00 GMT")
    visitor = press.visitor()
    first = visitor.get(press.url("/a"))
    assert "if-none-match" not in press.asked[-1].headers
    known = Remembered(etag=validator(first, "etag"), last_modified=validator(first, "last-modified"))
    assert known == Remembered(etag='"v1"', last_modified="Mon, 10 Feb 2031 08:00:00 GMT")
    second = visitor.get(press.url("/a"), remembered=known)
    assert (second.status, second.data) == (304, b"")
    assert press.asked[-1].headers["if-none-match"] == '"v1"'
    assert press.asked[-1].headers["if-modified-since"] == known.last_modified


def test_304_to_a_request_without_conditions_is_a_failure(press):
    press.put("/a", status=304)
    with pytest.raises(FetchFailed, match="304"):
        press.visitor().get(press.url("/a"))


def test_an_etag_that_cannot_be_sent_back_is_not_kept(press):
    press.put("/a", "a", ETag='"\xe9"', Last_Modified="x" * 5000)
    answer = press.visitor().get(press.url("/a"))
    assert validator(answer, "etag") is None
    assert validator(answer, "last-modified") is None


def test_a_host_in_trouble_is_left_alone_longer_each_time(press):
    press.put("/a", status=503)
    visitor = press.visitor()
    waits = []
    for _ in range(4):
        with pytest.raises(FetchFailed, match="503"):
            visitor.get(press.url("/a"))
        waits.append(visitor.free_at(press.url("/a")) - press.clock.now)
    assert waits == [60, 120, 240, 480]
    press.put("/a", "a")
    visitor.get(press.url("/a"))
    assert visitor.free_at(press.url("/a")) - press.clock.now == 5


@pytest.mark.parametrize("status", [404, 410])
def test_a_missing_page_is_no_trouble_of_the_host(press, status):
    press.put("/a", status=status)
    visitor = press.visitor()
    with pytest.raises(FetchFailed, match=str(status)):
        visitor.get(press.url("/a"))
    assert visitor.free_at(press.url("/a")) - press.clock.now == 5


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_holds_for_the_host(press, form):
    press.put("/robots.txt", "")
    visitor = press.visitor()
    value = "3600" if form == "seconds" else formatdate(press.clock.now + 3605, usegmt=True)
    press.put("/a", status=429, Retry_After=value)
    with pytest.raises(FetchFailed, match="429"):
        visitor.get(press.url("/a"))
    assert visitor.free_at(press.url("/a")) - press.clock.now == 3600
    press.put("/b", "b")
    visitor.get(press.url("/b"))
    assert press.asked[-1].at - press.asked[-2].at == 3600


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120), ("0", 0), ("999999999", 86_400), ("Thu, 01 Jan 1970 00:33:20 GMT", 1000), ("Thu, 01 Jan 1970 00:33:20", 1000),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Fri, 01 Jan 2100 00:00:00 GMT", 86_400), (None, 0), ("", 0), ("soon", 0), ("-5", 0),
        ("9" * 5000, 0), ("١٢٠", 0), ("Mon, 99 Foo 99999 00:00:00 GMT", 0),
    ],
)  # fmt: skip
def test_retry_after(value, seconds):
    assert retry_after(value, now=1000.0) == seconds


def test_back_off_doubles_up_to_a_day_with_jitter(press):
    visitor = press.visitor()
    assert [visitor.back_off(failures, 900) for failures in (1, 2, 3, 7, 8, 5000)] == [
        900,
        1800,
        3600,
        57_600,
        86_400,
        86_400,
    ]
    assert press.visitor(jitter=lambda: 1.0).back_off(1, 900) == 1125


def test_a_private_address_is_refused_before_anything_is_sent(press):
    visitor = press.visitor(allow_private=False, resolver=lambda _host, _port: ["10.0.0.1"])
    with pytest.raises(AddressRefused, match=r"10\.0\.0\.1"):
        visitor.get(press.url("/a"))
    assert press.asked == []


def test_a_redirect_into_a_private_network_is_refused(press, monkeypatch):
    import malaff.intake.fetch as module

    real = module.is_public
    monkeypatch.setattr(module, "is_public", lambda address: address == "127.0.0.1" or real(address))
    press.put("/a", status=302, Location="http://169.254.169.254/latest/meta-data")
    visitor = press.visitor(
        allow_private=False, resolver=lambda host, _port: ["127.0.0.1"] if host == "news.example" else [host]
    )
    with pytest.raises(AddressRefused, match=r"169\.254"):
        visitor.get(press.url("/a"))


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://a.example/", "http://user:pass@news.example:{port}/"])
def test_a_redirect_to_what_is_no_web_address_is_refused(press, target):
    press.put("/a", status=302, Location=target.format(port=press.httpd.server_port))
    with pytest.raises(AddressRefused):
        press.visitor().get(press.url("/a"))


def test_a_redirect_to_a_broken_address_fails(press):
    press.put("/a", status=302, Location="http://[bad/")
    with pytest.raises(FetchFailed):
        press.visitor().get(press.url("/a"))


def test_a_redirect_loop_ends(press):
    press.put("/a", status=302, Location="/a")
    with pytest.raises(FetchFailed, match="redirects more than 5 times"):
        press.visitor().get(press.url("/a"))
    assert press.paths() == ["/a"] * 6


def test_a_server_that_never_ends_is_cut_off(press):
    press.put("/a", "a", drips=True)
    with pytest.raises(FetchFailed, match="longer than"):
        press.visitor(deadline=0.4).get(press.url("/a"))


def test_a_closed_port_is_trouble(press):
    visitor = press.visitor()
    with pytest.raises(FetchFailed):
        visitor.get("http://closed.example:1/a")
    assert visitor.is_in_trouble("http://closed.example:1/a")


def test_a_clock_that_is_put_back_holds_nobody_up_for_longer_than_a_day(press):
    press.put("/a", "a")
    visitor = press.visitor()
    visitor.get(press.url("/a"))
    press.clock.now -= 10 * 365 * 86_400
    visitor.wait(press.url("/a"))
    assert press.clock.pauses[-1] == 86_400
