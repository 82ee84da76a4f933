"""One item for one event, on its day, however many articles report it."""

from affair import report

SIGNED = (
    report(
        "وقع وزير المالية سامي الحداد في مدينة لمار، يوم الخميس، اتفاقا على خروج بعثة المراقبة من رملان.\n"
        "وحضر التوقيع مئة ضيف من دول الجوار.",
        "2031-04-11", outlet="صدى شهدار", id="signed-1",
    ),
    report(
        "شهدت لمار يوم الخميس توقيع سامي الحداد اتفاق خروج بعثة المراقبة من رملان وسط احتفال كبير.\n"
        "وأقيم حفل موسيقي.",
        "2031-04-12", outlet="قناة لمار", id="signed-2",
    ),
)  # fmt: skip
LEFT = "غادر جنود بعثة المراقبة قاعدة الصفصاف في رملان"
DUST = report("أعلنت دائرة الأرصاد أن الغبار سيعود إلى الجرداء حيث بعثة المراقبة.", "2031-04-12", id="dust")


def dates(found):
    return [(item.date, item.kind) for item in found.timeline]


def test_two_reports_of_one_event_are_one_item(dossier):
    (item,) = dossier(*SIGNED).timeline
    assert (item.date, item.dated, item.kind, item.reports) == ("2031-04-10", True, "agreement", 2)
    assert {each.article for each in item.evidence} == {"signed-1", "signed-2"}
    assert "سامي الحداد" in item.actors


def test_a_copy_is_evidence_but_no_report(dossier):
    text = SIGNED[0].text
    (item,) = dossier(report(text, "2031-04-11", id="one"), report(text, "2031-04-11", id="two")).timeline
    assert (len(item.evidence), item.reports) == (2, 1)


def test_two_events_of_one_day_stay_two(dossier):
    found = dossier(
        report(f"{LEFT} يوم 3 آذار 2031."),
        report("سدد مصرف رملان الدفعة الأولى من مستحقات المراقبة يوم 3 آذار 2031."),
    )
    assert [item.date for item in found.timeline] == ["2031-03-03", "2031-03-03"]


def test_one_thing_at_two_times_is_two_events(dossier):
    found = dossier(report(f"{LEFT} يوم 3 آذار 2031."), report(f"{LEFT} يوم 20 آذار 2031.", "2031-03-25"))
    assert [item.date for item in found.timeline] == ["2031-03-03", "2031-03-20"]


def test_two_reports_a_day_apart_are_one_event(dossier):
    (item,) = dossier(
        report(f"{LEFT} يوم 3 آذار 2031 بعد ليلة من التحضير."),
        report("قاعدة الصفصاف في رملان خالية: غادر جنود بعثة المراقبة المكان يوم 4 آذار 2031."),
    ).timeline
    assert item.reports == 2


def test_the_text_s_own_day_counts(dossier):
    (item,) = dossier(report(f"{LEFT} يوم 3 آذار 2031.")).timeline
    assert (item.date, item.dated) == ("2031-03-03", True)


def test_a_relative_day_is_reckoned_from_publication(dossier):
    (item,) = dossier(report(f"{LEFT} أمس.")).timeline
    assert (item.date, item.dated) == ("2031-03-09", True)


def test_without_a_time_the_day_of_publication_stands_in(dossier):
    (item,) = dossier(report(f"{LEFT} وسط احتفال الأهالي.")).timeline
    assert (item.date, item.dated) == ("2031-03-10", False)


def test_an_article_without_any_day_is_on_no_timeline(dossier):
    assert dossier(report(f"{LEFT} وسط احتفال الأهالي.", None)).timeline == []


def test_a_month_stays_a_month(dossier):
    found = dossier(report("توصلت حكومة رملان والبعثة إلى اتفاق على مستحقات بعثة المراقبة في كانون الثاني 2031."))
    assert dates(found) == [("2031-01", "agreement")]


def test_a_plan_stands_on_the_day_it_is_for(dossier):
    found = dossier(report("من المقرر أن تغادر بعثة المراقبة رملان في 30 نيسان 2031."))
    assert dates(found) == [("2031-04-30", "plan")]


def test_what_is_due_stands_on_its_day(dossier):
    found = dossier(report("تعهدت محافظة المصرف هدى القاسطي بسداد مستحقات بعثة المراقبة قبل نهاية أيار 2031."))
    assert ("2031-05-31", "plan") in dates(found)


def test_a_plan_and_its_fulfilment_are_two_items(dossier):
    found = dossier(
        report("من المقرر أن يغادر جنود بعثة المراقبة قاعدة الصفصاف في رملان يوم 20 آذار 2031."),
        report("وسط أغان وزغاريد عبر آخر جنود بعثة المراقبة بوابة قاعدة الصفصاف نحو مرفأ رملان أمس.", "2031-03-21"),
    )
    assert sorted(dates(found)) == [("2031-03-20", "event"), ("2031-03-20", "plan")]


def test_what_hardly_names_the_affair_is_no_event(dossier):
    found = dossier(report("فاز فريق شهدار بكأس الجرداء يوم 3 آذار 2031.\nوتبقى بعثة المراقبة في رملان."))
    assert "2031-03-03" not in [item.date for item in found.timeline]


def test_a_lead_counts_more_than_the_same_told_in_passing(dossier):
    found = dossier(
        report(f"{LEFT} يوم 3 آذار 2031.\nوتمطر في الجنوب."),
        report("تمطر في الجنوب منذ أيام، ويقول الأهالي إن الطريق مقطوع.\n"
               "وكانت حكومة رملان سددت مستحقات بعثة المراقبة يوم 5 آذار 2031."),
    )  # fmt: skip
    salience = {item.date: item.salience for item in found.timeline}
    assert salience["2031-03-03"] > salience["2031-03-05"]


def test_salience_is_a_share_of_the_most_salient(dossier):
    found = dossier(*SIGNED, DUST)
    assert max(item.salience for item in found.timeline) == 1.0
    assert all(0 < item.salience <= 1 for item in found.timeline)


def test_salience_rises_with_reports(dossier):
    departure = report(f"{LEFT} يوم 3 نيسان 2031.", "2031-04-04")
    payment = report("سدد مصرف رملان الدفعة الأولى من مستحقات بعثة المراقبة يوم 8 نيسان 2031.", "2031-04-09")
    again = report(
        "في خبر آخر من الصفصاف: جنود بعثة المراقبة غادروا قاعدة الصفصاف في رملان يوم 3 نيسان 2031.",
        "2031-04-06",
    )
    once = {item.date: item.salience for item in dossier(departure, payment).timeline}
    twice = {item.date: item.salience for item in dossier(departure, payment, again).timeline}
    assert twice["2031-04-03"] / twice["2031-04-08"] > once["2031-04-03"] / once["2031-04-08"]


def test_the_timeline_is_by_date_the_more_salient_first(dossier):
    found = dossier(*SIGNED, DUST, report(f"{LEFT} يوم 12 نيسان 2031.", "2031-04-13"))
    assert len(found.timeline) > 2
    assert found.timeline == sorted(found.timeline, key=lambda item: (item.date, -item.salience, item.text))


def test_a_refusal_that_was_announced_is_no_agreement(dossier):
    found = dossier(report("أعلنت كتلة السنديان رفضها الاتفاق على خروج بعثة المراقبة من رملان.", "2031-03-10"))
    assert "agreement" not in {item.kind for item in found.timeline}
