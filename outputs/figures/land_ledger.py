"""The zones' land quota by quarter: what came in, what went out, and what was left, scenarios side by side."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import xarray
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.patheffects import Normal, withStroke
from matplotlib.ticker import FuncFormatter

from model.calendar import QUARTERS_A_YEAR
from scenarios import Case
from scenarios.experiment import ScenarioRuns

from ..shared.language import label
from ..shared.values import number_in, numeral, value_text
from . import fonts, labels, style, unchecked

HIGH, LOW = 2.6, 1.7  # heights of a panel, inches: of up to FEW, and of more
FEW = 4
LAND = "mu"  # the unit of the ledger


class Flow(NamedTuple):
    """A bar of the ledger: the columns it adds up, whether they come in, and how it looks."""

    word: str
    columns: tuple[str, ...]
    comes: bool
    colour: str
    hatch: str | None = None


# Blue comes in, brown goes out; the hatching tells what was lost from what was used, in grey print too.
FLOWS = (
    Flow("issued", ("land_issued",), True, "#2b628f"),
    Flow("low_hill", ("land_low_hill",), True, "#6f9f6a"),
    Flow("recovered", ("land_reclaimed", "land_returned"), True, "#9ccbe6"),
    Flow("granted", ("land_granted",), False, "#c98a4b"),
    Flow("factories", ("land_granted_factory",), False, "#5a2d0c"),
    Flow("expired", ("land_expired",), False, "#f1dfc4", "////"),
)

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "title": "开发区用地计划指标台账（亩，按季度）",
        "finding": "{start}–{end} 年供地：{granted}；期末结余：{left}。",
        "of": "{name} {value}",
        "totals": "{start}–{end} 年合计：下达 {issued}{of_low_hill}，盘活与退回 {recovered}，供地 {supplied}（其中标准厂房 {factories}），过期作废 {expired}",
        "of_low_hill": "，低丘缓坡专项 {low_hill}",
        "axis": "亩（零线以下为使用）",
        "issued": "下达",
        "low_hill": "低丘缓坡专项",
        "recovered": "盘活与退回",
        "granted": "项目供地",
        "factories": "标准厂房供地",
        "expired": "过期作废",
        "closing": "季末结余",
        "caption": "每个情景 {n} 次模拟的均值，各情景同一刻度；不含开发区以外。案例：{case}；基期 {baseline} 年。",
    },
    "en": {
        "title": "Land quota of the zones by quarter, mu",
        "finding": "Land granted {start}–{end}: {granted}; left at the end: {left}.",
        "of": "{name} {value}",
        "totals": "{start}–{end}: issued {issued}{of_low_hill}, reclaimed and returned {recovered}, granted {supplied} "
        "(standard factories {factories}), expired {expired}",
        "of_low_hill": ", levelled on low hills {low_hill}",
        "axis": "mu; below zero: used",
        "issued": "issued",
        "low_hill": "levelled on low hills",
        "recovered": "reclaimed and returned",
        "granted": "granted to projects",
        "factories": "granted to standard factories",
        "expired": "expired",
        "closing": "closing balance",
        "caption": "Means over {n} replicates a scenario, all on one scale; development zones only. {case}; baseline {baseline}.",
    },
}


def draw(case: Case, experiment: Mapping[str, ScenarioRuns], language: str) -> Figure:
    """Draw the land quota of the zones (mu, mean over replicates), one panel a scenario, all on one scale.

    Each scenario that is given is drawn; two are side by side.
    """
    words = WORDS[language]
    rows, columns = style.grid(len(experiment), 2 if len(experiment) <= FEW else 3)
    height = HIGH if len(experiment) <= FEW else LOW
    with style.context():
        heading = style.Heading(
            words["title"],
            _finding(case, experiment, language),
            labels.caption(words["caption"], case, experiment, language),
            [*_key(words, experiment), *unchecked.key(case, language)],
        )
        room = style.WIDTH * style.POINTS / columns - 45
        totals = [_totals(case, runs.ledger, room, language) for runs in experiment.values()]
        most = max(map(len, totals))
        figure = style.page(heading, rows * (height + most * style.SMALL * style.LINE / style.POINTS))
        axes = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
        for panel, runs, lines in zip(axes.flat, experiment.values(), totals, strict=False):
            _panel(panel, runs, lines, most, room, language)
        _finish(axes, len(experiment), case, words["axis"])
        for panel in axes.flat[: len(experiment)]:
            unchecked.shade(panel, case, 0.5 + QUARTERS_A_YEAR * case.file.years)
        return style.settle(figure)


def total(ledger: xarray.Dataset, columns: Sequence[str]) -> float:
    """Return what columns of the ledger add up to over all quarters, mu."""
    return float(sum(ledger[column].sum() for column in columns))


def _finding(case: Case, experiment: Mapping[str, ScenarioRuns], language: str) -> str:
    """Say how much land was granted and how much quota was left, without the plan and with it."""
    words = WORDS[language]
    granted, left = [], []
    for name in labels.compared(experiment, case.plan):
        scenario, ledger = experiment[name].scenario, experiment[name].ledger
        value = value_text(total(ledger, ("land_granted", "land_granted_factory")), LAND, language, rounded=True)
        granted.append(words["of"].format(name=label(scenario, language), value=value))
        left.append(value_text(float(ledger["land_closing"][-1]), LAND, language, rounded=True))
    years = case.calendar.year_labels
    lists = {"granted": labels.joined(granted, language), "left": labels.joined(left, language)}
    return words["finding"].format(start=years[1], end=years[-1], **lists)


def _totals(case: Case, ledger: xarray.Dataset, room: float, language: str) -> list[str]:
    """Return the lines above a panel: what came in and went out in all years together."""
    sums = {flow.word: total(ledger, flow.columns) for flow in FLOWS}
    sums["supplied"] = sums["granted"] + sums["factories"]
    years = case.calendar.year_labels
    numbers = {word: number_in(value, LAND, language, rounded=True) for word, value in sums.items()}
    numbers["of_low_hill"] = WORDS[language]["of_low_hill"].format(**numbers) if sums["low_hill"] else ""
    return fonts.wrap(WORDS[language]["totals"].format(start=years[1], end=years[-1], **numbers), style.SMALL, room)


def _key(words: Mapping[str, str], experiment: Mapping[str, ScenarioRuns]) -> list[Artist]:
    """Return the key of the bars; low hills are in it only where any were levelled."""
    levelled = any(total(runs.ledger, ("land_low_hill",)) for runs in experiment.values())
    key: list[Artist] = [
        Patch(facecolor=flow.colour, edgecolor=style.SOFT, linewidth=0.3, hatch=flow.hatch, label=words[flow.word])
        for flow in FLOWS
        if levelled or flow.word != "low_hill"
    ]
    return [*key, Line2D([], [], color=style.INK, marker="o", markersize=2.5, linewidth=1.0, label=words["closing"])]


def _panel(axes: Axes, runs: ScenarioRuns, lines: Sequence[str], most: int, room: float, language: str) -> None:
    """Draw the bars of a scenario and its balance; above, its name and the lines of its totals."""
    ledger = runs.ledger
    quarters = np.arange(ledger.sizes["quarter"])
    ends = {True: np.zeros(len(quarters)), False: np.zeros(len(quarters))}
    for flow in FLOWS:
        height = np.nan_to_num(sum(ledger[column].values for column in flow.columns)) * (1 if flow.comes else -1)
        look: dict[str, Any] = {"color": flow.colour, "edgecolor": style.SOFT, "linewidth": 0.3, "hatch": flow.hatch}
        axes.bar(quarters, height, 0.8, bottom=ends[flow.comes], **look)
        ends[flow.comes] = ends[flow.comes] + height
    casing = [withStroke(linewidth=2.4, foreground="white"), Normal()]  # keeps the line apart from the bars behind
    axes.plot(quarters, ledger["land_closing"], color=style.INK, marker="o", ms=2.5, lw=1.0, path_effects=casing)
    axes.axhline(0, color=style.INK, linewidth=0.7)
    _last(axes, len(quarters) - 1, float(ledger["land_closing"][-1]), language)
    style.name_panel(axes, labels.capitalised(label(runs.scenario, language)), room, lines, most)


def _last(axes: Axes, quarter: int, balance: float, language: str) -> None:
    """Write the last balance beside its point."""
    if np.isfinite(balance):
        axes.annotate(
            number_in(balance, LAND, language, rounded=True),
            (quarter, balance),
            (5, 0),
            textcoords="offset points",
            size=style.SMALL,
            va="center",
        )


def _finish(axes: np.ndarray, count: int, case: Case, label: str) -> None:
    """Label the shared axes: a tick at the start of each year, its number in the middle of its quarters."""
    years = case.calendar.year_labels[1:]
    first = axes[0, 0]
    starts = [0.5 + QUARTERS_A_YEAR * place for place in range(len(years) + 1)]
    room = style.WIDTH * style.POINTS / axes.shape[1] - 60
    written = style.year_ticks(years, [], room)
    middles = [(starts[place] + starts[place + 1]) / 2 for place, year in enumerate(years) if year in written]
    first.set_xticks(middles, [str(year) for year in written])
    first.set_xticks(starts, minor=True)
    first.set_xlim(-0.6, starts[-1] + 0.17 * starts[-1])
    first.yaxis.set_major_formatter(FuncFormatter(lambda value, _: numeral(abs(value))))
    for row in axes:
        row[0].set_ylabel(label)
    for place, panel in enumerate(axes.flat):
        panel.tick_params(axis="x", which="major", length=0, labelbottom=True)
        if place >= count:
            panel.remove()
