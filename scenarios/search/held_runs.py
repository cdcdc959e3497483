"""Runs in which parameters are held: replicates draw all parameters, then the held ones are set, so nothing else moves.

Everything that knows how the engine takes its parameters stands in this file.
"""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pandas as pd

from model.engine import Record, run
from model.formulas import Recorded
from model.futures import drawn_values
from model.indicators import INDICATORS
from model.parameters import PARAMETERS

from ..case import Case
from ..scenario import Scenario


def run_held(
    case: Case,
    scenario: Scenario,
    held: Mapping[str, float],
    numbers: np.ndarray,
    seed: int,
    threads: int | None = None,
) -> Record:
    """Run the replicates `numbers` with the parameters `held` (by name) at their values; return their record.

    All other parameters, the population and chance are those that the replicate has anyway, to the bit. Raises KeyError
    for an unknown parameter.
    """
    for name in held:
        if name not in PARAMETERS:
            raise KeyError(name)
    world, threads = case.world, threads or os.cpu_count() or 1
    levers = scenario.schedule(world.calendar, world.offers)
    if not held:
        return run(world, levers, numbers, seed, threads=threads)
    parameters = drawn_values(world.parameters, seed, numbers)
    for name, value in held.items():
        parameters[name] = value

    def one(place: int) -> Record:
        alone = replace(world, parameters=parameters[place : place + 1].view(np.recarray))
        return run(alone, levers, numbers[place : place + 1], seed, vary_parameters=False)

    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(one, range(len(numbers))))
    return Record(*(np.concatenate(columns).view(type(columns[0])) for columns in zip(*parts, strict=True)))


def outcomes_of(
    case: Case,
    scenario: Scenario,
    held: Mapping[str, float],
    numbers: np.ndarray,
    seed: int,
    indicators: Sequence[str],
    threads: int | None = None,
) -> pd.DataFrame:
    """Return one row a run and year: replicate, year and a column an indicator."""
    recorded = Recorded(run_held(case, scenario, held, numbers, seed, threads), case.world.arrays)
    years = case.world.calendar.year_labels
    frame = pd.DataFrame({"replicate": np.repeat(numbers, len(years)), "year": np.tile(years, len(numbers))})
    for name in indicators:
        frame[name] = np.asarray(INDICATORS[name].formula(recorded), float).ravel()
    return frame
