"""The wording of exports: every label, count and date in Arabic and in English.

Words stand here as data and nowhere else; `Wording` puts them into the language a reader asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, cast, get_args

from malaff.errors import BadOption
from malaff.export.dossier.dates import covered

Language = Literal["ar", "en"]
Months = Literal["egyptian", "levantine", "both"]
Digits = Literal["latin", "arabic"]
Calendar = Literal["gregorian", "both"]

# Group of words, then word: (Arabic, English). All but the last three groups are value sets of malaff.model.
LABELS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "act": {
        "assert": ("إفادة", "assertion"),
        "announce": ("إعلان", "announcement"),
        "deny": ("نفي", "denial"),
        "demand": ("مطالبة", "demand"),
        "commit": ("تعهد", "commitment"),
        "warn": ("تحذير", "warning"),
        "accuse": ("اتهام", "accusation"),
        "support": ("تأييد", "support"),
        "reject": ("رفض", "rejection"),
        "expect": ("توقع", "expectation"),
        "ask": ("سؤال", "question"),
        "doubt": ("تشكيك", "doubt"),
    },
    "type": {
        "direct": ("مباشر", "direct"),
        "indirect": ("غير مباشر", "indirect"),
        "mixed": ("مختلط", "mixed"),
    },
    "party": {
        "person": ("شخص", "person"),
        "organisation": ("جهة", "organisation"),
        "state": ("دولة", "state"),
        "group": ("مجموعة", "group"),
        "anonymous": ("مصدر لم يُسمَّ", "source not named"),
    },
    "development": {
        "meeting": ("لقاء", "meeting"),
        "agreement": ("اتفاق", "agreement"),
        "impasse": ("تعثر", "impasse"),
        "plan": ("خطوة مقبلة", "plan"),
        "event": ("حدث", "event"),
    },
    "stance": {
        "support": ("تأييد", "support"),
        "oppose": ("معارضة", "opposition"),
        "conditional": ("مشروط", "conditional"),
        "unclear": ("غير واضح", "unclear"),
    },
    "outcome": {
        "kept": ("وُفي به", "kept"),
        "missed": ("لم يُوفَ به", "missed"),
        "postponed": ("أُرجئ", "postponed"),
        "open": ("بلا نتيجة بعد", "no outcome yet"),
    },
    "clash": {
        "denial": ("نفي", "denial"),
        "figure": ("رقمان", "two figures"),
        "date": ("تاريخان", "two dates"),
        "turn": ("تبدّل قول", "one speaker's turn"),
        "headline": ("العنوان والمتن", "headline against body"),
        "claim": ("قولان", "two claims"),
    },
    "change": {
        "new": ("جديد", "new"),
        "changed": ("تغيّر", "changed"),
        "gone": ("زال", "gone"),
    },
    "part": {
        "state": ("حال الملف", "State of the file"),
        "charts": ("رسوم", "Charts"),
        "questions": ("الأسئلة", "Questions"),
        "parties": ("الأطراف", "Parties"),
        "stances": ("المواقف", "Stances"),
        "roles": ("الصفات", "Roles"),
        "timeline": ("التسلسل الزمني", "Timeline"),
        "pledges": ("التعهدات والمهل", "Pledges and deadlines"),
        "open_questions": ("ما لم يُحسم", "Open questions"),
        "contradictions": ("التناقضات", "Contradictions"),
        "changes": ("ما تغيّر", "Changes"),
        "statements": ("التصريحات", "Statements"),
        "articles": ("المقالات", "Articles"),
        "reprints": ("النصوص المعادة", "Reprints"),
    },
    "state": {
        "coverage": ("التغطية", "Coverage"),
        "last": ("آخر تحرك", "Last movement"),
        "balance": ("اللقاءات والاتفاقات", "Meetings and agreements"),
        "due": ("ما يحين موعده", "Due next"),
        "overdue": ("ما فات موعده", "Overdue"),
        "moved": ("من غيّر موقفه", "Who moved"),
        "open": ("ما لم يُحسم", "Open"),
        "sources": ("المصادر", "Sources"),
    },
    "word": {
        "about": ("موضوعه", "About"),
        "until": ("حتى", "until"),
        "undated": ("بلا تاريخ", "undated"),
        "week_of": ("أسبوع", "week of"),
        "evidence": ("الشواهد", "Evidence"),
        "outcome_evidence": ("النتيجة", "outcome"),
        "closed_by": ("ما حسمه", "settled by"),
        "date": ("التاريخ", "date"),
        "due": ("الموعد", "due"),
        "event": ("الحدث", "event"),
        "party": ("الطرف", "party"),
        "stance": ("الموقف", "stance"),
        "from": ("من يوم", "from"),
        "to": ("إلى يوم", "to"),
        "also": ("يُذكر أيضا باسم", "also called"),
        "role": ("الصفة", "role"),
        "made": ("تصريحاته", "statements"),
        "spoke_in": ("تحدث في", "spoke in"),
        "reports": ("تقارير مستقلة", "independent reports"),
        "copies": ("تقارير مستقلة تنقله", "independent reports carrying it"),
        "via": ("عبر", "via"),
        "publication_day": ("يوم النشر، إذ لا يذكر النص تاريخا", "day of publication: the text gives no date"),
        "overdue": ("فات موعده", "overdue"),
        "open": ("لم يُحسم", "open"),
        "closed": ("حُسم", "settled"),
        "relevance": ("الصلة", "relevance"),
        "why": ("وُجد فيه", "found in it"),
        "chosen": ("اختاره محرر", "chosen by a person"),
        "unnamed": ("لم يُسمَّ", "not named"),
        "nothing": ("لا شيء", "nothing"),
        "more": ("وغيرها", "and more"),
        "no_coverage": ("لا تغطية بعد.", "No coverage yet."),
        "circling": (
            "المحادثات تدور في حلقة مفرغة: اللقاءات تتوالى ولا اتفاق.",
            "Talks go round in circles: they go on and nothing is agreed.",
        ),
        "anonymous_share": ("تصريحات لم يُسمَّ مصدرها", "statements whose source is not named"),
        "reprint_share": ("مقالات تعيد نص غيرها", "articles that repeat another's copy"),
        "since": ("منذ", "since"),
        "table_behind": ("الأرقام في جدول", "The figures as a table"),
        "stance_chart": ("المواقف عبر الزمن", "Stances over time"),
        "stance_chart_about": (
            "شريط لكل طرف؛ كل لون ونقش موقف، والزمن من اليمين إلى اليسار.",
            "One strip for each party; each colour and pattern is a stance; time runs from left to right.",
        ),
        "movement_chart": ("اللقاءات والاتفاقات", "Meetings and agreements"),
        "movement_chart_about": (
            "عدد اللقاءات والاتفاقات وحالات التعثر في كل مدة، والزمن من اليمين إلى اليسار.",
            "Meetings, agreements and impasses in each period; time runs from left to right.",
        ),
        "coverage_chart": ("التغطية عبر الزمن", "Coverage over time"),
        "coverage_chart_about": (
            "عدد المقالات في كل مدة، والزمن من اليمين إلى اليسار.",
            "Articles in each period; time runs from left to right.",
        ),
        "outlet_chart": ("التغطية حسب الوسيلة", "Coverage by outlet"),
        "outlet_chart_about": ("عدد المقالات في كل وسيلة.", "Articles of each outlet."),
        "outlet": ("الوسيلة", "outlet"),
        "no_outlet": ("وسيلة لم تُذكر", "outlet not given"),
        "other_outlets": ("وسائل أخرى", "other outlets"),
        "week": ("الأسبوع من", "week from"),
        "month": ("الشهر", "month"),
        "year": ("السنة", "year"),
        "not_drawn": (
            "ما لم يُرسم، إذ لا تاريخ له أو لا يحدد تاريخه المدة",
            "Not drawn, as their date is missing or too wide",
        ),
    },
}  # fmt: skip

# Arabic by the plural classes of CLDR (zero, one, two, few, many, other), English by zero, one, other.
COUNTS: Final[dict[str, tuple[tuple[str, str, str, str, str, str], tuple[str, str, str]]]] = {
    "article": (
        ("لا مقال", "مقال واحد", "مقالان", "{} مقالات", "{} مقالا", "{} مقال"),
        ("no articles", "1 article", "{} articles"),
    ),
    "outlet": (
        ("لا وسيلة", "وسيلة واحدة", "وسيلتان", "{} وسائل", "{} وسيلة", "{} وسيلة"),
        ("no outlets", "1 outlet", "{} outlets"),
    ),
    "statement": (
        ("لا تصريح", "تصريح واحد", "تصريحان", "{} تصريحات", "{} تصريحا", "{} تصريح"),
        ("no statements", "1 statement", "{} statements"),
    ),
    "meeting": (
        ("لا لقاء", "لقاء واحد", "لقاءان", "{} لقاءات", "{} لقاء", "{} لقاء"),
        ("no meetings", "1 meeting", "{} meetings"),
    ),
    "agreement": (
        ("لا اتفاق", "اتفاق واحد", "اتفاقان", "{} اتفاقات", "{} اتفاقا", "{} اتفاق"),
        ("no agreements", "1 agreement", "{} agreements"),
    ),
    "impasse": (
        ("لا تعثر", "تعثر واحد", "تعثران", "{} تعثرات", "{} تعثرا", "{} تعثر"),
        ("no impasses", "1 impasse", "{} impasses"),
    ),
}

_EGYPTIAN = ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
             "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر")  # fmt: skip
_LEVANTINE = ("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
              "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول")  # fmt: skip
MONTHS: Final[dict[Months, tuple[str, ...]]] = {
    "egyptian": _EGYPTIAN,
    "levantine": _LEVANTINE,
    "both": tuple(f"{eastern}/{western}" for eastern, western in zip(_LEVANTINE, _EGYPTIAN, strict=True)),
}
_ENGLISH = ("January", "February", "March", "April", "May", "June",
            "July", "August", "September", "October", "November", "December")  # fmt: skip
_HIJRI: Final = {
    "ar": ("محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة",
           "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة"),
    "en": ("Muharram", "Safar", "Rabi' I", "Rabi' II", "Jumada I", "Jumada II",
           "Rajab", "Sha'ban", "Ramadan", "Shawwal", "Dhu al-Qa'da", "Dhu al-Hijja"),
}  # fmt: skip
_EASTERN = str.maketrans("0123456789%.", "٠١٢٣٤٥٦٧٨٩٪٫")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How an export words what malaff itself says; what the coverage says is never touched.

    Args:
        language: of labels, counts and dates.
        months: the Arabic names of months: `egyptian` (يناير), `levantine` (كانون الثاني) or `both` (كانون
            الثاني/يناير).
        digits: `latin` (2025) or `arabic` (٢٠٢٥); English keeps Latin ones.
        calendar: `gregorian`, or `both` with the Hijri day (Umm al-Qura) beside it.

    Raises:
        BadOption: where one of them is none of these.
    """

    language: Language = "ar"
    months: Months = "egyptian"
    digits: Digits = "latin"
    calendar: Calendar = "gregorian"

    def __post_init__(self) -> None:
        known_values = (("language", Language), ("months", Months), ("digits", Digits), ("calendar", Calendar))
        for name, known in known_values:
            if (value := getattr(self, name)) not in get_args(known):
                raise BadOption(f"{name} is {value!r}.", remedy=f"Give one of: {', '.join(get_args(known))}.")

    @classmethod
    def of(cls, language: str | Wording) -> Wording:
        """The wording of a language by its name; a wording is given back as it is."""
        return language if isinstance(language, Wording) else cls(language=cast("Language", language))

    @property
    def rtl(self) -> bool:
        """Whether the frame runs from right to left."""
        return self.language == "ar"

    @property
    def comma(self) -> str:
        """What parts the names of a list."""
        return "، " if self.rtl else ", "

    @property
    def arrow(self) -> str:
        """From before to after, in the direction of reading."""
        return "←" if self.rtl else "→"

    def label(self, group: str, key: str) -> str:
        """The word for `key` of a group of `LABELS`."""
        return LABELS[group][key][0 if self.rtl else 1]

    def word(self, key: str) -> str:
        """One of the words that belong to no value set."""
        return self.label("word", key)

    def number(self, value: float | str) -> str:
        """A figure in the digits asked for; floats with two places."""
        text = f"{value:.2f}" if isinstance(value, float) else str(value)
        return text.translate(_EASTERN) if self.rtl and self.digits == "arabic" else text

    def share(self, value: float) -> str:
        """A share of 0 to 1 in per cent."""
        return self.number(f"{round(value * 100)}%")

    def count(self, thing: str, number: int) -> str:
        """`number` of a thing of `COUNTS`, in the form its grammar asks for."""
        arabic, english = COUNTS[thing]
        form = arabic[_plural(number)] if self.rtl else english[min(number, 2)]
        return form.format(self.number(number))

    def month(self, number: int, *, short: bool = False) -> str:
        """The name of a month, 1 to 12; `short` is for where there is little room."""
        if not self.rtl:
            return _ENGLISH[number - 1][:3] if short else _ENGLISH[number - 1]
        return MONTHS["levantine" if short and self.months == "both" else self.months][number - 1]

    def written(self, value: str | None) -> str:
        """A date written out, as exact as it is (`9 يناير 2025`, `يناير 2025`); what is no date is left alone."""
        if not value:
            return self.word("undated")
        days = covered(value)
        if days is None:
            return value
        if "/" in value:
            return self.stretch(*value.split("/", 1))
        if "-W" in value:
            return f"{self.word('week_of')} {self.day(days.first)}"
        year = self.number(f"{days.first.year}")
        if days.first == days.last:
            return self.day(days.first)
        return year if len(value) == 4 else f"{self.month(days.first.month)} {year}"

    def day(self, day: date) -> str:
        """A day written out."""
        written = f"{self.number(day.day)} {self.month(day.month)} {self.number(f'{day.year}')}"
        hijri = self._hijri(day) if self.calendar == "both" else ""
        return f"{written} ({hijri})" if hijri else written

    def _hijri(self, day: date) -> str:
        """The Hijri day; empty outside the tables of Umm al-Qura (1343 to 1500 AH)."""
        from hijridate import Gregorian

        try:
            hijri = Gregorian.fromdate(day).to_hijri()
        except OverflowError:
            return ""
        month = _HIJRI[self.language][hijri.month - 1]
        return f"{self.number(hijri.day)} {month} {self.number(f'{hijri.year}')} {'هـ' if self.rtl else 'AH'}"

    def stretch(self, first: str | None, last: str | None) -> str:
        """From a date to a date; nothing is said where both ends are open."""
        if not first:
            return f"{self.word('until')} {self.written(last)}" if last else ""
        if not last:
            return f"{self.word('since')} {self.written(first)}"
        return self.written(first) if first == last else f"{self.written(first)} – {self.written(last)}"


def _plural(number: int) -> int:
    """The plural class of a count in Arabic, as CLDR has it."""
    if number < 3:
        return number
    rest = number % 100
    return 3 if 3 <= rest <= 10 else 4 if rest >= 11 else 5
