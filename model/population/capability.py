"""Recognition thresholds, solved so that without policy the share of high-tech firms stays what it is.

Capability and recognition are a Markov chain (ODD eq. 10 and 12). Its stationary law is found on a grid, industry by
industry, and the threshold is the one at which the stationary share of recognised firms equals the baseline's.
"""

from typing import Any, NamedTuple

import numpy as np

from model.calendar import QUARTERS_A_YEAR
from model.compiled import allocating, compiled
from model.elementary import exp, log
from model.units import PERCENT

from .banded import eliminate, solve_eliminated, times
from .capability_grid import EDGES, GRID, POINTS, Floats, gathered_in, on_grid, span_of, upper_quantile
from .capability_moves import move_between, moved_in, quarterly_move, stationary

ALWAYS = 1.0 - PERCENT / 2  # shares that round to 100 % are taken as everybody, those that round to 0 as nobody
# A threshold that nobody passes, whatever its softness; below zero, one that everybody does: no result hangs on how far.
OUT_OF_REACH = 100.0
# Newton's method: the error of a share from which one step more is the last, as it squares it, and the most steps, halvings of
# the bracket included. The solver's own numbers: no result hangs on them.
CLOSE, STEPS = 3e-5, 60


class Recognition(NamedTuple):
    """Stationary law of an industry: threshold, and capability of recognised and other firms on the grid."""

    threshold: float
    recognised: Floats  # (grid,) probabilities, add up to the high-tech share
    others: Floats  # (grid,)


@allocating
def recognised_system(grid: Any, threshold: Any, yearly: Any, moved: Any, parameters: Any) -> Any:
    """Return matrix and right side of the stationary mass of recognised firms, and how the right side moves with it.

    Of the mass (grid,) that a year has `moved`, firms that pass become recognised, and recognised ones stay so unless
    they fail. The last two are the derivatives of passing by the threshold, and of passing and failing together.
    """
    width, rate = parameters.recognition_width, parameters.recognition_rate
    points = grid.size
    matrix = np.empty((points, points))
    right, passing, either = np.empty(points), np.empty(points), np.empty(points)
    for point in range(points):
        passes = 1.0 / (1.0 + exp(-(grid[point] - threshold) / width))
        fails = 1.0 / (1.0 + exp(-(threshold - parameters.recognition_band - grid[point]) / width))
        passing[point] = -rate * passes * (1.0 - passes) / width
        either[point] = passing[point] + rate * fails * (1.0 - fails) / width
        right[point] = moved[point] * rate * passes
        stays = 1.0 - rate * fails - rate * passes
        for other in range(points):
            matrix[point, other] = -stays * yearly[point, other]
        matrix[point, point] += 1.0
    return matrix, right, passing, either


@allocating
def recognised_law(grid: Any, threshold: Any, yearly: Any, moved: Any, parameters: Any) -> Any:
    """Return the stationary mass (grid,) of recognised firms after the yearly round, and how it moves with the threshold.

    `grid` is the whole grid or a part of it, `yearly` (grid, grid) is the transposed transition of a year, `moved` (grid,) the stationary law after one.
    """
    matrix, right, passing, either = recognised_system(grid, threshold, yearly, moved, parameters)
    eliminate(matrix)
    law = solve_eliminated(matrix, right)
    change = np.empty(grid.size)
    for point in range(grid.size):
        returned = 0.0
        for other in range(grid.size):
            returned += yearly[point, other] * law[other]
        change[point] = moved[point] * passing[point] - either[point] * returned
    return law, solve_eliminated(matrix, change)


@allocating
def solve_recognition(research_share: Any, hightech_share: Any, parameters: Any) -> Any:
    """Return the threshold and laws of an industry whose stationary high-tech share is `hightech_share`."""
    move = quarterly_move(research_share, parameters)
    law = np.maximum(stationary(moved_in(1, move).T), 0.0)  # the thin lower end can come out a little below zero
    law /= law.sum()
    if hightech_share >= ALWAYS:
        return Recognition(-OUT_OF_REACH, law, np.zeros(POINTS))
    if hightech_share <= 1.0 - ALWAYS:
        return Recognition(OUT_OF_REACH, np.zeros(POINTS), law)
    first, last = span_of(law)
    grid, part = GRID[first:last], gathered_in(law, first, last)
    yearly = moved_in(QUARTERS_A_YEAR, move_between(grid, research_share, parameters))
    moved = times(yearly, part)
    low, high = GRID[0] - 1.0, GRID[POINTS - 1] + 1.0
    threshold = upper_quantile(law, hightech_share)
    recognised = part
    for _ in range(STEPS):
        found, change = recognised_law(grid, threshold, yearly, moved, parameters)
        recognised = np.minimum(np.maximum(found, 0.0), part)
        share, slope = recognised.sum(), change.sum()
        if abs(share - hightech_share) < CLOSE and slope < 0.0:
            step = (hightech_share - share) / slope
            threshold, recognised = threshold + step, np.minimum(np.maximum(found + step * change, 0.0), part)
            break
        if share > hightech_share:
            low = threshold
        else:
            high = threshold
        # Newton's step on the logit scale, on which the share is nearly straight in the threshold.
        wanted = log(hightech_share / (1.0 - hightech_share)) - log(share / (1.0 - share))
        threshold = threshold + wanted * share * (1.0 - share) / slope if slope < 0.0 < share < 1.0 else low
        if not low < threshold < high:
            threshold = (low + high) / 2
    law = on_grid(part, first)
    recognised = on_grid(recognised, first)
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
