"""Searching: spellings that find one another, phrases, filters, snippets, and queries that mean nothing."""

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsroom import PAGES, QUERIES, TEXT, added, found, generated, put, reading, state, write_jsonl

from malaff.errors import BadQuery


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("أوبزيرفر", "نشرت صحيفة اوبزيرفر الخبر."),
        ("اوبزيرفر", "نشرت صحيفة أوبزيرفر الخبر."),
        ("حكومة", "والحكومة تدرس الأمر."),
        ("والحكومة", "ناقشت حكومة رملان الأمر."),
        ("بالحكومة", "ناقشت حكومة رملان الأمر."),
        ("حكومة", "اجتمع الوفد بالحكومة أمس."),
        ("حكومة", "قدم الطلب للحكومة أمس."),
        ("حكومة", "فالحكومة لم تجتمع."),
        ("حكومة", "التزم بحكومة واحدة."),
        ("حكومة", "سلم الرسالة لحكومة رملان."),
        ("وزير", "اجتمع الوزراء في لمار."),
        ("الوزراء", "وصل وزير الري."),
        ("وزراء", "وصل وزير الري."),
        ("المدرسة", "المدرسه مغلقة."),
        ("مستشفى", "دخل المستشفي أمس."),
        ("مُحَادَثَات", "بدأت المحادثات."),
        ("محادثات", "بدأت المُحادَثاتُ."),
        ("محـــادثات", "بدأت المحادثات."),
        ("مسؤول", "قال مسوول في البلدية."),
        ("إقامة", "اقامة الجسر مكلفة."),
        ("١٦", "بعد 16 عاما."),
        ("3.5", "ارتفع بنسبة 3.5 في المئة."),
        ("COVID", "انتشر covid في المدينة."),
        ('"معبر الرتاج"', "أغلق معبر الرتاج أمس."),
        ('"معبر الرتاج"', "أغلق المعبر والرتاج أمس."),
        ("وفد", "وصل الوفد أمس."),
        ("فريق", "وصل الفريق أمس."),
    ],
)
def test_spellings_find_one_another(sqlite, query, text):
    put(sqlite, reading("a", text, title=None), reading("b", "سقط المطر على الجبل.", title=None))
    assert found(sqlite, query) == {"a"}


def test_both_databases_find_the_same(both, tmp_path):
    corpus = write_jsonl(tmp_path / "news.jsonl", generated(60))
    for archive in both:
        added(archive, *PAGES, corpus)
    one, two = both
    for query in (
        *QUERIES, "لمار", '"جدول زمني"', '"الجدول الزمني"', "المهلة -رمضان", '"بعثة المراقبة" -"معبر الرتاج"', "2017",
        "speaker:السرحدي", "speaker:السرحدي act:demand", "act:deny kind:organisation", "role:الخارجية from:2025-03",
        "to:2025-02", "speaker:رملان", "outlet:حوض speaker:لانغفيل", "اللجنة المشتركة العيد", "من إلى في",
    ):  # fmt: skip
        first, second = one.search(query, limit=500), two.search(query, limit=500)
        assert first.total == second.total, query
        assert {h.id: h.snippets for h in first.hits} == {h.id: h.snippets for h in second.hits}, query
        assert {h.id: h.statements for h in first.hits} == {h.id: h.statements for h in second.hits}, query
    assert state(one) == state(two)
    for name in ("السرحدي", "لمار", "الحداد", "رملان", "حكومة"):
        assert one.people(name, limit=500) == two.people(name, limit=500), name


def test_words_may_stand_in_any_order_and_phrases_may_not(archive):
    put(archive, reading("a", "أغلق معبر الرتاج أمس.", title=None), reading("b", "الرتاج بلا معبر.", title=None))
    assert found(archive, "معبر الرتاج") == {"a", "b"}
    assert found(archive, '"معبر الرتاج"') == {"a"}
    assert found(archive, 'الرتاج -"معبر الرتاج"') == {"b"}
    assert found(archive, "الرتاج -أمس") == {"b"}


def test_no_phrase_runs_from_the_title_into_the_text(archive):
    put(archive, reading("a", "الرتاج مغلق.", title="إغلاق معبر"))
    assert found(archive, '"معبر الرتاج"') == set()
    assert found(archive, '"إغلاق معبر"') == {"a"}


def test_a_word_in_the_title_weighs_more(archive):
    put(archive, reading("a", "تحدث الوفد عن الجسر.", title="زيارة"), reading("b", "تحدث الوفد عنه.", title="الجسر"))
    assert [hit.id for hit in archive.search("الجسر").hits] == ["b", "a"]


@pytest.fixture
def filled(archive):
    """Three articles that differ in all that is filtered by."""
    put(
        archive,
        reading("a", TEXT, outlet="صدى شهدار", published="2025-03-10"),
        reading("b", "حذر النائب فارس العطار من انهيار السد.", outlet="قناة لمار", published="2025-04-01"),
        reading("c", "نددت منظمة الأرض الخضراء بقطع الأشجار.", outlet=None, published=None),
    )
    return archive


FILTERED = [
    ("speaker:الحداد", {"a"}),
    ("speaker:العطار", {"a", "b"}),
    ('speaker:"فارس العطار" act:warn', {"b"}),
    ("speaker:الحداد act:deny", set()),
    ("act:deny", {"a"}),
    ("act:deny act:warn", {"a", "b"}),
    ("role:وزير", {"a"}),
    ("role:الرى", {"a"}),
    ("kind:organisation", {"a", "c"}),
    ("outlet:لمار", {"b"}),
    ("outlet:صدي", {"a"}),
    ("outlet:غائبة", set()),
    ("from:2025-04", {"b"}),
    ("to:2025-03-10", {"a"}),
    ("to:2025-03-09", set()),
    ("from:2025 to:2025", {"a", "b"}),
    ("from:٢٠٢٥-٠٤-٠١", {"b"}),
    ("from:2025-03-10 to:2025-04-01 العطار", {"a", "b"}),
    ("speaker:العطار المياه", {"a"}),
]


def test_filters(filled):
    assert [(query, found(filled, query)) for query, _ in FILTERED] == FILTERED


def test_hits_of_a_speaker_show_the_statement(filled):
    [hit] = filled.search("speaker:العطار act:deny").hits
    statement = filled.reading("a").statements[hit.statements[0]]
    assert statement.act == "deny"
    assert hit.snippets[0].span == statement.content


def test_a_speaker_is_found_by_other_spellings_of_the_name(archive):
    put(archive, reading("a", "قال المحلل بيتر لاغارد إن الطريق مفتوح."))
    put(archive, reading("b", "قال المحلل بيتر لاجارد إن الطريق مغلق."))
    assert found(archive, "speaker:لاجارد") == found(archive, "speaker:لاغارد") == {"a", "b"}


def test_snippets_are_the_article_s_own_characters(archive):
    text = "بدأ اليوم. " * 40 + 'وقالَ وزيرُ الرِّيِّ سامي الحدّاد إنّ "المُحادَثاتِ لم تنتهِ".' + " وانتهى." * 40
    put(archive, reading("a", text))
    [hit] = archive.search("محادثات الري").hits
    snippet = hit.snippets[0]
    assert text[snippet.span.start : snippet.span.end] == snippet.span.text
    assert {text[start:end] for start, end in snippet.matches} == {"المُحادَثاتِ", "الرِّيِّ"}
    assert all(snippet.span.start <= start < end <= snippet.span.end for start, end in snippet.matches)


def test_a_word_of_the_title_alone_shows_how_the_text_begins(archive):
    put(archive, reading("a", TEXT, title="زلزال"))
    [hit] = archive.search("زلزال").hits
    assert hit.snippets[0].span.start == 0
    assert hit.snippets[0].matches == []


def test_pages_of_hits_join_without_gap_or_repetition(archive):
    put(archive, *(reading(f"a{i:02}", published=f"2025-03-{i + 1:02}") for i in range(25)))
    for order in ("rank", "new", "old"):
        pages = [archive.search("المحادثات", limit=10, offset=at, order=order) for at in (0, 10, 20, 30)]
        assert [len(page.hits) for page in pages] == [10, 10, 5, 0]
        assert {page.total for page in pages} == {25}
        assert len({hit.id for page in pages for hit in page.hits}) == 25
    new = [hit.id for hit in archive.search("المحادثات", limit=3, order="new").hits]
    old = [hit.id for hit in archive.search("المحادثات", limit=3, order="old").hits]
    assert (new, old) == (["a24", "a23", "a22"], ["a00", "a01", "a02"])
    assert archive.search("المحادثات", limit=0).total == 25


@pytest.mark.parametrize(
    "query",
    [
        "", "   ", "!؟", '""', '"', "-", "-المياه", "lang:ar", "http://a.example/b", "from:أمس", "from:2025-13",
        "to:2025-02-30", "from:2025-3-1", "from:0000", "from:20250310", "act:sing", "kind:robot", "speaker:", 'role:""',
        "speaker:!!", "outlet:-", "-outlet:لمار", "title:x", "كلمة " * 200,
    ],
)  # fmt: skip
def test_queries_that_mean_nothing_are_told_with_a_remedy(sqlite, query):
    with pytest.raises(BadQuery) as caught:
        sqlite.search(query)
    assert caught.value.code == "M310"
    assert caught.value.remedy


STRANGE = [
    "المياه AND الري", "NOT المياه", "NEAR(المياه الري)", "المياه NEAR/3 الري", "المياه*", "^المياه", "(المياه",
    "المياه)", "{title} المياه", "'; DROP TABLE articles; --", "المياه' OR '1'='1", "a & b | !c", "<->", "المياه:A",
    "\\", "\\' \\\"", '"المياه', 'المياه"', '"" المياه', '"المياه" "', "المياه\x00الري", "\x00",
    "\ud800", "المياه \udfff", "speaker:\ud800", "speaker:ا\x00", "role:ا\x00ب", "outlet:\ud800ا", "%", "_",
    "speaker:%", "speaker:_ا%", "--",
    "- -", "٣٫٥", "١٬٠٠٠", "İstanbul", "ﷲ", "🙂", "𐤀", "نص" * 3000, '"' + "كلمة " * 59 + '"', "كلمة " * 60,
    "أ" * 100_000,
]  # fmt: skip


def test_no_query_breaks_the_engine(archive):
    put(archive, reading("a"))
    for query in STRANGE:
        with contextlib.suppress(BadQuery):
            assert archive.search(query).total <= 1, query
    assert found(archive, "المياه") == {"a"}


PIECES = st.sampled_from(
    ["المياه", "وزير", "-", '"', ":", "speaker:", "from:", "2025-03", "act:deny", "(", ")", "*", "OR", "\x00", "'", " "]
)


@given(st.lists(PIECES | st.text(max_size=6), max_size=12).map("".join))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_query_is_answered_or_refused(sqlite, query):
    if not sqlite.count():
        put(sqlite, reading("a"))
    try:
        found = sqlite.search(query)
    except BadQuery:
        return
    assert found.total == len(found.hits) <= 1
