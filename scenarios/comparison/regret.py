"""Regret of both kinds, by future: against what was expected of the alternative itself, and against the best one.

Sources: Savage (1951), The theory of statistical decision. Kasprzyk, Nataraj, Reed and Lempert (2013), Many objective
robust decision making. Herman, Reed, Zeff and Characklis (2015), How should robustness be defined for water systems
planning under change? The last names the two types.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .arrange import Paired
from .differences import INDICATOR, PROBABILITY, Quantity, quantities_of
from .measures import COST

QUANTILE = 0.9  # the quantile over futures that Herman et al. report


def deviation_from_own(performance: NDArray[np.float64], baseline: int | None = None) -> NDArray[np.float64]:
    """Return type 1: how far an alternative is, either way, from its own performance in the expected future.

    `performance` (alternative, future). What is expected is the performance in the future `baseline`, or the mean over
    all futures where none is named. Herman et al. divide by it; here the unit is kept, since a probability that is
    expected to be 0 cannot be divided by.
    """
    expected = performance.mean(axis=1) if baseline is None else performance[:, baseline]
    return np.abs(performance - expected[:, None])


def shortfall_from_best(merit: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return type 2 (Savage): how much worse an alternative is than the best one in the same future, 0 for the best.

    `merit` (alternative, future) is a performance so signed that more is better.
    """
    return np.asarray(merit.max(axis=0) - merit)


def performance_of(paired: Paired, measure: Quantity) -> NDArray[np.float64]:
    """Return a measure by alternative and future."""
    return paired.by_future(paired.met[measure.name] if measure.kind == PROBABILITY else paired.values[measure.name])


def merit_of(paired: Paired, measure: Quantity) -> NDArray[np.float64]:
    """Return a measure by alternative and future so signed that more is better: an indicator as its target asks."""
    if measure.kind == INDICATOR:
        target = paired.judged[measure.name]
        return paired.by_future(target.merit(paired.values[measure.name]))
    return performance_of(paired, measure) * (-1.0 if measure.kind == COST else 1.0)


def regret_table(paired: Paired, baseline: int | None = None) -> pd.DataFrame:
    """Return one row an alternative and measure: both regrets, each as mean, 90th percentile and largest over futures.

    Units are those of the measure: fractions for shares and probabilities, 100 million yuan for the cost. `baseline` is
    the number of the expected future, see `deviation_from_own`. Better is what the target asks for: more, less, or for a
    range nearer to it.
    """
    rows = []
    for measure in quantities_of(paired):
        own = deviation_from_own(performance_of(paired, measure), baseline)
        best = shortfall_from_best(merit_of(paired, measure))
        for place, name in enumerate(paired.names):
            rows.append((name, *measure, *_summary(own[place]), *_summary(best[place])))
    parts = [f"type{kind}_{part}" for kind in (1, 2) for part in ("mean", "p90", "largest")]
    return pd.DataFrame(rows, columns=["alternative", "kind", "name", *parts])


def _summary(regret: NDArray[np.float64]) -> tuple[float, float, float]:
    return float(regret.mean()), float(np.quantile(regret, QUANTILE)), float(regret.max())
