"""The baseline population: firms nobody has listed, synthesised so that everything that is known of them is met exactly.

Attributes that are not known firm by firm (industry, recognition, size) are drawn from priors. Sizes are then raked,
so that every margin that the case gives holds to rounding: output and firms of each park, the high-tech share, the share
of leading industries, the zones' share of value added. A share that it does not give is what the priors
make it. Land, floor and capital are apportioned in whole units. Every draw is keyed by who draws, as those of a run.
"""

from typing import Any

import numpy as np

from model.compiled import allocating
from model.state import firm_dtype
from model.streams import Key

from .core import covariates_of, draw_core, held_already, margins_of
from .describing import describe
from .entries import matrix_of, picked
from .fault import CalibrationError, fault
from .feasible import contradiction, missed_with_given
from .published import outside_margins, zone_margins
from .raking import MET
from .seating import SEATED, seat

# At a population, before its margins are said to contradict each other: it decides what is refused, and no result hangs on
# it.
ATTEMPTS = 20


@allocating
def attempt_member(recipe: Any, key: Any, attempt: Any, firms: Any, parks: Any) -> Any:
    """Fill the tables of one population; return the factor on energy intensities and whether all went well."""
    core, worst, _ = draw_core(recipe, key, attempt)
    if worst != MET:
        return 1.0, False
    factor = describe(recipe, core, key, attempt, firms)
    for place in range(parks.size):
        parks[place] = recipe.parks[place]
    place, _ = seat(recipe, key, attempt, firms, parks)
    return factor, place == SEATED


@allocating
def make_members(recipe: Any, seed: Any, numbers: Any, firms: Any, parks: Any, factors: Any) -> int:
    """Fill the tables (member, row), all zero before, of the populations `numbers`; return how many could be made.

    `factors` (member,) are what the energy intensities of the industry table are multiplied by. A draw that meets no
    margins, as the few firms that are missing beside given ones may by bad luck be of kinds that cannot, is made again.
    """
    for place in range(numbers.size):
        key = Key(np.uint64(seed), np.uint64(numbers[place]))
        done = False
        for attempt in range(ATTEMPTS):
            if attempt > 0:
                clear(firms[place])
            factors[place], done = attempt_member(recipe, key, attempt, firms[place], parks[place])
            if done:
                break
        if not done:
            return place
    return numbers.size


@allocating
def clear(firms: Any) -> None:
    """Set every column to zero again."""
    nothing = np.zeros(1, firms.dtype)
    for row in range(firms.size):
        firms[row] = nothing[0]


def why_not(recipe: Any, baseline: Any, seed: int, number: int) -> CalibrationError:
    """Return what contradicts itself in the last attempt at a population that cannot be made."""
    key = Key(np.uint64(seed), np.uint64(number))
    core, worst, group = draw_core(recipe, key, np.int64(ATTEMPTS - 1))
    if worst == MET:
        return land_left_over(recipe, baseline, key, core)
    inside = group == 0
    mine, covariates = covariates_of(inside, recipe, core)
    amounts, constants = margins_of(inside, recipe, core)
    free, held = held_already(mine, covariates, amounts.size, recipe, core)
    margins = zone_margins(baseline) if inside else outside_margins(baseline, float(constants[-1]))
    if worst >= len(margins) and not free.any():
        missed = worst - len(margins)
        return missed_with_given(margins[missed], float(held[missed]))
    return contradiction(matrix_of(picked(covariates, free), amounts.size), amounts - held, held, margins)


def land_left_over(recipe: Any, baseline: Any, key: Key, core: Any) -> CalibrationError:
    """Return the error of a park in which the given firms leave land to nobody, or hold more than there is."""
    firms = np.zeros(len(recipe.rows.park), firm_dtype).view(np.recarray)
    parks = recipe.parks.copy()
    attempt = np.int64(ATTEMPTS - 1)
    describe(recipe, core, key, attempt, firms)
    place, given = seat(recipe, key, attempt, firms, parks)
    park, occupied = baseline.parks[place].id, int(parks.occupied[place])
    return CalibrationError(fault("land_left_over", park=park, given=f"{given:,}", occupied=f"{occupied:,}"))
