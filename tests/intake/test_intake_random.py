"""Pages of random structure: the figures hold over all of them, not only over designs that were looked at."""

from __future__ import annotations

import pytest
from random_pages import Maker

from malaff.errors import MalaffError
from malaff.intake.page import read_page
from malaff.intake.vocabulary import key
from samples import body_f1

PAGES = 300


@pytest.mark.parametrize("seed", [7, 2031])
def test_random_pages(seed):
    maker = Maker(seed)
    rates, titles, days, leaks = [], 0, 0, 0
    for _ in range(PAGES):
        page = maker.page()
        try:
            article = read_page(page.html)
        except MalaffError:
            rates.append(0.0)
            continue
        rates.append(body_f1("\n".join(page.paragraphs), article.text))
        titles += key(article.title or "") == key(page.title)
        days += (article.published or "")[:10] == page.day
        text = key(article.text)
        leaks += any(key(teaser) in text for teaser in page.teasers)
    assert sum(rates) / PAGES >= 0.995
    assert sum(rate < 0.9 for rate in rates) <= PAGES * 0.01
    assert titles >= PAGES * 0.98
    assert days >= PAGES * 0.98
    assert leaks <= PAGES * 0.01
