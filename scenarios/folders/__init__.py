"""Folders of results: taken before anything is computed, held while it is, complete when it is done."""
