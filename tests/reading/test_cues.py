"""The forms of reporting verbs and nouns that are made from their lexicon lines."""

import pytest

from malaff.arabic.fold import fold
from malaff.model import Article
from malaff.reading.cues import CUES, NOMINALS
from malaff.reading.reader import read_article


@pytest.mark.parametrize(
    ("form", "verb", "kind", "gender", "number"),
    [
        ("قال", "قال", "past", "m", "s"),
        ("قالت", "قال", "past", "f", "s"),
        ("قالوا", "قال", "past", "m", "p"),
        ("قالا", "قال", "past", "m", "d"),
        ("قالتا", "قال", "past", "f", "d"),
        ("يقول", "قال", "present", "m", "s"),
        ("تقول", "قال", "present", "f", "s"),
        ("يقولون", "قال", "present", "m", "p"),
        ("قائلا", "قال", "participle", "m", "s"),
        ("قائلة", "قال", "participle", "f", "s"),
        ("قائلين", "قال", "participle", "m", "p"),
        ("نفت", "نفى", "past", "f", "s"),
        ("نفوا", "نفى", "past", "m", "p"),
        ("ينفي", "نفى", "present", "m", "s"),
        ("نافيا", "نفى", "participle", "m", "s"),
        ("دعت", "دعا", "past", "f", "s"),
        ("داعين", "دعا", "participle", "m", "p"),
        ("رأت", "رأى", "past", "f", "s"),
        ("أكدوا", "أكد", "past", "m", "p"),
        ("مشيرين", "أشار", "participle", "m", "p"),
        ("محذرا", "حذر", "participle", "m", "s"),
    ],
)
def test_forms_of_a_verb(form, verb, kind, gender, number):
    cue = CUES[fold(form)]
    assert (cue.entry.verb, cue.kind, cue.gender, cue.number, cue.lead) == (verb, kind, gender, number, 0)


@pytest.mark.parametrize(("form", "lead"), [("وقال", 1), ("فقال", 1), ("قال", 0), ("ومشيرا", 1), ("ويؤكد", 1)])
def test_a_conjunction_leads(form, lead):
    assert CUES[fold(form)].lead == lead


@pytest.mark.parametrize("form", ["وصفها", "اتهمهم", "وصفته", "دعاه", "طالبها"])
def test_an_object_pronoun(form):
    assert CUES[fold(form)].suffixed


@pytest.mark.parametrize("form", ["علما", "مدينة", "مبلغ", "متابعة", "مقترحا", "شكرا", "عددا"])
def test_everyday_words_of_a_cues_form_are_none(form):
    assert fold(form) not in CUES


@pytest.mark.parametrize(
    "text",
    [
        "وقدم الطاهي وصفة جديدة لضيوفه.",
        "وفازت طالبة من القرية بالجائزة.",
        "حملة البلدية مسؤولية السكان جميعا.",
        "وصفة الطبيب بأنها دواء لم تقنع المريض.",
        "طالبة الكلية بوقف المنحة راضية.",
        "ووجه دعوة مفتوحة.",
        "كان وعدا قديما من البلدية.",
    ],
)
def test_everyday_nouns_of_a_cues_form_report_nothing(text):
    assert read_article(Article(id="a", source="test", text=text)).statements == []


@pytest.mark.parametrize("verb", ["أكد", "اكد", "أكّد", "أكـد"])
def test_spelling_does_not_matter(verb):
    article = Article(id="a", source="test", text=f"{verb} الوزير سامر الخالدي أن الطريق مفتوح.")
    assert [one.cue.text for one in read_article(article).statements] == [verb]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("وقال الوزير سامر الخالدي إن الطريق مفتوح.", "قال"),
        ("فقال الوزير سامر الخالدي إن الطريق مفتوح.", "قال"),
        ("وصف الوزير سامر الخالدي القرار بالخطأ.", "وصف"),
        ("ووصف الوزير سامر الخالدي القرار بالخطأ.", "وصف"),
        ("وعدت الشركة بدفع التعويضات.", "وعدت"),
        ("ووعدت الشركة بدفع التعويضات.", "وعدت"),
    ],
)
def test_the_cue_leaves_a_conjunction_out(text, cue):
    (one,) = read_article(Article(id="a", source="test", text=text)).statements
    assert one.cue.text == cue


@pytest.mark.parametrize(
    ("form", "suffixed", "lead"),
    [
        ("إعلان", False, 0),
        ("وإعلان", False, 1),
        ("بإعلان", False, 1),
        ("تعهده", True, 0),
        ("اتهامات", False, 0),
        ("دعوتها", True, 0),
    ],
)
def test_forms_of_a_reporting_noun(form, suffixed, lead):
    cue = NOMINALS[fold(form)]
    assert (cue.suffixed, cue.lead) == (suffixed, lead)
