"""Worlds in which all but one mechanism is at rest, so that the answer is known."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from model import ZoneModel
from model.calendar import Calendar
from model.parameters import central_values
from model.world import World
from scenarios import Case, Scenario
from tests.tables import tabled

# Nothing enters, leaves, expands, upgrades, is recognised, curtailed, or pushed by chance, capability, cluster, cost or
# what users in the city buy.
YEARS = 5  # of a run
AT_REST = {
    "macro_shock": 0.0, "industry_shock": 0.0, "growth_spread": 0.0, "growth_spread_exponent": 0.0,
    "capability_growth": 0.0, "cluster_growth": 0.0, "cost_growth": 0.0, "overuse": 1e9, "upgrade_rate": 0.0,
    "capability_reversion": 0.0, "upgrade_neighbours": 0.0, "exit_hazard": 0.0, "exit_cost": 0.0, "arrival_rate": 0.0,
    "expansion_rate": 0.0, "energy_headroom": 1e6, "energy_surcharge": 0.0, "agglomeration": "off", "local_purchase": 0.0,
}  # fmt: skip


@pytest.fixture(scope="session")
def world_at_rest(case: Case) -> Any:
    """Return a function that gives a world of the case at rest but for the parameters named; its arrays are copies."""

    def world(**parameters: float) -> World:
        arrays = case.world.arrays._replace(
            **{name: array.copy() for name, array in case.world.arrays._asdict().items()}
        )
        values = central_values({**AT_REST, **parameters})
        years = Calendar(case.file.baseline_year, YEARS)
        return replace(tabled(case.world), calendar=years, arrays=arrays, parameters=values)

    return world


@pytest.fixture(scope="session")
def at_rest(world_at_rest: Any) -> Any:
    """Return a function that gives a model of such a world, not yet stepped."""

    def model(seed: int = 1, replicate: int = 0, **parameters: float) -> ZoneModel:
        still = SimpleNamespace(world=world_at_rest(**parameters), name="at rest")
        return ZoneModel(still, Scenario("none"), seed, replicate, vary_parameters=False)

    return model
