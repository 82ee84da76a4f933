"""Who acts in an affair: one party for all its names, and no party for two."""

from affair import made, named, party, report

from malaff.model import PartyRole

MINISTER = "أعلن وزير المالية سامي الحداد أن الدفعة جاهزة."


def names(found):
    return {each.name for each in found.parties}


def test_spellings_are_one_party(dossier):
    found = dossier(
        report("أعلن وزير المالية أكرم السرحدي أن الدفعة جاهزة."),
        report("وأكد الوزير اكرم السرحدي أن المستحقات ستدفع."),
    )
    assert [each.name for each in found.parties] == ["أكرم السرحدي"]
    assert found.parties[0].aliases == ["اكرم السرحدي"]


def test_transliterations_with_one_office_are_one_party(dossier):
    found = dossier(
        report("أعلن قائد البعثة هنريك فالدوسن أن الجنود باقون."),
        report("قال قائد البعثة هنريك فالدوسون إن الدفعة وصلت."),
    )
    (commander,) = found.parties
    assert {commander.name, *commander.aliases} == {"هنريك فالدوسن", "هنريك فالدوسون"}


def test_a_surname_alone_is_the_full_name_s(dossier):
    found = dossier(
        report(MINISTER), report("قال الحداد إن المستحقات ستدفع."), report("أكد الحداد أن بعثة المراقبة ستخرج.")
    )
    assert party(found, "سامي الحداد").statements == 3
    assert "الحداد" in party(found, "سامي الحداد").aliases


def test_homonyms_stay_apart_and_a_bare_surname_is_neither_s(dossier):
    found = dossier(
        report(MINISTER),
        report("وقال النائب مازن الحداد إن المستحقات لن تدفع."),
        report("قال الحداد إن بعثة المراقبة باقية."),
        report("أكد الحداد أن المعبر مغلق."),
    )
    assert {"سامي الحداد", "مازن الحداد"} <= names(found)
    assert party(found, "سامي الحداد").statements == party(found, "مازن الحداد").statements == 1
    assert "الحداد" not in {*party(found, "سامي الحداد").aliases, *party(found, "مازن الحداد").aliases}


def test_two_ministers_of_one_given_name_stay_apart(dossier):
    found = dossier(report(MINISTER), report("أعلن وزير الدفاع سامي العطار أن القاعدة جاهزة."))
    assert names(found) == {"سامي الحداد", "سامي العطار"}


def test_an_office_alone_is_its_holder_s(dossier):
    found = dossier(report(MINISTER), report("قال وزير المالية إن المستحقات ستدفع."))
    assert names(found) == {"سامي الحداد"}
    assert party(found, "سامي الحداد").statements == 2


def test_an_office_alone_is_not_the_former_holder_s(dossier):
    found = dossier(
        report("قال وزير المالية السابق نادر الخالدي إن الدفعة تأخرت."),
        report(MINISTER),
        report("قال وزير المالية إن المستحقات ستدفع."),
    )
    assert party(found, "نادر الخالدي").statements == 1
    assert "وزير المالية" in party(found, "سامي الحداد").aliases


def test_an_office_that_only_a_former_holder_had_is_nobody_s(dossier):
    found = dossier(
        report("قال وزير المالية السابق نادر الخالدي إن الدفعة تأخرت."),
        report("ورأى وزير المالية نادر الخالدي أن الأمر معقد."),
        report("قال وزير المالية إن المستحقات ستدفع."),
    )
    assert party(found, "وزير المالية").statements == 1


def test_another_office_is_another_s(dossier):
    found = dossier(report(MINISTER), report("قال وزير الدفاع إن القاعدة ستسلم."))
    assert "وزير الدفاع" in names(found)


def test_a_state_is_one_by_its_name_its_capital_and_its_government(dossier):
    found = dossier(
        report("أعلنت أوروغواي رفضها سداد المستحقات."),
        report("رفضت حكومة أوروغواي تمديد مهمة بعثة المراقبة."),
        report("وافقت مونتيفيديو على سداد المستحقات."),
    )
    (state,) = found.parties
    assert (state.name, state.kind) == ("أوروغواي", "state")
    assert {"مونتيفيديو", "حكومة أوروغواي"} <= set(state.aliases)


def test_a_body_is_one_with_and_without_its_kind(dossier):
    found = dossier(
        report("رفض حزب سيرينا تمديد مهمة بعثة المراقبة."), report("أعلن سيرينا أن مهمة بعثة المراقبة انتهت.")
    )
    bodies = [each for each in found.parties if "سيرينا" in each.name]
    assert len(bodies) == 1


def test_a_body_is_one_in_full_and_shortened(dossier):
    found = dossier(
        report("أعلنت رابطة دول الحوض أن بعثة المراقبة ستخرج."),
        report("وقالت الرابطة إن المستحقات لم تدفع."),
        report("أكدت رابطة دول الحوض أن الدفعة وصلت."),
    )
    assert names(found) == {"رابطة دول الحوض"}
    assert party(found, "رابطة دول الحوض").statements == 3


def test_two_ministries_stay_apart(dossier):
    found = dossier(report("أعلنت وزارة المالية أن الدفعة جاهزة."), report("أعلنت وزارة الدفاع أن القاعدة جاهزة."))
    assert names(found) == {"وزارة المالية", "وزارة الدفاع"}


def test_roles_are_dated(dossier):
    found = dossier(
        report("قال النائب سامي الحداد إن المستحقات لم تدفع.", "2031-01-05"),
        report(MINISTER, "2031-03-10"),
        report("أكد وزير المالية سامي الحداد أن التحويل تم صباحا.", "2031-04-02"),
    )
    roles = party(found, "سامي الحداد").roles
    assert PartyRole(role="النائب", from_="2031-01-05", to="2031-01-05") in roles
    assert PartyRole(role="وزير المالية", from_="2031-03-10", to="2031-04-02") in roles


def test_where_a_party_spoke_most_first(dossier):
    found = dossier(
        report("قال سامي الحداد إن المستحقات ستدفع.", outlet="قناة لمار"),
        report("قال الوزير سامي الحداد إن الدفعة جاهزة. وأكد الحداد أن البعثة ستخرج.", outlet="صدى شهدار"),
    )
    assert party(found, "سامي الحداد").spoke_in == [("صدى شهدار", 2), ("قناة لمار", 1)]


def test_an_unnamed_source_is_no_party(dossier):
    found = dossier(report("قال مصدر مسؤول طلب عدم ذكر اسمه إن بعثة المراقبة ستخرج من رملان."))
    assert found.parties == []
    assert [statement.party for statement in found.statements] == [None]


def test_statements_name_their_party(dossier):
    found = dossier(report(MINISTER), report("قال وزير المالية إن المستحقات ستدفع."))
    assert {statement.party for statement in found.statements} == {"سامي الحداد"}


def test_what_a_reprint_repeats_is_one_statement_that_counts_its_copies(dossier):
    found = dossier(report(MINISTER, "2031-03-10", id="source"), report(MINISTER, "2031-03-11", id="copy"))
    assert [(statement.article, statement.copies) for statement in found.statements] == [("source", 2)]


def test_the_most_active_comes_first(dossier):
    found = dossier(
        report("قال النائب مازن العطار إن البعثة باقية."),
        report(MINISTER),
        report("أكد الوزير سامي الحداد أن التحويل تم صباحا."),
    )
    assert [each.name for each in found.parties] == ["سامي الحداد", "مازن العطار"]


def test_records_that_people_merged_are_one_party(archive):
    readings = [report("قال النائب مازن العطار إن البعثة باقية."), report("قال الشيخ أبو رامي إن المعبر مغلق."),
                report("أكد أبو رامي أن القبائل لن توقع.")]  # fmt: skip
    before = made(archive, *readings)
    assert len(before.parties) == 2
    archive.merge(["مازن العطار", "أبو رامي"], user="salma")
    (both,) = made(archive, *readings).parties
    assert both.statements == 3
    assert "مازن العطار" in {both.name, *both.aliases}


def test_a_record_that_people_renamed_has_the_name_they_gave(archive):
    reading = report("قال النائب مازن العطار إن البعثة باقية.")
    archive.add_readings([reading])
    archive.rename("مازن العطار", "مازن بن فارس العطار", user="salma")
    found = made(archive, reading)
    assert party(found, "مازن بن فارس العطار").statements == 1
    assert "مازن العطار" in named(found)


def test_a_rejected_statement_is_not_a_party_s(archive):
    reading = report(MINISTER)
    archive.add_readings([reading])
    archive.correct(reading.id, "statements", 0, "reject", user="salma")
    assert party(made(archive, reading), "سامي الحداد").statements == 0


def test_a_party_leads_to_its_record(archive):
    found = made(archive, report(MINISTER))
    assert found.parties[0].id == archive.person("سامي الحداد").id


def test_merged_records_are_one_party_by_the_kept_name(archive):
    first = report("قال وزير المالية سامي الحداد إن بعثة المراقبة ستغادر رملان.")
    second = report("قال عميد الكلية نبيل الصراف إن بعثة المراقبة ستبقى في رملان. وقال نبيل الصراف إنه حزين.")
    archive.add_readings([first, second])
    archive.merge(["سامي الحداد", "نبيل الصراف"], user="salma")
    found = party(made(archive, first, second), "سامي الحداد")
    assert "نبيل الصراف" in found.aliases
    assert found.id == archive.person("نبيل الصراف").id
