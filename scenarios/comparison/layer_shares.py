"""What part of the spread of replicates is of which layer: shares with intervals, from crossed runs."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..crossing import latin_square
from ..intervals import Clusters, Interval, half_width, rounding_of, shared, variance_of_mean

LEAST_BLOCKS = 30  # that the spread must be of, at least, or no share is given: events of which few happened
UNKNOWN = Interval(np.nan, np.nan, np.nan)


class LayerShares(NamedTuple):
    """Shares of the variance over replicates, which add up to 1: of each layer alone, and of all interactions."""

    layers: tuple[Interval, ...]
    interactions: Interval


def layer_shares(
    base: NDArray[np.float64], crossed: NDArray[np.float64], clusters: Clusters | None = None
) -> LayerShares:
    """Return the shares of the variance with 95 % intervals, from values of replicates and of their crossed runs.

    Both are (block, member), a member for each layer, arranged as `crossing_of` says; `clusters`, (block,), are the
    populations that blocks share. A base run and a crossed one that share one layer vary together by that layer alone,
    so that the mean product of their distances from the mean estimates the variance of its first-order effect. What two
    base or two crossed runs of a block have in common should be nothing: by how much it is not, the shares are corrected
    (a regression on it, as for a control variate). Without interactions the block sums of base and of crossed runs
    are equal. That correction then leaves the interactions at almost exactly 0.

    The variance that is divided by is that of the same runs, so that what is common to both cancels out. No share is
    clipped: one that is small may come out below 0. Intervals are those of the mean influence of a block, each divided
    by what its leverage leaves (as in HC3), with Student's quantile for clusters and kurtosis (`intervals.freedom`).
    Simulated with 166 blocks, they cover 92 to 97 %; where the variance is of few blocks, less, so that every share is
    NaN where it is of fewer than `LEAST_BLOCKS`, as that of an event that hardly ever happens. Of populations that
    replicates share the shares are those among all that could have been drawn, and the intervals allow for how few were.
    """
    blocks, size = base.shape
    nothing = LayerShares((UNKNOWN,) * size, UNKNOWN)
    members = shared(clusters)
    if blocks < LEAST_BLOCKS or (members is not None and members.max() == 0):
        return nothing
    middle = (np.mean(base) + np.mean(crossed)) / 2
    own, other = base - middle, crossed - middle
    alone = np.arange(blocks)
    each = alone if members is None else members
    common = variance_of_mean(np.mean(own + other, axis=1) / 2, each)  # lacks in every product of two distances

    def width(influence: NDArray[np.float64]) -> float:
        return max(half_width(influence, alone), half_width(influence, each))

    total = np.mean(own**2 + other**2, axis=1) / 2 + common
    if np.sqrt(np.mean(total)) <= rounding_of(base, crossed) or np.sum(total) ** 2 < LEAST_BLOCKS * np.sum(total**2):
        return nothing
    products = np.stack([np.mean(own[:, taken] * other, axis=1) for taken in latin_square(size).T]) + common
    unshared = _mean_of_pairs(own) / 2 + _mean_of_pairs(other) / 2 + common
    shares = np.mean(products, axis=1) / np.mean(total)
    influence = (products - shares[:, None] * total) / np.mean(total)
    shares = np.append(shares, 1.0 - np.sum(shares))
    influence = np.vstack([influence, -np.sum(influence, axis=0)])
    distances = unshared - np.mean(unshared)
    squares = np.sum(distances**2) or 1.0  # where there is nothing to correct
    slopes = np.sum(influence * distances, axis=1) / squares
    shares = shares - slopes * np.mean(unshared)
    leverage = 1.0 / blocks + distances**2 / squares
    left = (influence - slopes[:, None] * distances) / np.maximum(1.0 - leverage, 1.0 / blocks)
    found = [Interval(share, share - half, share + half) for share, half in zip(shares, map(width, left), strict=True)]
    return LayerShares(tuple(found[:-1]), found[-1])


def _mean_of_pairs(distances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean product of two different members of a block, (block,), of distances (block, member)."""
    size = distances.shape[1]
    return (np.sum(distances, axis=1) ** 2 - np.sum(distances**2, axis=1)) / (size * (size - 1))
