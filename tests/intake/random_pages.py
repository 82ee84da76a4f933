# ruff: noqa: E501, S311 - markup is easier to judge in long lines; the randomness is of pages, not of secrets
"""News pages put together at random: every structure with every other, from invented sentences.

The designs in designs.py are pages as they are met; these are pages as they could be. What names a class tells or hides
is drawn as well: half the pages have classes that say nothing, some have classes that lie.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

_WHO = [
    "وزير المياه في رامستان",
    "رئيسة وفد نوريا هالة البنداري",
    "المتحدث باسم الاتحاد الزراعي",
    "الخبير في شؤون الأنهار وديع سنجر",
    "مصدر في اللجنة الفنية",
    "رئيس بلدية تلورا",
    "محافظ المصرف المركزي",
    "قائد حرس الحدود",
    "النائبة ميسون الراوندي",
    "مدير السد الأعلى",
]
_VERB = ["قال", "أكد", "أوضح", "أعلن", "ذكر", "رأى", "أفاد"]
_WHAT = [
    "إن الأطراف اتفقت على معظم البنود",
    "أن الجولة المقبلة ستعقد في الأسبوع القادم",
    "أن الخزان لن يملأ قبل إخطار مسبق",
    "أن حصة المزارعين ستبقى كما هي",
    "إن المفاوضات لم تتوقف يوما واحدا",
    "أن الخلاف يدور حول إغلاق البوابات",
    "أن الموازنة لا تحتمل تأخيرا جديدا",
    "أن اللجنة أنهت صياغة الملاحق الثلاثة",
    "إن نسبة الملوحة ارتفعت في السهل الجنوبي",
    "أن الطريق إلى الميناء ستفتح قريبا",
]
_MORE = [
    "بعد ثمانية أشهر من الانتظار",
    "من دون أن يحدد موعدا",
    "مشيرا إلى دراسة نشرت في الربيع",
    "على الرغم من اعتراض كتلة المعارضة",
    "في مؤتمر صحفي عقده في العاصمة دارفين",
    "خلافا لما نشرته صحف محلية",
    "داعيا الجميع إلى التهدئة",
    "وفق بيان صدر أمس",
    "في ظل ارتفاع كلفة النقل",
    "قبل ساعات من وصول الوسطاء",
]
_HEADS = [
    "رامستان",
    "نوريا",
    "تلورا",
    "لجنة المياه",
    "برلمان نوريا",
    "مزارعو السهل",
    "ميناء دارفين",
    "السد الأعلى",
    "الاتحاد الزراعي",
    "حرس الحدود",
]
_DO = [
    "تؤجل التصويت على",
    "تقترب من اتفاق حول",
    "ترفض مشروع",
    "تطلب ضمانات بشأن",
    "تعلن نتائج",
    "تفتح تحقيقا في",
    "تراجع خطة",
    "تنفي أنباء عن",
]
_OBJECT = [
    "تقاسم المياه",
    "موازنة العام المقبل",
    "إغلاق البوابات",
    "الطريق الدولي",
    "أسعار القمح",
    "رسوم الميناء",
    "توسيع الجامعة",
    "تعويض المتضررين",
]
_TAIL = ["", " وسط خلافات حادة", " للمرة الثالثة هذا العام", ".. والمعارضة تحذر", " خلال أسبوعين", " «في أقرب وقت»"]
SITE = "صحيفة المرصاد"
DAYS = ["الثلاثاء 4 مارس 2031", "٤ آذار ٢٠٣١", "2031/03/04 10:20", "04-03-2031", "9 شوال 1452"]
_DAY = {"9 شوال 1452": "2031-02-01"}


class Page(NamedTuple):
    html: str
    title: str
    paragraphs: list[str]
    day: str
    teasers: list[str]


class Maker:
    """Draws one page after another from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.teasers: list[str] = []

    def sentence(self) -> str:
        pick = self.random.choice
        text = f"{pick(_VERB)} {pick(_WHO)} {pick(_WHAT)} {pick(_MORE)}"
        if self.random.random() < 0.4:
            text += f"، {pick(_MORE)}"
        return text + "."

    def headline(self) -> str:
        pick = self.random.choice
        return f"{pick(_HEADS)} {pick(_DO)} {pick(_OBJECT)}{pick(_TAIL)}"

    def paragraph(self) -> str:
        text = " ".join(self.sentence() for _ in range(self.random.choice([1, 1, 2, 3])))
        return f"{text[:-1]} «{self.random.randrange(10, 999)}»."

    def names(self, chance: float = 0.6) -> str:
        return (
            f' class="{self.random.choice(["a1", "x", "box", "blk", "item", "cell", "row", "wrap", "in", "c", "part"])}"'
            if self.random.random() < chance
            else ""
        )

    def teaser(self, style: str, names: str) -> str:
        title = self.headline()
        self.teasers.append(title)
        words = " ".join(self.paragraph() for _ in range(2)).split()
        snippet = " ".join(words[: self.random.choice([12, 20, 30, 45])]) + self.random.choice(["...", "", "…", "."])
        link = f'<a href="/n">{title}</a>'
        return {
            "link": f"<li>{link}</li>",
            "card": f"<div{names}><a href='/n'><img src=x></a><h3>{link}</h3><p>{snippet}</p></div>",
            "divs": f"<div{names}><div><a href='/n'><img src=x>{title}</a></div><div>{snippet}</div><div><a href='/n'>المزيد</a></div></div>",
            "rows": f"<tr><td>{link}<br>{snippet}</td></tr>",
            "flat": f"<b>{link}</b><br>{snippet}<br><br>",
            "whole": f"<a href='/n'><h4>{title}</h4><p>{snippet}</p></a>",
            "tables": f"<table><tr><td><b>{link}</b></td></tr><tr><td>{snippet}</td></tr></table>",
        }[style]

    def rail(self) -> str:
        style = self.random.choice(["link", "card", "divs", "rows", "flat", "whole", "tables"])
        names = self.names(0.7)
        inner = "".join(self.teaser(style, names) for _ in range(self.random.choice([3, 5, 8, 14])))
        inner = f"<ul>{inner}</ul>" if style == "link" else f"<table>{inner}</table>" if style == "rows" else inner
        head = self.random.choice(
            ["الأكثر قراءة", "آخر الأخبار", "مقالات ذات صلة", "اخترنا لك", "المزيد", "أخبار الساعة"]
        )
        return f"<div{self.names(0.5)}>{f'<h4>{head}</h4>' if self.random.random() < 0.7 else ''}{inner}</div>"

    def between(self, ads: bool) -> str:
        out = ""
        if ads and self.random.random() < 0.4:
            out += '<div id="div-gpt-ad-1"><script>x()</script></div>'
        if self.random.random() < 0.08:
            title = self.headline()
            self.teasers.append(title)
            phrase = self.random.choice(["اقرأ أيضا", "اقرأ أيضاً", "شاهد أيضا", "طالع أيضا", "اقرأ المزيد"])
            out += f'<div{self.names()}>{phrase}: <a href="/n">{title}</a></div>'
        return out

    def set_body(self, kind: str, paragraphs: list[str]) -> str:
        ads = self.random.random() < 0.3
        if kind == "p":
            return "".join(f"<p{self.names(0.2)}>{p}</p>{self.between(ads)}" for p in paragraphs)
        if kind == "div":
            return "".join(f"<div>{p}</div>{self.between(ads)}" for p in paragraphs)
        if kind == "nest":
            return "".join(f'<div class="q7"><div class="q8">{p}</div></div>{self.between(ads)}' for p in paragraphs)
        if kind == "span":
            return "".join(f'<p><span style="x"><span>{p}</span></span></p>' for p in paragraphs)
        if kind == "rows":
            return "<table>" + "".join(f"<tr><td>{p}</td></tr>" for p in paragraphs) + "</table>"
        return (
            ("<br><br>" if kind == "br" else "<br/>").join(paragraphs)
            if kind == "br"
            else f"<p>{'<br/>'.join(paragraphs)}</p>"
        )

    def comments(self) -> str:
        if self.random.random() < 0.5:
            return ""
        items = "".join(
            f"<div{self.names(0.3)}><b>{self.random.choice(['زائر', 'محمد', 'أبو علي'])}</b><p>{self.paragraph()}</p></div>"
            for _ in range(self.random.choice([1, 3, 6]))
        )
        return (
            f'<div class="{self.random.choice(["comments", "comment-list", "k9", ""])}"><h3>التعليقات</h3>{items}</div>'
        )

    def page(self) -> Page:
        pick, chance = self.random.choice, self.random.random
        self.teasers = []
        title = self.headline()
        paragraphs = [self.paragraph() for _ in range(pick([2, 3, 5, 8, 12]))]
        kind = pick(["p", "br", "div", "brp", "rows", "span", "nest"])
        shown, lead = paragraphs, ""
        if chance() < 0.2 and len(paragraphs) > 2 and kind in ("p", "br", "div"):
            lead_names = pick([' class="lead"', ' class="k1"', ""])
            lead = f"<div{lead_names}>{paragraphs[0]}</div>"
            shown = paragraphs[1:]
        body = self.set_body(kind, shown)
        day = pick(DAYS)
        caption = " ".join(self.sentence().split()[:9])
        figure = (
            pick(
                [
                    "<figure><img src=x><figcaption>{}</figcaption></figure>",
                    "<div><img src=x><div>{}</div></div>",
                    "<table><tr><td><img src=x></td></tr><tr><td>{}</td></tr></table>",
                    '<div class="img-caption">{}</div>',
                ]
            ).format(caption)
            if chance() < 0.5
            else ""
        )
        heading = pick(
            [
                "<h1>{}</h1>",
                "<h2>{}</h2>",
                '<h1 class="title">{}</h1>',
                "<font size=5><b>{}</b></font>",
                '<div class="news-title">{}</div>',
            ]
        ).format(title)
        meta = f"<div{self.names()}><span>{pick(['أحمد الحسن', 'سارة محمد علي', 'وكالات', ''])}</span> <span>{day}</span></div>"
        share = (
            f"<div{self.names(0.5)}>"
            + " ".join(f'<a href="#">{x}</a>' for x in ("فيسبوك", "تويتر", "واتساب"))
            + "</div>"
        )
        tags = (
            "<div class='tags'>الكلمات الدلالية: <a href=/t>مياه</a> <a href=/t>سدود</a></div>"
            if chance() < 0.4
            else ""
        )
        named = pick(
            [
                "",
                ' class="text"',
                ' id="body"',
                ' class="news-content"',
                ' class="detail"',
                ' class="k3"',
                ' itemprop="articleBody"',
            ]
        )
        article = f"{heading}{meta}{figure if chance() < 0.5 else ''}{lead}<div{named}>{figure if chance() < 0.3 else ''}{body}</div>{tags}{share}"
        main = article + (self.rail() if chance() < 0.5 else "") + self.comments()
        menu = (
            "<ul>"
            + "".join(f'<li><a href="/c">{x}</a></li>' for x in ("الرئيسية", "سياسة", "اقتصاد", "رياضة"))
            + "</ul>"
        )
        left, right = (self.rail() if chance() < 0.7 else ""), (self.rail() if chance() < 0.7 else "")
        foot = "جميع الحقوق محفوظة"
        if chance() < 0.25:
            inner = f"<form><table><tr><td colspan=3>{menu}</td></tr><tr><td>{left}</td><td valign=top>{main}</td><td>{right}</td></tr><tr><td>{foot}</td></tr></table></form>"
        else:
            wrapped = pick(["<article>{}</article>", '<div class="post">{}</div>', "<div>{}</div>"]).format(main)
            columns = "".join(f"<div{self.names(0.5)}>{x}</div>" for x in (left, wrapped, right))
            inner = f"<div>{menu}</div><div{self.names(0.4)}>{columns}</div><div>{foot}</div>"
        if chance() < 0.3:  # a theme whose wrappers' names say what else the page has
            inner = f'<div class="{pick(["has-sidebar comments-open", "site related-enabled", "widget-ready tag-page"])}">{inner}</div>'
        head = "<title>" + pick(["{} - " + SITE, "{}", SITE + " | {}", SITE]).format(title) + "</title>"
        if chance() < 0.4:
            head += f'<meta property="og:title" content="{title}">'
        if chance() < 0.3:
            head += f'<meta property="og:description" content="{" ".join(paragraphs[0].split()[:20])}">'
        html = f"<html><head>{head}</head><body>{inner}</body></html>"
        return Page(html, title, paragraphs, _DAY.get(day, "2031-03-04"), list(self.teasers))
