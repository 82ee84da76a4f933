"""The lexicons that dossiers are read with: every line says something, nothing twice, as a linguist would write it."""

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from malaff.arabic.fold import fold
from malaff.arabic.stems import stem
from malaff.dossier import outcomes
from malaff.lexicon import rows

# Where the Arabic of each file stands.
COLUMNS = {
    "alike.tsv": ("words",), "opposites.tsv": ("one", "other"), "polarity.tsv": ("words",), "due.tsv": ("words",),
    "open.tsv": ("cue",), "broken_plurals.tsv": ("singular", "plurals"),
}  # fmt: skip
SIDES = {"for", "against", "if", "refusal"}


def written(name):
    """Each line's words as they are written, by line."""
    for row in rows(name):
        yield [word for column in COLUMNS[name] for word in re.split(r"[\s/]+", row[column]) if word and word != "..."]


@pytest.mark.parametrize("name", COLUMNS)
def test_every_line_has_words(name):
    lines = list(written(name))
    assert len(lines) >= 5
    assert all(lines)


@pytest.mark.parametrize("name", COLUMNS)
def test_words_are_arabic_letters_alone(name):
    strange = [word for words in written(name) for word in words if not re.fullmatch(r"[ء-غف-ي]+", word)]
    assert strange == []


def test_words_are_written_unfolded():
    spellings = defaultdict(set)
    for name in COLUMNS:
        for words in written(name):
            for word in words:
                spellings[fold(word)].add(word)
    folded = {form for form, words in spellings.items() if form in words and len(words) > 1}
    assert folded == set()
    assert sum(form not in words for form, words in spellings.items()) > 100


@pytest.mark.parametrize("name", COLUMNS)
def test_no_word_stands_twice_in_one_place(name):
    for row in rows(name):
        for column in COLUMNS[name]:
            for part in row[column].split():
                twice = [word for word, count in Counter(part.split("/")).items() if count > 1]
                assert twice == [], row


@pytest.mark.parametrize("name", ["alike.tsv", "due.tsv"])
def test_no_word_stands_twice_in_a_line(name):
    for words in written(name):
        assert [word for word, count in Counter(words).items() if count > 1] == []


def test_no_word_is_its_own_opposite():
    for row in rows("opposites.tsv"):
        one, other = ({stem(word) for word in row[side].split()} for side in ("one", "other"))
        assert one
        assert other
        assert one.isdisjoint(other), row


def test_a_family_has_two_words_at_least():
    assert all(len({stem(word) for word in words}) > 1 for words in written("alike.tsv"))


def test_every_cue_takes_a_known_side_with_some_weight():
    for row in rows("polarity.tsv"):
        assert row["side"] in SIDES
        assert 0 < float(row["weight"]) <= 1


def test_no_cue_takes_two_sides():
    sides = {}
    for row in rows("polarity.tsv"):
        if row["side"] in ("for", "against") and " " not in row["words"]:
            for word in row["words"].split("/"):
                assert sides.setdefault(fold(word), row["side"]) == row["side"], word


def test_every_cue_of_open_questions_has_a_weight_and_no_gap_at_its_ends():
    for row in rows("open.tsv"):
        assert 0 < float(row["sure"]) <= 1
        assert not row["cue"].startswith("...")
        assert not row["cue"].endswith("...")


def test_what_is_said_of_a_deadline_is_what_is_asked():
    source = "".join(path.read_text("utf-8") for path in Path(outcomes.__file__).parent.glob("*.py"))
    assert [says for says in outcomes.cues() if f'"{says}"' not in source] == []


def test_beginnings_are_folded_and_begin_with_a_conjunction_s_letter():
    beginnings = [row["beginning"] for row in rows("radical_initials.tsv")]
    assert len(set(beginnings)) == len(beginnings)
    assert [each for each in beginnings if each[0] not in "وف" or fold(each) != each] == []


def test_a_plural_is_not_its_singular():
    for row in rows("broken_plurals.tsv"):
        assert fold(row["singular"]) not in map(fold, row["plurals"].split())
