"""Fields that parameters and bodies of several calls share, with what is taken in them."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from malaff.web.api.endpoint import Body, Parameters

# Records and judgements have numbers that fit a column of the archive.
MOST = 2**31 - 1
_MONTH_DAYS = (
    r"(0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|[12][0-9]))?"
)

Day = Annotated[str, Meta(pattern=rf"^[12][0-9]{{3}}(-({_MONTH_DAYS}))?$", description="YYYY-MM-DD, YYYY-MM or YYYY")]
Words = Annotated[str, Meta(min_length=1, max_length=2000)]
ArticleId = Annotated[str, Meta(min_length=1, max_length=2000, description="an article's id")]
Outlet = Annotated[str, Meta(description="who published the article, by the exact name")]
Number = Annotated[int, Meta(ge=1, le=MOST)]
Why = Annotated[str | None, Meta(description="the reason, kept with the decision")]


class Page(Parameters, frozen=True):
    """Which part of a list is answered."""

    limit: Annotated[int, Meta(ge=1, le=200, description="at most so many")] = 50
    offset: Annotated[int, Meta(ge=0, le=MOST, description="leave out the first ones")] = 0


class Decision(Body, frozen=True):
    """A decision and its reason."""

    why: Why = None
