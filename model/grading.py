"""Grading of firms by arrays, outside a run."""

from typing import Any

import numpy as np

from .grading_room import average_dtype, mark_dtype
from .grading_tables import Gradings
from .phases.grading import grade_by_table
from .state import queue_dtype, records


def grade_arrays(
    gradings: Gradings,
    which: int,
    amounts: np.ndarray,
    industries: np.ndarray,
    demerits: np.ndarray,
    eligible: Any = 1,
) -> np.recarray:
    """Return the marks of firms, shape (firm,): score in billionths of a point, rank, and grade (0 the best, -1 none).

    They are graded by the dated table in row `which`. `amounts` is (firm, amount), NaN where a figure is not known;
    `industries` (firm,) from 0 on; `demerits` (firm, demerit) of 0 and 1; `eligible` 0 or 1, for all firms or each.
    """
    firms = len(amounts)
    marks = records(mark_dtype, firms)
    marks.eligible = eligible
    averages = records(average_dtype, int(industries.max(initial=0)) + 1)
    grade_by_table(which, gradings, amounts, industries, demerits, marks, records(queue_dtype, firms), averages)
    return marks
