"""Rows of points as the sweep reads them, and as scenarios."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..case import Case
from ..files.scenario_file import NONE
from ..refusals.problem import say
from ..scenario import Scenario
from ..sweep.points import Point, read_point, set_by


def scenario_at(case: Case, row: Mapping[Any, Any]) -> Scenario:
    """Return the scenario of a row of points: the one that it names, with the levers set as the row says."""
    point = read_points(case, [row])[0]
    return replace(case.scenario(point.scenario), settings=dict(point.settings))


def read_points(case: Case, rows: Sequence[Mapping[Any, Any]], numbers: Sequence[int] | None = None) -> list[Point]:
    """Return the points of rows, each of which names its scenario. Raises InputProblem for one that cannot be run."""
    return [
        read_point(case, say("search_point", point=number), number, NONE, set_by(row))
        for number, row in zip(numbers or range(len(rows)), rows, strict=True)
    ]
