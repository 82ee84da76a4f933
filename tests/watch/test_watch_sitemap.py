# ruff: noqa: E501 - a case stands in one line
"""Sitemaps: what is taken from one, what is wanted of it, what is refused."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest
from localpress import index, page, urlset

from malaff.errors import BadLine, EmptySource, SourceTooLarge
from malaff.watch.plan import SitemapSource
from malaff.watch.sitemap import Entry, is_wanted, read_sitemap

URL = "https://www.news.example/sitemap.xml"
NEWS = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
    "<url><loc>https://news.example/a</loc><news:news><news:publication_date>2031-02-10T08:00:00Z</news:publication_date>"
    "</news:news></url></urlset>"
)


def posix(*when):
    return datetime(*when, tzinfo=UTC).timestamp()


def addresses(text, url=URL):
    found = read_sitemap(text.encode(), url=url)
    return [entry.url for entry in [*found.pages, *found.parts]]


def test_pages_with_their_times():
    text = urlset(
        ("https://www.news.example/a", "2031-02-10T08:00:00+03:00"),
        ("https://www.news.example/b", "2031-02-10"),
        ("https://www.news.example/c", None),
        ("https://www.news.example/d", "yesterday"),
    )
    found = read_sitemap(text.encode(), url=URL)
    # A day counts to its end.
    assert [entry.changed for entry in found.pages] == [posix(2031, 2, 10, 5), posix(2031, 2, 11), None, None]
    assert found.parts == []


def test_a_news_sitemap_has_times_of_publication():
    assert read_sitemap(NEWS.encode(), url=URL).pages == [Entry("https://news.example/a", posix(2031, 2, 10, 8))]


def test_an_index_has_parts():
    found = read_sitemap(index(("https://news.example/s1.xml", None)).encode(), url=URL)
    assert (found.pages, [part.url for part in found.parts]) == ([], ["https://news.example/s1.xml"])


def test_only_addresses_of_the_host_and_those_below_it():
    text = urlset(
        *((url, None) for url in (
            "https://news.example/a", "https://arabic.news.example/b", "http://WWW.news.example/c#top", "https://evilnews.example/d",
            "https://news.example.evil.example/e", "https://other.example/f", "javascript:alert(1)", "file:///etc/passwd", "http://[bad/", "/g",
            "https://news.example/a",
        ))
    )  # fmt: skip
    assert addresses(text) == ["https://news.example/a", "https://arabic.news.example/b", "http://WWW.news.example/c"]


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ({}, "abcd"), ({"include": ["/politics/"]}, "ab"), ({"include": ["*/2031/*"]}, "ac"), ({"exclude": ["/politics/"]}, "cd"),
        ({"include": ["/politics/"], "exclude": ["*/2030/*"]}, "a"), ({"include": ["/سياسة"]}, "d"), ({"exclude": ["%D8%B3%D9%8A"]}, "abc"),
        ({"include": ["politics"], "exclude": ["p*"]}, "ab"), ({"newer": 86_400.0}, "ad"), ({"include": ["id=7"]}, "c"),
    ],
)  # fmt: skip
def test_include_exclude_and_newer(source, wanted):
    now = posix(2031, 2, 11)
    entries = {
        "a": Entry("https://news.example/politics/2031/a", posix(2031, 2, 10, 12)),
        "b": Entry("https://news.example/politics/2030/b", posix(2031, 2, 9)),
        "c": Entry("https://news.example/sport/2031/c?id=7", None),
        "d": Entry("https://news.example/%D8%B3%D9%8A%D8%A7%D8%B3%D8%A9/d", now),
    }
    plan = SitemapSource(url=URL, **source)
    assert "".join(name for name, entry in entries.items() if is_wanted(entry, plan, now)) == wanted


BOMB = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9)
) + "]><urlset><url><loc>&j;</loc></url></urlset>"  # fmt: skip


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("", EmptySource, "empty"),
        (" \n", EmptySource, "empty"),
        (page(), BadLine, "web page"),
        ('{"urls": []}', BadLine, "JSON"),
        ("<urlset><url>", BadLine, "no XML"),
        ("قائمة", BadLine, "no XML"),
        ('<rss version="2.0"><channel/></rss>', BadLine, "another kind: <rss>"),
        (BOMB, BadLine, "entities"),
        (urlset(*((f"https://news.example/{at}", None) for at in range(50_001))), SourceTooLarge, "50,000"),
        ("<urlset>" + "<a/>" * 3_000_001 + "</urlset>", SourceTooLarge, "tags"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else value.__name__,
)
def test_what_is_no_sitemap_is_refused_with_a_remedy(text, error, message):
    with pytest.raises(error, match=message) as caught:
        read_sitemap(text.encode(), url=URL)
    assert caught.value.remedy.endswith(".")
    assert "jsonl" not in caught.value.remedy.lower()


def test_a_bomb_in_utf_16_is_refused_too():
    with pytest.raises(BadLine, match="entities"):
        read_sitemap(BOMB.encode("utf-16"), url=URL)


def test_exactly_50_000_addresses_are_read():
    assert len(addresses(urlset(*((f"https://news.example/{at}", None) for at in range(50_000))))) == 50_000


# -- in a round ----------------------------------------------------------------------------------------------------


def test_a_round_reads_a_gzipped_sitemap(press):
    press.put("/s.xml.gz", gzip.compress(urlset((press.url("/1"), None)).encode()), Content_Type="application/gzip")
    press.put("/1", page())
    result = press.poll(sitemaps=[press.url("/s.xml.gz")])
    assert (result.new, result.failed) == (1, 0)


def test_a_round_descends_an_index_and_asks_its_parts_conditionally(press):
    press.put("/s.xml", index((press.url("/s1.xml"), None), (press.url("/s2.xml"), None)))
    press.put("/s1.xml", urlset((press.url("/1"), None)), ETag='"1"')
    press.put("/s2.xml", index((press.url("/s3.xml"), None)))
    press.put("/s3.xml", urlset((press.url("/2"), None), (press.url("/3"), None)), ETag='"3"')
    for at in (1, 2, 3):
        press.put(f"/{at}", page(at))
    assert press.poll(sitemaps=[press.url("/s.xml")]).new == 3
    sent = dict(press.sent)
    press.clock.now += 901
    press.put("/s3.xml", urlset((press.url("/2"), None), (press.url("/3"), None), (press.url("/4"), None)), ETag='"4"')
    press.put("/4", page(0))
    result = press.poll(sitemaps=[press.url("/s.xml")])
    assert (result.new, result.unchanged) == (1, 2)
    assert press.sent["/s1.xml"] == sent["/s1.xml"]


def test_a_part_that_has_not_changed_since_is_left_out(press):
    press.put("/s.xml", index((press.url("/old.xml"), "2031-01-01"), (press.url("/new.xml"), "2031-12-01")))
    press.put("/old.xml", urlset((press.url("/1"), None)))
    press.put("/new.xml", urlset((press.url("/2"), None)))
    press.put("/1", page(1))
    press.put("/2", page(2))
    press.poll(sitemaps=[press.url("/s.xml")])
    press.clock.now += 901
    press.poll(sitemaps=[press.url("/s.xml")])
    assert press.paths().count("/old.xml") == 1
    assert press.paths().count("/new.xml") == 2


def test_an_index_nested_too_deep_is_an_error_of_that_part(press):
    press.put("/s0.xml", index((press.url("/s1.xml"), None), (press.url("/good.xml"), None)))
    press.put("/s1.xml", index((press.url("/s2.xml"), None)))
    press.put("/s2.xml", index((press.url("/s2.xml"), None)))
    press.put("/good.xml", urlset((press.url("/1"), None)))
    press.put("/1", page())
    result = press.poll(sitemaps=[press.url("/s0.xml")])
    assert result.new == 1
    assert [(error.source, error.code) for error in result.feeds[0].errors] == [(press.url("/s2.xml"), "M107")]


def test_include_and_newer_hold_in_a_round(press):
    press.put(
        "/s.xml",
        urlset(
            (press.url("/politics/1"), "2031-02-01"),
            (press.url("/politics/2"), "2020-01-01"),
            (press.url("/sport/3"), "2031-02-01"),
        ),
    )
    press.put("/politics/1", page())
    source = SitemapSource(url=press.url("/s.xml"), include=["/politics/"], newer=60 * 86_400.0, outlet="وكالة نوريا")
    assert press.poll(sitemaps=[source]).new == 1
    assert press.paths() == ["/s.xml", "/politics/1"]
    assert press.kept[0][0].outlet == "وكالة نوريا"


def test_an_old_part_is_left_out_and_a_failing_one_waits(press):
    parts = [(press.url("/old.xml"), "2020-01-01"), (press.url("/bad.xml"), None), (press.url("/new.xml"), None)]
    press.put("/s.xml", index(*parts))
    press.put("/new.xml", urlset((press.url("/1"), "2031-02-01")))
    press.put("/1", page())
    source = SitemapSource(url=press.url("/s.xml"), newer=60 * 86_400.0)
    for failed in (1, 1, 0, 1):
        result = press.poll(sitemaps=[source])
        assert result.failed == failed
        press.clock.now += 905
    assert press.paths().count("/old.xml") == 0
    assert len(press.kept) == 1


def test_a_site_with_too_many_pages_says_so_and_goes_on_with_the_first(press, monkeypatch):
    import malaff.watch.work as module

    monkeypatch.setattr(module, "MOST_ADDRESSES", 3)
    press.put("/s.xml", index(*((press.url(f"/s{at}.xml"), None) for at in range(5))))
    for at in range(5):
        press.put(f"/s{at}.xml", urlset((press.url(f"/{at}/1"), None), (press.url(f"/{at}/2"), None)))
        press.put(f"/{at}/1", page(at))
        press.put(f"/{at}/2", page(at))
    result = press.poll(sitemaps=[press.url("/s.xml")])
    assert (result.new, result.failed) == (4, 1)
    assert result.feeds[0].errors[0].code == "M106"
    assert "newer" in result.feeds[0].errors[0].remedy


def test_a_large_site_is_read_over_several_rounds(press):
    press.put("/s.xml", index(*((press.url(f"/s{at}.xml"), None) for at in range(6))))
    for at in range(6):
        press.put(f"/s{at}.xml", urlset(*((press.url(f"/{at}/{number}"), None) for number in range(3))))
        for number in range(3):
            press.put(f"/{at}/{number}", page(number))
    counts = []
    for _ in range(8):
        counts.append(press.poll(sitemaps=[press.url("/s.xml")], every=60.0).new)
        press.clock.now += 60
    assert sum(counts) == 18
    assert counts[0] < 18
    assert max(press.paths().count(f"/{at}/{number}") for at in range(6) for number in range(3)) == 1
