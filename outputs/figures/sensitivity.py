"""Sensitivity: bars with intervals by group, and mu* against sigma (Morris) or first against total index (Sobol)."""

from collections.abc import Sequence
from string import ascii_uppercase

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from calibration.sensitivity.analyse import Sensitivity
from calibration.sensitivity.design import MORRIS
from scenarios.axes import labels

from . import fonts, style

ROW, LEAST = 0.27, 1.6  # inches: an axis, and the least height of the panels
NAMES = 190.0  # points: room for the names of the axes
FLATTEST = 20  # the axis of sigma ends at no less than this part of that of mu*
GROUPS = 2  # colours take turns from group to group

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "title_morris": "各因素的影响程度：莫里斯筛选",
        "title_sobol": "各因素的影响程度：索博尔指数",
        "morris": "μ*{unit}",
        "sigma": "σ{unit}",
        "sobol": "总效应指数",
        "first": "一阶指数（单独作用）",
        "group": "可区分的组（相邻两组颜色不同，同色相连者不分先后）",
        "interval": "95% 区间",
        "floor": "偶然波动即可达到的水平",
        "no_interaction": "σ = μ*",
        "caption_morris": "μ*：某因素在其范围内变动时结果的平均变化幅度；σ 大说明作用随其他因素而变或不呈线性。右图字母同左图，不表示先后；未超出偶然波动者不标。",
        "caption_sobol": "总效应指数含与其他因素的交互作用，各因素之和可大于 1；总效应与一阶指数之差即为交互作用。",
    },
    "en": {
        "title_morris": "How much each axis matters: Morris screening",
        "title_sobol": "How much each axis matters: Sobol indices",
        "morris": "mu*{unit}",
        "sigma": "sigma{unit}",
        "sobol": "total index",
        "first": "first index (the axis by itself)",
        "group": "groups that differ significantly (colours alternate; bars of one colour in a row are ties)",
        "interval": "95 % interval",
        "floor": "what noise alone gives",
        "no_interaction": "sigma = mu*",
        "caption_morris": "mu*: mean change of the outcome as an axis moves over its range. A large sigma means that the effect depends on other axes or is not linear. Letters are those of the bars and rank nothing; axes not significantly above noise carry none.",
        "caption_sobol": "Total indices hold interactions with other axes and may add up to more than 1; total less first is interaction.",
    },
}  # fmt: skip


def draw(found: Sensitivity, finding: str, scale: float, unit: str, language: str) -> Figure:
    """Draw the axes by group, the strongest on top; mu* and sigma are multiplied by `scale` and carry `unit`."""
    words, table = WORDS[language], found.table.copy()
    morris = found.record.method == MORRIS
    if morris:
        columns = ["estimate", "low", "high", "sigma", "floor"]
        table[columns] *= scale
    named = f"（{unit}）" if language == "zh" else f", {unit}"
    written = named if unit else ""
    with style.context():
        heading = style.Heading(
            words[f"title_{found.record.method}"], finding, words[f"caption_{found.record.method}"],
            _key(morris, bool(table["floor"].notna().any()), language),
        )  # fmt: skip
        figure = style.page(heading, max(LEAST, ROW * len(table) + 0.5))
        if morris:
            left, right = figure.subplots(1, 2, width_ratios=[1.7, 1])
            _scatter(right, table, written, language)
        else:
            left = figure.subplots()
            _first(left, table)
        _bars(left, table, language, morris=morris)
        left.xaxis.set_major_formatter(style.numerals())
        left.set_xlabel(words[found.record.method].format(unit=written))
        return style.settle(figure)


def letter(place: int) -> str:
    """Return what marks a bar and its dot, from place 0 on: A, B ... Z, AA, AB. A number would look like a rank."""
    before, last = divmod(place, len(ascii_uppercase))
    return (letter(before - 1) if before else "") + ascii_uppercase[last]


def _colours(groups: Sequence[int]) -> list[str]:
    return [style.COLOURS[(int(group) - 1) % GROUPS] for group in groups]


def _key(morris: bool, floor: bool, language: str) -> list[Artist]:
    words = WORDS[language]
    key: list[Artist] = [
        Patch(color=style.COLOURS[0], label=words["group"]),
        Line2D([], [], color=style.INK, linewidth=1.0, label=words["interval"]),
    ]
    if floor:
        key.append(Line2D([], [], color=style.INK, linewidth=1.2, linestyle=":", label=words["floor"]))
    if morris:
        key.append(Line2D([], [], color=style.SOFT, linewidth=0.8, linestyle=":", label=words["no_interaction"]))
    else:
        key.append(Line2D([], [], ls="none", marker="D", ms=4, mfc="white", mec=style.INK, label=words["first"]))
    return key


def _possible(low: pd.Series, *, morris: bool) -> pd.Series:
    """Return lower ends of intervals as far as they are possible: mu* is the mean of absolute changes, never below 0."""
    return low.clip(lower=0.0) if morris else low


def _bars(axes: Axes, table: pd.DataFrame, language: str, *, morris: bool) -> None:
    """Draw a bar an axis with its interval, the strongest on top, and what noise alone gives."""
    rows = np.arange(len(table))
    axes.barh(rows, table["estimate"], height=0.62, color=_colours(table["group"].tolist()), zorder=1)
    axes.hlines(rows, _possible(table["low"], morris=morris), table["high"], color=style.INK, linewidth=1.0, zorder=3)
    axes.vlines(table["floor"], rows - 0.44, rows + 0.44, color=style.INK, linewidth=1.2, linestyle=":", zorder=4)
    names = [f"{letter(place)}  {name}" for place, name in enumerate(labels(table["axis"].tolist(), language))]
    wrapped = ["\n".join(fonts.wrap(name, style.SMALL, NAMES)) for name in names]
    axes.set_yticks(rows, wrapped)
    axes.set_ylim(len(table) - 0.5, -0.5)
    lowest = _possible(table["low"], morris=morris)
    axes.set_xlim(left=min(0.0, float(lowest.min()), float(table.get("first_low", lowest).min())))
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="y", visible=False)
    axes.grid(axis="x", visible=True)


def _first(axes: Axes, table: pd.DataFrame) -> None:
    """Draw the first indices with their intervals, a little below the total ones."""
    rows = np.arange(len(table)) + 0.22
    axes.hlines(rows, table["first_low"], table["first_high"], color=style.SOFT, linewidth=0.8, zorder=3)
    marks = Line2D(table["first"], rows, ls="none", marker="D", ms=4, mfc="white", mec=style.INK, zorder=4)
    axes.add_line(marks)


def _scatter(axes: Axes, table: pd.DataFrame, unit: str, language: str) -> None:
    """Draw mu* against sigma; a dot carries the letter of its bar."""
    words = WORDS[language]
    axes.scatter(table["estimate"], table["sigma"], s=14, c=_colours(table["group"].tolist()), zorder=2, clip_on=False)
    told = table["above_chance"].fillna(True).astype(bool)  # the others crowd in the corner
    for row, star, sigma in zip(table.index[told], table["estimate"][told], table["sigma"][told], strict=True):
        axes.annotate(letter(row), (star, sigma), (3, 3), textcoords="offset points", size=style.SMALL)
    end, top = (1.1 * max(float(table[name].max()), 1e-12) for name in ("estimate", "sigma"))
    top = max(top, end / FLATTEST)  # a sigma of rounding size is none
    axes.plot([0, end], [0, end], color=style.SOFT, linewidth=0.8, linestyle=":", zorder=1)
    axes.set_xlim(0, end)
    axes.set_ylim(0, top)
    axes.xaxis.set_major_formatter(style.numerals())
    axes.yaxis.set_major_formatter(style.numerals())
    axes.set_xlabel(words["morris"].format(unit=unit))
    axes.set_ylabel(words["sigma"].format(unit=unit))
