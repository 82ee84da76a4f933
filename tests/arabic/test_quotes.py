"""Quotation marks of every kind in use, paired."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malaff.arabic.quotes import pair_quotes
from malaff.arabic.words import Words

ALPHABET = "اقل منو«»‹›“”„‟‘’‚\"'\n.،:"
texts = st.text(alphabet=ALPHABET, max_size=60)


def quoted(text):
    """(what stands between the marks, depth, closed) of each quotation."""
    words = Words(text)
    out = []
    for quote in pair_quotes(words):
        end = words.starts[quote.close] if quote.close < len(words) else len(text)
        out.append((text[words.ends[quote.open] : end].strip(), quote.depth, quote.closed))
    return out


@given(texts)
def test_pairs_stay_inside_the_text_and_in_order(text):
    words = Words(text)
    quotes = pair_quotes(words)
    assert quotes == sorted(quotes)
    assert all(0 <= quote.open < quote.close <= len(words) for quote in quotes)
    assert all(quote.depth >= 0 for quote in quotes)


@given(texts)
def test_a_mark_opens_one_quotation_at_most(text):
    quotes = pair_quotes(Words(text))
    assert len({quote.open for quote in quotes}) == len(quotes)
    closed = [quote.close for quote in quotes if quote.closed]
    assert len(set(closed)) == len(closed)


@given(texts)
def test_an_unclosed_quotation_ends_at_a_newline_or_the_end(text):
    words = Words(text)
    for quote in pair_quotes(words):
        if not quote.closed and quote.depth == 0:
            assert quote.close == len(words) or words.raw[quote.close] in ("\n", *'«»‹›“”„‟‘’‚"')


@given(texts)
def test_quotations_nest_and_never_cross(text):
    closed = [quote for quote in pair_quotes(Words(text)) if quote.closed]
    for one in closed:
        for other in closed:
            assert not one.open < other.open < one.close < other.close


@pytest.mark.parametrize("marks", ["«»", "‹›", "“”", "„”", "‘’", '""'])
def test_every_kind_is_paired(marks):
    assert quoted(f"قال إن {marks[0]}الأمر انتهى{marks[1]} اليوم") == [("الأمر انتهى", 0, True)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('قال "نعم" ثم قال "لا".', [("نعم", 0, True), ("لا", 0, True)]),
        ("قال «سمعت “نعم” منه» أمس", [("سمعت “نعم” منه", 0, True), ("نعم", 1, True)]),
        ("قال »الأمر انتهى« أمس", [("الأمر انتهى", 0, True)]),
        ("قال «الأمر انتهى أمس.", [("الأمر انتهى أمس.", 0, False)]),
        ("قال «الأمر انتهى\nوعاد الوفد", [("الأمر انتهى", 0, False)]),
        ("قال «الأمر انتهى\nولن يعود» أمس", [("الأمر انتهى\nولن يعود", 0, True)]),
        ('وصفه ب"الخطير" أمس', [("الخطير", 0, True)]),
        ("لا علامة هنا", []),
        ("", []),
    ],
)
def test_quotations(text, found):
    assert quoted(text) == found


@pytest.mark.xfail(strict=True, reason="the second of two straight marks closes the first at once")
def test_doubled_straight_marks_are_one_quotation():
    assert [text for text, depth, closed in quoted('قال ""الأمر انتهى"" أمس') if closed and "الأمر" in text]


def test_a_paragraph_of_a_long_quotation_repeats_the_opening_mark():
    assert quoted("قال «انتهى الأمر\n«ولن يعود» أمس")[0] == ("انتهى الأمر\n«ولن يعود", 0, True)


def test_time_stays_linear_in_unclosed_marks():
    words = Words("«قال " * 20_000)
    assert len(pair_quotes(words)) <= 20_000
