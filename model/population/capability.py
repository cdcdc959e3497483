"""Recognition thresholds, solved so that without policy the share of high-tech firms stays what it is.

Capability and recognition are a Markov chain (ODD eq. 10 and 12). Its stationary law is found on a grid, industry by
industry, and the threshold is the one at which the stationary share of recognised firms equals the baseline's.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.calendar import QUARTERS_A_YEAR
from model.compiled import allocating, compiled
from model.elementary import exp, expm1, log
from model.units import PERCENT, QUARTER

from .banded import eliminate, null_vector, solve_eliminated

Floats = NDArray[np.float64]

# The grid on which the law is solved. A finer or a wider one moves no threshold by as much as a tenth of its softness, so
# no result hangs on it.
LOWEST, HIGHEST, CELLS = -1.6, 3.2, 160
GRID = np.linspace(LOWEST, HIGHEST, CELLS + 1)
POINTS = GRID.size
STEP = GRID[1] - GRID[0]
EDGES = np.append(GRID - STEP / 2, GRID[-1] + STEP / 2)  # of the cells around points
ALWAYS = 1.0 - PERCENT / 2  # shares that round to 100 % are taken as everybody, those that round to 0 as nobody
# A threshold that nobody passes, whatever its softness; below zero, one that everybody does: no result hangs on how far.
OUT_OF_REACH = 100.0
# Points over which one that has drifted is spread; how near the share of recognised firms comes to the wanted one; steps of
# Newton's method, halvings of the bracket included. The solver's own numbers: no result hangs on them.
NEAREST, EXACT, STEPS = 3, 1e-10, 60


class Recognition(NamedTuple):
    """Stationary law of an industry: threshold, and capability of recognised and other firms on the grid."""

    threshold: float
    recognised: Floats  # (grid,) probabilities, add up to the high-tech share
    others: Floats  # (grid,)


class Move(NamedTuple):
    """A quarter's move of capability: drift of the frontier, and jumps. Arrays by point of the grid, (grid, 3) weights.

    A point that drifts to between grid points is spread over the nearest three so that mean and variance are kept
    (weights may be a little negative). Spread over two, the law would come out too wide by a few thousandths.
    """

    chance: Any  # of a jump
    first: Any  # i8 (grid,) the first of the three points
    weights: Any  # f8 (grid, 3)
    stays: Any  # share of jumps that end where they began
    onward: Any  # that end one point on
    decay: Any  # of the share with every further point


@allocating
def quarterly_move(research_share: Any, parameters: Any) -> Any:
    """Return the move of capability in a quarter.

    The size of a jump is exponential. The mass between two points of the grid goes to both in proportion, so that the
    mean of the jump is exact; the shares of points are then geometric from the second on.
    """
    chance = -expm1(-parameters.upgrade_rate * exp(parameters.upgrade_research * research_share) * QUARTER)
    mean = parameters.upgrade_jump
    first, weights = np.empty(POINTS, np.int64), np.empty((POINTS, NEAREST))
    for row in range(POINTS):
        drifted = GRID[row] - chance * mean - QUARTER * parameters.capability_reversion * GRID[row]
        place = min(max((drifted - GRID[0]) / STEP, 0.0), POINTS - 1.0)
        nearest: Any = min(max(np.int64(np.rint(place)), 1), POINTS - 2)
        rest = place - nearest
        first[row] = nearest - 1
        weights[row, 0] = (rest * rest - rest) / 2
        weights[row, 1] = 1.0 - rest * rest
        weights[row, 2] = (rest * rest + rest) / 2
    decay = exp(-STEP / mean)
    moved = (mean - (STEP + mean) * decay) / STEP  # of the first cell, to its upper end
    stays = 1.0 - decay - moved
    return Move(chance, first, weights, stays, moved + decay * stays, decay)


@compiled
def move_on(mass: Any, move: Any, drifted: Any, on_the_way: Any) -> None:
    """Move the `mass` (grid, column) of some laws, a column each, on by a quarter in place. What passes the end stays there.

    `drifted` (grid, column) and `on_the_way` (column,) are scratch.
    """
    columns = mass.shape[1]
    drifted[:] = 0.0
    for point in range(POINTS):
        for index in range(NEAREST):
            weight, to = move.weights[point, index], move.first[point] + index
            for column in range(columns):
                drifted[to, column] += weight * mass[point, column]
    on_the_way[:] = 0.0
    here = 1.0 - move.chance + move.chance * move.stays
    for column in range(columns):
        mass[POINTS - 1, column] = drifted[POINTS - 1, column]
    for point in range(POINTS - 1):
        for column in range(columns):
            arrived = here * drifted[point, column] + move.chance * on_the_way[column]
            mass[point, column] = arrived
            mass[POINTS - 1, column] += drifted[point, column] - arrived
            on_the_way[column] = move.decay * on_the_way[column] + move.onward * drifted[point, column]


@allocating
def moved_in(quarters: Any, move: Any) -> Any:
    """Return where the mass of each point, a column each, is after some quarters: the transposed transition, (grid, grid)."""
    mass = np.zeros((POINTS, POINTS))
    for point in range(POINTS):
        mass[point, point] = 1.0
    drifted, on_the_way = np.empty((POINTS, POINTS)), np.empty(POINTS)
    for _ in range(quarters):
        move_on(mass, move, drifted, on_the_way)
    return mass


def quarterly_transition(research_share: float, parameters: np.record) -> Floats:
    """Return the matrix (grid, grid) of a quarter's move of capability."""
    transition: Floats = moved_in(1, quarterly_move(research_share, parameters)).T
    return transition


@allocating
def stationary(transition: Any) -> Any:
    """Return the stationary law of a transition matrix."""
    system = -np.ascontiguousarray(transition.T)
    for point in range(POINTS):
        system[point, point] += 1.0
    return null_vector(system)


@allocating
def recognised_system(threshold: Any, yearly: Any, moved: Any, parameters: Any) -> Any:
    """Return matrix and right side of the stationary mass of recognised firms, and how the right side moves with it.

    Of the mass (grid,) that a year has `moved`, firms that pass become recognised, and recognised ones stay so unless
    they fail. The last two are the derivatives of passing by the threshold, and of passing and failing together.
    """
    width, rate = parameters.recognition_width, parameters.recognition_rate
    matrix = np.empty((POINTS, POINTS))
    right, passing, either = np.empty(POINTS), np.empty(POINTS), np.empty(POINTS)
    for point in range(POINTS):
        passes = 1.0 / (1.0 + exp(-(GRID[point] - threshold) / width))
        fails = 1.0 / (1.0 + exp(-(threshold - parameters.recognition_band - GRID[point]) / width))
        passing[point] = -rate * passes * (1.0 - passes) / width
        either[point] = passing[point] + rate * fails * (1.0 - fails) / width
        right[point] = moved[point] * rate * passes
        stays = 1.0 - rate * fails - rate * passes
        for other in range(POINTS):
            matrix[point, other] = -stays * yearly[point, other]
        matrix[point, point] += 1.0
    return matrix, right, passing, either


@allocating
def recognised_law(threshold: Any, yearly: Any, moved: Any, parameters: Any) -> Any:
    """Return the stationary mass (grid,) of recognised firms after the yearly round, and how their share moves with it.

    `yearly` (grid, grid) is the transposed transition of a year, `moved` (grid,) the stationary law after one.
    """
    matrix, right, passing, either = recognised_system(threshold, yearly, moved, parameters)
    eliminate(matrix)
    law = solve_eliminated(matrix, right)
    change = np.empty(POINTS)
    for point in range(POINTS):
        returned = 0.0
        for other in range(POINTS):
            returned += yearly[point, other] * law[other]
        change[point] = moved[point] * passing[point] - either[point] * returned
    return law, solve_eliminated(matrix, change).sum()


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
    yearly, moved = moved_in(QUARTERS_A_YEAR, move), np.zeros(POINTS)
    for point in range(POINTS):
        for other in range(POINTS):
            moved[point] += yearly[point, other] * law[other]
    low, high = GRID[0] - 1.0, GRID[POINTS - 1] + 1.0
    threshold = upper_quantile(law, hightech_share)
    recognised = law
    for _ in range(STEPS):
        found, slope = recognised_law(threshold, yearly, moved, parameters)
        recognised = np.minimum(np.maximum(found, 0.0), law)
        share = recognised.sum()
        if abs(share - hightech_share) < EXACT:
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
    return Recognition(threshold, recognised, law - recognised)


@compiled
def upper_quantile(law: Any, share: Any) -> Any:
    """Return the point of the grid above which a law has the `share` of its mass."""
    mass = 0.0
    for point in range(POINTS - 1, 0, -1):
        mass += law[point]
        if mass >= share:
            return GRID[point]
    return GRID[0]


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
