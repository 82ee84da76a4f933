"""The table of words: a cut of the text that never changes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malaff.arabic.words import Words

ALPHABET = "ابتمنوقلكسيةءأ ًَُّـ\u200c\u200f٠١٩5aZ«»“”\"'()\n\r\t.،:؛؟!-_#@/😀\u00a0"
texts = st.text(alphabet=ALPHABET, max_size=80) | st.text(max_size=50)


@given(texts)
def test_words_cut_the_text(text):
    words = Words(text)
    assert words.raw == [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)]
    assert all(a < b for a, b in zip(words.starts, words.ends, strict=True))
    assert all(end <= start for end, start in zip(words.ends, words.starts[1:], strict=False))


@given(texts)
def test_nothing_but_blanks_and_invisible_marks_is_left_out(text):
    words = Words(text)
    taken = set()
    for start, end in zip(words.starts, words.ends, strict=True):
        taken.update(range(start, end))
    left = "".join(char for at, char in enumerate(text) if at not in taken)
    assert not any(char.isalnum() for char in left)
    assert "\n" not in left


@given(texts)
def test_every_word_has_a_form(text):
    words = Words(text)
    assert len(words.forms) == len(words) == len(list(words))
    assert all(words.forms)


@given(texts)
def test_glued_words_touch(text):
    words = Words(text)
    for i in range(len(words)):
        assert words.glued(i) == (i > 0 and words.ends[i - 1] == words.starts[i])


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("قال الوزير", ["قال", "الوزير"]),
        ("منذ ١٦عاما", ["منذ", "١٦", "عاما"]),
        ("1.5 مليون", ["1.5", "مليون"]),
        ("#عاجل_الآن", ["#", "عاجل", "_", "الآن"]),
        ("انتهى...", ["انتهى", "..."]),
        ("«نعم»", ["«", "نعم", "»"]),
        ("وَقَالَ", ["وَقَالَ"]),
        ("سطر\nسطر", ["سطر", "\n", "سطر"]),
        ("", []),
    ],
)
def test_cuts(text, cut):
    assert Words(text).raw == cut


def test_span_runs_from_the_first_word_to_the_last():
    words = Words("قال وزير الري إن")
    assert words.span(1, 2) == (4, 13)
    assert words.text[4:13] == "وزير الري"
