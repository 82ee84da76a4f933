"""The pages that change something: adding, reviewing, settings, signing in and out."""

from __future__ import annotations

from malaff.web.pages import add, defining, merging, review, settings, signing

ROUTES = [*add.ROUTES, *defining.ROUTES, *review.ROUTES, *merging.ROUTES, *signing.ROUTES, *settings.ROUTES]
