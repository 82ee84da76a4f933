"""The page designs of the demo story: a source and its outlet become the bytes of a page.

A design is a template in `designs/`. `$name` stands for a value; what stands between `<!--each WHAT-->` and
`<!--/each-->` is repeated for each item of WHAT (menu, sections, tags, related, paragraphs, or `stories COUNT SKIP`:
headlines that belong to no article), with `{item}`, `{n}`, and for headlines `{lead}` and `{path}` filled in.
"""

from __future__ import annotations

import datetime
import html
import json
import re
from pathlib import Path
from string import Template
from typing import Any

from story_src.gold import Source

DESIGNS = Path(__file__).parent / "designs"
EACH = re.compile(r"<!--each (\w+)(?: (\d+) (\d+))?-->(.*?)<!--/each-->", re.DOTALL)
WEEKDAYS = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
LEVANT = ["كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"]
EGYPT = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"]
MAGHREB = ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان"]
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

Outlet = dict[str, Any]
Story = tuple[str, str]


def esc(text: str) -> str:
    return html.escape(text, quote=False)


def script_json(data: object, indent: int | None = None) -> str:
    return json.dumps(data, ensure_ascii=False, indent=indent).replace("</", "<\\/")


class Page:
    """One article on its outlet's page. A method named after the design gives the values that only its template has."""

    def __init__(self, source: Source, outlet: Outlet, stories: list[Story], related: list[Source]) -> None:
        self.source, self.outlet, self.related = source, outlet, related
        self.number = int(source.id[:2])
        self.title, self.author = source.head["title"], source.head["author"]
        self.sections = listed(source.head["sections"])
        self.day = datetime.date.fromisoformat(source.head["date"])
        self.shown = datetime.date.fromisoformat(source.head.get("page_date", source.head["date"]))
        self.time = source.head.get("time", "00:00")
        turn = self.number * 7 % len(stories)
        self.stories = stories[turn:] + stories[:turn]
        self.url = outlet["url"].format(
            number=20000 + 37 * self.number, date=f"{self.day:%Y/%m}", section=self.sections[0].replace(" ", "-")
        )
        self.site = self.url.split("/", 3)[2]

    def render(self) -> str:
        template = (DESIGNS / f"{self.outlet['design']}.html").read_text(encoding="utf-8")
        return Template(EACH.sub(self.repeat, template)).substitute(
            self.common() | getattr(self, self.outlet["design"])()
        )

    def repeat(self, match: re.Match[str]) -> str:
        what, count, skip, body = match.groups()
        if what == "stories":
            start = int(skip)
            rows = [
                {"item": headline, "lead": lead, "path": f"/{30000 + 11 * (n + start) + self.number}"}
                for n, (headline, lead) in enumerate(self.stories[start : start + int(count)], start=1)
            ]
        else:
            rows = [{"item": item} for item in self.items(what)]
        return "".join(
            re.sub(r"\{(\w+)\}", lambda m, row=row, n=n: str(n) if m[1] == "n" else dollars(esc(row[m[1]])), body)
            for n, row in enumerate(rows, start=1)
        )

    def items(self, what: str) -> list[str]:
        if what == "menu":
            return list(self.outlet["menu"])
        if what == "sections":
            return self.sections
        if what == "tags":
            return listed(self.source.head.get("tags", ""))
        if what == "related":
            return [one.head["title"] for one in self.related]
        return self.source.paragraphs

    def common(self) -> dict[str, str]:
        return {
            "title": esc(self.title),
            "title_attr": html.escape(self.title),
            "author": esc(self.author),
            "section": esc(self.sections[0]),
            "site": self.site,
            "name": esc(self.outlet["name"]),
            "url": html.escape(self.url),
            "number": str(self.number),
            "stamp": f"{self.shown.isoformat()}T{self.time}:00+03:00",
            "description": html.escape(self.source.paragraphs[0][:150] + "..."),
            "linked_data": self.linked_data(),
            "style": (DESIGNS / "style.css").read_text(encoding="utf-8"),
            "script": (DESIGNS / "script.js").read_text(encoding="utf-8"),
        }

    def linked_data(self, **more: str) -> str:
        stamp = f"{self.shown.isoformat()}T{self.time}:00+03:00"
        data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "mainEntityOfPage": {"@type": "WebPage", "@id": self.url},
            "headline": self.title,
            "inLanguage": "ar",
            "datePublished": stamp,
            "dateModified": stamp,
            "author": {"@type": "Person", "name": self.author},
            "articleSection": self.sections,
            "publisher": {"@type": "Organization", "name": self.outlet["name"]},
        }
        return script_json(data | more, indent=1)

    def marked(self, before: str = "<p>", after: str = "</p>") -> list[str]:
        return [before + esc(text) + after for text in self.source.paragraphs]

    # --- designs ---

    def wordpress(self) -> dict[str, str]:
        body = self.marked()
        middle = len(body) // 2
        earlier = self.related[0].head["title"] if self.related else self.stories[20][0]
        inline = (
            '<div class="inline-related-post irp"><span class="irp-label">اقرأ أيضا:</span> '
            f'<a href="/archives/{self.number + 900}" rel="bookmark">{esc(earlier)}</a></div>'
        )
        quoted = (
            '<blockquote class="also-read"><p><strong>اقرأ أيضا: '
            f'<a href="/archives/{self.number + 950}">{esc(self.stories[21][0])}</a></strong></p></blockquote>'
        )
        day = f"{self.shown.day} {EGYPT[self.shown.month - 1]}، {self.shown.year}"
        return {
            "date": day if self.shown == self.day else f"آخر تحديث: {day}",
            "minutes": str(max(1, len(self.source.text.split()) // 120)),
            "body": "\n".join([*body[:2], inline, *body[2 : middle + 1], quoted, *body[middle + 1 :]]),
        }

    def agency(self) -> dict[str, str]:
        d = self.day
        months = f"{LEVANT[d.month - 1]}/{EGYPT[d.month - 1]}"
        return {"date": f"{WEEKDAYS[d.weekday()]} {d.day:02d} {months} {d.year} - {self.time}"}

    def tables(self) -> dict[str, str]:
        d = self.day
        day = f"{WEEKDAYS[d.weekday()]} {self.source.head['hijri']} هـ - {d.day} {LEVANT[d.month - 1]} {d.year}"
        return {
            "date": f"{day} - العدد {5390 + self.number}".translate(EASTERN),
            "state": "".join(chr(65 + (self.number * 31 + n * n * 7) % 26) for n in range(900)),
        }

    def amp(self) -> dict[str, str]:
        d = self.day
        body = [re.sub(r"<p>(س: .*)</p>", r"<p><strong>\1</strong></p>", p) for p in self.marked()]
        also = (
            '<amp-fit-text layout="fixed-height" height="48" class="also">اقرأ أيضا: '
            f'<a href="https://{self.site}/amp/more/{self.number}.html">{esc(self.stories[22][0])}</a></amp-fit-text>'
        )
        return {
            "date": f"{d.day} {MAGHREB[d.month - 1]} {d.year} | {self.time}",
            "body": "\n".join([*body[:3], also, *body[3:]]),
        }

    def classic(self) -> dict[str, str]:
        return {
            "charset": self.source.head.get("declared", "windows-1256"),
            "date": f"{self.day:%d-%m-%Y}",
            "weekday": WEEKDAYS[self.day.weekday()],
            "reads": str(800 + 113 * self.number % 4000),
        }

    def shell(self) -> dict[str, str]:
        first, second, *_ = self.source.paragraphs
        day = f"{self.day.day} {LEVANT[self.day.month - 1]} {self.day.year}"
        visible = '<div class="skeleton" aria-busy="true"><span></span><span></span><span></span></div>'
        if self.source.head.get("truncated") == "yes":
            visible = (
                f'<article class="story"><h1>{esc(self.title)}</h1>'
                f'<div class="by">{esc(self.author)} <time>{day}</time></div>'
                f'<div class="story-body story-body--cut"><p>{esc(first)}</p><p>{esc(second[:60])}…</p></div>'
                '<button class="more" data-more="1">اقرأ المزيد</button></article>'
            )
        feed = [
            {"id": n, "headline": headline, "summary": lead} for n, (headline, lead) in enumerate(self.stories[:22])
        ]
        return {
            "linked_data": self.linked_data(articleBody=self.source.text, description=first[:150]),
            "visible": visible,
            "state": script_json({"feed": feed, "user": None, "route": self.url}),
        }

    def soup(self) -> dict[str, str]:
        lead, *blocks = self.marked('<div class="c-txt__b"><div class="c-txt__in">', "</div></div>")
        advert = '<div class="o-ad"><div class="o-ad__label">إعلان</div><div id="slot-inread"></div></div>'
        links = [
            f'<div class="m-also__i"><a href="/a/{one.id[:2]}">{esc(one.head["title"])}</a></div>'
            for one in self.related
        ]
        also = "\n".join(['<div class="m-also"><div class="m-also__t">مواضيع متعلقة</div>', *links, "</div>"])
        return {
            "date": f"نشرت في: {self.day:%d/%m/%Y} - {self.time}",
            "lead": re.sub(r"<[^>]*>", "", lead),
            "caption": esc(f"صدر الصورة: {self.stories[25][0]} © أرشيف {self.outlet['name']}"),
            "body": "\n".join([*blocks[:2], advert, *blocks[2:3], also, *blocks[3:]]),
        }

    def essay(self) -> dict[str, str]:
        d = self.day
        place, first, *rest = self.source.paragraphs
        quote = f'<aside class="pullquote" aria-hidden="true"><span>{esc(rest[3].split("،")[0])}</span></aside>'
        body = [
            f'<p class="place">{esc(place)}</p>',
            f'<p><span class="dropcap">{first[0]}</span>{esc(first[1:])}</p>',
            *(f"<p>{esc(text)}</p>" for text in rest),
        ]
        return {
            "date": f"{d.day} {MAGHREB[d.month - 1]} {d.year}",
            "body": "\n".join([*body[:4], quote, *body[4:]]),
        }


def listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def dollars(text: str) -> str:
    """Text that goes into a template and must come out of it as it is."""
    return text.replace("$", "$$")
