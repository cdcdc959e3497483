"""Differences from no plan: a panel an indicator, a row a scenario, with 95 % intervals. It prints in grey."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from model.indicators import INDICATORS
from scenarios import Case
from scenarios.comparison.target_table import REFERENCE
from scenarios.experiment import ScenarioRuns

from ..run.difference_words import added_up_text
from ..shared.language import label
from ..shared.values import change_text, change_unit, shown_as, unit_of
from . import fonts, labels, style

WIDEST = 3  # panels in a row
ROW = 15.0  # height of a scenario's row, points
NAME_ROOM = 84.0  # most room for the names of the scenarios, points
MARK = 4.5  # points
TICKS = 4  # most intervals of an axis

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "title": "各情景与“{reference}”之差，{year} 年",
        "finding": "“{plan}”：{found}。",
        "nothing": "“{plan}”与“{reference}”的差异均不显著。",
        "caption": "点：同条件对比之差的均值；横线：95% 区间；空心：差异不显著。{added}为 {first} 年以来各年合计。每个情景模拟 {{n}} 次，{{spread}}。案例：{{case}}；基期 {{baseline}} 年。",
    },
    "en": {
        "title": "Differences from '{reference}' by scenario, {year}",
        "finding": "'{plan}': {found}.",
        "nothing": "'{plan}' makes no detectable difference from '{reference}'.",
        "caption": "Points: means of paired differences; bars: 95 % intervals; hollow: not significant. Added up since {first}: "
        "{added}. {{n}} replicates a scenario, {{spread}}. {{case}}; baseline {{baseline}}.",
    },
}

Rows = Mapping[tuple[str, str], Mapping[str, Any]]  # by scenario and indicator


def draw(case: Case, experiment: Mapping[str, ScenarioRuns], compared: pd.DataFrame, language: str) -> Figure:
    """Draw the paired difference of each indicator by scenario, in the unit of the indicator.

    `compared` is the table of `scenarios.comparison.compared_table.compared_table`.
    """
    words, base = WORDS[language], experiment[labels.reference(experiment)].scenario
    records = [{str(key): value for key, value in row.items()} for row in compared.to_dict("records")]
    rows: Rows = {(str(row["scenario"]), str(row["indicator"])): row for row in records}
    indicators = list(dict.fromkeys(indicator for _, indicator in rows))
    others = [name for name in labels.shown(experiment, case.plan) if name != REFERENCE]
    about = {
        "reference": label(base, language), "year": case.last_year, "first": case.calendar.year_labels[1],
        "plan": label(case.scenario(case.plan), language), "added": added_up_text(compared, language),
    }  # fmt: skip
    with style.context():
        names = [
            fonts.wrap(labels.capitalised(label(experiment[name].scenario, language)), style.SMALL, NAME_ROOM)
            for name in others
        ]
        height = sum(max(ROW, len(lines) * style.SMALL * style.LINE + 2) for lines in names) or ROW
        count, columns = style.grid(len(indicators), WIDEST)
        heading = style.Heading(
            words["title"].format(**about),
            _finding(rows, indicators, case.plan, about, language),
            labels.caption(words["caption"].format(**about), case, experiment, language),
        )
        room = (style.WIDTH * style.POINTS - NAME_ROOM) / columns - 16
        figure = style.page(heading, count * (height + 52) / style.POINTS)
        axes = figure.subplots(count, columns, sharey=True, squeeze=False)
        for place, panel in enumerate(axes.flat):
            if place >= len(indicators):
                panel.set_axis_off()
                continue
            _panel(panel, rows, others, indicators[place], language)
            style.name_panel(panel, labels.capitalised(label(INDICATORS[indicators[place]], language)), room, [])
        for row in axes:
            row[0].set_yticks(range(len(others)), ["\n".join(lines) for lines in names])
        return style.settle(figure)


def _finding(rows: Rows, indicators: Sequence[str], plan: str, about: Mapping[str, Any], language: str) -> str:
    """Say what the plan changes, as far as that is significant."""
    found = [
        f"{label(INDICATORS[name], language)} {change_text(rows[plan, name]['difference'], unit_of(name), language)}"
        for name in indicators
        if (plan, name) in rows and rows[plan, name]["detectable"]
    ]
    key = "finding" if found else "nothing"
    return WORDS[language][key].format(found=labels.joined(found, language), **about)


def _panel(axes: Axes, rows: Rows, names: Sequence[str], indicator: str, language: str) -> None:
    """Draw the differences of an indicator, the first scenario on top; shares in percentage points."""
    unit = unit_of(indicator)
    factor = shown_as(unit, language).factor
    for place, name in enumerate(names):
        row = rows[name, indicator]
        middle, *ends = (factor * row[each] for each in ("difference", "difference_low", "difference_high"))
        axes.plot(ends, [place, place], color=style.INK, linewidth=1.0, solid_capstyle="butt")
        face = style.INK if row["detectable"] else "white"
        axes.plot([middle], [place], "o", color=style.INK, markerfacecolor=face, markersize=MARK, zorder=3)
    axes.axvline(0.0, color=style.SOFT, linewidth=0.8, linestyle=style.DASHES, zorder=1)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.xaxis.set_major_locator(MaxNLocator(TICKS))
    axes.xaxis.set_major_formatter(style.numerals())
    axes.tick_params(axis="y", length=0)
    text = change_unit(unit, language)
    if text:
        axes.set_xlabel(text)
