"""Targets in words: the one place that writes their signs and bounds, their places and headings, in both languages.

`write` returns a value of the target's indicator with its unit.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from model.indicators import INDICATORS
from scenarios.case import Case
from scenarios.files.table_labels import Label
from scenarios.targets import Goal, Target

from .language import label

Write = Callable[[float], str]

AT_LEAST, AT_MOST = "≥", "≤"
NUMBER = re.compile(r"[\d.,]+")

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "place": "{name}（{places}）", "between": "，", "year": "{year} 年", "heading": "{name}{bound}",
        "at_least": "不低于 {low}", "at_most": "不高于 {high}", "range": "在 {range} 之间",
        "single": "{year} 年{name}{asked}", "all": "{years} 年全部 {count} 项目标同时达到", "years": "，",
    },
    "en": {
        "place": "{name} ({places})", "between": ", ", "year": "{year}", "heading": "{name}, {year}: {bound}",
        "at_least": "at least {low}", "at_most": "at most {high}", "range": "within {range}",
        "single": "{name} {asked} in {year}", "all": "all {count} targets of {years} at once", "years": ", ",
    },
}  # fmt: skip


class Places(NamedTuple):
    """Labels of parks and industries by id; what is not among them goes by its id."""

    park: Mapping[str, Label]
    industry: Mapping[str, Label]


NOWHERE = Places({}, {})


def places_of(case: Case) -> Places:
    """Return the labels of a case's parks and industries."""
    return Places({each.id: each for each in case.parks}, {each.id: each for each in case.data.industries})


def place_texts(target: Target, places: Places, language: str) -> list[str]:
    """Return what the park and the industry of a target are called, as far as it names any."""
    named = [(getattr(places, kind).get(name), name) for kind, name in target.place.items()]
    return [name if known is None else label(known, language) for known, name in named]


def with_places(name: str, texts: list[str], language: str) -> str:
    """Return a name with texts in brackets behind it, if there are any."""
    words = WORDS[language]
    return words["place"].format(name=name, places=words["between"].join(texts)) if texts else name


def name_text(target: Target, places: Places, language: str) -> str:
    """Return the label of a target's indicator with its place: energy use (eastern zone)."""
    return with_places(label(INDICATORS[target.indicator], language), place_texts(target, places, language), language)


def bound_text(target: Target, write: Write, language: str) -> str:
    """Return what a target asks for with a sign: ≥ 50 %, ≤ 1.2, 10–12 %."""
    bounds = {key: write(value) for key, value in target.bounds.items()}
    if len(bounds) > 1:
        return range_text(bounds["at_least"], bounds["at_most"], language)
    return at_least(bounds["at_least"]) if "at_least" in bounds else f"{AT_MOST} {bounds['at_most']}"


def at_least(written: str) -> str:
    """Return the sign for a written value or anything above it."""
    return f"{AT_LEAST} {written}"


def range_text(low: str, high: str, language: str) -> str:
    """Return two written values of one unit as a range; the unit is written once, in Chinese a percent sign twice."""
    number = NUMBER.match(low)
    unit = low[number.end() :] if number else ""
    once = bool(unit) and high.endswith(unit) and not (language == "zh" and "%" in unit)
    return f"{low.removesuffix(unit) if once else low}–{high}"


def asked_text(target: Target, write: Write, language: str) -> str:
    """Return what a target asks for in words: at least 50 %, at most 1.2, within 10–12 %."""
    bounds = {key: write(value) for key, value in target.bounds.items()}
    words = WORDS[language]
    if len(bounds) > 1:
        return words["range"].format(range=range_text(bounds["at_least"], bounds["at_most"], language))
    return words["at_least" if "at_least" in bounds else "at_most"].format(
        low=bounds.get("at_least"), high=bounds.get("at_most")
    )


def heading(target: Target, places: Places, write: Write, language: str) -> str:
    """Return a target with its place, year and bounds: energy use (eastern zone), 2020: ≤ 12."""
    texts, bound = place_texts(target, places, language), bound_text(target, write, language)
    if language == "zh":
        texts.append(WORDS[language]["year"].format(year=target.year))
    name = with_places(label(INDICATORS[target.indicator], language), texts, language)
    return WORDS[language]["heading"].format(name=name, year=target.year, bound=bound)


def goal_text(goal: Goal, places: Places, write: Callable[[Target], Write], language: str) -> str:
    """Return what a goal asks for: high-tech share of zone output ≥ 50 % in 2020; all 6 targets of 2017, 2020 at once."""
    words, target = WORDS[language], goal.single
    if target is None:
        years = words["years"].join(str(year) for year in sorted({each.year for each in goal.targets}))
        return words["all"].format(years=years, count=len(goal.targets))
    signed = language == "en" and target.sense != 0  # a sign reads well there, a range alone does not
    asked = (bound_text if signed else asked_text)(target, write(target), language)
    return words["single"].format(name=name_text(target, places, language), asked=asked, year=target.year)


def unbroken(text: str) -> str:
    """Return a text in which no sign and no percent ever parts from its number at the end of a line."""
    for sign in (AT_LEAST, AT_MOST):
        text = text.replace(f"{sign} ", f"{sign}\u00a0")
    return text.replace(" %", "\u00a0%")
