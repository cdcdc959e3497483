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

from model.indicators import INDICATORS
from scenarios import Case
from scenarios.experiment import ScenarioRuns
from scenarios.files.table_labels import Label

from ..shared.language import label
from ..shared.values import SHARES, bracketed, change_number, change_text, number_in, shown_as, unit_of, value_text
from . import fonts, labels, style, unchecked

HIGH, LOW = 1.15, 0.9  # heights of a panel of shares, inches: with FEW panels in a row, with MANY
BAR = 9.0  # height of the room of a bar of output, points
OUTPUT = unit_of("gross_output")
FEW, MANY = 3, 4  # panels in a row: as long as nine are enough, and beyond
MOST = 24  # panels: more are not legible on a page
BAND = 0.25  # strength of the colour of a band
HATCH = "////"  # of the bars of all scenarios but the reference, for grey print
EDGE_LINE: dict[str, Any] = {"linewidth": 0.9, "linestyle": style.DASHES}

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "title": "各开发区{indicator}与工业总产值（{unit}）",
        "title_outside": "各开发区及区外工业：{indicator}与工业总产值（{unit}）",
        "finding": "{plan}与{base}相比，{year} 年均值相差 {low}（{lowest}）至 {high}（{highest}）。",
        "finding_one": "{plan}与{base}相比，{year} 年均值相差 {high}。",
        "finding_alone": "{year} 年均值：最低 {low}（{lowest}），最高 {high}（{highest}）。",
        "finding_none": "没有可比的数值。",
        "mean": "{name}：均值",
        "band": "{name}：90% 的模拟",
        "last": "{year} 年均值",
        "bar": "{year} 年产值（{unit}）",
        "tick": "{year} 年产值",
        "caption": "模拟 {n} 次，{spread}；基期企业为合成，各次模拟起点不同。案例：{case}；基期 {baseline} 年。",
        "merged": "整合后的开发区仍分别列出。",
        "largest": "图中为基期产值最大的 {shown} 个，全部 {all} 个见 indicators.csv。",
    },
    "en": {
        "title": "{indicator} and gross output ({unit}) by zone",
        "title_outside": "{indicator} and gross output ({unit}): zones and industry outside",
        "finding": "Mean in {year}, {plan} less {base}: from {low} ({lowest}) to {high} ({highest}).",
        "finding_one": "Mean in {year}, {plan} less {base}: {high}.",
        "finding_alone": "Mean in {year}: from {low} ({lowest}) to {high} ({highest}).",
        "finding_none": "No values to compare.",
        "mean": "{name}: mean",
        "band": "{name}: 90 % of replicates",
        "last": "mean {year}",
        "bar": "output in {year}, {unit}",
        "tick": "output in {year}",
        "caption": "n = {n}, {spread}; firms are synthetic, so bands start wide. {case}; baseline {baseline}.",
        "merged": "Zones that merge are still shown one by one.",
        "largest": "Shown are the {shown} with the largest output at the baseline; all {all} are in indicators.csv.",
    },
}


def draw(case: Case, experiment: Mapping[str, ScenarioRuns], indicator: str, language: str) -> Figure:
    """Draw a headline indicator (mean and 5-95 % band) by year and the last output, a panel a park.

    Of many parks those with the largest output have one. Shares and rates are drawn in percent. Each scenario that is
    given is drawn in every panel; two or three are still legible.
    """
    known = set(next(iter(experiment.values())).parks["park"].values)
    everyone = [park for park in case.parks if park.id in known]
    parks = largest(everyone, experiment)
    few = len(parks) <= FEW * FEW
    rows, columns = style.grid(len(parks), FEW if few else MANY)
    height = HIGH if few else LOW
    with style.context():
        heading = style.Heading(
            _title(case, indicator, language),
            _finding(case, everyone, experiment, indicator, language),
            labels.caption(_caption(case, experiment, len(everyone), language), case, experiment, language),
            [*_key(case, experiment, language), *unchecked.key(case, language)],
        )
        bars = (len(experiment) + 0.5) * BAR / style.POINTS
        figure = style.page(heading, rows * (height + bars + 0.6))
        axes = figure.subplots(2 * rows, columns, squeeze=False, height_ratios=[height, bars] * rows)
        shares, outputs = axes[::2], axes[1::2]
        top = _top(experiment, indicator, language)
        for place, park in enumerate(parks):
            _path(shares.flat[place], case, experiment, park, indicator, language)
            _frame(shares.flat[place], case, park, columns, top, language)
            unchecked.shade(shares.flat[place], case, case.file.last_year)
            _last(shares.flat[place], case, experiment, park, indicator, language)
            _output(outputs.flat[place], case, experiment, park, language)
        for panel in [*shares.flat[len(parks) :], *outputs.flat[len(parks) :]]:
            panel.remove()
        for panel in shares.flat:
            panel.tick_params(labelleft=panel in shares[:, 0])
        return style.settle(figure)


def largest(parks: Sequence[Label], experiment: Mapping[str, ScenarioRuns]) -> list[Label]:
    """Return the parks that have a panel, in their order: all, or of many the largest by output at the baseline."""
    if len(parks) <= MOST:
        return list(parks)
    output = next(iter(experiment.values())).parks["output"]
    sizes = {park.id: float(np.nan_to_num(_of(output, park.id)[0])) for park in parks}
    shown = set(sorted(sizes, key=lambda park: -sizes[park])[:MOST])
    return [park for park in parks if park.id in shown]


def _of(data: xarray.DataArray, park: str) -> np.ndarray:
    return np.asarray(data.sel(park=park), dtype=float)


def paths(runs: ScenarioRuns, indicator: str, park: str, which: str = "mean") -> np.ndarray:
    """Return an indicator of a park by year: its mean, or its quantile `p5` or `p95`."""
    return _of(runs.parks[which].sel(indicator=indicator), park)


def finals(parks: Sequence[Label], runs: ScenarioRuns, indicator: str) -> np.ndarray:
    """Return the mean of an indicator in the last year by park."""
    return np.array([paths(runs, indicator, park.id)[-1] for park in parks])


def _title(case: Case, indicator: str, language: str) -> str:
    """Return the title of the figure, with the unit of the indicator if it has one, and whether all parks are zones."""
    key = "title" if all(park.is_zone for park in case.data.baseline.parks) else "title_outside"
    name, unit = labels.capitalised(label(INDICATORS[indicator], language)), shown_as(unit_of(indicator), language)
    named = bracketed(name, unit.text, language) if unit.text else name
    return WORDS[language][key].format(indicator=named, unit=shown_as(OUTPUT, language).text)


def _caption(case: Case, experiment: Mapping[str, ScenarioRuns], count: int, language: str) -> str:
    """Return the template of the caption of `count` parks.

    It says where zones that merge are shown one by one, and where there are too many for the figure.
    """
    merging = case.file.mergers and any("park_merger" in runs.scenario.levers for runs in experiment.values())
    words = WORDS[language]
    template = labels.with_sentence(words["caption"], words["merged"] if merging else "", language)
    left_out = words["largest"].format(shown=MOST, all=count) if count > MOST else ""
    return labels.with_sentence(template, left_out, language)


def _top(experiment: Mapping[str, ScenarioRuns], indicator: str, language: str) -> float:
    """Return where the axis of all panels ends: at the whole for shares, else a little above the highest band."""
    factor = shown_as(unit_of(indicator), language).factor
    if unit_of(indicator) in SHARES:
        return factor
    highest = [runs.parks["p95"].sel(indicator=indicator).values for runs in experiment.values()]
    known = np.concatenate([each[np.isfinite(each)] for each in highest])
    return 1.05 * factor * float(known.max(initial=0.0)) or 1.0


def _finding(
    case: Case, parks: Sequence[Label], experiment: Mapping[str, ScenarioRuns], indicator: str, language: str
) -> str:
    """Say where the plan changes the indicator least and most, or the range of it where there is no plan."""
    words, unit = WORDS[language], unit_of(indicator)
    names = labels.compared(experiment, case.plan)
    values = finals(parks, experiment[names[-1]], indicator)
    year = int(experiment[names[0]].parks["year"][-1])
    if len(names) > 1:
        values = values - finals(parks, experiment[names[0]], indicator)
    if not np.isfinite(values).any():
        return words["finding_none"]
    lowest, highest = int(np.nanargmin(values)), int(np.nanargmax(values))
    if len(names) > 1:  # the unit is written once, behind the second number
        template = words["finding" if len(parks) > 1 else "finding_one"]
        low, high = change_number(values[lowest], unit, language), change_text(values[highest], unit, language)
    else:
        template = words["finding_alone"]
        low, high = (value_text(values[place], unit, language, rounded=True) for place in (lowest, highest))
    return template.format(
        year=year,
        base=label(experiment[names[0]].scenario, language),
        plan=label(experiment[names[-1]].scenario, language),
        low=low,
        lowest=label(parks[lowest], language),
        high=high,
        highest=label(parks[highest], language),
    )


def _key(case: Case, experiment: Mapping[str, ScenarioRuns], language: str) -> list[Artist]:
    words = WORDS[language]
    colours = style.scenario_colours(case, experiment)
    years = case.calendar.year_labels
    base = labels.reference(experiment)
    names = {name: label(runs.scenario, language) for name, runs in experiment.items()}
    key: list[Artist] = [
        Line2D([], [], label=words["mean"].format(name=names[name]), **_line(name, base, colours)) for name in names
    ]
    for name in names:
        band = words["band"].format(name=names[name])
        filled = Patch(color=colours[name], alpha=BAND, linewidth=0, label=band)
        key.append(filled if name == base else Line2D([], [], color=colours[name], label=band, **EDGE_LINE))
    key.append(Patch(color=style.SOFT, label=words["bar"].format(year=years[-1], unit=shown_as(OUTPUT, language).text)))
    mark: dict[str, Any] = {"marker": "|", "markersize": 8, "markeredgewidth": 1.2, "color": style.INK}
    return [*key, Line2D([], [], linestyle="none", label=words["tick"].format(year=years[0]), **mark)]


def _path(
    axes: Axes, case: Case, experiment: Mapping[str, ScenarioRuns], park: Label, indicator: str, language: str
) -> None:
    """Draw the indicator of a park by year: the band of the reference filled, those of the others between lines."""
    colours = style.scenario_colours(case, experiment)
    base = labels.reference(experiment)
    factor = shown_as(unit_of(indicator), language).factor
    for name, runs in experiment.items():
        known = runs.parks["year"].values
        low, high = (factor * paths(runs, indicator, park.id, end) for end in ("p5", "p95"))
        if name == base:
            axes.fill_between(known, low, high, color=colours[name], alpha=BAND, linewidth=0)
        else:
            axes.plot(known, low, color=colours[name], **EDGE_LINE)
            axes.plot(known, high, color=colours[name], **EDGE_LINE)
        axes.plot(known, factor * paths(runs, indicator, park.id), **_line(name, base, colours))


def _line(name: str, base: str, colours: Mapping[str, str]) -> dict[str, Any]:
    """Return how the means of a scenario are drawn: those of the reference plain, others with dots, for grey print."""
    if name == base:
        return {"color": colours[name]}
    return {"color": style.dark(colours[name]), "marker": "o", "markersize": 3.0}


def _frame(axes: Axes, case: Case, park: Label, columns: int, top: float, language: str) -> None:
    """Set the axes of a panel and name it; `top` is where the upright one ends."""
    room = style.WIDTH * style.POINTS / columns - 24
    years = case.calendar.year_labels
    axes.set_xticks(style.year_ticks(years, [], room))
    axes.set_xlim(years[0], years[-1])
    axes.set_ylim(0, top)
    axes.yaxis.set_major_formatter(style.numerals())
    if top == 100.0:
        axes.set_yticks([0, 25, 50, 75, 100])
    style.name_panel(axes, labels.capitalised(label(park, language)), room, [], rows=1)


def _last(
    axes: Axes, case: Case, experiment: Mapping[str, ScenarioRuns], park: Label, indicator: str, language: str
) -> None:
    """Write the means of the last year above a panel, each in the colour of its scenario."""
    colours = style.scenario_colours(case, experiment)
    year, unit = int(next(iter(experiment.values())).parks["year"][-1]), unit_of(indicator)
    pieces = [(WORDS[language]["last"].format(year=year), style.SOFT)]
    for name, runs in experiment.items():
        value = paths(runs, indicator, park.id)[-1]
        write = value_text if unit in SHARES else number_in  # there is no room for longer units; the title has them
        pieces.append((write(value, unit, language, rounded=True), colours[name]))
    start = 0.0
    for text, colour in pieces:
        style.write_note(axes, text, start, 0, colour)
        start += fonts.width(text, style.SMALL) + 0.8 * style.SMALL


def _output(axes: Axes, case: Case, experiment: Mapping[str, ScenarioRuns], park: Label, language: str) -> None:
    """Draw the last output of a park as bars, on one scale for all parks, and the first as an upright line."""
    colours = style.scenario_colours(case, experiment)
    scale = max(float(np.nanmax(np.append(runs.parks["output"].values, 0.0))) for runs in experiment.values()) or 1.0
    for place, (name, runs) in enumerate(experiment.items()):
        output = _of(runs.parks["output"], park.id)
        last = float(np.nan_to_num(output[-1]))
        hatch = None if name == labels.reference(experiment) else HATCH
        axes.barh(place, last, 0.72, facecolor=colours[name], alpha=0.75, edgecolor="white", linewidth=0, hatch=hatch)
        axes.plot([output[0]] * 2, [place - 0.46, place + 0.46], color=style.INK, linewidth=1.2)
        end = max(last, float(np.nan_to_num(output[0])))
        written = number_in(output[-1], OUTPUT, language, rounded=True)
        axes.annotate(written, (end, place), (4, 0), textcoords="offset points", size=style.SMALL, va="center")
    axes.set_xlim(0, 1.3 * scale)
    axes.set_ylim(len(experiment), -0.5)  # the room below keeps the bars off the next park
    axes.set_axis_off()
