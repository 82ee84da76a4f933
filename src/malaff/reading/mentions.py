"""A speaker mention taken apart: name, role, kind, and how it agrees with verbs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from malaff.arabic.fold import fold
from malaff.model import SourceKind
from malaff.reading.context import ReadingContext
from malaff.reading.tagger import clitic
from malaff.reading.heads import COURTESY as HEAD_COURTESY
from malaff.reading.heads import GIVEN, NATIONS, OFFICES, ORGANISATIONS, PLURALS, STATES, bare
from malaff.reading.grammar import AN, ANONYMOUS, COMMAS, DOCUMENTS, GROUP, MEDIUM, PREP, RELATIVE, WA_AN, is_masdar, prefixed


COURTESY = HEAD_COURTESY | frozenset(fold(w) for w in "د م أ معاليه السادة جلالة سمو فخامة معالي سعادة سيادة فضيلة سماحة غبطة نيافة".split())
_PARTS = frozenset(fold(w) for w in "بن ابن بنت أبو أبي آل عبد بو ولد ذو".split())
_LAST = frozenset(fold(w) for w in "الأخير الأخيرة".split())
_HONORIFIC = frozenset(fold(w) for w in "سموه سموها معاليه معاليها سعادته سعادتها فخامته جلالته سيادته فضيلته سماحته نيافته غبطته دولته".split())
_SAME = frozenset(fold(w) for w in "نفسه نفسها ذاته ذاتها عينه المذكور".split())


QUANTIFIERS = frozenset(fold(w) for w in "جميع كل كافة معظم أغلب غالبية أكثر بقية سائر كلا كلتا جميعهم كلهم معظمهم بعضهم".split())
# `دبلوماسي كبير، طالبا عدم كشف هويته`: what a source asked for itself is no name
WITHHOLDING = frozenset(fold(w) for w in "طالبا طالبة طلب طلبت اشترط اشترطت مشترطا رفض رفضت فضل فضلت مفضلا".split())
WITHHELD = frozenset(fold(w) for w in "اسمه اسمها هويته هويتها".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of a source.

    Attributes:
        first, last: its words.
        name: the name as it stands, or None where only a role or description stands.
        role: the role as it stands, or None.
        head: the folded head word without article.
        definite: whether the head is definite (an anaphor may be).
        gender: "m" or "f"; number: "s" or "p".
        doubtful: nothing says that somebody is named: no known name, office or body, and the look of an ordinary noun phrase.
    """

    first: int
    last: int
    name: str | None
    role: str | None
    kind: SourceKind
    head: str
    definite: bool
    gender: str
    number: str
    doubtful: bool = False


# Marks that are no part of a name, and the joiners inside it, by what is shown for them.
_SHOWN = str.maketrans({**dict.fromkeys('"«»“”#‹›„()\n_', " "), "ـ": None})


def clean(text: str) -> str:
    """A name or role as it is shown: marks of hashtags and quotations out, blanks made single."""
    text = text.translate(_SHOWN)
    return " ".join(text.split()).strip(" ،,.:؛-–")


def nominative(description: str) -> str:
    """A description of unnamed people as it stands alone: the oblique case of what governed it is undone.

    `وفقا لدبلوماسيين مطلعين` gives `دبلوماسيون مطلعون`, `أن مصدرا أمنيا` gives `مصدر أمني`.
    """
    words = description.split()
    for k, word in enumerate(words):
        form = fold(word)
        if k and form.startswith("ال") != fold(words[0]).startswith("ال"):
            break
        if len(form) > 4 and form.endswith("ين") and (form in PLURALS or form in GROUP or k):
            words[k] = word[:-2] + "ون"
        elif form in ("مصدرا", "مسوولا") or k and form.endswith("يا") and fold(words[0]) == "مصدر":
            words[k] = word.rstrip("ًا")
        else:
            break
    return " ".join(words)


def _gender(form: str) -> str:
    if form.endswith(("ه", "ات")) and form not in ("خليفه", "حمزه", "اسامه", "طلحه", "معاويه", "عبيده", "حذيفه", "قتاده", "جمعه", "عطيه", "خزعه", "طه"):
        return "f"
    return "f" if form in FEMININE else "m"


FEMININE = frozenset(
    fold(w)
    for w in "مريم زينب هند سعاد هدى منى ليلى سلمى نجوى ندى رنا دينا هيلاري تيريزا أنغيلا أنجيلا هيفاء نوال إيمان أمل حنان سهام ميركل ماي كلينتون "
    "موغيريني واشنطن موسكو لندن باريس بغداد دمشق القاهرة طهران برلين بكين سيول طوكيو إسرائيل إيران روسيا أميركا أمريكا مصر تركيا الصين فرنسا بريطانيا "
    "ألمانيا السعودية قطر قوات شركات مصادر وسائل تقارير تل بيونغ يانغ دول نساء حماس طالبان الأمم الولايات وكالات إيطاليا إسبانيا تونس ليبيا سوريا الكويت الإمارات البحرين".split()
)


def parse_mention(ctx: ReadingContext, first: int, last: int, *, lead: int = 0) -> Mention:
    """Take the mention of words `first`..`last` apart; `lead` characters of the first word are a preposition."""
    words = ctx.words
    forms, raw, text = words.forms, words.raw, ctx.article.text
    if lead:
        forms = forms.copy()
        forms[first] = forms[first][1:]
    while first < last and raw[first] in "\"«“#'،":
        first += 1
    same = any(forms[k] in _SAME for k in range(first + 1, last + 1))
    while last > first and forms[last] in _SAME:
        last -= 1  # المصدر ذاته, المسؤول المذكور
    named = False
    for a, _, kind in ctx.mentions.within(first, last):
        named = named or kind == "person"
        if named and a > first and forms[a].startswith("ل") and clitic(words, a):
            last = a - 1  # `المتحدث فلان لوكالة كذا`: whom it was said to begins here
            break
    start = first
    while start < last and forms[start] in COURTESY:
        start += 1
        if raw[start] == ".":
            start = min(start + 1, last)
    if forms[start] in ("احد", "احدي") and start < last:
        head = "احد"
    else:
        head = bare(forms[start].removeprefix("و") if forms[start] in ("والي",) else forms[start])
    definite = forms[start].startswith(("ال", "لل"))
    persons = [(a, b) for a, b, kind in ctx.mentions.within(start, last) if kind == "person"]
    skip = lead if start == first else 0
    whole = clean(text[words.starts[start] + skip : words.ends[last]])
    short = clean(text[words.starts[start] + skip : words.ends[_cut(ctx, start, last)]])
    number = "p" if forms[start] in GROUP or forms[start].endswith(("ون", "ين")) else "s"
    gender = _gender(forms[start])

    def made(name: str | None, role: str | None, kind: SourceKind) -> Mention:
        return Mention(first, last, name or None, role, kind, head, definite, gender, number)

    if forms[start] in ANONYMOUS or head in ("مصدر", "مصدرا", "مصادر", "مصدرين", "مصدران") or head == "احد":
        return made(nominative(short), None, "anonymous")
    dual = _dual(forms[start])
    if (forms[start] in GROUP or forms[start] in PLURALS or dual) and not (persons and persons[0][0] == start):
        return made(nominative(short), None, "group")
    state = _state(forms, start, last)
    if state and not persons:
        return made(short, None, "organisation")
    if persons and persons[0][0] <= start + 0:
        a, b = persons[0]
        gender = _gender(forms[a])
        return made(clean(text[words.starts[a] : words.ends[b]]), _role_after(ctx, b + 1, last), "person")
    is_office = head in OFFICES
    if (head in ORGANISATIONS or head in MEDIUM or head in DOCUMENTS) and not is_office:
        after_comma = next((k for k in range(start, last) if raw[k] in COMMAS), None)
        if persons and after_comma is not None and persons[0][0] == after_comma + 1:
            a, b = persons[0]
            return made(clean(text[words.starts[a] : words.ends[b]]), clean(text[words.starts[start] : words.ends[after_comma - 1]]), "person")
        return made(short, None, "organisation")
    if persons:
        a, b = persons[-1] if is_office else persons[0]
        if is_office and not definite and a == start + 1 and a == b:
            # نائب البشير: the person is whose deputy he is
            return made(None, short, "person")
        if a > start and forms[a - 1] in ("باسم",):
            # المتحدث باسم فلان: the person is who is spoken for
            role = short
            return made(None, role, "person")
        name = clean(text[words.starts[a] : words.ends[b]])
        role_end = a - 1
        while role_end > start and (raw[role_end] in COMMAS or forms[role_end] in COURTESY or raw[role_end] in "\"«“(.#"):
            role_end -= 1
        role: str | None = None
        if role_end >= start and forms[start] not in COURTESY:
            role = clean(text[words.starts[start] : words.ends[role_end]])
        if not role or (head not in OFFICES and _role_after(ctx, b + 1, last)):
            role = _role_after(ctx, b + 1, last) or role
        return made(name, role or None, "person")
    if is_office:
        comma = next((k for k in range(last - 1, start, -1) if raw[k] in COMMAS), None)
        if comma is not None and (forms[comma + 1] in WITHHOLDING or any(forms[k] in WITHHELD for k in range(comma + 2, last + 1))):
            last, comma = comma - 1, None
            short = clean(text[words.starts[start] : words.ends[_cut(ctx, start, last)]])
        if comma is not None and last - comma <= 5 and not forms[comma + 1].startswith("ال") and bare(forms[comma + 1]) not in ORGANISATIONS and not any(forms[k] in PREP or bare(forms[k]) in OFFICES for k in range(comma + 1, last + 1)):
            # `الخبير العسكري، دلاور عزيز`: the apposition is the name
            return made(clean(text[words.starts[comma + 1] : words.ends[last]]), clean(text[words.starts[start] : words.ends[comma - 1]]), "person")
        split = _name_after_role(ctx, start, last)
        if split is not None:
            return made(clean(text[words.starts[split] : words.ends[last]]), clean(text[words.starts[start] : words.ends[split - 1]]), "person")
        if not definite and not _fixed(forms, start, last):
            return made(short, short, "anonymous")
        return made(None, short, "person")
    if forms[start] in _HONORIFIC:
        return made(None, None, "person")
    if forms[start] in _LAST or (same and head not in OFFICES):
        return made(None, None, "person")
    comma = next((k for k in range(start + 1, last) if raw[k] in COMMAS), None)
    if comma is not None and comma + 1 <= last and bare(forms[comma + 1]) in OFFICES:
        return made(clean(text[words.starts[start] : words.ends[comma - 1]]), clean(text[words.starts[comma + 1] : words.ends[last]]), "person")
    role_at = next((k for k in range(start + 1, last) if bare(forms[k]) in OFFICES and not definite), None)
    if role_at is not None and role_at - start <= 5 and not _ordinary(forms, start, role_at - 1) and not any(forms[k] in PREP for k in range(start, role_at)):
        return made(clean(text[words.starts[start] : words.ends[role_at - 1]]), clean(text[words.starts[role_at] : words.ends[last]]), "person")
    in_org = start in ctx.mentions.covering and ctx.mentions.covering[start][2] != "person"
    kind: SourceKind = "organisation" if in_org or head in ORGANISATIONS else "person"
    if (number == "p" or forms[start] in QUANTIFIERS) and not in_org:
        kind = "group"
    found = made(short if short else whole, None, kind)
    return replace(found, doubtful=kind == "person" and not in_org and _ordinary(forms, start, last))


def _ordinary(forms: list[str], start: int, last: int) -> bool:
    """Whether words that no list knows look like a noun phrase or a clause sooner than a name (حجم الضغوط, مواصلة, تطبيع العلاقات)."""
    first = forms[start]
    if first in QUANTIFIERS or first in GIVEN or bare(first) in GIVEN:
        return False
    if prefixed(first) or len(first) > 4 and first.endswith("وا"):
        return True
    if is_masdar(first) or any(form in AN or form in WA_AN for form in forms[start + 1 : last + 1]):
        return True
    return last > start and not first.startswith("ال") and forms[start + 1].startswith("ال")


def _dual(form: str) -> bool:
    """Whether a folded word is the dual of an office (مسؤولان, وزيرين)."""
    stem = bare(form)
    return len(stem) > 5 and stem.endswith(("ان", "ين")) and (stem[:-2] in OFFICES or stem[:-3] + "ه" in OFFICES and stem[-3] == "ت")


def _cut(ctx: ReadingContext, start: int, last: int) -> int:
    """The last word of a description: before a comma, a relative clause or a bracket."""
    raw, forms = ctx.words.raw, ctx.words.forms
    for k in range(start + 1, last + 1):
        if raw[k] == "(" and k == start + 1 and bare(forms[start]) in ORGANISATIONS:
            continue  # وكالة (كذا) للأنباء: the name stands in the brackets
        if raw[k] in COMMAS or raw[k] == "(" or forms[k] in RELATIVE:
            return k - 1
        if forms[k] in WITHHOLDING and any(w in WITHHELD for w in forms[k + 1 : last + 1]):
            return k - 1
    return last


def _state(forms: list[str], start: int, last: int) -> bool:
    for size in (3, 2, 1):
        if start + size - 1 <= last and " ".join(forms[start : start + size]) in STATES:
            return start + size - 1 == last or size > 1 or last - start <= 1
    return False


def _role_after(ctx: ReadingContext, k: int, last: int) -> str | None:
    """The role in apposition behind a name."""
    raw, forms = ctx.words.raw, ctx.words.forms
    while k <= last and (raw[k] in COMMAS or raw[k] in "\"»”)-–" or forms[k] in COURTESY):
        k += 1
    if k > last or forms[k] in RELATIVE or (bare(forms[k]) not in OFFICES and not forms[k].startswith("ال")):
        return None
    return clean(ctx.article.text[ctx.words.starts[k] : ctx.words.ends[last]]) or None


def _name_after_role(ctx: ReadingContext, start: int, last: int) -> int | None:
    """Where an untagged name begins behind a role: a run of one to four words without article at its end."""
    forms = ctx.words.forms
    for k in range(start + 1, last + 1):
        before = forms[k - 1]
        if (forms[k] in GIVEN or bare(forms[k]) in GIVEN and forms[k].startswith("ال") and not bare(before) in OFFICES) and (
            before.startswith(("ال", "لل")) or before in NATIONS or before in STATES or before in COURTESY or k == start + 1 and ctx.words.raw[start].startswith("ال")
        ):
            if k < last and last - k <= 4 and all(forms[m].isalpha() and forms[m] not in PREP for m in range(k, last + 1)) and (
                forms[k] in GIVEN or last > k
            ):
                return k
    k = last
    while k > start and not forms[k].startswith(("ال", "لل", "بال", "وال")) and forms[k] not in PREP and forms[k].isalpha():
        if bare(forms[k]) in OFFICES or forms[k] in ORGANISATIONS or forms[k][:1] == "ل" and len(forms[k]) > 5:
            break
        k -= 1
    first = k + 1
    if first > last or last - first > 3 or first == start + 1:
        return None
    if (first in ctx.mentions.covering and ctx.mentions.covering[first][2] != "person") or " ".join(forms[first : last + 1]) in STATES:
        return None
    if not forms[first - 1].startswith(("ال", "لل", "بال", "وال")):
        return None
    return first


def _fixed(forms: list[str], start: int, last: int) -> bool:
    """Whether an indefinite office is made definite by what it governs (وزير الخارجية, رئيس الوزراء)."""
    return any(forms[k].startswith("ال") or forms[k] in STATES for k in range(start + 1, min(last, start + 3) + 1)) and (
        start + 1 <= last and (forms[start + 1] not in PREP and forms[start + 1] not in ("باسم", "بارز", "كبير", "رفيع"))
    )
