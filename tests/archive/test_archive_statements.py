"""Statements of the whole archive: filters, pages, facets, the index of people, and what others say of somebody."""

import msgspec
import pytest
from msgspec.structs import replace
from newsroom import TEXT, generated, put, reading, write_jsonl

from malaff.archive.archive import Archive
from malaff.archive.remembered import Remembered
from malaff.archive.statements import StatementFilter
from malaff.errors import BadOption, BadQuery, UnknownArticle, UnknownPerson
from story_archive import story_archive

MINISTER, DEPUTY, STATE = "سامي الحداد", "فارس العطار", "حكومة رملان"


@pytest.fixture
def newsroom(archive):
    """Three articles of three outlets and months with three statements each."""
    put(
        archive,
        reading("a", published="2025-03-10", outlet="صدى شهدار"),
        reading("b", published="2025-04-01", outlet="قناة لمار", title="تعثر"),
        reading("c", published=None, outlet=None),
    )
    return archive


def asked(archive, **fields):
    """(article, number) of the statements that a filter finds, in order."""
    page = archive.statements(StatementFilter(**fields))
    assert page.total == len(page.items)
    return [(item.article, item.number) for item in page.items]


def counted(archive, facet, **fields):
    """A facet as (value, count)."""
    return [(count.value, count.count) for count in archive.statement_facets(StatementFilter(**fields))[facet]]


def test_all_statements_are_those_of_the_readings_latest_first_undated_last(newsroom):
    page = newsroom.statements()
    expected = [("b", 0), ("b", 1), ("b", 2), ("a", 0), ("a", 1), ("a", 2), ("c", 0), ("c", 1), ("c", 2)]
    assert [(item.article, item.number) for item in page.items] == expected
    assert page.total == 9
    for item in page.items:
        read = newsroom.reading(item.article)
        assert item.statement == read.statements[item.number]
        assert (item.title, item.outlet, item.published) == (read.title, read.outlet, read.published)


def test_old_order_is_by_day_the_other_way(newsroom):
    items = newsroom.statements(order="old").items
    assert [item.article for item in items] == ["c"] * 3 + ["a"] * 3 + ["b"] * 3


def test_pages_part_the_whole(newsroom):
    whole = newsroom.statements().items
    pages = [newsroom.statements(limit=2, offset=offset) for offset in range(0, 12, 2)]
    assert [item for page in pages for item in page.items] == whole
    assert {page.total for page in pages} == {9}


def test_each_filter_finds_its_statements(newsroom):
    everywhere = [("b", 0), ("a", 0), ("c", 0)]
    assert asked(newsroom, speaker=MINISTER) == asked(newsroom, speaker="الحداد") == everywhere
    assert asked(newsroom, act="deny") == [("b", 2), ("a", 2), ("c", 2)]
    assert asked(newsroom, act="announce") == [("b", 1), ("a", 1), ("c", 1)]
    assert asked(newsroom, type="direct") == everywhere
    assert asked(newsroom, kind="organisation") == asked(newsroom, speaker="رملان") == asked(newsroom, act="announce")
    assert asked(newsroom, outlet="قناة لمار") == [("b", 0), ("b", 1), ("b", 2)]
    assert asked(newsroom, outlet="قناة") == []
    assert asked(newsroom, articles=["c", "a", "nowhere"], act="deny") == [("a", 2), ("c", 2)]
    assert asked(newsroom, articles=[]) == []
    person = newsroom.person(DEPUTY).id
    assert asked(newsroom, person=person) == asked(newsroom, speaker=DEPUTY) == asked(newsroom, act="deny")
    assert asked(newsroom, person=person, speaker=MINISTER) == []


@pytest.mark.parametrize(
    ("from_", "to", "articles"),
    [
        ("2025-04-01", None, "b"),
        ("2025-04-02", None, ""),
        (None, "2025-03-10", "a"),
        (None, "2025-03", "a"),
        ("2025-03", "2025-04", "ba"),
        ("2025", "2025", "ba"),
        (None, "2024", ""),
        ("٢٠٢٥-٠٤", None, "b"),
    ],
)
def test_days_months_and_years_bound_the_publication(newsroom, from_, to, articles):
    found = asked(newsroom, from_=from_, to=to)
    assert list(dict.fromkeys(article for article, _ in found)) == list(articles)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"act": "shout"}, BadOption),
        ({"type": "both"}, BadOption),
        ({"kind": "place"}, BadOption),
        ({"from_": "10-03-2025"}, BadQuery),
        ({"to": "2025-02-30"}, BadQuery),
        ({"person": 999}, UnknownPerson),
        ({"person": -1}, UnknownPerson),
        ({"person": 2**70}, UnknownPerson),
    ],
)
def test_values_that_do_not_fit_are_refused(newsroom, fields, error):
    with pytest.raises(error):
        newsroom.statements(StatementFilter(**fields))
    with pytest.raises(error):
        newsroom.statement_facets(StatementFilter(**fields))


def test_texts_that_databases_stumble_over_find_nothing(newsroom):
    for text in ("", " - ", "\ud800a", "a\x00", "%a", "_a", "a'b"):
        assert asked(newsroom, speaker=text) == []
        assert asked(newsroom, outlet=text) == []
        assert newsroom.articles(outlet=text) == []
        assert asked(newsroom, articles=[text]) == []


def test_more_articles_may_be_given_than_an_engine_takes_parameters(newsroom):
    assert asked(newsroom, articles=[*(f"x{i}" for i in range(40_000)), "b"], act="deny") == [("b", 2)]


def test_statements_are_as_people_left_them(newsroom):
    newsroom.correct("b", "statements", 0, "reject", user="هدى")
    newsroom.correct("b", "statements", 1, "edit", changes={"act": "accuse"}, user="هدى")
    assert asked(newsroom, outlet="قناة لمار") == [("b", 0), ("b", 1)]
    assert asked(newsroom, act="accuse") == [("b", 1)]
    for item in newsroom.statements(StatementFilter(outlet="قناة لمار")).items:
        assert item.statement == newsroom.reading("b").statements[item.number]


def test_one_record_answers_for_all_that_are_one_with_it(archive):
    names = ("بيتر لاغارد", "بيتر لاجارد", "أبو نادر")
    put(archive, *(reading(f"a{i}", f"قال المحلل {name} إن الطريق مفتوح.") for i, name in enumerate(names)))
    record = archive.person("لاغارد")
    for number in record.ids:
        assert [article for article, _ in asked(archive, person=number)] == ["a0", "a1"]
    assert {item.person for item in archive.statements(StatementFilter(person=record.id)).items} == {record.id}
    assert counted(archive, "speaker") == [(str(record.id), 2), (str(archive.person("أبو نادر").id), 1)]
    archive.merge(["أبو نادر", "لاغارد"], user="هدى")
    kept = archive.person("أبو نادر")
    assert counted(archive, "speaker") == [(str(kept.id), 3)]
    assert archive.statement_facets()["speaker"][0].label == "أبو نادر"
    archive.rename("أبو نادر", "الكبير", user="هدى")
    assert archive.statement_facets()["speaker"][0].label == "الكبير"


def test_facets_count_every_value(newsroom):
    facets = newsroom.statement_facets()
    assert list(facets) == ["speaker", "act", "type", "kind", "outlet", "month"]
    assert {(count.label, count.count) for count in facets["speaker"]} == {(MINISTER, 3), (STATE, 3), (DEPUTY, 3)}
    assert counted(newsroom, "act") == [("announce", 3), ("assert", 3), ("deny", 3)]
    assert counted(newsroom, "kind") == [("person", 6), ("organisation", 3)]
    assert counted(newsroom, "outlet") == [("صدى شهدار", 3), ("قناة لمار", 3)]
    assert counted(newsroom, "month") == [("2025-03", 3), ("2025-04", 3)]


def test_a_facet_counts_with_all_filters_but_its_own(newsroom):
    fields = {"act": "deny", "from_": "2025-04"}
    assert counted(newsroom, "act", **fields) == [("announce", 1), ("assert", 1), ("deny", 1)]
    assert counted(newsroom, "month", **fields) == [("2025-03", 1), ("2025-04", 1)]
    assert counted(newsroom, "kind", **fields) == [("person", 1)]
    assert counted(newsroom, "outlet", **fields) == [("قناة لمار", 1)]
    other = {"person": newsroom.person(DEPUTY).id, "outlet": "قناة لمار"}
    assert len(counted(newsroom, "speaker", **other)) == 3
    assert counted(newsroom, "outlet", **other) == [("صدى شهدار", 1), ("قناة لمار", 1)]
    assert counted(newsroom, "act", **other) == [("deny", 1)]


def test_facets_follow_every_change_of_the_archive(newsroom):
    assert counted(newsroom, "act")[0] == ("announce", 3)
    judgement = newsroom.correct("a", "statements", 1, "reject", user="هدى")
    assert counted(newsroom, "act") == [("assert", 3), ("deny", 3), ("announce", 2)]
    newsroom.undo(judgement.id, user="هدى")
    put(newsroom, reading("d"))
    assert counted(newsroom, "act")[0] == ("announce", 4)


def test_facets_agree_with_the_statements_they_count(archive, tmp_path):
    for _ in archive.add([write_jsonl(tmp_path / "news.jsonl", generated(60))]):
        pass
    for fields in (
        {},
        {"act": "deny"},
        {"outlet": "صدى شهدار", "from_": "2025-06"},
        {"kind": "person", "to": "2025-09"},
    ):
        facets = archive.statement_facets(StatementFilter(**fields))
        for name, facet in (
            ("act", "act"),
            ("type", "type"),
            ("kind", "kind"),
            ("outlet", "outlet"),
            ("speaker", "person"),
        ):
            for count in facets[name]:
                value = int(count.value) if facet == "person" else count.value
                wanted = StatementFilter(**(fields | {facet: value}))
                assert archive.statements(wanted, limit=1).total == count.count, (fields, count)
        for count in facets["month"]:
            wanted = StatementFilter(**(fields | {"from_": count.value, "to": count.value}))
            assert archive.statements(wanted, limit=1).total == count.count


def test_an_empty_archive_has_no_statements(archive):
    assert archive.statements().total == 0
    assert all(counts == [] for counts in archive.statement_facets().values())
    assert archive.people_listed().total == 0


def test_the_index_of_people_has_everybody_who_speaks_most_first(newsroom):
    put(newsroom, reading("d", "حضر الجلسة النائب نادر الخالدي.\nقال سامي الحداد إن الجلسة انتهت."))
    page = newsroom.people_listed()
    assert page.total == len(page.items)
    assert [(person.name, person.statements) for person in page.items[::3]] == [(MINISTER, 4), ("نادر الخالدي", 0)]
    assert {person.name for person in page.items[1:3]} == {STATE, DEPUTY}
    assert page.items == [newsroom.person(str(person.id)) for person in page.items]
    assert newsroom.people_listed(limit=2, offset=1).items == page.items[1:3]


def test_the_index_is_narrowed_by_name_and_kind(newsroom):
    assert [person.name for person in newsroom.people_listed("الحداد").items] == [MINISTER]
    assert [person.name for person in newsroom.people_listed(kind="organisation").items] == [STATE]
    assert newsroom.people_listed("الحداد", "organisation").total == 0
    assert newsroom.people_listed("!").total == newsroom.people_listed("%").total == 0


def test_the_index_lists_records_that_are_one_once(archive):
    names = ("بيتر لاغارد", "بيتر لاجارد", "بيتر لاغارد", "أبو نادر")
    put(archive, *(reading(f"a{i}", f"قال المحلل {name} إن الطريق مفتوح.") for i, name in enumerate(names)))
    assert [person.name for person in archive.people_listed().items] == ["بيتر لاغارد", "أبو نادر"]
    assert [person.name for person in archive.people_listed("لاجارد").items] == ["بيتر لاغارد"]
    judgement = archive.merge(["أبو نادر", "لاغارد"], user="هدى")
    assert [person.name for person in archive.people_listed("لاجارد").items] == ["أبو نادر"]
    assert archive.people_listed().total == 1
    archive.undo(judgement.id, user="هدى")
    assert archive.people_listed().total == 2


def test_the_index_holds_whoever_the_story_names(tmp_path):
    with Archive(story_archive(tmp_path)) as archive:
        page = archive.people_listed(limit=1000)
        assert page.items == [archive.person(str(person.id)) for person in page.items]
        ids = [number for person in page.items for number in person.ids]
        assert len(set(ids)) == len(ids) == page.total + sum(len(person.ids) - 1 for person in page.items)
        order = [-person.statements for person in page.items]
        assert order == sorted(order)


SPOKEN_OF = "قال النائب فارس العطار إن سامي الحداد لم يحضر.\nوقال الوزير سامي الحداد إنه حضر."


def test_what_others_say_of_somebody_names_them_in_its_content(archive):
    put(archive, reading("a", SPOKEN_OF, published="2025-01-01"), reading("b", SPOKEN_OF, published="2025-01-02"))
    minister, deputy = archive.person("الحداد").id, archive.person("العطار").id
    page = archive.mentions_in_statements(minister)
    assert [(item.article, item.number, item.person) for item in page.items] == [("b", 0, deputy), ("a", 0, deputy)]
    assert all("الحداد" in item.statement.content.text for item in page.items)
    assert not page.more
    assert archive.mentions_in_statements(deputy).items == []


def test_mentions_come_in_pages(archive):
    put(archive, *(reading(f"a{i:02}", SPOKEN_OF, published=f"2025-01-{i + 1:02}") for i in range(25)))
    person = archive.person("الحداد").id
    whole = archive.mentions_in_statements(person, limit=100)
    assert (len(whole.items), whole.more) == (25, False)
    first, last = (archive.mentions_in_statements(person, limit=13, offset=offset) for offset in (0, 13))
    assert (first.more, last.more) == (True, False)
    assert first.items + last.items == whole.items
    with pytest.raises(UnknownPerson):
        archive.mentions_in_statements(10**12)


def test_mentions_follow_what_people_decided(archive):
    put(archive, reading("a", SPOKEN_OF), reading("b", SPOKEN_OF))
    person = archive.person("الحداد").id
    archive.correct("a", "statements", 0, "reject", user="هدى")
    assert [item.article for item in archive.mentions_in_statements(person).items] == ["b"]
    archive.split("الحداد", ["b"], user="هدى")
    assert archive.mentions_in_statements(person).items == []


def test_answers_are_kept_for_a_state_and_the_oldest_go_first():
    remembered = Remembered(most=2)
    found = iter(range(10))

    def ask(generation, question):
        return remembered.get(generation, question, lambda: next(found))

    assert [ask(1, "a"), ask(1, "a"), ask(1, "b"), ask(2, "a")] == [0, 0, 1, 2]
    assert [ask(1, "b"), ask(1, "a")] == [1, 3]
    assert ask(2, "a") == 4


def test_a_filter_is_told_in_the_words_of_the_interface():
    told = msgspec.to_builtins(replace(StatementFilter(from_="2025"), act="deny"))
    assert told["from"] == "2025"
    assert "from_" not in told


def test_the_text_of_the_newsroom_has_three_statements():
    assert len(reading("a", TEXT).statements) == 3


def test_articles_are_listed_by_outlet_and_days(newsroom):
    assert [head.id for head in newsroom.articles()] == ["b", "a", "c"]
    assert [head.id for head in newsroom.articles(outlet="صدى شهدار")] == ["a"]
    assert [head.id for head in newsroom.articles(from_="2025", to="2025-03")] == ["a"]
    assert (newsroom.count(), newsroom.count(from_="2025"), newsroom.count(outlet="لمار")) == (3, 2, 0)
    assert newsroom.articles(limit=1, offset=1) == [newsroom.article("a")]
    with pytest.raises(BadQuery):
        newsroom.count(to="2025-13")
    with pytest.raises(UnknownArticle):
        newsroom.article("nowhere")


def test_copies_are_told_from_either_side(archive):
    text = "\n".join(f"قال الوزير سامي الحداد إن الجولة رقم {i} من المحادثات انتهت في لمار أمس." for i in range(12))
    put(archive, reading("a", text))
    put(archive, reading("b", text), reading("c", "قال النائب فارس العطار إن الطريق مفتوح."))
    assert [(copy.id, copy.share) for copy in archive.copies_of("a")] == [("b", 1.0)]
    assert [(copy.id, copy.share) for copy in archive.copies_of("b")] == [("a", 1.0)]
    assert archive.copies_of("c") == archive.copies_of("nowhere") == []
