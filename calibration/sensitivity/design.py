"""Designs: the points at which Morris screening and Sobol indices need the model run."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

import pandas as pd

from model.levers import LEVERS
from model.parameters import PARAMETERS
from scenarios.axes import LEVER, NUMBER, UNCERTAINTY, describe
from scenarios.refusals.packages import require
from scenarios.refusals.problem import InputProblem, as_written, nearest, say

from ..libraries import quiet

MORRIS, SOBOL = "morris", "sobol"
METHODS = (MORRIS, SOBOL)
LEVELS = 4  # of a Morris grid
LEAST_AXES = 2
SAMPLES = {MORRIS: 20, SOBOL: 256}  # unless somebody asks otherwise


class Range(NamedTuple):
    """An axis and the range over which it is varied, uniformly, in the axis's own unit."""

    column: str
    low: float
    high: float


@dataclass(frozen=True)
class DesignRecord:
    """What the analysis must know of a design: plain values that any file can hold.

    `samples` are trajectories (Morris) or base samples (Sobol); the points must stay in the order of the design.
    """

    method: str
    samples: int
    seed: int
    ranges: tuple[Range, ...]
    levels: int = LEVELS

    def as_dict(self) -> dict[str, Any]:
        """Return the record as plain values."""
        return {**asdict(self), "ranges": [list(each) for each in self.ranges]}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "DesignRecord":
        """Return the record of plain values."""
        return cls(**{**values, "ranges": tuple(Range(*each) for each in values["ranges"])})

    @property
    def points_per_sample(self) -> int:
        """Points that one sample takes: a trajectory d + 1, a base sample d + 2 of d axes."""
        return len(self.ranges) + (1 if self.method == MORRIS else 2)

    @property
    def problem(self) -> dict[str, Any]:
        """The problem as SALib asks for it."""
        return {
            "num_vars": len(self.ranges),
            "names": [each.column for each in self.ranges],
            "bounds": [[each.low, each.high] for each in self.ranges],
        }


def declared_range(column: str) -> Range:
    """Return an axis over its declared range. Raises InputProblem for one that has none: a name, a date, a switch."""
    axis = describe(column)
    name = column.removeprefix(LEVER).removeprefix(UNCERTAINTY).partition(".")[0]
    place = say("points_column", column=column)
    if axis.kind != NUMBER or column.endswith(".ramp"):
        raise InputProblem(place, say("no_continuous_axis"), say("continuous_axes"))
    if column.startswith(UNCERTAINTY):
        return Range(column, PARAMETERS[name].low, PARAMETERS[name].high)
    if LEVERS[name].switch:
        raise InputProblem(place, say("switch_axis"), say("continuous_axes"))
    return Range(column, LEVERS[name].low, LEVERS[name].high)


def check_ranges(ranges: Sequence[Range]) -> None:
    """Refuse ranges that are empty or go beyond what is declared, and too few of them. Raises InputProblem."""
    for each in ranges:
        allowed = declared_range(each.column)
        place, bounds = say("points_column", column=each.column), {"low": float(each.low), "high": float(each.high)}
        if not each.low < each.high:
            raise InputProblem(place, say("empty_range", **bounds))
        if each.low < allowed.low or each.high > allowed.high:
            raise InputProblem(place, say("outside_range", **bounds), say("range", low=allowed.low, high=allowed.high))
    if len({each.column for each in ranges}) < LEAST_AXES:
        raise InputProblem(
            say("sensitivity"), say("too_few_axes", count=len(ranges)), say("axes_needed", least=LEAST_AXES)
        )


def uncertain_ranges() -> list[Range]:
    """Return the axes that replicates otherwise draw, over their declared ranges."""
    return [declared_range(UNCERTAINTY + name) for name, parameter in PARAMETERS.items() if parameter.varies]


def make_design(
    method: str, ranges: Sequence[Range], samples: int | None = None, seed: int = 1
) -> tuple[pd.DataFrame, DesignRecord]:
    """Return the points of a design, indexed by `point`, and its record.

    Morris: `samples` trajectories of d + 1 points on a grid of four levels. Sobol: `samples` base points, a power of 2,
    times d + 2. Raises InputProblem for an unknown method, ranges that are refused, and a number of samples that is.
    """
    if method not in METHODS:
        what = say("no_such_method", name=as_written(method))
        raise InputProblem(say("option", option="--method"), what, nearest(method, METHODS))
    require("SALib")
    check_ranges(ranges)
    count = SAMPLES[method] if samples is None else samples
    record = DesignRecord(method, count, seed, tuple(Range(*each) for each in ranges))
    place = say("option", option="--samples")
    if method == SOBOL and (count < 2 or count & (count - 1)):
        near = 1 << max(1, count.bit_length() - 1)
        raise InputProblem(place, say("not_power_of_two", count=count), say("power_of_two_rule", near=near))
    if count < 4:  # two trajectories in each half
        raise InputProblem(place, say("out_of_range", value=str(count)), say("at_least_so_many", limit=4))
    points = pd.DataFrame(_drawn(record), columns=[each.column for each in record.ranges])
    return points.rename_axis("point"), record


def _drawn(record: DesignRecord) -> Any:
    """Return the points of a record, shape (points, axes), in units of the axes."""
    with quiet():
        if record.method == MORRIS:
            from SALib.sample import morris

            return morris.sample(record.problem, record.samples, num_levels=record.levels, seed=record.seed)
        from SALib.sample import sobol

        return sobol.sample(record.problem, record.samples, calc_second_order=False, seed=record.seed)
