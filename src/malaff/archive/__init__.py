"""Readings kept and found again: add, search, people, judgements."""
