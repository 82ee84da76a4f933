"""The dateline at the head of a report: place and agency, sometimes the day."""

from __future__ import annotations

import re

from malaff.intake.dates import month_pattern, only_date, parse_date
from malaff.intake.vocabulary import agencies, key, label_words, places
from malaff.model import Dateline, Span

# A whole line, parted: `بغداد/ عراق اوبزيرفر`, `القاهرة - رويترز`, `الصفصاف/ بوابة الحوض – الاثنين 28 نيسان 2025`.
_PARTS = re.compile(r"\s*[/|:()]+\s*|\s*[–—-]+\s*|\s*ـ\s+")
# The head of the first paragraph: `دمشق، سوريا (CNN) -- أكدت`, `واشنطن (رويترز) -`.
_BRACKETED = re.compile(r"\s*([^\s()\n][^()\n:.؟!«»“”\"]{1,40}?)\s*\(([^()\n]{2,40})\)\s*(?:--|[-–—ـ:])+\s*")
# `عدن – وكالات: قال`, `عمّان - الرأي -`.
_DASHED = re.compile(
    r"\s*([^\s()\n/:–—-][^()\n:.؟!/–—-]{1,30}?)\s*(?:[-–—/]|ـ(?=\s))\s*([^()\n:.؟!/–—-]{2,35}?)\s*(?:--|[-–—:]|ـ(?=\s))\s*"
)
_PLACE_ONLY = re.compile(r"\s*([^\s()\n/:–—-][^()\n:.؟!/–—-]{1,30}?)\s*(?:[-–—:]|ـ(?=\s))\s+")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_LINE = 90


def _is_place(text: str) -> bool:
    first = re.split(r"[،,]", text, maxsplit=1)[0]
    return key(first) in places()


def _is_agency(text: str, outlet: str) -> bool:
    name = key(text)
    if not name:
        return False
    if outlet and name == key(outlet):
        return True
    if name in agencies() or name.startswith(("وكاله ", "وكالات", "الوكالات")):
        return True
    return any(key(part) in agencies() for part in re.split(r"[،,/-]| و(?=[ا-ي])", text))


def looks_like_dateline(line: str, outlet: str = "", *, loose: bool = False) -> bool:
    """Whether the whole line is a dateline.

    Args:
        outlet: the name under which a page's own reports run, or "".
        loose: whether two short names and a dash are enough: for a line that opens a body.
    """
    return _line_parts(line, outlet, loose) is not None


def _line_parts(line: str, outlet: str, loose: bool = False) -> tuple[str, str] | None:
    """(place, agency) of a line that is a dateline and nothing else."""
    if len(line) > _LONGEST_LINE or not line.strip() or line.rstrip()[-1] in ".؟!،":
        return None
    parts = [part for part in _PARTS.split(line.strip()) if part]
    # The day may stand behind: `الاثنين 28 نيسان 2025`, its own slashes parted along.
    if len(parts) > 2 and (only_date(" ".join(parts[2:])) or parse_date(" / ".join(parts[2:]))):
        parts = parts[:2]
    if len(parts) != 2:
        return None
    place, agency = parts
    size, length = len(place.split()), len(agency.split())
    if size > 5 or length > 5 or any(char.isdigit() for char in place):
        return None
    if _is_place(place) or _is_agency(agency, outlet):
        return place, agency
    # `لمار/ بوابة الحوض`: two short names and a slash, neither a section's label.
    byline = _is_place(agency)  # `حسام العلا - القاهرة` names the writer and where he sits
    if (
        ("/" in line or (loose and not byline))
        and size <= 3
        and length <= 3
        and _WORD.search(place)
        and _WORD.search(agency)
    ):
        labelled = key(place) in label_words() or key(agency) in label_words()
        if not labelled and not only_date(f"{place} / {agency}"):
            return place, agency
    return None


def find_dateline(text: str, outlet: str | None = None, *, loose: bool = False) -> Dateline | None:
    """The dateline at the head of `text`; its span covers place and agency, without the dash after them."""
    end = text.find("\n")
    line = text if end < 0 else text[:end]
    parts = _line_parts(line, outlet or "", loose)
    if parts:
        start = text.index(parts[0])
        return _record(text, parts[0], parts[1], start, text.index(parts[1], start + len(parts[0])) + len(parts[1]))
    head = line[:120]
    match = _dated().match(head) or _BRACKETED.match(head)
    if match and len(match[1].split()) <= 5 and len(match[2].split()) <= 5:
        known = _is_place(match[1]) or _is_agency(match[2], outlet or "")
        # The brackets and the dash behind them are how agencies sign; two short names need no lexicon.
        if known or (len(match[1].split()) <= 3 and len(match[2].split()) <= 2):
            return _record(text, match[1], match[2], match.start(1), match.end(2) + 1)
    match = _DASHED.match(head)
    if match and len(match[2].split()) <= 5:
        agency = _is_agency(match[2], outlet or "")
        if (agency and len(match[1].split()) <= 3) or (_is_place(match[1]) and len(match[2].split()) <= 3):
            return _record(text, match[1], match[2], match.start(1), match.end(2))
    match = _PLACE_ONLY.match(head)
    if match and _is_place(match[1]) and len(line) > match.end() + 20:
        return _record(text, match[1], None, match.start(1), match.end(1))
    return None


_dated_pattern: re.Pattern[str] | None = None


def _dated() -> re.Pattern[str]:
    """`شهدار 1 آذار/مارس (رنا) -`: place, day and month, agency."""
    global _dated_pattern
    if _dated_pattern is None:
        month = month_pattern()
        _dated_pattern = re.compile(
            rf"\s*([^\d()\n:.؟!«»]{{2,30}}?)[\s،,]+[\d٠-٩]{{1,2}}\s+(?:{month})(?:\s*/\s*(?:{month}))?(?:\s+[\d٠-٩]{{4}})?"
            r"\s*\(([^()\n]{2,40})\)\s*(?:--|[-–—ـ:])+\s*"
        )
    return _dated_pattern


def _record(text: str, place: str, agency: str | None, start: int, end: int) -> Dateline:
    return Dateline(place=place.strip() or None, agency=(agency or "").strip() or None, span=Span.cut(text, start, end))
