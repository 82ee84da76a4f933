"""Adding through the pages: what was sent is kept or refused with its reason, and nothing else happens."""

import gzip
import io
import re
import sqlite3
import tempfile
import threading
import time
import zipfile

import pytest
from visits import HOME, PAGES, QUICK, TEXT, site

from malaff.intake import read_source, read_stream
from malaff.web import accounts, jobs
from malaff.web.audit import trail
from malaff.web.jobs import shown_name
from malaff.web.settings import Settings


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(accounts, "HASHER", QUICK)
    monkeypatch.setattr(jobs, "_PATIENCE", 5.0)


@pytest.fixture
def visitor(tmp_path):
    with site(tmp_path) as visitor:
        yield visitor


def send(visitor, *files, **data):
    """Send the form as a browser does: all fields are there, the file too where none was chosen."""
    fields = {"url": "", "text": "", "title": "", "outlet": "", "published": ""} | data
    parts = [("file", file) for file in files] or [("file", ("", b"", "application/octet-stream"))]
    return visitor.post("/add", fields, files=parts)


def job_page(visitor, answer):
    """The page of the job that was begun, once it is done."""
    assert answer.status_code == 303, answer.text
    until = time.monotonic() + 20
    while True:
        page = visitor.get(answer.headers["Location"])
        assert page.status_code == 200
        if "Refresh" not in page.headers:
            return page.text
        assert page.headers["Refresh"] == "2"
        assert time.monotonic() < until, page.text
        time.sleep(0.05)


def counts(page):
    """Source, and what was added, changed, unchanged, refused."""
    rows = re.findall(r'<th scope="row">(.*?)</th>\s*((?:<td>.*?</td>){4})', page, re.DOTALL)
    return [(re.sub("<.*?>", "", name), *map(int, re.findall(r"<td>(\d+)</td>", cells))) for name, cells in rows]


def test_files_are_kept_by_their_content(visitor):
    page = PAGES[0].read_bytes()
    corpus = '{"id": "x1", "text": "أعلن الوزير سامي الحداد أن الجولة تأجلت."}\n{"id": 7}\nnothing\n'
    files = [("مقال.html", page), ("news.jsonl", corpus.encode()), ("note.txt", TEXT.encode())]
    done = job_page(visitor, send(visitor, *files))
    assert counts(done) == [("مقال.html", 1, 0, 0, 0), ("news.jsonl", 1, 0, 0, 2), ("note.txt", 1, 0, 0, 0)]
    assert done.count("M107") == 2
    again = job_page(visitor, send(visitor, *files))
    assert [row[1:4] for row in counts(again)] == [(0, 0, 1)] * 3
    changed = corpus.replace("تأجلت", "ألغيت").split("\n")[0]
    assert counts(job_page(visitor, send(visitor, ("news.jsonl", changed.encode()))))[0][1:] == (0, 1, 0, 0)
    assert visitor.archive.count() == 5
    assert visitor.archive.check() == []


def test_what_is_kept_names_the_file_and_no_place_on_the_server(visitor):
    job_page(visitor, send(visitor, ("page.html", PAGES[0].read_bytes())))
    sources = {visitor.archive.reading(head.id).source for head in visitor.archive.articles()}
    assert sources == {"test:a", "test:b", "page.html"}
    head = next(head for head in visitor.archive.articles() if head.id not in ("a", "b"))
    assert visitor.archive.original(head.id).data == PAGES[0].read_bytes()


def test_a_text_is_pasted_with_what_is_known_of_it(visitor):
    described = {"title": "عودة الوفدين", "outlet": "قناة لمار", "published": "2025-04-02"}
    job_page(visitor, send(visitor, text=TEXT, **described))
    head = next(head for head in visitor.archive.articles() if head.id not in ("a", "b"))
    assert (head.title, head.outlet, head.published) == tuple(described.values())


@pytest.mark.parametrize(
    ("fields", "code", "status"),
    [({}, "M102", 400), ({"text": "  \n"}, "M102", 400), ({"text": TEXT, "published": "غدا"}, "M901", 400),
     ({"url": "https://a.example " * 51}, "M901", 400)],
)  # fmt: skip
def test_a_form_that_asks_for_nothing_or_too_much_comes_back_as_it_was(visitor, fields, code, status):
    answer = send(visitor, **fields)
    assert answer.status_code == status
    assert code in answer.text
    assert TEXT.split("\n")[0].split('"')[0] in answer.text or "published" not in fields
    assert "/add/jobs/" not in answer.text


# -- what is refused ---------------------------------------------------------------------------------------------------


def packed(count, piece=b"0" * 1_000_000):
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb") as file:
        for _ in range(count):
            file.write(piece)
    return out.getvalue()


LINES = (b'{"id": "a", "text": "' + b"b" * 99_975 + b'"}\n') * 10


def zipped():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("../../page.html", b"0" * 10_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("bomb.html.gz", packed(3), "M106"), ("bomb.jsonl.gz", packed(12), "M106"),
        ("bomb.gz", packed(12, LINES), "M106"), ("pages.zip", zipped(), "M103"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(1000), "M103"), ("empty.txt", b"", "M102"),
        ("english.txt", b"The committee met on Tuesday and agreed on nothing. " * 20, "M104"),
        ("login.html", "<form>تسجيل الدخول<input type=password></form>".encode(), "M105"),
        ("broken.gz", packed(1)[:200], "M103"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_reason(tmp_path, monkeypatch, name, data, code):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    with site(tmp_path, upload_bytes=1_000_000) as visitor:
        done = job_page(visitor, send(visitor, (name, data), ("good.txt", TEXT.encode())))
        rows = counts(done)
        assert rows[0][0] == name
        assert rows[0][1:4] == (0, 0, 0)
        assert rows[0][4] >= 1
        assert code in done
        assert rows[1][1] == 1, "the rest goes on"
        assert list(temporary.iterdir()) == []


def test_more_than_the_server_takes_is_refused_before_it_is_read(tmp_path):
    with site(tmp_path, upload_bytes=200_000) as visitor:
        answer = send(visitor, ("big.txt", "نص ".encode() * 100_000))
        assert answer.status_code == 413
        assert "M106" in answer.text
        assert visitor.archive.count() == 2
        # The same where the sender does not say how much there will be.
        head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'

        def pieces():
            yield head
            for _ in range(400):
                yield b"x" * 1000

        headers = {"Content-Type": "multipart/form-data; boundary=b", "X-CSRF-Token": visitor.token("/add")}
        answer = visitor.client.post("/add", content=pieces(), headers=headers)
        assert (answer.status_code, "M106" in answer.text) == (413, True)


@pytest.mark.parametrize(
    "name", ["../../../etc/cron.d/x.html", "/etc/passwd", "..\\..\\x.html", "a/../../malaff.db", "\x00x.html", "...",
             "-", "http://127.0.0.1/x.html", "x" * 1000 + ".html", "نص\u202e.html", "<script>alert(1)</script>.html"]
)  # fmt: skip
def test_the_name_of_a_file_is_no_path(visitor, tmp_path, name):
    before = sorted(path.name for path in tmp_path.iterdir())
    body = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="' + name.encode() + b'"\r\n\r\n'
        + PAGES[1].read_bytes() + b"\r\n--b--\r\n"
    )  # fmt: skip
    headers = {"Content-Type": "multipart/form-data; boundary=b", "X-CSRF-Token": visitor.token("/add")}
    done = job_page(visitor, visitor.client.post("/add", content=body, headers=headers))
    assert counts(done)[0][1] == 1
    assert "<script>alert" not in done
    new = next(head.id for head in visitor.archive.articles() if head.id not in ("a", "b"))
    source = visitor.archive.reading(new).source
    assert "/" not in source
    assert "\\" not in source
    assert len(source) <= 120
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize("name", ["a.html", "/etc/passwd", "a\\b\\c.txt", "", None, "\x00\x01", "ملف.txt", "a\ud800"])
def test_names_are_shown_by_their_last_part(name):
    shown = shown_name(name)
    assert shown.isprintable()
    assert shown.encode()
    assert not set("/\\") & set(shown)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:1/", "http://[::1]/", "http://10.0.0.1/", "http://169.254.169.254/", "file:///etc/passwd",
     "/etc/passwd", "ftp://a.example/", "http://localhost/"],
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused(visitor, url):
    done = job_page(visitor, send(visitor, url=url))
    assert "M109" in done
    assert counts(done)[0][1:] == (0, 0, 0, 1)
    assert "root:" not in done


def test_a_server_that_fetches_nothing_has_no_field_for_addresses(tmp_path):
    with site(tmp_path, fetch=False) as visitor:
        assert 'name="url"' not in visitor.get("/add").text
        answer = send(visitor, url="https://news.example/1")
        assert (answer.status_code, "M109" in answer.text) == (400, True)


def test_the_form_needs_its_token(visitor):
    fields = {"text": TEXT, "csrf": "0" * 64}
    answer = visitor.client.post("/add", data=fields, files=[("file", ("", b""))], headers={"Origin": HOME})
    assert "M515" in answer.text
    assert answer.status_code == 403
    elsewhere = visitor.client.post("/add", files=[("file", ("a.txt", b"x"))], headers={"Origin": "https://x.example"})
    assert "M514" in elsewhere.text
    assert visitor.get("/add/jobs/1").status_code == 404


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "application/json", "text/plain", ""])
def test_the_form_is_multipart(visitor, kind):
    headers = {"Content-Type": kind, "X-CSRF-Token": visitor.token("/add")}
    assert visitor.client.post("/add", content=b"a=1", headers=headers).status_code == 415


@pytest.mark.parametrize(
    "body", [b"", b"--b", b"--b\r\n\r\n\r\n", b"nothing", b"--b\r\nContent-Disposition: x\r\n\r\n1\r\n--b--"]
)
def test_a_form_that_cannot_be_read_is_refused(visitor, body):
    headers = {"Content-Type": "multipart/form-data; boundary=b", "X-CSRF-Token": visitor.token("/add")}
    assert visitor.client.post("/add", content=body, headers=headers).status_code == 400
    headers["Content-Type"] = "multipart/form-data"
    assert visitor.client.post("/add", content=body, headers=headers).status_code == 400


@pytest.mark.parametrize("charset", ["undefined", "idna", "punycode", "unicode_escape", "utf-7", "hex", "x" * 3000])
def test_a_form_in_a_charset_that_is_none_is_no_defect(visitor, charset):
    body = b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n\\ud800 \xd9\x82..x\r\n--b--\r\n'
    headers = {"Content-Type": f"multipart/form-data; boundary=b; charset={charset}"}
    answer = visitor.client.post("/add", content=body, headers=headers | {"X-CSRF-Token": visitor.token("/add")})
    assert answer.status_code in (303, 415)


def test_methods_that_mean_nothing_here(visitor):
    token = {"X-CSRF-Token": visitor.token("/add")}
    for method, path in (("PUT", "/add"), ("DELETE", "/add"), ("POST", "/add/jobs/1")):
        assert visitor.client.request(method, path, headers=token).status_code == 405
    for path in ("/add/jobs/1", "/add/jobs/99999999999999999999", "/add/jobs/-1", "/add/jobs/x"):
        assert visitor.get(path).status_code == 404


# -- jobs -------------------------------------------------------------------------------------------------------------


def test_a_reader_may_not_add(tmp_path):
    with site(tmp_path, accounts=True) as visitor:
        visitor.add("رنا", "reader")
        visitor.add("هالة", "editor")
        visitor.sign_in("رنا")
        assert visitor.get("/add").status_code == 403
        token = visitor.token("/settings")
        answer = visitor.client.post("/add", data={"csrf": token, "text": TEXT}, files=[("file", ("", b""))])
        assert (answer.status_code, "M512" in answer.text) == (403, True)
        visitor.post("/sign-out", page="/settings")
        visitor.sign_in("هالة")
        job_page(visitor, send(visitor, text=TEXT))
        rows = [(row.user, row.what, row.subject, row.detail) for row in trail(visitor.archive.database)]
        assert rows[0] == ("هالة", "add", "text.txt", "added 1, changed 0, same 0, failed 0")


def test_another_writer_makes_a_job_wait_and_nothing_is_lost(visitor, tmp_path):
    other = sqlite3.connect(tmp_path / "malaff.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    answer = send(visitor, text=TEXT)
    assert "Refresh" in visitor.get(answer.headers["Location"]).headers
    other.execute("ROLLBACK")
    other.close()
    assert counts(job_page(visitor, answer))[0][1:] == (1, 0, 0, 0)


def test_a_writer_that_does_not_end_is_told(visitor, tmp_path, monkeypatch):
    monkeypatch.setattr(jobs, "_PATIENCE", 0.1)
    other = sqlite3.connect(tmp_path / "malaff.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    done = job_page(visitor, send(visitor, text=TEXT))
    assert "M303" in done
    assert str(tmp_path) not in done
    assert counts(done)[0][1:] == (0, 0, 0, 1)
    other.execute("ROLLBACK")
    other.close()
    assert counts(job_page(visitor, send(visitor, text=TEXT)))[0][1:] == (1, 0, 0, 0)


def test_a_defect_ends_its_job_and_no_other(visitor, monkeypatch, caplog):
    def breaks(*_, **__):
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "read_stream", breaks)
        done = job_page(visitor, send(visitor, ("a.txt", TEXT.encode()), ("b.txt", TEXT.encode())))
    assert "ZeroDivisionError" in done
    assert "ZeroDivisionError" in caplog.text
    assert [row[4] for row in counts(done)] == [1, 1]
    assert counts(job_page(visitor, send(visitor, text=TEXT)))[0][1:] == (1, 0, 0, 0)


def test_an_archive_that_is_gone_is_told_without_its_place(visitor, tmp_path, monkeypatch):
    monkeypatch.setattr(visitor.client.app.state.jobs, "_settings", Settings(archive=str(tmp_path / "gone.db")))
    done = job_page(visitor, send(visitor, text=TEXT))
    assert "M301" in done
    assert str(tmp_path) not in done


def test_the_queue_is_short(visitor, monkeypatch):
    held = threading.Event()

    def waits(*_, **__):
        held.wait(20)
        yield from ()

    monkeypatch.setattr(jobs, "read_stream", waits)
    answers = [send(visitor, text=TEXT) for _ in range(jobs.WAITING + 2)]
    held.set()
    assert [answer.status_code for answer in answers[: jobs.WAITING]] == [303] * jobs.WAITING
    assert answers[-1].status_code == 503
    assert "M521" in answers[-1].text
    for answer in answers[: jobs.WAITING]:
        job_page(visitor, answer)


def test_a_server_that_ends_waits_for_the_batch_and_drops_the_rest(tmp_path, monkeypatch):
    begun, held = threading.Event(), threading.Event()

    def slow(stream, name, **limits):
        begun.set()
        held.wait(20)
        yield from read_stream(stream, name, **limits)

    monkeypatch.setattr(jobs, "read_stream", slow)
    with site(tmp_path) as visitor:
        send(visitor, text=TEXT)
        send(visitor, text=TEXT)
        assert begun.wait(10)
        threading.Timer(0.2, held.set).start()
    assert not [thread for thread in threading.enumerate() if thread.name == "malaff-add" and thread.is_alive()]


def test_a_stream_is_read_as_the_file_of_its_name():
    for path in PAGES[:3]:
        with path.open("rb") as stream:
            (sent,) = read_stream(stream, path.name)
        (read,) = read_source(path)
        assert (sent.id, sent.text, sent.title, sent.source) == (read.id, read.text, read.title, path.name)


def test_what_was_sent_is_shown_as_text(visitor):
    evil = "<script>alert(1)</script>"
    done = job_page(visitor, send(visitor, (f"{evil}.txt", b"\x00\x01\x02" * 100), text=f"{evil}{TEXT}", title=evil))
    assert evil not in done
    assert evil not in visitor.get("/add").text
    answer = send(visitor, text=f"</textarea>{evil}", title='"><img src=x onerror=alert(1)>', published="x")
    assert evil not in answer.text
    assert "<img" not in answer.text
