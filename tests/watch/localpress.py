# ruff: noqa: E501 - Arabic is easier to judge in long lines
"""A press on this machine: a server with invented news, a clock that tests move, and a visitor that knows both."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from malaff.watch.memory import InMemory
from malaff.watch.plan import Feed, Plan, SitemapSource
from malaff.watch.polite import Visitor
from malaff.watch.poll import poll

STORIES = [
    ("رامستان ونوريا تستأنفان محادثات المياه", "قال وزير المياه في رامستان سليم الكرخاني إن بلاده ونوريا ستستأنفان محادثات تقاسم مياه نهر السروان في مدينة تلورا يوم الأحد المقبل."),
    ("برلمان نوريا يؤجل التصويت على الموازنة", "أعلنت رئاسة برلمان نوريا تأجيل جلسة التصويت على الموازنة إلى الأسبوع المقبل بعد أن غاب عنها نواب كتلتين كبيرتين بسبب خلاف على حصة الأقاليم."),
    ("ميناء دارفين يستقبل أول سفينة قمح", "أكد مدير ميناء دارفين نائل الدرعاوي أن أول سفينة قمح منذ ثلاثة أشهر رست على الرصيف الشمالي صباح اليوم وأن تفريغها يستغرق يومين."),
    ("اتحاد المزارعين يطالب بتعويضات", "طالب الاتحاد الزراعي في السهل الجنوبي حكومة نوريا بتعويض المزارعين عن ثلث محصولهم الذي خسروه هذا العام بسبب تراجع منسوب النهر."),
]  # fmt: skip


def page(at=0, date=True):
    """A page with one of the stories."""
    title, text = STORIES[at % len(STORIES)]
    head = '<meta property="article:published_time" content="2031-02-10T09:00:00+00:00">' if date else ""
    return f'<html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body><article><h1>{title}</h1><p>{text}</p><p>{text.replace("إن", "إنه")}</p></article></body></html>'


def rss(*links, texts=False, title="وكالة رامستان"):
    """A feed whose items link to pages, with or without the stories themselves."""
    items = "".join(
        f"<item><title>{STORIES[at % len(STORIES)][0]}</title><link>{link}</link><pubDate>Mon, 10 Feb 2031 08:00:00 +0000</pubDate>"
        + (f"<description>{STORIES[at % len(STORIES)][1]}</description>" if texts else "")
        + "</item>"
        for at, link in enumerate(links)
    )
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


def urlset(*entries):
    """A sitemap of (address, lastmod or None)."""
    nodes = "".join(f"<url><loc>{url}</loc>{_lastmod(changed)}</url>" for url, changed in entries)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{nodes}</urlset>'


def index(*entries):
    """An index of (sitemap's address, lastmod or None)."""
    nodes = "".join(f"<sitemap><loc>{url}</loc>{_lastmod(changed)}</sitemap>" for url, changed in entries)
    return (
        f'<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{nodes}</sitemapindex>'
    )


def _lastmod(changed):
    return f"<lastmod>{changed}</lastmod>" if changed else ""


class Reply(NamedTuple):
    """What the server answers with; `drips` sends the body's first byte again and again instead."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = {}
    drips: bool = False


class Clock:
    """A time that only sleeping moves; `pauses` are the sleeps."""

    def __init__(self):
        self.now = 1_928_000_000.0  # a day in February 2031
        self.pauses: list[float] = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.pauses.append(seconds)
        self.now += seconds


class Asked(NamedTuple):
    """A request that the server got."""

    host: str
    path: str
    headers: dict[str, str]
    at: float


class Press:
    """A server for all hosts; `pages` maps a path to a Reply, or (host, path) to one. What is not there is a 404."""

    def __init__(self):
        self.pages: dict[object, Reply] = {}
        self.asked: list[Asked] = []
        self.sent: dict[str, int] = defaultdict(int)
        self.clock = Clock()
        self.memory = InMemory()
        self.kept = []
        self.lasting = None
        press = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *args):
                """Keeps the test output quiet."""

            def do_GET(self):
                press._answer(self)

        self.httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.httpd.serve_forever, args=(0.01,), daemon=True).start()

    def close(self):
        self.httpd.shutdown()
        self.httpd.server_close()

    def url(self, path, host="news.example"):
        return f"http://{host}:{self.httpd.server_port}{path}"

    def put(self, path, body=b"", status=200, host=None, drips=False, **headers):
        """Sets the answer of a path; `Content_Type="x"` is a header."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[(host, path) if host else path] = Reply(body, status, named, drips)

    def _answer(self, handler):
        host = handler.headers.get("Host", "").split(":")[0]
        headers = {name.lower(): value for name, value in handler.headers.items()}
        self.asked.append(Asked(host, handler.path, headers, self.clock.now))
        reply = self.pages.get((host, handler.path)) or self.pages.get(handler.path) or Reply(status=404)
        body = reply.body.encode() if isinstance(reply.body, str) else reply.body
        status = reply.status
        etag = reply.headers.get("ETag")
        if etag and headers.get("if-none-match") == etag:
            status, body = 304, b""
        modified = reply.headers.get("Last-Modified")
        if modified and headers.get("if-modified-since") == modified:
            status, body = 304, b""
        handler.send_response(status)
        for name, value in reply.headers.items():
            handler.send_header(name, value)
        if not reply.drips and status != 304:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        try:
            for _ in range(100 if reply.drips else 0):
                handler.wfile.write(body[:1])
                handler.wfile.flush()
                time.sleep(0.05)
            if not reply.drips:
                handler.wfile.write(body)
                self.sent[handler.path] += len(body)
        except OSError:
            return

    # -- what a test does with it ------------------------------------------------------------------------------------

    def visitor(self, **options):
        """A visitor with the clock, no jitter, for whom every host is this server."""
        given = {
            "agent": "malaff/1.0", "delay": 5.0, "max_bytes": 1_000_000, "clock": self.clock, "sleep": self.clock.sleep,
            "jitter": lambda: 0.0, "resolver": lambda _host, _port: ["127.0.0.1"], "allow_private": True,
        }  # fmt: skip
        return Visitor(**{**given, **options})

    def plan(self, *, feeds=(), sitemaps=(), **options):
        """A plan; an address alone stands for a feed or sitemap with no settings."""
        return Plan(
            feeds=[Feed(url=feed) if isinstance(feed, str) else feed for feed in feeds],
            sitemaps=[SitemapSource(url=source) if isinstance(source, str) else source for source in sitemaps],
            **{"max_bytes": 1_000_000, **options},
        )

    def poll(self, *, keep=None, visitor=None, stop=None, **plan):
        """One round with the press's memory and a visitor that lasts for all rounds of a test."""
        self.lasting = visitor or self.lasting or self.visitor()
        return poll(self.plan(**plan), self.memory, keep=keep or self.keep, visitor=self.lasting, stop=stop)

    def keep(self, article, original):
        self.kept.append((article, original))

    def paths(self):
        """The paths asked for so far, robots.txt left out."""
        return [request.path for request in self.asked if request.path != "/robots.txt"]
