# ruff: noqa: E501 - a case stands in one line
"""Plain text: kept whole, or cleaned where it is a page's visible text."""

from __future__ import annotations

import pytest
from designs import COMMENTS, LONG, TEASERS
from hypothesis import given
from hypothesis import strategies as st

from malaff.errors import EmptySource, NoArticle, NotArabic
from malaff.intake.text import read_text, split_labels
from malaff.intake.vocabulary import folded_words

VISIBLE = "\n\n".join(
    ["تحليلاتخاص", LONG.title, "تلورا/ المرصاد", *LONG.body(), "مقالات ذات صلة", *TEASERS[:3], "اترك تعليقاً",
     "لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *", "زر الذهاب إلى الأعلى"]
)  # fmt: skip


def test_visible_text_of_a_page():
    article = read_text(VISIBLE)
    assert article.sections == ["تحليلات", "خاص"]
    assert article.title == LONG.title
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.agency) == ("تلورا", "المرصاد")
    assert article.text.split("\n") == ["تلورا/ المرصاد", *LONG.body()]


def test_plain_article_is_kept_whole():
    text = "\n\n".join(LONG.paragraphs)
    article = read_text(text)
    assert article.text == "\n".join(LONG.paragraphs)
    assert article.title is None
    assert article.sections == []


def test_byline_and_date_between_headline_and_body():
    article = read_text("\n".join(["أخبار", LONG.title, "كتب: نائل الدرعاوي", "4 مارس 2031", *LONG.paragraphs]))
    assert article.title == LONG.title
    assert article.author == "نائل الدرعاوي"
    assert (article.published, article.published_from) == ("2031-03-04", "text")
    assert article.text == "\n".join(LONG.paragraphs)


def test_related_links_in_the_middle_do_not_end_the_article():
    lines = [*LONG.paragraphs[:4], "مقالات ذات صلة", TEASERS[0], TEASERS[1], *LONG.paragraphs[4:]]
    assert read_text("\n".join(lines)).text == "\n".join(LONG.paragraphs)


def test_comments_end_it_however_long_they_are():
    lines = [*LONG.paragraphs[:2], "التعليقات", *(text for _, text in COMMENTS * 3)]
    assert read_text("\n".join(lines)).text == "\n".join(LONG.paragraphs[:2])


def test_inline_link_line():
    lines = [*LONG.paragraphs[:3], f"اقرأ أيضا: {TEASERS[2]}", *LONG.paragraphs[3:]]
    assert read_text("\n".join(lines)).text == "\n".join(LONG.paragraphs)


def test_sentence_that_begins_like_a_stock_phrase_is_kept():
    text = (
        LONG.paragraphs[0] + "\nالمصدر الذي تحدث إلى الصحيفة طلب ألا يذكر اسمه لأنه غير مخول بالحديث إلى وسائل الإعلام."
    )
    assert read_text(text).text == text


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("تحليلاتخاص", ["تحليلات", "خاص"]), ("أخبار العراقسياسة", ["أخبار العراق", "سياسة"]), ("تقارير | خاص", ["تقارير", "خاص"]),
        ("سياسة", ["سياسة"]), ("قال الوزير", []), ("خاص بالموقع", []), ("", []), ("سياسة 2020", []), ("تحليلاتخاصة جدا", []),
    ],
)  # fmt: skip
def test_glued_labels(line, labels):
    assert split_labels(line) == labels


@pytest.mark.parametrize(
    ("text", "error"),
    [("", EmptySource), ("\n \n", EmptySource), ("The talks went on in the capital. " * 5, NotArabic), ("123 456", NotArabic),
     ("اترك تعليقاً\nمشاركة\nفيسبوك", NoArticle)],
)  # fmt: skip
def test_texts_that_are_none(text, error):
    with pytest.raises(error):
        read_text(text)


def test_long_line_takes_linear_time():
    line = "قال الوزير إن المفاوضات مستمرة " * 4000
    assert read_text(line).text == line.strip()


PROSE = st.lists(st.sampled_from(LONG.paragraphs), min_size=1, max_size=8)


@given(PROSE, st.sampled_from(["\n", "\n\n", "\r\n", "\n \n\t"]))
def test_prose_loses_no_word(paragraphs, gap):
    text = gap.join(paragraphs)
    assert folded_words(read_text(text).text) == folded_words(text)


@given(PROSE, st.lists(st.sampled_from(TEASERS), max_size=5))
def test_tail_of_furniture_is_always_cut(paragraphs, teasers):
    text = "\n".join([*paragraphs, "مقالات ذات صلة", *teasers, "اترك تعليقاً", "زر الذهاب إلى الأعلى"])
    assert folded_words(read_text(text).text)[-3:] == folded_words(paragraphs[-1])[-3:]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_no_text_breaks_it(text):
    try:
        article = read_text(text)
    except (EmptySource, NotArabic, NoArticle):
        return
    assert article.text.strip()
