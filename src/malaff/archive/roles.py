"""The roles that the coverage gives to somebody, over time."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from malaff.archive.schema import ARTICLES, MENTIONS
from malaff.model import Record


class HeldRole(Record, frozen=True):
    """A role that articles give to somebody, from the first day to the last that one does."""

    role: str
    articles: int
    first: str | None
    last: str | None


def roles_over_time(connection: Connection, records: Sequence[int]) -> list[HeldRole]:
    """The roles that articles give to somebody's records, by the first day that one does; undated ones last."""
    first, last = sa.func.min(ARTICLES.c.day), sa.func.max(ARTICLES.c.day)
    query = (
        sa.select(MENTIONS.c.role, sa.func.count(MENTIONS.c.article.distinct()).label("n"), first.label("first"),
                  last.label("last"))
        .join(ARTICLES, ARTICLES.c.id == MENTIONS.c.article)
        .where(MENTIONS.c.entity.in_(records), MENTIONS.c.role.is_not(None))
        .group_by(MENTIONS.c.role)
    )  # fmt: skip
    held = [HeldRole(role=row.role, articles=row.n, first=row.first, last=row.last)
            for row in connection.execute(query)]  # fmt: skip
    return sorted(held, key=lambda each: (each.first or "~", -each.articles, each.role))
