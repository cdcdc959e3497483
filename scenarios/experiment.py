"""An experiment: one case under several scenarios, the same futures and the same chance in each.

What is kept of a scenario is small: its indicators by replicate and year, and means by park and quarter for the figures.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy as np
import xarray

from model import simulate
from model.measures import names_of
from model.units import HUNDRED_MILLION, M2_PER_MU

from .case import Case
from .scenario import Scenario

SECOND_CHANCE_REPLICATES = 200  # futures met by other chance, to tell chance from parameter uncertainty
LEDGER = (
    "land_opening",
    "land_issued",
    "land_reclaimed",
    "land_returned",
    "land_granted",
    "land_granted_factory",
    "land_expired",
    "land_closing",
    "land_withheld",
)
AREAS = ("area_planned", "area_occupied", "area_idle", "area_factory", "area_other", "area_undeveloped")


class ScenarioRuns(NamedTuple):
    """What is kept of the runs of one scenario.

    `indicators`: every indicator, and the measures of single parks and industries that the case's targets ask for
    (replicate, year). `second_chance`: the same for the first replicates, whose futures
    (parameters, macro growth, population) met other chance. `parks`: (year, park) means over replicates of `output`,
    `hightech_output` (100 million yuan), `hightech_share`, `land_granted` (mu), `firms`. `ledger`: (quarter) means over
    replicates of the zones' land quota and areas, mu. `zones`: names of the parks that are zones.
    """

    scenario: Scenario
    indicators: xarray.Dataset
    second_chance: xarray.Dataset
    parks: xarray.Dataset
    ledger: xarray.Dataset
    parameters: xarray.Dataset
    zones: tuple[str, ...]


def run_experiment(
    case: Case,
    scenarios: Iterable[Scenario],
    replicates: int,
    seed: int,
    threads: int | None = None,
    progress: Callable[[str, int], None] | None = None,
) -> dict[str, ScenarioRuns]:
    """Run a case under scenarios and return what is kept of each, by name, in the order given.

    `progress` is called with the scenario's name and the number of replicates just done. Replicates are paired:
    replicate r has the same population, parameters and keyed draws under every scenario.
    """
    threads = threads or os.cpu_count() or 1
    kept = {}
    for scenario in scenarios:

        def done(count: int, name: str = scenario.name) -> None:
            if progress is not None:
                progress(name, count)

        options: dict[str, Any] = {"seed": seed, "threads": threads, "progress": done}
        runs = simulate(case, scenario, replicates, **options)
        again = simulate(case, scenario, min(replicates, SECOND_CHANCE_REPLICATES), second_chance=True, **options)
        kept[scenario.name] = keep(case, scenario, runs, again)
    return kept


def planned_replicates(scenarios: int, replicates: int) -> int:
    """Return how many runs an experiment makes in all, those under other chance included."""
    return scenarios * (replicates + min(replicates, SECOND_CHANCE_REPLICATES))


def keep(case: Case, scenario: Scenario, runs: xarray.Dataset, again: xarray.Dataset) -> ScenarioRuns:
    """Return what is kept of the runs of a scenario."""
    names = list(names_of(case.world))
    zone = np.asarray(case.world.arrays.sites.zone).astype(bool)
    zones = tuple(name for name, inside in zip(runs.park.values, zone, strict=True) if inside)
    parameters = runs[[name for name in runs.data_vars if str(name).startswith("parameter_")]]
    return ScenarioRuns(
        scenario, runs[names], again[names], by_park(runs), by_quarter(runs, list(zones)), parameters, zones
    )


def by_park(runs: xarray.Dataset) -> xarray.Dataset:
    """Return yearly means by park over the replicates."""
    output = runs["sum_output"].sum("industry") / HUNDRED_MILLION
    hightech = runs["sum_hightech_output"].sum("industry") / HUNDRED_MILLION
    granted = (runs["book_land_granted"] + runs["book_land_granted_factory"]) / M2_PER_MU
    year = granted["quarter"].str[:4].astype(int)
    granted = granted.groupby(year.rename("year")).sum().transpose("replicate", "year", "park")
    share = hightech / output.where(output > 0)
    parks = xarray.Dataset(
        {
            "output": output.mean("replicate"),
            "hightech_output": hightech.mean("replicate"),
            "hightech_share": share.mean("replicate"),
            "hightech_share_p5": share.quantile(0.05, "replicate").drop_vars("quantile"),
            "hightech_share_p95": share.quantile(0.95, "replicate").drop_vars("quantile"),
            "firms": runs["sum_firms"].sum("industry").mean("replicate"),
            "land_granted": granted.mean("replicate"),
        }
    )
    return parks.compute()


def by_quarter(runs: xarray.Dataset, zones: list[str]) -> xarray.Dataset:
    """Return quarterly means of the zones' land ledger and areas over the replicates, mu."""
    return xarray.Dataset(
        {
            name: runs[f"book_{name}"].sel(park=zones).sum("park").mean("replicate") / M2_PER_MU
            for name in (*LEDGER, *AREAS)
        }
    ).compute()
