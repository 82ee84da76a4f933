"""How many values of Microsoft Recognizers-Text's Arabic cases are read as it reads them.

    python benchmarks/time_cases.py PATH/TO/Specs/DateTime/Arabic [--all]

Prints the share of right values over DateParser and DatePeriodParser, by class, and the misses. The cases are
translated from English and follow other conventions, so each expected value is first put into those of docs/times.md;
what has no counterpart there is counted apart, not as right or wrong:

- a day number with no month (`سأعود في 15`) and two figures with no word that asks for a date (`4.22`): in the news
  these are counts, scores and prices;
- weekends; values that are no date in their own file (2016-11-31); first names of years in English order
  (`تسعة عشر ثمانية وعشرون` for 1928); a date told by years, months and days at once;
- what the translation or the engine means otherwise than the news does (OTHERWISE below);
- `يومي`, `أسبوعي` ("my day"), which in the news are `daily`, `weekly`.
"""

from __future__ import annotations

import argparse
import collections
import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

from malaff.arabic.words import Words
from malaff.reading.times import find_times

FILES = ("DateParser.json", "DatePeriodParser.json")
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
TENS_OF_YEARS = re.compile(r"تسعة عشر|ألفين والعشرات|من مواليد|في 1970$|العشرينيات|الألفين\s*$")
MINE = re.compile(r"\bيومي\b|سبوعي\b")
# what the translator or the engine means otherwise than the news does: "next Sunday" as the one after this week's,
# "last September" as last year's, "last day" as yesterday, "the next month" as the one after next, a weekday's number
# with no month, an American date
OTHERWISE = re.compile(
    r"^(?:الأحد القادم|سبتمبر الماضي|آخر يوم|الشهر التالي|العام التالي|08/12, .*|\S+ (?:الأول|الثاني|الثالث)|الإسبوع"
    r"|في السبعينيات القرن.*|السبعينيات القرن.*|ألفين|1970|1 شهر, .*)$"
)


def resolutions(value: dict[str, Any]) -> list[list[str]]:
    """Past and future resolution, each as its days."""
    return [list((value.get(side) or {}).values()) for side in ("PastResolution", "FutureResolution")]


def day_before(day: str) -> str:
    """The last day of a span whose end is given as the day after it."""
    return (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()


def expected(text: str, value: dict[str, Any]) -> tuple[str, set[str]]:
    """Class and acceptable values of one case, in the conventions of docs/times.md; none where not comparable."""
    timex = value["Timex"]
    past, future = resolutions(value)
    days = {d for side in (past, future) for d in side}
    if "0001-01-01" in days or "-WE" in timex or any(way.search(text) for way in (MINE, OTHERWISE, TENS_OF_YEARS)):
        return "other conventions", set()
    if timex.startswith("XXXX-XX-") or re.search(r"\d\s*(?:شهر|سنة|عام).*\bو", text) or "شهر و" in text:
        return "other conventions", set()
    if re.fullmatch(r"\d{1,2}[./-]\d{1,2}", text) or re.fullmatch(r"\d{4}\.\d", text):
        return "bare figures", set()
    if "SU" in timex or "SP" in timex:
        year = timex[:4] if timex[:4].isdigit() else ""
        first, last = SEASONS["SU" if "SU" in timex else "SP"]
        return "seasons", {f"{year}-{first:02d}/{year}-{last:02d}"} if year else set()
    if timex.startswith("("):
        return interval(text, timex, past, future)
    if re.fullmatch(r"(?:\d{4}|XXXX)-\d\d-W\d\d", timex):  # a part of a unit takes the unit
        if re.search(r"عام|العام", text):
            return "weeks of a year", {past[0][:4] if timex[5:7] != "01" else timex[:4]}
        return "weeks of a month", {d[:7] for d in days}
    if re.fullmatch(r"XXXX-\d\d-\d\d", timex) and len(past) == 2:
        return "other conventions", set()
    if re.search(r"بضعة", text):
        return "vague", {"PAST", "FUTURE"}
    if re.search(r"\bقبل\b.*(?:عام|سنة)", text):
        return "relative", {d[:4] for d in days}
    if re.search(r"\bقبل\b.*شهر", text):
        return "relative", {d[:7] for d in days}
    if re.fullmatch(r"XXXX-\d\d", timex):
        return "months", {side[0][:7] for side in (past, future)}
    if re.fullmatch(r"\d{4}(?:-W\d\d|-\d\d)?", timex):
        return "months, weeks, years", {timex}
    return "days", days


def interval(text: str, timex: str, past: list[str], future: list[str]) -> tuple[str, set[str]]:
    """An interval: of days as written, of years as years, of a run of months or weeks as a length of time."""
    length = timex.rstrip(")").split(",")[-1]
    sides = [side for side in (past, future) if len(side) == 2]
    if re.search(r"العقد القادم|السبعين|الأربعين|سبعينيات", text):
        return "decades", {f"{s[0][:4]}/{int(s[1][:4]) - 1}" for s in sides}
    if "عقد" in text or "عقود" in text:
        return "runs", {f"P{int(length[1:-1])}Y"}
    if re.search(r"^(?:من |بين )?(?:\d{4}|ألفين)\s*(?:-|إلى|حتى)", text):
        return "years", {f"{s[0][:4]}/{s[1][:4]}" for s in sides}
    if "بعد" in text or "خلال" in text or "القليلة" in text:
        return "other conventions", set()
    if re.search(r"أشهر|أسابيع|سنوات", text):
        return "runs", {length}
    if "الربع" in text or re.search(r"يومين|أيام", text):
        return "quarters, days", {f"{s[0]}/{day_before(s[1])}" for s in sides}
    if "نهاية" in text or length == "P0D":
        return "other conventions", set()
    return "intervals", {"/".join(s) for s in sides}


def main() -> None:
    """Reads the cases and prints shares and misses."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--all", action="store_true", help="print the cases that are not comparable, too")
    args = parser.parse_args()
    right, total, apart = collections.Counter[str](), collections.Counter[str](), collections.Counter[str]()
    for name in FILES:
        for case in json.loads((args.path / name).read_text(encoding="utf-8-sig")):
            today = dt.date.fromisoformat(case["Context"]["ReferenceDateTime"][:10])
            for result in case["Results"]:
                kind, wanted = expected(result["Text"], result["Value"])
                found = [time.value for time in find_times(Words(case["Input"]), today)]
                if not wanted:
                    apart[kind] += 1
                    if args.all:
                        print(f"apart  {case['Input']} | {result['Value']['Timex']} | {found}")
                    continue
                total[kind] += 1
                if wanted & set(found):
                    right[kind] += 1
                else:
                    print(f"missed {kind}: {case['Input']} | {today} | wanted {sorted(wanted)} | read {found}")
    for kind in sorted(total):
        print(f"{kind:24} {right[kind]:3} of {total[kind]:3}")
    print(f"not comparable           {apart.total():3} {dict(apart)}")
    print(f"right                    {right.total():3} of {total.total():3}: {right.total() / total.total():.3f}")


if __name__ == "__main__":
    main()
