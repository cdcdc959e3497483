"""Bands: the mean of values over replicates, and the range that holds nine in ten of them."""

import numpy as np
from numpy.typing import NDArray

LOW, HIGH = 0.05, 0.95


def bands(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return mean and quantiles `LOW` and `HIGH` of each row of values (row, replicate), shape (3, row).

    What has no value in a replicate (NaN) is left out of its row; a row without any value has none.
    """
    found = np.full((3, len(values)), np.nan)
    known = np.isfinite(values)
    whole = known.all(axis=1)
    if whole.any():
        found[:, whole] = _bands(values if whole.all() else values[whole])
    for row in np.flatnonzero(known.any(axis=1) & ~whole):
        found[:, row] = _bands(values[row, known[row]][None])[:, 0]
    return found


def _bands(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.stack([values.mean(axis=1), *np.quantile(values, (LOW, HIGH), axis=1)])
