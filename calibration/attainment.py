"""Attainment: which runs and which points of a sweep meet a target of the plan, and the futures of its runs.

Outcomes are a table with one row a run and year: `point`, `replicate`, `year`, and a column a measure.
"""

import numpy as np
import pandas as pd

from model.futures import drawn_values, take_from_populations
from model.parameters import PARAMETERS, drawn_parameters, worded
from model.world import World
from scenarios.axes import UNCERTAINTY
from scenarios.comparison.measures import RUN
from scenarios.intervals import proportion
from scenarios.populations import clusters_of
from scenarios.refusals.problem import InputProblem, as_written, nearest, say
from scenarios.targets import Goal

MOST = 0.5  # of the points, see docs/discovery-and-sensitivity.md


def values_of_runs(outcomes: pd.DataFrame, measure: str, year: int) -> pd.Series:
    """Return an indicator, or a measure of a park or an industry, of a year by (point, replicate).

    Raises InputProblem when it is not there for every run.
    """
    place = say("outcomes_table")
    if measure not in outcomes.columns:
        names = [str(name) for name in outcomes.columns if name not in (*RUN, "year")]
        raise InputProblem(place, say("unknown_indicator_column", name=as_written(measure)), nearest(measure, names))
    rows = outcomes[outcomes["year"] == year].set_index(RUN)[measure].sort_index()
    if rows.empty:
        years = sorted(int(each) for each in outcomes["year"].unique())
        raise InputProblem(place, say("no_outcome_in_year", year=year), say("known", names=years))
    if not rows.index.is_unique:
        raise InputProblem(place, say("run_twice", year=year))
    everywhere = len(rows) == len(outcomes[RUN].drop_duplicates())
    if not everywhere or not np.isfinite(rows.to_numpy(float)).all():
        raise InputProblem(place, say("no_value", indicator=measure, year=year))
    return rows.astype(float)


def met(outcomes: pd.DataFrame, goal: Goal) -> pd.Series:
    """Return whether a goal is met, by (point, replicate)."""
    runs = {(each.measure, each.year): values_of_runs(outcomes, each.measure, each.year) for each in goal.targets}
    index = next(iter(runs.values())).index
    return pd.Series(goal.met(lambda *asked: runs[asked]), index, name="met")


def attainment(outcomes: pd.DataFrame, goal: Goal, populations: pd.Series | None = None) -> pd.DataFrame:
    """Return by point the probability of a goal over its replicates, its Wilson interval (low, high), and n.

    `populations` are the numbers of the baseline populations by replicate: those that share one are a cluster.
    """
    points, rows = [], []
    for point, events in met(outcomes, goal).groupby(level="point"):
        clusters = clusters_of(events.index.get_level_values("replicate"), populations)
        rows.append((*proportion(events.to_numpy(), clusters), len(events)))
        points.append(point)
    return pd.DataFrame(rows, pd.Index(points, name="point"), ["probability", "low", "high", "n"])


def missed(table: pd.DataFrame, level: float) -> pd.Series:
    """Return by point whether the probability of `attainment` is below the level asked for."""
    return (table["probability"] < level).rename("missed")


def unclear(table: pd.DataFrame, level: float) -> int:
    """Return how many points have the level within their interval: more replicates could turn them."""
    return int(((table["low"] < level) & (level < table["high"])).sum())


def mostly_unclear(table: pd.DataFrame, level: float) -> bool:
    """Return whether most points have the level within their interval, so that labels say more of chance than of them."""
    return unclear(table, level) > MOST * len(table)


def futures(world: World, seed: int, replicates: np.ndarray) -> pd.DataFrame:
    """Return the parameters that replicates draw, by replicate, one column `uncertainty.<id>` each.

    They are the same as in the runs: drawn by the replicate, or with its baseline population.
    """
    numbers = np.asarray(replicates, np.int64)
    drawn = drawn_values(world.parameters, seed, numbers, weights=world.weights)
    own = world.populations.drawn_parameters
    if own:
        take_from_populations(drawn, world.members(numbers), own)
    names = {*drawn_parameters(world.weights), *own}
    return pd.DataFrame(
        {UNCERTAINTY + name: worded(name, drawn[name]) for name in PARAMETERS if name in names},
        index=pd.Index(replicates, name="replicate"),
    )


def axes_of_runs(points: pd.DataFrame, runs: pd.Index, drawn: pd.DataFrame) -> pd.DataFrame:
    """Return the axes of every run (point, replicate): those of its point, and what it drew of all others."""
    table = pd.DataFrame(index=runs).reset_index()
    table = table.merge(points, left_on="point", right_index=True, how="left")
    others = drawn[[column for column in drawn.columns if column not in points.columns]]
    return table.merge(others, left_on="replicate", right_index=True, how="left").set_index(RUN)
