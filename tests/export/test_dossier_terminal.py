"""The terminal view of a dossier: the state on one screen, all of it with evidence, safe and no wider than asked."""

import re

import pytest
from dossier_samples import awkward, empty, story

from malaff.export.dossier import Wording, dossier_lines, state_lines
from malaff.export.terminal import width


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("lines_of", [state_lines, dossier_lines])
def test_isolates_are_balanced_and_controls_are_taken_out(lines_of, language):
    for line in lines_of(awkward(), language=language):
        assert len(re.findall("[\u2066\u2067]", line)) == line.count("\u2069")
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e]", line)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_lines_are_no_wider_than_asked(language):
    # A word longer than the line is not broken.
    for line in dossier_lines(story(), columns=60, language=language):
        assert width(line) <= 60


def test_a_line_with_arabic_labels_is_one_isolate_from_right_to_left():
    for line in dossier_lines(awkward(), language="ar"):
        assert not line or re.fullmatch("[\\d ]*[.-]? ?\u2067.*\u2069|    …", line)


def test_the_state_is_one_screen():
    assert len(list(state_lines(story(), columns=100))) <= 40


def test_the_state_says_where_the_matter_stands():
    text = "\n".join(re.sub("[\u2066-\u2069]", "", line) for line in state_lines(awkward(), columns=160))
    assert "Talks go round in circles: they go on and nothing is agreed. 2 meetings · no agreements · 1 impasse" in text
    assert "Last movement\n  11 March 2025 · agreement" in text
    assert "Due next (2)\n  2026 · no outcome yet" in text
    assert "Overdue (1)\n  28 February 2025 · no outcome yet · overdue" in text
    assert "conditional → support" in text
    assert "statements whose source is not named: 50%, articles that repeat another's copy: 33%" in text


def test_the_state_of_an_empty_dossier_is_that_there_is_no_coverage():
    assert list(state_lines(empty()))[1:] == ["Coverage: No coverage yet."]
    assert "لا تغطية بعد." in list(state_lines(empty(), language="ar"))[-1]


def test_a_list_too_long_for_the_screen_says_how_much_is_left():
    assert any(line.strip() == "and more: 4" for line in state_lines(story()))


def test_colours_only_where_asked():
    assert "\x1b[" not in "".join(dossier_lines(awkward()))
    assert "\x1b[33m" in "".join(state_lines(awkward(), colour=True))


def test_a_run_keeps_its_direction_over_the_lines_it_is_broken_into():
    lines = list(dossier_lines(awkward(), columns=40))
    latin = next(line for line in lines if "Vienna" in line and "قال" not in line)
    assert "\u2067" in latin
    assert "\u2066" not in latin


def test_the_wording_may_be_given_whole():
    assert any("٩" in line for line in dossier_lines(awkward(), language=Wording(digits="arabic")))
