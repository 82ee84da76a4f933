"""The grammar of time expressions, in parts.

`senses` says what a word can be in a time expression, `table` holds the text and what the article has said so far,
`values` makes the values, `dates`, `days`, `units` and `phrases` read one family of expressions each, and `ranges`
joins two into an interval. `malaff.reading.times` puts them together.
"""
