"""A dossier as one self-contained HTML page: no script, no request to anywhere, evidence folded under each item.

The frame runs in the direction of its language; what the coverage says stands in elements of its own direction, and
everything that comes from it is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from malaff.export.dossier.charts import Chart, charts
from malaff.export.dossier.items import Citation, Item, Note, Section
from malaff.export.dossier.outline import Outline, outline
from malaff.export.dossier.state import Fact
from malaff.export.dossier.text import direction
from malaff.export.dossier.words import Wording
from malaff.model import Dossier

# Sections that are long and looked into rather than read: folded until they are asked for.
_FOLDED = frozenset(("statements", "articles", "reprints"))
# Items a card of the state shows at once.
_LISTED = 4

_HEAD = """<!DOCTYPE html>
<html lang="%(lang)s" dir="%(dir)s">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>%(title)s</title>
<style>
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fdfcf9; --faint: #5d5a54; --line: #d9d4c9;
  --card: #f4f1ea; --accent: #1d5b79; --alarm: #a3261b; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece8df; --paper: #191815; --faint: #a8a296; --line: #3d3a34;
  --card: #23211d; --accent: #8fc4de; --alarm: #ff9d8f; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 56rem; padding: 1rem; color: var(--ink); background: var(--paper);
  font: 1.05rem/1.8 "Noto Naskh Arabic", "Amiri", "Geeza Pro", "Traditional Arabic", serif;
  overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.4; } h2 { margin-block: 2.5rem .8rem; border-block-end: 2px solid var(--line); }
p { margin-block: .3rem; } a { color: var(--accent); }
nav { display: flex; flex-wrap: wrap; gap: .2rem 1rem; font-size: .95em; padding-block: .6rem; }
.faint, .notes, summary, cite { color: var(--faint); font-size: .88em; font-style: normal; }
.cards { columns: 19rem 2; column-gap: .8rem; }
.card { background: var(--card); border-radius: .4rem; padding: .7rem 1rem; margin-block-end: .8rem;
  break-inside: avoid; }
h3 { margin: 0; font-size: 1em; } .card > h3 { color: var(--accent); } .card ul { padding-inline-start: 1.1rem; }
.card.alarm > h3, .alarm > .label { color: var(--alarm); }
.label { font-weight: 700; }
ol.items, ul { padding-inline-start: 1.8rem; } li { margin-block: .9rem; } .card li, .cited li { margin-block: .5rem; }
.text, blockquote { white-space: pre-line; } blockquote { margin: .3rem 0 0; }
.cited { border-inline-start: 3px solid var(--line); padding-inline-start: 1rem; list-style: none;
  margin-block: .3rem; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%%, 16rem), 1fr)); gap: .8rem;
  list-style: none; padding: 0; }
.sides > li { background: var(--card); border-radius: .4rem; padding: .5rem .9rem; margin: 0; }
figure { margin: 1.6rem 0; } figcaption { font-weight: 700; } svg { display: block; margin-block: .6rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .9em; }
th, td { border: 1px solid var(--line); padding: .15rem .6rem; text-align: start; }
li:target { outline: 3px solid #c77700; }
@media print { nav { display: none; } details > * { display: block; } .card { border: 1px solid var(--line); } }
</style>
</head>
<body>
"""


def page(dossier: Dossier, *, language: str | Wording = "ar") -> str:
    """The whole dossier.

    Args:
        dossier: the file.
        language: of labels and dates, and the direction of the frame: `ar` or `en`, or a whole `Wording`.
    """
    wording = Wording.of(language)
    return _Page(wording).whole(outline(dossier, wording), charts(dossier, language=wording))


class _Page:
    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        # Content of a page in English is marked as Arabic, for fonts and for those who have it read to them.
        self._lang = "" if wording.rtl else ' lang="ar"'
        self._articles: dict[str, str] = {}

    def whole(self, laid: Outline, drawn: list[Chart]) -> str:
        listed = (section for section in laid.sections if section.key == "articles")
        articles = (item for section in listed for item in section.items)
        self._articles = {article.key: f"articles-{number}" for number, article in enumerate(articles, 1)}
        frame = {
            "lang": self._wording.language,
            "dir": "rtl" if self._wording.rtl else "ltr",
            "title": escape(laid.name),
        }
        parts = [_HEAD % frame, self._header(laid, bool(drawn)), "<main>\n", self._state(laid.state)]
        if drawn:
            parts.append(f'<section id="charts">\n<h2>{self._part("charts")}</h2>\n')
            parts += [self._figure(chart) for chart in drawn]
            parts.append("</section>\n")
        parts += [self._section(section) for section in laid.sections]
        return "".join([*parts, "</main>\n</body>\n</html>\n"])

    # -- head ------------------------------------------------------------------------------------------------------

    def _header(self, laid: Outline, drawn: bool) -> str:
        links = [("state", self._part("state"))]
        links += [("charts", self._part("charts"))] if drawn else []
        links += [(section.key, escape(section.label)) for section in laid.sections]
        about = f"<p>{self._wording.word('about')}: {self._listed(laid.about)}</p>\n" if laid.about else ""
        period = f'<p class="faint">{escape(laid.period)}</p>\n' if laid.period else ""
        questions = "".join(f"<li>{self._block('div', question)}</li>\n" for question in laid.questions)
        asked = f"<p>{self._part('questions')}:</p>\n<ol>\n{questions}</ol>\n" if questions else ""
        menu = "\n".join(f'<a href="#{key}">{label}</a>' for key, label in links)
        return f"<header>\n{self._block('h1', laid.name)}\n{period}{about}{asked}<nav>\n{menu}\n</nav>\n</header>\n"

    def _state(self, facts: Iterable[Fact]) -> str:
        cards = "".join(map(self._card, facts))
        return f'<section id="state">\n<h2>{self._part("state")}</h2>\n<div class="cards">\n{cards}</div>\n</section>\n'

    def _card(self, fact: Fact) -> str:
        sentences = "".join(f"<p>{escape(sentence)}</p>\n" for sentence in fact.sentences)
        first, more = (self._bullets(items) for items in (fact.items[:_LISTED], fact.items[_LISTED:]))
        count = self._wording.number(len(fact.items) - _LISTED)
        rest = f"<details><summary>{self._wording.word('more')} ({count})</summary>\n{more}</details>\n" if more else ""
        alarm = " alarm" if fact.warning else ""
        return f'<div class="card{alarm}">\n<h3>{fact.label}</h3>\n{sentences}{first}{rest}</div>\n'

    def _bullets(self, items: Iterable[Item]) -> str:
        entries = "".join(f"<li>{self._item(item)}</li>\n" for item in items)
        return f"<ul>\n{entries}</ul>\n" if entries else ""

    def _figure(self, chart: Chart) -> str:
        caption = f"{escape(chart.title)}: {self._inline(chart.subject)}" if chart.subject else escape(chart.title)
        header = "".join(f'<th scope="col">{escape(name)}</th>' for name in chart.header)
        rows = "".join(
            f"<tr>{''.join(f'<td><bdi>{escape(cell)}</bdi></td>' for cell in row)}</tr>\n" for row in chart.rows
        )
        return (
            f'<figure id="chart-{chart.key}">\n<figcaption>{caption}</figcaption>\n'
            f'<p class="faint">{escape(chart.about)}</p>\n{chart.svg}\n'
            f"<details><summary>{self._wording.word('table_behind')}</summary>\n"
            f'<div class="wide"><table>\n<thead><tr>{header}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n'
            "</details>\n</figure>\n"
        )

    # -- sections --------------------------------------------------------------------------------------------------

    def _section(self, section: Section) -> str:
        items = "".join(
            f'<li id="{section.key}-{number}">{self._item(item, sides=section.key == "contradictions")}</li>\n'
            for number, item in enumerate(section.items, 1)
        )
        body = f'<ol class="items">\n{items}</ol>\n'
        count = self._wording.number(len(section.items))
        if section.key in _FOLDED:
            body = f"<details><summary>{escape(section.label)} ({count})</summary>\n{body}</details>\n"
        return f'<section id="{section.key}">\n<h2>{escape(section.label)} ({count})</h2>\n{body}</section>\n'

    def _item(self, item: Item, *, sides: bool = False) -> str:
        # Where there is neither date nor name, the text itself is the head.
        headed = not (item.date or item.who)
        head = [self._inline(item.text)] if headed else []
        if item.date:
            head.append(f"<b><bdi>{escape(item.date)}</bdi></b>")
        if item.label:
            head.append(f'<span class="label">{escape(item.label)}</span>')
        if item.who:
            head.append(self._listed(item.who))
        alarm = ' class="alarm"' if item.warning else ""
        tag = "h3" if headed else "p"
        parts = [f"<{tag}{alarm}>{' · '.join(head)}</{tag}>\n"]
        if not headed:
            parts.append(self._block("p", item.text, css="text"))
        if item.notes:
            notes = " · ".join(map(self._note, item.notes))
            parts.append(f'<p class="notes">{notes}</p>\n')
        if item.citations:
            parts.append(self._evidence(item.citations))
        if item.parts:
            inner = self._bullets(item.parts)
            parts.append(inner.replace("<ul>", '<ul class="sides">', 1) if sides else inner)
        return "".join(parts)

    def _note(self, note: Note) -> str:
        said = f"{escape(note.label)}: {self._listed(note.values)}" if note.values else escape(note.label)
        return f"{said} (<bdi>{escape(note.when)}</bdi>)" if note.when else said

    def _evidence(self, citations: tuple[Citation, ...]) -> str:
        count = self._wording.number(len(citations))
        cited = "".join(f"<li>{''.join(self._citation(citation))}</li>\n" for citation in citations)
        return (
            f"<details><summary>{self._wording.word('evidence')} ({count})</summary>\n"
            f'<ul class="cited">\n{cited}</ul></details>\n'
        )

    def _citation(self, citation: Citation) -> Iterator[str]:
        if citation.label:
            yield f'<span class="label">{escape(citation.label)}</span>\n'
        yield self._block("blockquote", citation.text)
        anchor = self._articles.get(citation.article)
        reference = f'<bdi dir="ltr">{escape(citation.reference)}</bdi>'
        where = [f'<a href="#{anchor}">{reference}</a>' if anchor else reference]
        where += [self._inline(part) for part in (citation.outlet, citation.title) if part]
        where += [f"<bdi>{escape(citation.day)}</bdi>"] if citation.day else []
        yield f"<cite>{' · '.join(where)}</cite>"

    # -- words -----------------------------------------------------------------------------------------------------

    def _part(self, key: str) -> str:
        return escape(self._wording.label("part", key))

    def _inline(self, text: str) -> str:
        return f'<bdi dir="{direction(text)}"{self._lang}>{escape(text)}</bdi>'

    def _listed(self, values: Iterable[str]) -> str:
        return self._wording.comma.join(map(self._inline, values))

    def _block(self, tag: str, text: str, *, css: str = "") -> str:
        look = f' class="{css}"' if css else ""
        return f'<{tag}{look} dir="{direction(text)}"{self._lang}>{escape(text)}</{tag}>\n'
