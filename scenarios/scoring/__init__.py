"""Scoring of parks, towns or counties by a scoring table, in exact fractions."""
