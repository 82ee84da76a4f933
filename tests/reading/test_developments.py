"""Developments: kind by verb and phrase, by future, negation and schedule; clause, date and actors."""

import pytest

from samples import read


def developments(text):
    return [(one.kind, one.span.text) for one in read(text).developments]


def kinds(text):
    return [one.kind for one in read(text).developments]


MEETINGS = [
    "اجتمعت اللجنتان في العاصمة.",
    "التقى الوزير سامر الخالدي نظيره في العاصمة.",
    "زار الوزير سامر الخالدي القرى المنكوبة.",
    "عقد الوفدان جلسة مغلقة في الفندق.",
    "وأجرى الوزير سامر الخالدي محادثات مع المبعوث.",
    "استقبل الرئيس وفدا من التجار.",
    "تباحث الطرفان في ملف المياه.",
    "وصل وفد تجاري إلى العاصمة.",
    "قام الوزير سامر الخالدي بزيارة الميناء.",
    "اختتمت الجولة الأولى من المحادثات.",
    "انطلقت مفاوضات السلام في المدينة.",
]
AGREEMENTS = [
    "اتفق الطرفان على وقف القتال.",
    "وقع البلدان اتفاقية التجارة.",
    "أقر البرلمان مشروع الموازنة.",
    "وافق المجلس على الخطة.",
    "توصل الطرفان إلى تسوية نهائية.",
    "قررت الحكومة فتح المعبر.",
    "اعتمد المجلس خطة الإعمار.",
    "تم الاتفاق على موعد الانسحاب.",
    "فرض الاتحاد عقوبات جديدة على الشركة.",
    "تمت الموافقة على المشروع.",
]
IMPASSES = [
    "فشلت المفاوضات بين الطرفين.",
    "تعثرت المحادثات منذ الصباح.",
    "انهارت الهدنة بعد ساعات.",
    "أرجأت المحكمة النطق بالحكم.",
    "تأجلت الجلسة إلى الخريف.",
    "رفضت الحكومة المقترح الجديد.",
    "انسحب الوفد من المحادثات.",
    "وصلت المحادثات إلى طريق مسدود.",
    "انتهت المهلة من غير نتيجة.",
    "ألغت الشركة اجتماع المساهمين.",
]
PLANS = [
    "ستجتمع اللجنتان غدا.",
    "سيلتقي الوزير نظيره الأسبوع المقبل.",
    "ستوقع الحكومتان الاتفاق في الصيف.",
    "من المقرر أن تبدأ المحادثات الأحد المقبل.",
    "ومن المنتظر أن يصل الوفد غدا.",
    "تعتزم الشركة بناء مصنع ثان.",
    "حددت اللجنة موعدا للجلسة المقبلة.",
    "ستغلق البلدية الشارع شهرا.",
    "تنوي الحكومة بيع المصنع.",
]


@pytest.mark.parametrize("text", MEETINGS)
def test_meetings(text):
    assert kinds(text) == ["meeting"]


@pytest.mark.parametrize("text", AGREEMENTS)
def test_agreements(text):
    assert kinds(text) == ["agreement"]


@pytest.mark.parametrize("text", IMPASSES)
def test_impasses(text):
    assert kinds(text) == ["impasse"]


@pytest.mark.parametrize("text", PLANS)
def test_plans(text):
    assert kinds(text) == ["plan"]


class TestNegation:
    @pytest.mark.parametrize(
        "text",
        [
            "لم تتفق اللجنتان على موعد.",
            "ولم يتوصل الطرفان إلى اتفاق.",
            "لم يجتمع الوفدان أمس.",
            "لم يوقع الطرفان الاتفاق.",
            "لم يصدر القرار بعد.",
            "لم تسلم الشركة المعدات حتى الآن.",
            "غادر الوفدان من دون أن يتفقا على موعد، دون التوصل إلى حل.",
        ],
    )
    def test_a_step_not_taken_is_an_impasse(self, text):
        assert kinds(text) == ["impasse"]

    @pytest.mark.parametrize(
        "text",
        [
            "النقابة تواصل الإضراب ما لم تنفذ مطالبها.",
            "وتستمر المقاطعة ما لم توقع الشركة العقد.",
            "يبقى المعبر مغلقا ما لم يتفق الطرفان على موعد.",
        ],
    )
    def test_a_condition_is_no_step(self, text):
        assert kinds(text) == []

    def test_the_same_verb_without_the_condition_is(self):
        assert kinds("لم تنفذ الشركة مطالبها.") == ["impasse"]

    @pytest.mark.parametrize(
        ("text", "clause"),
        [
            ("وأعلنت رئاسة البرلمان عدم إقرار الموازنة.", "عدم إقرار الموازنة"),
            ("أعلن المجلس عدم إقرار القانون هذا العام.", "عدم إقرار القانون هذا العام"),
            ("وأدى الخلاف إلى عدم إقرار الموازنة.", "عدم إقرار الموازنة"),
        ],
    )
    def test_what_was_not_passed_is_an_impasse(self, text, clause):
        assert developments(text) == [("impasse", clause)]

    @pytest.mark.parametrize("text", ["لم تفشل المفاوضات.", "لم تنهر الهدنة."])
    def test_a_failure_that_did_not_come_is_none(self, text):
        assert kinds(text) == []

    def test_the_negation_belongs_to_the_clause(self):
        assert developments("لم تتفق اللجنتان على موعد.") == [("impasse", "لم تتفق اللجنتان على موعد")]


class TestFuture:
    @pytest.mark.parametrize(
        ("text", "clause"),
        [
            ("سيتم تنصيبه رئيسا للوزراء الخميس.", "سيتم تنصيبه رئيسا للوزراء الخميس"),
            ("وسيقع إسناد رخص أخرى.", "سيقع إسناد رخص أخرى"),
            ("ستتم خلال الأيام القادمة إعادة فتح المعبر.", "ستتم خلال الأيام القادمة إعادة فتح المعبر"),
        ],
    )
    def test_a_step_to_be_done(self, text, clause):
        assert developments(text) == [("plan", clause)]

    @pytest.mark.parametrize(
        ("text", "clause"),
        [
            ("وقال الوزير بعد لقائه رئيس الحكومة سامي الحداد إن الوضع صعب.", "لقائه رئيس الحكومة سامي الحداد"),
            ("وخلال زيارته إلى العراق قال الوزير إن الوضع صعب.", "زيارته إلى العراق"),
            ("وجاء ذلك خلال محادثاتها مع نظيرها في العاصمة.", "محادثاتها مع نظيرها في العاصمة"),
        ],
    )
    def test_a_meeting_of_ones_own_told_in_passing(self, text, clause):
        assert ("meeting", clause) in developments(text)

    def test_a_future_of_a_meeting_is_a_plan(self):
        assert kinds("اجتمعت اللجنتان أمس.") == ["meeting"]
        assert kinds("ستجتمع اللجنتان غدا.") == ["plan"]

    @pytest.mark.parametrize(
        ("text", "clause"),
        [
            ("ستنهي الشركة أعمالها.", "ستنهي الشركة أعمالها"),
            ("وسينقل المتحف لوحاته إلى العاصمة.", "سينقل المتحف لوحاته إلى العاصمة"),
            ("سيوزع الهلال الأحمر الخيام على القرى.", "سيوزع الهلال الأحمر الخيام على القرى"),
        ],
    )
    def test_a_future_of_any_verb_is_a_plan(self, text, clause):
        assert developments(text) == [("plan", clause)]

    @pytest.mark.parametrize(
        ("text", "clause"),
        [
            ("أعلنت الوزارة أنها ستعيد فتح المعبر.", "ستعيد فتح المعبر"),
            ("وأعلن الاتحاد أنه سيؤجل البطولة إلى الخريف.", "سيؤجل البطولة إلى الخريف"),
            ("وأعلنت البلدية أمس أنها سترمم الجسر القديم.", "سترمم الجسر القديم"),
        ],
    )
    def test_a_step_announced_is_one_plan(self, text, clause):
        assert developments(text) == [("plan", clause)]

    @pytest.mark.parametrize(
        "text",
        [
            "يلتقي الوزير سامر الخالدي نظيره غدا.",
            "تجتمع اللجنتان الأحد المقبل في العاصمة.",
            "ويستقبل الرئيس وفد التجار الأسبوع المقبل.",
        ],
    )
    def test_a_meeting_with_a_later_date_is_a_plan(self, text):
        assert kinds(text) == ["plan"]

    @pytest.mark.parametrize("text", ["تجتمع اللجنتان في العاصمة.", "يلتقي الوزير سامر الخالدي نظيره أمس."])
    def test_a_meeting_without_one_is_not(self, text):
        assert kinds(text) == ["meeting"]

    @pytest.mark.parametrize(
        "text",
        [
            "سيؤدي الجفاف إلى غلاء الخضار.",
            "سترتفع أسعار القمح.",
            "ستكون المباراة صعبة.",
            "سيسهم الجسر في تخفيف الزحام.",
        ],
    )
    def test_a_forecast_of_effects_is_none(self, text):
        assert kinds(text) == []

    @pytest.mark.parametrize(
        "text",
        [
            "سيارة حمراء عند الباب.",
            "ستة رجال في الغرفة.",
            "سياسة جديدة للمياه.",
            "سيدة من القرية.",
            "سيول جارفة في الوادي.",
        ],
    )
    def test_nouns_that_look_like_futures(self, text):
        assert kinds(text) == []


class TestNotDevelopments:
    @pytest.mark.parametrize(
        "text",
        [
            "هطلت الأمطار على المدينة طوال الليل.",
            "سجل اللاعب هدفين في الشوط الأول.",
            "رفض التعليق على الخبر.",
            "رفض الوزير سامر الخالدي التعليق.",
            pytest.param(
                "كان رفض الطلب متوقعا.", marks=pytest.mark.xfail(strict=True, reason="رفض behind كان is a noun")
            ),
            "قصفت المدفعية مواقع في التلال.",
            "عقد من الزمن مضى على الحرب.",
            "",
        ],
    )
    def test_other_events(self, text):
        assert kinds(text) == []


class TestClause:
    @pytest.mark.parametrize(
        ("text", "clause"),
        [
            ("اجتمعت اللجنتان في العاصمة.", "اجتمعت اللجنتان في العاصمة"),
            ("واجتمعت اللجنتان في العاصمة.", "اجتمعت اللجنتان في العاصمة"),
            ("اتفق الطرفان على وقف القتال، لكن السكان ما زالوا خائفين.", "اتفق الطرفان على وقف القتال"),
            ("وقال الوزير سامر الخالدي إن الوفدين اتفقا على وقف القتال.", "الوفدين اتفقا على وقف القتال"),
        ],
    )
    def test_bounds(self, text, clause):
        assert [span for _, span in developments(text)] == [clause]

    def test_a_relative_clause_ends_with_its_comma(self):
        text = "وقال الوزير سامر الخالدي، الذي يزور العاصمة، إن الأمر انتهى."
        assert developments(text) == [("meeting", "يزور العاصمة")]

    def test_no_mark_at_the_end(self):
        ((_, clause),) = developments("وقال الوزير سامر الخالدي: «لن نغادر أرضنا أبدا».")
        assert clause == "لن نغادر أرضنا أبدا"

    def test_two_clauses_are_two_developments(self):
        assert kinds("اجتمع الوفدان أمس. وفشلت المفاوضات بعد ساعات.") == ["meeting", "impasse"]


class TestTimeAndActors:
    def test_its_date_is_resolved(self):
        (one,) = read("اجتمعت اللجنتان أمس في العاصمة.").developments
        assert (one.time.text, one.value) == ("أمس", "2025-03-09")

    def test_no_date(self):
        (one,) = read("اجتمعت اللجنتان في العاصمة.").developments
        assert (one.time, one.value) == (None, None)

    def test_actors_have_their_fullest_name(self):
        text = "وصل وزير الري سامر الخالدي صباحا. والتقى الخالدي قائد البعثة هنريك فالدوسن."
        one = read(text).developments[-1]
        assert one.actors == ["سامر الخالدي", "هنريك فالدوسن"]

    def test_a_state_is_an_actor(self):
        one = read("وقعت ألمانيا وفرنسا اتفاقية التجارة.").developments[0]
        assert one.actors == ["ألمانيا", "فرنسا"]

    def test_inside_a_statement_it_points_to_it(self):
        reading = read("وصل الوفد.\nوقال الوزير سامر الخالدي إن اللجنتين اتفقتا على وقف القتال.")
        inside = [one for one in reading.developments if one.kind == "agreement"]
        assert [one.statement for one in inside] == [0]

    def test_in_the_narration_it_points_nowhere(self):
        (one,) = read("اجتمعت اللجنتان في العاصمة.").developments
        assert one.statement is None
