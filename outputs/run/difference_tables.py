"""What the terminal shows of a plan without targets: differences from no plan, which part carries them, what they cost."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from rich.console import RenderableType

from model.indicators import INDICATORS
from scenarios.case import Case
from scenarios.comparison.compared_table import PRICE, parts_of_plan
from scenarios.comparison.measures import COST_INDICATOR
from scenarios.comparison.target_table import REFERENCE
from scenarios.experiment import ScenarioRuns
from scenarios.intervals import Interval

from ..shared.language import label
from ..shared.paragraphs import Paragraph
from ..shared.tables import FittedTable
from ..shared.unchecked_words import with_remark
from ..shared.values import (
    change_number,
    in_percent,
    numeral,
    shown_as,
    unit_of,
    value_text,
)
from .difference_words import added_up_text, interval_text

STEP = 0.01  # of the level without a plan, or of a share itself: what a unit costs is asked for
TEXTS = {
    "zh": {
        "no_targets": "该规划没有设定目标：没有达成概率，只有与“{reference}”之差。",
        "scenario": "情景",
        "differences": "{case}：与“{reference}”之差，{year} 年",
        "differences_key": "首行为“{reference}”的均值，以下各行为同条件对比之差（95% 区间半宽；占比为百分点，其余单位同首行）；{added}为 {first} 年以来各年合计。"
        "模拟 {n} 次，{populations} 套基期企业群。",
        "parts": "{case}：“{plan}”之差由哪些改革带来，{year} 年",
        "indicator": "指标",
        "raised": "单独实施时使其提高的改革",
        "lowered": "单独实施时使其降低的改革",
        "parts_key": "从大到小排列，差异不显著的不列；单位同上表。各项之和不等于“{plan}”之差，是因为各项措施相互增强或抵消；占“{plan}”之差的比重见 differences.csv。",
        "prices": "{case}：每改善一个单位的财政支出（{unit}），{year} 年",
        "prices_key": "占比以 1 个百分点、其余以“{reference}”水平的 1% 为一个单位，该水平为 0 的以其计量单位计（括号内为 95% 区间）；负数为增加收入；支出为 {first} 年以来各年合计。不分好坏的指标按变化量计。",
        "worse": "变差",
        "to": "{low} 至 {high}",
    },
    "en": {
        "no_targets": "The plan has no target: no chance of meeting one, only differences from '{reference}'.",
        "scenario": "scenario",
        "differences": "{case}: differences from '{reference}', {year}",
        "differences_key": "First row: means of '{reference}'. Below: paired differences from it (half width of the 95 % interval; "
        "percentage points for shares, else the unit of the first row). Added up since {first}: {added}. "
        "n = {n} replicates, {populations} populations.",
        "parts": "{case}: which reforms carry the difference of '{plan}', {year}",
        "indicator": "indicator",
        "raised": "raised by, alone",
        "lowered": "lowered by, alone",
        "parts_key": "The largest first, what is not significant left out; units as above. They do not add up to the difference of "
        "'{plan}' where reforms strengthen or weaken each other. differences.csv has their shares in it.",
        "prices": "{case}: cost of a unit of improvement ({unit}), {year}",
        "prices_key": "A unit is a percentage point of a share, else 1 % of the level of '{reference}', or one of its own "
        "unit where that is 0 (in brackets the 95 % interval). A negative cost is income. Costs are added up since {first}. Where neither more nor less is better, a unit is one of change.",
        "worse": "worse",
        "to": "{low} to {high}",
    },
}

Record = Mapping[str, Any]
Rows = Mapping[tuple[str, str], Record]  # of the table, by scenario and indicator


def difference_tables(
    case: Case, experiment: Mapping[str, ScenarioRuns], compared: pd.DataFrame, language: str
) -> Iterator[RenderableType]:
    """Yield the tables of `compared`, which is that of `compared_table`: differences, parts of the plan, costs of a unit."""
    texts = TEXTS[language]
    records = [{str(key): value for key, value in row.items()} for row in compared.to_dict("records")]
    rows = {(str(row["scenario"]), str(row["indicator"])): row for row in records}
    names = list(dict.fromkeys(indicator for _, indicator in rows))
    about = {
        "case": label(case.file, language), "year": case.last_year, "first": case.calendar.year_labels[1],
        "reference": label(experiment[REFERENCE].scenario, language), "plan": label(case.scenario(case.plan), language),
        "unit": shown_as(unit_of(COST_INDICATOR), language).text,
        "n": numeral(records[0]["n"]), "populations": numeral(records[0]["populations"]),
        "added": added_up_text(compared, language),
    }  # fmt: skip
    labels = {name: label(runs.scenario, language) for name, runs in experiment.items()}

    def title(key: str) -> str:
        return with_remark(texts[key].format(**about), case, case.last_year, language)

    if not case.targets:
        yield Paragraph(texts["no_targets"].format(**about), "bold")
    yield differences(title("differences"), labels, names, rows, language)
    yield Paragraph(texts["differences_key"].format(**about), "dim")
    parts = parts_of_plan(case, experiment)
    if parts:
        yield carrying_reforms(title("parts"), parts, labels, case.plan, rows, language)
        yield Paragraph(texts["parts_key"].format(**about), "dim")
    if len(labels) > 1:
        effects = [name for name in names if name != COST_INDICATOR]
        yield prices(title("prices"), labels, effects, rows, language)
        yield Paragraph(texts["prices_key"].format(**about), "dim")


def table_of(title: str, names: Sequence[str], language: str) -> FittedTable:
    """Return an empty table with a column for the scenarios, and one for each indicator."""
    table = FittedTable(title, rules=True)
    table.add_column(TEXTS[language]["scenario"])
    for name in names:
        table.add_column(label(INDICATORS[name], language), number=True)
    return table


def differences(title: str, labels: Mapping[str, str], names: Sequence[str], rows: Rows, language: str) -> FittedTable:
    """Return means without a plan in the first row, and the differences from them below."""
    table = table_of(title, names, language)
    means = [value_text(rows[REFERENCE, each]["mean"], unit_of(each), language, rounded=True) for each in names]
    table.add_row(labels[REFERENCE], *means)
    for name in labels:
        if name != REFERENCE:
            table.add_row(labels[name], *(_difference(rows[name, each], each, language) for each in names))
    return table


def _difference(row: Record, indicator: str, language: str) -> str:
    interval = Interval(row["difference"], row["difference_low"], row["difference_high"])
    return interval_text(interval, unit_of(indicator), language)


def carrying_reforms(
    title: str, parts: Sequence[str], labels: Mapping[str, str], plan: str, rows: Rows, language: str
) -> FittedTable:
    """Return by indicator the plan's difference, and the parts of the plan that by themselves raise it and lower it."""
    texts = TEXTS[language]
    table = FittedTable(title, rules=True)
    table.add_column(texts["indicator"])
    table.add_column(labels[plan], number=True)
    table.add_column(texts["raised"])
    table.add_column(texts["lowered"])
    for indicator in dict.fromkeys(each for _, each in rows):
        found = [(rows[name, indicator]["difference"], name) for name in parts if rows[name, indicator]["detectable"]]
        raised = sorted(((size, name) for size, name in found if size > 0), reverse=True)
        lowered = sorted((size, name) for size, name in found if size < 0)
        cells = [
            "\n".join(f"{labels[name]}\n{_difference(rows[name, indicator], indicator, language)}" for _, name in each)
            for each in (raised, lowered)
        ]
        difference = _difference(rows[plan, indicator], indicator, language)
        table.add_row(label(INDICATORS[indicator], language), difference, *cells)
    return table


def prices(title: str, labels: Mapping[str, str], names: Sequence[str], rows: Rows, language: str) -> FittedTable:
    """Return what the scenarios cost for each unit by which they improve an indicator."""
    table = table_of(title, names, language)
    for name in labels:
        if name != REFERENCE:
            cells = [_price(rows[name, each], rows[REFERENCE, each]["mean"], each, language) for each in names]
            table.add_row(labels[name], *cells)
    return table


def _price(row: Record, level: float, indicator: str, language: str) -> str:
    """Return the cost of a unit with its interval, or that there is no improvement."""
    if math.isnan(row[PRICE]):
        return interval_text(Interval(0.0, 0.0, 0.0), unit_of(indicator), language)
    better = INDICATORS[indicator].better or (1 if row["difference"] > 0 else -1)
    if better * row["difference"] < 0:
        return TEXTS[language]["worse"]
    unit = better * (abs(level) * STEP or 1.0)
    if in_percent(unit_of(indicator)):
        unit = better * STEP
    price, *ends = (unit * row[f"{PRICE}{end}"] for end in ("", "_low", "_high"))
    number, *ends_text = (
        change_number(each, unit_of(COST_INDICATOR), language, signed=False) for each in (price, *sorted(ends))
    )
    if len({number, *ends_text}) == 1:
        return number
    low, high = ends_text
    return f"{number}\n({TEXTS[language]['to'].format(low=low, high=high)})"
