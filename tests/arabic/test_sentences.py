"""Sentences and paragraphs: they cover the text, in order."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malaff.arabic.sentences import paragraph_spans, sentence_bounds
from malaff.arabic.words import Words

ALPHABET = 'ابد م.؟!…»”")\n 15٣aZ،د'
texts = st.text(alphabet=ALPHABET, max_size=80)


def sentences(text):
    words = Words(text)
    return [text[words.starts[first] : words.ends[end - 1]] for first, end in sentence_bounds(words)]


@given(texts)
def test_sentences_cover_all_words_but_newlines_in_order(text):
    words = Words(text)
    bounds = sentence_bounds(words)
    assert all(first < end for first, end in bounds)
    assert all(a[1] <= b[0] for a, b in pairwise(bounds))
    covered = {i for first, end in bounds for i in range(first, end)}
    assert covered == {i for i, word in enumerate(words.raw) if word != "\n"}


@given(texts)
def test_no_sentence_runs_over_a_newline(text):
    assert not any("\n" in sentence for sentence in sentences(text))


@given(st.text(alphabet="اب \n\t\u00a0.", max_size=60))
def test_paragraphs_are_the_lines_that_hold_more_than_blanks(text):
    spans = paragraph_spans(text)
    assert [text[a:b] for a, b in spans] == [line.strip() for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("انتهى الأمر. عاد الوفد.", ["انتهى الأمر.", "عاد الوفد."]),
        ("هل انتهى؟ نعم!", ["هل انتهى؟", "نعم!"]),
        ("بلغ السعر 1.5 مليون. انتهى", ["بلغ السعر 1.5 مليون.", "انتهى"]),
        ("قال د. سامي إنه عاد. انتهى", ["قال د. سامي إنه عاد.", "انتهى"]),
        ("وكالة إي.يو.إيه قالت. انتهى", ["وكالة إي.يو.إيه قالت.", "انتهى"]),
        ("انتهى الأمر.وعاد الوفد إلى بلاده", ["انتهى الأمر.", "وعاد الوفد إلى بلاده"]),
        ("قال «انتهى الأمر.» ثم عاد", ["قال «انتهى الأمر.»", "ثم عاد"]),
        ("عنوان\nنص", ["عنوان", "نص"]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_cuts(text, cut):
    assert sentences(text) == cut
