"""Where parties stand on the questions of a dossier, and when it changed."""

import pytest
from affair import DEBT, EXIT, party, report, stood

from malaff.dossier.coverage import Coverage
from malaff.dossier.stances import Vote, stances
from malaff.model import Evidence

QUESTIONS = (EXIT, DEBT)
# Several ways to say the same, no one a copy of another.
AGAINST = (
    ("2031-01-22", "رفضت كتلة السنديان خروج بعثة المراقبة من رملان.\nوكان المطر قد قطع طريق الساحل صباح أمس."),
    ("2031-02-20", "جددت الكتلة موقفها في بيان، إذ رفضت كتلة السنديان خروج بعثة المراقبة من رملان قبل الصيف."),
    ("2031-04-21", "في جلسة طويلة عارضت كتلة السنديان خروج بعثة المراقبة من رملان وطلبت وقتا أطول للدرس."),
    ("2031-05-23", "عادت كتلة السنديان إلى المنبر ورفضت كتلة السنديان خروج بعثة المراقبة من رملان بعبارات أقسى."),
)


@pytest.mark.parametrize(("text", "stance"), [
    ("أعلنت كتلة السنديان تأييدها خروج بعثة المراقبة من رملان.", "support"),
    ("رحبت كتلة السنديان بخروج بعثة المراقبة من رملان.", "support"),
    ("رفضت كتلة السنديان خروج بعثة المراقبة من رملان.", "oppose"),
    ("رفضت كتلة السنديان انسحاب بعثة المراقبة من رملان.", "oppose"),
])  # fmt: skip
def test_a_stance(dossier, text, stance):
    found = dossier(report(text), questions=QUESTIONS)
    assert stood(found, "كتلة السنديان") == [("exit", stance)]


def test_what_a_question_asks_is_no_refusal(dossier):
    found = dossier(report("قال النائب مازن العطار إن انسحاب بعثة المراقبة من رملان خطأ كبير."), questions=QUESTIONS)
    assert stood(found, "مازن العطار") == [("exit", "oppose")]


def test_who_is_against_a_refusal_is_for_what_would_be_refused(dossier):
    found = dossier(report("أيدت كتلة السنديان رفض خروج بعثة المراقبة من رملان."), questions=QUESTIONS)
    assert stood(found, "كتلة السنديان") == [("exit", "oppose")]


def test_for_the_opposite_is_against(dossier):
    found = dossier(report("أيدت كتلة السنديان بقاء بعثة المراقبة في رملان."), questions=QUESTIONS)
    assert stood(found, "كتلة السنديان") == [("exit", "oppose")]


def test_against_the_opposite_is_for(dossier):
    found = dossier(report("رفضت كتلة السنديان بقاء بعثة المراقبة في رملان."), questions=QUESTIONS)
    assert stood(found, "كتلة السنديان") == [("exit", "support")]


def test_on_a_condition(dossier):
    found = dossier(
        report("قال النائب مازن العطار إن كتلته تؤيد خروج بعثة المراقبة من رملان بشرط إقرار الملحق."),
        questions=QUESTIONS,
    )
    assert stood(found, "مازن العطار") == [("exit", "conditional")]


def test_a_stance_counts_for_the_question_it_is_most_about(dossier):
    found = dossier(report("رفض النائب مازن العطار سداد مستحقات بعثة المراقبة."), questions=QUESTIONS)
    assert stood(found, "مازن العطار") == [("debt", "oppose")]


def test_stances_are_dated_and_in_order(dossier):
    found = dossier(
        report(AGAINST[0][1], "2031-01-22"),
        report("أعلنت كتلة السنديان تأييدها خروج بعثة المراقبة من رملان.", "2031-05-18"),
        questions=QUESTIONS,
    )
    first, second = party(found, "كتلة السنديان").stances
    assert (first.stance, first.from_, first.to) == ("oppose", "2031-01-22", "2031-05-17")
    assert (second.stance, second.from_, second.to) == ("support", "2031-05-18", None)


def test_a_turn_is_told_in_the_state_and_as_a_clash(dossier):
    found = dossier(
        report(AGAINST[0][1], "2031-01-22"),
        report("أعلنت كتلة السنديان تأييدها خروج بعثة المراقبة من رملان.", "2031-05-18"),
        questions=QUESTIONS,
    )
    (mover,) = found.state.moved
    assert (mover.party, mover.question, mover.before, mover.after) == ("كتلة السنديان", "exit", "oppose", "support")
    assert mover.date == "2031-05-18"
    assert [clash.kind for clash in found.contradictions] == ["turn"]


def test_the_same_said_again_adds_no_stance(dossier):
    found = dossier(*(report(text, day) for day, text in AGAINST), questions=QUESTIONS)
    assert stood(found, "كتلة السنديان") == [("exit", "oppose")]


def sequence(*cast):
    """The stances that come of votes, one a month: `("oppose", 1.0)`."""
    votes = [
        Vote(
            f"2031-{month:02}-10", stance, weight, Evidence(article=f"a{month}", start=0, end=1, text="ن"), f"a{month}"
        )
        for month, (stance, weight) in enumerate(cast, 1)
    ]
    coverage = Coverage(readings=[], articles=[], reprints=[], questions=QUESTIONS)
    return [each.stance for each in stances(coverage, {("الكتلة", "exit"): votes}).get("الكتلة", [])]


def test_a_turn_that_lasts_is_kept():
    assert sequence(("oppose", 1.0), ("support", 0.9), ("oppose", 1.0)) == ["oppose", "support", "oppose"]


def test_a_turn_there_and_back_on_thin_evidence_is_dropped():
    against, once = ("oppose", 1.0), ("support", 1.0)
    assert sequence(against, against, once, against, against, once, against, against) == ["oppose"]


def test_a_stance_with_a_small_share_of_the_evidence_is_dropped():
    assert sequence(("oppose", 1.0), ("oppose", 1.0), ("oppose", 1.0), ("support", 0.5)) == ["oppose"]


def test_what_is_reported_of_a_party_is_its_own(dossier):
    found = dossier(
        report("رفضت كتلة السنديان خروج بعثة المراقبة من رملان، بحسب النائب مازن العطار."), questions=QUESTIONS
    )
    assert stood(found, "كتلة السنديان") == [("exit", "oppose")]


@pytest.mark.xfail(reason="the reader gives the stance to who reports it, not to whom it is reported of")
def test_what_a_speaker_says_another_rejects_is_not_the_speaker_s(dossier):
    found = dossier(
        report("قال النائب مازن العطار إن كتلة السنديان ترفض خروج بعثة المراقبة من رملان."), questions=QUESTIONS
    )
    assert stood(found, "مازن العطار") == []
    assert stood(found, "كتلة السنديان") == [("exit", "oppose")]


def test_no_evidence_is_no_stance(dossier):
    found = dossier(report("قال النائب مازن العطار إن بعثة المراقبة في رملان تعد ألف جندي."), questions=QUESTIONS)
    assert party(found, "مازن العطار").stances == []


def test_a_stance_on_something_else_is_on_no_question(dossier):
    found = dossier(report("رفض النائب مازن العطار زيادة أسعار القمح والسكر في رملان."), questions=QUESTIONS)
    assert party(found, "مازن العطار").stances == []


def test_no_question_no_stance(dossier):
    found = dossier(report(AGAINST[0][1]))
    assert party(found, "كتلة السنديان").stances == []


def test_who_signs_is_for_what_is_agreed(dossier):
    found = dossier(report("وقع سامي الحداد ومازن العطار اتفاقا على خروج بعثة المراقبة من رملان."), questions=QUESTIONS)
    assert stood(found, "سامي الحداد") == [("exit", "support")]


def test_a_copy_adds_no_evidence(dossier):
    text = AGAINST[0][1]
    found = dossier(report(text, "2031-01-22"), report(text, "2031-01-23"), questions=QUESTIONS)
    (stance,) = party(found, "كتلة السنديان").stances
    assert len(stance.evidence) == 1


def test_parties_on_two_sides_in_one_article_clash(dossier):
    found = dossier(
        report("رفض النائب مازن العطار سداد مستحقات بعثة المراقبة. وأيد الوزير سامي الحداد سداد مستحقات البعثة كاملة."),
        questions=QUESTIONS,
    )
    (clash,) = [each for each in found.contradictions if each.about == DEBT.text]
    assert {side.who for side in clash.sides} == {"مازن العطار", "سامي الحداد"}


@pytest.mark.parametrize(("text", "who", "stance"), [
    # Who says it will be done, or does it, is for it; who says it will not be, against.
    ("قال وزير المالية سامي الحداد إن الوزارة ستسدد مستحقات بعثة المراقبة.", "سامي الحداد", ("debt", "support")),
    ("قال النائب مازن العطار إن بعثة المراقبة لن تغادر رملان.", "مازن العطار", ("exit", "oppose")),
    ("أعلن مصرف الحوض تسديد مستحقات بعثة المراقبة.", "مصرف الحوض", ("debt", "support")),
    # Whoever accuses somebody of not doing it is for it.
    ("اتهم النائب مازن العطار الحكومة بالتخلف عن سداد مستحقات بعثة المراقبة.", "مازن العطار", ("debt", "support")),
    # Who accepts because it is forced to, on a condition.
    ("قال النائب مازن العطار إن كتلته تؤيد خروج بعثة المراقبة لأنها مجبرة.", "مازن العطار", ("exit", "conditional")),
    # Each clause for itself: for leaving, and against staying longer.
    ("قال النائب مازن العطار إن الكتلة «تؤيد خروج بعثة المراقبة من رملان»، ولن تقبل بتمديد مهمة بعثة المراقبة.",
     "مازن العطار", ("exit", "support")),
    # A pronoun at the end of the question's word.
    ("قال النائب مازن العطار عن بعثة المراقبة إنه يؤيد خروجها من رملان.", "مازن العطار", ("exit", "support")),
])  # fmt: skip
def test_sides_that_no_word_of_attitude_tells(dossier, text, who, stance):
    found = dossier(report(text), questions=QUESTIONS)
    assert stood(found, who) == [stance]


def test_what_points_back_is_what_was_said_before(dossier):
    text = "اقترح النائب مازن العطار خروج بعثة المراقبة من رملان. وترفض كتلة السنديان هذه الفكرة."
    assert stood(dossier(report(text), questions=QUESTIONS), "كتلة السنديان") == [("exit", "oppose")]


@pytest.mark.parametrize("text", [
    "قال رئيس كتلة السنديان مازن العطار إن الكتلة تؤيد خروج بعثة المراقبة من رملان.",
    "قال المتحدث باسم كتلة السنديان مازن العطار إنه يؤيد خروج بعثة المراقبة من رملان.",
])  # fmt: skip
def test_who_heads_a_body_or_speaks_for_it_tells_where_it_stands(dossier, text):
    other = report("اجتمعت كتلة السنديان أمس. وقالت كتلة السنديان إن المطر غزير.", "2031-03-09")
    found = dossier(report(text), other, questions=QUESTIONS)
    assert stood(found, "مازن العطار") == stood(found, "كتلة السنديان") == [("exit", "support")]


def test_who_heads_a_body_and_tells_of_another_does_not_speak_for_his_own(dossier):
    text = "قال رئيس كتلة السنديان مازن العطار إن الحكومة تؤيد خروج بعثة المراقبة من رملان."
    other = report("اجتمعت كتلة السنديان أمس. وقالت كتلة السنديان إن المطر غزير.", "2031-03-09")
    assert stood(dossier(report(text), other, questions=QUESTIONS), "كتلة السنديان") == []


def test_two_stances_of_one_day_are_no_move(dossier):
    text = (
        "رفضت كتلة السنديان خروج بعثة المراقبة من رملان.\n"
        "وأعلنت كتلة السنديان تأييدها خروج بعثة المراقبة من رملان بشرط إقرار الملحق."
    )
    found = dossier(report(text), questions=QUESTIONS)
    stances = party(found, "كتلة السنديان").stances
    assert [(each.stance, each.from_, each.to) for each in stances] == [
        ("oppose", "2031-03-10", "2031-03-10"),
        ("conditional", "2031-03-10", None),
    ]
    assert found.state.moved == []


@pytest.mark.parametrize("text", [
    "وافقت كتلة السنديان على خروج بعثة المراقبة من رملان، وهو ما كانت ترفضه من قبل.",
    "أيدت كتلة السنديان خطة خروج بعثة المراقبة من رملان التي عارضتها سابقا.",
    "أيدت كتلة السنديان خروج بعثة المراقبة من رملان الذي رفضته هي للتو.",
])  # fmt: skip
def test_a_stance_the_text_tells_to_be_former(dossier, text):
    found = dossier(report(text), questions=QUESTIONS)
    assert [(each.stance, each.from_, each.to) for each in party(found, "كتلة السنديان").stances] == [
        ("oppose", None, "2031-03-09"), ("support", "2031-03-10", None)
    ]  # fmt: skip
    (moved,) = found.state.moved
    assert (moved.party, moved.before, moved.after, moved.date) == ("كتلة السنديان", "oppose", "support", "2031-03-10")


def test_a_former_support(dossier):
    found = dossier(
        report("رفضت كتلة السنديان خطة خروج بعثة المراقبة من رملان التي كانت تؤيدها في السابق."), questions=QUESTIONS
    )
    assert stood(found, "كتلة السنديان") == [("exit", "support"), ("exit", "oppose")]


@pytest.mark.parametrize("text", [
    "أيدت كتلة السنديان خطة خروج بعثة المراقبة من رملان التي رفضها البرلمان من قبل.",
    "أيدت كتلة السنديان خطة خروج بعثة المراقبة من رملان رغم من عارضها.",
])  # fmt: skip
def test_what_others_refused_is_no_former_stance(dossier, text):
    found = dossier(report(text), questions=QUESTIONS)
    assert stood(found, "كتلة السنديان") == [("exit", "support")]


def test_a_former_stance_is_of_the_day_it_was_taken(dossier):
    found = dossier(
        report(*reversed(AGAINST[0])),
        report("وافقت كتلة السنديان على خروج بعثة المراقبة من رملان، وهو ما كانت ترفضه من قبل.", "2031-04-02"),
        questions=QUESTIONS,
    )
    assert [(each.stance, each.from_) for each in party(found, "كتلة السنديان").stances] == [
        ("oppose", "2031-01-22"), ("support", "2031-04-02")
    ]  # fmt: skip
