"""Low hills are levelled in the blocks that were approved for it; levelled land has a quota of its own."""

from typing import Any

from ..compiled import compiled
from ..levers import COST
from ..rules.land import whole
from ..rules.low_hills import extra_cost
from ..state import LEVELLING_QUARTERS
from ..units import M2_PER_MU, QUARTER, YUAN_PER_10K


@compiled
def finish_levelling(world: Any, state: Any, book: Any) -> None:
    """Move land that is being levelled on by a quarter; what is finished can be granted, on a quota of its own."""
    for place in range(state.parks.size):
        if world.sites[place].low_hill_block == 0:
            continue
        under_way = state.levelling[place]
        state.parks[place].low_hill_levelled += under_way[0]
        book[place].land_low_hill += under_way[0]
        for step in range(LEVELLING_QUARTERS - 1):
            under_way[step] = under_way[step + 1]
        under_way[LEVELLING_QUARTERS - 1] = 0


@compiled
def begin_levelling(costs: Any, world: Any, state: Any, par: Any, levers: Any, book: Any) -> None:
    """Begin to level a quarter's low hills (ODD eq. 145): shared by the size of the blocks, as long as a block lasts.

    Writes the block of the parks, `levelling`, the book and the cost.
    """
    blocks = 0
    for place in range(state.parks.size):
        if levers[place].low_hill_land > 0.0:
            blocks += world.sites[place].low_hill_block
    for place in range(state.parks.size):
        if levers[place].low_hill_land <= 0.0 or world.sites[place].low_hill_block == 0:
            continue
        park = state.parks[place]
        share = world.sites[place].low_hill_block / blocks
        land = min(park.low_hill_natural, whole(levers[place].low_hill_land * QUARTER * M2_PER_MU * share))
        park.low_hill_natural -= land
        state.levelling[place, int(par.levelling_quarters) - 1] += land
        book[place].land_levelling_begun += land
        costs[COST.low_hill_land] += whole(extra_cost(land, par) * YUAN_PER_10K)
