"""The table of an article's names answers as a scan over all of them would."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malaff.reading.mentiontable import MentionTable

KINDS = ("person", "organisation", "place")
runs = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 4), st.sampled_from(KINDS)).map(lambda r: (r[0], r[0] + r[1], r[2])),
    max_size=15,
)
words = st.integers(-1, 40)

NAMES = [(12, 13, "person"), (2, 2, "place"), (5, 8, "organisation"), (20, 21, "person")]


class TestTable:
    def test_names_are_put_in_text_order(self):
        assert list(MentionTable(NAMES)) == sorted(NAMES)
        assert len(MentionTable(NAMES)) == 4

    @pytest.mark.parametrize("empty", [None, []])
    def test_an_article_without_names(self, empty):
        table = MentionTable(empty)
        assert (list(table), len(table), table.at, table.covering, table.persons) == ([], 0, {}, {}, [])
        assert (table.starting(0, 9), table.within(0, 9), list(table.before(9))) == ([], [], [])

    def test_the_list_it_was_made_from_is_left_alone(self):
        given_ = list(NAMES)
        MentionTable(given_)
        assert given_ == NAMES

    def test_words_of_a_name(self):
        table = MentionTable(NAMES)
        assert table.at[5] == (5, 8, "organisation")
        assert 6 not in table.at
        assert [k for k in range(30) if k in table.covering] == [2, 5, 6, 7, 8, 12, 13, 20, 21]
        assert table.ends == {2, 8, 13, 21}

    def test_persons_alone(self):
        assert MentionTable(NAMES).persons == [(12, 13, "person"), (20, 21, "person")]

    def test_bounds_take_in_what_they_say(self):
        table = MentionTable(NAMES)
        assert table.starting(5, 12) == [(5, 8, "organisation")]
        assert table.starting(5, 13) == [(5, 8, "organisation"), (12, 13, "person")]
        assert table.within(5, 12) == [(5, 8, "organisation")]
        assert table.within(5, 13) == [(5, 8, "organisation"), (12, 13, "person")]
        assert table.within(6, 8) == []

    def test_the_nearest_before_comes_first(self):
        table = MentionTable(NAMES)
        assert list(table.before(13)) == [(5, 8, "organisation"), (2, 2, "place")]
        assert next(table.before(14)) == (12, 13, "person")
        assert list(table.before(2)) == []


@settings(max_examples=200, deadline=None)
@given(runs, words, words)
def test_it_answers_as_a_scan_does(found, first, last):
    table = MentionTable(found)
    ordered = sorted(found)
    assert list(table) == ordered
    assert table.starting(first, last) == [run for run in ordered if first <= run[0] < last]
    assert table.within(first, last) == [
        run for run in ordered if first <= run[0] and run[1] <= last and run[0] <= last
    ]
    assert list(table.before(last)) == [run for run in reversed(ordered) if run[1] < last]
    assert table.ends == {run[1] for run in found}
    for k in range(40):
        assert table.at.get(k) == next((run for run in ordered if run[0] == k), None)
        assert table.covering.get(k) == next((run for run in ordered if run[0] <= k <= run[1]), None)
