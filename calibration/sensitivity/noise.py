"""Noise: what share of the differences between points is made by the replicates, not by the axes."""

import math
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from scenarios.intervals import Clusters, Components, components, design_effect, shared, variance_of_mean
from scenarios.populations import clusters_of

from .design import MORRIS, DesignRecord

ACCEPTED = 0.05  # share of chance that leaves indices nearly as they are
ROUNDING = 1e-9  # of shares that are 1 in exact arithmetic


class Noise(NamedTuple):
    """Share of the variance between points' means that replicates make, and the spread of a mean by it.

    `needed` replicates would bring the share to 5 %; None where points do not differ more than replicates make them,
    and where no number would, since all share few baseline populations.
    """

    share: float
    spread: float
    replicates: float
    needed: int | None


def noise(runs: pd.Series, populations: pd.Series | None = None) -> Noise:
    """Return the share of chance in the means of points; `runs` are outcomes by (point, replicate).

    Analysis of variance: chance makes the mean square of residuals over replicates, and the variance between the means
    of points holds it once. Where every point has the same replicates (futures and draws), what a replicate does to all
    points alike is no noise and is taken out first. Replicates differ by chance and by every parameter that they draw.
    Those of one baseline population (`populations` by replicate) have that in common, and are a cluster. One replicate
    a point, or one population, shows no noise: the share is NaN.
    """
    table = runs.unstack("replicate")
    if table.isna().any(axis=None):
        return _unpaired(runs, populations)
    points, replicates = table.shape
    members = shared(clusters_of(table.columns, populations))
    if replicates < 2 or (members is not None and members.max() == 0):
        return Noise(math.nan, math.nan, float(replicates), None)
    values = table.to_numpy(float)
    residuals = values - values.mean(axis=1, keepdims=True) - values.mean(axis=0) + values.mean()
    within = float((residuals**2).sum()) / ((points - 1) * (replicates - 1))
    effect = 1.0
    if members is not None and within > 0.0:
        # Each residual lacks what its replicate does to all points, which is points - 1 of as many parts of it.
        clustered = sum(variance_of_mean(row, members) for row in residuals) / (points - 1)
        effect = max(1.0, clustered * replicates / within)
    return _share(values.mean(axis=1), components(within, effect, members), effect, replicates)


def _unpaired(runs: pd.Series, populations: pd.Series | None) -> Noise:
    grouped = runs.groupby(level="point")
    sizes = grouped.size()
    if len(runs) <= len(sizes):
        return Noise(math.nan, math.nan, 1.0, None)
    within = float((grouped.var(ddof=1).fillna(0.0) * (sizes - 1)).sum()) / (len(runs) - len(sizes))
    parts, effect = _of_clusters(within, grouped, populations)
    return _share(grouped.mean().to_numpy(float), parts, effect, float(len(sizes) / (1.0 / sizes).sum()))


def _of_clusters(within: float, grouped: Any, populations: pd.Series | None) -> tuple[Components, float]:
    """Return the components of the variance within points, and the mean design effect of those with several clusters."""
    effects, largest = [], None
    for _, values in grouped:
        members = shared(clusters_of(values.index.get_level_values("replicate"), populations))
        if members is not None and members.max() > 0:
            effects.append(design_effect(values.to_numpy(float), members))
            largest = members if largest is None or len(members) > len(largest) else largest
    effect = max(1.0, float(np.mean(effects))) if effects else 1.0
    return components(within, effect, largest), effect


def _share(means: np.ndarray, parts: Components, effect: float, replicates: float) -> Noise:
    """Return the noise of means whose values have the variance `parts`, with the design effect of their clusters."""
    between, within = float(np.var(means, ddof=1)), parts.within + parts.between
    variance = within * effect / replicates
    spread = math.sqrt(variance)
    if not between > 0:
        return Noise(math.nan, spread, replicates, None)
    share = variance / between
    if share > 1.0 - ROUNDING:
        return Noise(1.0, spread, replicates, None)
    return Noise(share, spread, replicates, parts.replicates_for((between - variance) * ACCEPTED / (1 - ACCEPTED)))


def floors(
    record: DesignRecord, points: np.ndarray, runs: pd.Series, populations: pd.Series | None = None
) -> np.ndarray:
    """Return, by axis, the mu* (Morris) or total index (Sobol) that noise alone would give if the axis had no effect.

    `points` (points, axes) in the order of the design. The noise of the difference between two points that differ on
    the axis only is judged by the replicates that both have. Common random numbers make it small for an axis that
    moves little, whatever the others do. A mean that is normal around 0 with spread s has the mean size
    s sqrt(2 / pi); in the total index the variance of noise is held against that of the outcome. Replicates of one
    population (`populations` by replicate) are a cluster. NaN where points have one replicate, or one population.
    """
    unstacked = runs.unstack("replicate")
    table, clusters = unstacked.to_numpy(float), clusters_of(unstacked.columns, populations)
    outcome = np.nanmean(table, axis=1)
    found = np.full(len(record.axes), np.nan)
    for axis, (start, end) in enumerate(_pairs(record, points)):
        variance = _variance_of_difference(table[start], table[end], clusters)
        if record.method == MORRIS:
            step = 1.0 if record.axes[axis].choices else record.step
            found[axis] = float(np.sqrt(variance * 2 / math.pi).mean()) / step
        else:
            found[axis] = 0.5 * float(variance.mean()) / float(np.var(outcome))
    return found


def _pairs(record: DesignRecord, points: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return, by axis, the places of the points that the method compares: one before and one after a move."""
    first = np.arange(record.samples) * record.points_per_sample
    if record.method != MORRIS:  # a base sample is A, A with each axis of B in turn, B
        return [(first, first + 1 + axis) for axis in range(len(record.axes))]
    steps = np.concatenate([first + step for step in range(len(record.axes))])
    moved = np.argmax(np.abs(points[steps + 1] - points[steps]) / np.ptp(points, axis=0), axis=1)
    return [(steps[moved == axis], steps[moved == axis] + 1) for axis in range(len(record.axes))]


def _variance_of_difference(start: np.ndarray, end: np.ndarray, clusters: Clusters | None) -> np.ndarray:
    """Return by pair of points the variance of the difference of their means, shape (pairs,); NaN for one cluster."""
    both = np.isfinite(start) & np.isfinite(end)
    count = both.sum(axis=1)
    differences = np.where(both, end - start, np.nan)
    variance = np.full(len(start), np.nan)
    enough = count > 1
    variance[enough] = np.nanvar(differences[enough], axis=1, ddof=1) / count[enough]
    if clusters is None:
        return variance
    for pair in np.flatnonzero(enough):
        members = shared(clusters[both[pair]])
        if members is not None and members.max() > 0:
            variance[pair] = max(variance[pair], variance_of_mean(differences[pair, both[pair]], members))
        elif members is not None:
            variance[pair] = np.nan
    return variance
