"""People across articles: who is one by spelling, what people merged, split and renamed, and undoing it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import TEXT, found, put, reading, state

from malaff.arabic.namekey import name_key, skeleton
from malaff.errors import BadOption, UnknownJudgement, UnknownPerson


def said_by(*names):
    """An article for each name, with one statement of his."""
    return [reading(f"a{i}", f"قال المحلل {name} إن الطريق مفتوح.") for i, name in enumerate(names)]


def ids(archive, name):
    return archive.person(name).ids


def test_spellings_of_a_foreign_name_are_one(archive):
    put(archive, *said_by("بيتر لاغارد", "بيتر لاجارد", "بيتر لاغارد"))
    one = archive.person("لاغارد")
    assert one == archive.person("لاجارد") == archive.person("بيتر لاجارد")
    assert (one.name, one.aliases, one.articles, one.statements) == ("بيتر لاغارد", ["بيتر لاجارد"], 3, 3)


def test_whoever_of_them_is_asked_for_by_number_it_is_the_same_record(archive):
    put(archive, *said_by("بيتر لاغارد", "بيتر لاجارد"))
    first, second = archive.person("لاغارد").ids
    assert archive.person(str(first)) == archive.person(str(second))


def test_arabic_names_that_look_alike_stay_apart(archive):
    put(archive, *said_by("سالم الحداد", "سليم الحداد"))
    assert ids(archive, "سالم الحداد") != ids(archive, "سليم الحداد")
    assert archive.person("سالم الحداد").aliases == []


def test_spellings_that_fold_alike_have_one_record(archive):
    put(archive, *said_by("أكرم السرحدي", "اكرم السرحدى"))
    assert len(ids(archive, "السرحدي")) == 1
    assert archive.person("السرحدي").articles == 2


def test_a_name_of_several_raises_with_the_choices(archive):
    put(archive, *said_by("سامي الحداد", "فارس الحداد"))
    with pytest.raises(BadOption) as caught:
        archive.person("الحداد")
    assert "سامي الحداد" in caught.value.message
    assert "فارس الحداد" in caught.value.message
    number = caught.value.message.split("several: ")[1].split()[0]
    assert archive.person(number).name in ("سامي الحداد", "فارس الحداد")


def test_the_exact_name_stands_for_itself(archive):
    put(archive, reading("a", "قال المحلل سامي الحداد إن الطريق مفتوح."))
    put(archive, reading("b", "قال المحلل سامي الحداد البيطار إن الطريق مفتوح."))
    assert archive.person("سامي الحداد").name == "سامي الحداد"


@pytest.mark.parametrize("name", ["غائب", "", "!", "99", "99999999999999999999999", "²", "\ud800", "\x00", "%", "_"])
def test_nobody_goes_by_other_names(archive, name):
    put(archive, *said_by("سامي الحداد"))
    assert archive.people(name) == []
    with pytest.raises(UnknownPerson):
        archive.person(name)


def test_a_merge_takes_records_as_one_and_is_undone(archive):
    put(archive, *said_by("سامي الحداد", "أبو نادر الحداد", "فارس العطار"))
    before = state(archive), archive.people("الحداد")
    made = archive.merge(["سامي الحداد", "أبو نادر الحداد"], user="هدى", why="كنيته")
    one = archive.person("الحداد")
    assert (one.name, one.articles, one.statements) == ("سامي الحداد", 2, 2)
    assert found(archive, 'speaker:"سامي الحداد"') == found(archive, 'speaker:"أبو نادر"') == {"a0", "a1"}
    archive.undo(made.id, user="هدى")
    assert (state(archive), archive.people("الحداد")) == before
    assert found(archive, 'speaker:"سامي الحداد"') == {"a0"}


def test_merges_of_merged_records_hold_together_and_come_apart_again(archive):
    put(archive, *said_by("سامي الحداد", "نادر العطار", "مروان البيطار"))
    first = archive.merge(["سامي الحداد", "نادر العطار"], user="هدى")
    second = archive.merge(["مروان البيطار", "سامي الحداد"], user="هدى")
    assert archive.person("العطار").name == "مروان البيطار"
    assert archive.person("العطار").articles == 3
    archive.undo(first.id, user="هدى")
    archive.undo(second.id, user="هدى")
    assert archive.person("العطار").articles == 1


def test_a_record_is_not_merged_with_itself(archive):
    put(archive, *said_by("بيتر لاغارد", "بيتر لاجارد"))
    for names in (["لاغارد"], ["لاغارد", "لاجارد"]):
        with pytest.raises(BadOption):
            archive.merge(names, user="هدى")


def test_a_rename_is_shown_searched_and_undone(archive):
    put(archive, *said_by("سامي الحداد"))
    made = archive.rename("الحداد", "سامي بن نادر الحداد", user="هدى")
    assert archive.person("الحداد").name == archive.person("سامي بن نادر").name == "سامي بن نادر الحداد"
    assert archive.person("الحداد").aliases == ["سامي الحداد"]
    assert found(archive, 'speaker:"بن نادر الحداد"') == {"a0"}
    archive.undo(made.id, user="هدى")
    assert archive.person("الحداد").name == "سامي الحداد"
    with pytest.raises(BadOption):
        archive.rename("الحداد", "  ", user="هدى")


def test_a_split_gives_articles_to_another_record_and_is_undone(archive):
    put(archive, *said_by("سامي الحداد", "سامي الحداد", "سامي الحداد"))
    before = archive.person("الحداد")
    [made] = archive.split("الحداد", ["a1"], user="هدى", why="رجل آخر")
    with pytest.raises(BadOption):
        archive.person("سامي الحداد")
    assert sorted(person.articles for person in archive.people("الحداد")) == [1, 2]
    archive.undo(made.id, user="هدى")
    assert archive.person("سامي الحداد") == before
    assert archive.info().people == 1


def test_a_split_of_a_split_outlives_reading_again(archive):
    put(archive, *said_by("سامي الحداد", "سامي الحداد", "سامي الحداد"))
    [first] = archive.split("الحداد", ["a1", "a2"], user="هدى")
    [second] = archive.split(str(first.payload["into"]), ["a2"], user="هدى")
    shares = {person.id: person.articles for person in archive.people("الحداد")}
    assert sorted(shares.values()) == [1, 1, 1]
    archive.reread(everything=True)
    assert {person.id: person.articles for person in archive.people("الحداد")} == shares
    archive.undo(first.id, user="هدى")
    archive.reread(everything=True)
    assert archive.person(str(second.payload["into"])).articles == 0
    assert archive.person("سامي الحداد").articles == 3


def test_only_articles_that_name_somebody_are_split_off(archive):
    put(archive, *said_by("سامي الحداد", "فارس العطار"))
    with pytest.raises(UnknownPerson):
        archive.split("الحداد", ["a0", "a1"], user="هدى")
    assert archive.judgements() == []


def test_decisions_outlive_reading_again_and_more_articles(archive):
    put(archive, *said_by("سامي الحداد", "أبو نادر الحداد", "فارس العطار", "فارس العطار"))
    archive.merge(["سامي الحداد", "أبو نادر الحداد"], user="هدى")
    archive.rename("سامي الحداد", "الحداد الأب", user="هدى")
    archive.split("فارس العطار", ["a3"], user="هدى")
    before = archive.people("الحداد"), archive.people("العطار")
    archive.reread(everything=True)
    assert (archive.people("الحداد"), archive.people("العطار")) == before
    put(archive, reading("z", "قال المحلل أبو نادر الحداد إن الطريق مفتوح.\nوقال فارس العطار إن الطريق مغلق."))
    assert archive.person("الحداد الأب").articles == 3
    assert sorted(person.articles for person in archive.people("العطار")) == [1, 2]
    assert archive.check() == []


def test_a_new_version_of_an_article_keeps_its_split(archive):
    put(archive, *said_by("سامي الحداد", "سامي الحداد"))
    [made] = archive.split("الحداد", ["a1"], user="هدى")
    put(archive, reading("a1", "صباح اليوم قال المحلل سامي الحداد إن الطريق مفتوح."))
    assert archive.person(str(made.payload["into"])).articles == 1


def test_an_unknown_judgement_is_not_undone(archive):
    put(archive, *said_by("سامي الحداد"))
    made = archive.rename("الحداد", "الأب", user="هدى")
    archive.undo(made.id, user="هدى")
    for number in (made.id, 0, 10**30):
        with pytest.raises(UnknownJudgement):
            archive.undo(number, user="هدى")


def test_a_person_s_record_tells_roles_and_days(archive):
    put(archive, reading("a", TEXT, published="2025-03-10"), reading("b", TEXT, published="2025-04-02"))
    person = archive.person("سامي الحداد")
    assert (person.kind, person.first, person.last) == ("person", "2025-03-10", "2025-04-02")
    assert person.roles == [("وزير الري", 2)]


@given(st.text())
def test_keys_are_made_of_any_text(text):
    assert name_key(name_key(text)) == name_key(text) or not text.isascii()
    assert isinstance(skeleton(text), str)
    assert len(skeleton(text).split(" ")) >= len(name_key(text).split()) or not name_key(text)
