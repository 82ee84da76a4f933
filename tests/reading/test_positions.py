"""Positions: stance by act, condition, negation, and a spokesman's body."""

import pytest

from malaff.model import Article
from malaff.reading.reader import read_article


def read(text):
    return read_article(Article(id="a", source="test", text=text, published="2025-03-10"))


def positions(text):
    return read(text).positions


def only(text):
    found = positions(text)
    assert len(found) == 1, [(one.holder, one.stance, one.target.text) for one in found]
    return found[0]


class TestStance:
    @pytest.mark.parametrize(
        ("text", "stance"),
        [
            ("رحبت نقابة المعلمين باتفاق الأجور الجديد.", "support"),
            ("طالب النائب فارس العطار بإقالة المدير.", "support"),
            ("دعا النائب فارس العطار إلى تأجيل التصويت.", "support"),
            ("أيدت الكتلة إلغاء الضريبة.", "support"),
            ("اقترح النائب فارس العطار تأجيل التصويت.", "support"),
            ("رفض النائب فارس العطار تأجيل التصويت.", "oppose"),
            ("نددت نقابة المعلمين بإغلاق المدرسة.", "oppose"),
            ("انتقد النائب فارس العطار قرار البلدية.", "oppose"),
            ("اتهم النائب فارس العطار الحكومة بالتقصير.", "oppose"),
            ("اعترض النائب فارس العطار على مشروع القانون.", "oppose"),
        ],
    )
    def test_by_act(self, text, stance):
        assert only(text).stance == stance

    @pytest.mark.parametrize(
        "text",
        [
            "قال الوزير سامر الخالدي إن الطريق مفتوح.",
            "نفى الوزير سامر الخالدي وجود خلاف.",
            "توقع الخبير نادر الحموي أن يتراجع النمو.",
            "تساءل النائب فارس العطار عن مصير الأموال.",
            "اجتمعت اللجنتان في العاصمة.",
        ],
    )
    def test_neutral_statements_are_none(self, text):
        assert positions(text) == []

    @pytest.mark.parametrize(
        ("text", "target"),
        [
            ("دعا النائب فارس العطار إلى عدم المشاركة في التصويت.", "المشاركة في التصويت"),
            ("دعا المجلس البلدي إلى عدم بيع الأراضي.", "بيع الأراضي"),
        ],
    )
    def test_a_negated_step_is_opposed(self, text, target):
        one = only(text)
        assert (one.stance, one.target.text) == ("oppose", target)


class TestTarget:
    @pytest.mark.parametrize(
        ("text", "target"),
        [
            ("رحبت نقابة المعلمين باتفاق الأجور الجديد.", "باتفاق الأجور الجديد"),
            ("دعا النائب فارس العطار إلى تأجيل التصويت.", "تأجيل التصويت"),
            ("رفض النائب فارس العطار تأجيل التصويت.", "تأجيل التصويت"),
        ],
    )
    def test_it_is_the_content(self, text, target):
        assert only(text).target.text == target

    def test_it_lies_within_the_evidence(self):
        one = only("رفض النائب فارس العطار تأجيل التصويت.")
        assert one.evidence.start <= one.target.start
        assert one.target.end <= one.evidence.end

    def test_the_evidence_takes_in_cue_and_holder(self):
        assert only("رفض النائب فارس العطار تأجيل التصويت.").evidence.text == "رفض النائب فارس العطار تأجيل التصويت"

    def test_it_ends_with_its_first_clause(self):
        one = positions("دعا النائب فارس العطار إلى تأجيل التصويت على الموازنة العامة، وإلى انتخاب لجنة جديدة.")[0]
        assert one.target.text == "تأجيل التصويت على الموازنة العامة"


class TestCondition:
    @pytest.mark.parametrize(
        "condition",
        [
            "بشرط عرضه على البرلمان",
            "شريطة عرضه على البرلمان",
            "إذا عرض على البرلمان",
            "ما لم يعرض على البرلمان",
            "طالما عرض على البرلمان",
        ],
    )
    def test_it_makes_the_stance_conditional(self, condition):
        one = only(f"أيد النائب فارس العطار إلغاء القانون {condition}.")
        assert (one.stance, one.condition.text) == ("conditional", condition)

    def test_without_one_there_is_none(self):
        assert only("أيد النائب فارس العطار إلغاء القانون.").condition is None


class TestHolder:
    def test_the_fullest_name(self):
        text = "قال النائب فارس العطار إن القانون معيب.\nورفض العطار تأجيل التصويت."
        assert positions(text)[-1].holder == "فارس العطار"

    @pytest.mark.parametrize(
        ("spokesman", "body"),
        [
            ("المتحدث باسم الحكومة سامر الخالدي", "الحكومة"),
            ("الناطق باسم وزارة الصحة سامر الخالدي", "وزارة الصحة"),
            ("المتحدث الرسمي باسم الحكومة سامر الخالدي", "الحكومة"),
        ],
    )
    def test_a_spokesman_speaks_for_his_body(self, spokesman, body):
        one = only(f"ورفض {spokesman} تأجيل التصويت.")
        assert (one.holder, one.holder_kind) == (body, "organisation")

    def test_a_dropped_subject_is_who_spoke_before(self):
        text = "قال النائب فارس العطار إن الجلسة قصيرة.\nودعا إلى تأجيل التصويت."
        assert only(text).holder == "فارس العطار"

    def test_it_points_to_its_statement(self):
        reading = read("قال النائب فارس العطار إن الجلسة قصيرة.\nودعا إلى تأجيل التصويت.")
        (one,) = reading.positions
        assert reading.statements[one.statement].cue.text == "دعا"

    def test_the_same_position_is_given_once(self):
        text = "رفض النائب فارس العطار تأجيل التصويت.\nورفض العطار تأجيل التصويت."
        assert len(positions(text)) == 1
