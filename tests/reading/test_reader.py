"""What holds of every reading: spans cut the text, nothing raises, twice gives the same, time is linear in length."""

import gc
import json
import time
from importlib.resources import files
from typing import get_args

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import malaff.story
from malaff.model import (
    Act,
    Article,
    DevelopmentKind,
    NameKind,
    SourceKind,
    Span,
    Stance,
    StatementType,
    decode,
    encode,
)
from malaff.reading.context import ReadingContext
from malaff.reading.cues import CUES, NOMINALS
from malaff.reading.grammar import CLASSES
from malaff.reading.reader import read_article
from malaff.reading.steps import times

STORY = [
    json.loads(line)
    for line in files(malaff.story).joinpath("gold.jsonl").read_text(encoding="utf-8").splitlines()
    if line.strip()
]


def read(text, **fields):
    return read_article(Article(**{"id": "a", "source": "test", "published": "2025-03-10", "text": text, **fields}))


def spans(value):
    """Every span of a record, wherever it lies."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from spans(getattr(value, name))
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from spans(one)


def check(text):
    """What must hold of the reading of any text."""
    reading = read(text)
    for span in spans(reading):
        assert text[span.start : span.end] == span.text
        assert span.text.strip()
    for one in reading.statements:
        assert one.act in get_args(Act)
        assert one.kind in get_args(SourceKind)
        assert one.type in get_args(StatementType)
        assert one.speaker_name is None or one.speaker_name.strip()
        first, end = one.sentence
        assert 0 <= first <= one.cue.start < one.cue.end <= end <= len(text)
    for one in reading.names:
        assert one.kind in get_args(NameKind)
        assert one.name.strip()
    for one in reading.developments:
        assert one.kind in get_args(DevelopmentKind)
        assert one.statement is None or 0 <= one.statement < len(reading.statements)
        assert (one.time is None) == (one.value is None)
    for one in reading.positions:
        assert one.stance in get_args(Stance)
        assert (one.stance == "conditional") == (one.condition is not None)
        assert one.statement is None or 0 <= one.statement < len(reading.statements)
        assert one.evidence.start <= one.target.start < one.target.end <= one.evidence.end
    cues = [one.cue.start for one in reading.statements]
    assert cues == sorted(cues)
    starts = [one.span.start for one in reading.developments]
    assert len(set(starts)) == len(starts)
    return reading


class TestStory:
    @pytest.mark.parametrize("article", STORY, ids=[article["id"] for article in STORY])
    def test_spans_cut_the_text(self, article):
        reading = check(article["text"])
        assert reading.statements or not article["statements"]

    @pytest.mark.parametrize("article", STORY[:6], ids=[article["id"] for article in STORY[:6]])
    def test_reading_twice_gives_the_same(self, article):
        assert read(article["text"]) == read(article["text"])

    @pytest.mark.parametrize("article", STORY[:6], ids=[article["id"] for article in STORY[:6]])
    def test_one_article_does_not_bear_on_the_next(self, article):
        before = encode(read(article["text"]))
        for other in STORY[6:12]:
            read(other["text"])
        assert encode(read(article["text"])) == before

    @pytest.mark.parametrize("article", STORY[:6], ids=[article["id"] for article in STORY[:6]])
    def test_a_reading_comes_back_from_its_json(self, article):
        reading = read(article["text"])
        assert decode(encode(reading)) == reading


class TestRecord:
    def test_the_articles_fields_are_kept(self):
        fields = {
            "id": "x1",
            "url": "https://news.invalid/1",
            "outlet": "النهضة",
            "title": "عنوان",
            "author": "هند العطار",
        }
        reading = read("قال الوزير سامر الخالدي إن السد آمن.", sections=["محليات"], language="ar", **fields)
        assert {name: getattr(reading, name) for name in fields} == fields
        assert (reading.sections, reading.language, reading.published) == (["محليات"], "ar", "2025-03-10")

    def test_the_text_is_kept_code_point_for_code_point(self):
        text = "  قالَ\u200f الوزيرُ «سامر»\t إنّ\xa0السدّ آمن \n\n"
        assert read(text).text == text

    def test_the_reader_names_itself(self):
        reader = read("نص.").reader
        assert reader.name == "malaff"
        assert reader.version

    def test_paragraphs_cover_the_text(self):
        text = "الفقرة الأولى.\nالفقرة الثانية."
        assert [text[first:end] for first, end in read(text).paragraphs] == ["الفقرة الأولى.", "الفقرة الثانية."]

    @pytest.mark.parametrize("published", [None, "", "أمس", "2025", "2025-13-40", "2025-03-10T08:30:00+03:00"])
    def test_any_published_value(self, published):
        reading = read("قال الوزير سامر الخالدي أمس إن السد آمن.", published=published)
        assert reading.published == published
        assert len(reading.statements) == 1


CUE_FORMS = sorted(CUES)
WORDS = sorted(
    {
        word
        for name in ("an", "fa_an", "wa_an", "relative", "prep", "adverb", "joiner", "aside", "medium")
        for word in CLASSES[name]
    }
    | {word for name in ("quoting", "anonymous", "group_head", "negation", "conjoined") for word in CLASSES[name]}
    | set(NOMINALS)
    | {
        "بحسب",
        "وفقا",
        "لمصدر",
        "نقلا",
        "عن",
        "حسبما",
        "على",
        "حد",
        "قوله",
        "سامر",
        "الخالدي",
        "هند",
        "العطار",
        "وزير",
        "الري",
        "المتحدث",
        "باسم",
        "الحكومة",
        "وزارة",
        "الصحة",
        "النائب",
        "ألمانيا",
        "برلين",
        "ب",
        "ل",
        "بـ",
        "لـ",
        "بوقف",
        "وجود",
        "تأجيل",
        "السد",
        "أمس",
        "الأحد",
        "10",
        "2025",
        "س",
        "ج",
        "جاء",
        "فيه",
        "اجتمع",
        "اتفق",
        "فشلت",
        "ستجتمع",
        "المقرر",
        "بشرط",
        "إذا",
        "الأخير",
        "سموه",
        "ذاته",
        "وذلك",
        "كلا",
    }
)
MARKS = [
    *list('«»“”"‹›‘’()[]،؛:.!؟\n-–_#ـ'),
    "...",
    "..",
    '""',
    "''",
    "»«",
    "،،",
    ": «",
    "».",
    "\n\n",
    "\u200f",
    "\xa0",
]
soup = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from(CUE_FORMS), st.sampled_from(MARKS)), max_size=40
).flatmap(
    lambda words: st.lists(st.sampled_from([" ", " ", " ", ""]), min_size=len(words), max_size=len(words)).map(
        lambda gaps: "".join(word + gap for word, gap in zip(words, gaps, strict=True))
    )
)
quick = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


class TestAnyText:
    def test_a_stray_mark_is_no_speaker(self):
        for one in read("وطالب» الحكومة بعرض الملف على البرلمان.").statements:
            assert one.speaker_name is None or one.speaker_name.strip()

    @quick
    @given(soup)
    def test_mixtures_of_words_cues_and_marks(self, text):
        reading = check(text)
        assert read(text) == reading

    @quick
    @given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
    def test_any_characters(self, text):
        check(text)

    @quick
    @given(st.lists(st.sampled_from(MARKS), max_size=60).map("".join))
    def test_marks_alone(self, text):
        check(text)

    @quick
    @given(st.sampled_from(STORY), st.integers(0, 3000), st.integers(0, 3000))
    def test_any_piece_of_an_article(self, article, start, length):
        check(article["text"][start : start + length])

    @quick
    @given(st.sampled_from(STORY), st.lists(st.integers(0, 2000), min_size=1, max_size=12), st.sampled_from(MARKS))
    def test_an_article_with_marks_thrown_in(self, article, places, mark):
        text = article["text"]
        for place in sorted(places, reverse=True):
            text = text[:place] + mark + text[place:]
        check(text)

    @pytest.mark.parametrize(
        "cue",
        [form for form in CUE_FORMS if not form.startswith(("و", "ف"))][::20],
    )
    @pytest.mark.parametrize(
        "template", ["{}", "{} ", "{}.", "{} إن", "{}: «", "«{}", "{} {} {}", "{}\n{}", "، {}", "إنه {}", "الذي {}"]
    )
    def test_a_cue_at_the_edge(self, cue, template):
        check(template.format(cue, cue, cue))

    @pytest.mark.parametrize("template", ["{}", "{} ", "وقال الوزير إن المجلس {}", "«{}"])
    def test_a_text_may_end_behind_a_verb_of_describing(self, template):
        for cue in CUE_FORMS:
            if "obj" in CUES[cue].entry.frames:
                check(template.format(cue))

    @pytest.mark.parametrize("tail", ["«أمني كبير في الوزارة", "«أمني", "أمني «"])
    def test_a_text_may_end_in_the_quotation_of_its_source(self, tail):
        check(f"أغلق المعبر أمام الشاحنات، بحسب مصدر {tail}")

    @pytest.mark.parametrize("text", ["اقترحت في ـمارس لجنة", "عقدت الجلسة في ـمايو الماضي."])
    def test_a_time_ends_no_sooner_than_it_begins(self, text):
        """Where it does, the search for a subject steps back over it for ever."""
        ctx = ReadingContext.of(Article(id="a", source="test", text=text))
        times(ctx)
        assert all(first <= last for first, last in ctx.time_words.items())

    @pytest.mark.parametrize("mark", ["(", "#", "«"])
    def test_a_lone_opening_mark_is_no_speaker(self, mark):
        check(f"وشدد{mark} على أن السد آمن.")

    @pytest.mark.parametrize("tail", ["9 كانون الثاني/", "11 شباط/", "9 كانون الثاني/يناير ("])
    def test_a_text_may_end_behind_a_months_slash(self, tail):
        check(f"وتعقد الجلسة المقبلة في {tail}")

    @pytest.mark.parametrize("template", ["{}", "{} ", "وقال الوزير إن المجلس {}", "«{}"])
    @pytest.mark.parametrize("cue", ["طالبهم", "دعاه", "رفضتها"])
    def test_a_text_may_end_behind_an_addressee(self, cue, template):
        check(template.format(cue))


ARTICLE = "\n".join(article["text"] for article in STORY[:4]) + "\n"
CROWDED = "قال أكد إن وأضاف الوزير رفض وجود دعا إلى بحسب مصدر مشيرا أن نفت البعثة بعد إعلان الشركة وصف القرار بالخطأ "


def seconds(text):
    # Going through all that other tests left behind is no part of reading.
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        read(text)
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.fixture(scope="module", autouse=True)
def _warm():
    read(ARTICLE)


@pytest.mark.parametrize(
    ("piece", "count"),
    [
        pytest.param(ARTICLE, 4, id="an article repeated"),
        pytest.param(
            ARTICLE.replace("\n", " ").replace(".", " ").replace("،", " "),
            4,
            id="an article without marks",
        ),
        pytest.param(CROWDED, 240, id="cue words without a mark"),
        pytest.param("قال الوزير إن " * 10, 150, id="one report in another"),
        pytest.param('" ', 5000, id="straight quotation marks"),
        pytest.param("«", 5000, id="opening quotation marks"),
        pytest.param("قال «نعم " * 10, 120, id="quotations never closed"),
        pytest.param("\n", 5000, id="newlines"),
        pytest.param("، ", 5000, id="commas"),
        pytest.param("س: ما الخبر؟\nج: لا خبر عندي.\n", 200, id="an endless interview"),
        pytest.param("اجتمع الوفدان و", 1500, id="developments"),
        pytest.param("وقال سامر الخالدي إن السد آمن. ", 200, id="one speaker"),
        pytest.param("الذي ", 5000, id="one word"),
    ],
)
def test_time_is_linear_in_length(piece, count):
    """Eight times the text takes some eight times the time; sixty-four would be square."""
    one = min(seconds(piece * count) for _ in range(3))
    eight = seconds(piece * count * 8)
    assert eight < 14 * one + 0.1


def test_many_speakers_take_linear_time():
    def text(count):
        letters = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"
        names = (letters[k % 27] + letters[k // 27 % 27] + letters[k // 729 % 27] + "ان" for k in range(count))
        return " ".join(f"وقال النائب سامر {name} إن السد آمن.\n" for name in names)

    one = min(seconds(text(500)) for _ in range(2))
    assert seconds(text(4000)) < 14 * one + 0.2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(CROWDED * 1000, id="20,000 words without a stop"),
        pytest.param('"' * 20_000, id="20,000 quotation marks"),
        pytest.param("«" * 20_000, id="20,000 opening marks"),
        pytest.param("«" * 5000 + "قال" + "»" * 5000, id="5,000 nested quotations"),
        pytest.param("(" * 5000 + " قال الوزير إن السد آمن " + ")" * 5000, id="5,000 nested brackets"),
        pytest.param("[" * 5000 + " قال الوزير إن السد آمن " + "]" * 5000, id="5,000 nested square brackets"),
        pytest.param("رفض (" * 5000, id="5,000 open brackets behind cues"),
        pytest.param("قال" * 20_000, id="one word of 60,000 letters"),
    ],
)
def test_pathological_input_is_read_in_seconds(text):
    start = time.process_time()
    check(text)
    assert time.process_time() - start < 20
