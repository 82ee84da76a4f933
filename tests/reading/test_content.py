"""Where the content of a statement ends, and whether it is direct, indirect or mixed."""

import pytest

from samples import said


class TestJoinedCues:
    @pytest.mark.parametrize(
        "tail",
        [
            "وأضاف أن الجسر رمم",
            "كما أكد أن الجسر رمم",
            "مشيرا إلى أن الجسر رمم",
            "ومشيرا إلى أن الجسر رمم",
            "مؤكدا أن الجسر رمم",
            "داعيا إلى ترميم الجسر",
            "كما دعا إلى ترميم الجسر",
            "وشدد على أن الجسر رمم",
            "محذرا من انهيار الجسر",
        ],
    )
    def test_a_joined_cue_ends_the_content(self, tail):
        text = f"وقال الوزير سامر الخالدي إن الطريق آمن، {tail}."
        assert said(text, "قال")["content"] == "الطريق آمن"

    def test_without_a_comma(self):
        text = "وقال الوزير سامر الخالدي إن الطريق آمن وأضاف أن الجسر رمم."
        assert said(text, "قال")["content"] == "الطريق آمن"

    def test_and_that_does_not_end_it(self):
        text = "وقال الوزير سامر الخالدي إن الطريق آمن، وأن الجسر رمم."
        assert said(text, "قال")["content"] == "الطريق آمن، وأن الجسر رمم"


class TestTurnsOfTheNarration:
    @pytest.mark.parametrize(
        "tail",
        [
            "لكن السكان ينفون ذلك",
            "في وقت تتواصل فيه الأشغال",
            "رغم تحفظات المعارضة",
        ],
    )
    def test_a_turn_behind_a_comma_ends_a_clause(self, tail):
        text = f"وقال الوزير سامر الخالدي إن الطريق آمن، {tail}."
        assert said(text, "قال")["content"] == "الطريق آمن"

    @pytest.mark.parametrize(
        "tail",
        [
            "حيث تتواصل الأشغال",
            "وذلك للمرة الثالثة",
            "فيما تتواصل الأشغال",
            "بينما تتواصل الأشغال",
            "لكنه لم يحدد موعدا",
        ],
    )
    def test_narration_behind_a_noun_phrase_ends_it(self, tail):
        text = f"ودعا الوزير سامر الخالدي إلى ترميم الجسر، {tail}."
        assert said(text, "دعا")["content"] == "ترميم الجسر"

    @pytest.mark.parametrize("dating", ["بعد اجتماع الحكومة", "خلال زيارة الميناء", "ردا على سؤال صحفي"])
    def test_wa_dhalika_with_a_date_ends_it(self, dating):
        text = f"وقال الوزير سامر الخالدي إن الطريق آمن وذلك {dating}."
        assert said(text, "قال")["content"] == "الطريق آمن"

    def test_a_participle_of_circumstance_ends_a_noun_phrase(self):
        text = "ودعا الوزير سامر الخالدي إلى ترميم الجسر، مقدما خطة مفصلة."
        assert said(text, "دعا")["content"] == "ترميم الجسر"


class TestEdges:
    @pytest.mark.parametrize("mark", [".", "!", "؟", "..", "...", "،", "", "\n", " ."])
    def test_the_final_stop_is_no_content(self, mark):
        text = f"وقال الوزير سامر الخالدي إن الطريق آمن{mark}"
        assert said(text, "قال")["content"] == "الطريق آمن"

    def test_the_next_sentence_is_left_out(self):
        text = "وقال الوزير سامر الخالدي إن الطريق آمن. وصل الوفد مساء إلى الميناء."
        assert said(text, "قال")["content"] == "الطريق آمن"

    def test_the_next_paragraph_is_left_out(self):
        text = "وقال الوزير سامر الخالدي إن الطريق آمن\nوصل الوفد مساء إلى الميناء"
        assert said(text, "قال")["content"] == "الطريق آمن"

    def test_a_number_with_a_point_does_not_end_the_sentence(self):
        text = "وقال الوزير سامر الخالدي إن النمو بلغ 3.5 بالمئة هذا العام."
        assert said(text, "قال")["content"] == "النمو بلغ 3.5 بالمئة هذا العام"

    def test_stops_inside_a_quotation_do_not_end_it(self):
        text = "وقال الوزير سامر الخالدي: «الطريق آمن. الجسر رمم! ماذا تريدون؟ لا شيء ينقصنا»."
        assert said(text, "قال")["content"] == "الطريق آمن. الجسر رمم! ماذا تريدون؟ لا شيء ينقصنا"

    def test_a_date_set_apart_at_the_end_is_left_out(self):
        text = "وقال الوزير سامر الخالدي إن الطريق آمن، أمس الأحد."
        assert said(text, "قال")["content"] == "الطريق آمن"

    def test_a_date_within_the_clause_stays(self):
        text = "وقال الوزير سامر الخالدي إن الطريق سيفتح يوم الأحد المقبل."
        assert said(text, "قال")["content"] == "الطريق سيفتح يوم الأحد المقبل"

    def test_a_trailing_attribution_is_left_out(self):
        text = "وقال الوزير سامر الخالدي إن الطريق آمن، بحسب وكالة الأنباء الوطنية."
        assert said(text, "قال")["content"] == "الطريق آمن"


class TestQuotedParagraphs:
    def test_a_quotation_taken_up_again_goes_on(self):
        text = (
            "وقال الوزير سامر الخالدي: «الطريق آمن والجسر رمم كله».\n"
            "«ولن نترك القرى بلا ماء هذا الصيف».\nوغادر بعد ذلك."
        )
        one = said(text, "قال")
        assert "الطريق آمن" in one["content"]
        assert "هذا الصيف" in one["content"]

    @pytest.mark.xfail(strict=True, reason="content that runs over two quotations keeps the outer marks")
    def test_its_outer_marks_are_left_out(self):
        text = "وقال الوزير سامر الخالدي: «الطريق آمن والجسر رمم كله».\n«ولن نترك القرى بلا ماء هذا الصيف»."
        content = said(text, "قال")["content"]
        assert content.startswith("الطريق")
        assert content.endswith("الصيف")

    def test_a_quotation_with_a_cue_of_its_own_does_not(self):
        text = (
            "وقال الوزير سامر الخالدي: «الطريق آمن والجسر رمم كله».\n"
            "«لم نر أي جسر مرمم في قريتنا»، تقول المزارعة هند العطار."
        )
        assert said(text, "قال")["content"] == "الطريق آمن والجسر رمم كله"

    def test_an_unclosed_quotation_ends_with_its_paragraph(self):
        text = "وقال الوزير سامر الخالدي: «الطريق آمن والجسر رمم\nوغادر الوفد بعد ذلك."
        assert said(text, "قال")["content"] == "الطريق آمن والجسر رمم"


class TestColonSpeech:
    def test_it_runs_to_the_paragraphs_end(self):
        text = "وأضاف الوزير سامر الخالدي: الطريق آمن. نحن نعمل ليلا ونهارا.\nوغادر الوفد."
        assert said(text, "أضاف")["content"] == "الطريق آمن. نحن نعمل ليلا ونهارا"

    def test_it_runs_to_the_next_cue(self):
        text = "وقال الوزير سامر الخالدي: الطريق آمن. وأضاف: نحن نعمل ليلا ونهارا."
        assert said(text, "قال")["content"] == "الطريق آمن"
        assert said(text, "أضاف")["content"] == "نحن نعمل ليلا ونهارا"

    def test_it_is_direct(self):
        assert said("وأضاف المتحدث: لم نناقش التمديد، ولم يطلبه أحد.", "أضاف")["type"] == "direct"


class TestType:
    @pytest.mark.parametrize(
        ("content", "kind"),
        [
            ("إن الطريق آمن", "indirect"),
            ('إن "الطريق آمن والجسر رمم"', "direct"),
            ('إن الطريق "آمن تماما ولا خوف عليه" هذا العام', "mixed"),
            (': "الطريق آمن والجسر رمم"', "direct"),
            (": الطريق آمن والجسر رمم", "direct"),
            ('إنها "خطوة أولى لا أكثر"', "direct"),
            ("إن شركة «النور» ستبني الجسر", "indirect"),
            ("إن حركة «الغد» لن تشارك", "indirect"),
            ("إن صحيفة «النهضة» أخطأت", "indirect"),
            pytest.param(
                "إن مسلسل «ليلة بلا قمر» سيعرض قريبا",
                "indirect",
                marks=pytest.mark.xfail(
                    strict=True, reason="a title of three words behind a naming noun counts as speech"
                ),
            ),
        ],
    )
    def test_quoted_or_not(self, content, kind):
        text = f"وقال الوزير سامر الخالدي {content}."
        assert said(text, "قال")["type"] == kind

    def test_direct_content_has_no_marks(self):
        text = 'وقال الوزير سامر الخالدي إن "الطريق آمن والجسر رمم".'
        assert said(text, "قال")["content"] == "الطريق آمن والجسر رمم"

    def test_mixed_content_keeps_them(self):
        text = 'وقال الوزير سامر الخالدي إن الطريق "آمن تماما ولا خوف عليه" هذا العام.'
        assert said(text, "قال")["content"] == 'الطريق "آمن تماما ولا خوف عليه" هذا العام'

    def test_a_quotation_that_closes_the_content_stays_whole(self):
        text = 'وقال الوزير سامر الخالدي إن الطريق "آمن تماما ولا خوف عليه".'
        assert said(text, "قال")["content"] == 'الطريق "آمن تماما ولا خوف عليه"'

    @pytest.mark.parametrize(
        ("open_", "close"),
        [
            ("«", "»"),
            ("“", "”"),
            ('"', '"'),
            ("‹", "›"),
            pytest.param(
                '""',
                '""',
                marks=pytest.mark.xfail(strict=True, reason="doubled straight marks are paired with each other"),
            ),
        ],
    )
    def test_every_kind_of_marks(self, open_, close):
        text = f"وقال الوزير سامر الخالدي: {open_}الطريق آمن والجسر رمم{close}."
        assert (said(text, "قال")["content"], said(text, "قال")["type"]) == ("الطريق آمن والجسر رمم", "direct")

    def test_an_attached_preposition_before_a_quotation_alone(self):
        text = "وأشاد الوزير سامر الخالدي بـ«الجهود الكبيرة للمتطوعين»."
        assert said(text, "أشاد")["type"] == "direct"
