"""A speaker mention taken apart: name, role, kind, and how it agrees with verbs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from malaff.arabic.fold import fold
from malaff.model import SourceKind
from malaff.reading.context import ReadingContext
from malaff.reading.grammar import (
    AN,
    ANONYMOUS,
    CLASSES,
    COMMAS,
    DOCUMENTS,
    GROUP,
    MEDIUM,
    PREP,
    RELATIVE,
    WA_AN,
    is_masdar,
    prefixed,
)
from malaff.reading.heads import COURTESY as HEAD_COURTESY
from malaff.reading.heads import GIVEN, NATIONS, OFFICES, ORGANISATIONS, PLURALS, STATES, bare
from malaff.reading.tagger import clitic

COURTESY = HEAD_COURTESY | CLASSES["address"]
FEMININE = CLASSES["feminine_names"]
_MASCULINE = CLASSES["masculine_names"]
QUANTIFIERS = CLASSES["quantifiers"]

# `دبلوماسي كبير، طالبا عدم كشف هويته`: what a source asked for itself is no name
WITHHOLDING = CLASSES["withholding"]
_OWN_NAME = CLASSES["own_name"]

# What stands for somebody named before.
_HONORIFIC = CLASSES["honorifics"]
_SAME = CLASSES["the_same"]
_LAST = ("الاخير", "الاخيره")

_NO_NAME = CLASSES["no_name"]
_FATHERS = ("بن", "ابن", "بنت")
_SOURCES = ("مصدر", "مصدرا", "مصادر", "مصدرين", "مصدران")
_ONE, _ONE_OF = "احد", ("احد", "احدي")
_DEFINITE_STARTS = ("ال", "لل", "بال", "وال")
_NOT_GOVERNED = ("باسم", "بارز", "كبير", "رفيع")
_BEFORE_MENTION = "\"«“#'،"
_BEFORE_NAME = '"«“(.#'
_LONGEST_NAME = 5  # words, marks taken in


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
        doubtful: nothing says that somebody is named: no known name, office or body, and the look of an ordinary
            noun phrase.
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
        elif form in ("مصدرا", "مسوولا") or (k and form.endswith("ا") and fold(words[0]) == "مصدر"):
            words[k] = word.rstrip("ًا")
        else:
            break
    return " ".join(words)


def gender_of(form: str) -> str:
    """The gender, "m" or "f", that the folded first word of a name or description shows."""
    shown = form.endswith(("ه", "ات")) and form not in _MASCULINE
    return "f" if shown or form in FEMININE else "m"


class _Phrase:
    """The words of a mention while it is taken apart.

    Attributes:
        forms: the folded words, the preposition before the first one left out.
        first, last: its words; a rule may find that it ends sooner.
        start: its first word behind courtesies.
        head, definite, gender, number: as of the mention, by the word at `start`.
        same: the mention points back to somebody (`المصدر ذاته`).
        persons: first and last word of the persons named in it.
    """

    def __init__(self, ctx: ReadingContext, first: int, last: int, lead: int) -> None:
        self.ctx = ctx
        self.raw = raw = ctx.words.raw
        self.forms = forms = ctx.words.forms
        if lead:
            self.forms = forms = forms.copy()
            forms[first] = forms[first][1:]
        while first < last and raw[first] in _BEFORE_MENTION:
            first += 1
        self.same = any(form in _SAME for form in forms[first + 1 : last + 1])
        while last > first and forms[last] in _SAME:
            last -= 1  # المصدر ذاته, المسؤول المذكور
        self.first, self.last = first, _before_addressee(ctx, forms, first, last)
        self.start = start = self._behind_courtesies()
        self.skip = lead if start == first else 0
        form = forms[start]
        self.head = _head(form, alone=start == self.last)
        self.definite = form.startswith(("ال", "لل"))
        self.number = "p" if form in GROUP or form.endswith(("ون", "ين")) else "s"
        self.gender = gender_of(form)
        self.persons = [(a, b) for a, b, kind in ctx.mentions.within(start, self.last) if kind == "person"]

    def _behind_courtesies(self) -> int:
        start = self.first
        while start < self.last and self.forms[start] in COURTESY:
            start += 1
            if self.raw[start] == ".":
                start = min(start + 1, self.last)
        return start

    @property
    def form(self) -> str:
        """The folded word at `start`."""
        return self.forms[self.start]

    @property
    def office(self) -> bool:
        """Whether the head is an office."""
        return self.head in OFFICES

    def begins_with_person(self) -> bool:
        """Whether a person's name opens the mention."""
        return bool(self.persons) and self.persons[0][0] == self.start

    def text(self, first: int, last: int) -> str:
        """Words `first`..`last` as they are shown."""
        words = self.ctx.words
        return clean(self.ctx.article.text[words.starts[first] : words.ends[last]])

    def _shown(self, last: int) -> str:
        words = self.ctx.words
        return clean(self.ctx.article.text[words.starts[self.start] + self.skip : words.ends[last]])

    def whole(self) -> str:
        """The mention as it is shown, courtesies left out."""
        return self._shown(self.last)

    def short(self) -> str:
        """The same up to a comma, bracket or relative clause."""
        return self._shown(_cut(self.ctx, self.start, self.last))

    def made(self, name: str | None, role: str | None, kind: SourceKind) -> Mention:
        """The mention with what a rule found."""
        return Mention(
            self.first, self.last, name or None, role, kind, self.head, self.definite, self.gender, self.number
        )


def _before_addressee(ctx: ReadingContext, forms: list[str], first: int, last: int) -> int:
    """The last word before whom it was said to (`المتحدث فلان لوكالة كذا`), or `last`."""
    named = False
    for a, _, kind in ctx.mentions.within(first, last):
        named = named or kind == "person"
        if named and a > first and forms[a].startswith("ل") and clitic(ctx.words, a):
            return a - 1
    return last


def _head(form: str, *, alone: bool) -> str:
    """The head a folded word gives a mention, without article."""
    if form in _ONE_OF and not alone:
        return _ONE
    if form == "والي":
        return "الي"  # وإلى folds to the governor's والي; the و is no article's
    return bare(form)


def parse_mention(ctx: ReadingContext, first: int, last: int, *, lead: int = 0) -> Mention:
    """Take the mention of words `first`..`last` apart; `lead` characters of the first word are a preposition."""
    phrase = _Phrase(ctx, first, last, lead)
    for rule in _RULES:
        found = rule(phrase)
        if found is not None:
            return found
    return _described(phrase)


def _unnamed(p: _Phrase) -> Mention | None:
    """`مصدر أمني`, `أحد الشهود`."""
    if p.form in ANONYMOUS or p.head in _SOURCES or p.head == _ONE:
        return p.made(nominative(p.short()), None, "anonymous")
    return None


def _people(p: _Phrase) -> Mention | None:
    """`خبراء`, `مسؤولان`."""
    several = p.form in GROUP or p.form in PLURALS or _dual(p.form)
    if several and not p.begins_with_person():
        return p.made(nominative(p.short()), None, "group")
    return None


def _state_alone(p: _Phrase) -> Mention | None:
    """`فرنسا`, `واشنطن`."""
    if not p.persons and _state(p.forms, p.start, p.last):
        return p.made(p.short(), None, "organisation")
    return None


def _person_first(p: _Phrase) -> Mention | None:
    """`فلان الفلاني، وزير الخارجية`."""
    if not p.begins_with_person():
        return None
    a, b = p.persons[0]
    b = _with_family(p, a, b)
    p.gender = gender_of(p.forms[a])
    return p.made(p.text(a, b), _role_after(p.ctx, b + 1, p.last), "person")


def _body(p: _Phrase) -> Mention | None:
    """`وزارة الخارجية`, `صحيفة كذا`, `بيان`; a person in apposition speaks for the body (`الوزارة، فلان`)."""
    if p.office or not (p.head in ORGANISATIONS or p.head in MEDIUM or p.head in DOCUMENTS):
        return None
    comma = next((k for k in range(p.start, p.last) if p.raw[k] in COMMAS), None)
    if p.persons and comma is not None and p.persons[0][0] == comma + 1:
        return p.made(p.text(*p.persons[0]), p.text(p.start, comma - 1), "person")
    return p.made(p.short(), None, "organisation")


def _person_titled(p: _Phrase) -> Mention | None:
    """`وزير الخارجية فلان الفلاني`."""
    if not p.persons:
        return None
    a, b = p.persons[-1] if p.office else p.persons[0]
    deputy = p.office and not p.definite and a == b == p.start + 1  # نائب البشير: the person is whose deputy he is
    if deputy or (a > p.start and p.forms[a - 1] == "باسم"):  # المتحدث باسم فلان: who is spoken for
        return p.made(None, p.short(), "person")
    b = _with_family(p, a, b)
    role: str | None = None
    role_end = a - 1
    while role_end > p.start and _parts_role(p, role_end):
        role_end -= 1
    if role_end >= p.start and p.form not in COURTESY:
        role = p.text(p.start, role_end)
    if not role or not p.office:
        role = _role_after(p.ctx, b + 1, p.last) or role
    return p.made(p.text(a, b), role or None, "person")


def _with_family(p: _Phrase, a: int, b: int) -> int:
    """The last word of a name of father and son with the family's behind it that no list knows (`حمد بن سعد العمر`)."""
    family = p.forms[b + 1] if b + 1 == p.last else ""
    known = family in NATIONS or bare(family) in OFFICES or family in _NO_NAME or b + 1 in p.ctx.time_words
    fathers = any(form in _FATHERS for form in p.forms[a : b + 1])
    return b + 1 if family.startswith("ال") and fathers and not known else b


def _parts_role(p: _Phrase, k: int) -> bool:
    """Whether word `k` stands between a role and the name behind it and belongs to neither."""
    return p.raw[k] in COMMAS or p.forms[k] in COURTESY or p.raw[k] in _BEFORE_NAME


def _office_alone(p: _Phrase) -> Mention | None:
    """`وزير الخارجية`, `مسؤول`; a name that no list knows may stand behind."""
    if not p.office:
        return None
    comma = next((k for k in range(p.last - 1, p.start, -1) if p.raw[k] in COMMAS), None)
    if comma is not None and _withholds(p, comma):
        p.last, comma = comma - 1, None
    if comma is not None:
        first = comma + 1
        while first < p.last and p.forms[first] in COURTESY:
            first += 1  # وزير الصناعة، المهندس فلان
        if _apposition_names(p, first):
            return p.made(p.text(first, p.last), p.text(p.start, comma - 1), "person")
    name = _name_after_role(p.ctx, p.start, p.last)
    if name is not None:
        return p.made(p.text(name, p.last), p.text(p.start, name - 1), "person")
    if not p.definite and not _fixed(p.forms, p.start, p.last) and not _of_a_place(p):
        return p.made(p.short(), p.short(), "anonymous")
    return p.made(None, p.short(), "person")


def _of_a_place(p: _Phrase) -> bool:
    """Whether an office is made definite by the place it ends with (`مدير صحة جازان`), which is one of a kind there."""
    places = [b for _, b, kind in p.ctx.mentions.within(p.start + 1, p.last) if kind == "place"]
    return p.last in places and not any(form in PREP or form in _NOT_GOVERNED for form in p.forms[p.start + 1 : p.last])


def _withholds(p: _Phrase, comma: int) -> bool:
    """Whether the source asks behind the comma not to be named (`مسؤول، طلب عدم ذكر اسمه`)."""
    return p.forms[comma + 1] in WITHHOLDING or any(form in _OWN_NAME for form in p.forms[comma + 2 : p.last + 1])


def _apposition_names(p: _Phrase, first: int) -> bool:
    """Whether the words from `first` on, behind a comma, are the name (`الخبير العسكري، دلاور عزيز`)."""
    behind = p.forms[first : p.last + 1]
    if len(behind) > _LONGEST_NAME or behind[0].startswith("ال") or bare(behind[0]) in ORGANISATIONS:
        return False
    return not any(form in PREP or bare(form) in OFFICES for form in behind)


def _pointing_back(p: _Phrase) -> Mention | None:
    """`معاليه`, `الأخير`, `الرجل نفسه`: somebody named before."""
    if p.form in _HONORIFIC or p.form in _LAST or (p.same and not p.office):
        return p.made(None, None, "person")
    return None


def _name_before_office(p: _Phrase) -> Mention | None:
    """`دلاور عزيز، الخبير العسكري`, `دلاور عزيز خبير`: a name that no list knows before its role."""
    comma = next((k for k in range(p.start + 1, p.last) if p.raw[k] in COMMAS), None)
    if comma is not None and bare(p.forms[comma + 1]) in OFFICES:
        return p.made(p.text(p.start, comma - 1), p.text(comma + 1, p.last), "person")
    if p.definite:
        return None
    role = next((k for k in range(p.start + 1, p.last) if bare(p.forms[k]) in OFFICES), None)
    if role is None or role - p.start > _LONGEST_NAME or _ordinary(p.forms, p.start, role - 1):
        return None
    if any(form in PREP for form in p.forms[p.start : role]):
        return None
    return p.made(p.text(p.start, role - 1), p.text(role, p.last), "person")


def _described(p: _Phrase) -> Mention:
    """What no rule knows: a body the tagger found, several people, or somebody by the words as they stand."""
    covering = p.ctx.mentions.covering.get(p.start)
    in_body = covering is not None and covering[2] != "person"
    kind: SourceKind = "organisation" if in_body or p.head in ORGANISATIONS else "person"
    if not in_body and (p.number == "p" or p.form in QUANTIFIERS):
        kind = "group"
    doubtful = kind == "person" and not in_body and _ordinary(p.forms, p.start, p.last)
    return replace(p.made(p.short() or p.whole(), None, kind), doubtful=doubtful)


_RULES: tuple[Callable[[_Phrase], Mention | None], ...] = (
    _unnamed,
    _people,
    _state_alone,
    _person_first,
    _body,
    _person_titled,
    _office_alone,
    _pointing_back,
    _name_before_office,
)


def _ordinary(forms: list[str], start: int, last: int) -> bool:
    """Whether words that no list knows are a noun phrase or a clause sooner than a name (حجم الضغوط, مواصلة)."""
    first = forms[start]
    if first in QUANTIFIERS or first in GIVEN or bare(first) in GIVEN:
        return False
    if prefixed(first) or (len(first) > 4 and first.endswith("وا")):
        return True
    if is_masdar(first) or any(form in AN or form in WA_AN for form in forms[start + 1 : last + 1]):
        return True
    return last > start and not first.startswith("ال") and forms[start + 1].startswith("ال")


def _dual(form: str) -> bool:
    """Whether a folded word is the dual of an office (مسؤولان, وزيرين)."""
    stem = bare(form)
    if len(stem) <= 5 or not stem.endswith(("ان", "ين")):
        return False
    return stem[:-2] in OFFICES or (stem[-3] == "ت" and stem[:-3] + "ه" in OFFICES)


def _cut(ctx: ReadingContext, start: int, last: int) -> int:
    """The last word of a description: before a comma, a relative clause or a bracket."""
    raw, forms = ctx.words.raw, ctx.words.forms
    for k in range(start + 1, last + 1):
        if raw[k] == "(" and k == start + 1 and bare(forms[start]) in ORGANISATIONS:
            continue  # وكالة (كذا) للأنباء: the name stands in the brackets
        if raw[k] in COMMAS or raw[k] == "(" or forms[k] in RELATIVE:
            return k - 1
        if forms[k] in WITHHOLDING and any(w in _OWN_NAME for w in forms[k + 1 : last + 1]):
            return k - 1
    return last


def _state(forms: list[str], start: int, last: int) -> bool:
    """Whether the name of a state or capital opens words `start`..`last` and hardly anything stands behind it."""
    for size in (3, 2, 1):
        if start + size - 1 <= last and " ".join(forms[start : start + size]) in STATES:
            return start + size - 1 == last or size > 1 or last - start <= 1
    return False


def _role_after(ctx: ReadingContext, k: int, last: int) -> str | None:
    """The role in apposition behind a name."""
    raw, forms = ctx.words.raw, ctx.words.forms
    while k <= last and (raw[k] in COMMAS or raw[k] in '"»”)-–' or forms[k] in COURTESY):
        k += 1
    if k > last or forms[k] in RELATIVE or (bare(forms[k]) not in OFFICES and not forms[k].startswith("ال")):
        return None
    return clean(ctx.article.text[ctx.words.starts[k] : ctx.words.ends[last]]) or None


def _name_after_role(ctx: ReadingContext, start: int, last: int) -> int | None:
    """Where an untagged name begins behind a role: a run of one to four words without article at its end."""
    forms = ctx.words.forms
    for k in range(max(start + 1, last - 4), last):
        if _given_behind_role(ctx, start, k) and all(
            form.isalpha() and form not in PREP for form in forms[k : last + 1]
        ):
            return k
    k = last
    while k > start and _may_name(forms[k]) and not _opens_role(forms[k]):
        k -= 1
    first = k + 1
    if first > last or last - first > 3 or first == start + 1:
        return None
    if forms[first].startswith("ل") and forms[first] not in GIVEN:
        return None  # رئيس اللجنة لسوق كذا
    covering = ctx.mentions.covering.get(first)
    if (covering is not None and covering[2] != "person") or " ".join(forms[first : last + 1]) in STATES:
        return None
    return first if forms[first - 1].startswith(_DEFINITE_STARTS) else None


def _given_behind_role(ctx: ReadingContext, start: int, k: int) -> bool:
    """Whether word `k` is a given name and what stands before it ends a role."""
    forms = ctx.words.forms
    form, before = forms[k], forms[k - 1]
    with_article = form.startswith("ال") and bare(form) in GIVEN and bare(before) not in OFFICES
    if form not in GIVEN and not with_article:
        return False
    if before.startswith(("ال", "لل")) or before in NATIONS or before in STATES or before in COURTESY:
        return True
    return k == start + 1 and ctx.words.raw[start].startswith("ال")


def _may_name(form: str) -> bool:
    """Whether a folded word may belong to a name that no list knows."""
    return form.isalpha() and form not in PREP and not form.startswith(_DEFINITE_STARTS)


def _opens_role(form: str) -> bool:
    """Whether a folded word belongs to the role, or to whom it was said to, and to no name."""
    addressee = form.startswith("ل") and len(form) > 5
    return addressee or form in ORGANISATIONS or bare(form) in OFFICES


def _fixed(forms: list[str], start: int, last: int) -> bool:
    """Whether an indefinite office is made definite by what it governs (وزير الخارجية, رئيس الوزراء)."""
    if start >= last or forms[start + 1] in PREP or forms[start + 1] in _NOT_GOVERNED:
        return False
    return any(form.startswith("ال") or form in STATES for form in forms[start + 1 : min(last, start + 3) + 1])
