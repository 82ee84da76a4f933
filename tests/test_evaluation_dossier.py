"""A dossier scored against a hand-made one: what counts as found, what as missed."""

import pytest
from msgspec.structs import replace

from malaff.demo import _folder
from malaff.evaluation.dossier import load, renamed, score_dossier
from malaff.model import (
    Changes,
    Contradiction,
    Dossier,
    DossierArticle,
    DossierState,
    Evidence,
    OpenQuestion,
    Party,
    PartyStance,
    Period,
    Pledge,
    Side,
    TimelineItem,
)

EVENT = "وقعت حكومة رملان اتفاقا على خروج البعثة في لمار"
DUE = "ستدفع الحكومة الدفعة الثانية قبل نهاية أيار"
OPEN = "لم يتضح بعد من سيدير معبر الرتاج بعد الخروج"
ONE, OTHER = "أحصى العطار ألفا وخمسمئة مقاتل", "لوائح الوزارة لا يتجاوز عدد جنودها ألفا"


def at(text, article="a"):
    return Evidence(article=article, start=0, end=len(text), text=text)


def written(text, article="a"):
    return {"article": article, "text": text}


GOLD = {
    "ontopic": ["a", "b"],
    "offtopic": ["c"],
    "parties": [
        {"name": "سامي الحداد", "aliases": ["الحداد"], "stances": [
            {"question": "q1", "stance": "oppose"}, {"question": "q1", "stance": "support"},
        ]},
    ],
    "events": [{"date": "2031-04-10", "text": EVENT, "evidence": [written(EVENT)]}],
    "deadlines": [{"due": "2031-05-31", "text": DUE, "outcome": "missed as of June", "evidence": [written(DUE)]}],
    "open_questions": [{"text": "من سيدير المعبر؟", "evidence": [written(OPEN)]}],
    "contradictions": [{"about": "عدد الجنود", "sides": [{"evidence": written(ONE)}, {"evidence": written(OTHER)}]}],
    "reprints": [["a", "b"]],
}  # fmt: skip


def stance(stance, day):
    return PartyStance(question="q1", stance=stance, from_=day, to=None, evidence=[at(EVENT)])


def perfect():
    """The dossier that holds just what the gold names."""
    return Dossier(
        name="الملف", about=[], questions=[], period=Period(),
        articles=[
            DossierArticle(id=key, title=None, outlet=None, published=None, relevance=1.0, why=[]) for key in ("a", "b")
        ],
        reprints=[["a", "b"]],
        parties=[Party(name="سامي الحداد", aliases=[], kind="person", roles=[], statements=1,
                       stances=[stance("oppose", "2031-01-01"), stance("support", "2031-04-01")])],
        statements=[],
        timeline=[TimelineItem(date="2031-04-10", dated=True, kind="agreement", text=EVENT, actors=[],
                               evidence=[at(EVENT)], salience=1.0)],
        pledges=[Pledge(due="2031-05-31", text=DUE, who=[], outcome="missed", evidence=[at(DUE)],
                        outcome_evidence=[])],
        open_questions=[OpenQuestion(text=OPEN, since=None, evidence=[at(OPEN)], salience=1.0)],
        contradictions=[Contradiction(about="الجنود", kind="figure", salience=1.0, sides=[
            Side(who="العطار", text=ONE, evidence=at(ONE)), Side(who="الحداد", text=OTHER, evidence=at(OTHER)),
        ])],
        changes=Changes(since=None, items=[]),
        state=DossierState(
            until=None, articles=2, outlets=0, statements=0, last=None, meetings=0, agreements=1, impasses=0,
            circling=False, due=[], overdue=[], moved=[], open=[], anonymous=0.0, reprints=0.5,
        ),
    )  # fmt: skip


def scored(**changes):
    return score_dossier(GOLD, replace(perfect(), **changes))


def test_all_that_is_wanted_is_one_in_every_figure():
    score = score_dossier(GOLD, perfect())
    assert score.misses == []
    assert set(score.figures.values()) == {1.0}


@pytest.mark.parametrize(("part", "figure", "miss"), [
    ("articles", "topic_recall", "article"), ("parties", "party_recall", "party"),
    ("timeline", "event_recall", "event"), ("pledges", "deadline_recall", "deadline"),
    ("open_questions", "open_recall", "open question"), ("contradictions", "contradiction_recall", "contradiction"),
    ("reprints", "reprint_recall", "reprint"),
])  # fmt: skip
def test_what_is_missing_is_told(part, figure, miss):
    score = scored(**{part: []})
    assert score.figures[figure] == 0.0
    assert miss in {kind for kind, _ in score.misses}


def test_an_article_off_the_topic():
    extra = replace(perfect().articles[0], id="c")
    score = scored(articles=[*perfect().articles, extra])
    assert score.figures["topic_rejection"] == 0.0
    assert ("article", "off the topic: c") in score.misses


def test_a_party_in_two_pieces_is_split():
    (party,) = perfect().parties
    score = scored(parties=[party, replace(party, name="الحداد", stances=[])])
    assert score.figures["party_unsplit"] == 0.0
    assert score.figures["party_recall"] == 1.0


def test_a_stance_that_is_not_wanted_costs_precision():
    (party,) = perfect().parties
    score = scored(parties=[replace(party, stances=[*party.stances, stance("conditional", "2031-05-01")])])
    assert score.figures["stance_f1"] == 0.8
    assert ("stance", "spurious: سامي الحداد q1 conditional") in score.misses


def test_a_change_that_is_not_seen():
    (party,) = perfect().parties
    assert scored(parties=[replace(party, stances=party.stances[1:])]).figures["stance_change_recall"] == 0.0


@pytest.mark.parametrize(("date", "found"), [
    ("2031-04-09", 1.0), ("2031-04-11", 1.0), ("2031-04-13", 0.0), ("2031-04", 1.0), ("2031-05", 0.0),
])  # fmt: skip
def test_an_event_counts_within_a_day_of_its_own(date, found):
    (event,) = perfect().timeline
    assert scored(timeline=[replace(event, date=date)]).figures["event_recall"] == found


def test_an_event_in_other_words_of_another_article_is_none():
    (event,) = perfect().timeline
    other = replace(event, text="أمطرت في الجنوب", evidence=[at("أمطرت في الجنوب", "b")])
    assert scored(timeline=[other]).figures["event_recall"] == 0.0


def test_a_flood_of_items_does_not_help():
    (event,) = perfect().timeline
    flood = [replace(event, text="أمطرت", evidence=[at("أمطرت", "b")]) for _ in range(200)]
    assert scored(timeline=[*flood, replace(event, salience=0.1)]).figures["event_recall"] == 0.0


def test_another_outcome():
    (pledge,) = perfect().pledges
    score = scored(pledges=[replace(pledge, outcome="kept")])
    assert (score.figures["deadline_recall"], score.figures["deadline_outcome"]) == (1.0, 0.0)
    assert score.misses == [("outcome", f"2031-05-31 {DUE}: kept, not missed")]


def test_one_side_of_a_contradiction_is_none():
    (clash,) = perfect().contradictions
    assert scored(contradictions=[replace(clash, sides=clash.sides[:1])]).figures["contradiction_recall"] == 0.0


def test_items_without_evidence_are_counted():
    (event,) = perfect().timeline
    assert scored(timeline=[event, replace(event, evidence=[])]).figures["evidence_given"] == 0.75


def test_ids_are_renamed_wherever_they_stand():
    dossier = renamed(perfect(), {"a": "x"})
    assert [article.id for article in dossier.articles] == ["x", "b"]
    assert dossier.reprints == [["x", "b"]]
    assert dossier.timeline[0].evidence[0].article == "x"
    assert dossier.contradictions[0].sides[1].evidence.article == "x"


def test_the_story_s_gold_can_be_loaded():
    gold = load(_folder() / "dossier.json")
    assert len(gold["ontopic"]) == 24
    assert {"parties", "events", "deadlines", "open_questions", "contradictions", "reprints"} <= set(gold)
