"""What an article is called when its source gives it no id."""

from __future__ import annotations

import hashlib


def article_id(given: str | None, url: str | None, text: str) -> str:
    """The input's id; otherwise the canonical address; otherwise a digest of the text (16 hex digits of SHA-256)."""
    if given:
        return given
    if url:
        return url
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
