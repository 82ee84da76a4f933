"""Whether a text is Arabic: the script, and that it is not Persian, Urdu or Kurdish in the same script."""

from __future__ import annotations

import re

from malaff.arabic.fold import fold
from malaff.errors import NotArabic

_LETTER = re.compile(r"[^\W\d_]")
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufeff]")
_WORD = re.compile(r"[^\W\d_]+")
# Frequent small words (Arabic ones folded) that the other languages do not have.
_ARABIC_SMALL = """
في من علي الي ان التي الذي عن مع هذا هذه ما لا لم او كان كانت قال بعد قبل بين كما خلال ذلك قد الا ايضا وقال
عبد
"""
_OTHER_SMALL = """
است که این را برای های هاي بود شد شده کرد می مي اند نمی دارد خود بر تا کرده کند شود گفت کے کی میں ہے ہیں کا
نے سے کو پر اور تھا نہیں لە بە کە ئەو بۆ
"""
_ARABIC_WORDS = frozenset(_ARABIC_SMALL.split())
_OTHER_WORDS = frozenset(_OTHER_SMALL.split())
_FOREIGN_LETTERS = re.compile(r"[پچژگکیےہھںٹڈڑەۆێڕڵۊە]")
_SAMPLE = 8000


def require_arabic(text: str, what: str, *, page: bool = False) -> None:
    """Raises NotArabic where `text` is hardly Arabic.

    Args:
        what: what the text is ("page", "text"), for the message.
        page: whether furniture may have been read along; a page needs half of its letters Arabic, too.
    """
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    arabic = len(_ARABIC.findall(sample))
    if letters == 0 or arabic < letters * (0.3 if page else 0.2):
        raise NotArabic(f"The {what} is not in Arabic ({_percent(arabic, letters)} of its letters are).")
    foreign = len(_FOREIGN_LETTERS.findall(sample))
    if foreign > arabic * 0.02:
        words = _WORD.findall(sample)
        ours = sum(fold(word) in _ARABIC_WORDS for word in words)
        theirs = sum(word in _OTHER_WORDS for word in words)
        if theirs > ours:
            raise NotArabic(f"The {what} is in another language that uses Arabic letters (Persian, Urdu, Kurdish).")


def _percent(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %" if whole else "none"
