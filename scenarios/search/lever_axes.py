"""The axes that a search file gives, or that all levers of a case have; every setting on them could be run."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from model.levers import LEVERS, range_in

from ..axes import START, STRENGTH, Axis, lever_of, own_setting, quarter_number
from ..axis_reading import AxisTables, between, by_setting, lever_axes
from ..case import Case
from ..files.known_names import id_meant
from ..files.scenario_file import read_setting
from ..refusals.problem import InputProblem, as_written, say
from .candidates import Candidate

SETTINGS = (STRENGTH, START)  # that a search may choose


def axes_of(case: Case, base: str, written: Mapping[str, Any], tables: AxisTables) -> tuple[Axis, ...]:
    """Return the axes of the table of levers of a file. Raises InputProblem for what could not be run or does nothing.

    A range without a step becomes a grid. The settings that an axis does not touch are those of the scenario `base`.
    """
    for lever, values in ((lever, values) for lever, table in written.items() for values in by_setting(table).values()):
        if not isinstance(values, (list, dict)):
            place = say("key", file=tables.file, key=f"{tables.levers}.{lever}")
            raise InputProblem(place, say("no_search_axis", value=as_written(values)), say("axis_rule"))
    axes: list[Axis] = []
    for lever, found in lever_axes(tables, written, SETTINGS, case.data.offers).items():
        mine = [_listed(axis) for axis in found]
        _check(case, base, lever, mine, tables)
        axes += mine
    return tuple(axes)


def _listed(axis: Axis) -> Axis:
    """Return an axis as choices in order."""
    choices = axis.choices or between(axis.low, axis.high)
    return replace(axis, choices=tuple(sorted(choices)))


def all_levers(case: Case, names: Sequence[str] | None) -> dict[str, Any]:
    """Return the table of levers for a search without a file: the named ones, or all that the case has something for."""
    named = [id_meant(say("option", option="--lever"), "unknown_lever", name, LEVERS) for name in names or ()]
    offered = [name for name, lever in LEVERS.items() if not lever.needs or lever.needs in case.data.offers]
    ranges = {name: range_in(LEVERS[name], case.data.offers) for name in named or offered}
    return {name: {"low": low, "high": high} for name, (low, high) in ranges.items()}


def _check(case: Case, base: str, lever: str, axes: Sequence[Axis], tables: AxisTables) -> None:
    """Refuse settings that the file of scenarios would refuse, and dates of a lever that is not in use."""
    place = say("key", file=tables.file, key=f"{tables.levers}.{lever}")
    own = own_setting(case, base, lever)
    chosen = {lever_of(axis.column)[1]: axis.choices for axis in axes}
    if STRENGTH not in chosen and own.strength == LEVERS[lever].neutral:
        raise InputProblem(place, say("start_of_nothing", scenario=as_written(base)), say("give_strength"))
    for values in product(*chosen.values()):
        setting = own._asdict() | dict(zip(chosen, values, strict=True))
        table = {key: value for key, value in setting.items() if value is not None}
        read_setting(place, lever, table, case.calendar, case.data.offers)


def nearest_candidate(case: Case, base: str, axes: Sequence[Axis]) -> Candidate:
    """Return the candidate that comes nearest to the scenario `base` itself, by the value of each axis."""
    return tuple(_nearest_choices(case, base, axes))


def _nearest_choices(case: Case, base: str, axes: Sequence[Axis]) -> Iterator[int]:
    for axis in axes:
        lever, setting = lever_of(axis.column)
        own = own_setting(case, base, lever)
        if setting == STRENGTH:
            distances = [abs(float(choice) - own.strength) for choice in axis.choices]
        else:
            first = quarter_number(own.start or case.calendar.label(1))
            distances = [abs(quarter_number(choice) - first) for choice in axis.choices]
        yield distances.index(min(distances))
