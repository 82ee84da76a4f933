"""Compressed bytes are read with a limit on what comes out: a gzip bomb is refused, not unpacked."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO

from malaff.errors import BinarySource, SourceTooLarge

_CHUNK = 1 << 16
GZIP = b"\x1f\x8b"
_REMEDY = "Fetch or copy the file again."


class Inflater:
    """Unpacks gzip or deflate piece by piece; members that follow one another are read on.

    Args:
        limit: the most bytes to give out before SourceTooLarge; None for no limit.
    """

    def __init__(self, limit: int | None) -> None:
        self._limit = limit
        self._given = 0
        self._machine: zlib._Decompress | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The unpacked pieces of `data`, each of at most 64 KiB.

        Raises:
            BinarySource: where the data is damaged.
            SourceTooLarge: where more comes out than the limit.
        """
        while data:
            if self._machine is None:
                # Blocks are padded with zeros behind the last member.
                data = data.lstrip(b"\x00") if self._given else data
                if not data:
                    return
                # 47: gzip or zlib header, whichever comes.
                self._machine = zlib.decompressobj(47)
            try:
                piece = self._machine.decompress(data, _CHUNK)
            except zlib.error as error:
                raise BinarySource("The compressed data is damaged.", remedy=_REMEDY) from error
            if piece:
                self._given += len(piece)
                if self._limit is not None and self._given > self._limit:
                    raise SourceTooLarge(f"The source unpacks to more than {self._limit:,} bytes.")
                yield piece
            data = self._machine.unconsumed_tail
            if self._machine.eof:
                data = self._machine.unused_data
                self._machine = None
            elif not piece and not data:
                return

    def finish(self) -> None:
        """Says that no more comes.

        Raises:
            BinarySource: where the packed data broke off.
        """
        if self._machine is not None and not self._machine.eof:
            raise BinarySource("The compressed data breaks off.", remedy=_REMEDY)


def unpacked(stream: BinaryIO, limit: int | None) -> Iterator[bytes]:
    """The bytes of a stream, unpacked where it is gzip, in pieces."""
    first = stream.read(_CHUNK)
    if first[:2] != GZIP:
        total = 0
        while first:
            total += len(first)
            if limit is not None and total > limit:
                raise SourceTooLarge(f"The source has more than {limit:,} bytes.")
            yield first
            first = stream.read(_CHUNK)
        return
    inflater = Inflater(limit)
    while first:
        yield from inflater.feed(first)
        first = stream.read(_CHUNK)
    inflater.finish()


def lines_of(pieces: Iterator[bytes], longest: int) -> Iterator[bytes]:
    """The lines of a run of pieces, without their newline; of a line longer than `longest`, one byte more than that."""
    rest: list[bytes] = []
    size = 0
    for piece in pieces:
        start = 0
        while True:
            end = piece.find(b"\n", start)
            part = piece[start:] if end < 0 else piece[start:end]
            if size <= longest:
                rest.append(part[: longest + 1 - size])
            size += len(part)
            if end < 0:
                break
            yield b"".join(rest)
            rest, size = [], 0
            start = end + 1
    if rest and size:
        yield b"".join(rest)
