"""How capability moves in a quarter, and where it is after some: transitions on the grid, and the law that they leave as it is."""

from typing import Any, NamedTuple

import numpy as np

from model.compiled import allocating, compiled
from model.elementary import exp, expm1
from model.units import QUARTER

from .banded import null_vector
from .capability_grid import GRID, STEP, Floats

NEAREST = 3  # points over which one that has drifted is spread: the solver's own, no result hangs on it


class Move(NamedTuple):
    """A quarter's move of capability: drift of the frontier, and jumps. Arrays by point of the grid, (grid, 3) weights.

    A point that drifts to between grid points is spread over the nearest three so that mean and variance are kept
    (weights may be a little negative). Spread over two, the law would come out too wide by a few thousandths.
    """

    chance: Any  # of a jump
    first: Any  # i8 (grid,) the first of the three points
    weights: Any  # f8 (grid, 3)
    down: Any  # by how many points the mass of a point comes down at most
    stays: Any  # share of jumps that end where they began
    onward: Any  # that end one point on
    decay: Any  # of the share with every further point


@allocating
def quarterly_move(research_share: Any, parameters: Any) -> Any:
    """Return the move of capability in a quarter on the whole grid."""
    return move_between(GRID, research_share, parameters)


@allocating
def move_between(grid: Any, research_share: Any, parameters: Any) -> Any:
    """Return the move of capability in a quarter on some neighbouring points of the grid; nothing leaves them.

    The size of a jump is exponential. The mass between two points of the grid goes to both in proportion, so that the
    mean of the jump is exact; the shares of points are then geometric from the second on.
    """
    chance = -expm1(-parameters.upgrade_rate * exp(parameters.upgrade_research * research_share) * QUARTER)
    mean = parameters.upgrade_jump
    points = grid.size
    first, weights, down = np.empty(points, np.int64), np.empty((points, NEAREST)), 0
    for row in range(points):
        drifted = grid[row] - chance * mean - QUARTER * parameters.capability_reversion * grid[row]
        place = min(max((drifted - grid[0]) / STEP, 0.0), points - 1.0)
        nearest: Any = min(max(np.int64(np.rint(place)), 1), points - 2)
        rest = place - nearest
        first[row] = nearest - 1
        down = max(down, row - first[row])
        weights[row, 0] = (rest * rest - rest) / 2
        weights[row, 1] = 1.0 - rest * rest
        weights[row, 2] = (rest * rest + rest) / 2
    decay = exp(-STEP / mean)
    moved = (mean - (STEP + mean) * decay) / STEP  # of the first cell, to its upper end
    stays = 1.0 - decay - moved
    return Move(chance, first, weights, down, stays, moved + decay * stays, decay)


@compiled
def move_on(mass: Any, move: Any, down: Any, drifted: Any, on_the_way: Any) -> None:
    """Move the `mass` (grid, grid) that was at each point, a column each, on by a quarter in place.

    What passes the end stays there. No mass has come down by more than `down` points yet. `drifted` (grid, grid) and
    `on_the_way` (grid,) are scratch.
    """
    points = mass.shape[0]
    drifted[:] = 0.0
    for point in range(points):
        end = min(point + down + 1, points)
        for index in range(NEAREST):
            weight, to = move.weights[point, index], move.first[point] + index
            for column in range(end):
                drifted[to, column] += weight * mass[point, column]
    on_the_way[:] = 0.0
    here = 1.0 - move.chance + move.chance * move.stays
    for column in range(points):
        mass[points - 1, column] = drifted[points - 1, column]
    for point in range(points - 1):
        end = min(point + down + move.down + 1, points)
        for column in range(end):
            arrived = here * drifted[point, column] + move.chance * on_the_way[column]
            mass[point, column] = arrived
            mass[points - 1, column] += drifted[point, column] - arrived
            on_the_way[column] = move.decay * on_the_way[column] + move.onward * drifted[point, column]


@allocating
def moved_after_each(periods: Any, quarters: Any, move: Any) -> Any:
    """Return where the mass of each point, a column each, is after one, two, ... periods of some quarters.

    These are transposed transitions, (period, grid, grid).
    """
    points = move.first.size
    moved, mass = np.empty((periods, points, points)), np.zeros((points, points))
    for point in range(points):
        mass[point, point] = 1.0
    drifted, on_the_way = np.empty((points, points)), np.empty(points)
    for period in range(periods):
        for quarter in range(quarters):
            move_on(mass, move, (period * quarters + quarter) * move.down, drifted, on_the_way)
        moved[period] = mass
    return moved


@allocating
def moved_in(quarters: Any, move: Any) -> Any:
    """Return where the mass of each point is after some quarters: the transposed transition, (grid, grid)."""
    return moved_after_each(1, quarters, move)[0]


def quarterly_transition(research_share: float, parameters: np.record) -> Floats:
    """Return the matrix (grid, grid) of a quarter's move of capability."""
    transition: Floats = moved_in(1, quarterly_move(research_share, parameters)).T
    return transition


@allocating
def stationary(transition: Any) -> Any:
    """Return the stationary law of a transition matrix."""
    system = -np.ascontiguousarray(transition.T)
    for point in range(len(system)):
        system[point, point] += 1.0
    return null_vector(system)
