"""Tables by which firms are graded, as compiled code reads them; what they read of a firm is in `criteria`."""

from typing import Any, NamedTuple

import numpy as np

from .state import GRADES

ITSELF = -1  # in place of the amount to divide by: the criterion is the amount itself
NO_TABLE = -1  # in place of a dated table: none is in force
NOT_GRADED = -1  # in place of a grade or a scale
LARGER, SMALL = 0, 1  # by whose rules of a dated table a firm is graded
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
# One row for each set of rules. Ends are the first row that is no longer its own.
rules_dtype = np.dtype(
    [
        ("first_item", np.int64),
        ("end_item", np.int64),
        ("first_cut", np.int64),  # cumulative shares of firms, or lowest scores, of all grades but the last
        ("end_cut", np.int64),
        ("first_penalty", np.int64),
        ("end_penalty", np.int64),
        ("by_share", np.int64),  # 0/1, whether the cuts are shares
        ("missing_average", np.int64),  # 0/1, whether a missing item gets the mean of the firms that have it; else 0
    ]
)
# One row for each dated table, the earliest first. Its thresholds of scale are those that make a firm a larger one if it
# reaches any; those of scope are those that a small firm has to reach one of. Without thresholds every firm does.
dated_dtype = np.dtype(
    [
        ("start", np.int64),  # the quarter from which it is in force; 0 is the baseline quarter
        ("larger", np.int64),  # row of its rules for larger firms
        ("small", np.int64),  # row of its rules for small firms; the same where they have none of their own
        ("first_scale", np.int64),
        ("end_scale", np.int64),
        ("first_scope", np.int64),
        ("end_scope", np.int64),
        ("electricity_surcharge", np.float64, (GRADES,)),  # yuan/kWh that a firm of each grade pays
        ("water_surcharge", np.float64, (GRADES,)),  # the same for water, a share of its price
    ]
)


class Gradings(NamedTuple):
    """All tables of a case; arrays of the same types whatever they hold, so that nothing is compiled anew for a case."""

    tables: Any  # (table,) dated_dtype
    rules: Any  # (rules,) rules_dtype
    items: Any  # (item,) item_dtype
    cuts: Any  # i8 (cut,) in steps of SHARE_STEPS or SCORE_STEPS
    penalties: Any  # (penalty,) penalty_dtype
    thresholds: Any  # (threshold,) threshold_dtype


def no_records(dtype: np.dtype) -> np.recarray:
    """Return an empty record array."""
    return np.zeros(0, dtype).view(np.recarray)


NO_GRADINGS = Gradings(
    tables=no_records(dated_dtype),
    rules=no_records(rules_dtype),
    items=no_records(item_dtype),
    cuts=np.zeros(0, np.int64),
    penalties=no_records(penalty_dtype),
    thresholds=no_records(threshold_dtype),
)
