"""Adapters: a case as the EMA Workbench and SALib ask for a model (docs/python.md has examples).

What runs the case is handed in: `evaluate` takes a table of points (index `point`, columns as in `axes`) and returns
their outcomes. These have a row a run and year: `point`, `replicate`, `year`, and a column an indicator, in its declared
unit. `scenarios.search.evaluation.PointRunner` does that.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scenarios.axes import LEVER, Axis
from scenarios.refusals.packages import require

from .attainment import Goal, met, values_of_runs
from .libraries import quiet
from .sensitivity.design import check_axes, problem_of

Outcomes = Callable[[pd.DataFrame], pd.DataFrame]  # of points
Asked = Goal | tuple[str, int]  # a goal, for its probability, or an indicator and year, for its mean


def outcome_of_points(outcomes: pd.DataFrame, asked: Asked) -> pd.Series:
    """Return by point the probability (0-1) of a goal, or the mean of an indicator in a year, in its declared unit.

    Raises InputProblem where an indicator that is asked for has no value in every run.
    """
    runs = met(outcomes, asked).astype(float) if isinstance(asked, Goal) else values_of_runs(outcomes, *asked)
    return runs.groupby(level="point").mean()


def identifier(column: str) -> str:
    """Return an axis as a name that Python allows, which the EMA Workbench wants: a double underscore for a point."""
    return column.replace(".", "__")


def model_name(name: str) -> str:
    """Return the name of a case as a model's name: letters and digits only, a letter first."""
    kept = "".join(character for character in name if character.isalnum())
    return kept if kept.isidentifier() else f"case{kept}"


def ema_model(name: str, axes: Sequence[Axis], evaluate: Outcomes, asked: Mapping[str, Asked]) -> Any:
    """Return an `ema_workbench.Model`: levers among the axes are its levers, parameters its uncertainties.

    Axes are named by `identifier` and are real numbers over their ranges, in their declared units, or of a choice its words; outcomes are scalars,
    named by the keys of `asked` and as in `outcome_of_points`. Version 3.0 of the library runs a model only if it has at
    least one lever and one uncertainty. Raises InputProblem for axes that are refused, for fewer than two of them, and
    where the library is not installed.
    """
    require("ema_workbench")
    check_axes(axes)
    with quiet():
        from ema_workbench import CategoricalParameter, Model, RealParameter, ScalarOutcome

    columns = {identifier(each.column): each.column for each in axes}

    def run(**settings: float | str) -> dict[str, float]:
        point = pd.DataFrame([{columns[key]: value for key, value in settings.items()}]).rename_axis("point")
        outcomes = evaluate(point)
        return {key: float(outcome_of_points(outcomes, each).iloc[0]) for key, each in asked.items()}

    model = Model(model_name(name), function=run)
    sides: dict[bool, list[Any]] = {True: [], False: []}
    for each in axes:
        name = identifier(each.column)
        own = CategoricalParameter(name, each.choices) if each.choices else RealParameter(name, each.low, each.high)
        sides[each.column.startswith(LEVER)].append(own)
    model.levers, model.uncertainties = sides[True], sides[False]
    model.outcomes = [ScalarOutcome(key) for key in asked]
    return model


def salib_model(
    axes: Sequence[Axis], evaluate: Outcomes, asked: Asked
) -> tuple[dict[str, Any], Callable[[NDArray[np.float64]], NDArray[np.float64]]]:
    """Return SALib's problem and a function from its samples, shape (points, axes), to outcomes, shape (points,).

    Samples are in the declared units of the axes, in their order, and of a choice from 0 to 1, as `problem_of` says; outcomes are those of `outcome_of_points`, f8. The
    library itself is not needed here. Raises InputProblem for axes that are refused and for fewer than two of them.
    """
    check_axes(axes)
    problem = problem_of(axes)

    def run(samples: NDArray[np.float64]) -> NDArray[np.float64]:
        drawn = zip(axes, np.atleast_2d(samples).T, strict=True)
        columns = {axis.column: axis.at(each) if axis.choices else each for axis, each in drawn}
        points = pd.DataFrame(columns).rename_axis("point")
        return outcome_of_points(evaluate(points), asked).reindex(points.index).to_numpy(float)

    return problem, run
