"""Noise: what share of the differences between points is made by the replicates, not by the axes."""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from .design import MORRIS, DesignRecord

ACCEPTED = 0.05  # share of chance that leaves indices nearly as they are


class Noise(NamedTuple):
    """Share of the variance between points' means that replicates make, and the spread of a mean by it.

    `needed` replicates would bring the share to 5 %; None where points do not differ more than replicates make them.
    """

    share: float
    spread: float
    replicates: float
    needed: int | None


def noise(runs: pd.Series) -> Noise:
    """Return the share of chance in the means of points; `runs` are outcomes by (point, replicate).

    Analysis of variance: chance makes the mean square of residuals over replicates, and the variance between the means
    of points holds it once. Where every point has the same replicates (futures and draws), what a replicate does to all
    points alike is no noise and is taken out first. Replicates differ by chance and by every parameter that they draw.
    One replicate a point shows no noise: the share is NaN.
    """
    table = runs.unstack("replicate")
    if table.isna().any(axis=None):
        return _unpaired(runs)
    points, replicates = table.shape
    if replicates < 2:
        return Noise(math.nan, math.nan, float(replicates), None)
    values = table.to_numpy(float)
    residuals = values - values.mean(axis=1, keepdims=True) - values.mean(axis=0) + values.mean()
    return _share(values.mean(axis=1), float((residuals**2).sum()) / ((points - 1) * (replicates - 1)), replicates)


def _unpaired(runs: pd.Series) -> Noise:
    grouped = runs.groupby(level="point")
    sizes = grouped.size()
    if len(runs) <= len(sizes):
        return Noise(math.nan, math.nan, 1.0, None)
    within = float((grouped.var(ddof=1).fillna(0.0) * (sizes - 1)).sum()) / (len(runs) - len(sizes))
    return _share(grouped.mean().to_numpy(float), within, float(len(sizes) / (1.0 / sizes).sum()))


def _share(means: np.ndarray, within: float, replicates: float) -> Noise:
    between = float(np.var(means, ddof=1))
    share = min(1.0, within / replicates / between) if between > 0 else math.nan
    real = between - within / replicates
    spread = math.sqrt(within / replicates)
    if not real > 0:
        return Noise(share, spread, replicates, None)
    return Noise(share, spread, replicates, max(2, math.ceil(within / real * (1 - ACCEPTED) / ACCEPTED)))


def floors(record: DesignRecord, points: np.ndarray, runs: pd.Series) -> np.ndarray:
    """Return, by axis, the mu* (Morris) or total index (Sobol) that noise alone would give if the axis had no effect.

    `points` (points, axes) in the order of the design. The noise of the difference between two points that differ on
    the axis only is judged by the replicates that both have. Common random numbers make it small for an axis that
    moves little, whatever the others do. A mean that is normal around 0 with spread s has the mean size
    s sqrt(2 / pi); in the total index the variance of noise is held against that of the outcome. NaN where points have
    one replicate.
    """
    table = runs.unstack("replicate").to_numpy(float)
    outcome = np.nanmean(table, axis=1)
    found = np.full(len(record.axes), np.nan)
    for axis, (start, end) in enumerate(_pairs(record, points)):
        variance = _variance_of_difference(table[start], table[end])
        if record.method == MORRIS:
            step = record.levels / (2 * (record.levels - 1))
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


def _variance_of_difference(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return by pair of points the variance of the difference of their means, shape (pairs,); NaN for one replicate."""
    both = np.isfinite(start) & np.isfinite(end)
    count = both.sum(axis=1)
    differences = np.where(both, end - start, np.nan)
    variance = np.full(len(start), np.nan)
    enough = count > 1
    variance[enough] = np.nanvar(differences[enough], axis=1, ddof=1) / count[enough]
    return variance
