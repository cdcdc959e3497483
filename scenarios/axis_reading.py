"""How axes are written in the file of a design or of a search: a list of values, or a range { low, high, step }."""

import math
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple

from model.calendar import Calendar
from model.levers import LEVERS, range_in
from model.parameters import PARAMETERS

from .axes import (
    LEVER,
    QUARTER,
    SCENARIO,
    SETTINGS,
    STRENGTH,
    UNCERTAINTY,
    WHOLE,
    Axis,
    choice_of,
    describe,
    lever_column,
    lever_of,
    quarter_number,
    quarter_text,
)
from .files.known_names import id_meant, ids_meant
from .files.lever_setting import check_keys, read_quarter, read_ramp
from .refusals.gathering import Faults
from .refusals.problem import InputProblem, Message, as_written, say
from .scenario import Scenario

ENDS = ("low", "high")
RANGE_KEYS = (*ENDS, "step")
STEPS = 20  # of a range that becomes a list without a step of its own
MOST_CHOICES = 1000  # that a range with a step may give
DIGITS = 12  # significant digits of a value between bounds: 0.1 + 0.2 is 0.3


def between(low: float, high: float, step: float | None = None) -> list[float]:
    """Return the values from `low` to `high` in steps, both ends included (the last step may be shorter)."""
    step = step or (high - low) / STEPS
    count = math.floor((high - low) / step * (1 + 1e-12)) if step > 0 else 0
    values = [float(f"{low + number * step:.{DIGITS}g}") for number in range(count + 1)]
    return values if values[-1] >= high else [*values, float(high)]


class AxisTables(NamedTuple):
    """Where axes are written: the file, its table of levers, and its table of uncertainties."""

    file: str
    levers: str
    uncertainties: str

    def id_of(self, table: str, name: str) -> str:
        """Return the id of a lever in the table of levers, of a parameter in the other one. Raises InputProblem."""
        lever, place = table == self.levers, say("table", file=self.file, table=table)
        names, others = (LEVERS, PARAMETERS) if lever else (PARAMETERS, LEVERS)
        if ids_meant(name, others) and not ids_meant(name, names):
            what = say("is_an_uncertainty" if lever else "is_a_lever", name=as_written(name))
            apart = say("levers_apart", levers=self.levers, uncertainties=self.uncertainties)
            raise InputProblem(place, what, apart)
        return id_meant(place, "unknown_lever" if lever else "unknown_parameter", name, names)

    def by_id(self, table: str, written: Mapping[str, Any], faults: Faults) -> dict[str, Any]:
        """Return what is written in a table by the ids of its levers or parameters; names that mean none are faults."""
        found: dict[str, Any] = {}
        for name, values in written.items():
            with faults:
                key = self.id_of(table, name)
                if key in found:
                    place = say("table", file=self.file, table=table)
                    raise InputProblem(place, say("same_twice", name=as_written(name), other=as_written(key)))
                found[key] = values
        return found


def lever_axes(
    tables: AxisTables, written: Mapping[str, Any], settings: Sequence[str] = SETTINGS, offers: Collection[str] = ()
) -> dict[str, list[Axis]]:
    """Return by lever the axes of its settings, in the order of the file. Raises InputProblem.

    A lever has a table of `settings`, or a list or range of strengths by itself. `offers` is what the case offers.
    """
    faults = Faults()
    axes: dict[str, list[Axis]] = {}
    for lever, table in tables.by_id(tables.levers, written, faults).items():
        key = f"{tables.levers}.{lever}"
        place, parts = say("key", file=tables.file, key=key), by_setting(table)
        with faults:
            if not parts:
                raise InputProblem(place, say("key_missing"), say("lever_axis_rule", settings=list(settings)))
            check_keys(place, parts, settings)
            axes[lever] = []
            for setting, values in parts.items():
                with faults:
                    there = say("key", file=tables.file, key=f"{key}.{setting}")
                    axes[lever].append(read_axis(there, lever_column(lever, setting), values, offers))
    faults.refuse()
    return axes


def by_setting(written: Any) -> dict[str, Any]:
    """Return what is written of each setting of a lever: a list or a range by itself is that of its strength."""
    tabled = isinstance(written, dict) and not set(written) & set(RANGE_KEYS)
    return dict(written) if tabled else {STRENGTH: written}


def uncertainty_axes(tables: AxisTables, written: Mapping[str, Any]) -> list[Axis]:
    """Return the axes of a table of uncertainties, in its order; an end that is left out is the declared one.

    Of a choice an empty table means all of its alternatives.
    """
    faults = Faults()
    axes = []
    for name, values in tables.by_id(tables.uncertainties, written, faults).items():
        with faults:
            place = say("key", file=tables.file, key=f"{tables.uncertainties}.{name}")
            declared = describe(UNCERTAINTY + name)
            if declared.choices:
                axes.append(_choice_axis(place, declared, values))
                continue
            ends = {"low": declared.low, "high": declared.high}
            axes.append(read_axis(place, declared.column, ends | values if isinstance(values, dict) else values))
    faults.refuse()
    return axes


def _choice_axis(place: Message, declared: Axis, written: Any) -> Axis:
    """Return the axis of a choice: a list of alternatives, or an empty table for all of them. Raises InputProblem."""
    if written == {}:
        return declared
    if isinstance(written, dict):
        rule = say("choice_axis_rule", names=declared.choices)
        raise InputProblem(place, say("not_a_list", value=as_written(written)), rule)
    return read_axis(place, declared.column, written)


def scenario_axis(place: Message, written: Any, known: Mapping[str, Scenario]) -> Axis:
    """Return the axis of scenarios: a list of names, ids or labels, of the case's `known` ones. Raises InputProblem."""
    if not isinstance(written, list) or not written:
        raise InputProblem(place, say("not_a_list", value=as_written(written)), say("scenario_axis_rule"))
    faults, names = Faults(), []
    for name in written:
        with faults:
            names.append(id_meant(place, "unknown_scenario", name, known))
    faults.refuse()
    return Axis(SCENARIO, _once(place, names))


def read_axis(place: Message, column: str, written: Any, offers: Collection[str] = ()) -> Axis:
    """Return the axis of a list of values, or of { low, high, step }, in the unit of the column. Raises InputProblem.

    A range without a step holds every number between its ends; of quarters, ramps and switches, each whole one.
    """
    read = value_reader(column, offers)
    if not isinstance(written, dict):
        values = written if isinstance(written, list) else [written]
        if not values:
            raise InputProblem(place, say("empty_list", value=as_written(written)), say("axis_rule"))
        return Axis(column, _once(place, [read(place, value) for value in values]))
    check_keys(place, written, RANGE_KEYS)
    for key in ENDS:
        if key not in written:
            raise InputProblem(place, say("end_missing", key=key), say("axis_rule"))
    low, high = (read(place, written[key]) for key in ENDS)
    if not low < high:
        raise InputProblem(place, say("low_not_below", low=as_written(low), high=as_written(high)))
    return _spanned(place, column, low, high, written.get("step"))


def _spanned(place: Message, column: str, low: Any, high: Any, step: Any) -> Axis:
    """Return the axis from one value to another, in steps where it has some."""
    kind = describe(column).kind
    lever, setting = lever_of(column)
    whole = kind in (WHOLE, QUARTER) or (setting == STRENGTH and LEVERS[lever].switch)
    if step is None and not whole:
        return Axis(column, (), low, high)
    step = 1 if step is None else step
    first, last = (quarter_number(low), quarter_number(high)) if kind == QUARTER else (low, high)
    number = isinstance(step, (int, float)) and not isinstance(step, bool)
    # A whole number of hundreds of digits is no float, and steps of infinity lead nowhere.
    measured = number and 0 < step <= sys.float_info.max
    if not measured or not (last - first) / step < MOST_CHOICES or (whole and step != int(step)):
        raise InputProblem(place, say("bad_step", value=as_written(step)), say("step_rule", most=MOST_CHOICES))
    written: dict[str, Callable[[float], Any]] = {QUARTER: quarter_text, WHOLE: int}
    return Axis(column, tuple(map(written.get(kind, float), between(first, last, step))))


def value_reader(column: str, offers: Collection[str] = ()) -> Callable[[Message, Any], Any]:
    """Return what reads a value of a column, a strength within its range in a case by what it `offers`."""
    axis = describe(column)
    lever, setting = lever_of(column) if column.startswith(LEVER) else ("", "")
    if setting == STRENGTH:
        return number_between(*range_in(LEVERS[lever], offers), axis.unit)
    choice = choice_of(column)
    if choice is not None:
        labels = choice.labels
        return lambda place, value: id_meant(place, "unknown_alternative", value, labels)
    if axis.kind == QUARTER:
        return lambda place, value: read_quarter(place, lever_of(column)[1], value, Calendar(0, 0))
    return read_ramp if axis.kind == WHOLE else number_between(axis.low, axis.high, axis.unit)


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


def _once(place: Message, values: Sequence[Any]) -> tuple[Any, ...]:
    """Refuse a value that is listed twice: its points would count double."""
    for value in values:
        if list(values).count(value) > 1:
            raise InputProblem(place, say("value_twice", value=as_written(value)))
    return tuple(values)
