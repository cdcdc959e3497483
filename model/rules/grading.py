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
def reaches_any(amounts: Any, thresholds: Any) -> Any:
    """Return whether a firm's amounts reach at least one of the thresholds; a figure that is not known reaches none."""
    reached = False
    for index in range(thresholds.size):
        reached = reached or amounts[thresholds[index].amount] >= thresholds[index].least
    return reached


@compiled
def grade_by_rank(rank: Any, firms: Any, cuts: Any) -> Any:
    """Return the first grade whose cumulative share holds a rank: rank <= share x firms, in whole numbers."""
    for grade in range(cuts.size):
        if rank * SHARE_STEPS <= cuts[grade] * firms:
            return grade
    return cuts.size


@compiled
def grade_by_score(score: Any, cuts: Any) -> Any:
    """Return the first grade whose lowest score a score reaches; both in whole billionths of a point."""
    for grade in range(cuts.size):
        if score >= cuts[grade]:
            return grade
    return cuts.size


@compiled
def grade_after(grade: Any, demerits: Any, penalties: Any, last: Any) -> Any:
    """Return a grade after the penalties for what a firm has of the `demerits`; never below the last one."""
    for index in range(penalties.size):
        if demerits[penalties[index].demerit] == 1:
            grade += penalties[index].grades
    return min(last, grade)
