"""Peeling: the boxes that the patient rule induction method passes through, from the whole sample to a dense corner.

The method is Friedman and Fisher's (1999), the implementation that of the EMA Workbench (Kwakkel 2017), which peels
and pastes by the gain in density for each row removed.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scenarios.refusals.packages import require

from ..libraries import quiet
from .box import HIGH, LOW, NAMES, Limit, Side

PEEL = 0.05  # share of the rows left that a peel takes
SMALLEST = 0.05  # share of the rows that the last box holds at least
# Before 3.0 the library throws away a search whose last box is less dense than this. It also takes rows of at least as
# much for cases of interest.
LEAST_DENSITY = 1e-9


def peel(axes: pd.DataFrame, interest: NDArray[np.bool_]) -> list[dict[Side, Limit]]:
    """Return the limits of each box of the peeling trajectory, the unlimited box first.

    `axes` are those of `axes.varying`. The library leaves out a column called `scenario` and reads the kind of a
    column off its type, so columns are renamed on the way. Raises InputProblem when the library is not installed.
    """
    require("ema_workbench")
    with quiet():
        from ema_workbench.analysis import prim

        renamed = axes.set_axis([f"axis{place}" for place in range(axes.shape[1])], axis=1).reset_index(drop=True)
        settings = {"peel_alpha": PEEL, "paste_alpha": PEEL, "mass_min": SMALLEST}
        if hasattr(prim, "RegressionPrim"):  # 3.0 and later
            search = prim.Prim(renamed, interest.copy(), **settings)
        else:
            search = prim.Prim(renamed, interest.copy(), threshold=LEAST_DENSITY, **settings)
        found = search.find_box()
    tables = [search.box_init] if found is None else found.box_lims
    return _without_repeats([_limits(table, search.box_init, list(axes.columns)) for table in tables])


def _limits(table: pd.DataFrame, unlimited: pd.DataFrame, columns: list[str]) -> dict[Side, Limit]:
    """Return the limits of a box of the library: those that differ from the box around the whole sample."""
    limits: dict[Side, Limit] = {}
    for place, column in enumerate(columns):
        axis = f"axis{place}"
        if axis not in unlimited:  # the library leaves out an axis of names that has one of them in all of these runs
            continue
        low, high = table[axis]
        lowest, highest = unlimited[axis]
        if isinstance(low, (set, frozenset)):
            if low != lowest:
                limits[Side(column, NAMES)] = frozenset(str(name) for name in low)
            continue
        if low > lowest:
            limits[Side(column, LOW)] = float(low)
        if high < highest:
            limits[Side(column, HIGH)] = float(high)
    return limits


def _without_repeats(boxes: list[dict[Side, Limit]]) -> list[dict[Side, Limit]]:
    """Leave out boxes that occur twice."""
    return [box for place, box in enumerate(boxes) if box not in boxes[:place]]
