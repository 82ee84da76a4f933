"""Corrections over the API: made, listed, undone, refused where they do not fit."""

import pytest

from story_archive import SOLDIERS, TRAINERS

CONFIRM = {"article": SOLDIERS, "part": "statements", "number": 0, "decision": "confirm"}


def test_a_correction_is_made_listed_and_undone(rest):
    before = rest.get(f"/readings/{rest.article(SOLDIERS)}")
    made = rest.post("/judgements", CONFIRM | {"decision": "edit", "changes": {"act": "warn"}, "why": "يحذّر"})
    assert (made["kind"], made["subject"], made["user"], made["why"]) == ("edit", SOLDIERS, "web", "يحذّر")
    assert rest.get(f"/readings/{rest.article(SOLDIERS)}")["statements"][0]["act"] == "warn"
    assert rest.get("/judgements", article=SOLDIERS) == {"total": 1, "items": [made]}
    assert rest.get("/judgements", article=TRAINERS)["total"] == 0
    undone = rest.call("DELETE", f"/judgements/{made['id']}", status=200)
    assert (undone["id"], undone["undone_by"]) == (made["id"], "web")
    assert rest.get(f"/readings/{rest.article(SOLDIERS)}") == before
    assert rest.get("/judgements")["total"] == 0
    assert rest.get("/judgements", undone="true")["items"] == [undone]


def test_an_edit_takes_a_stretch_by_its_words_or_its_ends(rest):
    reading = rest.archive.reading(SOLDIERS)
    content = reading.statements[0].content
    words = " ".join(content.text.split()[:3])
    edit = CONFIRM | {"decision": "edit"}
    rest.post("/judgements", edit | {"changes": {"content": words}})
    assert rest.archive.reading(SOLDIERS).statements[0].content.text == words
    rest.post("/judgements", edit | {"changes": {"content": {"start": content.start, "end": content.end}}})
    assert rest.archive.reading(SOLDIERS).statements[0].content == content


def test_judgements_come_in_pages(rest):
    for number in range(3):
        rest.post("/judgements", CONFIRM | {"number": number})
    pages = [rest.get("/judgements", limit=2, offset=offset) for offset in (0, 2)]
    assert [len(page["items"]) for page in pages] == [2, 1]
    assert [item["id"] for page in pages for item in page["items"]] == [1, 2, 3]


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"article": "nowhere"}, 404, "M309"),
        ({"number": 999}, 404, "M312"),
        ({"number": -1}, 400, "M532"),
        ({"part": "statement"}, 400, "M532"),
        ({"decision": "delete"}, 400, "M532"),
        ({"decision": "edit"}, 400, "M901"),
        ({"changes": {"act": "deny"}}, 400, "M901"),
        ({"decision": "edit", "changes": {"colour": "red"}}, 400, "M901"),
        ({"decision": "edit", "changes": {"act": "shout"}}, 400, "M901"),
        ({"decision": "edit", "changes": {"content": "ليس في النص"}}, 400, "M901"),
        ({"decision": "edit", "changes": {"content": {"start": 5, "end": 10**9}}}, 400, "M901"),
        ({"decision": "edit", "changes": {"content": None}}, 400, "M901"),
        ({"decision": "edit", "changes": {"content": {"start": 5, "end": 5}}}, 400, "M901"),
        ({"decision": "edit", "changes": {"speaker": {"start": 0, "end": 0}}}, 400, "M901"),
        ({"decision": "edit", "changes": {"sentence": [0, 10**40]}}, 400, "M901"),
        ({"decision": "edit", "changes": {"sentence": [-1, 5]}}, 400, "M901"),
        ({"decision": "edit", "changes": {"sentence": [9, 3]}}, 400, "M901"),
        ({"who": "me"}, 400, "M532"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(rest, change, status, code):
    assert rest.post("/judgements", CONFIRM | change, status=status)["code"] == code
    assert rest.get("/judgements", undone="true")["total"] == 0


@pytest.mark.parametrize("number", ["1", "0", "x", "-1", "9" * 40])
def test_a_judgement_that_is_not_there_is_not_undone(rest, number):
    assert rest.call("DELETE", f"/judgements/{number}", status=404)["code"] == "M313"
