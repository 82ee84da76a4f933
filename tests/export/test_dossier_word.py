"""The Word file of a dossier: opens, and every Arabic paragraph, run and table says that it runs right to left."""

import io

import docx
import pytest
from docx.oxml.ns import qn
from dossier_samples import awkward, empty, story

from malaff.export.dossier.text import is_rtl
from malaff.export.dossier.word import document


def opened(dossier, language="ar"):
    return docx.Document(io.BytesIO(document(dossier, language=language)))


def paragraphs(opened):
    return list(opened.element.body.iter(qn("w:p")))


def text_of(element):
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def marked(element, properties, mark):
    found = element.find(qn(properties))
    return found is not None and found.find(qn(mark)) is not None


@pytest.mark.parametrize("dossier", [empty, awkward, story])
def test_every_paragraph_of_an_arabic_document_is_bidi(dossier):
    found = paragraphs(opened(dossier()))
    assert len(found) > 2
    assert all(marked(paragraph, "w:pPr", "w:bidi") for paragraph in found)


def test_every_arabic_run_is_set_as_a_complex_script():
    for language in ("ar", "en"):
        for run in opened(awkward(), language).element.body.iter(qn("w:r")):
            if is_rtl(text_of(run)):
                assert marked(run, "w:rPr", "w:rtl")
                assert marked(run, "w:rPr", "w:cs")
                assert marked(run, "w:rPr", "w:szCs")
                assert run.find(qn("w:rPr")).find(qn("w:rFonts")).get(qn("w:cs"))


def test_references_run_from_left_to_right():
    runs = [run for run in opened(awkward()).element.body.iter(qn("w:r")) if text_of(run) == "a1:100–213"]
    assert runs
    assert not any(marked(run, "w:rPr", "w:rtl") for run in runs)


def test_in_english_only_the_coverage_is_bidi():
    found = {text_of(paragraph): paragraph for paragraph in paragraphs(opened(story(), "en"))}
    assert marked(found["خروج بعثة المراقبة من رملان"], "w:pPr", "w:bidi")
    assert not marked(found["State of the file"], "w:pPr", "w:bidi")


def test_tables_run_from_right_to_left_with_a_head_on_every_page():
    tables = opened(story()).tables
    assert len(tables) == 2
    for table in tables:
        assert table._tbl.tblPr.find(qn("w:bidiVisual")) is not None
        assert table.rows[0]._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
    assert len(tables[1].rows) == 1 + len(story().timeline)


def test_the_document_says_its_language_and_direction():
    made = opened(story())
    assert made.core_properties.language == "ar-SA"
    assert made.sections[0]._sectPr.find(qn("w:bidi")) is not None
    assert all(lang.get(qn("w:bidi")) == "ar-SA" for lang in made.styles.element.iter(qn("w:lang")))


def test_evidence_is_in_smaller_type():
    for paragraph in paragraphs(opened(awkward())):
        if text_of(paragraph).startswith("«"):
            sizes = {int(size.get(qn("w:val"))) for size in paragraph.iter(qn("w:sz"))}
            assert sizes == {17}


def test_marks_stand_where_word_looks_for_them():
    """Word calls a file damaged where the children of properties are out of order."""
    order = ("pStyle", "keepNext", "keepLines", "numPr", "bidi", "spacing", "ind", "jc")
    for properties in opened(awkward()).element.body.iter(qn("w:pPr")):
        names = [child.tag.split("}")[1] for child in properties]
        assert names == sorted(names, key=order.index)
    order = ("rFonts", "b", "bCs", "sz", "szCs", "rtl", "cs")
    for properties in opened(awkward()).element.body.iter(qn("w:rPr")):
        names = [child.tag.split("}")[1] for child in properties]
        assert names == sorted(names, key=order.index)
