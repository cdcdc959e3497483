"""Parks as small multiples: how a headline indicator moves in each under the scenarios, and how large each is."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import xarray
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from scenarios import Case
from scenarios.experiment import ScenarioRuns
from scenarios.files.table_labels import Label

from . import fonts, labels, style

HIGH, LOW = 1.15, 0.9  # heights of a panel of shares, inches: with FEW panels in a row, with MANY
BAR = 9.0  # height of the room of a bar of output, points
FEW, MANY = 3, 4  # panels in a row: as long as nine are enough, and beyond
BAND = 0.25  # strength of the colour of a band
EDGE_LINE: dict[str, Any] = {"linewidth": 0.9, "linestyle": style.DASHES}

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "title": "各园区{indicator}（{unit}）与工业总产值（亿元）",
        "finding": "{plan}与{base}相比，{year} 年各园区均值相差 {low}（{lowest}）至 {high}（{highest}）{points}。",
        "finding_one": "{plan}与{base}相比，{year} 年均值相差 {low}{points}。",
        "finding_alone": "{year} 年各园区均值：最低 {low}（{lowest}），最高 {high}（{highest}）。",
        "points": "个百分点",
        "finding_none": "没有可比的数值。",
        "mean": "{name}：均值",
        "band": "{name}：90% 的重复模拟",
        "last": "{year} 年均值",
        "bar": "{year} 年产值（亿元）",
        "tick": "{year} 年产值",
        "caption": "{n} 次重复模拟，随机性与参数不确定性合计；基期企业为合成，起点即有宽度。案例：{case}；基期 {baseline} 年。",
    },
    "en": {
        "title": "{indicator} ({unit}) and gross output (100 million yuan) by park",
        "finding": "Mean in {year}, {plan} less {base}: from {low} ({lowest}) to {high}{points} ({highest}).",
        "finding_one": "Mean in {year}, {plan} less {base}: {low}{points}.",
        "finding_alone": "Mean in {year}: from {low} ({lowest}) to {high} ({highest}).",
        "points": " points",
        "finding_none": "No values to compare.",
        "mean": "{name}: mean",
        "band": "{name}: 90 % of replicates",
        "last": "mean {year}",
        "bar": "output in {year}, 100 million yuan",
        "tick": "output in {year}",
        "caption": "n = {n}, chance and parameters together; firms are synthetic, so bands start wide. {case}; baseline {baseline}.",
    },
}


def draw(case: Case, experiment: Mapping[str, ScenarioRuns], indicator: str, language: str) -> Figure:
    """Draw a headline indicator (mean and 5-95 % band) by year and the last output (100 million yuan), a panel a park.

    Shares and rates are drawn in percent. Each scenario that is given is drawn in every panel; two or three are still legible.
    """
    words = WORDS[language]
    known = set(next(iter(experiment.values())).parks["park"].values)
    parks = [park for park in case.parks if park.id in known]
    few = len(parks) <= FEW * FEW
    rows, columns = style.grid(len(parks), FEW if few else MANY)
    height = HIGH if few else LOW
    with style.context():
        heading = style.Heading(
            words["title"].format(
                indicator=labels.heading(labels.indicator_label(indicator, language)),
                unit=labels.unit_of_axis(indicator, language),
            ),
            _finding(case, parks, experiment, indicator, language),
            labels.caption(words["caption"], case, experiment, language),
            _key(case, experiment, language),
        )
        bars = (len(experiment) + 0.5) * BAR / style.POINTS
        figure = style.page(heading, rows * (height + bars + 0.6))
        axes = figure.subplots(2 * rows, columns, squeeze=False, height_ratios=[height, bars] * rows)
        shares, outputs = axes[::2], axes[1::2]
        top = _top(experiment, indicator)
        for place, park in enumerate(parks):
            _path(shares.flat[place], case, experiment, park, indicator, language)
            _frame(shares.flat[place], case, park, columns, top, language)
            _last(shares.flat[place], case, experiment, park, indicator, language)
            _output(outputs.flat[place], case, experiment, park)
        for panel in [*shares.flat[len(parks) :], *outputs.flat[len(parks) :]]:
            panel.remove()
        for panel in shares.flat:
            panel.tick_params(labelleft=panel in shares[:, 0])
        return style.settle(figure)


def _of(data: xarray.DataArray, park: str) -> np.ndarray:
    return np.asarray(data.sel(park=park), dtype=float)


def paths(runs: ScenarioRuns, indicator: str, park: str, which: str = "mean") -> np.ndarray:
    """Return an indicator of a park by year as it is drawn: its mean, or its quantile `p5` or `p95`."""
    return labels.scale(indicator) * _of(runs.parks[f"headline_{which}"].sel(indicator=indicator), park)


def finals(parks: Sequence[Label], runs: ScenarioRuns, indicator: str) -> np.ndarray:
    """Return the mean of an indicator in the last year by park, as it is drawn."""
    return np.array([paths(runs, indicator, park.id)[-1] for park in parks])


def _top(experiment: Mapping[str, ScenarioRuns], indicator: str) -> float:
    """Return where the axis of all panels ends: 100 for shares, else a little above the highest band."""
    if labels.unit_of_axis(indicator, "en") == "%":
        return 100.0
    highest = [runs.parks["headline_p95"].sel(indicator=indicator).values for runs in experiment.values()]
    known = np.concatenate([each[np.isfinite(each)] for each in highest])
    return 1.05 * labels.scale(indicator) * float(known.max(initial=0.0)) or 1.0


def _written(value: float, indicator: str, language: str) -> str:
    """Return a value as it is drawn, in words; shares with the sign for percent."""
    if labels.unit_of_axis(indicator, language) == "%":
        return labels.percent(labels.amount(value, 1), language)
    return labels.amount(value, 1)


def _finding(
    case: Case, parks: Sequence[Label], experiment: Mapping[str, ScenarioRuns], indicator: str, language: str
) -> str:
    """Say where the plan changes the indicator least and most, or the range of it where there is no plan."""
    words = WORDS[language]
    names = labels.compared(experiment, case.plan)
    values = finals(parks, experiment[names[-1]], indicator)
    year = int(experiment[names[0]].parks["year"][-1])
    if len(names) > 1:
        values = values - finals(parks, experiment[names[0]], indicator)
        write, template = labels.change, words["finding" if len(parks) > 1 else "finding_one"]
    else:
        write, template = lambda value: _written(value, indicator, language), words["finding_alone"]
    if not np.isfinite(values).any():
        return words["finding_none"]
    lowest, highest = int(np.nanargmin(values)), int(np.nanargmax(values))
    return template.format(
        year=year,
        points=words["points"] if labels.scale(indicator) > 1.0 else "",
        base=labels.scenario_label(experiment[names[0]].scenario, language),
        plan=labels.scenario_label(experiment[names[-1]].scenario, language),
        low=write(values[lowest]),
        lowest=labels.park_label(parks[lowest], language),
        high=write(values[highest]),
        highest=labels.park_label(parks[highest], language),
    )


def _key(case: Case, experiment: Mapping[str, ScenarioRuns], language: str) -> list[Artist]:
    words = WORDS[language]
    colours = style.scenario_colours(case, experiment)
    years = case.calendar.year_labels
    base = labels.reference(experiment)
    names = {name: labels.scenario_label(runs.scenario, language) for name, runs in experiment.items()}
    key: list[Artist] = [
        Line2D([], [], color=colours[name], linewidth=2, label=words["mean"].format(name=names[name])) for name in names
    ]
    for name in names:
        label = words["band"].format(name=names[name])
        filled = Patch(color=colours[name], alpha=BAND, linewidth=0, label=label)
        key.append(filled if name == base else Line2D([], [], color=colours[name], label=label, **EDGE_LINE))
    key.append(Patch(color=style.SOFT, label=words["bar"].format(year=years[-1])))
    mark: dict[str, Any] = {"marker": "|", "markersize": 8, "markeredgewidth": 1.2, "color": style.INK}
    return [*key, Line2D([], [], linestyle="none", label=words["tick"].format(year=years[0]), **mark)]


def _path(
    axes: Axes, case: Case, experiment: Mapping[str, ScenarioRuns], park: Label, indicator: str, language: str
) -> None:
    """Draw the indicator of a park by year: the band of the reference filled, those of the others between lines."""
    colours = style.scenario_colours(case, experiment)
    base = labels.reference(experiment)
    for name, runs in experiment.items():
        known = runs.parks["year"].values
        low, high = (paths(runs, indicator, park.id, end) for end in ("p5", "p95"))
        if name == base:
            axes.fill_between(known, low, high, color=colours[name], alpha=BAND, linewidth=0)
        else:
            axes.plot(known, low, color=colours[name], **EDGE_LINE)
            axes.plot(known, high, color=colours[name], **EDGE_LINE)
        axes.plot(known, paths(runs, indicator, park.id), color=colours[name])


def _frame(axes: Axes, case: Case, park: Label, columns: int, top: float, language: str) -> None:
    """Set the axes of a panel and name it; `top` is where the upright one ends."""
    room = style.WIDTH * style.POINTS / columns - 24
    years = case.calendar.year_labels
    axes.set_xticks(style.year_ticks(years, [], room))
    axes.set_xlim(years[0], years[-1])
    axes.set_ylim(0, top)
    if top == 100.0:
        axes.set_yticks([0, 25, 50, 75, 100])
    style.name_panel(axes, labels.heading(labels.park_label(park, language)), room, [], rows=1)


def _last(
    axes: Axes, case: Case, experiment: Mapping[str, ScenarioRuns], park: Label, indicator: str, language: str
) -> None:
    """Write the means of the last year above a panel, each in the colour of its scenario."""
    colours = style.scenario_colours(case, experiment)
    year = int(next(iter(experiment.values())).parks["year"][-1])
    pieces = [(WORDS[language]["last"].format(year=year), style.SOFT)]
    for name, runs in experiment.items():
        pieces.append((_written(paths(runs, indicator, park.id)[-1], indicator, language), colours[name]))
    start = 0.0
    for text, colour in pieces:
        style.write_note(axes, text, start, 0, colour)
        start += fonts.width(text, style.SMALL) + 0.8 * style.SMALL


def _output(axes: Axes, case: Case, experiment: Mapping[str, ScenarioRuns], park: Label) -> None:
    """Draw the last output of a park as bars, on one scale for all parks, and the first as an upright line."""
    colours = style.scenario_colours(case, experiment)
    scale = max(float(np.nanmax(np.append(runs.parks["output"].values, 0.0))) for runs in experiment.values()) or 1.0
    for place, (name, runs) in enumerate(experiment.items()):
        output = _of(runs.parks["output"], park.id)
        last = float(np.nan_to_num(output[-1]))
        axes.barh(place, last, 0.72, color=colours[name], alpha=0.75)
        axes.plot([output[0]] * 2, [place - 0.46, place + 0.46], color=style.INK, linewidth=1.2)
        end = max(last, float(np.nan_to_num(output[0])))
        written = labels.amount(output[-1], 0 if scale >= 100 else 1)
        axes.annotate(written, (end, place), (4, 0), textcoords="offset points", size=style.SMALL, va="center")
    axes.set_xlim(0, 1.3 * scale)
    axes.set_ylim(len(experiment), -0.5)  # the room below keeps the bars off the next park
    axes.set_axis_off()
