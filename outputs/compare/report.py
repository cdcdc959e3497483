"""What the terminal shows of a comparison: levels, dominance, differences from the first scenario, robustness."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
from rich.console import Group, RenderableType

from scenarios.comparison.arrange import Paired
from scenarios.comparison.differences import INDICATOR, PROBABILITY
from scenarios.comparison.dominance import COST_ALONE, dominated
from scenarios.comparison.measures import COST, COST_INDICATOR
from scenarios.intervals import LEVEL
from scenarios.targets import ALL_TARGETS, Target

from ..shared import target_words
from ..shared.language import listed
from ..shared.paragraphs import Paragraph
from ..shared.tables import FittedTable
from ..shared.target_words import NOWHERE, Places, at_least, name_text, reading_lines
from ..shared.values import (
    PROBABILITY_UNIT,
    change_number,
    number_in,
    numeral,
    probability_lines,
    probability_text,
    shown_as,
    unit_of,
)
from .points import points_table
from .words import WORDS

SHOWN = 20  # alternatives on the terminal
COST_UNIT = unit_of(COST_INDICATOR)
MOST_BEATEN = 8  # alternatives, of which those that are dominated are named one by one


class Comparison(NamedTuple):
    """All tables of a comparison; `differences` is None where there would be too many.

    `unchecked` says, in the language of the reader, which years were not checked; empty where there are none.
    """

    paired: Paired
    targets: tuple[Target, ...]
    asked: float
    levels: pd.DataFrame
    differences: pd.DataFrame | None
    dominance: pd.DataFrame
    regret: pd.DataFrame
    satisficing: pd.DataFrame
    places: Places = NOWHERE
    unchecked: str = ""

    @property
    def shown(self) -> list[str]:
        """The alternatives that are listed and drawn: all, or the first one, those not dominated, and then others."""
        names = list(self.paired.names)
        kept = list(self.dominance[self.dominance["dominated_by"] == ""]["alternative"])
        chosen = list(dict.fromkeys([names[0], *kept, *names]))[:SHOWN]
        return sorted(chosen, key=names.index)


Record = Mapping[str, Any]  # of a table


def rows_by(table: pd.DataFrame, *columns: str) -> dict[tuple[str, ...], Record]:
    """Return the rows of a table by the values of some columns."""
    records = [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
    return {tuple(str(row[column]) for column in columns): row for row in records}


def target_headings(targets: Sequence[Target], places: Places, language: str) -> dict[str, str]:
    """Return the headings of targets by key: indicator, place, year and what is asked."""
    return {target.key: target_words.heading(target, places, language) for target in targets}


def measure_names(comparison: Comparison, language: str) -> dict[str, str]:
    """Return headings by key: of each target and below it of its other readings, of all at once, of the cost."""
    words = WORDS[language]
    names: dict[str, str] = {}
    for target in comparison.targets:
        names |= target_headings([target], comparison.places, language)
        for other in target.other_readings:
            names[other.key] = target_words.heading(other, comparison.places, language, reading=True)
    return {**names, ALL_TARGETS: words["joint"], COST: words["cost"].format(unit=cost_unit(language))}


def cost_unit(language: str) -> str:
    """Return the unit in which costs are shown."""
    return shown_as(COST_UNIT, language).text


def comparison_report(comparison: Comparison, names: Mapping[str, str], case: str, language: str) -> Group:
    """Return all that the terminal shows; `names` are the labels of the alternatives."""
    parts: list[RenderableType] = []
    points = points_table(comparison.paired, names, comparison.shown, language)
    if points is not None:
        parts.append(points)
    parts += [levels(comparison, names, case, language), levels_key(comparison, language)]
    parts += [Paragraph(line) for line in reading_lines(comparison.targets, comparison.places, language)]
    parts += [Paragraph(line) for line in dominance_lines(comparison, names, language)]
    if comparison.differences is not None:
        parts += differences(comparison, comparison.differences, names, language)
    parts += robustness(comparison, names, language)
    return Group(*parts)


def side_by_side(
    title: str, names: Mapping[str, str], shown: Sequence[str], rows: Mapping[str, Mapping[str, str]], language: str
) -> FittedTable:
    """Return a table with a row a measure and a column an alternative; `rows` by heading."""
    table = FittedTable(title, rules=True)
    table.add_column(WORDS[language]["measure"])
    for name in shown:
        table.add_column(names[name], number=True)
    for heading, cells in rows.items():
        table.add_row(heading, *(cells[name] for name in shown))
    return table


def levels(comparison: Comparison, names: Mapping[str, str], case: str, language: str) -> FittedTable:
    """Return probabilities and cost by alternative."""
    found = rows_by(comparison.levels[comparison.levels["kind"] != INDICATOR], "alternative", "name")
    rows = {
        heading: {name: _level(found[name, key], key, language) for name in comparison.shown}
        for key, heading in measure_names(comparison, language).items()
    }
    return side_by_side(WORDS[language]["levels"].format(case=case), names, comparison.shown, rows, language)


def _level(row: Record, key: str, language: str) -> str:
    if key == COST:
        mean, half = row["estimate"], (row["high"] - row["low"]) / 2
        spread = change_number(half, COST_UNIT, language, signed=False, beside=mean)
        return f"{number_in(mean, COST_UNIT, language, rounded=True)}\n± {spread}"
    return _chance(row, "estimate", language)


def _chance(row: Record, estimate: str, language: str) -> str:
    return probability_lines(row[estimate], row["low"], row["high"], language)


def levels_key(comparison: Comparison, language: str) -> Paragraph:
    """Return how to read the levels."""
    words, paired = WORDS[language], comparison.paired
    futures = words["futures"].format(count=len(paired.futures)) if paired.held else ""
    year = max(target.year for target in comparison.targets)
    n = numeral(len(paired.replicates))
    return Paragraph(words["levels_key"].format(year=year, n=n, futures=futures), "dim")


def dominance_lines(comparison: Comparison, names: Mapping[str, str], language: str) -> Iterator[str]:
    """Yield which alternatives are dominated by which, which only cost more for the same probabilities, or that none is."""
    words = WORDS[language]
    table = comparison.dominance
    beaten, dearer = table[table["dominated_by"] != ""], table[table[COST_ALONE] != ""]
    if beaten.empty:
        yield words["none_dominated"]
    elif len(table) > MOST_BEATEN:
        best = "; ".join(table[table["dominated_by"] == ""]["alternative"][:SHOWN])
        counts = {"count": len(table), "dominated": len(beaten), "others": _quoted(best, names, language)}
        yield words["many_dominated"].format(**counts)
        if not dearer.empty:
            yield words["many_dearer"].format(count=len(dearer))
        return
    for row in rows_by(table[dominated(table)], "alternative").values():
        tied = str(row[COST_ALONE])
        sure = _quoted(_without(str(row["surely_dominated_by"]), tied), names, language)
        told = words["sure"].format(others=sure) if sure else ""
        others = _quoted(_without(str(row["dominated_by"]), tied), names, language)
        yield words["dominated"].format(name=names[row["alternative"]], others=others, sure=told)
    for row in rows_by(dearer, "alternative").values():
        others = _quoted(str(row[COST_ALONE]), names, language)
        yield words["dearer"].format(name=names[row["alternative"]], others=others)


def _without(joined: str, others: str) -> str:
    """Return joined names without some others."""
    return "; ".join(each for each in joined.split("; ") if each not in others.split("; "))


def _quoted(joined: str, names: Mapping[str, str], language: str) -> str:
    quoted = [f"“{names[each]}”" if language == "zh" else f"'{names[each]}'" for each in joined.split("; ") if each]
    return listed(quoted, language)


def differences(
    comparison: Comparison, table: pd.DataFrame, names: Mapping[str, str], language: str
) -> list[RenderableType]:
    """Return the differences from the first alternative, and how many intervals there are in all."""
    words = WORDS[language]
    reference, *others = comparison.shown
    found = rows_by(table[(table["one"] == reference) & (table["kind"] != INDICATOR)], "other", "name")
    rows = {
        heading: {name: _difference(found[name, key], language) for name in others}
        for key, heading in measure_names(comparison, language).items()
    }
    count = len(table)
    significant = {"single": int(table["significant"].sum()), "together": int(table["significant_all"].sum())}
    luck = f"{(1 - LEVEL) * count:.0f}"
    title = words["differences"].format(reference=names[reference], unit=cost_unit(language))
    return [
        side_by_side(title, names, others, rows, language),
        Paragraph(words["differences_key"].format(count=count), "dim"),
        Paragraph(words["multiple"].format(count=count, luck=luck, **significant), "dim"),
    ]


def _difference(row: Record, language: str) -> str:
    """Return `other` less `one`, since the first alternative is what the others are compared with."""
    mark = " **" if row["significant_all"] else " *" if row["significant"] else ""
    unit = PROBABILITY_UNIT if row["kind"] == PROBABILITY else COST_UNIT
    return change_number(-row["difference"], unit, language) + mark


def robustness(comparison: Comparison, names: Mapping[str, str], language: str) -> list[RenderableType]:
    """Return satisficing shares and regrets of type 2."""
    words, paired = WORDS[language], comparison.paired
    kind = "" if paired.held else "_replicates"
    shares = rows_by(comparison.satisficing, "alternative")
    regrets = rows_by(comparison.regret[comparison.regret["kind"] != PROBABILITY], "alternative", "name")
    regretted = {t.key: f"{name_text(t, comparison.places, language)} {t.year}" for t in comparison.targets}
    regretted[COST] = measure_names(comparison, language)[COST]
    asked = at_least(probability_text(comparison.asked, language, 1))
    rows = {
        words["satisficing" + kind].format(asked=asked): {
            name: _chance(shares[(name,)], "share", language) for name in comparison.shown
        }
    }
    for key, heading in regretted.items():
        cells = {name: _regret(regrets[name, key], key, language) for name in comparison.shown}
        rows[words["regret"].format(name=heading)] = cells
    title = words["robust" + kind].format(count=int(comparison.satisficing["futures"].iloc[0]))
    return [
        side_by_side(title, names, comparison.shown, rows, language),
        Paragraph(words["robust_key"].format(unit=cost_unit(language)), "dim"),
    ]


def _regret(row: Record, key: str, language: str) -> str:
    unit = COST_UNIT if key == COST else unit_of(key.rpartition(".")[0])
    return change_number(row["type2_p90"], unit, language, signed=False)
