"""Distinct points: of points with the same effective settings one is kept, the first; references are found the same way.

Counted twice, a point would be simulated twice and weigh double in everything that is said of the points.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import pandas as pd

from model.levers import LEVERS

from ..axes import SCENARIO, STRENGTH, UNCERTAINTY, lever_column
from ..case import Case
from ..effective import effective_settings, first_equal
from ..refusals.problem import Message
from .generators import numbered
from .points import Point, points_of

Called = Callable[[int], Message]


class Merged(NamedTuple):
    """The points that a design lists.

    `place`: by the number of a point as listed, that of the point kept for it. `too_small`: the levers of which points
    set a strength too small to act, and how many points do; the table kept has the neutral strength there.
    """

    place: Mapping[int, int] = MappingProxyType({})
    too_small: Mapping[str, int] = MappingProxyType({})

    @property
    def repeated(self) -> tuple[int, ...]:
        """Numbers of the listed points that are the same as an earlier one."""
        first = {place: number for number, place in reversed(list(self.place.items()))}
        return tuple(number for number, place in self.place.items() if first[place] != number)


def distinct_points(case: Case, base: str, frame: pd.DataFrame, called: Called) -> tuple[pd.DataFrame, Merged]:
    """Return the points that differ in their effective settings, numbered anew, and which point is kept for each.

    Raises InputProblem naming the first that cannot be run.
    """
    points = points_of(case, base, frame, called)
    first = equal_points(case, points)
    kept = [number for number in first if first[number] == number]
    numbers = {number: place for place, number in enumerate(kept)}
    place = {number: numbers[first[number]] for number in first}
    return numbered(as_they_act(frame, points).loc[kept]), Merged(place, too_small(points))


def equal_points(case: Case, points: Sequence[Point]) -> dict[int, int]:
    """Return by the number of a point that of the first with the same effective settings."""
    return first_equal((point.number, point.effective(case.calendar)) for point in points)


def too_small(points: Sequence[Point]) -> Mapping[str, int]:
    """Return by lever how many points set a strength of it too small to act."""
    return Counter(name for point in points for name in point.too_small)


def as_they_act(frame: pd.DataFrame, points: Sequence[Point]) -> pd.DataFrame:
    """Return a table of points in which a strength too small to act is the neutral one."""
    shown = frame.copy()
    for point in points:
        for lever in point.too_small:
            if lever_column(lever, STRENGTH) in frame.columns:
                shown.loc[point.number, lever_column(lever, STRENGTH)] = LEVERS[lever].neutral
    return shown


def with_references(
    case: Case, base: str, frame: pd.DataFrame, reference: str, called: Called
) -> tuple[pd.DataFrame, dict[int, int]]:
    """Return the points, those that others are compared with added where they are not there, and which is whose.

    The reference of a point is the scenario `reference` in the same future: with the uncertainties of the point.
    """
    points = points_of(case, base, frame, called)
    there = {point.effective(case.calendar): point.number for point in reversed(points)}
    settings = effective_settings(case.scenarios[reference].settings, case.calendar)
    nature = [column for column in frame.columns if str(column).startswith(UNCERTAINTY)]
    references: dict[int, int] = {}
    added: list[int] = []
    for point in points:
        wanted = (settings, point.held)
        if wanted not in there:
            there[wanted] = len(frame) + len(added)
            added.append(point.number)
        references[point.number] = there[wanted]
    if not added:
        return frame, references
    rows = frame.loc[added, nature].assign(**{SCENARIO: reference})
    grown = frame
    if SCENARIO not in frame.columns:
        grown = frame.assign(**{SCENARIO: base})[[SCENARIO, *frame.columns]]
    grown = numbered(pd.concat([grown, rows], ignore_index=True)[list(grown.columns)])
    for column in frame.columns:
        grown[column] = grown[column].astype(frame[column].dtype)
    return grown, references
