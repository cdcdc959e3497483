"""Scenario discovery: the futures and settings in which a plan misses its target, as boxes (PRIM)."""
