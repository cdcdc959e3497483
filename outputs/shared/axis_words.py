"""Axes in words: values in the units that people use, and limits as a part of a sentence."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from calibration.discovery.box import HIGH, LOW, NAMES, Limits
from model.levers import LEVERS
from scenarios.axes import NAME, QUARTER, SCENARIO, STRENGTH, UNCERTAINTY, describe, lever_of, quarter_text
from scenarios.case import Case

from .language import label
from .values import bracketed, value_text

WORDS = {
    "zh": {
        "below": "{axis}不高于 {high}", "above": "{axis}不低于 {low}", "between": "{axis}在 {low} 至 {high} 之间",
        "before": "{axis}不晚于 {high}", "after": "{axis}不早于 {low}", "is": "{axis}为{names}", "or": "或", "and": "，且",
        "strength": "{lever} {value}", "start": "{lever} {value} 起", "ramp": "{lever}推行期 {value}",
        "end": "{lever} {value} 结束", "between_settings": "，",
    },
    "en": {
        "below": "{axis} is at most {high}", "above": "{axis} is at least {low}",
        "between": "{axis} lies between {low} and {high}", "before": "{axis} is no later than {high}",
        "after": "{axis} is no earlier than {low}", "is": "{axis} is {names}", "or": " or ", "and": " and ",
        "strength": "{lever} {value}", "start": "{lever} from {value}", "ramp": "{lever} ramp {value}",
        "end": "{lever} ends {value}", "between_settings": ", ",
    },
}  # fmt: skip


def axis_text(column: str, value: float, language: str, *, rounded: bool = True) -> str:
    """Return a value of an axis with its unit, or a quarter: 4.1 %/year, 2016Q3, 200,000 yuan/mu."""
    axis = describe(column)
    return quarter_text(value) if axis.kind == QUARTER else value_text(value, axis.unit, language, rounded=rounded)


def last_inside(column: str, side: str, limit: float) -> float:
    """Return a limit as it reads: axes that take whole values have their last value inside the box."""
    if describe(column).kind == QUARTER or column.endswith(".ramp"):
        return float(math.floor(limit) if side == HIGH else math.ceil(limit))
    return limit


def scenario_name(case: Case, name: str, language: str) -> str:
    """Return what a scenario is called, in quotation marks."""
    known = case.scenarios.get(name)
    called = label(known, language) if known else name
    return f"“{called}”" if language == "zh" else f"'{called}'"


def point_names(case: Case | None, base: str, points: pd.DataFrame, language: str, *, short: bool = False) -> list[str]:
    """Return what points are called, in their order, each otherwise: by their scenario and what they set.

    Axes that are the same at all points are left out; of `short` names, also those that are not needed to tell points
    apart. `base` is the scenario of points that name none. Without the case, scenarios go by their ids.
    """
    told = [str(column) for column in points.columns if column != SCENARIO and points[column].nunique(dropna=False) > 1]
    named = [SCENARIO] if SCENARIO in points.columns else []
    if short:
        lengths = (count for count in range(len(told)) if not points[named + told[:count]].duplicated().any())
        told = told[: next(lengths, len(told))]
    rows = points.to_dict("records")
    names = [_point_name(case, base, row, [*named, *told], language, rounded=True) for row in rows]
    for place in repeated(names):  # that differ only behind the fourth digit
        names[place] = _point_name(case, base, rows[place], [*named, *told], language, rounded=False)
    for number, place in enumerate(repeated(names), start=1):
        names[place] = bracketed(names[place], str(number), language)
    return names


def repeated(names: Sequence[str]) -> list[int]:
    """Return the places of names that occur more than once."""
    counts = Counter(names)
    return [place for place, name in enumerate(names) if counts[name] > 1]


def _point_name(
    case: Case | None, base: str, row: Mapping[Any, Any], columns: Sequence[str], language: str, *, rounded: bool
) -> str:
    scenario = row.get(SCENARIO)
    scenario = base if pd.isna(scenario) else str(scenario)
    called = label(case.scenarios[scenario], language) if case and scenario in case.scenarios else scenario
    parts = [called] if SCENARIO in columns else []
    for column in columns:
        if column != SCENARIO and not pd.isna(row[column]):
            parts.append(setting_text(column, row[column], language, rounded=rounded))
    return WORDS[language]["between_settings"].join(parts) or called


def setting_text(column: str, value: Any, language: str, *, rounded: bool = True) -> str:
    """Return what a point sets on an axis, with the name of the axis: innovation fund 100 million yuan/year."""
    text = value if isinstance(value, str) else axis_text(column, float(value), language, rounded=rounded)
    if column.startswith(UNCERTAINTY):
        return WORDS[language][STRENGTH].format(lever=label(describe(column), language), value=text)
    lever, setting = lever_of(column)
    return WORDS[language][setting].format(lever=label(LEVERS[lever], language), value=text)


def limit_texts(case: Case, limits: Limits, language: str) -> dict[str, str]:
    """Return the limits of a box by axis, each as a part of a sentence."""
    return {column: _one(case, limits, column, language) for column in dict.fromkeys(side.column for side in limits)}


def condition(case: Case, limits: Limits, language: str) -> str:
    """Return the limits of a box as one condition."""
    return WORDS[language]["and"].join(limit_texts(case, limits, language).values())


def _one(case: Case, limits: Limits, column: str, language: str) -> str:
    words, axis = WORDS[language], describe(column)
    ends = {side.side: limit for side, limit in limits.items() if side.column == column}
    called = label(axis, language)
    if axis.kind == NAME:
        names = ends[NAMES]
        assert isinstance(names, frozenset)
        listed = words["or"].join(scenario_name(case, name, language) for name in sorted(names))
        return words["is"].format(axis=called, names=listed)
    texts = {
        side: axis_text(column, last_inside(column, side, limit), language)
        for side, limit in ends.items()
        if not isinstance(limit, frozenset)
    }
    if len(texts) > 1:
        return words["between"].format(axis=called, low=texts[LOW], high=texts[HIGH])
    dated = axis.kind == QUARTER
    if HIGH in texts:
        return words["before" if dated else "below"].format(axis=called, high=texts[HIGH])
    return words["after" if dated else "above"].format(axis=called, low=texts[LOW])
