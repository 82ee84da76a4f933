import pytest
from hypothesis import given
from hypothesis import strategies as st

from malaff.arabic.fold import fold
from malaff.arabic.numbers import NUMERALS, digits, read_number


def read(text):
    found = read_number(fold(text).split(), 0)
    return found and (found.value, found.next)


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("سبعة كتب", 7, 1),
        ("ثماني سفن", 8, 1),
        ("خمسة عشر كتابا", 15, 2),
        ("إحدى عشرة سفينة", 11, 2),
        ("اثني عشر كتابا", 12, 2),
        ("ثلاثين يوما", 30, 1),
        ("خمسة وعشرون", 25, 2),
        ("مئة", 100, 1),
        ("ثلاثمائة وخمس", 305, 2),
        ("ثلاث مئة وأربعين", 340, 3),
        ("مئتين وستة وسبعين", 276, 3),
        ("ألف وتسعمائة وثمانية وسبعون", 1978, 4),
        ("ألفين وأربعة عشر", 2014, 3),
        ("خمسة وعشرين ألفا", 25, 2),
        ("خمسة وعشرين ألف برميل", 25_000, 3),
        ("ثلاثة ملايين", 3_000_000, 2),
        ("لثلاثين", 30, 1),
        ("١٤٣٦", 1436, 1),
        ("الثلاثة", 3, 1),
    ],
)
def test_cardinals(text, value, words):
    assert read(text) == (value, words)


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("الأول من أيار", 1, 1),
        ("الأولى", 1, 1),
        ("الخامس عشر", 15, 2),
        ("الحادي عشر", 11, 2),
        ("الثانية عشرة", 12, 2),
        ("الحادي والعشرين", 21, 2),
        ("الثالثة والستون", 63, 2),
        ("للثاني", 2, 1),
    ],
)
def test_ordinals(text, value, words):
    found = read_number(fold(text).split(), 0)
    assert found is not None
    assert (found.value, found.next, found.ordinal) == (value, words, True)


def test_two_numbers_are_not_added_up():
    assert read("ثلاثة وأربعة") == (3, 1)
    assert read("عشرين وثلاثين") == (20, 1)


def test_somebody_is_no_number():
    assert read("أحد الحاضرين") is None
    assert read("الحادي") is None


def test_words_that_only_look_joined():
    assert read("وصل") is None
    assert read("ولد") is None
    assert NUMERALS["وعشرين"].joined
    assert not NUMERALS["واحد"].joined


def test_long_runs_of_digits_are_no_counts():
    assert digits("1234567890123") is None
    assert digits("12.5") is None
    assert digits("") is None


@given(st.lists(st.sampled_from([*sorted(NUMERALS.base), "و", "12", "كتاب", ""]), max_size=40), st.integers(-3, 50))
def test_reads_or_declines_and_moves_on(forms, at):
    found = read_number(forms, at)
    assert found is None or (at < found.next <= len(forms) and found.value >= 0)


def test_a_flood_of_numbers_is_cut():
    found = read_number(["مئه"] + ["ومئه"] * 5000, 0)
    assert found is None or found.next < 100
