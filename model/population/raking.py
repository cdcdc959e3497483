"""Raking: the weights nearest to given ones, in cross-entropy, that meet linear margins exactly."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.compiled import allocating
from model.elementary import exp

from .entries import add_amount
from .linear import solve

Floats = NDArray[np.float64]
MET = -1  # what `rake` returns when every margin is met
# The solver's own numbers. Margins are met to rounding whatever they are, by one set of weights: no result hangs on them.
STEPS = 200
HALVINGS = 40  # of a Newton step, down to about 1e-12 of it
LARGEST_EXPONENT = 700.0  # of a number that a float can hold
EXACT, CLOSE, FLAT = 1e-13, 1e-10, 1e-6  # how far margins are off: done, good enough at the end, flat to rounding
RIDGE = 1e-14  # of the mean curvature, added so that a Newton step exists
ARMIJO = 1e-4  # of what the slope promises: a shorter step is tried where the dual falls by less


@allocating
def rake(start: Any, covariates: Any, margins: Any, give: Any, amounts: Any) -> int:
    """Write the positive amounts x = start * exp(covariates @ multipliers) with covariates.T @ x = margins.

    `start` (n,) are positive, `covariates` `Entries` (n, m), `margins` and `give` (m,), `amounts` (n,). The multipliers minimise
    the convex dual by Newton steps with halving; x minimises the cross-entropy sum(x log(x / start) - x + start) under
    the margins (Deville and Saerndal 1992). A margin with a `give` above 0 is met as nearly as can be: it may be off by
    its give times its multiplier. Returns `MET`, or the margin that is furthest off when they cannot be met.
    """
    size = margins.size
    multipliers, gap = np.zeros(size), np.zeros(size)
    amounts[:] = start
    for _ in range(STEPS):
        now = weigh(start, covariates, margins, give, multipliers, amounts)
        furthest = miss(covariates, margins, give, multipliers, amounts, gap)
        if furthest < EXACT:
            return MET
        if not np.isfinite(furthest):
            break
        curvature = np.zeros((size, size))
        add_curvature(covariates, amounts, curvature)
        trace = 0.0
        for one in range(size):
            curvature[one, one] += give[one]
            trace += curvature[one, one]
        for one in range(size):
            curvature[one, one] += RIDGE * trace / size
        step = solve(curvature, gap)
        slope = 0.0
        for one in range(size):
            slope += gap[one] * step[one]
        if not np.isfinite(slope):  # amounts have run off to nothing: there are none that meet the margins
            break
        length, halvings = 1.0, 0
        # Where the dual is flat to rounding, Newton converges by itself.
        while furthest >= FLAT and halvings < HALVINGS:
            if (
                weigh(start, covariates, margins, give, multipliers - length * step, amounts)
                <= now - ARMIJO * length * slope
            ):
                break
            length /= 2
            halvings += 1
        if halvings == HALVINGS:
            break
        multipliers -= length * step
    weigh(start, covariates, margins, give, multipliers, amounts)
    if miss(covariates, margins, give, multipliers, amounts, gap) < CLOSE:
        return MET
    for one in range(size):
        gap[one] = abs(gap[one]) / max(abs(margins[one]), 1.0)
    return int(np.argmax(gap))


@allocating
def add_curvature(covariates: Any, amounts: Any, curvature: Any) -> None:
    """Add what the amounts make the curvature (m, m) of the dual."""
    columns, values = covariates.columns, covariates.values
    for row in range(amounts.size):
        for one in range(columns.shape[1]):
            factor = amounts[row] * values[row, one]
            if factor != 0.0:
                for other in range(columns.shape[1]):
                    curvature[columns[row, one], columns[row, other]] += factor * values[row, other]


@allocating
def weigh(start: Any, covariates: Any, margins: Any, give: Any, multipliers: Any, amounts: Any) -> float:
    """Write the amounts of `multipliers` and return the dual there."""
    dual = 0.0
    for row in range(amounts.size):
        exponent = 0.0
        for place in range(covariates.columns.shape[1]):
            exponent += covariates.values[row, place] * multipliers[covariates.columns[row, place]]
        amounts[row] = start[row] * exp(min(exponent, LARGEST_EXPONENT))
        dual += amounts[row]
    for one in range(margins.size):
        dual += give[one] * multipliers[one] * multipliers[one] / 2 - margins[one] * multipliers[one]
    return dual


@allocating
def miss(covariates: Any, margins: Any, give: Any, multipliers: Any, amounts: Any, gap: Any) -> float:
    """Write by how much each margin is off; return how far that is at most, of itself. Infinite if it is no number."""
    furthest = 0.0
    for one in range(margins.size):
        gap[one] = give[one] * multipliers[one] - margins[one]
    for row in range(amounts.size):
        add_amount(gap, amounts[row], covariates, row)
    for one in range(margins.size):
        off = abs(gap[one]) / max(abs(margins[one]), 1.0)
        furthest = max(furthest, off if np.isfinite(off) else np.inf)
    return furthest


@allocating
def apportion(shares: Any, total: Any) -> Any:
    """Return whole numbers near `shares` (n,), not all 0, that add up to `total`: largest remainders, ties by order."""
    whole = np.zeros(shares.size, np.int64)
    if shares.size == 0:
        return whole
    exact = shares / shares.sum() * total
    left = np.int64(total)
    for place in range(shares.size):
        whole[place] = np.int64(np.floor(exact[place]))
        left -= whole[place]
    order = np.argsort(whole - exact, kind="mergesort")
    for place in order[:left]:
        whole[place] += 1
    return whole
