"""Designs: the points at which Morris screening and Sobol indices need the model run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from model.levers import LEVERS
from model.parameters import PARAMETERS
from scenarios.axes import LEVER, NUMBER, UNCERTAINTY, Axis, describe, lever_of
from scenarios.axis_reading import read_axis
from scenarios.refusals.packages import require
from scenarios.refusals.problem import InputProblem, check_known, say

from ..libraries import quiet

MORRIS, SOBOL = "morris", "sobol"
METHODS = (MORRIS, SOBOL)
GRID_LEVELS = 4  # of a Morris grid
LEAST_AXES = 2
SAMPLES = {MORRIS: 20, SOBOL: 256}  # unless somebody asks otherwise


@dataclass(frozen=True)
class DesignRecord:
    """What the analysis must know of a design: plain values that any file can hold.

    `samples` are trajectories (Morris) or base samples (Sobol); the points must stay in the order of the design.
    """

    method: str
    samples: int
    seed: int
    axes: tuple[Axis, ...]
    levels: int = GRID_LEVELS

    def as_dict(self) -> dict[str, Any]:
        """Return the record as plain values."""
        ranges = [[axis.column, axis.low, axis.high] for axis in self.axes]
        own = {"method": self.method, "samples": self.samples, "seed": self.seed}
        return {**own, "ranges": ranges, "levels": self.levels}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "DesignRecord":
        """Return the record of plain values."""
        own = {key: value for key, value in values.items() if key != "ranges"}
        return cls(**own, axes=tuple(Axis(column, (), *ends) for column, *ends in values["ranges"]))

    @property
    def points_per_sample(self) -> int:
        """Points that one sample takes: a trajectory d + 1, a base sample d + 2 of d axes."""
        return len(self.axes) + (1 if self.method == MORRIS else 2)

    @property
    def problem(self) -> dict[str, Any]:
        """The problem as SALib asks for it."""
        return problem_of(self.axes)


def problem_of(axes: Sequence[Axis]) -> dict[str, Any]:
    """Return axes as SALib asks for a problem."""
    bounds = [[axis.low, axis.high] for axis in axes]
    return {"num_vars": len(axes), "names": [axis.column for axis in axes], "bounds": bounds}


def continuous_axis(column: str) -> Axis:
    """Return an axis over its declared range. Raises InputProblem for one that has none: a name, a date, a switch."""
    axis, place = describe(column), say("points_column", column=column)
    if axis.kind != NUMBER:
        raise InputProblem(place, say("no_continuous_axis"), say("continuous_axes"))
    if column.startswith(LEVER) and LEVERS[lever_of(column)[0]].switch:
        raise InputProblem(place, say("switch_axis"), say("continuous_axes"))
    return axis


def check_axes(axes: Sequence[Axis]) -> None:
    """Refuse axes that are empty or go beyond what is declared, and too few of them. Raises InputProblem."""
    for axis in axes:
        continuous_axis(axis.column)
        read_axis(say("points_column", column=axis.column), axis.column, {"low": axis.low, "high": axis.high})
    if len({axis.column for axis in axes}) < LEAST_AXES:
        raise InputProblem(
            say("sensitivity"), say("too_few_axes", count=len(axes)), say("axes_needed", least=LEAST_AXES)
        )


def drawn_axes() -> list[Axis]:
    """Return the axes that replicates otherwise draw, over their declared ranges."""
    return [continuous_axis(UNCERTAINTY + name) for name, parameter in PARAMETERS.items() if parameter.varies]


def make_design(
    method: str, axes: Sequence[Axis], samples: int | None = None, seed: int = 1
) -> tuple[pd.DataFrame, DesignRecord]:
    """Return the points of a design, indexed by `point`, and its record.

    Morris: `samples` trajectories of d + 1 points on a grid of four levels. Sobol: `samples` base points, a power of 2,
    times d + 2. Raises InputProblem for an unknown method, axes that are refused, and a number of samples that is.
    """
    check_known(say("option", option="--method"), "no_such_method", method, METHODS)
    require("SALib")
    check_axes(axes)
    count = SAMPLES[method] if samples is None else samples
    record = DesignRecord(method, count, seed, tuple(axes))
    place = say("option", option="--samples")
    if method == SOBOL and (count < 2 or count & (count - 1)):
        near = 1 << max(1, count.bit_length() - 1)
        raise InputProblem(place, say("not_power_of_two", count=count), say("power_of_two_rule", near=near))
    if count < 4:  # two trajectories in each half
        raise InputProblem(place, say("out_of_range", value=str(count)), say("at_least_so_many", limit=4))
    points = pd.DataFrame(_drawn(record), columns=[axis.column for axis in record.axes])
    return points.rename_axis("point"), record


def _drawn(record: DesignRecord) -> Any:
    """Return the points of a record, shape (points, axes), in units of the axes."""
    with quiet():
        if record.method == MORRIS:
            from SALib.sample import morris

            return morris.sample(record.problem, record.samples, num_levels=record.levels, seed=record.seed)
        from SALib.sample import sobol

        return sobol.sample(record.problem, record.samples, calc_second_order=False, seed=record.seed)
