"""Axes of a search: what may be chosen, each an ordered list of values, so that a candidate is a row of whole numbers.

Strengths are searched on a grid because nobody plans to the third digit, and because a finite space can be enumerated.
"""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..sweep.columns import SCENARIO

Candidate = tuple[int, ...]  # the number of the value taken on each axis

STEPS = 20  # of a range whose step is not given
DIGITS = 12  # significant digits of a value between bounds: 0.1 + 0.2 is 0.3


class Axis(NamedTuple):
    """One thing to choose: its column in points (`lever.<id>.strength` or `.start`), and the values it may take.

    `places` (same length) says where on the axis each value lies, 0 the first and 1 the last: by this, candidates are
    near or far.
    """

    column: str
    values: tuple[float | str, ...]
    places: tuple[float, ...]


def strength_axis(lever: str, values: Sequence[float]) -> Axis:
    """Return the axis of a lever's strength; the values are sorted."""
    ordered = sorted(set(map(float, values)))
    return Axis(f"lever.{lever}.strength", tuple(ordered), _scaled(ordered))


def start_axis(lever: str, quarters: Sequence[str], indices: Sequence[int]) -> Axis:
    """Return the axis of a lever's start; `indices` are those of the quarters in the calendar, by which they are sorted."""
    ordered = sorted(set(zip(indices, quarters, strict=True)))
    return Axis(f"lever.{lever}.start", tuple(quarter for _, quarter in ordered), _scaled([at for at, _ in ordered]))


def _scaled(values: Sequence[float]) -> tuple[float, ...]:
    low, high = values[0], values[-1]
    return tuple((value - low) / (high - low) if high > low else 0.0 for value in values)


def between(low: float, high: float, step: float | None = None) -> list[float]:
    """Return the values from `low` to `high` in steps, both ends included (the last step may be shorter)."""
    step = step or (high - low) / STEPS
    count = math.floor((high - low) / step * (1 + 1e-12)) if step > 0 else 0
    values = [float(f"{low + number * step:.{DIGITS}g}") for number in range(count + 1)]
    return values if values[-1] >= high else [*values, float(high)]


def size(axes: Sequence[Axis]) -> int:
    """Return how many candidates there are."""
    return math.prod(len(axis.values) for axis in axes)


def points_of(base: str, axes: Sequence[Axis], candidates: Iterable[Candidate]) -> pd.DataFrame:
    """Return candidates as points, one row each: `scenario` is the base, then a column an axis; index `point`."""
    rows: list[dict[str, float | str]] = [
        {SCENARIO: base, **{axis.column: axis.values[at] for axis, at in zip(axes, candidate, strict=True)}}
        for candidate in candidates
    ]
    columns = [SCENARIO, *(axis.column for axis in axes)]
    return pd.DataFrame(rows, pd.RangeIndex(len(rows), name="point"), columns)


def places_of(axes: Sequence[Axis], candidates: Sequence[Candidate]) -> NDArray[np.float64]:
    """Return where candidates lie, shape (candidate, axis), 0 to 1 on each axis."""
    rows = [[axis.places[at] for axis, at in zip(axes, candidate, strict=True)] for candidate in candidates]
    return np.array(rows, float).reshape(len(candidates), len(axes))
