"""Table of probabilities: how likely each scenario meets each target, and all targets at once."""

import math
from collections.abc import Mapping, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from scenarios import Case
from scenarios.experiment import ScenarioRuns
from scenarios.targets import Goal, goals_of

from ..shared.language import label
from ..shared.target_words import bound_text, name_text, places_of
from ..shared.values import ends_text, probability_number, probability_text, span_text
from . import fonts, labels, style

ROOM = style.WIDTH * style.POINTS - 2 * style.EDGE  # points across
ROW = 26.0  # height of a scenario's row, points
GAP = 8.0  # between the columns of different years, points
SPACE = 8.0  # below a block of columns, points
WIDEST, SINGLE = 90.0, 180.0  # a column is never wider, points: beside others, and one or two of them
FEW = 2
NAME_ROOM = 92.0  # most room for the names of the scenarios, points
BLOCK = 9  # most columns side by side; further ones are drawn below
CLOSE = 1.25  # distance of lines in a heading over font size
NUMBER = 10.0  # font size of the probabilities
# From pale to a blue on which black is still easily read, in grey print too.
SHADES = LinearSegmentedColormap.from_list("probability", ["#f7fafc", "#b5d3e7", "#69a9d0"])

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "title": "各情景达成目标的概率（%）",
        "finding": "全部 {count} 项目标同时达成的概率：各情景 {range}，95% 区间最高到 {most}。",
        "finding_single": "{target} 的概率：各情景 {range}，95% 区间最高到 {most}。",
        "nothing": "本案例没有设定目标。",
        "year": "{year} 年",
        "years": "全部年份",
        "joint": "当年 {count} 项同时达成",
        "all": "全部 {count} 项同时达成",
        "caption": "底色越深，概率越高；小字：95% 置信区间；每个情景模拟 {n} 次，{spread}。案例：{case}；基期 {baseline} 年。",
    },
    "en": {
        "title": "Probability of meeting the targets by scenario, %",
        "finding": "All targets ({count}) at once: {range} over the scenarios; the 95 % intervals reach up to {most}.",
        "finding_single": "{target}: {range} over the scenarios; the 95 % intervals reach up to {most}.",
        "nothing": "This case has no targets.",
        "year": "{year}",
        "years": "all years",
        "joint": "All of the year ({count}) at once",
        "all": "All ({count}) at once",
        "caption": "The darker, the likelier; small: 95 % Wilson interval from {n} replicates, {spread}. {case}; baseline {baseline}.",
    },
}


class TargetColumn(NamedTuple):
    """A goal with its heading, its bound if it is a single target, and the year that it is below."""

    goal: Goal
    heading: str
    bound: str
    group: str


class Layout(NamedTuple):
    """Where things are in a block of columns, points from its upper left corner."""

    names: dict[str, list[str]]  # lines by scenario
    headings: list[list[str]]  # lines by column
    left: list[float]  # left edges of the columns
    width: float  # of a column
    head: float  # height of the headings

    @property
    def height(self) -> float:
        """Height of the block."""
        return self.head + self.row * len(self.names)

    @property
    def row(self) -> float:
        """Height of a scenario's row: that of a cell, or what the longest name takes."""
        most = max(map(len, self.names.values()), default=1)
        return max(ROW, most * style.TEXT * CLOSE + GAP)


def draw(case: Case, experiment: Mapping[str, ScenarioRuns], targets: pd.DataFrame, language: str) -> Figure:
    """Draw the probability of each target by scenario, percent, with Wilson intervals, and those of all at once.

    `targets` is the table of `scenarios.comparison.target_table.target_table`.
    """
    columns = _columns(case, language)
    blocks = _blocks(columns)
    with style.context():
        names = {
            name: fonts.wrap(labels.capitalised(label(runs.scenario, language)), style.TEXT, NAME_ROOM)
            for name, runs in labels.shown(experiment, case.plan).items()
        }
        tables = [_table(names, block) for block in blocks]
        heading = style.Heading(
            WORDS[language]["title"],
            _finding(case, experiment, targets, columns, language),
            labels.caption(WORDS[language]["caption"], case, experiment, language),
        )
        heights = [table.height + SPACE for table in tables]
        figure = style.page(heading, sum(heights) / style.POINTS)
        if blocks:
            axes = figure.subplots(len(blocks), 1, squeeze=False, height_ratios=heights)[:, 0]
            for place, block, table in zip(axes, blocks, tables, strict=True):
                _block(place, targets, block, table)
        return style.settle(figure)


def _columns(case: Case, language: str) -> list[TargetColumn]:
    """Return the targets by year, those of a year followed by all of them at once, and last all of all years.

    Their other readings are left to the tables.
    """
    words = WORDS[language]
    columns = []
    goals = [goal for goal in goals_of(case.targets) if goal.reading_of is None]
    for goal in sorted(goals, key=lambda goal: math.inf if goal.year is None else goal.year):
        group = words["years"] if goal.year is None else words["year"].format(year=goal.year)
        target, count = goal.single, len(goal.targets)
        if target is not None:
            heading = labels.capitalised(name_text(target, places_of(case), language))
            columns.append(TargetColumn(goal, heading, bound_text(target, language), group))
        elif goal.year is None or count > 1:
            columns.append(
                TargetColumn(goal, words["all" if goal.year is None else "joint"].format(count=count), "", group)
            )
    return columns


def _blocks(columns: Sequence[TargetColumn]) -> list[list[TargetColumn]]:
    """Split the columns into blocks that fit side by side; a year is split only where it does not fit by itself."""
    blocks: list[list[TargetColumn]] = []
    for _, group in groupby(columns, key=lambda column: column.group):
        year = list(group)
        for part in (year[start : start + BLOCK] for start in range(0, len(year), BLOCK)):
            if blocks and len(blocks[-1]) + len(part) <= BLOCK:
                blocks[-1].extend(part)
            else:
                blocks.append(part)
    return blocks


def _table(names: dict[str, list[str]], block: Sequence[TargetColumn]) -> Layout:
    """Return where things are when the names and a block of columns share the width of the page."""
    start = max(fonts.width(line, style.TEXT) for lines in names.values() for line in lines) + 8
    gaps = list(accumulate((one.group != other.group for one, other in pairwise(block)), initial=0))  # before a column
    width = min(WIDEST if len(block) > FEW else SINGLE, (ROOM - start - GAP * gaps[-1]) / len(block))
    left = [start + place * width + GAP * before for place, before in enumerate(gaps)]
    headings = [
        [line for text in (column.heading, column.bound) if text for line in fonts.wrap(text, style.SMALL, width - 5)]
        for column in block
    ]
    head = style.TEXT * style.LINE + max(map(len, headings)) * style.SMALL * CLOSE + 10
    return Layout(names, headings, left, width, head)


def _rows(targets: pd.DataFrame, column: TargetColumn) -> pd.DataFrame:
    """Return the rows of the table for an event, by scenario."""
    goal = column.goal
    year = targets["year"].isna() if goal.year is None else targets["year"] == goal.year
    rows = targets[year & (targets["indicator"] == goal.name)]
    return rows.drop_duplicates("scenario").set_index("scenario")


def _finding(
    case: Case,
    experiment: Mapping[str, ScenarioRuns],
    targets: pd.DataFrame,
    columns: Sequence[TargetColumn],
    language: str,
) -> str:
    """Say how likely all targets are at once; of a single target, how likely it is."""
    words = WORDS[language]
    if not columns:
        return words["nothing"]
    rows = _rows(targets, columns[-1]).reindex(list(experiment))
    ends = rows["probability"].min(), rows["probability"].max()
    lowest, highest = (probability_text(end, language) for end in ends)
    template = words["finding"] if len(case.targets) > 1 else words["finding_single"]
    return template.format(
        count=len(case.targets),
        target=f"{columns[-1].heading} {columns[-1].bound}",
        range=span_text(lowest, highest, language),
        most=probability_text(rows["high"].max(), language),
    )


def _block(axes: Axes, targets: pd.DataFrame, block: Sequence[TargetColumn], table: Layout) -> None:
    """Draw a block of columns; the axes count points from their upper left corner."""
    axes.set_xlim(0, ROOM)
    axes.set_ylim(table.height, 0)
    axes.set_axis_off()
    _names(axes, table)
    _groups(axes, block, table)
    for left, lines, column in zip(table.left, table.headings, block, strict=True):
        _lines(axes, lines, left + table.width / 2, table.head - 5, style.SMALL, ha="center")
        rows = _rows(targets, column).reindex(list(table.names))
        cells = rows[["probability", "low", "high"]].to_numpy(dtype=float)
        for place, (probability, low, high) in enumerate(cells):
            _cell(axes, left, table.head + place * table.row, table.width, table.row, probability, low, high)


def _lines(axes: Axes, lines: Sequence[str], x: float, bottom: float, size: float, ha: str) -> None:
    """Write lines at even distances, the last one on `bottom`."""
    for above, line in enumerate(reversed(lines)):
        axes.text(x, bottom - above * size * CLOSE, line, size=size, ha=ha, va="baseline")


def _names(axes: Axes, table: Layout) -> None:
    """Write the names of the scenarios in front of their rows."""
    for place, lines in enumerate(table.names.values()):
        middle = table.head + (place + 0.5) * table.row
        _lines(axes, lines, 0, middle + style.TEXT * (0.35 + CLOSE * (len(lines) - 1) / 2), style.TEXT, ha="left")


def _groups(axes: Axes, block: Sequence[TargetColumn], table: Layout) -> None:
    """Write the years above their columns, with a rule below each."""
    for group in dict.fromkeys(column.group for column in block):
        edges = [left for left, column in zip(table.left, block, strict=True) if column.group == group]
        start, end = edges[0], edges[-1] + table.width
        below = style.TEXT * style.LINE
        axes.text((start + end) / 2, below - 3, group, size=style.TEXT, ha="center", va="baseline")
        axes.plot([start + 1, end - 1], [below, below], color=style.SOFT, linewidth=0.8)


def _cell(
    axes: Axes, left: float, top: float, width: float, height: float, probability: float, low: float, high: float
) -> None:
    """Draw a cell: the darker the likelier, the probability over its interval, all in percent."""
    known = math.isfinite(probability)
    shade = SHADES(probability) if known else "white"
    axes.add_patch(Rectangle((left + 1, top + 1), width - 2, height - 2, facecolor=shade, edgecolor=style.RULE, lw=0.4))
    centre = left + width / 2
    axes.text(centre, top + 0.36 * height, probability_number(probability), size=NUMBER, ha="center", va="center")
    if known:
        interval = ends_text(low, high)
        axes.text(centre, top + 0.75 * height, interval, size=style.SMALL, ha="center", va="center")
