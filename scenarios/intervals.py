"""Intervals: of a probability (Wilson), of a mean of paired differences, and the replicates that would resolve one."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri, stdtrit

LEVEL = 0.95


class Interval(NamedTuple):
    """An estimate with the two ends of its interval."""

    estimate: float
    low: float
    high: float

    @property
    def resolved(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0.0 or self.high < 0.0


def wilson(successes: int, trials: int, level: float = LEVEL) -> Interval:
    """Return a probability with Wilson's score interval (1927). Raises ValueError without trials."""
    if trials < 1:
        raise ValueError("a probability needs at least one trial")
    z = float(ndtri(0.5 + level / 2))
    share = successes / trials
    middle = (share + z * z / (2 * trials)) / (1 + z * z / trials)
    half = z / (1 + z * z / trials) * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    # Of no and of only successes the end is exact; the difference of two roundings would be some 1e-19.
    low = middle - half if successes > 0 else 0.0
    return Interval(share, low, middle + half if successes < trials else 1.0)


def share_interval(estimate: float, successes: float, trials: int) -> Interval:
    """Return an estimated share with Wilson's interval for the whole number of successes nearest to what was seen."""
    interval = wilson(round(successes), trials)
    return Interval(estimate, min(estimate, interval.low), max(estimate, interval.high))


def paired_mean(differences: NDArray[np.float64], level: float = LEVEL) -> Interval:
    """Return the mean of paired differences with Student's interval; with one pair the interval is everything.

    A difference that is the same in every pair (as between equal scenarios) is known exactly.
    """
    n = len(differences)
    mean = float(np.mean(differences))
    if n < 2:
        return Interval(mean, -math.inf, math.inf)
    half = float(stdtrit(n - 1, 0.5 + level / 2)) * float(np.std(differences, ddof=1)) / math.sqrt(n)
    return Interval(mean, mean - half, mean + half)


def paired_proportion(differences: NDArray[np.float64], level: float = LEVEL) -> Interval:
    """Return the mean of paired differences of events (each -1, 0 or 1) with the interval of Agresti and Min (2005).

    Half an observation is added to each kind of pair, so that no pair in which the events differ does not mean that
    none could.
    """
    n = len(differences)
    won = float(np.sum(differences > 0)) + 0.5
    lost = float(np.sum(differences < 0)) + 0.5
    total = n + 2
    middle = (won - lost) / total
    half = float(ndtri(0.5 + level / 2)) * math.sqrt(won + lost - (won - lost) ** 2 / total) / total
    return Interval(float(np.mean(differences)), max(-1.0, middle - half), min(1.0, middle + half))


def replicates_to_resolve(differences: NDArray[np.float64], level: float = LEVEL) -> int | None:
    """Return how many replicates would make the interval of the mean as narrow as the mean is off zero.

    None when the differences show no effect at all: no number would resolve it.
    """
    mean = float(np.mean(differences))
    spread = float(np.std(differences, ddof=1)) if len(differences) > 1 else 0.0
    if mean == 0.0 or spread == 0.0:
        return None
    z = float(ndtri(0.5 + level / 2))
    return max(2, math.ceil((z * spread / mean) ** 2))
