"""Which numbers of a case carry a result: those that explain more of its spread than chance alone would.

Numbers are chosen one after the other: next comes the one that explains most of what the chosen ones leave. It is named if
the interval of its partial correlation leaves zero out. That interval is wide enough for the best of all candidates, so that
something is named in pure noise in at most one of twenty results. Numbers enter by their ranks, so that no extreme draw
decides, and the result as it is, since a share of its variance is asked for.

Sources: Fisher (1921), On the probable error of a coefficient of correlation; Bonferroni's inequality for the candidates.
"""

import math

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtri

from ..intervals import LEVEL

SAME = 1e-9  # of a number's own spread: what the chosen ones leave of it is rounding below
FEWEST = 5  # draws beyond those that the chosen numbers use up: with fewer nothing can be said
COLUMNS = ("share", "low", "high")

Matrix = NDArray[np.float64]  # (draw, number)
Vector = NDArray[np.float64]  # (draw,)


def carriers(drawn: pd.DataFrame, outcome: NDArray[np.float64], level: float = LEVEL) -> pd.DataFrame:
    """Return the numbers that explain more of the variance of an outcome than chance would, the largest share first.

    `drawn` has a row a replicate and a column a number; `outcome` is (replicate,). A share is what the outcome's variance
    would lose without the number, given the other named ones; `low` and `high` are its interval at `level`, widened for
    the number of candidates. Replicates that drew the same share a baseline: they count once, by their mean, and the
    shares are still of the variance of all replicates. Of pairs that cannot be distinguished the first column is named.

    Returns a table with the index of the columns of `drawn`, which may be empty. Raises ValueError for other lengths.
    """
    if len(drawn) != len(outcome):
        raise ValueError(f"{len(drawn)} draws and {len(outcome)} outcomes")
    values, means, between = by_draw(drawn.to_numpy(float), np.asarray(outcome, float))
    ranks = centred(pd.DataFrame(values).rank().to_numpy()) if values.size else values
    candidates = np.flatnonzero(lengths(ranks) > 0.0)
    y = centred(means[:, None])[:, 0]
    if not len(candidates) or float(np.ptp(means)) == 0.0:
        return pd.DataFrame(columns=list(COLUMNS), index=drawn.columns[:0], dtype=float)
    quantile = float(ndtri(1 - (1 - level) / (2 * len(candidates))))
    chosen = [int(candidates[place]) for place in chosen_places(ranks[:, candidates], y, quantile)]
    table = pd.DataFrame(shares(ranks[:, chosen], y, quantile), columns=list(COLUMNS), index=drawn.columns[chosen])
    return (between * table).sort_values("share", ascending=False, kind="stable")


def by_draw(values: Matrix, outcome: Vector) -> tuple[Matrix, Vector, float]:
    """Return each draw once, the mean outcome of the replicates with it, and the share of the variance between these."""
    distinct, members = np.unique(values, axis=0, return_inverse=True)
    members = members.reshape(-1)
    if len(distinct) == len(values):  # the rows as they are
        return values, outcome, 1.0
    counts = np.bincount(members)
    means = np.bincount(members, outcome) / counts
    spread = float(np.sum((outcome - outcome.mean()) ** 2))
    between = float(np.sum(counts * (means - outcome.mean()) ** 2)) / spread if spread else 0.0
    return distinct, means, between


def chosen_places(ranks: Matrix, outcome: Vector, quantile: float) -> list[int]:
    """Return the columns that are named, in the order of choosing. Both arguments have mean 0."""
    left, rest, own = ranks.copy(), outcome.copy(), lengths(ranks)
    chosen: list[int] = []
    while len(outcome) - len(chosen) >= FEWEST:
        size = lengths(left)
        known = size > SAME * own
        along = np.sum(left * rest[:, None], axis=0) / np.where(known, size, 1.0)
        partial = np.where(known, np.abs(along), 0.0) / max(math.sqrt(float(np.sum(rest * rest))), SAME)
        best = int(np.argmax(partial))
        if not interval(float(partial[best]), len(outcome), len(chosen), quantile)[0] > 0.0:
            break
        chosen.append(best)
        unit = left[:, best] / size[best]
        rest = rest - float(np.sum(rest * unit)) * unit
        left = left - np.sum(left * unit[:, None], axis=0) * unit[:, None]
        left[:, best] = 0.0
        if math.sqrt(float(np.sum(rest * rest))) <= SAME * math.sqrt(float(np.sum(outcome * outcome))):
            break
    return chosen


def shares(ranks: Matrix, outcome: Vector, quantile: float) -> NDArray[np.float64]:
    """Return share and interval of each column given the others, (column, 3)."""
    total = float(np.sum(outcome * outcome))
    found = np.zeros((ranks.shape[1], len(COLUMNS)))
    for place in range(ranks.shape[1]):
        others = np.delete(ranks, place, axis=1)
        own = without(ranks[:, place], others)
        rest = without(outcome, others)
        left = float(np.sum(rest * rest))  # of the variance, what the others leave
        partial = abs(float(np.sum(own * rest))) / math.sqrt(float(np.sum(own * own)) * left)
        ends = interval(min(partial, 1.0), len(outcome), ranks.shape[1] - 1, quantile)
        found[place] = [left / total * each**2 for each in (partial, *ends)]
    return found


def interval(partial: float, draws: int, given: int, quantile: float) -> tuple[float, float]:
    """Return the interval of the size of a partial correlation, by Fisher's transformation; from 0 where it may be 0."""
    if partial >= 1.0:
        return 1.0, 1.0
    free = draws - given - 3
    if free <= 0:
        return 0.0, 1.0
    half = quantile / math.sqrt(free)
    return max(0.0, math.tanh(math.atanh(partial) - half)), math.tanh(math.atanh(partial) + half)


def without(column: Vector, others: Matrix) -> Vector:
    """Return what other columns leave of one, after each of them in turn is taken out (Gram and Schmidt)."""
    rest, left = column, others
    while left.shape[1]:
        first = left[:, 0]
        size = float(np.sum(first * first))
        left = left[:, 1:]
        if size > 0.0:
            rest = rest - float(np.sum(rest * first)) / size * first
            left = left - np.sum(left * first[:, None], axis=0) / size * first[:, None]
    return rest


def centred(columns: Matrix) -> Matrix:
    """Return columns less their means."""
    return np.asarray(columns - columns.mean(axis=0), float)


def lengths(columns: Matrix) -> NDArray[np.float64]:
    """Return the root of the sum of squares of each column, (column,)."""
    return np.asarray(np.sqrt(np.sum(columns * columns, axis=0)), float)
