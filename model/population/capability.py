"""Recognition thresholds, solved so that without policy the share of high-tech firms stays what it is.

Capability and recognition are a Markov chain (ODD eq. 10 and 12). Its stationary law is found on a grid, industry by
industry, and the threshold is the one at which the stationary share of recognised firms equals the baseline's.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from model.calendar import QUARTERS_A_YEAR
from model.compiled import compiled
from model.elementary import exp, exp_each, expm1
from model.units import QUARTER

from .linear import product, solve

Floats = NDArray[np.float64]

GRID = np.linspace(-1.6, 3.2, 161)
EDGES = np.append(GRID - 0.5 * (GRID[1] - GRID[0]), GRID[-1] + 0.5 * (GRID[1] - GRID[0]))  # of the cells around points
ALWAYS = 0.995  # shares from here on are taken as everybody, below 1 - ALWAYS as nobody


class Recognition(NamedTuple):
    """Stationary law of an industry: threshold, and capability of recognised and other firms on the grid."""

    threshold: float
    recognised: Floats  # (grid,) probabilities, add up to the high-tech share
    others: Floats  # (grid,)


def quarterly_transition(research_share: float, parameters: np.record) -> Floats:
    """Return the matrix (grid, grid) of a quarter's move of capability: drift of the frontier, and jumps.

    A point that drifts to between grid points is spread over the nearest three so that mean and variance are kept
    (weights may be a little negative). Spread over two, the law would come out too wide by a few thousandths.
    """
    chance = -expm1(-parameters.upgrade_rate * exp(parameters.upgrade_research * research_share) * QUARTER)
    mean = parameters.upgrade_jump
    drifted = GRID - chance * mean - QUARTER * parameters.capability_reversion * GRID
    step = GRID[1] - GRID[0]
    place = np.clip((drifted - GRID[0]) / step, 0, len(GRID) - 1)
    nearest = np.clip(np.rint(place).astype(int), 1, len(GRID) - 2)
    rest = place - nearest
    stay = np.zeros((len(GRID), len(GRID)))
    rows = np.arange(len(GRID))
    stay[rows, nearest - 1] = 0.5 * (rest * rest - rest)
    stay[rows, nearest] = 1.0 - rest * rest
    stay[rows, nearest + 1] = 0.5 * (rest * rest + rest)
    return (1.0 - chance) * stay + chance * product(stay, _jump_kernel(mean, step))


def _jump_kernel(mean: float, step: float) -> Floats:
    """Return the matrix of an exponential jump on the grid that keeps its mean; what passes the end stays there."""
    # Each cell's mass goes to its two ends in proportion, so that the mean of the jump is exact.
    edges = np.arange(len(GRID)) * step
    decay = exp_each(-edges / mean)
    inside = decay[:-1] - decay[1:]
    first_moment = (edges[:-1] + mean) * decay[:-1] - (edges[1:] + mean) * decay[1:]
    upper = (first_moment - edges[:-1] * inside) / step
    weights = np.zeros(len(GRID))
    weights[:-1] += inside - upper
    weights[1:] += upper
    kernel = np.zeros((len(GRID), len(GRID)))
    for row in range(len(GRID)):
        kernel[row, row:] = weights[: len(GRID) - row]
        kernel[row, -1] += 1.0 - kernel[row].sum()
    return kernel


def stationary(transition: Floats) -> Floats:
    """Return the stationary law of a transition matrix."""
    size = len(transition)
    system = np.ascontiguousarray(transition.T) - np.eye(size)
    system[-1] = 1.0  # one equation follows from the others; the probabilities add up to one instead
    law: Floats = solve(system, np.append(np.zeros(size - 1), 1.0))
    return law


def recognised_law(threshold: float, yearly: Floats, law: Floats, parameters: np.record) -> Floats:
    """Return the stationary mass (grid,) of recognised firms after the yearly round, for a threshold."""
    width = parameters.recognition_width
    passes = parameters.recognition_rate / (1.0 + exp_each(-(GRID - threshold) / width))
    fails = parameters.recognition_rate / (1.0 + exp_each(-(threshold - parameters.recognition_band - GRID) / width))
    moved = product(law[None, :], yearly)[0]
    keep = yearly * (1.0 - fails - passes)
    recognised: Floats = solve(np.eye(len(GRID)) - np.ascontiguousarray(keep.T), moved * passes)
    return recognised


def solve_recognition(research_share: float, hightech_share: float, parameters: np.record) -> Recognition:
    """Return the threshold and laws of an industry whose stationary high-tech share is `hightech_share`."""
    quarterly = quarterly_transition(research_share, parameters)
    law = np.maximum(stationary(quarterly), 0.0)  # the thin lower end can come out a little below zero
    law /= law.sum()
    if hightech_share >= ALWAYS:
        return Recognition(-100.0, law, np.zeros_like(law))
    if hightech_share <= 1.0 - ALWAYS:
        return Recognition(100.0, np.zeros_like(law), law)
    yearly = quarterly
    for _ in range(1, QUARTERS_A_YEAR):
        yearly = product(yearly, quarterly)

    def recognised_at(threshold: float) -> Floats:
        return np.clip(recognised_law(threshold, yearly, law, parameters), 0.0, law)

    def gap(threshold: float) -> float:
        return float(recognised_at(threshold).sum()) - hightech_share

    threshold = float(brentq(gap, GRID[0] - 1.0, GRID[-1] + 1.0, xtol=1e-10))
    recognised = recognised_at(threshold)
    return Recognition(threshold, recognised, law - recognised)


def cumulative_laws(law: Recognition) -> Floats:
    """Return the cumulative law of capability at `EDGES`, of others and of recognised firms: (2, grid + 1).

    Where one of them has no mass, it is that of both together.
    """
    both = law.recognised + law.others
    laws = [mass if mass.sum() > 0 else both for mass in (law.others, law.recognised)]
    return np.array([np.concatenate([[0.0], np.cumsum(mass) / mass.sum()]) for mass in laws])


@compiled
def capability_at(uniform: Any, law: Any) -> Any:
    """Return the capability at a uniform in a cumulative law: the mass of a point is spread evenly around it."""
    low, high = 0, law.size - 1
    while high - low > 1:
        middle = (low + high) // 2
        if law[middle] <= uniform:
            low = middle
        else:
            high = middle
    share = (uniform - law[low]) / (law[high] - law[low]) if law[high] > law[low] else 0.0
    return EDGES[low] + share * (EDGES[high] - EDGES[low])
