"""Views of what an archive gives: hits, articles with their numbers, people, judgements, figures."""
