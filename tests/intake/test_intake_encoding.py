# ruff: noqa: E501 - a case stands in one line
"""Bytes become text, whatever they declare."""

from __future__ import annotations

import contextlib

import pytest
from designs import LONG, NAMED
from hypothesis import given
from hypothesis import strategies as st

from malaff.errors import BinarySource, EmptySource
from malaff.intake.encoding import declared_in, decode, plausibility, undouble
from malaff.intake.page import read_page

ARABIC = (
    "قال الوزير إن المفاوضات مستمرة، ولم يوقع الطرفان على الاتفاق بعد. وأضاف أن الجولة المقبلة ستعقد في الأسبوع القادم"
)
HTML = "<html><head><meta charset={}><title>خبر</title></head><body><p>" + ARABIC + "</p></body></html>"


@pytest.mark.parametrize(
    ("declared", "actual"),
    [
        ("utf-8", "utf-8"), ("windows-1256", "cp1256"), ("iso-8859-6", "iso-8859-6"), ("utf-8", "cp1256"),
        ("windows-1256", "utf-8"), ("iso-8859-1", "utf-8"), ("iso-8859-1", "cp1256"), ("utf-8", "iso-8859-6"),
        ("nonsense", "cp1256"), ("windows-1252", "iso-8859-6"),
    ],
)  # fmt: skip
def test_declared_and_actual(declared, actual):
    assert ARABIC in decode(HTML.format(declared).encode(actual))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_marked_and_wide(encoding):
    assert decode(HTML.format("windows-1256").encode(encoding)).startswith("<html>")


def test_transport_declares_wrongly():
    assert ARABIC in decode(HTML.format("utf-8").encode(), declared="windows-1256")


@pytest.mark.parametrize("wrong", ["cp1252", "cp1256"])
def test_double_encoding_is_undone(wrong):
    raw = ARABIC.encode()
    twice = "".join(
        chr(b) if wrong == "cp1252" and b in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([b]).decode(wrong) for b in raw
    )
    assert decode(twice.encode()) == ARABIC


def test_good_text_with_a_few_odd_letters_is_left_alone():
    text = ARABIC + " Ørsted Ùçø ط§ ط§"
    assert undouble(text) == text


def test_cut_off_utf8_stays_utf8():
    assert decode((ARABIC * 20).encode()[:-1]).startswith(ARABIC)


def test_whole_page_in_windows_1256_that_declares_utf8():
    article = read_page(NAMED["old_table"](LONG).encode("cp1256", "xmlcharrefreplace"))
    assert article.text.split("\n") == LONG.body()


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"%PDF-1.7\n%\xe2\xe3", b"PK\x03\x04" + b"\x00" * 40, b"SQLite format 3\x00" + b"\x10",
        b"\xff\xd8\xff\xe0" + b"\x00" * 20, bytes(range(256)) * 20,
    ],
)  # fmt: skip
def test_binary_is_refused(data):
    with pytest.raises(BinarySource):
        decode(data)


@pytest.mark.parametrize("data", [b"", b"  \n", b"\xef\xbb\xbf", b"\x00\x00"])
def test_nothing(data):
    with pytest.raises(EmptySource):
        decode(data)


def test_declaration_is_found():
    assert declared_in(b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">') == "windows-1256"
    assert declared_in(b'<?xml version="1.0" encoding="iso-8859-6"?>') == "iso-8859-6"
    assert declared_in(b"<html>") is None


def test_plausibility_orders_readings():
    raw = ARABIC.encode("cp1256")
    assert plausibility(ARABIC) > 4 > plausibility(raw.decode("iso-8859-6", "replace"))
    assert plausibility(raw.decode("cp1252", "replace")) < 0


LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآءئؤ"


@given(st.lists(st.text(LETTERS, min_size=1, max_size=9), min_size=25, max_size=60))
def test_utf8_is_always_read_back(words):
    text = "ال" + " ".join(words)
    assert decode(text.encode()) == text


WORDS = ARABIC.replace("،", "").replace(".", "").split()


@given(st.lists(st.sampled_from(WORDS), min_size=20, max_size=60))
def test_windows_1256_prose_is_always_read_back(words):
    text = " ".join(words)
    assert decode(b"<meta charset=utf-8>" + text.encode("cp1256")).endswith(text)


@given(st.binary(max_size=300))
def test_no_bytes_break_it(data):
    with contextlib.suppress(BinarySource, EmptySource):
        assert isinstance(decode(data), str)
