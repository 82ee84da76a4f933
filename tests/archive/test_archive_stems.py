"""Index forms of words: what is taken off, what never is, and that a word is found with what may stand before it."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from malaff.arabic.fold import fold
from malaff.arabic.stems import _radical, stem, variants

LETTERS = "ءاآأؤإئبةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
WORDS = st.text(LETTERS, min_size=3, max_size=9)
# Words whose first letter cannot be taken for something that stands before the word.
PLAIN = st.builds(str.__add__, st.sampled_from("تثجحخدرزسشصطعغقمنهي"), st.text(LETTERS, min_size=2, max_size=8))


def own(word):
    """Whether the lexicon says that the word's first letter is its own."""
    whole, beginnings = _radical()
    return fold(word) in whole or fold(word).startswith(beginnings)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("والحكومة", "حكومه"),
        ("بالحكومة", "حكومه"),
        ("كالحكومة", "حكومه"),
        ("للحكومة", "حكومه"),
        ("وللحكومة", "حكومه"),
        ("فبالحكومة", "حكومه"),
        ("الحُكومةُ", "حكومه"),
        ("وزير", "وزير"),
        ("ووزير", "وزير"),
        ("الوزير", "وزير"),
        ("فريق", "فريق"),
        ("ورقة", "ورقه"),
        ("الرقة", "رقه"),
        ("الله", "الله"),
        ("لله", "لله"),
        ("من", "من"),
        ("و", "و"),
        ("ال", "ال"),
        ("", ""),
        ("NATO", "nato"),
        ("٣٫٥", "3٫5"),
    ],
)
def test_what_is_taken_off(word, form):
    assert stem(word) == form


@given(PLAIN, st.sampled_from("وف"))
@example("حكومة", "و")
def test_a_conjunction_never_matters(word, conjunction):
    assume(not own(conjunction + word))
    assert stem(conjunction + word) == stem(word)


@given(WORDS, st.sampled_from(["ال", "بال", "كال", "لل", "وال", "فال", "وبال", "ولل"]))
def test_the_article_is_taken_off_and_what_it_stands_before_is_left_whole(word, article):
    assume(not own(article + word))
    assert stem(article + word) == fold(word)


@given(PLAIN, st.sampled_from(["", "و", "ف", "ب", "ل", "ال", "وال", "بال", "فال", "كال", "لل", "ول", "وب"]))
def test_a_word_is_found_with_whatever_stands_before_it(word, before):
    assume(not own(before + word))
    assert stem(before + word) in variants(word)


@given(PLAIN.filter(lambda word: len(word) > 3), st.sampled_from(["و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل"]))
def test_a_word_asked_for_with_what_stands_before_it_finds_the_bare_one(word, before):
    assume(not own(before + word))
    assert stem(word) in variants(before + word)


@given(st.text())
@example("\x00")
@example("\ud800")
def test_any_text_has_a_form(word):
    assert fold(word).endswith(stem(word))
    assert variants(word)[0] == stem(word)
    assert stem(fold(word)) == stem(word) or fold(fold(word)) != fold(word)


@given(WORDS)
def test_nothing_is_ever_taken_off_the_end_and_something_is_left(word):
    assert fold(word).endswith(stem(word))
    assert len(stem(word)) >= min(3, len(fold(word)))
