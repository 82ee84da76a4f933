"""The contents of an article's statements answer by offset as a scan over all of them would."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malaff.model import Article, Span, Statement
from malaff.reading.contents import Contents
from malaff.reading.reader import read_article

TEXT = "ا" * 500


def statement(start, end):
    """A statement whose content is offsets `start` to `end`."""
    return Statement(
        content=Span.cut(TEXT, start, end),
        content2=None,
        type="indirect",
        cue=Span.cut(TEXT, 0, 1),
        speaker=None,
        speaker_name=None,
        speaker_role=None,
        kind="person",
        via=None,
        act="assert",
        sentence=(0, len(TEXT)),
        confidence=1.0,
    )


def scan(statements, start, end):
    """The first statement whose content holds the offsets, found the slow way."""
    return next((k for k, s in enumerate(statements) if s.content.start <= start and end <= s.content.end), None)


offsets = st.integers(0, 120)
stretch = st.tuples(offsets, st.integers(0, 60))
contents = stretch.map(lambda pair: statement(pair[0], sum(pair)))


class TestAround:
    @pytest.mark.parametrize(
        ("start", "end", "index"),
        [
            (10, 20, 0),
            (12, 15, 0),
            (9, 12, None),
            (15, 21, None),
            (30, 30, 1),
            (40, 40, 1),
            (41, 41, None),
            (0, 0, None),
        ],
    )
    def test_both_ends_must_lie_within(self, start, end, index):
        assert Contents([statement(10, 20), statement(30, 40)]).around(start, end) == index

    def test_the_first_of_nested_contents(self):
        assert Contents([statement(0, 50), statement(10, 30)]).around(15, 20) == 0
        assert Contents([statement(10, 30), statement(0, 50)]).around(15, 20) == 0
        assert Contents([statement(0, 50), statement(10, 30)]).around(35, 40) == 0

    def test_no_statements(self):
        assert Contents([]).around(0, 0) is None

    def test_it_finds_the_statements_of_a_reading(self):
        text = "قال الوزير سامر الخالدي إن السد آمن. ودعا النائب فارس العطار إلى تأجيل التصويت."
        reading = read_article(Article(id="a", source="test", text=text))
        said = Contents(reading.statements)
        for index, one in enumerate(reading.statements):
            assert said.around(one.content.start, one.content.end) == index
            assert said.around(one.cue.start, one.cue.end) is None

    def test_a_content_that_holds_many_others(self):
        many = [statement(0, 400), *(statement(10 * k, 10 * k + 5) for k in range(1, 31))]
        assert Contents(many).around(350, 352) == 0


@settings(max_examples=200, deadline=None)
@given(st.lists(contents, max_size=12), offsets, st.integers(0, 40))
def test_it_answers_as_a_scan_does(statements, start, length):
    assert Contents(statements).around(start, start + length) == scan(statements, start, start + length)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 100), offsets, st.integers(0, 6), st.permutations(range(40)))
def test_contents_that_follow_each_other_may_be_any_number(first, start, length, order):
    """Without nesting the number of contents does not matter."""
    statements = [statement(first + 7 * k, first + 7 * k + 5) for k in order]
    assert Contents(statements).around(start, start + length) == scan(statements, start, start + length)
