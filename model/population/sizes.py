"""Sizes of firms: a Pareto tail in each park, its excess over the register's threshold scaled to the park's output."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.compiled import allocating, compiled
from model.elementary import exp, log, power

from .baseline import Baseline

GOLDEN = (math.sqrt(5.0) - 1) / 2  # of mathematics: no result hangs on a choice of it
# Bracket and halvings of a bisection, down to rounding, and where the mean of a law needs its limit: no result hangs on them.
LEAST_SCALE, MOST_SCALE = 1e-4, 1e4
HALVINGS = 60
NEARLY_ONE = 1e-9


@compiled
def truncated_pareto(uniform: Any, exponent: Any, least: Any, largest: Any) -> Any:
    """Return the Pareto variate between `least` and `largest` at a uniform."""
    tail = 1.0 - uniform * (1.0 - power(least / largest, exponent))
    return least * power(tail, -1.0 / exponent)


@compiled
def mean_of_pareto(exponent: Any, least: Any, largest: Any) -> Any:
    """Return the mean of that law."""
    below = power(least / largest, exponent)
    if abs(exponent - 1.0) < NEARLY_ONE:
        return least * log(largest / least) / (1.0 - below)
    rest = 1.0 - power(least / largest, exponent - 1.0)
    return exponent / (exponent - 1.0) * least * rest / (1.0 - below)


def size_laws(baseline: Baseline, threshold: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return, by park, what the excess of missing firms is multiplied by, and where its law is cut off before that.

    Then firms of a park follow a Pareto law of the city's exponent, whose excess over the threshold is scaled so that
    their mean output is the park's. None is larger than the largest of the city. A park whose mean is out of reach gets
    the scale that comes nearest.
    """
    scales, cuts = np.ones(len(baseline.parks)), np.full(len(baseline.parks), baseline.largest_output)
    widest = max(baseline.largest_output - threshold, threshold)
    for index, park in enumerate(baseline.missing):
        if park.firms == 0:
            continue
        wanted = park.output / park.firms - threshold
        scales[index], cuts[index] = scale_of_excess(wanted, baseline.tail_exponent, threshold, widest)
    return scales, cuts


@compiled
def scale_of_excess(wanted: Any, exponent: Any, threshold: Any, widest: Any) -> Any:
    """Return the scale at which the mean excess over the threshold is as wanted, and where the law is cut off before it.

    Scaled, no excess is above `widest`.
    """
    low, high = log(LEAST_SCALE), log(MOST_SCALE)
    scale, cut = 1.0, threshold + widest
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        scale = exp(middle)
        cut = threshold + widest / scale
        if scale * (mean_of_pareto(exponent, threshold, cut) - threshold) < wanted:
            low = middle
        else:
            high = middle
    return scale, cut


@allocating
def spread_sizes(order: Any, within: Any, exponent: Any, least: Any, largest: Any) -> Any:
    """Return Pareto variates of as many firms, one in each of as many equal cells: a sample without lumps.

    The firm with the n-th smallest `order` has cell n, and its place in it by `within` (uniforms, (firm,)).
    """
    sizes = np.empty(order.size)
    for cell, row in enumerate(np.argsort(order, kind="mergesort")):
        sizes[row] = truncated_pareto((cell + within[row]) / order.size, exponent, least, largest)
    return sizes


@compiled
def golden(start: Any, place: Any) -> Any:
    """Return the member `place` of the golden-ratio sequence from `start`: every stretch of it is spread evenly."""
    return (start + GOLDEN * place) % 1.0
