# ruff: noqa: E501 - markup is easier to judge in long lines
"""The head of a page, and bodies that only its scripts hold."""

from __future__ import annotations

import json

import pytest
from designs import LONG, SITE

from malaff.intake.markup import parse
from malaff.intake.metadata import Head, plain
from malaff.intake.page import read_page

BODY = "".join(f"<p>{p}</p>" for p in LONG.paragraphs)


def shell(script: str) -> str:
    return f"<html><head><meta property='og:title' content='{LONG.title}'></head><body><div id=app></div>{script}</body></html>"


def test_json_ld_as_pages_write_it():
    raw = '<!-- {"@graph": [{"@type": ["NewsArticle"], "headline": "عنوان\nعلى سطرين", "author": [{"name": "نائل الدرعاوي"}],},]} -->'
    head = Head(parse(f'<html><head><script type="application/ld+json">{raw}</script></head></html>'))
    assert [thing["author"] for thing in head.articles] == [[{"name": "نائل الدرعاوي"}]]


@pytest.mark.parametrize("raw", ["", "{", "[[[[", "null", '"text"', "{}", "[1, 2]"])
def test_json_ld_that_is_none(raw):
    head = Head(parse(f'<html><head><script type="application/ld+json">{raw}</script></head></html>'))
    assert head.articles == []


def test_deep_json_is_no_error():
    script = '<script type="application/json">' + "[" * 100_000 + "</script>"
    page = f"<html><body><h1>{LONG.title}</h1>{BODY}{script}</body></html>"
    assert read_page(page).text.split("\n") == LONG.paragraphs
    with pytest.raises(Exception, match="M105"):
        read_page(shell(script))


@pytest.mark.parametrize(
    "state",
    [
        {"article": {"title": LONG.title, "content": BODY}},
        {"article": {"title": LONG.title, "body": [{"type": "paragraph", "text": p} for p in LONG.paragraphs]}},
        {
            "article": {
                "title": LONG.title,
                "blocks": [{"data": {"text": p}} for p in LONG.paragraphs],
                "text": "\n".join(LONG.paragraphs),
            }
        },
        {"x": [{"y": {"headline": LONG.title, "details": LONG.paragraphs}}]},
    ],
)
def test_application_state(state):
    scripts = (
        f'<script id="s" type="application/json">{json.dumps(state)}</script>',
        f"<script>window.__NUXT__ = {json.dumps(state)}; more()</script>",
    )
    for script in scripts:
        assert read_page(shell(script)).text.split("\n") == LONG.paragraphs


def test_article_body_with_markup_and_references():
    body = "".join(f"&lt;p&gt;{p}&lt;/p&gt;" for p in LONG.paragraphs)
    ld = json.dumps({"@type": "NewsArticle", "headline": LONG.title, "articleBody": body}, ensure_ascii=False)
    assert read_page(shell(f'<script type="application/ld+json">{ld}</script>')).text.split("\n") == LONG.paragraphs


def test_shown_body_is_preferred_to_a_shortened_article_body():
    ld = json.dumps({"@type": "NewsArticle", "articleBody": LONG.paragraphs[0]}, ensure_ascii=False)
    page = f'<html><head><script type="application/ld+json">{ld}</script></head><body><h1>{LONG.title}</h1><div>{BODY}</div></body></html>'
    assert read_page(page).text.split("\n") == LONG.paragraphs


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ('<meta name="author" content="admin">', None),
        ('<meta name="author" content="https://a.example/u/1">', None),
        (f'<meta name="author" content="{SITE}"><meta property="og:site_name" content="{SITE}">', None),
        ('<meta name="author" content="بقلم: نائل الدرعاوي">', "نائل الدرعاوي"),
        ('<meta name="author" content="اقتصاد"><meta property="article:section" content="اقتصاد">', None),
    ],
)
def test_author_is_a_writer(head, author):
    assert (
        read_page(f"<html><head>{head}</head><body><h1>{LONG.title}</h1><div>{BODY}</div></body></html>").author
        == author
    )


def test_writer_in_a_line_of_facts():
    line = "<div>أضيف بتاريخ 10-02-2031 - كتبه : نائل الدرعاوي - القراءات : 1365</div>"
    article = read_page(f"<html><body><h1>{LONG.title}</h1>{line}<div>{BODY}</div></body></html>")
    assert article.author == "نائل الدرعاوي"
    assert article.published == "2031-02-10"


def test_breadcrumbs_are_sections():
    crumbs = (
        '<nav class="breadcrumb"><a href="/">الرئيسية</a> / <a href="/c">عالم</a> / <a href="/d">شؤون دولية</a></nav>'
    )
    assert read_page(f"<html><body>{crumbs}<h1>{LONG.title}</h1><div>{BODY}</div></body></html>").sections == [
        "عالم",
        "شؤون دولية",
    ]


def test_plain():
    assert plain("<p>أ &amp; ب</p><br>ج") == "أ & ب\nج"
    assert plain("&lt;p&gt;أ&lt;/p&gt;") == "أ"
    assert plain("أ < ب") == "أ < ب"
