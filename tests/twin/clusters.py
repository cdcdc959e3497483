"""Clusters act on the output of their firms, and industries of the city buy of each other (ODD 7.26)."""

import math
from typing import Any

from model.parameters import alternatives_of
from model.streams import Purpose
from model.units import QUARTER

from .cell import Cell
from .industry import Industry

EFFECT = alternatives_of("agglomeration")


def level_in_the_end(cell: Cell, parameters: Any) -> float:
    """Return the log level of output that a cluster gives its firms in the end (ODD eq. 194)."""
    least = parameters.cluster_smallest
    size = math.log(max(cell.output, least) / max(cell.cluster_baseline, least))
    slope, peak = parameters.agglomeration_elasticity, parameters.agglomeration_peak
    if size <= 0.0:
        return slope * size
    size = min(size, 2.0 * peak)
    return slope * size * (1.0 - size / (2.0 * peak))


def act(cell: Cell, parameters: Any) -> None:
    """Find the growth that a cluster adds this quarter, and add up what it has added (ODD eq. 195)."""
    gains = {
        EFFECT.level: parameters.agglomeration_speed * (level_in_the_end(cell, parameters) - cell.agglomeration),
        EFFECT.growth: parameters.cluster_growth * cell.cluster,
    }
    cell.cluster_gain = gains.get(parameters.agglomeration, 0.0)
    cell.agglomeration += QUARTER * cell.cluster_gain


def spread_demand(city: Any) -> None:
    """Let the part of demand that users in the city make up grow as they do (ODD eq. 196, 197)."""
    inputs, parameters = city.world.arrays.inputs, city.parameters
    if len(inputs) == 0:
        return
    bought_here = parameters.local_purchase * parameters.input_scale
    for supplier in city.industries:
        shares = {
            user: bought_here * float(inputs[supplier.index, user.index]) * user.output_before / supplier.output_before
            for user in city.industries
            if user.output_before > 0.0 and supplier.output_before > 0.0
        }
        total = sum(shares.values())
        if total > 0.0:
            by_users = sum(share * user.recent_growth for user, share in shares.items())
            bound = min(1.0, parameters.local_sales / total)
            supplier.demand += bound * (by_users - supplier.demand * total)


def industry_of_recruit(city: Any, identity: Any, industry: Industry) -> Industry:
    """Return the industry of a project that comes for a leading firm of `industry` (ODD eq. 198)."""
    links = city.world.arrays.link_mix
    linked, place, _, _ = city.uniforms(identity, Purpose.ENTRANT_KIND)
    if linked >= city.parameters.chain_links or len(links) == 0 or not any(links[industry.index]):
        return industry
    for partner, share in zip(city.industries, links[industry.index], strict=True):
        if share > place:
            return partner
    return city.industries[-1]
