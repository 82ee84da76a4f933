"""What a noun can be to a reporting verb, told by its head and its ending."""

from __future__ import annotations

from malaff.reading.cues import CueForm
from malaff.reading.grammar import ANONYMOUS, BROKEN_PLURALS, DOCUMENTS, GROUP, MEDIUM
from malaff.reading.heads import OFFICES, ORGANISATIONS, PLURALS, STATES, bare
from malaff.reading.mentions import FEMININE


def is_office(form: str) -> bool:
    """Whether a folded word, with the article or without, heads a title (وزير, الناطق)."""
    return bare(form) in OFFICES


def is_body(form: str) -> bool:
    """Whether a folded word, with the article or without, heads the name of a body (وزارة, المجلس)."""
    return bare(form) in ORGANISATIONS


def is_medium(form: str) -> bool:
    """Whether a folded word, with the article or without, is a medium (بيان, المؤتمر)."""
    return form in MEDIUM or (form.startswith("ال") and form[2:] in MEDIUM)


def is_source(form: str) -> bool:
    """Whether a folded word is in one of the lists of nouns that speak; one that is in none is most likely a name."""
    head = bare(form)
    return (
        head in ORGANISATIONS
        or head in OFFICES
        or head in DOCUMENTS
        or head in MEDIUM
        or form in GROUP
        or form in PLURALS
        or form in ANONYMOUS
    )


def disagrees(cue: CueForm, form: str) -> bool:
    """Whether the first noun behind the cue cannot be its subject: its gender is not the verb's."""
    if cue.number != "s" or cue.suffixed:
        return cue.suffixed
    if form in BROKEN_PLURALS:
        return cue.gender == "m"  # طالب الدول: plurals of things are feminine
    if form in STATES or form in GROUP or form in FEMININE:
        return False
    if not form.startswith("ال"):
        return False
    feminine = form.endswith("ه") and len(form) > 3
    if form.endswith("ين") and form in PLURALS:
        return True  # السياسيين: the oblique plural is an object
    if cue.gender == "f":
        return not feminine and not form.endswith(("ات", "اء"))
    return feminine
