"""A table grades firms: points for each item, a rank, and a grade by rank or score."""

import math
from typing import Any

from ..compiled import compiled
from ..units import SCORE_STEPS, SHARE_STEPS
from .land import whole


@compiled
def add_exactly(total: Any, rest: Any, value: Any) -> Any:
    """Return a sum and what rounding has left out of it, after adding a value (Knuth's two-sum).

    The two together are the same in whatever order the values come.
    """
    grown = total + value
    added = grown - total
    return grown, rest + ((total - (grown - added)) + (value - added))


@compiled
def ratio_of(above: Any, below: Any) -> Any:
    """Return above / below, or NaN where either is not known or there is nothing to divide by."""
    return above / below if below > 0.0 else math.nan


@compiled
def item_points(ratio: Any, benchmark: Any, weight: Any, least: Any, most: Any) -> Any:
    """Return the points of an item: its ratio over the benchmark, within least and most, times the weight.

    NaN where the ratio is missing. Invariant: without a benchmark above 0 nobody gets any.
    """
    if math.isnan(ratio):
        return math.nan
    if benchmark > 0.0:
        return weight * min(most, max(least, ratio / benchmark))
    return 0.0


@compiled
def score_of(points: Any) -> Any:
    """Return the points of all items together as a score: whole billionths of a point."""
    return whole(points * SCORE_STEPS)


@compiled
def reaches_any(amounts: Any, thresholds: Any, first: Any, end: Any) -> Any:
    """Return whether a firm's amounts reach any of thresholds[first:end], or there are none.

    A figure that is not known reaches none.
    """
    reached = first == end
    for index in range(first, end):
        reached = reached or amounts[thresholds[index].amount] >= thresholds[index].least
    return reached


@compiled
def grade_by_rank(rank: Any, firms: Any, cuts: Any, first: Any, end: Any) -> Any:
    """Return the first grade whose cumulative share, of cuts[first:end], holds a rank: rank <= share x firms.

    In whole numbers, so that a firm exactly at a share is within it.
    """
    for cut in range(first, end):
        if rank * SHARE_STEPS <= cuts[cut] * firms:
            return cut - first
    return end - first


@compiled
def grade_by_score(score: Any, cuts: Any, first: Any, end: Any) -> Any:
    """Return the first grade whose lowest score, of cuts[first:end], a score reaches; both in billionths of a point."""
    for cut in range(first, end):
        if score >= cuts[cut]:
            return cut - first
    return end - first


@compiled
def grades_lost(demerits: Any, penalties: Any, first: Any, end: Any) -> Any:
    """Return how many grades penalties[first:end] take from a firm for what it has of the `demerits`, 0/1 each."""
    lost = 0
    for index in range(first, end):
        if demerits[penalties[index].demerit] == 1:
            lost += penalties[index].grades
    return lost
