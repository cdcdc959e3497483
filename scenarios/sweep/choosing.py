"""Choosing points: the tables [levers], [uncertainties] and [joint] of a design become one table of points."""

from collections.abc import Collection, Sequence
from math import prod
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from ..axes import LEVER, SCENARIO, UNCERTAINTY, Axis, known, lever_columns, uncertainty_columns
from ..axis_reading import AxisTables, lever_axes, scenario_axis, uncertainty_axes
from ..case import Case
from ..files.beside import path_beside
from ..files.text import stands
from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem, Message, as_written, say
from .design_file import MOST_POINTS, DesignFile, Method, Sampling
from .generators import crossed, factorial, sampled
from .points_file import read_points


class Beside(NamedTuple):
    """The folder of a design, where files of points are, and what its case offers the levers."""

    folder: Path
    offers: Collection[str]


def chosen_points(file: str, written: DesignFile, case: Case, folder: Path) -> pd.DataFrame:
    """Return the points of a design: lever points crossed with uncertainty points, or one joint sample of both."""
    tables = AxisTables(file, "levers.axes", "uncertainties.axes")
    faults, levers = Faults(), []
    if written.levers.scenarios is not None:
        with faults:
            place = say("key", file=file, key="levers.scenarios")
            levers.append(scenario_axis(place, written.levers.scenarios, case.scenarios))
    with faults:
        by_lever = lever_axes(tables, written.levers.axes, offers=case.data.offers)
        levers += [axis for axes in by_lever.values() for axis in axes]
    with faults:
        nature = uncertainty_axes(tables, written.uncertainties.axes)
    faults.refuse()
    files = Beside(folder, case.data.offers)
    if written.joint is not None:
        for name, sampling in (("levers", written.levers), ("uncertainties", written.uncertainties)):
            for key in ("method", "points", "file"):
                if getattr(sampling, key) is not None:
                    raise InputProblem(_key(file, f"{name}.{key}"), say("beside_joint"), say("joint_rule"))
        return by_scenario_id(
            points_of_table(file, "joint", written.joint, [*levers, *nature], list(known()), files), file, case
        )
    parts = [
        by_scenario_id(points_of_table(file, "levers", written.levers, levers, lever_columns(), files), file, case),
        points_of_table(file, "uncertainties", written.uncertainties, nature, uncertainty_columns(), files),
    ]
    demand_count(file, len(parts[0]) * len(parts[1]))
    return crossed(*parts)


def by_scenario_id(points: pd.DataFrame, file: str, case: Case) -> pd.DataFrame:
    """Return points with the scenarios that they name by label named by id. Raises InputProblem naming the point."""
    if SCENARIO not in points.columns:
        return points
    faults, ids = Faults(), list(points[SCENARIO])
    for number, name in enumerate(ids):
        with faults:
            if not pd.isna(name):
                ids[number] = case.scenario_id(name, say("point", file=file, point=number))
    faults.refuse()
    return points.assign(**{SCENARIO: pd.Series(ids, index=points.index, dtype=points[SCENARIO].dtype)})


def points_of_table(
    file: str, name: str, sampling: Sampling, axes: Sequence[Axis], known: Sequence[str], files: Beside
) -> pd.DataFrame:
    """Return the points of one table: listed in a file, every combination, or a sample. Raises InputProblem."""
    if sampling.file is not None:
        return listed_points(file, name, sampling, axes, known, files)
    method = sampling.method or (Method.LATIN_HYPERCUBE if sampling.points is not None else Method.FACTORIAL)
    if method == Method.FACTORIAL:
        if sampling.points is not None:
            raise InputProblem(_key(file, f"{name}.points"), say("points_of_factorial"), say("factorial_rule"))
        for axis in axes:
            if not axis.choices:
                raise InputProblem(_axis(file, axis), say("range_of_factorial"), say("factorial_rule"))
        demand_count(file, prod(len(axis.choices) for axis in axes))
        return factorial(axes)
    if not axes:
        raise InputProblem(_key(file, f"{name}.method"), say("no_axes"), say("axis_rule"))
    points = sampling.points
    if points is None:
        raise InputProblem(_key(file, f"{name}.points"), say("key_missing"), say("range", low=1, high=MOST_POINTS))
    if method == Method.SOBOL and points & (points - 1):
        lower = 1 << (points.bit_length() - 1)
        rule = say("power_rule", lower=lower, upper=2 * lower)
        raise InputProblem(_key(file, f"{name}.points"), say("no_power_of_two", value=points), rule)
    return sampled(axes, method, points, sampling.seed)


def listed_points(
    file: str, name: str, sampling: Sampling, axes: Sequence[Axis], known: Sequence[str], files: Beside
) -> pd.DataFrame:
    """Return the points of a CSV file beside the design."""
    for key, there in (("method", sampling.method), ("points", sampling.points), ("axes", list(axes) or None)):
        if there is not None:
            raise InputProblem(_key(file, f"{name}.{key}"), say("beside_file"), say("file_rule"))
    path = path_beside(files.folder, str(sampling.file), _key(file, f"{name}.file"))
    if not stands(path):
        raise InputProblem(_key(file, f"{name}.file"), say("no_points_file", name=as_written(str(sampling.file))))
    frame = read_points(path, known, files.offers)
    demand_count(file, len(frame))
    return frame


def demand_count(file: str, points: int) -> None:
    """Refuse more points than a sweep holds."""
    if points > MOST_POINTS:
        raise InputProblem(file, say("too_many_points", count=points), say("at_most", limit=MOST_POINTS))


def _key(file: str, key: str) -> Message:
    return say("key", file=file, key=key)


def _axis(file: str, axis: Axis) -> Message:
    if axis.column.startswith(UNCERTAINTY):
        return _key(file, f"uncertainties.axes.{axis.column.removeprefix(UNCERTAINTY)}")
    return _key(file, f"levers.axes.{axis.column.removeprefix(LEVER)}")
