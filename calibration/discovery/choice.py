"""Choice: which box of a peeling trajectory is shown.

The rule, the same whoever runs it, looks at boxes that cover at least `coverage` of the cases of interest and are at
least as dense as asked. Of these it takes the one with limits on the fewest axes, then the one with the largest harmonic
mean of coverage and density (the knee of the trade-off), then the first. If none is as dense as asked, the densest one of those
that cover enough (then the fewest axes). Last, limits with a p-value above 0.05 (Fisher's exact test) are taken off one
at a time, the largest value first.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .box import Limit, Measures, Side, exact_p_values, measure

SIGNIFICANT = 0.05
DENSITY, COVERAGE = 0.8, 0.5  # what is asked of a box unless somebody asks otherwise


class Chosen(NamedTuple):
    """The box shown: limits with their p-values, its measures, whether dense as asked, and limits taken off."""

    limits: dict[Side, Limit]
    p: dict[Side, float]
    measures: Measures
    dense_enough: bool
    taken_off: dict[Side, float]
    place: int  # in the trajectory, before limits were taken off


def axes_limited(limits: dict[Side, Limit]) -> int:
    """Return on how many axes a box has limits."""
    return len({side.column for side in limits})


def knee(found: Measures) -> float:
    """Return the harmonic mean of coverage and density."""
    both = found.coverage + found.density
    return 2 * found.coverage * found.density / both if both > 0 else 0.0


def pick(
    trajectory: list[dict[Side, Limit]],
    axes: pd.DataFrame,
    interest: NDArray[np.bool_],
    density: float,
    coverage: float,
) -> int:
    """Return the place of the box of a trajectory that the rule of this module chooses, before limits are taken off."""
    measures = [measure(axes, interest, limits) for limits in trajectory]
    wide = [place for place, each in enumerate(measures) if each.coverage >= coverage]
    dense = [place for place in wide if measures[place].density >= density]

    def simplest(place: int) -> tuple[float, ...]:
        return (axes_limited(trajectory[place]), -knee(measures[place]), place)

    def densest(place: int) -> tuple[float, ...]:
        return (-measures[place].density, axes_limited(trajectory[place]), place)

    return min(dense, key=simplest) if dense else min(wide, key=densest)  # the unlimited box covers all


def choose(
    trajectory: list[dict[Side, Limit]],
    axes: pd.DataFrame,
    interest: NDArray[np.bool_],
    density: float = DENSITY,
    coverage: float = COVERAGE,
    inflation: float = 1.0,
) -> Chosen:
    """Return the box of a trajectory by the rule of this module."""
    place = pick(trajectory, axes, interest, density, coverage)
    limits, values, off = take_off(trajectory[place], axes, interest, inflation)
    found = measure(axes, interest, limits)
    return Chosen(limits, values, found, found.density >= density, off, place)


def take_off(
    limits: dict[Side, Limit], axes: pd.DataFrame, interest: NDArray[np.bool_], inflation: float
) -> tuple[dict[Side, Limit], dict[Side, float], dict[Side, float]]:
    """Return the limits that chance does not explain, their p-values, and those of the limits taken off."""
    left, off = dict(limits), {}
    values = exact_p_values(axes, interest, left, inflation)
    while values and max(values.values()) > SIGNIFICANT:
        worst = max(values, key=lambda side: values[side])
        off[worst] = values[worst]
        del left[worst]
        values = exact_p_values(axes, interest, left, inflation)
    return left, values, off
