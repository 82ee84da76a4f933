"""Which side the words of a clause take, and which questions it is about."""

import pytest
from affair import DEBT, EXIT, coverage, report

from malaff.arabic.stems import stem
from malaff.dossier.asking import Asked, family
from malaff.dossier.coverage import content_stems
from malaff.dossier.polarity import sides
from malaff.model import Question

# What the affair's articles say besides, so that the question's words set something apart.
BACKGROUND = [report(text) for text in (
    "خرجت بعثة المراقبة من رملان في موعدها.", "سدد المصرف مستحقات البعثة.", "تساقط المطر على السهل.",
    "ارتفع سعر القمح في السوق.", "افتتح المعرض أبوابه أمس.",
)]  # fmt: skip


def asked(question):
    return Asked(question, coverage(*BACKGROUND))


def about(question, text):
    return asked(question).about(content_stems(text))


@pytest.mark.parametrize("text", [
    "نؤيد خروج البعثة", "ورحبت الكتلة بالخروج", "حكومتنا ستدفع المبلغ", "دعا إلى خروج سريع", "نحتاج إلى اتفاق",
])  # fmt: skip
def test_words_for(text):
    assert sides(text).support >= 0.5 > sides(text).oppose


@pytest.mark.parametrize("text", [
    "نرفض خروج البعثة", "فرفضت الكتلة الخروج", "نحن ضد الخروج", "الخروج الآن خطأ", "حذر من فراغ أمني",
])  # fmt: skip
def test_words_against(text):
    assert sides(text).oppose >= 0.5 > sides(text).support


@pytest.mark.parametrize(
    "text", ["لا نؤيد خروج البعثة", "لن نقبل بتمديد المهمة", "لم يعد يؤيد الخروج", "دون موافقة الكتلة"]
)
def test_a_negation_turns_for_into_against(text):
    assert sides(text).oppose > sides(text).support


def test_a_negation_turns_against_into_for():
    assert sides("لا نرفض خروج البعثة").support > sides("لا نرفض خروج البعثة").oppose


def test_a_negation_far_before_turns_nothing():
    assert sides("لم يحضر الوزير الجلسة التي أيدت فيها الكتلة الخروج").support == 1.0


@pytest.mark.parametrize("text", ["خروج البعثة غير وارد", "الخروج غير مطروح", "هذا ليس واردا"])
def test_what_is_out_of_the_question_is_against(text):
    assert sides(text).oppose > sides(text).support


@pytest.mark.parametrize("text", [
    "ستدفع الحكومة بشرط إقرار الملحق", "لن تدفع الحكومة ما لم يقر البرلمان الملحق", "إذا أقر البرلمان الملحق",
    "ستوقع ما دامت سلامة الجنود مضمونة", "الدفع مرهون بالتصويت",
])  # fmt: skip
def test_conditions(text):
    assert sides(text).condition >= 0.7


def test_words_that_take_no_side():
    assert sides("تعد البعثة ألف جندي في ست قواعد") == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(("one", "two"), [
    ("خروج", "انسحاب"), ("سداد", "دفع"), ("مستحقات", "متأخرات"), ("خطة", "برنامج"), ("للانسحاب", "خروج"),
])  # fmt: skip
def test_words_that_the_coverage_uses_for_one_another(one, two):
    assert family(stem(one)) == family(stem(two))


def test_words_that_are_not_alike_stay_apart():
    assert len({family(stem(word)) for word in ("خروج", "سداد", "معبر", "بقاء")}) == 4


@pytest.mark.xfail(reason="a word that two lines of alike.tsv have (ديون) is alike to neither of its neighbours")
def test_a_word_of_two_families_is_alike_to_both():
    assert family(stem("ديون")) == family(stem("مستحقات"))


def test_a_clause_with_the_words_of_a_question_is_about_it():
    share, turned = about(EXIT, "خروج بعثة المراقبة")
    assert share > 0.8
    assert not turned


def test_an_alike_word_is_the_question_s_own():
    assert about(EXIT, "انسحاب بعثة المراقبة") == about(EXIT, "خروج بعثة المراقبة")


def test_the_opposite_word_turns_the_clause():
    assert about(EXIT, "بقاء بعثة المراقبة")[1]
    # Not doing it is a refusal, which the polarity of the clause tells.
    assert not about(DEBT, "تخلف عن مستحقات البعثة")[1]


def test_a_word_with_two_senses_is_not_turned_by_the_other_sense():
    assert not about(Question(id="q", text="رفع العقوبات"), "تخفيف العقوبات")[1]


def test_a_clause_on_something_else_is_not_about_a_question():
    assert about(EXIT, "ارتفع سعر القمح")[0] == 0.0


def test_a_country_s_adjective_and_capital_stand_for_it():
    question = Question(id="q", text="انضمام أوروغواي إلى الحلف")
    assert (
        about(question, "مونتيفيديو")[0] == about(question, "الأوروغوايانية")[0] == about(question, "أوروغواي")[0] > 0
    )


def test_a_word_that_all_articles_have_tells_less():
    readings = [report(f"تتحدث بعثة رملان عن {thing}.") for thing in ("المطر", "القمح", "المعرض", "الخروج")]
    question = Asked(EXIT, coverage(*readings))
    assert question.about({"خروج"})[0] > question.about({"رملان"})[0]
