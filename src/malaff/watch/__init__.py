"""Watching feeds and sitemaps: `plan` says which, `polite` asks for them, `poll` keeps what is new."""
