"""Which numbers carry what a plan promises: those of the baseline, drawn by population, and parameters, drawn by replicate.

Of a choice, whose words have no order, each alternative is asked by itself: what it matters that a replicate drew it. So it
is one of the parameters, in the layer of structure. Replicates may share a baseline, which then counts once, but never a draw of a parameter. So each kind is asked by itself,
and something is named in pure noise in at most one of forty results of each.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from model.layers import Layer
from model.parameters import CHOICES, drawn_numbers, open_choices, range_around
from model.population import baseline
from model.population.baseline import Unknown

from ..baseline_table import POPULATION, SHARE_KEPT
from ..case import Case
from ..choice_columns import alternative_label, indicator_columns
from ..experiment import ScenarioRuns
from ..files.cell_labels import cell_label
from ..files.unknowns import cell_of
from ..intervals import LEVEL
from ..run_tables import PARAMETER
from .carriers import COLUMNS, carriers

MOST = 2_000  # replicates that are looked at: what they do not show carries about a hundredth of the variance or less
KEYS = ("scenario", "indicator", "year", "layer", "number", "zh", "en")


def plan_carriers(case: Case, experiment: Mapping[str, ScenarioRuns], baselines: pd.DataFrame) -> pd.DataFrame | None:
    """Return which numbers carry each target of the plan, the largest share first; None where the plan was not run.

    `baselines` are values by population (`BaselineTable.read`), at least of those of the first `MOST` replicates.
    Columns: `KEYS`, with the layer that draws a number, its name (`Unknown.name`) and labels, and those of `carriers`.
    Replicates in which an indicator has no value are left out.
    """
    if case.plan not in experiment:
        return None
    runs = experiment[case.plan]
    drawn = drawn_by_replicate(case, runs, baselines)
    unknowns = [*case.data.baseline.unknowns, *replicate_parameters(case)]
    called = {each.name: cell_label(cell_of(each), case.data.parks, case.data.industries) for each in unknowns}
    called |= {
        name: each for name in map(str, drawn[Layer.PARAMETERS]) if (each := alternative_label(name)) is not None
    }
    rows = [
        (case.plan, measure, year, layer, number, called[number].zh, called[number].en, *shares)
        for measure, year in dict.fromkeys((target.measure, target.year) for target in case.targets)
        for layer, number, *shares in _carriers(drawn, runs.indicators[measure].sel(year=year).values[:MOST])
    ]
    return pd.DataFrame(rows, columns=[*KEYS, *COLUMNS])


def replicate_parameters(case: Case) -> list[Unknown]:
    """Return the parameters that each replicate draws, with their ranges: not those that populations have their own of."""
    central = case.world.parameters[0]
    return [
        Unknown(baseline.PARAMETERS, "", name, *range_around(name, float(central[name])))
        for name in drawn_numbers()
        if name not in case.world.populations.drawn_parameters
    ]


def drawn_by_replicate(case: Case, runs: ScenarioRuns, baselines: pd.DataFrame) -> dict[Layer, pd.DataFrame]:
    """Return what the first replicates drew, by the layer that draws it: a column a number, by its name."""
    drawn: dict[Layer, pd.DataFrame] = {}
    if case.data.baseline.unknowns:
        populations = runs.parameters[POPULATION].values[:MOST]
        drawn[Layer.BASELINE] = baselines.drop(columns=SHARE_KEPT).loc[populations].reset_index(drop=True)
    columns = {each.name: runs.parameters[PARAMETER + each.column].values[:MOST] for each in replicate_parameters(case)}
    for name in open_choices(case.world.weights):
        columns |= indicator_columns(CHOICES[name], runs.parameters[PARAMETER + name].values[:MOST])
    drawn[Layer.PARAMETERS] = pd.DataFrame(columns)
    return drawn


def _carriers(drawn: Mapping[Layer, pd.DataFrame], outcome: NDArray[np.float64]) -> list[tuple[Any, ...]]:
    """Return what carries an outcome (replicate,): layer, name, share and interval of each, the largest share first."""
    known = np.isfinite(outcome)
    level = 1.0 - (1.0 - LEVEL) / len(drawn)  # of each kind, so that it is `LEVEL` of all together
    found = [
        (str(Layer.STRUCTURE if alternative_label(row[0]) else layer), *row)
        for layer, numbers in drawn.items()
        for row in carriers(numbers[known], outcome[known], level).itertuples(name=None)
    ]
    return sorted(found, key=lambda row: -row[2])
