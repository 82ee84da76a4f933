"""The lexicons that reading goes by: every row loads, every word in a closed column is known, nothing stands twice."""

import re
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest

import malaff
from malaff import lexicon
from malaff.arabic.fold import fold
from malaff.lexicon import rows
from malaff.model import Act, Article, DevelopmentKind
from malaff.reading.confidence import WEIGHTS, marks
from malaff.reading.content import settle
from malaff.reading.context import ReadingContext
from malaff.reading.reader import read_article
from malaff.reading.statements import FrameName, StatementFinder
from malaff.reading.steps import mentions, times

FILES = sorted(entry.name for entry in files(lexicon).iterdir() if entry.name.endswith(".tsv"))
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in Path(malaff.__file__).parent.rglob("*.py"))
ACTS = set(get_args(Act))
FRAMES = {"an", "q", "np", "obj", "إلى", "على", "عن", "من", "في", "ب", "ل", "أن"}
FLAGS = {"weak", "addressee", "carries", "document", "noun"}


@pytest.mark.parametrize("name", FILES)
def test_every_row_loads(name):
    found = list(rows(name))
    assert found
    assert all(len(row) == len(found[0]) and next(iter(row.values())) for row in found)


@pytest.mark.parametrize("name", FILES)
def test_no_row_stands_twice(name):
    if name.startswith("page_") or name == "developments.tsv":
        pytest.skip("pages have lexicons of their own, developments a test of their own")
    count = Counter(tuple(row.values()) for row in rows(name))
    assert not [row for row, times_ in count.items() if times_ > 1]


@pytest.mark.parametrize("name", FILES)
def test_files_are_clean_text(name):
    text = files(lexicon).joinpath(name).read_text(encoding="utf-8")
    assert text.startswith("#")
    assert "\r" not in text
    assert "\ufeff" not in text
    assert text.endswith("\n")


class TestCues:
    @pytest.mark.parametrize("name", ["cues.tsv", "nominal_cues.tsv"])
    def test_acts_are_known(self, name):
        assert {row["act"] for row in rows(name)} <= ACTS

    @pytest.mark.parametrize("name", ["cues.tsv", "nominal_cues.tsv"])
    def test_frames_are_known(self, name):
        assert {frame for row in rows(name) for frame in row["frames"].split()} <= FRAMES
        assert all(row["frames"] for row in rows(name))

    def test_flags_are_known(self):
        assert {flag for row in rows("cues.tsv") for flag in row["flags"].split()} <= FLAGS

    def test_no_frame_twice_in_a_row(self):
        assert not [
            row["cue"] for row in rows("cues.tsv") if len(set(row["frames"].split())) < len(row["frames"].split())
        ]

    def test_no_cue_twice(self):
        count = Counter(row["cue"] for row in rows("cues.tsv"))
        assert not [cue for cue, times_ in count.items() if times_ > 1]

    def test_presents_begin_with_ya(self):
        assert not [row["cue"] for row in rows("cues.tsv") if row["present"] and row["present"][0] != "ي"]

    def test_no_noun_twice(self):
        count = Counter(fold(cue) for row in rows("nominal_cues.tsv") for cue in row["cue"].split())
        assert not [cue for cue, times_ in count.items() if times_ > 1]

    def test_attributions(self):
        assert {row["kind"] for row in rows("attributions.tsv")} <= {"source", "self"}
        assert {row["after"] for row in rows("attributions.tsv")} <= {"", "ل", "عن", "إلى"}


class TestActs:
    def test_acts_are_known(self):
        assert {row["act"] for row in rows("acts.tsv")} <= ACTS
        assert {act for row in rows("acts.tsv") for act in row["from"].split()} <= ACTS | {"*"}

    def test_places_are_known(self):
        assert {row["where"] for row in rows("acts.tsv")} == {"first", "any", "feeling"}

    def test_no_act_is_overruled_by_itself_alone(self):
        assert not [row["words"] for row in rows("acts.tsv") if row["from"] == row["act"]]

    def test_no_phrase_is_empty(self):
        assert not [
            row["words"] for row in rows("acts.tsv") if any(not phrase.strip() for phrase in row["words"].split("|"))
        ]


class TestClosedClasses:
    def test_none_stands_twice(self):
        count = Counter(row["class"] for row in rows("closed.tsv"))
        assert max(count.values()) == 1

    def test_every_class_is_used_and_every_used_one_is_there(self):
        used = set(re.findall(r"CLASSES\[\"(\w+)\"\]", SOURCE))
        assert used == {row["class"] for row in rows("closed.tsv")}

    def test_futures(self):
        used = set(re.findall(r"_FUTURE\[\"(\w+)\"\]", SOURCE))
        assert used == {row["class"] for row in rows("futures.tsv")}


class TestDevelopments:
    @pytest.mark.parametrize("name", ["developments.tsv", "development_phrases.tsv"])
    def test_kinds_are_known(self, name):
        assert {row["kind"] for row in rows(name)} <= {*get_args(DevelopmentKind), "none"}

    def test_presents_begin_with_a_prefix(self):
        assert not [row["past"] for row in rows("developments.tsv") if row["present"] and row["present"][0] not in "يت"]

    def test_no_verb_twice_with_the_same_kind_and_words(self):
        count = Counter(tuple(row.values()) for row in rows("developments.tsv"))
        assert max(count.values()) == 1

    def test_no_phrase_has_two_kinds(self):
        kinds: dict[str, set[str]] = {}
        for row in rows("development_phrases.tsv"):
            kinds.setdefault(fold(row["words"]), set()).add(row["kind"])
        assert not [words for words, found in kinds.items() if len(found) > 1]


class TestNames:
    def test_classes_of_offices(self):
        assert {row["class"] for row in rows("offices.tsv")} <= {
            "office",
            "profession",
            "rank",
            "royal",
            "courtesy",
            "kin",
        } | {
            "honorific",
            "religious",
        }

    def test_uses_of_organisations(self):
        assert {row["use"] for row in rows("organisations.tsv")} <= {"head", "name"}

    def test_countries_have_codes(self):
        codes = [row["code"] for row in rows("countries.tsv")]
        assert all(re.fullmatch(r"[A-Z]{2}", code) for code in codes)
        assert len(set(codes)) == len(codes)

    def test_given_names_are_folded(self):
        assert not [row["form"] for row in rows("given_names.tsv") if fold(row["form"]) != row["form"]]


TEXTS = [
    "قال وزير الري سامر الخالدي إن السد آمن، مؤكدا أن القناة نظفت. وأضاف: لم نناقش شيئا آخر.",
    "«الوقت ضيق والمهلة قصيرة»، يقول الوسيط نادر الحموي، وفقا لمصدر في الوفد.",
    "وذكر تقرير أن خبراء حذروا من الجفاف. ووصف النائب المقترح بالناقص. ونفت البعثة وجود خلاف، وقالت إنها باقية.",
    "هبط السهم بعد إعلان الشركة تأجيل المشروع. يقول النائب فارس العطار إن الخالدي أكد أن السد آمن.",
]


def test_marks_of_confidence_are_those_the_code_gives():
    """Every mark of the file can come up, and every one that comes up has a weight."""
    possible = {f"frame:{frame}" for frame in get_args(FrameName)}
    possible |= set(re.findall(r"\"((?:always|nested|speaker|subject|content|cue|ends)(?::[a-z-]+)?)\"", SOURCE))
    possible |= {f"speaker:{kind}" for kind in ("organisation", "group", "anonymous")}
    assert set(WEIGHTS) <= possible


@pytest.mark.parametrize("text", TEXTS)
def test_every_mark_given_has_a_weight(text):
    context = ReadingContext.of(Article(id="a", source="test", text=text))
    times(context)
    mentions(context)
    for draft in StatementFinder(context).find():
        settled = settle(context, draft)
        assert settled is not None
        for nested in (False, True):
            assert set(marks(context, draft, None, last=settled[1], nested=nested)) <= set(WEIGHTS)


@pytest.mark.parametrize("text", TEXTS)
def test_confidence_lies_between_nought_and_one(text):
    found = read_article(Article(id="a", source="test", text=text)).statements
    assert found
    assert all(0 < one.confidence < 1 for one in found)
