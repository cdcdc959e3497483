"""`simulate`: a case under a scenario, as a labelled data set."""

import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .dataset import to_dataset
from .engine import run
from .layers import NUMBERS, Layer, numbers_by_layer
from .memory import demand_memory
from .resolve import resolve, world_of
from .streams import make_key


def simulate(
    case: Any,
    scenario: Any = "none",
    replicates: int = 200,
    seed: int = 1,
    *,
    threads: int | None = None,
    first: int = 0,
    crossed: Mapping[str, Sequence[int] | NDArray[np.integer]] = MappingProxyType({}),
    vary_parameters: bool = True,
    hold: Mapping[str, float | str] = MappingProxyType({}),
    progress: Callable[[int], None] | None = None,
) -> Any:
    """Simulate a case under a scenario and return an `xarray.Dataset`.

    `case` and `scenario` are objects of `scenarios` or their names; `seed` a whole number from 0 to 2^32 - 1. The
    replicates are numbered from `first`, and replicate r is the same whatever the number of replicates or threads.
    `crossed` gives layers (`model.layers.Layer`: chance, parameters, baseline, structure) the numbers of other replicates to be
    taken from, one a replicate; the other layers are its own. `crossed={"chance": [7, 8]}` is two cities as they would
    be under other chance.
    `hold` gives parameters, by name, one value in every replicate, as a sweep does at a point with `uncertainty.NAME`;
    a choice by the word of an alternative; the others are drawn as without it. A parameter that the baseline population is made with changes the population too.
    Dimensions: replicate, year or quarter, park, industry; every indicator is a variable (replicate, year), shares as
    fractions 0-1. Raises BookError when a book does not close, and ValueError for a seed, a number or a layer that is none.
    Raises InputProblem for a parameter that there is not or a value outside of its range, and MemoryError for more
    replicates than the machine has memory for.
    """
    case, scenario = resolve(case, scenario)
    if seed is None:
        raise ValueError("seed must be a whole number, not None: a run that cannot be repeated is no result")
    make_key(seed, first)
    if replicates < 1 or first + replicates > NUMBERS:
        raise ValueError(f"replicates must be from 1 to {NUMBERS - first}, not {replicates}")
    world, held = world_of(case, hold)
    demand_memory(world, replicates)
    numbers = np.arange(first, first + replicates)
    taken = numbers_by_layer(numbers, crossed)
    record = run(
        world,
        scenario.schedule(world.calendar, world.offers, world.park_names),
        numbers,
        seed,
        threads=threads or 1,
        taken=taken,
        vary_parameters=vary_parameters,
        held=held,
        progress=progress,
    )
    attributes: dict[str, Any] = {
        "case": case.name,
        "scenario": scenario.name,
        "seed": seed,
        "input_hash": world.digest,
    }
    if held:
        attributes["held"] = json.dumps(dict(held))
    return to_dataset(record, world, numbers, taken[Layer.BASELINE], attributes)
