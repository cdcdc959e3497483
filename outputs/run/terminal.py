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

from ..shared.language import label, unit_label

PERCENT = ("share", "1/year")  # units that are shown in percent
SMALLEST_WITH_ONE_DIGIT = 0.1  # percentage points
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


def percent(value: float, digits: int = 0) -> str:
    """Return a fraction as a percentage without the sign: 0.453 is 45.3 with one digit."""
    return f"{100 * value:.{digits}f}"


def in_percent(indicator: str) -> bool:
    """Return whether an indicator is shown in percent: shares, rates of growth, and events."""
    return indicator == JOINT or INDICATORS[indicator].unit in PERCENT


def value_text(value: float, indicator: str, language: str, digits: int | None = None) -> str:
    """Return a value of an indicator with its unit; `digits` are those of a percentage, as many as it has if not given."""
    if in_percent(indicator):
        return f"{100 * value:.4g} %" if digits is None else f"{percent(value, digits)} %"
    unit = unit_label(INDICATORS[indicator].unit, language)
    if INDICATORS[indicator].unit == "1":
        return f"{value:,.4g}"
    return f"{value:,.4g} × {unit}" if unit[0].isdigit() else f"{value:,.4g} {unit}"


def probability_text(row: pd.Series) -> str:
    """Return a probability with its interval."""
    return f"{percent(row['probability'])} % ({percent(row['low'])}–{percent(row['high'])})"


def difference_text(row: pd.Series, language: str) -> str:
    """Return a paired difference in percentage points, or that it is not significant."""
    if not row["detectable"]:
        return TEXTS[language]["unresolved"]
    half = (row["difference_high"] - row["difference_low"]) / 2
    if not in_percent(str(row["indicator"])):
        return f"{row['difference']:+,.3g} ± {half:,.2g}"
    middle, half = 100 * row["difference"], 100 * half
    digits = 1 if abs(middle) >= SMALLEST_WITH_ONE_DIGIT else 2
    return f"{middle:+.{digits}f} ± {half:.{digits}f}"


def cell(row: pd.Series, language: str, *, reference: bool) -> Text:
    """Return a cell of the table."""
    lines = Text(probability_text(row), style="bold")
    if row["indicator"] != JOINT:
        lines.append(f"\n{value_text(row['mean'], str(row['indicator']), language, 1)}", style="not bold")
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
        table.add_column(heading(indicator, rows, language), justify="right")
    for name, runs in experiment.items():
        mine = rows[rows["scenario"] == name].set_index("indicator", drop=False)
        cells = [cell(mine.loc[indicator], language, reference=name == REFERENCE) for indicator in indicators]
        table.add_row(label(runs.scenario, language), *cells)
    return table


def heading(indicator: str, rows: pd.DataFrame, language: str) -> str:
    """Return the heading of a target's column: the indicator and the value it is to reach."""
    if indicator == JOINT:
        return TEXTS[language]["all"]
    target = float(rows[rows["indicator"] == indicator]["target"].iloc[0])
    return f"{label(INDICATORS[indicator], language)} ≥ {value_text(target, indicator, language)}"


def all_years_lines(experiment: Mapping[str, ScenarioRuns], targets: pd.DataFrame, language: str) -> Text:
    """Return what the joint probability of the targets of all years is, by scenario."""
    rows = targets[(targets["indicator"] == JOINT) & targets["year"].isna()]
    if rows.empty:
        return Text("")
    years = sorted({int(year) for year in targets["year"] if not math.isnan(year)})
    between = "、" if language == "zh" else ", "
    line = TEXTS[language]["all_years"].format(years=between.join(str(year) for year in years))
    parts = [
        f"{label(experiment[row['scenario']].scenario, language)} {probability_text(row)}" for _, row in rows.iterrows()
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
        cells = [f"{percent(each.mean(), 1)} % ({percent((each >= 0).mean())} %)" for each in samples]
        table.add_row(label(runs.scenario, language), *cells)
    return table


def report(case: Case, experiment: Mapping[str, ScenarioRuns], targets: pd.DataFrame, language: str) -> Group:
    """Return all that the terminal shows of an experiment."""
    years = sorted({int(year) for year in targets["year"] if not math.isnan(year)})
    key = TEXTS[language]["key"].format(
        n=int(targets["n"].iloc[0]), reference=label(experiment[REFERENCE].scenario, language)
    )
    tables = [year_table(case, experiment, targets, year, language) for year in years]
    steady = steady_table(case, experiment, case.calendar.year_labels[-1], language)
    return Group(*tables, all_years_lines(experiment, targets, language), Text(key, style="dim"), steady)
