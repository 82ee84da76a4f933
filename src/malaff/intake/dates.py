"""Dates as pages print them, in any calendar and month system, become ISO days and instants."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from malaff.arabic.fold import fold
from malaff.lexicon import rows

# A news page is not older than the web, nor from a far future; years outside are something else (a law's year).
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_FIRST_HIJRI, _LAST_HIJRI = 1410, 1500

_ISO = re.compile(
    r"(?<!\d)((?:19|20|21)\d\d)-(\d{1,2})-(\d{1,2})"
    r"(?:[t ]+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*(z|utc|gmt|[+-]\d\d:?\d\d)?)?"
)
_COMPACT = re.compile(r"^\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?\s*$")
_NUMERIC_YEAR_FIRST = re.compile(r"(?<![\d/.-])(\d{4})\s*[/.\\-]\s*(\d{1,2})\s*[/.\\-]\s*(\d{1,2})(?!\d)")
_NUMERIC_DAY_FIRST = re.compile(r"(?<![\d/.-])(\d{1,2})\s*[/.\\-]\s*(\d{1,2})\s*[/.\\-]\s*(\d{4})(?!\d)")
_CLOCK = re.compile(r"(?<![\d/:])(\d{1,2}):(\d\d)(?::(\d\d))?(?!\d)\s*(صباحا|مساء|ص\b|م\b|am\b|pm\b)?")
_UPDATED = re.compile(r"تحديث|تعديل|updated|modified")


@cache
def _named() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, tuple[str, int]]]:
    """Patterns of `12 رمضان 1441` and `May 3, 2017`, and the months by folded name."""
    months: dict[str, tuple[str, int]] = {}
    for row in rows("page_months.tsv"):
        months.setdefault(fold(row["name"]), (row["calendar"], int(row["month"])))
    names = "|".join(sorted((r"\s+".join(map(re.escape, name.split())) for name in months), key=len, reverse=True))
    # `28 آب/اغسطس 2013`, `3 كانون الأول (ديسمبر) 2020`: the second name says the same month.
    day_first = re.compile(
        rf"(?<!\d)(\d{{1,2}})\s*(?:-|(?:\bمن\b)?\s*(?:\bشهر\b)?|st\b|nd\b|rd\b|th\b|er\b)\s*"
        rf"({names})(?![\w])\s*(?:[/(\\-]\s*(?:{names})\s*\)?)?\s*[،,/-]?\s*(?:\bعام\b|\bسنه\b)?\s*(\d{{4}})(?!\d)"
    )
    month_first = re.compile(rf"(?<![\w])({names})\s+(\d{{1,2}})(?:st|nd|rd|th)?\s*[،,]?\s*(\d{{4}})(?!\d)")
    return day_first, month_first, months


def month_pattern() -> str:
    """A pattern of all month names as they are written (not folded)."""
    names = {row["name"] for row in rows("page_months.tsv")}
    return "|".join(sorted((r"\s+".join(map(re.escape, name.split())) for name in names), key=len, reverse=True))


def _iso_day(year: int, month: int, day: int) -> str | None:
    """The ISO day, None where the numbers are none; Hijri years go by Umm al-Qura."""
    if _FIRST_HIJRI <= year <= _LAST_HIJRI:
        return _hijri_day(year, month, day)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _hijri_day(year: int, month: int, day: int) -> str | None:
    from hijridate import Hijri  # takes time to load, and most pages need none

    try:
        return Hijri(year, month, day).to_gregorian().isoformat()
    except (ValueError, OverflowError):
        pass
    try:
        # Sighting and table differ by a day at a month's end: `30` in a month of 29.
        if day == 30:
            return (Hijri(year, month, 29).to_gregorian() + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return None
    return None


def _time_of(text: str, taken: tuple[int, int]) -> str:
    """`T14:05:00` for a clock time near the date in `text`, otherwise ""."""
    for match in _CLOCK.finditer(text):
        if taken[0] <= match.start() < taken[1]:
            continue
        hour, minute = int(match[1]), int(match[2])
        half = match[4] or ""
        if half.startswith(("م", "pm")) and hour < 12:
            hour += 12
        elif half.startswith(("ص", "am")) and hour == 12:
            hour = 0
        if hour < 24 and minute < 60:
            return f"T{hour:02d}:{minute:02d}:{int(match[3] or 0):02d}"
    return ""


def _zone(text: str | None) -> str:
    if not text:
        return ""
    if text in ("z", "utc", "gmt"):
        return "Z"
    return text if ":" in text else f"{text[:3]}:{text[3:]}"


def find_date(text: str) -> tuple[str, int, int] | None:
    """The first date in `text`.

    Returns:
        (value, start, end): an ISO day or, with a clock time, an ISO instant (`2020-12-01T02:00:00`, with its
        offset where one is written), and where the date stands in the folded text; None where there is none.
        Gregorian dates are preferred where a page prints both calendars.
    """
    form = fold(text)
    found: list[tuple[int, int, str, bool]] = []
    iso = _ISO.search(form)
    if iso:
        day = _iso_day(int(iso[1]), int(iso[2]), int(iso[3]))
        if day:
            clock = ""
            if iso[4] and int(iso[4]) < 24 and int(iso[5]) < 60:
                clock = f"T{int(iso[4]):02d}:{iso[5]}:{iso[6] or '00'}{_zone(iso[7])}"
            return day + clock, iso.start(), iso.end()
    compact = _COMPACT.match(form)
    if compact:
        day = _iso_day(int(compact[1]), int(compact[2]), int(compact[3]))
        if day:
            return day, compact.start(), compact.end()
    if not any(char.isdigit() for char in form):
        return None
    day_first, month_first, months = _named()
    for pattern, order in ((day_first, (1, 2, 3)), (month_first, (2, 1, 3))):
        for match in pattern.finditer(form):
            calendar, month = months[" ".join(match[order[1]].split())]
            number, year = int(match[order[0]]), int(match[order[2]])
            hijri = calendar == "hijri"
            if hijri != (_FIRST_HIJRI <= year <= _LAST_HIJRI):
                continue
            day = _iso_day(year, month, number)
            if day:
                found.append((match.start(), match.end(), day, hijri))
    for match in _NUMERIC_YEAR_FIRST.finditer(form):
        year, month, number = int(match[1]), int(match[2]), int(match[3])
        day = _iso_day(year, month, number)
        if day:
            found.append((match.start(), match.end(), day, year < _FIRST_YEAR))
    for match in _NUMERIC_DAY_FIRST.finditer(form):
        number, month, year = int(match[1]), int(match[2]), int(match[3])
        if month > 12 >= number:  # month first, the American way
            number, month = month, number
        day = _iso_day(year, month, number)
        if day:
            found.append((match.start(), match.end(), day, year < _FIRST_YEAR))
    if not found:
        return None
    start, end, day, _ = min(found, key=lambda item: (item[3], item[0]))
    return day + _time_of(form, (start, end)), start, end


def parse_date(text: str) -> str | None:
    """The first date in `text` as an ISO day or instant, or None."""
    found = find_date(text)
    return found[0] if found else None


def is_update(text: str) -> bool:
    """Whether the line speaks of an update rather than of publication (`آخر تحديث`)."""
    return bool(_UPDATED.search(fold(text)))


def only_date(text: str) -> bool:
    """Whether the line holds a date and hardly anything beside (weekday, clock, `نشر في`)."""
    if len(text) > 120:
        return False
    found = find_date(text)
    if not found:
        return False
    form = fold(text)
    rest = form[: found[1]] + " " + form[found[2] :]
    return sum(char.isalpha() for char in rest) <= 40 and len(re.findall(r"[^\W\d_]{2,}", rest)) <= 7


_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_.-]?(0[1-9]|1[0-2])[/_.-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_URL_SPARSE = re.compile(r"/((?:19|20)\d\d)/(?:[a-z_-]+/)?(\d{1,2})/(\d{1,2})(?:/|$)", re.IGNORECASE)


def date_in_url(url: str) -> str | None:
    """The day that an address carries (`/2013/middle_east/8/3/`, `2020-06-03-1.3874341`), or None."""
    path = url.split("://", 1)[-1].partition("/")[2]
    path = "/" + path.split("?", 1)[0]
    for pattern in (_URL_SPARSE, _URL_DAY):
        match = pattern.search(path)
        if match:
            day = _iso_day(int(match[1]), int(match[2]), int(match[3]))
            if day:
                return day
    return None
