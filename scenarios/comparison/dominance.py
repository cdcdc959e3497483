"""Dominance: which alternatives another one beats on every target's probability and on the cost."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..intervals import Clusters
from .arrange import Paired
from .differences import PROBABILITY, Quantity, count_of_intervals, interval_of, sample, simultaneous
from .measures import COST

COST_ALONE = "dominated_by_cost_alone"


def advantages(paired: Paired) -> dict[Quantity, NDArray[np.float64]]:
    """Return the criteria by alternative and replicate, so signed that more is better: probabilities, and cost."""
    events = [Quantity(PROBABILITY, key) for key in paired.keys]
    cost = Quantity(COST, COST)
    return {**{event: sample(paired, event) for event in events}, cost: -sample(paired, cost)}


def dominance_table(paired: Paired) -> pd.DataFrame:
    """Return one row an alternative: those that dominate it, and those that surely do, each joined by a semicolon.

    `dominated_by`: by the estimates the other is no worse on any criterion and better on one (Pareto dominance). With
    finitely many replicates that can be luck. `surely_dominated_by`: besides, every criterion on which the two differ
    in any run at all differs significantly in favour of the other, by intervals that hold for all comparisons at once.
    `dominated_by_cost_alone`: those of `dominated_by` that have the same estimate of every probability and only cost less.
    What the dearer one brings may then be what no target measures.
    """
    criteria = advantages(paired)
    level = simultaneous(count_of_intervals(paired))
    rows = []
    for place, name in enumerate(paired.names):
        plain = list(_dominating(criteria, place))
        sure = [other for other in plain if _surely(criteria, other, place, level, paired.populations)]
        tied = [other for other in plain if _tied(criteria, other, place)]
        rows.append((name, *(_joined(paired, others) for others in (plain, sure, tied))))
    return pd.DataFrame(rows, columns=["alternative", "dominated_by", "surely_dominated_by", COST_ALONE])


def dominated(table: pd.DataFrame) -> pd.Series:
    """Return by row of a dominance table whether some other alternative beats it on a probability, and not on cost alone."""
    return table["dominated_by"] != table[COST_ALONE]


def _joined(paired: Paired, places: list[int]) -> str:
    return "; ".join(paired.names[place] for place in places)


def _dominating(criteria: dict[Quantity, NDArray[np.float64]], place: int) -> Iterator[int]:
    """Yield the alternatives that are no worse than `place` by any estimate and better by one."""
    means = np.array([values.mean(axis=1) for values in criteria.values()])
    ahead = means - means[:, [place]]
    for other in range(means.shape[1]):
        if (ahead[:, other] >= 0).all() and (ahead[:, other] > 0).any():
            yield other


def _tied(criteria: dict[Quantity, NDArray[np.float64]], other: int, place: int) -> bool:
    """Return whether two alternatives have the same estimate of every probability."""
    events = (values.mean(axis=1) for measure, values in criteria.items() if measure.kind == PROBABILITY)
    return all(means[other] == means[place] for means in events)


def _surely(
    criteria: dict[Quantity, NDArray[np.float64]], other: int, place: int, level: float, clusters: Clusters
) -> bool:
    """Return whether every difference in favour of `other` is significant."""
    differing = {
        measure: (values[other], values[place])
        for measure, values in criteria.items()
        if (values[other] != values[place]).any()
    }
    return all(interval_of(*pair, measure, level, clusters).low > 0 for measure, pair in differing.items())
