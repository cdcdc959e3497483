"""Comparison of scenarios or of points of a sweep: paired differences, dominance, regret, satisficing."""
