"""The state of the file on one screen."""

from affair import report

from malaff.model import TimelineItem

# Talks that meet and fail, each round in words of its own.
ROUNDS = (
    ("التقى وفد رملان وقائد بعثة المراقبة في مدينة لمار لبحث الخروج.", "2031-01-05"),
    ("فشلت المحادثات بين حكومة رملان وبعثة المراقبة بسبب ملف المعبر.", "2031-01-20"),
    ("اجتمع وزير المالية سامي الحداد مع قائد بعثة المراقبة في شهدار لبحث المستحقات.", "2031-02-10"),
    ("انهارت المفاوضات على مستحقات بعثة المراقبة في رملان بعد ساعات طويلة.", "2031-02-25"),
    ("عقد وفدا رملان والرابطة اجتماعا جديدا في فيلمار بشأن بعثة المراقبة ومعبر الرتاج.", "2031-03-12"),
    ("تعثرت الجولة الثالثة من المحادثات بين رملان وبعثة المراقبة حول معبر الرتاج.", "2031-03-28"),
)  # fmt: skip
SIGNED = ("وقعت حكومة رملان وبعثة المراقبة اتفاقا على خروج البعثة من معبر الرتاج.", "2031-04-10")


def rounds(*more):
    return [report(text, day) for text, day in (*ROUNDS, *more)]


def test_what_was_counted(dossier):
    state = dossier(
        report("قال وزير المالية سامي الحداد إن بعثة المراقبة ستخرج.", "2031-03-10", outlet="صدى شهدار"),
        report("قال مصدر مسؤول طلب عدم ذكر اسمه إن معبر الرتاج مغلق.", "2031-03-12", outlet="قناة لمار"),
        report("أمطرت في الجنوب على بعثة المراقبة.", "2031-03-14", outlet="قناة لمار"),
    ).state
    assert (state.articles, state.outlets, state.statements, state.until) == (3, 2, 2, "2031-03-14")
    assert state.anonymous == 0.5


def test_reprints_are_a_share_of_the_articles(dossier):
    text = "أغلق الحراس معبر الرتاج بعد خروج بعثة المراقبة من رملان وسط أمطار غزيرة."
    copies = [report(text, day) for day in ("2031-03-10", "2031-03-11", "2031-03-12")]
    state = dossier(*copies, report(ROUNDS[0][0])).state
    assert state.reprints == 0.5


def test_meetings_failures_and_agreements_that_have_a_day_are_counted(dossier):
    dated = [report(text.replace(" ", " أمس ", 1), day) for text, day in (*ROUNDS, SIGNED)]
    state = dossier(*dated).state
    assert (state.meetings, state.impasses, state.agreements) == (3, 3, 1)


def test_of_failures_what_one_report_tells_without_a_day_is_not_counted(dossier):
    state = dossier(*rounds(SIGNED)).state
    assert (state.meetings, state.impasses, state.agreements) == (3, 0, 1)


def test_what_is_planned_is_not_counted_as_held(dossier):
    state = dossier(report("تعقد رملان وبعثة المراقبة اجتماعا في لمار يوم 30 آذار 2031.")).state
    assert state.meetings == 0


def test_talks_without_an_agreement_go_in_circles(dossier):
    assert dossier(*rounds()).state.circling


def test_an_agreement_ends_the_circle(dossier):
    assert not dossier(*rounds(SIGNED)).state.circling


def test_a_few_meetings_are_no_circle(dossier):
    assert not dossier(*rounds()[:2]).state.circling


def test_the_last_movement_is_the_latest_that_happened(dossier):
    found = dossier(
        *rounds(), report("من المقرر أن تغادر بعثة المراقبة رملان في 30 نيسان 2031.", "2031-03-29", id="plan")
    )
    assert isinstance(found.state.last, TimelineItem)
    assert found.state.last.kind != "plan"
    assert found.state.last.date <= found.state.until


def test_a_file_without_events_has_no_last_movement(dossier):
    assert dossier(report("تقع بعثة المراقبة في رملان.", None)).state.last is None


def test_a_screen_shows_five_of_each(dossier):
    asked = [report(text) for text in (
        "لا أحد يعرف متى ترحل بعثة المراقبة.", "لم يتضح من سيحرس معبر الرتاج ليلا بعد رحيل الجنود.",
        "لم تحسم رملان قيمة المستحقات المتأخرة.", "مصير خيول المراقبة غير معروف حتى الساعة في شهدار.",
        "تتضارب الأنباء عن خسائر القوافل التي كانت تعبر الرتاج.", "لم يتقرر أين تحفظ رسائل قادة المراقبة القدامى.",
        "ما زال مصير ورشة السيارات التي أقامتها البعثة غامضا لدى العمال.",
    )]  # fmt: skip
    found = dossier(*asked)
    assert len(found.open_questions) > 5
    assert found.state.open == found.open_questions[:5]


def test_what_was_said_lately_to_be_open_comes_first(dossier):
    old = report("ولم يتضح بعد من سيدير معبر الرتاج في حال خروج بعثة المراقبة من رملان.", "2031-01-05")
    new = report("ولا يزال مصير مستحقات بعثة المراقبة مجهولا.", "2031-06-05")
    found = dossier(old, new)
    assert [question.since for question in found.state.open] == ["2031-06-05", "2031-01-05"]
