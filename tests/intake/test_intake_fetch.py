# ruff: noqa: E501 - a case stands in one line
"""One polite GET: what is fetched, and what is refused. Against a local server."""

from __future__ import annotations

import gzip
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from designs import LONG, NAMED

from malaff.errors import AddressRefused, FetchFailed, SourceTooLarge
from malaff.intake.fetch import fetch, is_public, user_agent
from malaff.intake.source import read_source

PAGE = NAMED["wordpress"](LONG).encode()


class Handler(BaseHTTPRequestHandler):
    seen: list[dict[str, str]] = []

    def log_message(self, *args):
        """Keeps the test output quiet."""

    def answer(self, status=200, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.seen.append({"path": self.path, **{k.lower(): v for k, v in self.headers.items()}})
        path = self.path.split("?")[0]
        if path == "/page":
            self.answer(body=PAGE, Content_Type="text/html; charset=utf-8")
        elif path == "/packed":
            self.answer(body=gzip.compress(PAGE), Content_Type="text/html", Content_Encoding="gzip")
        elif path == "/bomb":
            self.answer(body=gzip.compress(b"a" * 30_000_000), Content_Type="text/html", Content_Encoding="gzip")
        elif path == "/big":
            self.answer(body=b"a" * 3_000_000, Content_Type="text/html")
        elif path == "/image":
            self.answer(body=b"\x89PNG", Content_Type="image/png")
        elif path == "/away":
            self.answer(302, Location="/page")
        elif path == "/inside":
            self.answer(302, Location="http://169.254.169.254/latest/meta-data")
        elif path == "/file":
            self.answer(302, Location="file:///etc/passwd")
        elif path == "/loop":
            self.answer(302, Location="/loop")
        elif path == "/nowhere":
            self.answer(302)
        elif path == "/drip":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            for _ in range(100):
                try:
                    self.wfile.write(b"a")
                    self.wfile.flush()
                except OSError:
                    return
                time.sleep(0.1)
        else:
            self.answer(404)


@pytest.fixture(scope="module")
def server():
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield httpd.server_port
    httpd.shutdown()
    httpd.server_close()


def local(_host, _port):
    return ["127.0.0.1"]


def get(port, path, **options):
    return fetch(f"http://news.example:{port}{path}", resolver=local, allow_private=True, **options)


def test_page_with_host_and_agent(server):
    answer = get(server, "/page?x=خبر")
    assert answer.data == PAGE
    assert answer.charset == "utf-8"
    seen = Handler.seen[-1]
    assert seen["host"] == f"news.example:{server}"
    assert seen["user-agent"] == user_agent()
    assert seen["user-agent"].startswith("malaff/")
    assert seen["path"] == "/page?x=%D8%AE%D8%A8%D8%B1"


def test_packed(server):
    assert get(server, "/packed").data == PAGE


def test_redirect(server):
    answer = get(server, "/away")
    assert answer.data == PAGE
    assert answer.url.endswith("/page")


def test_as_a_source(server):
    article = next(iter(read_source(f"http://127.0.0.1:{server}/page", allow_private=True)))
    assert article.title == LONG.title


@pytest.mark.parametrize(
    ("path", "error"),
    [("/none", FetchFailed), ("/image", FetchFailed), ("/loop", FetchFailed), ("/nowhere", FetchFailed), ("/file", AddressRefused)],
)  # fmt: skip
def test_answers_that_are_no_page(server, path, error):
    with pytest.raises(error):
        get(server, path)


@pytest.mark.parametrize("path", ["/big", "/bomb"])
def test_size_limit(server, path):
    with pytest.raises(SourceTooLarge):
        get(server, path, max_bytes=1_000_000)


def test_deadline_ends_a_drip(server):
    start = time.monotonic()
    with pytest.raises(FetchFailed):
        get(server, "/drip", deadline=0.6)
    assert time.monotonic() - start < 3


def test_redirect_into_a_private_network_is_refused(server):
    # The first host is let through by its resolver, the second is checked as every other.
    def resolver(host, _port):
        return ["127.0.0.1"] if host == "news.example" else [host]

    import malaff.intake.fetch as module

    real = module.is_public
    module.is_public = lambda address: address == "127.0.0.1" or real(address)
    try:
        with pytest.raises(AddressRefused):
            fetch(f"http://news.example:{server}/inside", resolver=resolver)
    finally:
        module.is_public = real


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.0.0.1/", "http://192.168.1.1/", "http://169.254.169.254/",
        "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://[fe80::1]/", "http://224.0.0.1/", "file:///etc/passwd", "ftp://a.example/",
        "http:///x", "http://user:pass@news.example/", "javascript:alert(1)", "http://[bad/",
    ],
)  # fmt: skip
def test_addresses_that_are_refused(url):
    with pytest.raises(AddressRefused):
        fetch(url)


def test_any_private_address_of_a_host_refuses_it():
    with pytest.raises(AddressRefused):
        fetch("http://news.example/", resolver=lambda _host, _port: ["93.184.216.34", "10.0.0.1"])


def test_the_checked_address_is_the_one_connected_to(server):
    answers = iter([["127.0.0.1"], ["203.0.113.1"]])
    # A second look-up would give another address; there is none.
    assert (
        fetch(f"http://news.example:{server}/page", resolver=lambda _h, _p: next(answers), allow_private=True).data
        == PAGE
    )


def test_unknown_host():
    def unknown(_host, _port):
        raise OSError("no such host")

    with pytest.raises(FetchFailed):
        fetch("http://news.example/", resolver=unknown)


def test_closed_port():
    with pytest.raises(FetchFailed):
        fetch("http://news.example:1/", resolver=local, allow_private=True, connect_timeout=1)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("127.0.0.1", False), ("100.64.0.1", False), ("::", False), ("fc00::1", False),
        ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("::ffff:93.184.216.34", False), ("255.255.255.255", False), ("x", False),
    ],
)  # fmt: skip
def test_public_addresses(address, public):
    assert is_public(address) is public
