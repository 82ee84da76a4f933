"""The REST API: the same queries as the command line, as JSON."""
