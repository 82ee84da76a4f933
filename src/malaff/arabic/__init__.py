"""The Arabic language alone: folding, words and clitics, quotation marks, sentences, numbers."""
