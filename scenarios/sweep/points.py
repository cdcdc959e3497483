"""Points: a row of the table of points becomes dated settings of levers and parameters that are held, or is refused."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from model.calendar import Calendar
from model.levers import LeverSetting
from model.parameters import Value

from ..axes import LEVER, SCENARIO, STRENGTH, UNCERTAINTY, known, lever_of
from ..axis_reading import value_reader
from ..case import Case
from ..effective import effective_settings
from ..files.lever_setting import changed_setting
from ..files.scenario_file import NONE
from ..refusals.problem import Message, check_known, say
from ..scenario import Scenario

Held = tuple[tuple[str, Value], ...]


class Point(NamedTuple):
    """A point: its number, the scenario it is based on, its settings by lever, and the parameters it holds.

    `too_small` names the levers of which it sets a strength too small to act; their setting here is the neutral one.
    """

    number: int
    scenario: str
    settings: tuple[tuple[str, LeverSetting], ...]
    held: Held
    too_small: tuple[str, ...] = ()

    def effective(self, calendar: Calendar) -> Hashable:
        """Return what the runs of the point depend on, besides replicates and seed: equal points have equal ones."""
        return effective_settings(dict(self.settings), calendar), self.held


def points_of(case: Case, base: str, frame: pd.DataFrame, called: Callable[[int], Message]) -> tuple[Point, ...]:
    """Return the points of a table, numbered by its index. Raises InputProblem naming the first that cannot be run.

    `base` is the scenario of points that name none; `called` says where the point of a number is.
    """
    rows = zip(map(int, frame.index), frame.to_dict("records"), strict=True)
    return tuple(read_point(case, called(number), number, base, set_by(row)) for number, row in rows)


def candidate_points(case: Case, frame: pd.DataFrame) -> tuple[Point, ...]:
    """Return the points of candidates of a search, each of which names its scenario. Raises InputProblem."""
    return points_of(case, NONE, frame, lambda number: say("search_point", point=number))


def scenario_at(case: Case, row: Mapping[Any, Any]) -> Scenario:
    """Return the scenario of a row of points: the one that it names, with the levers set as the row says."""
    point = candidate_points(case, pd.DataFrame([row], dtype=object))[0]
    return replace(case.scenario(point.scenario), settings=dict(point.settings))


def set_by(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Return what a point sets: its row without the columns that it leaves open."""
    return {str(column): value for column, value in row.items() if not pd.isna(value)}


def read_point(case: Case, place: Message, number: int, base: str, row: Mapping[str, Any]) -> Point:
    """Return one point. Raises InputProblem for names, values and dates that a scenario file would be refused for."""
    changes: dict[str, dict[str, Any]] = {}
    held = []
    for column, value in row.items():
        check_known(place, "unknown_column", column, known())
        if column.startswith(LEVER):
            lever, setting = lever_of(column)
            changes.setdefault(lever, {})[setting] = value
        elif column != SCENARIO:
            name = column.removeprefix(UNCERTAINTY)
            there = say("parameter_of_point", place=place, parameter=name)
            held.append((name, value_reader(column)(there, value)))
    scenario = row.get(SCENARIO, base)
    check_known(place, "unknown_scenario", scenario, case.scenarios)
    # A setting that the point leaves open stays the scenario's.
    settings, too_small = dict(case.scenarios[scenario].settings), []
    for lever, change in changes.items():
        there = say("lever_of_point", place=place, lever=lever)
        own = settings.get(lever)
        settings[lever] = changed_setting(there, lever, own, change, case.calendar, case.data.offers)
        if settings[lever].strength != change.get(STRENGTH, own and own.strength):
            too_small.append(lever)
    return Point(number, scenario, tuple(sorted(settings.items())), tuple(sorted(held)), tuple(too_small))
