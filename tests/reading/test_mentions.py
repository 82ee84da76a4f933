"""A speaker's mention taken apart into name, role and kind."""

import pytest

from samples import read, said

PERSONS = [
    ("وزير الري سامر الخالدي", "سامر الخالدي", "وزير الري"),
    ("وزير الري المصري سامر الخالدي", "سامر الخالدي", "وزير الري المصري"),
    ("سامر الخالدي، وزير الري،", "سامر الخالدي", "وزير الري"),
    ("وزير الري، سامر الخالدي،", "سامر الخالدي", "وزير الري"),
    ("الخبير العسكري سامر الخالدي", "سامر الخالدي", "الخبير العسكري"),
    ("الخبير العسكري، دلاور عزيز،", "دلاور عزيز", "الخبير العسكري"),
    ("رئيس لجنة المياه في البرلمان سامر الخالدي", "سامر الخالدي", "رئيس لجنة المياه في البرلمان"),
    ("المتحدث باسم الوزارة سامر الخالدي", "سامر الخالدي", "المتحدث باسم الوزارة"),
    ("سامر الخالدي", "سامر الخالدي", None),
    ("السيد سامر الخالدي", "سامر الخالدي", None),
    ("الدكتور سامر الخالدي", "سامر الخالدي", None),
    ("اللواء سامر الخالدي", "سامر الخالدي", "اللواء"),
    ("وزير الدفاع اللواء سامر الخالدي", "سامر الخالدي", "وزير الدفاع اللواء"),
    ("رئيس الجامعة الدكتور سامر الخالدي", "سامر الخالدي", "رئيس الجامعة"),
    ("الأمين العام للرابطة سامر الخالدي", "سامر الخالدي", "الأمين العام للرابطة"),
    ("رئيس الوزراء السابق سامر الخالدي", "سامر الخالدي", "رئيس الوزراء السابق"),
]


class TestPersons:
    @pytest.mark.parametrize(("mention", "name", "role"), PERSONS)
    def test_name_and_role(self, mention, name, role):
        one = said(f"وقال {mention} إن العمل مستمر.", "قال")
        assert (one["speaker_name"], one["speaker_role"], one["kind"]) == (name, role, "person")

    @pytest.mark.parametrize(
        ("mention", "name", "role"),
        [
            ("الوزيرة هند العطار", "هند العطار", "الوزيرة"),
            ("المتحدثة باسم الحكومة هند العطار", "هند العطار", "المتحدثة باسم الحكومة"),
            ("رئيسة البعثة، الدكتورة هند العطار،", "هند العطار", "رئيسة البعثة"),
        ],
    )
    def test_a_woman(self, mention, name, role):
        one = said(f"وقالت {mention} إن العمل مستمر.", "قالت")
        assert (one["speaker_name"], one["speaker_role"], one["kind"]) == (name, role, "person")

    def test_a_role_alone_is_shown_as_the_name(self):
        one = said("وقال وزير الري إن العمل مستمر.", "قال")
        assert (one["speaker_name"], one["kind"]) == ("وزير الري", "person")

    def test_the_whole_mention_is_the_speaker(self):
        assert said("وقال وزير الري سامر الخالدي إن العمل مستمر.", "قال")["speaker"] == "وزير الري سامر الخالدي"


class TestOrganisations:
    @pytest.mark.parametrize(
        "mention",
        [
            "وزارة الصحة",
            "الحكومة",
            "حركة النهوض",
            "نقابة المعلمين",
            "شركة النور",
            "منظمة الإغاثة",
            "الجيش",
            "صحيفة النهضة",
            "محكمة الاستئناف",
            "الاتحاد الأوروبي",
            "فرنسا",
        ],
    )
    def test_kind(self, mention):
        masculine = mention.split()[0] in ("الجيش", "الاتحاد")
        verb = "قال" if masculine else "قالت"
        one = said(f"و{verb} {mention} إن الأمر انتهى.", verb)
        assert (one["speaker_name"], one["kind"], one["speaker_role"]) == (mention, "organisation", None)

    def test_a_leader_of_a_body_is_a_person(self):
        assert said("وقال رئيس نقابة المعلمين إن الأمر انتهى.", "قال")["kind"] == "person"


class TestUnnamed:
    @pytest.mark.parametrize(
        ("mention", "verb", "kind"),
        [
            ("مصدر مسؤول", "قال", "anonymous"),
            ("مصدر في الشرطة", "قال", "anonymous"),
            ("مصادر مطلعة", "قالت", "anonymous"),
            ("شاهد عيان", "قال", "anonymous"),
            ("أحد السكان", "قال", "anonymous"),
            ("مسؤول كبير", "قال", "anonymous"),
            ("دبلوماسي غربي", "قال", "anonymous"),
            ("خبراء", "قال", "group"),
            ("محللون", "قال", "group"),
            ("سكان القرية", "قال", "group"),
            ("ناشطون في البلدة", "قال", "group"),
            ("مسؤولون في الوزارة", "قال", "group"),
            ("نواب المعارضة", "قال", "group"),
        ],
    )
    def test_kind(self, mention, verb, kind):
        one = said(f"و{verb} {mention} إن الأمر انتهى.", verb)
        assert (one["speaker_name"], one["kind"]) == (mention, kind)

    def test_several_witnesses_are_a_group(self):
        assert said("وقال شهود إن الحريق بدأ ليلا.", "قال")["kind"] == "group"

    @pytest.mark.parametrize(
        "mention",
        [
            "مسؤولان",
            "مسؤولان في الوزارة",
            "وزيران في الحكومة",
            pytest.param(
                "دبلوماسيان غربيان",
                marks=pytest.mark.xfail(strict=True, reason="mentions.py _dual: دبلوماسي is no office"),
            ),
            pytest.param("وزيران", marks=pytest.mark.xfail(strict=True, reason="a dual alone is taken for a person")),
        ],
    )
    def test_two_of_an_office_are_a_group(self, mention):
        assert said(f"وقال {mention} إن الأمر انتهى.", "قال")["kind"] == "group"

    def test_a_description_ends_before_a_comma(self):
        one = said("وقال مصدر أمني، طلب عدم ذكر اسمه، إن الأمر انتهى.", "قال")
        assert one["speaker_name"] == "مصدر أمني"

    def test_a_description_ends_before_its_clause(self):
        one = said("وقال مصدر أمني طلب عدم ذكر اسمه إن الأمر انتهى.", "قال")
        assert one["speaker_name"] == "مصدر أمني"


class TestNames:
    @pytest.mark.parametrize(
        ("text", "cue"),
        [
            ("وقال المتحدث سامر الخالدي لوكالة الأنباء الوطنية إن السد آمن.", "قال"),
            ("وأكد الوزير سامر الخالدي لصحيفة النهضة أن السد آمن.", "أكد"),
        ],
    )
    def test_whom_it_was_said_to_is_no_part_of_the_name(self, text, cue):
        assert said(text, cue)["speaker_name"] == "سامر الخالدي"

    def test_every_mention_has_its_fullest_name(self):
        text = "قال وزير الري سامر الخالدي إن السد آمن.\nوغادر الخالدي القاعة."
        assert {(one.name, one.role) for one in read(text).names if one.kind == "person"} == {
            ("سامر الخالدي", "وزير الري")
        }

    def test_a_name_has_the_article_that_its_preposition_swallowed(self):
        names = read("سلم الوفد رسالة للعراق أمس.").names
        assert [(one.span.text, one.name) for one in names if one.kind == "place"] == [("عراق", "العراق")]

    def test_a_clitic_is_no_part_of_the_span(self):
        text = "قال وزير الري سامر الخالدي إن السد آمن.\nوسلمت الرسالة لسامر الخالدي."
        assert [one.span.text for one in read(text).names if one.kind == "person"] == ["سامر الخالدي", "سامر الخالدي"]
