"""The plan: what a feeds.toml may say, and what is said where it is wrong."""

from __future__ import annotations

import pytest

from malaff.errors import BadOption, SourceNotFound
from malaff.watch.plan import SETTINGS, Feed, Plan, SitemapSource, load_plan

FEED = '[[feed]]\nurl = "https://news.example/rss.xml"\n'


@pytest.fixture
def load(tmp_path):
    def call(text):
        path = tmp_path / "feeds.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_plan(path)

    return call


def test_a_plan_with_everything(load):
    plan = load(
        '[watch]\nevery = "1h"\ndelay = 7.5\nmax_bytes = 2000000\nuser_agent = "malaff/1 (+mailto:desk@news.example)"\n'
        + FEED
        + 'outlet = "وكالة رامستان"\npages = false\n'
        + '[[sitemap]]\nurl = "https://other.example/sitemap.xml.gz"\ninclude = ["/سياسة/", "*/2031/*"]\n'
        + 'exclude = "/sport/"\nnewer = 7\n'
    )
    assert plan == Plan(
        every=3600,
        delay=7.5,
        max_bytes=2_000_000,
        user_agent="malaff/1 (+mailto:desk@news.example)",
        feeds=[Feed(url="https://news.example/rss.xml", outlet="وكالة رامستان", pages=False)],
        sitemaps=[
            SitemapSource(
                url="https://other.example/sitemap.xml.gz",
                include=["/سياسة/", "*/2031/*"],
                exclude=["/sport/"],
                newer=7 * 86_400,
            )
        ],
    )


def test_the_defaults_are_those_of_the_settings(load):
    plan = load("\ufeff" + FEED + '[[sitemap]]\nurl = "https://news.example/sitemap.xml"\n')
    records = {"watch": plan, "feed": plan.feeds[0], "sitemap": plan.sitemaps[0]}
    for setting in SETTINGS:
        table, key = setting.name.split(".")
        default = 900.0 if setting.default == "15m" else setting.default
        assert key == "url" or getattr(records[table], key) == default
        assert setting.help


@pytest.mark.parametrize(
    ("text", "seconds"), [("900", 900), ('"90s"', 90), ('"15m"', 900), ('"1.5h"', 5400), ('"1d"', 86_400)]
)
def test_times(load, text, seconds):
    assert load(f"[watch]\nevery = {text}\n{FEED}").every == seconds


def test_newer_in_hours(load):
    assert load('[[sitemap]]\nurl = "http://a.example/s.xml"\nnewer = "36h"').sitemaps[0].newer == 36 * 3600


@pytest.mark.parametrize(
    ("text", "named", "allowed"),
    [
        ("", "names no feed", "[[feed]]"),
        ("[watch]\nevery = 900", "names no feed", "[[feed]]"),
        (f"[wach]\nevery = 900\n{FEED}", "'wach'", "[watch], [[feed]] and [[sitemap]]"),
        (f"[watch]\nevry = 900\n{FEED}", "'evry'", "every, delay, max_bytes, user_agent"),
        (f"[watch]\nevery = true\n{FEED}", "every cannot be True", '"15m"'),
        (f"[watch]\nevery = 1\n{FEED}", "every cannot be 1", "60 seconds"),
        (f"[watch]\nevery = nan\n{FEED}", "every cannot be nan", "60 seconds"),
        (f'[watch]\nevery = "15 minutes"\n{FEED}', "every cannot be", '"15m"'),
        (f"[watch]\ndelay = 0\n{FEED}", "delay cannot be 0", "1 second"),
        (f"[watch]\nmax_bytes = 1.5\n{FEED}", "max_bytes", "whole number"),
        (f'[watch]\nuser_agent = "a\\r\\nCookie: b"\n{FEED}', "user_agent", "ASCII"),
        (f"watch = 3\n{FEED}", "watch is no table", "[watch]"),
        ('[feed]\nurl = "https://news.example/"', "feed is no list", "[[feed]]"),
        ('feed = ["https://news.example/"]', "feed is no list", "[[feed]]"),
        ('[[feed]]\noutlet = "a"', "number 1 has no url", "https://"),
        ('[[feed]]\nurl = "news.example/rss"', "url cannot be", "https://"),
        ('[[feed]]\nurl = "file:///etc/passwd"', "url cannot be", "https://"),
        ('[[feed]]\nurl = "http://[bad/"', "url cannot be", "https://"),
        ("[[feed]]\nurl = 5", "url cannot be 5", "https://"),
        (f"{FEED}include = 'a'", "'include'", "url, outlet, pages"),
        (f'{FEED}pages = "no"', "pages cannot be 'no'", "true or false"),
        (f"{FEED}outlet = 7", "outlet cannot be 7", "a text"),
        ('[[sitemap]]\nurl = "http://a.example/s"\ninclude = ["a", 1]', "include cannot be", "list of texts"),
        ('[[sitemap]]\nurl = "http://a.example/s"\nnewer = -3', "newer cannot be -3", "days"),
        (FEED + FEED, "twice", "one of the two"),
        ("[[feed]\nurl = 1", "no TOML", "line"),
        (b"[[feed]]\nurl = '\xff'", "not UTF-8", "UTF-8"),
    ],
)
def test_what_is_wrong_is_named_with_what_is_allowed(load, text, named, allowed):
    with pytest.raises(BadOption) as caught:
        load(text)
    assert named in caught.value.message
    assert allowed in caught.value.remedy


def test_a_plan_that_is_not_there(tmp_path):
    with pytest.raises(SourceNotFound):
        load_plan(tmp_path / "none.toml")
    with pytest.raises(SourceNotFound):
        load_plan(tmp_path)
