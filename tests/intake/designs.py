# ruff: noqa: E501 - markup is easier to judge in long lines
"""Pages in the designs met in the Arabic press, built from invented text: states, agencies and people do not exist.

Each design is a function of a story that returns the page; the body is known, and so is what must not get into it.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Story:
    title: str
    paragraphs: list[str]
    caption: str = "وزير المياه في رامستان خلال مؤتمر صحفي سابق"
    author: str = "نائل الدرعاوي"
    section: str = "اقتصاد"
    subheads: dict[int, str] = field(default_factory=dict)

    @property
    def lead(self) -> str:
        return self.paragraphs[0]

    def body(self) -> list[str]:
        """Paragraphs with the subheads before the paragraph they head."""
        out: list[str] = []
        for at, paragraph in enumerate(self.paragraphs):
            if at in self.subheads:
                out.append(self.subheads[at])
            out.append(paragraph)
        return out


LONG = Story(
    title="رامستان ونوريا تقتربان من اتفاق على مياه نهر السروان",
    paragraphs=[
        "قال وزير المياه في جمهورية رامستان، سليم الكرخاني، إن بلاده وجارتها نوريا اقتربتا من اتفاق نهائي على تقاسم مياه نهر السروان بعد ثمانية أشهر من المفاوضات.",
        "وأضاف الكرخاني في مؤتمر صحفي عقده في العاصمة دارفين، أن «الطرفين اتفقا على معظم البنود، ولم يبق سوى جدول تشغيل السد الأعلى»، مشيرا إلى أن جولة جديدة ستعقد في الأسبوع المقبل.",
        "من جهتها، أكدت رئيسة وفد نوريا، هالة البنداري، أن حكومتها لن توقع أي وثيقة لا تضمن حصة ثابتة في سنوات الجفاف، ووصفت ما جرى بأنه تقدم حقيقي لكنه غير كاف.",
        "وكانت المفاوضات قد توقفت في الشتاء الماضي عندما ملأت رامستان خزان السد من دون إخطار مسبق، وهو ما عدته نوريا خرقا لتفاهم سابق بين البلدين.",
        "ويرى الخبير في شؤون الأنهار المشتركة، وديع سنجر، أن الخلاف الحقيقي لا يدور حول الكميات، بل حول من يملك حق إغلاق البوابات في حالات الطوارئ.",
        'وأوضح سنجر أن "التجارب السابقة في المنطقة تظهر أن لجنة مشتركة دائمة أفضل من أي جدول مكتوب"، داعيا الطرفين إلى القبول بوسيط فني.',
        "وفي السياق ذاته، أعلن الاتحاد الزراعي في نوريا أن مزارعي السهل الجنوبي خسروا ثلث محصولهم هذا العام بسبب تراجع منسوب النهر.",
        "ومن المقرر أن يلتقي رئيسا الحكومتين في مدينة تلورا الحدودية نهاية الشهر، إذا انتهت اللجان الفنية من صياغة الملاحق الثلاثة.",
    ],
    subheads={4: "من يغلق البوابات؟"},
)
SHORT = Story(
    title="تأجيل جلسة برلمان نوريا إلى الأحد",
    paragraphs=[
        "أعلنت رئاسة برلمان نوريا، اليوم، تأجيل جلسة التصويت على الموازنة إلى يوم الأحد المقبل، بسبب عدم اكتمال النصاب القانوني.",
        "وقال مصدر نيابي إن الكتل الكبرى لم تتفق بعد على حصة الأقاليم.",
    ],
    author="ميسون الراوندي",
    section="سياسة",
)
ITEMS = Story(
    title="سبعة بنود في مسودة اتفاق السروان",
    paragraphs=[
        "حصل موقعنا على مسودة الاتفاق الذي ناقشته لجنة الخبراء في تلورا، وتضم سبعة بنود رئيسية، أبرزها ما يلي:",
        "إنشاء لجنة دائمة من ستة أعضاء",
        "إخطار مسبق قبل ثلاثين يوما من أي ملء",
        "حصة لا تقل عن أربعة مليارات متر مكعب لنوريا",
        "تبادل بيانات المنسوب كل ست ساعات",
        "صندوق لتعويض المزارعين في سنوات الجفاف",
        "وتنص المسودة على أن يبدأ العمل بالاتفاق بعد تصديق البرلمانين عليه، وأن يراجع كل خمس سنوات.",
    ],
    author="",
)

TEASERS = [
    "حريق محدود في مستودع للأخشاب شرقي تلورا ولا إصابات",
    "منتخب رامستان يفوز على ضيفه في افتتاح البطولة الإقليمية",
    "ارتفاع أسعار القمح في بورصة دارفين للأسبوع الثالث على التوالي",
    "افتتاح معرض الكتاب بمشاركة مئتي دار نشر من عشرين دولة",
    "أمطار غزيرة متوقعة على المرتفعات الشمالية نهاية الأسبوع",
    "جامعة نوريا تطلق برنامجا جديدا لدراسة الطاقة المتجددة",
    "البنك المركزي يثبت سعر الفائدة ويعد بمراجعة قريبة",
    "فرقة مسرحية تعيد عرضا كلاسيكيا بعد أربعين عاما من الغياب",
]
SNIPPETS = [
    "تمكنت فرق الدفاع المدني من إخماد حريق اندلع فجر اليوم في مستودع للأخشاب قرب المنطقة الصناعية، ولم تسجل أي إصابات بين العمال...",
    "حقق المنتخب فوزا مستحقا بهدفين نظيفين في المباراة التي أقيمت على أرضه وأمام جمهوره في ملعب العاصمة الكبير مساء أمس...",
    "واصلت أسعار القمح ارتفاعها في تعاملات اليوم بعد تقارير عن تراجع الإنتاج في السهول الجنوبية، وسط مخاوف من موجة غلاء جديدة...",
    "افتتح وزير الثقافة الدورة الجديدة من المعرض بحضور عدد كبير من الكتاب والناشرين، وتستمر فعالياته عشرة أيام متتالية...",
    "توقعت هيئة الأرصاد هطول أمطار غزيرة على المرتفعات مع انخفاض ملحوظ في درجات الحرارة، ودعت السائقين إلى الحذر...",
    "أعلنت الجامعة فتح باب التسجيل في البرنامج الجديد الذي يمتد عامين ويمنح شهادة الماجستير بالتعاون مع معاهد أوروبية...",
]
COMMENTS = [
    (
        "أبو سامر",
        "نتمنى أن يصل الطرفان إلى حل يرضي الجميع، فالمزارعون تعبوا كثيرا من هذه الخلافات التي لا تنتهي ولا يدفع ثمنها غيرهم.",
    ),
    (
        "زائر",
        "كلام جميل لكن التنفيذ صعب، وقد سمعنا مثل هذه الوعود في الأعوام الماضية ولم يتغير شيء على الأرض حتى اليوم.",
    ),
]
MENU = ["الرئيسية", "سياسة", "اقتصاد", "رياضة", "ثقافة", "منوعات", "رأي", "فيديو", "اتصل بنا"]
SITE = "صحيفة المرصاد"
DOMAIN = "https://almirsad.example"

ALWAYS_OUT = [
    TEASERS[0],
    TEASERS[3],
    "مشاركة على فيسبوك",
    "جميع الحقوق محفوظة",
    COMMENTS[0][1][:60],
    SNIPPETS[0][:60],
    "الأكثر قراءة",
]


def _head(story: Story, *, extra: str = "", title: str | None = None, og: bool = True, charset: str = "utf-8") -> str:
    e = html.escape
    tags = f'<meta charset="{charset}"><title>{e(title or f"{story.title} - {SITE}")}</title>'
    if og:
        tags += (
            f'<meta property="og:title" content="{e(story.title)}"><meta property="og:site_name" content="{SITE}">'
            f'<meta property="og:description" content="{e(story.lead[:90])}...">'
        )
    return f'<!DOCTYPE html><html lang="ar" dir="rtl"><head>{tags}{extra}</head>'


def _menu() -> str:
    return "".join(f'<li><a href="/{i}">{name}</a></li>' for i, name in enumerate(MENU))


def _p(story: Story, *, between: str = "", inline: dict[int, str] | None = None) -> str:
    out = []
    for at, paragraph in enumerate(story.paragraphs):
        if at in story.subheads:
            out.append(f"<h3>{story.subheads[at]}</h3>")
        out.append(f"<p>{paragraph}</p>")
        if inline and at in inline:
            out.append(inline[at])
        if between:
            out.append(between)
    return "\n".join(out)


def _rail(title: str = "الأكثر قراءة", *, snippets: bool = False, cls: str = "") -> str:
    items = "".join(
        f'<li><a href="/n/{i}"><img src="/t{i}.jpg"></a><a href="/n/{i}">{t}</a>'
        + (f"<p>{SNIPPETS[i % len(SNIPPETS)]}</p>" if snippets else "")
        + "</li>"
        for i, t in enumerate(TEASERS)
    )
    return f'<div class="{cls}"><h4>{title}</h4><ul>{items}</ul></div>'


def _comments(cls: str = "comments-area") -> str:
    items = "".join(f"<div><b>{who}</b><p>{what}</p><a href='#'>رد</a></div>" for who, what in COMMENTS)
    return (
        f'<div class="{cls}"><h3>التعليقات</h3>{items}<h3>اترك تعليقاً</h3><p>لن يتم نشر عنوان بريدك الإلكتروني. '
        "الحقول الإلزامية مشار إليها بـ *</p><form><label>الاسم</label><input><textarea></textarea></form></div>"
    )


FOOT = "<div>جميع الحقوق محفوظة © صحيفة المرصاد 2031 | <a href='/p'>سياسة الخصوصية</a></div>"
SHARE = "<a href='#'>مشاركة على فيسبوك</a> <a href='#'>تويتر</a> <a href='#'>واتساب</a>"


def wordpress(story: Story) -> str:
    """A news theme: everything has a telling class; inline related links as paragraphs."""
    inline = {
        1: f'<p><strong>اقرأ أيضاً:</strong> <a href="/n/1">{TEASERS[0]}</a></p>',
        4: f'<div class="inline-related-post"><span>مقالات ذات صلة</span><ul><li><a href="/n/4">{TEASERS[3]}</a></li></ul></div>',
    }
    return (
        _head(story, extra='<meta property="article:published_time" content="2031-03-04T09:15:00+03:00">')
        + f"""
<body class="single single-post has-sidebar with-comments"><div id="page" class="site has-sidebar">
<header class="site-header"><nav><ul>{_menu()}</ul></nav></header>
<div class="breaking-news-ticker"><ul><li><a href="/n/5">{TEASERS[4]}</a></li></ul></div>
<div class="main-content"><article class="post type-post category-eco">
<div class="breadcrumbs"><a href="/">الرئيسية</a> / <a href="/c">{story.section}</a> / {story.title}</div>
<h5 class="post-cat-wrap"><a class="post-cat">{story.section}</a><a class="post-cat">خاص</a></h5>
<h1 class="post-title entry-title">{story.title}</h1>
<div class="post-meta"><span class="meta-author">{story.author}</span><span class="date meta-item">4 مارس، 2031</span><span class="meta-views">512</span><span>دقيقة واحدة</span></div>
<div class="featured-area"><figure><img src="a.jpg"><figcaption>{story.caption}</figcaption></figure></div>
<div class="entry-content">{_p(story, inline=inline)}
<div class="post-tags"><span>الوسوم</span> <a href="/t">السروان</a> <a href="/t">مياه</a></div></div>
<div class="share-buttons">{SHARE}</div>
<div class="about-author"><h3>{story.author}</h3><p>صحفي متخصص في شؤون المياه، عمل مراسلا في عدة صحف منذ عشرين عاما، وله كتابان في هذا المجال.</p></div>
<div class="related-posts">{_rail("مقالات ذات صلة", snippets=True)}</div></article>
{_comments()}</div><aside class="sidebar">{_rail(cls="widget", snippets=True)}</aside></div>
<a class="go-to-top">زر الذهاب إلى الأعلى</a><footer>{FOOT}</footer></body></html>"""
    )


def old_table(story: Story) -> str:
    """Nested tables, line breaks for paragraphs, two rails with snippets, the whole wrapped in a form, no classes."""
    body = "<br><br>".join(story.body())
    rail = "".join(
        f'<tr><td><a href="n.aspx?id={i}"><b>{t}</b></a><br>{SNIPPETS[i % 6]}</td></tr>' for i, t in enumerate(TEASERS)
    )
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{SITE} :: {story.title}</title></head>
<body><form name="aspnetForm" method="post" action="n.aspx"><table width="100%"><tr><td colspan=3><table><tr>{"".join(f"<td><a href=x>{m}</a></td>" for m in MENU)}</tr></table></td></tr>
<tr><td width="20%" valign=top><table><tr><td>الأكثر قراءة</td></tr>{rail}</table></td>
<td width="60%" valign=top><table><tr><td><font size=5 color=red><b>{story.title}</b></font></td></tr>
<tr><td><font size=2>الثلاثاء 4 آذار 2031</font></td></tr>
<tr><td><table align=left><tr><td><img src=a.jpg></td></tr><tr><td>{story.caption}</td></tr></table><font size=3>{body}</font></td></tr>
<tr><td>{SHARE} | طباعة | أرسل إلى صديق</td></tr>
<tr><td>التعليقات</td></tr>{"".join(f"<tr><td>{a}</td></tr><tr><td>{b}</td></tr>" for a, b in COMMENTS)}</table></td>
<td width="20%" valign=top><table><tr><td>آخر الأخبار</td></tr>{rail}</table></td></tr>
<tr><td colspan=3>{FOOT}</td></tr></table></form></body></html>"""


def br_paragraphs(story: Story) -> str:
    """A body of text and line breaks in one div; the lead stands outside it in a box of its own."""
    rest = "\n<br/><br/>\n".join(story.body()[1:])
    return (
        _head(story)
        + f"""<body><div id="wrap"><div id="top"><ul>{_menu()}</ul></div>
<div id="right"><h1>{story.title}</h1><div class="info">2031/03/04 09:15</div><div class="news-lead">{story.lead}</div>
<img src="a.jpg"><div class="pic-caption">{story.caption}</div>
<div id="newsText">{rest}<br><br><a href="/n/1">اقرأ أيضا: {TEASERS[0]}</a></div><div class="sharebar">{SHARE}</div>
<div id="fb-comments-box" class="comments">{_comments("x")}</div></div><div id="left">{_rail(snippets=True)}</div><div id="footer">{FOOT}</div></div></body></html>"""
    )


def div_soup(story: Story) -> str:
    """Every paragraph in its own nest of divs with generated class names, ads between, no semantic element."""
    soup = "".join(
        f'<div class="css-{i}x1"><div class="css-77b"><div class="css-p0">{p}</div></div></div><div class="css-ad"><div id="div-gpt-ad-{i}"></div><span>إعلان</span></div>'
        for i, p in enumerate(story.body())
    )
    cards = "".join(
        f'<div class="css-card"><a href="/n/{i}"><div class="css-t">{t}</div></a><div class="css-s">{SNIPPETS[i % 6]}</div></div>'
        for i, t in enumerate(TEASERS)
    )
    return (
        _head(story)
        + f"""<body><div id="root"><div class="css-1"><div class="css-2">{"".join(f"<a href=/>{m}</a>" for m in MENU)}</div>
<div class="css-3"><div class="css-4"><h1 class="css-h">{story.title}</h1><div class="css-5"><span>{story.author}</span><time datetime="2031-03-04T06:15:00Z">4 مارس 2031</time></div>
<div class="css-6">{soup}</div><div class="css-7">{SHARE}</div></div><div class="css-8"><div class="css-9">الأكثر قراءة</div>{cards}</div></div><div class="css-10">{FOOT}</div></div></div></body></html>"""
    )


def interview(story: Story) -> str:
    """Question and answer, questions in bold with a leading dash."""
    parts = []
    for at, paragraph in enumerate(story.paragraphs):
        parts.append(f"<p><strong>{QUESTIONS[at % len(QUESTIONS)]}</strong></p><p>- {paragraph}</p>")
    return (
        _head(story)
        + f"""<body><main><article><header><h1>{story.title}</h1><p class="byline">حاوره: {story.author}</p></header>
<div class="story-body">{"".join(parts)}</div></article><section class="more-stories">{_rail("المزيد من الأخبار")}</section>{_comments()}</main><footer>{FOOT}</footer></body></html>"""
    )


QUESTIONS = ["ما الذي تغير في موقفكم؟", "هل ستوقعون على المسودة؟", "متى تعقد الجولة المقبلة؟"]


def live_blog(story: Story) -> str:
    """Updates under one headline, each with a time, newest first."""
    entries = "".join(
        f'<article class="live-entry"><time datetime="2031-03-04T{10 + i:02d}:00:00+03:00">{10 + i}:00</time><div class="live-entry-body"><p>{p}</p></div></article>'
        for i, p in enumerate(story.paragraphs)
    )
    ld = json.dumps(
        {"@type": "LiveBlogPosting", "headline": story.title, "datePublished": "2031-03-04T08:00:00+03:00"},
        ensure_ascii=False,
    )
    return (
        _head(story, extra=f'<script type="application/ld+json">{ld}</script>')
        + f"""<body><nav><ul>{_menu()}</ul></nav><main><h1>{story.title}</h1>
<div class="live-blog">{entries}</div></main><aside>{_rail(snippets=True)}</aside>{_comments()}<footer>{FOOT}</footer></body></html>"""
    )


def tweets(story: Story) -> str:
    """Embedded tweets and a gallery between paragraphs."""
    tweet = '<blockquote class="twitter-tweet"><p>وصلنا إلى دارفين وكلنا أمل بيوم حاسم للبلدين والشعبين الشقيقين pic.twitter.com/xyz</p>&mdash; وفد نوريا (@nuria) <a href="#">March 3, 2031</a></blockquote>'
    gallery = "".join(
        f'<div class="swiper-slide"><img src="g{i}.jpg"><span>صورة {i} من موقع السد الأعلى على نهر السروان</span></div>'
        for i in range(4)
    )
    return (
        _head(story)
        + f"""<body><header><ul>{_menu()}</ul></header><div class="content"><h1>{story.title}</h1>
<div class="article-body">{_p(story, inline={0: tweet, 3: f'<div class="gallery swiper">{gallery}</div>'})}</div><div class="share">{SHARE}</div></div>
<div class="sidebar">{_rail()}</div>{_comments()}<footer>{FOOT}</footer></body></html>"""
    )


def endless(story: Story) -> str:
    """Endless scrolling: the page holds the articles that follow, whole."""
    other = "".join(
        f'<article class="article"><h1>{TEASERS[i]}</h1><div class="article-text">'
        + "".join(f"<p>{s.rstrip('.')}.</p>" for s in SNIPPETS[i:] + SNIPPETS[:i])
        + "</div></article>"
        for i in (0, 3)
    )
    return (
        _head(story, extra=f'<link rel="canonical" href="{DOMAIN}/2031/03/04/sarwan">')
        + f"""<body><nav>{_menu()}</nav><div class="articles">
<article class="article"><h1>{story.title}</h1><div class="article-text">{_p(story)}</div><div class="share">{SHARE}</div></article>{other}</div><footer>{FOOT}</footer>{_comments()}</body></html>"""
    )


def long_rail(story: Story) -> str:
    """A 'most read' rail of plain snippets, longer than the article and before it in the source."""
    rail = "".join(
        f'<div class="item"><h3><a href="/n/{i}">{TEASERS[i % 8]}</a></h3><p>{SNIPPETS[i % 6].rstrip(".")}. وأضافت المصادر أن التفاصيل ستعلن في وقت لاحق.</p></div>'
        for i in range(24)
    )
    return (
        _head(story)
        + f"""<body><div class="top">{_menu()}</div><div class="col-r"><h2>الأكثر قراءة</h2>{rail}</div><div class="col-l"><h1>{story.title}</h1><p class="d">04-03-2031</p>{_p(story)}<p>{SHARE}</p></div>
{_comments("cmt")}<div class="f">{FOOT}</div></body></html>"""
    )


def amp(story: Story) -> str:
    """An AMP page with its own elements."""
    ld = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": story.title,
            "datePublished": "2031-03-04T06:15:00Z",
            "author": {"@type": "Person", "name": story.author},
        },
        ensure_ascii=False,
    )
    return f"""<!doctype html><html amp lang="ar"><head><meta charset="utf-8"><title>{story.title}</title><link rel="canonical" href="{DOMAIN}/a/1"><script type="application/ld+json">{ld}</script></head>
<body><amp-sidebar id="s"><ul>{_menu()}</ul></amp-sidebar><header class="amp-wp-header"><a href="/">{SITE}</a></header><article class="amp-wp-article"><header><h1 class="amp-wp-title">{story.title}</h1><div class="amp-wp-meta amp-wp-byline"><span class="amp-wp-author">{story.author}</span></div></header>
<figure><amp-img src="a.jpg"></amp-img><figcaption>{story.caption}</figcaption></figure><div class="amp-wp-article-content">{_p(story, between="<amp-ad type=doubleclick></amp-ad>")}</div>
<footer class="amp-wp-article-footer"><div class="amp-wp-meta">التصنيفات: <a href="/">{story.section}</a></div>{SHARE}</footer></article><amp-list><div>{_rail()}</div></amp-list>{_comments()}<footer class="amp-wp-footer">{FOOT}</footer></body></html>"""


def ld_only(story: Story) -> str:
    """A shell that scripts fill: the body stands in JSON-LD alone."""
    ld = json.dumps(
        {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "WebSite", "name": SITE},
                {
                    "@type": "NewsArticle",
                    "headline": story.title,
                    "datePublished": "2031-03-04T06:15:00Z",
                    "articleBody": "\r\n\r\n".join(story.body()),
                    "articleSection": [story.section],
                },
            ],
        },
        ensure_ascii=False,
    )
    return (
        _head(story, extra=f'<script type="application/ld+json">{ld}</script>')
        + f'<body><div id="app"><h1>{story.title}</h1><p>جار التحميل...</p></div><noscript>يرجى تفعيل جافا سكريبت</noscript><footer>{FOOT}</footer></body></html>'
    )


def next_shell(story: Story) -> str:
    """A Next.js shell: the article is HTML inside the application state."""
    state = {
        "props": {
            "pageProps": {
                "related": [{"title": t, "summary": s} for t, s in zip(TEASERS, SNIPPETS, strict=False)],
                "article": {"title": story.title, "body": "".join(f"<p>{p}</p>" for p in story.body())},
            }
        }
    }
    return (
        _head(story)
        + f'<body><div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{json.dumps(state, ensure_ascii=False)}</script></body></html>'
    )


def list_body(story: Story) -> str:
    """The middle paragraphs are a list."""
    first, *items, last = story.paragraphs
    return (
        _head(story)
        + f"""<body><nav><ul>{_menu()}</ul></nav><div class="wrapper"><div class="post"><h1 class="title">{story.title}</h1><div class="post-body"><p>{first}</p><ul>{"".join(f"<li>{i}</li>" for i in items)}</ul><p>{last}</p></div><div class="post-share">{SHARE}</div></div>
<div class="side">{_rail(snippets=True)}</div></div>{_comments()}<div class="footer">{FOOT}</div></body></html>"""
    )


def agency(story: Story) -> str:
    """An agency's page: definition list of facts, body in paragraphs of spans, dateline glued to the first."""
    spans = "".join(f'<p><span style="font-size:18px"><span dir="RTL">{p}</span></span></p>' for p in story.body())
    return (
        _head(story, og=False, title=f"{SITE} | {story.title}")
        + f"""<body class="rtl"><div class="header-top">الاثنين 9 يونيو 2031</div><div class="menu-wrap"><ul>{_menu()}</ul></div>
<div class="row"><div class="col-md-8"><h2 class="news-title">{story.title}</h2><div class="news-date">تاريخ النشر: 12 رمضان 1452 هـ</div><div class="img-wrap"><img src="a.jpg"><p>{story.caption}</p></div>
<div class="details">{spans}</div><div class="source">المصدر: وكالة المرصاد</div>{SHARE}</div><div class="col-md-4"><div class="box"><h4>آخر الأخبار</h4>{_rail("الأكثر قراءة", snippets=True)}</div></div></div>{_comments()}<div class="copyrights">{FOOT}</div></body></html>"""
    )


def drupal(story: Story) -> str:
    """A content management system's nested fields; the share bar and a poll inside the body's element."""
    poll = "<div class='poll'><h4>استطلاع الرأي</h4><p>هل تتوقع توقيع الاتفاق قبل نهاية العام الجاري؟</p><ul><li>نعم</li><li>لا</li></ul></div>"
    return (
        _head(story)
        + f"""<body class="html not-front node-type-article one-sidebar sidebar-second"><div id="page-wrapper"><div id="navigation"><ul class="menu">{_menu()}</ul></div><div id="main-wrapper"><div id="content" class="column"><h1 class="page__title title">{story.title}</h1>
<div class="node node-article"><div class="submitted">نشر في: 04/03/2031 - 09:15</div><div class="field field-name-field-image"><img src="a.jpg"><blockquote class="image-field-caption"><p>{story.caption}</p></blockquote></div>
<div class="field field-name-body field-type-text-with-summary"><div class="field-items"><div class="field-item even">{SHARE}{_p(story, inline={2: poll})}<div class="newsletter-box"><p>اشترك في نشرتنا البريدية لتصلك أهم الأخبار والتحليلات كل صباح إلى بريدك الإلكتروني مباشرة.</p></div></div></div></div></div></div>
<div class="region-sidebar-second sidebar">{_rail(snippets=True)}</div></div>{_comments()}<div id="footer">{FOOT}</div></div></body></html>"""
    )


def twice(story: Story) -> str:
    """The article rendered twice, for wide and for narrow screens."""
    return (
        _head(story)
        + f"""<body><div class="desktop"><nav><ul>{_menu()}</ul></nav><h1>{story.title}</h1><div class="txt">{_p(story)}</div>{_rail()}</div>
<div class="mobile" style="display:none"><ul>{_menu()}</ul><h1>{story.title}</h1><div class="txt">{_p(story)}</div></div>{_comments()}<footer>{FOOT}</footer></body></html>"""
    )


def bare(story: Story) -> str:
    """Paragraphs straight in the body element beside everything else."""
    return f"<html><head><title>{story.title}</title></head><body><p><a href=/>{SITE}</a> | <a href=/>سياسة</a> | <a href=/>رياضة</a></p><h2>{story.title}</h2>{_p(story)}<p>{SHARE}</p><p><b>الأكثر قراءة</b></p>{''.join(f'<p><a href=/{i}>{t}</a></p>' for i, t in enumerate(TEASERS))}<p>{FOOT}</p></body></html>"


def columns(story: Story) -> str:
    """A page builder: rows, columns and widgets all over, the body in a `text-widget`; teaser cards in one grid after it."""
    grid = "".join(
        f'<div class="elementor-post"><h3 class="elementor-post__title"><a href="/{i}">{t}</a></h3><div class="elementor-post__excerpt"><p>{SNIPPETS[i % 6]}</p></div><a href="/{i}">اقرأ المزيد »</a></div>'
        for i, t in enumerate(TEASERS[:6])
    )
    return (
        _head(story)
        + f"""<body><div class="elementor"><section><div class="elementor-widget-wrap"><div class="elementor-widget elementor-widget-nav-menu"><ul>{_menu()}</ul></div></div></section>
<section><div class="elementor-column"><div class="elementor-widget elementor-widget-heading"><h1 class="elementor-heading-title">{story.title}</h1></div><div class="elementor-widget elementor-widget-post-info"><ul><li>{story.author}</li><li>مارس 4, 2031</li><li>9:15 ص</li></ul></div>
<div class="elementor-widget elementor-widget-theme-post-content"><div class="elementor-widget-container">{_p(story)}</div></div><div class="elementor-widget elementor-widget-share-buttons">{SHARE}</div></div></section>
<section><div class="elementor-widget elementor-widget-posts"><div class="elementor-grid">{grid}</div></div></section>{_comments()}<footer>{FOOT}</footer></div></body></html>"""
    )


DESIGNS: list[Callable[[Story], str]] = [
    wordpress, old_table, br_paragraphs, div_soup, live_blog, tweets, endless, long_rail, amp, ld_only, next_shell,
    agency, drupal, twice, bare, columns,
]  # fmt: skip
NAMED = {design.__name__: design for design in DESIGNS}
