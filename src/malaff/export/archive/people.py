"""Records of people, bodies and places for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from malaff.archive.people import Person
from malaff.export.archive.shared import led
from malaff.export.terminal import Style, isolate, wrapped

_INDENT = "      "
_ROLES = 5


def lines(people: Sequence[Person], *, colour: bool = False, columns: int = 100) -> list[str]:
    """Each record: its number and name, other spellings, roles, and where it was met."""
    style = Style(colour=colour)
    shown: list[str] = []
    for person in people:
        shown.append(f"{person.id:>4}. {style.strong(isolate(person.name))}  {style.faint(person.kind)}")
        if person.aliases:
            shown += led("= ", "، ".join(person.aliases), columns, _INDENT)
        if person.roles:
            roles = [f"{role} ({count})" for role, count in person.roles[:_ROLES]]
            shown += wrapped("، ".join(roles), columns, _INDENT)
        days = " to ".join(dict.fromkeys(day for day in (person.first, person.last) if day))
        facts = [_many(person.articles, "article"), _many(person.statements, "statement"), *([days] if days else [])]
        shown.append(_INDENT + style.faint(" · ".join(facts)))
    return shown


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
