"""The wording: every value has its words, counts follow their grammar, dates are as exact as they were given."""

from datetime import date
from typing import get_args

import pytest
from dossier_samples import empty

from malaff import model
from malaff.errors import BadOption
from malaff.export.dossier.dates import covered
from malaff.export.dossier.items import Items
from malaff.export.dossier.text import direction, shown
from malaff.export.dossier.words import COUNTS, LABELS, Wording
from malaff.model import Change

AR, EN = Wording(), Wording(language="en")


@pytest.mark.parametrize(
    ("group", "values"),
    [
        ("act", model.Act),
        ("type", model.StatementType),
        ("party", model.PartyKind),
        ("development", model.EventKind),
        ("stance", model.Stance),
        ("outcome", model.Outcome),
        ("clash", model.ClashKind),
        ("change", model.ChangeKind),
    ],
)
def test_every_value_of_the_model_has_words(group, values):
    assert set(LABELS[group]) == set(get_args(values))


def test_every_word_is_there_in_both_languages():
    for words in LABELS.values():
        assert all(arabic and english for arabic, english in words.values())


def test_every_part_of_a_dossier_has_a_label():
    parts = set(model.Dossier.__struct_fields__) - {"name", "about", "period"}
    assert parts <= set(LABELS["part"])


@pytest.mark.parametrize(
    ("value", "arabic", "english"),
    [
        ("2025-01-09", "9 يناير 2025", "9 January 2025"),
        ("2025-01-09T08:00:00+02:00", "9 يناير 2025", "9 January 2025"),
        ("2025-01", "يناير 2025", "January 2025"),
        ("2025", "2025", "2025"),
        ("2025-W02", "أسبوع 6 يناير 2025", "week of 6 January 2025"),
        ("2025-07-01/2025-07-10", "1 يوليو 2025 – 10 يوليو 2025", "1 July 2025 – 10 July 2025"),
        ("2025-13", "2025-13", "2025-13"),
        ("2025-02-30", "2025-02-30", "2025-02-30"),
        ("soon", "soon", "soon"),
        (None, "بلا تاريخ", "undated"),
    ],
)
def test_dates_are_written_as_exact_as_they_are(value, arabic, english):
    assert AR.written(value) == arabic
    assert EN.written(value) == english


def test_months_and_digits_as_asked():
    assert Wording(months="levantine").written("2025-01-09") == "9 كانون الثاني 2025"
    assert Wording(months="both").written("2025-06") == "حزيران/يونيو 2025"
    assert Wording(digits="arabic").written("2025-01-09") == "٩ يناير ٢٠٢٥"
    assert Wording(digits="arabic").share(0.25) == "٢٥٪"
    assert Wording(language="en", digits="arabic").share(0.25) == "25%"


@pytest.mark.parametrize(
    ("number", "arabic", "english"),
    [
        (0, "لا مقال", "no articles"),
        (1, "مقال واحد", "1 article"),
        (2, "مقالان", "2 articles"),
        (3, "3 مقالات", "3 articles"),
        (11, "11 مقالا", "11 articles"),
        (100, "100 مقال", "100 articles"),
        (103, "103 مقالات", "103 articles"),
        (111, "111 مقالا", "111 articles"),
    ],
)
def test_counts_take_the_form_their_number_asks_for(number, arabic, english):
    assert AR.count("article", number) == arabic
    assert EN.count("article", number) == english


def test_every_count_has_all_forms():
    for thing in COUNTS:
        for number in (0, 1, 2, 5, 50, 100, 1000):
            assert AR.count(thing, number)
            assert EN.count(thing, number)


def test_stretches_may_be_open():
    assert EN.stretch("2025-01", None) == "since January 2025"
    assert EN.stretch(None, "2025") == "until 2025"
    assert EN.stretch("2025", "2025") == "2025"
    assert EN.stretch(None, None) == ""


@pytest.mark.parametrize("wrong", [{"language": "fr"}, {"months": "syriac"}, {"digits": "roman"}])
def test_unknown_wording_is_refused_with_what_there_is(wrong):
    with pytest.raises(BadOption, match="Give one of: ") as caught:
        Wording(**wrong)
    assert next(iter(wrong)) in caught.value.message


def test_days_that_a_date_covers():
    assert covered("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert covered("2025-03-01/2025-02-01") is None
    assert covered("2025-W99") is None
    assert covered("0000") is None


def test_text_that_steers_is_taken_out_and_the_rest_stays():
    assert shown("a\u202eb\x00c\ud800\r\nد\u200f") == "abc\nد\u200f"
    assert shown(None) == ""


def test_text_with_arabic_in_it_runs_from_right_to_left():
    assert direction("AFP: قال") == "rtl"
    assert direction("AFP 12") == "ltr"


@pytest.mark.parametrize(("change", "arabic", "english"), [
    (Change(kind="changed", part="stances", date="2025-03-25", text="الخروج", evidence=[], party="الكتلة",
            before="oppose", after="conditional"),
     "تغيّر · المواقف · معارضة ← مشروط", "changed · Stances · opposition → conditional"),
    (Change(kind="changed", part="pledges", date="2025-03-20", text="السداد", evidence=[], before="open",
            after="overdue"),
     "تغيّر · التعهدات والمهل · بلا نتيجة بعد ← فات موعده",
     "changed · Pledges and deadlines · no outcome yet → overdue"),
    (Change(kind="changed", part="open_questions", date="2025-03-20", text="من يدير؟", evidence=[], after="2025-04-20"),
     "تغيّر · ما لم يُحسم · حُسم 20 أبريل 2025", "changed · Open questions · settled 20 April 2025"),
    (Change(kind="new", part="stances", date=None, text="الخروج", evidence=[], party="الكتلة", after="support"),
     "جديد · المواقف · تأييد", "new · Stances · support"),
])  # fmt: skip
def test_what_moved_is_in_the_reader_s_words(change, arabic, english):
    for language, label in (("ar", arabic), ("en", english)):
        item = Items(empty(), Wording(language=language)).change(change)
        assert (item.label, item.text) == (label, change.text)
        assert item.who == ((change.party,) if change.party else ())
