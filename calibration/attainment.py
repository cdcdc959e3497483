"""Attainment: which runs and which points of a sweep meet a target of the plan, and the futures of its runs.

Outcomes are a table with one row a run and year: `point`, `replicate`, `year`, and a column an indicator.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from model.futures import drawn_values
from model.parameters import PARAMETERS
from scenarios.axes import UNCERTAINTY
from scenarios.comparison.measures import RUN
from scenarios.comparison.target_table import JOINT
from scenarios.intervals import wilson
from scenarios.refusals.problem import InputProblem, as_written, nearest, say
from scenarios.targets import Target


class Goal(NamedTuple):
    """What is asked: targets that must all be met; `indicator` is `scenarios.comparison.target_table.JOINT` where several are meant."""

    indicator: str
    year: int | None
    targets: tuple[Target, ...]


def goal_of(targets: Sequence[Target], indicator: str, year: int | None = None) -> Goal:
    """Return the goal of an indicator and year, or of all targets at once (`JOINT`; of a year, or of all years).

    Raises InputProblem for an indicator without a target, and where the year is needed or has no target.
    """
    place = say("option", option="--target")
    known = [*dict.fromkeys(target.indicator for target in targets), JOINT]
    if indicator not in known:
        raise InputProblem(place, say("no_such_target", name=as_written(indicator)), nearest(indicator, known))
    found = [target for target in targets if indicator in (JOINT, target.indicator)]
    years = sorted({target.year for target in found})
    place, allowed = say("option", option="--year"), say("known", names=years)
    if year is None and indicator != JOINT and len(years) > 1:
        raise InputProblem(place, say("which_year", indicator=indicator), allowed)
    if year is not None and year not in years:
        raise InputProblem(place, say("no_target_in_year", indicator=indicator, year=year), allowed)
    chosen = tuple(target for target in found if year in (None, target.year))
    return Goal(indicator, year if indicator == JOINT else chosen[0].year, chosen)


def values_of_runs(outcomes: pd.DataFrame, indicator: str, year: int) -> pd.Series:
    """Return an indicator of a year by (point, replicate). Raises InputProblem when it is not there for every run."""
    place = say("outcomes_table")
    if indicator not in outcomes.columns:
        names = [str(name) for name in outcomes.columns if name not in (*RUN, "year")]
        raise InputProblem(
            place, say("unknown_indicator_column", name=as_written(indicator)), nearest(indicator, names)
        )
    rows = outcomes[outcomes["year"] == year].set_index(RUN)[indicator].sort_index()
    if rows.empty:
        years = sorted(int(each) for each in outcomes["year"].unique())
        raise InputProblem(place, say("no_outcome_in_year", year=year), say("known", names=years))
    if not rows.index.is_unique:
        raise InputProblem(place, say("run_twice", year=year))
    if not np.isfinite(rows.to_numpy(float)).all():
        raise InputProblem(place, say("no_value", indicator=indicator, year=year))
    return rows.astype(float)


def met(outcomes: pd.DataFrame, goal: Goal) -> pd.Series:
    """Return whether all targets of a goal are met, by (point, replicate)."""
    success: pd.Series | None = None
    for target in goal.targets:
        one = values_of_runs(outcomes, target.indicator, target.year) >= target.at_least
        success = one if success is None else success & one
    assert success is not None  # goal_of gives at least one target
    return success.rename("met")


def attainment(outcomes: pd.DataFrame, goal: Goal) -> pd.DataFrame:
    """Return by point the probability of a goal over its replicates, its Wilson interval (low, high), and n."""
    counts = met(outcomes, goal).groupby(level="point").agg(["sum", "count"])
    rows = [wilson(int(k), int(n)) for k, n in zip(counts["sum"], counts["count"], strict=True)]
    table = pd.DataFrame(rows, index=counts.index, columns=["probability", "low", "high"])
    table["n"] = counts["count"]
    return table


def missed(table: pd.DataFrame, level: float) -> pd.Series:
    """Return by point whether the probability of `attainment` is below the level asked for."""
    return (table["probability"] < level).rename("missed")


def unclear(table: pd.DataFrame, level: float) -> int:
    """Return how many points have the level within their interval: more replicates could turn them."""
    return int(((table["low"] < level) & (level < table["high"])).sum())


def futures(central: np.recarray, seed: int, replicates: np.ndarray) -> pd.DataFrame:
    """Return the parameters that replicates draw, by replicate, one column `uncertainty.<id>` each.

    `central` are the case's values (shape (1,), `parameter_dtype`); the same draws as the model's.
    """
    drawn = drawn_values(central, seed, np.asarray(replicates, np.int64))
    names = [name for name, parameter in PARAMETERS.items() if parameter.varies]
    return pd.DataFrame(
        {UNCERTAINTY + name: drawn[name] for name in names}, index=pd.Index(replicates, name="replicate")
    )


def axes_of_runs(points: pd.DataFrame, runs: pd.Index, drawn: pd.DataFrame) -> pd.DataFrame:
    """Return the axes of every run (point, replicate): those of its point, and what it drew of all others."""
    table = pd.DataFrame(index=runs).reset_index()
    table = table.merge(points, left_on="point", right_index=True, how="left")
    others = drawn[[column for column in drawn.columns if column not in points.columns]]
    return table.merge(others, left_on="replicate", right_index=True, how="left").set_index(RUN)
