"""Adding: what is new, the same, changed or broken, on both kinds of archive."""

import gzip
import json

import msgspec
import pytest
from newsroom import PAGES, TEXT, added, article, found, generated, put, reading, state, write_jsonl

from malaff.archive.adding import Added
from malaff.archive.archive import Archive
from malaff.errors import BadLine, UnknownArticle
from malaff.model import ReadingError


def test_new_articles_are_kept_as_they_were_read(archive):
    so_far, failed = added(archive, article("a"), article("b", "أعلنت بلدية لمار افتتاح الجسر.", title=None))
    assert so_far == Added(added=2)
    assert not failed
    assert archive.reading("a") == reading("a")
    assert archive.reading("b") == reading("b", "أعلنت بلدية لمار افتتاح الجسر.", title=None)
    assert {head.id for head in archive.articles()} == {"a", "b"}


def test_adding_the_same_again_changes_nothing(archive):
    added(archive, article("a"), article("b", title="أخرى"))
    before, generation = state(archive), archive.generation
    so_far, _ = added(archive, article("a"), article("b", title="أخرى"))
    assert so_far == Added(same=2)
    assert state(archive) == before
    assert archive.generation == generation


def test_a_changed_article_becomes_a_new_version_and_both_are_kept(archive):
    added(archive, article("a"))
    so_far, _ = added(archive, article("a", TEXT + "وانتهى الاجتماع بتوقيع بروتوكول."))
    assert so_far == Added(changed=1)
    assert [version.number for version in archive.versions("a")] == [1, 2]
    assert archive.reading("a", version=1).text == TEXT
    assert archive.reading("a").text.endswith("بتوقيع بروتوكول.")
    assert archive.count() == 1
    assert found(archive, "بروتوكول") == {"a"}
    assert archive.info().statements == len(archive.reading("a").statements)


@pytest.mark.parametrize("field", ["title", "outlet", "published", "url"])
def test_any_field_that_is_shown_makes_a_version(archive, field):
    added(archive, article("a"))
    other = msgspec.structs.replace(article("a"), **{field: "2025-03-11"})
    assert added(archive, other)[0] == Added(changed=1)
    assert getattr(archive.reading("a"), field) == "2025-03-11"


def test_what_an_older_version_says_is_no_longer_found(archive):
    added(archive, article("a", "أعلنت بلدية لمار افتتاح الجسر المعلق."))
    added(archive, article("a", "أعلنت بلدية لمار إغلاق النفق."))
    assert found(archive, "الجسر") == set()
    assert found(archive, "النفق") == {"a"}


def test_a_source_with_two_versions_of_an_article_may_be_added_again(archive):
    sources = [article("a"), article("b"), article("a", TEXT + "وانتهى الاجتماع.")]
    assert added(archive, *sources)[0] == Added(added=2, changed=1)
    assert added(archive, *sources)[0] == Added(same=3)
    assert len(archive.versions("a")) == 2
    assert archive.reading("a").text.endswith("وانتهى الاجتماع.")


def test_the_same_article_twice_in_a_batch_is_one(archive):
    assert added(archive, article("a"), article("a"))[0] == Added(added=1, same=1)
    assert len(archive.versions("a")) == 1


def test_articles_of_one_text_and_two_ids_are_two(archive):
    added(archive, article("a"), article("b"))
    assert archive.count() == 2
    assert found(archive, "المحادثات") == {"a", "b"}


def test_ids_are_told_apart_to_the_letter(archive):
    added(archive, article("أخبار"), article("اخبار"), article("X"), article("x"), article("x "))
    assert archive.count() == 5
    assert archive.reading("أخبار").id == "أخبار"


def test_the_original_is_handed_back_byte_for_byte(archive):
    so_far, failed = added(archive, *PAGES[:3])
    assert so_far == Added(added=3)
    assert not failed
    kept = {archive.original(head.id).data for head in archive.articles()}
    assert kept == {page.read_bytes() for page in PAGES[:3]}


def test_a_page_that_is_there_is_not_read_again(archive):
    added(archive, PAGES[0])
    assert added(archive, PAGES[0], PAGES[1])[0] == Added(added=1, same=1)


def test_each_version_keeps_its_own_original(archive, tmp_path):
    page = tmp_path / "page.html"
    # A page with an address is the same article whatever its text is.
    first = next(path for path in PAGES if b'rel="canonical"' in path.read_bytes()).read_bytes()
    page.write_bytes(first)
    added(archive, page)
    second = first.replace(b"</p>", " وانتهى الاجتماع.</p>".encode())
    page.write_bytes(second)
    assert added(archive, page)[0] == Added(changed=1)
    [head] = archive.articles()
    assert archive.original(head.id, version=1).data == first
    assert archive.original(head.id, version=2).data == second
    assert archive.original(head.id).data == second


def test_texts_corpora_and_compressed_corpora_are_added(archive, tmp_path):
    text = tmp_path / "article.txt"
    text.write_text(TEXT, encoding="utf-8")
    corpus = write_jsonl(tmp_path / "news.jsonl", generated(5))
    packed = tmp_path / "more.jsonl.gz"
    packed.write_bytes(gzip.compress(b'{"id": "packed", "text": "\\u0642\\u0627\\u0644 \\u0646\\u0639\\u0645"}\n'))
    so_far, failed = added(archive, text, corpus, packed)
    assert so_far == Added(added=7)
    assert not failed
    assert archive.reading("packed").text == "قال نعم"


def test_a_corpus_has_no_original_but_its_text(archive, tmp_path):
    added(archive, write_jsonl(tmp_path / "news.jsonl", generated(1)))
    assert archive.original("g0") is None


def test_failing_sources_and_lines_are_told_and_the_rest_is_kept(archive, tmp_path):
    corpus = tmp_path / "news.jsonl"
    lines = [json.dumps(record) for record in generated(3)]
    corpus.write_text("\n".join([lines[0], "{broken", lines[1], '{"id": "none"}', lines[2]]), encoding="utf-8")
    so_far, failed = added(archive, corpus, tmp_path / "missing.html", PAGES[0])
    assert so_far == Added(added=4, failed=3)
    assert [(error.code, error.line) for error in failed] == [("M107", 2), ("M107", 4), ("M101", None)]
    assert archive.count() == 4


def test_an_article_the_reader_fails_on_is_told_and_the_rest_is_kept(archive, monkeypatch):
    def failing(item):
        if item.id == "b":
            raise ZeroDivisionError
        return reading(item.id)

    monkeypatch.setattr("malaff.api.read_article", failing)
    so_far, failed = added(archive, article("a"), article("b"), article("c"))
    assert so_far == Added(added=2, failed=1)
    assert failed[0].code == "M000"


@pytest.mark.parametrize("jobs", [1, 2])
def test_half_a_surrogate_pair_is_told_and_the_rest_is_kept(archive, jobs):
    broken = [article("b", "قال سامي الحداد إنه نجح \ud83d"), article("c", title="خبر \ude00"), article("\udfff")]
    rest = [article(str(i)) for i in range(40)]
    so_far, failed = added(archive, *broken, *rest, jobs=jobs)
    assert so_far == Added(added=40, failed=3)
    assert {error.code for error in failed} == {"M107"}
    assert all("surrogate" in error.message for error in failed)


def test_nul_characters_are_kept(archive):
    text = "قال سامي\x00 الحداد\x00 إن \x00المحادثات انتهت."
    broken = article("n", text, title="خبر\x00 عاجل", outlet="قناة\x00", url="x\x00y")
    so_far, failed = added(archive, broken)
    assert so_far == Added(added=1)
    assert not failed
    kept = archive.reading("n")
    assert (kept.text, kept.title, kept.outlet, kept.url) == (text, "خبر\x00 عاجل", "قناة\x00", "x\x00y")
    assert found(archive, "المحادثات") == {"n"}
    assert added(archive, broken)[0] == Added(same=1)
    assert archive.check() == []


def test_nul_characters_stand_in_a_file_s_rows_too(sqlite):
    put(sqlite, reading("a", title="خبر\x00 عاجل"))
    assert sqlite.articles()[0].title == "خبر\x00 عاجل"


def test_very_long_fields_are_kept(archive):
    # Longer than an entry of PostgreSQL's indexes and lexemes, and hard to pack.
    long = " ".join(f"كلمة{i * i * 7919}" for i in range(3_000))
    word = "ا" + "ب" * 5_000
    so_far, failed = added(
        archive, article("a", f"{TEXT}\n{word} {long}", title=long, outlet=long, url=f"https://x.example/{long}")
    )
    assert so_far == Added(added=1)
    assert not failed
    assert archive.articles()[0].title == long
    assert found(archive, "الوفدين") == found(archive, word) == {"a"}


@pytest.mark.parametrize("bad", ["ط" * 5_000, "a\x00b"])
def test_an_id_that_no_database_takes_is_refused_and_the_rest_is_kept(archive, bad):
    so_far, failed = added(archive, article(bad), article("b"))
    assert so_far == Added(added=1, failed=1)
    assert failed[0].code == "M107"
    with pytest.raises(BadLine):
        put(archive, reading("c"), reading(bad))
    assert archive.count() == 1


def test_a_text_as_long_as_a_book_is_kept_and_found(archive):
    book = TEXT + " ".join(f"كلمة{i}س" for i in range(42_000))
    put(archive, msgspec.structs.replace(reading("book"), text=book))
    assert archive.reading("book").text == book
    assert found(archive, "المحادثات") == {"book"}


def test_articles_without_date_or_outlet_are_kept(archive):
    added(archive, article("a", title=None, outlet=None, published=None))
    head = archive.articles()[0]
    assert (head.title, head.outlet, head.published) == (None, None, None)
    info = archive.info()
    assert (info.first, info.last, info.outlets) == (None, None, [("", 1)])


def test_a_date_that_is_none_is_kept_but_is_no_day(archive):
    put(archive, reading("a", published="في ربيع ذلك العام الذي لم ينسه أحد من أهل المدينة قط"))
    assert archive.info().first is None
    assert archive.articles()[0].published.startswith("في ربيع")


def test_an_article_that_does_not_exist_is_told(archive):
    put(archive, reading("a"))
    for ask in (lambda: archive.reading("b"), lambda: archive.reading("a", version=2), lambda: archive.versions("b")):
        with pytest.raises(UnknownArticle) as caught:
            ask()
        assert caught.value.code == "M309"


def test_two_processes_make_the_same_archive_as_one(tmp_path):
    corpus = write_jsonl(tmp_path / "news.jsonl", generated(120))
    states = []
    for jobs in (1, 2):
        with Archive(tmp_path / f"{jobs}.db", create=True) as archive:
            so_far, failed = added(archive, corpus, *PAGES, tmp_path / "missing.txt", jobs=jobs)
            assert so_far == Added(added=146, failed=1)
            assert len(failed) == 1
            states.append(state(archive))
    assert states[0] == states[1]


def test_progress_rises_to_all_that_was_looked_at(sqlite, tmp_path):
    corpus = write_jsonl(tmp_path / "news.jsonl", generated(450))
    done = [item.done for item in sqlite.add([corpus]) if not isinstance(item, ReadingError)]
    assert done == sorted(done)
    assert done[-1] == 450
    assert len(done) >= 3


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_whose_name_is_no_utf8_is_added(sqlite, tmp_path, jobs):
    page = tmp_path / "\udcc7\udce3.html"
    page.write_bytes(PAGES[0].read_bytes())
    corpus = write_jsonl(tmp_path / "news.jsonl", generated(40))
    so_far, failed = added(sqlite, corpus, page, tmp_path / "\udcff.html", jobs=jobs)
    assert so_far == Added(added=41, failed=1)
    assert failed[0].code == "M101"
