"""Tables of docs/headline.md as Markdown: readings under each variant, levers one by one, and what the headline hangs on."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from calibration.headline.effects import Change, LeverEffect
from calibration.headline.tornado import LARGEST, Bar, End, carrying
from calibration.headline.variants import AS_IT_IS, Variant, headline_target, readings_of
from model.levers import LEVERS
from model.parameters import CHOICES, PARAMETERS, Value
from scenarios.case import Case
from scenarios.files.scenario_file import NONE
from scenarios.intervals import Interval
from scenarios.targets import Target

from ..reference.model_tables import markdown
from ..reference.readme_table import column_heading, result_table
from ..shared.language import Language, label
from ..shared.values import PROBABILITY_UNIT, probability_number, uncertain_change_text, unit_of, value_text
from .measuring import Measured

LANGUAGE = Language.EN
WORDS = {
    "zh": {"as_it_is": "模型现状", "held": "{name}：{value}"},
    "en": {"as_it_is": "the model as it is", "held": "{name}: {value}"},
}


def value_name(name: str, value: Value, language: str) -> str:
    """Return what a parameter is held at: its value with its unit, or the label of an alternative."""
    if isinstance(value, str):
        return label(CHOICES[name].labels[value], language)
    return value_text(value, PARAMETERS[name].unit, language)


def variant_name(variant: Variant, language: str) -> str:
    """Return what a variant is called."""
    if variant == AS_IT_IS:
        return WORDS[language]["as_it_is"]
    value = value_name(variant.name, variant.value, language)
    return WORDS[language]["held"].format(name=label(PARAMETERS[variant.name], language), value=value)


def readings_table(measured: Measured) -> str:
    """Return a row a variant: each reading of the headline without the plan and with it, and the difference of its mean."""
    case = measured.study.case
    targets = readings_of(headline_target(case))
    header = ["variant", *(f"{column_heading(each, case, LANGUAGE)}: no plan / plan" for each in targets)]
    header.append("paired difference of the mean, points")
    rows = (
        [variant_name(variant, LANGUAGE), *reading_cells(table, targets, case.plan)]
        for variant, table in measured.tables
    )
    return markdown(header, rows)


def reading_cells(table: pd.DataFrame, targets: Iterable[Target], plan: str) -> Iterator[str]:
    """Yield the probabilities of each reading in percent, and the mean of the first one, the plan less no plan."""
    rows: Any = table.set_index(["scenario", "indicator", "year"])
    targets = list(targets)
    for each in targets:
        none, with_plan = (rows.loc[name, each.measure, each.year]["probability"] for name in (NONE, plan))
        yield f"{probability_number(none)} / {probability_number(with_plan)}"
    first = targets[0]
    found = rows.loc[plan, first.measure, first.year]
    mean = Interval(found["difference"], found["difference_low"], found["difference_high"])
    yield interval_text(mean, unit_of(first.measure))


def variant_tables(measured: Measured) -> str:
    """Return README's table under each variant, one below the other, each with a line that names it."""
    parts = [
        f"**{variant_name(variant, LANGUAGE)}**\n\n{result_table(measured.study.case, table, LANGUAGE)}"
        for variant, table in measured.tables
    ]
    return "\n".join(parts)


def interval_text(interval: Interval, unit: str) -> str:
    """Return a difference with the half width of its interval, in points where the unit is a share."""
    half = max(interval.high - interval.estimate, interval.estimate - interval.low)
    if interval.estimate == 0.0 and half == 0.0:
        return "0"
    return uncertain_change_text(interval.estimate, half, unit, LANGUAGE)


def effect_table(measured: Measured, part: str) -> str:
    """Return a row a lever: what it changes of each target of the headline's year; `part` is left_out or alone.

    Of the headline and its readings it is the probability, then of every target the mean of its indicator.
    """
    case = measured.study.case
    headline = headline_target(case)
    readings = readings_of(headline)
    means = [target for target in case.targets if target.year == headline.year]
    header = [
        "lever",
        *(f"probability, {column_heading(each, case, LANGUAGE)}" for each in readings),
        *(f"mean, {column_heading(each, case, LANGUAGE)}" for each in means),
    ]
    rows = []
    for effect in measured.effects:
        found: Mapping[str, Change] = getattr(effect, part)
        row = [label(LEVERS[effect.lever], LANGUAGE)]
        row += [interval_text(found[each.key].chance, PROBABILITY_UNIT) for each in readings]
        row += [interval_text(found[each.key].mean, unit_of(each.measure)) for each in means]
        rows.append(row)
    return markdown(header, rows)


def tornado_table(measured: Measured) -> str:
    """Return a row a bar of the tornado, the longest first, as many as are shown."""
    bars = measured.tornado.bars[:LARGEST]
    carried = {each.name for each in carrying(measured.tornado.bars)}
    header = (
        "parameter",
        "held at: no plan / plan, %",
        "difference, points",
        "swing, points",
        "among the 90 %",
        "source",
    )
    return markdown(header, (bar_cells(each, each.name in carried) for each in bars))


def bar_cells(bar: Bar, carries: bool) -> tuple[str, ...]:
    """Return the cells of a bar."""
    ends = "; ".join(
        f"{value_name(bar.name, end.value, LANGUAGE)}: {probability_number(end.none)} / {probability_number(end.plan)}"
        for end in bar.ends
    )
    differences = "; ".join(difference_text(end) for end in bar.ends)
    source = PARAMETERS[bar.name].source
    swing = interval_text(bar.swing, PROBABILITY_UNIT)
    return (
        f"{label(PARAMETERS[bar.name], LANGUAGE)} (`{bar.name}`)",
        ends,
        differences,
        swing,
        "yes" if carries else "",
        source,
    )


def difference_text(end: End) -> str:
    """Return the plan's effect on the probability at an end, in points."""
    return interval_text(end.difference, PROBABILITY_UNIT)


def idle_table(
    levers: Iterable[str], effects: Iterable[LeverEffect], case: Case, links: Mapping[str, Mapping[str, str]]
) -> str:
    """Return a row a lever that moves no target: the largest move, and the link that stops it, with its size and source."""
    by_lever = {each.lever: each for each in effects}
    rows = []
    for lever in levers:
        moved = [(abs(by_lever[lever].left_out[each.key].mean.estimate), each) for each in case.targets]
        _, target = max(moved, key=lambda each: each[0])
        largest = interval_text(by_lever[lever].left_out[target.key].mean, unit_of(target.measure))
        link = links[lever]
        rows.append((label(LEVERS[lever], LANGUAGE), largest, link["link"], link["size"], link["source"]))
    return markdown(("lever", "largest move of a target, points", "the link that stops it", "its size", "source"), rows)
