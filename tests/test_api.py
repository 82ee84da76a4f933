"""Reading from Python."""

import doctest
import json
import subprocess
import sys
from pathlib import Path

import pytest

import malaff
from malaff.api import as_exception, explain
from malaff.errors import BadOption, MalaffError, NoArticle, SourceNotFound
from samples import BODY

DOCS = Path(__file__).parent.parent / "docs"


def test_every_public_name_can_be_imported():
    assert all(getattr(malaff, name) is not None for name in malaff.__all__)
    assert set(malaff.__all__) <= set(dir(malaff))


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing"):
        malaff.nothing  # noqa: B018


def test_importing_the_package_loads_nothing_else():
    code = "import sys, malaff; print([m for m in sys.modules if m.startswith('malaff.')])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)  # noqa: S603
    assert loaded.stdout.strip() == b"['malaff._version']"


def test_the_examples_in_the_docs_run():
    failed, tried = doctest.testfile(str(DOCS / "api.md"), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert tried > 5
    assert failed == 0


def test_the_package_docstring_runs():
    assert doctest.testmod(malaff).failed == 0


# -- read ----------------------------------------------------------------------------------------------------------


def test_read_a_path_a_string_and_an_article(article_file):
    path = article_file()
    article = malaff.Article(id="a", source="here", text=BODY)
    assert malaff.read(path).statements == malaff.read(Path(path)).statements
    assert malaff.read(article).id == "a"


def test_read_text_takes_the_text_as_it_is():
    reading = malaff.read_text("  قال الوزير إن الأمر انتهى. \n", published="2025-01-09", id="x", title="عنوان")
    assert reading.text == "  قال الوزير إن الأمر انتهى. \n"
    assert (reading.id, reading.title, reading.published) == ("x", "عنوان", "2025-01-09")


def test_spans_are_the_texts_own_characters(reading):
    for statement in reading.statements:
        for span in (statement.content, statement.content2, statement.cue, statement.speaker, statement.via):
            assert span is None or reading.text[span.start : span.end] == span.text


def test_reading_twice_gives_the_same(reading):
    again = malaff.read_text(BODY, published="2025-01-09", id="talks", title="جولة جديدة من المحادثات")
    assert again == reading


def test_a_missing_file_raises():
    with pytest.raises(SourceNotFound) as caught:
        malaff.read("no/such/file.txt")
    assert caught.value.code == "M101"


def test_a_source_of_several_articles_is_for_read_many(article_file):
    corpus = article_file("".join(json.dumps({"id": str(n), "text": BODY}) + "\n" for n in range(2)), "c.jsonl")
    with pytest.raises(BadOption, match="more than one article"):
        malaff.read(corpus)


def test_a_corpus_of_one_bad_line_raises_with_the_lines_code(article_file):
    with pytest.raises(MalaffError) as caught:
        malaff.read(article_file('{"id": "a"}\n', "c.jsonl"))
    assert caught.value.code == "M107"


def test_an_empty_corpus_holds_no_article(article_file):
    with pytest.raises((NoArticle, MalaffError)):
        malaff.read(article_file("\n", "c.jsonl"))


# -- read_many -----------------------------------------------------------------------------------------------------


def articles(count):
    return [malaff.Article(id=f"a{n}", source=f"s{n}", text=f"{BODY}وعاد الوفد رقم {n}.") for n in range(count)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_order_is_kept(jobs):
    items = list(malaff.read_many(articles(100), jobs=jobs))
    assert [item.id for item in items] == [f"a{n}" for n in range(100)]


def test_jobs_read_the_same(article_file):
    page = f"<html><body><article><h1>جولة جديدة من المحادثات</h1><p>{BODY}</p></article></body></html>"
    sources = [article_file(), "missing.html", article_file(page, "p.html"), *articles(60)]
    assert list(malaff.read_many(sources, jobs=1)) == list(malaff.read_many(sources, jobs=2))


def test_failures_are_records_in_their_place(article_file):
    first, second = malaff.read_many(["missing.txt", article_file()])
    assert isinstance(first, malaff.ReadingError)
    assert (first.code, first.line, first.source) == ("M101", None, "missing.txt")
    assert isinstance(second, malaff.Reading)
    assert as_exception(first).code == "M101"


def test_progress_counts_items(article_file):
    seen = []
    assert len(list(malaff.read_many([article_file()] * 3, progress=seen.append))) == 3
    assert seen == [1, 2, 3]


def test_sources_are_taken_one_by_one():
    taken = []

    def source():
        for article in articles(100):
            taken.append(article.id)
            yield article

    items = malaff.read_many(source())
    next(items)
    assert len(taken) < 5
    items.close()


def test_a_pool_takes_no_more_than_it_needs():
    taken = []

    def source():
        for article in articles(3000):
            taken.append(article.id)
            yield article

    items = malaff.read_many(source(), jobs=2)
    next(items)
    assert len(taken) < 600
    items.close()


def test_less_than_no_processes_is_refused():
    with pytest.raises(BadOption):
        list(malaff.read_many([], jobs=-1))


def test_nothing_in_nothing_out():
    assert list(malaff.read_many([])) == list(malaff.read_many([], jobs=2)) == []


def test_explain_keeps_what_each_step_found():
    article = malaff.Article(id="a", source="a", text=BODY, published="2025-01-09")
    explanation = explain(article)
    assert explanation.reading == malaff.read(article)
    assert any("statements" in step.added for step in explanation.steps)
    assert len(explanation.sentences) == 4
