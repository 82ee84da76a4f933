"""What holds of every text, sense or nonsense."""

import datetime as dt
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malaff.arabic.words import Words
from malaff.lexicon import rows
from malaff.reading.times import find_times

WORDS = sorted(
    {row["form"] for name in ("time_words", "time_units", "time_numbers", "time_tense") for row in rows(f"{name}.tsv")}
    | {word for row in rows("time_months.tsv") for word in row["name"].split()}
    | {word for row in rows("time_phrases.tsv") for word in row["phrase"].split()}
    | {"من", "إلى", "حتى", "بين", "و", "في", "كل", "(", ")", "،", ".", "/", "-", ":", "\n", "%", "هـ", "م", "الـ", "ص"}
    | {
        "1",
        "12",
        "15",
        "31",
        "48",
        "99",
        "1436",
        "1999",
        "2015",
        "2016",
        "٢٠٢٠",
        "12.5",
        "9999",
        "123456789012345",
        "0",
    }
)
soup = st.lists(
    st.tuples(st.sampled_from(["", "", "", "و", "ب", "ل", "لل", "ال", "ك"]), st.sampled_from(WORDS)), max_size=25
).map(lambda pairs: " ".join(clitic + word for clitic, word in pairs))
days = st.none() | st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))


def check(text, today):
    found = find_times(Words(text), today)
    for one in found:
        assert text[one.span.start : one.span.end] == one.span.text
        assert one.span.text.strip() == one.span.text != ""
        assert (one.from_ is None) == (one.to is None)
        if one.from_ is not None:
            assert dt.date.fromisoformat(one.from_) <= dt.date.fromisoformat(one.to)
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))


@given(soup, days)
def test_spans_cut_the_text_and_never_overlap(text, today):
    check(text, today)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120), days)
def test_any_text(text, today):
    check(text, today)


@pytest.mark.parametrize("piece", ["بعد عام ", "ألف ومئة ", "5 و6 و", "1/", "في يونيو قبل عام و", "الجمعة ", "هذا "])
def test_long_input_takes_linear_time(piece):
    def seconds(count):
        words = Words(piece * count)
        start = time.perf_counter()
        find_times(words, dt.date(2020, 6, 10))
        return time.perf_counter() - start

    seconds(100)
    short = min(seconds(1000) for _ in range(3))
    assert seconds(16_000) < 60 * short + 0.5  # 256 times would be square
