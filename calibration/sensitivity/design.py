"""Designs: the points at which Morris screening and Sobol indices need the model run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from model.identities import hash_of_name
from model.levers import LEVERS
from model.parameters import drawn_parameters, drawn_words, open_choices
from scenarios.axes import LEVER, NUMBER, STRENGTH, UNCERTAINTY, Axis, describe, known, lever_column, lever_of
from scenarios.axis_reading import read_axis
from scenarios.case import Case
from scenarios.files.text import plain
from scenarios.refusals.packages import require
from scenarios.refusals.problem import InputProblem, Message, as_written, check_known, nearest, say

from ..libraries import quiet

MORRIS, SOBOL = "morris", "sobol"
METHODS = (MORRIS, SOBOL)
GRID_LEVELS = 4  # of a Morris grid
LEAST_AXES = 2
LEAST_SAMPLES = 4  # two in each half
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
        ranges = [
            [axis.column, *([list(axis.choices)] if axis.choices else [axis.low, axis.high])] for axis in self.axes
        ]
        own = {"method": self.method, "samples": self.samples, "seed": self.seed}
        return {**own, "ranges": ranges, "levels": self.levels}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "DesignRecord":
        """Return the record of plain values."""
        own = {key: value for key, value in values.items() if key != "ranges"}
        return cls(**own, axes=tuple(_axis_of(column, *ends) for column, *ends in values["ranges"]))

    @property
    def points_per_sample(self) -> int:
        """Points that one sample takes: a trajectory d + 1, a base sample d + 2 of d axes."""
        return len(self.axes) + (1 if self.method == MORRIS else 2)

    @property
    def step(self) -> float:
        """Step of a Morris design, as a part of the range of an axis (Morris 1991)."""
        return self.levels / (2 * (self.levels - 1))

    @property
    def problem(self) -> dict[str, Any]:
        """The problem as SALib asks for it."""
        return problem_of(self.axes)


def _axis_of(column: str, *ends: Any) -> Axis:
    """Return the axis of what a record holds: two ends, or a list of alternatives."""
    return Axis(column, tuple(ends[0])) if len(ends) == 1 else Axis(column, (), *ends)


def problem_of(axes: Sequence[Axis]) -> dict[str, Any]:
    """Return axes as SALib asks for a problem; a choice is a number from 0 to 1, of which alternatives take equal parts."""
    bounds = [[0.0, 1.0] if axis.choices else [axis.low, axis.high] for axis in axes]
    return {"num_vars": len(axes), "names": [axis.column for axis in axes], "bounds": bounds}


def is_switch(axis: Axis) -> bool:
    """Return whether an axis is the strength of a lever that is on or off."""
    return axis.column.startswith(LEVER) and LEVERS[lever_of(axis.column)[0]].switch


def sensitivity_columns() -> list[str]:
    """Return every axis that `sensitivity_axis` accepts."""
    return [column for column, axis in known().items() if axis.choices or (axis.kind == NUMBER and not is_switch(axis))]


def sensitivity_axis(column: str) -> Axis:
    """Return an axis over its declared range, or over all alternatives of a choice.

    Raises InputProblem for one that has neither: a scenario, a date, a switch.
    """
    if column not in known():
        meant = [each for each in sensitivity_columns() if column in each.split(".") or each.startswith(f"{column}.")]
        if column in LEVERS and not meant:
            return sensitivity_axis(lever_column(column, STRENGTH))  # which says why not
        what = say("no_axis", name=as_written(column))
        raise InputProblem(say("points_table"), what, nearest(column, meant or sensitivity_columns()))
    axis, place = describe(column), say("points_column", column=column)
    if axis.choices:
        return axis
    if axis.kind != NUMBER:
        raise InputProblem(place, say("no_continuous_axis"), say("continuous_axes"))
    if is_switch(axis):
        raise InputProblem(place, say("switch_axis"), say("continuous_axes"))
    return axis


def written_axis(text: str) -> Axis:
    """Return the axis that an option writes as NAME, over its declared range, or as NAME=LOW..HIGH. Raises InputProblem.

    Of a choice, NAME means all alternatives, and NAME=WORD,WORD those named.
    """
    column, given, ends = plain(text).partition("=")
    axis = sensitivity_axis(column.strip())
    if not given:
        return axis
    place, rule = say("option", option="--axis"), say("axis_range_rule", name=axis.column)
    if axis.choices:
        return read_axis(place, axis.column, [word.strip() for word in ends.split(",")])
    low, between, high = ends.partition("..")
    if not between:
        raise InputProblem(place, say("not_low_to_high", value=as_written(ends)), rule)
    return read_axis(place, axis.column, {"low": _number(place, low, rule), "high": _number(place, high, rule)})


def _number(place: Message, text: str, rule: Message) -> float:
    try:
        return float(text)
    except ValueError:
        raise InputProblem(place, say("not_a_number", value=as_written(text)), rule) from None


def accepted_samples(method: str, count: int) -> int:
    """Return the least number of samples that a method accepts and that is not below `count`."""
    least = max(LEAST_SAMPLES, count)
    return 1 << (least - 1).bit_length() if method == SOBOL else least


def check_axes(axes: Sequence[Axis]) -> None:
    """Refuse axes that are empty or go beyond what is declared, and too few of them. Raises InputProblem."""
    for axis in axes:
        sensitivity_axis(axis.column)
        written = list(axis.choices) or {"low": axis.low, "high": axis.high}
        place = say("points_column", column=axis.column)
        if len(read_axis(place, axis.column, written).choices) == 1:
            raise InputProblem(place, say("points_all_equal"), say("vary_something"))
    columns = [axis.column for axis in axes]
    for column in columns:
        if columns.count(column) > 1:
            raise InputProblem(say("sensitivity"), say("value_twice", value=column))
    if len(columns) < LEAST_AXES:
        raise InputProblem(
            say("sensitivity"), say("too_few_axes", count=len(axes)), say("axes_needed", least=LEAST_AXES)
        )


def drawn_axes(case: Case) -> list[Axis]:
    """Return the axes that replicates of a case otherwise draw, over their declared ranges and drawn alternatives."""
    axes = [sensitivity_axis(UNCERTAINTY + name) for name in drawn_parameters(case.weights)]
    drawn = {UNCERTAINTY + name: drawn_words(name, case.weights) for name in open_choices(case.weights)}
    return [replace(axis, choices=drawn.get(axis.column, axis.choices)) for axis in axes]


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
    if count < LEAST_SAMPLES:
        raise InputProblem(place, say("out_of_range", value=str(count)), say("at_least_so_many", limit=LEAST_SAMPLES))
    above = accepted_samples(method, count)
    if above != count:
        near = [above // 2, above]
        raise InputProblem(place, say("not_power_of_two", count=count), say("power_of_two_rule", near=near))
    drawn = _drawn(record)
    columns = {axis.column: _values(record, axis, drawn[:, place]) for place, axis in enumerate(record.axes)}
    return pd.DataFrame(columns).rename_axis("point"), record


def _drawn(record: DesignRecord) -> Any:
    """Return the points of a record, shape (points, axes), in units of the axes."""
    with quiet():
        if record.method == MORRIS:
            from SALib.sample import morris

            return morris.sample(record.problem, record.samples, num_levels=record.levels, seed=record.seed)
        from SALib.sample import sobol

        return sobol.sample(record.problem, record.samples, calc_second_order=False, seed=record.seed)


def _values(record: DesignRecord, axis: Axis, drawn: NDArray[np.float64]) -> Any:
    """Return the values of an axis at the points, (point,): numbers as they are drawn, of a choice words.

    Steps of a grid have an order, which words have not. So each trajectory of a Morris design has a pair of alternatives of
    its own, of which it takes one below the middle and the other above: every step changes from one to the other.
    """
    if not axis.choices or record.method != MORRIS:
        return axis.at(drawn) if axis.choices else drawn
    random = np.random.default_rng([record.seed, hash_of_name(axis.column)])
    pairs = np.array([random.choice(len(axis.choices), 2, replace=False) for _ in range(record.samples)])
    taken = np.repeat(pairs, record.points_per_sample, axis=0)
    return np.array(axis.choices, object)[np.where(drawn < 1 / 2, taken[:, 0], taken[:, 1])]


def as_numbers(record: DesignRecord, points: pd.DataFrame) -> NDArray[np.float64]:
    """Return points, shape (points, axes), as the analysis takes them: of a choice the places of its words.

    Missing columns and cells are NaN. Which way a word is from another says nothing; only that it is another does.
    """
    columns = []
    for axis in record.axes:
        values = points.reindex(columns=[axis.column])[axis.column]
        places = {word: place for place, word in enumerate(axis.choices)}
        columns.append((values.map(places) if axis.choices else values).to_numpy(float))
    return np.stack(columns, axis=1)
