"""Names of cases and scenarios become objects: the one place of the model that looks upwards, and only when asked."""

from importlib import import_module
from typing import Any


def resolve(case: Any, scenario: Any) -> tuple[Any, Any]:
    """Return the case and the scenario; a name is looked up by the package `scenarios`, found when it is needed."""
    if isinstance(case, str):
        case = import_module("scenarios").load_case(case)
    if isinstance(scenario, str):
        scenario = case.scenario(scenario)
    return case, scenario


def world_of(case: Any, hold: Any) -> tuple[Any, tuple[tuple[str, float | str], ...]]:
    """Return the world of a case in which parameters are held, and names and values of those that are."""
    return import_module("scenarios").world_holding(case, hold) if hold else (case.world, ())
