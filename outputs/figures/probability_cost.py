"""Probability against cost: what each scenario buys, a panel a target; dominated scenarios are hollow."""

from collections.abc import Mapping
from itertools import cycle
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from scenarios.comparison.differences import INDICATOR
from scenarios.comparison.dominance import dominated
from scenarios.comparison.measures import COST
from scenarios.comparison.target_table import REFERENCE
from scenarios.targets import ALL_TARGETS

from ..compare.report import COST_UNIT, Comparison, Record, measure_names, rows_by
from ..shared.values import numeral, shown_as
from . import labels, style

PANEL_HEIGHT = 1.75  # inches
WIDEST = 4  # panels in a row
MARKS = ("o", "s", "^", "D", "v", "P", "X")
MARK = 5.0  # points

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "title": "各方案的达成概率与财政支出",
        "finding": "空心：劣于另一方案（各项概率均不更高且至少一项更低，支出也不更少），共 {dominated} 个；实心：其余 {others} 个。",
        "cost": "支出（{unit}）",
        "probability": "概率（%）",
        "caption": "竖线和横线为 95% 置信区间；每个方案模拟 {n} 次{futures}。支出为至 {year} 年累计，未折现。",
        "futures": "，{count} 种不确定情形的平均",
    },
    "en": {
        "title": "Probability of the targets against cost, by scenario",
        "finding": "Hollow: dominated by another scenario (worse on a probability, no better on any, no cheaper): {dominated}; others: {others}.",
        "cost": "cost, {unit}",
        "probability": "probability, %",
        "caption": "Bars are 95 % intervals (Wilson for probabilities) from {n} replicates a scenario{futures}. Cost up to {year}, not discounted.",
        "futures": ", means over {count} futures",
    },
}


def draw(comparison: Comparison, names: Mapping[str, str], language: str) -> Figure:
    """Draw the probability of each target and of all at once (%) against the cost.

    `names` are the labels of the alternatives; those that the terminal lists are drawn.
    """
    words, shown = WORDS[language], shown_as(COST_UNIT, language)
    drawn = (*comparison.paired.keys, ALL_TARGETS)  # other readings of the targets are left to the tables
    headings = {key: text for key, text in measure_names(comparison, language).items() if key in drawn}
    rows, columns = style.grid(len(headings), WIDEST)
    with style.context():
        looks = _looks(comparison)
        key: list[Artist] = [Line2D([], [], label=names[name], markersize=MARK, **look) for name, look in looks.items()]
        figure = style.page(
            style.Heading(words["title"], _finding(comparison, language), _caption(comparison, language), key),
            rows * (PANEL_HEIGHT + 0.3),
        )
        axes = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
        room = style.WIDTH * style.POINTS / columns - 30
        table = rows_by(comparison.levels[comparison.levels["kind"] != INDICATOR], "name", "alternative")
        for panel, (target, heading) in zip(axes.flat, headings.items(), strict=False):
            _panel(panel, table, target, looks, shown.factor)
            style.name_panel(panel, labels.capitalised(heading), room, [])
        for panel in axes.flat[len(headings) :]:
            panel.set_axis_off()
        for place, panel in enumerate(axes.flat[: len(headings)]):
            panel.xaxis.set_major_formatter(style.numerals())
            panel.xaxis.set_tick_params(labelbottom=place + columns >= len(headings))
            panel.set_xlabel(words["cost"].format(unit=shown.text) if place + columns >= len(headings) else "")
        for row in axes:
            row[0].set_ylabel(words["probability"])
        return style.settle(figure)


def _looks(comparison: Comparison) -> dict[str, Any]:
    """Return colour and mark by alternative: hollow where it is dominated, grey for what happens without a plan."""
    beaten = set(comparison.dominance[dominated(comparison.dominance)]["alternative"])
    colours, marks = cycle(style.COLOURS), cycle(MARKS)
    looks: dict[str, Any] = {}
    for name in comparison.shown:
        colour = style.NEUTRAL if name == REFERENCE else next(colours)
        face = "white" if name in beaten else colour
        looks[name] = {
            "color": colour,
            "marker": next(marks),
            "markerfacecolor": face,
            "markeredgecolor": colour,
            "linestyle": "none",
        }
    return looks


def _panel(
    axes: Axes, table: Mapping[tuple[str, ...], Record], target: str, looks: Mapping[str, Any], factor: float
) -> None:
    """Draw the alternatives; `factor` turns costs into the unit of the axis."""
    for name, look in looks.items():
        event = table[target, name]
        cost = {part: factor * table[COST, name][part] for part in ("estimate", "low", "high")}
        chance = {part: 100 * event[part] for part in ("estimate", "low", "high")}
        axes.plot([cost["low"], cost["high"]], [chance["estimate"]] * 2, color=look["color"], linewidth=0.8)
        axes.plot([cost["estimate"]] * 2, [chance["low"], chance["high"]], color=look["color"], linewidth=0.8)
        above = 2 if look["markerfacecolor"] == "white" else 3  # what is not dominated is not hidden by what is
        axes.plot([cost["estimate"]], [chance["estimate"]], markersize=MARK, zorder=above, **look)
    axes.set_ylim(-3, 103)


def _finding(comparison: Comparison, language: str) -> str:
    beaten = int(dominated(comparison.dominance).sum())
    others = len(comparison.dominance) - beaten
    return WORDS[language]["finding"].format(dominated=beaten, others=others)


def _caption(comparison: Comparison, language: str) -> str:
    words, paired = WORDS[language], comparison.paired
    futures = words["futures"].format(count=len(paired.futures)) if paired.held else ""
    year = max(target.year for target in comparison.targets)
    written = words["caption"].format(n=numeral(len(paired.replicates)), futures=futures, year=year)
    return labels.with_sentence(written, comparison.unchecked, language)
