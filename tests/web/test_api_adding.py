"""Articles added over the API: as JSON, as a file, from an address; what cannot be added."""

import gzip
import json
import tempfile

import pytest

from malaff.demo import pages
from malaff.web.api import adding
from samples import BODY

BYTES = {"Content-Type": "application/octet-stream"}
OURS = {"Sec-Fetch-Site": "same-origin"}


def sent(rest, data, **headers):
    return rest.client.post("/api/articles", content=data, headers=BYTES | headers)


def uploaded(rest, name, data, field="file"):
    return rest.client.post("/api/articles", files={field: (name, data)}, headers=OURS)


def test_a_text_is_added_once_and_again_as_a_new_version(rest):
    new = {"id": "n1", "text": BODY, "title": "جولة", "outlet": "صدى شهدار", "published": "2025-01-09"}
    assert rest.post("/articles", new, status=200) == {"added": 1, "changed": 0, "same": 0, "failed": 0, "errors": []}
    assert rest.post("/articles", new, status=200)["same"] == 1
    assert rest.post("/articles", new | {"title": "جولة ثانية"}, status=200)["changed"] == 1
    found = rest.get("/articles/n1")
    assert (found["head"]["title"], found["head"]["outlet"]) == ("جولة ثانية", "صدى شهدار")
    assert len(found["versions"]) == 2
    reading = rest.get("/readings/n1")
    assert (reading["text"], reading["published_from"]) == (BODY, "input")
    assert reading["statements"]


def test_a_text_is_known_by_its_id_its_address_or_itself(rest):
    rest.post("/articles", {"text": BODY, "url": "https://sada.example/1"}, status=200)
    assert rest.get("/articles/https%3A%2F%2Fsada.example%2F1")["head"]["url"] == "https://sada.example/1"
    rest.post("/articles", {"text": BODY}, status=200)
    assert rest.get("/info")["articles"] == 28


@pytest.mark.parametrize("way", ["form", "bytes"])
def test_a_page_is_added_with_its_bytes(rest, way):
    before = {head.id: len(rest.archive.versions(head.id)) for head in rest.archive.articles(limit=100)}
    page = pages()[3].read_bytes().replace("رملان".encode(), "رملاء".encode())
    told = (uploaded(rest, "page.html", page) if way == "form" else sent(rest, page)).json()
    assert told["added"] + told["changed"] == 1
    after = {head.id: len(rest.archive.versions(head.id)) for head in rest.archive.articles(limit=100)}
    [(key, _)] = after.items() - before.items()
    assert rest.client.get(f"/api/originals/{rest.article(key)}").content == page


def test_a_file_is_known_by_the_name_its_sender_gave(rest):
    line = json.dumps({"id": "n2", "text": BODY}, ensure_ascii=False).encode()
    assert uploaded(rest, "../../news.jsonl", line + b"\n{broken\n").json()["failed"] == 1
    assert rest.get("/readings/n2")["source"] == "news.jsonl:1"


def test_what_fails_in_a_corpus_is_told_and_the_rest_kept(rest):
    lines = [json.dumps({"id": f"n{i}", "text": BODY + f" {i}."}, ensure_ascii=False) for i in range(3)]
    told = uploaded(rest, "news.jsonl", "\n".join([lines[0], "{", *lines[1:]]).encode()).json()
    assert (told["added"], told["failed"]) == (3, 1)
    assert (told["errors"][0]["code"], told["errors"][0]["line"]) == ("M107", 2)
    assert told["errors"][0]["source"] == "news.jsonl"


def test_what_comes_out_of_a_packed_file_is_bounded_altogether(rest_with):
    rest = rest_with(upload_bytes=20_000)
    line = json.dumps({"text": "قال الوزير. " * 50}, ensure_ascii=False).encode() + b"\n"
    told = uploaded(rest, "news.jsonl.gz", gzip.compress(line * 1000)).json()
    assert told["added"] == 1, "what came before is kept"
    assert [error["code"] for error in told["errors"]][-1:] == ["M106"]


def test_a_file_that_was_sent_lies_under_no_name(rest, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    line = json.dumps({"id": "n3", "text": BODY}, ensure_ascii=False).encode()
    assert uploaded(rest, "news.jsonl", line).json()["added"] == 1


def test_a_packed_file_is_unpacked_within_the_limit(rest_with):
    rest = rest_with(upload_bytes=100_000)
    assert uploaded(rest, "a.txt.gz", gzip.compress(BODY.encode())).json()["added"] == 1
    bomb = gzip.compress((BODY * 2000).encode())
    assert len(bomb) < 100_000
    told = uploaded(rest, "b.txt.gz", bomb)
    assert (told.status_code, told.json()["code"]) == (413, "M106")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "M102"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "M103"),
        (b"This is an English text about nothing in particular, and long enough to be one. " * 5, "M104"),
    ],
)
def test_files_that_are_no_articles_are_refused(rest, data, code):
    told = uploaded(rest, "file", data)
    assert (told.status_code, told.json()["code"]) == (400, code)
    assert tempfile.gettempdir() not in told.text
    assert rest.get("/info")["articles"] == 26


def test_an_upload_that_is_too_large_is_refused(rest_with):
    rest = rest_with(upload_bytes=2000)
    for response in (uploaded(rest, "a.txt", b"x" * 2001), sent(rest, b"x" * 2001)):
        assert (response.status_code, response.json()["code"]) == (413, "M106")
    assert rest.archive.count() == 26


@pytest.mark.parametrize(
    "given",
    [
        {"files": {"other": ("a.txt", b"x")}},
        {"files": [("file", ("a.txt", b"x")), ("file", ("b.txt", b"x"))]},
        {"files": {"file": ("a.txt", b"x")}, "data": {"more": "1"}},
        {"content": b"nonsense", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
        {"content": b"nonsense", "headers": {"Content-Type": "multipart/form-data"}},
    ],
)
def test_forms_that_hold_not_one_file_are_refused(rest, given):
    given["headers"] = OURS | given.get("headers", {})
    told = rest.client.post("/api/articles", **given)
    assert (told.status_code, told.json()["code"]) == (400, "M532")


def test_an_address_is_fetched_where_the_server_may(rest_with, monkeypatch):
    asked = []

    def fetched(_archive, items, _limit):
        asked.extend(items)
        return adding.AddedTold(added=1, changed=0, same=0, failed=0, errors=[])

    monkeypatch.setattr(adding, "_kept", fetched)
    url = "https://sada.example/1"
    assert rest_with(fetch=True).post("/articles", {"url": url}, status=200)["added"] == 1
    assert asked == [url]
    assert rest_with(fetch=False).post("/articles", {"url": url}, status=403)["code"] == "M512"


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://localhost/x", "http://169.254.169.254/latest"])
def test_addresses_in_the_servers_own_network_are_refused(rest_with, url):
    assert rest_with(fetch=True).post("/articles", {"url": url}, status=400)["code"] == "M109"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"title": "a"},
        {"text": ""},
        {"text": 5},
        {"url": "ftp://sada.example/1"},
        {"url": "/etc/passwd"},
        {"text": BODY, "published": "yesterday"},
        {"text": BODY, "id": "a\x00"},
        {"url": "https://sada.example/1", "title": "a"},
    ],
)
def test_articles_that_do_not_fit_are_refused(rest_with, body):
    assert rest_with(fetch=True).post("/articles", body, status=400)["code"] == "M532"
