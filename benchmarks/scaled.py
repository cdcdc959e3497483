"""Cities of any size with the parks of Chizhou: its firms repeated, its land, plans and projects scaled alike."""

from dataclasses import replace

import numpy as np

from model.population.populations import ListedPopulations
from model.world import World

AREAS = (
    "planned",
    "other",
    "undeveloped",
    "occupied",
    "idle",
    "factory_land",
    "factory_floor",
    "factory_leased",
    "energy_committed",
)


def scaled_world(world: World, firms: int) -> World:
    """Return a world with about `firms` firms: the first population of `world` cut or repeated, everything else scaled.

    A smaller city keeps a random part of the firms (fixed draw) and the land they hold.
    """
    of_firms, of_parks = world.populations_of(np.array([0]))
    population = of_firms[0]
    copies = max(1, round(firms / world.rows))
    if firms < world.rows:
        chosen = np.sort(np.random.default_rng(0).choice(world.rows, firms, replace=False))
        population = population[chosen]
    repeated = np.tile(np.asarray(population), copies)
    repeated["identity"] += np.repeat(np.arange(copies, dtype=np.uint64) * np.uint64(100_000), len(population))
    scale = len(repeated) / world.rows
    parks = np.array(of_parks[0])
    for name in AREAS:
        parks[name] = np.rint(parks[name] * scale).astype(np.int64)
    parks["occupied"] = np.bincount(repeated["park"], repeated["land"], len(parks)).astype(np.int64)
    parks["factory_leased"] = np.bincount(repeated["park"], repeated["leased"], len(parks)).astype(np.int64)
    parks["factory_floor"] = np.maximum(parks["factory_floor"], parks["factory_leased"])
    parts = [parks[name] for name in ("other", "undeveloped", "occupied", "idle", "factory_land")]
    parks["planned"] = np.sum(parts, axis=0)
    sites = np.array(world.arrays.sites)
    sites["land_plan"] = np.rint(sites["land_plan"] * scale).astype(np.int64)
    sites["arrival_firms"] = sites["arrival_firms"] * scale
    return replace(
        world,
        populations=ListedPopulations(repeated[None].view(np.recarray), parks[None].view(np.recarray)),
        arrays=world.arrays._replace(sites=sites.view(np.recarray)),
    )
