"""Reporting verbs in all the forms a text shows them in, from `lexicon/cues.tsv`."""

from __future__ import annotations

from typing import Literal, NamedTuple

from malaff import lexicon
from malaff.arabic.fold import fold
from malaff.model import Act
from malaff.reading.grammar import CLASSES

Kind = Literal["past", "present", "participle"]


class CueEntry(NamedTuple):
    """A reporting verb: its past form, the act it stands for, its frames and flags."""

    verb: str
    act: Act
    frames: tuple[str, ...]
    weak: bool
    addressee: bool
    noun: bool
    carries: bool
    document: bool = False


class CueForm(NamedTuple):
    """A form of a reporting verb as it stands folded in a text.

    Attributes:
        lead: characters of a conjunction (و, ف) before the verb.
        gender: "m", "f" or "" where the form does not tell.
        number: "s", "d" or "p".
        suffixed: an object pronoun is attached (وصفها).
    """

    entry: CueEntry
    kind: Kind
    lead: int
    gender: str
    number: str
    suffixed: bool


def _forms(row: dict[str, str], entry: CueEntry) -> list[tuple[str, Kind, str, str, bool]]:
    cue = row["cue"]
    out: list[tuple[str, Kind, str, str, bool]] = [(cue, "past", "m", "s", False)]
    feminine = row["feminine"] or cue + "ت"
    plural = row["plural"] or cue + "وا"
    out += [(feminine, "past", "f", "s", False), (plural, "past", "m", "p", False)]
    if not row["feminine"]:
        out += [(cue + "ا", "past", "m", "d", False), (cue + "تا", "past", "f", "d", False)]
    else:
        out += [(feminine + "ا", "past", "f", "d", False)]
    takes_object = ("obj" in entry.frames or "np" in entry.frames or entry.addressee) and not entry.weak
    if takes_object:
        for suffix in ("ه", "ها", "هم", "هما"):
            out.append((cue.replace("ى", "ا") + suffix, "past", "m", "s", True))
            out.append((feminine + suffix, "past", "f", "s", True))
            out.append((plural[:-1] + suffix, "past", "m", "p", True))
    present = row["present"]
    if present:
        rest = present[1:]
        stem = rest[:-1] if rest and rest[-1] in "يىو" else rest
        out += [
            (present, "present", "m", "s", False),
            ("ت" + rest, "present", "f", "s", False),
            ("ي" + stem + "ون", "present", "m", "p", False),
            ("ي" + stem + "ان", "present", "m", "d", False),
        ]
        if takes_object:
            for suffix in ("ه", "ها", "هم"):
                out.append((present + suffix, "present", "m", "s", True))
                out.append(("ت" + rest + suffix, "present", "f", "s", True))
    participle = row["participle"]
    if participle:
        base = participle[:-1] if participle.endswith("ي") else participle
        out += [
            (participle + "ا", "participle", "m", "s", False),
            (participle + "ة", "participle", "f", "s", False),
            (base + "ين", "participle", "m", "p", False),
        ]
    return out


# Forms that are everyday words of another kind and report only by chance.
_NOT_CUES = CLASSES["not_cues"]


def _verbs(file: str) -> dict[str, CueForm]:
    table: dict[str, CueForm] = {}
    for row in lexicon.rows(file):
        frames = tuple(fold(f) for f in row["frames"].split())
        flags = row["flags"].split()
        entry = CueEntry(
            row["cue"],
            row["act"],  # type: ignore[arg-type]  # checked against the acts by a test of the lexicon
            frames,
            "weak" in flags,
            "addressee" in flags,
            "noun" in flags,
            "carries" in flags,
            "document" in flags,
        )
        for form, kind, gender, number, suffixed in _forms(row, entry):
            key = fold(form)
            if (key in _NOT_CUES and not (suffixed and key.endswith("ه"))) or len(key) < 2:
                continue
            leads = ("", "و", "ف") if kind != "participle" else ("", "و")
            for lead in leads:
                form_of = CueForm(entry, kind, len(lead), gender, number, suffixed)
                known = table.setdefault(lead + key, form_of)
                if known.entry.weak and not entry.weak and number == "p":
                    table[lead + key] = form_of  # يدعون is دعا sooner than ادعى
    return table


CUES: dict[str, CueForm] = _verbs("cues.tsv")
STANCES: dict[str, CueForm] = _verbs("stances.tsv")


class NominalCue(NamedTuple):
    """A noun that reports: its entry and what stands on it.

    Attributes:
        lead: characters of a conjunction or preposition before the noun.
        suffixed: a pronoun names the owner (تعهده).
    """

    entry: CueEntry
    lead: int
    suffixed: bool


def _nouns(file: str) -> dict[str, NominalCue]:
    table: dict[str, NominalCue] = {}
    for row in lexicon.rows(file):
        frames = tuple("an" if fold(f) == "ان" else fold(f) for f in row["frames"].split())
        for cue in row["cue"].split():
            entry = CueEntry(cue, row["act"], frames, False, False, False, False)  # type: ignore[arg-type]  # as above
            noun = fold(cue)
            stem = noun[:-1] + "ت" if noun.endswith("ه") else noun
            for lead in ("", "و", "ب", "ل", "وب", "ول"):
                table.setdefault(lead + noun, NominalCue(entry, len(lead), False))
                for suffix in ("ه", "ها", "هم"):
                    table.setdefault(lead + stem + suffix, NominalCue(entry, len(lead), True))
            if noun == "مطالبه":
                for form, lead_len in (("للمطالبه", 0), ("المطالبه", 0)):
                    table[form] = NominalCue(entry, lead_len, True)
    return table


NOMINALS: dict[str, NominalCue] = _nouns("nominal_cues.tsv")
STANCE_NOUNS: dict[str, NominalCue] = _nouns("stance_nouns.tsv")
