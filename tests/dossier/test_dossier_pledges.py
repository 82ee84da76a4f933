"""What was promised or set for a day, and what became of it."""

import pytest
from affair import report

PROMISED = report(
    "تعهد وزير المالية سامي الحداد بتحويل الدفعة الأولى من مستحقات بعثة المراقبة قبل العشرين من آذار 2031.",
    "2031-03-10", id="promised",
)  # fmt: skip
# What else the affair's coverage tells: without it every word would be in every sentence.
REST = tuple(report(text, day, id=f"rest-{i}") for i, (text, day) in enumerate((
    ("تساقطت الأمطار على سهل رملان حيث بعثة المراقبة.", "2031-03-01"),
    ("افتتح قائد بعثة المراقبة معرض الصور في شهدار.", "2031-03-04"),
    ("زار وفد من القبائل معبر الرتاج والتقى حراسه.", "2031-03-06"),
    ("انقطعت الكهرباء عن قواعد بعثة المراقبة ساعتين.", "2031-03-08"),
    ("لعب جنود بعثة المراقبة مباراة ودية مع فريق الصفصاف.", "2031-04-28"),
)))  # fmt: skip


def dues(found):
    return [(pledge.due, pledge.outcome) for pledge in found.pledges]


def outcome(dossier, text, day):
    """What the coverage's answer makes of the promise."""
    answer = report(text, day, id="answer")
    found = [pledge for pledge in dossier(PROMISED, *REST, answer).pledges if pledge.due == "2031-03-20"]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(("text", "due"), [
    ("تسدد حكومة رملان مستحقات بعثة المراقبة قبل 15 نيسان 2031.", "2031-04-15"),
    ("تسدد حكومة رملان مستحقات بعثة المراقبة في موعد أقصاه 15 نيسان 2031.", "2031-04-15"),
    ("تسدد حكومة رملان مستحقات بعثة المراقبة بحلول أيار 2031.", "2031-05"),
    ("تسدد حكومة رملان مستحقات بعثة المراقبة قبل نهاية أيار 2031.", "2031-05-31"),
    ("من المقرر أن تغادر بعثة المراقبة رملان في 30 نيسان 2031.", "2031-04-30"),
    ("ستسدد حكومة رملان مستحقات بعثة المراقبة يوم الخميس المقبل.", "2031-03-13"),
    ("منحت رابطة الحوض رملان مهلة لسداد مستحقات بعثة المراقبة حتى 28 آذار 2031.", "2031-03-28"),
])  # fmt: skip
def test_a_deadline(dossier, text, due):
    assert [pledge.due for pledge in dossier(report(text)).pledges] == [due]


@pytest.mark.parametrize("text", [
    "هل تسدد حكومة رملان مستحقات بعثة المراقبة قبل نهاية أيار 2031؟",
    "نفى وزير المالية سامي الحداد أن تسدد حكومة رملان مستحقات بعثة المراقبة قبل نهاية أيار 2031.",
    "سددت حكومة رملان مستحقات بعثة المراقبة في 3 شباط 2031.",
    "تنتهي بطولة كرة القدم قبل نهاية أيار 2031.",
    "تسدد حكومة رملان مستحقات بعثة المراقبة قريبا.",
])  # fmt: skip
def test_no_deadline(dossier, text):
    assert dossier(report(text + "\nوتبقى القوات في المعسكر القديم.")).pledges == []


def test_who_promised(dossier):
    (pledge,) = dossier(PROMISED).pledges
    assert pledge.who == ["سامي الحداد"]
    assert pledge.text == PROMISED.text


def test_told_by_two_reports_it_is_one_pledge(dossier):
    again = report("قال سامي الحداد إن الدفعة الأولى من مستحقات بعثة المراقبة ستحول قبل العشرين من آذار 2031.",
                   "2031-03-11", id="again")  # fmt: skip
    (pledge,) = dossier(PROMISED, again).pledges
    assert {each.article for each in pledge.evidence} == {"promised", "again"}


def test_two_things_due_on_one_day_are_two(dossier):
    other = report("يغادر جنود قاعدة الصفصاف رملان قبل العشرين من آذار 2031.", "2031-03-11")
    assert [due for due, _ in dues(dossier(PROMISED, other))] == ["2031-03-20", "2031-03-20"]


def test_kept(dossier):
    pledge = outcome(dossier, "حول المصرف، أمس الأربعاء، الدفعة الأولى من مستحقات بعثة المراقبة.", "2031-03-20")
    assert (pledge.outcome, pledge.overdue) == ("kept", False)
    assert [each.article for each in pledge.outcome_evidence] == ["answer"]


def test_done_late_is_missed(dossier):
    pledge = outcome(dossier, "حول المصرف، أمس الخميس، الدفعة الأولى من مستحقات بعثة المراقبة.", "2031-03-28")
    assert pledge.outcome == "missed"


def test_missed(dossier):
    pledge = outcome(dossier, "لم يحول سامي الحداد الدفعة الأولى من مستحقات بعثة المراقبة.", "2031-03-22")
    assert pledge.outcome == "missed"
    assert [each.article for each in pledge.outcome_evidence] == ["answer"]


def test_not_done_before_its_day_is_open(dossier):
    pledge = outcome(dossier, "لم يحول سامي الحداد الدفعة الأولى من مستحقات بعثة المراقبة.", "2031-03-18")
    assert pledge.outcome == "open"


def test_postponed(dossier):
    pledge = outcome(dossier, "أعلن سامي الحداد تأجيل تحويل الدفعة الأولى من مستحقات بعثة المراقبة.", "2031-03-18")
    assert pledge.outcome == "postponed"


def test_still_to_come_is_no_outcome(dossier):
    pledge = outcome(dossier, "سيحول المصرف الدفعة الأولى من مستحقات بعثة المراقبة.", "2031-03-21")
    assert pledge.outcome == "open"


def test_a_question_is_no_outcome(dossier):
    pledge = outcome(dossier, "هل حول المصرف الدفعة الأولى من مستحقات بعثة المراقبة؟", "2031-03-21")
    assert pledge.outcome == "open"


def test_what_else_happened_is_no_outcome(dossier):
    pledge = outcome(dossier, "غادر جنود الصفصاف قاعدتهم فجر الخميس.", "2031-03-21")
    assert (pledge.outcome, pledge.outcome_evidence) == ("open", [])


def test_open_is_overdue_once_the_coverage_has_passed_its_day(dossier):
    assert [pledge.overdue for pledge in dossier(PROMISED).pledges] == [False]
    assert [pledge.overdue for pledge in dossier(PROMISED, *REST).pledges] == [True]


def test_what_is_due_and_overdue_stands_in_the_state(dossier):
    coming = report("تسدد حكومة رملان بقية مستحقات المعبر قبل نهاية أيار 2031.", "2031-04-28", id="coming")
    state = dossier(PROMISED, *REST, coming).state
    assert [pledge.due for pledge in state.due] == ["2031-05-31"]
    assert [pledge.due for pledge in state.overdue] == ["2031-03-20"]


def test_pledges_are_by_day(dossier):
    later = report("تغادر بعثة المراقبة رملان قبل نهاية أيار 2031.", "2031-03-01")
    assert [due for due, _ in dues(dossier(later, PROMISED))] == ["2031-03-20", "2031-05-31"]


@pytest.mark.parametrize("text", [
    # What comes after a day is not due on it.
    "أعلنت اللجنة إرجاء سداد مستحقات بعثة المراقبة إلى ما بعد 28 آذار 2031.",
    # Who looks on sets no day.
    "قال الخبير زياد المنصوري إن سداد مستحقات بعثة المراقبة يجب أن يتم قبل 28 آذار 2031.",
    # It is only liked.
    "يؤيد نصف سكان رملان خروج بعثة المراقبة قبل 28 آذار 2031.",
    # Nobody knows.
    "لا أحد يعلم من سيدير معبر الرتاج بعد 28 آذار 2031 حين تخرج بعثة المراقبة من رملان.",
])  # fmt: skip
def test_nothing_is_set(dossier, text):
    assert dossier(report(text)).pledges == []


def test_a_sentence_that_names_only_the_day_speaks_of_what_is_due_then(dossier):
    exit_ = report("من المقرر أن تغادر بعثة المراقبة رملان في 30 نيسان 2031.", "2031-03-10")
    again = report("قال وزير الخارجية نديم الراوي إن موعد 30 نيسان 2031 نهائي.", "2031-03-15")
    found = dossier(exit_, again, about=("خروج بعثة المراقبة من رملان", "موعد"))
    assert [(pledge.due, len(pledge.evidence)) for pledge in found.pledges] == [("2031-04-30", 2)]


def test_more_time_is_asked_for_what_the_article_is_about(dossier):
    asked = report(
        "لم تسلم بعثة المراقبة قاعدة الصفصاف إلى الجيش.\n"
        "وطلبت البعثة، وفق مصدر في اللجنة المشتركة، مهلة إضافية حتى 25 آذار 2031.",
        "2031-03-16",
    )
    late = report("تسلم الجيش، أمس الأحد، قاعدة الصفصاف من بعثة المراقبة.", "2031-03-31", id="late")
    (pledge,) = dossier(asked, *REST, late, about=("بعثة المراقبة", "قاعدة الصفصاف", "مهلة إضافية")).pledges
    assert (pledge.due, pledge.outcome) == ("2031-03-25", "missed")
    assert [each.article for each in pledge.outcome_evidence] == ["late"]


def test_a_quotation_that_holds_only_the_day(dossier):
    promised = report(
        'وعد رئيس اللجنة المالية في البرلمان، النائب كمال الراوي، بإقرار ملحق موازنة بعثة المراقبة "قبل 20 آذار 2031".'
    )
    done = report("لم يقر البرلمان ملحق موازنة بعثة المراقبة.", "2031-03-22", id="done")
    (pledge,) = dossier(promised, *REST, done).pledges
    assert (pledge.due, pledge.outcome) == ("2031-03-20", "missed")


@pytest.mark.parametrize(("text", "day", "outcome_"), [
    # A delay that is only thought of.
    ("حول المصرف، أمس الأربعاء، الدفعة الأولى من مستحقات بعثة المراقبة، على أن أي تأخير لا يوقف الدفعة.",
     "2031-03-20", "kept"),
    # `قد` before a past verb says that it has been; before one of the present that it may be.
    ("كان المصرف قد حول، أمس الأربعاء، الدفعة الأولى من مستحقات بعثة المراقبة.", "2031-03-20", "kept"),
    ("قد يحول المصرف الدفعة الأولى من مستحقات بعثة المراقبة.", "2031-03-20", "open"),
    # Lapsed, and put off in the next sentence.
    ("انقضت المهلة من دون تحويل الدفعة الأولى من مستحقات بعثة المراقبة. "
     "وأعلنت الوزارة إرجاء تحويل المبلغ إلى الصيف.", "2031-03-21", "postponed"),
    ("انقضت منتصف ليل الخميس المهلة التي حددت لتحويل الدفعة الأولى من مستحقات بعثة المراقبة.", "2031-03-21", "missed"),
    # Another word of the same family; an adjective that agrees with another noun.
    ("سدد المصرف، أمس الأربعاء، مستحقات بعثة المراقبة بدفعته الأولى.", "2031-03-20", "kept"),
    # `ساعات` is no future verb.
    ("حول المصرف، قبل ساعات، الدفعة الأولى من مستحقات بعثة المراقبة.", "2031-03-20", "kept"),
])  # fmt: skip
def test_what_became_of_it(dossier, text, day, outcome_):
    assert outcome(dossier, text, day).outcome == outcome_


def test_talks_take_days(dossier):
    planned = report("يعقد وفدا رملان ورابطة الحوض اجتماعهما حول بعثة المراقبة في شهدار يوم 20 آذار 2031.")
    held = report(
        "اختتم وفدا رملان ورابطة الحوض، اليوم الأحد، محادثات شهدار حول بعثة المراقبة.", "2031-03-23", id="held"
    )
    (pledge,) = dossier(planned, *REST, held).pledges
    assert (pledge.due, pledge.outcome) == ("2031-03-20", "kept")
