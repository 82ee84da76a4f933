"""Texts that several tests read, and how they read one."""

import collections

import msgspec

from malaff.intake.vocabulary import folded_words
from malaff.model import Article, Span
from malaff.reading.reader import read_article

# Invented, like everything the tests read.
SENTENCE = 'قال وزير الري سامي الحداد لوكالة الأنباء إن المفاوضات "لم تنته بعد"، وأضاف أنها ستستأنف الثلاثاء المقبل.'
BODY = (
    "بدأت في مدينة لمار يوم الأحد جولة جديدة من المحادثات بشأن مياه النهر.\n"
    'وقال وزير الري سامي الحداد إن "الوفدين لم يتوصلا إلى صيغة نهائية".\n'
    "وأضاف الحداد أن جولة أخرى ستعقد الثلاثاء المقبل في العاصمة.\n"
    "وأكد مصدر مسؤول طلب عدم ذكر اسمه أن الخلاف ما زال قائما حول المدة.\n"
)


def read(text):
    """The reading of a text published on one day in March 2025."""
    return read_article(Article(id="a", source="test", text=text, published="2025-03-10"))


def statements(text):
    """The statements of a text, each as a dictionary of plain values."""
    return [
        {name: value.text if isinstance(value, Span) else value for name, value in msgspec.structs.asdict(one).items()}
        for one in read(text).statements
    ]


def said(text, cue):
    """The first statement whose cue is `cue`."""
    found = statements(text)
    chosen = [one for one in found if one["cue"] == cue]
    assert chosen, [(one["cue"], one["content"]) for one in found]
    return chosen[0]


def body_f1(gold: str, got: str) -> float:
    """F1 over the bag of folded words."""
    wanted, found = collections.Counter(folded_words(gold)), collections.Counter(folded_words(got))
    hit = (wanted & found).total()
    return 2 * hit / (wanted.total() + found.total()) if wanted and found else 0.0
