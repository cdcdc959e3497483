"""Axes of a design: the values that one column of the points takes, as they are written in the file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.calendar import Calendar
from model.levers import LEVERS
from model.parameters import PARAMETERS

from ..files.scenario_file import LONGEST_RAMP
from ..files.text import plain
from ..refusals.problem import InputProblem, Message, as_written, nearest, say
from .columns import END, RAMP, SCENARIO, SETTINGS, START, STRENGTH, lever_column, uncertainty_column

ENDS = ("low", "high")


@dataclass(frozen=True)
class Axis:
    """A column and what it takes: one of the `choices`, or, where there are none, any number from `low` to `high`."""

    column: str
    choices: tuple[Any, ...] = ()
    low: float = 0.0
    high: float = 0.0

    def at(self, uniforms: NDArray[np.float64]) -> list[Any]:
        """Return the values at points of the unit interval: choices by equal parts of it, a range linearly."""
        if not self.choices:
            return [float(value) for value in self.low + uniforms * (self.high - self.low)]
        places = np.minimum((uniforms * len(self.choices)).astype(int), len(self.choices) - 1)
        return [self.choices[place] for place in places]


@dataclass(frozen=True)
class Kind:
    """How values of an axis are read: one at a time, and as the range that two of them span."""

    value: Callable[[Message, Any], Any]
    span: Callable[[str, Any, Any], Axis]
    declared: tuple[Any, Any] | None = None  # ends that need not be written


def scenario_axis(place: Message, written: Any, known: Sequence[str]) -> Axis:
    """Return the axis of scenarios: a list of names of the case's."""
    if not isinstance(written, list) or not written:
        raise InputProblem(place, say("not_a_list", value=as_written(written)), say("scenario_axis_rule"))
    for name in written:
        if name not in known:
            raise InputProblem(place, say("unknown_scenario", name=as_written(name)), nearest(str(name), known))
    return Axis(SCENARIO, _once(place, written))


def lever_axes(file: str, tables: dict[str, Any], calendar: Calendar) -> list[Axis]:
    """Return the axes of [levers.axes], in the order of the file."""
    axes = []
    for lever, table in tables.items():
        if lever in PARAMETERS:
            place = say("table", file=file, table="levers.axes")
            raise InputProblem(place, say("is_an_uncertainty", name=as_written(lever)), say("levers_apart"))
        if lever not in LEVERS:
            what = say("unknown_lever", name=as_written(lever))
            raise InputProblem(say("table", file=file, table="levers.axes"), what, nearest(lever, LEVERS))
        place = say("key", file=file, key=f"levers.axes.{lever}")
        if not isinstance(table, dict) or not table:
            raise InputProblem(place, say("not_a_table", value=as_written(table)), say("lever_axis_rule"))
        kinds = lever_kinds(lever, calendar)
        for setting, written in table.items():
            if setting not in kinds:
                raise InputProblem(place, say("unknown_key", key=as_written(setting)), nearest(setting, SETTINGS))
            there = say("key", file=file, key=f"levers.axes.{lever}.{setting}")
            axes.append(read_axis(there, lever_column(lever, setting), written, kinds[setting]))
    return axes


def uncertainty_axes(file: str, tables: dict[str, Any]) -> list[Axis]:
    """Return the axes of [uncertainties.axes], in the order of the file."""
    axes = []
    for name, written in tables.items():
        if name in LEVERS:
            place = say("table", file=file, table="uncertainties.axes")
            raise InputProblem(place, say("is_a_lever", name=as_written(name)), say("levers_apart"))
        if name not in PARAMETERS:
            what = say("unknown_parameter", name=as_written(name))
            raise InputProblem(say("table", file=file, table="uncertainties.axes"), what, nearest(name, PARAMETERS))
        parameter = PARAMETERS[name]
        number = number_between(parameter.low, parameter.high, parameter.unit)
        kind = Kind(number, span_of_numbers, (parameter.low, parameter.high))
        place = say("key", file=file, key=f"uncertainties.axes.{name}")
        axes.append(read_axis(place, uncertainty_column(name), written, kind))
    return axes


def read_axis(place: Message, column: str, written: Any, kind: Kind) -> Axis:
    """Return the axis of a list of values, of { low, high }, or of a single value."""
    if isinstance(written, dict):
        for key in written:
            if key not in ENDS:
                raise InputProblem(place, say("unknown_key", key=as_written(key)), nearest(key, ENDS))
        ends = dict(zip(ENDS, kind.declared, strict=True)) if kind.declared else {}
        ends.update(written)
        for key in ENDS:
            if key not in ends:
                raise InputProblem(place, say("end_missing", key=key), say("axis_rule"))
        low, high = (kind.value(place, ends[key]) for key in ENDS)
        if not low < high:
            raise InputProblem(place, say("low_not_below", low=as_written(low), high=as_written(high)))
        return kind.span(column, low, high)
    values = written if isinstance(written, list) else [written]
    if not values:
        raise InputProblem(place, say("empty_list", value=as_written(written)), say("axis_rule"))
    return Axis(column, _once(place, [kind.value(place, value) for value in values]))


def lever_kinds(lever: str, calendar: Calendar) -> dict[str, Kind]:
    """Return how each setting of a lever is read."""
    declared = LEVERS[lever]
    strength = Kind(number_between(declared.low, declared.high, declared.unit), span_of_numbers)
    quarter = Kind(quarter_label, lambda column, low, high: span_of_quarters(column, low, high, calendar))
    return {STRENGTH: strength, START: quarter, RAMP: Kind(ramp_length, span_of_wholes), END: quarter}


def number_between(low: float, high: float, unit: str) -> Callable[[Message, Any], float]:
    """Return a reader of numbers within a declared range."""
    allowed = say("range_unit", low=float(low), high=float(high), unit=unit)

    def number(place: Message, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise InputProblem(place, say("not_a_number", value=as_written(value)), allowed)
        if not low <= value <= high:  # nan is not
            raise InputProblem(place, say("out_of_range", value=as_written(value)), allowed)
        return float(value)

    return number


def ramp_length(place: Message, value: Any) -> int:
    """Return a number of quarters."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LONGEST_RAMP:
        raise InputProblem(place, say("bad_ramp", value=as_written(value)), say("ramp_rule", high=LONGEST_RAMP))
    return value


def quarter_label(place: Message, value: Any) -> str:
    """Return a quarter as it is written."""
    label = plain(value) if isinstance(value, str) else ""
    try:
        Calendar(0, 0).quarter_of(label)
    except ValueError:
        what = say("bad_quarter", key=START, value=as_written(value))
        raise InputProblem(place, what, say("quarter_rule")) from None
    return label


def span_of_numbers(column: str, low: float, high: float) -> Axis:
    """Return the axis of every number between two."""
    return Axis(column, (), low, high)


def span_of_wholes(column: str, low: int, high: int) -> Axis:
    """Return the axis of every whole number from one to another."""
    return Axis(column, tuple(range(low, high + 1)))


def span_of_quarters(column: str, low: str, high: str, calendar: Calendar) -> Axis:
    """Return the axis of every quarter from one to another."""
    first, last = calendar.quarter_of(low), calendar.quarter_of(high)
    return Axis(column, tuple(calendar.label(quarter) for quarter in range(first, last + 1)))


def _once(place: Message, values: Sequence[Any]) -> tuple[Any, ...]:
    """Refuse a value that is listed twice: its points would count double."""
    for value in values:
        if list(values).count(value) > 1:
            raise InputProblem(place, say("value_twice", value=as_written(value)))
    return tuple(values)
