"""The numbers behind the charts of a dossier, apart from how they are drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from malaff.export.dossier.dates import Days, covered
from malaff.model import Dossier, Question, Stance

Unit = Literal["week", "month", "year"]

# More bars than this cannot be told apart on a narrow screen; the next wider unit is taken.
_MOST_BARS = 110
_OUTLETS = 12
_MOVEMENT = ("meeting", "agreement", "impasse")


class Stretch(NamedTuple):
    """A stance of one party over the days it holds."""

    stance: Stance
    days: Days


class Strip(NamedTuple):
    """The stances of one party on one question, in order."""

    party: str
    stretches: list[Stretch]


class Series(NamedTuple):
    """Counts over time: `starts` are the first days of the units, `counts` a list a name, `left_out` what fits none."""

    unit: Unit
    starts: list[date]
    counts: dict[str, list[int]]
    left_out: int


def period(dossier: Dossier) -> Days | None:
    """All days of the dossier: its period and everything dated in it, except what lies ahead; None without a date."""
    ends = [dossier.period.from_, dossier.period.to, dossier.state.until]
    ends += [article.published and article.published[:10] for article in dossier.articles]
    ends += [stance.from_ for party in dossier.parties for stance in party.stances]
    found = [days for days in map(covered, ends) if days is not None]
    return Days(min(days.first for days in found), max(days.last for days in found)) if found else None


def strips(dossier: Dossier, question: Question) -> list[Strip]:
    """The parties with a stance on `question`; an open end reaches to the end of the dossier's period."""
    whole = period(dossier)
    if whole is None:
        return []
    found = []
    for party in dossier.parties:
        stretches = []
        for stance in party.stances:
            if stance.question != question.id:
                continue
            first, last = covered(stance.from_), covered(stance.to)
            days = Days(first.first if first else whole.first, last.last if last else whole.last)
            stretches.append(Stretch(stance.stance, Days(max(days.first, whole.first), min(days.last, whole.last))))
        kept = [stretch for stretch in stretches if stretch.days.first <= stretch.days.last]
        if kept:
            found.append(Strip(party.name, kept))
    return found


def movement(dossier: Dossier) -> Series:
    """Meetings, agreements and impasses of the timeline a month (a year where there are too many months)."""
    dated: list[tuple[str, Days | None]] = [
        (event.kind, covered(event.date)) for event in dossier.timeline if event.kind in _MOVEMENT
    ]
    return _series(dated, _MOVEMENT, ("month", "year"))


def coverage(dossier: Dossier) -> Series:
    """Articles a week (a month or year where there are too many weeks)."""
    dated: list[tuple[str, Days | None]] = [("articles", covered(article.published)) for article in dossier.articles]
    return _series(dated, ("articles",), ("week", "month", "year"))


def outlets(dossier: Dossier) -> list[tuple[str | None, int]]:
    """Articles of each outlet, most first; None stands for articles without one."""
    counted: Counter[str | None] = Counter(article.outlet or None for article in dossier.articles)
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0] or ""))


def shortened(counts: list[tuple[str | None, int]]) -> tuple[list[tuple[str | None, int]], int]:
    """The outlets a chart has room for, and the articles of all others."""
    return counts[:_OUTLETS], sum(count for _, count in counts[_OUTLETS:])


def _series(dated: list[tuple[str, Days | None]], names: Iterable[str], units: tuple[Unit, ...]) -> Series:
    known = [days for _, days in dated if days is not None]
    if not known:
        return Series(units[0], [], {name: [] for name in names}, len(dated))
    first, last = min(days.first for days in known), max(days.last for days in known)
    for unit in units:
        starts = list(_starts(unit, first, last))
        if len(starts) <= _MOST_BARS:
            break
    counts = {name: [0] * len(starts) for name in names}
    place = {start: number for number, start in enumerate(starts)}
    left_out = 0
    for name, days in dated:
        # What is dated by a whole year belongs to no month of it.
        if days is None or _start(unit, days.first) != _start(unit, days.last):
            left_out += 1
        else:
            counts[name][place[_start(unit, days.first)]] += 1
    return Series(unit, starts, counts, left_out)


def _start(unit: Unit, day: date) -> date:
    """The first day of the unit that `day` falls in; weeks begin on Monday."""
    if unit == "week":
        return day - timedelta(days=day.weekday()) if day.toordinal() > day.weekday() else date.min
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _starts(unit: Unit, first: date, last: date) -> Iterator[date]:
    start = _start(unit, first)
    while start <= last:
        yield start
        start = following(unit, start)
        if start == date.max:
            return


def following(unit: Unit, start: date) -> date:
    """The first day of the next unit (the last day of the calendar where there is none)."""
    try:
        if unit == "week":
            return start + timedelta(days=7)
        if unit == "month" and start.month < 12:
            return start.replace(month=start.month + 1)
        return start.replace(year=start.year + 1, month=1)
    except (ValueError, OverflowError):
        return date.max
