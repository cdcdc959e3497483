"""The target table in the terminal: for each year, scenarios against targets."""

import math
from collections.abc import Mapping

import pandas as pd
from rich.console import Group
from rich.table import Table
from rich.text import Text

from model.indicators import INDICATORS
from scenarios.case import Case
from scenarios.comparison.target_table import JOINT, REFERENCE, values
from scenarios.experiment import ScenarioRuns

from ..shared.language import label, listed
from ..shared.values import (
    bracketed,
    probability_text,
    probability_with_interval,
    uncertain_change_text,
    unit_of,
    value_text,
)

STEADY = ("services_growth", "trade_growth", "tax_growth")  # what the plan wants to grow steadily, without a number

TEXTS = {
    "zh": {
        "title": "{case}：{year} 年目标达成概率",
        "scenario": "情景",
        "all": "全部目标",
        "all_years": "{years} 年全部目标同时达成的概率",
        "unresolved": "无可辨差异",
        "steady": "{case}：基期至 {year} 年年均增速（括号内为增速不低于零的概率）",
        "key": "每格：达成概率（95% 威尔逊区间）；指标均值；与“{reference}”的配对差（95% 区间半宽；占比为百分点，其余为指标单位）。n = {n} 次重复；"
        "重复之间的差异同时包含随机性与参数不确定性。",
    },
    "en": {
        "title": "{case}: probability of the {year} targets",
        "scenario": "scenario",
        "all": "all targets",
        "all_years": "probability of all targets of {years} at once",
        "unresolved": "no detectable difference",
        "steady": "{case}: average yearly growth from the baseline to {year} (probability that it is not below 0)",
        "key": "Cells: probability of the target (95 % Wilson interval); mean of the indicator; paired difference from "
        "'{reference}' (half width of its 95 % interval; percentage points for shares, else the unit of the indicator). n = {n} replicates; they differ by chance and "
        "by uncertain parameters together.",
    },
}


def chance_text(row: pd.Series, language: str) -> str:
    """Return the probability of a row with its interval."""
    return probability_with_interval(row["probability"], row["low"], row["high"], language)


def difference_text(row: pd.Series, language: str) -> str:
    """Return a paired difference with the half width of its interval, or that none is detectable."""
    if not row["detectable"]:
        return TEXTS[language]["unresolved"]
    half = (row["difference_high"] - row["difference_low"]) / 2
    return uncertain_change_text(row["difference"], half, unit_of(str(row["indicator"])), language)


def cell(row: pd.Series, language: str, *, reference: bool) -> Text:
    """Return a cell of the table."""
    lines = Text(chance_text(row, language), style="bold")
    if row["indicator"] != JOINT:
        lines.append(
            f"\n{value_text(row['mean'], unit_of(str(row['indicator'])), language, rounded=True)}", style="not bold"
        )
    if not reference:
        lines.append(f"\n{difference_text(row, language)}", style="not bold dim")
    return lines


def year_table(
    case: Case, experiment: Mapping[str, ScenarioRuns], targets: pd.DataFrame, year: int, language: str
) -> Table:
    """Return the table of one year: a row a scenario, a column a target, and all targets of the year at once."""
    texts = TEXTS[language]
    table = Table(title=texts["title"].format(case=label(case.file, language), year=year), show_lines=True)
    table.add_column(texts["scenario"], no_wrap=True)
    rows = targets[targets["year"] == year]
    indicators = list(dict.fromkeys(rows["indicator"]))
    for indicator in indicators:
        table.add_column(target_heading(indicator, rows, language), justify="right", overflow="fold")
    for name, runs in experiment.items():
        mine = rows[rows["scenario"] == name].set_index("indicator", drop=False)
        cells = [cell(mine.loc[indicator], language, reference=name == REFERENCE) for indicator in indicators]
        table.add_row(label(runs.scenario, language), *cells)
    return table


def target_heading(indicator: str, rows: pd.DataFrame, language: str) -> str:
    """Return the heading of a target's column: the indicator and the value it is to reach."""
    if indicator == JOINT:
        return TEXTS[language]["all"]
    target = float(rows[rows["indicator"] == indicator]["target"].iloc[0])
    return f"{label(INDICATORS[indicator], language)} ≥ {value_text(target, unit_of(indicator), language)}"


def all_years_lines(experiment: Mapping[str, ScenarioRuns], targets: pd.DataFrame, language: str) -> Text:
    """Return what the joint probability of the targets of all years is, by scenario."""
    rows = targets[(targets["indicator"] == JOINT) & targets["year"].isna()]
    if rows.empty:
        return Text("")
    years = sorted({int(year) for year in targets["year"] if not math.isnan(year)})
    line = TEXTS[language]["all_years"].format(years=listed(map(str, years), language))
    parts = [
        f"{label(experiment[row['scenario']].scenario, language)} {chance_text(row, language)}"
        for _, row in rows.iterrows()
    ]
    return Text(f"{line}: " + "; ".join(parts))


def steady_table(case: Case, experiment: Mapping[str, ScenarioRuns], year: int, language: str) -> Table:
    """Return the table of what the plan wants to grow steadily: mean growth, and the probability that it does not fall."""
    texts = TEXTS[language]
    table = Table(title=texts["steady"].format(case=label(case.file, language), year=year))
    table.add_column(texts["scenario"], no_wrap=True)
    for indicator in STEADY:
        table.add_column(label(INDICATORS[indicator], language), justify="right")
    for runs in experiment.values():
        samples = [values(runs.indicators, indicator, year) for indicator in STEADY]
        means = [
            value_text(each.mean(), unit_of(indicator), language, rounded=True)
            for indicator, each in zip(STEADY, samples, strict=True)
        ]
        chances = [probability_text((each >= 0).mean(), language) for each in samples]
        cells = [bracketed(mean, chance, language) for mean, chance in zip(means, chances, strict=True)]
        table.add_row(label(runs.scenario, language), *cells)
    return table


def experiment_report(
    case: Case, experiment: Mapping[str, ScenarioRuns], targets: pd.DataFrame, language: str
) -> Group:
    """Return all that the terminal shows of an experiment."""
    years = sorted({int(year) for year in targets["year"] if not math.isnan(year)})
    key = TEXTS[language]["key"].format(
        n=int(targets["n"].iloc[0]), reference=label(experiment[REFERENCE].scenario, language)
    )
    tables = [year_table(case, experiment, targets, year, language) for year in years]
    steady = steady_table(case, experiment, case.calendar.year_labels[-1], language)
    return Group(*tables, all_years_lines(experiment, targets, language), Text(key, style="dim"), steady)
