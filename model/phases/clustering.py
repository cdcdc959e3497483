"""What clusters and the links between industries do to demand and growth in a quarter."""

from typing import Any

from ..compiled import compiled
from ..rules.clusters import cluster_gain, growth_of_year, level_sought, sold_to, with_users
from ..units import QUARTER


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
def grow_clusters(cells: Any, par: Any) -> None:
    """Set what the cluster adds to growth in each park and industry, and what it has added so far (ODD eq. 194-195)."""
    for place in range(cells.shape[0]):
        for index in range(cells.shape[1]):
            cell = cells[place, index]
            sought = level_sought(cell.output, cell.cluster_baseline, par)
            cell.cluster_gain = cluster_gain(sought, cell.agglomeration, cell.cluster, par)
            cell.agglomeration += QUARTER * cell.cluster_gain
