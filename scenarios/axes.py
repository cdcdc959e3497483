"""Axes: the columns of a table of points, and the values that each of them takes.

Columns have the same names in every file and table: `scenario`, `lever.<id>.strength|start|ramp|end` for what
government sets, `uncertainty.<parameter id>` for what nature sets: a number, or the word of an alternative.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from model.calendar import QUARTERS_A_YEAR, Calendar
from model.declaration import Choice
from model.levers import LEVERS, LONGEST_RAMP, LeverSetting
from model.parameters import CHOICES, PARAMETERS

from .case import Case
from .files.lever_setting import demand_one_strength
from .refusals.problem import InputProblem, check_known, say

SCENARIO, LEVER, UNCERTAINTY = "scenario", "lever.", "uncertainty."
STRENGTH, START, RAMP, END = "strength", "start", "ramp", "end"
SETTINGS = (STRENGTH, START, RAMP, END)
NUMBER, WHOLE, QUARTER, NAME = "number", "whole number", "quarter", "name"
KINDS = {STRENGTH: NUMBER, START: QUARTER, RAMP: WHOLE, END: QUARTER}
LABELS = {
    SCENARIO: {"zh": "情景", "en": "scenario"},
    STRENGTH: {"zh": "“{}”的力度", "en": "strength of '{}'"},
    START: {"zh": "“{}”的起始季度", "en": "start of '{}'"},
    RAMP: {"zh": "“{}”的推行期", "en": "ramp of '{}'"},
    END: {"zh": "“{}”的结束季度", "en": "end of '{}'"},
}


def lever_column(lever: str, setting: str) -> str:
    """Return the column of a setting of a lever: lever.<id>.<setting>."""
    return f"{LEVER}{lever}.{setting}"


def lever_of(column: str) -> tuple[str, str]:
    """Return the lever and the setting of a column lever.<id>.<setting>."""
    lever, _, setting = column.removeprefix(LEVER).rpartition(".")
    return lever, setting


def lever_columns() -> list[str]:
    """Return every column that sets what government sets: the scenario, and the settings of each lever."""
    return [SCENARIO, *(lever_column(lever, setting) for lever in LEVERS for setting in SETTINGS)]


def uncertainty_columns() -> list[str]:
    """Return every column that sets what nature sets."""
    return [UNCERTAINTY + parameter for parameter in PARAMETERS]


def choice_of(column: str) -> Choice | None:
    """Return the choice that a column sets; None of any other column."""
    return CHOICES.get(column.removeprefix(UNCERTAINTY)) if column.startswith(UNCERTAINTY) else None


@dataclass(frozen=True)
class Axis:
    """A column and what it takes: one of `choices`, in order, or, where there are none, any number from `low` to `high`.

    Numbers are in `unit`. An axis of names or quarters without choices has no ends (NaN).
    """

    column: str
    choices: tuple[Any, ...] = ()
    low: float = math.nan
    high: float = math.nan

    @property
    def kind(self) -> str:
        """What its values are: NUMBER, WHOLE (quarters of a ramp), QUARTER or NAME."""
        if self.column.startswith(LEVER):
            return KINDS.get(lever_of(self.column)[1], NUMBER)
        return NAME if self.column == SCENARIO or choice_of(self.column) is not None else NUMBER

    @property
    def unit(self) -> str:
        """Declared unit; empty for quarters and names."""
        if self.column.startswith(UNCERTAINTY):
            return PARAMETERS[self.column.removeprefix(UNCERTAINTY)].unit
        lever, setting = lever_of(self.column)
        return LEVERS[lever].unit if setting == STRENGTH else "quarters" if setting == RAMP else ""

    @property
    def zh(self) -> str:
        """Chinese label."""
        return self._label("zh")

    @property
    def en(self) -> str:
        """English label."""
        return self._label("en")

    def _label(self, language: str) -> str:
        if self.column.startswith(UNCERTAINTY):
            return str(getattr(PARAMETERS[self.column.removeprefix(UNCERTAINTY)], language))
        lever, setting = lever_of(self.column)
        return LABELS[setting][language].format(getattr(LEVERS[lever], language) if lever else "")

    def at(self, uniforms: NDArray[np.float64]) -> list[Any]:
        """Return the values at points of the unit interval: choices by equal parts of it, a range linearly."""
        if not self.choices:
            return [float(value) for value in self.low + uniforms * (self.high - self.low)]
        places = np.minimum((uniforms * len(self.choices)).astype(int), len(self.choices) - 1)
        return [self.choices[place] for place in places]

    @property
    def places(self) -> tuple[float, ...]:
        """Where each choice lies: 0 the first, 1 the last, numbers and quarters in between by their distance."""
        values = [quarter_number(each) if self.kind == QUARTER else float(each) for each in self.choices]
        low, high = values[0], values[-1]
        return tuple((value - low) / (high - low) if high > low else 0.0 for value in values)


@cache
def known() -> Mapping[str, Axis]:
    """Return every column that a table of points may have, over its declared range."""
    found = {column: Axis(column) for column in lever_columns()}
    for name, lever in LEVERS.items():
        for setting, ends in ((STRENGTH, (lever.low, lever.high)), (RAMP, (0, LONGEST_RAMP))):
            found[lever_column(name, setting)] = Axis(lever_column(name, setting), (), *map(float, ends))
    for name, parameter in PARAMETERS.items():
        column, choice = UNCERTAINTY + name, CHOICES.get(name)
        ends = (float(parameter.low), float(parameter.high))
        found[column] = Axis(column, (), *ends) if choice is None else Axis(column, choice.words)
    return found


def describe(column: str) -> Axis:
    """Return a column of points over its declared range. Raises InputProblem for one that is no axis."""
    check_known(say("points_table"), "no_axis", column, known())
    return known()[column]


def labels(columns: Iterable[str], language: str) -> list[str]:
    """Return what axes are called in a language."""
    return [str(getattr(describe(column), language)) for column in columns]


def quarter_number(text: str) -> float:
    """Return a quarter written 2016Q1 as a number that rises by one a quarter."""
    return float(Calendar(0, 0).quarter_of(str(text)) + QUARTERS_A_YEAR - 1)


def quarter_text(number: float) -> str:
    """Return the quarter of a number, rounded to a whole one."""
    return Calendar(0, 0).label(round(number) - QUARTERS_A_YEAR + 1)


def varying(points: pd.DataFrame) -> pd.DataFrame:
    """Return the axes that differ between rows: numbers and quarters as f8, names as str, in the order of the columns.

    Raises InputProblem for a column that is no axis, an empty cell, and when nothing varies.
    """
    columns: dict[str, pd.Series] = {}
    for column in points.columns:
        axis, values = describe(str(column)), points[column]
        if values.nunique(dropna=False) < 2:
            continue
        if values.isna().any():
            raise InputProblem(say("points_column", column=column), say("empty_cells", count=int(values.isna().sum())))
        columns[str(column)] = _as_kind(values, axis.kind)
    if not columns:
        raise InputProblem(say("points_table"), say("points_all_equal"), say("vary_something"))
    return pd.DataFrame(columns, index=points.index)


def _as_kind(values: pd.Series, kind: str) -> pd.Series:
    if kind == NAME:
        return values.astype(str).astype(object)
    return values.map(quarter_number) if kind == QUARTER else values.astype(np.float64)


def filled(points: pd.DataFrame, case: Case, base: str) -> pd.DataFrame:
    """Return points with the settings that they leave to their scenario filled in; `base` where they name none.

    An empty strength is that of the scenario, an empty date the one that it sets, or the first quarter of the run, or
    the one after its last. Uncertainties that are left empty stay so.
    """
    full = points.copy()
    named = points[SCENARIO].fillna(base) if SCENARIO in points.columns else pd.Series(base, index=points.index)
    if SCENARIO in points.columns:
        full[SCENARIO] = named
    for column in (each for each in points.columns if str(each).startswith(LEVER) and points[each].isna().any()):
        left_open = named[points[column].isna()].unique()
        own = {name: _own_setting(case, name, str(column)) for name in left_open}
        full[column] = points[column].astype(object).where(points[column].notna(), named.map(own))
        if describe(str(column)).kind != QUARTER:
            full[column] = full[column].astype(np.float64)
    return full


def _own_setting(case: Case, scenario: str, column: str) -> float | str:
    """Return what a scenario itself sets in a lever column."""
    lever, part = lever_of(column)
    setting, calendar = own_setting(case, scenario, lever), case.calendar
    demand_one_strength(say("scenario", name=scenario), lever, setting)
    if part == START:
        return setting.start or calendar.label(1)
    if part == END:
        return setting.end or quarter_text(quarter_number(calendar.label(calendar.quarters - 1)) + 1)
    return float(setting.strength if part == STRENGTH else setting.ramp)


def own_setting(case: Case, scenario: str, lever: str) -> LeverSetting:
    """Return how a scenario itself sets a lever: neutral where it does not."""
    return case.scenario(scenario).settings.get(lever, LeverSetting(LEVERS[lever].neutral))
