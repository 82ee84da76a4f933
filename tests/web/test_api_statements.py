"""Statements, facets and people over the API."""

import pytest

from story_archive import SOLDIERS, TRAINERS

SPEAKER = "السرحدي"


def test_statements_come_in_pages_with_where_they_stand(rest):
    whole = rest.get("/statements", limit=200)
    assert whole["total"] == rest.archive.info().statements
    pages = [rest.get("/statements", limit=40, offset=offset)["items"] for offset in range(0, 200, 40)]
    assert [item for page in pages for item in page] == whole["items"]
    for item in whole["items"][:20]:
        text = rest.archive.reading(item["article"]).text
        content = item["statement"]["content"]
        assert text[content["start"] : content["end"]] == content["text"]


@pytest.mark.parametrize(
    "query",
    [
        {"act": "deny"},
        {"type": "direct"},
        {"kind": "organisation"},
        {"speaker": SPEAKER},
        {"outlet": "بوابة الحوض"},
        {"from": "2025-03", "to": "2025-04-15"},
        {"article": SOLDIERS, "act": "assert"},
    ],
    ids=str,
)
def test_filters_keep_what_fits_and_only_that(rest, query):
    found = rest.get("/statements", limit=200, **query)
    assert 0 < found["total"] < rest.archive.info().statements
    for item in found["items"]:
        statement = item["statement"]
        assert statement["act"] == query.get("act", statement["act"])
        assert statement["type"] == query.get("type", statement["type"])
        assert statement["kind"] == query.get("kind", statement["kind"])
        assert item["outlet"] == query.get("outlet", item["outlet"])
        assert item["article"] == query.get("article", item["article"])
        assert query.get("speaker", "") in (statement["speaker_name"] or "").replace("ى", "ي")
        assert query.get("from", "") <= item["published"] < query.get("to", "9") + "~"


def test_several_articles_may_be_given(rest):
    both = rest.get("/statements", limit=200, article=[SOLDIERS, TRAINERS])
    each = [rest.get("/statements", article=key)["total"] for key in (SOLDIERS, TRAINERS)]
    assert both["total"] == sum(each) > max(each)


def test_old_order_is_the_other_way(rest):
    days = [item["published"] for item in rest.get("/statements", limit=200, order="old")["items"]]
    assert days == sorted(days)


def test_facets_say_what_each_filter_would_find(rest):
    facets = rest.get("/statements/facets", kind="person")
    assert list(facets) == ["speaker", "act", "type", "kind", "outlet", "month"]
    for name, parameter in (("speaker", "person"), ("act", "act"), ("kind", "kind"), ("outlet", "outlet")):
        for count in facets[name][:4]:
            query = {"kind": "person"} | {parameter: count["value"]}
            assert rest.get("/statements", **query)["total"] == count["count"]


def test_people_are_listed_and_looked_at(rest):
    found = rest.get("/people", limit=3)
    assert found["total"] == rest.archive.people_listed().total
    assert [person["statements"] for person in found["items"]] == sorted(
        (person["statements"] for person in found["items"]), reverse=True
    )
    first = found["items"][0]
    assert rest.get(f"/people/{first['id']}") == first
    assert rest.get("/people", limit=1, offset=1)["items"] == found["items"][1:2]
    assert {person["kind"] for person in rest.get("/people", kind="organisation")["items"]} == {"organisation"}
    assert first["id"] in [person["id"] for person in rest.get("/people", q=first["name"])["items"]]


def test_what_somebody_says_is_theirs_alone(rest):
    person = rest.archive.people(SPEAKER)[0]
    said = rest.get(f"/people/{person.id}/statements", limit=200)
    assert said["total"] == len(said["items"]) == person.statements
    assert {item["person"] for item in said["items"]} == {person.id}


def test_what_others_say_of_somebody_names_them(rest):
    person = rest.get("/people", q="نزار القيصومي")["items"][0]
    found = rest.get(f"/people/{person['id']}/mentions")
    assert found["items"]
    for item in found["items"]:
        assert item["person"] not in person["ids"]
        assert "القيصومي" in item["statement"]["content"]["text"]
    assert rest.get(f"/people/{person['id']}/mentions", limit=1) == {"items": found["items"][:1], "more": True}


def test_records_are_merged_renamed_split_and_it_is_undone(rest):
    one, two = (person["id"] for person in rest.get("/people", limit=2)["items"])
    merged = rest.post(f"/people/{one}/merge", {"others": [two], "why": "كنيته"})
    assert (merged["kind"], merged["user"], merged["why"]) == ("merge", "web", "كنيته")
    assert two in rest.get(f"/people/{one}")["ids"]
    rest.call("DELETE", f"/judgements/{merged['id']}", status=200)
    assert two not in rest.get(f"/people/{one}")["ids"]
    rest.post(f"/people/{one}/rename", {"name": "اسم آخر"})
    assert rest.get(f"/people/{one}")["name"] == "اسم آخر"
    article = rest.get(f"/people/{one}/statements", limit=1)["items"][0]["article"]
    split = rest.post(f"/people/{one}/split", {"articles": [article]})
    assert [judgement["kind"] for judgement in split] == ["split"]
    assert article not in {item["article"] for item in rest.get(f"/people/{one}/statements")["items"]}


@pytest.mark.parametrize("number", ["0", "99999", "-1", "x", "٣", "9" * 30, "1.0", "%31x", "2147483648"])
@pytest.mark.parametrize("rest_of_path", ["", "/statements", "/mentions"])
def test_unknown_records_are_not_there(rest, number, rest_of_path):
    assert rest.get(f"/people/{number}{rest_of_path}", status=404)["code"] == "M311"


def test_records_that_cannot_be_taken_as_one_are_refused(rest):
    assert rest.post("/people/1/merge", {"others": [1]}, status=400)["code"] == "M901"
    assert rest.post("/people/1/merge", {"others": [99999]}, status=404)["code"] == "M311"
    assert rest.post("/people/1/merge", {"others": []}, status=400)["code"] == "M532"
    assert rest.post("/people/1/rename", {"name": " "}, status=400)["code"] == "M532"
    assert rest.post("/people/1/split", {"articles": ["nowhere"]}, status=404)["code"] == "M311"
    assert rest.get("/judgements")["total"] == 0
