"""A source becomes Articles: pages, plain text, JSONL and CSV corpora, feeds, web archives, addresses."""

from malaff.intake.source import MAX_BYTES, read_source, read_stream

__all__ = ["MAX_BYTES", "read_source", "read_stream"]
