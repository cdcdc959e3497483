"""The target table in the terminal: for each year, scenarios against targets."""

import math
from collections.abc import Mapping, Sequence

import pandas as pd
from rich.console import Group, RenderableType
from rich.text import Text

from model.indicators import INDICATORS
from scenarios.case import Case
from scenarios.comparison.target_table import REFERENCE, difference_of, values
from scenarios.experiment import ScenarioRuns
from scenarios.files.case_shape import Secondary
from scenarios.intervals import Interval
from scenarios.targets import ALL_TARGETS, Goal, goals_of

from ..shared.language import label, listed, listed_apart
from ..shared.paragraphs import Paragraph
from ..shared.setting_words import ramp_lines
from ..shared.spread_words import spread_text
from ..shared.tables import FittedTable
from ..shared.target_words import Places, bound_text, flagged_text, name_text, places_of, reading_lines
from ..shared.unchecked_words import unchecked_sentence, with_remark
from ..shared.values import (
    bracketed,
    numeral,
    probability_text,
    probability_with_interval,
    unit_of,
    value_text,
)
from .carrier_words import carrier_sentence
from .difference_tables import difference_tables
from .difference_words import interval_text
from .layer_words import layer_sentence
from .scored_words import own_table_sentence, zones_sentence

TEXTS = {
    "zh": {
        "title": "{case}：{year} 年目标达成概率",
        "scenario": "情景",
        "all": "全部目标",
        "all_years": "{years} 年全部目标同时达成的概率",
        "colon": "：",
        "secondary": "{case}：{title}，{year} 年",
        "judged": "{title}（括号内为不低于 {level} 的概率）",
        "before": "{year} 年",
        "secondary_key": "每格：{year} 年均值；与“{reference}”的同条件对比之差（95% 区间半宽；占比为百分点）。首行为基期 {before} 年均值。",
        "key": "每格：达成概率（95% 置信区间）；指标均值；与“{reference}”的同条件对比之差（95% 区间半宽；占比为百分点，其余为指标单位）。模拟 {n} 次，{populations} 套基期企业群；"
        "各次模拟之间的差异为{spread}。",
    },
    "en": {
        "title": "{case}: probability of the {year} targets",
        "scenario": "scenario",
        "all": "all targets",
        "all_years": "probability of all targets of {years} at once",
        "colon": ": ",
        "secondary": "{case}: {title}, {year}",
        "judged": "{title} (probability that it is not below {level})",
        "before": "{year}",
        "secondary_key": "Cells: mean of {year}; paired difference from '{reference}' (half width of its 95 % interval; percentage points for shares). First row: means of the baseline, {before}.",
        "key": "Cells: probability of the target (95 % Wilson interval); mean of the indicator; paired difference from "
        "'{reference}' (half width of its 95 % interval; percentage points for shares, else the unit of the indicator). n = {n} replicates, {populations} populations; they differ by "
        "{spread}.",
    },
}


def chance_text(row: pd.Series, language: str) -> str:
    """Return the probability of a row with its interval."""
    return probability_with_interval(row["probability"], row["low"], row["high"], language)


def difference_text(row: pd.Series, language: str) -> str:
    """Return a paired difference of a row with the half width of its interval, or that it is not significant."""
    interval = Interval(row["difference"], row["difference_low"], row["difference_high"])
    return interval_text(interval, unit_of(str(row["indicator"])), language)


def cell(row: pd.Series, language: str, *, reference: bool) -> Text:
    """Return a cell of the table."""
    lines = Text(chance_text(row, language), style="bold")
    if row["indicator"] != ALL_TARGETS:
        mean = value_text(row["mean"], unit_of(row["indicator"]), language, rounded=True)
        lines.append(f"\n{mean}", style="not bold")
    if not reference:
        lines.append(f"\n{difference_text(row, language)}", style="not bold dim")
    return lines


def year_table(
    case: Case, experiment: Mapping[str, ScenarioRuns], targets: pd.DataFrame, year: int, language: str
) -> FittedTable:
    """Return the table of one year: a row a scenario, a column a target, and all targets of the year at once.

    Beside a target are its other readings.
    """
    texts = TEXTS[language]
    title = texts["title"].format(case=label(case.file, language), year=year)
    table = FittedTable(with_remark(title, case, year, language), rules=True)
    table.add_column(texts["scenario"])
    rows = targets[targets["year"] == year]
    goals, places = [goal for goal in goals_of(case.targets) if goal.year == year], places_of(case)
    for goal in goals:
        table.add_column(goal_heading(goal, places, language), number=True)
    for name, runs in experiment.items():
        mine = {row["indicator"]: row for _, row in rows[rows["scenario"] == name].iterrows()}
        cells = [cell(mine[goal.name], language, reference=name == REFERENCE) for goal in goals]
        table.add_row(label(runs.scenario, language), *cells)
    return table


def goal_heading(goal: Goal, places: Places, language: str) -> str:
    """Return the heading of a goal's column: the indicator, its place, and what the target asks for."""
    target = goal.single
    if target is None:
        return TEXTS[language]["all"]
    bound = bound_text(target, language)
    return f"{name_text(target, places, language, reading=goal.reading_of is not None)} {bound}"


def all_years_lines(experiment: Mapping[str, ScenarioRuns], targets: pd.DataFrame, language: str) -> Paragraph:
    """Return what the joint probability of the targets of all years is, by scenario."""
    rows = targets[(targets["indicator"] == ALL_TARGETS) & targets["year"].isna()]
    if rows.empty:
        return Paragraph("")
    years = sorted({int(year) for year in targets["year"] if not math.isnan(year)})
    line = TEXTS[language]["all_years"].format(years=listed(map(str, years), language))
    parts = [
        f"{label(experiment[row['scenario']].scenario, language)} {chance_text(row, language)}"
        for _, row in rows.iterrows()
    ]
    return Paragraph(TEXTS[language]["colon"].join([line, listed_apart(parts, language)]))


def flagged_lines(
    case: Case, experiment: Mapping[str, ScenarioRuns], targets: pd.DataFrame, language: str
) -> list[Paragraph]:
    """Return a line for each target that points something out: how likely that is, by scenario."""
    lines = []
    for target in case.targets:
        if target.flag_above is None:
            continue
        rows = targets[(targets["indicator"] == target.measure) & (targets["year"] == target.year)]
        parts = [
            f"{label(experiment[row['scenario']].scenario, language)} {probability_text(row['flagged'], language)}"
            for _, row in rows.iterrows()
        ]
        said = flagged_text(target, target.flag_above, places_of(case), language)
        lines.append(Paragraph(TEXTS[language]["colon"].join([said, listed_apart(parts, language)])))
    return lines


def secondary_table(
    case: Case, experiment: Mapping[str, ScenarioRuns], asked: Secondary, year: int, language: str
) -> FittedTable:
    """Return a table that the case asks for besides its targets: means, and their differences from the reference.

    Where the table has a level, each mean has its probability behind it. The first row has the means of the baseline.
    """
    texts = TEXTS[language]
    title = texts["secondary"].format(case=label(case.file, language), title=label(asked, language), year=year)
    targets = asked.targets(year)
    if targets:
        title = texts["judged"].format(
            title=title, level=value_text(targets[0].bounds["at_least"], unit_of(targets[0].indicator), language)
        )
    table = FittedTable(with_remark(title, case, year, language), rules=True)
    table.add_column(texts["scenario"])
    for indicator in asked.indicators:
        table.add_column(label(INDICATORS[indicator], language), number=True)
    base, before = experiment[REFERENCE], case.file.baseline_year
    table.add_row(
        texts["before"].format(year=before),
        *(
            value_text(
                float(base.indicators[indicator].sel(year=before).mean()), unit_of(indicator), language, rounded=True
            )
            for indicator in asked.indicators
        ),
    )
    for name, runs in experiment.items():
        samples = [values(runs.indicators, indicator, year) for indicator in asked.indicators]
        cells = [
            value_text(sample.mean(), unit_of(indicator), language, rounded=True)
            for indicator, sample in zip(asked.indicators, samples, strict=True)
        ]
        for place, target in enumerate(targets):
            met = target.met(samples[place])
            cells[place] = bracketed(cells[place], probability_text(met.mean(), language), language)
        if name != REFERENCE:
            for place, indicator in enumerate(asked.indicators):
                difference = difference_of(runs, base, indicator, year)
                cells[place] += f"\n{interval_text(difference, unit_of(indicator), language)}"
        table.add_row(label(runs.scenario, language), *cells)
    return table


def experiment_report(
    case: Case,
    experiment: Mapping[str, ScenarioRuns],
    targets: pd.DataFrame,
    language: str,
    carried: pd.DataFrame | None = None,
    compared: pd.DataFrame | None = None,
    scored: pd.DataFrame | None = None,
) -> Group:
    """Return all that the terminal shows of an experiment.

    `carried` is the table of `plan_carriers`, `compared` that of `compared_table`, `scored` that of `scored_table`. A case
    has targets or something compared.
    """
    sentences = explaining_sentences(case, targets, language, carried, compared)
    sentences += scored_sentences(case, scored, language)
    shown = sentences if targets.empty else target_parts(case, experiment, targets, sentences, language)
    if compared is not None and not compared.empty:
        tables = list(difference_tables(case, experiment, compared, language))
        shown = [*tables, *shown] if targets.empty else [*shown, *tables]
    last = case.last_year
    secondary: list[RenderableType] = [
        secondary_table(case, experiment, asked, last, language) for asked in case.file.secondary
    ]
    if secondary:
        reference = label(experiment[REFERENCE].scenario, language)
        told = TEXTS[language]["secondary_key"].format(year=last, before=case.file.baseline_year, reference=reference)
        secondary = [*secondary, Paragraph(told, "dim")]
    scenarios = [runs.scenario for runs in experiment.values()]
    ramps = [Paragraph(line) for line in ramp_lines(scenarios, case.calendar, language)]
    return Group(*shown, *secondary, *ramps)


def explaining_sentences(
    case: Case, targets: pd.DataFrame, language: str, carried: pd.DataFrame | None, compared: pd.DataFrame | None
) -> list[RenderableType]:
    """Return which years were not checked, and what the spread of the headline indicator comes from, as far as known."""
    explained = compared if targets.empty and compared is not None else targets
    unchecked = Paragraph(unchecked_sentence(case, language), "bold")
    layers = Paragraph(layer_sentence(case, explained, language))
    carriers = Paragraph(carrier_sentence(case, carried, language))
    return [each for each in (unchecked, layers, carriers) if each.text]


def scored_sentences(case: Case, scored: pd.DataFrame | None, language: str) -> list[RenderableType]:
    """Return where a score rises and what it is meant for does not: a sentence on zones, one on the case's own table."""
    if scored is None:
        return []
    said = (zones_sentence(case, scored, language), own_table_sentence(case, scored, language))
    return [Paragraph(text) for text in said if text]


def target_parts(
    case: Case,
    experiment: Mapping[str, ScenarioRuns],
    targets: pd.DataFrame,
    sentences: Sequence[RenderableType],
    language: str,
) -> list[RenderableType]:
    """Return the tables of the targets, a year each, with `sentences` about them and how to read them."""
    years = sorted({int(year) for year in targets["year"] if not math.isnan(year)})
    key = TEXTS[language]["key"].format(
        n=numeral(int(targets["n"].iloc[0])),
        populations=numeral(int(targets["populations"].iloc[0])),
        reference=label(experiment[REFERENCE].scenario, language),
        spread=spread_text(case, language),
    )
    tables = [year_table(case, experiment, targets, year, language) for year in years]
    joint = all_years_lines(experiment, targets, language)
    flagged = flagged_lines(case, experiment, targets, language)
    readings = [Paragraph(line) for line in reading_lines(case.targets, places_of(case), language)]
    return [*tables, *([joint] if joint.text else []), *readings, *flagged, *sentences, Paragraph(key, "dim")]
