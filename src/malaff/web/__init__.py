"""The archive in the browser: a REST API under `/api`, and pages in Arabic and English.

No logic of its own: `malaff.archive` and `malaff.dossier` are asked, `malaff.export` words and draws.
"""
