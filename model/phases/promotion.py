"""Brands, fairs and exports: what the city spends on them builds goodwill, which shifts demand for leading industries."""

from typing import Any

from ..compiled import compiled
from ..levers import COST
from ..rules.land import whole
from ..rules.promoting import demand_level, goodwill_next
from ..units import QUARTER, YUAN_PER_10K
from .park_output import output_of_leading


@compiled
def promote(costs: Any, world: Any, parks: Any, cells: Any, par: Any, levers: Any) -> None:
    """Build goodwill in the zones that are promoted, and let all goodwill fade (ODD eq. 160-161).

    Zones share the money by the output of their leading industries: a park's own, also after it has joined another, so
    that demand falls back only where goodwill has raised it. Writes `goodwill` of the parks, `promotion` of the cells
    and the cost.
    """
    promoted = 0.0
    for place in range(parks.size):
        if levers[place].market_promotion > 0.0:
            promoted += output_of_leading(cells[place], world.leading[place])
    for place in range(parks.size):
        park = parks[place]
        spending = 0.0
        if levers[place].market_promotion > 0.0 and promoted > 0.0:
            spending = levers[place].market_promotion / promoted
            paid = spending * output_of_leading(cells[place], world.leading[place])
            costs[COST.market_promotion] += whole(paid * QUARTER * YUAN_PER_10K)
        if spending <= 0.0 and park.goodwill <= 0.0:
            continue
        before = demand_level(park.goodwill, par)
        park.goodwill = goodwill_next(park.goodwill, spending, par)
        shift = (demand_level(park.goodwill, par) - before) / QUARTER
        for index in range(cells.shape[1]):
            cells[place, index].promotion = shift if world.leading[place, index] == 1 else 0.0
