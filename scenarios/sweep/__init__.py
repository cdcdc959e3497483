"""Sweeps: a design of points, run in units into a store that can be stopped and resumed, and read back.

A point is one setting of levers and uncertainties; a unit is a point and a block of its replicates.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "Design": "design",
    "design_of": "design",
    "read_design": "design",
    "run_points": "runner",
    "Sweep": "results",
    "read_sweep": "results",
}

__all__ = ["Design", "Sweep", "design_of", "read_design", "read_sweep", "run_points"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
