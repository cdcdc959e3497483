"""Calibration: what the model's parameters are held to, when a plan fails, and what matters most."""
