"""docs/dossier.md says what there is: every field of every record, and examples that are true."""

import re
import shlex
from pathlib import Path
from typing import get_args, get_type_hints

import msgspec
import pytest

from malaff.model import ClashKind, Dossier, Evidence, Record, Span
from story_archive import story_archive

DOCS = (Path(__file__).parents[2] / "docs" / "dossier.md").read_text("utf-8")


def records(kind=Dossier, known=None):
    """A record's type and all that it is made of."""
    known = {} if known is None else known
    if isinstance(kind, type) and issubclass(kind, Record | Evidence):
        if kind.__name__ not in known:
            known[kind.__name__] = kind
            for hint in get_type_hints(kind).values():
                records(hint, known)
    else:
        for part in get_args(kind):
            records(part, known)
    return known


RECORDS = records()


def section(name):
    return re.split(r"^##+ ", DOCS.split(f"\n### {name}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def plain(text):
    """A text without the marks that keep directions apart, all blanks alike."""
    return " ".join(re.sub("[\u2066-\u2069]", "", text).split())


def examples():
    """The commands of the docs with the lines they are said to write."""
    for block in re.findall(r"^    \$ malaff (.+\n(?:    .+\n)+)", DOCS, re.MULTILINE):
        command, *lines = block.split("\n")
        yield command, [plain(line) for line in lines if line.strip()]


def test_the_records_are_all_of_them():
    assert {"Dossier", "Evidence", "Mover", "Side", "PartyStance", "DossierStatement"} <= set(RECORDS)
    assert Span.__name__ not in RECORDS


@pytest.mark.parametrize("name", RECORDS)
def test_every_field_of_a_record_is_documented(name):
    listed = re.findall(r"`(\w+)`", " ".join(re.findall(r"^\| (`.*?) \|", section(name), re.MULTILINE)))
    assert sorted(listed) == sorted(field.encode_name for field in msgspec.structs.fields(RECORDS[name]))


def test_every_kind_of_contradiction_is_documented():
    assert set(re.findall(r"^\| `(\w+)` \| ", DOCS.split("## Contradictions", 1)[1].split("\n## ", 1)[0], re.M)) == set(
        get_args(ClashKind)
    )


def test_every_error_of_a_dossier_is_named():
    for code in ("M401", "M403"):
        assert code in DOCS


def test_the_examples_are_true(run, tmp_path, monkeypatch):
    monkeypatch.setenv("MALAFF_ARCHIVE", str(story_archive(tmp_path)))
    assert run("demo", "--archive", tmp_path / "malaff.db").code == 0
    commands = list(examples())
    assert len(commands) > 5
    for command, lines in commands:
        out = plain(run(*shlex.split(command)).out)
        assert [line for line in lines if line not in out] == [], command
