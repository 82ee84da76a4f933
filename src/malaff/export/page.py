"""HTML: one self-contained page, right to left, what was found marked in the text in layers.

No script, no request to anywhere: layers are switched by check boxes and CSS, evidence is folded in `<details>`.
Everything that comes from an article is escaped.
"""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from malaff.export.pieces import evidence, sentence_around, speaker_label
from malaff.model import Reading, ReadingError, Span, Statement

# Layer: its CSS class and its label.
_LAYERS = {
    "s": "التصريحات",
    "c": "أفعال القول",
    "w": "المتحدثون",
    "v": "الوسيط",
    "t": "التواريخ",
    "d": "المستجدات",
    "p": "المواقف",
}
_WORDS = {
    "person": "شخص", "organisation": "جهة", "group": "مجموعة", "anonymous": "مصدر لم يُسمَّ",
    "direct": "مباشر", "indirect": "غير مباشر", "mixed": "مختلط",
    "assert": "إفادة", "announce": "إعلان", "deny": "نفي", "demand": "مطالبة", "commit": "تعهد", "warn": "تحذير",
    "accuse": "اتهام", "support": "تأييد", "reject": "رفض", "expect": "توقع", "ask": "سؤال", "doubt": "تشكيك",
    "meeting": "لقاء", "agreement": "اتفاق", "impasse": "تعثر", "plan": "خطوة مقبلة",
    "oppose": "معارضة", "conditional": "مشروط", "unclear": "غير واضح",
}  # fmt: skip

_HEAD = """<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%s</title>
<style>
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fdfcf9; --faint: #5d5a54; --line: #d9d4c9;
  --s: #fff0b8; --t: #cfe6ff; --d: #ffd9cf; --p: #d9f2d5; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece8df; --paper: #191815; --faint: #a8a296; --line: #3d3a34;
  --s: #4a3f13; --t: #17395c; --d: #5a2a1c; --p: #20421b; } }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; color: var(--ink); background: var(--paper);
  font: 1.1rem/1.9 "Noto Naskh Arabic", "Amiri", "Geeza Pro", "Traditional Arabic", serif; }
h1, h2, h3 { line-height: 1.4; } .about, summary, .traits { color: var(--faint); font-size: .85em; }
article { border-block-start: 1px solid var(--line); padding-block: 1rem; }
ol, ul { padding-inline-start: 1.6rem; } li { margin-block: .6rem; } blockquote { margin: .2rem 0; }
.layers { position: sticky; inset-block-start: 0; background: var(--paper); padding-block: .4rem; font-size: .9em; }
.layers label { margin-inline-end: 1rem; white-space: nowrap; } .error { color: #a3261b; }
mark { background: var(--s); color: inherit; }
#layer-s:checked ~ main .s { background: var(--s); } #layer-d:checked ~ main .d { background: var(--d); }
#layer-s:checked ~ main .s.d { background: linear-gradient(var(--s) 60%%, var(--d) 60%%); }
#layer-c:checked ~ main .c { text-decoration: underline 2px; } #layer-w:checked ~ main .w { font-weight: 700; }
#layer-v:checked ~ main .v { text-decoration: underline dashed; }
#layer-t:checked ~ main .t { background: var(--t); } #layer-p:checked ~ main .p { outline: 2px solid var(--p); }
:target { outline: 3px solid #c77700; }
@media print { .layers, input { display: none; } details > * { display: block; } }
</style>
</head>
<body>
"""


class _Mark(NamedTuple):
    start: int
    end: int
    layer: str
    anchor: str | None


class HtmlWriter:
    """Readings as one HTML page.

    Args:
        title: the page's title.
    """

    def __init__(self, *, title: str = "ملف") -> None:
        self._title = title
        self._begun = False
        self._count = 0

    def item(self, item: Reading | ReadingError) -> str:
        head = self._begin()
        self._count += 1
        if isinstance(item, ReadingError):
            where = f"{item.source}:{item.line}" if item.line is not None else item.source
            body = f'<p class="error" dir="auto">{escape(where)}: [{item.code}] {escape(item.message)}</p>\n'
        else:
            body = _article(item, f"a{self._count}")
        return head + body

    def end(self) -> str:
        return self._begin() + "</main>\n</body>\n</html>\n"

    def _begin(self) -> str:
        if self._begun:
            return ""
        self._begun = True
        boxes = "".join(f'<input type="checkbox" id="layer-{layer}" checked hidden>' for layer in _LAYERS)
        labels = "".join(
            f'<label for="layer-{layer}" class="{layer}">{name}</label>' for layer, name in _LAYERS.items()
        )
        return f'{_HEAD % escape(self._title)}{boxes}\n<nav class="layers">{labels}</nav>\n<main>\n'


def _article(reading: Reading, anchor: str) -> str:
    about = [reading.outlet, reading.published, reading.author, *reading.sections]
    shown = " · ".join(f"<bdi>{escape(part)}</bdi>" for part in about if part)
    if reading.url and reading.url.startswith(("http://", "https://")):
        shown += f' · <a href="{escape(reading.url)}" rel="noopener noreferrer"><bdi>{escape(reading.url)}</bdi></a>'
    parts = [
        f'<article id="{anchor}">\n<h2>{escape(reading.title or reading.id)}</h2>\n<p class="about">{shown}</p>\n',
        _text(reading, anchor),
        _list(
            "التصريحات",
            [_statement(reading, s, f"{anchor}-s{n}") for n, s in enumerate(reading.statements)],
        ),
        _list(
            "المستجدات",
            [
                _entry(reading, f"{anchor}-d{n}", f"{_WORDS[d.kind]} {d.value or ''}", "، ".join(d.actors), d.span)
                for n, d in enumerate(reading.developments)
            ],
        ),
        _list(
            "المواقف",
            [
                _entry(reading, f"{anchor}-p{n}", f"{p.holder} · {_WORDS[p.stance]}", p.target.text, p.evidence)
                for n, p in enumerate(reading.positions)
            ],
        ),
        "</article>\n",
    ]
    return "".join(parts)


def _list(name: str, items: list[str]) -> str:
    return f"<h3>{name}</h3>\n<ol>\n{''.join(items)}</ol>\n" if items else ""


def _statement(reading: Reading, statement: Statement, anchor: str) -> str:
    role = f"، {escape(statement.speaker_role)}" if statement.speaker_role else ""
    traits = [_WORDS[statement.kind], _WORDS[statement.act], _WORDS[statement.type], f"{statement.confidence:.2f}"]
    via = f" · {escape(statement.via.text)}" if statement.via else ""
    spans = [span for span in (statement.content, statement.content2) if span is not None]
    said = " … ".join(escape(span.text) for span in spans)
    start, end, pieces = evidence(reading, statement)
    around = "".join(f"<mark>{escape(piece)}</mark>" if inside else escape(piece) for piece, inside in pieces)
    return (
        f"<li><b>{escape(speaker_label(statement))}</b>{role} "
        f'<span class="traits">{" · ".join(traits)}{via}</span>\n<blockquote>{said}</blockquote>\n'
        f"<details><summary><bdi>{start}–{end}</bdi></summary>"
        f'<p>{around} <a href="#{anchor}">↑</a></p></details></li>\n'
    )


def _entry(reading: Reading, anchor: str, head: str, text: str, span: Span) -> str:
    start, end = sentence_around(reading, span)
    before, after = escape(reading.text[start : span.start]), escape(reading.text[span.end : end])
    return (
        f"<li><b>{escape(head.strip())}</b> {escape(text)}\n<details><summary><bdi>{span.start}–{span.end}</bdi>"
        f'</summary><p>{before}<mark>{escape(span.text)}</mark>{after} <a href="#{anchor}">↑</a></p></details></li>\n'
    )


def _marks(reading: Reading, anchor: str) -> list[_Mark]:
    marks: list[_Mark] = []

    def add(span: Span | None, layer: str, name: str | None = None) -> None:
        if span is not None and span.start < span.end:
            marks.append(_Mark(span.start, span.end, layer, name))

    for number, statement in enumerate(reading.statements):
        add(statement.content, "s", f"{anchor}-s{number}")
        add(statement.content2, "s")
        add(statement.cue, "c")
        add(statement.speaker, "w")
        add(statement.via, "v")
    for expression in reading.times:
        add(expression.span, "t")
    for number, development in enumerate(reading.developments):
        add(development.span, "d", f"{anchor}-d{number}")
    for number, position in enumerate(reading.positions):
        add(position.evidence, "p", f"{anchor}-p{number}")
    return marks


def _text(reading: Reading, anchor: str) -> str:
    """The body, cut wherever a mark begins or ends; each piece carries the classes of all marks over it."""
    text = reading.text
    marks = _marks(reading, anchor)
    opening: dict[int, list[_Mark]] = {}
    closing: dict[int, list[_Mark]] = {}
    for mark in marks:
        opening.setdefault(mark.start, []).append(mark)
        closing.setdefault(mark.end, []).append(mark)
    inner = {at for pair in reading.paragraphs for at in pair}
    cuts = sorted({*opening, *closing, *inner})
    depth = dict.fromkeys(_LAYERS, 0)
    paragraphs: list[str] = []
    position = 0
    for start, end in reading.paragraphs:
        out: list[str] = []
        while position < len(cuts) and cuts[position] <= end:
            at = cuts[position]
            for mark in closing.get(at, ()):
                depth[mark.layer] -= 1
            for mark in opening.get(at, ()):
                depth[mark.layer] += 1
                if mark.anchor:
                    out.append(f'<a id="{mark.anchor}"></a>')
            if at == end:
                # What opens right here belongs to what follows; the cut is done with.
                position += 1
                break
            following = min(cuts[position + 1], end) if position + 1 < len(cuts) else end
            position += 1
            if at >= start:
                classes = " ".join(layer for layer, count in depth.items() if count)
                piece = escape(text[at:following])
                out.append(f'<span class="{classes}">{piece}</span>' if classes else piece)
        paragraphs.append(f"<p>{''.join(out)}</p>\n")
    return "".join(paragraphs)
