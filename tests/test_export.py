"""Exports: nothing of an article can break out of its place, and the text is shown as it is."""

import csv
import io
import re
from html.parser import HTMLParser

import msgspec
import pytest

import malaff
from malaff.export import FORMATS, writer
from malaff.export.markdown import escaped
from malaff.export.pieces import evidence, marked
from malaff.export.terminal import clean, isolate, width, wrapped
from malaff.model import ReadingError, Span
from samples import BODY

HOSTILE = 'قال <script>alert("1")</script> & الوزير \x1b[31m إن "الأمر انتهى" \u202e ثم =1+1 وعاد.'
ERROR = ReadingError(source="a.jsonl", line=3, code="M107", message="<b>No</b>.", remedy="Yes.")


def write(name, *items, **options):
    out = writer(name, **options)
    return "".join(out.item(item) for item in items) + out.end()


def hostile(text=HOSTILE):
    return msgspec.structs.replace(malaff.read_text(text), title=text, author=text, outlet=text, sections=[text])


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_readings_errors_and_nothing(reading, name):
    assert isinstance(write(name), str)
    assert write(name, reading, ERROR, reading)


# -- HTML ----------------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.links, self.open, self.body, self.words = [], [], [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id"]
        self.links += [value for name, value in attrs if name in ("href", "src")]
        if tag not in ("meta", "input", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append((tuple(self.open), data))


def test_html_is_well_formed_and_right_to_left(reading):
    text = write("html", reading, ERROR)
    page = Page(text)
    assert page.open == []
    assert '<html lang="ar" dir="rtl">' in text
    assert len(set(page.ids)) == len(page.ids)


def test_html_asks_for_nothing_and_runs_nothing(reading):
    page = Page(write("html", reading, hostile()))
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert all(link.startswith("#") for link in page.links)


def test_html_links_lead_to_the_marked_text(reading):
    page = Page(write("html", reading))
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert len(page.links) >= len(reading.statements)


def test_html_holds_the_whole_text(reading):
    page = Page(write("html", reading))
    shown = "".join(data for tags, data in page.words if tags[:5] == ("html", "body", "main", "article", "p"))
    assert "".join(BODY.split()) in "".join(shown.split())


def test_html_links_only_to_web_addresses(reading):
    bad = msgspec.structs.replace(reading, url="javascript:alert(1)")
    assert "javascript:" not in write("html", bad)
    good = msgspec.structs.replace(reading, url="https://news.example/1")
    assert 'href="https://news.example/1"' in write("html", good)


# -- Markdown ------------------------------------------------------------------------------------------------------


def test_markdown_escapes_what_markdown_acts_on():
    assert escaped("a *b* [c](d) <e> `f` # g & h") == r"a \*b\* \[c\](d) &lt;e&gt; \`f\` \# g &amp; h"
    assert escaped("- قال") == r"\- قال"
    assert escaped("1. قال") == r"1\. قال"
    assert escaped(None) == ""
    assert "<script" not in write("md", hostile())


def test_markdown_folds_the_evidence(reading):
    text = write("md", reading)
    assert text.count("<details>") == text.count("</details>") >= len(reading.statements)


# -- terminal ------------------------------------------------------------------------------------------------------


def test_terminal_isolates_are_balanced_and_controls_are_taken_out(reading):
    for item in (reading, hostile()):
        for line in write("terminal", item).split("\n"):
            assert len(re.findall("[\u2066\u2067]", line)) == line.count("\u2069")
            assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e]", line)


def test_an_isolate_takes_its_direction_from_the_text():
    assert isolate("قال") == "\u2067قال\u2069"
    assert isolate("1. AFP") == "\u2066" + "1. AFP" + "\u2069"
    assert isolate("(قال)")[0] == "\u2067"
    assert isolate("") == ""


def test_clean_text_stays_on_one_line():
    assert clean("a\nb\tc\x1b[1m\u202e") == "a ⏎ b c[1m"


def test_lines_are_no_wider_than_asked():
    for line in wrapped(BODY, 50, "    "):
        assert width(line) <= 50
    assert width("قَالَ") == 3


def test_colours_only_where_asked(reading):
    assert "\x1b[" not in write("terminal", reading)
    assert "\x1b[1m" in write("terminal", reading, colour=True)


# -- CSV and JSON --------------------------------------------------------------------------------------------------


def test_cells_for_excel_run_no_formula(reading):
    risky = msgspec.structs.replace(reading, title="=1+1")
    rows = list(csv.DictReader(io.StringIO(write("csv", risky, excel=True).removeprefix("\ufeff"), newline="")))
    assert {row["title"] for row in rows} == {"'=1+1"}
    rows = list(csv.DictReader(io.StringIO(write("csv", risky), newline="")))
    assert {row["title"] for row in rows} == {"=1+1"}


def test_an_empty_list_is_json(reading):
    assert msgspec.json.decode(write("json")) == []
    assert msgspec.json.decode(write("json", single=True)) == []
    assert len(msgspec.json.decode(write("json", reading))) == 1
    assert len(msgspec.json.decode(write("json", reading, ERROR, single=True))) == 2
    assert msgspec.json.decode(write("json", reading, single=True))["id"] == "talks"


# -- evidence ------------------------------------------------------------------------------------------------------


def test_evidence_is_the_articles_own_text(reading):
    for statement in reading.statements:
        start, end, pieces = evidence(reading, statement)
        assert "".join(piece for piece, _ in pieces) == reading.text[start:end]
        assert "".join(piece for piece, inside in pieces if inside).startswith(statement.content.text)


def test_marked_cuts_at_the_bounds_of_spans_that_overlap():
    spans = [Span("bc", 1, 3), Span("cd", 2, 4)]
    assert marked("abcde", 0, 5, spans) == [("a", False), ("bc", True), ("d", True), ("e", False)]
