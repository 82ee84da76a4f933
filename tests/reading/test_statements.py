"""Where a statement stands: each frame, each guard, with sentences invented for it."""

import pytest

from samples import read, said, statements


class TestAnClause:
    """cue, speaker, أن/إن/بأن, clause"""

    @pytest.mark.parametrize(
        ("text", "cue", "content"),
        [
            ("أكد وزير الري سامر الخالدي أن السد لن يملأ هذا العام.", "أكد", "السد لن يملأ هذا العام"),
            ("وأعلنت نقابة المعلمين أن الإضراب سيبدأ في المدن الكبرى.", "أعلنت", "الإضراب سيبدأ في المدن الكبرى"),
            ("قالت النائبة رانيا الدوسري إن اللجنة لم تجتمع منذ شهرين.", "قالت", "اللجنة لم تجتمع منذ شهرين"),
            ("وأفاد مصدر أمني بأن الطريق الساحلي أغلق أمام الشاحنات.", "أفاد", "الطريق الساحلي أغلق أمام الشاحنات"),
            ("وأشار الخبير نادر الحموي إلى أن الأسعار بلغت ذروتها.", "أشار", "الأسعار بلغت ذروتها"),
            ("وشددت المفوضية على أن مراكز الاقتراع ستفتح في موعدها.", "شددت", "مراكز الاقتراع ستفتح في موعدها"),
            ("وحذر الدفاع المدني من أن السدود الترابية قد تفيض.", "حذر", "السدود الترابية قد تفيض"),
            ("ولفتت الباحثة هند العطار إلى أن العينة صغيرة جدا.", "لفتت", "العينة صغيرة جدا"),
            ("ورأى المحلل نادر الحموي أن الصفقة خاسرة للطرفين.", "رأى", "الصفقة خاسرة للطرفين"),
            ("يرى المحلل نادر الحموي أن الصفقة خاسرة للطرفين.", "يرى", "الصفقة خاسرة للطرفين"),
            ("وذكرت صحيفة النهضة أن المصنع سيغلق أبوابه.", "ذكرت", "المصنع سيغلق أبوابه"),
            ("وتوقع خبراء أن تنخفض أسعار القمح.", "توقع", "تنخفض أسعار القمح"),
            ("وأوضحت الشركة أن العطل أصاب خادما واحدا.", "أوضحت", "العطل أصاب خادما واحدا"),
            ("وكشفت هيئة الآثار عن أن النقش يعود إلى العصر البرونزي.", "كشفت", "النقش يعود إلى العصر البرونزي"),
            ("وزعم محامي الشركة أن العقد باطل من أساسه.", "زعم", "العقد باطل من أساسه"),
            ("فقال رئيس البلدية مروان العبادي إن الميزانية نفدت.", "قال", "الميزانية نفدت"),
        ],
    )
    def test_content_begins_behind_the_complementiser(self, text, cue, content):
        assert said(text, cue)["content"] == content

    def test_a_pronoun_on_the_complementiser_is_no_part_of_the_content(self):
        text = "وقال المدرب وائل الصيرفي إنه راض عن أداء اللاعبين."
        assert said(text, "قال")["content"].removeprefix("إنه ") == "راض عن أداء اللاعبين"

    def test_two_clauses_joined_by_wa_an_are_one_statement(self):
        text = "وقال الوزير سامر الخالدي إن الأعمال انتهت وإن الجسر سيفتتح قريبا."
        assert said(text, "قال")["content"] == "الأعمال انتهت وإن الجسر سيفتتح قريبا"

    @pytest.mark.parametrize(
        ("text", "cue", "speaker"),
        [
            ("أكد وزير الري سامر الخالدي أن السد لن يملأ.", "أكد", "وزير الري سامر الخالدي"),
            ("وأكد، أمس الأحد، وزير الري سامر الخالدي أن السد لن يملأ.", "أكد", "وزير الري سامر الخالدي"),
            ("وأكد وزير الري سامر الخالدي، أمس الأحد، أن السد لن يملأ.", "أكد", "وزير الري سامر الخالدي"),
            ("وقال أيضا رئيس البلدية مروان العبادي إن الميزانية نفدت.", "قال", "رئيس البلدية مروان العبادي"),
            ("وقال من جهته رئيس البلدية مروان العبادي إن الميزانية نفدت.", "قال", "رئيس البلدية مروان العبادي"),
            ("وقال رئيس البلدية مروان العبادي ردا على سؤال إن الميزانية نفدت.", "قال", "رئيس البلدية مروان العبادي"),
            ("وقال مصدر في الوفد الشمالي إن الجلسة لن تعقد.", "قال", "مصدر في الوفد الشمالي"),
            ("وقال سكان في القرية إن المياه مقطوعة منذ أسبوع.", "قال", "سكان في القرية"),
            ("وقال مروان العبادي، رئيس البلدية، إن الميزانية نفدت.", "قال", "مروان العبادي، رئيس البلدية"),
            (
                "وقال رئيس البلدية مروان العبادي الذي زار الحي إن الأنابيب قديمة.",
                "قال",
                "رئيس البلدية مروان العبادي",
            ),
            ("وقال رئيس البلدية مروان العبادي خلال الجلسة إن الأنابيب قديمة.", "قال", "رئيس البلدية مروان العبادي"),
        ],
    )
    def test_adjuncts_are_no_part_of_the_speaker(self, text, cue, speaker):
        assert said(text, cue)["speaker"] == speaker


class TestQuotation:
    """cue, speaker, colon or quotation"""

    @pytest.mark.parametrize(
        ("text", "cue", "content"),
        [
            ("قال الناطق باسم البلدية: «لا نعلق على الشائعات».", "قال", "لا نعلق على الشائعات"),
            (
                'وقالت المديرة هند العطار: "الصفوف جاهزة والمعلمون في أماكنهم".',
                "قالت",
                "الصفوف جاهزة والمعلمون في أماكنهم",
            ),
            ("وقال الحارس: “رأيت الدخان يخرج من النافذة”.", "قال", "رأيت الدخان يخرج من النافذة"),
            ('وأضاف الحارس "رأيت الدخان يخرج من النافذة الخلفية".', "أضاف", "رأيت الدخان يخرج من النافذة الخلفية"),
            ("وتابع الحارس قائلا: «لم أجد أحدا في المكتب».", "تابع", "لم أجد أحدا في المكتب"),
            (
                "وكتب الشاعر ليث البستاني على صفحته: «وداعا أيتها المدينة القديمة».",
                "كتب",
                "وداعا أيتها المدينة القديمة",
            ),
            ("وتساءلت النائبة رانيا الدوسري: «أين ذهبت أموال القرى؟».", "تساءلت", "أين ذهبت أموال القرى؟"),
        ],
    )
    def test_the_quotation_is_the_content(self, text, cue, content):
        one = said(text, cue)
        assert one["content"].rstrip("؟") == content.rstrip("؟")
        assert one["type"] == "direct"

    def test_first_person_speech_with_nothing_to_mark_it(self):
        text = "وقال الوزير نحن لا نعرف شيئا عن هذه الصفقة."
        assert said(text, "قال")["content"] == "نحن لا نعرف شيئا عن هذه الصفقة"

    def test_a_name_in_quotation_marks_is_part_of_the_speaker(self):
        text = "وقال مدير شركة «النور الأخضر» سامر الخالدي إن المصنع سيتوسع."
        assert said(text, "قال")["content"] == "المصنع سيتوسع"

    def test_a_second_cue_that_only_carries_the_speech(self):
        text = "وعلق المدرب وائل الصيرفي بقوله إن الحكم ظلم فريقه."
        assert said(text, "علق")["content"] == "الحكم ظلم فريقه"


class TestPreposition:
    """cue, speaker, the preposition the verb takes, noun phrase"""

    @pytest.mark.parametrize(
        ("text", "cue", "content"),
        [
            ("دعا المجلس البلدي إلى استئناف المحادثات.", "دعا", "استئناف المحادثات"),
            ("ودعت نقابة الأطباء إلى إضراب عام في المستشفيات.", "دعت", "إضراب عام في المستشفيات"),
            ("وطالب النائب فارس العطار بوقف الأشغال فورا.", "طالب", "بوقف الأشغال فورا"),
            ("وحذر خبراء المناخ من موجة حر شديدة.", "حذر", "موجة حر شديدة"),
            ("وحث الأمين العام للمنظمة على ضبط النفس.", "حث", "ضبط النفس"),
            ("ورحبت الحكومة بالاتفاق الجديد بين البلدين.", "رحبت", "بالاتفاق الجديد بين البلدين"),
            ("وأشاد مدير المتحف بجهود المرممين.", "أشاد", "بجهود المرممين"),
            ("ونددت المنظمة بقصف المستشفى الميداني.", "نددت", "بقصف المستشفى الميداني"),
            ("وتعهدت الشركة بدفع التعويضات كاملة.", "تعهدت", "بدفع التعويضات كاملة"),
            ("واعترف المقاول بوجود عيوب في البناء.", "اعترف", "بوجود عيوب في البناء"),
            ("وأعلنت الوزارة عن فتح باب التسجيل.", "أعلنت", "فتح باب التسجيل"),
            ("وأوصت اللجنة بإغلاق المنجم القديم.", "أوصت", "بإغلاق المنجم القديم"),
            ("وشدد المدير على ضرورة صيانة المضخات.", "شدد", "ضرورة صيانة المضخات"),
            ("وشكك النائب فارس العطار في أرقام الوزارة.", "شكك", "أرقام الوزارة"),
            ("واعتذر المدرب وائل الصيرفي عن الخسارة الثقيلة.", "اعتذر", "الخسارة الثقيلة"),
            ("وأثنى السفير على دور المتطوعين.", "أثنى", "دور المتطوعين"),
        ],
    )
    def test_content_is_the_noun_phrase(self, text, cue, content):
        assert said(text, cue)["content"] == content

    @pytest.mark.parametrize(
        ("text", "cue", "speaker", "content"),
        [
            ("ودعت المفوضية الحكومة إلى فتح المعابر.", "دعت", "المفوضية", "فتح المعابر"),
            (
                "ودعا الأمين العام للمنظمة ليث البستاني الدول المانحة إلى الوفاء بتعهداتها.",
                "دعا",
                None,
                "الوفاء بتعهداتها",
            ),
            ("وطالبت نقابة المعلمين الوزارة بصرف الرواتب.", "طالبت", "نقابة المعلمين", "بصرف الرواتب"),
            ("وحث الوزير سامر الخالدي المزارعين على ترشيد المياه.", "حث", "الوزير سامر الخالدي", "ترشيد المياه"),
        ],
    )
    def test_the_addressee_is_neither_speaker_nor_content(self, text, cue, speaker, content):
        one = said(text, cue)
        assert one["content"] == content
        if speaker:
            assert one["speaker"] == speaker

    @pytest.mark.parametrize(
        ("text", "cue", "content"),
        [
            ("وطالب الدول الغربية بوقف المساعدات.", "طالب", "بوقف المساعدات"),
            ("وطالب الشركات الكبرى بخفض الأسعار.", "طالب", "بخفض الأسعار"),
            ("وحث الفصائل المسلحة على ضبط النفس.", "حث", "ضبط النفس"),
            ("وأوصى الجميع بترشيد المياه.", "أوصى", "بترشيد المياه"),
            ("ودعا الجميع إلى تخفيف السرعة.", "دعا", "تخفيف السرعة"),
        ],
    )
    def test_whom_a_dropped_subject_calls_on_is_no_speaker(self, text, cue, content):
        """Plurals of things are feminine, and everybody is addressed rather than speaking."""
        one = said("قال الوزير سامر الخالدي إن السد آمن.\n" + text, cue)
        assert (one["speaker"], one["speaker_name"], one["content"]) == (None, "سامر الخالدي", content)

    def test_a_woman_calls_on_all(self):
        one = said("قالت الباحثة هند العطار إن الموجة شديدة. وأوصت الجميع بترشيد المياه.", "أوصت")
        assert (one["speaker"], one["speaker_name"], one["content"]) == (None, "هند العطار", "بترشيد المياه")

    @pytest.mark.parametrize(
        ("text", "cue", "content"),
        [
            ("أوصت اللجنة بعقد اجتماع، وناقشت أسعار القمح.", "أوصت", "بعقد اجتماع"),
            ("ورحبت الحكومة بالاتفاق الجديد، وقررت فتح المعبر.", "رحبت", "بالاتفاق الجديد"),
            ("ودعت النقابة إلى إضراب عام، ونظمت مسيرة في الساحة.", "دعت", "إضراب عام"),
        ],
    )
    def test_the_deed_that_follows_is_no_content(self, text, cue, content):
        assert said(text, cue)["content"] == content

    def test_a_preposition_of_the_title_is_no_complement(self):
        text = "ودعا مبعوث الرابطة الخاص إلى الإقليم ليث البستاني إلى وقف القتال."
        assert said(text, "دعا")["content"] == "وقف القتال"

    def test_the_united_nations_are_feminine(self):
        one = said("وحذرت الأمم المتحدة من مجاعة وشيكة.", "حذرت")
        assert (one["speaker"], one["content"]) == ("الأمم المتحدة", "مجاعة وشيكة")

    @pytest.mark.xfail(strict=True, reason="يدعون is taken for ادعى, which is weak")
    def test_the_plural_present_of_calling_for(self):
        assert said("وناشطون في البلدة يدعون إلى ترشيد المياه.", "يدعون")["content"] == "ترشيد المياه"

    def test_in_the_name_of_is_no_complement(self):
        text = "وطالب المتحدث باسم النقابة بصرف الرواتب."
        assert said(text, "طالب")["content"] == "بصرف الرواتب"


class TestNounPhrase:
    """cue, speaker, verbal noun or definite object"""

    @pytest.mark.parametrize(
        ("text", "cue", "speaker", "content"),
        [
            ("نفت البعثة وجود خلاف داخل الوفد.", "نفت", "البعثة", "وجود خلاف داخل الوفد"),
            ("ورفض الاتحاد تأجيل البطولة.", "رفض", "الاتحاد", "تأجيل البطولة"),
            ("وأيدت الكتلة إلغاء الضريبة.", "أيدت", "الكتلة", "إلغاء الضريبة"),
            ("وأعلنت الوزارة تمديد مهلة التسجيل.", "أعلنت", "الوزارة", "تمديد مهلة التسجيل"),
            ("واستنكرت النقابة إغلاق المصنع القديم.", "استنكرت", "النقابة", "إغلاق المصنع القديم"),
            ("واقترح النائب فارس العطار تأجيل التصويت.", "اقترح", "النائب فارس العطار", "تأجيل التصويت"),
            ("وأدان المجلس الهجوم على القافلة.", "أدان", "المجلس", "الهجوم على القافلة"),
            ("وانتقد النائب فارس العطار قرار البلدية.", "انتقد", "النائب فارس العطار", "قرار البلدية"),
            ("واستبعد مدير الأرصاد سقوط الثلوج.", "استبعد", "مدير الأرصاد", "سقوط الثلوج"),
        ],
    )
    def test_the_object_parts_from_the_speaker(self, text, cue, speaker, content):
        one = said(text, cue)
        assert (one["speaker"], one["content"]) == (speaker, content)

    @pytest.mark.parametrize(
        ("text", "cue", "speaker", "content"),
        [
            ("أكد الجانبان عزمهما على استئناف المحادثات.", "أكد", "الجانبان", "عزمهما على استئناف المحادثات"),
            ("وأكد الوزيران حرصهما على فتح المعبر.", "أكد", "الوزيران", "حرصهما على فتح المعبر"),
            ("وأكد الطرفان التزامهما بالهدنة.", "أكد", "الطرفان", "التزامهما بالهدنة"),
            ("أكد البلدان رغبتهما في خفض الرسوم.", "أكد", "البلدان", "رغبتهما في خفض الرسوم"),
            ("وجدد البلدان رفضهما بيع الأراضي.", "جدد", "البلدان", "رفضهما بيع الأراضي"),
            ("وأبدى الطرفان استعدادهما لاستئناف الحوار.", "أبدى", "الطرفان", "استعدادهما لاستئناف الحوار"),
        ],
    )
    def test_a_verbal_noun_with_its_two_owners(self, text, cue, speaker, content):
        one = said(text, cue)
        assert (one["speaker"], one["content"]) == (speaker, content)

    def test_the_deed_that_follows_is_no_content(self):
        text = "وأعلنت الشركة تأجيل المشروع، وسحبت عمالها من الموقع."
        assert said(text, "أعلنت")["content"] == "تأجيل المشروع"

    def test_an_object_of_the_other_gender_leaves_the_subject_dropped(self):
        text = "قالت اللجنة المالية إن العجز كبير. ورفضت الاقتراح بأغلبية كبيرة."
        one = said(text, "رفضت")
        assert (one["speaker"], one["content"]) == (None, "الاقتراح بأغلبية كبيرة")


class TestObjectAndPredicate:
    """cue, speaker, object and what is said of it"""

    @pytest.mark.parametrize(
        ("text", "cue", "content"),
        [
            ("ووصف النائب فارس العطار المقترح بالناقص.", "وصف", "المقترح بالناقص"),
            ("واتهم النائب فارس العطار الحكومة بالتقصير.", "اتهم", "الحكومة بالتقصير"),
            ("واتهمت النقابة الوزارة بالمماطلة.", "اتهمت", "الوزارة بالمماطلة"),
            ('ووصف الوزير سامر الخالدي المحادثات بأنها "شاقة وطويلة".', "وصف", 'المحادثات بأنها "شاقة وطويلة"'),
            ("واعتبر المدرب وائل الصيرفي الفوز خطوة نحو اللقب.", "اعتبر", "الفوز خطوة نحو اللقب"),
        ],
    )
    def test_both_make_the_content(self, text, cue, content):
        assert said(text, cue)["content"] == content

    def test_holding_somebody_responsible(self):
        one = said("وحمل النائب فارس العطار الحكومة مسؤولية الأزمة.", "حمل")
        assert one["content"] == "الحكومة مسؤولية الأزمة"

    def test_an_object_pronoun_is_described(self):
        text = "وعلق الوزير سامر الخالدي على القرار الذي وصفه بأنه خطأ جسيم."
        assert [one["cue"] for one in statements(text)] == ["وصفه"]

    @pytest.mark.parametrize(
        ("text", "speaker"),
        [
            ("اتهمت فرنسا ألمانيا بعرقلة الاتفاق.", "فرنسا"),
            ("اتهم الاتحاد الأوروبي روسيا بعرقلة الاتفاق.", "الاتحاد الأوروبي"),
        ],
    )
    def test_two_bodies_part_into_speaker_and_accused(self, text, speaker):
        assert statements(text)[0]["speaker"] == speaker

    def test_an_accusation_with_no_charge_is_none(self):
        assert not [one for one in statements("واتهم ثلاثة رجال في القضية أمس.") if one["cue"] == "اتهم"]


class TestAttribution:
    """بحسب, وفقا لـ and their like, before and behind the content"""

    @pytest.mark.parametrize(
        ("text", "cue", "speaker", "content"),
        [
            ("وبحسب وزارة الصحة، ارتفع عدد الإصابات إلى مئة.", "بحسب", "وزارة الصحة", "ارتفع عدد الإصابات إلى مئة"),
            ("ووفقا لوزارة الصحة فإن عدد الإصابات ارتفع إلى مئة.", "وفقا", "وزارة الصحة", "عدد الإصابات ارتفع إلى مئة"),
            (
                "الجولة الثانية أرجئت إلى الخريف، وفقا لمصدر في الوفد.",
                "وفقا",
                "مصدر في الوفد",
                "الجولة الثانية أرجئت إلى الخريف",
            ),
            ("ارتفع عدد الإصابات إلى مئة، بحسب وزارة الصحة.", "بحسب", "وزارة الصحة", "ارتفع عدد الإصابات إلى مئة"),
            ("ارتفع عدد الإصابات إلى مئة حسب وزارة الصحة.", "حسب", "وزارة الصحة", "ارتفع عدد الإصابات إلى مئة"),
            (
                "ارتفع عدد الإصابات إلى مئة، وفق بيانات وزارة الصحة.",
                "وفق",
                "بيانات وزارة الصحة",
                "ارتفع عدد الإصابات إلى مئة",
            ),
            ("غرق القارب قبالة الساحل، طبقا لمصدر أمني.", "طبقا", "مصدر أمني", "غرق القارب قبالة الساحل"),
            ("أغلق المعبر أمام الشاحنات، نقلا عن مصدر أمني.", "نقلا", "مصدر أمني", "أغلق المعبر أمام الشاحنات"),
            ("أغلق المعبر أمام الشاحنات، حسبما أفاد مصدر أمني.", "حسبما", "مصدر أمني", "أغلق المعبر أمام الشاحنات"),
            ("غرق القارب قبالة الساحل، حسبما ذكرت صحيفة النهضة.", "حسبما", "صحيفة النهضة", "غرق القارب قبالة الساحل"),
            ("وصل الوفد صباحا، حسبما أعلنت وزارة الري.", "حسبما", "وزارة الري", "وصل الوفد صباحا"),
            ("وحسبما أفاد مصدر أمني، أغلق المعبر صباحا.", "حسبما", "مصدر أمني", "أغلق المعبر صباحا"),
            (
                "أغلق المعبر أمام الشاحنات، بحسب ما أعلنته وزارة الداخلية.",
                "بحسب",
                "وزارة الداخلية",
                "أغلق المعبر أمام الشاحنات",
            ),
        ],
    )
    def test_source_and_content(self, text, cue, speaker, content):
        one = said(text, cue)
        assert (one["speaker"], one["content"]) == (speaker, content)

    @pytest.mark.parametrize(
        "text",
        [
            "سارت الأشغال وفق الخطة المرسومة منذ البداية.",
            "وزعت المقاعد حسب عدد الأصوات في كل دائرة.",
            "جرت المباراة وفقا للقواعد المعمول بها.",
        ],
    )
    def test_rules_and_plans_say_nothing(self, text):
        assert statements(text) == []

    def test_the_verb_behind_what_is_no_statement_of_its_own(self):
        text = "أغلق المعبر أمام الشاحنات، بحسب ما أعلنته وزارة الداخلية."
        assert len(statements(text)) == 1

    @pytest.mark.parametrize(
        ("text", "cue", "content"),
        [
            ("وقال الوزير سامر الخالدي إن السد آمن تماما، وذكر بيان للحكومة.", "قال", "السد آمن تماما"),
            ("وأعلن الوزير سامر الخالدي أن المعبر سيفتح غدا، وأفاد مصدر أمني.", "أعلن", "المعبر سيفتح غدا"),
            ("وأعلنت الحكومة فتح المعبر أمام الشاحنات، وذكر بيان للحكومة.", "أعلنت", "فتح المعبر أمام الشاحنات"),
        ],
    )
    def test_a_closing_clause_that_says_who_said_so_is_no_content(self, text, cue, content):
        assert [(one["cue"], one["content"]) for one in statements(text)] == [(cue, content)]

    @pytest.mark.parametrize("phrase", ["على حد قوله", "على حد تعبيره", "وفق تعبيره", "بحسب قوله"])
    def test_self_attribution_ends_the_content(self, phrase):
        text = f"وقال النائب فارس العطار إن الموازنة لا تساوي حبرها، {phrase}."
        assert said(text, "قال")["content"] == "الموازنة لا تساوي حبرها"
        assert len(statements(text)) == 1


class TestNominalCue:
    @pytest.mark.parametrize(
        ("text", "cue", "content"),
        [
            ("هبط السهم بعد إعلان الشركة تأجيل المشروع.", "إعلان", "تأجيل المشروع"),
            ("جاء التعديل بعد تحذيرات وزارة الزراعة من انتشار الآفة.", "تحذيرات", "انتشار الآفة"),
            ("وتأتي دعوة الحكومة إلى الحوار بعد شهر من الإضراب.", "دعوة", "الحوار بعد شهر من الإضراب"),
        ],
    )
    def test_a_noun_that_reports(self, text, cue, content):
        assert said(text, cue)["content"].startswith(content.split(" بعد ")[0])

    def test_a_pronoun_on_it_is_its_owner(self):
        text = "قال مدير المصنع وائل الصيرفي إن الأزمة انتهت. وعاد العمال إلى المصنع مع تعهده بدفع المستحقات."
        one = said(text, "تعهده")
        assert (one["content"], one["speaker_name"]) == ("بدفع المستحقات", "وائل الصيرفي")

    def test_its_owner_is_the_speaker(self):
        assert said("هبط السهم بعد إعلان الشركة تأجيل المشروع.", "إعلان")["speaker"] == "الشركة"

    @pytest.mark.parametrize(
        "text",
        [
            "وصلت دعوة رسمية إلى السفارة أمس.",
            "علق إعلان كبير فوق واجهة المبنى.",
            "سمع قول كثير في المقاهي.",
        ],
    )
    def test_a_noun_without_an_owner_reports_nothing(self, text):
        assert statements(text) == []


class TestQuotationFirst:
    @pytest.mark.parametrize(
        ("text", "cue", "content", "speaker"),
        [
            (
                "«الوقت ضيق والمهلة قصيرة»، يقول الوسيط نادر الحموي.",
                "يقول",
                "الوقت ضيق والمهلة قصيرة",
                "الوسيط نادر الحموي",
            ),
            ('"لن نغادر هذه الأرض"، قالت هند العطار.', "قالت", "لن نغادر هذه الأرض", "هند العطار"),
            ("“لم يبق في القرية أحد”، هكذا قال المختار.", "قال", "لم يبق في القرية أحد", "المختار"),
        ],
    )
    def test_cue_and_speaker_behind(self, text, cue, content, speaker):
        one = said(text, cue)
        assert (one["content"], one["speaker"], one["type"]) == (content, speaker, "direct")

    def test_speech_split_around_its_cue_is_one_statement(self):
        text = "«لم يطلب منا أحد المستحيل»، يقول الوسيط نادر الحموي، «لكن المسافة ما زالت واسعة»."
        found = statements(text)
        assert [(one["content"], one["content2"]) for one in found] == [
            ("لم يطلب منا أحد المستحيل", "لكن المسافة ما زالت واسعة")
        ]


class TestParticipleCue:
    @pytest.mark.parametrize(
        ("text", "cue", "content"),
        [
            ("وصل الوزير سامر الخالدي إلى القرية، مؤكدا أن الطريق سيرمم.", "مؤكدا", "الطريق سيرمم"),
            ("وقالت الوزارة إن المخزون كاف، مشيرة إلى أن السفن في الطريق.", "مشيرة", "السفن في الطريق"),
            ("وقال الوزير سامر الخالدي إن المخزون كاف، داعيا إلى عدم الهلع.", "داعيا", "عدم الهلع"),
            ("وقالت الوزارة إن المخزون كاف، نافية وجود أزمة.", "نافية", "وجود أزمة"),
            ("وقال الوزير سامر الخالدي إن المخزون كاف، محذرا من الشائعات.", "محذرا", "الشائعات"),
            ("وقال الوزير سامر الخالدي إن المخزون كاف، واصفا الأخبار بأنها مختلقة.", "واصفا", "الأخبار بأنها مختلقة"),
            ("وقالت الوزارة إن المخزون كاف، ومضيفة أن السفن في الطريق.", "مضيفة", "السفن في الطريق"),
            ("وقال الخبراء إن المخزون كاف، مشيرين إلى أن السفن في الطريق.", "مشيرين", "السفن في الطريق"),
            ("وقال النائب فارس العطار إن القرار خاطئ، متسائلا عن أسبابه.", "متسائلا", "أسبابه"),
        ],
    )
    def test_it_opens_a_statement_with_no_speaker_mention(self, text, cue, content):
        one = said(text, cue)
        assert (one["content"], one["speaker"]) == (content, None)

    def test_it_ends_the_statement_before(self):
        text = "وقالت الوزارة إن المخزون كاف، مشيرة إلى أن السفن في الطريق."
        assert said(text, "قالت")["content"] == "المخزون كاف"

    @pytest.mark.parametrize(
        "text",
        [
            "كان الحضور متوقعا في هذه القاعة الصغيرة.",
            "وبقي الباب مقفلا مؤكدا للجميع.",
            "وقدمت الشركة مقترحا جديدا إلى المجلس.",
        ],
    )
    def test_adjectives_of_its_form_report_nothing(self, text):
        assert statements(text) == []


class TestVerbPlace:
    @pytest.mark.parametrize(
        "text",
        [
            "كان رفض الطلب متوقعا في الأوساط السياسية.",
            "رفض الطلب كان متوقعا.",
            "تسلم الموظف طلب التوظيف أمس.",
            "قدم المحامي طلب الاستئناف إلى المحكمة.",
            "شمل كشف الحساب عمليات السنة كلها.",
            "جاء في الكتاب وصف المدينة القديمة.",
        ],
    )
    def test_nouns_of_a_verbs_form_report_nothing(self, text):
        assert statements(text) == []

    @pytest.mark.parametrize(
        ("text", "cue"),
        [
            ("لكنه رفض تأجيل الجلسة.", "رفض"),
            ("غير أن النائب فارس العطار رفض تأجيل الجلسة.", "رفض"),
            ("من جهته رفض النائب فارس العطار تأجيل الجلسة.", "رفض"),
            ("وفي المقابل، رفض النائب فارس العطار تأجيل الجلسة.", "رفض"),
            ("النائب فارس العطار رفض تأجيل الجلسة.", "رفض"),
            ("وقد رفض النائب فارس العطار تأجيل الجلسة.", "رفض"),
        ],
    )
    def test_in_a_verbs_place_they_do(self, text, cue):
        assert said("اجتمع النائب فارس العطار مع المجلس.\n" + text, cue)["content"] == "تأجيل الجلسة"

    @pytest.mark.parametrize(
        "text",
        [
            "ولم يعلن الاتحاد عن موعد البطولة.",
            "لم تؤكد الوزارة أن الطريق مغلق.",
            "لا يقول أحد إن الأمر سهل.",
        ],
    )
    def test_a_negated_report_is_none(self, text):
        assert statements(text) == []

    def test_a_negated_refusal_reports(self):
        assert said("ولم تستبعد الوزارة إغلاق الطريق.", "تستبعد")["content"] == "إغلاق الطريق"


class TestConjunctions:
    @pytest.mark.parametrize(
        "text",
        [
            "وزار الوزير الميناء الجديد، كما أن الوفد تفقد المخازن.",
            "وقع الطرفان العقد على أن يبدأ التنفيذ في الصيف.",
            "غادر الوفد القاعة بعد أن انتهت الجلسة.",
            "سار الموكب إلى أن وصل إلى الساحة.",
        ],
    )
    def test_conjunctions_with_an_are_no_complements(self, text):
        assert statements(text) == []

    @pytest.mark.parametrize(
        ("text", "cue", "content"),
        [
            (
                "أعلن الطرفان توقيع العقد على أن يبدأ التنفيذ في الصيف.",
                "أعلن",
                "توقيع العقد على أن يبدأ التنفيذ في الصيف",
            ),
            ("ورفضت الشركة سحب المنتج رغم أن الفحص أثبت عيبه.", "رفضت", "سحب المنتج"),
        ],
    )
    def test_the_object_before_a_conjunction_is_the_content(self, text, cue, content):
        assert said(text, cue)["content"].startswith(content.split(" على أن ")[0])


class TestNotSaid:
    @pytest.mark.parametrize(
        "text",
        [
            "يذكر أن الجسر بني قبل أربعين عاما.",
            "ويذكر أن الشركة تأسست في الثمانينات.",
            "يشار إلى أن الملعب يتسع لعشرين ألفا.",
            "وتجدر الإشارة إلى أن الملعب يتسع لعشرين ألفا.",
        ],
    )
    def test_background_has_no_speaker(self, text):
        assert statements(text) == []

    @pytest.mark.parametrize(
        "text",
        [
            "ورفض التعليق على الخبر.",
            "ورفض الوزير سامر الخالدي التعليق على الخبر.",
            "وطلب عدم ذكر اسمه.",
            "وطلب المسؤول عدم ذكر اسمه.",
            "وطلب الشاهد عدم الكشف عن هويته لأسباب أمنية.",
        ],
    )
    def test_withheld_names_and_comments_say_nothing(self, text):
        assert not [one for one in statements(text) if one["cue"] in ("رفض", "طلب")]

    def test_a_withheld_name_does_not_hide_the_report(self):
        text = "وقال مصدر في الوفد، طلب عدم ذكر اسمه، إن الجلسة لن تعقد."
        found = statements(text)
        assert [(one["cue"], one["content"]) for one in found] == [("قال", "الجلسة لن تعقد")]

    @pytest.mark.parametrize(
        "text",
        [
            "أجرى الوزير سامر الخالدي محادثات مع نظيره في العاصمة.",
            "افتتح المحافظ معرض الكتاب صباحا.",
            "قررت البلدية إغلاق الشارع أسبوعا.",
            "وافق المجلس على الموازنة.",
            "عرض المسرح الوطني مسرحية «ليلة بلا قمر».",
            "تطرق اللقاء إلى ملف المياه.",
            "",
            "\n\n",
            "...",
        ],
    )
    def test_narration_is_no_statement(self, text):
        assert statements(text) == []


class TestInsideQuotations:
    def test_an_object_inside_a_quotation_is_no_report_of_its_own(self):
        text = "وقالت المديرة هند العطار: «نحن نرفض تأجيل الامتحانات مهما كان السبب»."
        assert [one["cue"] for one in statements(text)] == ["قالت"]

    def test_a_report_with_an_inside_a_quotation_counts(self):
        text = "وقالت المديرة هند العطار: «أكد لي الوزير أن المدرسة ستفتح قريبا جدا»."
        assert next(one["cue"] for one in statements(text)) == "قالت"
        assert said(text, "قالت")["content"] == "أكد لي الوزير أن المدرسة ستفتح قريبا جدا"


class TestLayers:
    def test_nested_reports_are_one_statement_each(self):
        text = "وقال النائب فارس العطار إن الوزير سامر الخالدي أكد أن الرواتب ستصرف."
        found = {one["cue"]: one["content"] for one in statements(text)}
        assert found["قال"] == "الوزير سامر الخالدي أكد أن الرواتب ستصرف"
        assert found["أكد"] == "الرواتب ستصرف"

    def test_each_cue_of_a_chain_has_its_own_content(self):
        text = (
            "وقال الوزير سامر الخالدي إن الطريق آمن، وأضاف أن الجسر رمم، كما دعا إلى تخفيف السرعة، "
            "مشيرا إلى أن الرادارات نصبت."
        )
        assert [(one["cue"], one["content"]) for one in statements(text)] == [
            ("قال", "الطريق آمن"),
            ("أضاف", "الجسر رمم"),
            ("دعا", "تخفيف السرعة"),
            ("مشيرا", "الرادارات نصبت"),
        ]

    def test_statements_stand_in_text_order(self):
        text = "وقال الوزير سامر الخالدي إن الطريق آمن. وأضاف أن الجسر رمم. وحذر من السرعة."
        starts = [one.cue.start for one in read(text).statements]
        assert starts == sorted(starts)


class TestCarriers:
    @pytest.mark.parametrize(
        ("text", "cue", "speaker", "via", "content"),
        [
            (
                "ونقلت وكالة الأنباء الوطنية عن وزير الري سامر الخالدي أن السد آمن.",
                "نقلت",
                "وزير الري سامر الخالدي",
                "وكالة الأنباء الوطنية",
                "السد آمن",
            ),
            (
                "ونقلت صحيفة النهضة عن مصدر أمني قوله إن المعبر أغلق.",
                "نقلت",
                "مصدر أمني",
                "صحيفة النهضة",
                "المعبر أغلق",
            ),
            (
                "ونقل الموقع عن مسؤول بارز أن الصفقة ألغيت.",
                "نقل",
                "مسؤول بارز",
                "الموقع",
                "الصفقة ألغيت",
            ),
        ],
    )
    def test_the_source_stands_behind_an(self, text, cue, speaker, via, content):
        one = said(text, cue)
        assert (one["speaker"], one["via"], one["content"]) == (speaker, via, content)


class TestMedium:
    @pytest.mark.parametrize(
        ("text", "via"),
        [
            ("وقال وزير الري سامر الخالدي في بيان إن السد آمن.", "بيان"),
            ("وقال وزير الري سامر الخالدي في مؤتمر صحفي إن السد آمن.", "مؤتمر صحفي"),
            ("وقال وزير الري سامر الخالدي خلال مؤتمر صحفي إن السد آمن.", "مؤتمر صحفي"),
            ("وقال وزير الري سامر الخالدي لوكالة الأنباء الوطنية إن السد آمن.", "لوكالة الأنباء الوطنية"),
            ("وقال وزير الري سامر الخالدي للصحفيين إن السد آمن.", "للصحفيين"),
            ("وقال وزير الري سامر الخالدي لقناة النهر إن السد آمن.", "لقناة النهر"),
            ("وقال وزير الري سامر الخالدي في تصريحات لقناة النهر إن السد آمن.", "تصريحات لقناة النهر"),
            ("وكتب وزير الري سامر الخالدي على تويتر أن السد آمن.", "تويتر"),
            pytest.param(
                "وقال وزير الري سامر الخالدي عبر حسابه الرسمي إن السد آمن.",
                "حسابه الرسمي",
                marks=pytest.mark.xfail(
                    strict=True, reason="عبر is taken for the verb (he expressed) and ends the search"
                ),
            ),
            ("وفي كلمة ألقاها في العاصمة، قال وزير الري سامر الخالدي إن السد آمن.", "كلمة ألقاها في العاصمة"),
            ("وقال وزير الري سامر الخالدي أمام البرلمان إن السد آمن.", "البرلمان"),
        ],
    )
    def test_what_carried_it(self, text, via):
        cue = "كتب" if "كتب" in text else "قال"
        assert said(text, cue)["via"] == via

    def test_the_medium_is_no_part_of_the_speaker(self):
        text = "وقال وزير الري سامر الخالدي في بيان إن السد آمن."
        assert said(text, "قال")["speaker"] == "وزير الري سامر الخالدي"

    def test_a_medium_before_a_dropped_subject(self):
        text = "وقال وزير الري سامر الخالدي إن السد آمن. وأضاف في بيان أن المضخات جديدة."
        one = said(text, "أضاف")
        assert (one["speaker"], one["via"]) == (None, "بيان")

    def test_no_medium_where_the_clause_names_none(self):
        assert said("وقال وزير الري سامر الخالدي إن السد آمن.", "قال")["via"] is None


class TestSubjectBeforeTheVerb:
    @pytest.mark.parametrize(
        ("text", "cue", "speaker"),
        [
            ("وكانت الوزارة، قالت إن السد آمن.", "قالت", "الوزارة"),
            ("لكن الجانبين حذرا من أن الهدنة هشة.", "حذرا", "الجانبين"),
            ("وكان وزير الري سامر الخالدي قد أكد أن السد آمن.", "أكد", "وزير الري سامر الخالدي"),
            ("غير أن وزارة الري أكدت أن السد آمن.", "أكدت", "وزارة الري"),
        ],
    )
    def test_it_is_the_speaker(self, text, cue, speaker):
        assert said(text, cue)["speaker"] == speaker

    def test_the_antecedent_of_a_relative_clause(self):
        text = "وزار القرية وزير الري سامر الخالدي الذي أكد أن السد آمن."
        one = said(text, "أكد")
        assert one["speaker_name"] == "سامر الخالدي"

    def test_the_antecedents_mention_begins_with_its_title(self):
        text = "وزار القرية وزير الري سامر الخالدي الذي أكد أن السد آمن."
        assert said(text, "أكد")["speaker"] == "وزير الري سامر الخالدي"

    def test_the_topic_behind_amma(self):
        assert said("أما النائب فارس العطار فقال إن الجلسة قصيرة.", "قال")["speaker"] == "النائب فارس العطار"

    def test_the_pronoun_of_the_complementiser_is_the_subject_and_the_noun_is_told(self):
        text = "وقال المبعوث ليث البستاني إنه أبلغ الرئيس أن المهلة انتهت."
        one = said(text, "أبلغ")
        assert (one["speaker_name"], one["content"]) == ("ليث البستاني", "المهلة انتهت")

    def test_a_topic_governed_by_a_preposition_is_no_speaker(self):
        text = "وعلى الأثر أعلنت وزارة الداخلية أن الطريق مغلق."
        assert said(text, "أعلنت")["speaker"] == "وزارة الداخلية"


class TestDocuments:
    def test_a_document_speaks(self):
        text = "وجاء في بيان لوزارة الري أن السد آمن."
        one = said(text, "جاء")
        assert (one["content"], one["speaker_name"], one["kind"]) == ("السد آمن", "وزارة الري", "organisation")

    def test_a_document_before_its_pronoun(self):
        text = "وأصدرت وزارة الري بيانا جاء فيه أن السد آمن."
        assert said(text, "جاء")["content"] == "السد آمن"

    def test_coming_is_no_speaking(self):
        assert statements("وجاء القرار بعد أن فشلت المحاولات.") == []


class TestInterview:
    TEXT = (
        "في مدينة لمار التقت صحيفة النهضة الباحث نادر الحموي في هذا الحوار.\n"
        "س: هل تتوقع نهاية قريبة للأزمة؟\n"
        "ج: لا أتوقع ذلك قبل الصيف. الأطراف متباعدة.\n"
        "س: ومن يتحمل المسؤولية؟\n"
        "ج: الجميع شركاء فيها."
    )

    def test_each_turn_is_a_statement(self):
        assert [one["cue"] for one in statements(self.TEXT)] == ["س", "ج", "س", "ج"]

    def test_the_person_introduced_answers(self):
        assert {one["speaker_name"] for one in statements(self.TEXT) if one["cue"] == "ج"} == {"نادر الحموي"}

    def test_questions_ask(self):
        assert [one["act"] for one in statements(self.TEXT) if one["cue"] == "س"] == ["ask", "ask"]

    def test_an_answer_runs_to_its_paragraphs_end(self):
        answers = [one["content"] for one in statements(self.TEXT) if one["cue"] == "ج"]
        assert answers[0] == "لا أتوقع ذلك قبل الصيف. الأطراف متباعدة"

    def test_turns_are_direct(self):
        assert {one["type"] for one in statements(self.TEXT)} == {"direct"}


class TestClosedSource:
    """A definite body or document governs no indefinite noun: the noun behind it is whom it speaks to"""

    @pytest.mark.parametrize(
        ("text", "cue", "speaker", "content"),
        [
            ("وحذر البيان مواطني الدولة من السفر إلى الجزيرة.", "حذر", "البيان", "السفر إلى الجزيرة"),
            ("ودعت الحكومة سكان القرى إلى ترشيد المياه.", "دعت", "الحكومة", "ترشيد المياه"),
            ("وطالبت فرنسا شركات الطيران بخفض الأسعار.", "طالبت", "فرنسا", "بخفض الأسعار"),
            ("وحذرت الوزارة سكان القرى من فيضان النهر.", "حذرت", "الوزارة", "فيضان النهر"),
            ("وأبلغت الوزارة سكان القرى أن الطريق مغلق.", "أبلغت", "الوزارة", "الطريق مغلق"),
            ("وناشد المجلس سكان القرى أن يتركوا منازلهم.", "ناشد", "المجلس", "يتركوا منازلهم"),
        ],
    )
    def test_it_ends_before_the_noun(self, text, cue, speaker, content):
        one = said(text, cue)
        assert (one["speaker"], one["content"]) == (speaker, content)

    @pytest.mark.xfail(strict=True, reason="a definite body before whom it accuses is not parted from it")
    def test_a_body_and_whom_it_accuses(self):
        one = said("واتهم الاتحاد شركات الطيران برفع الأسعار.", "اتهم")
        assert (one["speaker"], one["content"]) == ("الاتحاد", "شركات الطيران برفع الأسعار")

    @pytest.mark.parametrize(
        ("text", "speaker"),
        [
            ("وحذرت وزارة الصحة من السفر إلى الجزيرة.", "وزارة الصحة"),
            ("وقال بيان وزارة الصحة إن اللقاح آمن.", "بيان وزارة الصحة"),
        ],
    )
    def test_an_indefinite_one_governs(self, text, speaker):
        assert statements(text)[0]["speaker"] == speaker


class TestPluralVerb:
    """A verb in the plural has its subject before it"""

    @pytest.mark.parametrize(
        ("text", "cue", "speaker", "content"),
        [
            ("ناشطون في البلدة قالوا إن المياه مقطوعة.", "قالوا", "ناشطون في البلدة", "المياه مقطوعة"),
            ("السكان أكدوا أن الجسر القديم سليم.", "أكدوا", "السكان", "الجسر القديم سليم"),
            ("الخبراء حذروا من أن الآفة تنتشر.", "حذروا", "الخبراء", "الآفة تنتشر"),
            ("العمال طالبوا بصرف الرواتب.", "طالبوا", "العمال", "بصرف الرواتب"),
            ("ناشطون في البلدة حذروا من انتشار الآفة.", "حذروا", "ناشطون في البلدة", "انتشار الآفة"),
        ],
    )
    def test_what_stands_before_it_speaks(self, text, cue, speaker, content):
        one = said(text, cue)
        assert (one["speaker"], one["content"], one["kind"]) == (speaker, content, "group")

    @pytest.mark.parametrize("text", ["السكان رفضوا إخلاء الساحة.", "نواب المعارضة رفضوا تأجيل التصويت."])
    @pytest.mark.xfail(strict=True, reason="found, but its confidence lies below LEAST of report.py")
    def test_with_an_object(self, text):
        assert said(text, "رفضوا")["speaker"] == text.split(" رفضوا", maxsplit=1)[0]

    @pytest.mark.parametrize(
        ("text", "cue", "name"),
        [
            ("وأهالي القرية يطالبون بإصلاح الجسر.", "يطالبون", "أهالي القرية"),
            ("ونواب المعارضة طالبوا بتأجيل التصويت.", "طالبوا", "نواب المعارضة"),
        ],
    )
    @pytest.mark.xfail(strict=True, reason="statements.py left_subject: the و before the subject stays in its name")
    def test_a_conjunction_is_no_part_of_the_name(self, text, cue, name):
        assert said(text, cue)["speaker_name"] == name

    def test_an_object_behind_it_is_no_subject(self):
        text = "وقال خبراء إن الموسم ضعيف. واقترحوا تأجيل الزراعة."
        one = said(text, "اقترحوا")
        assert (one["speaker"], one["speaker_name"], one["content"]) == (None, "خبراء", "تأجيل الزراعة")


class TestAskingOfSomebody:
    """طلب من X and a verbal noun or أن"""

    @pytest.mark.parametrize(
        ("text", "cue", "content"),
        [
            ("وطلب الوزير سامر الخالدي من البلدية إصلاح الجسر.", "طلب", "إصلاح الجسر"),
            ("طلبت المحكمة من الشركة تسليم الوثائق.", "طلبت", "تسليم الوثائق"),
            ("طلب الاتحاد من الأندية خفض الأسعار.", "طلب", "خفض الأسعار"),
            ("وطلبت النائبة رانيا الدوسري من المجلس أن يؤجل التصويت.", "طلبت", "يؤجل التصويت"),
        ],
    )
    def test_what_is_asked_for_is_the_content(self, text, cue, content):
        one = said(text, cue)
        assert (one["content"], one["act"]) == (content, "demand")

    @pytest.mark.parametrize(
        ("text", "speaker"),
        [
            ("وطلب الوزير سامر الخالدي من البلدية إصلاح الجسر.", "الوزير سامر الخالدي"),
            ("طلبت المحكمة من الشركة تسليم الوثائق.", "المحكمة"),
        ],
    )
    @pytest.mark.xfail(strict=True, reason="من stands among the verbal nouns of closed.tsv")
    def test_whom_it_is_asked_of_is_no_part_of_the_speaker(self, text, speaker):
        assert statements(text)[0]["speaker"] == speaker


class TestPassive:
    """وصف and اعتبر in the passive: nobody says it"""

    @pytest.mark.parametrize(
        "text",
        [
            "وصف بالتاريخي لأنه الأول منذ عقود.",
            "ووقع الطرفان اتفاقا وصف بالمتوازن.",
            "وتعتبر الصين الشريك التجاري الأول للبلاد.",
            "ويعتبر النهر شريان الحياة في الإقليم.",
        ],
    )
    def test_nobody_says_it(self, text):
        assert statements(text) == []

    @pytest.mark.parametrize(
        ("text", "cue"),
        [
            ("ووصف النائب فارس العطار الاتفاق بالتاريخي.", "وصف"),
            ("ويعتبر النائب فارس العطار الاتفاق خطوة نحو السلام.", "يعتبر"),
        ],
    )
    def test_somebody_does(self, text, cue):
        assert said(text, cue)["speaker"] == "النائب فارس العطار"


class TestDateline:
    @pytest.mark.parametrize("dash", ["-", "–", "—"])
    @pytest.mark.parametrize(
        ("verb", "rest", "content"),
        [
            ("أعلن", "وزير الري سامر الخالدي أن السد آمن.", "السد آمن"),
            ("أكد", "وزير الري سامر الخالدي أن الطريق مفتوح.", "الطريق مفتوح"),
        ],
    )
    def test_it_is_no_part_of_the_speaker(self, dash, verb, rest, content):
        (one,) = statements(f"لمار (رنا) {dash} {verb} {rest}")
        assert (one["speaker"], one["content"]) == ("وزير الري سامر الخالدي", content)

    @pytest.mark.parametrize("dash", ["-", "–", "—"])
    def test_a_decision_behind_it_is_nobodys_saying(self, dash):
        assert statements(f"لمار (رنا) {dash} أقر البرلمان أمس قانون المياه الجديد.") == []


class TestResumedNoun:
    """كرر and جدد with a noun of speech: the noun reports"""

    @pytest.mark.parametrize(
        ("text", "cue", "name", "content"),
        [
            ("كرر الوزير سامر الخالدي دعوته إلى الحوار.", "دعوته", "سامر الخالدي", "الحوار"),
            ("كررت النائبة رانيا الدوسري دعوتها إلى الحوار.", "دعوتها", "رانيا الدوسري", "الحوار"),
            ("وجدد النائب فارس العطار رفضه تأجيل التصويت.", "رفضه", "فارس العطار", "تأجيل التصويت"),
            ("جدد الوزير سامر الخالدي تعهده بدفع التعويضات.", "تعهده", "سامر الخالدي", "بدفع التعويضات"),
            ("كررت الحكومة تعهدها بدفع التعويضات.", "تعهدها", "الحكومة", "بدفع التعويضات"),
        ],
    )
    def test_the_noun_is_the_cue(self, text, cue, name, content):
        (one,) = statements(text)
        assert (one["cue"], one["speaker_name"], one["content"]) == (cue, name, content)

    @pytest.mark.parametrize(
        ("text", "cue", "name"),
        [
            ("جددت الحكومة دعوتها إلى الحوار.", "دعوتها", "الحكومة"),
            ("وجددت نقابة المعلمين مطالبتها بصرف الرواتب.", "مطالبتها", "نقابة المعلمين"),
        ],
    )
    @pytest.mark.xfail(
        strict=True, reason="a body that has not spoken yet is not found as the owner, the draft is dropped"
    )
    def test_a_body_resumes_too(self, text, cue, name):
        assert said(text, cue)["speaker_name"] == name


class TestObjectPronoun:
    """A verb that carries its object: what it was called is the content"""

    @pytest.mark.parametrize(
        ("text", "cue", "name", "content"),
        [
            (
                'وأثار الاتفاق غضب النائب فارس العطار الذي وصفه بـ"الكارثة".',
                "وصفه",
                "فارس العطار",
                "الكارثة",
            ),
            ("ووصفه النائب فارس العطار بـ«الخطأ الجسيم».", "وصفه", "فارس العطار", "الخطأ الجسيم"),
            ("ووصفته وزارة الري بأنه «خطوة ضرورية».", "وصفته", "وزارة الري", "خطوة ضرورية"),
            ('ودافع المدير عن القرار الذي وصفته النقابة بـ"المجحف".', "وصفته", "النقابة", "المجحف"),
            ("ووصفها النائب فارس العطار بأنها «صفقة خاسرة».", "وصفها", "فارس العطار", "صفقة خاسرة"),
        ],
    )
    def test_what_it_was_called(self, text, cue, name, content):
        one = said(text, cue)
        assert (one["speaker_name"], one["content"], one["type"]) == (name, content, "direct")

    @pytest.mark.parametrize(
        "text",
        [
            "حملة البلدية مسؤولية السكان جميعا.",
            "وصفة الطبيب بأنها دواء لم تقنع المريض.",
            "طالبة الكلية بوقف المنحة راضية.",
        ],
    )
    def test_a_noun_in_ta_is_no_verb_with_its_object(self, text):
        assert statements(text) == []

    @pytest.mark.parametrize("text", ["وحمله النائب فارس العطار مسؤولية الأزمة.", "وحملها الحزب مسؤولية الأزمة."])
    def test_the_same_letters_in_ha_are(self, text):
        assert [one["act"] for one in statements(text)] == ["accuse"]
