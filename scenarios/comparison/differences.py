"""Paired differences between every two alternatives, with intervals that hold one at a time and all at once."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..intervals import (
    LEVEL,
    Clusters,
    Interval,
    effective_trials,
    paired_mean,
    paired_proportion,
    rounding_of,
    share_interval,
)
from ..targets import ALL_TARGETS
from .arrange import Paired
from .measures import COST

INDICATOR, PROBABILITY = "indicator", "probability"


class Quantity(NamedTuple):
    """What is compared: the `kind` (indicator, probability or cost) of a target's key, of all targets at once, or of the cost."""

    kind: str
    name: str


def quantities_of(paired: Paired) -> list[Quantity]:
    """Return all that two alternatives are compared by; other readings of the targets are among it."""
    events = [Quantity(PROBABILITY, name) for name in (*paired.judged, ALL_TARGETS)]
    return [Quantity(INDICATOR, name) for name in paired.judged] + events + [Quantity(COST, COST)]


def sample(paired: Paired, measure: Quantity) -> NDArray[np.float64]:
    """Return a measure by alternative and replicate, mean over the futures; an event counts as 1 or 0."""
    return paired.by_replicate(paired.met[measure.name] if measure.kind == PROBABILITY else paired.values[measure.name])


def interval_of(
    one: NDArray[np.float64], other: NDArray[np.float64], measure: Quantity, level: float, clusters: Clusters
) -> Interval:
    """Return the mean of paired differences, `one` less `other` by replicate, with its interval.

    Events of a single future have the interval of Bonett and Price; means over several futures that of Student: the
    futures are taken as given, the replicates as the sample, with `clusters` their populations.
    """
    differences = one - other
    event = measure.kind == PROBABILITY and bool(np.isin(differences, (-1.0, 0.0, 1.0)).all())
    if event:
        return paired_proportion(differences, clusters, level)
    return paired_mean(differences, clusters, level, rounding_of(one, other))


def simultaneous(intervals: int, level: float = LEVEL) -> float:
    """Return the level of each of several intervals that all hold at once with probability `level` (Bonferroni).

    The inequality asks nothing of how the intervals depend on each other, and here they do: all share replicates.
    """
    return 1.0 - (1.0 - level) / max(1, intervals)


def count_of_intervals(paired: Paired) -> int:
    """Return how many intervals the table of differences shows."""
    pairs = len(paired.names) * (len(paired.names) - 1) // 2
    return pairs * len(quantities_of(paired))


def difference_table(paired: Paired) -> pd.DataFrame:
    """Return one row a pair and measure: `one` less `other`.

    Columns: one, other, kind, name; mean_one, mean_other; difference with its 95 % interval (low, high), and with the
    wider one that holds for all rows at once (low_all, high_all, Bonferroni). `significant` and `significant_all` say
    whether the interval excludes zero, `intervals` how many the table shows. Costs in 100 million yuan, probabilities as
    fractions.
    """
    rows = list(_rows(paired))
    columns = ["one", "other", "kind", "name", "mean_one", "mean_other", "difference", "low", "high", "low_all",
               "high_all", "significant", "significant_all", "intervals"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _rows(paired: Paired) -> Iterator[tuple[object, ...]]:
    count = count_of_intervals(paired)
    together = simultaneous(count)
    samples = {measure: sample(paired, measure) for measure in quantities_of(paired)}
    for one, other in combinations(range(len(paired.names)), 2):
        for measure, values in samples.items():
            pair = values[one], values[other], measure
            single = interval_of(*pair, LEVEL, paired.populations)
            wide = interval_of(*pair, together, paired.populations)
            yield (
                paired.names[one], paired.names[other], *measure, float(values[one].mean()), float(values[other].mean()),
                single.estimate, single.low, single.high, wide.low, wide.high, single.resolved, wide.resolved, count,
            )  # fmt: skip


def probability(events: NDArray[np.float64], clusters: Clusters) -> Interval:
    """Return a probability with Wilson's interval from one share of successes a replicate.

    A share over several futures counts as one trial, since its replicates share their draws: the interval is then
    wider than need be, never narrower. Replicates of one of the `clusters` count for less.
    """
    worth = effective_trials(events, clusters)
    return share_interval(float(events.mean()), float(events.sum()), len(events), worth)


def level_table(paired: Paired) -> pd.DataFrame:
    """Return one row an alternative and measure: name, kind, measure, estimate with its 95 % interval (low, high)."""
    rows = []
    for measure in quantities_of(paired):
        for name, values in zip(paired.names, sample(paired, measure), strict=True):
            of_events = measure.kind == PROBABILITY
            interval = (probability if of_events else paired_mean)(values, paired.populations)
            rows.append((name, *measure, *interval))
    return pd.DataFrame(rows, columns=["alternative", "kind", "name", "estimate", "low", "high"])
