"""Margins of a group of firms, met: exactly, or as nearly as the given firms among them allow."""

from enum import IntEnum
from typing import Any

import numpy as np

from model.compiled import allocating, compiled

from .entries import add_amount, concerned, of_margins
from .raking import MET, rake

# Of a share's whole, what it gives way where the given firms leave no exact answer, and what counts as rounding of a sum.
# The solver's own numbers, far below what a margin may be off: no result hangs on them.
GIVE, ROUNDING = 1e-6, 1e-9
NONE = -1.0  # tolerance where all margins are to be met exactly


class Shape(IntEnum):
    """How the amount of a margin makes the share that a case publishes; an output makes none and never gives way."""

    OUTPUT = 0
    OF_TOTAL = 1  # amount / constant
    BESIDES = 2  # amount / (amount + constant)
    LEAVING = 3  # constant / (amount + constant)


@compiled
def share_of(shape: Any, constant: Any, amount: Any) -> Any:
    """Return the share that an amount makes."""
    if shape == Shape.OF_TOTAL:
        return amount / constant
    if shape == Shape.BESIDES:
        return amount / (amount + constant)
    if shape == Shape.LEAVING:
        return constant / (amount + constant)
    return amount


@compiled
def first_missed(amounts: Any, reached: Any, shapes: Any, constants: Any, tolerance: Any) -> Any:
    """Return the first share that comes out further off than `tolerance` of itself, or `MET`."""
    for one in range(amounts.size):
        if shapes[one] != Shape.OUTPUT:
            share = share_of(shapes[one], constants[one], reached[one])
            if abs(share / share_of(shapes[one], constants[one], amounts[one]) - 1.0) > tolerance:
                return one
    return MET


@allocating
def meet(
    start: Any, covariates: Any, amounts: Any, held: Any, shapes: Any, constants: Any, tolerance: Any, found: Any
) -> int:
    """Write into `found` (n,) the amounts nearest to `start` that meet the margins, of which `held` is there already.

    `covariates` `Entries` (n, m); `amounts`, `held`, `shapes` (`Shape`), `constants` (m,). With a `tolerance` that is not `NONE`,
    shares may be off by so much of themselves where nothing meets them exactly. Returns `MET`; the margin that is
    furthest off; or m more than the share that is missed with the given firms.
    """
    size = amounts.size
    wanted = amounts - held
    if tolerance == NONE:
        return rake(start, covariates, wanted, np.zeros(size), found)
    # A margin that concerns no free firm is settled by the given ones; a share of them is judged at the end.
    left, places = np.zeros(size, np.int64), np.full(size, -1)
    count = 0
    touched = concerned(covariates, size)
    for one in range(size):
        near = shapes[one] != Shape.OUTPUT or abs(wanted[one]) <= ROUNDING * abs(amounts[one])
        if touched[one] or not near:
            left[count], places[one] = one, count
            count += 1
    left = left[:count]
    found[:] = start
    if start.size > 0:
        part = of_margins(covariates, places)
        give = np.zeros(count)
        worst = rake(start, part, wanted[left], give, found)
        if worst != MET:
            for place in range(count):
                give[place] = GIVE * abs(amounts[left[place]]) if shapes[left[place]] != Shape.OUTPUT else 0.0
            worst = rake(start, part, wanted[left], give, found)
        if worst != MET:
            return int(left[worst])
    reached = held.copy()
    for row in range(start.size):
        add_amount(reached, found[row], covariates, row)
    missed = first_missed(amounts, reached, shapes, constants, tolerance)
    return int(MET if missed == MET else size + missed)
