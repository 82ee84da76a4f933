"""Markdown of a dossier: the coverage's text makes no markup, evidence is quoted under its item."""

import re

from dossier_samples import awkward, empty

from malaff.export.dossier.markdown import markdown


def test_text_makes_no_markup():
    text = markdown(awkward())
    assert set(re.findall(r"<[^>]*>", text)) == {'<div dir="rtl">', "</div>"}
    assert not re.search(r"(?<!\\)[`|\[\]]", text)
    assert not re.search(r"(?<![\\*])\*(?!\*)", text)


def test_nothing_of_an_article_begins_a_line():
    for line in markdown(awkward()).split("\n"):
        head = re.sub(r"^ *(?:> )?(?:- |\d+\. |#+ |— )?", "", line)
        assert not head or head[0] in "\u2066\u2067*<" or not head.startswith(("#", ">", "=", "-", "+"))


def test_evidence_stands_in_quotations_with_its_place():
    lines = markdown(awkward()).split("\n")
    quoted = [line for line in lines if line.lstrip().startswith("> ")]
    assert any("شاهد رقم 100" in line for line in quoted)
    assert any("a1:100–213" in line for line in quoted)


def test_isolates_are_balanced():
    for line in markdown(awkward(), language="en").split("\n"):
        assert len(re.findall("[\u2066\u2067]", line)) == line.count("\u2069")


def test_an_empty_dossier_is_its_head_and_state():
    assert markdown(empty(), language="en").split("\n") == [
        '<div dir="ltr">', "", "# \u2067ملف فارغ\u2069", "", "", "## State of the file", "",
        "- **Coverage**: No coverage yet.", "", "</div>", "",
    ]  # fmt: skip
