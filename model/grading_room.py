"""The room in which firms are graded by a table: what is found out about each firm, and averages by industry."""

import numpy as np

# One row a firm. `eligible` is written before, the rest by the grading.
MARK_COLUMNS: dict[str, str] = {
    "eligible": "i1",  # 0/1, whether the firm is to be graded at all
    "scale": "i1",  # LARGER, SMALL or NOT_GRADED (`grading_tables`)
    "of_item": "f8",  # ratio for the item in hand, and then its points; NaN where a figure is missing
    "points": "f8",  # points of all items so far
    "score": "i8",  # the same in whole billionths of a point, once all items are in
    "rank": "i8",  # rank by score among the firms of its scale, 1 the best; equal scores share the better rank
    "grade": "i1",  # index of its grade, 0 the best, or NOT_GRADED
}
mark_dtype = np.dtype([*MARK_COLUMNS.items()], align=True)

# One row an industry: sums of both figures of an item, with what rounding has left out of them, and their ratio.
AVERAGE_COLUMNS = ("above", "above_rest", "below", "below_rest", "average")
average_dtype = np.dtype([(name, np.float64) for name in AVERAGE_COLUMNS])
