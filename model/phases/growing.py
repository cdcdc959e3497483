"""Growth, upgrading and the rate of exit, column by column over a batch of firms.

A loop that only computes, over columns side by side in memory, becomes vector instructions; one over the records of
firms, with its branches, does not. So what depends on no other firm is found here for many firms at once, by the same
rules, and what follows from it is done firm by firm in `production`.
"""

from typing import Any, NamedTuple

from ..compiled import compiled
from ..rules.growth import grown
from ..rules.leaving import exit_hazard
from ..rules.upgrading import capability_left, jump

NO_UPGRADE = -1.0  # instead of a gain, which is never below zero


class Held(NamedTuple):
    """The parameters of these rules, held as plain numbers.

    Read from their record within a loop they would have to be read again for every firm: for all the compiler knows,
    the loop might write into it.
    """

    growth_spread: Any
    growth_spread_exponent: Any
    reference_output: Any
    overuse: Any
    upgrade_jump: Any
    capability_reversion: Any
    exit_hazard: Any
    exit_size: Any
    exit_capability: Any
    exit_cost: Any


@compiled
def hold(par: Any) -> Any:
    """Return the parameters of these rules as plain numbers."""
    return Held(
        par.growth_spread,
        par.growth_spread_exponent,
        par.reference_output,
        par.overuse,
        par.upgrade_jump,
        par.capability_reversion,
        par.exit_hazard,
        par.exit_size,
        par.exit_capability,
        par.exit_cost,
    )


@compiled
def grow_batch(batch: Any, count: Any, held: Any) -> None:
    """Write the output after a quarter of the first `count` firms of a batch (ODD eq. 4-5), those ramping up included."""
    for place in range(count):
        batch.grown[place] = grown(
            batch.output[place], batch.design[place], batch.expected[place], batch.first[place], held
        )


@compiled
def upgrade_batch(batch: Any, count: Any, held: Any) -> None:
    """Move the capability of the first `count` firms of a batch by a quarter (ODD eq. 10); write who upgrades by how much."""
    for place in range(count):
        upgrades = batch.second[place] < batch.chance[place]
        gain = jump(batch.third[place], held)
        left = capability_left(batch.capability[place], batch.base_chance[place], held)
        batch.gain[place] = gain if upgrades else NO_UPGRADE
        batch.capability[place] = left + gain if upgrades else left


@compiled
def rate_exits(batch: Any, count: Any, held: Any) -> None:
    """Write the rate of exit of the first `count` firms of a batch, after growth and upgrading (ODD eq. 13), and its draw."""
    for place in range(count):
        batch.leave[place] = batch.fourth[place]
        batch.exit_rate[place] = exit_hazard(batch.grown[place], batch.capability[place], batch.unit_cost[place], held)
