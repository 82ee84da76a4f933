"""An HTML page becomes an Article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from malaff.errors import EmptySource, NoArticle
from malaff.intake.body import Selection, select
from malaff.intake.dateline import find_dateline, looks_like_dateline
from malaff.intake.dates import date_in_url, find_date, is_update, only_date, parse_date
from malaff.intake.encoding import decode
from malaff.intake.evidence import Evidence
from malaff.intake.identity import article_id
from malaff.intake.language import require_arabic
from malaff.intake.markup import Layout, layout, parse
from malaff.intake.metadata import Head, names_of, plain, state_body
from malaff.intake.vocabulary import folded_words, key, label_words, phrases
from malaff.model import Article, PublishedFrom

# Fewer words than this are no article: a login form, an error page, an index.
_FEWEST_WORDS = 12
_SEPARATORS = re.compile(r"\s+[|–—:»«/\\•·~>-]+\s+|\s*[|»::]{1,2}\s*|\s+::\s+")
_DATE_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "og:published_time", "date_published",
    "publish-date", "publishdate", "publish_date", "publication_date", "published_time", "pubdate", "published-date",
    "published_at", "article.published", "article:published", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "article_date_original", "original-publish-date",
    "displaydate", "date", "article:post_date", "datecreated", "citation_publication_date", "lastpublished",
)  # fmt: skip
_SITE_NAMES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher", "al:android:app_name")
_BYLINE = re.compile(
    r"^\s*(?:كتبت?|بقلم|حاوره|حاورها|حاورته|أجرى الحوار|الكاتبة?|إعداد|اعداد|تحرير|تقرير|المحرر|by|ترجمة)\s*[:/-]?\s*",
    re.IGNORECASE,
)
# `أضيف بتاريخ 10-02-2031 - كتبه: فلان الفلاني - القراءات: 1365`
_WRITTEN_BY = re.compile(
    r"(?:كتبه|كتبته|بواسطة|بقلم|الكاتب|المحرر)\s*[:/-]?\s*([^\d:|،•\-–—/()]{4,50}?)\s*(?:[-–—|•/(،]|\d|$)"
)
_HOME = frozenset(map(key, ("الرئيسية", "الصفحة الرئيسية", "الاستقبال", "الصفحة الأولى", "Home", "البداية", "رئيسية")))


def read_page(data: bytes | str, *, url: str | None = None, source: str = "", declared: str | None = None) -> Article:
    """The article of one HTML page.

    Args:
        data: the page, as bytes (the encoding is found) or as text.
        url: the address it came from, where known.
        source: what to call it in the record; `url` where empty.
        declared: the encoding that the transport named, where one did.

    Raises:
        EmptySource, BinarySource: where there is no text.
        NoArticle: where the page holds none.
        NotArabic: where the article is in another language.
    """
    html = decode(data, declared=declared) if isinstance(data, bytes) else data
    if not html.strip():
        raise EmptySource("The page is empty.")
    tree = parse(html)
    head = Head(tree)
    page = layout(tree)
    lead = head.first("og:description", "description", "twitter:description") or ""
    body = head.article_body()
    author = _author_of_head(head)
    evidence = Evidence(
        titles=_head_titles(head), lead=plain(lead) if "&" in lead or "<" in lead else lead, body=body,
        live=head.is_live, author=author or "", outlet=next(_site_names(head), ""),
    )  # fmt: skip
    chosen = select(page, evidence)
    paragraphs = _with_article_body(chosen.paragraphs, body)
    title = _title(head, page, chosen)
    if sum(len(paragraph.split()) for paragraph in paragraphs) < 25:
        state, state_title = state_body(tree, set((title or "").split()))
        if len(state) > len(" ".join(paragraphs)):
            paragraphs = [line for line in state.split("\n") if not phrases().is_furniture(line)]
            if state_title and (not title or key(state_title) != key(title)):
                title = title or state_title
    text = "\n".join(paragraphs)
    _require_article(text, title, page, chosen, html)
    require_arabic(text, "page", page=True)
    address = head.canonical or url
    outlet = _outlet(head, title, address)
    published, published_from = _published(head, page, chosen, address, text, outlet or "")
    return Article(
        id=article_id(None, address, text),
        source=source or url or "",
        text=text,
        url=address,
        outlet=outlet,
        title=title,
        author=author or _visible_author(page, chosen),
        sections=_sections(head, page, chosen, title),
        language="ar",
        published=published,
        published_from=published_from,
        dateline=find_dateline(text, outlet, loose=True),
    )


def _require_article(text: str, title: str | None, page: Layout, chosen: Selection, html: str) -> None:
    words = len(text.split())
    if words >= _FEWEST_WORDS:
        return
    # A brief of one sentence under its own headline is an article.
    if words >= 5 and title and chosen.headline >= 0 and text.rstrip()[-1:] in '.؟!»”"':
        return
    if not page.blocks and "<" not in html:
        raise NoArticle("The source holds no HTML.")
    raise NoArticle("The page holds no article that malaff can make out.")


def _with_article_body(paragraphs: list[str], body: str) -> list[str]:
    """The visible paragraphs, or the head's articleBody where the page does not show it."""
    wanted = folded_words(body)
    if len(wanted) < 12:
        return paragraphs
    shown = folded_words(" ".join(paragraphs))
    common = len(set(wanted) & set(shown)) / len(set(wanted))
    if len(shown) >= 0.6 * len(wanted) or common >= 0.7:
        return paragraphs
    return [line for line in body.split("\n") if not phrases().is_furniture(line)] or paragraphs


# -- title ---------------------------------------------------------------------------------------------------------


def _head_titles(head: Head) -> list[str]:
    found = list(head.all("og:title", "twitter:title", "title", "dc.title", "headline"))
    found += [name for value in head.field("headline") for name in names_of(value)]
    site = {key(name) for name in _site_names(head)}
    titles: list[str] = []
    for title in [*found, head.title]:
        title = plain(title)
        if title and key(title) not in site:
            titles.append(title)
            parts = _SEPARATORS.split(title)
            if len(parts) > 1 and len(parts[0].split()) >= 3:
                titles.append(parts[0])
    return titles


def _site_names(head: Head) -> Iterator[str]:
    yield from head.all(*_SITE_NAMES)
    for thing in head.articles:
        yield from names_of(thing.get("publisher"))
    for kinds in (("WebSite",), ("Organization", "NewsMediaOrganization")):
        for thing in head.others:
            if thing.get("@type") in kinds:
                yield from names_of(thing.get("name"))


def _title(head: Head, page: Layout, chosen: Selection) -> str | None:
    """The headline as the page shows it where the head agrees, otherwise the head's without the site's name."""
    shown = page.blocks[chosen.headline].text if chosen.headline >= 0 else None
    titles = _head_titles(head)
    if shown:
        shown_key = key(shown)
        for title in titles:
            title_key = key(title)
            if title_key == shown_key or (title_key.startswith(shown_key + " ") and len(shown_key) > 12):
                return _clean(shown)
    if not titles:
        return _clean(shown) if shown else None
    if shown and any(key(part) == key(shown) for title in titles for part in _SEPARATORS.split(title)):
        return _clean(shown)
    # A title element of two or three words is the site's name, and all there is on old pages.
    if shown and key(shown) != key(titles[0]) and all(len(title.split()) <= 3 for title in titles):
        return _clean(shown)
    if shown:
        wanted = set(" ".join(map(key, titles)).split())
        words = key(shown).split()
        # Heads clean their titles of marks and quotation marks, and shorten them; the page shows the headline itself.
        if words and sum(word in wanted for word in words) >= 0.75 * len(words) and len(words) >= 3:
            return _clean(shown)
        if page.blocks[chosen.headline].tag == "h1" and len(words) >= 4:
            return _clean(shown)
    sites = {key(name) for name in _site_names(head)}
    return _clean(_without_site(titles[0], sites))


def _without_site(title: str, sites: set[str]) -> str:
    """`title` without the parts that name the site, at either end."""
    parts = _SEPARATORS.split(title)
    marks = _SEPARATORS.findall(title)
    while len(parts) > 1:
        last, first = key(parts[-1]), key(parts[0])
        if last in sites or (len(last.split()) <= 4 and len(" ".join(parts[:-1]).split()) >= 3):
            parts.pop()
            marks.pop()
        elif first in sites:
            parts.pop(0)
            marks.pop(0)
        else:
            break
    out = parts[0]
    for mark, part in zip(marks, parts[1:], strict=True):
        out += mark + part
    return out


def _clean(title: str) -> str | None:
    return " ".join(title.replace("\u202b", "").replace("\u202c", "").split()).strip(" |-–—") or None


# -- who and where -------------------------------------------------------------------------------------------------


def _outlet(head: Head, title: str | None, url: str | None) -> str | None:
    for name in _site_names(head):
        name = name.strip()
        if name and not name.startswith(("http", "www.", "@")) and len(name) <= 60 and name != title:
            return name
    parts = _SEPARATORS.split(head.title)
    if len(parts) > 1 and title and key(parts[0]) == key(title) and 1 <= len(parts[-1].split()) <= 6:
        return parts[-1].strip() or None
    if title and head.title and len(head.title.split()) <= 4 and key(head.title) != key(title):
        return head.title
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def _person(name: str, sites: set[str]) -> str | None:
    """`name` where it can be a writer's: no address, no site, no account name."""
    name = _BYLINE.sub("", " ".join(name.split())).strip(" ()-–—:|/")
    if not name or len(name) > 60 or "://" in name or name.startswith(("@", "www.")) or key(name) in sites:
        return None
    if name.lower() in ("admin", "administrator", "editor", "webmaster", "user", "root", "author") or "." in name.strip(
        "."
    ):
        return None
    if name.isascii() and " " not in name and name.islower():
        return None
    return name


def _author_of_head(head: Head) -> str | None:
    # Some systems write the section or the outlet where the writer belongs.
    sites = {key(name) for name in _site_names(head)}
    sites.update(key(name) for name in head.all("article:section", "og:article:section"))
    for value in head.field("articleSection"):
        sites.update(map(key, names_of(value)))
    found: list[str] = []
    for value in head.field("author"):
        found += names_of(value)
    found += head.all("author", "article:author", "dc.creator", "sailthru.author", "parsely-author", "byl", "creator")
    for name in found:
        person = _person(name, sites)
        if person:
            return person
    return None


def _visible_author(page: Layout, chosen: Selection) -> str | None:
    low = max(0, chosen.headline)
    for element in page.elements:
        if "author" in element.roles and low <= element.first < chosen.last and element.last - element.first <= 2:
            for block in page.blocks[element.first : element.last]:
                person = _person(block.text, set()) if block.words <= 7 and not only_date(block.text) else None
                if person and any(char.isalpha() for char in person):
                    return person
    for block in page.blocks[low : chosen.first]:
        if block.words <= 8 and phrases().effect(block.text) == "author":
            return _person(block.text, set())
    for block in page.blocks[low : chosen.first]:
        named = _WRITTEN_BY.search(block.text) if block.words <= 25 else None
        person = _person(named[1], set()) if named else None
        if person and 2 <= len(person.split()) <= 5:
            return person
    for line in chosen.bylines:
        person = _person(line, set())
        if person:
            return person
    return chosen.signature


def _sections(head: Head, page: Layout, chosen: Selection, title: str | None) -> list[str]:
    found: list[str] = []
    for value in head.field("articleSection"):
        found += names_of(value)
    found += head.all("article:section", "og:article:section", "articlesection")
    if not found:
        found = list(_crumbs(head)) or list(_visible_crumbs(page, chosen))
    if not found:
        for element in page.elements:
            if (
                "section" in element.roles
                and element.first <= max(chosen.headline, 0) + 3
                and element.last - element.first == 1
            ):
                block = page.blocks[element.first]
                if block.words <= 4 and abs(element.first - chosen.headline) <= 6:
                    found.append(block.text)
    if not found:
        # A label right above the headline, with no class that says so.
        for block in page.blocks[max(0, chosen.headline - 2) : max(chosen.headline, 0)]:
            if block.words <= 3 and key(block.text) in label_words():
                found.append(block.text.strip(" :"))
    sections: list[str] = []
    for name in found:
        for part in re.split(r"\s*[،,|>»/]\s*", name):
            if (
                part
                and key(part)
                and key(part) not in _HOME
                and part not in sections
                and part != title
                and len(part) <= 50
            ):
                sections.append(part)
    return sections[:6]


def _crumbs(head: Head) -> Iterator[str]:
    for thing in head.others:
        if thing.get("@type") == "BreadcrumbList" and isinstance(thing.get("itemListElement"), list):
            names = [
                names_of(item.get("name") or item.get("item"))
                for item in thing["itemListElement"]
                if isinstance(item, dict)
            ]
            for name in names[:-1] if len(names) > 2 else names:
                if name and len(name[0].split()) <= 5:
                    yield name[0]
            return


def _visible_crumbs(page: Layout, chosen: Selection) -> Iterator[str]:
    for element in page.elements:
        if (
            "breadcrumb" in element.roles
            and element.first <= max(chosen.headline, chosen.first)
            and element.last > element.first
        ):
            blocks = page.blocks[element.first : min(element.last, element.first + 8)]
            for block in blocks:
                for part in re.split(r"\s*[>»/|←›]\s*", block.text):
                    words = part.split()
                    if 1 <= len(words) <= 5 and not (
                        chosen.headline >= 0 and key(part) == key(page.blocks[chosen.headline].text)
                    ):
                        yield _label(part)
            return


def _label(part: str) -> str:
    """The label without the "home" that stands before it where only links part the two."""
    words = part.split()
    if len(words) > 1 and key(words[0]) in _HOME:
        words = words[1:]
    return " ".join(words)


# -- when ----------------------------------------------------------------------------------------------------------


def _published(
    head: Head, page: Layout, chosen: Selection, url: str | None, text: str, outlet: str
) -> tuple[str | None, PublishedFrom | None]:
    """When the page was published and where that was read.

    In order of trust: JSON-LD, meta elements, time elements, a date near the headline, the address, the issue's date
    over a newspaper's page, an update. One thing outweighs what the head says: a body that opens with an earlier day
    in its dateline, on a page that itself calls the head's day an update; systems that rewrite an old article stamp
    it anew.
    """
    shown = _shown_dates(page, chosen)
    first = text.split("\n", 1)[0]
    dated = parse_date(first) if looks_like_dateline(first, outlet, loose=True) or only_date(first) else None
    stamped = _stamped(head)
    if stamped:
        updates = {value[:10] for value, updated, _ in shown if updated}
        if dated and stamped[:10] in updates and dated[:10] < stamped[:10]:
            return dated, "text"
        return stamped, "page"
    for value, updated, kind in shown:
        if kind == "time" and not updated:
            return value, "page"
    for value, updated, _ in shown:
        if not updated:
            return value, "page"
    for created in head.field("dateCreated"):
        found = parse_date(created) if isinstance(created, str) else None
        if found:
            return found, "page"
    if dated:
        return dated, "text"
    if url:
        found = date_in_url(unquote(url))
        if found:
            return found, "url"
    issue = _issue_date(page, chosen)
    if issue:
        return issue, "page"
    for value, _, _ in shown:
        return value, "page"
    for value in [*head.field("dateModified"), *head.all("article:modified_time", "og:updated_time", "last-modified")]:
        found = parse_date(value) if isinstance(value, str) else None
        if found:
            return found, "page"
    return None, None


def _stamped(head: Head) -> str | None:
    """The date of publication that the head gives."""
    for value in [*head.field("datePublished"), *head.all(*_DATE_METAS)]:
        found = parse_date(value) if isinstance(value, str) else None
        if found:
            return found
    return None


def _issue_date(page: Layout, chosen: Selection) -> str | None:
    """The date of a newspaper's issue (`الثلاثاء 25 آذار 2025 - العدد 5404`) over the headline.

    Without the issue's number a date at the top of a page is the day the page was looked at.
    """
    for block in page.blocks[: max(chosen.headline, chosen.first)]:
        if block.words <= 25 and "العدد" in block.text:
            found = parse_date(block.text)
            if found:
                return found
    return None


def _shown_dates(page: Layout, chosen: Selection) -> list[tuple[str, bool, str]]:
    """(value, whether it is an update, "time" or "text") of the dates around headline and body, nearest first."""
    low = min(chosen.headline if chosen.headline >= 0 else chosen.first, chosen.first)
    # A date may stand right above the headline; further up stands today's date.
    above = range(low - 1, max(-1, low - 7), -1)
    # A headline may hold a day of its own: `أبرز أحداث الثلاثاء 24 جانفي`.
    within = range(low + (low == chosen.headline), chosen.first + 1)
    below = range(chosen.first, chosen.last + 4)
    spans = (within, above, below) if low < chosen.first else (above, within, below)
    times: dict[int, tuple[str, bool]] = {}
    for element in page.elements:
        if element.datetime is not None and element.datetime:
            value = parse_date(element.datetime)
            if value:
                times.setdefault(
                    element.first, (value, "modified" in element.roles or "updated" in element.name.lower())
                )
    found: list[tuple[str, bool, str]] = []
    count = len(page.blocks)
    ordered = [at for span in spans for at in span if 0 <= at < count]
    for position, at in enumerate(ordered):
        block = page.blocks[at]
        if at in times:
            found.append((times[at][0], times[at][1] or is_update(block.text), "time"))
        if block.words > 22 or block.linked > block.words * 0.5 or not any(char.isdigit() for char in block.text):
            continue
        inside = chosen.first <= at < chosen.last
        if inside and not (chosen.cut[at] or only_date(block.text)):
            continue
        hit = find_date(block.text)
        value = hit[0] if hit else None
        if value is None and position:
            # `٠٢:٠٠` and the day in neighbouring elements are one date; a day alone is enough.
            continue
        if value:
            found.append((value, is_update(block.text), "text"))
    return found
