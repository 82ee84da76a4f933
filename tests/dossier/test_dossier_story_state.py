"""The state of the demo story's file, item by item against the story's own hand-made dossier."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

import malaff
from malaff.demo import open_story
from malaff.dossier.coverage import content_stems, dice
from malaff.evaluation.dossier import load, renamed


@pytest.fixture(scope="module")
def gold():
    """What a person made of the story."""
    return load(Path(malaff.__file__).parent / "story" / "dossier.json")


@pytest.fixture(scope="module")
def state(story):
    """The state of the file, articles called by their pages."""
    archive, dossier = story
    pages = {r.id: PurePath(r.source).stem for r in archive.readings([a.id for a in dossier.articles])}
    return renamed(dossier, pages).state


def told_in(evidence, items):
    """The gold items that a piece of evidence tells of: their text shares its article and words."""
    return [
        item
        for item in items
        for given in item["evidence"]
        for each in evidence
        if given["article"] == each.article
        and (dice(content_stems(given["text"]), content_stems(each.text)) >= 0.3 or given["text"] in each.text)
    ]


def test_the_last_movement_is_the_last_event(state, gold):
    last = max(event["date"] for event in gold["events"])
    assert state.last.date == last == state.until
    assert told_in(state.last.evidence, [event for event in gold["events"] if event["date"] == last])


def test_what_is_due_was_not_settled(state, gold):
    settled = [each for each in gold["deadlines"] if not each["outcome"].startswith("open")]
    for pledge in state.due:
        assert pledge.due >= state.until[: len(pledge.due)]
        same = [each for each in told_in(pledge.evidence, settled) if each["due"] == pledge.due]
        assert same == [], pledge.text
    open_ = {each["due"] for each in gold["deadlines"] if each["outcome"].startswith("open as of 2025-06-30")}
    # A debate on 2 June, told only as `الاثنين القادم`, is not found.
    assert open_ - {"2025-06-02"} <= {pledge.due for pledge in state.due}


def test_nothing_is_overdue_that_had_an_outcome(state):
    assert state.overdue == []


def test_who_moved_did(state, gold):
    assert state.moved
    for mover in state.moved:
        stood = [
            stance["stance"]
            for party in gold["parties"]
            if mover.party in (party["name"], *party.get("aliases", []))
            for stance in party["stances"]
            if stance["question"] == mover.question
        ]
        assert {mover.before, mover.after} <= set(stood), mover
        assert stood.index(mover.before) < stood.index(mover.after), mover


def test_what_is_open_is(state, gold):
    assert len(state.open) == 5
    for question in state.open:
        assert told_in(question.evidence, gold["open_questions"]), question.text


def test_talks_do_not_go_in_circles(state):
    assert state.agreements > 0
    assert not state.circling
    assert (state.articles, state.outlets) == (24, 7)


def test_the_state_is_the_same_on_every_run(story):
    archive, dossier = story
    assert open_story(archive).state == dossier.state
