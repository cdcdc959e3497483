"""What the terminal shows of a comparison: levels, dominance, differences from the first scenario, robustness."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from model.indicators import INDICATORS
from scenarios.case_file import Target
from scenarios.comparison.arrange import Paired
from scenarios.comparison.differences import INDICATOR, PROBABILITY
from scenarios.comparison.measures import COST, JOINT, target_key
from scenarios.intervals import LEVEL

from .comparison_words import WORDS
from .language import label
from .terminal import in_percent, value_text

SHOWN = 20  # alternatives on the terminal


class Comparison(NamedTuple):
    """All tables of a comparison; `differences` is None where there would be too many."""

    paired: Paired
    targets: tuple[Target, ...]
    asked: float
    levels: pd.DataFrame
    differences: pd.DataFrame | None
    dominance: pd.DataFrame
    regret: pd.DataFrame
    satisficing: pd.DataFrame

    @property
    def shown(self) -> list[str]:
        """The alternatives that the terminal lists: all, or the first that are not dominated."""
        if len(self.paired.names) <= SHOWN:
            return list(self.paired.names)
        kept = self.dominance[self.dominance["dominated_by"] == ""]["alternative"]
        return list(kept[:SHOWN])


Row = Mapping[str, Any]  # of a table


def rows_by(table: pd.DataFrame, *columns: str) -> dict[tuple[str, ...], Row]:
    """Return the rows of a table by the values of some columns."""
    records = [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
    return {tuple(str(row[column]) for column in columns): row for row in records}


def measure_names(targets: tuple[Target, ...], language: str) -> dict[str, str]:
    """Return headings by key: of each target, of all at once, of the cost."""
    words = WORDS[language]
    names = {
        target_key(target): words["target"].format(
            indicator=label(INDICATORS[target.indicator], language),
            year=target.year,
            level=value_text(target.at_least, target.indicator, language),
        )
        for target in targets
    }
    return {**names, JOINT: words["joint"], COST: words["cost"]}


def report(comparison: Comparison, names: Mapping[str, str], case: str, language: str) -> Group:
    """Return all that the terminal shows; `names` are the labels of the alternatives."""
    parts: list[RenderableType] = [levels_table(comparison, names, case, language), levels_key(comparison, language)]
    parts += [Text(line) for line in dominance_lines(comparison, names, language)]
    if comparison.differences is not None:
        parts += differences(comparison, comparison.differences, names, language)
    parts += robustness(comparison, names, language)
    return Group(*parts)


def levels_table(comparison: Comparison, names: Mapping[str, str], case: str, language: str) -> Table:
    """Return probabilities and cost, a row an alternative."""
    headings = measure_names(comparison.targets, language)
    table = Table(title=WORDS[language]["levels"].format(case=case))
    table.add_column(WORDS[language]["scenario"])
    for key in headings:
        table.add_column(headings[key], justify="right")
    rows = rows_by(comparison.levels[comparison.levels["kind"] != INDICATOR], "alternative", "name")
    for name in comparison.shown:
        table.add_row(names[name], *(_level(rows[name, key], key) for key in headings))
    return table


def _level(row: Row, key: str) -> str:
    if key == COST:
        half = (row["high"] - row["low"]) / 2
        return f"{row['estimate']:.2f} ± {half:.2f}"
    return f"{100 * row['estimate']:.0f} % ({100 * row['low']:.0f}–{100 * row['high']:.0f})"


def levels_key(comparison: Comparison, language: str) -> Text:
    """Return how to read the levels."""
    words, paired = WORDS[language], comparison.paired
    futures = words["futures"].format(count=len(paired.futures)) if paired.held else ""
    year = max(target.year for target in comparison.targets)
    return Text(words["levels_key"].format(year=year, n=len(paired.replicates), futures=futures), style="dim")


def dominance_lines(comparison: Comparison, names: Mapping[str, str], language: str) -> Iterator[str]:
    """Yield which alternatives are dominated by which, or that none is."""
    words = WORDS[language]
    shown = comparison.dominance[comparison.dominance["alternative"].isin(comparison.shown)]
    beaten = shown[shown["dominated_by"] != ""]
    if beaten.empty:
        yield words["none_dominated"]
    for row in rows_by(beaten, "alternative").values():
        sure = _listed(str(row["surely_dominated_by"]), names, language)
        told = words["sure"].format(others=sure) if sure else ""
        others = _listed(str(row["dominated_by"]), names, language)
        yield words["dominated"].format(name=names[row["alternative"]], others=others, sure=told)


def _listed(joined: str, names: Mapping[str, str], language: str) -> str:
    quoted = [f"“{names[each]}”" if language == "zh" else f"'{names[each]}'" for each in joined.split("; ") if each]
    return ("、" if language == "zh" else ", ").join(quoted)


def differences(
    comparison: Comparison, table: pd.DataFrame, names: Mapping[str, str], language: str
) -> list[RenderableType]:
    """Return the differences from the first alternative, and how many intervals there are in all."""
    words = WORDS[language]
    reference, *others = comparison.paired.names
    shown = Table(title=words["differences"].format(reference=names[reference]))
    shown.add_column(words["scenario"])
    headings = measure_names(comparison.targets, language)
    for heading in headings.values():
        shown.add_column(heading, justify="right")
    rows = rows_by(table[(table["one"] == reference) & (table["kind"] != INDICATOR)], "other", "name")
    for name in others:
        shown.add_row(names[name], *(_difference(rows[name, key]) for key in headings))
    count = len(table)
    told = {"single": int(table["told_apart"].sum()), "together": int(table["told_apart_all"].sum())}
    luck = f"{(1 - LEVEL) * count:.0f}"
    return [
        shown,
        Text(words["differences_key"].format(count=count), style="dim"),
        Text(words["multiple"].format(count=count, luck=luck, **told), style="dim"),
    ]


def _difference(row: Row) -> str:
    """Return `other` less `one`, since the first alternative is what the others are compared with."""
    percent = 100 if row["kind"] == PROBABILITY else 1
    value = -percent * row["difference"] + 0.0
    mark = " **" if row["told_apart_all"] else " *" if row["told_apart"] else ""
    return (f"{value:+.1f}" if percent == 100 else f"{value:+.2f}") + mark


def robustness(comparison: Comparison, names: Mapping[str, str], language: str) -> list[RenderableType]:
    """Return satisficing shares and regrets of type 2."""
    words, paired = WORDS[language], comparison.paired
    kind = "" if paired.held else "_replicates"
    count = int(comparison.satisficing["futures"].iloc[0])
    table = Table(title=words["robust" + kind].format(count=count))
    table.add_column(words["scenario"])
    table.add_column(words["satisficing" + kind].format(asked=f"{100 * comparison.asked:g} %"), justify="right")
    headings = measure_names(comparison.targets, language)
    regretted = {target_key(t): label(INDICATORS[t.indicator], language) + f" {t.year}" for t in comparison.targets}
    regretted[COST] = headings[COST]
    for heading in regretted.values():
        table.add_column(words["regret"].format(name=heading), justify="right")
    shares = rows_by(comparison.satisficing, "alternative")
    rows = rows_by(comparison.regret[comparison.regret["kind"] != PROBABILITY], "alternative", "name")
    for name in comparison.shown:
        row = shares[(name,)]
        cells = [_regret(rows[name, key], key) for key in regretted]
        table.add_row(
            names[name], f"{100 * row['share']:.0f} % ({100 * row['low']:.0f}–{100 * row['high']:.0f})", *cells
        )
    return [table, Text(words["robust_key"], style="dim")]


def _regret(row: Row, key: str) -> str:
    if key != COST and in_percent(key.rpartition(".")[0]):
        return f"{100 * row['type2_p90']:.1f}"
    return f"{row['type2_p90']:.2f}"
