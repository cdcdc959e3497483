"""Scenario discovery: the trade-off of coverage and density along the peeling, and the limits of each box."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from calibration.discovery.box import HIGH, LOW, Side
from calibration.discovery.discover import Discovery, FoundBox
from scenarios.axes import NAME, describe
from scenarios.case import Case

from ..shared.axis_words import axis_text, limit_texts
from ..shared.values import probability_text
from . import fonts, style

PANEL, ROW = 2.2, 0.5  # inches: least height of a box's panels, and of an axis
SHADES = ("#737373", "#0072b2", "#009e73", "#e69f00", "#d55e00", "#882255")  # by number of axes with limits
BAR = 0.34  # height of a bar, rows

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "title": "规划达成目标把握不足的条件",
        "trade": "覆盖率与密度",
        "limits": "条件组合 {place}",
        "trial": "搜索到但未得到印证，不作结论",
        "coverage": "覆盖率（占全部未达到者，%）",
        "density": "密度（范围内未达到的比例，%）",
        "axes": "限定 {count} 个因素",
        "chosen": "所取的范围",
        "asked": "要求的密度",
        "within": "达成把握不足的取值",
        "sample": "样本取值范围",
        "caption": "每个点为逐步缩小范围（PRIM）时的一个范围。所取范围：覆盖率不低于 {coverage}、密度不低于 {density} 的范围中，限定因素最少、两者调和平均最大者，没有时取覆盖率够高者中密度最高的；再去掉未得到印证的条件，因此右图可比该点更宽。",
    },
    "en": {
        "title": "When the plan misses its target",
        "trade": "Coverage against density",
        "limits": "Box {place}: its limits",
        "trial": "Found but not confirmed: nothing is claimed",
        "coverage": "coverage (of all that miss), %",
        "density": "density (share that miss), %",
        "axes": "axes with limits: {count}",
        "chosen": "the box chosen",
        "asked": "density asked",
        "within": "where the target is missed",
        "sample": "range in the sample",
        "caption": "Each dot is a box of the peeling (PRIM). Chosen: of the boxes that cover {coverage} and are {density} dense or more, the one with limits on fewest axes and, of these, the largest harmonic mean of the two; if there is none, the densest that covers enough. Limits that are not confirmed are then taken off, so the box on the right may be wider than the dot.",
    },
}


def draw(case: Case, found: Discovery, finding: str, density: float, coverage: float, language: str) -> Figure:
    """Draw trade-off and limits, a row of panels for each box; `finding` says what was found."""
    words = WORDS[language]
    boxes = list(found.boxes) or [box for box in (found.trial,) if box is not None]
    heights = [max(PANEL, ROW * (1.2 + len({side.column for side in box.limits}))) for box in boxes]
    asked = {"coverage": probability_text(coverage, language), "density": probability_text(density, language)}
    with style.context():
        caption = words["caption"].format(**asked)
        heading = style.Heading(words["title"], finding, caption, _key(boxes, language))
        figure = style.page(heading, sum(heights) + 0.3 * len(boxes))
        axes = figure.subplots(len(boxes), 2, squeeze=False, height_ratios=heights, width_ratios=[1, 1.15])
        for place, (box, (left, right)) in enumerate(zip(boxes, axes, strict=True), 1):
            _trade_off(left, box, density, language)
            _limits(right, case, found, box, place, language)
        return style.settle(figure)


def _shade(count: int) -> str:
    return SHADES[min(count, len(SHADES) - 1)]


def _key(boxes: Sequence[FoundBox], language: str) -> list[Artist]:
    words = WORDS[language]
    counts = sorted({int(count) for box in boxes for count in box.trajectory["axes"]})
    key: list[Artist] = [
        Line2D([], [], ls="none", marker="o", ms=4, color=_shade(count), label=words["axes"].format(count=count))
        for count in counts
    ]
    key.append(Line2D([], [], ls="none", marker="o", ms=9, mfc="none", mec=style.INK, label=words["chosen"]))
    key.append(Line2D([], [], color=style.INK, linewidth=0.8, linestyle=style.DASHES, label=words["asked"]))
    if any(box.limits for box in boxes):
        key.append(Patch(color=style.COLOURS[1], label=words["within"]))
        key.append(Patch(color=style.RULE, label=words["sample"]))
    return key


def _trade_off(axes: Axes, box: FoundBox, density: float, language: str) -> None:
    """Draw coverage and density of every box peeled; colours say on how many axes it has limits."""
    words, steps = WORDS[language], box.trajectory
    colours = [_shade(int(count)) for count in steps["axes"]]
    axes.plot(100 * steps["coverage"], 100 * steps["density"], color=style.RULE, linewidth=0.8, zorder=1)
    axes.scatter(100 * steps["coverage"], 100 * steps["density"], s=16, c=colours, zorder=2, clip_on=False)
    chosen = steps[steps["chosen"]]
    marks: dict[str, Any] = {
        "s": 80,
        "facecolors": "none",
        "edgecolors": style.INK,
        "linewidths": 1.0,
        "zorder": 3,
        "clip_on": False,
    }
    axes.scatter(100 * chosen["coverage"], 100 * chosen["density"], **marks)
    axes.axhline(100 * density, color=style.INK, linewidth=0.8, linestyle=style.DASHES, zorder=1)
    axes.set_xlim(0, 102)
    axes.set_ylim(0, 102)
    axes.set_xlabel(words["coverage"])
    axes.set_ylabel(words["density"])
    axes.set_title(words["trade"], size=style.FINDING)


def _limits(axes: Axes, case: Case, found: Discovery, box: FoundBox, place: int, language: str) -> None:
    """Draw, for every axis with a limit, its range in the sample and the part inside the box."""
    words = WORDS[language]
    texts = limit_texts(case, box.limits, language)
    axes.set_title(words["limits"].format(place=place) if texts else words["trial"], size=style.FINDING)
    axes.set_xlim(0, 1)
    axes.set_ylim(max(1, len(texts)) - 0.1, -0.45)
    axes.set_axis_off()
    room = style.WIDTH * style.POINTS * 0.46
    for row, (column, text) in enumerate(texts.items()):
        lines = fonts.wrap(text, style.TEXT, room)
        axes.annotate("\n".join(lines), (0, row), (0, 2), textcoords="offset points", va="bottom", size=style.TEXT)
        start, end = _part(found.axes, box, column)
        axes.add_patch(Rectangle((0, row + 0.08), 1, BAR / 2, facecolor=style.RULE, linewidth=0))
        axes.add_patch(Rectangle((start, row + 0.08), end - start, BAR / 2, facecolor=style.COLOURS[1], linewidth=0))
        _ends(axes, found.axes, column, row + 0.08 + BAR / 2, language)


def _part(sample: pd.DataFrame, box: FoundBox, column: str) -> tuple[float, float]:
    """Return where in the sample's range the box begins and ends, 0 to 1; of names, the share of them."""
    if describe(column).kind == NAME:
        names = next(limit for side, limit in box.limits.items() if side.column == column)
        return 0.0, len(names) / sample[column].nunique() if isinstance(names, frozenset) else 1.0
    low, high = float(sample[column].min()), float(sample[column].max())
    ends = [box.limits.get(Side(column, side), end) for side, end in ((LOW, low), (HIGH, high))]
    start, end = ((float(value) - low) / (high - low) for value in ends if not isinstance(value, frozenset))
    return float(np.clip(start, 0, 1)), float(np.clip(end, 0, 1))


def _ends(axes: Axes, sample: pd.DataFrame, column: str, y: float, language: str) -> None:
    """Write the ends of an axis's range in the sample below its bar."""
    if describe(column).kind == NAME:
        return
    for x, value, side in ((0.0, sample[column].min(), "left"), (1.0, sample[column].max(), "right")):
        text = axis_text(column, float(value), language)
        below: dict[str, Any] = {"xytext": (0, -2), "textcoords": "offset points", "va": "top", "size": style.SMALL}
        axes.annotate(text, (x, y), ha=side, color=style.SOFT, **below)
