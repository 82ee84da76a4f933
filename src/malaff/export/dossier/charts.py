"""Charts of a dossier: pure functions from its records to an SVG drawing and the table behind it.

Time runs in the direction of reading: from right to left in Arabic, from left to right in English.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from malaff.export.dossier import figures
from malaff.export.dossier.dates import Days
from malaff.export.dossier.figures import Series, Strip
from malaff.export.dossier.svg import Canvas
from malaff.export.dossier.text import shown
from malaff.export.dossier.words import Wording
from malaff.model import Dossier, Question

# What each stance and each kind of movement is filled with; see svg.FILLS.
_STANCE_FILLS = {"support": "solid", "oppose": "stripes", "conditional": "dots", "unclear": "lines"}
_MOVEMENT_FILLS = {"meeting": "solid", "agreement": "cross", "impasse": "stripes"}
_ROW, _BAR, _AXIS, _PLOT = 44, 16, 26, 120  # pixels down
_LEGEND = 22
_LONGEST = 26  # characters of a party's or outlet's name there is room for on a telephone
_TICKS = 5  # labels of months that fit beside each other there
_LABELLED = 14  # bars that have room for their number
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)  # months between two labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing with what it shows: `header` and `rows` are the same figures as a table, dates written out.

    `title` and `about` are malaff's words, `subject` those of the dossier (the question of a chart of stances).
    """

    key: str
    title: str
    subject: str = ""
    about: str
    svg: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def charts(dossier: Dossier, *, language: str | Wording = "ar") -> list[Chart]:
    """All charts that have something to show: stances by question, movement, coverage, outlets."""
    drawn = [stances(dossier, question, language=language) for question in dossier.questions]
    drawn += [draw(dossier, language=language) for draw in (movement, coverage, outlets)]
    return [chart for chart in drawn if chart is not None]


def stances(dossier: Dossier, question: Question, *, language: str | Wording = "ar") -> Chart | None:
    """A strip for each party with a stance on `question`; None where nobody has one."""
    wording = Wording.of(language)
    whole, strips = figures.period(dossier), figures.strips(dossier, question)
    if whole is None or not strips:
        return None
    # Ids of questions are the user's own words; the place is safe to name elements by.
    key = f"stances-{dossier.questions.index(question) + 1}" if question in dossier.questions else "stances"
    legend = {_stance(name, wording): fill for name, fill in _STANCE_FILLS.items()}
    canvas = Canvas(name=key, height=_LEGEND + _ROW * len(strips) + _AXIS, rtl=wording.rtl)
    _legend(canvas, legend)
    # The marks of time first, so that names stand over them.
    _months(canvas, whole, top=_LEGEND, bottom=_LEGEND + _ROW * len(strips), wording=wording)
    for number, strip in enumerate(strips):
        _strip(canvas, strip, whole, top=_LEGEND + number * _ROW, wording=wording)
    title, subject = wording.word("stance_chart"), shown(question.text)
    return Chart(
        key=key,
        title=title,
        subject=subject,
        about=wording.word("stance_chart_about"),
        svg=canvas.drawing(title=f"{title}: {subject}", about=wording.word("stance_chart_about")),
        header=tuple(wording.word(word) for word in ("party", "stance", "from", "to")),
        rows=tuple(
            (shown(strip.party), _stance(part.stance, wording), *(wording.day(day) for day in part.days))
            for strip in strips
            for part in strip.stretches
        ),
    )


def movement(dossier: Dossier, *, language: str | Wording = "ar") -> Chart | None:
    """Meetings against agreements and impasses; None where there are none."""
    series = figures.movement(dossier)
    return _columns("movement", series, _MOVEMENT_FILLS, "development", Wording.of(language))


def coverage(dossier: Dossier, *, language: str | Wording = "ar") -> Chart | None:
    """Articles over time; None where no article has a day."""
    return _columns("coverage", figures.coverage(dossier), {"articles": "solid"}, "part", Wording.of(language))


def outlets(dossier: Dossier, *, language: str | Wording = "ar") -> Chart | None:
    """Articles by outlet; None where there are no articles."""
    wording = Wording.of(language)
    counts = figures.outlets(dossier)
    if not counts:
        return None
    some, others = figures.shortened(counts)
    bars = [(shown(outlet) or wording.word("no_outlet"), count) for outlet, count in some]
    if others:
        bars.append((wording.word("other_outlets"), others))
    most = max(count for _, count in bars)
    canvas = Canvas(name="outlets", height=_ROW * len(bars), rtl=wording.rtl)
    for number, (outlet, count) in enumerate(bars):
        top = number * _ROW
        canvas.text(_cut(outlet), at=0, baseline=top + 16)
        canvas.text(wording.number(count), at=100, baseline=top + 16, side="end")
        canvas.bar(
            "solid",
            at=0,
            size=100 * count / most,
            top=top + 22,
            height=_BAR,
            about=f"{outlet}: {wording.number(count)}",
        )
    return Chart(
        key="outlets",
        title=wording.word("outlet_chart"),
        about=wording.word("outlet_chart_about"),
        svg=canvas.drawing(title=wording.word("outlet_chart"), about=wording.word("outlet_chart_about")),
        header=(wording.word("outlet"), wording.label("part", "articles")),
        rows=tuple((shown(outlet) or wording.word("no_outlet"), wording.number(count)) for outlet, count in counts),
    )


# -- strips --------------------------------------------------------------------------------------------------------


def _strip(canvas: Canvas, strip: Strip, whole: Days, *, top: float, wording: Wording) -> None:
    canvas.text(_cut(shown(strip.party)), at=0, baseline=top + 16)
    # Where it stands, in words: the last stance, and the one before it.
    latest = [_stance(stretch.stance, wording) for stretch in strip.stretches[-2:]]
    canvas.text(f" {wording.arrow} ".join(latest), at=100, baseline=top + 16, side="end", size=12)
    for stretch in strip.stretches:
        at, end = _share(stretch.days.first, whole), _share(stretch.days.last, whole, after=True)
        when = f"{wording.day(stretch.days.first)} – {wording.day(stretch.days.last)}"
        about = f"{shown(strip.party)}: {_stance(stretch.stance, wording)}, {when}"
        fill = _STANCE_FILLS[stretch.stance]
        canvas.bar(fill, at=at, size=max(end - at, 0.4), top=top + 22, height=_BAR, about=about)


def _stance(name: str, wording: Wording) -> str:
    return wording.label("stance", name)


# -- columns -------------------------------------------------------------------------------------------------------


def _columns(key: str, series: Series, fills: dict[str, str], group: str, wording: Wording) -> Chart | None:
    """Bars side by side for each unit of time."""
    most = max((count for counts in series.counts.values() for count in counts), default=0)
    if not most:
        return None
    labels = {name: wording.label(group, name) for name in fills}
    head = _LEGEND if len(fills) > 1 else 0
    top, bottom = head + 18, head + 18 + _PLOT
    canvas = Canvas(name=key, height=bottom + _AXIS, rtl=wording.rtl)
    if head:
        _legend(canvas, {labels[name]: fill for name, fill in fills.items()})
    last = figures.following(series.unit, series.starts[-1])
    whole = Days(series.starts[0], date.fromordinal(last.toordinal() - 1))
    numbered = len(series.starts) * len(fills) <= _LABELLED
    if not numbered:
        canvas.line(at=0, to=100, top=top, bottom=top, faint=True)
        canvas.text(wording.number(most), at=0, baseline=top - 4, size=12)
    room = 100 / len(series.starts)
    width = min(room * 0.8, 12.0) / len(fills)
    for place, start in enumerate(series.starts):
        begin = (place + 0.5) * room - width * len(fills) / 2
        for number, (name, fill) in enumerate(fills.items()):
            if not (count := series.counts[name][place]):
                continue
            height = _PLOT * count / most
            at = begin + number * width
            about = f"{_when(series.unit, start, wording)}: {labels[name]} {wording.number(count)}"
            canvas.bar(fill, at=at, size=width, top=bottom - height, height=height, about=about)
            if numbered:
                middle = at + width / 2
                number_top = bottom - height - 4
                canvas.text(wording.number(count), at=middle, baseline=number_top, side="middle", size=12)
    canvas.line(at=0, to=100, top=bottom, bottom=bottom)
    _months(canvas, whole, top=bottom, bottom=bottom, wording=wording)
    rows = [
        (_when(series.unit, start, wording), *(wording.number(series.counts[name][place]) for name in fills))
        for place, start in enumerate(series.starts)
    ]
    about = wording.word(f"{key}_chart_about")
    if series.left_out:
        about += f" {wording.word('not_drawn')}: {wording.number(series.left_out)}."
    title = wording.word(f"{key}_chart")
    return Chart(
        key=key,
        title=title,
        about=about,
        svg=canvas.drawing(title=title, about=about),
        header=(wording.word(series.unit), *labels.values()),
        rows=tuple(rows),
    )


def _when(unit: figures.Unit, start: date, wording: Wording) -> str:
    if unit == "week":
        return wording.day(start)
    return wording.written(start.strftime("%Y-%m") if unit == "month" else f"{start.year:04}")


# -- axes and legends ----------------------------------------------------------------------------------------------


def _legend(canvas: Canvas, fills: dict[str, str]) -> None:
    """Each fill with its word, side by side."""
    room = 100 / len(fills)
    for number, (label, fill) in enumerate(fills.items()):
        canvas.bar(fill, at=number * room, size=4, top=2, height=12)
        canvas.text(label, at=number * room + 5, baseline=13, size=12)


def _months(canvas: Canvas, whole: Days, *, top: float, bottom: float, wording: Wording) -> None:
    """Marks at the beginnings of months (or years), as many as there is room to name."""
    canvas.line(at=0, to=100, top=bottom, bottom=bottom)
    for number, (day, label) in enumerate(_ticks(whole, wording)):
        at = _share(day, whole)
        canvas.line(at=at, to=at, top=top, bottom=bottom + 5, faint=True)
        # Names begin at their mark; close to the end there is no room for that.
        canvas.text(label, at=at, baseline=bottom + 18, side="start" if at < 88 or not number else "end", size=12)


def _ticks(whole: Days, wording: Wording) -> Iterator[tuple[date, str]]:
    first, last = _month(whole.first), _month(whole.last)
    step = next((step for step in _STEPS if (last - first) / step < _TICKS), _STEPS[-1])
    begin = -(-first // step) * step if step >= 12 else first
    named = None
    for month in range(begin, last + 1, step):
        day = max(date(month // 12, month % 12 + 1, 1), whole.first)
        year = wording.number(f"{day.year}")
        if step >= 12:
            yield day, year
        else:  # the year is named once
            month_name = wording.month(day.month, short=True)
            yield day, month_name if named == day.year else f"{month_name} {year}"
        named = day.year


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _share(day: date, whole: Days, *, after: bool = False) -> float:
    """Where the beginning of `day` (`after`: its end) lies in the days, in per cent."""
    days = (whole.last - whole.first).days + 1
    return 100 * ((day - whole.first).days + after) / days


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1].rstrip()}…"
