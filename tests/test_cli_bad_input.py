"""Bad input: one clear line with a code and a remedy; in a batch a record, and the rest goes on."""

import json
import os
import time

import pytest

import malaff
from malaff.model import Article
from samples import BODY

LOGIN = """<html lang="ar"><head><title>تسجيل الدخول</title></head><body><form><h1>تسجيل الدخول</h1>
<label>البريد الإلكتروني</label><input><label>كلمة المرور</label><input type=password><button>دخول</button>
</form></body></html>"""
ENGLISH = "The minister said that talks had not ended. He added that another round would be held on Tuesday. " * 5

# File name, bytes, and the codes that may be given for them.
BAD = {
    "empty": ("empty.txt", b"", {"M102"}),
    "blanks": ("blanks.txt", b" \n\t\n", {"M102"}),
    "empty page": ("empty.html", b"", {"M102"}),
    "picture": ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, {"M103"}),
    "noise": ("noise.txt", bytes((i * 89 + 7) % 256 for i in range(5000)), {"M103", "M104"}),
    "pdf": ("paper.pdf", b"%PDF-1.7\n" + b"\x00\x01" * 500, {"M103"}),
    "not Arabic": ("english.txt", ENGLISH.encode(), {"M104"}),
    "not Arabic page": ("english.html", f"<html><body><article><p>{ENGLISH}</p></body></html>".encode(), {"M104"}),
    "login page": ("login.html", LOGIN.encode(), {"M105"}),
    "error page": ("404.html", "<html><body><h1>404</h1><p>الصفحة غير موجودة</p></body></html>".encode(), {"M105"}),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_single_bad_source_is_one_line_and_exit_code_2(run, lines, tmp_path, name):
    filename, data, codes = BAD[name]
    path = tmp_path / filename
    path.write_bytes(data)
    result = run("read", path, "-f", "jsonl")
    assert result.code == 2
    assert result.out == ""
    (line,) = lines(result.err)
    assert line.startswith("malaff: [M")
    assert line.split("[")[1].split("]")[0] in codes
    assert "Traceback" not in line


@pytest.mark.parametrize("name", BAD)
def test_in_a_batch_it_is_a_record_and_the_rest_goes_on(run, article_file, tmp_path, name):
    filename, data, codes = BAD[name]
    path = tmp_path / filename
    path.write_bytes(data)
    result = run("read", path, article_file(), "-f", "jsonl")
    assert result.code == 1
    error, reading = [json.loads(line) for line in result.out.splitlines()]
    assert error["error"] is True
    assert error["code"] in codes
    assert error["source"] == str(path)
    assert error["remedy"]
    assert reading["statements"]
    assert f"[{error['code']}]" in result.err


def test_a_path_that_is_not_there(run, lines):
    result = run("read", "no/such/file.html")
    assert result.code == 2
    assert lines(result.err)[0].startswith("malaff: [M101] ")


def test_a_folder_is_named_as_one(run, tmp_path):
    result = run("read", tmp_path)
    assert result.code == 2
    assert "[M101]" in result.err
    assert "folder" in result.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(run, article_file):
    path = article_file()
    os.chmod(path, 0)  # noqa: PTH101
    result = run("read", path)
    assert result.code == 2
    assert "[M101]" in result.err


def test_a_name_with_a_null_byte(run):
    assert run("read", "a\0b.txt").code == 2


def test_an_address_that_is_not_public(run):
    result = run("read", "http://127.0.0.1/page")
    assert result.code == 2
    assert "[M109]" in result.err
    assert run("read", "ftp://example.org/page").code == 2


def test_bad_lines_become_records_with_their_numbers(run, article_file):
    good = json.dumps({"id": "a", "text": BODY})
    corpus = "\n".join([good, "{broken", '{"id": "b"}', '{"id": "c", "text": ""}', "[1]", good.replace('"a"', '"z"')])
    result = run("read", article_file(corpus, "c.jsonl"), "-f", "jsonl")
    assert result.code == 1
    rows = [json.loads(line) for line in result.out.splitlines()]
    assert [row.get("line") for row in rows] == [None, 2, 3, 4, 5, None]
    assert {row["code"] for row in rows if row.get("error")} <= {"M102", "M107"}
    assert [row["id"] for row in rows if "id" in row] == ["a", "z"]
    assert len(result.err.splitlines()) == 5


def test_quiet_says_nothing_about_bad_lines(run, article_file):
    result = run(
        "read", article_file("{broken\n" + json.dumps({"id": "a", "text": BODY}), "c.jsonl"), "-q", "-f", "jsonl"
    )
    assert (result.code, result.err) == (1, "")


def test_lone_surrogates_do_no_harm(run, article_file):
    corpus = '{"id": "a", "text": "قال الوزير \\ud83d إن الأمر انتهى"}\n' + json.dumps({"id": "b", "text": BODY})
    result = run("read", article_file(corpus, "c.jsonl"), "-f", "jsonl")
    assert result.code in (0, 1)
    assert json.loads(result.out.splitlines()[1])["id"] == "b"
    page = f"<html><body><article><h1>خبر</h1><p>&#xD83D; {BODY}</p></article></body></html>"
    assert run("read", article_file(page, "p.html"), "-f", "json").code == 0


def test_an_argument_that_is_not_utf8_does_no_harm(run):
    assert run("check", "قال الوزير \udcff إن الأمر انتهى").code == 0
    assert run("read", "no\udcff.txt").code == 2


def test_a_truncated_page_is_read_as_far_as_it_goes(run, article_file):
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
    page = f"<html><body><article><h1>جولة جديدة من المحادثات</h1>{paragraphs}</article><footer>حقوق"
    for end in (len(page), page.index("</article>"), page.index("ما زال")):
        result = run("read", article_file(page[:end], "p.html"), "-f", "json")
        assert result.code == 0
        assert json.loads(result.out)["statements"]


def test_deep_nesting_is_read_or_refused_but_never_crashes(run, article_file):
    page = "<div>" * 20_000 + f"<p>{BODY}</p>" + "</div>" * 20_000
    assert run("read", article_file(f"<html><body>{page}", "p.html"), "-f", "json").code in (0, 2)
    deep = json.dumps({"id": "b", "text": BODY})
    result = run("read", article_file("[" * 100_000 + "\n" + '{"a":' * 50_000 + "\n" + deep, "c.jsonl"), "-f", "jsonl")
    assert result.code == 1
    assert [json.loads(line).get("code", "read") for line in result.out.splitlines()] == ["M107", "M107", "read"]


@pytest.mark.no_cover
def test_a_page_of_20_megabytes_ends_in_time(run, article_file):
    filler = "<div><span>إعلان</span></div>" * 450_000
    page = f"<html><body><article><h1>جولة جديدة من المحادثات</h1><p>{BODY}</p></article>{filler}</body></html>"
    path = article_file(page, "p.html")
    assert os.path.getsize(path) > 15_000_000  # noqa: PTH202
    began = time.monotonic()
    assert run("read", path, "-f", "json").code in (0, 2)
    assert time.monotonic() - began < 60


def test_a_limit_on_bytes_is_kept(run, article_file):
    result = run("read", article_file(BODY * 50), "--max-bytes", "1000")
    assert result.code == 2
    assert "[M106]" in result.err


@pytest.mark.no_cover
def test_a_line_of_100_000_characters_is_read(run, article_file):
    line = BODY.replace("\n", " ") * 400
    assert len(line) > 100_000
    result = run("read", article_file(line), "-f", "json")
    assert result.code == 0
    assert len(json.loads(result.out)["statements"]) > 300


def test_the_wrong_encoding_is_caught(run, tmp_path):
    page = f'<html><head><meta charset="utf-8"><title>خبر</title></head><body><article><h1>خبر</h1><p>{BODY}</p>'
    path = tmp_path / "p.html"
    for encoding in ("cp1256", "iso-8859-6", "utf-16", "utf-8"):
        path.write_bytes(page.replace("“", '"').encode(encoding))
        result = run("read", path, "-f", "json")
        assert result.code == 0
        assert "سامي الحداد" in json.loads(result.out)["text"]


def test_a_defect_of_the_reader_is_a_record_in_a_batch(monkeypatch):
    import malaff.api

    def broken(article):
        if article.id == "b":
            raise RecursionError("too deep")
        return read(article)

    read = malaff.api.read_article
    monkeypatch.setattr(malaff.api, "read_article", broken)
    articles = [Article(id=name, source=name, text=BODY) for name in "abc"]
    first, second, third = malaff.read_many(articles)
    assert isinstance(second, malaff.ReadingError)
    assert second.code == "M000"
    assert (first.id, third.id) == ("a", "c")


def test_an_unexpected_failure_is_one_line(run, monkeypatch, lines):
    import malaff.export.explain

    monkeypatch.setattr(malaff.export.explain, "explained", lambda *_, **__: 1 / 0)
    result = run("check", "قال")
    assert result.code == 2
    (line,) = lines(result.err)
    assert line.startswith("malaff: [M000] Unexpected ZeroDivisionError")


# What measures time is run without measuring coverage, which takes most of it.
@pytest.mark.no_cover
@pytest.mark.parametrize(
    "shape",
    [
        "lines",
        "one line",
        "one sentence",
        "quotations",
        "unclosed",
    ],
)
def test_time_grows_with_the_length_and_no_faster(shape):
    unit = {
        "lines": BODY,
        "one line": BODY.replace("\n", " "),
        "one sentence": BODY.replace("\n", " ").replace(".", "،"),
        "quotations": 'قال «سمعت "نعم" منه» أمس، وأضاف “لا”. ',
        "unclosed": "قال الوزير «إن الأمر وأضاف “أن الوفد ",
    }[shape]

    def seconds(times):
        text = unit * times
        best = float("inf")
        for _ in range(2):
            began = time.process_time()
            malaff.read_text(text, published="2025-01-09")
            best = min(best, time.process_time() - began)
        return best / len(text)

    seconds(5)
    short = 12_000 // len(unit)
    # Eight times the text in eight times the time; the rest is room for caches and a busy machine.
    assert seconds(short * 8) < seconds(short) * 2.5
