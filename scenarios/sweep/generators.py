"""Generators of points: every combination of listed values, Latin hypercubes, Sobol sequences, and crossings."""

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..axes import NUMBER, WHOLE, Axis
from .design_file import Method


def factorial(axes: Sequence[Axis]) -> pd.DataFrame:
    """Return every combination of the choices of the axes, the last axis changing fastest; one empty point of none."""
    rows = list(product(*(axis.choices for axis in axes)))
    return table([axis.column for axis in axes], [list(column) for column in zip(*rows, strict=True)], len(rows))


def sampled(axes: Sequence[Axis], method: Method, points: int, seed: int) -> pd.DataFrame:
    """Return a sample of `points` points of the space that the axes span."""
    cube = unit_cube(method, len(axes), points, seed)
    values = [axis.at(cube[:, place]) for place, axis in enumerate(axes)]
    return table([axis.column for axis in axes], values, points)


def unit_cube(method: Method, dimensions: int, points: int, seed: int) -> NDArray[np.float64]:
    """Return a sample of the unit cube, shape (points, dimensions).

    A Latin hypercube has one point in each of `points` equal parts of every axis. A scrambled Sobol sequence of 2^k
    points has one in each of 2^k equal parts, and is even over pairs of axes too.
    """
    from scipy.stats import qmc

    if method == Method.SOBOL:
        drawn = qmc.Sobol(dimensions, scramble=True, rng=seed).random(points)
    else:
        drawn = qmc.LatinHypercube(dimensions, rng=seed).random(points)
    return np.asarray(drawn, np.float64)


def crossed(levers: pd.DataFrame, uncertainties: pd.DataFrame | None) -> pd.DataFrame:
    """Return every lever point with every uncertainty point, these changing fastest; the lever points if there are none."""
    if uncertainties is None:
        return levers
    outer = np.repeat(np.arange(len(levers)), len(uncertainties))
    inner = np.tile(np.arange(len(uncertainties)), len(levers))
    parts = [part.iloc[rows].reset_index(drop=True) for part, rows in ((levers, outer), (uncertainties, inner))]
    return numbered(pd.concat(parts, axis=1))


def table(columns: Sequence[str], values: Sequence[Sequence[Any]], rows: int) -> pd.DataFrame:
    """Return a table of points from the values of its columns; None is what a point does not set."""
    typed_values = {column: typed(column, entries) for column, entries in zip(columns, values, strict=True)}
    return numbered(pd.DataFrame(typed_values, index=pd.RangeIndex(rows), columns=list(columns)))


def typed(column: str, entries: Sequence[Any]) -> Any:
    """Return the entries of a column in its type: numbers as floats (ramps whole), the others as text or None."""
    kind = Axis(column).kind
    if kind == WHOLE:
        return pd.array(list(entries), dtype="Int64")
    if kind == NUMBER:
        return np.array([np.nan if entry is None else entry for entry in entries], np.float64)
    return pd.Series(list(entries), dtype=object).to_numpy()


def numbered(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table of points with their numbers, from 0 on, as its index."""
    frame.index = pd.RangeIndex(len(frame), name="point")
    return frame
