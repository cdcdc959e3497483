"""A box: limits on few axes, and what a sample says of it."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import betainc, gammaln

LOW, HIGH, NAMES = "low", "high", "names"


class Side(NamedTuple):
    """One limit that a box may have: an axis, and its low end, its high end, or the names it may take."""

    column: str
    side: str


Limit = float | frozenset[str]
Limits = Mapping[Side, Limit]


class Measures(NamedTuple):
    """A box in a sample: rows in it and cases of interest among them; coverage, density and mass as fractions."""

    n: int
    k: int
    coverage: float
    density: float
    mass: float


def inside(axes: pd.DataFrame, limits: Limits) -> NDArray[np.bool_]:
    """Return by row of `axes` whether it lies in the box, limits included."""
    within = np.ones(len(axes), dtype=bool)
    for (column, side), limit in limits.items():
        if isinstance(limit, frozenset):
            within &= axes[column].isin(limit).to_numpy()
        else:
            values = axes[column].to_numpy(float)
            within &= values >= limit if side == LOW else values <= limit
    return within


def measure(axes: pd.DataFrame, interest: NDArray[np.bool_], limits: Limits) -> Measures:
    """Return what the sample says of a box; its density is 0 where nothing lies in it."""
    within = inside(axes, limits)
    n, k = int(within.sum()), int((within & interest).sum())
    return Measures(n, k, k / max(1, int(interest.sum())), k / max(1, n), n / len(axes))


def quasi_p(cases: float, rows: float, chance: float) -> float:
    """Return the chance of `cases` or more among `rows` when each is one with probability `chance` (binomial).

    The counts may be fractions, as effective numbers of rows are.
    """
    if cases <= 0:
        return 1.0
    return float(betainc(cases, rows - cases + 1, chance))


def quasi_p_values(
    axes: pd.DataFrame, interest: NDArray[np.bool_], limits: Limits, inflation: float = 1.0
) -> dict[Side, float]:
    """Return the quasi-p-value of each limit of a box (Bryant and Lempert 2010).

    It is the chance of as many cases of interest in the box, if its density were that of the box without the limit.
    `inflation` divides the counts where rows are not independent (`dependence.inflation`). The box was sought with
    the same rows, so in a sample that is searched the values are too small, hence quasi.
    """
    found = measure(axes, interest, limits)
    values = {}
    for side in limits:
        without = {other: limit for other, limit in limits.items() if other != side}
        density = measure(axes, interest, without).density
        values[side] = quasi_p(found.k / inflation, found.n / inflation, density)
    return values


def exact_p(cases: int, rows: int, all_cases: int, all_rows: int) -> float:
    """Return the chance of `cases` or more among `rows` drawn from `all_rows`, `all_cases` of them cases (Fisher's test)."""
    found = np.arange(max(cases, rows - (all_rows - all_cases)), min(rows, all_cases) + 1)
    terms = _log_ways(all_cases, found) + _log_ways(all_rows - all_cases, rows - found) - _log_ways(all_rows, rows)
    return min(1.0, float(np.exp(terms).sum()))


def _log_ways(of: int, taken: NDArray[np.int64] | int) -> NDArray[np.float64]:
    return np.asarray(gammaln(of + 1) - gammaln(np.asarray(taken) + 1) - gammaln(of - np.asarray(taken) + 1))


def exact_p_values(
    axes: pd.DataFrame, interest: NDArray[np.bool_], limits: Limits, inflation: float = 1.0
) -> dict[Side, float]:
    """Return by limit the chance of as many cases in the box, if the limit took any rows of the box without it.

    A quasi-p-value takes the density without the limit for known, although the box itself makes most of it where a
    limit takes off little; such a limit never looks like more than chance. Fisher's exact test counts both.
    """
    within = inside(axes, limits)
    values = {}
    for side in limits:
        without = inside(axes, {other: limit for other, limit in limits.items() if other != side})
        counts = [float(each.sum()) / inflation for each in (within & interest, within, without & interest, without)]
        cases, rows, all_cases, all_rows = int(counts[0]), *(round(each) for each in counts[1:])
        values[side] = exact_p(min(cases, rows, all_cases), rows, all_cases, all_rows)
    return values
