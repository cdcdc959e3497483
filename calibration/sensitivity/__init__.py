"""Sensitivity: which axes move an outcome (Morris screening, Sobol indices), and which of them differ significantly."""
