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


def floor(record: DesignRecord, chance: Noise) -> float:
    """Return the estimate that an axis without any effect gets from noise: mu* (Morris) or total index (Sobol).

    Of two means that differ by noise alone the mean distance is 2 s / sqrt(pi), s the spread of one; mu* divides it by
    the step of the grid. In the total index the variance of noise stands against that of the outcome. NaN if unknown.
    """
    if record.method == MORRIS:
        step = record.levels / (2 * (record.levels - 1))
        return 2 * chance.spread / math.sqrt(math.pi) / step
    return chance.share
