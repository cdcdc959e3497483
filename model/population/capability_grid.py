"""The grid on which the law of capability is solved, and the part of it that a law needs."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.compiled import allocating, compiled

Floats = NDArray[np.float64]

# A finer grid or a wider one moves no threshold by as much as a tenth of its softness, so no result hangs on it.
LOWEST, HIGHEST, CELLS = -1.6, 3.2, 160
GRID = np.linspace(LOWEST, HIGHEST, CELLS + 1)
POINTS = GRID.size
STEP = GRID[1] - GRID[0]
EDGES = np.append(GRID - STEP / 2, GRID[-1] + STEP / 2)  # of the cells around points
# The mass at either end of a law for which no equation is solved. No result hangs on it.
NEGLIGIBLE = 1e-7


@compiled
def span_of(law: Any) -> Any:
    """Return the first point of the grid, and the one after the last, outside of which a law (grid,) has next to no mass."""
    first, last = 0, law.size
    below, above = law[0], law[law.size - 1]
    while below < NEGLIGIBLE:
        first += 1
        below += law[first]
    while above < NEGLIGIBLE:
        last -= 1
        above += law[last - 1]
    return first, last


@allocating
def gathered_in(law: Any, first: Any, last: Any) -> Any:
    """Return a law (grid,) on the points from `first` to before `last`; what lies outside is at the ends."""
    part = law[first:last].copy()
    part[0] += law[:first].sum()
    part[-1] += law[last:].sum()
    return part


@allocating
def on_grid(part: Any, first: Any) -> Any:
    """Return a law on neighbouring points from `first` on as one on the whole grid."""
    law = np.zeros(POINTS)
    law[first : first + part.size] = part
    return law


@compiled
def upper_quantile(law: Any, share: Any) -> Any:
    """Return the point of the grid above which a law has the `share` of its mass."""
    mass = 0.0
    for point in range(POINTS - 1, 0, -1):
        mass += law[point]
        if mass >= share:
            return GRID[point]
    return GRID[0]
