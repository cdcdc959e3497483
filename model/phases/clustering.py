"""What clusters and the links between industries do to demand and growth in a quarter."""

from typing import Any

from ..compiled import compiled
from ..parameters import alternatives_of
from ..rules.clusters import gap_closed, growth_of_year, level_sought, sold_to, with_users
from ..units import QUARTER

EFFECT = alternatives_of("agglomeration")


@compiled
def spread_demand(world: Any, market: Any, par: Any) -> None:
    """Let demand for suppliers follow the output of their users in the city (ODD eq. 196-197). Writes `demand`.

    Goes by the outputs of the last two quarters, so that the order of industries does not matter. Without links, and when
    nothing is bought in the city, every number stays as it is, to the bit.
    """
    if world.inputs.shape[0] == 0 or par.local_purchase <= 0.0:
        return
    for index in range(market.size):
        supplier = market[index]
        if supplier.output_before <= 0.0:
            continue
        sold = 0.0
        grown = 0.0
        for other in range(market.size):
            coefficient = world.inputs[index, other]
            before = market[other].output_before
            if coefficient > 0.0 and before > 0.0:
                share = sold_to(coefficient, before, supplier.output_before, par)
                sold += share
                grown += share * growth_of_year(market[other].output, before)
        supplier.demand = with_users(supplier.demand, sold, grown, par)


@compiled
def cluster_gain(cell: Any, par: Any) -> Any:
    """Return the growth that a cluster adds to its firms, 1/year, as the alternative drawn has it (ODD eq. 194-195)."""
    if par.agglomeration == EFFECT.growth:
        return par.cluster_growth * cell.cluster
    if par.agglomeration == EFFECT.level:
        return gap_closed(level_sought(cell.output, cell.cluster_baseline, par), cell.agglomeration, par)
    return 0.0


@compiled
def grow_clusters(cells: Any, par: Any) -> None:
    """Set what the cluster adds to growth in each park and industry, and what it has added so far (ODD eq. 195)."""
    for place in range(cells.shape[0]):
        for index in range(cells.shape[1]):
            cell = cells[place, index]
            cell.cluster_gain = cluster_gain(cell, par)
            cell.agglomeration += QUARTER * cell.cluster_gain
