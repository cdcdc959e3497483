"""Intervals: of a probability (Wilson), of a mean of paired differences, and the replicates that would resolve one.

Replicates that share a baseline population are a cluster: they are alike, and count for less than as many independent
ones. Every function takes the number of each replicate's cluster; without numbers, and where each replicate has a
cluster of its own, replicates are independent and the formulas are the plain ones, to the bit.

Everything else that replicates draw is independent between them, so that clusters can widen an interval and never
narrow it. Of the interval that counts replicates and the one that counts clusters, with Student's quantile for their
number, the wider is taken.

Sources: Korn and Graubard (1998), Confidence intervals for proportions with small expected number of positive counts
estimated from survey data. Dean and Pagano (2015), Evaluating confidence interval methods for binomial proportions in
clustered surveys. Franco, Little, Louis and Slud (2019), Comparative study of confidence intervals for proportions in
complex sample surveys.
"""

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri, stdtrit

LEVEL = 0.95
ROUNDING = 16 * float(np.finfo(np.float64).eps)  # of the values: what lies below is made by their last digits
MOST_REPLICATES = 2**53  # beyond it a float no longer holds every whole number, and nobody runs so many

Clusters = NDArray[np.integer[Any]]  # (replicate,) the number of each replicate's cluster: its population


class Interval(NamedTuple):
    """An estimate with the two ends of its interval."""

    estimate: float
    low: float
    high: float

    @property
    def resolved(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0.0 or self.high < 0.0


def shared(clusters: Clusters | None) -> NDArray[np.intp] | None:
    """Return the clusters numbered from 0, (replicate,); None where every replicate is independent."""
    if clusters is None:
        return None
    if (clusters[1:] > clusters[:-1]).all():  # the usual case: each replicate has its own, in order
        return None
    found, numbers = np.unique(clusters, return_inverse=True)
    return None if len(found) == len(numbers) else numbers.reshape(-1)


def variance_of_mean(values: NDArray[np.float64], members: NDArray[np.intp]) -> float:
    """Return the variance of the mean of clustered values, (replicate,), by the totals of at least two clusters.

    `members` are cluster numbers from 0. With clusters of unequal size the mean is a ratio of totals, so that a total
    is that of the distances from the mean (Cochran 1977, section 6.3). With clusters of one it is the usual variance.
    """
    totals = np.bincount(members, values - np.mean(values))
    squares = float(np.sum(totals * totals))  # no product of vectors: those of libraries differ by processor
    return len(totals) / (len(totals) - 1) * squares / len(values) ** 2


def design_effect(values: NDArray[np.float64], members: NDArray[np.intp]) -> float:
    """Return by what clusters multiply the variance of a mean (Kish 1965); 1 where the values do not vary."""
    plain = float(np.var(values, ddof=1)) / len(values)
    return variance_of_mean(values, members) / plain if plain > 0.0 else 1.0


def freedom(values: NDArray[np.float64], members: NDArray[np.intp]) -> float:
    """Return the degrees of freedom of `variance_of_mean`: one less than the clusters, fewer where few of them decide it.

    The variance of a variance grows with the kurtosis k of the totals, which leaves 2 G / (k - 1) of G clusters
    (Satterthwaite 1946). That is G where totals are normal, and little where an event comes in a few whole clusters.
    """
    squares = np.bincount(members, values - np.mean(values)) ** 2
    count, whole = len(squares), float(np.sum(squares))
    excess = count * float(np.sum(squares * squares)) - whole * whole
    if not excess > 0.0:
        return float(count - 1)
    return min(float(count - 1), max(1.0, 2 * count * whole * whole / excess))


def _quantile(level: float, freedom: float | None = None) -> float:
    """Return the quantile that an interval at `level` takes: Student's, or the normal one."""
    return float(ndtri(0.5 + level / 2) if freedom is None else stdtrit(freedom, 0.5 + level / 2))


def half_width(values: NDArray[np.float64], members: NDArray[np.intp], level: float = LEVEL) -> float:
    """Return the half width of Student's interval of the mean of clustered values, (replicate,); `members` from 0."""
    return _quantile(level, freedom(values, members)) * math.sqrt(variance_of_mean(values, members))


def effective_trials(values: NDArray[np.float64], clusters: Clusters | None = None, level: float = LEVEL) -> float:
    """Return how many independent trials the events of some replicates, (replicate,), are worth for an interval.

    At most as many as there are; 0 where all are of one cluster, which says nothing about others. Besides the design
    effect it holds Student's quantile for the clusters (`freedom`) against the normal one. Events of which none or all
    happened show no design effect and count as if there were none (Korn and Graubard 1998).
    """
    members = shared(clusters)
    if members is None:
        return len(values)
    return _worth(values, members, level, freedom(values, members)) if members.max() > 0 else 0.0


def _worth(values: NDArray[np.float64], members: NDArray[np.intp], level: float, degrees: float) -> float:
    """Return how many independent trials events of at least two clusters are worth, Student's quantile by `degrees`."""
    widened = (_quantile(level, degrees) / _quantile(level)) ** 2
    return len(values) / max(1.0, design_effect(values, members) * widened)


def wilson(successes: float, trials: float, level: float = LEVEL) -> Interval:
    """Return a probability with Wilson's score interval (1927). Raises ValueError without trials."""
    if not trials > 0:
        raise ValueError("a probability needs at least one trial")
    z = _quantile(level)
    share = successes / trials
    middle = (share + z * z / (2 * trials)) / (1 + z * z / trials)
    half = z / (1 + z * z / trials) * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    # Of no and of only successes the end is exact; the difference of two roundings would be some 1e-19.
    low = middle - half if successes > 0 else 0.0
    return Interval(share, low, middle + half if successes < trials else 1.0)


def proportion(events: NDArray[np.bool_], clusters: Clusters | None = None, level: float = LEVEL) -> Interval:
    """Return the probability of an event, (replicate,), with Wilson's interval for what the replicates are worth.

    By simulation with 24 clusters of 20 it covers 92 to 98 % for probabilities from 0.03 to 0.97, where events of a
    cluster are correlated by up to 0.3. Raises ValueError without replicates.
    """
    successes, count = int(np.sum(events)), len(events)
    trials = effective_trials(np.asarray(events, float), clusters, level)
    if trials == count:
        return wilson(successes, count, level)
    return _of_trials(successes / count, trials, level)


def _of_trials(share: float, trials: float, level: float) -> Interval:
    """Return the interval of a share for a number of trials that is none of whole ones; without any it is everything."""
    if trials == 0.0:
        return Interval(share, 0.0, 1.0)
    ends = wilson(share * trials if share < 1.0 else trials, trials, level)
    return Interval(share, ends.low, ends.high)


def share_interval(estimate: float, successes: float, trials: float, worth: float | None = None) -> Interval:
    """Return an estimated share with Wilson's interval for the whole number of successes nearest to what was seen.

    `worth` is how many independent trials the trials are worth where they are clustered (`effective_trials`).
    """
    whole = wilson(round(successes), trials)
    interval = whole if worth is None or worth == trials else _of_trials(whole.estimate, worth, LEVEL)
    return Interval(estimate, min(estimate, interval.low), max(estimate, interval.high))


def rounding_of(*samples: NDArray[np.float64]) -> float:
    """Return the size below which a mean of differences between samples is made by the rounding of their values."""
    return ROUNDING * max(float(np.max(np.abs(sample), initial=0.0)) for sample in samples)


def paired_mean(
    differences: NDArray[np.float64], clusters: Clusters | None = None, level: float = LEVEL, rounding: float = 0.0
) -> Interval:
    """Return the mean of paired differences, (replicate,), with Student's interval.

    With one pair, or pairs of one cluster only, the interval is everything. A difference that is the same in every pair
    (as between equal scenarios) is known exactly. A mean no larger than `rounding` (see `rounding_of`) is 0: floats of
    differences that cancel out add up to the last digits of the values.
    """
    n, members = len(differences), shared(clusters)
    mean = float(np.mean(differences))
    nothing = abs(mean) <= rounding
    mean = 0.0 if nothing else mean
    groups = n if members is None else int(members.max()) + 1
    if groups < 2:
        return Interval(mean, -math.inf, math.inf)
    half = _quantile(level, n - 1) * float(np.std(differences, ddof=1)) / math.sqrt(n)
    if members is not None:
        half = max(half, half_width(differences, members, level))
    if nothing and half <= rounding:
        half = 0.0
    return Interval(mean, mean - half, mean + half)


def ratio_of_means(
    above: NDArray[np.float64], below: NDArray[np.float64], clusters: Clusters | None = None
) -> Interval | None:
    """Return the mean of some values over that of others, both (replicate,) and paired, with Fieller's interval (1954).

    The interval holds the ratios r for which the mean of `above` - r `below` does not differ significantly from 0. It
    has two ends where the mean of `below` is significant. Where it is not, the ratio could be anything, and None is
    returned. Half widths are those of `paired_mean`.
    """
    first, second = paired_mean(above, clusters), paired_mean(below, clusters)
    if not second.resolved:
        return None
    scale = abs(first.estimate) or _half(first) or 1.0  # so that neither drowns the other
    one, other = above / scale, below / second.estimate
    squares = [_half(paired_mean(each, clusters)) ** 2 for each in (one, other, one + other, one - other)]
    common = (squares[2] - squares[3]) / 4
    estimate = first.estimate / scale
    divisor, middle = 1.0 - squares[1], estimate - common
    root = math.sqrt(max(0.0, middle * middle - divisor * (estimate * estimate - squares[0])))
    factor = scale / second.estimate
    ends = sorted(factor * (middle + sign * root) / divisor for sign in (-1.0, 1.0))
    return Interval(factor * estimate, *ends)


def _half(interval: Interval) -> float:
    """Return half the width of an interval."""
    return (interval.high - interval.low) / 2


def paired_proportion(
    differences: NDArray[np.float64], clusters: Clusters | None = None, level: float = LEVEL
) -> Interval:
    """Return the mean of paired differences of events (each -1, 0 or 1) with the interval of Bonett and Price (2012).

    One observation is added to each of the two kinds of pairs in which the events differ, so that no such pair does not
    mean that there could be none. With half of one (Agresti and Min 2005) an effect on 3 % of pairs, all one way, is
    covered in 90 % of samples of 120. Clustered pairs count as the independent ones that they are worth, with Student's
    quantile for the number of clusters: what is added makes up for few clusters that decide, as far as anything can.
    """
    n, mean, members = len(differences), float(np.mean(differences)), shared(clusters)
    worth = float(n)
    if members is not None:
        groups = int(members.max()) + 1
        if groups < 2:
            return Interval(mean, -1.0, 1.0)
        worth = _worth(differences, members, level, groups - 1)
    part = worth / n
    won = float(np.sum(differences > 0)) * part + 1.0
    lost = float(np.sum(differences < 0)) * part + 1.0
    total = worth + 2
    middle = (won - lost) / total
    half = _quantile(level) * math.sqrt(won + lost - (won - lost) ** 2 / total) / total
    return Interval(mean, max(-1.0, middle - half), min(1.0, middle + half))


class Components(NamedTuple):
    """The variance of one value within clusters and between them, and how many clusters there are (None: no end of them)."""

    within: float
    between: float
    clusters: int | None

    @property
    def quantile(self) -> float:
        """The quantile of a 95 % interval of the mean, however many replicates there are."""
        return _quantile(LEVEL, None if self.clusters is None else self.clusters - 1)

    def replicates_for(self, variance: float) -> int | None:
        """Return how many replicates of the same clusters bring the variance of the mean down to `variance`.

        None where no number does: more replicates do not average out the few clusters that they share. As long as there
        are no more replicates than clusters, each has its own.
        """
        needed = (self.within + self.between) / variance if variance > 0.0 else math.inf
        if self.clusters is not None and needed > self.clusters:
            left = variance - self.between / self.clusters
            needed = self.within / left if left > 0.0 else math.inf
        return None if needed > MOST_REPLICATES else max(2, math.ceil(needed))


def components(variance: float, effect: float, members: NDArray[np.intp] | None) -> Components:
    """Return the components of the variance of one value from the design effect of the mean; at least two clusters.

    A mean cluster of k replicates, weighted by size, has the design effect 1 + (k - 1) c, with c the share of the
    variance between clusters (Kish 1965).
    """
    if members is None:
        return Components(variance, 0.0, None)
    sizes = np.bincount(members)
    mean_size = float(sizes @ sizes) / len(members)
    between = min(1.0, max(0.0, (effect - 1.0) / (mean_size - 1.0)))
    return Components((1.0 - between) * variance, between * variance, len(sizes))


def replicates_to_resolve(
    differences: NDArray[np.float64], clusters: Clusters | None = None, rounding: float = 0.0
) -> int | None:
    """Return how many replicates would make the 95 % interval of the mean as narrow as the mean is off zero.

    Where replicates share clusters, as many clusters as there are. None when the differences show no effect at all (a
    mean within `rounding` is none, see `paired_mean`), and when no number would resolve it.
    """
    members = shared(clusters)
    mean = float(np.mean(differences))
    spread = float(np.std(differences, ddof=1)) if len(differences) > 1 else 0.0
    if abs(mean) <= rounding or spread == 0.0 or (members is not None and members.max() == 0):
        return None
    effect = 1.0 if members is None else design_effect(differences, members)
    parts = components(spread * spread, effect, members)
    return parts.replicates_for((mean / parts.quantile) ** 2)
