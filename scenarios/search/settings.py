"""A row of points becomes a scenario: the base scenario with the lever axes of the row set."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from model.levers import LEVERS, LeverSetting

from ..case import Case
from ..comparison.arrange import LEVER, SCENARIO, UNCERTAINTY
from ..scenario import Scenario

FIELDS = ("strength", "start", "ramp", "end")


def scenario_at(case: Case, row: Mapping[str, Any]) -> Scenario:
    """Return the scenario of a point: `scenario` names the base, `lever.<id>.<field>` replaces what it sets.

    A cell that is missing leaves the base's setting. A lever that the base does not set is neutral until its strength
    is given. Raises KeyError for an unknown lever, ValueError for an unknown field.
    """
    scenario = case.scenario(str(row[SCENARIO]))
    changes: dict[str, dict[str, Any]] = {}
    for name, value in row.items():
        if str(name).startswith(LEVER) and not pd.isna(value):
            lever, field = str(name).removeprefix(LEVER).rsplit(".", 1)
            if field not in FIELDS:
                raise ValueError(f"{name}: a lever has {', '.join(FIELDS)}")
            changes.setdefault(lever, {})[field] = value
    settings = {lever: _changed(scenario, lever, fields) for lever, fields in sorted(changes.items())}
    return scenario.with_(**settings)


def _changed(scenario: Scenario, lever: str, fields: Mapping[str, Any]) -> LeverSetting:
    setting = scenario.settings.get(lever, LeverSetting(LEVERS[lever].neutral))
    kinds = {"strength": float, "start": str, "ramp": int, "end": str}
    return setting._replace(**{field: kinds[field](value) for field, value in fields.items()})


def held_at(row: Mapping[str, Any]) -> dict[str, float]:
    """Return the parameters that a point holds, by name; a cell that is missing holds nothing."""
    return {
        str(name).removeprefix(UNCERTAINTY): float(value)
        for name, value in row.items()
        if str(name).startswith(UNCERTAINTY) and not pd.isna(value)
    }
