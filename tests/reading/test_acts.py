"""The act of a statement: by its cue, overruled by what is said."""

import msgspec
import pytest

from malaff.model import Act, Article, Span
from malaff.reading.reader import read_article


def read(text):
    return read_article(Article(id="a", source="test", text=text, published="2025-03-10"))


def statements(text):
    """The statements of a text, each as a dictionary of plain values."""
    return [
        {name: value.text if isinstance(value, Span) else value for name, value in msgspec.structs.asdict(one).items()}
        for one in read(text).statements
    ]


def said(text, cue):
    """The first statement whose cue is `cue`."""
    found = statements(text)
    chosen = [one for one in found if one["cue"] == cue]
    assert chosen, [(one["cue"], one["content"]) for one in found]
    return chosen[0]


BY_CUE = [
    ("قال الوزير سامر الخالدي إن الطريق مفتوح.", "قال", "assert"),
    ("أوضح الوزير سامر الخالدي أن الطريق مفتوح.", "أوضح", "assert"),
    ("أعلن الوزير سامر الخالدي أن الطريق مفتوح.", "أعلن", "announce"),
    ("كشف الوزير سامر الخالدي عن وجود نفق.", "كشف", "announce"),
    ("نفى الوزير سامر الخالدي وجود خلاف.", "نفى", "deny"),
    ("أنكر المتهم أن يكون قد دخل المبنى.", "أنكر", "deny"),
    ("طالب النائب فارس العطار بإقالة المدير.", "طالب", "demand"),
    ("دعا النائب فارس العطار إلى الحوار.", "دعا", "demand"),
    ("حث النائب فارس العطار على ضبط النفس.", "حث", "demand"),
    ("ناشد الوزير سامر الخالدي المواطنين ترشيد المياه.", "ناشد", "demand"),
    ("اقترح النائب فارس العطار تأجيل التصويت.", "اقترح", "demand"),
    ("أوصت اللجنة بإغلاق المنجم.", "أوصت", "demand"),
    ("تعهد الوزير سامر الخالدي بدفع التعويضات.", "تعهد", "commit"),
    ("وعدت الشركة بدفع التعويضات.", "وعدت", "commit"),
    ("حذر الوزير سامر الخالدي من انهيار السد.", "حذر", "warn"),
    ("هدد الاتحاد بتعليق البطولة.", "هدد", "warn"),
    ("اتهم النائب فارس العطار الحكومة بالتقصير.", "اتهم", "accuse"),
    ("نددت المنظمة بقصف المستشفى.", "نددت", "accuse"),
    ("انتقد النائب فارس العطار قرار البلدية.", "انتقد", "accuse"),
    ("رحبت الحكومة بالاتفاق.", "رحبت", "support"),
    ("أشاد الوزير سامر الخالدي بجهود المتطوعين.", "أشاد", "support"),
    ("أيدت الكتلة إلغاء الضريبة.", "أيدت", "support"),
    ("رفض الاتحاد تأجيل البطولة.", "رفض", "reject"),
    ("توقع الخبير نادر الحموي أن يتراجع النمو.", "توقع", "expect"),
    ("رجح الخبير نادر الحموي أن يتراجع النمو.", "رجح", "expect"),
    ("استبعد الخبير نادر الحموي تراجع النمو.", "استبعد", "expect"),
    ("تساءل النائب فارس العطار عن مصير الأموال.", "تساءل", "ask"),
    ("شكك النائب فارس العطار في صحة الأرقام.", "شكك", "doubt"),
]

BY_CONTENT = [
    ("شدد الوزير سامر الخالدي على ضرورة صيانة المضخات.", "شدد", "demand"),
    ("شدد الوزير سامر الخالدي على أن الطريق مفتوح.", "شدد", "assert"),
    ("أكد الوزير سامر الخالدي ضرورة صيانة المضخات.", "أكد", "demand"),
    ("قال الوزير سامر الخالدي إنه يجب على الشركة سداد ديونها.", "قال", "demand"),
    ("قال الوزير سامر الخالدي إن الخبر غير صحيح.", "قال", "deny"),
    ("قال الوزير سامر الخالدي إن ما نشر لا أساس له من الصحة.", "قال", "deny"),
    ("قال الوزير سامر الخالدي: سنواصل العمل حتى النهاية.", "قال", "commit"),
    ("قال الوزير سامر الخالدي إن من المتوقع هطول الأمطار.", "قال", "expect"),
    ("قال الوزير سامر الخالدي إن السيول قد تصل إلى القرى.", "قال", "expect"),
    ("قال الوزير سامر الخالدي: نرفض أي تدخل في شؤوننا.", "قال", "reject"),
    ("قال الوزير سامر الخالدي: نرحب بهذه الخطوة ترحيبا كبيرا.", "قال", "support"),
    ("قال الوزير سامر الخالدي إن ما جرى جريمة لا تغتفر.", "قال", "accuse"),
    ("قال الوزير سامر الخالدي إن بلاده لن تقبل بالأمر الواقع.", "قال", "reject"),
    ("قال الوزير سامر الخالدي إن الوضع ينذر بكارثة.", "قال", "warn"),
    ("قال الوزير سامر الخالدي إن الوزارة ستفتتح الجسر الأحد.", "قال", "announce"),
    ("قال الوزير سامر الخالدي إن السد سيكون جاهزا في الصيف.", "قال", "expect"),
]

BY_FEELING = [
    ("أعرب الوزير سامر الخالدي عن أمله في نجاح المحادثات.", "أعرب", "expect"),
    ("أعرب الوزير سامر الخالدي عن قلقه من تصاعد العنف.", "أعرب", "warn"),
    ("أعرب الوزير سامر الخالدي عن رفضه للمقترح الجديد.", "أعرب", "reject"),
    ("أعرب الوزير سامر الخالدي عن شكره للمتطوعين.", "أعرب", "support"),
    ("أعرب الوزير سامر الخالدي عن إدانته للهجوم على القافلة.", "أعرب", "accuse"),
    ("أعرب الوزير سامر الخالدي عن استعداده للوساطة.", "أعرب", "commit"),
    ("عبر الوزير سامر الخالدي عن أمله في نجاح المحادثات.", "عبر", "expect"),
]


@pytest.mark.parametrize(("text", "cue", "act"), BY_CUE)
def test_the_cue_gives_the_act(text, cue, act):
    assert said(text, cue)["act"] == act


@pytest.mark.parametrize(("text", "cue", "act"), BY_CONTENT)
def test_the_content_overrules_it(text, cue, act):
    assert said(text, cue)["act"] == act


@pytest.mark.parametrize(("text", "cue", "act"), BY_FEELING)
def test_the_noun_of_feeling_decides(text, cue, act):
    assert said(text, cue)["act"] == act


def test_every_act_is_covered():
    assert {act for _, _, act in BY_CUE} == set(Act.__args__)


def test_a_word_late_in_a_long_content_does_not_overrule():
    text = "قال الوزير سامر الخالدي إن " + "الطريق مفتوح أمام الناس والشاحنات " * 6 + "وهذا ليس جريمة."
    assert said(text, "قال")["act"] == "assert"


def test_a_denial_cue_is_not_overruled_by_praise_inside():
    assert said("نفى الوزير سامر الخالدي وجود اتفاق ناجح.", "نفى")["act"] == "deny"
