"""Fan chart: where a headline indicator may go under each scenario, and the dated targets it is held to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import xarray
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from model.indicators import INDICATORS
from scenarios import Case
from scenarios.experiment import ScenarioRuns
from scenarios.targets import Target

from ..shared.language import label
from ..shared.target_words import bound_text
from ..shared.values import SHARES, amounts_span_text, probability_text, shown_as, span_text, unit_of, value_text
from . import fonts, labels, style, unchecked

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
PANEL_HEIGHT = 1.9  # inches
WIDEST = 4  # panels in a row
BESIDE = 30  # points between two panels
OUTER, INNER = 0.22, 0.35  # strength of the colour of the bands

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "title": "{indicator}：各情景的走势{against}",
        "against": "与目标",
        "finding": "{year} 年达到 {level}的概率：{list}。",
        "finding_without": "{year} 年的中位数：{list}。",
        "of": "{name} {value}",
        "others": "其余 {count} 个情景 {value}",
        "chance": "{year} 年 {bound}：概率 {value}",
        "axis": "占比（{unit}）",
        "axis_of_amount": "{unit}",
        "outer": "90% 的模拟",
        "inner": "50% 的模拟",
        "median": "中位数（各情景用各自的颜色）",
        "median_of": "“{name}”的中位数",
        "target": "目标",
        "caption": "每个情景模拟 {n} 次，{spread}；浅色带含其中 90%，深色带含 50%。案例：{case}；基期 {baseline} 年。",
    },
    "en": {
        "title": "{indicator}: paths by scenario{against}",
        "against": " and the plan's targets",
        "finding": "Probability of reaching {level} in {year}: {list}.",
        "finding_without": "Median in {year}: {list}.",
        "of": "{name} {value}",
        "others": "the other {count} scenarios {value}",
        "chance": "{bound} in {year}: {value} likely",
        "axis": "share, {unit}",
        "axis_of_amount": "{unit}",
        "outer": "90 % of replicates",
        "inner": "50 % of replicates",
        "median": "median, in the colour of the scenario",
        "median_of": "median of {name}",
        "target": "target",
        "caption": "Bands: 90 % and 50 % of {n} replicates, {spread}. {case}; baseline {baseline}.",
    },
}


def draw(
    case: Case, experiment: Mapping[str, ScenarioRuns], targets: pd.DataFrame, indicator: str, language: str
) -> Figure:
    """Draw an indicator by year, a panel for each scenario shown, in the unit that is shown: shares and rates in percent.

    `targets` is the table of `scenarios.comparison.target_table.target_table`, from which the probabilities are taken.
    """
    dated = sorted((target for target in case.targets if target.measure == indicator), key=lambda one: one.year)
    colours = style.scenario_colours(case, experiment)
    shown = labels.shown(experiment, case.plan)
    notes = {name: _chances(targets, name, dated, language) for name in shown}
    rows, columns = style.grid(len(shown), _most_columns(notes.values()))
    with style.context():
        heading = style.Heading(
            _title(indicator, bool(dated), language),
            _finding(case, experiment, targets, indicator, dated, language),
            labels.caption(WORDS[language]["caption"], case, experiment, language),
            [*_key(experiment, bool(dated), language), *unchecked.key(case, language)],
        )
        figure = style.page(heading, rows * PANEL_HEIGHT + 0.14 * rows * len(dated))
        axes = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
        room = style.WIDTH * style.POINTS / columns - BESIDE
        for panel, (name, runs) in zip(axes.flat, shown.items(), strict=False):
            _panel(panel, experiment, name, indicator, colours, dated, language)
            title = labels.capitalised(label(runs.scenario, language))
            style.name_panel(panel, title, room, notes[name])
        _finish(axes, len(shown), case.calendar.year_labels, dated, room)
        for panel in axes.flat[: len(shown)]:
            unchecked.shade(panel, case, case.file.last_year)
        for row in axes:
            row[0].set_ylabel(_axis(indicator, language))
            row[0].yaxis.set_major_formatter(style.numerals())
        return style.settle(figure)


def _most_columns(notes: Iterable[Sequence[str]]) -> int:
    """Return how many panels go side by side, each as wide as its longest note: at least one."""
    longest = max((fonts.width(note, style.SMALL) for each in notes for note in each), default=0.0)
    return max(1, min(WIDEST, int(style.WIDTH * style.POINTS / (longest + BESIDE))))


def quantiles(runs: ScenarioRuns, indicator: str) -> xarray.DataArray:
    """Return an indicator at the levels of the bands, (quantile, year); NaN in a year without any value."""
    drawn = runs.indicators[indicator].transpose("replicate", "year")
    found = np.full((len(LEVELS), drawn.sizes["year"]), np.nan)
    for place, values in enumerate(drawn.values.T):
        known = values[np.isfinite(values)]
        if len(known):
            found[:, place] = np.quantile(known, LEVELS)
    return xarray.DataArray(found, coords={"quantile": list(LEVELS), "year": drawn["year"].values})


def chance(targets: pd.DataFrame, scenario: str, target: Target) -> float:
    """Return the probability of meeting a target under a scenario, NaN where the table has none."""
    if targets.empty:
        return float("nan")
    here = (targets["scenario"] == scenario) & (targets["indicator"] == target.measure)
    found = targets[here & (targets["year"] == target.year)]
    return float(found["probability"].iloc[0]) if len(found) else float("nan")


def _title(indicator: str, against: bool, language: str) -> str:
    words = WORDS[language]
    title = labels.capitalised(label(INDICATORS[indicator], language))
    return words["title"].format(indicator=title, against=words["against"] if against else "")


def _axis(indicator: str, language: str) -> str:
    unit = unit_of(indicator)
    return WORDS[language]["axis" if unit in SHARES else "axis_of_amount"].format(unit=shown_as(unit, language).text)


def _finding(
    case: Case, experiment: Mapping[str, ScenarioRuns], targets: pd.DataFrame, indicator: str, dated: Sequence[Target],
    language: str,
) -> str:  # fmt: skip
    """Describe the outcome of the last target, or of the last year where there is no target."""
    words = WORDS[language]
    if dated:
        last = dated[-1]
        values = {name: chance(targets, name, last) for name in experiment}
        write = partial(value_text, unit=unit_of(indicator), language=language)
        asked_for = write(last.bounds["at_least"]) if last.sense > 0 else bound_text(last, language)
        asked = {"year": last.year, "level": asked_for}
        chances = {name: probability_text(value, language) for name, value in values.items()}
        span = partial(_chances_span, language=language)
        return words["finding"].format(list=_listed(case, values, chances, span, experiment, language), **asked)
    finals = {name: float(quantiles(runs, indicator).sel(quantile=0.5)[-1]) for name, runs in experiment.items()}
    year = int(next(iter(experiment.values())).indicators["year"][-1])
    medians = {name: value_text(value, unit_of(indicator), language, rounded=True) for name, value in finals.items()}
    span = partial(amounts_span_text, unit=unit_of(indicator), language=language)
    return words["finding_without"].format(year=year, list=_listed(case, finals, medians, span, experiment, language))


def _chances_span(low: float, high: float, language: str) -> str:
    """Return two probabilities as a range."""
    return span_text(probability_text(low, language), probability_text(high, language), language)


def _listed(
    case: Case, values: Mapping[str, float], written: Mapping[str, str], span: Callable[[float, float], str],
    experiment: Mapping[str, ScenarioRuns], language: str,
) -> str:  # fmt: skip
    """List values: those of no plan and of the plan by name, the others as a range by `span`, since noise ranks them."""
    words = WORDS[language]
    named = labels.compared(values, case.plan)
    parts = [words["of"].format(name=label(experiment[name].scenario, language), value=written[name]) for name in named]
    others = sorted((name for name in values if name not in named), key=values.__getitem__)
    if others:
        value = span(values[others[0]], values[others[-1]])
        parts.append(words["others"].format(count=len(others), value=value))
    return labels.joined(parts, language)


def _key(experiment: Mapping[str, ScenarioRuns], against: bool, language: str) -> list[Artist]:
    words = WORDS[language]
    key: list[Artist] = [
        Patch(color=style.INK, alpha=OUTER, linewidth=0, label=words["outer"]),
        Patch(color=style.INK, alpha=OUTER + INNER, linewidth=0, label=words["inner"]),
        Line2D([], [], color=style.INK, label=words["median"]),
    ]
    if len(experiment) > 1:
        base = experiment[labels.reference(experiment)].scenario
        median = words["median_of"].format(name=label(base, language))
        key.append(Line2D([], [], color=style.INK, linewidth=0.9, linestyle=style.DASHES, label=median))
    if against:
        key.append(_target_marks([], [], words["target"]))
    return key


def _target_marks(years: Sequence[float], values: Sequence[float], called: str) -> Line2D:
    marks: dict[str, Any] = {"marker": "D", "markersize": 4.5, "markerfacecolor": "white", "markeredgecolor": style.INK}
    return Line2D(years, values, linestyle="none", markeredgewidth=1.1, zorder=5, clip_on=False, label=called, **marks)


def _panel(
    axes: Axes, experiment: Mapping[str, ScenarioRuns], name: str, indicator: str, colours: Mapping[str, str],
    dated: Sequence[Target], language: str,
) -> None:  # fmt: skip
    """Draw the fan of a scenario, the median of no plan, and the targets."""
    factor = shown_as(unit_of(indicator), language).factor
    low, lower, middle, upper, high = factor * quantiles(experiment[name], indicator)
    years = middle["year"].values
    axes.fill_between(years, low, high, color=colours[name], alpha=OUTER, linewidth=0)
    axes.fill_between(years, lower, upper, color=colours[name], alpha=INNER, linewidth=0)
    axes.plot(years, middle, color=style.dark(colours[name]))
    base = labels.reference(experiment)
    if name != base:
        median = factor * quantiles(experiment[base], indicator).sel(quantile=0.5)
        axes.plot(years, median, color=style.INK, lw=0.9, ls=style.DASHES)
    if dated:
        marks = [(one.year, factor * bound) for one in dated for bound in one.bounds.values()]
        axes.add_line(_target_marks([year for year, _ in marks], [bound for _, bound in marks], ""))


def _chances(targets: pd.DataFrame, name: str, dated: Sequence[Target], language: str) -> list[str]:
    """Return the probability of meeting each target, a line each."""
    return [
        WORDS[language]["chance"].format(
            year=target.year,
            bound=bound_text(target, language),
            value=probability_text(chance(targets, name, target), language),
        )
        for target in dated
    ]


def _finish(axes: np.ndarray, count: int, years: Sequence[int], dated: Sequence[Target], room: float) -> None:
    """Write the years below every panel, `room` points wide, and take away the panels that are not needed."""
    first = axes[0, 0]
    first.set_xticks(style.year_ticks(years, [target.year for target in dated], room))
    first.set_xticks(years, minor=True)  # a mark for each year, where there is no room for its number
    first.set_xlim(years[0], years[-1] + 0.03 * (years[-1] - years[0]))
    for place, panel in enumerate(axes.flat):
        panel.tick_params(labelbottom=True)
        if place >= count:
            panel.remove()
