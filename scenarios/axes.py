"""Axes: the columns of a table of points, each with its labels, unit and kind, and as numbers that methods can cut.

Columns are named as everywhere: `scenario`, `lever.<id>.strength|start|ramp|end`, `uncertainty.<parameter id>`.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from model.calendar import QUARTERS_A_YEAR
from model.levers import LEVERS, LeverSetting
from model.parameters import PARAMETERS
from scenarios.case import Case
from scenarios.refusals.problem import InputProblem, as_written, nearest, say

SCENARIO = "scenario"
LEVER, UNCERTAINTY = "lever.", "uncertainty."
NUMBER, QUARTER, NAME = "number", "quarter", "name"

_PARTS = {
    "strength": ("“{}”的力度", "strength of '{}'", NUMBER),
    "start": ("“{}”的起始季度", "start of '{}'", QUARTER),
    "ramp": ("“{}”的推行期", "ramp of '{}'", NUMBER),
    "end": ("“{}”的结束季度", "end of '{}'", QUARTER),
}


class Axis(NamedTuple):
    """A column of points: labels, declared unit (empty for quarters and names), and number, quarter or name."""

    column: str
    zh: str
    en: str
    unit: str
    kind: str


def describe(column: str) -> Axis:
    """Return what a column of points is. Raises InputProblem for one that is no axis."""
    if column == SCENARIO:
        return Axis(column, "情景", "scenario", "", NAME)
    if column.startswith(UNCERTAINTY) and (name := column.removeprefix(UNCERTAINTY)) in PARAMETERS:
        parameter = PARAMETERS[name]
        return Axis(column, parameter.zh, parameter.en, parameter.unit, NUMBER)
    name, _, part = column.removeprefix(LEVER).partition(".")
    if column.startswith(LEVER) and name in LEVERS and part in _PARTS:
        zh, en, kind = _PARTS[part]
        unit = {"strength": LEVERS[name].unit, "ramp": "quarters"}.get(part, "")
        return Axis(column, zh.format(LEVERS[name].zh), en.format(LEVERS[name].en), unit, kind)
    raise InputProblem(say("points_table"), say("no_axis", name=as_written(column)), nearest(column, known()))


def known() -> list[str]:
    """Return every column that a table of points may have."""
    levers = [f"{LEVER}{name}.{part}" for name in LEVERS for part in _PARTS]
    return [SCENARIO, *levers, *(UNCERTAINTY + name for name in PARAMETERS)]


def quarter_number(text: str) -> float:
    """Return a quarter written 2016Q1 as a number that rises by one a quarter."""
    year, _, quarter = str(text).partition("Q")
    return float(int(year) * QUARTERS_A_YEAR + int(quarter) - 1)


def quarter_text(number: float) -> str:
    """Return the quarter of a number, rounded to a whole one."""
    year, quarter = divmod(round(number), QUARTERS_A_YEAR)
    return f"{year}Q{quarter + 1}"


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


def numeric(axes: pd.DataFrame) -> list[str]:
    """Return the columns of `varying` that are numbers."""
    return [column for column in axes.columns if describe(column).kind != NAME]


def labels(columns: Sequence[str], language: str) -> list[str]:
    """Return what axes are called in a language."""
    return [str(getattr(describe(column), language)) for column in columns]


def filled(points: pd.DataFrame, case: Case, base: str) -> pd.DataFrame:
    """Return points with the settings that they leave to their scenario filled in; `base` where they name none.

    An empty strength is that of the scenario, an empty date the one that it sets, or the first quarter of the run, or
    the one after its last. Uncertainties that are left empty stay so.
    """
    known = points.copy()
    named = points[SCENARIO].fillna(base) if SCENARIO in points.columns else pd.Series(base, index=points.index)
    if SCENARIO in points.columns:
        known[SCENARIO] = named
    for column in (each for each in points.columns if str(each).startswith(LEVER) and points[each].isna().any()):
        own = {name: _own_setting(case, name, str(column)) for name in named.unique()}
        known[column] = points[column].astype(object).where(points[column].notna(), named.map(own))
        if describe(str(column)).kind == NUMBER:
            known[column] = known[column].astype(np.float64)
    return known


def _own_setting(case: Case, scenario: str, column: str) -> float | str:
    """Return what a scenario itself sets in a lever column."""
    lever, _, part = column.removeprefix(LEVER).partition(".")
    setting = case.scenario(scenario).settings.get(lever, LeverSetting(LEVERS[lever].neutral))
    calendar = case.calendar
    if part == "start":
        return setting.start or calendar.label(1)
    if part == "end":
        return setting.end or quarter_text(quarter_number(calendar.label(calendar.quarters - 1)) + 1)
    return float(setting.strength if part == "strength" else setting.ramp)
