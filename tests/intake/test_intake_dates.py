# ruff: noqa: E501 - a case stands in one line
"""Dates in every month system and calendar the Arabic press prints."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malaff.intake.dates import date_in_url, find_date, is_update, only_date, parse_date


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("03 يونيو 2020", "2020-06-03"),
        ("٣ تشرين الأول ٢٠٢٠", "2020-10-03"),
        ("2 كانون الثاني 2021", "2021-01-02"),
        ("الأربعاء، 28 آب/اغسطس 2013", "2013-08-28"),
        ("3 كانون الأول (ديسمبر) 2020", "2020-12-03"),
        ("3 جانفي 2017", "2017-01-03"), ("7 فيفري 2017", "2017-02-07"), ("1 أفريل 2018", "2018-04-01"),
        ("5 جويلية 2019", "2019-07-05"), ("15 أوت 2020", "2020-08-15"), ("15 غشت 2019", "2019-08-15"),
        ("2 شتنبر 2021", "2021-09-02"), ("20 دجنبر 2021", "2021-12-20"), ("4 مايس 2008", "2008-05-04"),
        ("12 رمضان 1441 هـ", "2020-05-05"), ("1436/10/05", "2015-07-21"), ("5-10-1436", "2015-07-21"),
        ("الخميس 5 شوال 1436هـ - 21 يوليو 2015م", "2015-07-21"),
        ("٠٢:٠٠ الثلاثاء ١ / ١٢ / ٢٠٢٠", "2020-12-01T02:00:00"),
        ("2017/02/25 13:39", "2017-02-25T13:39:00"), ("25-02-2017", "2017-02-25"), ("02/25/2017", "2017-02-25"),
        ("الأربعاء، 07 أكتوبر 2020 - 12:09 م", "2020-10-07T12:09:00"), ("7 أكتوبر 2020 - 2:05 م", "2020-10-07T14:05:00"),
        ("7 أكتوبر 2020 12:30 ص", "2020-10-07T00:30:00"),
        ("2020-06-03T03:01+0400", "2020-06-03T03:01:00+04:00"), ("2024-05-13T06:00:00Z", "2024-05-13T06:00:00Z"),
        ("2025-03-01T09:45:00.123+03:00", "2025-03-01T09:45:00+03:00"), ("20240513", "2024-05-13"),
        ("May 3, 2017", "2017-05-03"), ("10-Nov-2000", "2000-11-10"), ("3rd March 2017", "2017-03-03"),
        ("الموافق 4 من شهر ديسمبر 2020", "2020-12-04"), ("مارس 4, 2031", "2031-03-04"),
        ("31 فبراير 2020", None), ("في عام 2020", None), ("", None), ("قانون رقم 12/2020", None), ("99/99/2020", None),
        ("30 صفر 1300", None), ("أحمد 12 محرم بن سعيد", None), ("1", None),
    ],
)  # fmt: skip
def test_values(text, value):
    assert parse_date(text) == value


def test_month_of_29_days_sighted_as_30():
    assert parse_date("30 صفر 1441") is not None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://a.example/2013/middle_east/8/3/x/index.html", "2013-08-03"),
        ("https://www.a.example/across/2020-06-03-1.3874341", "2020-06-03"),
        ("https://a.example/story/2024/5/13/خبر/6573469", "2024-05-13"),
        ("https://a.example/20240513/x", "2024-05-13"),
        ("https://a.example/news/6291787", None), ("https://a.example/?d=2020-01-01", None), ("https://20200101.example/x", None),
    ],
)  # fmt: skip
def test_day_in_an_address(url, day):
    assert date_in_url(url) == day


def test_lines():
    assert only_date("الأربعاء، 07 أكتوبر 2020 - 12:09 م")
    assert only_date("نشر في: 26/02/2025 - 18:00")
    assert not only_date("أعلنت الحكومة في 7 أكتوبر 2020 أنها ستعيد النظر في القرار بعد مشاورات مع الأطراف كافة")
    assert is_update("آخر تحديث 14:00")
    assert not is_update("نشر في 14:00")


@given(st.text(max_size=120))
def test_no_text_breaks_it(text):
    found = find_date(text)
    assert found is None or found[1] <= found[2]


@given(st.dates(min_value=__import__("datetime").date(1990, 1, 1), max_value=__import__("datetime").date(2099, 12, 31)))
def test_iso_days_are_themselves(day):
    assert parse_date(day.isoformat()) == day.isoformat()
    assert parse_date(day.strftime("%d/%m/%Y")) == day.isoformat()
