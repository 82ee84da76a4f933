"""What the coverage says is undecided, unclear or not reached."""

import pytest
from affair import ABOUT, coverage, report

from malaff.arabic.fold import fold
from malaff.dossier import questions
from malaff.dossier.questions import open_questions
from malaff.dossier.topic import Topic

# For each line of open.tsv a clause that its cue opens.
OPEN = (
    "لم يتضح من سيدير معبر الرتاج",
    "لم يعرف بعد مصير معبر الرتاج",
    "لم يتأكد خروج بعثة المراقبة",
    "لم تحدد الحكومة يوما لتسليم معبر الرتاج",
    "لم تكن رملان تحدد بعد يوم تسليم معبر الرتاج",
    "لم تحسم رملان ملف معبر الرتاج",
    "لم تصل الدفعة بعد إلى بعثة المراقبة",
    "لم يتقرر مصير معبر الرتاج",
    "لم يتخذ البرلمان موقفا من معبر الرتاج",
    "لم يصدر أي رد من بعثة المراقبة على رملان",
    "لم يتم الاتفاق على إدارة معبر الرتاج",
    "لم تتفق رملان والقبائل على معبر الرتاج",
    "لم توضح رملان سبب إغلاق معبر الرتاج",
    "لا يسمي الملحق الجهة التي ستدير معبر الرتاج",
    "لا يزال مصير معبر الرتاج مجهولا",
    "لا أحد في شهدار يعلم مصير معبر الرتاج",
    "لا أحد يعرف مصير معبر الرتاج",
    "لا يعلم السكان من سيدير المعبر فهم لا يعلمون من يحرس الرتاج",
    "لا يتضمن الإعلان أي حديث عن معبر الرتاج",
    "مصير معبر الرتاج غير معروف",
    "ليس واضحا من سيدير معبر الرتاج",
    "ليس من المعروف أين ستذهب بعثة المراقبة",
    "من غير المؤكد خروج بعثة المراقبة",
    "من السابق لأوانه الحديث عن خروج بعثة المراقبة",
    "من المبكر الحديث عن خروج بعثة المراقبة",
    "يبقى ملف معبر الرتاج معلقا",
    "ستبقى معلقة مستحقات بعثة المراقبة",
    "بقي ملف معبر الرتاج خارج الإعلان",
    "ما زال مصير معبر الرتاج غامضا",
    "ما زال يتعين تسليم معبر الرتاج",
    "مازال يتعين تسليم معبر الرتاج",
    "لا يزال يتعين تسليم معبر الرتاج",
    "ملف معبر الرتاج قيد النقاش",
    "عدد جنود بعثة المراقبة موضع خلاف",
    "بحث الوفدان نقاط الخلاف حول معبر الرتاج",
    "أثار النواب أسئلة حول معبر الرتاج",
    "السؤال المطروح في شهدار عن معبر الرتاج",
    "ثمة شكوك كثيرة تحيط ببعثة المراقبة ومعبر الرتاج",
    "تساءل النائب من سيدير معبر الرتاج",
    "يسود غموض شديد بشأن معبر الرتاج",
    "يكتنف مصير المعبر الغموض بعد خروج بعثة المراقبة",
    "انتهى لقاء بعثة المراقبة دون تحديد موعد الخروج",
    "تتضارب في شهدار الأنباء عن خروج بعثة المراقبة",
    "تختلف الروايات في مستحقات بعثة المراقبة",
    "يدرس الوفد ما إذا كانت بعثة المراقبة ستخرج",
    "يبحث الوفد فيما إذا خرجت بعثة المراقبة",
    "هل تخرج بعثة المراقبة من رملان؟",
    "قد تطلب بعثة المراقبة وقتا أطول للخروج",
    "ما هو الموعد الذي تخرج فيه بعثة المراقبة",
    "ما مصير معبر الرتاج",
    "إلى متى تبقى بعثة المراقبة في رملان",
)
SETTLED = (
    "اتضح من سيدير معبر الرتاج", "حددت رملان يوم تسليم معبر الرتاج", "حسمت رملان ملف معبر الرتاج أمس",
    "وصلت الدفعة إلى بعثة المراقبة", "اتخذ البرلمان موقفا من معبر الرتاج", "اتفقت رملان والقبائل على معبر الرتاج",
    "يعرف الجميع مصير معبر الرتاج", "مصير معبر الرتاج واضح ومعروف", "بقي جنود بعثة المراقبة في معبر الرتاج",
    "ما زالت بعثة المراقبة في رملان", "نوقش ملف معبر الرتاج أمس", "سأل النائب وزير الدفاع ثم شكر بعثة المراقبة",
    "طلبت بعثة المراقبة وقتا أطول للخروج", "انتهى لقاء بعثة المراقبة بتحديد موعد الخروج",
)  # fmt: skip


def found(*readings, events=()):
    return open_questions(coverage(*readings), Topic(ABOUT), events)


@pytest.mark.parametrize("cue", questions._cues())
def test_every_line_of_the_lexicon_has_a_clause_here(cue):
    assert any(cue.pattern.search(fold(text)) for text in OPEN)


@pytest.mark.parametrize("text", OPEN)
def test_what_is_open(text):
    (question,) = found(report(f"{text}.\nوأمطرت في الجنوب."))
    assert question.text.rstrip(".") == text


@pytest.mark.parametrize("text", SETTLED)
def test_what_is_not_open(text):
    assert found(report(f"{text}.")) == []


def test_a_clause_of_hardly_any_words_is_no_question():
    assert found(report("لم يتضح الأمر.")) == []


def test_one_thing_left_open_by_two_reports_is_one_question():
    one = report("لم يتضح بعد من سيدير معبر الرتاج بعد خروج بعثة المراقبة.", "2031-03-10", id="one")
    two = report("لا أحد يعرف من سيدير معبر الرتاج بعد خروج بعثة المراقبة.", "2031-03-20", id="two")
    (question,) = found(one, two)
    assert question.since == "2031-03-10"
    assert [each.article for each in question.evidence] == ["one", "two"]


def test_what_two_reports_leave_open_is_more_salient():
    other = report("لم يتضح بعد متى تسلم رملان مستحقات بعثة المراقبة.", "2031-03-11")
    one = report("لم يتضح بعد من سيدير معبر الرتاج بعد خروج بعثة المراقبة.", "2031-03-10")
    two = report("لم يتضح حتى اليوم من سيدير معبر الرتاج بعد خروج بعثة المراقبة.", "2031-03-20")
    first, second = found(other, one, two)
    assert len(first.evidence) == 2
    assert first.salience == 1.0 > second.salience > 0


def test_what_is_surely_open_about_the_affair_comes_first():
    readings = (
        report("لم يتضح بعد متى يفتتح المعرض السنوي في المدينة."),
        report("لم يتضح بعد من سيدير معبر الرتاج بعد خروج بعثة المراقبة."),
    )
    first, second = found(*readings)
    assert "معبر الرتاج" in first.text
    assert first.salience > second.salience


def test_a_later_agreement_closes_a_question(dossier):
    agreed = report("اتفقت حكومة رملان ومجلس القبائل على من سيدير معبر الرتاج بعد خروج بعثة المراقبة.", "2031-04-20")
    (question,) = dossier(report("لم يتضح بعد من سيدير معبر الرتاج بعد خروج بعثة المراقبة."), agreed).open_questions
    assert question.closed == "2031-04-20"
    assert [each.article for each in question.closed_by] == [agreed.id]


def test_a_closed_question_is_not_open_in_the_state(dossier):
    found = dossier(
        report("لم يتضح بعد من سيدير معبر الرتاج بعد خروج بعثة المراقبة."),
        report("لا أحد يعرف متى تسدد رملان مستحقات البعثة المتأخرة."),
        report("اتفقت حكومة رملان ومجلس القبائل على من سيدير معبر الرتاج بعد خروج بعثة المراقبة.", "2031-04-20"),
    )
    assert len(found.open_questions) == 2
    (question,) = found.state.open
    assert "مستحقات" in question.text


def test_an_earlier_agreement_closes_nothing(dossier):
    agreed = report("اتفقت حكومة رملان ومجلس القبائل على من سيدير معبر الرتاج بعد خروج بعثة المراقبة.", "2031-02-20")
    found = dossier(report("لم يتضح بعد من سيدير معبر الرتاج بعد خروج بعثة المراقبة."), agreed)
    assert [question.closed for question in found.open_questions] == [None]


def test_an_agreement_on_something_else_closes_nothing(dossier):
    agreed = report("اتفقت حكومة رملان ومجلس القبائل على إصلاح جسر النهر.", "2031-04-20")
    found = dossier(report("لم يتضح بعد من سيدير معبر الرتاج بعد خروج بعثة المراقبة."), agreed)
    assert [question.closed for question in found.open_questions] == [None]
