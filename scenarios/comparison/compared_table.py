"""What a plan without targets is judged by: each scenario's difference from no plan, its part of the plan's, and its cost."""

import math
from collections.abc import Mapping
from functools import partial

import numpy as np
import pandas as pd
import xarray
from numpy.typing import NDArray

from model.indicators import INDICATORS

from ..bands import bands
from ..case import Case
from ..crossing import Crossing, crossing_of
from ..effective import effective_settings
from ..experiment import ScenarioRuns
from ..facts.statistics import ADDED
from ..intervals import Clusters, Interval, paired_mean, ratio_of_means, replicates_to_resolve, rounding_of
from .measures import COST_INDICATOR
from .target_table import ENDS, NO_DIFFERENCE, REFERENCE, difference_columns, share_columns, values

NO_RATIO = Interval(math.nan, math.nan, math.nan)
PART, PRICE = "part_of_plan", "cost_per_unit"  # what the columns of these estimates begin with


def compared_indicators(case: Case) -> tuple[str, ...]:
    """Return the indicators in which the scenarios of a case are compared, the cost last; none where it names none."""
    return tuple(dict.fromkeys((*case.compared, COST_INDICATOR))) if case.compared else ()


def adds_up(indicators: xarray.Dataset, name: str) -> bool:
    """Return whether the years of an indicator are added up: it counts events, which have no value at the baseline."""
    return INDICATORS[name].unit in ADDED and not np.isfinite(indicators[name].values[:, 0]).any()


def outcome(indicators: xarray.Dataset, name: str, year: int) -> NDArray[np.float64]:
    """Return an indicator by replicate: its value in a year, or what the years after the baseline add up to by then.

    Raises ValueError when a replicate has no value.
    """
    if not adds_up(indicators, name):
        return values(indicators, name, year)
    years = indicators["year"].values
    return np.sum([values(indicators, name, int(each)) for each in years[1:] if each <= year], axis=0)


def parts_of_plan(case: Case, experiment: Mapping[str, ScenarioRuns]) -> tuple[str, ...]:
    """Return the scenarios that are a part of the plan: whatever one sets acts as in the plan, and the plan does more."""
    acting = {name: set(effective_settings(runs.scenario.settings, case.calendar)) for name, runs in experiment.items()}
    plan = acting.get(case.plan, set())
    return tuple(name for name, levers in acting.items() if levers and levers < plan)


def compared_table(case: Case, experiment: Mapping[str, ScenarioRuns], reference: str = REFERENCE) -> pd.DataFrame:
    """Return one row a scenario and indicator that the case compares scenarios in, and one for what a scenario costs.

    Columns: `indicator`, the last `year`, and whether the years since the baseline are `added_up` to it (events, money).
    `mean` and 5-95 % band over `n` replicates from `populations` baseline populations. The paired difference of the mean
    from the reference has its 95 % interval, whether it is significant, and the replicates that would make it so.
    `part_of_plan` is the difference over that of the plan, where the latter is significant and the scenario is a part of
    the plan. `cost_per_unit` is the difference of the cost (100 million yuan) over the difference of the indicator, where
    that is significant. Both have Fieller's interval. `crossed` and the shares of layers are those of `target_table`.
    """
    names, year = compared_indicators(case), case.last_year
    parts, rows = parts_of_plan(case, experiment), []
    for name, runs in experiment.items():
        clusters = runs.populations
        crossing = crossing_of(len(clusters), case.world.populations.pool, case.world.future)
        cost = _differences(runs, experiment[reference], COST_INDICATOR, year)
        plan = experiment.get(case.plan) if name in parts else None
        for indicator in names:
            found = _differences(runs, experiment[reference], indicator, year)
            of_plan = None if plan is None else _differences(plan, experiment[reference], indicator, year)
            rows.append(
                {
                    "case": case.name, "scenario": name, "indicator": indicator, "year": year,
                    "added_up": adds_up(runs.indicators, indicator), "n": len(clusters),
                    "populations": len(np.unique(clusters)), **_level(runs, indicator, year),
                    **(NO_DIFFERENCE if name == reference else _difference(runs, experiment[reference], indicator, year)),
                    **_ratio(PART, found, of_plan, clusters),
                    **_ratio(PRICE, cost, None if indicator == COST_INDICATOR else found, clusters),
                    **_shares(case, runs, indicator, crossing, clusters),
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def _differences(runs: ScenarioRuns, base: ScenarioRuns, name: str, year: int) -> NDArray[np.float64]:
    return outcome(runs.indicators, name, year) - outcome(base.indicators, name, year)


def _level(runs: ScenarioRuns, name: str, year: int) -> dict[str, float]:
    mean, low, high = bands(outcome(runs.indicators, name, year)[None])[:, 0]
    return {"mean": float(mean), "p5": float(low), "p95": float(high)}


def _difference(runs: ScenarioRuns, base: ScenarioRuns, name: str, year: int) -> dict[str, object]:
    sample, reference = (outcome(each.indicators, name, year) for each in (runs, base))
    clusters, rounding = runs.populations, rounding_of(sample, reference)
    interval = paired_mean(sample - reference, clusters, rounding=rounding)
    return difference_columns(interval, replicates_to_resolve(sample - reference, clusters, rounding))


def _ratio(
    column: str, above: NDArray[np.float64], below: NDArray[np.float64] | None, clusters: Clusters
) -> dict[str, float]:
    """Describe a ratio of mean differences; NaN where there is nothing to divide by, or nothing significant."""
    ratio = None if below is None else ratio_of_means(above, below, clusters)
    return {f"{column}{end}": value for end, value in zip(ENDS, ratio or NO_RATIO, strict=True)}


def _shares(
    case: Case, runs: ScenarioRuns, indicator: str, crossing: Crossing, clusters: Clusters
) -> dict[str, object]:
    """Return the shares of layers, of an indicator whose spread crossed runs explain; else none."""
    known = (indicator, case.last_year) in case.looked_at
    sample = partial(values, measure=indicator, year=case.last_year)
    return share_columns(runs if known else runs._replace(crossed=None), sample, crossing, clusters, case.world.future)
