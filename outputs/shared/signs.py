"""The signs of bounds, which `target_words` writes and `columns` keeps with their numbers."""

AT_LEAST, AT_MOST = "≥", "≤"
