"""Fixtures that the features' tests share."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest

import malaff
from malaff.cli import main
from samples import BODY


class Run(NamedTuple):
    """What a command gave back."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Run the command line in this process: `run("read", path, stdin=b"...")`."""

    def call(*arguments: object, stdin: bytes = b"") -> Run:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return Run(code, out.decode("utf-8"), err.decode("utf-8"))

    return call


@pytest.fixture
def article_file(tmp_path) -> Callable[..., str]:
    """Write a text file and give its path."""

    def write(text: str = BODY, name: str = "article.txt") -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


@pytest.fixture(scope="session")
def reading() -> malaff.Reading:
    """One reading with several kinds of things in it."""
    return malaff.read_text(BODY, published="2025-01-09", id="talks", title="جولة جديدة من المحادثات")


@pytest.fixture
def lines() -> Callable[[str], Sequence[str]]:
    """The non-empty lines of a text."""
    return lambda text: [line for line in text.split("\n") if line.strip()]
