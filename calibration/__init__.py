"""Calibration: the baseline population that meets a case's margins exactly, and what the model's parameters are held to.

`population`, and what it uses, looks at `model` only, so that a case can ask for its baseline.
"""
