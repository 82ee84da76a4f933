"""Whatever a dossier says can be looked up, and its lists are in the order the docs promise."""

import pytest
from affair import evidence_in

from malaff.archive.archive import Archive
from malaff.demo import open_story
from malaff.dossier.changes import changes
from malaff.model import Dossier, encode, msgspec


@pytest.fixture(scope="module")
def told(story):
    return story[1]


def looked_up(archive, dossier):
    """Every evidence with the characters that stand in its place."""
    texts = {reading.id: reading.text for reading in archive.readings([article.id for article in dossier.articles])}
    return [(each.text, texts[each.article][each.start : each.end]) for each in evidence_in(dossier)]


def test_every_evidence_is_the_article_s_own_characters(story):
    pairs = looked_up(*story)
    assert len(pairs) > 200
    assert [pair for pair in pairs if pair[0] != pair[1] or not pair[0]] == []


def test_every_statement_is_its_article_s(story):
    archive, dossier = story
    for statement in dossier.statements:
        reading = archive.reading(statement.article)
        own = reading.statements[statement.number]
        assert (statement.content, statement.cue, statement.outlet) == (own.content, own.cue, reading.outlet)


def test_both_databases_tell_the_same(story, postgresql):
    with Archive(postgresql, create=True) as archive:
        dossier = open_story(archive)
        assert [pair for pair in looked_up(archive, dossier) if pair[0] != pair[1]] == []
    for name in Dossier.__struct_fields__:
        assert getattr(dossier, name) == getattr(story[1], name), name


@pytest.mark.parametrize("part", ["parties", "timeline", "pledges", "open_questions", "contradictions"])
def test_every_item_has_evidence(told, part):
    items = getattr(told, part)
    assert items
    for item in items:
        for each in item.stances if part == "parties" else [item]:
            assert list(evidence_in(each))


def test_articles_are_most_relevant_first(told):
    assert told.articles == sorted(told.articles, key=lambda article: -article.relevance)


def test_parties_are_named_once(told):
    names = [party.name for party in told.parties]
    assert len(set(names)) == len(names)


def test_stances_are_by_question_then_by_day(told):
    order = {question.id: i for i, question in enumerate(told.questions)}
    for party in told.parties:
        keys = [(order[stance.question], stance.from_ or "~") for stance in party.stances]
        assert keys == sorted(keys)


def test_a_stance_differs_from_the_one_before(told):
    for party in told.parties:
        for before, after in zip(party.stances, party.stances[1:], strict=False):
            assert before.question != after.question or before.stance != after.stance


def test_statements_are_earliest_first(told):
    days = [statement.published or "~" for statement in told.statements]
    assert days == sorted(days)


def test_statements_count_what_parties_have(told):
    for party in told.parties:
        own = [statement for statement in told.statements if statement.party == party.name]
        assert len(own) <= party.statements


def test_the_timeline_is_by_date(told):
    assert told.timeline == sorted(told.timeline, key=lambda item: (item.date, -item.salience, item.text))


def test_pledges_are_by_day(told):
    assert told.pledges == sorted(told.pledges, key=lambda pledge: (pledge.due, pledge.text))


@pytest.mark.parametrize("part", ["open_questions", "contradictions"])
def test_the_most_salient_comes_first(told, part):
    saliences = [item.salience for item in getattr(told, part)]
    assert saliences == sorted(saliences, reverse=True)
    assert saliences[0] == 1.0


@pytest.mark.parametrize("part", ["timeline", "open_questions", "contradictions"])
def test_salience_is_a_share(told, part):
    assert all(0 < item.salience <= 1 for item in getattr(told, part))


def test_reprints_begin_with_the_earliest(told):
    published = {article.id: article.published for article in told.articles}
    assert told.reprints
    for group in told.reprints:
        days = [published[article] or "~" for article in group]
        assert len(group) > 1
        assert days == sorted(days)


def test_json_there_and_back(told):
    assert msgspec.json.decode(encode(told), type=Dossier) == told


def test_two_builds_are_one_dossier(story):
    from malaff.dossier.board import build
    from malaff.dossier.desk import Desk

    archive, dossier = story
    definition = Desk(archive).get(dossier.name).definition
    assert build(archive, definition) == build(archive, definition) == dossier


def test_held_against_itself_nothing_changed(told):
    assert changes(told, told, since=None).items == []
