"""Worlds whose populations are tables that a test can look at and change."""

from dataclasses import replace

import numpy as np

from model.population.populations import DrawnPopulations, ListedPopulations
from model.world import World

MEMBERS = 24  # of a world whose replicates have populations of their own


def tabled(world: World, members: int | None = None) -> World:
    """Return a world with the first populations of its central baseline as tables: so many, or its pool, or `MEMBERS`."""
    count = members or world.populations.pool or MEMBERS
    populations = world.populations
    if isinstance(populations, DrawnPopulations):
        return replace(world, populations=ListedPopulations(*populations.central.made(np.arange(count))[:2]))
    return replace(world, populations=ListedPopulations(*populations.members(np.arange(count))[:2]))


def with_tables(world: World, firms: np.recarray | None = None, parks: np.recarray | None = None) -> World:
    """Return a world of tables with others in their place."""
    tables = world.populations
    assert isinstance(tables, ListedPopulations)
    return replace(
        world,
        populations=ListedPopulations(
            tables.firms if firms is None else firms, tables.parks if parks is None else parks
        ),
    )
