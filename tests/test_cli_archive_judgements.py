"""`malaff correct`, `judgements`, `undo`: decisions about what was read."""

import json

import pytest

from malaff.model import decode
from story_archive import SOLDIERS, TRAINERS, story_archive


@pytest.fixture(autouse=True)
def archive(tmp_path, monkeypatch):
    """The story's archive."""
    path = story_archive(tmp_path)
    monkeypatch.setenv("MALAFF_ARCHIVE", str(path))
    monkeypatch.setenv("MALAFF_USER", "salma")
    return path


def reading(run, *options):
    return decode(run("show", TRAINERS, *options, "-f", "json").out)


def test_an_edit_changes_fields_and_keeps_what_was_read(run):
    before = reading(run)
    result = run("correct", TRAINERS, "statement", 3, "edit", "speaker_name=نوري الفلاحي", "act=deny", "confidence=1")
    assert result.code == 0
    assert result.out.startswith("judgement 1: statement edited in " + TRAINERS)
    after = reading(run).statements[2]
    assert (after.speaker_name, after.act, after.confidence) == ("نوري الفلاحي", "deny", 1.0)
    assert reading(run, "--as-read") == before


def test_a_span_is_given_by_its_words(run):
    text = reading(run).text
    run("correct", TRAINERS, "statement", 3, "edit", "content=مسودة", "speaker=")
    statement = reading(run).statements[2]
    assert text[statement.content.start : statement.content.end] == "مسودة"
    assert statement.speaker is None


def test_lists_and_numbers_are_written_as_people_write_them(run):
    run("correct", TRAINERS, "development", 1, "edit", "actors=مجلس القبائل، وزارة الدفاع", "statement=2")
    development = reading(run).developments[0]
    assert development.actors == ["مجلس القبائل", "وزارة الدفاع"]
    assert development.statement == 1
    assert "in statement 2" in run("show", TRAINERS).out
    assert "statement: — → \u20662\u2069" in run("judgements").out


def test_the_days_of_a_time_are_fields_too(run):
    run("correct", TRAINERS, "time", 4, "edit", "value=2025-06", "from=2025-06-01", "to=2025-06-30")
    time = reading(run).times[3]
    assert (time.value, time.from_, time.to) == ("2025-06", "2025-06-01", "2025-06-30")


@pytest.mark.parametrize("part", ["statement", "name", "time", "development", "position"])
def test_every_part_can_be_rejected_and_brought_back(run, part):
    before = getattr(reading(run), f"{part}s")
    run("correct", TRAINERS, part, 1, "reject")
    assert len(getattr(reading(run), f"{part}s")) == len(before) - 1
    assert run("undo", 1).out.startswith(f"judgement 1 undone: {part} rejected in ")
    assert getattr(reading(run), f"{part}s") == before


def test_judgements_are_listed_with_who_when_and_why(run):
    run("correct", TRAINERS, "statement", 1, "confirm", "--why", "سمعته بنفسي")
    run("correct", SOLDIERS, "statement", 1, "reject", "--user", "كريم")
    run("undo", 2, "--user", "نادية")
    text = run("judgements").out
    assert "1. statement confirmed in " + TRAINERS in text
    assert "by \u2066salma\u2069" in text
    assert "سمعته بنفسي" in text
    assert "كريم" not in text
    everything = run("judgements", "--all").out
    assert "كريم" in everything
    assert "نادية" in everything
    assert [json.loads(line)["id"] for line in run("judgements", "--all", "-f", "jsonl").out.splitlines()] == [1, 2]


def test_judgements_of_one_article(run):
    run("correct", TRAINERS, "statement", 1, "confirm")
    run("correct", SOLDIERS, "statement", 1, "confirm")
    listed = json.loads(run("judgements", SOLDIERS, "-f", "json").out)
    assert [judgement["id"] for judgement in listed] == [2]


def test_an_article_named_like_a_record_is_not_taken_for_it(run, article_file):
    run("add", article_file(json.dumps({"id": "22", "text": "قال الوزير سامي الحداد إن العدد كبير.\n"}), "c.jsonl"))
    run("rename", "22", "أ")
    assert run("judgements", "22").out == "No judgement stands\n"


def test_no_judgement_yet(run):
    assert run("judgements") == (0, "No judgement stands\n", "")
    assert run("judgements", "-f", "jsonl").out == ""
