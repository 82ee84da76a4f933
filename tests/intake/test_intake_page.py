# ruff: noqa: E501 - a case stands in one line
"""Pages of many designs become articles: body, title, date, author, sections."""

from __future__ import annotations

import json

import pytest
from designs import (
    ALWAYS_OUT,
    DESIGNS,
    ITEMS,
    LONG,
    NAMED,
    QUESTIONS,
    SHORT,
    SITE,
    TEASERS,
    Story,
    interview,
    list_body,
)

from malaff.errors import EmptySource, NoArticle, NotArabic
from malaff.intake.page import read_page
from malaff.intake.vocabulary import key

STORIES = {"long": LONG, "short": SHORT, "items": ITEMS}
DATED = {design.__name__ for design in DESIGNS} - {"next_shell", "twice", "bare", "interview", "list_body", "tweets"}


def expected(design: str, story: Story) -> str:
    return "\n".join(story.paragraphs if design == "live_blog" else story.body())


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("design", NAMED)
def test_body_title_and_no_furniture(design, story, f1):
    page = NAMED[design](STORIES[story])
    article = read_page(page)
    assert f1(expected(design, STORIES[story]), article.text) >= 0.99
    assert article.title == STORIES[story].title
    text = key(article.text)
    assert not [piece for piece in ALWAYS_OUT if key(piece) in text]


@pytest.mark.parametrize("design", sorted(DATED - {"agency"}))
def test_date(design):
    assert (read_page(NAMED[design](LONG)).published or "")[:10] == "2031-03-04"


def test_hijri_date_near_the_headline_wins_over_the_day_at_the_top():
    article = read_page(NAMED["agency"](LONG))
    assert article.published == "2031-01-06"
    assert article.published_from == "page"


def test_paragraphs_are_parted_by_one_newline():
    article = read_page(NAMED["wordpress"](LONG))
    assert article.text.split("\n") == LONG.body()


def test_line_breaks_part_paragraphs():
    assert read_page(NAMED["old_table"](LONG)).text.split("\n") == LONG.body()


def test_interview_keeps_questions(f1):
    gold = "\n".join(x for i, p in enumerate(LONG.paragraphs) for x in (QUESTIONS[i % 3], f"- {p}"))
    article = read_page(interview(LONG))
    assert f1(gold, article.text) >= 0.99
    assert article.author == LONG.author


def test_list_items_are_body(f1):
    assert f1("\n".join(ITEMS.paragraphs), read_page(list_body(ITEMS)).text) >= 0.99


def test_fields_of_a_theme():
    article = read_page(NAMED["wordpress"](LONG), url="https://almirsad.example/x", source="x.html")
    assert article.outlet == SITE
    assert article.author == LONG.author
    assert article.sections[0] == LONG.section
    assert article.language == "ar"
    assert article.source == "x.html"
    assert article.id == "https://almirsad.example/x"


def test_canonical_address_is_the_id():
    article = read_page(NAMED["endless"](LONG), url="https://almirsad.example/?p=1")
    assert article.id == article.url == "https://almirsad.example/2031/03/04/sarwan"


def test_id_without_address_is_a_digest():
    article = read_page(NAMED["bare"](LONG))
    assert len(article.id) == 16
    assert article.id == read_page(NAMED["bare"](LONG)).id


BODY = "".join(f"<p>{p}</p>" for p in LONG.paragraphs)


def page(head: str = "", before: str = "", after: str = "", body: str = BODY, title: str = LONG.title) -> str:
    return f"<html><head>{head}</head><body><h1>{title}</h1>{before}<div class='text'>{body}</div>{after}</body></html>"


@pytest.mark.parametrize(
    ("head", "before", "published", "source"),
    [
        ('<meta property="article:published_time" content="الأربعاء، 07 أكتوبر 2030 - 12:09 م">', "", "2030-10-07T12:09:00", "page"),
        ('<meta name="datePublished" content="2030-12-01 02:00:00">', "<div>3 مايو 2030</div>", "2030-12-01T02:00:00", "page"),
        ("", "<div><time>٠٢:٠٠</time> الثلاثاء ١ / ١٢ / ٢٠٣٠</div>", "2030-12-01", "page"),
        ("", "<span>نشر في 15 أوت 2030</span>", "2030-08-15", "page"),
        ("", "<span>3 كانون الثاني/يناير 2030</span>", "2030-01-03", "page"),
        ('<link rel="canonical" href="https://a.example/2030/world/8/3/x">', "<p>الأربعاء، 28 آب 2030، آخر تحديث 14:00</p>", "2030-08-03", "url"),
        ("", "<p>آخر تحديث: 28 آب 2030</p>", "2030-08-28", "page"),
        ("", "", None, None),
    ],
)  # fmt: skip
def test_order_of_trust_in_dates(head, before, published, source):
    article = read_page(page(head, before))
    assert (article.published or "")[:10] == (published or "")[:10]
    assert article.published_from == source


def test_json_ld_date_comes_first():
    ld = json.dumps({"@type": "NewsArticle", "datePublished": "2030-05-01T10:00:00Z"})
    head = (
        f'<script type="application/ld+json">{ld}</script><meta property="article:published_time" content="2030-05-02">'
    )
    assert read_page(page(head)).published == "2030-05-01T10:00:00Z"


def test_dateline_day_outweighs_a_stamp_that_the_page_calls_an_update():
    body = f"<p>تلورا/ صحيفة المرصاد – الاثنين 28 نيسان 2031</p>{BODY}"
    head = '<meta property="article:published_time" content="2031-06-11T12:00:00+03:00"><meta property="og:site_name" content="صحيفة المرصاد">'
    article = read_page(page(head, "<span class='date'>آخر تحديث: 11 يونيو، 2031</span>", body=body))
    assert (article.published, article.published_from) == ("2031-04-28", "text")
    assert article.dateline is not None
    assert article.dateline.place == "تلورا"
    assert article.text[article.dateline.span.start : article.dateline.span.end] == article.dateline.span.text


def test_issue_date_of_a_newspaper_and_no_other_day_at_the_top():
    top = "<body><div>الثلاثاء ٢٥ رمضان ١٤٥٢ هـ - ٢٠ كانون الثاني ٢٠٣١ - العدد ٥٤٠٤</div>"
    assert read_page(page().replace("<body>", top)).published == "2031-01-20"
    assert (
        read_page(
            page().replace(
                "<body>",
                "<body><div>الثلاثاء 20 كانون الثاني 2031</div><p>سياسة</p>" * 1
                + "<ul>"
                + "<li>خبر</li>" * 8
                + "</ul>",
            )
        ).published
        is None
    )


def test_old_page_whose_title_element_is_the_site():
    html = page(title="x").replace("<h1>x</h1>", f"<span id='lblTitle'><b>{LONG.title}</b></span>")
    article = read_page(html.replace("<head>", "<head><title>جريدة المرصاد</title>"))
    assert article.title == LONG.title
    assert article.outlet == "جريدة المرصاد"


def test_heading_by_role():
    html = page(title="x").replace("<h1>x</h1>", f'<div role="heading" aria-level="1">{LONG.title}</div>')
    assert read_page(html).title == LONG.title


def test_title_without_the_site():
    html = page(f"<title>{LONG.title} - اقتصاد - {SITE}</title>", title="").replace("<h1></h1>", "")
    assert read_page(html).title == LONG.title


def test_notice_behind_the_paragraphs_is_left_out():
    notice = "<div>نرحب بالنقاش الحيوي والمفيد، وتخضع التعليقات قبل نشرها لمراجعة فريق التحرير، ويحق للموقع حذف ما يخالف القواعد.</div>"
    article = read_page(page(body=BODY + notice))
    assert "نرحب" not in article.text


def test_related_box_without_links_does_not_end_a_body_of_wrapped_paragraphs():
    parts = [f"<div class='b'><div class='in'>{p}</div></div>" for p in LONG.paragraphs]
    parts.insert(3, "<div class='also'><div>مواضيع متعلقة</div></div>")
    assert read_page(page(body="".join(parts))).text.split("\n") == LONG.paragraphs


def test_repeated_short_lines_are_kept():
    lines = "الجمعة 3 مارس 2031:<br>الساعة الثانية والنصف بعد الظهر :<br>- فريق الميناء * نجم الساحل<br>السبت 4 مارس 2031:<br>الساعة الثانية والنصف بعد الظهر :<br>- شباب المدينة * فريق السهل"
    article = read_page(page(body=f"<p>{LONG.paragraphs[0]}</p><p>{lines}</p>"))
    assert article.text.count("الساعة الثانية والنصف") == 2


def test_head_that_names_a_teaser_like_word_in_its_wrappers():
    html = (
        page().replace("<body>", '<body class="has-sidebar comments-open"><div class="sidebar-layout widget-wrap">')
        + "</div>"
    )
    assert read_page(html).text.split("\n") == LONG.paragraphs


@pytest.mark.parametrize(
    ("html", "error"),
    [
        ("", EmptySource),
        ("   \n", EmptySource),
        ("<html><body></body></html>", NoArticle),
        ("<html><body><h1>تسجيل الدخول</h1><form>اسم المستخدم <input> كلمة المرور <input></form></body></html>", NoArticle),
        ("<html><head><title>404</title></head><body><h1>الصفحة غير موجودة</h1><a href='/'>الرئيسية</a></body></html>", NoArticle),
        ("<html><body><ul>" + "".join(f"<li><a href='{i}'>{t}</a></li>" for i, t in enumerate(TEASERS)) + "</ul></body></html>", NoArticle),
        ("<html><body><article><p>" + "The minister said the talks had gone well and would go on. " * 9 + "</p></article></body></html>", NotArabic),
        ("<html><body><p>" + "این گزارش را برای شما می‌خوانیم که در تهران منتشر شده است و گفته شد. " * 6 + "</p></body></html>", NotArabic),
    ],
)  # fmt: skip
def test_pages_without_an_arabic_article(html, error):
    with pytest.raises(error):
        read_page(html)


def test_cut_off_page_is_read_as_far_as_it_goes():
    html = NAMED["wordpress"](LONG)
    article = read_page(html[: html.index(LONG.paragraphs[5]) + 60])
    assert article.text.split("\n")[:4] == LONG.body()[:4]


def test_deep_nesting_stays_fast():
    html = "<html><body>" + "<div>" * 50_000 + BODY + "</div>" * 50_000 + "</body></html>"
    assert LONG.paragraphs[0] in read_page(html).text


def test_quotation_mark_inside_an_attribute_name():
    html = page(before='<a href="x""y>رابط</a>')
    assert read_page(html).text.split("\n") == LONG.paragraphs


def test_lone_surrogate():
    assert LONG.paragraphs[1] in read_page(page().replace("جمهورية", "جمهورية\ud800")).text


def test_comments_longer_than_the_report_with_no_name_and_no_headline_in_the_head():
    comments = "".join(f"<div><b>زائر</b><p>{p}</p></div>" for p in LONG.paragraphs)
    rows = "".join(f"<tr><td>{p}</td></tr>" for p in SHORT.paragraphs)
    html = f"<html><head><title>{SITE}</title></head><body><table>{rows}</table><div><h3>التعليقات</h3>{comments}</div></body></html>"
    assert read_page(html).text.split("\n") == SHORT.paragraphs


def test_short_body_with_an_inline_link_is_no_teaser():
    link = f'<div>شاهد أيضا: <a href="/n">{TEASERS[0]}</a></div>'
    rail = (
        "<div>" + "".join(f'<div><a href="/{i}">{t}</a><p>{t} {t}</p></div>' for i, t in enumerate(TEASERS)) + "</div>"
    )
    body = f"<div class='news-content'><p>{SHORT.paragraphs[0]}</p>{link}<p>{SHORT.paragraphs[1]}</p></div>"
    html = f"<html><body><div>{rail}<div>{SHORT.title}</div>{body}{rail}</div></body></html>"
    assert read_page(html).text.split("\n") == SHORT.paragraphs


def test_day_in_the_headline_is_not_the_day_of_publication():
    article = read_page(page(title="أبرز أحداث الثلاثاء 24 جانفي 2017", before="<div>2031/03/04 10:20</div>"))
    assert article.published == "2031-03-04T10:20:00"


def test_lead_longer_than_the_rest_in_a_box_of_its_own():
    first = " ".join(LONG.paragraphs[:5])
    html = f"<html><body><h1>{LONG.title}</h1><div class='k1'>{first}</div><div><div>{LONG.paragraphs[5]}</div></div></body></html>"
    assert read_page(html).text.split("\n") == [first, LONG.paragraphs[5]]


def test_line_over_the_date_over_the_text_is_the_headline():
    html = f"<html><head><title>{SITE}</title></head><body><div><font>{LONG.title}</font><div>4 مارس 2031</div><div>{BODY}</div></div></body></html>"
    article = read_page(html)
    assert article.title == LONG.title
    assert LONG.title not in article.text


def test_story_pages_of_the_project():
    from pathlib import Path

    import malaff

    folder = Path(malaff.__file__).parent / "story"
    if not (folder / "manifest.json").exists():
        pytest.skip("the demo story is not there")
    from samples import body_f1

    for entry in json.loads((folder / "manifest.json").read_text("utf-8")):
        article = read_page((folder / entry["file"]).read_bytes(), source=entry["file"])
        assert body_f1((folder / entry["expected"]).read_text("utf-8"), article.text) >= 0.97, entry["file"]
        assert key(article.title or "") == key(entry["title"]), entry["file"]
        if entry["date"]:
            assert (article.published or "")[:10] == entry["date"], entry["file"]
