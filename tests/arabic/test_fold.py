"""Folding: one spelling for all variants, with a way back to the text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malaff.arabic.fold import TABLE, Folded, fold

# Letters with variants, marks that fold to nothing, presentation forms, both digit sets, Latin, an astral character.
ALPHABET = "ابتأإآٱىيةهؤئءکگ ًٌَُّْـ\u200c\u200f\u202b\ufeffﻻﷲﺍ٠١٩۴5aZ«»“”\"'\n.،İß😀"
texts = st.text(alphabet=ALPHABET, max_size=60) | st.text(max_size=40)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("أإآٱ", "اااا"),
        ("مدرسة", "مدرسه"),
        ("مصطفى", "مصطفي"),
        ("مُؤْتَمَرٌ", "موتمر"),
        ("قــــال", "قال"),
        ("٢٠١٥ و۲۰۱۵", "2015 و2015"),
        ("ﻻ", "لا"),
        ("ال\u200fوزير\u200c", "الوزير"),
        ("AFP", "afp"),
        ("", ""),
    ],
)
def test_variants_have_one_form(text, form):
    assert fold(text) == form


@given(texts)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_the_view_has_the_same_form(text):
    assert Folded(text).form == fold(text)


@given(texts, st.data())
def test_a_stretch_of_the_form_leads_back_to_what_folds_to_it(text, data):
    view = Folded(text)
    start = data.draw(st.integers(0, len(view.form)))
    end = data.draw(st.integers(start, len(view.form)))
    low, high = view.original(start, end)
    assert 0 <= low <= high <= len(text)
    assert view.form[start:end] in fold(text[low:high])


@given(texts)
def test_stretches_that_touch_in_the_form_do_not_overlap_in_the_text(text):
    view = Folded(text)
    whole = [view.original(i, i + 1) for i in range(len(view.form))]
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(whole))


@given(st.text(max_size=40))
def test_marks_behind_a_letter_go_with_it(text):
    vowelled = "".join(char + "\u064e" if "ء" <= char <= "ي" else char for char in text)
    view = Folded(vowelled)
    for at, char in enumerate(view.form):
        low, high = view.original(at, at + 1)
        if "ا" <= char <= "ي" and vowelled[low] in "بتثجح":
            assert vowelled[low:high].endswith("\u064e")


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (2, 1), (0, 5)])
def test_a_stretch_outside_the_form_is_refused(start, end):
    with pytest.raises(IndexError):
        Folded("قال").original(start, end)


def test_what_folds_to_nothing_is_no_letter():
    dropped = [chr(code) for code, form in TABLE.items() if form == ""]
    assert "ا" not in dropped
    assert "\u0640" in dropped
