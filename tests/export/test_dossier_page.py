"""The HTML page of a dossier: well formed, asks for nothing, runs nothing, text stays text, links lead somewhere."""

import re
from html.parser import HTMLParser

import pytest
from dossier_samples import AWKWARD_SHOWN, FORMULA, awkward, empty, story

from malaff.export.dossier.page import page

VOID = {"meta", "br"}
DOSSIERS = {"empty": empty, "awkward": awkward, "story": story}


class Parsed(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.attributes, self.open, self.words = [], [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append((tuple(self.open), data))


@pytest.fixture(params=[(name, language) for name in DOSSIERS for language in ("ar", "en")], ids="-".join)
def parsed(request):
    name, language = request.param
    return Parsed(page(DOSSIERS[name](), language=language))


def test_the_page_is_well_formed_and_its_ids_are_unique(parsed):
    assert parsed.open == []
    assert len(set(parsed.ids)) == len(parsed.ids)


def test_the_page_runs_nothing_and_asks_for_nothing(parsed):
    assert not {"script", "link", "img", "iframe", "object", "embed", "form", "base", "image", "use"} & set(parsed.tags)
    for tag, name, value in parsed.attributes:
        assert not name.startswith("on")
        assert name not in ("src", "srcset", "data", "action", "style", "poster", "background")
        if "://" in value:
            assert (tag, name, value) == ("svg", "xmlns", "http://www.w3.org/2000/svg")
        if name == "href":
            assert value.startswith("#")
    styles = "".join(data for tags, data in parsed.words if tags[-1:] == ("style",))
    assert not re.search(r"url\(|@import", styles)


def test_links_and_fills_lead_to_what_is_there(parsed):
    for _, name, value in parsed.attributes:
        if name == "href":
            assert value[1:] in parsed.ids
        for target in re.findall(r"url\(#(.*?)\)", value):
            assert target in parsed.ids
        if name == "aria-labelledby":
            assert set(value.split()) <= set(parsed.ids)


def test_text_stays_text():
    parsed = Parsed(page(awkward()))
    shown = [data for tags, data in parsed.words if "style" not in tags]
    assert AWKWARD_SHOWN in shown
    assert FORMULA in shown
    assert "\u202e" not in "".join(shown)


def test_evidence_is_folded_under_its_item():
    parsed = Parsed(page(awkward()))
    place = next(tags for tags, data in parsed.words if data.startswith("شاهد رقم 100"))
    assert "details" in place
    assert place[-1] == "blockquote"
    assert "li" in place[: place.index("details")]


def test_the_frame_runs_as_its_language_and_the_coverage_as_its_own():
    arabic, english = page(story()), page(story(), language="en")
    assert '<html lang="ar" dir="rtl">' in arabic
    assert '<html lang="en" dir="ltr">' in english
    assert '<h1 dir="rtl" lang="ar">خروج بعثة المراقبة من رملان</h1>' in english
    assert '<bdi dir="ltr">01-talab-inha:' in arabic


def test_latin_and_numbers_of_the_coverage_are_isolated():
    for tags, data in Parsed(page(story())).words:
        if re.fullmatch(r"\S+:\d+–\d+", data):
            assert tags[-1] == "bdi"


def test_every_chart_has_its_table():
    parsed = Parsed(page(story()))
    assert parsed.tags.count("svg") == parsed.tags.count("table") == parsed.tags.count("figure") == 6
