"""Names of points by what they set: numbers such as "the draft #7" say nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from model.levers import LEVERS
from scenarios.axes import LEVER, SCENARIO, START, STRENGTH, choice_of, describe, lever_column, lever_of
from scenarios.case import Case

from .axis_words import axis_text
from .choice_words import alternative_text
from .language import label
from .values import bracketed

WORDS = {
    "zh": {START: "{value} 起", "ramp": "推行期 {value}", "end": "{value} 结束", "between": "，"},
    "en": {START: "from {value}", "ramp": "ramp {value}", "end": "ends {value}", "between": ", "},
}


def differing_axes(points: pd.DataFrame) -> list[str]:
    """Return the axes besides the scenario that are not the same at all points."""
    return [str(name) for name in points.columns if name != SCENARIO and points[name].nunique(dropna=False) > 1]


def telling_axes(points: pd.DataFrame) -> list[str]:
    """Return the first of the differing axes, as many as give every point another name."""
    differing, named = differing_axes(points), [SCENARIO] if SCENARIO in points.columns else []
    enough = (count for count in range(len(differing)) if not points[named + differing[:count]].duplicated().any())
    return differing[: next(enough, len(differing))]


def point_names(case: Case | None, base: str, points: pd.DataFrame, axes: Sequence[str], language: str) -> list[str]:
    """Return what points are called, in their order, each otherwise: by their scenario and what they set on `axes`.

    `base` is the scenario of points that name none. Without the case, scenarios go by their ids.
    """
    rows = points.to_dict("records")
    names = [_point_name(case, base, row, axes, language, rounded=True) for row in rows]
    for place in repeated(names):  # four digits may be too few
        names[place] = _point_name(case, base, rows[place], axes, language, rounded=False)
    for number, place in enumerate(repeated(names), start=1):
        names[place] = bracketed(names[place], str(number), language)
    return names


def repeated(names: Sequence[str]) -> list[int]:
    """Return the places of names that occur more than once."""
    counts = Counter(names)
    return [place for place, name in enumerate(names) if counts[name] > 1]


def _point_name(
    case: Case | None, base: str, row: Mapping[Any, Any], axes: Sequence[str], language: str, *, rounded: bool
) -> str:
    scenario = base if pd.isna(row.get(SCENARIO)) else str(row[SCENARIO])
    called = label(case.scenarios[scenario], language) if case and scenario in case.scenarios else scenario
    set_here = [axis for axis in axes if not pd.isna(row[axis])]
    keys = dict.fromkeys(lever_of(axis)[0] if axis.startswith(LEVER) else axis for axis in set_here)
    parts = [called] if SCENARIO in row else []
    for key in keys:
        if key in LEVERS:
            mine = [axis for axis in set_here if axis.startswith(LEVER) and lever_of(axis)[0] == key]
            parts.append(_lever_text(key, row, mine, language, rounded=rounded))
        else:
            parts.append(f"{label(describe(key), language)} {_value(key, row[key], language, rounded=rounded)}")
    return WORDS[language]["between"].join(parts) or called


def _lever_text(lever: str, row: Mapping[Any, Any], axes: Sequence[str], language: str, *, rounded: bool) -> str:
    """Return what a point sets of a lever: its strength, and its dates in brackets unless that is neutral."""
    words, text = WORDS[language], label(LEVERS[lever], language)
    strength = lever_column(lever, STRENGTH)
    if strength in axes:
        text = f"{text} {_value(strength, row[strength], language, rounded=rounded)}"
        if row[strength] == LEVERS[lever].neutral:
            return text
    dates = [
        words[lever_of(axis)[1]].format(value=_value(axis, row[axis], language, rounded=rounded))
        for axis in axes
        if axis != strength
    ]
    return bracketed(text, words["between"].join(dates), language) if dates else text


def _value(axis: str, value: Any, language: str, *, rounded: bool) -> str:
    choice = choice_of(axis)
    if choice is not None:
        return alternative_text(choice.name, str(value), language)
    return value if isinstance(value, str) else axis_text(axis, float(value), language, rounded=rounded)
