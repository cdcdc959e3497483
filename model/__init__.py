"""The simulation: firms, parks, land quotas and energy quotas of a city's development zones, quarter by quarter.

It knows nothing of files, cases or plots. Names load when they are first used, so that a command that does not
simulate does not wait for the compiler.
"""

from importlib import import_module
from typing import Any

_HOMES = {"simulate": "simulation", "ZoneModel": "zone", "BookError": "books"}

__version__ = "0.1.0"

__all__ = ["BookError", "ZoneModel", "simulate"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
