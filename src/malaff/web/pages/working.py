"""The pages that change something: adding, reviewing, settings, signing in and out."""

from __future__ import annotations

from malaff.web.pages import settings, signing

ROUTES = [*signing.ROUTES, *settings.ROUTES]
