"""Scenarios: what is asked. Cases (a city's data, baseline and targets), dated settings of levers, comparison.

Names load when they are first used, so that a command that reads no case does not wait for what reading one needs.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "Case": "case",
    "load_case": "case",
    "world_holding": "holding",
    "InputProblem": "refusals.problem",
    "Scenario": "scenario",
}

DEFAULT_CASE = "chizhou"  # the shipped case of a command that names none

__all__ = ["DEFAULT_CASE", "Case", "InputProblem", "Scenario", "load_case", "world_holding"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
