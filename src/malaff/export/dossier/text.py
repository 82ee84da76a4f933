"""Text of the coverage as it may be shown, and the direction it runs in."""

from __future__ import annotations

import re
import unicodedata

# Control characters, lone surrogates and non-characters, which XML does not allow, and the bidi embeddings, overrides
# and isolates with which a text could turn the words around it. LRM, RLM and ALM do no harm and stay.
_STEERING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_RTL = frozenset(("R", "AL"))


def shown(text: str | None) -> str:
    """`text` as people may see it: all of it but the characters that would steer what shows it."""
    return _STEERING.sub("", (text or "").replace("\r\n", "\n").replace("\r", "\n"))


def is_rtl(text: str) -> bool:
    """Whether `text` is set from right to left: where it has any Arabic letter, as a sentence may begin in Latin."""
    return any(unicodedata.bidirectional(char) in _RTL for char in text)


def direction(text: str) -> str:
    """`rtl` or `ltr`, as HTML and SVG have it."""
    return "rtl" if is_rtl(text) else "ltr"
