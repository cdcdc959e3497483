"""Comparison: the probability of each target under each scenario, bands, and paired differences from no plan."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
import pandas as pd
import xarray
from numpy.typing import NDArray

from model.layers import Layer

from ..bands import bands
from ..case import Case
from ..crossing import Crossing, crossing_of
from ..experiment import ScenarioRuns
from ..intervals import (
    Clusters,
    Interval,
    paired_mean,
    paired_proportion,
    proportion,
    replicates_to_resolve,
    rounding_of,
)
from ..targets import Goal, Target, goals_of, reading_column
from .layer_shares import layer_shares

REFERENCE = "none"
INTERACTIONS = "interactions"  # what layers of a future do together, beside each layer
ENDS = ("", "_low", "_high")  # what the columns of an estimate and of the ends of its interval end in


def share_column(part: str) -> str:
    """Return the column of targets.csv that has the share of a layer, or of their interactions."""
    return f"share_{part}"


def values(indicators: xarray.Dataset, measure: str, year: int) -> NDArray[np.float64]:
    """Return a measure of a year, one value a replicate. Raises ValueError when a replicate has none."""
    # Without labels, which take longer than the values: a table of many scenarios asks for thousands of samples.
    place = indicators.get_index("year").get_loc(year)
    sample = np.asarray(indicators.variables[measure].isel(year=place).values, dtype=float)
    missing = np.flatnonzero(~np.isfinite(sample))
    if len(missing):
        replicate = int(indicators["replicate"].values[missing[0]])
        raise ValueError(f"{measure} has no value in {year} in {len(missing)} replicates, the first is {replicate}")
    return sample


def met(indicators: xarray.Dataset, goal: Goal) -> NDArray[np.bool_]:
    """Return whether a goal is met, by replicate."""
    return goal.met(partial(values, indicators))


def target_table(case: Case, experiment: Mapping[str, ScenarioRuns], reference: str = REFERENCE) -> pd.DataFrame:
    """Return one row a scenario and target, its other readings below it, and one for all targets of a year and of all years.

    Columns: indicator is the measure of the target, or `ALL_TARGETS`; target the bound of those that ask for at least
    so much, at_least and at_most both bounds, park and industry the place. `n` replicates start from `populations`
    different baseline populations; intervals, detectability and replicates needed count those as clusters.
    Probability with Wilson interval (low, high); mean and 5-95 % band of the indicator over replicates. The paired
    difference of the mean from the reference has its interval, whether it is significant, and the replicates that would
    make it so. `spread` is the standard deviation over replicates. `share_LAYER` is the share of a layer in its square,
    with its interval, and `share_interactions` what layers of a future make together, from `crossed` replicates. One may
    be below 0 or empty, as `layer_shares` says; all are empty for a scenario without crossed runs. In the joint rows the
    figures are of the event itself. Where runs go on beyond the years that can be compared with published figures,
    `unchecked` says which rows have to do with such a year. Where the case has a target with `flag_above`, `flagged` is
    the share of replicates above it. Where it has one with other readings, `reading_of` is the measure of the target that
    a row is another reading of. The rows of all targets at once do not count readings.
    """
    rows = []
    for name, runs in experiment.items():
        clusters = runs.populations  # replicates that share one are alike
        crossing = crossing_of(len(clusters), case.world.populations.pool, case.world.future)
        for goal in goals_of(case.targets):
            row = _row(goal, runs, experiment[reference], clusters)
            shares = _shares(goal, runs, crossing, clusters, case.world.future)
            unchecked = {"unchecked": _is_unchecked(goal, case)} if case.goes_on else {}
            marked = {**unchecked, **_flagged(goal, runs, case), **reading_column(goal, case.targets)}
            rows.append({"case": case.name, "scenario": name, **row, **shares, **marked})
    return pd.DataFrame(rows)


def _is_unchecked(goal: Goal, case: Case) -> bool:
    return any(case.is_unchecked(target.year) for target in goal.targets)


def _flagged(goal: Goal, runs: ScenarioRuns, case: Case) -> dict[str, object]:
    """Return the share of replicates that the target points out; nothing in a case whose targets point nothing out."""
    if all(target.flag_above is None for target in case.targets):
        return {}
    target = goal.single
    if target is None or target.flag_above is None:
        return {"flagged": None}
    return {"flagged": float(target.flagged(values(runs.indicators, target.measure, target.year)).mean())}


def difference_columns(interval: Interval, needed: int | None) -> dict[str, object]:
    """Describe paired differences."""
    return {
        "difference": interval.estimate,
        "difference_low": interval.low,
        "difference_high": interval.high,
        "detectable": interval.resolved,
        "replicates_to_detect": needed,
    }


NO_DIFFERENCE = difference_columns(Interval(0.0, 0.0, 0.0), None)  # of the reference from itself


def _row(goal: Goal, runs: ScenarioRuns, base: ScenarioRuns, clusters: Clusters) -> dict[str, object]:
    success = met(runs.indicators, goal)
    probability = proportion(success, clusters)
    target = goal.single
    if target is None:
        about = _of_event(goal, success, runs, base, clusters)
    else:
        about = _of_indicator(target, runs, base, clusters)
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
        "populations": len(np.unique(clusters)),
        **{name: bounds.get(name) for name in ("at_least", "at_most", "park", "industry")},
    }


def difference_of(runs: ScenarioRuns, base: ScenarioRuns, measure: str, year: int) -> Interval:
    """Return the mean of paired differences of a measure from the reference, with its interval. Raises as `values`."""
    sample, reference = values(runs.indicators, measure, year), values(base.indicators, measure, year)
    clusters = runs.populations
    return paired_mean(sample - reference, clusters, rounding=rounding_of(sample, reference))


def _of_indicator(target: Target, runs: ScenarioRuns, base: ScenarioRuns, clusters: Clusters) -> dict[str, object]:
    """Return what is said of the indicator of a target."""
    asked = target.measure, target.year
    sample = values(runs.indicators, *asked)
    difference = NO_DIFFERENCE
    if runs is not base:
        reference = values(base.indicators, *asked)
        differences, rounding = sample - reference, rounding_of(sample, reference)
        needed = replicates_to_resolve(differences, clusters, rounding)
        difference = difference_columns(paired_mean(differences, clusters, rounding=rounding), needed)
    mean, low, high = bands(sample[None])[:, 0]
    return {
        "mean": float(mean),
        "p5": float(low),
        "p95": float(high),
        **difference,
        "spread": float(np.std(sample, ddof=1)) if len(sample) > 1 else 0.0,
    }


def _shares(
    goal: Goal, runs: ScenarioRuns, crossing: Crossing, clusters: Clusters, future: Sequence[Layer]
) -> dict[str, object]:
    """Return the shares of layers in the variance of a goal: of its indicator or, of several targets, of the event."""
    target = goal.single
    if target is not None:
        return share_columns(runs, lambda each: values(each, target.measure, target.year), crossing, clusters, future)
    return share_columns(runs, lambda each: met(each, goal).astype(float), crossing, clusters, future)


def share_columns(
    runs: ScenarioRuns,
    sample: Callable[[xarray.Dataset], NDArray[np.float64]],
    crossing: Crossing,
    clusters: Clusters,
    future: Sequence[Layer],
) -> dict[str, object]:
    """Return the shares of layers in the variance of what `sample` takes of runs, (replicate,), by their columns.

    `future` are the layers that crossed runs set apart. Without crossed runs all are empty.
    """
    names = [share_column(part) for part in (Layer.CHANCE, *future, INTERACTIONS)]
    if runs.crossed is None:
        return dict.fromkeys(["crossed", *(f"{name}{end}" for name in names for end in ENDS)])
    base, crossed = sample(runs.indicators), sample(runs.crossed)
    members = crossing.members
    found = layer_shares(base[members], *crossing.split(crossed), clusters[members[:, 0]])
    shares: dict[str, object] = {"crossed": members.size}
    for name, interval in zip(names, (found.chance, *found.future, found.interactions), strict=True):
        shares |= {f"{name}{end}": value for end, value in zip(ENDS, interval, strict=True)}
    return shares


def _of_event(
    goal: Goal, success: NDArray[np.bool_], runs: ScenarioRuns, base: ScenarioRuns, clusters: Clusters
) -> dict[str, object]:
    """Return what is said of the event that several targets are met at once."""
    event, difference = success.astype(float), NO_DIFFERENCE
    if runs is not base:
        differences = event - met(base.indicators, goal).astype(float)
        difference = difference_columns(
            paired_proportion(differences, clusters), replicates_to_resolve(differences, clusters)
        )
    return {"mean": float(event.mean()), "p5": None, "p95": None, **difference}
