"""What the kernels run on: firms of the case repeated to any number, and what they meet, held still."""

from typing import NamedTuple

import numpy as np

from model.rules.upgrading import chance_in_quarter
from model.state import cell_dtype, firm_dtype, market_dtype, park_dtype, records
from model.streams import Key, make_key
from model.world import World, WorldArrays

from ..scaled import scaled_world

SURCHARGE = 0.01  # 10k yuan/tce, so that unit costs are not all zero
DEMAND = 0.06  # 1/year
CLUSTER_GAIN = 0.002  # 1/year


class Setting(NamedTuple):
    """Firms and what they meet. `firms` (row,) firm_dtype is what a kernel modifies; the others stay as they are."""

    firms: np.recarray
    parks: np.recarray  # (park,) park_dtype
    market: np.recarray  # (industry,) market_dtype
    cells: np.recarray  # (park, industry) cell_dtype
    world: WorldArrays
    parameters: np.record
    key: Key


def fresh(one: Setting) -> Setting:
    """Return a setting with firms of its own."""
    return one._replace(firms=one.firms.copy())


def setting(world: World, firms: int) -> Setting:
    """Return a setting with about `firms` firms of `world`, those that produce; what they meet is made up and held still."""
    population = np.array(scaled_world(world, firms).populations.members(np.array([0]))[0][0], firm_dtype)
    population = population[population["stage"] != 0].view(np.recarray)
    parks_count, industries = world.arrays.leading.shape
    parks = records(park_dtype, parks_count)
    parks.energy_surcharge[:] = SURCHARGE
    market = records(market_dtype, industries)
    market.demand[:] = DEMAND
    market.base_upgrade_chance[:] = chance_in_quarter(0.25)
    cells = records(cell_dtype, parks_count, industries)
    cells.cluster_gain[:] = CLUSTER_GAIN
    cells.upgrade_chance[:] = chance_in_quarter(0.3)
    return Setting(population, parks, market, cells, world.arrays, world.parameters[0], make_key(1, 0))
