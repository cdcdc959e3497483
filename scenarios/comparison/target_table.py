"""Comparison: the probability of each target under each scenario, bands, and paired differences from no plan."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import xarray
from numpy.typing import NDArray

from model.indicators import INDICATORS

from ..case import Case
from ..experiment import ScenarioRuns
from ..intervals import Interval, paired_mean, paired_proportion, replicates_to_resolve, wilson
from ..targets import Target

REFERENCE = "none"
JOINT = "all_targets"
LOW, HIGH = 0.05, 0.95  # the band: 90 % of the replicates


def values(indicators: xarray.Dataset, indicator: str, year: int) -> NDArray[np.float64]:
    """Return an indicator of a year, one value a replicate. Raises ValueError when a replicate has none."""
    sample = np.asarray(indicators[indicator].sel(year=year), dtype=float)
    missing = np.flatnonzero(~np.isfinite(sample))
    if len(missing):
        replicate = int(indicators["replicate"].values[missing[0]])
        raise ValueError(f"{indicator} has no value in {year} in {len(missing)} replicates, the first is {replicate}")
    return sample


def met(indicators: xarray.Dataset, target: Target) -> NDArray[np.bool_]:
    """Return whether a target is met, by replicate."""
    return values(indicators, target.indicator, target.year) >= target.at_least


def all_met(indicators: xarray.Dataset, targets: list[Target]) -> NDArray[np.bool_]:
    """Return whether all of the targets are met at once, by replicate."""
    return np.logical_and.reduce([met(indicators, target) for target in targets])


def chance_share(runs: ScenarioRuns, indicator: str, year: int) -> tuple[float, float, float]:
    """Return the spread (standard deviation) in all, of chance alone, and of parameters alone.

    Replicates of the same future under other chance share their parameters. Half the mean squared difference within
    such pairs is the variance of chance, the rest of the variance is that of the parameters (law of total variance).
    """
    once = values(runs.indicators, indicator, year)
    again = values(runs.second_chance, indicator, year)
    variance = float(np.var(once, ddof=1)) if len(once) > 1 else 0.0
    chance = min(variance, 0.5 * float(np.mean((once[: len(again)] - again) ** 2)))
    return variance**0.5, chance**0.5, (variance - chance) ** 0.5


def target_table(case: Case, experiment: Mapping[str, ScenarioRuns], reference: str = REFERENCE) -> pd.DataFrame:
    """Return one row a scenario and target, and one for all targets of a year and of all years at once.

    Columns: probability with Wilson interval (low, high); mean and 5-95 % band of the indicator over replicates. The
    paired difference of the mean from the reference has its interval, whether it is significant, and the replicates
    that would make it so. Spread is in all, of chance, and of futures (parameters and baseline population). In the joint rows the figures are of the event itself.
    """
    rows = []
    for name, runs in experiment.items():
        base = experiment[reference]
        for target in case.targets:
            rows.append(_target_row(case, name, runs, base, target))
        years = sorted({target.year for target in case.targets})
        for year in years:
            rows.append(_joint_row(case, name, runs, base, [t for t in case.targets if t.year == year], year))
        if len(years) > 1:
            rows.append(_joint_row(case, name, runs, base, list(case.targets), None))
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


def _target_row(case: Case, name: str, runs: ScenarioRuns, base: ScenarioRuns, target: Target) -> dict[str, object]:
    sample = values(runs.indicators, target.indicator, target.year)
    success = met(runs.indicators, target)
    probability = wilson(int(success.sum()), len(success))
    total, chance, parameters = chance_share(runs, target.indicator, target.year)
    return {
        "case": case.name,
        "scenario": name,
        "indicator": target.indicator,
        "year": target.year,
        "target": target.at_least,
        "n": len(sample),
        "probability": probability.estimate,
        "low": probability.low,
        "high": probability.high,
        "mean": float(sample.mean()),
        "p5": float(np.quantile(sample, LOW)),
        "p95": float(np.quantile(sample, HIGH)),
        **_difference(sample - values(base.indicators, target.indicator, target.year), runs is base),
        "spread": total,
        "spread_chance": chance,
        "spread_futures": parameters,
    }


def _joint_row(
    case: Case, name: str, runs: ScenarioRuns, base: ScenarioRuns, targets: list[Target], year: int | None
) -> dict[str, object]:
    success = all_met(runs.indicators, targets).astype(float)
    probability = wilson(int(success.sum()), len(success))
    return {
        "case": case.name,
        "scenario": name,
        "indicator": JOINT,
        "year": year,
        "target": None,
        "n": len(success),
        "probability": probability.estimate,
        "low": probability.low,
        "high": probability.high,
        "mean": float(success.mean()),
        "p5": None,
        "p95": None,
        **_difference(success - all_met(base.indicators, targets).astype(float), runs is base, event=True),
        "spread": None,
        "spread_chance": None,
        "spread_futures": None,
    }


def effect_table(experiment: Mapping[str, ScenarioRuns], year: int, reference: str = REFERENCE) -> pd.DataFrame:
    """Return one row a scenario and indicator: mean, band and paired difference from the reference in a year."""
    rows = []
    base = experiment[reference]
    for name, runs in experiment.items():
        for indicator in INDICATORS:
            sample = values(runs.indicators, indicator, year)
            rows.append(
                {
                    "scenario": name,
                    "indicator": indicator,
                    "unit": INDICATORS[indicator].unit,
                    "year": year,
                    "n": len(sample),
                    "mean": float(sample.mean()),
                    "p5": float(np.quantile(sample, LOW)),
                    "p95": float(np.quantile(sample, HIGH)),
                    **_difference(sample - values(base.indicators, indicator, year), runs is base),
                }
            )
    return pd.DataFrame(rows)
