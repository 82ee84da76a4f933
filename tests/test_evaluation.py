"""Scoring against gold: definitions, classes of mistakes, the quality gate."""

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import malaff
import quality_gate
from malaff.errors import BadLine, NoArticle, SourceNotFound
from malaff.evaluation import CLASSES, load_gold, load_readings, score
from malaff.evaluation.gold import matched
from malaff.evaluation.match import content_tokens, overlap, pairs, same_name, tokens
from malaff.model import Development, Position, Reading, Span, Statement, TimeExpression, encode

TEXT = (
    'قال وزير الري سامي الحداد لوكالة الأنباء أمس إن "المفاوضات لم تنته بعد". '
    "وأضاف أن جولة أخرى ستعقد الثلاثاء المقبل في لمار. "
    "ورفض حزب السنديان تمديد المهلة."
)
GOLD = {
    "id": "talks",
    "date": "2025-01-09",
    "text": TEXT,
    "statements": [
        {
            "content": "المفاوضات لم تنته بعد", "type": "direct", "cue": "قال", "speaker": "وزير الري سامي الحداد",
            "speaker_name": "سامي الحداد", "speaker_role": "وزير الري", "kind": "person",
            "via": "لوكالة الأنباء", "act": "assert",
        },
        {
            "content": "جولة أخرى ستعقد الثلاثاء المقبل في لمار", "type": "indirect", "cue": "أضاف", "speaker": None,
            "speaker_name": "سامي الحداد", "speaker_role": "وزير الري", "kind": "person", "via": None,
            "act": "announce",
        },
    ],
    "times": [{"text": "أمس", "value": "2025-01-08"}, {"text": "الثلاثاء المقبل", "value": "2025-01-14"}],
    "developments": [
        {"text": "جولة أخرى ستعقد الثلاثاء المقبل في لمار", "kind": "plan", "actors": [], "time": "الثلاثاء المقبل"}
    ],
    "positions": [
        {"holder": "حزب السنديان", "target": "تمديد المهلة", "stance": "oppose", "condition": None,
         "evidence": "رفض حزب السنديان تمديد المهلة"}
    ],
}  # fmt: skip


def span(piece):
    start = TEXT.index(piece)
    return Span(piece, start, start + len(piece))


def perfect():
    """The reading that says just what the gold says."""
    reading = malaff.read_text("قال.", id="talks", published="2025-01-09")
    statements = [
        Statement(
            content=span(s["content"]), content2=None, type=s["type"], cue=span(s["cue"]),
            speaker=span(s["speaker"]) if s["speaker"] else None, speaker_name=s["speaker_name"],
            speaker_role=s["speaker_role"], kind=s["kind"], via=span(s["via"]) if s["via"] else None, act=s["act"],
            sentence=(0, 10), confidence=0.8,
        )
        for s in GOLD["statements"]
    ]  # fmt: skip
    times = [TimeExpression(span=span(t["text"]), value=t["value"], from_=None, to=None) for t in GOLD["times"]]
    developments = [
        Development(span=span(d["text"]), kind=d["kind"], actors=[], time=None, value=None, statement=None)
        for d in GOLD["developments"]
    ]
    positions = [
        Position(
            holder=p["holder"], holder_kind="organisation", target=span(p["target"]), stance=p["stance"],
            condition=None, evidence=span(p["evidence"]), statement=None,
        )
        for p in GOLD["positions"]
    ]  # fmt: skip
    return msgspec.structs.replace(
        reading, text=TEXT, statements=statements, times=times, developments=developments, positions=positions
    )


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD, ensure_ascii=False) + "\n", encoding="utf-8")
    return load_gold(path)


def changed(**fields):
    """The perfect reading with fields of its first statement changed."""
    reading = perfect()
    first = msgspec.structs.replace(reading.statements[0], **fields)
    return msgspec.structs.replace(reading, statements=[first, *reading.statements[1:]])


def mistakes(gold, reading):
    return [mistake.kind for mistake in score(gold, {"talks": reading} if reading else {}).mistakes]


def test_a_perfect_reading_has_no_mistakes(gold):
    result = score(gold, {"talks": perfect()})
    assert result.mistakes == []
    shares = {
        name: value for name, value in result.figures.items() if not name.startswith(("articles", "gold", "read"))
    }
    assert set(shares.values()) == {1.0}
    assert result.calibration == [(0.8, 2, 1.0)]


def test_no_reading_misses_everything(gold):
    result = score(gold, {})
    assert result.figures["statement_f1"] == 0
    assert sorted({mistake.kind for mistake in result.mistakes}) == [
        "development-missed", "missed", "position-missed", "time-missed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ({"speaker_name": "نادر السعيد"}, ["speaker"]),
        ({"speaker_name": "الوزير سامي الحداد"}, []),
        ({"speaker_name": None}, ["speaker"]),
        ({"speaker": None}, ["mention"]),
        ({"type": "mixed"}, ["type"]),
        ({"act": "deny"}, ["act"]),
        ({"kind": "group"}, ["kind"]),
        ({"cue": span("أضاف")}, ["cue"]),
        ({"via": None}, ["via"]),
        ({"content": span("المفاوضات لم تنته")}, ["bounds"]),
        ({"content": span("إن \"المفاوضات لم تنته بعد")}, []),
        ({"content": span("وكالة الأنباء أمس")}, ["missed", "spurious"]),
    ],
)  # fmt: skip
def test_each_mistake_has_its_class(gold, fields, kinds):
    assert sorted(mistakes(gold, changed(**fields))) == sorted(kinds)


def test_a_medium_that_the_gold_does_not_have_is_a_mistake(gold):
    reading = perfect()
    second = msgspec.structs.replace(reading.statements[1], via=span("لوكالة الأنباء"))
    reading = msgspec.structs.replace(reading, statements=[reading.statements[0], second])
    assert mistakes(gold, reading) == ["via"]


@pytest.mark.parametrize(
    ("field", "changes", "kinds"),
    [
        ("times", {"value": "2025-01-07"}, ["time-value"]),
        ("times", {"span": span("لمار")}, ["time-missed", "time-spurious"]),
        ("developments", {"kind": "impasse"}, ["development-kind"]),
        ("developments", {"span": span("حزب السنديان")}, ["development-missed", "development-spurious"]),
        ("positions", {"holder": "حزب النخيل"}, ["position-holder"]),
        ("positions", {"stance": "support"}, ["position-stance"]),
        ("positions", {"evidence": span("قال وزير")}, ["position-missed", "position-spurious"]),
    ],
)
def test_mistakes_of_the_other_kinds(gold, field, changes, kinds):
    reading = perfect()
    first, *rest = getattr(reading, field)
    reading = msgspec.structs.replace(reading, **{field: [msgspec.structs.replace(first, **changes), *rest]})
    assert sorted(mistakes(gold, reading)) == kinds


def test_a_mistake_shows_its_sentence(gold):
    (mistake,) = score(gold, {"talks": changed(act="deny")}).mistakes
    assert (mistake.gold, mistake.read, mistake.article) == ("assert", "deny", "talks")
    assert "المفاوضات لم تنته بعد" in mistake.sentence


def test_figures_of_a_reading_that_is_half_right(gold):
    reading = perfect()
    reading = msgspec.structs.replace(
        reading, statements=reading.statements[:1], times=[], developments=[], positions=[]
    )
    figures = score(gold, {"talks": reading}).figures
    assert (figures["statement_p"], figures["statement_r"]) == (1.0, 0.5)
    assert figures["statement_f1"] == pytest.approx(2 / 3)
    assert (figures["quoted_recall"], figures["indirect_recall"]) == (1.0, 0.0)
    assert figures["via_recall"] == 1.0


# -- matching ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("سامي الحداد", "سامي الحداد", True),
        ("سامي الحداد", "الدكتور سامي حداد", True),
        ("أحمد", "احمد", True),
        ("سامي الحداد", "الحداد", True),
        ("سامي نادر الحداد", "الحداد", False),
        ("سامي نادر الحداد", "سامي الحداد", True),
        ("وزارة الداخلية", "وزارة الخارجية", False),
        ("الوزير", "الوزير", True),
        ("الوزير", "الرئيس", False),
        (None, None, False),
        ("", "سامي", False),
    ],
)
def test_names(one, other, same):
    assert same_name(one, other) is same
    assert same_name(other, one) is same


def test_a_leading_complementiser_is_not_counted():
    assert content_tokens("أنه انتهى", (0, 9)) == tokens("أنه انتهى", (4, 9))
    assert content_tokens("وبأنها", (0, 6)) == frozenset()


@given(st.lists(st.frozensets(st.integers(0, 6)), max_size=6), st.lists(st.frozensets(st.integers(0, 6)), max_size=6))
def test_pairs_are_one_to_one_and_overlap_enough(golds, reads):
    golds, reads = ([frozenset((n, n + 1) for n in words) for words in side] for side in (golds, reads))
    found = pairs(golds, reads, 0.5)
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
    assert all(overlap(golds[i], reads[j]) >= 0.5 for i, j in found)


# -- files ---------------------------------------------------------------------------------------------------------


def test_bad_gold_names_the_line(tmp_path):
    path = tmp_path / "gold.jsonl"
    broken = {**GOLD, "statements": [{**GOLD["statements"][0], "content": "ليس في النص"}]}
    for row in ({"id": "a"}, broken, [1]):
        path.write_text(json.dumps(GOLD) + "\n" + json.dumps(row) + "\n", encoding="utf-8")
        with pytest.raises(BadLine, match=":2 "):
            load_gold(path)


def test_occurrences_tell_pieces_apart(tmp_path):
    row = {**GOLD, "text": "قال نعم. قال نعم.", "statements": [], "developments": [], "positions": []}
    row["times"] = [{"text": "نعم", "text_occ": 1, "value": "PAST"}]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    assert load_gold(path)[0].times[0].span == (13, 16)


def test_error_records_are_passed_over(tmp_path):
    path = tmp_path / "read.jsonl"
    error = malaff.ReadingError(source="a", line=1, code="M107", message="No.", remedy="Yes.")
    path.write_bytes(encode(error) + b"\n" + encode(perfect()) + b"\n")
    assert list(load_readings(path)) == ["talks"]
    path.write_text("{}\n", encoding="utf-8")
    with pytest.raises(BadLine):
        load_readings(path)
    with pytest.raises(SourceNotFound):
        load_readings(tmp_path / "none.jsonl")


def test_readings_of_other_articles_are_refused(gold):
    other: Reading = msgspec.structs.replace(perfect(), id="other")
    with pytest.raises(NoArticle):
        matched(gold, {"other": other})


def test_the_command_prints_figures_and_mistakes(run, tmp_path):
    gold, read = tmp_path / "gold.jsonl", tmp_path / "read.jsonl"
    gold.write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    read.write_bytes(encode(changed(act="deny", type="mixed")) + b"\n")
    result = run("eval", gold, read)
    assert result.code == 0
    assert "attributed statement" in result.out
    only = run("eval", gold, read, "--errors=act").out
    assert "deny" in only
    assert "mixed" not in only.split("precision")[0]
    assert "mixed" in run("eval", gold, read, "--errors").out
    body = json.loads(run("eval", gold, read, "--json", "--errors").out)
    assert body["mistakes"]["act"] == 1
    assert len(body["errors"]) == 2
    assert run("eval", gold, "-", stdin=read.read_bytes()).code == 0


def test_the_command_refuses_what_does_not_fit(run, tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    assert run("eval", gold, tmp_path / "none.jsonl").code == 2
    assert run("eval", gold, gold).code == 2
    result = run("eval", gold, gold, "--errors=nonsense")
    assert result.code == 2
    assert all(name in result.err for name in CLASSES)


# -- the gate ------------------------------------------------------------------------------------------------------


def test_quality_is_not_below_its_floors():
    floors = json.loads(quality_gate.FLOORS.read_text("utf-8"))
    assert [line for result in quality_gate.results() for line in quality_gate.compare(result, floors)] == []


def test_floors_rise_and_never_fall():
    options = type("Options", (), {"update": True, "repin": None})()
    floors = {"s": {"gold": "d", "floors": {"a": 0.5, "b": 0.5}}}
    better = quality_gate.Result("s", "d", {"a": 0.7, "b": 0.4})
    assert quality_gate.renewed(better, floors, options) == {"gold": "d", "floors": {"a": 0.7, "b": 0.5}}
    assert quality_gate.compare(better, floors) == ["s: b is 0.4000, its floor 0.5000"]
    assert quality_gate.renewed(quality_gate.Result("s", "other", {"a": 0.1}), floors, options) is None
    options.repin = "s"
    assert quality_gate.renewed(quality_gate.Result("s", "d", {"a": 0.1, "b": 0.1}), floors, options) == floors["s"]


def test_the_project_carries_its_own_set():
    assert Path(quality_gate.STORY / "gold.jsonl").exists()
