# ruff: noqa: E501 - a case stands in one line
"""Web archives: whole ones, packed in every way, and damaged ones, of which the records before the damage are read."""

from __future__ import annotations

import gzip
import zlib

import pytest
from designs import LONG, NAMED, SHORT

from malaff.errors import BadLine, BinarySource, SourceTooLarge
from malaff.intake import read_source
from malaff.model import ReadingError

LONG_PAGE = NAMED["wordpress"](LONG).encode()
SHORT_PAGE = NAMED["bare"](SHORT).encode()
URL = "https://a.example/1"


def record(kind, url, payload):
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(payload)}\r\n\r\n"
    return head.encode() + payload + b"\r\n\r\n"


def response(payload, *headers, url=URL):
    lines = ["HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8", *headers]
    return record("response", url, "\r\n".join(lines).encode() + b"\r\n\r\n" + payload)


def chunks(data, size, end=b"0\r\n\r\n"):
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%X;ext=1\r\n%s\r\n" % (len(part), part) for part in parts) + end


@pytest.fixture
def read(tmp_path):
    def read_archive(data, name="a.warc", **options):
        (tmp_path / name).write_bytes(data)
        return list(read_source(tmp_path / name, **options))

    return read_archive


def titles(found):
    return [getattr(item, "title", None) for item in found]


def test_web_archive(tmp_path):
    page = NAMED["wordpress"](LONG).encode("cp1256", "xmlcharrefreplace")
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    packed = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    records = [
        record("warcinfo", "", b"software: x"), record("request", "https://a.example/1", b"GET / HTTP/1.1\r\n\r\n"),
        record("response", "https://a.example/1", http + page),
        record("response", "https://a.example/p.png", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"),
        record("response", "https://a.example/2", packed + gzip.compress(NAMED["bare"](SHORT).encode())),
        record("response", "https://a.example/3", http + b"<html><body>x</body></html>"),
    ]  # fmt: skip
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(gzip.compress(r) for r in records))
    found = list(read_source(path))
    assert [getattr(item, "title", None) for item in found] == [LONG.title, SHORT.title, None]
    assert found[1].url == "https://a.example/2"
    assert isinstance(found[2], ReadingError)
    path.write_bytes(b"".join(records)[:-300])
    assert list(read_source(path))[-1].code == BadLine.code


CHUNKED, GZIPPED = "Transfer-Encoding: chunked", "Content-Encoding: gzip"


@pytest.mark.parametrize(
    ("payload", "headers"),
    [
        (chunks(LONG_PAGE, 1000), [CHUNKED]),
        (chunks(LONG_PAGE, 7), [CHUNKED]),
        (LONG_PAGE, [CHUNKED]),  # an archiver that kept the header and not the chunks
        (gzip.compress(LONG_PAGE), [GZIPPED]),
        (zlib.compress(LONG_PAGE), ["Content-Encoding: deflate"]),
        (LONG_PAGE, [GZIPPED]),
        (LONG_PAGE, ["Content-Encoding: br"]),
        (LONG_PAGE, ["Content-Encoding: identity"]),
        (chunks(gzip.compress(LONG_PAGE), 500), [CHUNKED, GZIPPED]),
        (gzip.compress(LONG_PAGE), [CHUNKED, GZIPPED]),
    ],
    ids=["chunked", "small chunks", "chunked in name", "gzip", "deflate", "gzip in name", "br in name", "identity", "gzip in chunks", "gzip, chunked in name"],
)  # fmt: skip
def test_packed_pages(read, payload, headers):
    whole = read(response(LONG_PAGE))[0]
    article = read(response(payload, *headers))[0]
    assert (article.title, article.text, article.published) == (whole.title, whole.text, whole.published)
    assert all(paragraph in article.text for paragraph in LONG.paragraphs)


@pytest.mark.parametrize(
    ("payload", "headers"),
    [
        (chunks(LONG_PAGE, 1000)[:-700], [CHUNKED]),
        (chunks(LONG_PAGE, 1000, b""), [CHUNKED]),
        (gzip.compress(LONG_PAGE)[:-300], [GZIPPED]),
        (b"\x1f\x8b\x08\x00rubbish", [GZIPPED]),
        (b"\x0b\x02\x80packed", ["Content-Encoding: br"]),
    ],
    ids=["inside a chunk", "between chunks", "gzip broken off", "gzip damaged", "br"],
)  # fmt: skip
def test_damaged_page_is_an_error_and_the_rest_goes_on(read, payload, headers):
    found = read(response(payload, *headers) + response(SHORT_PAGE, url="https://a.example/2"))
    assert titles(found) == [None, SHORT.title]
    assert (found[0].code, found[0].line, found[0].source) == (BinarySource.code, 1, URL)
    assert found[0].remedy


def test_page_beyond_the_limit_is_an_error_and_not_cut(read):
    image = record(
        "response", "https://a.example/p.png", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n" + bytes(LONG_PAGE)
    )
    found = read(response(LONG_PAGE) + image + response(SHORT_PAGE), max_bytes=len(LONG_PAGE))
    assert titles(found) == [None, SHORT.title]
    assert found[0].code == SourceTooLarge.code


def test_unpacked_page_beyond_the_limit(read):
    found = read(response(gzip.compress(b" " * 3_000_000), GZIPPED) + response(SHORT_PAGE), max_bytes=1_000_000)
    assert titles(found) == [None, SHORT.title]
    assert found[0].code == SourceTooLarge.code


def test_revisits_are_passed(read):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    again = record("revisit", URL, head)
    unchanged = record("revisit", URL, b"HTTP/1.1 304 Not Modified\r\n\r\n")
    empty = record("revisit", URL, b"")
    found = read(again + response(LONG_PAGE) + again + unchanged + empty + response(b"", url="https://a.example/2"))
    assert titles(found) == [LONG.title, None]
    # The number is the record's in the file, those that are passed counted.
    assert found[1].line == 6


def members(*records):
    return [gzip.compress(data) for data in records]


ARCHIVE = [record("warcinfo", "", b"software: x"), response(LONG_PAGE), response(SHORT_PAGE, url="https://a.example/2")]


@pytest.mark.parametrize("cut", [1, 8, 300, 600])
def test_gzip_that_breaks_off(read, cut):
    """The last record's member is cut: in its checksum, its page, its head."""
    data = b"".join(members(*ARCHIVE, response(LONG_PAGE, url="https://a.example/3")))
    found = read(data[:-cut], "a.warc.gz")
    assert titles(found)[:2] == [LONG.title, SHORT.title]
    assert isinstance(found[-1], ReadingError)
    assert sum(isinstance(item, ReadingError) for item in found) == 1
    assert (found[-1].code, found[-1].line) == (BinarySource.code, 5 if cut < 9 else 4)
    assert found[-1].remedy


def test_gzip_of_one_member_that_breaks_off(read):
    found = read(gzip.compress(b"".join([*ARCHIVE, response(LONG_PAGE)]))[:-30], "a.warc.gz")
    assert titles(found)[:2] == [LONG.title, SHORT.title]
    assert found[-1].code == BinarySource.code


def test_gzip_damaged_in_the_middle_is_reported_there(read):
    packed = members(*ARCHIVE)
    packed[1] = packed[1][:200] + bytes(20) + packed[1][220:]
    found = read(b"".join(packed * 20), "a.warc.gz")
    assert [item.code for item in found] == [BinarySource.code]
    assert found[0].line == 2


def test_padding_behind_the_last_member_is_no_damage(read):
    assert titles(read(b"".join(members(*ARCHIVE)) + bytes(200_000), "a.warc.gz")) == [LONG.title, SHORT.title]


def test_what_is_no_archive_behind_the_last_member_is_reported(read):
    found = read(b"".join(members(*ARCHIVE)) + b"rubbish", "a.warc.gz")
    assert titles(found) == [LONG.title, SHORT.title, None]
    assert found[2].code == BinarySource.code


@pytest.mark.parametrize(
    "rest", [b"rubbish\r\n\r\n", b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", response(LONG_PAGE)[:-500]]
)
def test_damage_without_gzip_is_reported_behind_the_records_before(read, rest):
    found = read(b"".join(ARCHIVE) + rest)
    assert titles(found) == [LONG.title, SHORT.title, None]
    assert (found[2].code, found[2].line) == (BadLine.code, 4)


def test_no_archive_at_all(read):
    with pytest.raises(BadLine):
        read(b"no archive\r\n\r\n")
