"""Names: found where they stand, within bounds for any text, at a steady cost, with the weights we shipped."""

from __future__ import annotations

import hashlib
import time
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malaff.arabic.words import Words
from malaff.lexicon import rows
from malaff.reading import tagger


def names(text: str) -> list[tuple[str, str]]:
    """The names of `text` as they stand in it, without their proclitics."""
    words = Words(text)
    out = []
    for first, last, kind in tagger.tag_names(words):
        start, end = words.span(first, last)
        out.append((text[start + tagger.clitic(words, first) : end], kind))
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال وزير الخارجية الأميركي توماس ويلدون إن الاتفاق قريب.", ("توماس ويلدون", "person")),
        ("وأكد رئيس الوزراء العراقي جعفر العطواني أن المفاوضات مستمرة.", ("جعفر العطواني", "person")),
        ("أعلن الدكتور محمود حسن الخطيب، رئيس الوفد المفاوض، تأجيل الجولة.", ("محمود حسن الخطيب", "person")),
        ("التقت المستشارة الألمانية هيلدا شتاينر نظيرها الفرنسي.", ("هيلدا شتاينر", "person")),
        ("وصل الوفد إلى بغداد مساء أمس.", ("بغداد", "place")),
        ("سافر الوفد من الدوحة وبغداد.", ("بغداد", "place")),
        ("وتعهدت الدول المانحة بدعم للعراق وسوريا.", ("سوريا", "place")),
        ("بحث مجلس الأمن الدولي مشروع القرار.", ("مجلس الأمن الدولي", "organisation")),
        ("نفى الاتحاد الأوروبي وجود خلاف.", ("الاتحاد الأوروبي", "organisation")),
        ("قالت وزارة الداخلية إن ثلاثة أشخاص اعتقلوا.", ("وزارة الداخلية", "organisation")),
    ],
)
def test_finds_the_name(text: str, expected: tuple[str, str]) -> None:
    assert expected in names(text)


def test_a_title_is_no_part_of_the_name() -> None:
    found = names("صرح رئيس مجلس النواب اللبناني فادي قزحيا بأن الجلسة أجلت.")
    assert ("فادي قزحيا", "person") in found


def test_a_preposition_is_no_name() -> None:
    assert names("اتفق الطرفان على تمديد المهلة.") == []


def test_a_surname_met_in_full_is_found_alone() -> None:
    text = "قال المبعوث الخاص هاني زبيرقان إن اللقاء كان مثمرا.\nوغادر زبيرقان بعد ذلك."
    assert [name for name, kind in names(text) if kind == "person"] == ["هاني زبيرقان", "زبيرقان"]


def test_hashtag_marks_are_looked_through() -> None:
    assert ("الاتحاد_الأوروبي", "organisation") in names("يصل قادة #الاتحاد_الأوروبي اليوم إلى طوكيو.")


def test_a_hyphen_does_not_part_a_name() -> None:
    assert [name for name, _ in names("التقى الزعيم الكوري كيم يونغ-هون نظيره.")] == ["كيم يونغ-هون"]


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("واشنطن", 0), ("وبغداد", 1), ("بغداد", 0), ("للعراق", 2), ("بالولايات", 1), ("لبنان", 0), ("ولبنان", 1),
        ("وبلبنان", 2), ("والبحرين", 1), ("بِبغداد", 2), ("هارلو", 0), ("فرنسا", 0), ("بفرنسا", 1), ("باريس", 0),
        ("للجنة", 1), ("للأمم", 2), ("كالعراق", 1), ("كيلي", 0), ("ويليام", 0), ("وليد", 0),
        ("كريم", 0), ("فؤاد", 0), ("باسم", 0),
    ],
)  # fmt: skip
def test_clitic(text: str, length: int) -> None:
    assert tagger.clitic(Words(text), 0) == length


@pytest.mark.parametrize(
    ("text", "word", "length"),
    [("وقع إعلان لمار بعد محادثات في لمار", 2, 0), ("وصل الوفد لمار", 2, 1)],
)
def test_no_preposition_is_attached_to_a_word_that_the_text_has_after_one(text: str, word: int, length: int) -> None:
    assert tagger.clitic(Words(text), word) == length


@pytest.mark.parametrize(
    ("text", "swallowed"), [("للعراق", True), ("لبغداد", False), ("العراق", False), ("وللعراق", True)]
)
def test_an_article_goes_into_its_preposition(text: str, swallowed: bool) -> None:
    assert tagger.article_swallowed(Words(text), 0) is swallowed


def test_a_mention_stays_within_its_line_and_sentence() -> None:
    words = Words("حضر اللقاء محمد\nأحمد سالم وغادر. علي حسن بقي")
    for first, last, _ in tagger.tag_names(words):
        inside = words.raw[first : last + 1]
        assert "\n" not in inside
        assert "." not in inside


MIXED = st.text(
    alphabet=st.sampled_from('ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ َُِّـ.،:\n"«»()_#-0123٤٥AbZé ﷺﻻ\u200f'), max_size=400
)


@given(st.one_of(MIXED, st.text(max_size=200)))
@settings(deadline=None, max_examples=200)
def test_spans_lie_within_any_text(text: str) -> None:
    words = Words(text)
    before = -1
    for first, last, kind in tagger.tag_names(words):
        assert before < first <= last < len(words)
        assert kind in tagger.KINDS
        assert "\n" not in words.raw[first : last + 1]
        assert 0 <= tagger.clitic(words, first) < len(words.raw[first])
        before = last
    scores = tagger.score_words(words)
    assert scores.shape == (len(words), len(tagger.LABELS))


def test_names_do_not_hang_on_what_was_read_before() -> None:
    text = "قال وزير الخارجية منصور الحلبي في القاهرة إن الاتحاد الأفريقي وافق."
    first = names(text)
    for line in ("زار الملك عمان.", "انتهى اللقاء في جنيف.", "كلمات لا اسم فيها"):
        names(line)
    assert names(text) == first


def test_a_full_table_of_rows_starts_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    own = tagger.Tagger(tagger.load())
    text = Words("قال وزير الخارجية جون هارلو في واشنطن إن المحادثات مع إيران مستمرة.")
    before = own.tag(text)
    monkeypatch.setattr(tagger, "_ROWS_LIMIT", 5)
    assert own.tag(text) == before
    assert own.tag(Words("لقاء في باريس")) == [(2, 2, "place")]


def test_person_score_parts_names_from_words() -> None:
    words = Words("قال الوزير جون هارلو إن الاتفاق قريب")
    assert tagger.person_score(words, words.raw.index("هارلو")) > 0
    assert tagger.person_score(words, words.raw.index("الاتفاق")) < 0


def test_no_words_no_names() -> None:
    assert tagger.tag_names(Words("")) == []
    assert tagger.score_words(Words("")).shape == (0, 7)


def test_time_grows_with_the_text() -> None:
    sentence = "قال وزير الخارجية الأميركي جون هارلو في واشنطن إن المحادثات مع إيران لم تنته بعد. "

    def best(words: Words) -> float:
        times = []
        for _ in range(7):
            began = time.perf_counter()
            tagger.tag_names(words)
            times.append(time.perf_counter() - began)
        return min(times)

    short, long = Words(sentence * 40), Words(sentence * 400)
    best(short)
    # Ten times the text; a quadratic step would take a hundred times as long. Much room, for busy machines.
    assert best(long) < 40 * best(short)


def test_the_weights_are_the_ones_we_trained() -> None:
    raw = files("malaff.reading").joinpath(tagger.WEIGHTS).read_bytes()
    assert len(raw) < 5_000_000
    assert hashlib.sha256(raw).hexdigest() == "d9c1c771060a8106325d319ed6c15ea2e33e650f3c82a8ec3b466427c35bfbfd"


def test_offices_have_their_forms() -> None:
    forms = tagger.offices()
    for form in ("وزير", "الوزيره", "وزيران", "وزيري", "الوزراء", "المتحدثين", "متحدثو", "وزيرتان", "الوالي"):
        assert forms[form] == "office", form
    assert forms["خبراء"] == "profession"
    assert forms["اللواء"] == "rank"
    assert forms["الملك"] == "royal"


@pytest.mark.parametrize(
    "name",
    [
        "given_names.tsv", "surnames.tsv", "places.tsv", "countries.tsv", "nationalities.tsv", "offices.tsv",
        "organisations.tsv",
    ],
)  # fmt: skip
def test_a_lexicon_tells_where_it_is_from(name: str) -> None:
    text = files("malaff.lexicon").joinpath(name).read_text(encoding="utf-8")
    assert text.startswith("#")
    assert "malaff" in text.split("\n", 1)[0] or any(
        word in text[:900] for word in ("CC0", "CC BY", "MIT", "Apache-2.0")
    )
    assert len(list(rows(name))) > 100


def test_a_capital_leads_to_its_country() -> None:
    capital = {name: row["country"] for row in rows("countries.tsv") for name in row["capital"].split(",")}
    assert capital["واشنطن"] == "الولايات المتحدة"
    assert capital["طهران"] == "إيران"
    adjective = {row["form"]: row["country"] for row in rows("nationalities.tsv")}
    assert adjective["الأميركية"] == "الولايات المتحدة"
    assert adjective["المصريين"] == "مصر"
