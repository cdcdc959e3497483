"""The command `score`: participants scored by a table."""
