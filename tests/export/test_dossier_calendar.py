"""The calendar of a dossier: reads back, whole days, stable ids."""

from datetime import date

import icalendar
import msgspec
from dossier_samples import awkward, empty, story

from malaff.export.dossier.calendar import calendar


def events(dossier, language="ar"):
    data = calendar(dossier, language=language)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def test_it_reads_back_with_what_the_standard_asks_for():
    read = icalendar.Calendar.from_ical(calendar(story()))
    assert read["version"] == "2.0"
    assert read["prodid"]
    found = read.walk("VEVENT")
    assert len(found) == len(story().timeline) + len(story().pledges)
    assert all({"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= set(event) for event in found)
    assert not any(event.errors for event in found)


def test_days_months_years_and_stretches_span_what_they_cover():
    spans = [(event["dtstart"].dt, event["dtend"].dt) for event in events(awkward())]
    assert spans[0] == (date(2024, 1, 1), date(2025, 1, 1))
    assert spans[1] == (date(2025, 1, 1), date(2025, 2, 1))
    assert spans[2] == (date(2025, 1, 9), date(2025, 1, 10))
    assert spans[-1] == (date(2025, 7, 1), date(2025, 7, 11))
    # `soon` names no days.
    assert len(spans) == len(awkward().timeline) - 1 + len(awkward().pledges)


def test_pledges_say_how_they_came_out():
    summaries = [str(event["summary"]) for event in events(awkward(), "en")]
    assert any(summary.startswith("[kept] ") for summary in summaries)
    assert any(summary.startswith("[no outcome yet · overdue] ") for summary in summaries)


def test_ids_are_unique_and_outlive_what_is_learnt_later():
    before = awkward()
    again = msgspec.structs.replace(before.pledges[3], outcome="kept", overdue=False)
    pledges = [*before.pledges[:3], again, *before.pledges[4:], before.pledges[0]]
    after = msgspec.structs.replace(before, pledges=pledges)
    ids = [event["uid"] for event in events(before)]
    later = [event["uid"] for event in events(after)]
    assert len(set(later)) == len(later)
    assert later[: len(ids)] == ids


def test_an_empty_dossier_is_an_empty_calendar():
    assert events(empty()) == []
