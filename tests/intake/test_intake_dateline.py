"""Datelines: place and agency at the head of a report."""

from __future__ import annotations

import pytest

from malaff.intake.dateline import find_dateline, looks_like_dateline

BODY = " قال الوزير إن المفاوضات مستمرة في العاصمة منذ يومين."


@pytest.mark.parametrize(
    ("text", "place", "agency"),
    [
        ("بغداد/ عراق اوبزيرفر\n" + BODY, "بغداد", "عراق اوبزيرفر"),
        ("القاهرة - رويترز\n" + BODY, "القاهرة", "رويترز"),
        ("دمشق، سوريا (CNN) --" + BODY, "دمشق، سوريا", "CNN"),
        ("واشنطن (رويترز) -" + BODY, "واشنطن", "رويترز"),
        ("شهدار 1 آذار/مارس (رنا) -" + BODY, "شهدار", "رنا"),
        ("عدن – وكالات:" + BODY, "عدن", "وكالات"),
        ("تلورا/ المرصاد – الاثنين 28 نيسان 2031\n" + BODY, "تلورا", "المرصاد"),
        ("الرياض:" + BODY, "الرياض", None),
        ("الرياض ـ واس ـ" + BODY, "الرياض", "واس"),
    ],
)
def test_found(text, place, agency):
    found = find_dateline(text)
    assert found is not None
    assert (found.place, found.agency) == (place, agency)
    assert text[found.span.start : found.span.end] == found.span.text


@pytest.mark.parametrize(
    "text",
    [
        "قال الوزير - في تصريح - إن الأمر انتهى.",
        "سياسة/ اقتصاد\n" + BODY,
        "2031/03/04\n" + BODY,
        "",
        "محمد علي - القاهرة\n" + BODY,
        "هل انتهى الأمر؟" + BODY,
    ],
)
def test_none(text):
    assert find_dateline(text) is None


def test_outlet_signs_its_own_reports():
    assert not looks_like_dateline("لمار – دفاتر ساجان")
    assert looks_like_dateline("لمار – دفاتر ساجان", "دفاتر ساجان")
    assert looks_like_dateline("لمار – دفاتر ساجان", loose=True)
    assert not looks_like_dateline("محمد العلا - القاهرة", loose=True)
