"""The end of a sweep: probabilities of the targets by point, on the screen for a few points, in summary.csv for all."""

from pathlib import Path
from typing import Any

import pandas as pd
from rich.console import Console, Group

from scenarios.case import Case
from scenarios.contents.listing import add_to_contents
from scenarios.intervals import Interval
from scenarios.sweep.durable import write_durably
from scenarios.sweep.plan import SweepPlan
from scenarios.sweep.results import summary_of
from scenarios.targets import ALL_TARGETS, with_readings

from ..run.terminal import chance_text
from ..shared.csv_files import csv_bytes
from ..shared.language import label
from ..shared.paragraphs import Paragraph
from ..shared.point_names import differing_axes, point_names
from ..shared.setting_words import design_lines
from ..shared.tables import FittedTable
from ..shared.target_words import name_text, places_of
from ..shared.values import (
    PROBABILITY_UNIT,
    bracketed,
    change_number,
    change_text,
    numeral,
    probability_lines,
    probability_with_interval,
)
from .words import TEXTS

SUMMARY, REPLICATES = "summary.csv", "replicates.csv"
MOST_SHOWN = 20  # points


def write_and_show_summary(plan: SweepPlan, folder: Path, screen: Console, language: str) -> None:
    """Write summary.csv (and replicates.csv where a rule decided), and then print what people want to know first."""
    summary = summary_of(folder)
    write_durably(folder / SUMMARY, csv_bytes(summary))
    add_to_contents(folder, [SUMMARY])
    if summary.empty:
        return
    rule = plan.design.rule
    told = told_by_rule(plan) if rule.width is not None else None
    if told is not None:
        write_durably(folder / REPLICATES, csv_bytes(told))
        add_to_contents(folder, [REPLICATES])
    points = plan.design.frame
    shown = shown_points(summary)
    called = point_names(plan.design.case, plan.design.scenario, points.loc[shown], differing_axes(points), language)
    names = dict(zip(shown, called, strict=True))
    screen.print(
        by_point(summary, names, plan, language)
        if len(points) <= MOST_SHOWN
        else extremes(summary, names, plan, language)
    )
    if told is not None and rule.width is not None:
        if len(points) <= MOST_SHOWN:
            screen.print(rule_table(told, plan, language))
        width = change_text(rule.width, PROBABILITY_UNIT, language, signed=False)
        screen.print(Paragraph(TEXTS[language]["rule_note"].format(block=rule.block, width=width)))
    for line in design_lines(plan.design, language):
        screen.print(Paragraph(line))
    screen.print(TEXTS[language]["summary_file"].format(path=folder / SUMMARY), soft_wrap=True)


def shown_points(summary: pd.DataFrame) -> list[int]:
    """Return the points that are shown: all of a few, else the highest and lowest of each target."""
    if summary["point"].nunique() <= MOST_SHOWN:
        return [int(point) for point in summary["point"].unique()]
    found = set()
    for _, rows in summary.groupby(["indicator", "year"], dropna=False):
        found |= {int(row["point"]) for row in extreme_rows(rows)}
    return sorted(found)


def extreme_rows(rows: pd.DataFrame) -> list[Any]:
    """Return the rows of the highest and of the lowest probability, the first of each."""
    chances = rows["probability"].to_numpy()
    return [rows.iloc[int(chances.argmax())], rows.iloc[int(chances.argmin())]]


def event_text(name: str, year: Any, case: Case, language: str) -> str:
    """Return what the goal of a name is called: a target, or all of them at once."""
    texts = TEXTS[language]
    if name == ALL_TARGETS:
        return texts["all"] if year is None or pd.isna(year) else texts["all_of"].format(year=year)
    target = next(each for each in with_readings(case.targets) if each.measure == name)
    reading = all(each.measure != name for each in case.targets)
    return name_text(target, places_of(case), language, reading=reading) + ("" if year is None else f" {year}")


def by_point(summary: pd.DataFrame, names: dict[int, str], plan: SweepPlan, language: str) -> Group:
    """Return the tables of a few points, one a year of targets: a row a point, a column a target."""
    tables = []
    for year in sorted(summary["year"].dropna().unique()):
        of_year = summary[summary["year"] == year]
        title = TEXTS[language]["title"].format(case=label(plan.design.case.file, language), year=year)
        table = FittedTable(title)
        table.add_column(TEXTS[language]["point"])
        table.add_column(TEXTS[language]["replicates"], number=True)
        for indicator in of_year["indicator"].unique():
            table.add_column(event_text(indicator, None, plan.design.case, language), number=True)
        for point, rows in of_year.groupby("point"):
            chances = [probability_lines(row.probability, row.low, row.high, language) for row in rows.itertuples()]
            table.add_row(f"{point}: {names[int(str(point))]}", numeral(int(rows["n"].iloc[0])), *chances)
        tables.append(table)
    return Group(*tables)


def extremes(summary: pd.DataFrame, names: dict[int, str], plan: SweepPlan, language: str) -> FittedTable:
    """Return the table of many points: for each target the point with the highest probability and with the lowest."""
    texts = TEXTS[language]
    table = FittedTable(texts["title_all"].format(case=label(plan.design.case.file, language)), rules=True)
    for title in (texts["target"], texts["best"], texts["worst"]):
        table.add_column(title)
    for (indicator, year), rows in summary.groupby(["indicator", "year"], sort=False, dropna=False):
        cells, event = [], event_text(str(indicator), year, plan.design.case, language)
        high, low = extreme_rows(rows)
        if high["probability"] == low["probability"]:
            table.add_row(event, chance_text(high, language), texts["alike"])
            continue
        for row in (high, low):
            cells.append(f"{chance_text(row, language)}\n{row.point}: {names[int(row.point)]}")
        table.add_row(event, *cells)
    return table


def told_by_rule(plan: SweepPlan) -> pd.DataFrame:
    """Return what the rule found of each point: replicates, the interval it looked at, and whether it is narrow enough."""
    rows = []
    for point in sorted(plan.seen):
        reference = plan.design.references.get(point)
        if reference == point or plan.looks(point) == 0:
            continue
        interval: Interval = plan.interval(point)
        count = sum(len(flags) for flags in plan.seen[point][: plan.looks(point)])
        rows.append(
            {
                "point": point, "reference": reference, "n": count, "estimate": interval.estimate, "low": interval.low,
                "high": interval.high, "narrow_enough": plan.design.rule.satisfied(interval),
            }
        )  # fmt: skip
    return pd.DataFrame(rows).astype({"reference": "Int64"})


def rule_table(told: pd.DataFrame, plan: SweepPlan, language: str) -> FittedTable:
    """Return the table of what the rule found."""
    texts, rule = TEXTS[language], plan.design.rule
    targets = () if rule.goal is None else rule.goal.targets
    event = ", ".join(event_text(target.measure, target.year, plan.design.case, language) for target in targets)
    table = FittedTable(texts["rule_title"].format(event=event))
    value = texts["estimate" if rule.reference is None else "difference"]
    for title in (texts["point"], texts["replicates"], value, texts["enough"]):
        table.add_column(title, number=True)
    for row in told.itertuples():
        found: Any = row
        ends = (found.estimate, found.low, found.high)
        if rule.reference is None:
            interval = probability_with_interval(*ends, language, decimals=1)
        else:
            estimate, low, high = (change_number(end, PROBABILITY_UNIT, language) for end in ends)
            interval = bracketed(estimate, f"{low} – {high}", language)
        table.add_row(str(found.point), numeral(found.n), interval, texts["yes" if found.narrow_enough else "no"])
    return table
