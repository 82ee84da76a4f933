"""Who a verb is addressed to, what a subject does not take in, and other bounds of sources; sentences invented."""

import pytest

from samples import said, statements


class TestAddressees:
    @pytest.mark.parametrize(
        ("text", "cue", "speaker"),
        [
            ("وحذر الخطباء الشباب من الشبهات التي تنتشر في المدينة.", "حذر", "الخطباء"),
            ("وحث قائد الجيش العسكريين على أن يكونوا على أهبة الاستعداد.", "حث", "قائد الجيش"),
            ("وأبلغ البلدان المنظمة أن الإنتاج سيبقى على حاله.", "أبلغ", "البلدان"),
        ],
    )
    def test_whom_it_is_said_to_is_no_part_of_the_source(self, text, cue, speaker):
        assert said(text, cue)["speaker"] == speaker

    def test_a_plural_verb_has_its_subject_before_it(self):
        text = "وتجمع المحتجون أمام المبنى. كما طالبوا الاتحاد المحلي بإقرار إضراب عام في المدينة."
        assert said(text, "طالبوا")["speaker_name"] != "الاتحاد المحلي"

    def test_a_verb_of_another_gender_behind_a_comma(self):
        text = "عندما أطلقت المرشحة هند الحداد حملتها، دعت الشعب الرملاني إلى عصر جديد من الرخاء."
        assert said(text, "دعت")["speaker_name"] == "هند الحداد"

    def test_a_pronoun_with_its_preposition_is_nobody(self):
        assert said("وعلق عليه بالقول «ذهبت إلى القرية ولم تعد منها».", "علق")["speaker"] is None


class TestSourcesEnd:
    def test_his_own_words_are_no_source(self):
        found = said('وقال نادر الحموي إن الدراما حرة. وختم تغريداته بأنه "لم يبق عمل كهذا قط".', "ختم")
        assert found["speaker"] is None
        assert found["via"] == "تغريداته"

    def test_companions_are_in_no_place(self):
        text = "وأشارت هند الحداد وزملاؤها في نشرة طبية إلى أن ثلث السكان لا يفطرون."
        assert said(text, "أشارت")["speaker"] == "هند الحداد وزملاؤها"

    def test_a_name_is_not_longer_than_it_stands_anywhere(self):
        text = "قصف الجيش موقعا لحركة حماس قرب الحدود. وأكدت حماس أنها ملتزمة بالتهدئة."
        assert said(text, "أكدت")["speaker_name"] in ("حماس", "حركة حماس")

    def test_the_family_behind_father_and_son(self):
        text = "وقال رئيس الفريق الإعلامي حمد بن سعد العمر إن الحملة بدأت. وأضاف العمر أن التسجيل مفتوح."
        assert {one["speaker_name"] for one in statements(text)} == {"حمد بن سعد العمر"}

    def test_a_name_by_the_word_behind_abu(self):
        text = "قال الصحفي صدام أبو عاصم إن الطريق مغلق.\nوأضاف عاصم أن القافلة عادت."
        assert said(text, "أضاف")["speaker_name"] == "صدام أبو عاصم"

    def test_the_holder_behind_an_office_and_its_place(self):
        text = "توقع مدرب ليفربول سامر الخالدي غياب لاعبين عن المباراة."
        assert said(text, "توقع")["speaker_name"] == "سامر الخالدي"

    def test_a_verb_behind_qad_is_no_source(self):
        text = "وكان التحالف قد بدأ في آخر الشهر حملة عسكرية يقول إنها تستهدف الميناء."
        assert not [one for one in statements(text) if (one["speaker"] or "").startswith("بدأ")]


class TestTradesAndHeads:
    def test_a_trade_and_a_nation_mean_the_one_who_was_heard(self):
        text = 'قال مدرب الفريق سامر الخالدي إن اللاعبين جاهزون. وأضاف المدرب البرتغالي: "سنلعب للفوز".'
        assert said(text, "أضاف")["speaker_name"] == "سامر الخالدي"

    def test_a_head_alone_means_the_body_that_begins_with_it(self):
        text = (
            "قالت لجنة تحقيق مستقلة من داخل الشركة إن الأرباح ضخمت. وأعلنت شركة الإلكترونيات الرملانية أنها ستعتذر."
            " وقالت الشركة إنها تتعامل مع الوضع."
        )
        assert statements(text)[-1]["speaker_name"] == "شركة الإلكترونيات الرملانية"

    def test_a_technical_director_is_a_trade_too(self):
        text = 'قال مدرب الفريق سامر الخالدي إن اللاعبين جاهزون. وأضاف المدير الفني الألماني: "سنلعب للفوز".'
        assert said(text, "أضاف")["speaker_name"] == "سامر الخالدي"

    def test_one_of_several_who_spoke_together(self):
        text = "وأشارت هند الحداد وزملاؤها إلى أن العينة صغيرة. وقالت هند الحداد إن البحث مستمر."
        assert said(text, "قالت")["speaker_name"] == "هند الحداد"

    def test_a_plural_participle_of_a_group_named_at_length(self):
        text = "ندد خطباء الجوامع بمحافظة الجرداء اليوم بالتفجير، مؤكدين أن الأمن مسؤولية الجميع."
        assert said(text, "مؤكدين")["speaker_name"].startswith("خطباء الجوامع")

    def test_a_short_name_explained_in_brackets(self):
        text = "ضخت منظمة البلدان المصدرة للبترول (أوبك) كميات أقل. غير أن أوبك تقول إن القيود باقية."
        assert said(text, "تقول")["speaker_name"] == "منظمة البلدان المصدرة للبترول"

    def test_brackets_that_explain_no_body(self):
        text = "قال نادر الحموي (سياسي) إن القيود باقية. وقالت أوبك إن الكميات أقل."
        assert said(text, "قالت")["speaker_name"] == "أوبك"

    def test_where_a_representative_serves(self):
        text = "وقال سفير أوستيرا في لندن إن المواطنين تقدموا بطلبات."
        found = said(text, "قال")["speaker"]
        assert found == "سفير أوستيرا في لندن"

    def test_a_definite_noun_governs_no_body(self):
        text = "واتهم الإصدار حركة الشمال بأنها عميلة لجهة أجنبية."
        assert said(text, "اتهم")["speaker"] == "الإصدار"

    def test_to_whom_a_body_speaks(self):
        text = "واعتذرت الشركة للمستخدمين عن تسرب بياناتهم الشخصية."
        assert said(text, "اعتذرت")["speaker"] == "الشركة"

    def test_what_says_that_words_follow_is_no_source(self):
        text = "ونقلت صحيفة النهضة عن إحداهن قولها للصحيفة «لايف» إن العملية بدأت في الشتاء."
        found = said(text, "نقلت")
        assert found["speaker"] == "إحداهن"
        assert found["content"] == "العملية بدأت في الشتاء"

    def test_adverbs_of_time_and_manner_before_a_source(self):
        assert said("وسئل المدرب سامر الخالدي عنه. قال وقتها إنه واثق من مشاركته.", "قال")["speaker"] is None


class TestDocumentsAndBodies:
    @pytest.mark.parametrize(
        "text",
        [
            "وجاء أيضا في البيان أن الحداد أشرف على العمليات.",
            "وجاء في الشهادة أن الحداد أشرف على العمليات.",
        ],
    )
    def test_what_came_in_a_document(self, text):
        assert said(text, "جاء")["content"] == "الحداد أشرف على العمليات"

    def test_the_agency_of_a_survey(self):
        text = "أظهر مسح لرويترز أن الإنتاج انخفض. وأشار المسح إلى أن المخزون يكفي شهرين."
        assert {one["speaker_name"] for one in statements(text)} == {"رويترز"}

    @pytest.mark.parametrize(
        "text",
        [
            "وكشف التقرير الـ (51) الصادر حديثا عن مؤسسة النقد العربي السعودي ارتفاع عدد البطاقات.",
            "وكشف تقرير صدر عن مؤسسة النقد العربي السعودي ارتفاع عدد البطاقات.",
        ],
    )
    def test_whose_report_it_is_is_not_what_it_reveals(self, text):
        found = said(text, "كشف")
        assert (found["speaker_name"], found["content"]) == ("مؤسسة النقد العربي السعودي", "ارتفاع عدد البطاقات")

    def test_rises_and_falls_that_a_report_observed(self):
        assert said("ورصد التقرير ارتفاعا في عدد الأجهزة.", "رصد")["content"] == "ارتفاعا في عدد الأجهزة"
        assert statements("ورصدت الشرطة سيارة مسرعة في الطريق.") == []

    def test_a_name_behind_a_comma_and_a_courtesy(self):
        text = "وقال وزير الصناعة والتجارة، المهندس يعرب القضاة، إن حكومته أبلغت الجانب الآخر."
        assert said(text, "قال")["speaker_name"] == "يعرب القضاة"

    def test_the_one_leader_of_the_article(self):
        text = "استقبل عبد الرشيد الحموي الزعيم الوحيد للإقليم الزوار. وقال الزعيم المتقدم في السن إنه سيعمل."
        assert said(text, "قال")["speaker_name"] == "عبد الرشيد الحموي"

    def test_a_near_source_alone_is_in_the_nominative(self):
        text = "لكن مصدرا مقربا من الوزير أكد أن الاتفاق قريب."
        assert said(text, "أكد")["speaker_name"] == "مصدر مقرب من الوزير"

    def test_a_participle_of_the_body_the_sentence_begins_with(self):
        text = "أجل الاتحاد الأوروبي اجتماعه مع الوفد مؤكدا أن الموعد الجديد لم يحدد."
        assert said(text, "مؤكدا")["speaker_name"] == "الاتحاد الأوروبي"


class TestVerbsThatAreNone:
    @pytest.mark.parametrize(
        "text",
        [
            "ودّعت الإدارة العامة للتعليم طالبات النادي في احتفالية بهيجة.",
            "أظهرت استطلاعات رأي أجريت في المدينة نتائج متقاربة.",
            "للمشاركة في تطوير العمل البلدي، عبر اختيار ذوي الكفاءات بعيدا عن التعصب.",
            "وعند وصول الفرق إلى الموقع تبين أن الحادث حريق محدود.",
            "أظهر اللاعب سامر الخالدي علامات على وجود آلام في كتفه.",
            "وكانت مدونة تدعى «نور الشمال» قد نشرت الصور.",
        ],
    )
    def test_look_alikes(self, text):
        found = [one for one in statements(text) if one["cue"] in ("دّعت", "رأي", "عبر", "تبين", "أظهر", "تدعى")]
        assert found == []

    def test_the_voice_of_a_quotation_reports_nothing(self):
        text = "وقال سامي الحداد: «كان التدخل ضروريا في ذلك اليوم. وأعتقد أن المحافظة ستعلن الأسماء»."
        assert [one["cue"] for one in statements(text)] == ["قال"]


class TestContentsEnd:
    @pytest.mark.parametrize(
        ("text", "end"),
        [
            ("وقالت الهيئة إن ثلاثين سفينة تقصد الميناء سنويا، أي بمعدل سفينتين في الشهر.", "في الشهر"),
            ("وقالت الهيئة إن العقد بلغ أربعة مليارات، أي ما يعادل مليارا في السنة.", "مليارات"),
            ("وقالت مصادر إن القيادي لقي مصرعه، مع أحد مرافقيه، في جنوب المدينة.", "المدينة"),
        ],
    )
    def test_glosses_of_the_narrator_and_of_the_source(self, text, end):
        assert statements(text)[0]["content"].endswith(end)

    def test_a_short_noun_behind_its_preposition(self):
        assert said("وتعهدت الوزيرة هند الحداد بجعل المعبر مفتوحا.", "تعهدت")["content"] == "بجعل المعبر مفتوحا"
        assert said("ورحبت بعثة المراقبة بالخطوة.", "رحبت")["speaker"] == "بعثة المراقبة"
        assert said("وندد البرلمان بتلك التصريحات.", "ندد")["content"] == "بتلك التصريحات"


class TestMarksThatMislead:
    def test_a_mark_never_closed_ends_with_its_sentence(self):
        text = 'أكدت المصورة هند الحداد أن "رغبتها في الجمع هي البذرة. يذكر أن معرض "أطياف" سيختتم فعالياته مساء اليوم.'
        assert said(text, "أكدت")["content"] == "رغبتها في الجمع هي البذرة"

    def test_a_mark_set_again_with_the_next_sentence(self):
        text = (
            'وقال محضر الاجتماع "اتفق الجميع على أن الآفاق حسنة. "وتوقعوا أن ترتفع الأسعار في الشتاء". وبلغ السعر مئة.'
        )
        assert said(text, "قال")["content"].endswith("ترتفع الأسعار في الشتاء")

    def test_a_few_quoted_words_that_speech_begins_with(self):
        text = 'وقال متحدث باسم الشرطة: "أعلنا للتو خبر" مقتل فتاة بعد انهيار جدار في المدرسة.'
        assert said(text, "قال")["content"].endswith("انهيار جدار في المدرسة")

    def test_speech_behind_the_name_of_a_bank(self):
        text = 'وقال سامر الخالدي المحلل لدى بنك "إن سد الفجوة في المعروض يستلزم ارتفاع الإنتاج هذا العام".'
        assert said(text, "قال")["content"].removeprefix("إن ").startswith("سد الفجوة")

    def test_blanks_between_paragraphs_end_speech(self):
        text = "وقالت المديرة هند الحداد: أنتن محور اهتمامنا.   ووزعت الإدارة هدايا على الجميع في الختام."
        assert said(text, "قالت")["content"] == "أنتن محور اهتمامنا"
