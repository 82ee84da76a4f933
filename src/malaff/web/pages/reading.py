"""The pages that are read: everything but adding, reviewing and settings."""

from __future__ import annotations

from malaff.web.pages import article, dossier, home, language, people, search, statements

ROUTES = [
    *home.ROUTES, *language.ROUTES, *statements.ROUTES, *dossier.ROUTES, *article.ROUTES, *people.ROUTES,
    *search.ROUTES,
]  # fmt: skip
