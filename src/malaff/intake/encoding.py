"""Bytes become text: the WHATWG rules, checked against what Arabic looks like.

A declared encoding is a claim, not a fact: old pages declare utf-8 and are windows-1256, mirrors declare
windows-1256 and were converted, feeds encode twice. Strict decoding decides where it can, the statistics of
Arabic letters where it cannot.
"""

from __future__ import annotations

import codecs
import re
from itertools import islice

import webencodings  # type: ignore[import-untyped]

from malaff.errors import BinarySource, EmptySource

# First bytes of formats people hand in by mistake, and what to call them.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a WebP image or a sound file"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
    (b"OggS", "an Ogg file"),
    (b"ID3", "an MP3 file"),
    (b"wOFF", "a font"),
    (b"{\\rtf", "an RTF document"),
)
_MP4 = re.compile(rb"^....ftyp", re.DOTALL)

# What the commonest Arabic letters turn into when they are encoded twice, through either table.
_TWICE = ("Ø", "Ù", "ط§", "ظ„")
# Double encoding runs through a whole page: its first stretches of non-ASCII text show it.
_FOREIGN = re.compile(r"[\x80-\uffff]{2,}")
_STRETCHES = 60
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

# WHATWG prescans 1,024 bytes; pages with a long licence comment at their head declare later.
_PRESCAN = 4096
_META_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.\-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([a-zA-Z0-9_:.\-]+)", re.IGNORECASE)

# How much of a text the statistics look at; enough for a steady answer, small enough to cost nothing.
_SAMPLE = 6000

# Weight of a character in Arabic prose, in letters per hundred, rounded; a letter that is rare in Arabic and
# common in mis-decoded Arabic weighs nothing or less.
_LETTERS: dict[str, float] = {
    "ا": 13, "ل": 11, "ي": 7.5, "م": 6, "و": 6, "ن": 6, "ر": 5, "ت": 5, "ب": 4, "ة": 3.5, "ع": 4, "د": 3.5,
    "س": 3, "ف": 3, "ه": 3, "ك": 2.5, "ق": 2.5, "أ": 2.5, "ح": 2.2, "ج": 1.8, "ش": 1.5, "ى": 1.2, "ص": 1.2,
    "ط": 1.2, "خ": 1.1, "إ": 1.1, "ذ": .9, "ث": .8, "ض": .9, "ء": .6, "غ": .6, "ز": .8, "ئ": .5, "آ": .3,
    "ظ": .4, "ؤ": .3, "،": 1.0, "؛": .2, "؟": .2,
}  # fmt: skip


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text of `data`.

    Args:
        data: a page or a text file, as it came.
        declared: what the transport said (`charset` of Content-Type), or None.

    Returns:
        the text without a byte order mark, double encoding undone. Bytes that fit no encoding become U+FFFD.

    Raises:
        EmptySource: where there is nothing but blanks.
        BinarySource: where the bytes are no text.
    """
    if not data.strip(b"\x00 \t\r\n\x0c"):
        raise EmptySource("The source is empty.")
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _checked(data[len(bom) :].decode(name, "replace"))
    refuse_binary(data)
    wide = _utf16(data)
    if wide is not None:
        return _checked(data.decode(wide, "replace"))
    if b"\x00" in data:
        data = data.replace(b"\x00", b"")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _checked(_guess(data, declared))
    # Text of ASCII alone may still hide Arabic in character references; non-ASCII bytes that decode strictly
    # as UTF-8 are UTF-8 whatever the page declares.
    return _checked(undouble(text) if _looks_double(text) else text)


def refuse_binary(data: bytes) -> None:
    """Raises BinarySource where `data` begins like a known binary format."""
    head = data[:16]
    for magic, name in _MAGIC:
        if head.startswith(magic):
            raise BinarySource(f"The source is {name}, not text.")
    if _MP4.match(head):
        raise BinarySource("The source is a video or sound file, not text.")


def declared_in(data: bytes) -> str | None:
    """The encoding label that the page's own head declares, or None."""
    head = data[:_PRESCAN]
    found = _XML_ENCODING.search(head) or _META_CHARSET.search(head)
    return found.group(1).decode("ascii") if found else None


def plausibility(text: str) -> float:
    """How much the non-ASCII characters of `text` look like Arabic prose.

    About 6 for Arabic, below 2 for bytes read with the wrong Arabic table, negative for other garbage; 0 where
    there are none.
    """
    sample = [char for char in text[: _SAMPLE * 4] if char > "\x7f"][:_SAMPLE]
    if not sample:
        return 0.0
    total = 0.0
    for char in sample:
        weight = _LETTERS.get(char)
        if weight is not None:
            total += weight
        elif "\u064b" <= char <= "\u0652" or char in "\u0640«»“”–—…\xa0’‘\u200f\u200e" or "\u0660" <= char <= "\u0669":
            total += 1.0
        elif "\u0600" <= char <= "\u06ff":
            total -= 1.0
        elif char == "\ufffd" or char < "\xa0":
            total -= 12.0
        else:
            total -= 5.0
    return total / len(sample)


def _looks_double(text: str) -> bool:
    sample = "".join(match[0] for match in islice(_FOREIGN.finditer(text), _STRETCHES))
    return any(mark in sample for mark in _TWICE)


def undouble(text: str) -> str:
    """`text` with double encoding undone: UTF-8 bytes that were once read as windows-1252 or windows-1256."""
    # The lead bytes of Arabic in UTF-8, D8 and D9, read as either table.
    latin = text.count("Ø") + text.count("Ù")
    arabic = text.count("ط§") + text.count("ظ„")
    if latin < 4 and arabic < 4:
        return text
    best, score = text, plausibility(text)
    for suspicious, table in ((latin, _latin_bytes), (arabic, _arabic_bytes)):
        if suspicious < 4:
            continue
        once = _reencode(text, table)
        if once is None:
            continue
        value = plausibility(once)
        if value > score + 1:
            best, score = once, value
    return best


def _reencode(text: str, table: dict[str, int]) -> str | None:
    """The bytes that `text` was wrongly read from, read as UTF-8; None where they do not fit."""
    out = bytearray()
    for char in text:
        code = table.get(char)
        if code is None:
            # A character the wrong table cannot make was put there afterwards: keep it.
            out += char.encode("utf-8", "replace")
        else:
            out.append(code)
    once = out.decode("utf-8", "replace")
    return once if once.count("\ufffd") * 50 <= len(once) else None


def _table(name: str) -> dict[str, int]:
    table: dict[str, int] = {}
    for code in range(256):
        try:
            table[bytes([code]).decode(name)] = code
        except UnicodeDecodeError:
            table[chr(code)] = code  # WHATWG maps the holes of windows-1252 to the C1 controls
    return table


_latin_bytes = _table("cp1252") | {chr(code): code for code in range(0x80, 0xA0)}
_arabic_bytes = _table("cp1256")


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: one of two neighbouring bytes is 0 or 6 nearly throughout."""
    sample = data[:2000]
    if b"\x00" not in sample:
        return None
    high = (0x00, 0x06, 0x20, 0xFE, 0xFB)
    for name, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        ends = sample[first::2]
        if len(ends) > 4 and sum(byte in high for byte in ends) >= 0.97 * len(ends):
            return name
    return None


def _guess(data: bytes, declared: str | None) -> str:
    """Text of bytes that are not strict UTF-8: the candidate that looks most like Arabic."""
    labels = [label for label in (declared, declared_in(data)) if label]
    names: list[str] = []
    for label in labels:
        known = webencodings.lookup(label)
        if known is not None and known.name not in names and known.name != "utf-8":
            names.append(known.name)
    for name in ("utf-8", "windows-1256", "iso-8859-6", "x-mac-arabic", "windows-1252"):
        if name not in names:
            names.append(name)
    best, score = "", float("-inf")
    for rank, name in enumerate(names):
        text = _decode_as(data, name)
        if text is None:
            continue
        # A declared encoding wins a tie: windows-1256 and windows-1252 agree on a page with no Arabic.
        value = plausibility(text) - 0.01 * rank
        if value > score:
            best, score = text, value
    return undouble(best)


def _decode_as(data: bytes, name: str) -> str | None:
    if name == "x-mac-arabic":
        return data.decode("mac_arabic", "replace")
    known = webencodings.lookup(name)
    if known is None:
        return None
    text: str = known.codec_info.decode(data, "replace")[0]
    return text


def _checked(text: str) -> str:
    """`text`, or BinarySource where control characters say that it is none."""
    sample = text[:5000]
    odd = len(_CONTROL.findall(sample)) + sample.count("\ufffd")
    if odd > 8 and odd > len(sample) * 0.05:
        raise BinarySource("The source is not text in any encoding malaff knows.")
    if not text.strip("\x00 \t\r\n\x0c\ufeff"):
        raise EmptySource("The source is empty.")
    return text
