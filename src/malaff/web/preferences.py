"""How a reader wants pages worded: language, months, digits, calendar; kept in a cookie, not in the archive."""

from __future__ import annotations

from typing import Any, get_args
from urllib.parse import parse_qsl, urlencode

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from malaff.export.dossier.words import Digits, Language, Months, Wording
from malaff.model import Record
from malaff.web.settings import Calendar

COOKIE = "malaff"
_YEAR = 365 * 24 * 3600
VALUES: dict[str, tuple[Any, ...]] = {
    "language": get_args(Language),
    "months": get_args(Months),
    "digits": get_args(Digits),
    "calendar": get_args(Calendar),
}


class Preferences(Record, frozen=True):
    """A reader's wishes; a value that is none of the known ones falls back to the default."""

    language: Language = "ar"
    months: Months = "egyptian"
    digits: Digits = "latin"
    calendar: Calendar = "gregorian"

    @property
    def wording(self) -> Wording:
        """Labels, counts and dates as the reader wants them."""
        return Wording(language=self.language, months=self.months, digits=self.digits, calendar=self.calendar)

    @classmethod
    def of(cls, request: Request) -> Preferences:
        """Those of a request: `?language=` for this page alone, otherwise the cookie's."""
        kept = dict(parse_qsl(request.cookies.get(COOKIE, "")))
        if (asked := request.query_params.get("language")) is not None:
            kept["language"] = asked
        return cls.from_(kept)

    @classmethod
    def from_(cls, given: dict[str, str]) -> Preferences:
        """From values that a form or cookie gave."""
        known = {name: given[name] for name, values in VALUES.items() if given.get(name) in values}
        return msgspec.convert(known, cls)

    def keep(self, response: Response, *, secure: bool) -> None:
        """Have the browser keep them."""
        value = urlencode({name: getattr(self, name) for name in VALUES})
        response.set_cookie(COOKIE, value, max_age=_YEAR, httponly=True, samesite="lax", secure=secure)
