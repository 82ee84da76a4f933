"""Charts of a dossier: well-formed SVG with title and description, the same figures in the table behind it."""

import xml.etree.ElementTree as ET

import msgspec
import pytest
from dossier_samples import AWKWARD_SHOWN, awkward, empty, story

from malaff.export.dossier import Wording, charts, figures
from malaff.export.dossier.charts import coverage, movement, outlets, stances
from malaff.export.dossier.svg import FILLS, Canvas
from malaff.model import DossierArticle, TimelineItem

SVG = "{http://www.w3.org/2000/svg}"


def drawn(chart):
    return ET.fromstring(chart.svg)  # noqa: S314  # our own drawing


def articles(*days):
    found = [
        DossierArticle(id=str(number), title=None, outlet=None, published=day, relevance=1.0, why=[])
        for number, day in enumerate(days)
    ]
    return msgspec.structs.replace(empty(), articles=found)


def events(*pairs):
    found = [
        TimelineItem(date=date, dated=True, kind=kind, text="", actors=[], evidence=[], salience=0.0)
        for kind, date in pairs
    ]
    return msgspec.structs.replace(empty(), timeline=found)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("dossier", [awkward, story])
def test_charts_are_well_formed_with_title_and_description(dossier, language):
    made = charts(dossier(), language=language)
    assert made
    for chart in made:
        root = drawn(chart)
        assert root.tag == f"{SVG}svg"
        assert root.find(f"{SVG}title").text.startswith(chart.title)
        assert root.find(f"{SVG}desc").text == chart.about
        assert all(len(row) == len(chart.header) for row in chart.rows)
        assert chart.rows
        assert "\u202e" not in chart.svg


def test_an_empty_dossier_has_no_charts():
    assert charts(empty()) == []


def test_ids_are_unique_over_all_charts():
    ids = [node.get("id") for chart in charts(story()) for node in drawn(chart).iter() if node.get("id")]
    assert len(set(ids)) == len(ids)


def test_colour_is_never_the_only_carrier():
    patterns = [tile for _, tile in FILLS.values()]
    assert len(set(patterns)) == len(FILLS)
    chart = charts(story(), language="en")[0]
    words = {text.text for text in drawn(chart).iter(f"{SVG}text")}
    assert {"support", "opposition", "conditional", "unclear", "conditional → support"} <= words


def bars(chart, *, legend=0):
    """Left edge and width in per cent of each bar, after those of the legend."""
    found = [rect for rect in drawn(chart).iter(f"{SVG}rect") if rect.get("x")]
    return [(float(r.get("x")[:-1]), float(r.get("width")[:-1]), r.get("fill")) for r in found[legend:]]


def test_time_runs_in_the_direction_of_reading():
    dossier = awkward()
    question = dossier.questions[0]
    first, second, last = bars(stances(dossier, question, language="en"), legend=4)
    assert first[0] < second[0] < last[0]
    first, second, last = bars(stances(dossier, question, language="ar"), legend=4)
    assert first[0] > second[0] > last[0]
    # The last stance is open, so it reaches to the end of the coverage: the left edge.
    assert last[0] == pytest.approx(0, abs=0.01)
    assert "stripes" in first[2]
    assert "solid" in last[2]


def test_bars_stay_inside_the_drawing():
    for dossier in (awkward(), story(), articles("2025-01-01"), articles("1999-12-31", "2025-06-01")):
        for language in ("ar", "en"):
            for chart in charts(dossier, language=language):
                for left, size, _ in bars(chart):
                    assert left >= -0.001
                    assert left + size <= 100.001


def test_movement_counts_each_kind_by_month():
    made = events(("meeting", "2025-01-09"), ("meeting", "2025-01"), ("agreement", "2025-03-11"), ("plan", "2025-02"),
                  ("impasse", "2025"))  # fmt: skip
    chart = movement(made, language="en")
    assert chart.header == ("month", "meeting", "agreement", "impasse")
    assert chart.rows[0] == ("January 2025", "2", "0", "0")
    assert chart.rows[2] == ("March 2025", "0", "1", "0")
    assert chart.about.endswith("Not drawn, as their date is missing or too wide: 1.")


def test_coverage_counts_by_week_from_monday_and_by_wider_units_where_there_are_many():
    chart = coverage(articles("2025-01-05", "2025-01-06", "2025-01-12T10:00:00Z", None), language="en")
    assert chart.header[0] == "week from"
    assert chart.rows == (("30 December 2024", "1"), ("6 January 2025", "2"))
    assert figures.coverage(articles("2015-01-01", "2020-01-01")).unit == "month"
    assert figures.coverage(articles("1925-01-01", "2020-01-01")).unit == "year"


def test_dates_at_the_edge_of_the_calendar_are_drawn():
    for day in ("0001-01-01", "9999-12-31"):
        assert charts(articles(day))
        assert movement(events(("meeting", day)))


def test_outlets_most_first_the_rest_put_together():
    made = [
        DossierArticle(id=f"{outlet}{n}", title=None, outlet=f"outlet {outlet:02}" if outlet else None, published=None,
                       relevance=1.0, why=[])
        for outlet in range(15) for n in range(20 - outlet)
    ]  # fmt: skip
    chart = outlets(msgspec.structs.replace(empty(), articles=made), language="en")
    assert chart.rows[0] == ("outlet not given", "20")
    assert len(chart.rows) == 15
    words = [text.text for text in drawn(chart).iter(f"{SVG}text")]
    assert words[-2:] == ["other outlets", "21"]


def test_a_question_nobody_answers_has_no_chart():
    dossier = msgspec.structs.replace(awkward(), parties=[])
    assert all(stances(dossier, question) is None for question in dossier.questions)


def test_awkward_text_is_escaped_in_drawings():
    chart = charts(awkward())[0]
    assert chart.subject.endswith(AWKWARD_SHOWN)
    assert "<script" not in chart.svg


def test_text_is_anchored_where_it_begins_in_either_direction():
    for rtl, anchors in ((True, ["start", "end"]), (False, ["end", "start"])):
        canvas = Canvas(name="c", height=10, rtl=rtl)
        canvas.text("قال", at=0, baseline=5)
        canvas.text("AFP", at=0, baseline=5)
        root = ET.fromstring(canvas.drawing(title="", about=""))  # noqa: S314  # our own drawing
        assert [text.get("text-anchor") for text in root.iter(f"{SVG}text")] == anchors


def test_short_months_on_axes():
    words = [text.text for text in drawn(coverage(story(), language=Wording(months="both"))).iter(f"{SVG}text")]
    assert "كانون الثاني 2025" in words
