"""Copies: reprints of one report are grouped, two reports of one event are not."""

import pytest
from newsroom import PAGES, added, put, reading

REPORT = (
    "انقضت منتصف ليل الجمعة المهلة التي حددتها اللجنة المشتركة للاتفاق على جدول زمني لخروج بعثة المراقبة من الإقليم.\n"
    "وقال وزير الخارجية أكرم السرحدي للصحفيين إن الوفدين لم يتوصلا إلى نتيجة، لكن بابا مواربا خير من باب مغلق.\n"
    "وأوضح أن سبعة من تسعة بنود باتت متفقا عليها، وأن الخلاف ينحصر في موعد الخروج النهائي وإدارة معبر الرتاج.\n"
    "ودعا المتحدث باسم الرابطة الطرفين إلى الكف عن تبادل اللوم والعودة إلى الطاولة قبل نهاية الشهر.\n"
)
OTHER = (
    "فشلت اللجنة المشتركة ليل الجمعة في الاتفاق على موعد لسحب المراقبين بعد انتهاء مهلتها.\n"
    "وذكر الوزير أكرم السرحدي أن التفاوض سيستمر وأن معظم نقاط الاتفاق جاهزة، فيما يبقى المعبر عقدة لم تحل.\n"
    "ورأى مراقبون أن الجولة المقبلة ستكون حاسمة، وأن صبر العواصم المعنية أوشك على النفاد.\n"
)
FRAME = (
    "في تغطية خاصة من غرفة الأخبار نرصد اليوم ما جرى في الساعات الماضية بين العاصمتين وما يترتب عليه من نتائج.\n"
    "ويرى محللون أن ما حدث كان متوقعا منذ أسابيع، وأن الطرفين استنفدا كل ما في جعبتهما من حلول مؤقتة.\n"
)
RESPELLED = REPORT.replace("أ", "ا").replace("ة", "ه").replace("للصحفيين", "للصحافيين").replace("النهائي", "الأخير")


@pytest.mark.parametrize(
    "copy",
    [
        {"text": REPORT, "outlet": "قناة لمار"},
        {"text": REPORT, "title": "عنوان لا يشبه الأول في شيء"},
        {"text": REPORT[: len(REPORT) * 2 // 3]},
        {"text": RESPELLED},
        {"text": FRAME + REPORT + FRAME.replace("اليوم", "أمس")},
    ],
    ids=["reprinted", "retitled", "cut", "respelled", "embedded"],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_copy_is_grouped_whichever_came_first(archive, copy, turned):
    pair = [reading("a", REPORT, published="2025-03-01"), reading("b", **copy, published="2025-03-02")]
    for each in pair[::-1] if turned else pair:
        put(archive, each)
    put(archive, reading("c", FRAME, published="2025-02-01"))
    # The frame alone, "c", is a copy of what embeds it.
    [group] = archive.copies(["b", "c", "a"])
    assert [each for each in group if each != "c"] == ["a", "b"]


def test_two_reports_of_one_event_are_no_copies(archive):
    put(archive, reading("a", REPORT), reading("b", OTHER))
    assert archive.copies(["a", "b"]) == []


def test_the_earliest_of_a_group_is_first_and_undated_ones_last(archive):
    days = {"x": "2025-03-03", "y": None, "z": "2025-03-01"}
    put(archive, *(reading(each, REPORT, published=day) for each, day in days.items()))
    assert archive.copies(["x", "y", "z"]) == [["z", "x", "y"]]


def test_only_the_asked_articles_are_grouped(archive):
    put(archive, *(reading(each, REPORT) for each in "xyz"))
    assert archive.copies(["x", "z"]) == [["x", "z"]]
    assert archive.copies(["x"]) == archive.copies([]) == archive.copies(["unknown"]) == []


def test_a_new_version_may_be_a_copy_no_longer(archive):
    put(archive, reading("a", REPORT), reading("b", REPORT))
    put(archive, reading("b", OTHER))
    assert archive.copies(["a", "b"]) == []
    put(archive, reading("a", OTHER))
    assert archive.copies(["a", "b"]) == [["a", "b"]]


def test_the_demo_s_reprint_is_found_and_nothing_else(archive):
    added(archive, *PAGES)
    heads = archive.articles()
    groups = archive.copies([head.id for head in heads])
    sources = {head.id: archive.reading(head.id).source.rsplit("/", 1)[1][:2] for head in heads}
    assert ["10", "11"] in [sorted(sources[each] for each in group) for group in groups]
    assert sum(map(len, groups)) <= 6


def test_groups_are_the_same_after_the_index_is_made_anew(archive):
    put(archive, reading("a", REPORT), reading("b", RESPELLED), reading("c", OTHER), reading("d", FRAME + REPORT))
    before = archive.copies(["a", "b", "c", "d"])
    assert before == [["a", "b", "d"]]
    assert archive.reindex() == 4
    assert archive.copies(["a", "b", "c", "d"]) == before
    assert archive.check() == []
