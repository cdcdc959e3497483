"""Axes in words: values in the units that people use, and limits as a part of a sentence."""

import math

from calibration.discovery.box import HIGH, LOW, NAMES, Limits
from scenarios.axes import NAME, QUARTER, choice_of, describe, quarter_text
from scenarios.case import Case

from .choice_words import alternative_text
from .language import label
from .values import value_text

WORDS = {
    "zh": {
        "below": "{axis}不高于 {high}", "above": "{axis}不低于 {low}", "between": "{axis}在 {low} 至 {high} 之间",
        "before": "{axis}不晚于 {high}", "after": "{axis}不早于 {low}", "is": "{axis}为{names}", "or": "或", "and": "，且",
    },
    "en": {
        "below": "{axis} is at most {high}", "above": "{axis} is at least {low}",
        "between": "{axis} lies between {low} and {high}", "before": "{axis} is no later than {high}",
        "after": "{axis} is no earlier than {low}", "is": "{axis} is {names}", "or": " or ", "and": " and ",
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
    return in_quotes(called, language)


def in_quotes(called: str, language: str) -> str:
    """Return a name in quotation marks."""
    return f"“{called}”" if language == "zh" else f"'{called}'"


def _quoted(case: Case, column: str, name: str, language: str) -> str:
    """Return a name that an axis takes, in quotation marks: of a scenario or of an alternative."""
    choice = choice_of(column)
    if choice is None:
        return scenario_name(case, name, language)
    return in_quotes(alternative_text(choice.name, name, language), language)


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
        listed = words["or"].join(_quoted(case, column, name, language) for name in sorted(names))
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
