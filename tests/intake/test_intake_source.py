# ruff: noqa: E501 - a case stands in one line
"""Sources of every kind, good and bad, through the one door."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import sqlite3
import subprocess
import sys
import time
import zipfile

import pytest
from designs import LONG, NAMED

from malaff.errors import (
    BadLine,
    BinarySource,
    EmptySource,
    MalaffError,
    NoArticle,
    NotArabic,
    SourceNotFound,
    SourceTooLarge,
)
from malaff.intake import read_source
from malaff.model import Article, ReadingError

TEXT = "\n".join(LONG.paragraphs)


def only(source, **options):
    found = list(read_source(source, **options))
    assert len(found) == 1
    assert isinstance(found[0], Article)
    return found[0]


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.HTML", "page", "a.txt", "a.php", "a.html.gz", "page.gz"])
def test_page_by_name_or_content(tmp_path, name):
    data = NAMED["wordpress"](LONG).encode()
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    article = only(path)
    assert article.title == LONG.title
    assert article.source == str(path)


@pytest.mark.parametrize("name", ["a.txt", "article", "a.md"])
def test_text(tmp_path, name):
    (tmp_path / name).write_text(TEXT, "utf-8")
    assert only(tmp_path / name).text == TEXT


def test_text_in_windows_1256(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT.encode("cp1256"))
    assert only(tmp_path / "a.txt").text == TEXT


def test_jsonl_takes_text_as_it_is_and_goes_on_after_bad_lines(tmp_path):
    odd = "  قال\u200f الوزير \r\n\n إن\u00a0الأمر انتهى  "
    lines = [
        json.dumps({"id": "a", "text": odd, "url": "https://a.example/1", "source": "المرصاد", "date": "2031-03-04"}, ensure_ascii=False),
        "{not json",
        "",
        json.dumps({"id": "b"}),
        json.dumps({"id": "c", "text": 5}),
        json.dumps({"id": "d", "text": "  "}),
        json.dumps({"id": "e", "text": "no Arabic here"}),
        json.dumps([1, 2]),
        json.dumps({"id": "a", "text": "نص آخر"}),
        json.dumps({"text": "نص بلا اسم", "published": "٣ تشرين الأول ٢٠٢٠", "author": 7, "section": "رأي"}),
        json.dumps({"id": 12, "text": "نص"}),
        json.dumps({"id": ["x"], "text": "نص"}),
        '{"id": "s", "text": "نص \\ud83d"}',
        '{"id": "g", "text": "خير \\ud83d\\ude00"}',
    ]  # fmt: skip
    path = tmp_path / "c.jsonl"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    found = list(read_source(path))
    articles = [item for item in found if isinstance(item, Article)]
    errors = {item.line: item for item in found if isinstance(item, ReadingError)}
    assert [item.id for item in articles][:1] == ["a"]
    assert articles[0].text == odd
    assert (articles[0].outlet, articles[0].published, articles[0].published_from) == ("المرصاد", "2031-03-04", "input")
    assert articles[0].source == f"{path}:1"
    assert articles[1].published == "2020-10-03"
    assert articles[1].author is None
    assert articles[1].sections == ["رأي"]
    assert len(articles[1].id) == 16
    assert [item.id for item in articles][2:] == ["12", "g"]
    assert set(errors) == {2, 4, 5, 6, 7, 8, 9, 12, 13}
    assert errors[2].code == BadLine.code
    assert errors[7].code == NotArabic.code
    assert all(item.message and item.remedy for item in errors.values())


def test_jsonl_streams(tmp_path):
    path = tmp_path / "big.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps({"id": str(i), "text": "نص قصير"}) + "\n" for i in range(20_000))
    reader = read_source(path)
    assert next(reader).id == "0"
    assert sum(1 for _ in reader) == 19_999


def test_jsonl_with_byte_order_mark_and_without_a_name(tmp_path):
    (tmp_path / "c").write_bytes(
        b"\xef\xbb\xbf" + json.dumps({"id": "a", "text": TEXT}, ensure_ascii=False).encode() + b"\n"
    )
    assert only(tmp_path / "c").id == "a"


def test_line_of_100000_characters(tmp_path):
    text = "قال الوزير إن الأمر مستمر. " * 4000
    (tmp_path / "c.jsonl").write_text(json.dumps({"id": "a", "text": text}), "utf-8")
    assert only(tmp_path / "c.jsonl").text == text


def test_line_beyond_the_limit_is_an_error_and_the_rest_goes_on(tmp_path):
    lines = [json.dumps({"id": "a", "text": "ن" * 5000}), json.dumps({"id": "b", "text": "نص"})]
    (tmp_path / "c.jsonl").write_text("\n".join(lines), "utf-8")
    found = list(read_source(tmp_path / "c.jsonl", max_bytes=1000))
    assert [type(item) for item in found] == [ReadingError, Article]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv(tmp_path, delimiter):
    rows = [
        ["id", "title", "text", "date"],
        ["a", "عنوان", '"سطر\nثان"', "2031-03-04"],
        ["b", "عنوان", "", ""],
        ["c", "عنوان", "نص", ""],
    ]
    path = tmp_path / "t.csv"
    path.write_text("\n".join(delimiter.join(row) for row in rows), "utf-8")
    found = list(read_source(path))
    assert found[0].text == "سطر\nثان"
    assert found[0].published == "2031-03-04"
    assert (found[1].line, found[1].code) == (4, BadLine.code)
    assert found[2].id == "c"


def test_csv_without_a_text_column(tmp_path):
    (tmp_path / "t.csv").write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(BadLine):
        list(read_source(tmp_path / "t.csv"))


def test_feed(tmp_path):
    body = "".join(f"&lt;p&gt;{p}&lt;/p&gt;" for p in LONG.paragraphs)
    item = f"<item><title>{LONG.title}</title><link>https://a.example/1</link><pubDate>Tue, 04 Mar 2031 09:15:00 +0300</pubDate><category>سياسة</category><description>{body}</description></item>"
    empty = "<item><title>x</title><link>https://a.example/2</link></item>"
    (tmp_path / "feed.xml").write_text(
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>المرصاد</title>{item}{empty}</channel></rss>',
        "utf-8",
    )
    found = list(read_source(tmp_path / "feed.xml"))
    assert found[0].text == TEXT
    assert (found[0].url, found[0].outlet, found[0].published) == (
        "https://a.example/1",
        "المرصاد",
        "2031-03-04T09:15:00+03:00",
    )
    assert found[1].code == EmptySource.code


def test_feed_with_entities_is_refused(tmp_path):
    bomb = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>'
    (tmp_path / "f.xml").write_text(bomb)
    with pytest.raises(BadLine):
        list(read_source(tmp_path / "f.xml"))


def png():
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200)


def zipped():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.jsonl", "a.csv", "a", "a.xml", "a.warc"])
@pytest.mark.parametrize("data", [png(), zipped(), b"%PDF-1.4\n" + bytes(100)])
def test_binary_files_whatever_their_name(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BinarySource):
        list(read_source(tmp_path / name))


def test_sqlite(tmp_path):
    connection = sqlite3.connect(tmp_path / "x.html")
    connection.execute("create table t (a)")
    connection.close()
    with pytest.raises(BinarySource):
        list(read_source(tmp_path / "x.html"))


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.csv", "a"])
def test_empty_files(tmp_path, name):
    (tmp_path / name).write_bytes(b" \n")
    with pytest.raises(EmptySource):
        list(read_source(tmp_path / name))


def test_missing_folder_and_unreadable(tmp_path):
    for source in (tmp_path / "none.html", tmp_path, "a\x00b", "x" * 5000):
        with pytest.raises(SourceNotFound):
            list(read_source(source))


def test_scheme_that_is_none():
    with pytest.raises(MalaffError):
        list(read_source("ftp://a.example/x"))


def test_damaged_gzip(tmp_path):
    (tmp_path / "a.html.gz").write_bytes(b"\x1f\x8b\x08\x00garbage")
    with pytest.raises(BinarySource):
        list(read_source(tmp_path / "a.html.gz"))


def test_corpus_whose_gzip_breaks_off_gives_what_came_and_an_error(tmp_path):
    lines = "".join(json.dumps({"id": str(i), "text": f"نص {i * 7919}"}) + "\n" for i in range(5000)).encode()
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(lines)[:-2000])
    found = list(read_source(tmp_path / "c.jsonl.gz"))
    assert len(found) > 1000
    assert isinstance(found[-1], ReadingError)
    assert not any(isinstance(item, ReadingError) for item in found[:-2])


def test_gzip_bomb(tmp_path):
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(b" " * 30_000_000))
    with pytest.raises(SourceTooLarge):
        list(read_source(tmp_path / "a.html.gz", max_bytes=1_000_000))


def test_standard_input():
    code = "from malaff.intake import read_source\nfor a in read_source('-'): print(a.title)"
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], input=NAMED["amp"](LONG).encode(), capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == LONG.title


@pytest.mark.parametrize(
    ("make", "seconds"),
    [
        (lambda: "<html><body>" + "<div>" * 50_000 + "نص" + "</div>" * 50_000, 2),
        (lambda: "<html><body>" + "<p><b><i><font>" * 30_000 + "نص", 5),
        (lambda: "<html><body><h1>عنوان</h1>" + f"<p>{LONG.paragraphs[0]}</p>" * 60_000, 20),
        (lambda: "<html><body><p>" + "قال الوزير إن الأمر مستمر، " * 300_000 + "</p></body></html>", 10),
        (lambda: "<html><body>" + "<a href=x>رابط</a> " * 100_000, 10),
    ],
    ids=["nested", "misnested", "20 MB", "one paragraph", "links"],
)
def test_large_pages_take_linear_time(tmp_path, make, seconds):
    (tmp_path / "a.html").write_text(make(), "utf-8")
    start = time.monotonic()
    with contextlib.suppress(NoArticle):
        list(read_source(tmp_path / "a.html"))
    assert time.monotonic() - start < seconds


def test_import_is_light():
    code = "import sys, malaff.intake; print(any(m in sys.modules for m in ('urllib3', 'hijridate', 'selectolax', 'xml.etree')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603 - our own code
    assert done.stdout.strip() == "False"
