"""The pages that change something: adding, reviewing, settings, signing in and out."""

from __future__ import annotations

from malaff.web.pages import add, settings, signing

ROUTES = [*add.ROUTES, *signing.ROUTES, *settings.ROUTES]
