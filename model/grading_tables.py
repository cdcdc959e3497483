"""Tables by which firms are graded, as compiled code reads them, and the room in which it grades.

A grading reads an array of yearly figures, (firm, amount), in the order and units of `AMOUNTS`. A figure that is not
known is NaN; a ratio to a figure that is not above 0 is missing too. Nothing here depends on the order of the firms.
"""

from typing import Any, NamedTuple

import numpy as np

from .declaration import Amount, Criterion, Demerit
from .declared import table_of
from .state import GRADES

AMOUNTS: dict[str, Amount] = table_of(Amount)
CRITERIA: dict[str, Criterion] = table_of(Criterion)
DEMERITS: dict[str, Demerit] = table_of(Demerit)

ITSELF = -1  # in place of the amount to divide by: the criterion is the amount itself
NOT_GRADED = -1
LARGER, SMALL = 0, 1  # which of the two tables of a scheme grades a firm
LOWEST = GRADES  # grades that a demerit takes from a firm which it puts into the lowest one
POINTS = 100.0  # weights of all items together, bonuses left out

# What an item is held against.
FIXED, AVERAGE, INDUSTRY_AVERAGE = 0, 1, 2

item_dtype = np.dtype(
    [
        ("amount", np.int64),  # index of the amount above the line
        ("over", np.int64),  # index of the amount below it, or ITSELF
        ("weight", np.float64),  # points
        ("reference", np.int64),  # FIXED, AVERAGE or INDUSTRY_AVERAGE
        ("benchmark", np.float64),  # in the unit of the criterion, where the reference is FIXED
        ("least", np.float64),  # floor of the item, in multiples of its weight; -inf without one
        ("most", np.float64),  # cap of the item, in multiples of its weight; inf without one
    ]
)
threshold_dtype = np.dtype([("amount", np.int64), ("least", np.float64)])
penalty_dtype = np.dtype([("demerit", np.int64), ("grades", np.int64)])  # grades that it takes from a firm

# One row a firm. `eligible` is written by the caller, the rest by the grading.
MARK_COLUMNS: dict[str, str] = {
    "eligible": "i1",  # 0/1, whether the firm is to be graded at all
    "table": "i1",  # LARGER, SMALL or NOT_GRADED
    "item": "f8",  # points for the item in hand, NaN where its figures are missing
    "points": "f8",  # points of all items so far
    "score": "i8",  # the same in whole billionths of a point, once all items are in
    "rank": "i8",  # rank by score among the firms of its table, 1 the best; equal scores share the better rank
    "grade": "i1",  # index of its grade, 0 the best, or NOT_GRADED
}
mark_dtype = np.dtype([*MARK_COLUMNS.items()], align=True)

# One row an industry: running sums of both figures of an item, with what rounding has left out of them.
average_dtype = np.dtype(
    [("above", np.float64), ("above_rest", np.float64), ("below", np.float64), ("below_rest", np.float64)]
)


class GradingTable(NamedTuple):
    """One table: items, cuts and penalties. Firms of one table are ranked among themselves."""

    items: Any  # (item,) item_dtype
    cuts: Any  # i8 (grade - 1,) cumulative shares of firms, or lowest scores, of all grades but the last
    by_share: Any  # whether the cuts are shares
    missing_average: Any  # whether a missing item gets the mean of the firms that have it; else 0
    penalties: Any  # (penalty,) penalty_dtype


class GradingScheme(NamedTuple):
    """What is in force at one time: a table for larger firms, and one for small firms."""

    larger: GradingTable
    small: GradingTable  # the same one where small firms have none of their own
    size: Any  # (threshold,) threshold_dtype: a firm that reaches any is a larger one; none: all are
    scope: Any  # (threshold,) threshold_dtype: a small firm that reaches any is graded; none: all are
