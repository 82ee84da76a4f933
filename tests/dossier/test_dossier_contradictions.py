"""Sides that cannot all be right."""

import pytest
from affair import report

LEAK = "كشف النائب مازن العطار أن حكومة رملان اتفقت مع بعثة المراقبة على تمديد المهمة سنتين."
DENIAL = "نفى وزير المالية سامي الحداد أن تكون الحكومة اتفقت مع بعثة المراقبة على تمديد المهمة."
OWED = report(
    "بلغ مجموع مستحقات بعثة المراقبة في رملان 410 ملايين دولار.\nوأمطرت في الجنوب.", "2031-03-10", outlet="صدى شهدار",
    id="owed",
)  # fmt: skip


def owed(amount, day="2031-03-12"):
    text = f"قدرت دائرة التدقيق مجموع مستحقات بعثة المراقبة في رملان {amount} بعد فحص الدفاتر القديمة."
    return report(text, day, outlet="قناة لمار", id="again")


def kinds(found):
    return [clash.kind for clash in found.contradictions]


def who(found):
    (clash,) = found.contradictions
    return [side.who for side in clash.sides]


class TestDenials:
    def test_a_denial_is_held_against_the_claim_of_its_article(self, dossier):
        found = dossier(report(f"{LEAK}\n{DENIAL}"))
        assert kinds(found) == ["denial"]
        assert who(found) == ["مازن العطار", "سامي الحداد"]

    def test_a_denial_is_held_against_an_earlier_claim(self, dossier):
        found = dossier(report(LEAK, "2031-03-09", id="leak"), report(DENIAL, "2031-03-10", id="denial"))
        assert kinds(found) == ["denial"]
        assert [side.evidence.article for side in found.contradictions[0].sides] == ["leak", "denial"]

    def test_a_denial_answers_nothing_that_was_said_later(self, dossier):
        found = dossier(report(DENIAL, "2031-03-09"), report(LEAK, "2031-03-10"))
        assert kinds(found) == []

    def test_a_denial_answers_nothing_that_was_said_long_before(self, dossier):
        found = dossier(report(LEAK, "2031-01-09"), report(DENIAL, "2031-03-10"))
        assert kinds(found) == []

    def test_nobody_answers_himself(self, dossier):
        found = dossier(report(f"{DENIAL}\nوقال وزير المالية سامي الحداد إن الحكومة اتفقت مع بعثة المراقبة على موعد."))
        assert kinds(found) == []

    def test_a_denial_of_something_else_is_no_clash(self, dossier):
        found = dossier(report(f"{LEAK}\nونفى وزير المالية سامي الحداد ارتفاع أسعار القمح والسكر في الأسواق."))
        assert kinds(found) == []


class TestClaims:
    def test_one_says_so_and_another_that_it_is_not_so(self, dossier):
        found = dossier(report(
            "قال النائب مازن العطار إن بعثة المراقبة تسلمت المستحقات من رملان. "
            "وقال وزير المالية سامي الحداد إن بعثة المراقبة لم تتسلم المستحقات من رملان."
        ))  # fmt: skip
        assert kinds(found) == ["claim"]
        assert who(found) == ["مازن العطار", "سامي الحداد"]

    def test_such_a_thing_points_back(self, dossier):
        found = dossier(report(
            "اقترح النائب مازن العطار أن تبقى بعثة المراقبة في رملان سنة أخرى. "
            "وقال وزير المالية سامي الحداد إن مثل هذا المقترح لا يناقش."
        ))  # fmt: skip
        assert kinds(found) == ["claim"]

    def test_a_condition_is_no_denial(self, dossier):
        found = dossier(report(
            "قال النائب مازن العطار إن بعثة المراقبة ستبقى في رملان. "
            "وقال وزير المالية سامي الحداد إن بعثة المراقبة ستبقى في رملان ما لم يطلب البرلمان خروجها."
        ))  # fmt: skip
        assert kinds(found) == []

    def test_what_the_text_sets_against_each_other(self, dossier):
        found = dossier(report(
            "قال النائب مازن العطار إن بعثة المراقبة خرجت من معبر الرتاج. "
            "ويتناقض ذلك مع لوائح الحراس التي تحصي عشرات من جنود بعثة المراقبة."
        ))  # fmt: skip
        assert kinds(found) == ["claim"]
        assert "لوائح الحراس" in found.contradictions[0].sides[1].text


class TestFigures:
    def test_two_sources_in_one_article(self, dossier):
        found = dossier(report(
            "قالت وزيرة الدفاع ليلى الحداد إن لدى بعثة المراقبة 1850 جنديا في رملان. "
            "وقال النائب مازن العطار إن عدد الجنود لا يتجاوز 1200 جندي."
        ))  # fmt: skip
        assert kinds(found) == ["figure"]
        assert who(found) == ["ليلى الحداد", "مازن العطار"]

    def test_one_source_does_not_contradict_itself(self, dossier):
        found = dossier(report(
            "قال النائب مازن العطار إن لدى بعثة المراقبة 1850 جنديا في رملان. "
            "وأضاف العطار أن 1200 جندي منهم في معبر الرتاج."
        ))  # fmt: skip
        assert kinds(found) == []

    def test_a_bound_that_holds_is_no_clash(self, dossier):
        found = dossier(report(
            "قالت وزيرة الدفاع ليلى الحداد إن لدى بعثة المراقبة 1850 جنديا في رملان. "
            "وقال النائب مازن العطار إن عدد الجنود أكثر من 1800 جندي."
        ))  # fmt: skip
        assert kinds(found) == []

    def test_two_reports_of_the_same_days(self, dossier):
        found = dossier(OWED, owed("بنحو 340 مليون دولار"))
        assert kinds(found) == ["figure"]
        assert who(found) == ["صدى شهدار", "قناة لمار"]

    @pytest.mark.parametrize("amount", [
        "بنحو 410 ملايين دولار", "بأربعمئة وعشرة ملايين دولار", "بنحو 400 مليون دولار", "بأكثر من 400 مليون دولار",
        "بأقل من 450 مليون دولار", "بنحو 40 مليون دولار",
    ])  # fmt: skip
    def test_figures_that_may_both_be_right(self, dossier, amount):
        assert kinds(dossier(OWED, owed(amount))) == []

    def test_reports_of_other_weeks_may_count_otherwise(self, dossier):
        assert kinds(dossier(OWED, owed("بنحو 340 مليون دولار", "2031-05-12"))) == []

    def test_figures_of_two_things_are_no_clash(self, dossier):
        other = report("تحتاج مدارس شهدار إلى ترميم كلفته 340 مليون دولار بحسب نقابة المعلمين.", "2031-03-12")
        assert kinds(dossier(OWED, other)) == []


class TestDays:
    def test_two_days_for_one_thing(self, dossier):
        found = dossier(
            report("من المقرر أن تغادر بعثة المراقبة قاعدة الصفصاف في رملان يوم 20 نيسان 2031.", "2031-04-10"),
            report("تغادر بعثة المراقبة قاعدة الصفصاف في رملان قبل 25 نيسان 2031 وفق البرنامج الجديد.", "2031-04-11"),
        )
        assert kinds(found) == ["date"]

    def test_days_for_two_things_are_no_clash(self, dossier):
        found = dossier(
            report("من المقرر أن تغادر بعثة المراقبة قاعدة الصفصاف في رملان يوم 20 نيسان 2031.", "2031-04-10"),
            report("تسدد حكومة رملان مستحقات البعثة قبل 25 نيسان 2031 وفق البرنامج الجديد.", "2031-04-11"),
        )
        assert kinds(found) == []


def test_copies_tell_one_clash_once(dossier):
    text = f"{LEAK}\n{DENIAL}"
    found = dossier(report(text, "2031-03-10"), report(text, "2031-03-11"))
    assert kinds(found) == ["denial"]


def test_the_most_salient_comes_first_and_counts_one(dossier):
    found = dossier(OWED, owed("بنحو 340 مليون دولار"), report(f"{LEAK}\n{DENIAL}"))
    saliences = [clash.salience for clash in found.contradictions]
    assert len(saliences) == 2
    assert saliences == sorted(saliences, reverse=True)
    assert saliences[0] == 1.0


def test_what_a_clash_of_figures_is_about_is_said_in_words_of_the_text(dossier):
    (clash,) = dossier(OWED, owed("بنحو 340 مليون دولار")).contradictions
    assert set(clash.about.split()) <= set(OWED.text.split())
