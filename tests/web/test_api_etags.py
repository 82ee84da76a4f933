"""Answers that have not changed are not sent again."""

import pytest

from malaff.web.api.routes import ENDPOINTS
from story_archive import SOLDIERS, TRAINERS

READ = [each for each in ENDPOINTS if each.method == "GET"]
QUERIES = {"/api/search": "?q=رملان", "/api/dossiers/{id}/export": "?format=csv"}


def at(endpoint):
    """An endpoint's address that is there."""
    key = (
        TRAINERS if "articles" in endpoint.path or "readings" in endpoint.path or "originals" in endpoint.path else "1"
    )
    if endpoint.path.startswith("/api/dossiers"):
        key = "1"
    return endpoint.path.replace("{id}", key) + QUERIES.get(endpoint.path, "")


@pytest.mark.parametrize("endpoint", READ, ids=lambda each: each.name)
def test_whatever_is_read_has_a_tag_and_is_not_sent_twice(rest, endpoint):
    first = rest.client.get(at(endpoint))
    assert first.status_code == 200
    assert first.headers["cache-control"] == "private, no-cache"
    again = rest.client.get(at(endpoint), headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    several = rest.client.get(at(endpoint), headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})
    assert several.status_code == 304
    for other in ('"other"', "*", first.headers["etag"].strip('"')):
        assert rest.client.get(at(endpoint), headers={"If-None-Match": other}).status_code == 200


def tag(rest, path, **headers):
    return rest.client.get(f"/api{path}", headers=headers).headers["etag"]


def test_every_change_of_the_archive_gives_new_tags(rest):
    paths = (f"/readings/{TRAINERS}", "/statements", "/people", "/judgements", "/dossiers/1/statements")
    before = [tag(rest, path) for path in paths]
    article = rest.get("/dossiers/1/statements")[0]["article"]
    rest.archive.correct(article, "statements", 0, "reject", user="هدى")
    after = [tag(rest, path) for path in paths]
    assert all(one != other for one, other in zip(before, after, strict=True))


def test_a_changed_definition_gives_a_new_tag_though_the_archive_is_the_same(rest):
    before = tag(rest, "/dossiers"), tag(rest, "/dossiers/1/articles")
    rest.post("/dossiers/1/exclude", {"articles": [SOLDIERS]}, status=200)
    after = tag(rest, "/dossiers"), tag(rest, "/dossiers/1/articles")
    assert before[0] != after[0]
    assert before[1] != after[1]


def test_tags_differ_by_address_and_question(rest):
    tags = [tag(rest, path) for path in ("/articles", "/articles?limit=1", "/statements", "/statements?act=deny")]
    assert len(set(tags)) == 4


def test_what_is_refused_or_not_there_has_no_tag(rest):
    for path in ("/articles/nowhere", "/articles?limit=0"):
        assert "etag" not in rest.client.get(f"/api{path}").headers


def test_what_was_changed_is_kept_nowhere(rest):
    made = rest.client.post("/api/dossiers", json={"name": "ا", "about": ["ب"]})
    assert made.headers["cache-control"] == "no-store"
