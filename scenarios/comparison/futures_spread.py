"""How far replicates differ because of their futures: what remains when the same futures meet other chance."""

import numpy as np
from numpy.typing import NDArray

from ..intervals import Clusters, Interval, paired_mean, shared


def futures_variance(
    once: NDArray[np.float64], again: NDArray[np.float64], clusters: Clusters | None = None
) -> Interval:
    """Return the variance between futures (parameters and baseline population) with its 95 % interval.

    `once` and `again`, (pair,), are values of the same futures under two independent chances, so that only their
    futures make them vary together: their covariance is that variance. The estimate is unbiased and can be negative,
    which says no more than that the variance is too small for so many pairs. The interval is that of the mean product
    of the distances from the means (the infinitesimal jackknife), with `clusters` the populations of the pairs. Where
    few shared populations make most of the variance it is somewhat too narrow. With one pair, or one population,
    nothing is known.
    """
    one, other = once - np.mean(once), again - np.mean(again)
    products = paired_mean(one * other, clusters)
    members = shared(clusters)
    totals = (one, other) if members is None else (np.bincount(members, one), np.bincount(members, other))
    groups = len(totals[0])
    if groups < 2:
        return Interval(np.nan, -np.inf, np.inf)
    # What the two means have in common is lacking from the products: n - 1 for n where pairs are independent.
    common = float(np.sum(totals[0] * totals[1]))
    estimate = products.estimate + groups / (groups - 1) * common / len(one) ** 2
    half = products.high - products.estimate
    return Interval(estimate, estimate - half, estimate + half)


def chance_variance(once: NDArray[np.float64], again: NDArray[np.float64]) -> float:
    """Return the variance of chance alone: half the mean squared difference between two chances of the same future."""
    return 0.5 * float(np.mean((once - again) ** 2))
