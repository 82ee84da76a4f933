# ruff: noqa: E501 - markup is easier to judge in long lines
"""A round: what is new is kept once, what failed comes again, a kill loses nothing."""

from __future__ import annotations

import threading
from itertools import pairwise

import pytest
from localpress import STORIES, page, rss, urlset

from malaff.errors import ArchiveLocked
from malaff.watch.memory import Remembered
from malaff.watch.plan import Feed
from malaff.watch.poll import due_at, watch
from malaff.watch.work import MOST_FAILURES


def feed_of(press, *paths, path="/rss", **options):
    """Puts a feed and the pages it links to; gives its address."""
    for at, linked in enumerate(paths):
        press.put(linked, page(at))
    press.put(path, rss(*(press.url(linked) for linked in paths)), Content_Type="application/rss+xml", **options)
    return press.url(path)


def test_pages_of_a_feed_are_kept_with_their_bytes(press):
    url = feed_of(press, "/1", "/2")
    result = press.poll(feeds=[Feed(url=url, outlet="وكالة رامستان")])
    assert (result.new, result.unchanged, result.forbidden, result.failed, result.waiting) == (2, 0, 0, 0, 0)
    assert [article.title for article, _ in press.kept] == [STORIES[0][0], STORIES[1][0]]
    assert [original.decode() for _, original in press.kept] == [page(0), page(1)]
    assert {article.outlet for article, _ in press.kept} == {"وكالة رامستان"}
    assert {article.published for article, _ in press.kept} == {"2031-02-10T09:00:00+00:00"}
    assert [article.source for article, _ in press.kept] == [press.url("/1"), press.url("/2")]


def test_the_feeds_date_where_the_page_has_none(press):
    url = feed_of(press, "/1")
    press.put("/1", page(date=False))
    press.poll(feeds=[url])
    article = press.kept[0][0]
    assert (article.published, article.published_from) == ("2031-02-10T08:00:00+00:00", "input")


def test_the_text_of_the_feed_itself(press):
    press.put("/rss", rss(press.url("/1"), press.url("/2"), texts=True))
    result = press.poll(feeds=[Feed(url=press.url("/rss"), pages=False)])
    assert result.new == 2
    assert press.paths() == ["/rss"]
    assert [(article.text, original) for article, original in press.kept] == [
        (STORIES[0][1], None),
        (STORIES[1][1], None),
    ]
    press.clock.now += 901
    assert press.poll(feeds=[Feed(url=press.url("/rss"), pages=False)]).unchanged == 2


def test_items_without_a_link_are_read_from_the_feed_and_known_again(press):
    items = f"<item><guid isPermaLink='false'>7</guid><description>{STORIES[0][1]}</description></item><item><description>{STORIES[1][1]}</description></item>"
    press.put("/rss", f"<rss version='2.0'><channel><title>a</title>{items}</channel></rss>")
    assert press.poll(feeds=[press.url("/rss")]).new == 2
    press.clock.now += 901
    result = press.poll(feeds=[press.url("/rss")])
    assert (result.new, result.unchanged) == (0, 2)


def test_atom_and_relative_links_and_fragments(press):
    entries = "<entry><title>a</title><link rel='self' href='/self'/><link href='/1#top'/></entry><entry><link href='2'/></entry>"
    press.put("/feeds/atom", f"<feed xmlns='http://www.w3.org/2005/Atom'><title>a</title>{entries}</feed>")
    press.put("/1", page(0))
    press.put("/feeds/2", page(1))
    assert press.poll(feeds=[press.url("/feeds/atom")]).new == 2


def test_the_second_poll_is_conditional_and_transfers_nothing(press):
    url = feed_of(press, "/1", ETag='"v1"')
    press.poll(feeds=[url])
    sent = dict(press.sent)
    press.clock.now += 901
    result = press.poll(feeds=[url])
    assert press.asked[-1].headers["if-none-match"] == '"v1"'
    assert press.sent == sent
    assert result.feeds[0].not_modified
    assert result.new == result.failed == 0


def test_what_is_new_in_a_changed_feed_is_read_alone(press):
    url = feed_of(press, "/1", ETag='"v1"')
    press.poll(feeds=[url])
    feed_of(press, "/1", "/2", ETag='"v2"')
    press.clock.now += 901
    result = press.poll(feeds=[url])
    assert (result.new, result.unchanged) == (1, 1)
    assert press.paths() == ["/rss", "/1", "/rss", "/2"]


def test_a_feed_is_not_asked_before_it_is_due(press):
    url = feed_of(press, "/1")
    press.poll(feeds=[url])
    asked = len(press.asked)
    press.clock.now += 880
    assert press.poll(feeds=[url]).feeds == []
    assert len(press.asked) == asked


def test_a_page_in_two_feeds_is_kept_once(press):
    one, two = feed_of(press, "/1", path="/a"), feed_of(press, "/1", path="/b")
    result = press.poll(feeds=[one, two])
    assert (result.new, result.unchanged) == (1, 1)
    assert press.paths().count("/1") == 1


def test_one_failing_feed_does_not_stop_the_others(press):
    good = feed_of(press, "/1")
    press.put("/broken", status=500)
    result = press.poll(feeds=[press.url("/broken", "a.example"), press.url("/none", "b.example"), good])
    assert (result.new, result.failed) == (1, 2)
    errors = [error for feed in result.feeds for error in feed.errors]
    assert [(error.code, error.source) for error in errors] == [
        ("M108", press.url("/broken", "a.example")),
        ("M108", press.url("/none", "b.example")),
    ]
    assert all(error.remedy and error.message for error in errors)


def test_while_one_host_rests_another_is_asked(press):
    feeds = []
    for host in ("a.example", "b.example"):
        press.put("/rss", rss(*(press.url(f"/{at}", host) for at in range(4))), host=host)
        feeds.append(press.url("/rss", host))
    for at in range(4):
        press.put(f"/{at}", page(at))
    begin = press.clock.now
    assert press.poll(feeds=feeds).new == 8
    # Six requests to each host with its robots.txt: the pauses of the two run side by side.
    assert press.clock.now - begin <= 30
    for host in ("a.example", "b.example"):
        times = [request.at for request in press.asked if request.host == host]
        assert all(later - earlier >= 5 for earlier, later in pairwise(times))


def test_pages_that_robots_forbids_are_counted(press):
    url = feed_of(press, "/1", "/private/2", "/3")
    press.put("/robots.txt", "User-agent: *\nDisallow: /private/")
    result = press.poll(feeds=[url])
    assert (result.new, result.forbidden, result.failed) == (2, 1, 0)
    assert "/private/2" not in press.paths()


def test_a_feed_that_robots_forbids_is_an_error(press):
    url = feed_of(press, "/1")
    press.put("/robots.txt", "User-agent: *\nDisallow: /rss")
    result = press.poll(feeds=[url])
    assert (result.forbidden, result.failed) == (1, 0)
    error = result.feeds[0].errors[0]
    assert error.code == "M109"
    assert "robots.txt" in error.message
    assert "outlet" in error.remedy


# -- failures and when they come again -------------------------------------------------------------------------------


def test_a_failing_feed_is_asked_less_and_less(press):
    press.put("/rss", status=500)
    url = press.url("/rss")
    waits = []
    for _ in range(9):
        press.clock.now = max(press.clock.now, due_at(url, press.memory, press.plan(), press.clock.now))
        press.poll(feeds=[url])
        waits.append(press.memory.recall(url).next_at - press.clock.now)
    assert waits == [900, 1800, 3600, 7200, 14_400, 28_800, 57_600, 86_400, 86_400]
    press.clock.now += 86_401
    feed_of(press, "/1")
    press.poll(feeds=[url])
    assert press.memory.recall(url).failures == 0


def test_retry_after_puts_a_feed_off(press):
    press.put("/rss", status=503, Retry_After="7200")
    press.poll(feeds=[press.url("/rss")])
    assert press.memory.recall(press.url("/rss")).next_at - press.clock.now == 7200


def test_a_page_that_fails_comes_again_although_the_feed_is_unchanged(press):
    url = feed_of(press, "/1", "/2", ETag='"v1"')
    press.put("/1", status=500)
    assert press.poll(feeds=[url]).failed == 1
    press.put("/1", page(0))
    press.clock.now += 1000
    result = press.poll(feeds=[url])
    assert (result.new, result.unchanged, result.feeds[0].not_modified) == (1, 1, False)
    press.clock.now += 1000
    assert press.poll(feeds=[url]).feeds[0].not_modified


def test_a_page_is_given_up_after_many_failures(press):
    url = feed_of(press, "/1")
    press.pages.pop("/1")
    for _ in range(MOST_FAILURES + 3):
        press.clock.now += 86_401
        result = press.poll(feeds=[url])
    assert press.paths().count("/1") == MOST_FAILURES
    assert (result.failed, result.unchanged) == (0, 1)


def test_a_page_that_is_no_article_is_asked_once(press):
    url = feed_of(press, "/1", "/2")
    press.put("/1", "<html><body><p>Login</p></body></html>")
    press.put(
        "/2",
        "<html><body><article><h1>News</h1>"
        + "<p>The ministers of both states met again today, said a spokesman.</p>" * 5,
    )
    result = press.poll(feeds=[url])
    assert [error.code for error in result.feeds[0].errors] == ["M105", "M104"]
    press.clock.now += 100_000
    assert press.poll(feeds=[url]).unchanged == 2
    assert press.paths().count("/1") == 1


def test_a_host_that_asks_for_a_pause_is_left_alone_and_its_pages_wait(press):
    url = feed_of(press, "/1", "/2", "/3", ETag='"v1"')
    other = feed_of(press, "/4", path="/other")
    press.put("/1", status=429, Retry_After="7200")
    result = press.poll(feeds=[url, other])
    assert (result.new, result.failed) == (0, 1)
    # The first source had its turn first; the rest of it and the whole of the other wait for the host.
    assert result.waiting == 2
    assert press.paths() == ["/rss", "/1"]
    assert press.poll(feeds=[url, other]).feeds == []
    press.clock.now += 7200
    for path in ("/1", "/2", "/3"):
        press.put(path, page())
    for _ in range(2):
        press.poll(feeds=[url, other])
        press.clock.now += 901
    assert len(press.kept) == 4


def test_a_round_ends_in_time_and_the_rest_follows(press):
    url = feed_of(press, *(f"/{at}" for at in range(30)), ETag='"v1"')
    small = feed_of(press, "/small", path="/small-feed")
    first = press.poll(feeds=[url, small], every=60.0)
    assert (first.new, first.waiting) == (11, 19)
    # What the first round did not come to is first in the second.
    press.clock.now += 10
    press.poll(feeds=[url, small], every=60.0)
    assert [article.url for article, _ in press.kept].index(press.url("/small")) == 11
    for _ in range(4):
        press.clock.now += 10
        press.poll(feeds=[url, small], every=60.0)
    assert len(press.kept) == 31
    assert press.memory.recall(url).etag == '"v1"'


def test_a_crawl_delay_beyond_the_interval_still_lets_pages_through(press):
    url = feed_of(press, "/1", "/2")
    press.put("/robots.txt", "User-agent: *\nCrawl-delay: 300")
    for _ in range(3):
        press.poll(feeds=[url], every=60.0)
        press.clock.now += 300
    assert len(press.kept) == 2


def test_a_clock_that_was_wrong_does_not_silence_a_feed(press):
    url = feed_of(press, "/1")
    press.memory.remember(url, Remembered(next_at=press.clock.now + 50 * 365 * 86_400))
    assert press.poll(feeds=[url]).new == 1


def test_a_defect_that_shows_on_one_page_is_an_error_of_that_page(press, monkeypatch):
    import malaff.watch.work as module

    real = module.read_page

    def read_page(data, **options):
        if options["url"].endswith("/1"):
            raise RecursionError("too deep")
        return real(data, **options)

    monkeypatch.setattr(module, "read_page", read_page)
    result = press.poll(feeds=[feed_of(press, "/1", "/2")])
    assert (result.new, result.failed) == (1, 1)
    assert result.feeds[0].errors[0].code == "M000"
    assert "RecursionError" in result.feeds[0].errors[0].message


# -- a kill in the middle --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("error", [KeyboardInterrupt, ArchiveLocked("The archive is locked.")])
def test_after_a_kill_everything_is_kept_once(press, error):
    url = feed_of(press, "/1", "/2", "/3", "/4", ETag='"v1"', Last_Modified="Mon, 10 Feb 2031 08:00:00 GMT")

    def killed(article, original):
        if len(press.kept) == 2:
            raise error
        press.keep(article, original)

    with pytest.raises(error if isinstance(error, type) else type(error)):
        press.poll(feeds=[url], keep=killed)
    assert press.memory.pages == {press.url("/1"), press.url("/2")}
    assert press.memory.recall(url) is None
    result = press.poll(feeds=[url])
    assert (result.new, result.unchanged) == (2, 2)
    assert [article.url for article, _ in press.kept] == [press.url(f"/{at}") for at in (1, 2, 3, 4)]


def test_a_stop_ends_the_round_before_the_next_request(press):
    url = feed_of(press, "/1", "/2", "/3")
    stop = threading.Event()

    def keep(article, original):
        press.keep(article, original)
        stop.set()

    assert press.poll(feeds=[url], keep=keep, stop=stop).new == 1
    assert press.paths() == ["/rss", "/1"]
    assert press.poll(feeds=[url]).new == 2


# -- watching --------------------------------------------------------------------------------------------------------


class Stop(threading.Event):
    """A stop whose waiting moves the press's clock; it is set by itself after some waits."""

    def __init__(self, press, waits):
        super().__init__()
        self.press, self.left = press, waits

    def wait(self, timeout=None):
        self.press.clock.sleep(timeout)
        self.left -= 1
        if self.left <= 0:
            self.set()
        return self.is_set()


def test_a_watch_sleeps_until_the_next_feed_is_due(press):
    feeds = [Feed(url=feed_of(press, "/1", path="/a")), Feed(url=feed_of(press, "/2", path="/b"))]
    rounds = []
    watch(
        press.plan(feeds=feeds), press.memory, press.keep, stop=Stop(press, 4), on_round=rounds.append, visitor=press.visitor()
    )  # fmt: skip
    assert [result.new for result in rounds] == [2, 0, 0, 0]
    polls = [request.at for request in press.asked if request.path == "/a"]
    assert len(polls) >= 2
    assert all(later - earlier >= 900 for earlier, later in pairwise(polls))


def test_a_watch_of_one_round(press):
    rounds = []
    plan = press.plan(feeds=[Feed(url=feed_of(press, "/1"))])
    for _ in range(2):
        watch(
            plan,
            press.memory,
            press.keep,
            once=True,
            stop=threading.Event(),
            on_round=rounds.append,
            visitor=press.visitor(),
        )
    assert [(result.new, len(result.feeds)) for result in rounds] == [(1, 1), (0, 0)]


def test_a_watch_that_is_stopped_in_its_sleep_ends_at_once(press):
    stop = threading.Event()
    plan = press.plan(feeds=[Feed(url=feed_of(press, "/1"))])
    thread = threading.Thread(
        target=watch, args=(plan, press.memory, press.keep), kwargs={"stop": stop, "on_round": lambda _: stop.set(), "visitor": press.visitor()}
    )  # fmt: skip
    thread.start()
    thread.join(5)
    assert not thread.is_alive()


def test_feeds_and_sitemaps_together(press):
    press.put("/s.xml", urlset((press.url("/1"), None), (press.url("/9"), None)))
    press.put("/9", page(3))
    result = press.poll(feeds=[feed_of(press, "/1", "/2")], sitemaps=[press.url("/s.xml")])
    assert [(feed.url, feed.new, feed.unchanged) for feed in result.feeds] == [
        (press.url("/rss"), 2, 0),
        (press.url("/s.xml"), 1, 1),
    ]


def test_without_a_visitor_the_plan_and_the_guard_hold(press):
    from malaff.watch.poll import poll

    result = poll(
        press.plan(feeds=[feed_of(press, "/1").replace("news.example", "127.0.0.1")]), press.memory, keep=press.keep
    )
    assert [error.code for error in result.feeds[0].errors] == ["M109"]
    assert press.asked == []


def test_a_host_in_trouble_does_not_keep_the_pages_of_another_back(press):
    press.put("/rss", rss(press.url("/1", "a.example"), press.url("/2", "a.example"), press.url("/3", "b.example")))
    press.put("/1", status=503, Retry_After="7200")
    press.put("/3", page())
    result = press.poll(feeds=[press.url("/rss")])
    assert (result.new, result.failed, result.waiting) == (1, 1, 1)
