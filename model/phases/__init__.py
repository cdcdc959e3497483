"""Phases of a quarter: one file a phase, each a loop over rows or parks that calls rules. `quarter` orders them."""
