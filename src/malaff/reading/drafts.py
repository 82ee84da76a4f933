"""A statement in the making, as the rules that find it pass it on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from malaff.reading.cues import CueForm

FrameName = Literal["an", "q", "np", "prep", "obj", "attribution", "nominal", "quote_first"]
"""How the content hangs on its cue: أن, speech, a noun, a preposition, an object and its predicate, and so on."""

Range = tuple[int, int]
"""First and last word, both taken in."""


@dataclass(slots=True)
class Draft:
    """A statement in the making; all positions are word indices, ranges take both ends in.

    Attributes:
        cue: first word of what reports, `cue_last` its last.
        form: the cue as the lexicon knows it; None for a verbless attribution.
        frame: how the content hangs on the cue.
        start: first word of the content, `end` its last; -1 while not known.
        subject: the words that name the speaker, None where it is dropped.
        subject_lead: characters of a preposition attached to the subject's first word.
        via: the words that name the medium.
        content2: the second half of a quotation that its cue parts.
        trailing: the content stands before the cue.
        left: the subject stands before the cue.
        addressee: the noun behind the cue is whom it is said to, so the subject is no matter of this sentence.
    """

    cue: int
    cue_last: int
    form: CueForm | None
    frame: FrameName
    start: int
    subject: Range | None = None
    subject_lead: int = 0
    via: Range | None = None
    end: int = -1
    content2: Range | None = None
    trailing: bool = False
    left: bool = False
    addressee: bool = False
