"""The axes that a search file gives, or that all levers of a case have; every setting on them could be run."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from model.levers import LEVERS, LeverSetting, range_in

from ..axes import START, STRENGTH, Axis, lever_of, own_setting, quarter_number
from ..axis_reading import AxisTables, between, by_setting, lever_axes
from ..case import Case
from ..effective import Effect, effect_of
from ..files.known_names import id_meant
from ..files.lever_setting import changed_setting, demand_one_strength
from ..refusals.problem import InputProblem, Message, as_written, say
from .candidates import Candidate, EqualChoices

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
    parts = [lever_of(axis.column)[1] for axis in axes]
    own = own_setting(case, base, lever)
    demand_one_strength(place, lever, own)
    if STRENGTH not in parts and own.is_neutral(LEVERS[lever]):
        raise InputProblem(place, say("start_of_nothing", scenario=as_written(base)), say("give_strength"))
    for values in product(*(axis.choices for axis in axes)):
        _setting_of(case, base, lever, dict(zip(parts, values, strict=True)), place)


def _setting_of(case: Case, base: str, lever: str, chosen: Mapping[str, Any], place: Message) -> LeverSetting:
    """Return the setting of a lever with what is chosen of it, the rest as in `base`; too small a strength is neutral."""
    return changed_setting(place, lever, own_setting(case, base, lever), chosen, case.calendar, case.data.offers)


def equal_choices(case: Case, base: str, axes: Sequence[Axis]) -> tuple[EqualChoices, ...]:
    """Return, by lever, which of the choices on its axes have the same effect."""
    levers = dict.fromkeys(lever_of(axis.column)[0] for axis in axes)
    return tuple(_equal_of(case, base, lever, axes) for lever in levers)


def _equal_of(case: Case, base: str, lever: str, axes: Sequence[Axis]) -> EqualChoices:
    places = tuple(place for place, axis in enumerate(axes) if lever_of(axis.column)[0] == lever)
    mine = [axes[place] for place in places]
    effects: dict[Effect, Candidate] = {}
    first, too_small = {}, set()
    for choice in product(*(range(len(axis.choices)) for axis in mine)):
        chosen = {lever_of(axis.column)[1]: axis.choices[at] for axis, at in zip(mine, choice, strict=True)}
        setting = _setting_of(case, base, lever, chosen, say("search_point", point=choice))
        first[choice] = effects.setdefault(effect_of(lever, setting, case.calendar), choice)
        if STRENGTH in chosen and setting.strength != chosen[STRENGTH]:
            too_small.add(float(chosen[STRENGTH]))
    return EqualChoices(lever, places, first, tuple(sorted(too_small)))


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
