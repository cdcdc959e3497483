"""Candidates: one choice on each axis of a search, so that a candidate is a row of whole numbers.

Strengths are searched on a grid because nobody plans to the third digit, and because a finite space can be enumerated.
"""

import math
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..axes import SCENARIO, Axis

Candidate = tuple[int, ...]  # the number of the choice taken on each axis


def size(axes: Sequence[Axis]) -> int:
    """Return how many candidates there are."""
    return math.prod(len(axis.choices) for axis in axes)


def points_of(base: str, axes: Sequence[Axis], candidates: Iterable[Candidate]) -> pd.DataFrame:
    """Return candidates as points, one row each: `scenario` is the base, then a column an axis; index `point`."""
    rows = [[base, *(axis.choices[at] for axis, at in zip(axes, each, strict=True))] for each in candidates]
    columns = [SCENARIO, *(axis.column for axis in axes)]
    return pd.DataFrame(rows, pd.RangeIndex(len(rows), name="point"), columns)


def places_of(axes: Sequence[Axis], candidates: Sequence[Candidate]) -> NDArray[np.float64]:
    """Return where candidates lie, shape (candidate, axis), 0 to 1 on each axis."""
    places = [axis.places for axis in axes]
    rows = [[axis[at] for axis, at in zip(places, each, strict=True)] for each in candidates]
    return np.array(rows, float).reshape(len(candidates), len(axes))
