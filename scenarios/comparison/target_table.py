"""Comparison: the probability of each target under each scenario, bands, and paired differences from no plan."""

from collections.abc import Mapping
from functools import partial

import numpy as np
import pandas as pd
import xarray
from numpy.typing import NDArray

from ..bands import HIGH, LOW
from ..case import Case
from ..experiment import ScenarioRuns
from ..intervals import Interval, paired_mean, paired_proportion, replicates_to_resolve, wilson
from ..targets import Goal, Target, goals_of

REFERENCE = "none"


def values(indicators: xarray.Dataset, measure: str, year: int) -> NDArray[np.float64]:
    """Return a measure of a year, one value a replicate. Raises ValueError when a replicate has none."""
    sample = np.asarray(indicators[measure].sel(year=year), dtype=float)
    missing = np.flatnonzero(~np.isfinite(sample))
    if len(missing):
        replicate = int(indicators["replicate"].values[missing[0]])
        raise ValueError(f"{measure} has no value in {year} in {len(missing)} replicates, the first is {replicate}")
    return sample


def met(indicators: xarray.Dataset, goal: Goal) -> NDArray[np.bool_]:
    """Return whether a goal is met, by replicate."""
    return goal.met(partial(values, indicators))


def chance_share(runs: ScenarioRuns, measure: str, year: int) -> tuple[float, float, float]:
    """Return the spread (standard deviation) in all, of chance alone, and of parameters alone.

    Replicates of the same future under other chance share their parameters. Half the mean squared difference within
    such pairs is the variance of chance, the rest of the variance is that of the parameters (law of total variance).
    """
    once = values(runs.indicators, measure, year)
    again = values(runs.second_chance, measure, year)
    variance = float(np.var(once, ddof=1)) if len(once) > 1 else 0.0
    chance = min(variance, 0.5 * float(np.mean((once[: len(again)] - again) ** 2)))
    return variance**0.5, chance**0.5, (variance - chance) ** 0.5


def target_table(case: Case, experiment: Mapping[str, ScenarioRuns], reference: str = REFERENCE) -> pd.DataFrame:
    """Return one row a scenario and target, and one for all targets of a year and of all years at once.

    Columns: indicator is the measure of the target, or `ALL_TARGETS`; target the bound of those that ask for at least
    so much, at_least and at_most both bounds, park and industry the place. Probability with Wilson interval (low, high); mean
    and 5-95 % band of the indicator over replicates. The paired difference of the mean from the reference has its
    interval, whether it is significant, and the replicates that would make it so. Spread is in all, of chance, and of
    futures (parameters and baseline population). In the joint rows the figures are of the event itself.
    """
    rows = []
    for name, runs in experiment.items():
        for goal in goals_of(case.targets):
            rows.append({"case": case.name, "scenario": name, **_row(goal, runs, experiment[reference])})
    return pd.DataFrame(rows)


def _difference(differences: NDArray[np.float64], same: bool, *, event: bool = False) -> dict[str, object]:
    """Describe paired differences; the reference differs from itself by exactly nothing."""
    if same:
        interval, needed = Interval(0.0, 0.0, 0.0), None
    else:
        interval = paired_proportion(differences) if event else paired_mean(differences)
        needed = replicates_to_resolve(differences)
    return {
        "difference": interval.estimate,
        "difference_low": interval.low,
        "difference_high": interval.high,
        "detectable": interval.resolved,
        "replicates_to_detect": needed,
    }


def _row(goal: Goal, runs: ScenarioRuns, base: ScenarioRuns) -> dict[str, object]:
    success = met(runs.indicators, goal)
    probability = wilson(int(success.sum()), len(success))
    target = goal.single
    about = _of_event(goal, success, runs, base) if target is None else _of_indicator(target, runs, base)
    bounds = {} if target is None else {**target.bounds, **target.place}
    return {
        "indicator": goal.name,
        "year": goal.year,
        "target": bounds.get("at_least"),
        "n": len(success),
        "probability": probability.estimate,
        "low": probability.low,
        "high": probability.high,
        **about,
        **{name: bounds.get(name) for name in ("at_least", "at_most", "park", "industry")},
    }


def _of_indicator(target: Target, runs: ScenarioRuns, base: ScenarioRuns) -> dict[str, object]:
    """Return what is said of the indicator of a target."""
    asked = target.measure, target.year
    sample = values(runs.indicators, *asked)
    total, chance, parameters = chance_share(runs, *asked)
    return {
        "mean": float(sample.mean()),
        "p5": float(np.quantile(sample, LOW)),
        "p95": float(np.quantile(sample, HIGH)),
        **_difference(sample - values(base.indicators, *asked), runs is base),
        "spread": total,
        "spread_chance": chance,
        "spread_futures": parameters,
    }


def _of_event(goal: Goal, success: NDArray[np.bool_], runs: ScenarioRuns, base: ScenarioRuns) -> dict[str, object]:
    """Return what is said of the event that several targets are met at once."""
    event = success.astype(float)
    return {
        "mean": float(event.mean()),
        "p5": None,
        "p95": None,
        **_difference(event - met(base.indicators, goal).astype(float), runs is base, event=True),
        "spread": None,
        "spread_chance": None,
        "spread_futures": None,
    }
