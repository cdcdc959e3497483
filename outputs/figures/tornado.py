"""The tornado: how far the plan's effect on the headline moves while one parameter is held. It prints in grey."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from calibration.headline.tornado import LARGEST, Bar, End, Tornado
from model.parameters import CHOICES, PARAMETERS, Value
from scenarios import Case

from ..shared.language import label
from ..shared.spread_words import spread_text
from ..shared.target_words import heading, places_of
from ..shared.values import numeral, probability_number, value_text
from . import fonts, labels, style

THIN, TALL, GAP = 9.0, 18.0, 7.0  # points: an end of a bar, one at an alternative, and the room between two bars
NAMES, VALUES = 125.0, 150.0  # points: room for the names, and for what is written beside the ends
LIGHT, DARK = style.COLOURS[5], style.COLOURS[0]  # the low end and the high one, apart in grey print too
HATCH = "////"  # of alternatives, which have no order
PERCENT = 100.0
BESIDE = 0.05  # of the axis on each side

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "title": "规划效果取决于哪些假设",
        "finding": "目标“{target}”的达成概率：无规划 {none}%，有规划 {plan}%。",
        "axis": "有规划与无规划的达成概率之差（百分点）",
        "low": "取范围下限",
        "high": "取范围上限",
        "word": "取某一方案",
        "base": "各参数照常抽取",
        "caption": "每次只固定一个参数，其余照常抽取；横条从照常抽取时的差起，至固定后的差止。固定值标于右侧。列出影响最大的 {shown} 项。每个情景模拟 {n} 次，{spread}。案例：{case}；基期 {baseline} 年。",
    },
    "en": {
        "title": "What the plan's effect hangs on",
        "finding": "Probability of '{target}': {none} % without the plan, {plan} % with it.",
        "axis": "plan less no plan, percentage points of probability",
        "low": "held at the low end",
        "high": "held at the high end",
        "word": "held at an alternative",
        "base": "all drawn",
        "caption": "One parameter is held at a time, the others are drawn. A bar reaches from the difference with all drawn to the one with this value held, which is written on the right. The {shown} largest are shown. {n} replicates a scenario, {spread}. {case}; baseline {baseline}.",
    },
}  # fmt: skip


def draw(case: Case, found: Tornado, replicates: int, language: str) -> Figure:
    """Draw the longest bars of a tornado, the longest on top: a thin bar for each value that a parameter is held at."""
    words, bars = WORDS[language], found.bars[:LARGEST]
    numbers = {
        "none": probability_number(found.base.none), "plan": probability_number(found.base.plan),
        "target": heading(found.target, places_of(case), language),
    }  # fmt: skip
    caption = words["caption"].format(
        shown=len(bars), n=numeral(replicates), spread=spread_text(case, language), case=label(case.file, language),
        baseline=case.calendar.baseline_year,
    )  # fmt: skip
    height = sum(height_of(each, language) + GAP for each in bars) or THIN
    with style.context():
        head = style.Heading(words["title"], words["finding"].format(**numbers), caption, _key(bars, language))
        figure = style.page(head, (height + 40) / style.POINTS)
        axes = figure.subplots()
        _bars(axes, bars, PERCENT * found.base.difference.estimate, language)
        axes.xaxis.set_major_formatter(style.numerals())
        axes.set_xlabel(words["axis"])
        return style.settle(figure)


def thickness(bar: Bar) -> float:
    """Return the room for an end of a bar in points: what names an alternative may take two lines."""
    return TALL if bar.name in CHOICES else THIN


def height_of(bar: Bar, language: str) -> float:
    """Return the height of a row in points, which has room for the ends of a bar and the lines of its name."""
    return max(len(bar.ends) * thickness(bar), len(name_lines(bar, language)) * style.SMALL * style.LINE)


def name_lines(bar: Bar, language: str) -> list[str]:
    """Return the lines of what is written beside a bar."""
    return fonts.wrap(labels.capitalised(label(PARAMETERS[bar.name], language)), style.SMALL, NAMES)


def held_at(name: str, value: Value, language: str) -> str:
    """Return what is written at an end: the value with its unit, or the label of an alternative."""
    if isinstance(value, str):
        return label(CHOICES[name].labels[value], language)
    return value_text(value, PARAMETERS[name].unit, language, rounded=True)


def _key(bars: Sequence[Bar], language: str) -> list[Patch | Line2D]:
    words = WORDS[language]
    key: list[Patch | Line2D] = [
        Patch(facecolor=LIGHT, edgecolor=style.INK, linewidth=0.5, label=words["low"]),
        Patch(facecolor=DARK, edgecolor=style.INK, linewidth=0.5, label=words["high"]),
    ]
    if any(each.name in CHOICES for each in bars):
        key.append(Patch(facecolor="white", edgecolor=style.INK, linewidth=0.5, hatch=HATCH, label=words["word"]))
    return [*key, Line2D([], [], color=style.INK, linewidth=1.0, label=words["base"])]


def _bars(axes: Axes, bars: Sequence[Bar], base: float, language: str) -> None:
    """Draw the bars from the difference with all drawn, in percentage points; rows are in points from the top down."""
    top, middles, names = 0.0, [], []
    reached = [base, *(PERCENT * end.difference.estimate for each in bars for end in each.ends)]
    for each in bars:
        middle = top + height_of(each, language) / 2
        for place, end in enumerate(each.ends):
            row = middle + (place + 1 / 2 - len(each.ends) / 2) * thickness(each)
            _end(axes, each, end, (base, row), language)
        middles.append(middle)
        names.append("\n".join(name_lines(each, language)))
        top += height_of(each, language) + GAP
    axes.axvline(base, color=style.INK, linewidth=1.0, zorder=3)
    axes.set_yticks(middles, names)
    axes.set_ylim(max(top - GAP / 2, THIN), -GAP / 2)
    room = BESIDE * (max(reached) - min(reached) or 1.0)
    axes.set_xlim(min(reached) - room, max(reached) + room)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="y", visible=False)
    axes.grid(axis="x", visible=True)


def _end(axes: Axes, bar: Bar, end: End, start: tuple[float, float], language: str) -> None:
    """Draw one end of a bar with what the parameter is held at beside it; `start` is the common difference and the row."""
    base, row = start
    reached = PERCENT * end.difference.estimate
    choice, low = bar.name in CHOICES, end is bar.ends[0]
    colour = "white" if choice else LIGHT if low else DARK
    axes.barh(row, reached - base, THIN - 1, left=base, color=colour, edgecolor=style.INK, linewidth=0.5,
              hatch=HATCH if choice else None, zorder=2)  # fmt: skip
    text = "\n".join(fonts.wrap(held_at(bar.name, end.value, language), style.SMALL, VALUES))
    axes.annotate(
        text, (1.0, row), (4, 0), xycoords=("axes fraction", "data"), textcoords="offset points", ha="left",
        va="center", size=style.SMALL,
    )  # fmt: skip
