"""An experiment: one case under several scenarios, the same futures and the same chance in each.

What is kept of a scenario is small: its indicators by replicate and year, and means by park and quarter for the figures.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy as np
import xarray

from model import simulate
from model.engine import Record
from model.formulas import Recorded
from model.indicators import INDICATORS
from model.measures import names_of
from model.units import HUNDRED_MILLION, M2_PER_MU

from .case import Case
from .scenario import Scenario

LEAST_PAIRS, SHARE_OF_PAIRS = 200, 0.4  # futures that meet a second chance, to tell chance from uncertain parameters
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
    (parameters, macro growth, population) met other chance. `parks`: (year, park) means over replicates of `output`
    (100 million yuan); and, by `indicator`, of the case's headline indicators (`headline_mean`) with the quantiles
    `headline_p5` and `headline_p95`. `ledger`: (quarter) means over
    replicates of the zones' land quota and areas, mu. `parameters`: (replicate) those that replicates drew, and
    `population`, the number of the baseline population. `zones`: names of the parks that are zones.
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
        again = simulate(case, scenario, second_chance_replicates(replicates), second_chance=True, **options)
        kept[scenario.name] = keep(case, scenario, runs, again)
    return kept


def second_chance_replicates(replicates: int) -> int:
    """Return how many replicates, the first ones, meet a second chance: all of a few, a fixed share of many.

    A fixed number would leave the variance of futures as uncertain as it is, however many replicates there are.
    """
    return min(replicates, max(LEAST_PAIRS, round(SHARE_OF_PAIRS * replicates)))


def planned_replicates(scenarios: int, replicates: int) -> int:
    """Return how many runs an experiment makes in all, those under other chance included."""
    return scenarios * (replicates + second_chance_replicates(replicates))


def keep(case: Case, scenario: Scenario, runs: xarray.Dataset, again: xarray.Dataset) -> ScenarioRuns:
    """Return what is kept of the runs of a scenario."""
    names = list(names_of(case.world))
    zone = np.asarray(case.world.arrays.sites.zone).astype(bool)
    zones = tuple(name for name, inside in zip(runs.park.values, zone, strict=True) if inside)
    parameters = runs[[name for name in runs.data_vars if str(name).startswith("parameter_")]]
    parameters = parameters.assign(population=("replicate", case.world.population_of(runs["replicate"].values)))
    return ScenarioRuns(
        scenario, runs[names], again[names], by_park(case, runs), by_quarter(runs, list(zones)), parameters, zones
    )


class Columns:
    """The variables of a data set whose names begin with a prefix, as the formulas of the indicators look them up."""

    def __init__(self, runs: xarray.Dataset, prefix: str) -> None:
        self._runs, self._prefix = runs, prefix

    def __getitem__(self, name: str) -> np.ndarray:
        """Return a variable by its name without the prefix."""
        return self._runs[self._prefix + name].values

    __getattr__ = __getitem__


def by_park_headline(case: Case) -> list[str]:
    """Return the headline indicators that have a value for a single park."""
    return [name for name in case.headline if "park" in INDICATORS[name].by]


def by_park(case: Case, runs: xarray.Dataset) -> xarray.Dataset:
    """Return yearly means by park over the replicates; an indicator of a park is that of a city with this zone only."""
    output = runs["sum_output"].sum("industry") / HUNDRED_MILLION
    record = Record(Columns(runs, "sum_"), Columns(runs, "book_"), runs["cost"].values, Columns(runs, "parameter_"))
    recorded = Recorded(record, case.world.arrays)
    names = by_park_headline(case)
    values = np.full((len(names), *output.shape), np.nan)
    for place in range(output.sizes["park"]):
        part = recorded.within(place)
        for number, name in enumerate(names):
            values[number, :, :, place] = INDICATORS[name].formula(part)
    dimensions = ("indicator", *output.dims)
    headline = xarray.DataArray(values, {**output.coords, "indicator": names}, dimensions)
    headline = headline.where(output > 0)
    return xarray.Dataset(
        {
            "output": output.mean("replicate"),
            "headline_mean": headline.mean("replicate"),
            "headline_p5": headline.quantile(0.05, "replicate").drop_vars("quantile"),
            "headline_p95": headline.quantile(0.95, "replicate").drop_vars("quantile"),
        }
    ).compute()


def by_quarter(runs: xarray.Dataset, zones: list[str]) -> xarray.Dataset:
    """Return quarterly means of the zones' land ledger and areas over the replicates, mu."""
    return xarray.Dataset(
        {
            name: runs[f"book_{name}"].sel(park=zones).sum("park").mean("replicate") / M2_PER_MU
            for name in (*LEDGER, *AREAS)
        }
    ).compute()
