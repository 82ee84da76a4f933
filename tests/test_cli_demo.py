"""`malaff demo`: the story is read from the package and shown with its evidence."""

import json
from itertools import pairwise

import pytest

from malaff.demo import pages, read_story, shown


@pytest.fixture(scope="module")
def demo():
    return read_story()


def test_every_page_is_read(demo):
    assert len(demo.readings) == len(pages()) >= 24
    assert sum(len(reading.statements) for reading in demo.readings) > 100


def test_pages_come_in_the_order_of_publication(demo):
    days = [reading.published[:10] for reading in demo.readings if reading.published]
    assert sum(a <= b for a, b in pairwise(days)) >= len(days) - 4


def test_every_event_leads_to_the_characters_it_was_read_from(demo):
    texts = {reading.id: reading.text for reading in demo.readings}
    assert demo.timeline
    for event in [*demo.timeline, *demo.open]:
        assert event.evidence
        for evidence in event.evidence:
            assert texts[evidence.article][evidence.start : evidence.end] == evidence.text


def test_timeline_is_in_order_and_reprints_are_one_event(demo):
    dates = [event.date for event in demo.timeline]
    assert dates == sorted(dates)
    assert any(len(event.evidence) > 1 for event in demo.timeline)


def test_open_items_are_due_or_not_reached(demo):
    assert {event.kind for event in demo.open} <= {"plan", "impasse"}


def test_the_view_has_three_parts(demo):
    text = "\n".join(shown(demo))
    assert text.index("Statements (") < text.index("Timeline (") < text.index("Open (")


def test_the_command_writes_both_formats(run, tmp_path):
    result = run("demo")
    assert result.code == 0
    assert "Timeline (" in result.out
    assert run("demo", "-f", "json", "-o", tmp_path / "demo.json").code == 0
    body = json.loads((tmp_path / "demo.json").read_text("utf-8"))
    assert set(body) == {"name", "questions", "readings", "timeline", "open"}


def test_progress_counts_the_pages(run):
    assert f"{len(pages())}/{len(pages())}" in run("demo", "--progress").err
