"""Errors: stable codes, documented, each with a sentence and a remedy."""

import re
from pathlib import Path

import pytest

from malaff import errors
from malaff.errors import MalaffError

DOCS = Path(__file__).parent.parent / "docs" / "errors.md"
CLASSES = [MalaffError, *MalaffError.__subclasses__()]


def test_codes_are_unique_and_have_the_form():
    codes = [kind.code for kind in CLASSES]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"M\d{3}", code) for code in codes)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_an_error_shows_code_message_and_remedy(kind):
    assert str(kind("It broke.")) == f"[{kind.code}] It broke. {kind.remedy}"
    assert str(kind("It broke.", remedy="Mend it.")) == f"[{kind.code}] It broke. Mend it."
    assert kind.remedy.endswith((".", "."))
    assert kind.__doc__


def test_the_list_in_the_docs_and_the_classes_are_the_same():
    listed = dict(re.findall(r"^\| (M\d{3}) \| `(\w+)` \|", DOCS.read_text("utf-8"), re.MULTILINE))
    assert listed == {kind.code: kind.__name__ for kind in CLASSES}


def test_every_error_is_defined_in_one_place():
    assert all(getattr(errors, kind.__name__) is kind for kind in CLASSES)
