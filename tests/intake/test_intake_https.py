"""Certificates: a page comes over TLS from a host that proves its name, or not at all. Against a local server."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from designs import LONG, NAMED

from malaff.errors import FetchFailed
from malaff.intake.fetch import fetch

PAGE = NAMED["wordpress"](LONG).encode()
OPENSSL = shutil.which("openssl")
HOST = "news.example"

pytestmark = pytest.mark.skipif(OPENSSL is None, reason="certificates are made with the openssl program")


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *args):
        """Keeps the test output quiet."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE)


def openssl(folder, *arguments):
    subprocess.run([OPENSSL, *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S603 - fixed arguments


EC = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """A folder with an authority's certificate, one it signed for HOST, and one that HOST signed itself."""
    folder = tmp_path_factory.mktemp("papers")
    usage = ("-addext", "keyUsage=critical,keyCertSign,cRLSign")
    openssl(folder, "req", "-x509", *EC, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Test CA", *usage)
    openssl(folder, "req", "-new", *EC, "-keyout", "signed.key", "-out", "signed.csr", "-subj", f"/CN={HOST}")
    (folder / "ext").write_text(
        f"subjectAltName=DNS:{HOST}\nbasicConstraints=CA:FALSE\nauthorityKeyIdentifier=keyid\nsubjectKeyIdentifier=hash\n"
    )
    signing = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "ext")
    openssl(folder, "x509", "-req", "-in", "signed.csr", "-out", "signed.pem", *signing)
    named = ("-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}")
    openssl(folder, "req", "-x509", *EC, "-keyout", "own.key", "-out", "own.pem", *named)
    return folder


class Server:
    """A server with one certificate; `asked` are the names that clients asked for."""

    def __init__(self, papers, name):
        self.asked: list[str | None] = []
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(papers / f"{name}.pem", papers / f"{name}.key")
        context.sni_callback = lambda _socket, host, _context: self.asked.append(host)
        self.httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.httpd.socket = context.wrap_socket(self.httpd.socket, server_side=True)
        threading.Thread(target=self.httpd.serve_forever, daemon=True).start()

    def get(self, host=HOST):
        return fetch(
            f"https://{host}:{self.httpd.server_port}/", resolver=lambda _host, _port: ["127.0.0.1"], allow_private=True
        )

    def close(self):
        self.httpd.shutdown()
        self.httpd.server_close()


@pytest.fixture
def serve(papers):
    servers = []

    def start(name):
        servers.append(Server(papers, name))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.mark.parametrize("name", ["own", "signed"])
def test_untrusted_certificate_is_refused(serve, name):
    with pytest.raises(FetchFailed) as refused:
        serve(name).get()
    assert refused.value.code == "M108"
    assert "certificate" in refused.value.message
    assert HOST in refused.value.message
    assert "SSL_CERT_FILE" in refused.value.remedy


@pytest.mark.parametrize(("name", "authority"), [("signed", "ca.pem"), ("own", "own.pem")])
def test_authority_named_in_the_environment_is_trusted(papers, serve, monkeypatch, name, authority):
    monkeypatch.setenv("SSL_CERT_FILE", str(papers / authority))
    server = serve(name)
    assert server.get().data == PAGE
    assert server.asked == [HOST]


@pytest.mark.parametrize("host", ["other.example", "127.0.0.1", "sub.news.example"])
def test_certificate_of_another_host_is_refused(papers, serve, monkeypatch, host):
    monkeypatch.setenv("SSL_CERT_FILE", str(papers / "ca.pem"))
    with pytest.raises(FetchFailed) as refused:
        serve("signed").get(host)
    assert "certificate" in refused.value.message
    assert host in refused.value.message
    assert "SSL_CERT_FILE" not in refused.value.remedy


def test_https_asked_of_a_server_without_it_fails_in_words():
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    try:
        with pytest.raises(FetchFailed) as failed:
            fetch(
                f"https://{HOST}:{httpd.server_port}/", resolver=lambda _host, _port: ["127.0.0.1"], allow_private=True
            )
    finally:
        httpd.shutdown()
        httpd.server_close()
    assert "SSL_CERT_FILE" not in failed.value.remedy
