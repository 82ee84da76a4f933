"""Articles over the API: lists, heads, readings, originals, search; ids that are addresses."""

import pytest

from malaff.model import decode
from story_archive import SOLDIERS, TRAINERS

OUTLET = "بوابة الحوض"


def test_articles_come_in_pages_latest_first(rest):
    whole = rest.get("/articles", limit=200)
    assert whole["total"] == len(whole["items"]) == 26
    days = [item["published"] for item in whole["items"]]
    assert days == sorted(days, reverse=True)
    pages = [rest.get("/articles", limit=10, offset=offset) for offset in (0, 10, 20, 30)]
    assert [item for page in pages for item in page["items"]] == whole["items"]
    assert {page["total"] for page in pages} == {26}


def test_articles_are_filtered_by_outlet_and_days(rest):
    everything = rest.get("/articles", limit=200)["items"]
    assert rest.get("/articles", outlet=OUTLET)["items"] == [a for a in everything if a["outlet"] == OUTLET]
    some = rest.get("/articles", **{"from": "2025-02", "to": "2025-02"})
    expected = [a for a in everything if a["published"].startswith("2025-02")]
    assert some == {"total": len(expected), "items": expected}
    assert 0 < len(expected) < 26
    assert rest.get("/articles", outlet="لا أحد") == {"total": 0, "items": []}


def test_an_article_has_its_head_versions_and_copies(rest):
    found = rest.get(f"/articles/{rest.article(SOLDIERS)}")
    assert found["head"]["id"] == SOLDIERS
    assert [version["number"] for version in found["versions"]] == [1]
    assert found["versions"][0]["original"] == "page"
    assert found["copies"] == []
    copied = [a["id"] for a in rest.get("/articles", limit=200)["items"] if rest.archive.copies_of(a["id"])]
    assert copied
    told = rest.get(f"/articles/{rest.article(copied[0])}")["copies"]
    assert [copy["id"] for copy in told] == [copy.id for copy in rest.archive.copies_of(copied[0])]


def test_a_reading_is_as_people_left_it_or_as_read(rest):
    path = f"/readings/{rest.article(SOLDIERS)}"
    response = rest.client.get(f"/api{path}")
    assert decode(response.content) == rest.archive.reading(SOLDIERS)
    before = rest.get(path)
    rest.archive.correct(SOLDIERS, "statements", 0, "reject", user="هدى")
    assert rest.get(path)["statements"] == before["statements"][1:]
    assert rest.get(path, as_read="true") == before
    assert rest.get(path, version=1)["statements"] == before["statements"][1:]
    assert rest.get(path, version=2, status=404)["code"] == "M309"


def test_an_original_is_saved_and_never_shown(rest):
    response = rest.client.get(f"/api/originals/{TRAINERS}")
    assert response.content == rest.archive.original(TRAINERS).data
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["content-disposition"].startswith("attachment; ")
    assert response.headers["x-content-type-options"] == "nosniff"
    assert f'filename="{TRAINERS}.html"' in response.headers["content-disposition"]


def test_names_of_files_hold_nothing_that_leads_elsewhere(rest):
    told = rest.client.get(f"/api/originals/{rest.article(SOLDIERS)}").headers["content-disposition"]
    name = told.split('filename="')[1].split('"')[0]
    assert name == "https-hawdgate.example-archives-20962.html"
    assert "%2F" not in told


def test_an_article_without_an_original_says_so(rest):
    rest.post("/articles", {"text": "قال الوزير سامي الحداد إن الطريق مفتوح اليوم أمام الجميع.", "id": "n"}, status=200)
    told = rest.get("/originals/n", status=404)
    assert told["code"] == "M312"
    assert rest.get("/originals/nowhere", status=404)["code"] == "M309"


@pytest.mark.parametrize("path", ["articles", "readings", "originals"])
def test_an_id_that_is_an_address_may_be_encoded_or_not(rest, path):
    encoded = rest.client.get(f"/api/{path}/{rest.article(SOLDIERS)}")
    plain = rest.client.get(f"/api/{path}/{SOLDIERS}")
    assert encoded.status_code == plain.status_code == 200
    assert encoded.content == plain.content


@pytest.mark.parametrize("key", ["a/b", "a?b=1", "a#b", "..", "../x", "a//b", "ا ب", "a/", "export", "a+b", "a&b"])
def test_ids_hold_any_characters(rest, key):
    text = f"قال الوزير سامي الحداد إن الطريق مفتوح اليوم. {key}"
    assert rest.post("/articles", {"id": key, "text": text}, status=200)["added"] == 1
    encoded = rest.article(key).replace(".", "%2E")
    assert rest.get(f"/articles/{encoded}")["head"]["id"] == key
    assert rest.get(f"/readings/{encoded}")["text"] == text


@pytest.mark.parametrize(
    "path", ["/../etc/passwd", "/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/a%00b", "/%ff%fe", "/" + "x" * 5000, "/..%5c..%5cx"]
)
@pytest.mark.parametrize("part", ["/articles", "/readings", "/originals"])
def test_paths_that_lead_elsewhere_are_unknown_articles(rest, part, path):
    told = rest.get(part + path, status=404)
    assert told["code"] in ("M309", "M504")


def test_a_search_marks_what_matched(rest):
    found = rest.get("/search", q="المدربين", limit=5)
    assert found["total"] == len(found["hits"]) > 0
    hit = found["hits"][0]
    span, (start, end) = hit["snippets"][0]["span"], hit["snippets"][0]["matches"][0]
    assert "مدرب" in span["text"][start - span["start"] : end - span["start"]]
    assert (
        rest.get("/search", q="speaker:السرحدي act:deny")["total"]
        == rest.archive.search("speaker:السرحدي act:deny").total
    )


def test_a_search_that_is_not_understood_is_refused_with_its_remedy(rest):
    assert rest.get("/search", q="color:red", status=400)["code"] == "M310"
    assert rest.get("/search", status=400)["message"] == "`q` is missing."


def test_the_archive_is_told_without_where_it_lies(rest):
    info = rest.get("/info")
    assert (info["articles"], info["dossiers"], info["version"]) == (26, 1, rest.archive.info().version)
    assert "/" not in info["address"]
